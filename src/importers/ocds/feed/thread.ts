import { createReadStream } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type FeedChunk, readChunks } from './chunks.ts';

/** What the thread that reads is told, and what it says. */
export interface ThreadTask {
  path: string;
  chunkReleases: number;
  chunkBytes: number;
}

export type ThreadMessage =
  | { type: 'progress'; bytes: number; releases: number }
  | { type: 'chunk'; chunk: FeedChunk }
  | { type: 'end' };

/** The thread's side: one chunk for each request, the next one made ready meanwhile. */
if (parentPort) {
  const port = parentPort;
  const { path, chunkReleases, chunkBytes } = workerData as ThreadTask;
  let wanted = 0;
  let wake: () => void = () => {};
  port.on('message', () => {
    wanted += 1;
    wake();
  });
  const send = (message: ThreadMessage, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
  const source = createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>;
  const onProgress = (progress: { bytes: number; releases: number }) =>
    send({ type: 'progress', ...progress });
  for await (const chunk of readChunks(source, { chunkReleases, chunkBytes, onProgress })) {
    while (wanted === 0) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    wanted -= 1;
    send({ type: 'chunk', chunk }, [chunk.bytes.buffer as ArrayBuffer, chunk.deflated.buffer as ArrayBuffer]);
  }
  send({ type: 'end' });
  port.close();
}
