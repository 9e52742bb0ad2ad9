import type { ClientBase } from 'pg';

/** Every place of a statement in which a column can be named: a leak is where one of them answers. */
export const columnPositions: Record<string, (place: string, column: string) => string> = {
  select: (place, column) => `SELECT ${column} FROM ${place}`,
  where: (place, column) => `SELECT 1 FROM ${place} WHERE ${column} IS NOT NULL`,
  'order by': (place, column) => `SELECT 1 FROM ${place} ORDER BY ${column}`,
  'group by': (place, column) => `SELECT 1 FROM ${place} GROUP BY ${column}`,
  having: (place, column) => `SELECT 1 FROM ${place} HAVING count(${column}) >= 0`,
  aggregate: (place, column) => `SELECT count(DISTINCT ${column}) FROM ${place}`,
  window: (place, column) => `SELECT row_number() OVER (ORDER BY ${column}) FROM ${place}`,
  join: (place, column) =>
    `SELECT 1 FROM (VALUES (1)) AS v (n) LEFT JOIN ${place} AS x ON x.${column} IS NULL`,
  'join using': (place, column) => `SELECT 1 FROM ${place} AS x JOIN ${place} AS y USING (${column})`,
  lateral: (place, column) => `SELECT 1 FROM ${place} AS x, LATERAL (SELECT x.${column}) AS y`,
  json: (place, column) => `SELECT json_agg(json_build_object('v', ${column})) FROM ${place}`,
  exists: (place, column) => `SELECT EXISTS (SELECT FROM ${place} AS x WHERE x.${column} IS NULL)`,
};

/** The same for a row as a whole; answered only where every column, or the table, is open. */
export const rowPositions: Record<string, (place: string) => string> = {
  star: (place) => `SELECT * FROM ${place}`,
  'whole row': (place) => `SELECT x FROM ${place} AS x`,
  'whole row as text': (place) => `SELECT x::text FROM ${place} AS x`,
  to_jsonb: (place) => `SELECT to_jsonb(x) FROM ${place} AS x`,
  'is null': (place) => `SELECT 1 FROM ${place} AS x WHERE x IS NULL`,
  table: (place) => `TABLE ${place}`,
};

/** System columns: open with the whole table only. */
export const systemPositions: Record<string, (place: string) => string> = {
  ctid: (place) => `SELECT ctid FROM ${place}`,
  xmin: (place) => `SELECT 1 FROM ${place} ORDER BY xmin::text`,
  tableoid: (place) => `SELECT tableoid FROM ${place}`,
};

/**
 * Runs each statement on its own and answers what came of it: `ok`, or the SQLSTATE. Some hundreds in one round trip,
 * in a transaction that may write and is rolled back, so that only privileges decide.
 */
export async function tryAll(
  client: ClientBase,
  statements: readonly string[],
  before?: string,
): Promise<string[]> {
  // Not all at once: a login's limit on the time of one statement is for readers, not for this.
  const outcomes: string[] = [];
  for (let start = 0; start < statements.length; start += 500)
    outcomes.push(...(await tryPart(client, statements.slice(start, start + 500), before)));
  return outcomes;
}

async function tryPart(
  client: ClientBase,
  statements: readonly string[],
  before?: string,
): Promise<string[]> {
  await client.query('BEGIN READ WRITE');
  try {
    if (before) await client.query(before);
    await client.query(`SELECT set_config('walls.statements', $1, true)`, [JSON.stringify(statements)]);
    await client.query(`DO $do$
      DECLARE
        statement text;
        outcomes text[] := '{}';
      BEGIN
        FOR statement IN SELECT value FROM json_array_elements_text(current_setting('walls.statements')::json) LOOP
          BEGIN
            EXECUTE statement;
            outcomes := outcomes || 'ok'::text;
          EXCEPTION WHEN OTHERS THEN
            outcomes := outcomes || SQLSTATE::text;
          END;
        END LOOP;
        PERFORM set_config('walls.outcomes', array_to_json(outcomes)::text, true);
      END $do$`);
    const { rows } = await client.query<{ outcomes: string }>(
      `SELECT current_setting('walls.outcomes') AS outcomes`,
    );
    return JSON.parse(rows[0]!.outcomes) as string[];
  } finally {
    await client.query('ROLLBACK');
  }
}
