import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourceOf } from '../src/importers/ocds/source.ts';
import { importTable, type TableImportOptions } from '../src/importers/table/import.ts';
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
  (await hub.pool('migrator').query(text, values)).rows;

/** Everything disclosed and internal that a file of tables can change, without serials and moments. */
async function state(): Promise<unknown> {
  const tables = [
    'dataset',
    'department',
    'classification',
    'budget_document',
    'budget_table',
    'budget_line',
    'budget_amount',
  ];
  const found: Record<string, unknown> = {};
  for (const table of [...tables, 'budget_line_version', 'budget_amount_version'])
    found[table] = await sql(
      `SELECT to_jsonb(t) - 'id' AS row FROM disclosed.${table} t ORDER BY key, from_revision`,
    );
  found.revision = await sql('SELECT max(number) AS number FROM disclosed.revision');
  found.internal = await sql('SELECT max(number) AS number FROM internal.revision');
  return found;
}

const lines = () =>
  sql(
    `SELECT l.label, l.row_number AS row, l.from_revision AS since, array_agg(a.amount::text ORDER BY a.phase) AS amounts
     FROM disclosed.budget_line l LEFT JOIN disclosed.budget_amount a ON a.line_key = l.key
     GROUP BY l.id ORDER BY l.fiscal_year, l.department_key, l.position`,
  );

describe('a budget of an invented country, by a profile in a file', () => {
  test('is loaded to the cent, with its bodies, classes, document and cells', async () => {
    const report = await load(rows);

    expect(report.state).toBe('complete');
    expect(report.revisions).toHaveLength(1);
    expect(
      await sql(
        `SELECT l.label, l.function_code, l.function_key, a.phase, a.amount::text, a.currency, a.cell, l.row_number AS row
         FROM disclosed.budget_line l JOIN disclosed.budget_amount a ON a.line_key = l.key ORDER BY l.row_number, a.phase`,
      ),
    ).toMatchObject([
      {
        label: 'Arch of Strelsau',
        function_key: 'ruritania-class@2031/401',
        phase: 'approved',
        amount: '1000000.10',
        cell: 'G2',
      },
      {
        label: 'Arch of Strelsau',
        phase: 'executed',
        amount: '999999.05',
        cell: 'H2',
        row: 2,
        currency: 'RUK',
      },
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
    expect(await sql('SELECT key, name FROM disclosed.department ORDER BY key')).toEqual([
      { key: 'ruritania-body:11', name: 'Ministry of Bridges' },
      { key: 'ruritania-body:12', name: 'Ministry of Crowns' },
    ]);
    expect(
      await sql(
        'SELECT code, name FROM disclosed.classification WHERE dataset_key IS NOT NULL ORDER BY code',
      ),
    ).toEqual([
      { code: '401', name: 'Stone bridges' },
      { code: '402', name: 'Wooden bridges' },
      { code: '501', name: 'Polish' },
    ]);
    expect(await sql('SELECT basis, content_hash FROM disclosed.publication')).toEqual([
      { basis: 'alreadyPublished', content_hash: report.sha256 },
    ]);
    expect(await sql('SELECT state, issues FROM internal.import')).toEqual([
      { state: 'complete', issues: '0' },
    ]);
    expect(
      await sql("SELECT encode(bytes, 'escape') LIKE 'Anno,Body%' AS kept FROM internal.source_file"),
    ).toEqual([{ kept: true }]);
  });

  test('that is imported again changes nothing and makes no revision', async () => {
    const before = await state();

    const report = await load(rows);

    expect(report).toMatchObject({ state: 'complete', changes: {}, revisions: [] });
    expect(await state()).toEqual(before);
  });

  test('with a row put in between changes that row alone', async () => {
    const before = await lines();

    const report = await load([
      rows[0]!,
      '2031,11,Ministry of Bridges,402,Wooden bridges,Rope,5,4',
      ...rows.slice(1),
    ]);

    expect(report.changes).toMatchObject({
      'disclosed.budget_line': { inserted: 1, updated: 0, removed: 0 },
      'disclosed.budget_amount': { inserted: 2, updated: 0, removed: 0 },
    });
    const after = await lines();
    expect(after.map((row) => row.label)).toEqual([
      'Arch of Strelsau',
      'Rope',
      'Planks',
      'Nails',
      'Silver polish',
    ]);
    expect(after.filter((row) => row.label !== 'Rope')).toEqual(before);
  });

  test('with an amount changed makes a version of that line, and the past stays', async () => {
    const changed = rows.map((row) => row.replace('125000.25,125000.25', '125000.25,125001'));
    const dry = await load(changed, { mode: 'dryRun' });
    expect(dry.cells.filter((cell) => cell.table === 'disclosed.budget_amount')).toMatchObject([
      { kind: 'changed', column: 'amount', old: '125000.25', new: '125001', cell: 'H4' },
      { kind: 'removed' },
      { kind: 'removed' },
    ]);
    const before = await state();

    const report = await load(changed);

    expect(report.changes).toEqual({ ...dry.changes, ...onlySources(report.changes) });
    expect(await state()).not.toEqual(before);
    expect((await lines()).map((row) => [row.label, row.amounts])).toEqual([
      ['Arch of Strelsau', ['1000000.10', '999999.05']],
      ['Planks', ['250000', '0']],
      ['Nails', ['125000.25', '125001']],
      ['Silver polish', ['77.7', '70']],
    ]);
    // What it was before this revision.
    const past = await sql(
      `SELECT label FROM disclosed.budget_line_version WHERE from_revision <= $1 AND to_revision > $1 ORDER BY label`,
      [Number(report.revisions[0]) - 1],
    );
    expect(past.map((row) => row.label)).toEqual(['Nails', 'Rope']);
    expect(
      await sql(
        `SELECT amount::text FROM disclosed.budget_amount_version WHERE from_revision <= $1 AND to_revision > $1 AND phase = 'executed' ORDER BY 1`,
        [Number(report.revisions[0]) - 1],
      ),
    ).toEqual([{ amount: '125000.25' }, { amount: '4' }]);
  });

  test('equal lines are told apart by their content: one taken out leaves the others as they are', async () => {
    const twins = ['1,1', '2,2', '3,3', '2,2'].map(
      (money) => `2032,11,Ministry of Bridges,402,Wooden bridges,Nail,${money}`,
    );
    await load([...rows, ...twins]);
    const before = await sql(
      `SELECT key, from_revision FROM disclosed.budget_line WHERE fiscal_year = 2032 ORDER BY key`,
    );

    const report = await load([
      ...rows,
      ...twins.slice(1),
      '2032,11,Ministry of Bridges,402,Wooden bridges,Nail,4,4',
    ]);

    // The first left, and a new one came: they are matched with each other, the three others stay.
    expect(report.changes['disclosed.budget_line']).toEqual({ inserted: 0, updated: 1, removed: 0 });
    expect(report.changes['disclosed.budget_amount']).toEqual({ inserted: 0, updated: 2, removed: 0 });
    const after = await sql(
      `SELECT key, from_revision FROM disclosed.budget_line WHERE fiscal_year = 2032 ORDER BY key`,
    );
    expect(after.slice(1)).toEqual(before.slice(1));
    expect((await lines()).filter((row) => row.label === 'Nail').map((row) => row.amounts[0])).toEqual([
      '2',
      '3',
      '2',
      '4',
    ]);

    await load([...rows, ...twins.slice(1)]);
    expect((await lines()).filter((row) => row.label === 'Nail').map((row) => row.amounts[0])).toEqual([
      '2',
      '3',
      '2',
    ]);
  });

  test('a table that the next file does not state stays as it is', async () => {
    const before = await lines();

    const report = await load(rows.slice(0, 3));

    expect(report.changes).toEqual({});
    expect(await lines()).toEqual(before);
  });
});

describe('rows that cannot be read', () => {
  const bad = [...rows, '2031,12,Ministry of Crowns,501,Polish,Gold polish,a hundred,1'];

  test('refuse the whole file, and the report names the cell', async () => {
    const before = await state();

    const report = await load(bad);

    expect(report).toMatchObject({ state: 'refused', changes: {}, revisions: [], quarantined: 1 });
    expect(report.problems).toMatchObject([{ severity: 'error', row: 6, column: 7, value: 'a hundred' }]);
    expect(report.lost[0]).toContain('the whole file');
    expect(await state()).toEqual(before);
    expect(
      await sql(
        `SELECT i.pointer, i.value FROM internal.issue i JOIN internal.import m ON m.key = i.import_key WHERE m.sha256 = $1`,
        [report.sha256],
      ),
    ).toMatchObject([{ pointer: expect.stringContaining('G6'), value: 'a hundred' }]);
  });

  test('are left out where the caller wants it so, and the import is not whole', async () => {
    const report = await load(bad, { onBadRow: 'quarantine', dataset: 'quarantine' });

    expect(report).toMatchObject({ state: 'incomplete', quarantined: 1 });
    expect(report.lost).toHaveLength(1);
    expect(
      await sql(
        `SELECT count(*)::integer AS lines FROM disclosed.budget_line WHERE dataset_key = 'quarantine'`,
      ),
    ).toEqual([{ lines: 4 }]);
  });
});

/** A dry run does not state the file as a source. */
function onlySources(changes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(changes).filter(([table]) =>
      ['disclosed.source', 'disclosed.publication', 'disclosed.coverage'].includes(table),
    ),
  );
}
