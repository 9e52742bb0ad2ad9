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

const load = (profile: string | Profile, dataset: string, lines: readonly string[]) =>
  importTable(hub, sourceOf('rows.csv', Buffer.from(`${lines.join('\n')}\n`)), {
    profile,
    dataset,
    parameters: { unit: 'one' },
  });

/** A profile whose one table, of this code, says the same of a document as any other of them. */
const table = (id: string, noun: string, fields: readonly string[]) =>
  ({
    ...inventedProfile,
    name: `invented-${id}`,
    tables: [
      {
        id,
        noun,
        unit: 'one',
        columns: ['fiscalYear', 'departmentCode', ...fields].map((field) => ({ field, heads: [field] })),
      },
    ],
  }) as unknown as Profile;

describe('what another file, table or document said before', () => {
  test('a standard that two documents set stands twice', async () => {
    const head = 'kind,domain,name,validFrom,documentNumber,limit,currency';
    const of = (document: string, limit: number) =>
      load('standard', 'standards', [head, `quota,quota,Paper,2024-01-01,${document},${limit},EUR`]);

    await of('A', 10);
    await of('B', 20);

    expect(await of('A', 11)).toMatchObject({ state: 'complete', problems: [] });
    expect(
      await rowsOf(hub, 'SELECT document_number, limit_amount::text FROM disclosed.standard ORDER BY 1'),
    ).toEqual([
      { document_number: 'A', limit_amount: '11' },
      { document_number: 'B', limit_amount: '20' },
    ]);
  });

  test('head counts of one day, with and without their budget year, are two', async () => {
    const of = (year: string, persons: number) =>
      load('head-count', 'heads', [
        'departmentCode,fiscalYear,asOfOn,kind,persons',
        `1,${year},2024-12-31,actual,${persons}`,
      ]);

    await of('2024', 5);

    expect(await of('', 6)).toMatchObject({ state: 'complete', problems: [] });
    expect(
      await rowsOf(hub, 'SELECT fiscal_year, persons FROM disclosed.head_count ORDER BY persons'),
    ).toEqual([
      { fiscal_year: 2024, persons: 5 },
      { fiscal_year: null, persons: 6 },
    ]);
  });

  test('a fact of a document that another table states takes the place of the first, and the report says so', async () => {
    const of = (id: string, actual: number) =>
      load(table(id, 'three-public', ['category', 'actual']), 'facts', [
        'fiscalYear,departmentCode,category,actual',
        `2030,1,total,${actual}`,
      ]);
    const key = 'facts/invented-body:1/2030/budget/own/three-public/total';

    await of('one', 5);
    const report = await of('two', 6);

    expect(report).toMatchObject({
      state: 'complete',
      problems: [{ rule: 'stated-elsewhere', severity: 'warning', value: key }],
    });
    expect(
      await rowsOf(hub, 'SELECT key, table_key, actual_amount::text FROM disclosed.three_public_expense'),
    ).toEqual([{ key, table_key: 'facts/invented-body:1/2030/budget/own/two', actual_amount: '6' }]);
    expect(await of('two', 6)).toMatchObject({ revisions: [], changes: {}, problems: [] });
  });

  test('equal rows of lists in two tables of a document are two', async () => {
    const of = (id: string) =>
      load(table(id, 'purchased-service', ['name', 'budget']), 'lists', [
        'fiscalYear,departmentCode,name,budget',
        '2030,1,Cleaning,7',
      ]);

    await of('one');

    expect(await of('two')).toMatchObject({ state: 'complete', problems: [] });
    expect(
      await rowsOf(hub, 'SELECT table_key, budget_amount::text FROM disclosed.purchased_service ORDER BY 1'),
    ).toEqual([
      { table_key: 'lists/invented-body:1/2030/budget/own/one', budget_amount: '7' },
      { table_key: 'lists/invented-body:1/2030/budget/own/two', budget_amount: '7' },
    ]);
  });
});
