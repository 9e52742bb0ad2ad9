import type { PoolClient } from 'pg';
import type { Removal } from '../../../publish/apply.ts';
import { isReviewed, type RowPlace, tabularParents } from '../../../publish/guards.ts';
import type { Staged } from '../../../publish/stage.ts';
import { positionStep } from '../nouns/budget.ts';
import type { TableProblem } from '../types.ts';
import { noLongerStated, statedScopes, takeOutUnchanged } from './compare.ts';
import { type CellChange, changesOf, removedRows } from './preview.ts';
import { renumber } from './renumber.ts';
import { reposition } from './reposition.ts';
import type { RowStore } from './rows.ts';
import { specOf, tableSpecs } from './tables.ts';

export interface Settled {
  /** What is left in the staging tables changes something. */
  staged: Staged[];
  removals: Removal[];
  /** Reviewed rows that the file no longer states; they stay. */
  kept: RowPlace[];
  /** Budget lines that leave although adjustments of them stand. */
  bound: string[];
  /** Rows that another table of their document stated so far; they are stated by the file's from now on. */
  moved: (RowPlace & { from: string })[];
  cells: CellChange[];
}

/**
 * Compares the staged rows with what stands there: numbers of rows that look alike, positions, what leaves, and what
 * says nothing new. Rows above the facts (documents, tables) have no scopes: nothing of them leaves.
 */
export async function settleRows(
  client: PoolClient,
  tables: readonly Staged[],
  from: { rows: RowStore; datasetKey: string; mostCells: number | null } | null,
): Promise<Settled> {
  const staged = new Map(tables.map((entry) => [entry.table, entry]));
  for (const { stage, rows } of tables) if (rows > 200) await client.query(`ANALYZE ${stage}`);
  const settled: Settled = { staged: [...tables], removals: [], kept: [], bound: [], moved: [], cells: [] };
  if (from) {
    for (const spec of tableSpecs) {
      const scopes = await statedScopes(client, spec, from.rows.statedScopes(spec.table), from.datasetKey);
      if (scopes === null) continue;
      await renumber(client, spec, staged, scopes);
      const entry = staged.get(spec.table);
      if (entry) await reposition(client, spec, entry, positionStep);
      if (entry && spec.isShared) settled.moved.push(...(await movedRows(client, entry, scopes)));
    }
    for (const spec of tableSpecs) {
      const parent = tableSpecs.find((other) => other.parts?.some((part) => part.table === spec.table));
      const stated = from.rows.statedScopes((parent ?? spec).table);
      const scopes = await statedScopes(client, spec, stated, from.datasetKey);
      if (scopes === null) continue;
      const gone = await noLongerStated(client, spec, staged.get(spec.table)?.stage, scopes);
      const { kept, removed } = await splitReviewed(client, spec.table, gone);
      for (const key of kept) settled.kept.push({ table: spec.table, key });
      if (removed.length > 0)
        settled.removals.unshift({ name: spec.table.replace(/^disclosed\./, ''), keys: removed });
    }
  }
  settled.bound = await boundLines(
    client,
    settled.removals,
    staged.get('disclosed.budget_adjustment')?.stage,
  );
  for (const table of staged.keys()) {
    if (!table.startsWith('disclosed.')) continue;
    const isPart = tableSpecs.some((other) => other.parts?.some((part) => part.table === table));
    const spec = specOf.get(table) ?? { table, scope: [], isNumbered: false };
    if (!isPart && isTabular(table)) await takeOutUnchanged(client, spec, staged);
  }
  if (from && from.mostCells !== 0) {
    for (const entry of staged.values())
      settled.cells.push(...(await changesOf(client, entry, from.mostCells)));
    for (const { name, keys } of settled.removals)
      settled.cells.push(
        ...removedRows(name.includes('.') ? name : `disclosed.${name}`, keys, from.mostCells),
      );
  }
  return settled;
}

/** `scopes`: SQL for the rows `t` that the file states anew. */
async function movedRows(client: PoolClient, { table, stage }: Staged, scopes: string) {
  const { rows } = await client.query<{ key: string; from: string }>(
    `SELECT t.key, t.table_key AS from FROM ${table} t JOIN ${stage} s ON s.key = t.key WHERE NOT (${scopes}) ORDER BY t.key`,
  );
  return rows.map(({ key, from }) => ({ table, key, from }));
}

async function boundLines(
  client: PoolClient,
  removals: readonly Removal[],
  stage: string | undefined,
): Promise<string[]> {
  const keysOf = (name: string) => removals.find((removal) => removal.name === name)?.keys ?? [];
  const lines = keysOf('budget_line');
  if (lines.length === 0) return [];
  const { rows } = await client.query<{ key: string }>(
    `SELECT t.line_key AS key FROM disclosed.budget_adjustment t
     WHERE t.line_key = ANY ($1) AND t.key <> ALL ($2)
       ${
         stage === undefined
           ? ''
           : `AND NOT EXISTS (SELECT FROM ${stage} s WHERE s.key = t.key)
     UNION SELECT s.line_key FROM ${stage} s WHERE s.line_key = ANY ($1)`
       }
     GROUP BY 1 ORDER BY 1`,
    [lines, keysOf('budget_adjustment')],
  );
  return rows.map((row) => row.key);
}

const isTabular = (table: string) =>
  specOf.has(table) ||
  ['disclosed.budget_document', 'disclosed.budget_table', 'disclosed.catalog_edition'].includes(table);

async function splitReviewed(
  client: PoolClient,
  table: string,
  keys: readonly string[],
): Promise<{ kept: string[]; removed: string[] }> {
  if (keys.length === 0) return { kept: [], removed: [] };
  const { rows: columns } = await client.query<{ name: string }>(
    'SELECT attname AS name FROM pg_attribute WHERE attrelid = to_regclass($1) AND NOT attisdropped AND attname = ANY ($2)',
    [table, tabularParents],
  );
  const { rows } = await client.query<{ key: string }>(
    `SELECT t.key FROM ${table} t WHERE t.key = ANY ($1) AND ${isReviewed(columns.map((column) => column.name))}`,
    [keys],
  );
  const kept = new Set(rows.map((row) => row.key));
  return { kept: [...kept], removed: keys.filter((key) => !kept.has(key)) };
}

/** What a person must know of what was settled. */
export function settledProblems(
  { kept, bound, moved, removals }: Settled,
  hasBadRows: boolean,
): TableProblem[] {
  const unstated = hasBadRows
    ? removals.flatMap(({ name, keys }) => keys.map((key) => `${name} "${key}"`))
    : [];
  return [
    ...(unstated.length > 0 ? [withdrawnBesideBadRows(unstated)] : []),
    ...kept.map(
      ({ table, key }): TableProblem => ({
        rule: 'reviewed-row-kept',
        severity: 'warning',
        problem: `The file no longer states a reviewed row of ${table}; the reviewed row stands`,
        value: key,
      }),
    ),
    ...moved.map(
      ({ key, from }): TableProblem => ({
        rule: 'stated-elsewhere',
        severity: 'warning',
        problem: `"${key}" stood in table "${from}", which the file does not state; what the file says takes its place`,
        value: key,
      }),
    ),
    ...bound.map(
      (key): TableProblem => ({
        rule: 'adjusted-line-gone',
        severity: 'error',
        problem: `The file no longer states budget line "${key}", of which adjustments stand: expected the line, or first a file of adjustments without them`,
        value: key,
      }),
    ),
  ];
}

/** What is not stated may be what a bad row was meant to state: its last good value must not leave for that. */
function withdrawnBesideBadRows(unstated: readonly string[]): TableProblem {
  const more = unstated.length > 5 ? ` and ${unstated.length - 5} more` : '';
  return {
    rule: 'unstated-beside-bad-rows',
    severity: 'error',
    problem: `The file has bad rows and no longer states ${unstated.slice(0, 5).join(', ')}${more}: whether these left or are the bad rows cannot be told. Expected a file without bad rows`,
    value: unstated[0],
  };
}
