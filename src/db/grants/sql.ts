import { loginLimits, loginSettings } from '../logins.ts';
import type { LoginName } from '../types.ts';
import { loginNames } from '../types.ts';
import {
  functionGrants,
  type GrantTable,
  hasTwin,
  policies,
  schemaGrants,
  schemaNames,
  type TableGrant,
  tableGrants,
} from './rules.ts';

/** Stands for SUNLEDGER_ROLE_PREFIX in the generated text. */
export const prefixPlaceholder = '{prefix}';

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const role = (name: LoginName | 'owner') => quote(`${prefixPlaceholder}_${name}`);
const list = (names: string[]) => names.map(quote).join(', ');

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
    lines.push(
      make(login, `LOGIN INHERIT CONNECTION LIMIT ${loginLimits[login].connections}`),
      ...roleSettings(login),
    );
  }
  // Everything that the migrator makes belongs to the owner.
  lines.push(
    `GRANT ${role('owner')} TO ${role('migrator')};`,
    `ALTER ROLE ${role('migrator')} SET role = '${prefixPlaceholder}_owner';`,
  );
  return lines.join('\n');
}

// transaction_timeout came with PostgreSQL 17.
function roleSettings(login: LoginName): string[] {
  return Object.entries(loginSettings(login)).flatMap(([name, value]) => {
    const set = `ALTER ROLE ${role(login)} SET ${name} = '${value}'`;
    if (name !== 'transaction_timeout') return [`${set};`];
    return [
      `DO $$ BEGIN`,
      `  IF current_setting('server_version_num')::int >= 170000 THEN`,
      `    ${set};`,
      `  END IF;`,
      `END $$;`,
    ];
  });
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
    `-- Two things of PostgreSQL's own that every login could do: store large objects, and hold the locks that writers`,
    `-- wait for. Only a superuser may forbid it.`,
    `DO $$ DECLARE`,
    `  f record;`,
    `BEGIN`,
    `  IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN`,
    `    FOR f IN`,
    `      SELECT p.oid::regprocedure AS signature, p.proname LIKE '%advisory%' AS is_lock FROM pg_proc p`,
    `      WHERE p.pronamespace = 'pg_catalog'::regnamespace`,
    `        AND (p.proname LIKE 'lo\\_%' OR p.proname IN ('loread', 'lowrite') OR p.proname LIKE 'pg\\_%advisory%')`,
    `    LOOP`,
    `      EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f.signature);`,
    `      IF f.is_lock THEN`,
    `        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ${role('owner')}, ${role('writer')}', f.signature);`,
    `      END IF;`,
    `    END LOOP;`,
    `  END IF;`,
    `END $$;`,
  ].join('\n');
}

function grantsSection(tables: GrantTable[]): string {
  const everyone = ['PUBLIC', ...loginNames.map(role)].join(', ');
  const lines: string[] = [
    `ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;`,
    ...schemaNames.flatMap((schema) => [
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
