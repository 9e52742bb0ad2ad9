import type { ClientBase } from 'pg';
import { loginLimits, loginSettings, roleName } from '../logins.ts';
import type { LoginName } from '../types.ts';
import { loginNames } from '../types.ts';

interface RoleRow {
  name: string;
  attributes: string[];
  can_login: boolean;
  connections: number;
  settings: string[] | null;
  member_of: string[] | null;
}

/** Attributes, limits and memberships of the hub's own roles. */
export async function checkLogins(client: ClientBase, rolePrefix: string): Promise<string[]> {
  const names: (LoginName | 'owner')[] = ['owner', ...loginNames];
  const { rows } = await client.query<RoleRow>(
    `SELECT r.rolname AS name, r.rolcanlogin AS can_login, r.rolconnlimit AS connections, r.rolconfig AS settings,
       array_remove(ARRAY[
         CASE WHEN r.rolsuper THEN 'SUPERUSER' END, CASE WHEN r.rolcreatedb THEN 'CREATEDB' END,
         CASE WHEN r.rolcreaterole THEN 'CREATEROLE' END, CASE WHEN r.rolbypassrls THEN 'BYPASSRLS' END,
         CASE WHEN r.rolreplication THEN 'REPLICATION' END], NULL) AS attributes,
       (SELECT array_agg(g.rolname::text ORDER BY g.rolname) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
        WHERE m.member = r.oid) AS member_of
     FROM pg_roles r WHERE r.rolname = ANY ($1)`,
    [names.map((name) => roleName(rolePrefix, name))],
  );
  const { rows: server } = await client.query<{ number: number }>(
    `SELECT current_setting('server_version_num')::int AS number`,
  );
  const found = new Map(rows.map((row) => [row.name, row]));
  return names.flatMap((name) => {
    const role = roleName(rolePrefix, name);
    const row = found.get(role);
    if (!row) return [`Role "${role}" is missing`];
    const groups = (row.member_of ?? []).filter(
      (group) => !(name === 'migrator' && group === roleName(rolePrefix, 'owner')),
    );
    const isLogin = name !== 'owner';
    return [
      ...row.attributes.map((attribute) => `Role "${role}" has the attribute ${attribute}`),
      ...groups.map((group) => `Role "${role}" is a member of "${group}"`),
      ...(row.can_login === isLogin ? [] : [`Role "${role}" ${isLogin ? 'cannot' : 'can'} log in`]),
      ...(isLogin ? checkLimits(role, name, row, server[0]!.number) : []),
    ];
  });
}

function checkLimits(role: string, login: LoginName, row: RoleRow, version: number): string[] {
  const has = new Map(
    (row.settings ?? []).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const { connections } = loginLimits[login];
  return [
    ...(row.connections === connections
      ? []
      : [`Role "${role}" may have ${row.connections} connections, expected ${connections}`]),
    ...Object.entries(loginSettings(login))
      .filter(([name]) => name !== 'transaction_timeout' || version >= 170_000)
      .filter(([name, value]) => has.get(name) !== value)
      .map(
        ([name, value]) => `Role "${role}" has ${name} = ${has.get(name) ?? 'nothing'}, expected ${value}`,
      ),
  ];
}
