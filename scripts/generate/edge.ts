import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { edgeSql } from '../../src/db/edge-sql.ts';
import { openEmbeddedServer } from '../../src/db/embedded/server.ts';
import { applyMigrations, readMigrationState } from '../../src/db/migrate.ts';
import { makeTwins } from '../../src/db/twins.ts';

/** The DDL of a public edge, read from a database that is made for it and thrown away. */
export async function generate(): Promise<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'sunledger-generate-'));
  chmodSync(folder, 0o711); // for root's server, which runs as another user
  const server = await openEmbeddedServer({ folder, settings: { fsync: 'off' } });
  try {
    const connection = {
      host: server.host,
      port: server.port,
      user: server.superuser,
      password: server.password,
      database: 'postgres',
    };
    const client = new pg.Client(connection);
    await client.connect();
    try {
      await applyMigrations(connection, await readMigrationState(client));
      await makeTwins(client);
      return { 'prisma/edge.sql': await edgeSql(client) };
    } finally {
      await client.end();
    }
  } finally {
    await server.leave();
    rmSync(folder, { recursive: true, force: true });
  }
}
