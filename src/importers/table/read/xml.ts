import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { HubError } from '../../../errors.ts';

export interface XmlHandlers {
  /** Name without its namespace prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>, isSelfClosing: boolean): void;
  close?(name: string): void;
  text?(text: string): void;
}

const MAX_DEPTH = 200;
/** Largest stretch without a tag: one text, one tag. Excel's cells hold 32,767 characters. */
const MAX_PIECE = 16 * 1024 * 1024;
const DOCTYPE = Buffer.from('<!DOCTYPE');

/**
 * Reads the XML of an office file piece by piece; gives after each piece, so that what the handlers put aside can be
 * taken. Strict: text that is not well-formed refuses the file. Document types are refused: they are what entity
 * bombs and files from elsewhere need, and office files have none.
 */
export async function* readXml(
  stream: AsyncIterable<Buffer>,
  what: string,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  let written = 0;
  let lastEvent = 0;
  let begun = false;
  const refuse = (problem: string): never => {
    throw new HubError('BAD_INPUT', `${what} cannot be read: ${problem}.`);
  };
  parser.on('error', (error) => refuse(`its XML is damaged (${error.message})`));
  parser.on('doctype', () => refuse('it declares a document type (DTD), which is not read'));
  parser.on('opentag', (tag) => {
    begun = true;
    lastEvent = written;
    if (!tag.isSelfClosing && ++depth > MAX_DEPTH) refuse(`its XML is nested more than ${MAX_DEPTH} deep`);
    handlers.open(localName(tag.name), tag.attributes, tag.isSelfClosing);
    if (tag.isSelfClosing) depth++;
  });
  parser.on('closetag', (tag) => {
    lastEvent = written;
    depth--;
    handlers.close?.(localName(tag.name));
  });
  if (handlers.text) {
    const give = (text: string): void => handlers.text?.(text);
    parser.on('text', give);
    parser.on('cdata', give);
  }
  let decoder: TextDecoder | null = null;
  for await (const piece of stream) {
    decoder ??= new TextDecoder(xmlEncoding(piece), { fatal: true });
    if (!begun && piece.includes(DOCTYPE)) refuse('it declares a document type (DTD), which is not read');
    let text = '';
    try {
      text = decoder.decode(piece, { stream: true });
    } catch {
      refuse('its XML holds bytes that are no text');
    }
    written += piece.length;
    parser.write(text);
    if (written - lastEvent > MAX_PIECE) refuse(`one text or tag in it is larger than ${MAX_PIECE} bytes`);
    yield;
  }
  try {
    parser.write(decoder?.decode() ?? '');
  } catch (error) {
    if (error instanceof HubError) throw error;
    refuse('its XML ends inside a character');
  }
  parser.close();
  yield;
}

/** Reads the whole of it, where nothing is to be taken in between. */
export async function readWholeXml(
  stream: AsyncIterable<Buffer>,
  what: string,
  handlers: XmlHandlers,
): Promise<void> {
  for await (const _ of readXml(stream, what, handlers));
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Value of an attribute whatever prefix its name has. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | undefined {
  const own = attributes[name];
  if (own !== undefined) return own;
  const end = `:${name}`;
  for (const key in attributes) if (key.endsWith(end)) return attributes[key];
  return undefined;
}

function xmlEncoding(start: Buffer): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  if (start[0] === 0x3c && start[1] === 0) return 'utf-16le';
  if (start[0] === 0 && start[1] === 0x3c) return 'utf-16be';
  return 'utf-8';
}
