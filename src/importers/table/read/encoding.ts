import { isUtf8 } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { HubError } from '../../../errors.ts';
import type { Report } from '../types.ts';
import type { Content } from './bytes.ts';
import { candidatesFor, reading } from './encoding-candidates.ts';
import { Utf8Evidence } from './utf8-evidence.ts';

/** How the bytes of a text become characters: settled before the first row is read. */
export interface Encoding {
  /** Label as in the Encoding Standard, lower case. */
  label: string;
  /** Bytes before the text: byte order marks. */
  skip: number;
}

const DOUBLE_MARK = Buffer.from('\u00ef\u00bb\u00bf');

/**
 * The encoding of a text file. A byte order mark or a declaration decides. Undeclared text is read only where it can
 * be one thing: ASCII, or valid UTF-8 that is not Chinese text in GBK as well. Everything else is refused with the
 * encodings that fit and how the first characters would read in each; nothing is ever decoded with U+FFFD.
 */
export async function chooseEncoding(
  content: Content,
  declared: string | undefined,
  report: Report,
): Promise<Encoding> {
  const wanted = declared === undefined ? null : encodingLabel(declared);
  const mark = markOf(content);
  if (mark) {
    if (wanted !== null && wanted !== mark.label) {
      const problem = `the file begins with the byte order mark of ${mark.label}, so it is read as that and not as ${wanted}`;
      report({ rule: 'other-encoding', severity: 'info', value: declared, problem });
    }
    if (mark.label === 'utf-8') await checkUtf8(content, mark.skip, false);
    return withDoubleMark(content, mark, report);
  }
  if (wanted !== null) {
    if (wanted !== 'utf-8') return { label: wanted, skip: 0 };
    await checkUtf8(content, 0, false);
    return withDoubleMark(content, { label: wanted, skip: 0 }, report);
  }
  // The mark of UTF-8, read as Latin-1 and written in UTF-8 once more: a mark of UTF-8 all the same.
  const isMarked = startsWith(content.start, DOUBLE_MARK, 0);
  await checkUtf8(content, 0, !isMarked);
  return withDoubleMark(content, { label: 'utf-8', skip: 0 }, report);
}

/** The label that the Encoding Standard gives to a name; HubError where it knows none. */
export function encodingLabel(name: string): string {
  const asked = name.trim().toLowerCase().replaceAll('_', '-');
  const known = OTHER_NAMES[asked] ?? asked;
  try {
    return new TextDecoder(known).encoding;
  } catch {
    throw new HubError(
      'BAD_INPUT',
      `Unknown encoding "${name}": expected a name such as utf-8, gb18030, big5, utf-16le, windows-1252, iso-8859-2, shift_jis.`,
    );
  }
}

const OTHER_NAMES: Readonly<Record<string, string>> = {
  'latin-1': 'latin1',
  'shift-jis': 'shift_jis',
  cp936: 'gbk',
  cp950: 'big5',
  cp1250: 'windows-1250',
  cp1251: 'windows-1251',
  cp1252: 'windows-1252',
  cp949: 'euc-kr',
  cp932: 'shift_jis',
};

function markOf(content: Content): Encoding | null {
  const { start } = content;
  if (startsWith(start, Buffer.from([0xef, 0xbb, 0xbf]), 0)) return { label: 'utf-8', skip: 3 };
  const [a, b, c, d] = start;
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff))
    throw new HubError(
      'BAD_INPUT',
      `"${content.name}" is encoded as UTF-32. Save it as UTF-8 (iconv -f UTF-32 -t UTF-8).`,
    );
  if (a === 0xff && b === 0xfe) return { label: 'utf-16le', skip: 2 };
  if (a === 0xfe && b === 0xff) return { label: 'utf-16be', skip: 2 };
  return null;
}

function startsWith(bytes: Buffer, start: Buffer, at: number): boolean {
  return bytes.subarray(at, at + start.length).equals(start);
}

function withDoubleMark(content: Content, encoding: Encoding, report: Report): Encoding {
  if (encoding.label !== 'utf-8' || !startsWith(content.start, DOUBLE_MARK, encoding.skip)) return encoding;
  const problem = 'the file begins with "ï»¿", a byte order mark that was encoded twice; it is left out';
  report({ rule: 'double-byte-order-mark', severity: 'info', row: 1, column: 1, problem });
  return { ...encoding, skip: encoding.skip + DOUBLE_MARK.length };
}

/** Reads all of it: valid UTF-8 from `skip` on, and (`isGuess`) not readable as GBK too, or an error. */
async function checkUtf8(content: Content, skip: number, isGuess: boolean): Promise<void> {
  const evidence = new Utf8Evidence();
  let gbk: TextDecoder | null = isGuess ? new TextDecoder('gb18030', { fatal: true }) : null;
  let hasNul = false;
  let first: Buffer | null = null;
  let tail: Buffer = Buffer.alloc(0);
  let line = 1;
  let toSkip = skip;
  const refuse = (bytes: Buffer): never => {
    const at = firstBad(bytes);
    throw notUtf8(content, bytes, at, line + linesIn(bytes.subarray(0, at)), isGuess);
  };
  for await (const piece of content.open()) {
    const fresh = toSkip > 0 ? piece.subarray(toSkip) : piece;
    toSkip = Math.max(0, toSkip - piece.length);
    const bytes = tail.length > 0 ? Buffer.concat([tail, fresh]) : fresh;
    const end = wholeCharacters(bytes);
    const text = bytes.subarray(0, end);
    if (!isUtf8(text)) refuse(bytes);
    hasNul ||= text.includes(0);
    if (isGuess && !evidence.isEnough) {
      first ??= evidence.firstIn(text);
      evidence.add(text);
    }
    if (gbk !== null) {
      if (evidence.isEnough) gbk = null;
      else if (!decodes(gbk, fresh, true)) gbk = null;
    }
    line += linesIn(text);
    tail = Buffer.from(bytes.subarray(end));
  }
  if (tail.length > 0) refuse(tail);
  if (hasNul && isGuess) throw wide(content);
  if (gbk !== null && evidence.score > 0 && decodes(gbk, new Uint8Array(), false))
    throw ambiguous(content, first);
}

/** False once the bytes cannot be of this encoding; the text itself is of no interest. */
function decodes(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(bytes, { stream });
    return true;
  } catch {
    return false;
  }
}

/** How many bytes are whole UTF-8 characters; a character that the piece cuts stands at its end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** Offset of the first byte that is no UTF-8. */
function firstBad(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const text = bytes.subarray(0, middle);
    if (isUtf8(text.subarray(0, wholeCharacters(text)))) low = middle;
    else high = middle - 1;
  }
  return wholeCharacters(bytes.subarray(0, low));
}

function linesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) count++;
  return count;
}

function notUtf8(content: Content, bytes: Buffer, at: number, line: number, isGuess: boolean): HubError {
  const around = bytes.subarray(Math.max(0, at - 1), at + 64);
  if (bytes.includes(0) && isGuess) return wide(content);
  const fits = candidatesFor(bytes.subarray(0, 1 << 20), bytes.subarray(at, at + 24));
  const said = isGuess
    ? 'is not UTF-8'
    : 'is not UTF-8, although that is what was declared or its first bytes say';
  const readings = fits.map(({ label, text }) => `${label} ("${text}")`).join(', ');
  const hex = around.subarray(around.length > 1 ? 1 : 0, 5).toString('hex');
  return new HubError(
    'BAD_INPUT',
    `"${content.name}" ${said}: line ${line} holds bytes (${hex}) that it cannot have. Say the encoding with \`--encoding\`. It may be ${readings || 'none of the usual ones'}.`,
    { line, candidates: fits.map(({ label }) => label) },
  );
}

function ambiguous(content: Content, first: Buffer | null): HubError {
  const sample = first ?? content.start.subarray(0, 24);
  const readings = ['utf-8', 'gb18030'].map((label) => `${label} ("${reading(label, sample)}")`);
  return new HubError(
    'BAD_INPUT',
    `"${content.name}" can be read in two ways, ${readings.join(' and ')}, and has too few such characters to tell. Say which with \`--encoding utf-8\` or \`--encoding gb18030\`.`,
    { candidates: ['utf-8', 'gb18030'] },
  );
}

function wide(content: Content): HubError {
  return new HubError(
    'BAD_INPUT',
    `"${content.name}" holds NUL bytes: it is no plain text, or UTF-16 without a byte order mark. If it is UTF-16, say so with \`--encoding utf-16le\` or \`--encoding utf-16be\`.`,
    { candidates: ['utf-16le', 'utf-16be'] },
  );
}
