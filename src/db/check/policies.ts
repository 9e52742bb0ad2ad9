import type { ClientBase } from 'pg';
import type { Policy } from '../grants/rules.ts';
import { roleName } from '../logins.ts';

interface Found {
  place: string;
  name: string;
  roles: string[];
  command: string;
  using: string | null;
  check: string | null;
  is_permissive: boolean;
}

/** Row security is on for every table of `internal` and `sealed`, and the policies are the declared ones. */
export async function checkPolicies(
  client: ClientBase,
  rolePrefix: string,
  expected: Policy[],
): Promise<string[]> {
  const { rows: open } = await client.query<{ place: string }>(
    `SELECT n.nspname || '.' || c.relname AS place FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('internal', 'sealed') AND c.relkind = 'r' AND NOT c.relrowsecurity ORDER BY 1`,
  );
  const { rows } = await client.query<Found>(
    `SELECT schemaname || '.' || tablename AS place, policyname AS name, roles::text[] AS roles, cmd AS command,
       qual AS using, with_check AS check, permissive = 'PERMISSIVE' AS is_permissive
     FROM pg_policies WHERE schemaname IN ('disclosed', 'internal', 'sealed', 'hub')`,
  );
  const wanted = new Map(
    expected.map(({ schema, table, name, login, command, using, check }) => [
      `${schema}.${table} ${name}`,
      [roleName(rolePrefix, login), command, plain(using), plain(check), true].join(' | '),
    ]),
  );
  const found = new Map(
    rows.map(({ place, name, roles, command, using, check, is_permissive }) => [
      `${place} ${name}`,
      [roles.join(','), command, plain(using), plain(check), is_permissive].join(' | '),
    ]),
  );
  const say = (id: string) => `"${id.split(' ')[1]}" of "${id.split(' ')[0]}"`;
  return [
    ...open.map(({ place }) => `Row security is switched off for "${place}"`),
    ...[...wanted.keys()].filter((id) => !found.has(id)).map((id) => `Row policy ${say(id)} is missing`),
    ...[...found.keys()].filter((id) => !wanted.has(id)).map((id) => `Row policy ${say(id)} is not declared`),
    ...[...wanted]
      .filter(([id, text]) => found.has(id) && found.get(id) !== text)
      .map(([id, text]) => `Row policy ${say(id)} says (${found.get(id)}), expected (${text})`),
  ];
}

// PostgreSQL writes an expression back in its own way: casts, brackets, capitals and names of results are its taste.
function plain(expression: string | null): string {
  return (expression ?? '')
    .replace(/::text(\[\])?/g, '')
    .replace(/ AS "nullif"/g, '')
    .replace(/["()\s]/g, '')
    .toLowerCase();
}
