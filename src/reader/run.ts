import type { PoolClient, QueryResult } from 'pg';
import type { About, HubContext } from '../context.ts';
import { preparedName } from './prepared.ts';
import type { Sql } from './sql.ts';

/** Runs one SELECT with a column `j` on the viewer's own login and answers that JSON, or null where there is no row. */
export async function runOn(context: HubContext, statement: Sql): Promise<unknown> {
  const { rows } = await asViewer(context, statement.toQuery());
  return (rows[0] as { j: unknown } | undefined)?.j ?? null;
}

/** The same for a root field's statement, whose column `about` says what the answer shows. */
export async function runRoot(context: HubContext, responseKey: string, statement: Sql): Promise<unknown> {
  const { rows } = await asViewer(context, statement.toQuery());
  const row = rows[0] as { j: unknown; about: About } | undefined;
  if (row) context.reads.about.set(responseKey, row.about);
  return row?.j ?? null;
}

/**
 * Runs a SELECT on the viewer's own login.
 *
 * An officer's departments are set for the transaction only; without them the row policies show no internal row.
 */
export async function asViewer(
  context: HubContext,
  { text, values }: { text: string; values: unknown[] },
): Promise<QueryResult> {
  context.reads.statements.push(text);
  const name = preparedName(text);
  const query = { text, values, ...(name ? { name } : {}) };
  const pool = context.hub.pool(context.viewer.login);
  if (context.viewer.role !== 'OFFICER') return pool.query(query);
  const client = await pool.connect();
  try {
    await client.query('BEGIN READ ONLY');
    await setDepartments(client, context.viewer.departments);
    const result = await client.query(query);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // The connection may hang in a failed transaction or be gone: it is not given to the next viewer.
    client.release(true);
    throw error;
  }
}

/** The officer's departments and, as of today, all units below them. */
async function setDepartments(client: PoolClient, departments: readonly string[]): Promise<void> {
  await client.query(
    `SELECT set_config('sunledger.departments', ARRAY(
       WITH RECURSIVE own (key) AS (
         SELECT unnest($1::text[]) COLLATE "C" UNION SELECT d.key FROM own JOIN disclosed.department d ON d.parent_key = own.key
       ) SELECT own.key FROM own)::text, true)`,
    [departments],
  );
}
