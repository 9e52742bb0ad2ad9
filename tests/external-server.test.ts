import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDatabase } from '../src/db/check/index.ts';
import { type ServerFacts, serverReasons } from '../src/db/external.ts';
import { openHub } from '../src/db/hub.ts';
import { inRevision } from '../src/db/revision.ts';
import type { HubError } from '../src/errors.ts';

/** Programs of a PostgreSQL that the system installed (Debian's path), newest first; null where there is none. */
function findServer(): { bin: string; version: string } | null {
  const folder = '/usr/lib/postgresql';
  if (!existsSync(folder)) return null;
  const versions = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'bin', 'initdb')));
  const version = versions.sort((a, b) => Number(b) - Number(a))[0];
  return version ? { bin: join(folder, version, 'bin'), version } : null;
}

const server = findServer();
const title = server
  ? `external PostgreSQL ${server.version}`
  : 'external PostgreSQL (skipped: no server in /usr/lib/postgresql, install the package "postgresql")';

describe.skipIf(!server)(title, () => {
  let folder: string;
  let port: number;
  const as = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const hubs: string[] = [];

  function idOf(flag: string): number {
    return Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  }

  function run(program: string, ...args: string[]): void {
    const { status, stdout, stderr } = spawnSync(join(server!.bin, program), args, {
      ...as,
      cwd: '/',
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${program}: ${stdout}${stderr}`);
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sunledger-external-'));
    if (as.uid !== undefined) chownSync(folder, as.uid, as.gid!);
    port = await new Promise<number>((resolve) => {
      const probe = createServer().listen(0, '127.0.0.1', () => {
        const { port: free } = probe.address() as { port: number };
        probe.close(() => resolve(free));
      });
    });
    const data = join(folder, 'data');
    run(
      'initdb',
      '-D',
      data,
      '-U',
      'root_of_all',
      '--auth=trust',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    );
    const flags = `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`;
    run('pg_ctl', '-D', data, '-w', '-o', flags, '-l', join(folder, 'log'), 'start');
    await sql(
      'postgres',
      'CREATE ROLE plain LOGIN',
      'CREATE ROLE dba LOGIN CREATEROLE',
      'CREATE DATABASE full_rights',
      'CREATE DATABASE few_rights OWNER dba',
      'CREATE DATABASE foreign_rights',
      `CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
      `CREATE DATABASE under_c LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0`,
    );
  });

  afterAll(() => {
    if (folder && existsSync(join(folder, 'data')))
      run('pg_ctl', '-D', join(folder, 'data'), '-m', 'immediate', '-w', 'stop');
    for (const hub of hubs) rmSync(hub, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });

  const url = (database: string, user = 'root_of_all') =>
    `postgresql://${user}@127.0.0.1:${port}/${database}`;

  async function sql(database: string, ...statements: string[]): Promise<void> {
    const client = new pg.Client({ connectionString: url(database) });
    await client.connect();
    for (const statement of statements) await client.query(statement);
    await client.end();
  }

  async function open(database: string, user: string, rolePrefix: string, said: string[] = []) {
    const own = mkdtempSync(join(tmpdir(), 'sunledger-hub-'));
    hubs.push(own);
    return openHub({
      databaseUrl: url(database, user),
      folder: own,
      rolePrefix,
      onProgress: (line) => said.push(line),
    });
  }

  async function refusal(database: string, user: string, rolePrefix = 'refused'): Promise<string[]> {
    return open(database, user, rolePrefix).then(
      async (hub) => {
        await hub.close();
        return ['was opened'];
      },
      (error: HubError) => (error.details.reasons as string[] | undefined) ?? [error.message],
    );
  }

  test('serves with a superuser, as declared to the last grant', async () => {
    const hub = await open('full_rights', 'root_of_all', 'full');
    expect(hub.database).toMatchObject({ kind: 'external', name: 'full_rights', port, folder: null });
    expect(Number.parseInt(hub.database.version, 10)).toBeGreaterThanOrEqual(15);
    const made = await inRevision(hub, { source: 'demo', actor: 'tester' }, async (client) => {
      await client.query(
        `INSERT INTO disclosed.supplier (key, scheme, identifier, name) VALUES ('s', 'X', '1', '甲公司')`,
      );
    });
    await inRevision(hub, { source: 'demo', actor: 'tester' }, (client) =>
      client.query(`UPDATE disclosed.supplier SET name = '乙公司'`),
    );

    const { rows } = await hub
      .pool('public')
      .query('SELECT name, from_revision, to_revision FROM disclosed.supplier_version');
    expect(rows).toEqual([{ name: '甲公司', from_revision: made.disclosed, to_revision: '2' }]);
    await expect(hub.pool('public').query('SELECT lo_create(0)')).rejects.toThrow('permission denied');
    await hub.close();
  });

  test('serves with an administrator that may make logins and owns the database, and says what he could not close', async () => {
    const said: string[] = [];
    const hub = await open('few_rights', 'dba', 'few', said);

    expect(said.find((line) => line.startsWith('Note: '))).toContain('large objects');
    const client = await hub.pool('migrator').connect();
    expect(await checkDatabase(client, 'few')).toEqual([]);
    client.release();
    await hub.close();
  });

  test('a later start needs no administrator any more', async () => {
    const own = hubs[hubs.length - 1]!;
    const hub = await openHub({ databaseUrl: url('few_rights', 'plain'), folder: own, rolePrefix: 'few' });

    expect((await hub.pool('public').query('SELECT count(*) AS n FROM disclosed.contract')).rows).toEqual([
      { n: '0' },
    ]);
    await hub.close();
  });

  test('names every right that is missing at once', async () => {
    expect(await refusal('foreign_rights', 'plain')).toEqual([
      'The user of DATABASE_URL may not make logins: expected the right CREATEROLE (ALTER ROLE … CREATEROLE).',
      'The user of DATABASE_URL does not own the database: expected its owner (ALTER DATABASE … OWNER TO …).',
    ]);
  });

  test('refuses an encoding and a character type that Chinese cannot be searched in', async () => {
    expect(await refusal('latin', 'root_of_all')).toEqual([
      expect.stringContaining(`The database's encoding is LATIN1: expected UTF8`),
      expect.stringContaining('LC_CTYPE) is "C"'),
    ]);
    expect(await refusal('under_c', 'root_of_all')).toEqual([expect.stringContaining('LC_CTYPE) is "C"')]);
  });

  test('refuses logins that another database has, and a database that other logins have', async () => {
    expect(await refusal('foreign_rights', 'root_of_all', 'full')).toEqual([
      expect.stringContaining(
        'The logins with the prefix "full" belong to the hub in database "full_rights"',
      ),
    ]);
    expect(await refusal('full_rights', 'root_of_all', 'other')).toEqual([
      'The database belongs to the hub with SUNLEDGER_ROLE_PREFIX "full", not "other".',
    ]);
  });

  test('refuses logins that pass every wall', async () => {
    await sql('postgres', 'CREATE ROLE strong_public LOGIN BYPASSRLS');

    expect(await refusal('foreign_rights', 'root_of_all', 'strong')).toEqual([
      expect.stringContaining('The login "strong_public" exists with rights that pass every wall'),
    ]);
  });

  test('says which database cannot be reached, and never the password', async () => {
    const [missing] = await refusal('nowhere', 'root_of_all');
    expect(missing).toContain(`Cannot connect to database "nowhere" at "127.0.0.1:${port}" as "root_of_all"`);
    await expect(openHub({ databaseUrl: 'mysql://a:secret@b/c' })).rejects.toThrow(
      'DATABASE_URL is not understood',
    );
    await expect(
      openHub({ databaseUrl: 'postgresql://a:secret@127.0.0.1:1/c', folder: hubs[0]! }),
    ).rejects.toThrow(/Cannot connect to database "c" at "127\.0\.0\.1:1" as "a": (?!.*secret)/);
  });
});

describe('what a server must be', () => {
  const good: ServerFacts = {
    version: '15.3',
    number: 150_003,
    encoding: 'UTF8',
    ctype: 'en_US.UTF-8',
    provider: 'c',
    locale: null,
    is_superuser: false,
    may_create_roles: true,
    owns_database: true,
    connections: 100,
    is_standby: false,
  };

  test('version 15 is enough, 14 is not, a standby is not', () => {
    expect(serverReasons(good)).toEqual([]);
    expect(serverReasons({ ...good, version: '14.9', number: 140_009 })).toEqual([
      'It is PostgreSQL 14.9: expected 15 or newer.',
    ]);
    expect(serverReasons({ ...good, is_standby: true })).toEqual([
      'It is a standby, which cannot be written to: name the primary.',
    ]);
  });

  test("the locale that counts is the provider's", () => {
    expect(serverReasons({ ...good, provider: 'b', ctype: 'C', locale: 'C.UTF-8' })).toEqual([]);
    expect(serverReasons({ ...good, provider: 'i', ctype: 'C', locale: 'zh-CN' })).toEqual([]);
    expect(serverReasons({ ...good, provider: 'b', ctype: 'en_US.UTF-8', locale: 'C' }).length).toBe(1);
  });
});
