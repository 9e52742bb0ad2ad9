import type { PoolClient } from 'pg';
import type { Staged } from '../../../publish/stage.ts';
import type { TableSpec } from './tables.ts';

/**
 * Positions of rows that stand there already and keep their order stay; the others get positions between them. A scope
 * where no room is left is numbered anew.
 */
export async function reposition(
  client: PoolClient,
  spec: TableSpec,
  entry: Staged,
  step: number,
): Promise<void> {
  if (!spec.isOrdered) return;
  const scope = spec.scope.map((column) => `s."${column}"`).join(', ');
  await client.query('DROP TABLE IF EXISTS pg_temp.ordered, pg_temp.placed');
  await client.query(
    `CREATE TEMPORARY TABLE ordered ON COMMIT DROP AS
     SELECT s.key, s.position AS ordinal, t.position AS old, dense_rank() OVER (ORDER BY ${scope})::integer AS scope,
       row_number() OVER (ORDER BY ${scope}, s.position)::integer AS place
     FROM ${entry.stage} s LEFT JOIN ${spec.table} t ON t.key = s.key`,
  );
  await client.query('ANALYZE ordered');
  await forgetMoved(client);
  await client.query(
    `CREATE TEMPORARY TABLE placed ON COMMIT DROP AS
     WITH n AS (
       SELECT *, coalesce(max(old) OVER (PARTITION BY scope ORDER BY place), 0) AS before,
         min(old) OVER (PARTITION BY scope ORDER BY place DESC) AS after
       FROM ordered
     ), g AS (
       SELECT *, count(*) OVER w AS many, row_number() OVER (w ORDER BY place) AS nth
       FROM n WINDOW w AS (PARTITION BY scope, before, old IS NULL)
     )
     SELECT key, scope, ordinal,
       CASE WHEN old IS NOT NULL THEN old
         WHEN after IS NULL THEN before + ${step} * nth::integer
         ELSE before + ((after - before)::bigint * nth / (many + 1))::integer END AS position,
       old IS NULL AND after - before <= many AS is_tight
     FROM g`,
  );
  await client.query(
    `UPDATE ${entry.stage} s SET position = p.position FROM (
       SELECT key, CASE WHEN bool_or(is_tight) OVER (PARTITION BY scope) THEN ordinal ELSE position END AS position FROM placed
     ) p WHERE p.key = s.key AND p.position <> s.position`,
  );
}

/** Rows that moved past others get a new position: as few as can be, in scopes where any did. */
async function forgetMoved(client: PoolClient): Promise<void> {
  const { rows } = await client.query<[number, number, number]>({
    text: `WITH moved AS (
       SELECT DISTINCT scope FROM (
         SELECT scope, old, lag(old) OVER (PARTITION BY scope ORDER BY place) AS before FROM ordered WHERE old IS NOT NULL
       ) x WHERE old <= before
     )
     SELECT scope, place, old FROM ordered WHERE old IS NOT NULL AND scope IN (SELECT scope FROM moved) ORDER BY place`,
    rowMode: 'array',
  });
  const moved: number[] = [];
  for (let from = 0; from < rows.length; ) {
    let to = from;
    while (to < rows.length && rows[to]![0] === rows[from]![0]) to += 1;
    const stay = longestRise(rows.slice(from, to).map(([, , old]) => old));
    for (let at = from; at < to; at++) if (!stay.has(at - from)) moved.push(rows[at]![1]);
    from = to;
  }
  if (moved.length > 0)
    await client.query('UPDATE ordered SET old = NULL WHERE place = ANY ($1::integer[])', [moved]);
}

/** Indexes of a longest part of the numbers, not necessarily in one piece, that rises. */
function longestRise(numbers: readonly number[]): Set<number> {
  // The last index of the best part of each length, and what came before each.
  const ends: number[] = [];
  const before = new Int32Array(numbers.length).fill(-1);
  for (const [index, number] of numbers.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (numbers[ends[middle]!]! < number) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[index] = ends[low - 1]!;
    ends[low] = index;
  }
  const rise = new Set<number>();
  for (let index = ends.at(-1) ?? -1; index >= 0; index = before[index]!) rise.add(index);
  return rise;
}
