import { getNamedType, isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { elementsOf } from '../src/declare/visibility.ts';
import { buildServer, type HubServer } from '../src/server/build-server.ts';
import { newLogger } from '../src/server/log.ts';
import { checkGrant, signToken } from '../src/server/tokens.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { type Answer, ask } from './server-world.ts';
import { superuserOf } from './walls/catalog.ts';
import { fillHub } from './walls/fill.ts';
import { Routes } from './walls/routes.ts';

const schemas = { public: schemaFor('public'), internal: schemaFor('internal') };

let hub: TestHub;
/** One with the limits of every day, one without: what limits refuse must not break what stands behind them. */
let limited: HubServer;
let open: HubServer;
let token: string;
let before: string;
beforeAll(async () => {
  hub = await openTestHub();
  await fillHub(hub, 51);
  const options = { hub, schemas, today: () => '2026-06-01', log: newLogger('silent') };
  limited = await buildServer(options);
  open = await buildServer({ ...options, limits: false });
  token = await signToken(hub.secret, checkGrant({ role: 'ANALYST', name: 'tester' }));
  before = await fingerprint();
});
afterAll(async () => {
  await limited.stop();
  await open.stop();
  await hub.destroy();
});

/** Everything that is stored, as one hash: nothing that was asked may have changed it. */
async function fingerprint(): Promise<string> {
  const superuser = await superuserOf(hub);
  const { rows: tables } = await superuser.query<{ place: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS place FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('disclosed', 'internal', 'sealed', 'hub', 'public') AND c.relkind = 'r' AND c.relname <> 'access_log' ORDER BY 1`,
  );
  const parts = tables.map(
    ({ place }) => `SELECT '${place}', md5(string_agg(t::text, '' ORDER BY t::text)) FROM ${place} AS t`,
  );
  const { rows } = await superuser.query(`${parts.join(' UNION ALL ')} ORDER BY 1`);
  await superuser.end();
  return JSON.stringify(rows);
}

const codeOf = ({ body }: Answer): string => body.errors?.[0]?.extensions?.code ?? 'OK';

/** Nothing of the machinery in an answer: SQL, tables, stack traces, paths. */
const machinery =
  /\b(SELECT|INSERT|FROM|WHERE)\b|disclosed\.|internal\.|json_build|pg_|node_modules|\.ts:\d|at async|syntax error at or near|DatabaseError/;

const evil = [
  "'; DROP TABLE disclosed.contract; --",
  "' OR '1'='1",
  "') UNION SELECT risk_note FROM internal.contract_detail --",
  '"; SELECT 1; --',
  '$1',
  '$$; SELECT pg_sleep(10); $$',
  '%',
  '_',
  '\\',
  "\\'",
  "E'\\x00'",
  '{a,b}',
  '{"__proto__": {"x": 1}}',
  'NULL',
  '0x10',
  '\u2028\u202e',
  '𠮷桥',
  '%s%n{{7*7}}',
  '../../etc/passwd',
  ' ',
  '',
];
const unholdable = ['a\0b', '\0', 'a\ud800b', '\udc00'];

/** Every text argument and text input field of the public schema, each with a query that gives it `$value`. */
function textPlaces(): { name: string; query: string; type: string }[] {
  const routes = new Routes(schemas.public);
  return elementsOf(schemas.public).flatMap((item) => {
    if (item.kind !== 'argument' && item.kind !== 'inputField') return [];
    const { type } = item.element as { type: Parameters<typeof getNamedType>[0] };
    const named = getNamedType(type);
    if (!named || isInputObjectType(named) || !['String', 'ID'].includes(named.name)) return [];
    // The sample that stands for a text is CNY.
    const [query] = routes.uses(item);
    if (!query?.includes('"CNY"')) return [];
    return [{ name: item.name, query: query.replace('"CNY"', '$value'), type: `${named.name}!` }];
  });
}

describe('texts of strangers', () => {
  const places = textPlaces();

  test('there are many places for text', () => {
    expect(places.length).toBeGreaterThan(60);
  });

  test.each(places.map((place) => [place.name, place] as const))(
    '%s takes any text as a value and as nothing else',
    async (_name, place) => {
      const query = `query ($value: ${place.type}) ${place.query}`;
      for (const value of evil) {
        const answer = await ask(limited, { query, variables: { value } });

        expect(['OK', 'BAD_INPUT'], `${value}: ${answer.text}`).toContain(codeOf(answer));
        expect(
          answer.body.errors
            ?.map(({ message }: { message: string }) => message)
            .join()
            .replaceAll(value.slice(0, 40), '') ?? '',
        ).not.toMatch(machinery);
      }
      for (const value of unholdable) {
        const answer = await ask(limited, { query, variables: { value } });

        expect(codeOf(answer), `${JSON.stringify(value)}: ${answer.text}`).toBe('BAD_INPUT');
      }
    },
  );

  test('nothing was changed by any of them', async () => {
    expect(await fingerprint()).toBe(before);
  });
});

const list = (count: number) => Array.from({ length: count }, (_, index) => `"k${index}"`).join(', ');
const aliases = (count: number) =>
  Array.from({ length: count }, (_, index) => `a${index}: __typename`).join(' ');
const nested = (depth: number, inner: string, around: (inner: string) => string): string =>
  Array.from({ length: depth }).reduce<string>((text) => around(text), inner);
const fragments = (count: number) =>
  `{ contracts { nodes { ...F0 } } } ${Array.from({ length: count }, (_, index) => `fragment F${index} on Contract { ${index === count - 1 ? 'key' : `...F${index + 1}`} }`).join(' ')}`;

/** What is asked, what the limits make of it, and what comes where there are none. */
const oddities: [name: string, query: string, limited: string, open: string][] = [
  ['10,000 keys', `{ contracts(where: { keys: [${list(10_000)}] }) { totalCount } }`, 'LIMIT_EXCEEDED', 'OK'],
  ['200 keys', `{ contracts(where: { keys: [${list(200)}] }) { totalCount } }`, 'LIMIT_EXCEEDED', 'OK'],
  ['200 ids', `{ nodes(ids: [${list(200)}]) { id } }`, 'LIMIT_EXCEEDED', 'LIMIT_EXCEEDED'],
  ['100 aliases', `{ contracts { nodes { ${aliases(100)} } } }`, 'LIMIT_EXCEEDED', 'OK'],
  [
    '1,500 fields by aliases',
    `{ contracts(first: 1) { nodes { ${Array.from({ length: 1_500 }, (_, index) => `b${index}: title`).join(' ')} } } }`,
    'LIMIT_EXCEEDED',
    'OK',
  ],
  [
    '20 departments deep',
    `{ departments { nodes { ${nested(20, 'key', (inner) => `parent { ${inner} }`)} } } }`,
    'LIMIT_EXCEEDED',
    'OK',
  ],
  [
    '200 departments deep',
    `{ departments { nodes { ${nested(200, 'key', (inner) => `parent { ${inner} }`)} } } }`,
    'LIMIT_EXCEEDED',
    'ANY',
  ],
  [
    'lists in lists in lists',
    `{ processes(first: 100) { nodes { contracts(first: 100) { nodes { items(first: 100) { nodes { key } } } } } } }`,
    'LIMIT_EXCEEDED',
    'OK',
  ],
  ['100 fragments in a chain', fragments(100), 'LIMIT_EXCEEDED', 'OK'],
  [
    'a fragment in itself',
    '{ contracts { nodes { ...A } } } fragment A on Contract { key ...A }',
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'two fragments in each other',
    '{ contracts { nodes { ...A } } } fragment A on Contract { ...B } fragment B on Contract { ...A }',
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a huge page', '{ contracts(first: 2147483647) { totalCount } }', 'LIMIT_EXCEEDED', 'LIMIT_EXCEEDED'],
  [
    'a page beyond an integer',
    '{ contracts(first: 2147483648) { totalCount } }',
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a page of minus one', '{ contracts(first: -1) { totalCount } }', 'BAD_INPUT', 'BAD_INPUT'],
  [
    '21 digits',
    '{ contracts(where: { value: { currency: "CNY", min: "123456789012345678901" } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    '21 decimals',
    '{ contracts(where: { value: { currency: "CNY", min: "0.123456789012345678901" } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    '20 digits and 20 decimals',
    '{ contracts(where: { value: { currency: "CNY", min: "-99999999999999999999.99999999999999999999" } }) { totalCount } }',
    'OK',
    'OK',
  ],
  [
    'a number with an exponent',
    '{ contracts(where: { value: { currency: "CNY", min: 1e400 } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    'not a number',
    '{ contracts(where: { value: { currency: "CNY", min: "NaN" } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    'digits of another script',
    '{ contracts(where: { value: { currency: "CNY", min: "１２３" } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    'min above max',
    '{ contracts(where: { value: { currency: "CNY", min: "2", max: "1" } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    'year 0000',
    '{ contracts(where: { dateSigned: { from: "0000-01-01" } }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  ['year 0001', '{ contracts(where: { dateSigned: { from: "0001-01-01" } }) { totalCount } }', 'OK', 'OK'],
  [
    'the last day of four digits',
    '{ contracts(where: { dateSigned: { from: "9999-12-31" } }) { totalCount } }',
    'OK',
    'OK',
  ],
  [
    'year 294277',
    '{ contracts(where: { dateSigned: { from: "294277-01-01" } }) { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    '30 February',
    '{ contracts(where: { dateSigned: { from: "2026-02-30" } }) { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    'infinity',
    '{ contracts(where: { dateSigned: { from: "infinity" } }) { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    'an instant of year 0000',
    '{ processes(where: { lastReleasedAt: { from: "0000-01-01T00:00:00Z" } }) { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    'an instant of year 275760',
    '{ processes(where: { lastReleasedAt: { from: "+275760-09-13T00:00:00.000Z" } }) { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    'an instant that falls into year 10000',
    '{ processes(where: { lastReleasedAt: { from: "9999-12-31T23:59:59-12:00" } }) { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    'the past of year 0001',
    '{ contracts(recordedAsOf: "0001-01-01T00:00:00Z") { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    'the past of year 0000',
    '{ contracts(recordedAsOf: "0000-01-01T00:00:00Z") { totalCount } }',
    'REFUSED',
    'REFUSED',
  ],
  [
    'the future',
    '{ contracts(recordedAsOf: "9999-01-01T00:00:00Z") { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  [
    'unknown datasets',
    '{ contracts(where: { dataset: ["none", "\'"] }) { totalCount nodes { key } } }',
    'OK',
    'OK',
  ],
  ['no dataset', '{ contracts(where: { dataset: [] }) { totalCount nodes { key } } }', 'OK', 'OK'],
  [
    'nulls everywhere',
    '{ contracts(first: null, after: null, where: null, orderBy: null, recordedAsOf: null) { totalCount } node(id: "") { id } nodes(ids: []) { id } }',
    'OK',
    'OK',
  ],
  ['a null id', '{ node(id: null) { id } }', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a filter that is null',
    '{ contracts(where: { keys: null, value: null, supplier: null, buyer: null }) { totalCount } }',
    'OK',
    'OK',
  ],
  [
    'nulls in a list',
    '{ contracts(where: { keys: [null] }) { totalCount } }',
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'a word of 4,000 letters',
    `{ contracts(where: { title: "${'桥'.repeat(1_300)}" }) { totalCount } }`,
    'OK',
    'OK',
  ],
  [
    'eleven words',
    '{ contracts(where: { title: "a b c d e f g h i j k" }) { totalCount } }',
    'BAD_INPUT',
    'BAD_INPUT',
  ],
  ['no word', '{ contracts(where: { title: "  " }) { totalCount } }', 'BAD_INPUT', 'BAD_INPUT'],
  [
    'an unknown directive',
    '{ contracts @stream { totalCount } }',
    'GRAPHQL_VALIDATION_FAILED',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a mutation', 'mutation { submit }', 'BAD_INPUT', 'BAD_INPUT'],
  ['a subscription', 'subscription { contracts { totalCount } }', 'BAD_INPUT', 'BAD_INPUT'],
];

describe('oddities', () => {
  const expectCode = (answer: Answer, expected: string) => {
    const code = codeOf(answer);
    expect(code, answer.text.slice(0, 300)).not.toBe('INTERNAL');
    expect(answer.text).not.toMatch(machinery);
    if (expected === 'REFUSED')
      expect(['BAD_INPUT', 'GRAPHQL_VALIDATION_FAILED'], answer.text).toContain(code);
    else if (expected !== 'ANY') expect(code, answer.text.slice(0, 300)).toBe(expected);
  };

  test.each(oddities)('%s: refused in words or answered', async (_name, query, withLimits, without) => {
    expectCode(await ask(limited, { query }), withLimits);
    // Those that only the limits stop are tried in the open, where the body may be as large as it likes.
    if (query.length < 60_000) expectCode(await ask(open, { query }), without);
  });

  test('the same values by variables', async () => {
    const ask1 = (query: string, variables: unknown) => ask(limited, { query, variables });
    const from = 'query ($v: Date) { contracts(where: { dateSigned: { from: $v } }) { totalCount } }';
    const min =
      'query ($v: Decimal) { contracts(where: { value: { currency: "CNY", min: $v } }) { totalCount } }';
    const first = 'query ($v: Int) { contracts(first: $v) { totalCount } }';
    for (const v of [
      '0000-01-01',
      '10000-01-01',
      '2026-2-3',
      20260101,
      true,
      ['2026-01-01', '2026-01-02'],
      {},
    ]) {
      expect(codeOf(await ask1(from, { v })), String(v)).toBe('BAD_INPUT');
    }
    for (const v of [1.5, '1e400', '1e5', ' 1', '１', true, {}, [['1']]]) {
      expect(codeOf(await ask1(min, { v })), String(v)).toBe('BAD_INPUT');
    }
    for (const v of [1.5, '1', 1e10, -1, true, {}]) {
      expect(['BAD_INPUT', 'LIMIT_EXCEEDED'], String(v)).toContain(codeOf(await ask1(first, { v })));
    }
    for (const variables of [[], 'x', 1, { __proto__: { v: 1 } }, { constructor: 1 }]) {
      expect((await ask1(first, variables)).text).not.toMatch(machinery);
    }
  });

  test('an analyst can ask as oddly without an internal error', async () => {
    for (const value of [...evil, ...unholdable]) {
      for (const query of [
        'query ($value: String!) { submissions(where: { title: $value, subjectKey: [$value], department: $value }) { totalCount nodes { payload } } }',
        'query ($value: String!) { imports(where: { dataset: [$value], state: [$value], sha256: [$value] }) { nodes { issues(where: { rule: [$value] }) { totalCount } } } }',
      ]) {
        const answer = await ask(limited, { query, variables: { value }, token });
        expect(['OK', 'BAD_INPUT'], answer.text).toContain(codeOf(answer));
      }
    }
    expect(await fingerprint()).toBe(before);
  });
});
