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
import { evil, oddities, unholdable } from './walls/oddities.ts';
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
