import pg from 'pg';
import { HubError } from '../errors.ts';
import { loginLimits, roleName, roleNames } from './logins.ts';
import { listExtensions } from './migrate.ts';
import type { DatabaseAddress } from './pools.ts';

/** An external server as `DATABASE_URL` names it: the address, and who may make logins there. */
export interface ExternalServer {
  address: DatabaseAddress;
  admin: { user: string; password: string };
}

/** Reads `DATABASE_URL` the way pg does, with its defaults; nothing is connected. */
export function readDatabaseUrl(url: string): ExternalServer {
  if (!/^postgres(ql)?:\/\//.test(url)) {
    throw new HubError(
      'BAD_INPUT',
      'DATABASE_URL is not understood: expected postgresql://user:password@host:port/database',
    );
  }
  let client: pg.Client & { ssl?: pg.ClientConfig['ssl'] };
  try {
    client = new pg.Client({ connectionString: url });
  } catch {
    // The URL may hold a password, so it is not repeated.
    throw new HubError(
      'BAD_INPUT',
      'DATABASE_URL is not understood: expected postgresql://user:password@host:port/database',
    );
  }
  const { host, port, database, user, password, ssl } = client;
  return {
    address: { host, port, database: database ?? user ?? 'postgres', ssl },
    admin: { user: user ?? 'postgres', password: password ?? '' },
  };
}

/** What a server says about itself and about who asks. */
export interface ServerFacts {
  version: string;
  number: number;
  encoding: string;
  ctype: string;
  provider: string;
  locale: string | null;
  is_superuser: boolean;
  may_create_roles: boolean;
  owns_database: boolean;
  connections: number;
  is_standby: boolean;
}

// Where a column is not in an older catalog, to_jsonb of the row leaves it out instead of failing.
const factsQuery = `
  SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
    pg_encoding_to_char(d.encoding) AS encoding, d.datctype AS ctype,
    coalesce(to_jsonb(d) ->> 'datlocprovider', 'c') AS provider,
    coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') AS locale,
    r.rolsuper AS is_superuser, r.rolcreaterole AS may_create_roles,
    pg_has_role(r.oid, d.datdba, 'USAGE') AS owns_database,
    current_setting('max_connections')::int AS connections, pg_is_in_recovery() AS is_standby
  FROM pg_database d, pg_roles r WHERE d.datname = current_database() AND r.rolname = current_user`;

/**
 * Refuses a server on which the hub cannot work or a wall would not hold; every reason is named at once.
 *
 * Returns what is only worth knowing: the hub serves without it.
 */
export async function checkServer(client: pg.ClientBase, rolePrefix: string): Promise<string[]> {
  const { rows } = await client.query<ServerFacts>(factsQuery);
  const facts = rows[0]!;
  const reasons = [
    ...serverReasons(facts),
    ...(await ownershipReasons(client, rolePrefix)),
    ...(await extensionReasons(client)),
  ];
  if (reasons.length > 0) {
    throw new HubError(
      'UNAVAILABLE',
      `The hub cannot use this database:\n${reasons.map((line) => `  - ${line}`).join('\n')}`,
      { reasons },
    );
  }
  const connectionsNeeded = Object.values(loginLimits).reduce((sum, { connections }) => sum + connections, 0);
  const notes: string[] = [];
  if (!facts.is_superuser && (await isOpenToAll(client))) {
    notes.push(
      'Every login may store large objects and hold the locks that writers wait for, because only a superuser can forbid ' +
        'it: have one run the section "database" of prisma/grants.sql.',
    );
  }
  if (facts.connections < connectionsNeeded) {
    notes.push(
      `The server takes ${facts.connections} connections, the hub's logins together may ask for ${connectionsNeeded}.`,
    );
  }
  return notes;
}

/** Why a server with these facts cannot be used; [] when it can. */
export function serverReasons(facts: ServerFacts): string[] {
  const reasons: string[] = [];
  if (facts.number < 150_000) reasons.push(`It is PostgreSQL ${facts.version}: expected 15 or newer.`);
  if (facts.is_standby) reasons.push('It is a standby, which cannot be written to: name the primary.');
  if (facts.encoding !== 'UTF8') {
    reasons.push(
      `The database's encoding is ${facts.encoding}: expected UTF8 (CREATE DATABASE … ENCODING 'UTF8').`,
    );
  }
  // Under C no letter outside ASCII is a letter: Chinese search finds nothing and capitals are not folded.
  const ctype = facts.provider === 'c' ? facts.ctype : (facts.locale ?? facts.ctype);
  if (['C', 'POSIX'].includes(ctype)) {
    reasons.push(
      `The database's character type (LC_CTYPE) is "${ctype}", under which Chinese cannot be searched: expected for example "C.UTF-8".`,
    );
  }
  if (!facts.is_superuser && !facts.may_create_roles) {
    reasons.push(
      'The user of DATABASE_URL may not make logins: expected the right CREATEROLE (ALTER ROLE … CREATEROLE).',
    );
  }
  if (!facts.is_superuser && !facts.owns_database) {
    reasons.push(
      'The user of DATABASE_URL does not own the database: expected its owner (ALTER DATABASE … OWNER TO …).',
    );
  }
  return reasons;
}

// Logins belong to the whole server: the same prefix in two databases would be the same logins, with one password.
async function ownershipReasons(client: pg.ClientBase, rolePrefix: string): Promise<string[]> {
  const { rows: owners } = await client.query<{ owner: string }>(
    `SELECT pg_get_userbyid(nspowner) AS owner FROM pg_namespace WHERE nspname = 'disclosed'`,
  );
  const expected = roleName(rolePrefix, 'owner');
  const owner = owners[0]?.owner;
  const reasons: string[] = [];
  if (owner !== undefined && owner !== expected) {
    reasons.push(
      owner.endsWith('_owner')
        ? `The database belongs to the hub with SUNLEDGER_ROLE_PREFIX "${owner.slice(0, -'_owner'.length)}", not "${rolePrefix}".`
        : `The database has a schema "disclosed" of "${owner}", which is not the hub's: expected an empty database.`,
    );
  }
  const { rows: homes } = await client.query<{ home: string }>(
    `SELECT d.datname AS home FROM pg_shdepend s JOIN pg_database d ON d.oid = s.dbid
     JOIN pg_roles r ON r.oid = s.refobjid AND s.refclassid = 'pg_authid'::regclass
     WHERE r.rolname = $1 AND s.deptype = 'o' AND d.datname <> current_database() LIMIT 1`,
    [expected],
  );
  if (homes[0]) {
    reasons.push(
      `The logins with the prefix "${rolePrefix}" belong to the hub in database "${homes[0].home}": set SUNLEDGER_ROLE_PREFIX to another prefix for this one.`,
    );
  }
  const { rows: dangerous } = await client.query<{ name: string }>(
    'SELECT rolname AS name FROM pg_roles WHERE rolname = ANY ($1) AND (rolsuper OR rolbypassrls OR rolcreaterole)',
    [roleNames(rolePrefix)],
  );
  reasons.push(
    ...dangerous.map(
      ({ name }) =>
        `The login "${name}" exists with rights that pass every wall (SUPERUSER, BYPASSRLS or CREATEROLE).`,
    ),
  );
  return reasons;
}

async function extensionReasons(client: pg.ClientBase): Promise<string[]> {
  const wanted = listExtensions();
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM pg_available_extensions WHERE name = ANY ($1)',
    [wanted],
  );
  return wanted
    .filter((name) => !rows.some((row) => row.name === name))
    .map(
      (name) =>
        `The extension "${name}" is not installed on the server (Debian: package postgresql-contrib).`,
    );
}

async function isOpenToAll(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ is_open: boolean }>(
    `SELECT has_function_privilege('public', 'lo_create(oid)', 'EXECUTE')
       OR has_function_privilege('public', 'pg_advisory_lock(bigint)', 'EXECUTE') AS is_open`,
  );
  return rows[0]!.is_open;
}
