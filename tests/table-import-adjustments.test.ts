import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourceOf } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';
import type { Profile } from '../src/importers/table/profile/types.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { inventedProfile, rowsOf } from './table-file.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

const base = [
  { field: 'fiscalYear', heads: ['year'] },
  { field: 'departmentCode', heads: ['body'] },
  { field: 'functionCode', heads: ['code'] },
];
const profileOf = (name: string, table: object) =>
  ({ ...inventedProfile, name, tables: [table] }) as unknown as Profile;
const linesProfile = profileOf('invented-phases', {
  ...inventedProfile.tables[0],
  columns: [
    ...base,
    { field: 'amount', heads: ['approved'], set: { phase: 'approved' } },
    { field: 'amount', heads: ['adjusted'], set: { phase: 'adjusted' } },
  ],
});
const adjustmentsProfile = profileOf('invented-adjustments', {
  id: 'adjustments',
  noun: 'budget-adjustment',
  unit: 'one',
  columns: [...base, { field: 'decidedOn', heads: ['on'] }, { field: 'amount', heads: ['amount'] }],
});

type Cells = readonly (string | number)[];
const load = (dataset: string, profile: Profile, head: string, rows: readonly Cells[]) => {
  const text = `${[head, ...rows.map((row) => [2030, 1, ...row].join(','))].join('\n')}\n`;
  return importTable(hub, sourceOf('rows.csv', Buffer.from(text)), { profile, dataset });
};
const lines = (dataset: string, ...rows: Cells[]) =>
  load(dataset, linesProfile, 'year,body,code,approved,adjusted', rows);
const adjustments = (dataset: string, ...rows: Cells[]) =>
  load(dataset, adjustmentsProfile, 'year,body,code,on,amount', rows);

const standing = (dataset: string) =>
  rowsOf(
    hub,
    `SELECT a.line_key AS line, a.phase, a.amount::text FROM disclosed.budget_amount a WHERE a.dataset_key = $1
     UNION ALL SELECT line_key, 'adjustment', amount::text FROM disclosed.budget_adjustment WHERE dataset_key = $1
     ORDER BY 1, 2, 3`,
    [dataset],
  );

describe('approved plus adjustments is adjusted, whatever a later file changes', () => {
  const refused = { state: 'refused', revisions: [], changes: {} };
  const begin = async (dataset: string) => {
    await lines(dataset, [201, 100, 130], [202, 5, '']);
    expect(await adjustments(dataset, [201, '2030-05-01', 10], [201, '2030-06-01', 20])).toMatchObject({
      state: 'complete',
    });
    return standing(dataset);
  };

  test('an adjustment that is no longer stated', async () => {
    const before = await begin('less');

    const report = await adjustments('less', [201, '2030-05-01', 10]);

    expect(report).toMatchObject(refused);
    expect(report.lost[0]).toMatch(/approved 100 plus adjustments 10 is not adjusted 130/);
    expect(await standing('less')).toEqual(before);
  });

  test('an approved amount that changes alone', async () => {
    const before = await begin('approved');

    const report = await lines('approved', [201, 90, 130], [202, 5, '']);

    expect(report).toMatchObject(refused);
    expect(report.lost[0]).toMatch(/approved 90 plus adjustments 30 is not adjusted 130/);
    expect(await standing('approved')).toEqual(before);
    expect(await lines('approved', [201, 90, 120], [202, 5, ''])).toMatchObject({ state: 'complete' });
  });

  test('a line that leaves while adjustments of it stand', async () => {
    const before = await begin('line');

    const report = await lines('line', [202, 5, '']);

    expect(report).toMatchObject({ ...refused, problems: [{ rule: 'adjusted-line-gone' }] });
    expect(report.lost).toEqual([expect.stringContaining('/lines/201#1", of which adjustments stand')]);
    expect(await standing('line')).toEqual(before);
    await adjustments('line', [202, '2030-05-01', 1]);
    expect(await lines('line', [202, 5, ''])).toMatchObject({ state: 'complete' });
  });
});
