import { HubError } from '../../../errors.ts';
import { foldWidth } from './text.ts';
import { escapePattern, words } from './words.ts';

export type ReadDate = (text: string) => string | null;

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const yearFirst =
  /^(\d{4})(?:年|\/|\.|-)(\d{1,2})(?:月|\/|\.|-)(\d{1,2})日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$/;
const compact = /^(\d{4})(\d{2})(\d{2})$/;

/** Reads what stands year first, and what the profile declares; `null` means it is no date. */
export function dateReader(formats: readonly string[] = []): ReadDate {
  const declared = formats.map(compileFormat);
  return (text) => {
    const exact = iso.exec(text);
    if (exact) return dayOf(exact[1], exact[2], exact[3]);
    const folded = foldWidth(text).trim();
    for (const read of declared) {
      const found = read(folded);
      if (found !== null) return found;
    }
    const joined = folded.includes('年') ? folded.replace(/\s+/g, '') : folded;
    const found = yearFirst.exec(joined) ?? compact.exec(joined);
    return found ? dayOf(found[1], found[2], found[3]) : null;
  };
}

function dayOf(year = '', month = '', day = ''): string | null {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const date = new Date(Date.UTC(y, m - 1, d));
  if (y < 1000 || date.getUTCFullYear() !== y || date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) {
    return null;
  }
  return date.toISOString().slice(0, 10);
}

const token = /dddd|ddd|MMMM|MMM|MM|M|YYYY|DD|D|HH|mm|ss/g;

const shapes: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  MM: '(?<month>\\d{2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{2})',
  D: '(?<day>\\d{1,2})',
  MMMM: `(?<monthName>${words.months.join('|')})`,
  MMM: `(?<monthName>${words.months.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')})\\.?`,
  dddd: `(?<weekday>${words.weekdays.join('|')})`,
  ddd: `(?<weekday>${words.weekdays.map((name) => `${name.slice(0, 3)}(?:${name.slice(3)})?`).join('|')})\\.?`,
  HH: '\\d{1,2}',
  mm: '\\d{2}',
  ss: '\\d{2}',
};

function compileFormat(format: string): (text: string) => string | null {
  const used = new Set(format.match(token) ?? []);
  const hasMonth = ['MM', 'M', 'MMMM', 'MMM'].some((name) => used.has(name));
  if (!used.has('YYYY') || !hasMonth || !(used.has('DD') || used.has('D'))) {
    throw new HubError(
      'BAD_INPUT',
      `The date format "${format}" does not say year, month and day; right is for example "DD/MM/YYYY" or ` +
        '"dddd, MMMM D, YYYY".',
    );
  }
  let source = '';
  let last = 0;
  for (const found of format.matchAll(token)) {
    source += escapePattern(format.slice(last, found.index)) + shapes[found[0]];
    last = found.index + found[0].length;
  }
  const expression = new RegExp(`^${source}${escapePattern(format.slice(last))}$`, 'i');
  return (text) => {
    const groups = expression.exec(text)?.groups;
    if (!groups) return null;
    const month = groups.monthName ? String(nameIndex(words.months, groups.monthName) + 1) : groups.month;
    const day = dayOf(groups.year, month, groups.day);
    // A weekday that is not the day's own means that the day was read wrongly.
    if (day && groups.weekday && nameIndex(words.weekdays, groups.weekday) !== new Date(day).getUTCDay()) {
      return null;
    }
    return day;
  };
}

function nameIndex(names: readonly string[], name: string): number {
  const start = name.toLowerCase().slice(0, 3);
  return names.findIndex((known) => known.startsWith(start));
}
