import type { ClientBase } from 'pg';
import { policies } from '../grants/rules.ts';
import { readGrantTables } from '../grants/tables.ts';
import { readMigrationState } from '../migrate.ts';
import { checkClosed } from './closed.ts';
import { checkGrants } from './grants.ts';
import { checkPolicies } from './policies.ts';
import { checkLogins } from './roles.ts';
import { checkTables } from './tables.ts';

/**
 * Compares the database with what this release declares: migrations, tables, twins, triggers, privileges of every
 * login column by column, row policies, attributes of the logins, and that `disclosed` reaches nothing outside.
 *
 * Returns one sentence for each difference; [] when the hub may serve.
 */
export async function checkDatabase(client: ClientBase, rolePrefix: string): Promise<string[]> {
  const migrations = await readMigrationState(client);
  const differences = [
    ...migrations.missing.map((name) => `Migration "${name}" is not applied`),
    ...migrations.unknown.map((name) => `Migration "${name}" is unknown to this release`),
    ...migrations.changed.map((name) => `Migration "${name}" was applied with another text than it has here`),
    ...migrations.failed.map((name) => `Migration "${name}" began and did not end`),
  ];
  // Without its tables every other line would only repeat that they are missing.
  if (migrations.missing.length > 0) return differences;
  const tables = readGrantTables();
  return [
    ...differences,
    ...(await checkTables(client, rolePrefix, tables)),
    ...(await checkGrants(client, rolePrefix, tables)),
    ...(await checkPolicies(client, rolePrefix, policies(tables))),
    ...(await checkClosed(client)),
    ...(await checkLogins(client, rolePrefix)),
  ];
}
