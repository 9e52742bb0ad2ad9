import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { HubError } from '../../../errors.ts';
import { type InflateTrouble, inflate } from '../../ocds/read/inflate.ts';
import type { ImportSource } from '../../ocds/source.ts';
import type { Report } from '../types.ts';

/** The content of a source: unpacked where it is gzip, readable as often as wanted. */
export interface Content {
  /** Name as given, for messages. */
  name: string;
  /** First bytes, up to 64 kB, to see what it is. */
  start: Buffer;
  open(): AsyncIterable<Buffer>;
  /** A file with exactly these bytes, put aside where there is none; `close` removes it. */
  file(): Promise<string>;
  close(): Promise<void>;
}

export interface ByteLimits {
  /** Bytes that a gzip file may expand to. */
  maxExpandedBytes: number;
  /** How many times its size a gzip file may grow, looked at once it has grown by `ratioFrom` bytes. */
  maxRatio: number;
  ratioFrom: number;
}

export const BYTE_LIMITS: ByteLimits = {
  maxExpandedBytes: 4 * 1024 ** 3,
  maxRatio: 250,
  ratioFrom: 4 * 1024 ** 2,
};

const START_BYTES = 65_536;

export async function openContent(
  source: ImportSource,
  report: Report,
  limits: ByteLimits = BYTE_LIMITS,
): Promise<Content> {
  const packed = await firstBytes(source.open(), 2);
  const isGzip = packed[0] === 0x1f && packed[1] === 0x8b;
  let told = false;
  const open = isGzip
    ? () => {
        const tell = told ? () => {} : report;
        told = true;
        return unpack(source, tell, limits);
      }
    : () => source.open();
  const start = await firstBytes(open(), START_BYTES);
  told = false;
  if (start.length === 0)
    throw new HubError('BAD_INPUT', `"${source.name}" is empty: expected a table with a head.`);
  if (isGzip && start[0] === 0x1f && start[1] === 0x8b)
    throw new HubError(
      'BAD_INPUT',
      `"${source.name}" is compressed more than once: expected a table compressed with gzip once, or plain.`,
    );
  let aside: string | null = null;
  const file = async () => {
    if (!isGzip && source.path !== null) return source.path;
    if (aside === null) {
      aside = join(tmpdir(), `sunledger-table-${randomUUID()}`);
      await pipeline(Readable.from(open()), createWriteStream(aside, { mode: 0o600 }));
    }
    return aside;
  };
  const close = async () => {
    if (aside !== null) await rm(aside, { force: true });
  };
  return { name: source.name, start, open, file, close };
}

/** So many bytes from the beginning, fewer where there are no more. */
async function firstBytes(stream: AsyncIterable<Buffer>, count: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream) {
    pieces.push(piece);
    length += piece.length;
    if (length >= count) break;
  }
  return Buffer.concat(pieces).subarray(0, count);
}

/** Damaged or cut gzip refuses the file: a table of which a part is missing has sums that look like whole ones. */
async function* unpack(source: ImportSource, report: Report, limits: ByteLimits): AsyncGenerator<Buffer> {
  let taken = 0;
  let given = 0;
  let trouble: InflateTrouble | undefined;
  const counted = (async function* () {
    for await (const piece of source.open()) {
      for (let at = 0; at < piece.length; at += START_BYTES) {
        const part = piece.subarray(at, at + START_BYTES);
        taken += part.length;
        yield part;
      }
    }
  })();
  for await (const piece of inflate(counted, (met) => {
    trouble = met;
  })) {
    given += piece.length;
    if (given > limits.maxExpandedBytes)
      throw tooLarge(source.name, `more than ${limits.maxExpandedBytes} bytes`);
    if (given > limits.ratioFrom && given > taken * limits.maxRatio)
      throw tooLarge(source.name, `more than ${limits.maxRatio} times its size`);
    yield piece;
  }
  if (trouble === undefined) return;
  if (trouble.rule === 'gzip-trailing-bytes')
    report({ rule: trouble.rule, severity: 'warning', problem: trouble.message });
  else
    throw new HubError(
      'BAD_INPUT',
      `"${source.name}" cannot be read whole: ${trouble.message.replace(/; what came before is read$/, '')}. Expected an undamaged gzip file.`,
    );
}

function tooLarge(name: string, what: string): HubError {
  return new HubError(
    'LIMIT_EXCEEDED',
    `"${name}" expands to ${what}; it is not read. Unpack it and import the parts.`,
  );
}
