import { TextDecoder } from 'node:util';
import { HubError } from '../../../errors.ts';
import type { Content } from './bytes.ts';
import type { Encoding } from './encoding.ts';
import { windows1252 } from './encoding-candidates.ts';

/** The bytes of the text itself, without byte order marks. */
export async function* textBytes(content: Content, encoding: Encoding): AsyncGenerator<Buffer> {
  let toSkip = encoding.skip;
  for await (const piece of content.open()) {
    const rest = toSkip > 0 ? piece.subarray(toSkip) : piece;
    toSkip = Math.max(0, toSkip - piece.length);
    if (rest.length > 0) yield rest;
  }
}

const PIECE = 1 << 18;

/** The characters of the text. Bytes that the encoding does not have refuse the file, with their line. */
export async function* textOf(content: Content, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding.label, { fatal: true, ignoreBOM: true });
  let line = 1;
  const refuse = (lines: number): never => {
    throw new HubError(
      'BAD_INPUT',
      `"${content.name}" is not ${encoding.label}: at line ${line + lines} or just after it are bytes that it cannot have. Expected the encoding the file was written in.`,
      { line: line + lines },
    );
  };
  const decode = (bytes: Uint8Array, stream: boolean): string => {
    let text: string;
    try {
      text = windows1252(decoder, decoder.decode(bytes, { stream }));
    } catch {
      return refuse(linesBeforeBad(encoding.label, bytes));
    }
    if (encoding.label === 'windows-1252' && /[\x81\x8d\x8f\x90\x9d]/.test(text))
      refuse(countLines(text.slice(0, text.search(/[\x81\x8d\x8f\x90\x9d]/))));
    line += countLines(text);
    return text;
  };
  for await (const piece of textBytes(content, encoding)) {
    for (let at = 0; at < piece.length; at += PIECE) {
      const text = decode(piece.subarray(at, at + PIECE), true);
      if (text !== '') yield text;
    }
  }
  const rest = decode(new Uint8Array(), false);
  if (rest !== '') yield rest;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** Lines of a piece before what could not be decoded; the decoder itself does not say where that was. */
function linesBeforeBad(label: string, bytes: Uint8Array): number {
  const text = new TextDecoder(label).decode(bytes);
  const bad = text.indexOf('\ufffd');
  return countLines(bad < 0 ? text : text.slice(0, bad));
}
