import { request as rawRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { HubServer } from '../src/server/build-server.ts';
import { hostCheck } from '../src/server/hosts.ts';
import { checkGrant, signToken } from '../src/server/tokens.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { type Answer, ask, openSmallServer } from './server-world.ts';

let hub: TestHub;
let server: HubServer;
let analyst: string;
let journalist: string;
beforeAll(async () => {
  hub = await openTestHub();
  server = await openSmallServer(hub);
  await server.app.listen({ host: '127.0.0.1', port: 0 });
  analyst = await signToken(hub.secret, checkGrant({ role: 'ANALYST', name: '李雷' }));
  journalist = await signToken(hub.secret, checkGrant({ role: 'JOURNALIST', name: 'news' }));
});
afterAll(async () => {
  await server.stop();
  await hub.destroy();
});

function get(url: string, headers: Record<string, string> = {}) {
  return server.app.inject({ url, headers: { host: 'localhost', ...headers } });
}

describe('graphql', () => {
  test('without a token one is the public, whatever cookie or parameter is sent', async () => {
    const answer = await ask(server, {
      query: '{ viewer { role name } }',
      headers: { cookie: `token=${analyst}` },
    });
    expect(answer.body).toEqual({ data: { viewer: { role: 'PUBLIC', name: null } } });
    expect(answer.headers['cache-control']).toBe('no-store');

    const withParameter = await server.app.inject({
      method: 'POST',
      url: `/graphql?access_token=${analyst}`,
      headers: { host: 'localhost', 'content-type': 'application/json' },
      payload: { query: '{ viewer { role } }' },
    });
    expect(withParameter.json()).toEqual({ data: { viewer: { role: 'PUBLIC' } } });
  });

  test('a token picks schema and login together; the public schema does not know the rest', async () => {
    const query = '{ internalNote viewer { role name } }';

    expect((await ask(server, { query, token: analyst })).body).toEqual({
      data: { internalNote: 'internal', viewer: { role: 'ANALYST', name: '李雷' } },
    });
    for (const token of [undefined, journalist]) {
      const answer = await ask(server, { query, token });
      expect(answer.body.errors[0]).toMatchObject({
        message: 'Cannot query field "internalNote" on type "Query".',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      });
      expect(answer.status).toBe(400);
    }
  });

  test('a wrong token is 401 and never a public answer', async () => {
    const foreign = await signToken(Buffer.alloc(48, 1), checkGrant({ role: 'ANALYST' }));
    const yesterday = new Date(Date.now() - 26 * 3_600_000);
    const old = await signToken(hub.secret, checkGrant({ role: 'ANALYST' }), yesterday);
    for (const header of [`Bearer ${foreign}`, `Bearer ${old}`, 'Bearer x', 'Basic YTpi', analyst]) {
      const answer = await ask(server, { query: '{ viewer { role } }', headers: { authorization: header } });
      expect(answer.status, header).toBe(401);
      expect(answer.body.errors[0].extensions).toEqual({ code: 'UNAUTHENTICATED' });
      expect(answer.body.data).toBeUndefined();
      expect(answer.headers['www-authenticate']).toContain('Bearer');
      expect(answer.headers['cache-control']).toBe('private, no-store');
    }
  });

  test('answers to a token are private and not for other origins; public ones are for all', async () => {
    const origin = { origin: 'https://news.example' };
    for (const token of [analyst, journalist]) {
      const { headers } = await ask(server, { query: '{ now }', token, headers: origin });
      expect(headers['cache-control']).toBe('private, no-store');
      expect(headers['access-control-allow-origin']).toBeUndefined();
    }
    const open = await ask(server, { query: '{ now }', headers: origin });
    expect(open.headers['access-control-allow-origin']).toBe('*');
    expect(open.headers['access-control-allow-credentials']).toBeUndefined();

    const preflight = await server.app.inject({
      method: 'OPTIONS',
      url: '/graphql',
      headers: {
        host: 'localhost',
        ...origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).not.toContain('authorization');
  });

  test('requests that a foreign page can send without asking are refused', async () => {
    const payload = '{"query":"{ now }"}';
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const answer = await ask(server, { raw: payload, headers: { 'content-type': type } });
      expect(answer.status, type).toBe(415);
      expect(answer.body.errors[0].extensions.code).toBe('BAD_INPUT');
    }
    const simple = await get(`/graphql?query=${encodeURIComponent('{ now }')}`);
    expect(simple.statusCode).toBe(400);
    expect(simple.json().data).toBeUndefined();
  });

  test('GET answers queries and refuses mutations', async () => {
    const headers = { 'apollo-require-preflight': '1', authorization: `Bearer ${analyst}` };
    const query = await get(`/graphql?query=${encodeURIComponent('{ now }')}`, headers);
    expect(query.json()).toEqual({ data: { now: '1' } });

    const mutation = await get(`/graphql?query=${encodeURIComponent('mutation { touch }')}`, headers);
    expect(mutation.statusCode).toBe(405);
    expect(mutation.headers.allow).toBe('POST');
    expect(mutation.json().errors[0].extensions.code).toBe('BAD_INPUT');
    expect((await ask(server, { query: 'mutation { touch }', token: analyst })).body).toEqual({
      data: { touch: 'touched' },
    });
  });

  test('batches, other methods and what is no JSON are refused in the hub’s words', async () => {
    const batch = await ask(server, { raw: '[{"query":"{ now }"},{"query":"{ now }"}]' });
    expect(batch.status).toBe(400);
    expect(batch.body.errors[0].extensions.code).toBe('BAD_INPUT');

    for (const raw of ['{"query":', '', '{"query":"{ now }","__proto__":{"a":1}}']) {
      const answer = await ask(server, { raw });
      expect(answer.status, raw).toBe(400);
      expect(answer.body.errors[0].extensions.code).toBe('BAD_INPUT');
    }
    for (const method of ['PUT', 'DELETE', 'PATCH'] as const) {
      const answer = await server.app.inject({ method, url: '/graphql', headers: { host: 'localhost' } });
      expect(answer.statusCode, method).toBe(405);
      expect(answer.headers.allow).toBe('GET, POST, OPTIONS');
    }
  });

  test('an answer without errors says nothing of the request, so equal questions get equal bytes', async () => {
    const [one, two] = [await ask(server, { query: '{ now }' }), await ask(server, { query: '{ now }' })];
    expect(one.text).toBe(two.text);
    expect(one.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect(one.headers['x-request-id']).not.toBe(two.headers['x-request-id']);
  });

  test('what takes too long is given up', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      let answer: Answer | undefined;
      void ask(server, { query: '{ slow(milliseconds: 60000) }' }).then((arrived) => {
        answer = arrived;
      });
      for (let passed = 0; passed < 30_000 && answer === undefined; passed += 100) {
        await new Promise(setImmediate);
        await vi.advanceTimersByTimeAsync(100);
      }
      expect(answer?.status).toBe(504);
      expect(answer?.body.errors[0].extensions.code).toBe('TIMEOUT');
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('access log', () => {
  const rows = async () => {
    const { rows } = await hub
      .pool('control')
      .query('SELECT actor, role, action, operation, subject, request_id FROM hub.access_log ORDER BY id');
    return rows;
  };

  test('an internal read is one row, written before it: who, which root fields, which request, no values', async () => {
    const before = (await rows()).length;
    const answer = await ask(server, {
      query:
        'query Desk($t: String) { internalNote ...more } fragment more on Query { things(where: { title: $t }) { totalCount } }',
      variables: { t: 'canary' },
      token: analyst,
    });

    const added = (await rows()).slice(before);
    expect(added).toEqual([
      {
        actor: '李雷',
        role: 'ANALYST',
        action: 'query',
        operation: 'Desk',
        subject: 'internalNote things',
        request_id: answer.headers['x-request-id'],
      },
    ]);
  });

  test('the public and journalists are not recorded, nor is what was refused', async () => {
    const before = (await rows()).length;
    await ask(server, { query: '{ now }' });
    await ask(server, { query: '{ now }', token: journalist });
    await ask(server, { query: '{ things(first: 9999) { totalCount } }', token: analyst });
    expect(await rows()).toHaveLength(before);
  });

  test('what cannot be recorded is not answered', async () => {
    const pool = hub.pool('log');
    const failing = vi.spyOn(pool, 'query').mockRejectedValue(new Error('disk full') as never);
    try {
      const answer = await ask(server, { query: '{ internalNote }', token: analyst });
      expect(answer.status).toBe(503);
      expect(answer.body.data).toBeUndefined();
      expect(answer.body.errors[0].extensions.code).toBe('UNAVAILABLE');
      expect(answer.text).not.toContain('disk full');
    } finally {
      failing.mockRestore();
    }
  });
});

describe('doors', () => {
  test('liveness needs no database, readiness does and says why not', async () => {
    const pool = hub.pool('public');
    const query = vi.spyOn(pool, 'query').mockRejectedValue(new Error('gone') as never);
    const down = await openSmallServer(hub);
    try {
      const alive = await down.app.inject({ url: '/healthz', headers: { host: 'localhost' } });
      expect(alive.statusCode).toBe(200);
      const asked = query.mock.calls.length;
      const ready = await down.app.inject({ url: '/readyz', headers: { host: 'localhost' } });
      expect(ready.statusCode).toBe(503);
      expect(ready.json()).toEqual({ ready: false, reason: 'The database does not answer.' });
      await Promise.all(
        Array.from({ length: 20 }, () => down.app.inject({ url: '/readyz', headers: { host: 'localhost' } })),
      );
      expect(query.mock.calls.length - asked, 'one ping a second').toBe(1);
    } finally {
      query.mockRestore();
      await down.stop();
    }
    expect((await get('/readyz')).json()).toEqual({ ready: true });
  });

  test('metrics are for this machine and for administrators', async () => {
    const local = await get('/metrics');
    expect(local.statusCode).toBe(200);
    expect(local.body).toContain('sunledger_http_requests_total');
    expect(local.body).toContain('sunledger_operation_seconds_bucket');

    const far = (headers: Record<string, string>) =>
      server.app.inject({
        url: '/metrics',
        remoteAddress: '203.0.113.9',
        headers: { host: 'localhost', ...headers },
      });
    const admin = await signToken(hub.secret, checkGrant({ role: 'ADMIN' }));
    expect((await far({})).statusCode).toBe(404);
    expect((await far({ authorization: `Bearer ${analyst}` })).statusCode).toBe(404);
    expect((await far({ authorization: 'Bearer x' })).statusCode).toBe(404);
    expect((await far({ authorization: `Bearer ${admin}` })).statusCode).toBe(200);
    expect((await get('/metrics', { 'x-forwarded-for': '203.0.113.9' })).statusCode).toBe(404);
  });

  test('the start page says in two languages what this is, with the dataset in use, and runs nothing', async () => {
    await hub.pool('writer').query(`BEGIN; SELECT disclosed.begin_revision('test');
      INSERT INTO disclosed.dataset (key, name, name_zh, kind, is_demo) VALUES ('t', 'Town <b>', '城镇', 'ocds', false); COMMIT`);
    const fresh = await openSmallServer(hub);
    const zh = await fresh.app.inject({ url: '/', headers: { host: 'localhost' } });
    const en = await fresh.app.inject({ url: '/en', headers: { host: 'localhost' } });
    await fresh.stop();

    expect(zh.body).toContain('<html lang="zh-Hans">');
    expect(zh.body).toContain('城镇');
    expect(en.body).toContain('<html lang="en">');
    expect(en.body).toContain('Town &#60;b&#62;');
    expect(en.body).toContain('/graphiql?query=');
    expect(en.body).not.toContain('<script');
    expect(en.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
  });

  test('what is not there is a JSON 404, and every answer carries the security headers', async () => {
    const missing = await get('/nothing/here?x=1');
    expect(missing.statusCode).toBe(404);
    expect(missing.json()).toEqual({
      errors: [
        { message: 'There is nothing at "/nothing/here": begin at "/".', extensions: { code: 'NOT_FOUND' } },
      ],
    });
    for (const url of ['/', '/graphql', '/healthz', '/readyz', '/metrics', '/nothing', '/graphiql']) {
      const { headers } = await get(url);
      expect(headers, url).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'x-request-id': expect.any(String),
      });
      expect(headers['content-security-policy'], url).toContain("default-src 'none'");
      expect(headers['content-security-policy'], url).toContain("frame-ancestors 'none'");
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  test('a foreign host name is turned away before anything is read', async () => {
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      'evil.example:4000',
      '127.0.0.1.evil.example',
      'a@localhost',
    ]) {
      const answer = await ask(server, { query: '{ now }', headers: { host } });
      expect(answer.status, host).toBe(421);
      expect(answer.body.data).toBeUndefined();
    }
    for (const host of ['localhost', 'LOCALHOST:4000', '127.0.0.1:80', '[::1]:4000', '192.168.1.20']) {
      expect((await ask(server, { query: '{ now }', headers: { host } })).status, host).toBe(200);
    }
    expect(hostCheck(['hub.example'])('hub.example:443')).toBe(true);
    expect(hostCheck(['hub.example'])(undefined)).toBe(false);
  });

  test('headers that never end are cut off', async () => {
    const { port } = server.app.server.address() as AddressInfo;
    expect(server.app.server.headersTimeout).toBe(5_000);
    expect(server.app.server.requestTimeout).toBe(10_000);
    expect(server.app.server.keepAliveTimeout).toBe(5_000);
    const status = await new Promise<number>((resolve, reject) => {
      const sent = rawRequest(
        { port, host: '127.0.0.1', headers: { 'x-long': 'x'.repeat(20_000) } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      sent.on('error', reject);
      sent.end();
    });
    expect(status).toBe(431);
  });
});
