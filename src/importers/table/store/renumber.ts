import type { PoolClient } from 'pg';
import type { Staged } from '../../../publish/stage.ts';
import { placeColumns, type TableSpec } from './tables.ts';

/** SQL: the key of `alias` without its number. */
const base = (alias: string) => `regexp_replace(${alias}.key, '#[0-9]+$', '')`;

/**
 * Rows that look alike carry a number in their key. Read off a file, numbers follow the file's order; what stands there
 * already has its numbers. Equal rows keep theirs, the others are matched in their order, new ones get the next free
 * numbers: a row put in between makes no other row a different one.
 *
 * `scopes` is SQL for the rows `t` that the file states anew.
 */
export async function renumber(
  client: PoolClient,
  spec: TableSpec,
  staged: ReadonlyMap<string, Staged>,
  scopes: string,
): Promise<void> {
  const entry = staged.get(spec.table);
  if (!entry || !spec.isNumbered) return;
  const parts = (spec.parts ?? []).filter(({ table }) => table.startsWith('disclosed.'));
  const stagedParts = parts.filter(({ table }) => staged.has(table));
  const isAlike = `SELECT ${base('s')} AS base FROM ${entry.stage} s WHERE s.key !~ '#1$'
    UNION SELECT ${base('t')} FROM ${spec.table} t WHERE ${scopes} AND t.key !~ '#1$'`;
  const order = entry.columns.includes('position') ? 'position, key' : 'length(key), key';
  await client.query('DROP TABLE IF EXISTS pg_temp.alike, pg_temp.come, pg_temp.stand, pg_temp.renumbered');
  await client.query(`CREATE TEMPORARY TABLE alike ON COMMIT DROP AS ${isAlike}`);
  const { rows } = await client.query<{ found: boolean }>('SELECT EXISTS (SELECT FROM alike) AS found');
  if (!rows[0]!.found) return;
  await client.query('ANALYZE alike');
  const stands = `${spec.table} t JOIN alike a ON a.base = ${base('t')} WHERE ${scopes}`;
  const comes = `${entry.stage} t JOIN alike a ON a.base = ${base('t')}`;
  for (const [name, rowsOf, isStaged] of [
    ['come', comes, true],
    ['stand', stands, false],
  ] as const) {
    const content = contentOf(entry, isStaged ? stagedParts : parts, (part) =>
      isStaged ? staged.get(part)!.stage : part,
    );
    await client.query(
      `CREATE TEMPORARY TABLE ${name} ON COMMIT DROP AS
       WITH mine AS (SELECT t.*, a.base FROM ${rowsOf})${content.parts}
       SELECT t.key, t.base, md5(${content.text}) AS content,
         md5(ROW(${(spec.words ?? ['base']).map((column) => `t."${column}"`).join(', ')})::text) AS words,
         row_number() OVER (PARTITION BY t.base ORDER BY ${order
           .split(', ')
           .map((column) => (column.startsWith('length') ? 'length(t.key)' : `t.${column}`))
           .join(', ')}) AS place
       FROM mine t${content.joins}`,
    );
  }
  await client.query('CREATE TEMPORARY TABLE renumbered (old text, new text) ON COMMIT DROP');
  // The likest first: rows equal in all, then in their words, then in their order.
  for (const alike of ['base, content', ...(spec.words ? ['base, words'] : []), 'base'])
    await matchBy(client, alike);
  await client.query(
    `INSERT INTO renumbered
     WITH top AS (SELECT base, max(substring(key FROM '[0-9]+$')::bigint) AS number FROM stand GROUP BY base)
     SELECT c.key, c.base || '#' || coalesce(top.number, 0) + row_number() OVER (PARTITION BY c.base ORDER BY c.place)
     FROM come c LEFT JOIN top USING (base) WHERE NOT EXISTS (SELECT FROM renumbered r WHERE r.old = c.key)`,
  );
  await client.query('DELETE FROM renumbered WHERE old = new');
  await client.query('ANALYZE renumbered');
  await client.query(`UPDATE ${entry.stage} s SET key = r.new FROM renumbered r WHERE s.key = r.old`);
  for (const part of spec.parts ?? []) {
    const stage = staged.get(part.table)?.stage;
    if (stage === undefined) continue;
    await client.query(
      `UPDATE ${stage} s SET "${part.column}" = r.new, key = r.new || substr(s.key, length(r.old) + 1)
       FROM renumbered r WHERE s."${part.column}" = r.old`,
    );
  }
}

/** Matches rows that come with rows that stand, of those that are left: the first with the first, and so on. */
async function matchBy(client: PoolClient, alike: string): Promise<void> {
  const left = (table: string, column: string) =>
    `SELECT *, row_number() OVER (PARTITION BY ${alike} ORDER BY place) AS nth FROM ${table} x
     WHERE NOT EXISTS (SELECT FROM renumbered r WHERE r.${column} = x.key)`;
  await client.query(
    `INSERT INTO renumbered
     SELECT c.key, s.key FROM (${left('come', 'old')}) c JOIN (${left('stand', 'new')}) s USING (${alike}, nth)`,
  );
}

/** SQL that makes one text of a row `t` and of its parts, wherever it was read. */
function contentOf(
  entry: Staged,
  parts: readonly { table: string; column: string }[],
  placeOf: (table: string) => string,
): { text: string; parts: string; joins: string } {
  const columns = entry.columns.filter(
    (column) => column !== 'key' && column !== 'position' && !placeColumns.has(column),
  );
  const text = `ROW(${columns.map((column) => `t."${column}"`).join(', ')})::text`;
  return {
    text: [text, ...parts.map((_, index) => `coalesce(p${index}.content, '')`)].join(' || '),
    parts: parts
      .map(
        ({ table, column }, index) =>
          `, p${index} AS (SELECT a."${column}" AS owner, string_agg(substr(a.key, length(a."${column}") + 1) || '=' || a.amount::text || coalesce(a.currency, ''), ',' ORDER BY a.key) AS content
           FROM ${placeOf(table)} a WHERE a."${column}" IN (SELECT key FROM mine) GROUP BY 1)`,
      )
      .join(''),
    joins: parts.map((_, index) => ` LEFT JOIN p${index} ON p${index}.owner = t.key`).join(''),
  };
}
