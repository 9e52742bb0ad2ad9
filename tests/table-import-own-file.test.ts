import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourceOf } from '../src/importers/ocds/source.ts';
import { importTable, type TableImportOptions } from '../src/importers/table/import.ts';
import { procurementSummary } from '../src/importers/table/nouns/spec/statutory.ts';
import { writeWorkbook } from '../src/importers/table/write/xlsx.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { rowsOf } from './table-file.ts';

/** Files that a body fills in by itself, with the heads of the templates and no profile of its own. */
let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

const load = (profile: string, lines: readonly string[], more: Partial<TableImportOptions> = {}) =>
  importTable(hub, sourceOf('own.csv', Buffer.from(`${lines.join('\n')}\n`)), {
    profile,
    dataset: 'own',
    ...more,
  });

const head = '部门名称,年度,币种,收支,预算本,阶段,功能科目编码,功能科目名称,金额（万元）';
const line = (year: number, phase: string, code: string, amount: string) =>
  `榆树局,${year},CNY,支出,全部,${phase},${code},${code}类,${amount}`;
const amountsOf = (schema: string, year: number) =>
  rowsOf(
    hub,
    `SELECT l.row_kind, a.phase, a.amount::text FROM ${schema}.budget_amount a JOIN disclosed.budget_line l ON l.key = a.line_key
     WHERE a.dataset_key = 'own' AND l.fiscal_year = $1 ORDER BY l.position`,
    [year],
  );

describe('a file of a body’s own', () => {
  test.each(['合计,,,,,,,,30.5', ',,,,,,,合计,30.5', '榆树局,2030,CNY,支出,全部,批复,,合计,30.5'])(
    'ends with a total that is checked and counted nowhere: %s',
    async (total) => {
      const lines = [head, line(2030, '批复', '201', '10.5'), line(2030, '批复', '212', '20'), total];

      expect(await load('budget', lines)).toMatchObject({ state: 'complete', problems: [] });

      const stored = await amountsOf('disclosed', 2030);
      expect(stored.filter((row) => row.row_kind === 'line').map((row) => row.amount)).toEqual([
        '105000',
        '200000',
      ]);
    },
  );

  test('keeps what is asked for internal, unless the command says that it is published', async () => {
    const lines = [head, line(2031, '申报', '201', '7'), line(2031, '批复', '201', '6')];

    const report = await load('budget', lines);

    expect(report.problems).toMatchObject([{ rule: 'kept-internal', severity: 'info', count: 1 }]);
    expect(await amountsOf('disclosed', 2031)).toEqual([
      { row_kind: 'line', phase: 'approved', amount: '60000' },
    ]);
    expect(await amountsOf('internal', 2031)).toEqual([
      { row_kind: 'line', phase: 'proposed', amount: '70000' },
    ]);

    await load('budget', lines, { internalPhases: [] });

    expect(await amountsOf('disclosed', 2031)).toHaveLength(2);
    expect(await amountsOf('internal', 2031)).toEqual([]);
  });

  test('that changes nothing but what is asked for becomes no public source and no public revision', async () => {
    const lines = (asked: string) => [head, line(2034, '申报', '201', asked), line(2034, '批复', '201', '6')];
    const shown = () =>
      rowsOf(
        hub,
        `SELECT (SELECT array_agg(key ORDER BY key) FROM disclosed.source) AS sources,
           (SELECT max(number) FROM disclosed.revision) AS revision`,
      );
    await load('budget', lines('7'));
    const before = await shown();

    const report = await load('budget', lines('8'));

    expect(report).toMatchObject({ state: 'complete', revisions: [] });
    expect(report.changes).toEqual({ 'internal.budget_amount': { inserted: 0, updated: 1, removed: 0 } });
    expect(await shown()).toEqual(before);
    expect(await amountsOf('internal', 2034)).toMatchObject([{ amount: '80000' }]);
    expect(await load('budget', lines('8'))).toMatchObject({ changes: {}, revisions: [] });
  });

  test('is refused where what is asked for stands in a table that has no internal side', async () => {
    const cells: Record<string, string> = {
      departmentName: '榆树局',
      fiscalYear: '2031',
      currency: 'CNY',
      phase: '申报',
      goods: '5',
      total: '5',
    };
    const { fields } = procurementSummary;
    const heads = fields.map(({ headZh, type }) => (type === 'money' ? `${headZh}（元）` : headZh));
    const lines = [heads.join(','), fields.map(({ name }) => cells[name] ?? '').join(',')];

    const report = await load('procurement-summary', lines);

    expect(report).toMatchObject({ state: 'refused', problems: [{ rule: 'internal-phase', row: 2 }] });
    expect(report.problems[0]?.problem).toContain('--internal-phases none');
    expect(await load('procurement-summary', lines, { internalPhases: [] })).toMatchObject({
      state: 'complete',
    });
  });

  test('needs currencies that sums can be made of, and is told where there is none', async () => {
    const lines = (currency: string) => [head, line(2032, '批复', '201', '1').replace('CNY', currency)];

    expect(await load('budget', lines('人民币'))).toMatchObject({
      state: 'refused',
      problems: [{ rule: 'bad-value', row: 2, value: '人民币', problem: expect.stringContaining('CNY') }],
    });
    expect(await load('budget', lines(''))).toMatchObject({
      state: 'complete',
      problems: [{ rule: 'no-currency', severity: 'warning', count: 1 }],
    });
  });

  test('may leave out every column that it has no use for', async () => {
    const lines = ['部门名称,年度,币种,决算数（万元）', '榆树局,2035,CNY,1.5'];

    expect(await load('operating-funds', lines)).toMatchObject({ state: 'complete', problems: [] });

    expect(
      await rowsOf(hub, "SELECT actual_amount::text FROM disclosed.operating_fund WHERE dataset_key = 'own'"),
    ).toEqual([{ actual_amount: '15000' }]);
  });

  test('with one table on two sheets is told, because both count', async () => {
    const rows = [head, line(2033, '批复', '201', '1'), line(2033, '批复', '202', '2')].map((text) =>
      text.split(','),
    );
    const bytes = await writeWorkbook([
      { name: '预算', rows },
      { name: '预算（旧）', rows },
    ]);

    const report = await importTable(hub, sourceOf('own.xlsx', bytes), { profile: 'budget', dataset: 'own' });

    expect(report.problems).toMatchObject([
      { rule: 'two-sheets', severity: 'warning', sheet: '预算（旧）', count: 1 },
    ]);
  });
});
