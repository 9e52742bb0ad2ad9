import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { newReadLog } from '../src/context.ts';
import { inRevision } from '../src/db/revision.ts';
import { BudgetWorld, type Document, documentKey, markOf } from '../src/demo/budget/documents.ts';
import { budgetFiles, workbookOf } from '../src/demo/budget/files.ts';
import { total, totalOf } from '../src/demo/budget/item.ts';
import { ensureDemo } from '../src/demo/index.ts';
import { canaryCents, demoDataset } from '../src/demo/marks.ts';
import { type Fen, fenText } from '../src/demo/money.ts';
import { allPurchases } from '../src/demo/world.ts';
import { sourceOf } from '../src/importers/ocds/source.ts';
import { openTableFile } from '../src/importers/table/read/index.ts';
import { ensurePacks } from '../src/packs/ensure.ts';
import { checkDocuments } from '../src/rules/identities/index.ts';
import { publicViewer } from '../src/viewer.ts';
import { openTestHub, type TestHub } from './hub.ts';

const world = new BudgetWorld(allPurchases());
const documents = world.documents();

let hub: TestHub;
/** The answer of the public schema. */
async function ask(source: string, variableValues: Record<string, unknown>) {
  const contextValue = {
    hub,
    viewer: publicViewer,
    requestId: 'demo-budget',
    today: '2026-11-01',
    reads: newReadLog(),
  };
  const answer = await graphql({ schema: schemaFor('public'), source, contextValue, variableValues });
  expect(answer.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(answer.data));
}
const query = async <T>(sql: string, values: unknown[] = []) =>
  (await hub.pool('writer').query(sql, values)).rows as T[];

beforeAll(async () => {
  hub = await openTestHub();
  await ensurePacks(hub);
  await ensureDemo(hub);
});
afterAll(async () => {
  await hub.destroy();
});

describe('budgets of the demo city', () => {
  test('add up but for what is planted: the check names B01, B02, B03 and nothing else', async () => {
    const client = await hub.pool('writer').connect();
    try {
      const found = await checkDocuments(
        client,
        documents.map((one) => documentKey(markOf(one))),
      );

      expect(found.map((one) => [one.kind, one.identity, one.document, one.difference]).sort()).toEqual([
        [
          'conflict',
          'cn-within-three-public-30217',
          documentKey('101/2025/finalAccount/consolidated'),
          fenText(8_860_000n - world.of('101', 2025).threePublic.reception.actual),
        ],
        ['conflict', 'total-rows', documentKey('113/2026/budget/consolidated'), '123400'],
        ['rounding', 'cn-procurement', documentKey('107/2024/finalAccount/consolidated'), '-100'],
      ]);
    } finally {
      client.release();
    }
  });

  test('are all there, each with its tables, and an empty table says why', async () => {
    const rows = await query<{ key: string; tables: string }>(
      `SELECT d.key, (SELECT count(DISTINCT seq) FROM disclosed.budget_table t WHERE t.document_key = d.key) AS tables
       FROM disclosed.budget_document d WHERE d.dataset_key = $1`,
      [demoDataset],
    );
    const tablesOf = (one: Document) =>
      markOf(one) === '202/2026/budget/consolidated'
        ? '14'
        : { budget: '15', finalAccount: '16', adjustment: '1' }[one.kind];

    expect(new Map(rows.map((row) => [row.key, row.tables]))).toEqual(
      new Map([
        ...documents.map((one) => [documentKey(markOf(one)), tablesOf(one)] as const),
        // The city's own report, of no department.
        [`${demoDataset}/${demoDataset}/2026/execution/own`, '0'],
      ]),
    );
    const empty = await query<{ note: string | null }>(
      'SELECT empty_note AS note FROM disclosed.budget_table WHERE dataset_key = $1 AND is_empty',
      [demoDataset],
    );
    expect(empty.length).toBeGreaterThan(40);
    for (const { note } of empty) expect(note).toContain('本表为空表');
  });

  test('are counted once: every sum of the hub is the sum of what the bodies spend', async () => {
    const sums = async (scope: string, phase: string, year: number, under: string | null) => {
      const answer = await ask(
        `query ($scope: BudgetScope!, $phase: BudgetPhase!, $year: Int!, $under: String) {
          budgetTotals(side: expenditure, breakdown: function, book: all, scope: $scope, phase: $phase,
            where: { dataset: ["demo-shili"], fiscalYear: { in: [$year] }, under: $under }) {
            sums { amount currency } departmentCount coverage
          }
        }`,
        { scope, phase, year, under },
      );
      return answer.budgetTotals;
    };
    const made = (scope: string, kind: string, year: number, part: (one: Document) => Fen) => {
      const of = documents.filter((one) => one.scope === scope && one.kind === kind && one.year === year);
      return {
        sums: [{ amount: fenText(total(of, part)), currency: 'CNY' }],
        departmentCount: of.length,
        coverage: 'ALL',
      };
    };

    expect(await sums('consolidated', 'approved', 2026, null)).toEqual(
      made('consolidated', 'budget', 2026, (one) => total(one.statement.approved, totalOf)),
    );
    expect(await sums('consolidated', 'final', 2025, null)).toEqual(
      made('consolidated', 'finalAccount', 2025, (one) => total(one.statement.final, totalOf)),
    );
    expect(await sums('own', 'approved', 2026, null)).toEqual(
      made('own', 'budget', 2026, (one) => total(one.statement.approved, totalOf)),
    );
    // What a department states with its units is what its own body and they state.
    const own = await sums('own', 'approved', 2026, `${demoDataset}:105`);
    expect(own.departmentCount).toBe(3);
    expect((await sums('consolidated', 'approved', 2026, `${demoDataset}:105`)).sums).toEqual(own.sums);
  });

  test('hold what was bought: the contracts of a year fit into the procurement budget', async () => {
    const rows = await query<{ buyer: string; year: number; total: string }>(
      `SELECT c.buyer_department_key AS buyer, extract(year FROM c.date_signed)::int AS year, sum(c.value_amount) AS total
       FROM disclosed.contract c WHERE c.dataset_key = $1 AND c.value_currency = 'CNY' GROUP BY 1, 2`,
      [demoDataset],
    );
    const budgets = new Set(documents.flatMap((one) => one.statement.own.map(({ body }) => body)));
    let compared = 0;
    for (const { buyer, year, total: spent } of rows) {
      const body = buyer.slice(demoDataset.length + 1);
      if (!budgets.has(body) || year > 2026) continue;
      const planned = total(world.of(body, year).procurement, (one) => one.budget);
      expect(Number(spent), `${body} ${year}`).toBeLessThanOrEqual(Number(planned) / 100);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(20);
  });

  test('list payments that the contracts have, too', async () => {
    const rows = await query<{ known: boolean }>(
      `SELECT EXISTS (SELECT FROM disclosed.transaction x JOIN disclosed.contract c ON c.key = x.contract_key
         WHERE x.dataset_key = p.dataset_key AND x.paid_on = p.paid_on AND x.value_amount = p.value_amount
           AND c.buyer_department_key = p.department_key AND c.supplier_key = p.supplier_key) AS known
       FROM disclosed.payment p WHERE p.dataset_key = $1`,
      [demoDataset],
    );

    expect(rows.length).toBeGreaterThan(20);
    expect(rows.filter(({ known }) => !known)).toEqual([]);
  });

  test('lead to the cell: what the workbook shows there is the amount', async () => {
    const file = budgetFiles(documents).find(({ name }) => name === 'shili-2026-budgets.xlsx')!;
    const cells = new Map<string, string>();
    const table = await openTableFile(sourceOf(file.name, await workbookOf(file)), { report: () => {} });
    for await (const sheet of table.sheets())
      for await (const rows of sheet.rows())
        for (const row of rows)
          for (const [column, text] of row.cells.entries())
            cells.set(`${sheet.name}!${String.fromCharCode(65 + column)}${row.number}`, text);
    await table.close();

    const amounts = await query<{ place: string; wan: string }>(
      `SELECT l.sheet || '!' || a.cell AS place, trim_scale(a.amount / 10000)::text AS wan
       FROM disclosed.budget_amount a JOIN disclosed.budget_line l ON l.key = a.line_key
       JOIN disclosed.source s ON s.key = l.source_key
       WHERE a.dataset_key = $1 AND s.name = $2`,
      [demoDataset, file.name],
    );

    expect(amounts.length).toBeGreaterThan(2000);
    for (const { place, wan } of amounts)
      expect([place, Number(cells.get(place))]).toEqual([place, Number(wan)]);
  });

  test('cannot say an adjusted amount that is not approved plus adjustments', async () => {
    const [line] = await query<{ key: string; amount: string; added: string }>(
      `SELECT a.key, a.amount, (SELECT sum(x.amount) FROM disclosed.budget_adjustment x WHERE x.line_key = a.line_key) AS added
       FROM disclosed.budget_amount a
       WHERE a.dataset_key = $1 AND a.phase = 'adjusted' AND a.department_key = $2
         AND EXISTS (SELECT FROM disclosed.budget_adjustment x WHERE x.line_key = a.line_key)
       ORDER BY a.key LIMIT 1`,
      [demoDataset, `${demoDataset}:105`],
    );
    const wrong = inRevision(hub, { source: 'test', actor: 'test' }, (client) =>
      client.query('UPDATE disclosed.budget_amount SET amount = amount + 1 WHERE key = $1', [line!.key]),
    );

    expect(Number(line!.added)).not.toBe(0);
    await expect(wrong).rejects.toThrow(/plus adjustments .* is not adjusted/);
  });

  test('keep what was asked for inside', async () => {
    const [inside] = await query<{ count: string; wrong: string }>(
      `SELECT count(*) AS count, count(*) FILTER (WHERE amount::text NOT LIKE $2) AS wrong
       FROM internal.budget_amount WHERE dataset_key = $1`,
      [demoDataset, `%${canaryCents}`],
    );
    const public_ = await query(
      `SELECT FROM disclosed.budget_amount WHERE dataset_key = $1 AND (phase = 'proposed' OR amount <> trunc(amount, -2))`,
      [demoDataset],
    );
    const [details] = await query<{ count: string }>('SELECT count(*) FROM internal.budget_line_detail');

    expect(Number(inside!.count)).toBeGreaterThan(30);
    expect(inside!.wrong).toBe('0');
    expect(public_).toEqual([]);
    expect(Number(details!.count)).toBeGreaterThan(5);
  });
});
