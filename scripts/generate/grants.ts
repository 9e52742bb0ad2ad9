import { schemaFor } from '../../schema/index.ts';
import { grantsSql } from '../../src/db/grants/sql.ts';
import { columnsFile, grantsFile, makeGrantTables, writeGrantTables } from '../../src/db/grants/tables.ts';
import { readRegister } from '../../src/declare/register.ts';

/** Who may read which column, and the SQL that says so to PostgreSQL: both from the declarations in schema/. */
export async function generate(): Promise<Record<string, string>> {
  const tables = makeGrantTables(readRegister(schemaFor('internal')));
  return { [columnsFile]: writeGrantTables(tables), [grantsFile]: grantsSql(tables) };
}
