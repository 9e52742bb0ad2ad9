import { HubError } from '../errors.ts';
import type { LoginName } from './types.ts';
import { loginNames } from './types.ts';

/** What a login may use up. Times are PostgreSQL texts; `transaction` is set on servers that know it (17 and newer). */
export interface LoginLimits {
  /** Connections of one process. */
  pool: number;
  /** Milliseconds that a request waits for a free connection. */
  patience: number;
  /** Connections of all processes together, held by the server. */
  connections: number;
  statement: string;
  lock: string;
  idleInTransaction: string;
  transaction: string;
  isReadOnly: boolean;
}

const reading = { patience: 1000, lock: '500ms', idleInTransaction: '5s', isReadOnly: true };

/**
 * Limits of each login. They bind our own mistakes; an attacker with SQL could change all but `connections`, and meets
 * the grants. `export` waits for slow readers of a download, `writer` for the lock that other imports hold.
 */
export const loginLimits: Record<LoginName, LoginLimits> = {
  public: { ...reading, pool: 10, connections: 24, statement: '2s', transaction: '5s' },
  export: {
    ...reading,
    pool: 2,
    connections: 6,
    statement: '120s',
    idleInTransaction: '120s',
    transaction: '1h',
  },
  internal: { ...reading, pool: 4, connections: 12, statement: '10s', transaction: '15s' },
  officer: { ...reading, pool: 4, connections: 12, statement: '10s', transaction: '15s' },
  sealed: { ...reading, pool: 2, connections: 6, statement: '5s', transaction: '10s' },
  writer: {
    pool: 6,
    patience: 30_000,
    connections: 16,
    statement: '10min',
    lock: '60s',
    idleInTransaction: '60s',
    transaction: '30min',
    isReadOnly: false,
  },
  control: {
    pool: 4,
    patience: 5000,
    connections: 12,
    statement: '5s',
    lock: '2s',
    idleInTransaction: '5s',
    transaction: '10s',
    isReadOnly: false,
  },
  log: {
    pool: 2,
    patience: 5000,
    connections: 8,
    statement: '5s',
    lock: '2s',
    idleInTransaction: '5s',
    transaction: '10s',
    isReadOnly: false,
  },
  report: {
    pool: 1,
    patience: 1000,
    connections: 4,
    statement: '2s',
    lock: '500ms',
    idleInTransaction: '5s',
    transaction: '5s',
    isReadOnly: false,
  },
  migrator: {
    pool: 2,
    patience: 30_000,
    // Every command that starts looks at the database through it.
    connections: 12,
    statement: '0',
    lock: '30s',
    idleInTransaction: '60s',
    transaction: '0',
    isReadOnly: false,
  },
};

/** What every session of a login starts with, by name of the setting; `transaction_timeout` from version 17 on. */
export function loginSettings(login: LoginName): Record<string, string> {
  const limits = loginLimits[login];
  return {
    statement_timeout: limits.statement,
    lock_timeout: limits.lock,
    idle_in_transaction_session_timeout: limits.idleInTransaction,
    transaction_timeout: limits.transaction,
    default_transaction_read_only: limits.isReadOnly ? 'on' : 'off',
    // Everything is written with its schema; only Prisma's migration table stands in `public`.
    search_path: login === 'migrator' ? 'public' : 'pg_catalog',
    TimeZone: 'UTC',
    DateStyle: 'ISO, YMD',
    IntervalStyle: 'iso_8601',
    bytea_output: 'hex',
  };
}

/** Name of a login, or of the owner of everything, which cannot log in. */
export function roleName(prefix: string, login: LoginName | 'owner'): string {
  return `${prefix}_${login}`;
}

/** Every role of a hub, the owner first. */
export function roleNames(prefix: string): string[] {
  return [roleName(prefix, 'owner'), ...loginNames.map((login) => roleName(prefix, login))];
}

/** Refuses a prefix that would need quoting or make names that PostgreSQL cuts. */
export function checkRolePrefix(prefix: string): string {
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(prefix) || prefix.startsWith('pg_')) {
    throw new HubError(
      'BAD_INPUT',
      `SUNLEDGER_ROLE_PREFIX "${prefix}" cannot start login names: expected 1 to 40 small letters, digits and "_", a letter first, not "pg_".`,
    );
  }
  return prefix;
}
