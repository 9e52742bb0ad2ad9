import pg from 'pg';
import { HubError } from '../errors.ts';
import { checkDatabase } from './check/index.ts';
import { checkServer } from './external.ts';
import { grantsSectionOf } from './grants/sql.ts';
import { readGrantsSql } from './grants/tables.ts';
import { roleName } from './logins.ts';
import { applyMigrations, readMigrationState } from './migrate.ts';
import type { DatabaseAddress } from './pools.ts';
import { passwordOf, scramVerifier } from './secret.ts';
import { makeTwins } from './twins.ts';
import { loginNames } from './types.ts';

export interface PrepareOptions {
  address: DatabaseAddress;
  admin: { user: string; password: string };
  rolePrefix: string;
  secret: Buffer;
  /** False: only check. */
  migrate: boolean;
  onProgress: (line: string) => void;
}

/** Held while roles, tables and grants are made, so that commands that start together do it one after the other. */
const prepareLock = 7309;

/**
 * Brings a database to what this release declares, and refuses to go on where it is not.
 *
 * A database that is already right is only looked at, by the migrator login: the administrator is needed for the
 * first start and for changes of the logins.
 */
export async function prepareDatabase(options: PrepareOptions): Promise<void> {
  const differences = await differencesAsMigrator(options);
  if (differences?.length === 0) return;
  if (!options.migrate) {
    refuse(
      options,
      differences ?? ["The hub's logins do not exist, or have other passwords than the secret gives"],
    );
  }
  const admin = await connectAdmin(options);
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [prepareLock]);
    // Whoever held the lock may have done all of it.
    if ((await differencesAsMigrator(options))?.length === 0) return;
    for (const note of await checkServer(admin, options.rolePrefix)) options.onProgress(`Note: ${note}`);
    await makeLogins(admin, options);
    await withMigrator(options, (migrator) => makeTables(migrator, options));
  } finally {
    await admin.end();
  }
  const left = await withMigrator(options, (migrator) => checkDatabase(migrator, options.rolePrefix));
  if (left.length > 0) refuse(options, left);
}

async function connectAdmin({ address, admin }: PrepareOptions): Promise<pg.Client> {
  const client = new pg.Client({
    ...address,
    ...admin,
    application_name: 'sunledger setup',
  } as pg.ClientConfig);
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new HubError(
      'UNAVAILABLE',
      `Cannot connect to database "${address.database}" at "${address.host}:${address.port}" as "${admin.user}": ${(error as Error).message || (error as { code?: string }).code}`,
    );
  }
}

function refuse({ address }: PrepareOptions, differences: string[]): never {
  throw new HubError(
    'UNAVAILABLE',
    `Database "${address.database}" is not what this release declares, so the hub does not serve:\n` +
      differences.map((line) => `  - ${line}`).join('\n') +
      `\n"sunledger migrate" makes what is missing; what it cannot explain must be undone by hand.`,
    { differences },
  );
}

// Null: the migrator cannot log in, so this is a first start, or another secret.
async function differencesAsMigrator(options: PrepareOptions): Promise<string[] | null> {
  try {
    return await withMigrator(options, (migrator) => checkDatabase(migrator, options.rolePrefix));
  } catch (error) {
    // No such role, wrong password, no such database, CONNECT not granted, catalog without the hub's schemas.
    // What else is wrong (no server there) the administrator's connection meets again, and names.
    if (
      !options.migrate &&
      !['28P01', '28000', '42501', '3F000'].includes((error as { code?: string }).code ?? '')
    )
      throw error;
    return null;
  }
}

async function makeLogins(admin: pg.Client, { rolePrefix, secret }: PrepareOptions): Promise<void> {
  const sql = readGrantsSql();
  await admin.query(grantsSectionOf(sql, 'logins', rolePrefix));
  for (const login of loginNames) {
    const role = roleName(rolePrefix, login);
    await admin.query(`ALTER ROLE ${role} PASSWORD '${scramVerifier(secret, role)}'`);
  }
  await admin.query(grantsSectionOf(sql, 'database', rolePrefix));
}

async function makeTables(migrator: pg.Client, options: PrepareOptions): Promise<void> {
  const state = await readMigrationState(migrator);
  if (state.missing.length > 0) options.onProgress(`Applying ${state.missing.length} migration(s)`);
  await applyMigrations(migratorConnection(options), state);
  await migrator.query('BEGIN');
  await makeTwins(migrator);
  await migrator.query(grantsSectionOf(readGrantsSql(), 'grants', options.rolePrefix));
  await migrator.query('COMMIT');
}

function migratorConnection({ address, rolePrefix, secret }: PrepareOptions): pg.ClientConfig {
  const user = roleName(rolePrefix, 'migrator');
  return {
    ...address,
    user,
    password: passwordOf(secret, user),
    application_name: 'sunledger migrator',
  } as pg.ClientConfig;
}

async function withMigrator<T>(
  options: PrepareOptions,
  work: (migrator: pg.Client) => Promise<T>,
): Promise<T> {
  const migrator = new pg.Client(migratorConnection(options));
  await migrator.connect();
  try {
    return await work(migrator);
  } finally {
    await migrator.end();
  }
}
