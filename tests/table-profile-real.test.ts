import { expect, test } from 'vitest';
import { openSource } from '../src/importers/ocds/source.ts';
import { ExactSum } from '../src/importers/table/profile/amount.ts';
import { loadProfile } from '../src/importers/table/profile/load.ts';
import { openTableFile } from '../src/importers/table/read/index.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';
import { type Outcome, read } from './table-profile.ts';

async function putuo(profileName: string, document: string): Promise<Outcome> {
  const problems: Outcome['problems'] = [];
  const source = await openSource(sharedData(`budgets/china-shanghai-putuo/tables/${document}.json`));
  const file = await openTableFile(source, { report: (problem) => problems.push(problem) });
  try {
    const outcome = await read(await loadProfile(profileName), file, { fileName: source.name });
    outcome.problems.push(...problems);
    return outcome;
  } finally {
    await file.close();
    await source.close();
  }
}

/** Sum of the lines of a table in one component, and the total row as printed, both in yuan. */
function sums(
  outcome: Outcome,
  table: string,
  component: string | undefined,
): { lines: string; total: string } {
  const lines = new ExactSum();
  let total = '';
  for (const record of outcome.records.filter((one) => one.table === table)) {
    const value = record.values.find((one) => one.set.component === component);
    if (!value) continue;
    if (record.kind === 'line') lines.add(value.text);
    if (record.kind === 'total') total = value.text;
  }
  return { lines: lines.toString(), total };
}

describeWithSharedData('published tables of Shanghai Putuo', () => {
  test.each(['commerce-dept-2025', 'commerce-unit-2025'])(
    '%s: every table, the empty ones too, with lines that make their totals',
    async (document) => {
      const outcome = await putuo('putuo-budget', document);
      expect(outcome.problems.filter((problem) => problem.severity !== 'info')).toEqual([]);
      expect(outcome.problems.filter((problem) => problem.rule === 'rounding')).toEqual([]);
      for (const table of ['income-by-function', 'expenditure-by-function', 'general-by-function']) {
        expect(sums(outcome, table, undefined)).toEqual({ lines: '371514655.00', total: '371514655.00' });
      }
      const basic = { lines: '19830655.00', total: '19830655.00' };
      expect(sums(outcome, 'expenditure-by-function', 'basic')).toEqual(basic);
      expect(sums(outcome, 'basic-by-economic', undefined)).toEqual(basic);
      expect(outcome.heads.filter((head) => head.isEmpty).map((head) => head.table)).toEqual([
        'funds-by-function',
        'capital-by-function',
      ]);
      const three = outcome.records.find((record) => record.table === 'three-public');
      // One table in 万元 among tables in 元.
      expect(three?.values.map(({ set, text }) => [set.category, text])).toEqual([
        ['total', '10000'],
        ['reception', '10000'],
      ]);
    },
  );

  test('the final accounts of the finance bureau are read with their roundings, and nothing else differs', async () => {
    const outcome = await putuo('putuo-final', 'finance-final-2024');
    expect(outcome.problems.filter((problem) => problem.severity !== 'info')).toEqual([]);
    expect(outcome.problems.filter((problem) => problem.rule === 'rounding').length).toBeGreaterThan(0);
    expect(sums(outcome, 'expenditure-by-function', undefined)).toEqual({
      lines: '29400600',
      total: '29400500',
    });
    expect(sums(outcome, 'expenditure-by-function', 'basic')).toEqual({
      lines: '23369200',
      total: '23369100',
    });
    expect(sums(outcome, 'summary-income', undefined).lines).toBe('29462500');
    expect(sums(outcome, 'summary-income', 'opening').lines).toBe('491400');
  });

  test.each(['wanli-dept-2024', 'wanli-dept-2025'])(
    '%s: continued pages, with and without their heads and with a total alone on the last one',
    async (document) => {
      const outcome = await putuo('putuo-budget', document);
      expect(outcome.problems.filter((problem) => problem.severity !== 'info')).toEqual([]);
      for (const table of ['income-by-function', 'expenditure-by-function', 'general-by-function']) {
        const { lines, total } = sums(outcome, table, undefined);
        expect(total).toMatch(/^\d{9}$/);
        expect(lines).toBe(total);
      }
    },
  );
});
