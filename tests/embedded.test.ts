import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readPostmaster } from '../src/db/embedded/postmaster.ts';
import { openHub } from '../src/db/hub.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const isRoot = process.getuid?.() === 0;
/** Another user can be played only by root, and only where that user can read this clone. */
const canPlayAnother =
  isRoot &&
  spawnSync('test', ['-r', join(root, 'package.json')], { ...idsOf('nobody'), cwd: '/' }).status === 0;

function idsOf(user: string): { uid: number; gid: number } {
  const id = (flag: string) => Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

interface Answer {
  pid: number;
  port: number;
  /** Users that this database has seen so far. */
  kept: number;
  data: string;
  said: string[];
  error?: string;
  isNamed?: boolean;
}

interface User {
  child: ChildProcess;
  answer: Answer;
}

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sunledger-embedded-'));
  chmodSync(folder, 0o755);
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) await end({ child }, 'SIGTERM');
  }
  const running = existsSync(data()) ? readPostmaster(data()) : null;
  if (running) process.kill(running.pid, 'SIGINT');
  await until(() => !existsSync(data()) || readPostmaster(data()) === null);
  rmSync(folder, { recursive: true, force: true });
});

const data = () => join(folder, 'postgres');

/** Starts a process that uses the server and waits for what it says. */
async function enter(options: { uid?: number; gid?: number; folder?: string } = {}): Promise<User> {
  const { folder: place = folder, ...account } = options;
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'tests', 'embedded-user.ts'), place], {
    ...account,
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout! }))
    return { child, answer: JSON.parse(line) as Answer };
  throw new Error('the process said nothing');
}

async function end({ child }: { child: ChildProcess }, signal: NodeJS.Signals): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

async function until(condition: () => boolean, patience = 15_000): Promise<void> {
  for (let waited = 0; !condition(); waited += 50) {
    if (waited > patience) throw new Error('waited in vain');
    await sleep(50);
  }
}

describe('embedded server', () => {
  test('two processes share one server, and it stops with the last of them', async () => {
    const one = await enter();
    const two = await enter();
    expect(two.answer).toMatchObject({ port: one.answer.port, kept: 2 });
    const server = readPostmaster(data())!;

    await end(one, 'SIGTERM');
    expect(readPostmaster(data())).toEqual(server);
    const three = await enter();
    expect(three.answer.kept).toBe(3);
    await end(two, 'SIGTERM');
    await end(three, 'SIGTERM');

    expect(readPostmaster(data())).toBeNull();
    expect(existsSync(join(data(), 'postmaster.pid'))).toBe(false);
  });

  test('two first starts at once make one database', async () => {
    const users = await Promise.all([enter(), enter(), enter()]);

    expect(new Set(users.map(({ answer }) => answer.port)).size).toBe(1);
    // Each counts after its own row is in, so the last of the three to count sees all of them.
    expect(Math.max(...users.map(({ answer }) => answer.kept))).toBe(3);
  });

  test('a server whose only user was killed is joined by the next one', async () => {
    const one = await enter();
    await end(one, 'SIGKILL');
    const two = await enter();

    expect(two.answer).toMatchObject({ port: one.answer.port, kept: 2, said: [] });
    await end(two, 'SIGTERM');
    expect(readPostmaster(data())).toBeNull();
  });

  test('a server whose only user was killed stops by itself', async () => {
    await end(await enter(), 'SIGKILL');

    expect(readPostmaster(data())).not.toBeNull();
    await until(() => readPostmaster(data()) === null);
  });

  test('a server that died with its user is recovered, with what was committed', async () => {
    const one = await enter();
    await end(one, 'SIGKILL');
    process.kill(readPostmaster(data())!.pid, 'SIGKILL');
    expect(existsSync(join(data(), 'postmaster.pid'))).toBe(true);

    const two = await enter();
    expect(two.answer.kept).toBe(2);
  });

  test('the number in a lock file left by a power loss may belong to another program by now', async () => {
    await end(await enter(), 'SIGTERM');
    const other = spawn('sleep', ['60']);
    children.push(other);
    writeFileSync(
      join(data(), 'postmaster.pid'),
      `${other.pid}\n${data()}\n1700000000\n5432\n\n127.0.0.1\n  1234  5678\nready\n`,
    );

    const { answer } = await enter();
    expect(answer.kept).toBe(2);
    expect(answer.said).toEqual(['The database was not stopped properly last time: recovering']);
    expect(other.exitCode).toBeNull();
  });

  test('a taken port is no problem', async () => {
    const one = await enter();
    await end(one, 'SIGTERM');
    const blocker = await new Promise<Server>((resolve) => {
      const server = createServer().listen(one.answer.port, '127.0.0.1', () => resolve(server));
    });

    const two = await enter();
    expect(two.answer.port).not.toBe(one.answer.port);
    expect(readFileSync(join(folder, 'port'), 'utf8').trim()).toBe(String(two.answer.port));
    blocker.close();
  });

  test('a database of another major version is refused, by name', async () => {
    await end(await enter(), 'SIGTERM');
    writeFileSync(join(data(), 'PG_VERSION'), '17\n');

    const { answer } = await enter();
    expect(answer.isNamed).toBe(true);
    expect(answer.error).toMatch(
      /was made by PostgreSQL 17, the programs installed here are PostgreSQL \d+: .*SUNLEDGER_DATA/,
    );
    writeFileSync(join(data(), 'PG_VERSION'), `${/PostgreSQL (\d+):/.exec(answer.error!)![1]}\n`);
  });

  test('secrets are readable by their owner only', async () => {
    await enter();
    expect(statSync(join(folder, 'superuser')).mode & 0o777).toBe(0o600);
    expect(statSync(data()).mode & 0o777).toBe(0o700);
  });

  test.runIf(canPlayAnother)('works for an ordinary user', async () => {
    const nobody = idsOf('nobody');
    chownSync(folder, nobody.uid, nobody.gid);

    const user = await enter(nobody);
    expect(user.answer.kept).toBe(1);
    expect(statSync(data()).uid).toBe(nobody.uid);
    await end(user, 'SIGTERM');
    expect(readPostmaster(data())).toBeNull();
  });

  test.runIf(canPlayAnother)('a data folder that the user may not write is refused, by name', async () => {
    const said = spawnSync(process.execPath, [join(root, 'bin', 'sunledger.js'), 'migrate'], {
      ...idsOf('nobody'),
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, SUNLEDGER_DATA: join(folder, 'inside') },
    });

    expect(said.status).toBe(1);
    expect(said.stderr.trim()).toBe(
      `The data folder "${join(folder, 'inside')}" cannot be used by this user (EACCES): ` +
        'start the hub as its owner, or set SUNLEDGER_DATA to a folder of your own.',
    );
  });

  test.runIf(canPlayAnother)('a folder of another user is refused, by name', async () => {
    await end(await enter(), 'SIGTERM');

    const { answer } = await enter(idsOf('nobody'));
    expect(answer.error).toMatch(/belongs to another user/);
    expect(answer.isNamed).toBe(true);
  });

  test.runIf(isRoot)(
    "a folder that the server's user cannot enter: the database goes to /var/lib/sunledger, and it is said",
    async () => {
      const closed = join(folder, 'home');
      mkdirSync(closed, { mode: 0o700 });
      const inside = join(closed, 'clone', '.sunledger');

      const one = await enter({ folder: inside });
      expect(one.answer.data).toMatch(/^\/var\/lib\/sunledger\/clone-[0-9a-f]{8}\/postgres$/);
      expect(one.answer.said[0]).toContain(
        `cannot enter "${inside}": the database goes to "/var/lib/sunledger/clone-`,
      );
      await end(one, 'SIGTERM');
      const two = await enter({ folder: inside });
      expect(two.answer).toMatchObject({ data: one.answer.data, kept: 2 });
      await end(two, 'SIGTERM');
      rmSync(join(one.answer.data, '..'), { recursive: true, force: true });
    },
  );
});

describe('hub on the embedded server', () => {
  test('the first start is there in 15 seconds, a later one in 5, and a server that dies comes back', async () => {
    const begin = Date.now();
    const hub = await openHub({ folder });
    const first = Date.now() - begin;
    expect(first).toBeLessThan(15_000);
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
    expect((await hub.pool('public').query('SELECT count(*) AS n FROM disclosed.contract')).rows).toEqual([
      { n: '0' },
    ]);

    const { pid } = readPostmaster(data())!;
    process.kill(pid, 'SIGKILL');
    await until(() => (readPostmaster(data())?.pid ?? pid) !== pid && readPostmaster(data())!.isReady);
    await until(() => hub.database.port === readPostmaster(data())!.port);
    for (let attempt = 0; ; attempt += 1) {
      try {
        await hub.pool('public').query('SELECT 1');
        break;
      } catch (error) {
        if (attempt > 20) throw error;
        await sleep(100);
      }
    }
    await hub.close();
    expect(readPostmaster(data())).toBeNull();

    const again = Date.now();
    const later = await openHub({ folder });
    expect(Date.now() - again).toBeLessThan(5000);
    await later.close();
  });
});
