import { isUtf8 } from 'node:buffer';
import { ExactNumber, isObject, type JsonObject, type JsonValue } from '../../../json.ts';
import type { ExactSlot } from '../types.ts';
import { explainJson, parseStrict, type RepeatedName } from './strict-json.ts';
import { ValueScanner } from './value-scanner.ts';

export const MAX_DEPTH = 1000;

export interface TextProblem {
  rule:
    | 'not-json'
    | 'not-utf8'
    | 'repeated-name'
    | 'number-out-of-range'
    | 'nul-character'
    | 'lone-surrogate';
  /** Pointer inside the value, '' for the value itself. */
  pointer: string;
  message: string;
  value?: string;
  /** Bytes from the start of the value, where a place is known. */
  offset?: number;
}

export interface ParsedText {
  /** Undefined when the text could not be parsed; `problems` says why. */
  value: JsonValue | undefined;
  exact: ExactSlot[];
  problems: TextProblem[];
}

/** What a scan of the bytes has already noticed; without it everything is looked for. */
export interface ScanNotes {
  exact: readonly number[];
  escapes: boolean;
  members: number;
}

/**
 * Parses the bytes of one JSON value: numbers exact (ExactNumber where a double would change their text), NUL
 * characters dropped and lone surrogates replaced (PostgreSQL takes neither), each with a problem. The same bytes
 * always give the same value, so what is stored can be read again. Repeated names: the last one counts.
 */
export function parseText(bytes: Buffer, notes?: ScanNotes): ParsedText {
  if (!isUtf8(bytes)) return { value: undefined, exact: [], problems: [notUtf8(bytes)] };
  const known = notes ?? scanNotes(bytes);
  const escaped = known.escapes ? bytes.toString('latin1') : '';
  const marked = known.exact.length > 0 && (bytes.includes(MARK_BYTES) || MARK_ESCAPE.test(escaped));
  const parsed = marked ? parseSlowly(bytes) : parseFast(bytes, known);
  if (parsed.value !== undefined && BAD_ESCAPE.test(escaped)) {
    parsed.value = clean(parsed);
    parsed.exact = [];
    collectExact(parsed.value, parsed.exact);
  }
  return parsed;
}

/** The notes that the stream's scanner takes, for bytes that stand alone. */
function scanNotes(bytes: Buffer): ScanNotes {
  const scanner = new ValueScanner({ bytes, base: 0, length: bytes.length }, MAX_DEPTH);
  while (scanner.position < bytes.length && (bytes[scanner.position] as number) <= 0x20) scanner.position++;
  scanner.begin(true);
  scanner.scan(true);
  return { exact: scanner.exact, escapes: scanner.escapes, members: scanner.colons };
}

/** U+FFFF marks a number written as a string for JSON.parse; it is no character, texts with it go the slow way. */
const MARK = '\uffff';
const MARK_BYTES = Buffer.from(MARK);
const OPEN_MARK = Buffer.from(`"${MARK}`);
const CLOSE_MARK = Buffer.from('"');
const MARK_ESCAPE = /\\u[fF]{4}/;
const BAD_ESCAPE = /\\u(?:0000|[dD][89abAB])/;
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

function parseFast(bytes: Buffer, notes: ScanNotes): ParsedText {
  const text = notes.exact.length === 0 ? bytes.toString('utf8') : markNumbers(bytes, notes.exact);
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return parseSlowly(bytes);
  }
  const found: Found = { members: 0, exact: [], problems: [] };
  if (typeof value === 'string' && text !== bytes.toString('utf8')) return parseSlowly(bytes);
  walk(value, found, notes.exact.length > 0);
  if (found.members !== notes.members) return parseSlowly(bytes);
  return { value, exact: found.exact, problems: rangeProblems(value, found.exact) };
}

/** The text with each number of the list written as a marked string. */
function markNumbers(bytes: Buffer, exact: readonly number[]): string {
  const parts: Buffer[] = [];
  let from = 0;
  for (let i = 0; i < exact.length; i += 2) {
    const start = exact[i] as number;
    const end = exact[i + 1] as number;
    const text = bytes.toString('latin1', start, end);
    // What is no number, or stands where a name must, is left for JSON.parse to refuse.
    if (String(Number(text)) === text || !NUMBER.test(text) || followedByColon(bytes, end)) continue;
    parts.push(bytes.subarray(from, start), OPEN_MARK, bytes.subarray(start, end), CLOSE_MARK);
    from = end;
  }
  parts.push(bytes.subarray(from));
  return Buffer.concat(parts).toString('utf8');
}

function followedByColon(bytes: Buffer, from: number): boolean {
  for (let i = from; i < bytes.length; i++) {
    const c = bytes[i] as number;
    if (c > 0x20) return c === 0x3a;
  }
  return false;
}

interface Found {
  members: number;
  exact: ExactSlot[];
  problems: TextProblem[];
}

/** Counts members and, with `marked`, turns marked strings into exact numbers in place. */
function walk(value: JsonValue, found: Found, marked: boolean): void {
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item = value[i] as JsonValue;
      if (typeof item === 'object' && item !== null) walk(item, found, marked);
      else if (marked && typeof item === 'string' && item.charCodeAt(0) === 0xffff)
        setExact(value, i, item, found);
    }
  } else if (typeof value === 'object' && value !== null) {
    const object = value as JsonObject;
    for (const name in object) {
      found.members++;
      const member = object[name];
      if (typeof member === 'object' && member !== null) walk(member, found, marked);
      else if (marked && typeof member === 'string' && member.charCodeAt(0) === 0xffff) {
        setExact(object, name, member, found);
      }
    }
  }
}

function setExact(holder: ExactSlot['holder'], key: string | number, marked: string, found: Found): void {
  const number = new ExactNumber(marked.slice(1));
  (holder as Record<string | number, JsonValue>)[key] = number;
  found.exact.push({ holder, key, number });
}

function parseSlowly(bytes: Buffer): ParsedText {
  const error = explainJson(bytes, MAX_DEPTH);
  if (error) {
    const problem: TextProblem = {
      rule: 'not-json',
      pointer: '',
      message: error.message,
      offset: error.offset,
    };
    return { value: undefined, exact: [], problems: [problem] };
  }
  const { value, repeated } = parseStrict(bytes, MAX_DEPTH);
  const exact: ExactSlot[] = [];
  collectExact(value, exact);
  return { value, exact, problems: [...repeated.map(repeatedName), ...rangeProblems(value, exact)] };
}

function repeatedName({ pointer, name }: RepeatedName): TextProblem {
  return {
    rule: 'repeated-name',
    pointer,
    message: `the name "${name}" stands more than once in one object; the last one counts`,
    value: name,
  };
}

/** All exact numbers of a value. */
export function collectExact(value: JsonValue | undefined, into: ExactSlot[]): void {
  if (Array.isArray(value)) {
    for (const [key, number] of value.entries()) {
      if (number instanceof ExactNumber) into.push({ holder: value, key, number });
      else collectExact(number, into);
    }
  } else if (isObject(value)) {
    for (const [key, number] of Object.entries(value)) {
      if (number instanceof ExactNumber) into.push({ holder: value, key, number });
      else collectExact(number, into);
    }
  }
}

function rangeProblems(value: JsonValue, exact: readonly ExactSlot[]): TextProblem[] {
  const problems: TextProblem[] = [];
  for (const slot of exact) {
    const number = Number(slot.number.text);
    const vanished = number === 0 && /[1-9]/.test(slot.number.text.split(/e/i)[0] as string);
    if (Number.isFinite(number) && !vanished) continue;
    problems.push({
      rule: 'number-out-of-range',
      pointer: pointerTo(value, slot),
      message: 'the number is outside the range that JSON readers share (IEEE 754 double); its text is kept',
      value: slot.number.text.slice(0, 200),
    });
  }
  return problems;
}

function pointerTo(value: JsonValue, slot: ExactSlot): string {
  const path = findHolder(value, slot.holder);
  return `${path ?? ''}/${escapeStep(String(slot.key))}`;
}

function findHolder(value: JsonValue | undefined, holder: unknown): string | null {
  if (value === holder) return '';
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, member] of Object.entries(value)) {
    const path = findHolder(member as JsonValue, holder);
    if (path !== null) return `/${escapeStep(name)}${path}`;
  }
  return null;
}

export function escapeStep(step: string): string {
  return step.includes('~') || step.includes('/') ? step.replaceAll('~', '~0').replaceAll('/', '~1') : step;
}

function clean(parsed: ParsedText): JsonValue {
  const seen = new Map<string, TextProblem>();
  const text = (value: string, pointer: string): string => {
    let result = value;
    if (result.includes('\0')) {
      result = result.replaceAll('\0', '');
      const message = 'the text holds NUL characters (\\u0000); they are left out of what is shown';
      seen.set(`nul ${pointer}`, { rule: 'nul-character', pointer, message, value: result.slice(0, 200) });
    }
    const whole = wellFormed(result);
    if (whole !== result) {
      const message = 'the text holds half of a surrogate pair; it is shown as U+FFFD';
      seen.set(`half ${pointer}`, { rule: 'lone-surrogate', pointer, message, value: whole.slice(0, 200) });
    }
    return whole;
  };
  const visit = (value: JsonValue | undefined, pointer: string): JsonValue => {
    if (typeof value === 'string') return text(value, pointer);
    if (Array.isArray(value)) {
      for (const [i, item] of value.entries()) value[i] = visit(item, `${pointer}/${i}`);
    } else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        const path = `${pointer}/${escapeStep(name)}`;
        const cleaned = visit(member, path);
        const newName = text(name, path);
        if (newName !== name) delete value[name];
        if (newName !== name || cleaned !== member) value[newName] = cleaned;
      }
    }
    return value as JsonValue;
  };
  const value = visit(parsed.value, '');
  parsed.problems.push(...seen.values());
  return value;
}

function notUtf8(bytes: Buffer): TextProblem {
  const offset = firstBadByte(bytes);
  const byte = `0x${(bytes[offset] as number).toString(16)}`;
  const guess = guessEncoding(bytes, offset);
  return {
    rule: 'not-utf8',
    pointer: '',
    message: `the byte ${byte} is not UTF-8${guess ? ` (it looks like ${guess})` : ''}; the standard wants UTF-8`,
    value: byte,
    offset,
  };
}

/** Offset of the first byte that is not part of UTF-8. */
export function firstBadByte(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  // A cut inside a character looks bad too, so the search works on cuts at character starts.
  while (bad - good > 1) {
    let middle = good + Math.ceil((bad - good) / 2);
    while (middle > good && ((bytes[middle] ?? 0) & 0xc0) === 0x80) middle--;
    if (middle === good) break;
    if (isUtf8(bytes.subarray(good, middle))) good = middle;
    else bad = middle;
  }
  for (let i = good; i < bad; i++) {
    const c = bytes[i] as number;
    const length =
      c < 0x80 ? 1 : c >= 0xc2 && c < 0xe0 ? 2 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xf0 && c < 0xf5 ? 4 : 0;
    if (length === 0 || !isUtf8(bytes.subarray(i, i + length)) || i + length > bytes.length) return i;
    i += length - 1;
  }
  return good;
}

/** Single high bytes between ASCII letters mark a one-byte encoding, long runs a Chinese one. */
function guessEncoding(bytes: Buffer, offset: number): string | null {
  let high = 0;
  let runs = 0;
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] as number) < 0x80) continue;
    // Good UTF-8 before the bad byte: the text is damaged rather than in another encoding.
    if (i < offset) return null;
    high++;
    if ((bytes[i - 1] ?? 0) < 0x80) runs++;
  }
  if (high / runs < 2) return 'ISO-8859-1 or Windows-1252';
  return high / runs >= 3 ? 'GB18030 or Big5' : null;
}

function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
