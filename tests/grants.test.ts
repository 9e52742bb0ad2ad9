import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDatabase } from '../src/db/check/index.ts';
import { type GrantTable, hasTwin } from '../src/db/grants/rules.ts';
import { grantsSectionOf } from '../src/db/grants/sql.ts';
import { readGrantTables } from '../src/db/grants/tables.ts';
import { openHub } from '../src/db/hub.ts';
import { roleName } from '../src/db/logins.ts';
import { inRevision } from '../src/db/revision.ts';
import { type LoginName, loginNames } from '../src/db/types.ts';
import { openTestHub, superuserOf, type TestHub } from './hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

const tables = readGrantTables();

/** Every place a reader could look at: tables and twins, each column, and who may read it. */
const places = tables.flatMap((table) => {
  const columns = table.columns.map(({ name, audience }) => ({ name, audience }));
  const place = { ...table, columns };
  if (!hasTwin(table)) return [place];
  const audience = table.columns.find(({ name }) => name === 'from_revision')!.audience;
  const more = [
    { name: 'to_revision', audience },
    { name: 'revision_source', audience },
  ];
  return [place, { ...table, table: `${table.table}_version`, columns: [...columns, ...more] }];
});

/** What the declarations let a reading login see, said once more and independently of the generator. */
function maySee(login: LoginName, { schema, columns }: GrantTable, name: string): boolean {
  const { audience } = columns.find((column) => column.name === name)!;
  if (audience === null) return false;
  if (login === 'public' || login === 'export') return schema === 'disclosed' && audience === 'public';
  if (login === 'internal') return schema === 'disclosed' || schema === 'internal';
  if (login === 'officer') {
    return (
      schema === 'disclosed' ||
      (schema === 'internal' && columns.some((column) => column.name === 'department_key'))
    );
  }
  return login === 'sealed' && schema === 'sealed';
}

const positions: Record<string, (column: string, place: string) => string> = {
  select: (column, place) => `SELECT ${column} FROM ${place} LIMIT 0`,
  where: (column, place) => `SELECT 1 FROM ${place} WHERE ${column} IS NULL LIMIT 0`,
  order: (column, place) => `SELECT 1 FROM ${place} ORDER BY ${column} LIMIT 0`,
  group: (column, place) => `SELECT count(*) FROM ${place} GROUP BY ${column} LIMIT 0`,
};

async function refusal(login: LoginName, text: string, values: unknown[] = []): Promise<string | null> {
  try {
    await hub.pool(login).query(text, values);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
}

/** What becomes of each statement under a login: `done` or the code of its error. Asked in one go, for speed. */
async function codesOf(login: LoginName, texts: string[]): Promise<string[]> {
  const client = await hub.pool(login).connect();
  try {
    await client.query('BEGIN READ WRITE');
    await client.query('SET LOCAL statement_timeout = 0');
    await client.query(`SELECT set_config('test.texts', $1, true)`, [JSON.stringify(texts)]);
    await client.query(`DO $$ DECLARE
      attempt text;
      codes text[] := '{}';
    BEGIN
      FOR attempt IN SELECT * FROM jsonb_array_elements_text(current_setting('test.texts')::jsonb) LOOP
        BEGIN
          EXECUTE attempt;
          codes := codes || 'done'::text;
        EXCEPTION WHEN OTHERS THEN
          codes := codes || sqlstate::text;
        END;
      END LOOP;
      PERFORM set_config('test.codes', codes::text, true);
    END $$`);
    const { rows } = await client.query<{ codes: string[] }>(
      `SELECT current_setting('test.codes')::text[] AS codes`,
    );
    return rows[0]!.codes;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

describe('column grants', () => {
  for (const login of ['public', 'export', 'internal', 'officer', 'sealed'] as const) {
    test(`"${login}" reads exactly its columns, in every position`, async () => {
      const attempts = places.flatMap((table) =>
        table.columns.flatMap(({ name }) =>
          Object.values(positions).map((write) => ({
            text: write(`"${name}"`, `"${table.schema}"."${table.table}"`),
            expected: maySee(login, table, name) ? 'done' : '42501',
          })),
        ),
      );
      const codes = await codesOf(
        login,
        attempts.map(({ text }) => text),
      );

      const wrong = attempts
        .map(({ text, expected }, at) => [text, expected, codes[at]])
        .filter(([, expected, code]) => expected !== code);
      expect(wrong).toEqual([]);
      expect(codes.filter((code) => code === 'done').length).toBeGreaterThan(20);
      expect(codes.filter((code) => code === '42501').length).toBeGreaterThan(400);
    });
  }

  test('the logins that only write read nothing', async () => {
    for (const login of ['log', 'report'] as const) {
      const codes = await codesOf(
        login,
        places.map(
          ({ schema, table, columns }) => `SELECT "${columns[0]!.name}" FROM "${schema}"."${table}" LIMIT 0`,
        ),
      );
      expect(new Set(codes)).toEqual(new Set(['42501']));
    }
  });

  test('whole rows, system columns and other ways around a column are refused to the public', async () => {
    for (const text of [
      'SELECT * FROM disclosed.contract',
      'SELECT id FROM disclosed.contract',
      'SELECT c FROM disclosed.contract c',
      'SELECT to_jsonb(c) FROM disclosed.contract c',
      'SELECT ctid FROM disclosed.contract',
      'SELECT xmin FROM disclosed.contract',
      'TABLE disclosed.contract',
      'COPY disclosed.contract TO STDOUT',
      'SELECT count(*) FROM internal.contract_detail',
      'SELECT internal.revision_at(now())',
      `SELECT disclosed.begin_revision('x')`,
      `SET ROLE ${roleName(hub.rolePrefix, 'internal')}`,
      `SET ROLE ${roleName(hub.rolePrefix, 'owner')}`,
      `SET SESSION AUTHORIZATION ${roleName(hub.rolePrefix, 'owner')}`,
      'CREATE TEMPORARY TABLE t (x int)',
      'CREATE TABLE public.t (x int)',
      'SELECT lo_create(0)',
      'SELECT pg_advisory_lock(7301)',
      `SELECT pg_read_file('/etc/passwd')`,
      'SELECT * FROM pg_authid',
      'SELECT * FROM public._prisma_migrations',
      'INSERT INTO disclosed.supplier (key) VALUES (1)',
    ]) {
      const client = await hub.pool('public').connect();
      await client.query('SET default_transaction_read_only = off'); // only a default: the grants must hold alone
      const code = await client.query(text).then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
      await client.query('RESET default_transaction_read_only');
      client.release();
      expect([text, code]).toEqual([text, '42501']);
    }
  });

  test('no login deletes facts', async () => {
    for (const login of loginNames.filter((name) => name !== 'migrator')) {
      const codes = await codesOf(
        login,
        places
          .filter(({ schema }) => schema !== 'hub')
          .map(({ schema, table }) => `DELETE FROM "${schema}"."${table}"`),
      );
      expect([login, ...new Set(codes)]).toEqual([login, '42501']);
    }
  });

  test('the log can be written and not read, changed or emptied by who writes it', async () => {
    expect(
      await refusal(
        'log',
        `INSERT INTO hub.access_log (actor, role, action) VALUES ('a', 'ANALYST', 'query')`,
      ),
    ).toBeNull();
    for (const text of [
      'SELECT actor FROM hub.access_log',
      `UPDATE hub.access_log SET actor = 'b'`,
      'DELETE FROM hub.access_log',
      `INSERT INTO hub.access_log (actor, role, action, at) VALUES ('a', 'ANALYST', 'query', '2020-01-01')`,
    ]) {
      expect(await refusal('log', text)).toBe('42501');
    }
    expect(await refusal('control', 'DELETE FROM hub.access_log')).toBe('42501');
  });

  test('a report goes in, without a department, and does not come out', async () => {
    const add = `INSERT INTO internal.report (subject_type, subject_key, text) VALUES ('contract', 'x', 'wrong')`;
    expect(await refusal('report', add)).toBeNull();
    expect(await refusal('report', `${add} RETURNING id`)).toBe('42501');
    expect(
      await refusal(
        'report',
        `INSERT INTO internal.report (subject_type, subject_key, text, department_key) VALUES ('c', 'x', 'w', 'd')`,
      ),
    ).toBe('42501');
  });
});

describe('row policies', () => {
  beforeAll(async () => {
    await inRevision(hub, { source: 'demo', actor: 'tester' }, async (client) => {
      await client.query(
        `INSERT INTO internal.contract_detail (key, dataset_key, department_key, risk_note) VALUES
           ('c1', 'd', 'one', 'a'), ('c2', 'd', 'two', 'b'), ('c3', 'd', NULL, 'c')`,
      );
      await client.query(
        `INSERT INTO sealed.tender_secret (key, dataset_key, subject_key, department_key, kind, opens_on_event) VALUES
           ('t1', 'd', 't', 'one', 'reservePrice', 'bidOpening'), ('t2', 'd', 't', 'two', 'reservePrice', 'bidOpening')`,
      );
    });
    await inRevision(hub, { source: 'demo', actor: 'tester' }, (client) =>
      client.query(`UPDATE internal.contract_detail SET risk_note = 'z'`),
    );
  });

  async function keysAs(login: LoginName, table: string, departments: string[] | null): Promise<string[]> {
    const client = await hub.pool(login).connect();
    try {
      await client.query('BEGIN');
      if (departments)
        await client.query(`SELECT set_config('sunledger.departments', $1::text[]::text, true)`, [
          departments,
        ]);
      const { rows } = await client.query<{ key: string }>(`SELECT key FROM ${table} ORDER BY key`);
      return rows.map(({ key }) => key);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  }

  test("an officer sees the rows of the named departments, versions included; a row without department is nobody's", async () => {
    for (const table of ['internal.contract_detail', 'internal.contract_detail_version']) {
      expect(await keysAs('officer', table, ['one'])).toEqual(['c1']);
      expect(await keysAs('officer', table, ['one', 'two'])).toEqual(['c1', 'c2']);
      expect(await keysAs('officer', table, ['three'])).toEqual([]);
      expect(await keysAs('officer', table, [])).toEqual([]);
      expect(await keysAs('internal', table, null)).toEqual(['c1', 'c2', 'c3']);
    }
  });

  test('without the setting nothing is seen, and the setting does not stay on the connection', async () => {
    expect(await keysAs('officer', 'internal.contract_detail', null)).toEqual([]);
    await keysAs('officer', 'internal.contract_detail', ['one']);
    for (let i = 0; i < 5; i += 1)
      expect(await keysAs('officer', 'internal.contract_detail', null)).toEqual([]);
  });

  test('sealed rows are seen by the sealed login for its departments only', async () => {
    expect(await keysAs('sealed', 'sealed.tender_secret', ['one'])).toEqual(['t1']);
    expect(await keysAs('sealed', 'sealed.tender_secret', null)).toEqual([]);
    for (const login of ['internal', 'officer', 'public', 'control'] as const) {
      await expect(keysAs(login, 'sealed.tender_secret', ['one'])).rejects.toThrow('permission denied');
    }
    expect(await refusal('writer', `SELECT value_amount FROM sealed.tender_secret`)).toBe('42501');
    expect(await refusal('writer', `UPDATE sealed.tender_secret SET kind = 'evaluators'`)).toBe('42501');
  });

  test('the departments are read once for a statement, not once for a row', async () => {
    const { rows } = await explainAsOfficer('SELECT key FROM internal.contract_detail');
    const plan = rows.map((row) => Object.values(row)[0]).join('\n');
    expect(plan).toContain('InitPlan');
  });

  async function explainAsOfficer(text: string) {
    const client = await superuserOf(hub);
    try {
      await client.query(`SET SESSION AUTHORIZATION ${roleName(hub.rolePrefix, 'officer')}`);
      return await client.query(`EXPLAIN ${text}`);
    } finally {
      await client.end();
    }
  }
});

describe('start-up check', () => {
  async function differencesAfter(change: string, undo: string): Promise<string[]> {
    const client = await superuserOf(hub);
    try {
      await client.query(change);
      const found = await checkDatabase(client, hub.rolePrefix);
      await client.query(undo);
      return found;
    } finally {
      await client.end();
    }
  }

  test('a database as declared has no difference, and grants.sql can be applied again', async () => {
    const client = await superuserOf(hub);
    const sql = readFileSync(new URL('../prisma/grants.sql', import.meta.url), 'utf8');
    expect(await checkDatabase(client, hub.rolePrefix)).toEqual([]);

    for (const section of ['logins', 'database'] as const)
      await client.query(grantsSectionOf(sql, section, hub.rolePrefix));
    await client.query(`SET ROLE ${roleName(hub.rolePrefix, 'owner')}`);
    await client.query(grantsSectionOf(sql, 'grants', hub.rolePrefix));

    expect(await checkDatabase(client, hub.rolePrefix)).toEqual([]);
    await client.end();
  });

  const p = () => hub.rolePrefix;
  const cases: { name: string; change: () => string; undo: () => string; says: () => string | RegExp }[] = [
    {
      name: 'a table-level grant, which opens every column',
      change: () => `GRANT SELECT ON disclosed.contract TO ${p()}_public`,
      undo: () =>
        `REVOKE SELECT ON disclosed.contract FROM ${p()}_public; GRANT ALL ON disclosed.contract TO ${p()}_owner`,
      says: () => `"${p()}_public" may SELECT the whole of "disclosed.contract", which is not declared`,
    },
    {
      name: 'a column granted by hand',
      change: () => `GRANT SELECT (id) ON disclosed.contract TO ${p()}_public`,
      undo: () => `REVOKE SELECT (id) ON disclosed.contract FROM ${p()}_public`,
      says: () => `"${p()}_public" may SELECT column "id" of "disclosed.contract", which is not declared`,
    },
    {
      name: 'a grant to everybody',
      change: () => 'GRANT SELECT (title) ON disclosed.contract TO PUBLIC',
      undo: () => 'REVOKE SELECT (title) ON disclosed.contract FROM PUBLIC',
      says: () => '"PUBLIC" may SELECT column "title" of "disclosed.contract", which is not declared',
    },
    {
      name: 'a column that lost its grant',
      change: () => `REVOKE SELECT (title) ON disclosed.contract FROM ${p()}_public`,
      undo: () => `GRANT SELECT (title) ON disclosed.contract TO ${p()}_public`,
      says: () =>
        `"${p()}_public" may SELECT column "title" of "disclosed.contract" by declaration, but not in the database`,
    },
    {
      name: 'DELETE for the writer',
      change: () => `GRANT DELETE ON disclosed.contract TO ${p()}_writer`,
      undo: () => `REVOKE DELETE ON disclosed.contract FROM ${p()}_writer`,
      says: () => `"${p()}_writer" may DELETE the whole of "disclosed.contract", which is not declared`,
    },
    {
      name: 'a column that was added by hand, in the table and so missing in the twin',
      change: () => 'ALTER TABLE disclosed.contract ADD COLUMN secret text',
      undo: () => 'ALTER TABLE disclosed.contract DROP COLUMN secret',
      says: () => 'Column "secret" of "disclosed.contract" is not declared',
    },
    {
      name: 'a renamed column, which keeps its grant',
      change: () => 'ALTER TABLE disclosed.contract RENAME COLUMN title TO reserve_price',
      undo: () => 'ALTER TABLE disclosed.contract RENAME COLUMN reserve_price TO title',
      says: () =>
        `"${p()}_public" may SELECT column "reserve_price" of "disclosed.contract", which is not declared`,
    },
    {
      name: 'a twin that lacks a column',
      change: () => 'ALTER TABLE disclosed.lot_version RENAME COLUMN title TO titel',
      undo: () => 'ALTER TABLE disclosed.lot_version RENAME COLUMN titel TO title',
      says: () => 'Column "title" of "disclosed.lot_version" is missing',
    },
    {
      name: 'a trigger that was switched off',
      change: () => 'ALTER TABLE disclosed.contract DISABLE TRIGGER version_update',
      undo: () => 'ALTER TABLE disclosed.contract ENABLE TRIGGER version_update',
      says: () => 'Trigger "version_update" of "disclosed.contract" is switched off',
    },
    {
      name: "a view, which runs with its owner's rights",
      change: () => `CREATE VIEW disclosed.peek AS SELECT * FROM internal.contract_detail`,
      undo: () => 'DROP VIEW disclosed.peek',
      says: () => 'Relation "disclosed.peek" is not declared',
    },
    {
      name: 'a view that reaches out of disclosed',
      change: () => `CREATE VIEW disclosed.peek AS SELECT * FROM internal.contract_detail`,
      undo: () => 'DROP VIEW disclosed.peek',
      says: () =>
        /Schema "disclosed" is not closed: rule _RETURN on view disclosed\.peek needs .*internal\.contract_detail/,
    },
    {
      name: 'a foreign key out of disclosed',
      change: () =>
        'ALTER TABLE disclosed.contract ADD CONSTRAINT leak FOREIGN KEY (key) REFERENCES internal.contract_detail (key) NOT VALID',
      undo: () => 'ALTER TABLE disclosed.contract DROP CONSTRAINT leak',
      says: () =>
        /Schema "disclosed" is not closed: constraint leak on table disclosed\.contract needs .*internal/,
    },
    {
      name: 'a foreign key into disclosed',
      change: () =>
        'ALTER TABLE internal.contract_detail ADD CONSTRAINT leak FOREIGN KEY (key) REFERENCES disclosed.contract (key) NOT VALID',
      undo: () => 'ALTER TABLE internal.contract_detail DROP CONSTRAINT leak',
      says: () => 'Foreign key "leak" of "internal.contract_detail" points into "disclosed"',
    },
    {
      name: 'a function whose text names another schema',
      change: () =>
        `CREATE FUNCTION disclosed.peek() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM internal.submission'`,
      undo: () => 'DROP FUNCTION disclosed.peek()',
      says: () => 'Schema "disclosed" is not closed: function disclosed.peek() names schema "internal"',
    },
    {
      name: 'a function that everybody may call',
      change: () => `CREATE FUNCTION disclosed.peek() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
      undo: () => 'DROP FUNCTION disclosed.peek()',
      says: () => '"PUBLIC" may call "disclosed.peek()", which is not declared',
    },
    {
      name: 'a default that calls out of disclosed',
      change: () =>
        'ALTER TABLE disclosed.contract ALTER COLUMN from_revision SET DEFAULT internal.current_revision()',
      undo: () =>
        'ALTER TABLE disclosed.contract ALTER COLUMN from_revision SET DEFAULT disclosed.current_revision()',
      says: () =>
        /Schema "disclosed" is not closed: default value for column from_revision .* needs function internal\.current_revision\(\)/,
    },
    {
      name: 'row security switched off',
      change: () => 'ALTER TABLE internal.submission DISABLE ROW LEVEL SECURITY',
      undo: () => 'ALTER TABLE internal.submission ENABLE ROW LEVEL SECURITY',
      says: () => 'Row security is switched off for "internal.submission"',
    },
    {
      name: 'a policy that lets an officer see everything',
      change: () => `ALTER POLICY officer ON internal.submission USING (true)`,
      undo: () =>
        `ALTER POLICY officer ON internal.submission USING (department_key = ANY ((SELECT nullif(current_setting('sunledger.departments', true), '')::text[])::text[]))`,
      says: () => /Row policy "officer" of "internal\.submission" says/,
    },
    {
      name: 'one policy too many',
      change: () => `CREATE POLICY extra ON internal.submission FOR SELECT TO ${p()}_officer USING (true)`,
      undo: () => 'DROP POLICY extra ON internal.submission',
      says: () => 'Row policy "extra" of "internal.submission" is not declared',
    },
    {
      name: 'a login that may pass row security',
      change: () => `ALTER ROLE ${p()}_officer BYPASSRLS`,
      undo: () => `ALTER ROLE ${p()}_officer NOBYPASSRLS`,
      says: () => `Role "${p()}_officer" has the attribute BYPASSRLS`,
    },
    {
      name: 'a login that is a member of the owner',
      change: () => `GRANT ${p()}_owner TO ${p()}_public`,
      undo: () => `REVOKE ${p()}_owner FROM ${p()}_public`,
      says: () => `Role "${p()}_public" is a member of "${p()}_owner"`,
    },
    {
      name: 'a login without its time limit',
      change: () => `ALTER ROLE ${p()}_public RESET statement_timeout`,
      undo: () => `ALTER ROLE ${p()}_public SET statement_timeout = '2s'`,
      says: () => `Role "${p()}_public" has statement_timeout = nothing, expected 2s`,
    },
    {
      name: 'a database that everybody may enter',
      change: () => `GRANT CONNECT ON DATABASE ${p()} TO PUBLIC`,
      undo: () => `REVOKE CONNECT ON DATABASE ${p()} FROM PUBLIC`,
      says: () => `"PUBLIC" has CONNECT on database "${p()}", which is not declared`,
    },
    {
      name: 'a migration whose text was changed after it was applied',
      change: () => `UPDATE public._prisma_migrations SET checksum = reverse(checksum)`,
      undo: () => `UPDATE public._prisma_migrations SET checksum = reverse(checksum)`,
      says: () => /Migration ".*_foundation" was applied with another text/,
    },
    {
      name: 'a migration of a newer release',
      change: () =>
        `INSERT INTO public._prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '20990101000000_later', now())`,
      undo: () => `DELETE FROM public._prisma_migrations WHERE id = 'x'`,
      says: () => 'Migration "20990101000000_later" is unknown to this release',
    },
  ];
  test.each(cases)('notices $name', async ({ change, undo, says }) => {
    const found = await differencesAfter(change(), undo());

    const expected = says();
    if (typeof expected === 'string') expect(found).toContain(expected);
    else
      expect(
        found.some((line) => expected.test(line)),
        found.join('\n'),
      ).toBe(true);
  });

  test('the hub does not serve a database with a difference that a migration cannot mend', async () => {
    const client = await superuserOf(hub);
    await client.query('ALTER TABLE disclosed.contract ADD COLUMN secret text');
    try {
      await expect(
        openHub({
          databaseUrl: hub.adminUrl,
          folder: hub.folder,
          rolePrefix: hub.rolePrefix,
          migrate: false,
        }),
      ).rejects.toThrow(/does not serve:[\s\S]*Column "secret" of "disclosed\.contract" is not declared/);
    } finally {
      await client.query('ALTER TABLE disclosed.contract DROP COLUMN secret');
      await client.end();
    }
  });

  test('a database made by another text of a migration is refused in words, not built upon', async () => {
    const client = await superuserOf(hub);
    const turn = `UPDATE public._prisma_migrations SET checksum = reverse(checksum)`;
    await client.query(turn);
    try {
      await expect(
        openHub({ databaseUrl: hub.adminUrl, folder: hub.folder, rolePrefix: hub.rolePrefix }),
      ).rejects.toThrow(/made by another text of ".*_foundation"[\s\S]*new data folder/);
    } finally {
      await client.query(turn);
      await client.end();
    }
  });

  test('a lost grant is mended at the next start', async () => {
    const client = await superuserOf(hub);
    await client.query(`REVOKE SELECT (title) ON disclosed.contract FROM ${p()}_public`);
    const other = await openHub({
      databaseUrl: hub.adminUrl,
      folder: hub.folder,
      rolePrefix: hub.rolePrefix,
    });
    await other.close();

    expect(await checkDatabase(client, p())).toEqual([]);
    await client.end();
  });
});
