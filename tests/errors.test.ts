import { GraphQLError } from 'graphql';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HubError } from '../src/errors.ts';
import type { HubServer } from '../src/server/build-server.ts';
import { readDatabaseError } from '../src/server/errors/database.ts';
import { showError } from '../src/server/errors/shown.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { ask, type Breakage, openSmallServer } from './server-world.ts';

/** Stands in every cause below: wherever it turns up in an answer, something leaked. */
const canary = 'canary-7f3a';

const prismaError = (code: string, cause?: string) =>
  Object.assign(new Error(`Invalid prisma.contract.findMany() invocation ${canary}`), {
    name: 'PrismaClientKnownRequestError',
    code,
    meta: { driverAdapterError: { cause: { originalCode: cause, kind: 'postgres', message: canary } } },
  });

const breakage: Breakage = async (how, { hub }) => {
  const database = hub.pool('public');
  switch (how) {
    case 'hub':
      throw new HubError('NOT_FOUND', 'No contract "x" here.', { id: 'x' });
    case 'plain':
      throw new Error(canary);
    case 'graphql':
      throw new GraphQLError(`our own mistake ${canary}`, {
        extensions: { code: 'GRAPHQL_VALIDATION_FAILEDX' },
      });
    case 'text':
      throw canary;
    case 'wall':
      return database.query('SELECT * FROM internal.release');
    case 'syntax':
      return database.query(`SELEC '${canary}'`);
    case 'slow statement':
      return database.query("SET statement_timeout = '50ms'; SELECT pg_sleep(2)");
    case 'nul':
      return database.query('SELECT $1::text', ['a\u0000b']);
    case 'killed':
      return database.query('SELECT pg_terminate_backend(pg_backend_pid())');
    case 'nowhere':
      return new pg.Client({ host: '127.0.0.1', port: 1, user: canary, database: canary }).connect();
    default:
      throw prismaError(how, '42501');
  }
};

describe('errors', () => {
  let hub: TestHub;
  let server: HubServer;
  beforeAll(async () => {
    hub = await openTestHub();
    server = await openSmallServer(hub, { breakage });
  });
  afterAll(async () => {
    await server.stop();
    await hub.destroy();
  });
  const broken = (how: string) =>
    ask(server, { query: 'query ($how: String!) { broken(how: $how) }', variables: { how } });

  test('an error of ours is shown as it was written, at its place', async () => {
    const answer = await broken('hub');

    expect(answer.body).toEqual({
      data: { broken: null },
      errors: [
        {
          message: 'No contract "x" here.',
          locations: [{ line: 1, column: 25 }],
          path: ['broken'],
          extensions: { id: 'x', code: 'NOT_FOUND' },
        },
      ],
    });
    expect(answer.status).toBe(200);
  });

  test.each([
    ['plain', 'INTERNAL'],
    ['graphql', 'INTERNAL'],
    ['text', 'INTERNAL'],
    ['wall', 'INTERNAL'],
    ['syntax', 'INTERNAL'],
    ['slow statement', 'TIMEOUT'],
    ['nul', 'BAD_INPUT'],
    ['killed', 'UNAVAILABLE'],
    ['nowhere', 'UNAVAILABLE'],
    ['P2039', 'INTERNAL'],
  ])('"%s" becomes %s, and neither cause nor stack is told', async (how, code) => {
    const answer = await broken(how);

    expect(answer.body.errors, answer.text).toHaveLength(1);
    expect(answer.body.errors[0].extensions).toEqual({ code });
    for (const secret of [
      canary,
      'permission',
      'release',
      'internal.',
      'node_modules',
      '.ts:',
      'SELEC',
      'stack',
      hub.rolePrefix,
    ]) {
      expect(answer.text.replaceAll('Internal error', ''), how).not.toContain(secret);
    }
    const idInBody = answer.body.extensions?.requestId;
    expect(idInBody).toBe(code === 'BAD_INPUT' ? undefined : answer.headers['x-request-id']);
  });

  test('the cause goes to the log under the id of the answer, and a refused login raises the alarm there', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'error' }, { write: (line: string) => void lines.push(line) });
    const logging = await openSmallServer(hub, { breakage, log });
    const query = '{ broken(how: "wall") }';

    const answer = await ask(logging, { query });
    await ask(logging, { query: '{ broken(how: "hub") }' });
    const metrics = await logging.app.inject({ url: '/metrics', headers: { host: 'localhost' } });
    await logging.stop();

    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 60,
      alarm: true,
      requestId: answer.headers['x-request-id'],
      err: { message: 'permission denied for schema internal' },
    });
    expect(metrics.body).toContain('sunledger_alarms_total 1');
  });

  test('503 is said where the database is the whole reason, not where part of the answer is there', async () => {
    const whole = await broken('nowhere');
    expect(whole.status).toBe(503);
    expect(whole.headers['retry-after']).toBe('1');

    const part = await ask(server, { query: '{ broken(how: "nowhere") viewer { role } }' });
    expect(part.status).toBe(200);
    expect(part.body.data.viewer).toEqual({ role: 'PUBLIC' });
  });

  test('graphql’s own errors keep their codes or become BAD_INPUT, all with 400 and without suggestions', async () => {
    const cases: [string, unknown, string][] = [
      ['{ now', undefined, 'GRAPHQL_PARSE_FAILED'],
      ['{ nov }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
      ['{ things(frist: 1) { totalCount } }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
      ['{ things(lang: ZN) { totalCount } }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
      ['{ things(where: { titel: "x" }) { totalCount } }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
      ['query ($l: Lan) { now }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
      ['{ viewer { ... on Viewr { role } } }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
      ['query ($l: Lang) { things(lang: $l) { totalCount } }', { l: 'ZN' }, 'BAD_INPUT'],
      ['query ($w: ThingWhere) { things(where: $w) { totalCount } }', { w: { titel: 'x' } }, 'BAD_INPUT'],
      ['query ($n: Int!) { things(first: $n) { totalCount } }', {}, 'BAD_INPUT'],
    ];
    for (const [query, variables, code] of cases) {
      const answer = await ask(server, { query, variables });
      expect(answer.body.errors[0].extensions, answer.text).toEqual({ code });
      expect(answer.text).not.toMatch(/did you mean/i);
      expect(answer.status).toBe(400);
      expect(answer.body.extensions).toBeUndefined();
    }
  });

  test('an unknown operation name is the asker’s mistake', async () => {
    const answer = await ask(server, { query: 'query a { now } query b { now }', operationName: 'c' });
    expect(answer.body.errors[0].extensions.code).toBe('BAD_INPUT');
    expect(answer.status).toBe(400);
  });
});

describe('database errors', () => {
  test.each([
    ['57014', 'TIMEOUT'],
    ['25P04', 'TIMEOUT'],
    ['53300', 'UNAVAILABLE'],
    ['57P01', 'UNAVAILABLE'],
    ['08006', 'UNAVAILABLE'],
    ['28P01', 'UNAVAILABLE'],
    ['ECONNREFUSED', 'UNAVAILABLE'],
    ['23505', 'CONFLICT'],
    ['22021', 'BAD_INPUT'],
    ['P1001', 'UNAVAILABLE'],
    ['P2025', 'NOT_FOUND'],
    ['P2028', 'TIMEOUT'],
  ])('%s means %s', (code, expected) => {
    expect(readDatabaseError(Object.assign(new Error('x'), { code }))).toMatchObject({
      code: expected,
      alarm: false,
    });
  });

  test('a full pool, which pg reports without a code, is UNAVAILABLE', () => {
    expect(readDatabaseError(new Error('timeout exceeded when trying to connect'))?.code).toBe('UNAVAILABLE');
  });

  test('a refused login raises the alarm, by pg and through Prisma', () => {
    const direct = showError(Object.assign(new Error('permission denied'), { code: '42501' }));
    const wrapped = showError(prismaError('P2010', '42501'));
    for (const shown of [direct, wrapped]) {
      expect(shown).toMatchObject({ code: 'INTERNAL', alarm: true, ours: true });
    }
  });

  test('any other code of pg is our own mistake', () => {
    for (const code of ['42P01', '42703', '42601', '22P02', '22003']) {
      expect(showError(Object.assign(new Error('x'), { code }))).toMatchObject({
        code: 'INTERNAL',
        ours: true,
      });
    }
  });
});
