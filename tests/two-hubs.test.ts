import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDatabase } from '../src/db/check/index.ts';
import { openHub } from '../src/db/hub.ts';
import { roleName } from '../src/db/logins.ts';
import { inRevision } from '../src/db/revision.ts';
import { passwordOf } from '../src/db/secret.ts';
import { openTestHub, superuserOf, type TestHub } from './hub.ts';

let one: TestHub;
let two: TestHub;
beforeAll(async () => {
  [one, two] = await Promise.all([openTestHub(), openTestHub()]);
});
afterAll(() => Promise.all([one.destroy(), two.destroy()]));

const add = (hub: TestHub, key: string) =>
  inRevision(hub, { source: 'demo', actor: 'tester' }, (client) =>
    client.query(`INSERT INTO disclosed.supplier (key, scheme, identifier, name) VALUES ($1, 'X', $1, $1)`, [
      key,
    ]),
  );

const keys = async (hub: TestHub) =>
  (
    await hub.pool('public').query<{ key: string }>('SELECT key FROM disclosed.supplier ORDER BY key')
  ).rows.map(({ key }) => key);

describe('two hubs on one server', () => {
  test('count, write and read each for itself, at the same time', async () => {
    const both = await Promise.all([
      ...Array.from({ length: 5 }, (_, i) => add(one, `one-${i}`)),
      ...Array.from({ length: 5 }, (_, i) => add(two, `two-${i}`)),
    ]);

    for (const part of [both.slice(0, 5), both.slice(5)]) {
      expect(part.map(({ disclosed }) => Number(disclosed)).sort()).toEqual([1, 2, 3, 4, 5]);
    }
    expect(await keys(one)).toEqual([0, 1, 2, 3, 4].map((i) => `one-${i}`));
    expect(await keys(two)).toEqual([0, 1, 2, 3, 4].map((i) => `two-${i}`));
  });

  test('an open revision of one does not hold up the other', async () => {
    const client = await one.pool('writer').connect();
    await client.query('BEGIN');
    await client.query(`SELECT disclosed.begin_revision('slow')`);

    await add(two, 'meanwhile');
    await client.query('ROLLBACK');
    client.release();
    expect(await keys(two)).toContain('meanwhile');
  });

  test('no login of one enters the database of the other', async () => {
    for (const login of ['public', 'internal', 'writer', 'migrator'] as const) {
      const user = roleName(one.rolePrefix, login);
      const { host, port, name } = two.database;
      const client = new pg.Client({
        host,
        port,
        database: name,
        user,
        password: passwordOf(one.secret, user),
      });
      await expect(client.connect()).rejects.toThrow('permission denied for database');
    }
  });

  test('a start of one, with all its grants made anew, leaves the other as declared', async () => {
    const admin = await superuserOf(one);
    await admin.query(`REVOKE SELECT (name) ON disclosed.supplier FROM ${one.rolePrefix}_public`);
    await admin.end();
    const again = await openHub({
      databaseUrl: one.adminUrl,
      folder: one.folder,
      rolePrefix: one.rolePrefix,
    });
    await again.close();

    const client = await superuserOf(two);
    expect(await checkDatabase(client, two.rolePrefix)).toEqual([]);
    await client.end();
    expect((await keys(two)).length).toBe(6);
  });
});
