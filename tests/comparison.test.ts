import { type ExecutionResult, graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { newReadLog } from '../src/context.ts';
import { inRevision } from '../src/db/revision.ts';
import { applyFacts } from '../src/publish/apply.ts';
import { publicViewer } from '../src/viewer.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { dataset_key, fact, facts } from './town.ts';

let hub: TestHub;
let before: string;
beforeAll(async () => {
  hub = await openTestHub();
  await inRevision(hub, { source: 'town', actor: 'test' }, (client) => applyFacts(client, facts()));
  before = new Date().toISOString();
  await new Promise((done) => setTimeout(done, 5));
  // What is said later changes no answer about before.
  await inRevision(hub, { source: 'later', actor: 'test' }, (client) =>
    applyFacts(client, {
      'disclosed.operating_fund': [
        fact('A', 2025, { definition: 'disclosure', actual_amount: '6000', budget_amount: '2500' }),
      ],
      'disclosed.head_count': [
        { key: 'A/people', dataset_key, department_key: 'A', fiscal_year: 2025, kind: 'actual', persons: 80 },
      ],
    }),
  );
});
afterAll(() => hub.destroy());

async function ask(source: string): Promise<ExecutionResult & { statements: string[] }> {
  const contextValue = {
    hub,
    viewer: publicViewer,
    requestId: 'test',
    today: '2026-06-01',
    reads: newReadLog(),
  };
  const result = await graphql({ schema: schemaFor('public'), source, contextValue });
  return { ...JSON.parse(JSON.stringify(result)), statements: contextValue.reads.statements };
}

/** The rows of the three-public expenses under their body, year and category. */
async function expenses(selection: string, more = ''): Promise<Record<string, Record<string, unknown>>> {
  const { data, errors } = await ask(
    `{ threePublicExpenses(first: 100${more}) { nodes { key ${selection} } } }`,
  );
  expect(errors).toBeUndefined();
  const { nodes } = data!.threePublicExpenses as { nodes: Record<string, unknown>[] };
  return Object.fromEntries(nodes.map(({ key, ...rest }) => [key, rest]));
}

const parts = 'value currency reason numerator { name amount currency } denominator { name amount currency }';

describe('ratios of three-public expenses', () => {
  test('each names what is divided by what; a zero or nothing is null with the reason', async () => {
    const rows = await expenses(`shareOfOperatingFunds { ${parts} } perHead { ${parts} }`);

    expect(rows['A/2025/total']).toEqual({
      shareOfOperatingFunds: {
        value: '0.1666666667',
        currency: null,
        reason: null,
        numerator: { name: 'actual', amount: '1000', currency: 'CNY' },
        denominator: { name: 'actual of operatingFunds (disclosure)', amount: '6000', currency: 'CNY' },
      },
      perHead: {
        value: '12.5',
        currency: 'CNY',
        reason: null,
        numerator: { name: 'actual', amount: '1000', currency: 'CNY' },
        denominator: { name: 'persons (actual)', amount: '80', currency: null },
      },
    });
    expect(rows['B/2025/total']).toMatchObject({
      shareOfOperatingFunds: { value: null, reason: 'actual of operatingFunds (disclosure) is 0' },
      perHead: { value: null, reason: 'persons (establishment) is 0' },
    });
    expect(rows['D/2025/total']).toMatchObject({
      shareOfOperatingFunds: { value: null, reason: 'no operating funds recorded for the body and year' },
      perHead: { value: null, reason: 'no head count recorded for the body and year' },
    });
    expect(rows['B/2025/overseas']).toMatchObject({
      perHead: { value: null, reason: 'budget is not stated' },
    });
  });

  test('as of before, they are what they were', async () => {
    const rows = await expenses(
      `shareOfOperatingFunds { value } perHead { value }`,
      `, recordedAsOf: "${before}"`,
    );

    expect(rows['A/2025/total']).toEqual({
      shareOfOperatingFunds: { value: '0.3333333333' },
      perHead: { value: '25' },
    });
  });

  test('by trip, vehicle and guest with the counts of the document, of the category that they belong to', async () => {
    const rows = await expenses(
      `perTrip { value reason } perVehicle { value reason } perGuest { value reason }`,
    );

    expect(rows['A/2025/overseas']).toMatchObject({ perTrip: { value: '150', reason: null } });
    expect(rows['A/2025/overseas']!.perVehicle).toMatchObject({
      value: null,
      reason: expect.stringContaining('vehicleOperation'),
    });
    // The vehicles stand in the row beside it.
    expect(rows['A/2025/vehicleOperation']).toMatchObject({ perVehicle: { value: '100', reason: null } });
    expect(rows['A/2025/reception']).toMatchObject({
      perGuest: { value: null, reason: 'receptionPersons is 0' },
    });
    expect(rows['A/2024/overseas']).toMatchObject({ perTrip: { value: null, reason: 'tripGroups is 0' } });
  });

  test('the change is against what the document states, else last year’s own, with the published reason', async () => {
    const rows = await expenses('change { amount { amount currency } ratio { value reason } reason base }');

    expect(rows['A/2025/total']!.change).toEqual({
      amount: { amount: '200', currency: 'CNY' },
      ratio: { value: '0.25', reason: null },
      reason: 'More travel',
      base: 'STATED',
    });
    expect(rows['A/2025/overseas']!.change).toEqual({
      amount: { amount: '600', currency: 'CNY' },
      ratio: { value: null, reason: 'actual of the year before is 0' },
      reason: null,
      base: 'LAST_YEAR',
    });
    expect(rows['B/2025/total']!.change).toMatchObject({ amount: null, base: 'UNKNOWN' });
  });
});

describe('compare', () => {
  const selection = `compare {
    previousYear { fiscalYear amount { amount } difference { amount } ratio { value } reason }
    peers { count kind median { amount currency } rank ratio { value } reason }
    standard { state standard { key limit { amount } isOtherIssuer } ratio { value } reason } }`;

  test('last year, bodies of the same kind and town, the cap; invented bodies and other kinds are no peers', async () => {
    const rows = await expenses(selection);

    expect(rows['A/2025/total']!.compare).toEqual({
      previousYear: {
        fiscalYear: 2024,
        amount: null,
        difference: null,
        ratio: { value: null },
        reason: 'nothing is recorded for 2024',
      },
      peers: {
        count: 2,
        kind: 'BUREAU',
        median: { amount: '750', currency: 'CNY' },
        rank: 1,
        ratio: { value: '1.3333333333' },
        reason: null,
      },
      standard: {
        state: 'ABOVE',
        standard: { key: 'cap/A', limit: { amount: '800' }, isOtherIssuer: false },
        ratio: { value: '1.25' },
        reason: null,
      },
    });
    expect(rows['B/2025/total']!.compare).toMatchObject({
      peers: { count: 2, rank: 2, ratio: { value: '0.6666666667' } },
      standard: { state: 'UNKNOWN', standard: null, ratio: null, reason: 'no standard recorded' },
    });
    expect(rows['D/2025/total']!.compare).toMatchObject({
      peers: {
        count: 0,
        median: null,
        rank: null,
        reason: 'no other body of kind SCHOOL states actual for 2025',
      },
    });
    expect(rows['A/2025/overseas']!.compare).toMatchObject({
      previousYear: {
        amount: { amount: '0' },
        difference: { amount: '600' },
        ratio: { value: null },
        reason: null,
      },
    });
  });

  test('however many rows ask, the statements are as many', async () => {
    const query = (first: number) =>
      ask(
        `{ threePublicExpenses(first: ${first}) { nodes { key ${selection} perHead { value } perVehicle { value } shareOfOperatingFunds { value } change { base } } } }`,
      );
    const [one, many] = [await query(1), await query(100)];

    expect(many.errors).toBeUndefined();
    expect(many.statements.length).toBeLessThanOrEqual(one.statements.length + 3);
    expect(many.statements.length).toBeLessThanOrEqual(12);
  });

  test('operating funds compare within their definition', async () => {
    const { data } = await ask(
      '{ department(key: "A") { operatingFunds { nodes { perHead { value } change { base } compare { peers { count rank median { amount } } } } } } }',
    );

    expect(data!.department).toEqual({
      operatingFunds: {
        nodes: [
          {
            perHead: { value: '75' },
            change: { base: 'UNKNOWN' },
            compare: { peers: { count: 2, rank: 1, median: { amount: '3000' } } },
          },
        ],
      },
    });
  });

  test('a body’s budget sum beside last year’s and its peers’; several bodies cost no more statements', async () => {
    const args =
      'side: expenditure, breakdown: function, book: all, scope: own, phase: final, fiscalYear: 2025';
    const part = `budgetComparison(${args}) { amount { amount currency } coverage compare { previousYear { amount { amount } difference { amount } ratio { value } } peers { count median { amount } rank } standard { state } } }`;
    const { data, statements } = await ask(
      `{ departments(where: { dataset: ["town"] }) { nodes { key ${part} } } }`,
    );
    const bodies = Object.fromEntries(
      (data!.departments as { nodes: { key: string; budgetComparison: unknown }[] }).nodes.map(
        ({ key, budgetComparison }) => [key, budgetComparison],
      ),
    );

    expect(bodies.A).toEqual({
      amount: { amount: '150.15', currency: 'CNY' },
      coverage: 'all',
      compare: {
        previousYear: {
          amount: { amount: '100.10' },
          difference: { amount: '50.05' },
          ratio: { value: '0.5' },
        },
        peers: { count: 2, median: { amount: '100.075' }, rank: 1 },
        standard: { state: 'UNKNOWN' },
      },
    });
    expect(bodies.B).toMatchObject({
      compare: { peers: { count: 2, rank: 2 }, previousYear: { amount: null } },
    });
    expect(bodies.D).toMatchObject({ compare: { peers: { count: 0 } } });
    // The list, peers, sums, kinds, real or invented, caps: however many bodies.
    expect(statements.length).toBe(6);
  });
});

describe('quota', () => {
  const quota = (body: string, args: string, more = '') =>
    ask(`{ department(key: "${body}"${more}) { quota(${args}) { state reason headCount { kind persons } isOtherIssuer
      items { standard { key issuerName isOtherIssuer } amount { amount } } quota { amount currency } cap { key } amount { amount } } } }`);

  test('head count times the quotas per head of the body’s own territory that are in force', async () => {
    const { data, errors } = await quota('A', 'year: 2025', `, recordedAsOf: "${before}"`);

    expect(errors).toBeUndefined();
    expect((data!.department as { quota: unknown }).quota).toEqual({
      state: 'KNOWN',
      reason: null,
      headCount: { kind: 'actual', persons: 40 },
      isOtherIssuer: false,
      items: [
        {
          standard: { key: 'town/office', issuerName: 'Town Finance', isOtherIssuer: false },
          amount: { amount: '4000' },
        },
        {
          standard: { key: 'town/post', issuerName: 'Town Finance', isOtherIssuer: false },
          amount: { amount: '820' },
        },
      ],
      quota: [{ amount: '4820', currency: 'CNY' }],
      cap: null,
      amount: [{ amount: '4820' }],
    });
  });

  test('another issuer’s only when asked for, and said so', async () => {
    const { data } = await quota('A', 'year: 2025, issuer: "Land Finance"');

    expect((data!.department as { quota: unknown }).quota).toMatchObject({
      state: 'KNOWN',
      isOtherIssuer: true,
      items: [{ standard: { key: 'land/office', isOtherIssuer: true }, amount: { amount: '5600' } }],
    });
  });

  test('unknown where no standard is recorded, or nobody is counted; a year that is none is refused', async () => {
    const reasonOf = async (body: string, args: string) =>
      ((await quota(body, args)).data?.department as { quota: { state: string; reason: string } } | undefined)
        ?.quota;

    expect(await reasonOf('A', 'year: 2025, issuer: "Nobody"')).toMatchObject({
      state: 'UNKNOWN',
      reason: 'no standard recorded',
      items: [],
      amount: [],
    });
    expect(await reasonOf('D', 'year: 2025')).toMatchObject({
      state: 'UNKNOWN',
      reason: 'no head count recorded',
    });
    expect((await quota('A', 'year: 20255')).errors?.[0]?.message).toContain('Expected a budget year');
  });

  test('the quota stays under the cap where one is recorded', async () => {
    await inRevision(hub, { source: 'cap', actor: 'test' }, (client) =>
      applyFacts(client, {
        'disclosed.head_count': [
          {
            key: 'B/posts',
            dataset_key,
            department_key: 'B',
            fiscal_year: 2025,
            kind: 'establishment',
            persons: 2,
          },
        ],
      }),
    );
    const { data } = await quota('B', 'year: 2025');

    expect((data!.department as { quota: unknown }).quota).toMatchObject({
      state: 'CAPPED',
      quota: [{ amount: '241', currency: 'CNY' }],
      cap: { key: 'cap/B' },
      amount: [{ amount: '10' }],
    });
  });
});
