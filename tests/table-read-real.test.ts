import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openSource } from '../src/importers/ocds/source.ts';
import { openTableFile } from '../src/importers/table/read/index.ts';
import type { TableProblem } from '../src/importers/table/types.ts';
import { describeWithSharedData, sharedData, sharedDataFolder } from './shared-data.ts';

interface Count {
  format: string;
  encoding: string | null;
  sheets: number;
  rows: number;
  widths: number;
  problems: TableProblem[];
}

async function count(path: string, encoding?: string): Promise<Count> {
  const problems: TableProblem[] = [];
  const source = await openSource(sharedData(path));
  const file = await openTableFile(source, { encoding, report: (problem) => problems.push(problem) });
  const widths = new Set<number>();
  let sheets = 0;
  let rows = 0;
  for await (const sheet of file.sheets()) {
    sheets++;
    for await (const batch of sheet.rows()) {
      rows += batch.length;
      for (const { cells } of batch) widths.add(cells.length);
    }
  }
  await file.close();
  return { format: file.format, encoding: file.encoding, sheets, rows, widths: widths.size, problems };
}

const filesBelow = (folder: string, name: RegExp): string[] =>
  readdirSync(join(sharedDataFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => name.test(path))
    .map((path) => `${folder}/${path}`)
    .sort();

describeWithSharedData('real tables', () => {
  // Rows with their head, and without blank ones, as Python's csv module counts them.
  test.each([
    ['budgets/usa-federal/tas_list.csv.gz', 11_012, undefined],
    ['budgets/usa-federal/program_activity.csv', 20_028, undefined],
    ['budgets/usa-federal/budget_authority.csv', 4_491, undefined],
    ['budgets/slovakia-eu-beneficiaries/SLOV2014EA_HTML.csv.gz', 42_751, undefined],
    ['budgets/spain-madrid/gastos_v40_2012-2015.csv.gz', 20_218, 'utf-8'],
    ['budgets/north-macedonia/MFBudzetIRebalansNaRMmk-MK.csv.gz', 10_154, undefined],
    ['budgets/australia-federal/201505181230budget1516.csv', 1_609, undefined],
    ['spending/uk-manchester/spending-2010-2022.csv.gz', 474_675, 'utf-8'],
    ['procurement/china-yichang/awards.jsonl.gz', 1_680, undefined],
  ])(
    '%s has %i rows, all as wide as each other',
    async (path, rows, encoding) => {
      const counted = await count(path, encoding);

      expect(counted).toEqual({ ...counted, sheets: 1, rows, widths: 1, problems: [] });
    },
    60_000,
  );

  test('every CSV file of budgets and spending reads without an error, declared as what it is', async () => {
    const files = filesBelow('.', /^(?:budgets|spending)\/.*\.csv(?:\.gz)?$/);
    const read: string[] = [];
    for (const path of files) {
      const { problems, rows, encoding } = await count(path, 'utf-8');
      expect([path, problems.filter(({ severity }) => severity !== 'info')]).toEqual([path, []]);
      expect(rows).toBeGreaterThan(1);
      expect(encoding).toBe('utf-8');
      read.push(path);
    }

    expect(read.length).toBeGreaterThanOrEqual(45);
  }, 120_000);

  test('undeclared files read alike or are refused as readable in two ways', async () => {
    const refused: string[] = [];
    for (const path of filesBelow('spending/uk-cabinet-office-over-25k', /\.csv$/)) {
      const declared = await count(path, 'utf-8');
      const undeclared = await count(path).catch((error) => {
        expect(error).toMatchObject({ details: { candidates: ['utf-8', 'gb18030'] } });
        refused.push(path);
        return declared;
      });
      expect(undeclared).toEqual(declared);
    }

    expect(refused.length).toBeGreaterThan(0);
  });

  test('the documents of Putuo are sheets by their titles, every fragment in one', async () => {
    const sheets: Record<string, [number, number]> = {};
    for (const path of filesBelow('budgets/china-shanghai-putuo/tables', /\.json$/)) {
      const counted = await count(path);
      expect([counted.format, counted.problems]).toEqual(['json-tables', []]);
      sheets[path.split('/').at(-1) as string] = [counted.sheets, counted.rows];
    }

    expect(sheets).toEqual({
      'commerce-dept-2025.json': [10, 216],
      'commerce-unit-2025.json': [9, 202],
      'finance-final-2024.json': [10, 214],
      'wanli-dept-2024.json': [10, 345],
      'wanli-dept-2025.json': [10, 348],
    });
  });

  test('every data package finds its files', async () => {
    for (const path of filesBelow('budgets', /datapackage.*\.json$/)) {
      const counted = await count(path);
      expect([path, counted.format, counted.sheets]).toEqual([path, 'fiscal-data-package', 1]);
      expect(counted.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    }
  }, 60_000);

  test('each bidder of a candidate notice is a row', async () => {
    const counted = await count('procurement/china-yichang/bid-candidates.jsonl');

    expect([counted.sheets, counted.rows]).toEqual([2, 1_967 + 6_255]);
  });

  test('the PDFs are refused with the way to the template', async () => {
    for (const path of filesBelow('budgets/china-shanghai-putuo/pdf', /\.pdf$/))
      await expect(count(path)).rejects.toThrow(/is a PDF\..*sunledger template/);
  });
});
