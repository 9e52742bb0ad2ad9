import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FormSheet } from '../src/demo/budget/form.ts';
import { openSource } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';
import type { CountedProblem } from '../src/importers/table/problems.ts';
import type { TableReport } from '../src/importers/table/report.ts';
import { writeWorkbook } from '../src/importers/table/write/xlsx.ts';
import { ensurePacks, loadPack } from '../src/packs/index.ts';
import { openTestHub, superuserOf, type TestHub } from './hub.ts';
import { ask } from './real/ask.ts';
import { storedTables } from './real/stored-tables.ts';
import { budgetSheets } from './statutory/budget-workbook.ts';
import { type Expected, expectedBudget, expectedFinal } from './statutory/expected.ts';
import { counts, largeEquipment, procurementFinal, vehicleUses } from './statutory/final-model.ts';
import { finalSheets, finalThreePublic, serviceSpent } from './statutory/final-workbook.ts';
import {
  departmentName,
  projects,
  purchasedServices,
  targets,
  threePublicAmount,
  yuan,
} from './statutory/model.ts';

let hub: TestHub;
let folder: string;
beforeAll(async () => {
  hub = await openTestHub();
  await ensurePacks(hub, ['cn-beijing']);
  folder = mkdtempSync(join(tmpdir(), 'sunledger-workbook-'));
});
afterAll(async () => {
  await hub.destroy();
  rmSync(folder, { recursive: true, force: true });
});

let files = 0;
async function importSheets(sheets: readonly FormSheet[], profile: string): Promise<TableReport> {
  files += 1;
  const file = join(folder, `workbook-${files}.xlsx`);
  writeFileSync(file, await writeWorkbook(sheets));
  return importTable(hub, await openSource(file), { profile });
}

interface Workbook {
  name: string;
  profile: string;
  dataset: string;
  kind: string;
  sheets: () => FormSheet[];
  expected: () => Expected;
  tables: number;
  empty: Record<string, string>;
}

const workbooks: Workbook[] = [
  {
    name: 'budget',
    profile: 'cn-beijing-budget',
    dataset: 'cn-110000-department-budgets',
    kind: 'budget',
    sheets: budgetSheets,
    expected: expectedBudget,
    tables: 14,
    empty: {
      'capital-by-function': '说明：本部门2025年无国有资本经营预算财政拨款安排的支出，故本表为空表。',
    },
  },
  {
    name: 'final accounts',
    profile: 'cn-beijing-final',
    dataset: 'cn-110000-department-final-accounts',
    kind: 'finalAccount',
    sheets: finalSheets,
    expected: expectedFinal,
    tables: 13,
    empty: {
      'funds-basic': '注：本部门本年度无政府性基金预算财政拨款基本支出，本表为空表。',
      'capital-by-function': '注：本部门本年度无国有资本经营预算财政拨款支出，本表为空表。',
    },
  },
];

describe.each(workbooks)('a workbook of the $tables statutory tables: $name', (book) => {
  let report: TableReport;
  beforeAll(async () => {
    report = await importSheets(book.sheets(), book.profile);
  });

  test('is read whole: nothing lost, no difference, no warning', () => {
    const said = report.problems.filter(({ severity }) => severity !== 'info').map(({ problem }) => problem);
    expect({ state: report.state, lost: report.lost, said }).toEqual({
      state: 'complete',
      lost: [],
      said: [],
    });
  });

  test('every table of the statutory list is printed and read', async () => {
    const pack = loadPack(fileURLToPath(new URL('../packs/cn-beijing', import.meta.url)));
    const listed = pack.disclosureTables.filter(({ documentKind }) => documentKind === book.kind);
    expect(listed.length).toBe(book.tables);
    const titles = new Set(
      report.layouts.flatMap((layout) => layout.titles.map((title) => title.replace(/^\d+年度?/, ''))),
    );
    for (const { nameZh } of listed) expect([...titles]).toContain(nameZh);
    const unread = report.problems.filter(({ rule }) => rule === 'no-layout');
    expect(unread).toEqual([]);
  });

  test('every budget table has the sums of the model, to the fen', async () => {
    const stored = await storedTables(hub, book.dataset);
    const sums = Object.fromEntries(
      stored
        .filter(({ table }) => table in book.expected())
        .map((table) => [table.table, plainAmounts(table.sums)]),
    );
    expect(sums).toEqual(book.expected());
  });

  test('an empty table is kept with its note', async () => {
    const stored = await storedTables(hub, book.dataset);
    const empty = stored.filter(({ isEmpty }) => isEmpty);
    expect(Object.fromEntries(empty.map(({ table, emptyNote }) => [table, emptyNote]))).toEqual(book.empty);
    expect(empty.every(({ lines }) => lines === 0)).toBe(true);
  });

  test('the same workbook again changes nothing', async () => {
    const again = await importSheets(book.sheets(), book.profile);
    expect(again.state).toBe('complete');
    expect(
      Object.values(again.changes).every(
        ({ inserted, updated, removed }) => inserted + updated + removed === 0,
      ),
    ).toBe(true);
  });
});

const plainAmounts = (amounts: Record<string, string>) =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, new Decimal(amount).toFixed()]));

describe('the other tables of the workbooks are facts', () => {
  test('three-public expenses with the year before, and counts that no unit multiplies', async () => {
    const rows = await facts('three_public_expense', [
      'category',
      'budget_amount',
      'actual_amount',
      'previous_amount',
      'trip_groups',
      'trip_persons',
      'vehicles_bought',
      'vehicles_owned',
      'reception_batches',
      'reception_persons',
    ]);
    const categories = [
      'total',
      'overseas',
      'vehicles',
      'vehiclePurchase',
      'vehicleOperation',
      'reception',
    ] as const;
    const of = (dataset: string) => rows.filter((row) => row.dataset_key === dataset);
    expect(
      of(workbooks[0]!.dataset)
        .map(({ category, budget_amount, previous_amount }) => [category, budget_amount, previous_amount])
        .sort(),
    ).toEqual(
      categories
        .map((category) => [
          category,
          money(threePublicAmount(category, 'now')),
          money(threePublicAmount(category, 'before')),
        ])
        .sort(),
    );
    const final = of(workbooks[1]!.dataset);
    expect(
      final
        .map(({ category, budget_amount, actual_amount }) => [category, budget_amount, actual_amount])
        .sort(),
    ).toEqual(
      categories
        .map((category) => [
          category,
          money(threePublicAmount(category, 'now')),
          money(finalThreePublic(category)),
        ])
        .sort(),
    );
    const counted = (category: string) => final.find((row) => row.category === category);
    expect(counted('overseas')).toMatchObject({
      trip_groups: String(counts.tripGroups),
      trip_persons: String(counts.tripPersons),
    });
    expect(counted('vehicles')).toMatchObject({ vehicles_owned: String(counts.vehiclesOwned) });
    expect(counted('vehiclePurchase')).toMatchObject({ vehicles_bought: String(counts.vehiclesBought) });
    expect(counted('reception')).toMatchObject({
      reception_batches: String(counts.receptionBatches),
      reception_persons: String(counts.receptionPersons),
    });
  });

  test('procurement of the year from a table that stands upright', async () => {
    const { goods, works, services, sme, micro } = procurementFinal;
    expect(
      await facts('procurement_summary', [
        'phase',
        'goods_amount',
        'works_amount',
        'services_amount',
        'total_amount',
        'sme_amount',
        'micro_amount',
      ]),
    ).toMatchObject([
      {
        phase: 'final',
        goods_amount: yuan(goods),
        works_amount: yuan(works),
        services_amount: yuan(services),
        total_amount: yuan(goods + works + services),
        sme_amount: yuan(sme),
        micro_amount: yuan(micro),
      },
    ]);
  });

  test('purchased services: a row each, the total row is none', async () => {
    const rows = await facts('purchased_service', [
      'code',
      'name',
      'provider',
      'budget_amount',
      'actual_amount',
    ]);
    expect(
      rows.map(({ code, budget_amount, actual_amount }) => [code, budget_amount, actual_amount]).sort(),
    ).toEqual(
      purchasedServices
        .flatMap(({ code, amount }) => [
          [code, yuan(amount), null],
          [code, yuan(amount), yuan(serviceSpent(amount))],
        ])
        .sort(),
    );
  });

  test('state assets: vehicles by use, large equipment', async () => {
    const rows = await facts('asset_occupancy', ['category', 'use_name', 'quantity', 'unit_name']);
    expect(rows.map(({ category, quantity }) => `${category} ${quantity}`).sort()).toEqual(
      [...vehicleUses.map(([, quantity]) => `vehicle ${quantity}`), `equipment ${largeEquipment}`].sort(),
    );
  });

  test('performance targets: merged project names reach every row, the budget stands once', async () => {
    const rows = await facts('performance_target', [
      'is_overall',
      'project_name',
      'budget_amount',
      'indicator',
      'target_text',
      'weight',
    ]);
    const ofProjects = rows.filter(({ is_overall }) => is_overall === 'false');
    expect(
      ofProjects
        .map(({ project_name, indicator, target_text }) => [project_name, indicator, target_text])
        .sort(),
    ).toEqual(targets.map(({ project, three, value }) => [projects[project]!.name, three, value]).sort());
    expect(ofProjects.flatMap(({ budget_amount }) => budget_amount ?? []).sort()).toEqual(
      [projects[0], projects[2]].map(({ amount }) => yuan(amount)).sort(),
    );
    const overall = rows.filter(({ is_overall }) => is_overall === 'true');
    expect(overall.map(({ weight }) => weight).sort()).toEqual(['20', '30', '50']);
  });
});

const money = (amount: bigint) => (amount === 0n ? null : yuan(amount));

async function facts(table: string, columns: readonly string[]): Promise<Record<string, string | null>[]> {
  const client = await superuserOf(hub);
  try {
    const { rows } = await client.query<Record<string, string | null>>(
      `SELECT dataset_key, ${columns
        .map((name) =>
          name.endsWith('_amount') || name === 'quantity'
            ? `trim_scale(${name})::text AS ${name}`
            : `${name}::text`,
        )
        .join(', ')} FROM disclosed.${table} ORDER BY key`,
    );
    return rows;
  } finally {
    await client.end();
  }
}

describe('GraphQL answers from both workbooks', () => {
  const key = `cn-110000:${departmentName}`;

  test('sums by function and economic class, own statements of none', async () => {
    const total = (fields: string) =>
      ask(
        hub,
        `query ($key: [String!]) { budgetTotals(${fields}, where: { department: $key }) { coverage tableCount sums { amount currency } } }`,
        {
          key: [key],
        },
      );
    const { budgetTotals: budget } = await total(
      'side: expenditure, breakdown: function, book: all, scope: consolidated, phase: approved',
    );
    expect(sum(budget)).toBe(expectedBudget()['expenditure-by-function']!.total);
    const { budgetTotals: final } = await total(
      'side: expenditure, breakdown: function, book: general, scope: consolidated, phase: final',
    );
    expect(sum(final)).toBe(expectedFinal()['general-by-function']!.total);
    const { budgetTotals: income } = await total(
      'side: income, breakdown: function, book: general, scope: consolidated, phase: final',
    );
    expect(sum(income)).toBe(expectedFinal()['general-account-income']!.total);
    const { budgetTotals: basic } = await total(
      'side: expenditure, breakdown: economic, book: general, scope: consolidated, phase: approved',
    );
    expect([sum(basic), basic.coverage]).toEqual([
      expectedBudget()['basic-by-economic']!.total,
      'BASIC_ONLY',
    ]);
    const { budgetTotals: own } = await total(
      'side: expenditure, breakdown: function, book: all, scope: own, phase: approved',
    );
    expect(own).toMatchObject({ tableCount: 0, sums: [] });
  });

  test('the department has its documents, facts and the empty table', async () => {
    const { department } = await ask(
      hub,
      `query ($key: String) { department(key: $key) {
        name
        budgets { nodes { kind fiscalYear scope tables { code isEmpty emptyNote } } }
        threePublic(first: 50) { totalCount }
        procurementSummaries { nodes { total { amount currency } } }
        assets { totalCount } purchasedServices { totalCount } performanceTargets { totalCount }
      } }`,
      { key },
    );
    expect(department.name).toBe(departmentName);
    expect(
      department.budgets.nodes.map(({ kind, fiscalYear, scope }: Record<string, unknown>) => [
        kind,
        fiscalYear,
        scope,
      ]),
    ).toEqual([
      ['budget', 2025, 'consolidated'],
      ['finalAccount', 2024, 'consolidated'],
    ]);
    const [budget] = department.budgets.nodes;
    expect(budget.tables).toContainEqual({
      code: 'capital-by-function',
      isEmpty: true,
      emptyNote: workbooks[0]!.empty['capital-by-function'],
    });
    const { goods, works, services } = procurementFinal;
    expect(department.procurementSummaries.nodes).toEqual([
      { total: { amount: yuan(goods + works + services), currency: 'CNY' } },
    ]);
    expect(department).toMatchObject({
      threePublic: { totalCount: 12 },
      assets: { totalCount: vehicleUses.length + 1 },
      purchasedServices: { totalCount: 2 * purchasedServices.length },
      performanceTargets: { totalCount: targets.length + 3 },
    });
  });
});

const sum = ({ sums }: { sums: { amount: string }[] }) => new Decimal(sums[0]!.amount).toFixed();

describe.each(workbooks)('with one cell changed, that cell is named: $name', (book) => {
  test('one money cell of every table that prints sums', async () => {
    const cells = moneyCells(book.sheets());
    const sheets = [...new Set(cells.map(({ sheet }) => sheet))];
    // From each table another place: a row at the top, in the middle, below.
    const sample = sheets.map((sheet, index) => {
      const own = cells.filter((cell) => cell.sheet === sheet);
      return own[Math.floor((own.length * (1 + (index % 3))) / 4)]!;
    });
    expect(sample.length).toBeGreaterThanOrEqual(10);
    const unnamed: string[] = [];
    for (const { sheet, row, column } of sample) {
      const sheets = book.sheets();
      const rows = sheets[sheet]!.rows;
      rows[row]![column] = Number((Number(rows[row]![column]) + 1).toFixed(6));
      const report = await importSheets(sheets, book.profile);
      const name = `${sheets[sheet]!.name}!${letters(column)}${row + 1}`;
      const named = report.problems.some(
        (problem) => problem.severity === 'warning' && names(problem, sheets[sheet]!.name, row + 1, column),
      );
      if (!named) unnamed.push(name);
    }
    expect(unnamed).toEqual([]);
  }, 120_000);
});

/** Cells with money in the budget tables and in those facts whose sums the document prints. */
function moneyCells(sheets: readonly FormSheet[]) {
  return sheets.flatMap(({ rows, name }, sheet) =>
    /绩效|资产/.test(name) || /资产/.test(String(rows[0]![0]))
      ? []
      : rows.flatMap((cells, row) =>
          cells.flatMap((cell, column) =>
            typeof cell === 'number' && !Number.isInteger(cell) ? [{ sheet, row, column }] : [],
          ),
        ),
  );
}

/** By place or in words: `cell E7`, or among the parts of a total, `E4 to E9`. */
function names(problem: CountedProblem, sheet: string, row: number, column: number): boolean {
  const isPlace = problem.sheet === sheet && problem.row === row && problem.column === column + 1;
  const parts = [...problem.problem.matchAll(/parts in ([A-Z]+)(\d+) to ([A-Z]+)(\d+)/g)];
  const isPart = parts.some(
    ([, letter, from, , to]) =>
      problem.sheet === sheet && letter === letters(column) && Number(from) <= row && row <= Number(to),
  );
  return (
    isPlace ||
    isPart ||
    problem.problem.includes(`sheet "${sheet}", row ${row}, cell ${letters(column)}${row}`)
  );
}

const letters = (column: number) => String.fromCharCode(65 + column);
