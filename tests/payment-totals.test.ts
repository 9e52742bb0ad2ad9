import { Decimal } from 'decimal.js';
import { type ExecutionResult, graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { newReadLog } from '../src/context.ts';
import { buildServer } from '../src/server/build-server.ts';
import { newLogger } from '../src/server/log.ts';
import { publicViewer } from '../src/viewer.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { ask as askServer } from './server-world.ts';
import { superuserOf } from './walls/catalog.ts';
import { asRevision, fillHub } from './walls/fill.ts';
import { Random } from './walls/random.ts';
import { loadStore, type PlainRow, type Store } from './walls/rows.ts';

let hub: TestHub;
let store: Store;
let past: { text: string; number: bigint };
beforeAll(async () => {
  hub = await openTestHub();
  await fillHub(hub, 61, { payment: 200 });
  const client = await superuserOf(hub);
  const text = new Date().toISOString();
  await new Promise((done) => setTimeout(done, 5));
  await asRevision(client, ['disclosed'], async () => {
    await client.query(`UPDATE disclosed.payment SET value_amount = 7 WHERE id % 3 = 0`);
    await client.query(`DELETE FROM disclosed.payment WHERE id % 7 = 0`);
  });
  store = await loadStore(client);
  await client.end();
  const before = store.revisions.disclosed.filter(({ at }) => at <= text).map(({ number }) => Number(number));
  past = { text, number: BigInt(Math.max(...before)) };
});
afterAll(() => hub.destroy());

async function ask(query: string): Promise<ExecutionResult & { statements: string[] }> {
  const contextValue = {
    hub,
    viewer: publicViewer,
    requestId: 'test',
    today: '2026-06-01',
    reads: newReadLog(),
  };
  const result = await graphql({ schema: schemaFor('public'), source: query, contextValue });
  return { ...JSON.parse(JSON.stringify(result)), statements: contextValue.reads.statements };
}

type Sums = { amount: string; currency: string }[];
const plain = (sums: Sums) =>
  Object.fromEntries(sums.map(({ amount, currency }) => [currency, new Decimal(amount).toFixed()]));

function sumsOf(rows: readonly PlainRow[]): Record<string, string> {
  const Exact = Decimal.clone({ precision: 60 });
  const sums: Record<string, Decimal> = {};
  for (const { value_amount, value_currency } of rows) {
    if (value_amount === null || value_currency === null) continue;
    const currency = String(value_currency);
    sums[currency] = (sums[currency] ?? new Exact(0)).plus(new Exact(String(value_amount)));
  }
  return Object.fromEntries(Object.entries(sums).map(([currency, sum]) => [currency, sum.toFixed()]));
}

/** Identities of the groups, written down a second time. */
const idOf: Record<string, (row: PlainRow) => unknown> = {
  YEAR: (row) => monthOf(row)?.slice(0, 4) ?? null,
  MONTH: (row) => monthOf(row),
  DEPARTMENT: (row) => row.department_key ?? named(row, row.payer_name),
  PAYEE: (row) => row.supplier_key ?? named(row, row.payee_name),
  EXPENSE_TYPE: (row) => row.expense_type,
  ORGANISATIONAL_UNIT: (row) => row.organisational_unit,
  CURRENCY: (row) => row.value_currency,
};
const monthOf = ({ paid_on, list_month }: PlainRow) =>
  (paid_on === null ? (list_month as string | null) : String(paid_on).slice(0, 7)) ?? null;
const named = ({ dataset_key }: PlainRow, name: unknown) =>
  name === null ? null : `${dataset_key}~~${name}`;

function paymentsAt(number: bigint | null): PlainRow[] {
  const current = store.rows.get('disclosed.payment')!;
  if (number === null) return current;
  return [
    ...current.filter((row) => BigInt(String(row.from_revision)) <= number),
    ...store.rows
      .get('disclosed.payment_version')!
      .filter(
        (row) => BigInt(String(row.from_revision)) <= number && BigInt(String(row.to_revision)) > number,
      ),
  ];
}

describe('payment totals', () => {
  test('every payment counts once, in every grouping, now and as of before', async () => {
    const random = new Random(3);
    const datasets = store.rows.get('disclosed.dataset')!.map(({ key }) => String(key));
    let found = 0;
    for (let asked = 0; asked < 150; asked++) {
      const groupBy = Object.keys(idOf).filter(() => random.chance(0.3));
      const wanted = random.chance(0.5) ? datasets : [random.pick(datasets)];
      const word = random.chance(0.3) ? 'road' : null;
      const number = random.chance(0.3) ? past.number : null;
      const where = `where: { dataset: ${JSON.stringify(wanted)}${word ? `, payeeName: "${word}"` : ''} }`;
      const query = `{ paymentTotals(${where}, groupBy: [${groupBy.join(', ')}], first: 100${number === null ? '' : `, recordedAsOf: "${past.text}"`}) {
        sums { amount currency } paymentCount withoutAmountCount withoutCurrencyCount withoutCurrencySum
        groups { totalCount nodes { key paymentCount sums { amount currency } } } } }`;
      const rows = paymentsAt(number).filter(
        (row) =>
          wanted.includes(String(row.dataset_key)) &&
          (!word ||
            String(row.payee_name ?? '')
              .toLowerCase()
              .includes(word)),
      );
      const groups = groupsOf(rows, groupBy);

      const { data, errors, statements } = await ask(query);
      expect(errors, query).toBeUndefined();
      expect(statements.length).toBe(number === null ? 1 : 2);
      // biome-ignore lint/suspicious/noExplicitAny: the answer's shape is that of the query.
      const answer = data!.paymentTotals as any;
      expect(plain(answer.sums), query).toEqual(sumsOf(rows));
      expect(answer.paymentCount, query).toBe(rows.length);
      expect(answer.withoutAmountCount, query).toBe(rows.filter((row) => row.value_amount === null).length);
      const silent = rows.filter((row) => row.value_amount !== null && row.value_currency === null);
      expect(answer.withoutCurrencyCount, query).toBe(silent.length);
      expect(answer.groups.totalCount, query).toBe(groups.size);
      if (groups.size > 100) continue;
      expect(
        Object.fromEntries(
          answer.groups.nodes.map(
            ({ key, sums, paymentCount }: { key: string; sums: Sums; paymentCount: number }) => [
              JSON.stringify(JSON.parse(key)),
              [paymentCount, plain(sums)],
            ],
          ),
        ),
        query,
      ).toEqual(
        Object.fromEntries([...groups].map(([key, members]) => [key, [members.length, sumsOf(members)]])),
      );
      if (rows.length > 0) found += 1;
    }
    expect(found).toBeGreaterThan(100);
  });

  test('the biggest payees come first when groups are ordered by amount', async () => {
    const { data } = await ask(
      '{ paymentTotals(groupBy: [PAYEE], first: 100, orderBy: { field: AMOUNT, currency: "CNY", direction: DESC }) { groups { nodes { sums { amount currency } } } } }',
    );
    const amounts = (data!.paymentTotals as { groups: { nodes: { sums: Sums }[] } }).groups.nodes.map(
      ({ sums }) => sums.find(({ currency }) => currency === 'CNY')?.amount ?? null,
    );
    const known = amounts.filter((amount) => amount !== null);
    expect(amounts.slice(0, known.length)).toEqual(known);
    expect(known).toEqual([...known].sort((one, other) => new Decimal(other).comparedTo(one)));
    expect(known.length).toBeGreaterThan(3);
  });

  test('one operation may ask for three sums as the public, and no more', async () => {
    const server = await buildServer({
      hub,
      schemas: { public: schemaFor('public'), internal: schemaFor('internal') },
      today: () => '2026-06-01',
      log: newLogger('silent'),
    });
    const sums = (count: number) =>
      `{ ${Array.from({ length: count }, (_, index) => `s${index}: paymentTotals { paymentCount }`).join(' ')} }`;
    expect((await askServer(server, { query: sums(3) })).status).toBe(200);
    const groups = '{ paymentTotals(groupBy: [MONTH], first: 100) { groups { nodes { key } } } }';
    expect((await askServer(server, { query: groups })).status).toBe(200);
    // A short list beside the groups is asked once, not once a group.
    const beside = `{ budgetTotals(side: income, breakdown: function, book: all, scope: own, phase: final, first: 100) {
      groups { nodes { key } } counted(first: 100) { bodies } notCounted(first: 100) { reason } } }`;
    expect((await askServer(server, { query: beside })).body.errors).toBeUndefined();
    const compared = Array.from(
      { length: 4 },
      (_, index) =>
        `c${index}: budgetComparison(side: income, breakdown: function, book: all, scope: own, phase: final, fiscalYear: ${2020 + index}) { coverage }`,
    );
    const many = await askServer(server, { query: `{ departments { nodes { ${compared.join(' ')} } } }` });
    expect(many.body.errors[0].extensions).toMatchObject({ limit: 'totals', measured: 4 });
    const { body } = await askServer(server, { query: sums(4) });
    expect(body.errors[0].extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'totals',
      measured: 4,
      allowed: 3,
    });
    await server.stop();
  });
});

function groupsOf(rows: readonly PlainRow[], groupBy: readonly string[]): Map<string, PlainRow[]> {
  const groups = new Map<string, PlainRow[]>();
  for (const row of rows) {
    const key = JSON.stringify(groupBy.map((by) => idOf[by]!(row)));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}
