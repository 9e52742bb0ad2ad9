import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { roleNames } from '../src/db/logins.ts';
import { defaultPort, listen, readPort } from '../src/server/listen.ts';
import { newLogger } from '../src/server/log.ts';
import { shutdownHandler } from '../src/server/shutdown.ts';
import { asSuperuser, openTestHub, type TestHub } from './hub.ts';
import { ask, openSmallServer } from './server-world.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

describe('stopping', () => {
  afterEach(() => vi.useRealTimers());

  const parts = (server: Awaited<ReturnType<typeof openSmallServer>>, exits: number[], said: string[]) => ({
    readiness: server.readiness,
    stopServer: () => server.stop(),
    closeHub: async () => {
      said.push('hub closed');
    },
    log: newLogger('silent'),
    say: (line: string) => void said.push(line),
    exit: (code: number) => void exits.push(code),
  });

  test('a request under way is answered, then the hub is closed and the exit code is 0', async () => {
    const server = await openSmallServer(hub);
    const address = await server.app.listen({ host: '127.0.0.1', port: 0 });
    const exits: number[] = [];
    const said: string[] = [];
    const slow = fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ slow(milliseconds: 600) }' }),
    });
    await new Promise((done) => setTimeout(done, 150));

    shutdownHandler(parts(server, exits, said))('SIGTERM');

    expect(await (await slow).json()).toEqual({ data: { slow: 'done' } });
    await vi.waitFor(() => expect(exits).toEqual([0]));
    expect(said.at(-1)).toBe('hub closed');
    await expect(fetch(`${address}/healthz`)).rejects.toThrow();
  });

  test('where someone watches readiness, it says no for two seconds before the door closes', async () => {
    const server = await openSmallServer(hub);
    const exits: number[] = [];
    await server.app.inject({ url: '/readyz', headers: { host: 'localhost' } });

    const started = performance.now();
    shutdownHandler(parts(server, exits, []))('SIGTERM');

    const ready = await server.app.inject({ url: '/readyz', headers: { host: 'localhost' } });
    expect(ready.statusCode).toBe(503);
    expect(ready.json()).toEqual({ ready: false, reason: 'The hub is stopping.' });
    expect((await ask(server, { query: '{ now }' })).status).toBe(200);
    await vi.waitFor(() => expect(exits).toEqual([0]), { timeout: 5_000 });
    expect(performance.now() - started).toBeGreaterThan(1_900);
  });

  test('a second signal leaves at once', async () => {
    const server = await openSmallServer(hub);
    const exits: number[] = [];
    const handler = shutdownHandler({
      ...parts(server, exits, []),
      stopServer: () => new Promise(() => undefined),
    });

    handler('SIGINT');
    handler('SIGINT');

    expect(exits).toEqual([1]);
    await server.stop();
  });

  test('a request that never ends does not keep the process', async () => {
    const server = await openSmallServer(hub);
    const exits: number[] = [];
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

    shutdownHandler({ ...parts(server, exits, []), stopServer: () => new Promise(() => undefined) })(
      'SIGTERM',
    );
    await vi.advanceTimersByTimeAsync(10_100);

    expect(exits).toEqual([1]);
    vi.useRealTimers();
    await server.stop();
  });
});

describe('port', () => {
  const others: Server[] = [];
  const occupy = (port: number) =>
    new Promise<number>((done) => {
      const other = createServer().listen(port, '127.0.0.1', () =>
        done((other.address() as { port: number }).port),
      );
      other.on('error', () => done(port));
      others.push(other);
    });
  afterAll(() => {
    for (const other of others) other.close();
  });

  test('a port that was asked for and is taken is an error that names it and the way out', async () => {
    const port = await occupy(0);
    const server = await openSmallServer(hub);
    await expect(listen(server.app, '127.0.0.1', port)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: expect.stringMatching(new RegExp(`Port "${port}".*PORT=`)),
    });
    await server.stop();
  });

  test('without one, the next free port is taken and said', async () => {
    await occupy(defaultPort);
    const server = await openSmallServer(hub);
    const listening = await listen(server.app, '127.0.0.1', null);
    expect(listening.port).toBeGreaterThan(defaultPort);
    expect(listening.note).toContain(String(listening.port));
    await server.stop();
  });

  test('what is no port and what is no address of this machine are named', async () => {
    for (const text of ['x', '-1', '65536', '4000.5'])
      expect(() => readPort(text)).toThrow(`"${text}" is no port`);
    expect(readPort('')).toBeNull();
    expect(readPort('0')).toBe(0);
    const server = await openSmallServer(hub);
    await expect(listen(server.app, '203.0.113.7', 0)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await server.stop();
  });
});

describe('sunledger serve', () => {
  const name = `s${randomBytes(6).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'sunledger-serve-'));
  let child: ChildProcess | undefined;
  beforeAll(() => asSuperuser(`CREATE DATABASE ${name}`));
  afterAll(async () => {
    child?.kill('SIGKILL');
    await asSuperuser(
      `DROP DATABASE ${name} WITH (FORCE)`,
      ...roleNames(name).map((role) => `DROP ROLE IF EXISTS ${role}`),
    );
    rmSync(folder, { recursive: true, force: true });
  });

  test('fills a new database, says where to click, answers, and stops cleanly on SIGTERM', async () => {
    const url = new URL(inject('testServer'));
    url.pathname = `/${name}`;
    let output = '';
    child = spawn(process.execPath, ['bin/sunledger.js', 'serve'], {
      env: {
        ...process.env,
        DATABASE_URL: url.href,
        SUNLEDGER_DATA: folder,
        SUNLEDGER_ROLE_PREFIX: name,
        SUNLEDGER_SECRET: '',
        PORT: '0',
        NODE_ENV: '',
        VITEST: '',
      },
    });
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    const exited = new Promise<number | null>((done) => child?.once('exit', (code) => done(code)));

    const greeted = vi.waitFor(() => expect(output).toContain('Ctrl-C stops'), {
      timeout: 50_000,
      interval: 100,
    });
    await Promise.race([
      greeted,
      exited.then((code) => expect(`exit ${code}: ${output}`).toBe('a running hub')),
    ]);
    const address = /start page +(\S+)\//.exec(output)?.[1];
    const answer = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ contracts(first: 1) { nodes { title } } }' }),
    });
    const body = (await answer.json()) as { data?: { contracts: { nodes: unknown[] } } };
    child.kill('SIGTERM');

    expect(body.data?.contracts.nodes, JSON.stringify(body)).toHaveLength(1);
    expect(output).toContain('/graphiql');
    expect(output).toContain('token --role ANALYST');
    expect(output).toContain('SUNLEDGER_DEMO=0');
    expect(output).toContain(name);
    expect(await exited, output).toBe(0);
  });
});
