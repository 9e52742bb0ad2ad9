import { comparable, foldWidth } from './text.ts';
import { escapePattern, words } from './words.ts';

/** A unit as a place says it. */
export interface Unit {
  text: string;
  factor: string;
}

export interface UnitReader {
  /** The text is a unit and nothing else: 万元, in thousands, £000. */
  parse(text: string): Unit | null;
  /** The unit that a title, note or head mentions. */
  find(text: string): Unit | null;
}

const currencies = new Set(words.currencies.map(comparable));
const currencyList = [...currencies].sort((a, b) => b.length - a.length);
const leads = words.unitLeads.map((lead) => lead.toLowerCase().split(/\s+/).map(escapePattern).join('\\s+'));
const links = words.unitLinks.map(escapePattern).join('|');
const leadAtStart = new RegExp(`^(?:${leads.join('|')})(?:\\s*(?:${links})\\s*|\\s+)`, 'iu');
const afterLead = new RegExp(
  `(?:${leads.filter((lead) => lead !== 'in').join('|')})\\s*(?:${links})\\s*(?=([^,，;；。()（）]+))`,
  'giu',
);
const afterIn = /(?:^|\s)in\s+([^.,;:()]+)/giu;
/** A longer text is no title, note or head, and looking through it would take its square. */
const longestText = 2000;
/** Words of a unit at the most: thousands of pounds sterling. */
const mostWords = 8;
const inBrackets = /[（([【]([^（）()[\]【】]*)[）)\]】]/gu;

export function unitReader(own: Readonly<Record<string, string>> = {}): UnitReader {
  const scales = new Map<string, string>();
  for (const [word, factor] of Object.entries(words.units)) scales.set(scaleKey(word), factor);
  for (const [word, factor] of Object.entries(own)) scales.set(scaleKey(word), factor);

  const parse = (text: string): Unit | null => {
    if (text.length > longestText) return null;
    const said = foldWidth(text)
      .trim()
      .replace(leadAtStart, '')
      .replace(/[.。;；]+$/, '')
      .trim();
    if (said === '') return null;
    const key = scaleKey(said);
    // A lone letter or three zeros are a unit only beside a currency or a quotation mark.
    if (/^(?:m|0+)$/i.test(said)) return null;
    const direct = scales.get(key);
    if (direct !== undefined) return { text: said, factor: direct };
    if (currencies.has(key)) return { text: said, factor: '1' };
    const rest = withoutCurrency(key);
    if (rest === null) return null;
    if (rest === '') return { text: said, factor: '1' };
    const factor = scales.get(rest) ?? scales.get(rest.replace(/^of|of$/g, ''));
    return factor === undefined ? null : { text: said, factor };
  };

  const find = (text: string): Unit | null => {
    if (text.length > longestText) return null;
    const folded = foldWidth(text);
    for (const [, content] of folded.matchAll(inBrackets)) {
      const found = parse(content ?? '');
      if (found) return found;
    }
    for (const [, content] of folded.matchAll(afterLead)) {
      const found = longest(content ?? '', parse);
      if (found) return found;
    }
    for (const [, content] of folded.matchAll(afterIn)) {
      const found = longest(content ?? '', parse);
      if (found) return found;
    }
    return parse(folded);
  };
  return { parse, find };
}

const knownUnits = unitReader();

/** What a published unit multiplies by: 万元 → `10000`. Null: no unit. */
export function unitFactor(text: string): string | null {
  return knownUnits.find(text)?.factor ?? null;
}

/** The longest beginning, word by word, that is a unit. */
function longest(text: string, parse: (text: string) => Unit | null): Unit | null {
  const parts = text.trim().split(/\s+/, mostWords);
  for (let count = parts.length; count > 0; count--) {
    const found = parse(parts.slice(0, count).join(' '));
    if (found) return found;
  }
  return null;
}

function scaleKey(text: string): string {
  return comparable(text).replace(/[.'’]/g, '');
}

/** What is left when one currency is taken off the front or the end; `null`: there is none. */
function withoutCurrency(key: string): string | null {
  for (const currency of currencyList) {
    if (key.startsWith(currency)) return key.slice(currency.length).replace(/^of|of$/g, '');
    if (key.endsWith(currency)) return key.slice(0, -currency.length).replace(/of$/, '');
  }
  return null;
}
