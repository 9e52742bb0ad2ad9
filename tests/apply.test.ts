import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inRevision } from '../src/db/revision.ts';
import { importReleases } from '../src/importers/ocds/import.ts';
import type { JsonObject } from '../src/json.ts';
import { type ApplyOptions, applyFacts, type FactSet } from '../src/publish/apply.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { askAll } from './ocds-dump.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
  await apply({ 'disclosed.dataset': [{ key: 'd', name: 'D', kind: 'ocds', is_demo: false }] });
});
afterAll(() => hub.destroy());

async function apply(facts: FactSet, options?: ApplyOptions) {
  const { result } = await inRevision(hub, { source: 'test', actor: 'test' }, (client) =>
    applyFacts(client, facts, options),
  );
  return result;
}

const ask = async (sql: string) =>
  (await askAll<Record<string, unknown>>(hub, sql)).map((row) => Object.values(row));
const process = (ocid: string) => ({
  key: ocid,
  ocid,
  dataset_key: 'd',
  process_key: undefined,
  content_state: 'released',
  release_keys: ['a', 'b "c", \\{d}\n'],
});
const contract = (ocid: string, id: string, amount: string, more = {}) => ({
  key: `${ocid}/contract/${id}`,
  dataset_key: 'd',
  process_key: ocid,
  contract_id: id,
  supplier_count: 0,
  value_amount: amount,
  title: `t\t${id}\\N`,
  ...more,
});
const facts = (ocid: string, ...contracts: ReturnType<typeof contract>[]): FactSet => ({
  'disclosed.process': [process(ocid)],
  'disclosed.contract': contracts,
});

describe('applying facts', () => {
  test('states what the set states: new, changed and no longer stated rows; texts stay as they are', async () => {
    await apply(facts('p1', contract('p1', '1', '10.50'), contract('p1', '2', '7')));

    const counts = await apply(facts('p1', contract('p1', '1', '10.5'), contract('p1', '3', '9')), {
      replaceProcesses: ['p1'],
    });

    expect(counts).toEqual({
      tables: {
        'disclosed.process': { inserted: 0, updated: 0, removed: 0 },
        'disclosed.contract': { inserted: 1, updated: 1, removed: 1 },
      },
      kept: [],
      withdrawn: [],
    });
    expect(
      await ask(
        `SELECT contract_id, value_amount::text, title FROM disclosed.contract WHERE process_key = 'p1' ORDER BY 1`,
      ),
    ).toEqual([
      ['1', '10.5', 't\t1\\N'],
      ['3', '9', 't\t3\\N'],
    ]);
    expect(
      await ask(
        `SELECT contract_id, value_amount::text FROM disclosed.contract_version WHERE process_key = 'p1' ORDER BY 1`,
      ),
    ).toEqual([
      ['1', '10.50'],
      ['2', '7'],
    ]);
    expect(await ask(`SELECT release_keys FROM disclosed.process WHERE key = 'p1'`)).toEqual([
      [['a', 'b "c", \\{d}\n']],
    ]);
  });

  test('the same facts again make no version', async () => {
    const set = facts('p2', contract('p2', '1', '1'));
    await apply(set);
    const before = await ask(`SELECT from_revision FROM disclosed.contract WHERE process_key = 'p2'`);

    const counts = await apply(set, { replaceProcesses: ['p2'] });

    expect(Object.values(counts.tables)).toEqual([
      { inserted: 0, updated: 0, removed: 0 },
      { inserted: 0, updated: 0, removed: 0 },
    ]);
    expect(await ask(`SELECT from_revision FROM disclosed.contract WHERE process_key = 'p2'`)).toEqual(
      before,
    );
    expect(await ask(`SELECT count(*) FROM disclosed.contract_version WHERE process_key = 'p2'`)).toEqual([
      ['0'],
    ]);
  });

  test('a reviewed row, and what hangs below it, is not overwritten and not removed; the set learns which', async () => {
    const item = (contractKey: string, id: string, description: string) => ({
      key: `${contractKey}/item/${id}`,
      dataset_key: 'd',
      process_key: 'p3',
      parent_key: contractKey,
      item_id: id,
      description,
    });
    await apply({
      ...facts('p3', contract('p3', '1', '1'), contract('p3', '2', '2'), contract('p3', '3', '3')),
      'disclosed.item': [item('p3/contract/1', 'i', 'reviewed')],
      'disclosed.publication': ['1', '3'].map((id) => ({
        key: `review/${id}`,
        dataset_key: 'd',
        kind: 'contract',
        subject_type: 'Contract',
        subject_key: `p3/contract/${id}`,
        basis: 'reviewed',
        published_at: '2024-01-01T00:00:00Z',
      })),
    });
    const set = {
      ...facts('p3', contract('p3', '1', '100'), contract('p3', '2', '200')),
      'disclosed.item': [item('p3/contract/1', 'i', 'imported')],
    };

    const counts = await apply(set, { replaceProcesses: ['p3'] });

    expect(
      await ask(
        `SELECT contract_id, value_amount::text FROM disclosed.contract WHERE process_key = 'p3' ORDER BY 1`,
      ),
    ).toEqual([
      ['1', '1'],
      ['2', '200'],
      ['3', '3'],
    ]);
    expect(await ask(`SELECT description FROM disclosed.item WHERE process_key = 'p3'`)).toEqual([
      ['reviewed'],
    ]);
    expect(counts.kept).toEqual([
      { table: 'disclosed.contract', key: 'p3/contract/1' },
      { table: 'disclosed.item', key: 'p3/contract/1/item/i' },
      { table: 'disclosed.contract', key: 'p3/contract/3' },
    ]);

    await apply(set, { replaceProcesses: ['p3'], overwritesReviewed: true });
    expect(
      await ask(
        `SELECT contract_id, value_amount::text FROM disclosed.contract WHERE process_key = 'p3' ORDER BY 1`,
      ),
    ).toEqual([
      ['1', '100'],
      ['2', '200'],
      ['3', '3'],
    ]);
  });

  test('a contract is a subject of its own: a reviewed award keeps its parts, and its contracts change', async () => {
    const award = (amount: string) => ({
      key: 'p5/award/a',
      dataset_key: 'd',
      process_key: 'p5',
      award_id: 'a',
      supplier_count: 1,
      value_amount: amount,
    });
    const supplier = (name: string) => ({
      key: 'p5/award/a/supplier/s',
      dataset_key: 'd',
      process_key: 'p5',
      award_key: 'p5/award/a',
      name,
      position: 1,
    });
    const below = { award_key: 'p5/award/a', award_id: 'a' };
    const milestone = {
      key: 'p5/contract/3/milestone/m',
      dataset_key: 'd',
      process_key: 'p5',
      parent_key: 'p5/contract/3',
    };
    const document = (title: string) => ({
      key: 'p5/award/a/document/1/sub',
      dataset_key: 'd',
      process_key: 'p5',
      parent_key: 'p5/award/a/supplier/s',
      title,
    });
    await apply({
      ...facts(
        'p5',
        contract('p5', '1', '1', below),
        contract('p5', '2', '2', below),
        contract('p5', '3', '3', below),
      ),
      'disclosed.award': [award('1')],
      'disclosed.award_supplier': [supplier('reviewed')],
      'disclosed.milestone': [milestone],
      'disclosed.document': [document('reviewed')],
      'disclosed.publication': [
        {
          key: 'review/p5',
          dataset_key: 'd',
          kind: 'award',
          subject_type: 'Award',
          subject_key: 'p5/award/a',
          basis: 'reviewed',
          published_at: '2024-01-01T00:00:00Z',
        },
      ],
    });
    const set = {
      ...facts('p5', contract('p5', '1', '100', below), contract('p5', '4', '4', below)),
      'disclosed.award': [award('100')],
      'disclosed.award_supplier': [supplier('imported')],
      'disclosed.document': [document('imported')],
    };

    const { kept } = await apply(set, { replaceProcesses: ['p5'] });

    expect(
      await ask(
        `SELECT contract_id, value_amount::text FROM disclosed.contract WHERE process_key = 'p5' ORDER BY 1`,
      ),
    ).toEqual([
      ['1', '100'],
      // The database removes nothing that names a reviewed row; so these stay, and what belongs to them.
      ['2', '2'],
      ['3', '3'],
      ['4', '4'],
    ]);
    expect(
      await ask(
        `SELECT value_amount::text, (SELECT name FROM disclosed.award_supplier WHERE process_key = 'p5'),
           (SELECT title FROM disclosed.document WHERE process_key = 'p5'),
           (SELECT count(*) FROM disclosed.milestone WHERE process_key = 'p5')
         FROM disclosed.award WHERE process_key = 'p5'`,
      ),
    ).toEqual([['1', 'reviewed', 'reviewed', '1']]);
    expect(kept.map(({ key }) => key)).toEqual([
      'p5/award/a',
      'p5/award/a/supplier/s',
      'p5/award/a/document/1/sub',
      'p5/contract/2',
      'p5/contract/3',
      'p5/contract/3/milestone/m',
    ]);
  });

  test('a set with a column that is not there, a key twice, or a table of the hub is refused whole', async () => {
    await expect(apply({ 'disclosed.process': [{ ...process('p4'), from_revision: '1' }] })).rejects.toThrow(
      'has no column "from_revision"',
    );
    await expect(apply(facts('p4', contract('p4', '1', '1'), contract('p4', '1', '2')))).rejects.toThrow(
      'have the key "p4/contract/1"',
    );
    await expect(apply({ 'hub.user': [{ key: 'x' }] })).rejects.toThrow('is not a table of facts');
    expect(await ask(`SELECT count(*) FROM disclosed.process WHERE key = 'p4'`)).toEqual([['0']]);
  });
});

describe('names and links beside what people decided', () => {
  const release = (ocid: string, day: number, buyer: string): JsonObject => ({
    ocid,
    id: '1',
    date: `2024-01-0${day}T00:00:00Z`,
    tag: ['contract'],
    initiationType: 'tender',
    parties: [
      {
        id: 'b',
        name: buyer,
        roles: ['buyer'],
        identifier: { scheme: 'XX', id: '42' },
        contactPoint: { name: `contact ${day}` },
      },
    ],
    buyer: { id: 'b' },
    contracts: [{ id: 'c', awardID: 'a' }],
  });
  beforeEach(async () => {
    await apply({
      'disclosed.department': [{ key: 'pack/42', name: 'Name of the pack', pack_key: 'pack' }],
      'disclosed.department_identifier': [
        { key: 'XX:42', department_key: 'pack/42', scheme: 'XX', identifier: '42' },
      ],
    });
  });

  test('a correction replaces the name that its own process gave, earlier or not, and nobody else’s', async () => {
    const named = async (ocid: string, day: number, name: string, id = '1') => {
      const parties = [{ id: 's', name, roles: ['supplier'], identifier: { scheme: 'XX', id: 'corrected' } }];
      const one = { ...release(ocid, day, 'Body'), id, parties } as JsonObject;
      await importReleases(hub, [one], { name: `${ocid} ${name} ${id}`, dataset: 'r' });
      return (await ask(`SELECT name, named_by FROM disclosed.supplier WHERE key = 'XX:corrected'`))[0];
    };

    expect(await named('r1', 5, 'Aaa')).toEqual(['Aaa', 'r1']);
    expect(await named('r2', 4, 'Older')).toEqual(['Aaa', 'r1']);
    expect(await named('r1', 5, 'Corrected', '2')).toEqual(['Corrected', 'r1']);
    expect(await named('r2', 5, 'Zzz', '2')).toEqual(['Corrected', 'r1']);
    expect(await named('r2', 6, 'Later', '3')).toEqual(['Later', 'r2']);
    expect(await named('r1', 5, 'Back', '3')).toEqual(['Later', 'r2']);
  });

  test('a department of a pack is found by its identifier and keeps its name', async () => {
    await importReleases(hub, [release('q1', 1, 'Another name')], { name: 'q1', dataset: 'q' });

    expect(await ask(`SELECT name, pack_key FROM disclosed.department WHERE key = 'pack/42'`)).toEqual([
      ['Name of the pack', 'pack'],
    ]);
    expect(await ask(`SELECT buyer_department_key FROM disclosed.contract WHERE process_key = 'q1'`)).toEqual(
      [['pack/42']],
    );
    expect(await ask(`SELECT department_key FROM internal.release WHERE ocid = 'q1'`)).toEqual([['pack/42']]);
    expect(
      await ask(`SELECT department_key, contact_name FROM internal.party_detail WHERE key = 'q1/party/b'`),
    ).toEqual([['pack/42', 'contact 1']]);
    expect(await ask(`SELECT count(*) FROM disclosed.department WHERE key = 'XX:42'`)).toEqual([['0']]);
  });

  test('a link that a person undid stays undone when its process is compiled again', async () => {
    await importReleases(hub, [release('q2', 1, 'Bureau')], { name: 'q2', dataset: 'q' });
    await apply({
      'disclosed.party_link': [
        {
          key: 'q2/party/b',
          dataset_key: 'q',
          party_key: 'q2/party/b',
          department_key: null,
          supplier_key: null,
          reason: 'another body',
        },
      ],
    });

    await importReleases(hub, [{ ...release('q2', 2, 'Bureau'), id: '2' }], { name: 'q2b', dataset: 'q' });

    expect(
      await ask(`SELECT department_key, link_rule FROM disclosed.party WHERE process_key = 'q2'`),
    ).toEqual([[null, 'reviewed']]);
    expect(await ask(`SELECT buyer_department_key FROM disclosed.contract WHERE process_key = 'q2'`)).toEqual(
      [[null]],
    );
    expect(await ask(`SELECT department_key FROM internal.release WHERE ocid = 'q2'`)).toEqual([
      [null],
      [null],
    ]);
  });

  test('a contact point that the releases no longer state is emptied', async () => {
    const first = release('q3', 1, 'Bureau');
    await importReleases(hub, [first], { name: 'q3', dataset: 'q' });
    const [party] = first.parties as JsonObject[];

    await importReleases(
      hub,
      [
        {
          ...first,
          id: '2',
          date: '2024-01-09T00:00:00Z',
          parties: [{ ...party, contactPoint: { name: null } }],
        },
      ],
      { name: 'q3b', dataset: 'q' },
    );

    expect(await ask(`SELECT contact_name FROM internal.party_detail WHERE key = 'q3/party/b'`)).toEqual([
      [null],
    ]);
  });

  test('an import never overwrites a reviewed row: the issue says which', async () => {
    await importReleases(hub, [release('q4', 1, 'Bureau')], { name: 'q4', dataset: 'q' });
    await apply({
      'disclosed.publication': [
        {
          key: 'review/q4',
          dataset_key: 'q',
          kind: 'contract',
          subject_type: 'Contract',
          subject_key: 'q4/contract/c',
          basis: 'reviewed',
          published_at: '2024-01-01T00:00:00Z',
        },
      ],
    });

    const report = await importReleases(
      hub,
      [{ ...release('q4', 2, 'Bureau'), id: '2', contracts: [{ id: 'c', awardID: 'a', title: 'Changed' }] }],
      { name: 'q4b', dataset: 'q' },
    );

    expect(report.problems).toContainEqual(
      expect.objectContaining({
        rule: 'reviewed-row-kept',
        path: '/disclosed.contract',
        value: 'q4/contract/c',
        count: 1,
      }),
    );
    expect(await ask(`SELECT title FROM disclosed.contract WHERE process_key = 'q4'`)).toEqual([[null]]);
    expect(await ask(`SELECT count FROM internal.issue WHERE rule = 'reviewed-row-kept'`)).toEqual([['1']]);
  });
});
