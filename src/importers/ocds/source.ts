import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HubError } from '../../errors.ts';

/** Bytes to import: read once for their hash, then once more for their content. */
export interface ImportSource {
  name: string;
  sha256: string;
  size: number;
  /** Where another thread can read it; null for bytes in memory. */
  path: string | null;
  open(): AsyncIterable<Buffer>;
  /** Removes what was put aside. */
  close(): Promise<void>;
}

const pieceSize = 1024 * 1024;

/** A file; `-` is standard input, which is put aside first because the import may have to start over. */
export async function openSource(path: string, input: Readable = process.stdin): Promise<ImportSource> {
  if (path !== '-') return hashed(path, basename(path), async () => {});
  const aside = join(tmpdir(), `sunledger-import-${randomUUID()}`);
  const remove = () => rm(aside, { force: true });
  try {
    await pipeline(input, createWriteStream(aside, { mode: 0o600 }));
    return await hashed(aside, 'standard input', remove);
  } catch (error) {
    await remove();
    throw error;
  }
}

async function hashed(path: string, name: string, close: () => Promise<void>): Promise<ImportSource> {
  const hash = createHash('sha256');
  let size = 0;
  const openFile = () => createReadStream(path, { highWaterMark: pieceSize }) as AsyncIterable<Buffer>;
  try {
    const handle = await open(path);
    try {
      if ((await handle.stat()).isDirectory()) {
        throw new HubError('BAD_INPUT', `"${path}" is a folder: expected a file, or several`);
      }
    } finally {
      await handle.close();
    }
    for await (const piece of openFile()) {
      hash.update(piece);
      size += piece.length;
    }
  } catch (error) {
    if (error instanceof HubError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'ENOENT' ? 'there is no such file' : code === 'EACCES' ? 'it may not be read' : String(error);
    throw new HubError('BAD_INPUT', `"${path}" cannot be imported: ${why}`);
  }
  return { name, sha256: hash.digest('hex'), size, path, open: openFile, close };
}

/** Bytes that are in memory already. */
export function sourceOf(name: string, bytes: Buffer): ImportSource {
  const open = () => Readable.from(pieces(bytes)) as AsyncIterable<Buffer>;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name, sha256, size: bytes.length, path: null, open, close: async () => {} };
}

function* pieces(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += pieceSize) yield bytes.subarray(at, at + pieceSize);
}
