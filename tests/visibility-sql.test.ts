import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loginNames } from '../src/db/types.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { type CatalogTable, readCatalog, superuserOf } from './walls/catalog.ts';
import { type Login, logins, mayRead, mayWrite, readsWhole } from './walls/expected.ts';
import { canary, fillHub } from './walls/fill.ts';
import { columnPositions, rowPositions, systemPositions, tryAll } from './walls/positions.ts';

let hub: TestHub;
let tables: CatalogTable[];
beforeAll(async () => {
  hub = await openTestHub();
  await fillHub(hub, 3);
  const superuser = await superuserOf(hub);
  // What nobody declared yet: a new column, a new table, a view that reads internal rows.
  await superuser.query(`ALTER TABLE disclosed.contract ADD COLUMN surprise text DEFAULT '${canary}'`);
  await superuser.query('CREATE TABLE disclosed.surprise (key text, word text)');
  await superuser.query('CREATE TABLE internal.surprise (key text, department_key text)');
  tables = await readCatalog(superuser);
  await superuser.end();
});
afterAll(() => hub.destroy());

const quote = (name: string) => `"${name}"`;
const refused = '42501';

async function outcomes(login: Login, statements: readonly string[]): Promise<string[]> {
  const client = await hub.pool(login).connect();
  try {
    // Facts change inside a revision only; that is one more wall, and not the one looked at here.
    const revision = `SELECT disclosed.begin_revision('walls'), internal.begin_revision('walls')`;
    return await tryAll(client, statements, login === 'writer' ? revision : undefined);
  } finally {
    client.release();
  }
}

interface Case {
  name: string;
  statement: string;
  isOpen: boolean;
}

async function differences(login: Login, cases: readonly Case[]): Promise<string[]> {
  const found = await outcomes(
    login,
    cases.map(({ statement }) => statement),
  );
  return cases.flatMap(({ name, isOpen }, index) => {
    const expected = isOpen ? 'ok' : refused;
    return found[index] === expected ? [] : [`${name}: ${found[index]}, expected ${expected}`];
  });
}

describe.each(logins)('login %s in plain SQL', (login) => {
  test('reads a column in any position exactly where the declarations say so', async () => {
    const cases = tables.flatMap((table) =>
      table.columns.flatMap(({ name }): Case[] =>
        Object.entries(columnPositions).map(([position, write]) => ({
          name: `${table.place}.${name} in ${position}`,
          statement: write(table.place, quote(name)),
          isOpen: mayRead(login, table, name),
        })),
      ),
    );

    expect(cases.length).toBeGreaterThan(10_000);
    expect(await differences(login, cases)).toEqual([]);
  });

  test('reads a row as a whole, and what PostgreSQL adds to it, only where every column is open', async () => {
    const cases = tables.flatMap((table) => {
      const isWhole = readsWhole(login, table) || (login === 'control' && table.schema === 'hub');
      const all = (positions: typeof rowPositions, isOpen: boolean) =>
        Object.entries(positions).map(
          ([position, write]): Case => ({
            name: `${table.place}: ${position}`,
            statement: write(table.place),
            isOpen,
          }),
        );
      return [
        ...all(
          rowPositions,
          table.columns.every(({ name }) => mayRead(login, table, name)),
        ),
        ...all(systemPositions, isWhole && login === 'writer'),
      ];
    });

    expect(await differences(login, cases)).toEqual([]);
  });

  test('writes a column exactly where its work needs it, and never gets a row back that it may not read', async () => {
    const cases = tables.flatMap((table) =>
      table.columns
        .filter(({ name }) => name !== 'id')
        .flatMap(({ name }): Case[] => {
          const column = quote(name);
          const isOpen = (act: string) => mayWrite(login, table, act, name);
          const change = `UPDATE ${table.place} SET ${column} = NULL WHERE false`;
          return [
            {
              name: `INSERT ${table.place}.${name}`,
              statement: `INSERT INTO ${table.place} (${column}) SELECT NULL WHERE false`,
              isOpen: isOpen('INSERT'),
            },
            { name: `UPDATE ${table.place}.${name}`, statement: change, isOpen: isOpen('UPDATE') },
            {
              name: `UPDATE ${table.place}.${name} RETURNING`,
              statement: `${change} RETURNING ${column}`,
              isOpen: isOpen('UPDATE') && mayRead(login, table, name),
            },
          ];
        }),
    );
    // A NULL of the wrong type is refused before privileges are looked at.
    const typed = cases.map((one) => ({ ...one, statement: typedNull(one) }));

    expect(await differences(login, typed)).toEqual([]);
  });

  test('deletes nothing, empties nothing, locks nothing that it may not change', async () => {
    const cases = tables.flatMap((table): Case[] => {
      const place = table.place;
      const deletes = login === 'control' && table.schema === 'hub' && table.table !== 'access_log';
      return [
        { name: `DELETE ${place}`, statement: `DELETE FROM ${place} WHERE false`, isOpen: deletes },
        {
          name: `DELETE ${place} RETURNING`,
          statement: `DELETE FROM ${place} WHERE false RETURNING *`,
          isOpen: deletes,
        },
        { name: `TRUNCATE ${place}`, statement: `TRUNCATE ${place}`, isOpen: false },
        { name: `ALTER ${place}`, statement: `ALTER TABLE ${place} ADD COLUMN x text`, isOpen: false },
        { name: `DROP ${place}`, statement: `DROP TABLE ${place}`, isOpen: false },
        { name: `TRIGGER ${place}`, statement: `ALTER TABLE ${place} DISABLE TRIGGER ALL`, isOpen: false },
        { name: `RLS ${place}`, statement: `ALTER TABLE ${place} DISABLE ROW LEVEL SECURITY`, isOpen: false },
        { name: `GRANT ${place}`, statement: `GRANT SELECT ON ${place} TO CURRENT_USER`, isOpen: false },
      ];
    });

    const found = await differences(login, cases);
    // GRANT by one without any right is a warning that grants nothing, or a refusal.
    expect(found.filter((line) => !line.startsWith('GRANT'))).toEqual([]);
    const again = tables.flatMap((table) =>
      table.columns.map(({ name }) => ({
        name: `${table.place}.${name}`,
        statement: columnPositions.select!(table.place, quote(name)),
        isOpen: mayRead(login, table, name),
      })),
    );
    expect(await differences(login, again)).toEqual([]);
  });

  test('cannot become another, make anything, or leave the database', async () => {
    const prefix = hub.rolePrefix;
    const others = [...loginNames, 'owner']
      .filter((other) => other !== login)
      .map((other) => `${prefix}_${other}`);
    const statements = [
      ...others.flatMap((other) => [
        `SET ROLE ${other}`,
        `GRANT ${other} TO ${prefix}_${login}`,
        `ALTER ROLE ${other} NOLOGIN`,
      ]),
      ...others.map((other) => `SET SESSION AUTHORIZATION ${other}`),
      `ALTER ROLE ${prefix}_${login} SUPERUSER`,
      `ALTER ROLE ${prefix}_${login} BYPASSRLS`,
      `ALTER ROLE ${prefix}_${login} CREATEROLE`,
      `ALTER ROLE ${prefix}_${login} CONNECTION LIMIT -1`,
      `ALTER DATABASE ${hub.database.name} SET statement_timeout = 0`,
      'CREATE ROLE walls_role',
      'CREATE SCHEMA walls',
      'CREATE EXTENSION dblink',
      'CREATE EXTENSION file_fdw',
      'CREATE FOREIGN DATA WRAPPER walls',
      'CREATE PUBLICATION walls FOR ALL TABLES',
      ...['public', 'disclosed', 'internal', 'sealed', 'hub'].flatMap((schema) => [
        `CREATE TABLE ${schema}.walls (x text)`,
        `CREATE VIEW ${schema}.walls AS SELECT 1 AS x`,
        `CREATE FUNCTION ${schema}.walls() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
        `CREATE SEQUENCE ${schema}.walls`,
        `CREATE TYPE ${schema}.walls AS (x text)`,
      ]),
      "CREATE FUNCTION pg_temp.walls() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      'SELECT lo_create(0)',
      "SELECT lo_from_bytea(0, 'x')",
      "SELECT lo_import('/etc/passwd')",
      "SELECT pg_read_file('/etc/passwd')",
      "SELECT pg_read_binary_file('PG_VERSION')",
      "SELECT pg_ls_dir('.')",
      "SELECT pg_stat_file('PG_VERSION')",
      "COPY (SELECT 1) TO PROGRAM 'cat'",
      "COPY (SELECT 1) TO '/tmp/walls'",
      'SELECT pg_reload_conf()',
      'SELECT pg_switch_wal()',
      "SELECT pg_create_logical_replication_slot('walls', 'pgoutput')",
      "SET log_statement = 'none'",
      "SET session_replication_role = 'replica'",
      'SELECT * FROM pg_authid',
      'SELECT * FROM pg_shadow',
      'SELECT * FROM pg_user_mapping',
      'SELECT * FROM pg_largeobject',
      'SELECT * FROM pg_statistic',
      'SELECT * FROM public._prisma_migrations',
    ];
    const found = await outcomes(login, statements);
    // The extension's own files may be missing (58P01, 0A000): either way it is not made.
    const wrong = statements.filter(
      (_, index) => !['42501', '0A000', '58P01', '0LP01'].includes(found[index]!),
    );
    // The writer stages imports in temporary tables, so it may make things there that end with its session.
    expect(wrong.filter((one) => !(login === 'writer' && one.includes('pg_temp')))).toEqual([]);
    const [temporary] = await outcomes(login, ['CREATE TEMPORARY TABLE walls (x text)']);
    expect(temporary).toBe(login === 'writer' ? 'ok' : refused);
  });
});

/** `NULL` with the type of the column that it is written to. */
function typedNull({ name, statement }: Case): string {
  const [, place, column] = /^\w+ (\S+?\.\S+?)\.(\S+?)(?: |$)/.exec(name)!;
  const type = tables
    .find((table) => table.place === place)!
    .columns.find((one) => one.name === column)!.type;
  return statement.replace(/NULL/, `NULL::${type}`);
}

describe('what the public has in SQL', () => {
  const word = `SELECT count(*) AS n FROM internal.contract_detail`;

  test('a department set by the public opens nothing', async () => {
    const client = await hub.pool('public').connect();
    await client.query(`SELECT set_config('sunledger.departments', '{department/0}', false)`);
    await expect(client.query(word)).rejects.toMatchObject({ code: refused });
    client.release(true);
  });

  test('functions of the hub: the revision of a moment, nothing else', async () => {
    const superuser = await superuserOf(hub);
    const { rows } = await superuser.query<{ signature: string; isOpen: boolean }>(
      `SELECT p.oid::regprocedure::text AS signature, has_function_privilege($1, p.oid, 'EXECUTE') AS "isOpen"
       FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE n.nspname IN ('disclosed', 'internal', 'sealed', 'hub', 'public')`,
      [`${hub.rolePrefix}_public`],
    );
    await superuser.end();

    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter(({ isOpen }) => isOpen).map(({ signature }) => signature)).toEqual([
      'disclosed.revision_at(timestamp with time zone)',
    ]);
  });

  test('nothing that it may read holds the canary word', async () => {
    const readable = tables.flatMap((table) =>
      table.columns
        .filter(({ name }) => mayRead('public', table, name))
        .map(({ name }) => `SELECT ${quote(name)}::text AS v FROM ${table.place}`),
    );
    const { rows } = await hub
      .pool('public')
      .query<{ n: string }>(
        `SELECT count(*) AS n FROM (${readable.join(' UNION ALL ')}) AS u WHERE v LIKE '%${canary}%'`,
      );

    expect(readable.length).toBeGreaterThan(300);
    expect(rows[0]!.n).toBe('0');
  });
});
