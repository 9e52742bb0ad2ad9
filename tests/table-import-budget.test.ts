import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourceOf } from '../src/importers/ocds/source.ts';
import { importTable, type TableImportOptions } from '../src/importers/table/import.ts';
import { tableReportText } from '../src/importers/table/report.ts';
import { openTestHub, type TestHub } from './hub.ts';

/** An invented country: crowns, provinces, classes of its own. */
const profile = {
  name: 'ruritania-budget',
  titleZh: '卢里塔尼亚预算',
  titleEn: 'Ruritanian budget',
  description: 'An invented country.',
  formats: ['csv'],
  dataset: { key: 'ruritania', name: 'Ruritanian budget', license: 'CC0-1.0' },
  constants: {
    currency: 'RUK',
    departmentScheme: 'ruritania-body',
    documentKind: 'budget',
    scope: 'own',
    functionScheme: 'ruritania-class',
  },
  tables: [
    {
      id: 'spending',
      noun: 'budget',
      unit: 'one',
      constants: { side: 'expenditure', breakdown: 'function', book: 'general' },
      columns: [
        { field: 'fiscalYear', heads: ['Anno'] },
        { field: 'departmentCode', heads: ['Body'] },
        { field: 'departmentName', heads: ['Body name'] },
        { field: 'functionCode', heads: ['Class'] },
        { field: 'functionName', heads: ['Class name'] },
        { field: 'label', heads: ['Purpose'] },
        { field: 'amount', heads: ['Granted'], set: { phase: 'approved' } },
        { field: 'amount', heads: ['Spent'], set: { phase: 'executed' } },
      ],
    },
  ],
} as const;

const head = 'Anno,Body,Body name,Class,Class name,Purpose,Granted,Spent';
const rows = [
  '2031,11,Ministry of Bridges,401,Stone bridges,Arch of Strelsau,1000000.10,999999.05',
  '2031,11,Ministry of Bridges,402,Wooden bridges,Planks,250000,0',
  '2031,11,Ministry of Bridges,402,Wooden bridges,Nails,125000.25,125000.25',
  '2031,12,Ministry of Crowns,501,Polish,Silver polish,77.7,70',
];

let hub: TestHub;
const folder = mkdtempSync(join(tmpdir(), 'sunledger-table-'));
const path = join(folder, 'ruritania-budget.json');
writeFileSync(path, JSON.stringify(profile));

beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

function load(lines: readonly string[], options: Partial<TableImportOptions> = {}) {
  const source = sourceOf('granted.csv', Buffer.from(`${[head, ...lines].join('\r\n')}\r\n`));
  return importTable(hub, source, { profile: path, ...options });
}

const sql = async (text: string, values: unknown[] = []) =>
  (await hub.pool('writer').query(text, values)).rows;

describe('a budget of an invented country, by a profile in a file', () => {
  test('is loaded to the cent, with its bodies, classes, document and cells', async () => {
    const report = await load(rows);
    console.log(tableReportText(report));

    expect(report.state).toBe('complete');
    expect(report.revisions).toHaveLength(1);
    expect(
      await sql(
        `SELECT l.label, l.function_code, a.phase, a.amount::text, a.cell FROM disclosed.budget_line l
         JOIN disclosed.budget_amount a ON a.line_key = l.key ORDER BY l.row_number, a.phase`,
      ),
    ).toMatchObject([
      { label: 'Arch of Strelsau', phase: 'approved', amount: '1000000.10', cell: 'G2' },
      { label: 'Arch of Strelsau', phase: 'executed', amount: '999999.05', cell: 'H2' },
      { label: 'Planks', amount: '250000' },
      { label: 'Planks', amount: '0' },
      { label: 'Nails', amount: '125000.25' },
      { label: 'Nails', amount: '125000.25' },
      { label: 'Silver polish', amount: '77.7' },
      { label: 'Silver polish', amount: '70' },
    ]);
    expect(report.layouts[0]!.sums).toEqual([
      { name: 'approved total', currency: 'RUK', sum: '1375078.05' },
      { name: 'executed total', currency: 'RUK', sum: '1125069.30' },
    ]);
  });
});
