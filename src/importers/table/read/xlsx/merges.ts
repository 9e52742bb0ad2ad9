import { TextDecoder } from 'node:util';
import { HubError } from '../../../../errors.ts';
import type { Merge } from '../../types.ts';
import { cellPlace } from './cell-place.ts';

const LIST = 'mergeCells';
/** Longer than any list of so many merges; what is longer was the word in some text. */
const MAX_LIST_BYTES = 32 * 1024 * 1024;
const MAX_MERGES = 500_000;

/**
 * Merged cells stand behind the rows they concern, so the part is unpacked once only to find their list: bytes are
 * looked through for its name, nothing else is parsed. The reading of the rows checks the XML.
 */
export async function readMerges(stream: AsyncIterable<Buffer>, fileName: string): Promise<Merge[]> {
  const merges: Merge[] = [];
  let decoder: TextDecoder | null = null;
  let begin: Buffer = Buffer.alloc(0);
  let end: Buffer = Buffer.alloc(0);
  let list: Buffer | null = null;
  let edge: Buffer = Buffer.alloc(0);
  for await (const piece of stream) {
    decoder ??= decoderFor(piece);
    if (begin.length === 0) {
      begin = encode(LIST, decoder.encoding);
      end = encode(`${LIST}>`, decoder.encoding);
    }
    let rest: Buffer | null = list === null ? Buffer.concat([edge, piece]) : Buffer.concat([list, piece]);
    let searchFrom = list === null ? -1 : Math.max(begin.length, list.length - end.length);
    list = null;
    while (rest !== null) {
      if (searchFrom < 0) {
        const at: number = rest.indexOf(begin);
        if (at < 0) {
          edge = Buffer.from(rest.subarray(Math.max(0, rest.length - begin.length + 1)));
          break;
        }
        rest = rest.subarray(at);
        searchFrom = begin.length;
      }
      const close = rest.indexOf(end, searchFrom);
      if (close < 0) {
        list = rest.length > MAX_LIST_BYTES ? null : Buffer.from(rest);
        edge = Buffer.alloc(0);
        break;
      }
      addMerges(merges, decoder.decode(rest.subarray(0, close)), fileName);
      rest = rest.subarray(close + end.length);
      searchFrom = -1;
    }
  }
  if (list !== null && decoder !== null) addMerges(merges, decoder.decode(list), fileName);
  return merges;
}

function addMerges(merges: Merge[], text: string, fileName: string): void {
  for (const [, first = '', last = ''] of text.matchAll(
    /<(?:\w+:)?mergeCell\s[^>]*?\bref\s*=\s*["']([A-Za-z$0-9]+):([A-Za-z$0-9]+)["']/g,
  )) {
    const from = cellPlace(first.replaceAll('$', ''));
    const to = cellPlace(last.replaceAll('$', ''));
    if (!from || !to) continue;
    merges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
    if (merges.length > MAX_MERGES)
      throw new HubError(
        'LIMIT_EXCEEDED',
        `"${fileName}" merges more than ${MAX_MERGES} ranges of cells; it is not read. Save the sheet as CSV.`,
      );
  }
}

function decoderFor(start: Buffer): TextDecoder {
  const [a, b] = start;
  if (a === 0xff || b === 0) return new TextDecoder('utf-16le');
  return new TextDecoder(a === 0xfe || a === 0 ? 'utf-16be' : 'utf-8');
}

function encode(text: string, encoding: string): Buffer {
  if (encoding === 'utf-8') return Buffer.from(text);
  const bytes = Buffer.from(text, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
}
