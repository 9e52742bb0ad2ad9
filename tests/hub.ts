import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import { openHub } from '../src/db/hub.ts';
import { roleNames } from '../src/db/logins.ts';
import type { Hub } from '../src/db/types.ts';

export type TestHub = Hub & {
  /** Superuser URL of the hub's own database. */
  readonly adminUrl: string;
  destroy(): Promise<void>;
};

/**
 * A hub of its own on the server of this run: own database, own logins, own data folder, empty.
 *
 * It is made the way a hub on an external server is made, so every test file tries that road too.
 */
export async function openTestHub(): Promise<TestHub> {
  const name = `t${randomBytes(6).toString('hex')}`;
  const url = new URL(inject('testServer'));
  await asSuperuser(`CREATE DATABASE ${name}`);
  url.pathname = `/${name}`;
  const folder = mkdtempSync(join(tmpdir(), 'sunledger-hub-'));
  // One secret for all, because the marks of natural persons come from it and tests compare hubs.
  writeFileSync(join(folder, 'secret'), `${'test-'.repeat(10)}\n`, { mode: 0o600 });
  const hub = await openHub({ databaseUrl: url.href, folder, rolePrefix: name, patience: 20_000 });
  return Object.defineProperties(Object.create(Object.getPrototypeOf(hub)), {
    ...Object.getOwnPropertyDescriptors(hub),
    adminUrl: { value: url.href },
    destroy: {
      value: async () => {
        await hub.close();
        await asSuperuser(
          `DROP DATABASE ${name} WITH (FORCE)`,
          ...roleNames(name).map((role) => `DROP ROLE IF EXISTS ${role}`),
        );
        rmSync(folder, { recursive: true, force: true });
      },
    },
  });
}

/** Runs statements as superuser on the server of this run, outside every hub. */
export async function asSuperuser(...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: inject('testServer') });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A connection as superuser to a hub's database: to look, and to break what a test wants broken. End it. */
export async function superuserOf(hub: TestHub): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: hub.adminUrl });
  await client.connect();
  return client;
}
