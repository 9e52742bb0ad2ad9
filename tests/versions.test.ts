import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRevision } from '../src/db/revision.ts';
import { openTestHub, type TestHub } from './hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());
const act = { source: 'import:abc', actor: 'tester' };

/** Runs each text in a revision of its own and returns the last public number. */
async function revise(...texts: string[]): Promise<string> {
  let last = '';
  for (const text of texts) last = (await inRevision(hub, act, (client) => client.query(text))).disclosed!;
  return last;
}

/** What the supplier was called at a revision: the rule that every as-of read follows. */
async function nameAt(key: string, revision: string | number): Promise<string | null> {
  const { rows } = await hub.pool('public').query<{ name: string }>(
    `SELECT name FROM (
       SELECT key, name, from_revision, NULL::bigint AS to_revision FROM disclosed.supplier
       UNION ALL SELECT key, name, from_revision, to_revision FROM disclosed.supplier_version
     ) s WHERE key = $1 AND from_revision <= $2 AND (to_revision IS NULL OR to_revision > $2)`,
    [key, revision],
  );
  expect(rows.length).toBeLessThan(2);
  return rows[0]?.name ?? null;
}

async function versions(key: string) {
  const { rows } = await hub
    .pool('internal')
    .query(
      'SELECT name, from_revision, to_revision, revision_source FROM disclosed.supplier_version WHERE key = $1 ORDER BY from_revision',
      [key],
    );
  return rows.map((row) => [
    row.name,
    Number(row.from_revision),
    Number(row.to_revision),
    row.revision_source,
  ]);
}

const add = (key: string, name: string) =>
  `INSERT INTO disclosed.supplier (key, scheme, identifier, name) VALUES ('${key}', 'X', '${key}', '${name}')`;
const rename = (key: string, name: string) =>
  `UPDATE disclosed.supplier SET name = '${name}' WHERE key = '${key}'`;

/** The owner's right to delete, which only its functions have. */
async function asOwner(text: string): Promise<string> {
  const client = await hub.pool('migrator').connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query(`SELECT disclosed.begin_revision('owner') AS number`);
    await client.query(text);
    await client.query('COMMIT');
    return rows[0].number;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

describe('versions', () => {
  test('every name that a row ever had is found at its revisions', async () => {
    const [a, b, c] = [
      await revise(add('s1', 'one')),
      await revise(rename('s1', 'two')),
      await revise(rename('s1', 'three')),
    ];

    expect(await nameAt('s1', Number(a) - 1)).toBeNull();
    expect([await nameAt('s1', a), await nameAt('s1', b), await nameAt('s1', c)]).toEqual([
      'one',
      'two',
      'three',
    ]);
    expect(await versions('s1')).toEqual([
      ['one', Number(a), Number(b), 'import:abc'],
      ['two', Number(b), Number(c), 'import:abc'],
    ]);
  });

  test('an update that changes nothing makes no version and leaves the row as it was', async () => {
    const a = await revise(add('s2', 'same'));
    await revise(rename('s2', 'same'), `UPDATE disclosed.supplier SET name = name, region = NULL`);
    await revise(
      `INSERT INTO disclosed.supplier (key, scheme, identifier, name) VALUES ('s2', 'X', 's2', 'same')
       ON CONFLICT (key) DO UPDATE SET name = excluded.name`,
    );

    const { rows } = await hub
      .pool('public')
      .query(`SELECT from_revision FROM disclosed.supplier WHERE key = 's2'`);
    expect(rows).toEqual([{ from_revision: a }]);
    expect(await versions('s2')).toEqual([]);
  });

  test('an amount of another scale is a change: it is kept as published', async () => {
    await revise(
      `INSERT INTO disclosed.dataset (key, name, kind) VALUES ('d', 'D', 'ocds')`,
      `INSERT INTO disclosed.process (key, ocid, dataset_key, content_state, value_amount) VALUES ('o', 'o', 'd', 'released', 1.0)`,
      `UPDATE disclosed.process SET value_amount = 1.00`,
    );

    const { rows } = await hub.pool('internal').query(`SELECT value_amount FROM disclosed.process_version`);
    expect(rows).toEqual([{ value_amount: '1.0' }]);
  });

  test('two updates in one revision make one version: what stood before it', async () => {
    const a = await revise(add('s3', 'one'));
    const b = await revise(`${rename('s3', 'between')}; ${rename('s3', 'two')}`);

    expect(await versions('s3')).toEqual([['one', Number(a), Number(b), 'import:abc']]);
    expect([await nameAt('s3', a), await nameAt('s3', b)]).toEqual(['one', 'two']);
  });

  test('a row that came and changed within one revision has no earlier version', async () => {
    const a = await revise(`${add('s4', 'draft')}; ${rename('s4', 'final')}`);

    expect(await versions('s4')).toEqual([]);
    expect(await nameAt('s4', a)).toBe('final');
  });

  test('a key that left comes back: in the same revision, and later', async () => {
    const a = await revise(add('s5', 'one'));
    const b = await asOwner(`DELETE FROM disclosed.supplier WHERE key = 's5'; ${add('s5', 'two')}`);
    const c = await asOwner(`DELETE FROM disclosed.supplier WHERE key = 's5'`);
    const d = await revise(add('s5', 'three'));
    const e = await asOwner(
      `DELETE FROM disclosed.supplier WHERE key = 's5'; ${add('s5', 'four')}; DELETE FROM disclosed.supplier WHERE key = 's5'`,
    );

    expect(await versions('s5')).toEqual([
      ['one', Number(a), Number(b), 'import:abc'],
      ['two', Number(b), Number(c), 'owner'],
      ['three', Number(d), Number(e), 'import:abc'],
    ]);
    expect(await Promise.all([a, b, c, d, e].map((revision) => nameAt('s5', revision)))).toEqual([
      'one',
      'two',
      null,
      'three',
      null,
    ]);
  });

  test('internal detail has versions of its own counter, and its twin keeps the department', async () => {
    const one = await inRevision(
      hub,
      act,
      (client) =>
        client.query(
          `INSERT INTO internal.contract_detail (key, dataset_key, department_key, risk_note) VALUES ('c', 'd', 'dep', 'low')`,
        ),
      { disclosed: false },
    );
    const two = await inRevision(
      hub,
      act,
      (client) => client.query(`UPDATE internal.contract_detail SET risk_note = 'high'`),
      {
        disclosed: false,
      },
    );

    const { rows } = await hub
      .pool('migrator')
      .query(
        'SELECT department_key, risk_note, from_revision, to_revision FROM internal.contract_detail_version',
      );
    expect(rows).toEqual([
      { department_key: 'dep', risk_note: 'low', from_revision: one.internal, to_revision: two.internal },
    ]);
  });

  test('a key does not change, a table is not emptied, not even by the owner', async () => {
    await revise(add('s6', 'one'));

    await expect(asOwner(`UPDATE disclosed.supplier SET key = 's7' WHERE key = 's6'`)).rejects.toThrow(
      'cannot change',
    );
    await expect(asOwner('TRUNCATE disclosed.supplier')).rejects.toThrow('cannot be truncated');
    await expect(revise('TRUNCATE disclosed.supplier')).rejects.toThrow('permission denied');
  });

  test('the writer neither deletes nor touches what was', async () => {
    await revise(add('s8', 'one'), rename('s8', 'two'));

    for (const text of [
      `DELETE FROM disclosed.supplier WHERE key = 's8'`,
      `UPDATE disclosed.supplier SET from_revision = 1 WHERE key = 's8'`,
      `UPDATE disclosed.supplier SET id = DEFAULT WHERE key = 's8'`,
      `UPDATE disclosed.supplier_version SET name = 'never'`,
      `DELETE FROM disclosed.supplier_version`,
      `INSERT INTO disclosed.supplier_version (key, scheme, identifier, name, from_revision, to_revision) VALUES ('s8', 'X', 'x', 'forged', 1, 2)`,
      `ALTER TABLE disclosed.supplier DISABLE TRIGGER ALL`,
      `SET session_replication_role = replica`,
      `CREATE TABLE disclosed.mine (x int)`,
    ]) {
      await expect(revise(text), text).rejects.toThrow(
        /permission denied|must be owner|can only be updated to DEFAULT/,
      );
    }
  });

  test('every twin has every column of its table, in its order', async () => {
    const { rows } = await hub.pool('migrator').query(
      `SELECT t.table_schema || '.' || t.table_name AS place, array_agg(t.column_name::text ORDER BY t.ordinal_position) AS columns,
         (SELECT array_agg(v.column_name::text ORDER BY v.ordinal_position) FROM information_schema.columns v
          WHERE v.table_schema = t.table_schema AND v.table_name = t.table_name || '_version') AS twin
       FROM information_schema.columns t
       WHERE t.table_schema IN ('disclosed', 'internal') AND t.table_name NOT LIKE '%\\_version'
       GROUP BY t.table_schema, t.table_name
       HAVING array_agg(t.column_name::text) @> '{key,from_revision}' ORDER BY 1`,
    );

    expect(rows.length).toBeGreaterThan(30);
    for (const { place, columns, twin } of rows) {
      expect([place, twin]).toEqual([place, [...columns, 'to_revision', 'revision_source']]);
    }
  });
});

describe('remove_uncompiled', () => {
  const remove = (table: string, key: string) =>
    revise(`SELECT internal.remove_uncompiled('${table}', ARRAY['${key}'])`);

  test('takes compiled rows, whose versions stay, and nothing else', async () => {
    await revise(
      `INSERT INTO disclosed.dataset (key, name, kind) VALUES ('r', 'R', 'ocds')`,
      `INSERT INTO disclosed.process (key, ocid, dataset_key, content_state) VALUES ('r-1', 'r-1', 'r', 'released')`,
      `INSERT INTO disclosed.award (key, dataset_key, process_key, award_id, supplier_count) VALUES ('r-1/a', 'r', 'r-1', 'a', 0)`,
      `INSERT INTO disclosed.contract (key, dataset_key, process_key, contract_id, supplier_count, award_key) VALUES ('r-1/c', 'r', 'r-1', 'c', 0, 'r-1/a')`,
      `INSERT INTO disclosed.plan (key, dataset_key, process_key) VALUES ('r-1/p', 'r', 'r-1')`,
      `INSERT INTO disclosed.publication (key, dataset_key, kind, subject_key, basis, published_at) VALUES ('pub', 'r', 'award', 'r-1/a', 'reviewed', now())`,
    );
    await remove('plan', 'r-1/p');

    const { rows } = await hub.pool('internal').query('SELECT key FROM disclosed.plan_version');
    expect(rows).toEqual([{ key: 'r-1/p' }]);
    for (const table of [
      'process',
      'dataset',
      'supplier',
      'publication',
      'approval',
      'plan_version',
      'revision',
      'award"; --',
      'Plan',
    ]) {
      await expect(remove(table, 'r'), table).rejects.toThrow('not compiled from releases');
    }
    await expect(remove('award', 'r-1/a')).rejects.toThrow('was reviewed');
    await expect(remove('contract', 'r-1/c')).rejects.toThrow('was reviewed');
    await expect(
      hub.pool('writer').query(`SELECT internal.remove_uncompiled('plan', ARRAY['x'])`),
    ).rejects.toThrow('outside a revision');
  });
});

describe('remove_demo', () => {
  test('is no way to delete facts: none moves into a demo, and no dataset becomes one', async () => {
    await revise(
      `INSERT INTO disclosed.dataset (key, name, kind, is_demo) VALUES ('demo', 'Demo', 'demo', true)`,
      `INSERT INTO disclosed.dataset (key, name, kind) VALUES ('real', 'Real', 'ocds')`,
      `INSERT INTO disclosed.process (key, ocid, dataset_key, content_state) VALUES ('x-1', 'x-1', 'real', 'released')`,
      `INSERT INTO internal.release (ocid, release_id, hash, dataset_key, import_key, kind, state, content, version)
       VALUES ('x-1', '1', sha256('1'), 'real', 'i', 'release', 'kept', 'bytes', '1.1')`,
      `INSERT INTO internal.import (key, dataset_key, kind, file_name, state) VALUES ('i', 'real', 'ocds', 'f', 'complete')`,
    );

    await expect(
      revise(`UPDATE disclosed.dataset SET kind = 'demo', is_demo = true WHERE key = 'real'`),
    ).rejects.toThrow('become a demo');
    await expect(
      revise(`UPDATE disclosed.process SET dataset_key = 'demo' WHERE key = 'x-1'`),
    ).rejects.toThrow('another dataset');
    await expect(revise(`UPDATE internal.import SET dataset_key = 'demo'`)).rejects.toThrow(
      'another dataset',
    );
    await expect(revise(`UPDATE internal.release SET dataset_key = 'demo'`)).rejects.toThrow(
      'permission denied',
    );
    await expect(revise(`UPDATE internal.release SET content = ''`)).rejects.toThrow('permission denied');
    await expect(revise(`SELECT internal.remove_demo('real')`)).rejects.toThrow('not a demo dataset');
    await revise(`UPDATE internal.release SET state = 'superseded'`, `SELECT internal.remove_demo('demo')`);

    const { rows } = await hub
      .pool('public')
      .query(`SELECT key FROM disclosed.dataset WHERE key IN ('demo', 'real')`);
    expect(rows).toEqual([{ key: 'real' }]);
  });
});
