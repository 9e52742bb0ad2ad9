import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensurePrismaClient } from '../scripts/prisma-client.js';
import { openEmbeddedServer } from '../src/db/embedded/server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Superuser URL of the server of this run. */
    testServer: string;
  }
}

/** One embedded server for the whole run, in a folder of its own; every test file makes its databases on it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  ensurePrismaClient();
  const folder = mkdtempSync(join(tmpdir(), 'sunledger-test-'));
  chmodSync(folder, 0o711); // for root's server, which runs as another user
  const server = await openEmbeddedServer({
    folder,
    // Nothing here must survive a power loss.
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      shared_buffers: '128MB',
      max_connections: '300',
    },
  });
  project.provide(
    'testServer',
    `postgresql://${server.superuser}:${server.password}@${server.host}:${server.port}/postgres`,
  );
  return async () => {
    await server.leave();
    rmSync(folder, { recursive: true, force: true });
  };
}
