import pg from 'pg';
import { readCatalogTables } from './catalog.ts';
import { grantsSectionOf, grantsSql } from './grants-sql.ts';
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
  onProgress: (line: string) => void;
}

/** Held while roles, tables and grants are made, so that commands that start together do it one after the other. */
const prepareLock = 7309;

/** Logins, migrations, twins and grants: everything a database needs to serve. Does nothing twice. */
export async function prepareDatabase(options: PrepareOptions): Promise<void> {
  const { address, admin, rolePrefix, secret } = options;
  const client = new pg.Client({ ...address, ...admin, application_name: 'sunledger setup' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [prepareLock]);
    const sql = grantsSql([]);
    await client.query(grantsSectionOf(sql, 'logins', rolePrefix));
    for (const login of loginNames) {
      const role = roleName(rolePrefix, login);
      await client.query(`ALTER ROLE ${role} PASSWORD '${scramVerifier(secret, role)}'`);
    }
    await client.query(grantsSectionOf(sql, 'database', rolePrefix));
    await asOwner(options);
  } finally {
    await client.end();
  }
}

async function asOwner({ address, rolePrefix, secret, onProgress }: PrepareOptions): Promise<void> {
  const user = roleName(rolePrefix, 'migrator');
  const connection = {
    ...address,
    user,
    password: passwordOf(secret, user),
    application_name: 'sunledger migrator',
  };
  const migrator = new pg.Client(connection);
  await migrator.connect();
  try {
    const state = await readMigrationState(migrator);
    if (state.missing.length > 0) onProgress(`Applying ${state.missing.length} migration(s)`);
    await applyMigrations(connection, state);
    await migrator.query('BEGIN');
    await makeTwins(migrator);
    await migrator.query(grantsSectionOf(grantsSql(await readCatalogTables(migrator)), 'grants', rolePrefix));
    await migrator.query('COMMIT');
  } finally {
    await migrator.end();
  }
}
