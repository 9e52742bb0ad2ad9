import type { ClientBase } from 'pg';
import { functionGrants, type GrantTable, schemaGrants, schemaNames, tableGrants } from '../grants/rules.ts';
import { roleName } from '../logins.ts';
import { loginNames } from '../types.ts';

/** One privilege as a line that can be compared: `sunledger_public may SELECT "title" of "disclosed.contract"`. */
type Line = string;

const onColumn = (who: string, privilege: string, place: string, column: string): Line =>
  `"${who}" may ${privilege} column "${column}" of "${place}"`;
const onTable = (who: string, privilege: string, place: string): Line =>
  `"${who}" may ${privilege} the whole of "${place}"`;
const onSchema = (who: string, privilege: string, schema: string): Line =>
  `"${who}" has ${privilege} on schema "${schema}"`;
const onFunction = (who: string, signature: string): Line => `"${who}" may call "${signature}"`;

/**
 * Privileges of PUBLIC and of every login on the hub's schemas, tables, columns, sequences and functions: exactly the
 * declared ones. Roles that are not the hub's (a backup, a replication subscriber) are their administrator's matter.
 */
export async function checkGrants(
  client: ClientBase,
  rolePrefix: string,
  tables: GrantTable[],
): Promise<string[]> {
  const expected = new Set(expectedLines(rolePrefix, tables));
  const found = await readLines(client, rolePrefix);
  return [
    ...[...found].filter((line) => !expected.has(line)).map((line) => `${line}, which is not declared`),
    ...[...expected]
      .filter((line) => !found.has(line))
      .map((line) => `${line} by declaration, but not in the database`),
  ];
}

function expectedLines(rolePrefix: string, tables: GrantTable[]): Line[] {
  return [
    ...tableGrants(tables).flatMap(({ schema, table, login, privilege, columns }) => {
      const [who, place] = [roleName(rolePrefix, login), `${schema}.${table}`];
      if (columns === null) return [onTable(who, privilege, place)];
      return columns.map((column) => onColumn(who, privilege, place, column));
    }),
    ...schemaNames.flatMap((schema) =>
      schemaGrants[schema].map((login) => onSchema(roleName(rolePrefix, login), 'USAGE', schema)),
    ),
    ...functionGrants.flatMap(({ signature, logins }) =>
      logins.map((login) => onFunction(roleName(rolePrefix, login), signature)),
    ),
  ];
}

interface Granted {
  kind: 'column' | 'table' | 'schema' | 'function' | 'database';
  who: string;
  privilege: string;
  place: string;
  column: string | null;
}

// A missing list means the built-in default, which for functions is: everybody.
const grantedQuery = `
  WITH places AS (SELECT oid, nspname FROM pg_namespace WHERE nspname = ANY ($1)),
  granted AS (
    SELECT 'column' AS kind, x.grantee, x.privilege_type, p.nspname || '.' || c.relname AS place, a.attname::text AS column
    FROM places p JOIN pg_class c ON c.relnamespace = p.oid
    JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped, aclexplode(a.attacl) AS x
    UNION ALL
    SELECT 'table', x.grantee, x.privilege_type, p.nspname || '.' || c.relname, NULL
    FROM places p JOIN pg_class c ON c.relnamespace = p.oid, aclexplode(c.relacl) AS x
    UNION ALL
    SELECT 'schema', x.grantee, x.privilege_type, p.nspname, NULL
    FROM places p JOIN pg_namespace n ON n.oid = p.oid, aclexplode(n.nspacl) AS x
    UNION ALL
    SELECT 'function', x.grantee, x.privilege_type,
      p.nspname || '.' || f.proname || '(' || replace(pg_get_function_identity_arguments(f.oid), 'timestamp with time zone', 'timestamptz') || ')', NULL
    FROM places p JOIN pg_proc f ON f.pronamespace = p.oid, aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) AS x
    UNION ALL
    SELECT 'database', x.grantee, x.privilege_type, d.datname, NULL
    FROM pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS x
    WHERE d.datname = current_database() AND x.grantee = 0
    UNION ALL
    SELECT 'schema', x.grantee, x.privilege_type, n.nspname, NULL
    FROM pg_namespace n, aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) AS x
    WHERE n.nspname = 'public' AND x.grantee = 0
  )
  SELECT g.kind, CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE r.rolname END AS who, g.privilege_type AS privilege, g.place, g.column
  FROM granted g LEFT JOIN pg_roles r ON r.oid = g.grantee
  WHERE g.grantee = 0 OR r.rolname = ANY ($2)`;

async function readLines(client: ClientBase, rolePrefix: string): Promise<Set<Line>> {
  const { rows } = await client.query<Granted>(grantedQuery, [
    schemaNames,
    loginNames.map((login) => roleName(rolePrefix, login)),
  ]);
  return new Set(
    rows.map(({ kind, who, privilege, place, column }) => {
      if (kind === 'column') return onColumn(who, privilege, place, column!);
      if (kind === 'table') return onTable(who, privilege, place);
      if (kind === 'function') return onFunction(who, withoutNames(place));
      if (kind === 'schema') return onSchema(who, privilege, place);
      return `"${who}" has ${privilege} on database "${place}"`;
    }),
  );
}

// `begin_revision(source text)` → `begin_revision(text)`.
function withoutNames(signature: string): string {
  return signature.replace(/(?<=[(,] ?)\w+ (?=\w)/g, '');
}
