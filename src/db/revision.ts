import type { PoolClient } from 'pg';
import type { Act, Hub, RevisionResult } from './types.ts';

export interface RevisionOptions {
  /** False: only `internal` changes, and the public number does not move. Default true. */
  disclosed?: boolean | undefined;
}

/**
 * Runs `work` in one transaction of the writer login that is a revision: numbered under a lock, its instant set at the
 * commit, its actor recorded. Nothing is retried; whatever `work` throws rolls everything back, the numbers included.
 *
 * The lock is held until the commit: parse, check and compile before, only apply inside.
 */
export async function inRevision<T>(
  hub: Hub,
  act: Act,
  work: (client: PoolClient) => Promise<T>,
  options: RevisionOptions = {},
): Promise<RevisionResult<T>> {
  const client = await hub.pool('writer').connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    const numbers = await openRevision(client, act, options);
    const result = await work(client);
    await client.query('COMMIT');
    return { result, ...numbers };
  } catch (error) {
    try {
      await client.query('ROLLBACK');
    } catch (broken) {
      failure = broken as Error; // a connection that cannot roll back must not be used again
    }
    throw error;
  } finally {
    client.release(failure);
  }
}

/**
 * Makes the open transaction a revision. For a caller that does something before it takes the lock (an import that
 * stages its rows) or that finds out only then whether there is anything to change; everybody else has `inRevision`.
 */
export async function openRevision(
  client: PoolClient,
  act: Act,
  options: RevisionOptions = {},
): Promise<{ disclosed: string | null; internal: string }> {
  // Always in this order: whoever took the locks the other way round could wait for ever.
  const disclosed = options.disclosed === false ? null : await begin(client, 'disclosed', act.source);
  const internal = await begin(client, 'internal', act.source);
  await client.query(
    'INSERT INTO internal.revision_act (actor, role, reason, department_key) VALUES ($1, $2, $3, $4)',
    [act.actor, act.role ?? null, act.reason ?? null, act.departmentKey ?? null],
  );
  return { disclosed, internal };
}

async function begin(client: PoolClient, schema: 'disclosed' | 'internal', source: string): Promise<string> {
  const { rows } = await client.query<{ number: string }>(`SELECT ${schema}.begin_revision($1) AS number`, [
    source,
  ]);
  return rows[0]!.number;
}
