const dayPattern = /^(\d{4})-(\d{2})-(\d{2})(?:$|[Tt ]\d{2}|[Zz]$|[+-]\d{2}:?\d{2}$)/;
const instantPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)? ?([Zz]|[+-]\d{2}(?::?\d{2})?)?$/;
const daysInMonth = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(year: number, month: number, day: number): boolean {
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > daysInMonth[month - 1]!) return false;
  return month !== 2 || day < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0));
}

/** The day as published: the first ten characters of its local text. Null when that is no day of the calendar. */
export function dayOf(text: string): string | null {
  const match = dayPattern.exec(text);
  if (!match || !isDay(Number(match[1]), Number(match[2]), Number(match[3]))) return null;
  return text.slice(0, 10);
}

export interface Instant {
  /** UTC, milliseconds; what is finer is cut. */
  iso: string;
  /** False: the text names no offset and was read as UTC. */
  hasOffset: boolean;
}

/** The instant in UTC; a bare day is its midnight. Null when the text is no date and time. */
export function instantOf(text: string): Instant | null {
  const match = instantPattern.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (!isDay(year, month, day) || minute > 59 || second > 60 || hour > 24) return null;
  if (hour === 24 && (minute > 0 || second > 0)) return null;
  const offset = match[8];
  let minutes = 0;
  if (offset !== undefined && offset !== 'Z' && offset !== 'z') {
    const digits = offset.slice(1).replace(':', '');
    const [hours, rest] = [Number(digits.slice(0, 2)), Number(digits.slice(2) || 0)];
    if (hours > 15 || rest > 59) return null;
    minutes = (offset[0] === '-' ? -1 : 1) * (hours * 60 + rest);
  }
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  moment.setUTCHours(hour, minute - minutes, second, Number((match[7] ?? '').padEnd(3, '0').slice(0, 3)));
  const iso = moment.toISOString();
  return iso.length === 24 ? { iso, hasOffset: offset !== undefined } : null;
}
