import pg from 'pg';

/** Where a database is, without a login. */
export interface DatabaseAddress {
  host: string;
  port: number;
  database: string;
  ssl?: pg.ClientConfig['ssl'] | undefined;
}

const oid = {
  date: 1082,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
  int8: 20,
  dateArray: 1182,
  timestampArray: 1115,
  timestamptzArray: 1185,
  numericArray: 1231,
  int8Array: 1016,
};

const textArray = pg.types.getTypeParser(1009 as 25) as (text: string) => unknown;

/** `2026-11-24 21:23:53.5+00` as PostgreSQL writes it in UTC → `2026-11-24T21:23:53.500Z`; other texts stay. */
export function isoInstant(text: string): string {
  const parts = /^(\d{4,}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text);
  return parts ? `${parts[1]}T${parts[2]}.${(parts[3] ?? '').padEnd(3, '0')}Z` : text;
}

const asText = (text: string) => text;
const parsers = new Map<number, (text: string) => unknown>([
  [oid.date, asText],
  [oid.timestamp, asText],
  [oid.timestamptz, isoInstant],
  [oid.numeric, asText],
  [oid.int8, asText],
  [oid.dateArray, textArray],
  [oid.timestampArray, textArray],
  [
    oid.timestamptzArray,
    (text) => (textArray(text) as (string | null)[]).map((item) => item && isoInstant(item)),
  ],
  [oid.numericArray, textArray],
  [oid.int8Array, textArray],
]);

/** Dates, instants, numerics and bigints come as text: a JS Date or number would change them. */
export const exactTypes: pg.CustomTypesConfig = {
  getTypeParser: ((id: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(id)) ||
    pg.types.getTypeParser(id, format)) as pg.CustomTypesConfig['getTypeParser'],
};

export interface PoolOptions {
  address: DatabaseAddress;
  user: string;
  password: string;
  max: number;
  connectionTimeoutMillis: number;
  applicationName: string;
}

/** A pool of one login. A connection that breaks is replaced, idle or in someone's hands, and never ends the process. */
export function openPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...options.address,
    user: options.user,
    password: options.password,
    max: options.max,
    connectionTimeoutMillis: options.connectionTimeoutMillis,
    idleTimeoutMillis: 30_000,
    application_name: options.applicationName,
    keepAlive: true,
    types: exactTypes,
  } as pg.PoolConfig);
  pool.on('error', () => undefined);
  // The pool listens to idle clients only; whoever holds one learns of the loss from the query that fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
