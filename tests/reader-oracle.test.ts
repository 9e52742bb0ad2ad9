import { type ExecutionResult, graphql, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { newReadLog } from '../src/context.ts';
import { declarationOf } from '../src/declare/types.ts';
import { entitiesOf } from '../src/reader/source.ts';
import { type Audience, publicViewer, viewerOf } from '../src/viewer.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { superuserOf } from './walls/catalog.ts';
import { asRevision, fillHub, valuesOf } from './walls/fill.ts';
import { executeNaively } from './walls/naive.ts';
import { type QuestionSources, Questions } from './walls/questions.ts';
import { Random } from './walls/random.ts';
import { loadStore, type Store } from './walls/rows.ts';

let hub: TestHub;
let store: Store;
let sources: Omit<QuestionSources, 'ids'>;

beforeAll(async () => {
  hub = await openTestHub();
  const filling = await fillHub(hub, 11);
  const moments = [new Date().toISOString()];
  const client = await superuserOf(hub);
  for (const round of [1, 2]) {
    await new Promise((done) => setTimeout(done, 5));
    await asRevision(client, ['disclosed', 'internal'], async () => {
      for (const table of ['disclosed.contract', 'disclosed.process', 'disclosed.supplier']) {
        const column = table === 'disclosed.supplier' ? 'name' : 'title';
        await client.query(`UPDATE ${table} SET ${column} = 'changed ' || $1 WHERE id % 3 = $2`, [
          round,
          round,
        ]);
      }
      await client.query(`UPDATE internal.contract_detail SET risk_note = 'changed' WHERE id % 3 = $1`, [
        round,
      ]);
      await client.query(`DELETE FROM disclosed.item WHERE id % 5 = $1`, [round]);
      await client.query(`UPDATE disclosed.department SET parent_key = NULL WHERE id % 4 = $1`, [round]);
    });
    moments.push(new Date().toISOString());
  }
  store = await loadStore(client);
  await client.end();
  sources = { values: valuesOf(filling), moments };
});
afterAll(() => hub.destroy());

/** Sums have an executor of their own: tests/budget-totals.test.ts, tests/payment-totals.test.ts. */
const elsewhere = new Set([
  'Query.budgetTotals',
  'Query.paymentTotals',
  // What is reckoned in JavaScript: tests/comparison.test.ts. The bytes of a release are among the executor's.
  ...Object.values(schemaFor('internal').getTypeMap())
    .filter(isObjectType)
    .flatMap((type) =>
      Object.values(type.getFields())
        .filter((field) => declarationOf(field)?.read?.kind === 'computed' && field.name !== 'content')
        .map((field) => `${type.name}.${field.name}`),
    ),
]);

/** How many queries per audience, and the seed: more and others by hand, to look for what 400 do not meet. */
const count = Number(process.env.SUNLEDGER_TEST_QUERIES ?? 400);
const seed = Number(process.env.SUNLEDGER_TEST_SEED ?? 7);

/** Days, instants and decimals: their inputs take no other text. */
const isTyped = (value: string) => /^-?\d+(\.\d+)?$|^\d{4}-\d\d-\d\d/.test(value);

async function ask(audience: Audience, source: string): Promise<ExecutionResult> {
  const viewer = audience === 'public' ? publicViewer : viewerOf('ANALYST', 'tester');
  const contextValue = { hub, viewer, requestId: 'test', today: '2026-06-01', reads: newReadLog() };
  const result = await graphql({ schema: schemaFor(audience), source, contextValue });
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}

describe('reader against an executor without SQL', () => {
  test('texts that look like SQL or like patterns find what they spell, and nothing else', async () => {
    const hostile = [
      "'; DROP TABLE disclosed.contract; --",
      "' OR '1'='1",
      '%',
      '_',
      '\\',
      "\\'",
      '$1',
      '{a,b}',
      'NULL',
      '"',
      '𠮷',
    ];
    const values = new Map(
      [...sources.values].map(([place, known]) => [
        place,
        typeof known[0] === 'string' && !isTyped(known[0]) ? hostile : known,
      ]),
    );
    const ids = hostile.flatMap((key) => ['Contract', 'Supplier', 'Nothing'].map((name) => `${name}:${key}`));
    const questions = new Questions(schemaFor('public'), new Random(seed), {
      values,
      moments: sources.moments,
      ids,
      without: elsewhere,
    });

    for (let asked = 0; asked < count / 2; asked++) {
      const query = questions.next();
      const expected = await executeNaively(schemaFor('public'), 'public', store, query);
      expect(JSON.stringify(await ask('public', query)), query).toBe(JSON.stringify(expected));
    }
  });

  test.each(['public', 'internal'] as const)('%s: generated queries have the same data', async (audience) => {
    const schema = schemaFor(audience);
    const ids = [...entitiesOf(schema).byName.values()].flatMap(({ name, schema, table }) =>
      (sources.values.get(`${schema}.${table}.key`) ?? []).slice(0, 4).map((key) => `${name}:${key}`),
    );
    const questions = new Questions(schema, new Random(seed), {
      ...sources,
      ids: [...ids, 'Nothing:1', 'x'],
      without: elsewhere,
    });

    for (let asked = 0; asked < count; asked++) {
      const query = questions.next();
      const expected = await executeNaively(schema, audience, store, query);
      expect(expected.errors, query).toBeUndefined();

      expect(await ask(audience, query), query).toEqual(expected);
    }
  });

  const long = `l${'o'.repeat(70)}ng`;
  test.each([
    '{ contracts { pageInfo { hasPreviousPage } totalCount } }',
    '{ departments(first: 3) { nodes { contracts(first: 3) { pageInfo { __typename hasPreviousPage } } } } }',
    '{ contracts(first: 0) { nodes { key } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }',
    '{ contracts(where: { keys: ["none"] }) { nodes { key } edges { cursor } pageInfo { hasNextPage startCursor endCursor } totalCount } }',
    '{ contracts(first: 3) { edges { a: node { x: title } b: node { x: key } a: node { y: ocid } __typename } } }',
    '{ contracts(first: 3) { a: nodes { items(first: 1) { nodes { key } } } b: nodes { items(first: 5) { totalCount nodes { itemId } } } } }',
    '{ contracts(first: 4) { nodes { a: items(first: 1) { totalCount } b: items(first: 2, orderBy: { field: KEY, direction: DESC }) { nodes { key } } } } }',
    '{ __proto__: contracts(first: 2) { constructor: nodes { __proto__: title toString: key hasOwnProperty: value { __proto__: amount valueOf: currency } } } }',
    `{ ${long}a: contracts(first: 1) { ${long}b: nodes { ${long}c: title ${long}d: key ${long}e: value { ${long}f: amount ${long}g: currency } ${long}h: buyer { ${long}i: name ${long}j: key } } } }`,
    '{ contracts(first: 2) { nodes @skip(if: true) { key } totalCount @include(if: false) } }',
    '{ contracts(first: 2) { nodes { buyer { key @skip(if: true) } value { amount @skip(if: true) } period { startDate @include(if: false) } items(first: 1) { nodes { key @skip(if: true) } } } } }',
    '{ contracts(first: 5) { nodes { ...A ...B } } } fragment A on Contract { buyer { key units { name } } value { amount } } fragment B on Contract { buyer { name units { key } parent { key } } value { currency } }',
    '{ contracts(first: 2, after: null, where: null, orderBy: null, recordedAsOf: null) { nodes { buyer { name(lang: null) } } } }',
    '{ contracts(where: { buyer: null, buyerName: null, supplier: { keys: null, name: null }, process: null, value: null, keys: null }) { totalCount } }',
    '{ contracts(where: { supplier: {} }) { totalCount } contracts2: contracts(where: { buyerName: {}, dateSigned: {}, keys: [] }) { totalCount } }',
    '{ processes(first: 3) { nodes { contracts { nodes { process { awards { nodes { process { parties { nodes { process { documents { nodes { key } } } } } } } } } } } } } }',
    '{ departments { nodes { parent { parent { parent { key } } } units { units { units { key } } } } } }',
    '{ nodes(ids: ["Contract:contract/0", "Contract:contract/0", "Department:department/0", "Node:1", ":", "Contract:"]) { __typename id ...N } } fragment N on Node { ... on Contract { title ...M } ... on Department { name } } fragment M on Node { id __typename ... on Contract { key } }',
    '{ awards: process(ocid: "ocds-zz-1") { awards { nodes { suppliers { position name supplier { name } } contracts { key } items { totalCount } } } } }',
  ])('what strangers ask: %s', async (query) => {
    for (const audience of ['public', 'internal'] as const) {
      const expected = await executeNaively(schemaFor(audience), audience, store, query);
      expect(expected.errors).toBeUndefined();

      // As text: names such as __proto__ and the order of the fields count as well.
      expect(JSON.stringify(await ask(audience, query))).toBe(JSON.stringify(expected));
    }
  });
});
