import { readFileSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSource } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';
import type { TableReport } from '../src/importers/table/report.ts';
import { ensurePacks } from '../src/packs/index.ts';
import { checkBudget } from '../src/rules/identities/check.ts';
import { loadIdentities } from '../src/rules/identities/load.ts';
import { readDocuments } from '../src/rules/identities/read.ts';
import type { BudgetDocumentView, Cell, Difference } from '../src/rules/identities/types.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { putuoDocument } from './real/putuo-view.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

interface Consistency {
  document_key: string;
  table_title: string;
  stated_total: string;
  sum_of_classes: string;
  sum_of_sections: string;
  sum_of_items: string;
  rows_where_total_differs_from_basic_plus_project?: {
    code: string;
    total: string;
    basic: string;
    project: string;
  }[];
}

const names = [
  'commerce-dept-2025',
  'commerce-unit-2025',
  'finance-final-2024',
  'wanli-dept-2024',
  'wanli-dept-2025',
];

describeWithSharedData('the five documents of Putuo', () => {
  const identities = loadIdentities();
  const documents = new Map<string, BudgetDocumentView>();
  const differences = new Map<string, Difference[]>();
  const reports = new Map<string, TableReport>();
  let hub: TestHub;

  beforeAll(async () => {
    hub = await openTestHub();
    await ensurePacks(hub, ['cn-shanghai']);
    const pool = hub.pool('writer');
    const seen = new Set<string>();
    for (const name of names) {
      const source = await openSource(sharedData(`budgets/china-shanghai-putuo/tables/${name}.json`));
      const profile = name.includes('final') ? 'putuo-final' : 'putuo-budget';
      reports.set(name, await importTable(hub, source, { profile }));
      await source.close();
      const { rows } = await pool.query<{ key: string }>('SELECT key FROM disclosed.budget_document');
      const key = rows.map((row) => row.key).find((one) => !seen.has(one))!;
      seen.add(key);
      documents.set(name, (await readDocuments(pool, [key]))[0]!);
      differences.set(name, checkBudget(documents.get(name)!, identities));
    }
  });
  afterAll(() => hub.destroy());

  test.each(names)('%s: what was imported differs where a plain reading of the file differs', (name) => {
    const short = ({ identity, kind, left, right, leftTotal, rightTotal }: Difference) =>
      [identity, kind, leftTotal, rightTotal, ...[...left, ...right].map(({ value }) => value)].join(' ');
    const plain = checkBudget(putuoDocument(name), identities);
    expect(differences.get(name)!.map(short).sort()).toEqual(plain.map(short).sort());
  });

  test.each(names)('%s: the report of the import says the same', (name) => {
    const rules = new Set(identities.map(({ key }) => key));
    const told = reports.get(name)!.problems.filter(({ rule }) => rules.has(rule));
    expect(told.map(({ rule }) => rule).sort()).toEqual(
      differences
        .get(name)!
        .map(({ identity }) => identity)
        .sort(),
    );
    for (const { severity, page, row, column, value, other } of told) {
      expect(severity).toBe('info');
      for (const place of [
        { page, row, column, value },
        { page: other?.page, row: other?.row, column: other?.column, value: other?.value },
      ]) {
        expect(place).toEqual({
          page: expect.any(Number),
          row: expect.any(Number),
          column: expect.any(Number),
          value: expect.stringMatching(/^\d+(\.\d\d)? 万?元$/),
        });
      }
    }
  });

  const consistency = (
    JSON.parse(
      readFileSync(sharedData('budgets/china-shanghai-putuo/expected-consistency.json'), 'utf8'),
    ) as {
      tables: Consistency[];
    }
  ).tables;

  test.each(consistency)(
    '$document_key $table_title: sums as the oracle has them, differences where it has them',
    (expected) => {
      const document = documents.get(expected.document_key)!;
      const table = document.tables.find(({ title }) => title === expected.table_title)!;
      const { factor } = table.unit;
      const stated = table.entries.find(({ attributes }) => attributes.rowKind === 'total')!;
      const totalOf = (one: typeof stated) =>
        one.amounts.find(({ component }) => component === 'total')!.amount;
      const sumAt = (length: number) =>
        table.entries
          .filter(({ attributes }) => attributes.functionCode?.length === length)
          .reduce((sum, one) => sum.plus(totalOf(one)), new Decimal(0))
          .div(factor);
      const oracle = [expected.sum_of_classes, expected.sum_of_sections, expected.sum_of_items];
      expect(new Decimal(totalOf(stated)).div(factor).eq(expected.stated_total)).toBe(true);
      expect([3, 5, 7].map((length) => sumAt(length).toFixed())).toEqual(
        oracle.map((sum) => new Decimal(sum).toFixed()),
      );

      const found = differences
        .get(expected.document_key)!
        .filter(({ left }) => left[0]!.tableKey === table.key);
      const isOf = (component: string) => (cell: Cell) =>
        cell.column === `${stated.amounts[0]!.phase}${component}`;
      const ofTotal = found.filter(
        ({ identity, left }) =>
          identity === 'total-function' && left[0]!.key === stated.key && isOf('')(left[0]!),
      );
      const unlike = new Set(oracle.filter((sum) => !new Decimal(sum).eq(expected.stated_total)));
      expect(new Set(ofTotal.map(({ rightTotal }) => new Decimal(rightTotal).div(factor).toFixed()))).toEqual(
        new Set([...unlike].map((sum) => new Decimal(sum).toFixed())),
      );

      const rows = found.filter(({ identity }) => identity === 'cn-row-basic-project');
      expect(
        rows.map(({ left, right }) => ({
          code: left[0]!.label.split(' ')[0],
          total: left[0]!.value,
          basic: right[0]!.value,
          project: right[1]!.value,
        })),
      ).toEqual(
        (expected.rows_where_total_differs_from_basic_plus_project ?? []).map(
          ({ code, total, basic, project }) => ({
            code,
            total,
            basic,
            project,
          }),
        ),
      );
    },
  );

  test('nothing in them is beyond rounding, and this is every difference there is', () => {
    const short = (one: Difference) =>
      `${one.kind} ${one.identity} ${one.left[0]!.tableKey.split('/').at(-1)} ${one.left[0]!.label}, ${one.left[0]!.column}: ${one.leftTotal} ${one.rightTotal}`;
    expect(
      Object.fromEntries(names.map((name) => [name, differences.get(name)!.map(short)])),
    ).toMatchInlineSnapshot(`
      {
        "commerce-dept-2025": [
          "rounding cn-operating-funds-within operating-funds operating-funds, approved: 1710100 1710062",
        ],
        "commerce-unit-2025": [
          "rounding cn-operating-funds-within operating-funds operating-funds, approved: 1710100 1710062",
        ],
        "finance-final-2024": [
          "rounding cn-economic-total basic-by-economic 301 工资福利支出, final: 20828500 20828600",
          "rounding cn-economic-total basic-by-economic 302 商品和服务支出, final: 1710700 1710900",
          "rounding cn-same-class-all summary-expenditure 八、社会保障和就业支出, final: 3267100 3267200",
          "rounding cn-same-class-general appropriation-expenditure 八、社会保障和就业支出, final general: 3267100 3267200",
          "rounding total-function income-by-function 合计, final: 29462500 29462600",
          "rounding total-function income-by-function 合计, final appropriation: 29400500 29400600",
          "rounding total-function expenditure-by-function 合计, final: 29400500 29400600",
          "rounding total-function expenditure-by-function 合计, final basic: 23369100 23369200",
          "rounding total-function general-by-function 合计, final: 29400500 29400600",
          "rounding total-function general-by-function 合计, final basic: 23369100 23369200",
        ],
        "wanli-dept-2024": [],
        "wanli-dept-2025": [
          "rounding cn-row-basic-project expenditure-by-function 21201 城乡社区管理事务, approved: 94995790 94995789",
          "rounding cn-row-basic-project general-by-function 21201 城乡社区管理事务, approved: 94995790 94995789",
          "rounding total-function income-by-function 212 城乡社区支出, approved: 154369326 154369327",
          "rounding total-function income-by-function 212 城乡社区支出, approved appropriation: 154369326 154369327",
          "rounding total-function income-by-function 21201 城乡社区管理事务, approved: 94995790 94995789",
          "rounding total-function income-by-function 21201 城乡社区管理事务, approved appropriation: 94995790 94995789",
          "rounding total-function income-by-function 合计, approved: 189767551 189767552",
          "rounding total-function income-by-function 合计, approved appropriation: 189767551 189767552",
          "rounding total-function expenditure-by-function 212 城乡社区支出, approved: 154369326 154369327",
          "rounding total-function expenditure-by-function 21201 城乡社区管理事务, approved: 94995790 94995789",
          "rounding total-function expenditure-by-function 合计, approved: 189767551 189767552",
          "rounding total-function general-by-function 212 城乡社区支出, approved: 154369326 154369327",
          "rounding total-function general-by-function 21201 城乡社区管理事务, approved: 94995790 94995789",
          "rounding total-function general-by-function 合计, approved: 189767551 189767552",
        ],
      }
    `);
  });

  test('every difference names both cells: table, page, row, cell and the value as published', () => {
    for (const list of differences.values()) {
      for (const { left, right } of list) {
        expect(left.length > 0 && right.length > 0).toBe(true);
        for (const cell of [...left, ...right]) {
          expect(cell.table).not.toBe('');
          expect(cell.page).toBeGreaterThan(5);
          expect(cell.cell).toMatch(/^[A-Z]\d+$/);
          expect(cell.value).toMatch(/^\d+(\.\d\d)?$/);
        }
      }
    }
  });
});
