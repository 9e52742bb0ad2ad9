import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedServer, openEmbeddedServer } from '../src/db/embedded/server.ts';
import { inRevision } from '../src/db/revision.ts';
import { openTestHub, superuserOf, type TestHub } from './hub.ts';

const ddl = readFileSync(new URL('../prisma/edge.sql', import.meta.url), 'utf8');
const act = { source: 'demo', actor: 'tester' };

let hub: TestHub;
let server: EmbeddedServer;
let folder: string;
let edge: pg.Client;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sunledger-edge-'));
  chmodSync(folder, 0o711); // for root's server, which runs as another user
  [hub, server] = await Promise.all([
    openTestHub(),
    openEmbeddedServer({ folder, settings: { fsync: 'off', shared_buffers: '64MB' } }),
  ]);
  edge = new pg.Client({
    host: server.host,
    port: server.port,
    user: server.superuser,
    password: server.password,
    database: 'postgres',
  });
  await edge.connect();
});

afterAll(async () => {
  await edge.query('DROP SUBSCRIPTION IF EXISTS edge');
  await edge.end();
  await server.leave();
  rmSync(folder, { recursive: true, force: true });
  await hub.destroy();
});

async function eventually<T>(ask: () => Promise<T>, isRight: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    const value = await ask();
    if (isRight(value) || attempt > 600) return value;
    await sleep(50);
  }
}

const names = (client: pg.Client) => async () =>
  (await client.query<{ name: string }>('SELECT name FROM disclosed.supplier ORDER BY key')).rows.map(
    ({ name }) => name,
  );

describe('public edge', () => {
  test('edge.sql makes an empty copy of what is disclosed, and nothing that acts or names another schema', async () => {
    await edge.query(ddl);

    const { rows } = await edge.query(
      `SELECT (SELECT count(*)::int FROM pg_trigger WHERE NOT tgisinternal) AS triggers,
         (SELECT count(*)::int FROM pg_proc p WHERE p.pronamespace = 'disclosed'::regnamespace) AS functions,
         (SELECT count(*)::int FROM pg_attrdef) AS defaults,
         (SELECT count(*)::int FROM pg_constraint WHERE contype = 'f') AS foreign_keys,
         (SELECT array_agg(nspname::text) FROM pg_namespace WHERE nspname IN ('disclosed', 'internal', 'sealed', 'hub')) AS schemas`,
    );
    expect(rows).toEqual([
      { triggers: 0, functions: 0, defaults: 0, foreign_keys: 0, schemas: ['disclosed'] },
    ]);
    expect(ddl).not.toMatch(/\b(internal|sealed|hub)\b\./);
    const tables = `SELECT table_name::text, column_name::text, data_type::text, is_nullable::text, collation_name::text
      FROM information_schema.columns WHERE table_schema = 'disclosed' ORDER BY 1, ordinal_position`;
    const own = await superuserOf(hub);
    expect((await edge.query(tables)).rows).toEqual((await own.query(tables)).rows);
    await own.end();
  });

  test('a subscriber receives what was there, what is added, changed and taken away, and the versions', async () => {
    const own = await superuserOf(hub);
    await inRevision(hub, act, (client) =>
      client.query(
        `INSERT INTO disclosed.supplier (key, scheme, identifier, name) VALUES ('a', 'X', '1', '甲'), ('b', 'X', '2', '乙')`,
      ),
    );
    await inRevision(hub, act, (client) =>
      client.query(`INSERT INTO internal.supplier_detail (key, bank_account) VALUES ('a', '密6222')`),
    );
    await own.query('CREATE PUBLICATION edge FOR TABLES IN SCHEMA disclosed');
    const from = new URL(hub.adminUrl);
    await edge.query(
      `CREATE SUBSCRIPTION edge CONNECTION 'host=${from.hostname} port=${from.port} user=${from.username} password=${from.password} dbname=${hub.database.name}' PUBLICATION edge`,
    );
    expect(await eventually(names(edge), (value) => value.length === 2)).toEqual(['甲', '乙']);

    await inRevision(hub, act, async (client) => {
      await client.query(`UPDATE disclosed.supplier SET name = '丙' WHERE key = 'b'`);
      await client.query(
        `INSERT INTO disclosed.supplier (key, scheme, identifier, name) VALUES ('c', 'X', '3', '丁')`,
      );
    });
    await own.query('BEGIN');
    await own.query(`SELECT disclosed.begin_revision('owner')`);
    await own.query(`DELETE FROM disclosed.supplier WHERE key = 'a'`);
    await own.query('COMMIT');

    expect(await eventually(names(edge), (value) => value.join() === '丙,丁')).toEqual(['丙', '丁']);
    for (const table of ['supplier', 'supplier_version', 'revision']) {
      const all = `SELECT t::text AS row FROM disclosed.${table} t ORDER BY 1`;
      const expected = (await own.query(all)).rows;
      expect(expected.length).toBeGreaterThan(1);
      expect(
        await eventually(
          async () => (await edge.query(all)).rows,
          (rows) => rows.length === expected.length,
        ),
      ).toEqual(expected);
    }
    await own.end();
  });

  test('a table that the migrations add is in the publication of the schema by itself', async () => {
    const own = await superuserOf(hub);
    const { rows } = await own.query(
      `SELECT count(*)::int AS missing FROM pg_class c WHERE c.relnamespace = 'disclosed'::regnamespace AND c.relkind = 'r'
       AND NOT EXISTS (SELECT FROM pg_publication_tables t WHERE t.pubname = 'edge' AND t.tablename = c.relname)`,
    );
    const others = await own.query(`SELECT DISTINCT schemaname::text AS name FROM pg_publication_tables`);
    await own.end();

    expect(rows).toEqual([{ missing: 0 }]);
    expect(others.rows).toEqual([{ name: 'disclosed' }]);
  });
});
