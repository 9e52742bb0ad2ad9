import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { type ExecutionResult, graphql } from 'graphql';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { newReadLog } from '../src/context.ts';
import { publicViewer, type Viewer, viewerOf } from '../src/viewer.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { superuserOf } from './walls/catalog.ts';
import { asRevision, type FilledRow, fillHub, insertRows } from './walls/fill.ts';
import { type NaiveQuestion, type NaiveTotals, totalsOf } from './walls/naive-totals.ts';
import { Random } from './walls/random.ts';
import { loadStore, type Store } from './walls/rows.ts';

let hub: TestHub;
let client: pg.Client;
beforeAll(async () => {
  hub = await openTestHub();
  client = await superuserOf(hub);
});
afterAll(async () => {
  await client.end();
  await hub.destroy();
});

const fields = `side scope coverage sums { amount currency } lineCount withheldCount withoutCurrencyCount withoutCurrencySum
  groups { totalCount nodes { key sums { amount currency } } }
  counted(first: 100) { table { key } }
  notCounted(first: 100) { table { key } reason instead { key } sums { amount currency } difference { amount currency } }
  consolidation(first: 100) { department { key } fiscalYear difference { amount currency } }
  otherScope(first: 100) { department { key } fiscalYear }`;

async function ask(
  query: string,
  viewer: Viewer = publicViewer,
): Promise<ExecutionResult & { statements: string[]; codes: (string | undefined)[] }> {
  const contextValue = { hub, viewer, requestId: 'test', today: '2026-06-01', reads: newReadLog() };
  const result = await graphql({ schema: schemaFor(viewer.audience), source: query, contextValue });
  const codes = (result.errors ?? []).map(({ originalError }) => (originalError as { code?: string })?.code);
  return { ...JSON.parse(JSON.stringify(result)), statements: contextValue.reads.statements, codes };
}

function queryOf(question: NaiveQuestion, more = ''): string {
  const { under, department, years, coverage, codes } = question;
  const where = [
    `dataset: ${JSON.stringify(question.datasets)}`,
    ...(under === undefined ? [] : [`under: ${JSON.stringify(under)}`]),
    ...(department === undefined ? [] : [`department: ${JSON.stringify(department)}`]),
    ...(years === undefined ? [] : [`fiscalYear: { in: [${years.join(', ')}] }`]),
    ...(coverage === undefined ? [] : [`coverage: [${coverage}]`]),
    ...(codes === undefined ? [] : [`functionCode: { startsWith: ${JSON.stringify(codes)} }`]),
  ];
  const args = [
    `side: ${question.side}, breakdown: ${question.breakdown}, book: ${question.book ?? 'none'}`,
    `scope: ${question.scope}, phase: ${question.phase}, where: { ${where.join(', ')} }`,
    `groupBy: [${question.groupBy.join(', ')}], first: 100`,
    ...(question.functionLevel === undefined ? [] : [`functionLevel: ${question.functionLevel}`]),
    ...(question.withInternal ? ['include: INTERNAL'] : []),
    ...(more ? [more] : []),
  ];
  return `{ budgetTotals(${args.join(', ')}) { ${fields} } }`;
}

interface Sum {
  amount: string;
  currency: string;
}
/** Numbers, not spellings: 1000 and 1000.00 are one sum. */
const plain = (sums: readonly Sum[]) =>
  Object.fromEntries(sums.map(({ amount, currency }) => [currency, new Decimal(amount).toFixed()]));

// biome-ignore lint/suspicious/noExplicitAny: the answer's shape is that of `fields`.
function compare(answer: any, expected: NaiveTotals, note: string): void {
  expect(plain(answer.sums), note).toEqual(expected.sums);
  expect(answer.lineCount, note).toBe(expected.lineCount);
  expect(answer.withheldCount, note).toBe(expected.withheldCount);
  expect(answer.withoutCurrencyCount, note).toBe(expected.withoutCurrency.count);
  expect(answer.withoutCurrencySum && new Decimal(answer.withoutCurrencySum).toFixed(), note).toBe(
    expected.withoutCurrency.sum,
  );
  const groups = Object.fromEntries(
    answer.groups.nodes.map(({ key, sums }: { key: string; sums: Sum[] }) => [
      JSON.stringify(JSON.parse(key)),
      plain(sums),
    ]),
  );
  expect(groups, note).toEqual(Object.fromEntries(expected.groups));
  expect(answer.groups.totalCount, note).toBe(expected.groups.size);
  const keys = (list: { table: { key: string } }[]) =>
    [...new Set(list.map(({ table }) => table.key))].sort();
  expect(keys(answer.counted), note).toEqual(expected.counted);
  expect(keys(answer.notCounted), note).toEqual(expected.notCounted);
  type Place = { department: { key: string } | null; fiscalYear: number };
  const bodies = ({ department, fiscalYear }: Place) => `${department?.key}\n${fiscalYear}`;
  const known = (owners: Iterable<string>) =>
    [...owners].map((owner) => owner.replace(/^d:/, '').replace(/^[js]:[^\n]*/, 'undefined')).sort();
  expect(answer.otherScope.map(bodies).sort(), note).toEqual(known(expected.otherScope));
  expect(answer.consolidation.map(bodies).sort(), note).toEqual(known(expected.differences.keys()));
  for (const one of answer.consolidation) {
    if (!one.department) continue;
    expect(plain(one.difference), note).toEqual(expected.differences.get(`d:${bodies(one)}`));
  }
}

/** Random questions over what is there; few values, so that most find something. */
function questionFrom(random: Random, store: Store): NaiveQuestion {
  const pick = (place: string) => String(random.pick(store.rows.get(place)!).key);
  const groupBy = (['FISCAL_YEAR', 'DEPARTMENT', 'FUNCTION', 'CURRENCY'] as const).filter(() =>
    random.chance(0.35),
  );
  return {
    side: random.pick(['income', 'expenditure']),
    breakdown: random.pick(['function', 'function', 'economic']),
    book: random.pick(['all', 'general', null]),
    scope: random.pick(['own', 'consolidated'] as const),
    phase: random.pick(['approved', 'final', 'executed']),
    datasets: random.pick([
      store.rows.get('disclosed.dataset')!.map(({ key }) => String(key)),
      [pick('disclosed.dataset')],
    ]),
    groupBy,
    ...(random.chance(0.3) ? { under: pick('disclosed.department') } : {}),
    ...(random.chance(0.2)
      ? { department: [pick('disclosed.department'), pick('disclosed.department')] }
      : {}),
    ...(random.chance(0.3) ? { years: [2024] } : {}),
    ...(random.chance(0.3) ? { coverage: random.pick(['all', 'basic']) } : {}),
    ...(random.chance(0.3) ? { codes: random.pick(['201', '20101', '2']) } : {}),
    ...(groupBy.includes('FUNCTION') && random.chance(0.5) ? { functionLevel: 1 + random.below(3) } : {}),
  };
}

describe('budget totals against the counting rule written a second time', () => {
  let store: Store;
  const moments: { text: string; number: bigint }[] = [];
  beforeAll(async () => {
    await fillHub(hub, 77, {
      department: 5,
      budget_document: 30,
      budget_table: 110,
      budget_line: 260,
      budget_amount: 600,
      withheld: 60,
    });
    // The walls' filling spreads tables over every book and breakdown; here few, so that they meet.
    await asRevision(client, ['disclosed', 'internal'], async () => {
      await client.query(`UPDATE disclosed.budget_table SET side = CASE WHEN id % 4 = 0 THEN 'income' ELSE 'expenditure' END,
        breakdown = CASE WHEN id % 5 = 0 THEN 'economic' ELSE 'function' END,
        book = CASE id % 3 WHEN 0 THEN 'all' WHEN 1 THEN 'general' END,
        coverage = CASE WHEN id % 7 = 0 THEN 'basic' ELSE 'all' END`);
      await client.query(`UPDATE disclosed.budget_line SET row_kind = 'line' WHERE id % 4 <> 0`);
      await client.query(`UPDATE disclosed.budget_amount SET component = 'total', period = NULL,
        phase = CASE id % 3 WHEN 0 THEN 'approved' WHEN 1 THEN 'final' ELSE 'executed' END WHERE id % 5 <> 0`);
      await client.query(
        `UPDATE internal.budget_amount SET component = 'total', period = NULL, phase = 'approved', note = 'x'`,
      );
    });
    const past = { text: new Date().toISOString() };
    await new Promise((done) => setTimeout(done, 5));
    await asRevision(client, ['disclosed'], async () => {
      await client.query(
        `UPDATE disclosed.budget_amount SET amount = amount + 1 WHERE id % 3 = 0 AND amount < 1e19`,
      );
      await client.query(`UPDATE disclosed.department SET parent_key = NULL WHERE id % 3 = 1`);
      await client.query(`DELETE FROM disclosed.budget_amount WHERE id % 11 = 0`);
      await client.query(`UPDATE disclosed.budget_table SET detail = detail + 2 WHERE id % 4 = 1`);
    });
    store = await loadStore(client);
    const number = store.revisions.disclosed
      .filter(({ at }) => at <= past.text)
      .map((one) => one.number)
      .sort((one, other) => Number(one - other))
      .at(-1)!;
    moments.push({ ...past, number });
  });

  test('300 random questions have the same sums, groups, tables, differences, now and as of before', async () => {
    const random = new Random(Number(process.env.SUNLEDGER_TEST_SEED ?? 5));
    let found = 0;
    let refused = 0;
    let passed = 0;
    let hidden = 0;
    for (let asked = 0; asked < Number(process.env.SUNLEDGER_TEST_QUERIES ?? 300); asked++) {
      const question = questionFrom(random, store);
      const past = random.chance(0.3) ? moments[0]! : null;
      const expected = totalsOf(store, question, past?.number);
      const query = queryOf(question, past ? `recordedAsOf: "${past.text}"` : '');
      const answer = await ask(query);
      expect(answer.statements.length, query).toBe(past ? 2 : 1);
      const isSilent =
        question.groupBy.includes('FUNCTION') &&
        [...expected.groups.keys()].length > 0 &&
        [...expected.groups.keys()].every(
          (key) => JSON.parse(key)[question.groupBy.indexOf('FUNCTION')] === null,
        );
      if (expected.coverages.length > 1 || isSilent) {
        refused += 1;
        expect(answer.codes, query).toEqual(['BAD_INPUT']);
        continue;
      }
      expect(answer.errors, query).toBeUndefined();
      compare(answer.data!.budgetTotals, expected, query);
      if (expected.lineCount > 0) found += 1;
      if (expected.notCounted.length > 0) passed += 1;
      if (expected.withheldCount > 0) hidden += 1;
    }
    expect(found).toBeGreaterThan(30);
    expect(refused).toBeGreaterThan(3);
    expect(passed).toBeGreaterThan(8);
    expect(hidden).toBeGreaterThan(3);
  });

  test('an analyst may take internal amounts in; what is published since counts once', async () => {
    const analyst = viewerOf('ANALYST', 'tester');
    const random = new Random(9);
    let more = 0;
    for (let asked = 0; asked < 60; asked++) {
      const { functionLevel: _, ...rest } = questionFrom(random, store);
      const question = { ...rest, groupBy: [], phase: 'approved', coverage: 'all', withInternal: true };
      const expected = totalsOf(store, question);
      const answer = await ask(queryOf(question), analyst);
      expect(answer.errors, queryOf(question)).toBeUndefined();
      compare(answer.data!.budgetTotals, expected, queryOf(question));
      if (expected.lineCount > totalsOf(store, { ...question, withInternal: false }).lineCount) more += 1;
    }
    expect(more).toBeGreaterThan(3);
  });

  test('pages of groups, by key and by amount, hold every group once and in order', async () => {
    const base = 'side: expenditure, breakdown: function, book: all, scope: own, phase: approved';
    const where = 'where: { dataset: ["dataset/0", "dataset/1\'", "dataset/2\\""], coverage: [all] }';
    for (const order of ['', 'orderBy: { field: AMOUNT, currency: "CNY", direction: DESC }']) {
      const args = `${base}, ${where}, groupBy: [DEPARTMENT, FUNCTION], ${order}`;
      const page =
        '{ groups { totalCount nodes { key sums { amount currency } } pageInfo { hasNextPage endCursor } } }';
      const all = (await ask(`{ t: budgetTotals(${args}, first: 100) ${page} }`)).data!.t as never as {
        groups: { totalCount: number; nodes: { key: string }[] };
      };
      const walked: { key: string }[] = [];
      let after = '';
      for (let pages = 0; pages < 100; pages++) {
        const { data } = await ask(`{ t: budgetTotals(${args}, first: 2${after}) ${page} }`);
        const { nodes, pageInfo } = (
          data!.t as {
            groups: { nodes: { key: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
          }
        ).groups;
        walked.push(...nodes);
        if (!pageInfo.hasNextPage) break;
        after = `, after: ${JSON.stringify(pageInfo.endCursor)}`;
      }
      expect(all.groups.nodes.length).toBeGreaterThan(4);
      expect(walked).toEqual(all.groups.nodes);
      expect(all.groups.totalCount).toBe(walked.length);
    }
  });

  test('questions that mix are refused with what would be right', async () => {
    const args = 'side: expenditure, breakdown: function, scope: own, phase: approved';
    const cases: [string, RegExp][] = [
      [`book: all, groupBy: [BOOK], ${args}`, /Book "all" is all books in one/],
      [`book: all, groupBy: [CURRENCY, CURRENCY], ${args}`, /names CURRENCY twice/],
      [`book: all, functionLevel: 1, ${args}`, /"groupBy" does not name FUNCTION/],
      [`book: all, functionLevel: 0, groupBy: [FUNCTION], ${args}`, /Expected 1, the widest/],
      [`book: all, orderBy: { field: AMOUNT }, ${args}`, /AMOUNT in one currency/],
      [`book: all, after: "x", ${args}`, /not a cursor/],
      [`book: all, first: -1, ${args}`, /Expected 0 to 100/],
    ];
    for (const [given, words] of cases) {
      const { errors, codes } = await ask(
        `{ budgetTotals(${given}) { lineCount groups { nodes { key } } } }`,
      );
      expect(errors?.[0]?.message, given).toMatch(words);
      expect(codes, given).toEqual(['BAD_INPUT']);
    }
  });

  test('an officer takes internal amounts in within own departments only', async () => {
    const own = String(store.rows.get('disclosed.department')![0]!.key);
    const officer = viewerOf('OFFICER', 'tester', [own]);
    const query = (where: string) =>
      `{ budgetTotals(side: expenditure, breakdown: function, book: all, scope: own, phase: approved, include: INTERNAL${where}) { lineCount } }`;

    for (const where of ['', ', where: { under: "elsewhere" }', ', where: { fiscalYear: { in: [2024] } }']) {
      const { codes, data } = await ask(query(where), officer);
      expect(codes, where).toEqual(['FORBIDDEN']);
      expect(data).toBeNull();
    }
    const allowed = await ask(query(`, where: { under: ${JSON.stringify(own)}, coverage: [all] }`), officer);
    expect(allowed.errors).toBeUndefined();
  });
});

describe('every amount counts once', () => {
  /** A random tree of bodies, each with own and consolidated documents of several tables that show the same money. */
  const world = fc.record({
    parents: fc.array(fc.nat(), { minLength: 1, maxLength: 7 }),
    own: fc.array(fc.integer({ min: 1, max: 9_999_999 }), { minLength: 7, maxLength: 7 }),
    states: fc.array(fc.constantFrom('own', 'both', 'consolidated', 'none'), { minLength: 7, maxLength: 7 }),
    tables: fc.integer({ min: 1, max: 3 }),
  });

  test('own adds each body once, consolidated takes the topmost, whatever tables and documents repeat', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(world, async ({ parents, own, states, tables }) => {
        run += 1;
        const dataset = `prop${run}`;
        const bodies = parents.map((parent, index) => ({
          key: `${dataset}/${index}`,
          parent:
            index === 0 ? null : parent % (index + 1) === index ? null : `${dataset}/${parent % (index + 1)}`,
          cents: own[index]!,
          state: states[index]!,
        }));
        const wholeOf = (key: string): number =>
          bodies.reduce(
            (sum, body) =>
              sum + (body.key === key ? body.cents : body.parent === key ? wholeOf(body.key) : 0),
            0,
          );
        await fillTree(dataset, bodies, wholeOf, tables);
        const sumOf = async (scope: string, more = '') => {
          const { data, errors } = await ask(
            `{ budgetTotals(side: expenditure, breakdown: function, book: general, scope: ${scope}, phase: final, where: { dataset: ["${dataset}"]${more} }) { sums { amount } notCounted(first: 100) { difference { amount } } } }`,
          );
          expect(errors).toBeUndefined();
          const answer = data!.budgetTotals as {
            sums: { amount: string }[];
            notCounted: { difference: { amount: string }[] }[];
          };
          for (const { difference } of answer.notCounted)
            for (const { amount } of difference) expect(Number(amount)).toBe(0);
          return new Decimal(answer.sums[0]?.amount ?? 0).times(100).toNumber();
        };

        const hasOwn = ({ state }: { state: string }) => state === 'own' || state === 'both';
        const hasWhole = ({ state }: { state: string }) => state === 'consolidated' || state === 'both';
        const isAbove = (upper: string, key: string): boolean => {
          const parent = bodies.find((body) => body.key === key)!.parent;
          return parent !== null && (parent === upper || isAbove(upper, parent));
        };
        const tops = (among: typeof bodies) =>
          among
            .filter(hasWhole)
            .filter((body) => !among.some((other) => hasWhole(other) && isAbove(other.key, body.key)));
        expect(await sumOf('own')).toBe(bodies.filter(hasOwn).reduce((sum, { cents }) => sum + cents, 0));
        expect(await sumOf('consolidated')).toBe(
          tops(bodies).reduce((sum, { key }) => sum + wholeOf(key), 0),
        );
        const root = bodies[0]!;
        const inside = bodies.filter(({ key }) => key === root.key || isAbove(root.key, key));
        expect(await sumOf('own', `, under: "${root.key}"`)).toBe(
          inside.filter(hasOwn).reduce((sum, { cents }) => sum + cents, 0),
        );
        expect(await sumOf('consolidated', `, under: "${root.key}"`)).toBe(
          tops(inside).reduce((sum, { key }) => sum + wholeOf(key), 0),
        );
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  async function fillTree(
    dataset: string,
    bodies: readonly { key: string; parent: string | null; cents: number; state: string }[],
    wholeOf: (key: string) => number,
    tables: number,
  ): Promise<void> {
    const rows: Record<string, FilledRow[]> = {
      'disclosed.dataset': [{ key: dataset, name: dataset, kind: 'table', is_demo: false }],
      'disclosed.department': bodies.map(({ key, parent }) => ({ key, name: key, parent_key: parent })),
      'disclosed.budget_document': [],
      'disclosed.budget_table': [],
      'disclosed.budget_line': [],
      'disclosed.budget_amount': [],
    };
    const common = { dataset_key: dataset, fiscal_year: 2025 };
    for (const { key: body, cents, state } of bodies) {
      for (const scope of ['own', 'consolidated']) {
        if (state !== scope && state !== 'both') continue;
        const total = scope === 'own' ? cents : wholeOf(body);
        const document = `${body}/${scope}`;
        rows['disclosed.budget_document']!.push({
          ...common,
          key: document,
          department_key: body,
          kind: 'finalAccount',
          scope,
        });
        for (let number = 0; number < tables; number++) {
          const table = `${document}/${number}`;
          const shared = {
            side: 'expenditure',
            breakdown: 'function',
            book: 'general',
            scope,
            department_key: body,
          };
          rows['disclosed.budget_table']!.push({
            ...common,
            ...shared,
            key: table,
            document_key: document,
            code: 't',
            coverage: 'all',
            detail: number,
            is_empty: false,
          });
          const half = Math.floor(total / 2);
          const parts = [
            ['line', half],
            ['line', total - half],
            ['total', total],
          ] as const;
          for (const [position, [rowKind, amount]] of parts.entries()) {
            const line = `${table}/${position}`;
            rows['disclosed.budget_line']!.push({
              ...common,
              ...shared,
              key: line,
              document_key: document,
              table_key: table,
              coverage: 'all',
              row_kind: rowKind,
              position,
            });
            for (const component of ['total', 'basic']) {
              rows['disclosed.budget_amount']!.push({
                key: `${line}/${component}`,
                dataset_key: dataset,
                line_key: line,
                table_key: table,
                department_key: body,
                phase: 'final',
                component,
                amount: (amount / 100).toFixed(2),
                currency: 'CNY',
              });
            }
          }
        }
      }
    }
    await asRevision(client, ['disclosed'], async () => {
      for (const [place, list] of Object.entries(rows)) await insertRows(client, place, list);
    });
  }
});
