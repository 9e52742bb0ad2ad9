import { grantsSql } from '../../src/db/grants/sql.ts';
import { columnsFile, grantsFile, makeGrantTables, writeGrantTables } from '../../src/db/grants/tables.ts';

/** Who may read which column, and the SQL that says so to PostgreSQL. */
export async function generate(): Promise<Record<string, string>> {
  const tables = makeGrantTables((schema) =>
    schema === 'disclosed' ? 'public' : schema === 'hub' ? null : 'internal',
  );
  return { [columnsFile]: writeGrantTables(tables), [grantsFile]: grantsSql(tables) };
}
