import type { OcdsEvent, ReadOptions } from '../types.ts';
import { DocumentReader } from './documents.ts';
import { inflate } from './inflate.ts';
import { JsonStream } from './json-stream.ts';
import { refuseOther } from './other-files.ts';
import { MAX_DEPTH } from './release-text.ts';

export { parseText } from './release-text.ts';

const MAX_VALUE_BYTES = 64 * 1024 * 1024;
const PROGRESS_BYTES = 1 << 20;

/**
 * Reads OCDS as it comes: packages, records, releases, lists of them, JSON Lines, several texts one after another,
 * plain or gzip; known by content, never by name. Memory stays within a few times the largest single release.
 *
 * Gives events in the file's order. What can be read is read; each thing that cannot is a `problem`. Throws
 * HubError('BAD_INPUT') only where nothing can be read at all: another encoding than UTF-8 throughout, another kind
 * of file. The bytes of the source may come in pieces of any size.
 */
export async function* readOcds(
  source: AsyncIterable<Buffer>,
  options: ReadOptions = {},
): AsyncGenerator<OcdsEvent> {
  const reader = new DocumentReader();
  const stream = new JsonStream(reader, reader.top, {
    maxValueBytes: options.maxValueBytes ?? MAX_VALUE_BYTES,
    maxDepth: MAX_DEPTH,
  });
  const counted = countBytes(source, options.onProgress);
  const { start, rest } = await peek(counted);
  const fileProblem = (rule: string, message: string): OcdsEvent => ({
    type: 'problem',
    problem: { rule, severity: 'error', path: '', pointer: '', message },
  });
  const troubles: OcdsEvent[] = [];
  let text = rest;
  if (start[0] === 0x1f && start[1] === 0x8b) {
    text = inflate(rest, ({ rule, message }) => troubles.push(fileProblem(rule, message)));
    const inner = await peek(text);
    if (inner.start[0] === 0x1f && inner.start[1] === 0x8b) {
      troubles.push(
        fileProblem('gzip-in-gzip', 'the gzip file holds another gzip file: unpack it once first'),
      );
      yield* troubles;
      return;
    }
    refuseOther(inner.start);
    text = inner.rest;
  } else refuseOther(start);
  for await (const chunk of text) {
    // Pieces keep the events of one step few, however large the chunks come.
    for (let from = 0; from < chunk.length; from += 1 << 18) {
      stream.write(chunk.subarray(from, from + (1 << 18)));
      if (reader.events.length > 0) {
        const { events } = reader;
        reader.events = [];
        yield* events;
      }
    }
  }
  stream.end();
  yield* reader.events;
  yield* troubles;
  if (reader.texts === 0 && troubles.length === 0) {
    const what =
      stream.offset === 0 ? 'the file is empty (0 bytes)' : 'the file holds nothing but white space';
    yield fileProblem('empty-file', `${what}: expected an OCDS package, record or release`);
  }
}

async function* countBytes(
  source: AsyncIterable<Buffer>,
  onProgress: ReadOptions['onProgress'],
): AsyncGenerator<Buffer> {
  let taken = 0;
  let told = 0;
  for await (const chunk of source) {
    taken += chunk.length;
    if (taken - told >= PROGRESS_BYTES) {
      onProgress?.(taken);
      told = taken;
    }
    yield chunk;
  }
  if (taken > told) onProgress?.(taken);
}

/** The first bytes (four or more, where there are as many) and the stream from its beginning. */
async function peek(source: AsyncIterable<Buffer>): Promise<{ start: Buffer; rest: AsyncIterable<Buffer> }> {
  const iterator = source[Symbol.asyncIterator]();
  const chunks: Buffer[] = [];
  let length = 0;
  while (length < 8) {
    const { value, done } = await iterator.next();
    if (done) break;
    chunks.push(value);
    length += value.length;
  }
  const rest = (async function* () {
    try {
      yield* chunks;
      for (;;) {
        const { value, done } = await iterator.next();
        if (done) return;
        yield value;
      }
    } finally {
      await iterator.return?.();
    }
  })();
  return { start: Buffer.concat(chunks), rest };
}
