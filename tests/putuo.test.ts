import { readFileSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import type { GraphQLEnumType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { openSource } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';
import type { TableReport } from '../src/importers/table/report.ts';
import { ensurePacks } from '../src/packs/index.ts';
import { checkBudget } from '../src/rules/identities/check.ts';
import { checkDocuments, type Difference, loadIdentities } from '../src/rules/identities/index.ts';
import { openTestHub, superuserOf, type TestHub } from './hub.ts';
import { answer, ask } from './real/ask.ts';
import {
  budgetDocuments,
  finalDocuments,
  type PlainFacts,
  type PlainTable,
  readClasses,
  readFactRows,
  readFacts,
  readFunctionRows,
  readTables,
} from './real/plain-putuo.ts';
import { putuoDocument } from './real/putuo-view.ts';
import { type StoredTable, storedTables } from './real/stored-tables.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

const folder = 'budgets/china-shanghai-putuo';
const datasets = { tables: 'putuo', rows: 'putuo-rows', threePublic: 'putuo-three-public' };
const documents = [...budgetDocuments, ...finalDocuments];

/** Where the importer puts a document of the folder. */
const places: Record<string, string> = {
  'commerce-dept-2025': 'cn-310107:上海市普陀区商务委员会/2025/budget/consolidated',
  'commerce-unit-2025': 'cn-310107:上海市普陀区商务委员会/2025/budget/own',
  'wanli-dept-2024': 'cn-310107:上海市普陀区人民政府万里街道办事处/2024/budget/consolidated',
  'wanli-dept-2025': 'cn-310107:上海市普陀区人民政府万里街道办事处/2025/budget/consolidated',
  'finance-final-2024': 'cn-310107:上海市普陀区财政局/2024/finalAccount/consolidated',
};
const parent = 'cn-310107:上海市普陀区人民政府';
const commerce = 'cn-310107:上海市普陀区商务委员会';

async function importFile(
  hub: TestHub,
  file: string,
  profile: string,
  dataset: string,
): Promise<TableReport> {
  return importTable(hub, await openSource(sharedData(`${folder}/${file}`)), { profile, dataset });
}

const importDocument = (hub: TestHub, document: string) => {
  const profile = finalDocuments.includes(document) ? 'putuo-final' : 'putuo-budget';
  return importFile(hub, `tables/${document}.json`, profile, datasets.tables);
};

const documentOf = (key: string) => documents.find((document) => key.endsWith(places[document]!))!;

/** Same money in the same text, however many zeros stand behind the point. */
const plainAmounts = (amounts: Record<string, string>) =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, new Decimal(amount).toFixed()]));

/** Both readings in one shape: table → phase, counted rows with amounts, sums, totals as printed. */
function comparable(tables: readonly (PlainTable | StoredTable)[]) {
  const shape: Record<string, unknown> = {};
  for (const table of tables) {
    if (table.lines === 0) continue;
    const document = 'document' in table ? table.document : documentOf(table.documentKey);
    const stated = Object.fromEntries(
      Object.entries(table.stated).map(([label, amounts]) => [label, plainAmounts(amounts)]),
    );
    shape[`${document} ${table.table}`] = {
      phase: table.phase,
      lines: table.lines,
      sums: plainAmounts(table.sums),
      stated,
    };
  }
  return shape;
}

describeWithSharedData('documents of Putuo, through the importer against a plain reading', () => {
  let hub: TestHub;
  const reports: TableReport[] = [];
  beforeAll(async () => {
    hub = await openTestHub();
    await ensurePacks(hub, ['cn-shanghai']);
    for (const document of documents) reports.push(await importDocument(hub, document));
    reports.push(await importFile(hub, 'functional-rows.csv', 'putuo-function-rows', datasets.rows));
    reports.push(
      await importFile(hub, 'three-public-expenses.csv', 'putuo-three-public', datasets.threePublic),
    );
  });
  afterAll(() => hub.destroy());

  test('every file is read whole, nothing is quarantined, and nothing is more than a remark', () => {
    for (const { file, state, quarantined, lost, problems } of reports) {
      const serious = problems.filter(({ severity }) => severity !== 'info');
      expect({ file, state, quarantined, lost, serious }).toEqual({
        file,
        state: 'complete',
        quarantined: 0,
        lost: [],
        serious: [],
      });
    }
  });

  test('every table of every document has the sums and the printed totals of the plain reading, to the fen', async () => {
    const stored = await storedTables(hub, datasets.tables);
    const plain = documents.flatMap(readTables);
    // The empty tables are 8 of the budgets; those of the final accounts are read apart.
    expect(plain.filter(({ lines }) => lines > 0).length).toBe(40);
    expect(comparable(stored)).toEqual(comparable(plain));
  });

  test('tables without money are kept as empty tables, in their unit', async () => {
    const stored = await storedTables(hub, datasets.tables);
    const empty = stored
      .filter(({ isEmpty }) => isEmpty)
      .map(({ documentKey, table, unit, lines }) => `${documentOf(documentKey)} ${table} ${unit} ${lines}`);
    expect(empty.sort()).toEqual(
      [
        ...budgetDocuments.flatMap((document) =>
          ['funds', 'capital'].map((book) => `${document} ${book}-by-function 元 0`),
        ),
        ...['funds', 'capital'].flatMap((book) => [
          `finance-final-2024 ${book}-by-function 万元 0`,
          `finance-final-2024 ${book}-by-function-income 万元 0`,
        ]),
      ].sort(),
    );
  });

  test('the file with one row a line gives the same sums by its own profile', async () => {
    const stored = await storedTables(hub, datasets.rows);
    const plain = readFunctionRows();
    expect(plain.length).toBe(15);
    expect(comparable(stored)).toEqual(comparable(plain));
  });

  test('three-public expenses and operating funds are those of the plain reading, in yuan', async () => {
    expect(await storedFacts(hub, datasets.tables)).toEqual(byDocument(documents.map(readFacts)));
    expect(await storedFacts(hub, datasets.threePublic)).toEqual(byDocument(readFactRows()));
  });

  test('differences of the stored documents are exactly those of the plain view, each with both cells', async () => {
    const client = await superuserOf(hub);
    try {
      const identities = loadIdentities();
      for (const document of documents) {
        const found = await checkDocuments(client, [`${datasets.tables}/${places[document]}`], identities);
        const view = checkBudget(putuoDocument(document), identities);
        expect([document, found.map(short).sort()]).toEqual([document, view.map(short).sort()]);
        for (const { left, right } of found)
          for (const cell of [...left, ...right]) expect(cell.page === null && cell.key !== null).toBe(false);
      }
    } finally {
      await client.end();
    }
  });

  test('the sums of the oracle show exactly its inconsistencies', async () => {
    const client = await superuserOf(hub);
    try {
      for (const document of documents) {
        const found = await checkDocuments(client, [`${datasets.tables}/${places[document]}`]);
        expect([document, oracleOf(found)]).toEqual([document, expectedOf(document)]);
      }
    } finally {
      await client.end();
    }
  });

  test('under the parent each consolidated statement counts once, whatever datasets state it', async () => {
    const { budgetTotals } = await ask(hub, totalsQuery, {
      ...byFunction('consolidated', 'all'),
      where: { under: parent, fiscalYear: { in: [2025] } },
    });
    expect(comparableSums(budgetTotals.sums)).toEqual([{ amount: '561282206', currency: 'CNY' }]);
    expect(budgetTotals).toMatchObject({ tableCount: 2, departmentCount: 2 });
  });

  test('by functional class no line is lost, though not every code is recorded', async () => {
    for (const [document, body] of [
      ['commerce-dept-2025', commerce],
      ['wanli-dept-2024', 'cn-310107:上海市普陀区人民政府万里街道办事处'],
    ] as const) {
      const { budgetTotals } = await ask(
        hub,
        `query ($where: BudgetTotalsFilter) {
          budgetTotals(side: expenditure, breakdown: function, book: all, scope: consolidated, phase: approved, where: $where,
            groupBy: [FUNCTION], functionLevel: 1, first: 100) {
            groups { nodes { functionalClass { code } sums { amount } } }
          } }`,
        { where: { department: [body], fiscalYear: { in: [Number(document.slice(-4))] } } },
      );
      const groups = budgetTotals.groups.nodes.map(
        ({ functionalClass, sums }: { functionalClass: { code: string }; sums: { amount: string }[] }) => [
          functionalClass.code,
          plain(sums[0]!.amount),
        ],
      );
      expect(Object.fromEntries(groups)).toEqual(readClasses(document));
    }
  });

  test('both forms of one document, loaded as two datasets, are counted once', async () => {
    const { budgetTotals } = await ask(hub, totalsQuery, {
      ...byFunction('own', 'all'),
      where: { department: [commerce], fiscalYear: { in: [2025] } },
    });
    expect(comparableSums(budgetTotals.sums)).toEqual([{ amount: '371514655', currency: 'CNY' }]);
    expect(budgetTotals.tableCount).toBe(1);
    expect(budgetTotals.notCounted.map(({ reason }: { reason: string }) => reason)).toContain('SAME_MONEY');
  });
});

const totalsQuery = `query ($side: BudgetSide!, $breakdown: BudgetBreakdown!, $book: BudgetTotalsBook!, $scope: BudgetScope!,
    $phase: BudgetPhase!, $where: BudgetTotalsFilter, $groupBy: [BudgetTotalsGroupBy!]) {
  budgetTotals(side: $side, breakdown: $breakdown, book: $book, scope: $scope, phase: $phase, where: $where, groupBy: $groupBy) {
    coverage coverageNote departmentCount lineCount tableCount sums { amount currency }
    counted { bodies sums { amount currency } table { key title } }
    notCounted { bodies reason difference { amount currency } sums { amount currency } table { key } instead { key } }
    otherScope { department { key } }
    consolidation { department { key } consolidated { amount } own { amount } difference { amount } ownTables }
    groups { totalCount nodes { key functionCode economicCode department { key } sums { amount currency } } }
  }
}`;
const byFunction = (scope: string, book: string) => ({
  side: 'expenditure',
  breakdown: 'function',
  book,
  scope,
  phase: 'approved',
});

async function storedFacts(hub: TestHub, dataset: string): Promise<Record<string, unknown>> {
  const client = await superuserOf(hub);
  try {
    const { rows } = await client.query<Record<string, string | null>>(
      `SELECT document_key, category, trim_scale(budget_amount)::text AS budget, trim_scale(actual_amount)::text AS actual
       FROM disclosed.three_public_expense WHERE dataset_key = $1
       UNION ALL SELECT document_key, 'operating', trim_scale(budget_amount)::text, trim_scale(actual_amount)::text
       FROM disclosed.operating_fund WHERE dataset_key = $1`,
      [dataset],
    );
    const facts = new Map<string, PlainFacts>();
    for (const { document_key, category, budget, actual } of rows) {
      const document = documentOf(document_key!);
      const one = facts.get(document) ?? { document, budget: {}, actual: {} };
      if (budget) one.budget[category!] = budget;
      if (actual) one.actual[category!] = actual;
      facts.set(document, one);
    }
    return byDocument([...facts.values()]);
  } finally {
    await client.end();
  }
}

const byDocument = (facts: readonly PlainFacts[]) =>
  Object.fromEntries(facts.map(({ document, budget, actual }) => [document, { budget, actual }]));

const short = ({ kind, identity, left, leftTotal, rightTotal }: Difference) =>
  `${kind} ${identity} ${left[0]!.label}, ${left[0]!.column}: ${plain(leftTotal)} ${plain(rightTotal)}`;
const plain = (amount: string) => new Decimal(amount).toFixed();

interface Oracle {
  document_key: string;
  table_title: string;
  stated_total: string;
  sum_of_classes: string;
  sum_of_sections: string;
  sum_of_items: string;
  rows_where_total_differs_from_basic_plus_project?: Record<'code' | 'total' | 'basic' | 'project', string>[];
}

/** What the oracle finds, in words: a printed total that is not the sum of a level, a row that is not its parts. */
function expectedOf(document: string): string[] {
  const text = readFileSync(sharedData(`${folder}/expected-consistency.json`), 'utf8');
  const tables = (JSON.parse(text).tables as Oracle[]).filter((table) => table.document_key === document);
  const factor = finalDocuments.includes(document) ? 10_000 : 1;
  const yuan = (amount: string) => new Decimal(amount).times(factor).toFixed();
  return tables
    .flatMap((table) => {
      const sums = [table.sum_of_classes, table.sum_of_sections, table.sum_of_items].map(yuan);
      const unlike = new Set(sums.filter((sum) => sum !== yuan(table.stated_total)));
      const rows = table.rows_where_total_differs_from_basic_plus_project ?? [];
      return [
        ...[...unlike].map((sum) => `${table.table_title}: ${yuan(table.stated_total)} is not ${sum}`),
        ...rows.map(
          ({ code, total, basic, project }) =>
            `${table.table_title} ${code}: ${yuan(total)} is not ${new Decimal(yuan(basic)).plus(yuan(project)).toFixed()}`,
        ),
      ];
    })
    .sort();
}

/** The same words from differences that the engine found. */
function oracleOf(found: readonly Difference[]): string[] {
  const sentences = found.flatMap(({ identity, left, leftTotal, rightTotal }) => {
    const cell = left[0]!;
    const isTotal = identity === 'total-function' && cell.label === '合计' && !cell.column.includes(' ');
    const isRow = identity === 'cn-row-basic-project' && cell.label !== '合计';
    if (!isTotal && !isRow) return [];
    const place = isRow ? `${cell.table} ${cell.label.split(' ')[0]}` : cell.table;
    return [`${place}: ${plain(leftTotal)} is not ${plain(rightTotal)}`];
  });
  return [...new Set(sentences)].sort();
}

describeWithSharedData('department budget and unit budget of one body, loaded in either order', () => {
  const orders = [
    ['commerce-dept-2025', 'commerce-unit-2025'],
    ['commerce-unit-2025', 'commerce-dept-2025'],
  ];

  describe.each(orders)('%s, then %s', (first, second) => {
    let hub: TestHub;
    beforeAll(async () => {
      hub = await openTestHub();
      await ensurePacks(hub, ['cn-shanghai']);
      for (const document of [first, second]) {
        const { state } = await importDocument(hub, document!);
        expect(state).toBe('complete');
      }
    });
    afterAll(() => hub.destroy());

    const total = [{ amount: '371514655', currency: 'CNY' }];
    const basic = [{ amount: '19830655', currency: 'CNY' }];
    const places = [
      { name: 'of all', where: {} },
      { name: 'of the body', where: { department: [commerce] } },
      { name: 'under the body', where: { under: commerce } },
      { name: 'under its parent', where: { under: parent } },
    ];

    test.each(places)(
      '371,514,655.00 by function $name, own and consolidated, all books and general',
      async ({ where }) => {
        for (const scope of ['own', 'consolidated'])
          for (const book of ['all', 'general']) {
            const { budgetTotals } = await ask(hub, totalsQuery, { ...byFunction(scope, book), where });
            expect([scope, book, comparableSums(budgetTotals.sums)]).toEqual([scope, book, total]);
            expect(budgetTotals).toMatchObject({ coverage: 'ALL', tableCount: 1, departmentCount: 1 });
          }
      },
    );

    test.each(places)(
      '19,830,655.00 by economic class $name, said to be basic expenditure only',
      async ({ where }) => {
        for (const scope of ['own', 'consolidated']) {
          const { budgetTotals } = await ask(hub, totalsQuery, {
            ...byFunction(scope, 'general'),
            breakdown: 'economic',
            where,
          });
          expect([scope, comparableSums(budgetTotals.sums)]).toEqual([scope, basic]);
          expect(budgetTotals.coverage).toBe('BASIC_ONLY');
          expect(budgetTotals.coverageNote).toMatch(/basic/i);
        }
      },
    );

    test('own and consolidated agree, and the answer says so', async () => {
      const { budgetTotals } = await ask(hub, totalsQuery, {
        ...byFunction('consolidated', 'all'),
        where: { under: parent },
      });
      const [one, ...others] = budgetTotals.consolidation;
      expect(others).toEqual([]);
      expect(one).toMatchObject({ department: { key: commerce }, ownTables: 1 });
      expect(one.difference.map(({ amount }: { amount: string }) => plain(amount))).toEqual(['0']);
    });

    test('the money of all tables together is in no answer, whatever is asked', async () => {
      const answers = await everyCombination(hub);
      expect(answers.length).toBeGreaterThan(1000);
      const text = answers.join('\n');
      // Twice, four and six times the money: what adding up tables or documents would give.
      for (const times of [2, 3, 4, 6])
        expect(text).not.toContain(new Decimal(371_514_655).times(times).toFixed());
      expect(text).toContain('371514655');
      expect(text).toContain('19830655');
    }, 120_000);
  });
});

const comparableSums = (sums: { amount: string; currency: string }[]) =>
  sums.map(({ amount, currency }) => ({ amount: plain(amount), currency }));

const breakdowns = schemaFor('public').getType('BudgetBreakdown') as GraphQLEnumType;

/** Raw answers to every combination of arguments; questions that mix are errors, and their words count too. */
async function everyCombination(hub: TestHub): Promise<string[]> {
  const answers: string[] = [];
  const scopes = ['own', 'consolidated'];
  for (const side of ['income', 'expenditure'])
    for (const { name: breakdown } of breakdowns.getValues())
      for (const book of ['all', 'general', 'governmentFunds', 'stateCapital', 'none'])
        for (const scope of scopes)
          for (const phase of ['approved', 'final'])
            for (const where of [{}, { under: parent }])
              for (const groupBy of [[], ['FUNCTION', 'DEPARTMENT']]) {
                const asked = { side, breakdown, book, scope, phase, where, groupBy };
                answers.push(JSON.stringify(await answer(hub, totalsQuery, asked)));
              }
  return answers;
}
