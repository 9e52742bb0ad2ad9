import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRevision } from '../src/db/revision.ts';
import { importReleases } from '../src/importers/ocds/import.ts';
import type { ImportReport } from '../src/importers/ocds/report.ts';
import type { JsonObject } from '../src/json.ts';
import { applyFacts, applyStaged, type FactSet } from '../src/publish/apply.ts';
import { Staging } from '../src/publish/stage.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { askAll, dumpDifferences, dumpState } from './ocds-dump.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

const ask = async (sql: string, values: unknown[] = []) =>
  (await askAll<Record<string, unknown>>(hub, sql, values)).map((row) => Object.values(row));

const release = (ocid: string, id: string, more: JsonObject = {}): JsonObject => ({
  ocid,
  id,
  date: `2024-03-0${id}T00:00:00Z`,
  tag: ['contract'],
  parties: [
    { id: `${ocid}-s`, name: 'Supplier', roles: ['supplier'], identifier: { scheme: 'XX', id: `${ocid}-s` } },
  ],
  awards: ['a', 'b'].map((award) => ({ id: award, suppliers: [{ id: `${ocid}-s` }], items: [{ id: 'i' }] })),
  contracts: ['c', 'd'].map((contract, index) => ({
    id: contract,
    awardID: 'ab'[index]!,
    items: [{ id: 'i' }],
    documents: [{ id: 'doc' }],
    implementation: {
      transactions: [{ id: 't' }],
      milestones: [{ id: 'm', documents: [{ id: 'deep' }] }],
    },
  })),
  ...more,
});
const give = (releases: JsonObject[], more = {}) =>
  importReleases(hub, releases, { name: `file ${Math.random()}`, dataset: 'w', ...more });

/** What a withdrawal does: the row and what hangs below it leave, a tombstone says so. */
async function withdraw(key: string, tables: Record<string, string>): Promise<void> {
  await inRevision(hub, { source: 'withdrawal', actor: 'test' }, async (client) => {
    await applyFacts(client, {
      'disclosed.tombstone': [
        {
          key: `${key}/tombstone`,
          dataset_key: 'w',
          subject_type: 'Any',
          subject_key: key,
          withdrawn_on: '2024-04-01',
        },
      ],
    });
    for (const [table, where] of Object.entries(tables)) {
      await client.query(
        `SELECT internal.remove_uncompiled($1, array_agg(t.key)) FROM disclosed.${table} t WHERE ${where} HAVING count(*) > 0`,
        [table],
      );
    }
  });
}

const keys = async (ocid: string) =>
  (
    await ask(
      `SELECT key FROM (${[
        'award',
        'award_supplier',
        'contract',
        'contract_supplier',
        'transaction',
        'item',
        'milestone',
        'document',
      ]
        .map((table) => `SELECT key, process_key FROM disclosed.${table}`)
        .join(' UNION ALL ')}) t WHERE process_key = $1 ORDER BY 1`,
      [ocid],
    )
  ).map(([key]) => String(key));
const issues = ({ problems }: ImportReport) =>
  problems
    .filter(({ rule }) => rule === 'withdrawn-row-stated')
    .map(({ path, count, severity }) => `${severity} ${path} ${count}`)
    .sort();

test('a withdrawn contract does not come back with the next release, nor what hangs below it; the rest changes', async () => {
  await give([release('w1', '1')]);
  const all = await keys('w1');
  const below = all.filter((key) => key.startsWith('w1/contract/c'));
  expect(below.length).toBeGreaterThan(5);
  await withdraw('w1/contract/c', {
    document: `t.key LIKE 'w1/contract/c/%'`,
    milestone: `t.key LIKE 'w1/contract/c/%'`,
    item: `t.key LIKE 'w1/contract/c/%'`,
    transaction: `t.key LIKE 'w1/contract/c/%'`,
    contract_supplier: `t.key LIKE 'w1/contract/c/%'`,
    contract: `t.key = 'w1/contract/c'`,
  });
  const left = all.filter((key) => !below.includes(key));
  expect(await keys('w1')).toEqual(left);
  const versions = await dumpState(hub, ['disclosed']);
  const [restated] = [release('w1', '2', { tender: { title: 'changed' } })];

  const dry = await give([restated!], { mode: 'dryRun' });
  const report = await give([restated!]);

  expect(await keys('w1')).toEqual(left);
  expect(issues(report)).toContain('warning /disclosed.contract 1');
  expect(issues(report).reduce((sum, line) => sum + Number(line.split(' ')[2]), 0)).toBe(below.length);
  expect([issues(dry), dry.contracts]).toEqual([issues(report), 1]);
  expect(Object.fromEntries(Object.entries(dry.changes).filter(([, { inserted }]) => inserted > 0))).toEqual({
    'disclosed.release': { inserted: 1, updated: 0, removed: 0 },
    'disclosed.tender': { inserted: 1, updated: 0, removed: 0 },
  });
  expect(await ask(`SELECT title FROM disclosed.process WHERE key = 'w1'`)).toEqual([['changed']]);
  // The past stays as it was.
  const past = (dump: Awaited<ReturnType<typeof dumpState>>) =>
    ['contract_version', 'contract_supplier_version', 'transaction_version'].map((table) =>
      dump[`disclosed.${table}`]!.filter((row) => row.includes('"w1/contract/c')),
    );
  expect(past(versions).flat()).toHaveLength(3);
  expect(past(await dumpState(hub, ['disclosed']))).toEqual(past(versions));
  expect(
    await ask(
      `SELECT value FROM internal.issue WHERE rule = 'withdrawn-row-stated' AND path = '/disclosed.contract'`,
    ),
  ).toEqual([['w1/contract/c']]);
});

test('with an award its contracts stay away', async () => {
  await give([release('w2', '1')]);
  const at = `t.key LIKE 'w2/award/a%' OR t.key LIKE 'w2/contract/c%'`;
  await withdraw('w2/award/a', {
    document: at,
    milestone: at,
    item: at,
    transaction: at,
    contract_supplier: at,
    contract: at,
    award_supplier: at,
    award: at,
  });
  const left = await keys('w2');

  await give([release('w2', '2')]);

  expect(await keys('w2')).toEqual(left);
  expect(left).toContain('w2/contract/d');
});

test('a withdrawn process stays away whole: rows, bodies that it names, whatever the order of events', async () => {
  await give([release('w0', '1')]);
  await withdraw('w/3', {});
  const before = await dumpState(hub, ['disclosed']);

  const report = await give([release('w/3', '1'), release('w/3', '2')], { chunkReleases: 1 });

  expect(issues(report)).toContain('warning /disclosed.process 2');
  expect(report).toMatchObject({ newReleases: 2, contracts: 0 });
  const after = await dumpState(hub, ['disclosed']);
  for (const table of ['revision', 'source', 'publication']) {
    delete before[`disclosed.${table}`];
    delete after[`disclosed.${table}`];
  }
  expect(dumpDifferences(after, before)).toEqual([]);
  expect(await ask(`SELECT count(*) FROM internal.release WHERE ocid = 'w/3'`)).toEqual([['2']]);
});

test('rows that were taken for new are looked at too, and a body below a withdrawn one stays', async () => {
  await withdraw('w4/contract/1', {});
  await withdraw('w4-body', {});
  const set: FactSet = {
    'disclosed.process': [{ key: 'w4', ocid: 'w4', dataset_key: 'w', content_state: 'released' }],
    'disclosed.contract': ['1', '2'].map((id) => ({
      key: `w4/contract/${id}`,
      dataset_key: 'w',
      process_key: 'w4',
      contract_id: id,
      supplier_count: 0,
    })),
    'disclosed.item': ['1', '2'].map((id) => ({
      key: `w4/contract/${id}/item/i`,
      dataset_key: 'w',
      process_key: 'w4',
      parent_key: `w4/contract/${id}`,
    })),
  };

  const { result } = await inRevision(hub, { source: 'test', actor: 'test' }, async (client) => {
    const staging = new Staging(client);
    await staging.addFresh(set);
    await staging.add({
      'disclosed.department': [
        { key: 'w4-body', name: 'Gone' },
        { key: 'w4-below', name: 'Stays', parent_key: 'w4-body' },
      ],
    });
    return applyStaged(client, staging.tables, { fresh: staging.freshRows });
  });

  expect(result.withdrawn.map(({ key }) => key)).toEqual([
    'w4-body',
    'w4/contract/1',
    'w4/contract/1/item/i',
  ]);
  expect(result.tables['disclosed.contract']).toEqual({ inserted: 1, updated: 0, removed: 0 });
  expect(await keys('w4')).toEqual(['w4/contract/2', 'w4/contract/2/item/i']);
  expect(await ask(`SELECT key FROM disclosed.department WHERE key LIKE 'w4%'`)).toEqual([['w4-below']]);
});
