import { Worker } from 'node:worker_threads';
import type { ImportSource } from '../source.ts';
import { type FeedChunk, type FeedOptions, readChunks } from './chunks.ts';
import type { ThreadMessage, ThreadTask } from './thread.ts';

/** From this size on a file is read by a thread of its own; for smaller ones its start would cost more. */
export const threadFrom = 16 * 1024 * 1024;

/** The chunks of a file. Reading goes on while the caller stores. */
export function feed(
  source: ImportSource,
  options: FeedOptions,
  ownThreadFrom = threadFrom,
): AsyncGenerator<FeedChunk> {
  if (source.path === null || source.size < ownThreadFrom) return readChunks(source.open(), options);
  return readInThread(source.path, options);
}

async function* readInThread(path: string, options: FeedOptions): AsyncGenerator<FeedChunk> {
  const { chunkReleases, chunkBytes, onProgress } = options;
  const task: ThreadTask = { path, chunkReleases, chunkBytes };
  const worker = new Worker(new URL('./worker.js', import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 },
  });
  const arrived: ThreadMessage[] = [];
  let failure: Error | null = null;
  let wake: () => void = () => {};
  worker.on('message', (message: ThreadMessage) => {
    if (message.type === 'progress') onProgress(message);
    else {
      arrived.push(message);
      wake();
    }
  });
  worker.on('error', (error) => {
    failure = error as Error;
    wake();
  });
  worker.on('exit', (code) => {
    if (code !== 0) failure ??= new Error(`The thread that reads "${path}" ended with code ${code}`);
    wake();
  });
  try {
    worker.postMessage('next');
    for (;;) {
      while (arrived.length === 0) {
        if (failure) throw failure;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const message = arrived.shift()!;
      if (message.type !== 'chunk') return;
      worker.postMessage('next');
      yield message.chunk;
    }
  } finally {
    await worker.terminate();
  }
}
