import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { sharedData } from '../shared-folder.ts';

/** A file's text, unpacked; a byte order mark is dropped. Nothing of the importer is used here. */
export function plainText(path: string): string {
  const bytes = readFileSync(sharedData(path));
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Rows of a CSV text, quotes taken away; a row may run over several lines. */
export function* plainRows(text: string, delimiter = ','): Generator<string[]> {
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        const end = text.indexOf('"', at);
        if (end < 0) throw new Error('A quote is never closed.');
        cell += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        cell += '"';
      }
    } else {
      let end = at;
      while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r')
        end += 1;
      cell = text.slice(at, end);
      at = end;
    }
    row.push(cell);
    if (text[at] === delimiter) {
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    yield row;
    row = [];
  }
  if (row.length > 0) yield row;
}

/** Rows as head → cell; rows without any text are left out. */
export function* plainRecords(path: string, delimiter = ','): Generator<Record<string, string>> {
  let head: string[] | undefined;
  for (const row of plainRows(plainText(path), delimiter)) {
    if (head === undefined) head = row.map((name) => name.trim());
    else if (row.some((cell) => cell.trim() !== ''))
      yield Object.fromEntries(head.map((name, index) => [name, row[index] ?? '']));
  }
}

const scale = 12;

/** A decimal as an integer of 10^-12; a text that is no decimal is refused. */
export function exact(text: string): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || fraction.length > scale) throw new Error(`Not a decimal: "${text}"`);
  const value = BigInt(whole + fraction.padEnd(scale, '0'));
  return sign === '-' ? -value : value;
}

/** Plain text of such an integer, without zeros at the end. */
export function inWords(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Counts and sums by key. */
export class Sums {
  readonly #byKey = new Map<string, { count: number; sum: bigint }>();

  add(key: string, value: bigint): void {
    const found = this.#byKey.get(key);
    if (found === undefined) this.#byKey.set(key, { count: 1, sum: value });
    else {
      found.count += 1;
      found.sum += value;
    }
  }

  /** Sorted by key: `key → count: sum`. */
  plain(): Record<string, string> {
    return Object.fromEntries(
      [...this.#byKey]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([key, { count, sum }]) => [key, `${count}: ${inWords(sum)}`]),
    );
  }
}
