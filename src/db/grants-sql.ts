import { type LoginLimits, loginLimits } from './logins.ts';
import type { LoginName } from './types.ts';
import { loginNames } from './types.ts';

/** One column and the audience that may read it; null: no reader at all. */
export interface GrantColumn {
  name: string;
  audience: 'public' | 'internal' | null;
}

/** Every table of the hub with every column; the generator's whole input. Twins are not listed, they follow. */
export interface GrantTable {
  schema: 'disclosed' | 'internal' | 'sealed' | 'hub';
  table: string;
  columns: GrantColumn[];
}

/** Stands for SUNLEDGER_ROLE_PREFIX in the generated text. */
export const prefixPlaceholder = '{prefix}';

const schemas = ['disclosed', 'internal', 'sealed', 'hub'] as const;

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const role = (name: LoginName | 'owner') => quote(`${prefixPlaceholder}_${name}`);
const list = (names: string[]) => names.map(quote).join(', ');

/** Columns that the database fills in itself: nobody may write them. */
const filledIn = new Set(['id', 'from_revision']);

/** Tables of schemas with twins whose rows only grow through functions. */
const hasTwin = (table: GrantTable) =>
  (table.schema === 'disclosed' || table.schema === 'internal') &&
  ['key', 'from_revision'].every((name) => table.columns.some((column) => column.name === name));

/** Privileges of one login on one table or twin, by column; the form that the catalog is compared with. */
export interface TableGrant {
  schema: string;
  table: string;
  login: LoginName;
  privilege: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  /** Null for DELETE, which has no columns. */
  columns: string[] | null;
}

/** Every privilege on every table, from the declarations. What is not listed is not granted. */
export function tableGrants(tables: GrantTable[]): TableGrant[] {
  return tables.flatMap((table) =>
    [...readGrants(table), ...writeGrants(table)].filter((grant) => grant.columns?.length !== 0),
  );
}

function readGrants(table: GrantTable): TableGrant[] {
  const readable = (audiences: GrantColumn['audience'][]) =>
    table.columns
      .filter((column) => column.audience && audiences.includes(column.audience))
      .map((column) => column.name);
  const open = readable(['public']);
  const all = readable(['public', 'internal']);
  const grant = (login: LoginName, columns: string[]): TableGrant[] => {
    if (columns.length === 0) return [];
    const own: TableGrant = { schema: table.schema, table: table.table, login, privilege: 'SELECT', columns };
    if (!hasTwin(table)) return [own];
    const versions = [
      ...columns.filter((name) => name !== 'from_revision'),
      'from_revision',
      'to_revision',
      'revision_source',
    ];
    return [own, { ...own, table: `${table.table}_version`, columns: [...new Set(versions)] }];
  };
  switch (table.schema) {
    case 'disclosed':
      return [
        ...grant('public', open),
        ...grant('export', open),
        ...grant('internal', all),
        ...grant('officer', all),
      ];
    case 'internal':
      // Without a department a row belongs to nobody whom a policy could name.
      return [...grant('internal', all), ...(hasDepartment(table) ? grant('officer', all) : [])];
    case 'sealed':
      return grant('sealed', all);
    case 'hub':
      return [];
  }
}

export function hasDepartment(table: GrantTable): boolean {
  return table.columns.some((column) => column.name === 'department_key');
}

function writeGrants(table: GrantTable): TableGrant[] {
  const all = table.columns.map((column) => column.name);
  const writable = all.filter((name) => !filledIn.has(name));
  const grant = (
    login: LoginName,
    privilege: TableGrant['privilege'],
    columns: string[] | null,
  ): TableGrant => ({
    schema: table.schema,
    table: table.table,
    login,
    privilege,
    columns,
  });
  const place = `${table.schema}.${table.table}`;
  if (place === 'hub.access_log') {
    return [
      grant(
        'log',
        'INSERT',
        writable.filter((name) => name !== 'at'),
      ),
      grant('control', 'SELECT', all),
    ];
  }
  if (table.schema === 'hub') {
    return [
      grant('control', 'SELECT', all),
      grant('control', 'INSERT', writable),
      grant('control', 'UPDATE', writable),
      grant('control', 'DELETE', null),
    ];
  }
  // A change of a sealed value is a new row; the key is read to find out whether a row is there.
  if (table.schema === 'sealed')
    return [grant('writer', 'INSERT', writable), grant('writer', 'SELECT', ['key'])];
  if (table.table === 'revision') return [grant('writer', 'SELECT', all)];
  if (place === 'internal.revision_act') {
    const stated = ['actor', 'role', 'reason', 'department_key'];
    return [grant('writer', 'SELECT', all), grant('writer', 'INSERT', stated)];
  }
  if (place === 'internal.report') {
    return [grant('report', 'INSERT', ['subject_type', 'subject_key', 'text', 'contact'])];
  }
  return [
    grant('writer', 'SELECT', all),
    grant('writer', 'INSERT', writable),
    grant('writer', 'UPDATE', writable),
  ];
}

/** Functions that a login may call; every other one is closed. */
export const functionGrants: { signature: string; logins: LoginName[] }[] = [
  { signature: 'disclosed.current_revision()', logins: ['writer'] },
  { signature: 'disclosed.begin_revision(text)', logins: ['writer'] },
  { signature: 'disclosed.revision_at(timestamptz)', logins: ['public', 'export', 'internal', 'officer'] },
  { signature: 'internal.current_revision()', logins: ['writer'] },
  { signature: 'internal.begin_revision(text)', logins: ['writer'] },
  { signature: 'internal.revision_at(timestamptz)', logins: ['internal', 'officer'] },
  { signature: 'internal.remove_uncompiled(text, text[])', logins: ['writer'] },
  { signature: 'internal.remove_demo(text)', logins: ['writer'] },
];

/** Who may look into a schema at all. */
export const schemaGrants: Record<(typeof schemas)[number], LoginName[]> = {
  disclosed: ['public', 'export', 'internal', 'officer', 'writer'],
  internal: ['internal', 'officer', 'writer', 'report'],
  sealed: ['sealed', 'writer'],
  hub: ['control', 'log'],
};

const departments = `((SELECT nullif(current_setting('sunledger.departments', true), '')::text[])::text[])`;

export interface Policy {
  schema: string;
  table: string;
  name: string;
  login: LoginName;
  command: 'ALL' | 'SELECT' | 'INSERT';
  using: string | null;
  check: string | null;
}

/** Row policies. A login without one sees no row of the table, whatever is granted. */
export function policies(tables: GrantTable[]): Policy[] {
  return tables.flatMap((table) => {
    if (table.schema !== 'internal' && table.schema !== 'sealed') return [];
    const names = hasTwin(table) ? [table.table, `${table.table}_version`] : [table.table];
    return names.flatMap((name) => policiesOf(table, name));
  });
}

function policiesOf(table: GrantTable, name: string): Policy[] {
  const policy = (
    login: LoginName,
    command: Policy['command'],
    using: string | null,
    check: string | null,
  ): Policy => ({
    schema: table.schema,
    table: name,
    name: login,
    login,
    command,
    using,
    check,
  });
  const own = `"department_key" = ANY ${departments}`;
  if (table.schema === 'sealed')
    return [policy('sealed', 'SELECT', own, null), policy('writer', 'ALL', 'true', 'true')];
  const found = [policy('internal', 'SELECT', 'true', null)];
  if (hasDepartment(table)) found.push(policy('officer', 'SELECT', own, null));
  if (name === table.table) found.push(policy('writer', 'ALL', 'true', 'true'));
  if (name === 'report') found.push(policy('report', 'INSERT', null, '"department_key" IS NULL'));
  return found;
}

/** The whole of prisma/grants.sql: three sections, each idempotent. */
export function grantsSql(tables: GrantTable[]): string {
  return `${[
    '-- Generated from the declarations by "npm run generate"; do not edit. Idempotent. {prefix} is SUNLEDGER_ROLE_PREFIX.',
    '-- What is not granted here is not granted at all. Passwords are not here: they are derived from the secret.',
    '',
    '-- section: logins (run by the administrator before the migrations)',
    loginsSection(),
    '',
    '-- section: database (run by the administrator in the database of the hub)',
    databaseSection(),
    '',
    '-- section: grants (run by the owner after the migrations)',
    grantsSection(tables),
  ].join('\n')}\n`;
}

/** The text of one section, with the prefix filled in. */
export function grantsSectionOf(
  sql: string,
  section: 'logins' | 'database' | 'grants',
  prefix: string,
): string {
  const parts = sql.split(/^-- section: (\w+).*$/m);
  const at = parts.indexOf(section);
  if (at < 0) throw new Error(`prisma/grants.sql has no section "${section}"`);
  return parts[at + 1]!.replaceAll(prefixPlaceholder, prefix);
}

function loginsSection(): string {
  const make = (name: LoginName | 'owner', attributes: string) =>
    [
      `DO $$ BEGIN`,
      `  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${prefixPlaceholder}_${name}') THEN`,
      `    CREATE ROLE ${role(name)};`,
      `  END IF;`,
      `END $$;`,
      `ALTER ROLE ${role(name)} ${attributes};`,
    ].join('\n');
  const lines = [make('owner', 'NOLOGIN INHERIT CONNECTION LIMIT 0')];
  for (const login of loginNames) {
    const limits = loginLimits[login];
    lines.push(
      make(login, `LOGIN INHERIT CONNECTION LIMIT ${limits.connections}`),
      ...roleSettings(login, limits),
    );
  }
  // Everything that the migrator makes belongs to the owner.
  lines.push(
    `GRANT ${role('owner')} TO ${role('migrator')};`,
    `ALTER ROLE ${role('migrator')} SET role = '${prefixPlaceholder}_owner';`,
  );
  return lines.join('\n');
}

function roleSettings(login: LoginName, limits: LoginLimits): string[] {
  const set = (name: string, value: string) => `ALTER ROLE ${role(login)} SET ${name} = '${value}';`;
  return [
    set('statement_timeout', limits.statement),
    set('lock_timeout', limits.lock),
    set('idle_in_transaction_session_timeout', limits.idleInTransaction),
    set('default_transaction_read_only', limits.isReadOnly ? 'on' : 'off'),
    // Everything is written with its schema; only Prisma's migration table stands in `public`.
    set('search_path', login === 'migrator' ? 'public' : 'pg_catalog'),
    set('timezone', 'UTC'),
    set('datestyle', 'ISO, YMD'),
    set('intervalstyle', 'iso_8601'),
    set('bytea_output', 'hex'),
    `DO $$ BEGIN`,
    `  IF current_setting('server_version_num')::int >= 170000 THEN`,
    `    EXECUTE 'ALTER ROLE ${role(login)} SET transaction_timeout = ''${limits.transaction}''';`,
    `  END IF;`,
    `END $$;`,
  ];
}

function databaseSection(): string {
  const logins = loginNames.map(role).join(', ');
  return [
    `DO $$ BEGIN`,
    `  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());`,
    `  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${logins}', current_database());`,
    `  EXECUTE format('GRANT CREATE ON DATABASE %I TO ${role('owner')}', current_database());`,
    `  -- Imports stage their rows in temporary tables.`,
    `  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO ${role('writer')}', current_database());`,
    `END $$;`,
    `REVOKE ALL ON SCHEMA public FROM PUBLIC;`,
    `GRANT USAGE, CREATE ON SCHEMA public TO ${role('owner')};`,
    `-- Large objects belong to no schema: without this every login could store them. Only a superuser may say so.`,
    `DO $$ DECLARE`,
    `  f regprocedure;`,
    `BEGIN`,
    `  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN`,
    `    FOR f IN`,
    `      SELECT p.oid FROM pg_proc p`,
    `      WHERE p.pronamespace = 'pg_catalog'::regnamespace AND (p.proname LIKE 'lo\\_%' OR p.proname IN ('loread', 'lowrite'))`,
    `        AND has_function_privilege('public', p.oid, 'EXECUTE')`,
    `    LOOP`,
    `      EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);`,
    `    END LOOP;`,
    `  END IF;`,
    `END $$;`,
  ].join('\n');
}

function grantsSection(tables: GrantTable[]): string {
  const everyone = ['PUBLIC', ...loginNames.map(role)].join(', ');
  const lines: string[] = [
    `ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;`,
    ...schemas.flatMap((schema) => [
      `REVOKE ALL ON SCHEMA ${quote(schema)} FROM ${everyone};`,
      `REVOKE ALL ON ALL TABLES IN SCHEMA ${quote(schema)} FROM ${everyone};`,
      `REVOKE ALL ON ALL SEQUENCES IN SCHEMA ${quote(schema)} FROM ${everyone};`,
      `REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ${quote(schema)} FROM ${everyone};`,
      `GRANT USAGE ON SCHEMA ${quote(schema)} TO ${schemaGrants[schema].map(role).join(', ')};`,
    ]),
    ...functionGrants.map(
      ({ signature, logins }) => `GRANT EXECUTE ON FUNCTION ${signature} TO ${logins.map(role).join(', ')};`,
    ),
    ...mergeLogins(tableGrants(tables)),
  ];
  for (const table of tables.filter(({ schema }) => schema === 'internal' || schema === 'sealed')) {
    for (const name of hasTwin(table) ? [table.table, `${table.table}_version`] : [table.table]) {
      lines.push(`ALTER TABLE ${quote(table.schema)}.${quote(name)} ENABLE ROW LEVEL SECURITY;`);
    }
  }
  for (const policy of policies(tables)) {
    const place = `${quote(policy.schema)}.${quote(policy.table)}`;
    lines.push(
      `DROP POLICY IF EXISTS ${quote(policy.name)} ON ${place};`,
      `CREATE POLICY ${quote(policy.name)} ON ${place} FOR ${policy.command} TO ${role(policy.login)}` +
        `${policy.using === null ? '' : ` USING (${policy.using})`}${policy.check === null ? '' : ` WITH CHECK (${policy.check})`};`,
    );
  }
  return lines.join('\n');
}

// One line for all logins that get the same columns: a change of visibility is then one line in the diff.
function mergeLogins(grants: TableGrant[]): string[] {
  const lines = new Map<string, LoginName[]>();
  for (const { schema, table, privilege, columns, login } of grants) {
    const what = `GRANT ${privilege}${columns === null ? '' : ` (${list(columns)})`} ON ${quote(schema)}.${quote(table)}`;
    lines.set(what, [...(lines.get(what) ?? []), login]);
  }
  return [...lines].map(([what, logins]) => `${what} TO ${logins.map(role).join(', ')};`);
}
