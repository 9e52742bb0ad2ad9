import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importReleases } from '../src/importers/ocds/import.ts';
import { reportText } from '../src/importers/ocds/report.ts';
import type { JsonObject } from '../src/json.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { askAll, dumpDifferences, dumpState } from './ocds-dump.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

const ask = async (sql: string, values: unknown[] = []) =>
  (await askAll<Record<string, unknown>>(hub, sql, values)).map((row) => Object.values(row));

/** A release with one contract of its own. */
const release = (ocid: string, day: number): JsonObject => ({
  ocid,
  id: `r${day}`,
  date: `2024-03-0${day}T00:00:00Z`,
  tag: ['contract'],
  contracts: [{ id: `c${day}`, awardID: 'a' }],
});

/** Every test has a registered prefix of its own. */
let count = 0;
let prefix = '';
beforeEach(() => {
  count += 1;
  prefix = `ocds-own${String(count).padStart(3, '0')}`;
});

const give = (releases: JsonObject[], dataset?: string, more = {}) =>
  importReleases(hub, releases, { name: `file ${Math.random()}`, dataset, ...more });
const contracts = (ocid: string) =>
  ask('SELECT contract_id FROM disclosed.contract WHERE process_key = $1 ORDER BY 1', [ocid]);
const kept = (ocid: string) =>
  ask(
    'SELECT release_id, dataset_key, state, import_key LIKE dataset_key || $2 FROM internal.release WHERE ocid = $1 ORDER BY id',
    [ocid, '/%'],
  );

describe('a release that another dataset brought first', () => {
  test('is kept and shown once the owner of its process brings it too', async () => {
    const ocid = `${prefix}-1`;
    await give([release(ocid, 1)], 'owner');
    const foreign = await give([release(ocid, 2), release(`${prefix}-2`, 2)], 'other');
    expect(foreign).toMatchObject({ newReleases: 1, foreignReleases: 1 });
    expect(await contracts(ocid)).toEqual([['c1']]);

    const dry = await give([release(ocid, 2)], 'owner', { mode: 'dryRun' });
    const own = await give([release(ocid, 2)], 'owner');

    for (const report of [dry, own]) {
      expect(report).toMatchObject({ newReleases: 1, repeatedReleases: 0, foreignReleases: 0, notShown: [] });
      expect(report.changes['disclosed.contract']).toEqual({ inserted: 1, updated: 0, removed: 0 });
    }
    expect(await contracts(ocid)).toEqual([['c1'], ['c2']]);
    expect(await kept(ocid)).toEqual([
      ['r1', 'owner', 'kept', true],
      // What the other dataset brought stays what it was: nobody's facts change hands.
      ['r2', 'other', 'foreign', true],
      ['r2', 'owner', 'kept', true],
    ]);
    expect(
      await ask(
        'SELECT release_id, starts_with(source_key, $2) FROM disclosed.release WHERE process_key = $1 ORDER BY 1',
        [ocid, 'owner/'],
      ),
    ).toEqual([
      ['r1', true],
      ['r2', true],
    ]);
  });

  test('again from its owner it is repeated, again from the other it is there already', async () => {
    const ocid = `${prefix}-1`;
    await give([release(ocid, 1)], 'owner');
    await give([release(ocid, 2)], 'other');
    await give([release(ocid, 2)], 'owner');
    const before = await dumpState(hub, ['disclosed']);
    const rows = await kept(ocid);

    expect(await give([release(ocid, 2)], 'owner')).toMatchObject({ newReleases: 0, repeatedReleases: 1 });
    // It is shown, though not by this dataset: nothing is amiss.
    const other = await give([release(ocid, 2)], 'other');
    expect(other).toMatchObject({ newReleases: 0, foreignReleases: 1, notShown: [] });
    expect(other.problems.map(({ rule, severity }) => [rule, severity])).toContainEqual([
      'foreign-repeated',
      'info',
    ]);
    expect(await kept(ocid)).toEqual(rows);
    expect(dumpDifferences(await dumpState(hub, ['disclosed']), before)).toEqual([]);
  });
});

describe('the dataset of a file that names none', () => {
  test('is the one that owns its first process', async () => {
    await give([release(`${prefix}-1`, 1)], 'mine');
    await give([release(`${prefix}-2`, 1)], 'another');

    const report = await give([release(`${prefix}-1`, 2), release(`${prefix}-3`, 2)]);

    expect(report).toMatchObject({ dataset: 'mine', newReleases: 2, foreignReleases: 0, notShown: [] });
  });

  test('is the one that holds processes of its prefix', async () => {
    await give([release('ocds-zzz999-1', 1), release(`${prefix}-1`, 1)], 'both');

    const report = await give([release(`${prefix}-9`, 2), release(`${prefix}-1`, 2)]);

    expect(report).toMatchObject({ dataset: 'both', newReleases: 2, foreignReleases: 0, state: 'complete' });
    expect(await contracts(`${prefix}-1`)).toEqual([['c1'], ['c2']]);
  });

  test('is the prefix where none or several hold processes of it, or only a demo does', async () => {
    // A registered prefix has six characters; a publisher may write on without a hyphen.
    expect(await give([release('ocds-raw111raw-1', 1)])).toMatchObject({ dataset: 'ocds-raw111' });

    await give([release(`${prefix}-1`, 1)], 'one');
    await give([release(`${prefix}-2`, 1)], 'two');
    expect(await give([release(`${prefix}-3`, 1)])).toMatchObject({ dataset: prefix });

    await importReleases(hub, [release('ocds-demo01-1', 1)], {
      name: 'demo',
      dataset: { key: `demo-${prefix}`, kind: 'demo' },
    });
    expect(await give([release('ocds-demo01-2', 1)])).toMatchObject({ dataset: 'ocds-demo01' });
  });

  test('a prefix is not the beginning of a longer one', async () => {
    await give([release(`${prefix}-1`, 1)], 'short');

    expect(await give([release(`${prefix.slice(0, -1)}-1`, 1)])).toMatchObject({
      dataset: prefix.slice(0, -1),
    });
  });
});

test('what stays foreign is said to be shown to nobody, with the remedy; a dry run and a rerun say the same', async () => {
  await give([release(`${prefix}-1`, 1), release(`${prefix}-2`, 1)], 'first');
  await give([release(`${prefix}-3`, 1)], 'second');
  const file = [1, 2, 3, 4].map((index) => release(`${prefix}-${index}`, 2));
  const options = { name: 'file', dataset: 'late', chunkReleases: 1 };

  const dry = await importReleases(hub, file, { ...options, mode: 'dryRun' });
  const report = await importReleases(hub, file, options);
  const again = await importReleases(hub, file, options);

  expect(report).toMatchObject({ state: 'complete', newReleases: 1, foreignReleases: 3 });
  expect(report.notShown).toEqual([
    '3 releases are kept and shown to nobody: their processes belong to other datasets. Import the file with --dataset "first" (2 processes) or --dataset "second" (1 process) where they are the same publisher\'s',
  ]);
  expect(reportText(report)).toContain('\n  NOT SHOWN: 3 releases are kept');
  expect([dry.notShown, again.notShown]).toEqual([report.notShown, report.notShown]);
});
