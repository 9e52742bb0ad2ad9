import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { HubError } from '../../../errors.ts';
import type { Content } from './bytes.ts';

export interface ZipLimits {
  maxEntries: number;
  maxExpandedBytes: number;
  maxRatio: number;
  ratioFrom: number;
}

/** A workbook of 1,048,576 rows and some columns is about 400 MB of XML; equal rows compress to a hundredth. */
export const ZIP_LIMITS: ZipLimits = {
  maxEntries: 10_000,
  maxExpandedBytes: 2 * 1024 ** 3,
  maxRatio: 250,
  ratioFrom: 16 * 1024 ** 2,
};

export interface ZipArchive {
  names: ReadonlySet<string>;
  /** The content of an entry, its size and checksum verified on the way. */
  stream(name: string): AsyncIterable<Buffer>;
  size(name: string): number;
  close(): void;
}

/**
 * Opens a ZIP container by its directory and refuses bombs before anything is unpacked: declared sizes are added up,
 * and an entry that gives more than it declared is stopped. Nothing is ever written under an entry's name.
 */
export async function openZip(content: Content, limits: ZipLimits = ZIP_LIMITS): Promise<ZipArchive> {
  const damaged = (error: unknown): never => {
    if (error instanceof HubError) throw error;
    throw new HubError(
      'BAD_INPUT',
      `"${content.name}" cannot be read: its ZIP container is damaged (${(error as Error).message}).`,
    );
  };
  const path = await content.file();
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false }).catch(damaged);
  try {
    const entries = await readDirectory(zip, content.name, limits).catch(damaged);
    return {
      names: new Set(entries.keys()),
      size: (name) => entries.get(name)?.uncompressedSize ?? 0,
      stream: (name) => readEntry(zip, entries.get(name), name, damaged),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function readDirectory(zip: ZipFile, name: string, limits: ZipLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  const bomb = (what: string): never => {
    throw new HubError(
      'LIMIT_EXCEEDED',
      `"${name}" ${what}; it is not read. Save the table as CSV, or in several files.`,
    );
  };
  let packed = 0;
  let expanded = 0;
  if (zip.entryCount > limits.maxEntries)
    bomb(`has ${zip.entryCount} entries, more than ${limits.maxEntries}`);
  for await (const entry of zip.eachEntry()) {
    if (entries.size >= limits.maxEntries) bomb(`has more than ${limits.maxEntries} entries`);
    if (entry.isEncrypted())
      throw new HubError(
        'BAD_INPUT',
        `"${name}" is encrypted with a password. Open it with its password and save it without one.`,
      );
    packed += entry.compressedSize;
    expanded += entry.uncompressedSize;
    if (packed > zip.fileSize) bomb('claims more packed bytes than it has (its entries overlap)');
    if (expanded > limits.maxExpandedBytes) bomb(`expands to more than ${limits.maxExpandedBytes} bytes`);
    const { uncompressedSize: size } = entry;
    if (size > limits.ratioFrom && size > entry.compressedSize * limits.maxRatio)
      bomb(`holds "${entry.fileName}", which expands to more than ${limits.maxRatio} times its size`);
    if (entries.has(entry.fileName))
      throw new HubError('BAD_INPUT', `"${name}" holds "${entry.fileName}" twice: expected it once.`);
    entries.set(entry.fileName, entry);
  }
  if (expanded > limits.ratioFrom && expanded > zip.fileSize * limits.maxRatio)
    bomb(`expands to more than ${limits.maxRatio} times its size`);
  return entries;
}

async function* readEntry(
  zip: ZipFile,
  entry: Entry | undefined,
  name: string,
  damaged: (error: unknown) => never,
): AsyncGenerator<Buffer> {
  if (!entry) throw new HubError('BAD_INPUT', `The file holds no "${name}": it is damaged.`);
  const stream = await zip.openReadStreamPromise(entry).catch(damaged);
  let sum = 0;
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) {
      sum = crc32(piece, sum);
      yield piece;
    }
  } catch (error) {
    damaged(error);
  } finally {
    stream.destroy();
  }
  if (sum >>> 0 !== entry.crc32) damaged(new Error(`the checksum of "${name}" does not fit its content`));
}
