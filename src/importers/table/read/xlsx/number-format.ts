import { unitFactor } from '../../profile/unit.ts';

/** How a cell's number is shown: what it is depends on it, because spreadsheets keep dates as numbers. */
export type CellFormat =
  /** `unit`: the format itself adds words such as 万元 that no cell holds. */
  | { kind: 'number'; unit?: string }
  | { kind: 'percent' }
  /** Shows a thousandth or another part of what is stored, so that 15005000 looks like 1500.5. */
  | { kind: 'scaled'; code: string }
  | { kind: 'date' }
  | { kind: 'dateTime' }
  | { kind: 'time' }
  /** Only zeros, such as `000`: a code whose leading zeros are not stored. */
  | { kind: 'padded'; digits: number };

const NUMBER: CellFormat = { kind: 'number' };

/** Formats that a workbook uses without writing them down (ECMA-376 part 1, 18.8.30, with the Asian ones). */
export function builtInFormat(id: number): CellFormat {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36) return { kind: 'date' };
  if (id === 22) return { kind: 'dateTime' };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return { kind: 'time' };
  if (id >= 50 && id <= 58) return { kind: 'date' };
  return id === 9 || id === 10 ? { kind: 'percent' } : NUMBER;
}

/** Commas behind the last digit divide by thousands; a point that is a mere sign between digits moves nothing. */
const scaling = /[0#?],+(?:[^,0#?]|$)|[0#?](?:[\\!]\.|"\.")[0#?]/;

export function formatOf(code: string): CellFormat {
  // Quoted text, escaped signs, fill and padding signs; brackets but for elapsed time.
  const bare = code
    .replace(/"[^"]*"/g, '')
    .replace(/[\\_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '');
  const section = bare.split(';')[0] as string;
  if (/^0{2,}$/.test(section)) return { kind: 'padded', digits: section.length };
  if (/general|通用格式/i.test(section)) return NUMBER;
  const hasDay = /[yd]/i.test(section) || (/m/i.test(section) && !/[hs]/i.test(section));
  const hasTime = /[hs]/i.test(section);
  if (hasDay) return { kind: hasTime ? 'dateTime' : 'date' };
  if (hasTime) return { kind: 'time' };
  if (section.includes('%')) return { kind: 'percent' };
  if (scaling.test(code.replace(/\[[^\]]*\]|_./g, ''))) return { kind: 'scaled', code };
  const unit = (code.split(';')[0] as string).match(/"[^"]*"/g)?.find(isUnit);
  return unit === undefined ? NUMBER : { kind: 'number', unit: unit.slice(1, -1).trim() };
}

/** 万元, not 元: a cell of money with this behind it is worth more than its number. */
function isUnit(quoted: string): boolean {
  const factor = unitFactor(quoted.slice(1, -1));
  return factor !== null && factor !== '1';
}

const DAY = 86_400_000;

/**
 * A spreadsheet's day number as `YYYY-MM-DD`, with `THH:MM:SS` where the format shows a time and there is one. Null
 * where it is no day: negative, after the year 9999, or 29 February 1900, which only the 1900 system believes in.
 */
export function dateText(serial: number, kind: 'date' | 'dateTime' | 'time', is1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0) return null;
  const seconds = Math.round(serial * 86_400);
  if (kind === 'time') return clock(seconds);
  // A format without a time shows the day on which it is, not the nearest one.
  const day = kind === 'date' ? Math.floor(serial + 1e-9) : Math.floor(seconds / 86_400);
  const rest = kind === 'date' ? 0 : seconds - day * 86_400;
  if (!is1904 && day === 60) return null;
  if (!is1904 && day === 0) return rest === 0 ? null : clock(rest);
  const start = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(start + day * DAY);
  if (date.getUTCFullYear() > 9999) return null;
  const text = date.toISOString().slice(0, 10);
  return rest === 0 ? text : `${text}T${clock(rest)}`;
}

function clock(seconds: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(seconds / 3600))}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}
