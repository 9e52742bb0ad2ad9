import type { HubContext } from '../context.ts';
import { HubError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import { runOn } from './run.ts';
import type { AsOf } from './source.ts';
import { sql } from './sql.ts';

/**
 * The revisions that answer a moment; null for now.
 *
 * A cursor of the past pins them. The database waits for a writer that could still commit before the moment, so the
 * same moment gives the same revisions for ever.
 */
export async function resolveAsOf(
  context: HubContext,
  moment: unknown,
  cursor: Cursor | null,
): Promise<AsOf | null> {
  if (!(moment instanceof Date)) {
    if (!cursor?.asOf) return null;
    const [disclosed, internal] = cursor.asOf;
    return {
      disclosed: disclosed!,
      internal: context.viewer.audience === 'internal' ? (internal ?? null) : null,
    };
  }
  const text = moment.toISOString();
  const { memo, asOf } = context.reads;
  const name = `asOf:${text}`;
  let found = memo.get(name) as Promise<AsOf> | undefined;
  if (!found) {
    found = findRevisions(context, moment);
    memo.set(name, found);
  }
  const revisions = await found;
  asOf.set(text, revisions.disclosed);
  return revisions;
}

async function findRevisions(context: HubContext, moment: Date): Promise<AsOf> {
  if (moment.getTime() > Date.now()) {
    throw new HubError(
      'BAD_INPUT',
      `Argument "recordedAsOf" is ${moment.toISOString()}, which is still to come. Expected an instant in the past.`,
    );
  }
  const isInternal = context.viewer.audience === 'internal';
  const instant = sql`${moment.toISOString()}::timestamptz`;
  const found = (await runOn(
    context,
    sql`SELECT json_build_object(
      'disclosed', disclosed.revision_at(${instant})::text,
      'internal', ${isInternal ? sql`coalesce(internal.revision_at(${instant}), 0)::text` : sql`NULL`},
      'first', (SELECT to_char(min(r.at) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM disclosed.revision AS r)
    ) AS j`,
  )) as { disclosed: string | null; internal: string | null; first: string | null };
  if (found.disclosed === null) {
    throw new HubError(
      'BAD_INPUT',
      found.first === null
        ? 'Argument "recordedAsOf": nothing is recorded yet.'
        : `Argument "recordedAsOf" is ${moment.toISOString()}, before the first record of this hub, which is of ${found.first}.`,
    );
  }
  return { disclosed: found.disclosed, internal: found.internal };
}
