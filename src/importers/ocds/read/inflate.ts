import { once } from 'node:events';
import { createGunzip } from 'node:zlib';
import { HubError } from '../../../errors.ts';

/** Small enough that one step of decompression (at most about 1,000 times its input) stays small in memory. */
const STEP = 16_384;

export interface Inflated {
  bytes: Buffer;
}

/** What stopped decompression: everything before it has been given. */
export interface InflateTrouble {
  rule: 'cut-gzip' | 'bad-gzip' | 'gzip-trailing-bytes';
  message: string;
}

/** The text of a gzip file (one member or several). On a damaged file, first everything before the damage. */
export async function* inflate(
  source: AsyncIterable<Buffer>,
  trouble: (trouble: InflateTrouble) => void,
): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: 65_536 });
  let ready: Buffer[] = [];
  let failure: NodeJS.ErrnoException | null = null;
  let taken = 0;
  gunzip.on('data', (chunk: Buffer) => ready.push(chunk));
  gunzip.on('error', (error) => {
    failure = error;
  });
  try {
    for await (const chunk of source) {
      for (let from = 0; from < chunk.length && !failure; from += STEP) {
        const piece = chunk.subarray(from, from + STEP);
        taken += piece.length;
        await written(gunzip, piece);
        yield* ready;
        ready = [];
      }
      if (failure) break;
    }
    if (!failure) {
      gunzip.end();
      await Promise.race([once(gunzip, 'end'), once(gunzip, 'close')]).catch(() => undefined);
    }
    yield* ready;
    if (failure) trouble(explain(failure, taken));
    else if (gunzip.bytesWritten < taken) {
      const message = `${taken - gunzip.bytesWritten} bytes after the end of the gzip data are not gzip; they are not read`;
      trouble({ rule: 'gzip-trailing-bytes', message });
    }
  } finally {
    gunzip.destroy();
  }
}

async function written(gunzip: ReturnType<typeof createGunzip>, piece: Buffer): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      gunzip.off('close', done);
      resolve();
    };
    gunzip.on('close', done);
    gunzip.write(piece, done);
  });
}

function explain(failure: NodeJS.ErrnoException, taken: number): InflateTrouble {
  if (failure.code === 'Z_BUF_ERROR') {
    const message = `the gzip data ends too early, after ${taken} bytes: the file is cut; what came before is read`;
    return { rule: 'cut-gzip', message };
  }
  if (failure.code?.startsWith('Z_')) {
    const message = `the gzip data is damaged (${failure.message}) within its first ${taken} bytes; what came before is read`;
    return { rule: 'bad-gzip', message };
  }
  throw failure;
}

/** Files that are something else altogether, by their first bytes. */
export function refuseOther(start: Buffer): void {
  const is = (...bytes: number[]): boolean => bytes.every((byte, i) => start[i] === byte);
  const refuse = (what: string, want: string): never => {
    throw new HubError('BAD_INPUT', `The file is ${what}: expected ${want}.`);
  };
  const json = 'OCDS JSON in UTF-8, plain or gzip-compressed';
  if (is(0x50, 0x4b, 0x03, 0x04)) refuse('a ZIP archive (or an XLSX workbook)', `${json}; unpack it first`);
  if (is(0x42, 0x5a, 0x68)) refuse('compressed with bzip2', `${json}; unpack it first`);
  if (is(0xfd, 0x37, 0x7a, 0x58, 0x5a)) refuse('compressed with xz', `${json}; unpack it first`);
  if (is(0x28, 0xb5, 0x2f, 0xfd)) refuse('compressed with Zstandard', `${json}; unpack it first`);
  if (is(0x37, 0x7a, 0xbc, 0xaf)) refuse('a 7-Zip archive', `${json}; unpack it first`);
  if (is(0x25, 0x50, 0x44, 0x46)) refuse('a PDF', json);
  const utf8 = 'UTF-8; convert it first (iconv -f UTF-16 -t UTF-8)';
  if (is(0xff, 0xfe, 0, 0) || is(0, 0, 0xfe, 0xff)) refuse('encoded as UTF-32', utf8.replace('16', '32'));
  if (is(0xff, 0xfe) || is(0xfe, 0xff)) refuse('encoded as UTF-16', utf8);
  // Without a byte order mark: ASCII characters of JSON's beginning with NUL bytes between them.
  if (start.length >= 4 && start[0] === 0 && start[1] === 0 && start[2] === 0)
    refuse('encoded as UTF-32', utf8.replace('16', '32'));
  if (start.length >= 4 && start[1] === 0 && start[2] === 0 && start[3] === 0)
    refuse('encoded as UTF-32', utf8.replace('16', '32'));
  if (start.length >= 4 && start[0] !== 0 && start[1] === 0 && start[3] === 0)
    refuse('encoded as UTF-16', utf8);
  if (start.length >= 4 && start[0] === 0 && start[1] !== 0 && start[2] === 0)
    refuse('encoded as UTF-16', utf8);
}
