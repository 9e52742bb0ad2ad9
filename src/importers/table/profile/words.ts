import { readFileSync } from 'node:fs';
import { comparable } from './text.ts';

interface Words {
  totals: readonly string[];
  totalEndings: readonly string[];
  totalLeads: readonly string[];
  sections: readonly string[];
  memos: readonly string[];
  notes: readonly string[];
  noteMarks: readonly string[];
  noValue: readonly string[];
  unitLeads: readonly string[];
  unitLinks: readonly string[];
  units: Readonly<Record<string, string>>;
  currencies: readonly string[];
  yes: readonly string[];
  no: readonly string[];
  months: readonly string[];
  weekdays: readonly string[];
}

/** Words that tables of many countries use; a profile adds its own. */
export const words: Words = JSON.parse(readFileSync(new URL('./words.json', import.meta.url), 'utf8'));

const totals = new Set(words.totals.map(comparable));
const sections = new Set(words.sections.map(comparable));
const totalLeads = words.totalLeads.map(
  (lead) => new RegExp(`^${escapePattern(lead)}(?![\\p{L}\\p{N}])`, 'iu'),
);

/** 合计, Total (1+2): nothing but the word; 本年支出合计, Total expenditure 2025: words that only totals have. */
export function isTotalLabel(label: string): boolean {
  const key = comparable(label).replace(/\([^()]*\)$/, '');
  if (totals.has(key) || words.totalEndings.some((ending) => key.endsWith(ending))) return true;
  const text = label.trim().replace(/\s+/g, ' ');
  return totalLeads.some((lead) => lead.test(text));
}

const wholeTotals = new Set(words.totals.flatMap((word) => [word, word.toLowerCase(), word.toUpperCase()]));
const longestTotal = Math.max(...words.totals.map((word) => word.length));

/** Nothing but a word for a total, as it is written; quick enough to be asked of every cell of a long list. */
export function isTotalWord(text: string): boolean {
  return text.length <= longestTotal && wholeTotals.has(text);
}

/** 小计: sums what stands since the last one. */
export function isSectionLabel(label: string): boolean {
  return sections.has(comparable(label).replace(/\([^()]*\)$/, ''));
}

const memoLeads = words.memos.map((word) => startOf(word));

/** 其中：… names a part of the row above. */
export function isMemoLabel(label: string, more: readonly string[] = []): boolean {
  const text = label.trim().toLowerCase();
  return memoLeads.some((lead) => lead.test(text)) || more.some((word) => startOf(word).test(text));
}

/** 其中：… without its lead. */
export function withoutMemo(label: string): string {
  const text = label.trim();
  for (const lead of memoLeads) {
    const found = lead.exec(text.toLowerCase());
    if (found) return text.slice(found[0].length).replace(/^\s*[:：]\s*/u, '');
  }
  return text;
}

const noteLeads = words.notes.map(
  (word) => new RegExp(`^[（(]?${escapePattern(word.toLowerCase())}[）)]?\\s*\\d*\\s*[:：.、]`, 'u'),
);

/** A footnote: 注：…, * …. */
export function isNoteText(text: string): boolean {
  const trimmed = text.trim().toLowerCase();
  if (words.noteMarks.some((mark) => trimmed.startsWith(mark))) return true;
  return noteLeads.some((lead) => lead.test(trimmed));
}

function startOf(word: string): RegExp {
  return new RegExp(`^[-—·\\s（(]*${escapePattern(word.toLowerCase())}(?:\\s|[:：、]|\\d|$)`, 'u');
}

export function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
