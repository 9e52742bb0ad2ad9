import type { PoolClient } from 'pg';
import type { Staged } from '../../../publish/stage.ts';
import type { Scope } from './rows.ts';
import { placeColumns, type TableSpec } from './tables.ts';

/** SQL: the rows `t` of the dataset whose scope the file states; the scopes stand in a temporary table. */
export async function statedScopes(
  client: PoolClient,
  spec: TableSpec,
  scopes: readonly Scope[],
  datasetKey: string,
): Promise<string | null> {
  if (scopes.length === 0) return null;
  const name = `"stated_${spec.table.replace('.', '_')}"`;
  const columns = spec.scope.map((column) => `"${column}"`).join(', ');
  await client.query(`DROP TABLE IF EXISTS pg_temp.${name}`);
  await client.query(
    `CREATE TEMPORARY TABLE ${name} ON COMMIT DROP AS SELECT ${columns} FROM ${spec.table} WITH NO DATA`,
  );
  const values = spec.scope.map((_, index) => scopes.map((scope) => scope.values[index] ?? null));
  const types = await client.query<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute WHERE attrelid = to_regclass($1) AND attname = ANY ($2)`,
    [spec.table, spec.scope],
  );
  const typeOf = new Map(types.rows.map((row) => [row.name, row.type]));
  await client.query(
    `INSERT INTO ${name} SELECT * FROM unnest(${spec.scope.map((column, index) => `$${index + 1}::${typeOf.get(column)}[]`).join(', ')})`,
    values,
  );
  await client.query(`ANALYZE ${name}`);
  const isOne = spec.scope.length === 1 && scopes.every((scope) => scope.values[0] !== null);
  const matches = isOne
    ? `t."${spec.scope[0]}" IN (SELECT "${spec.scope[0]}" FROM ${name})`
    : `EXISTS (SELECT FROM ${name} x WHERE ${spec.scope.map((column) => `x."${column}" IS NOT DISTINCT FROM t."${column}"`).join(' AND ')})`;
  return `t.dataset_key = ${client.escapeLiteral(datasetKey)} AND ${matches}`;
}

/** Keys that stand there, in these scopes, and that the file no longer states. */
export async function noLongerStated(
  client: PoolClient,
  spec: TableSpec,
  stage: string | undefined,
  scopes: string,
): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(
    `SELECT t.key FROM ${spec.table} t WHERE ${scopes}
     ${stage === undefined ? '' : `AND NOT EXISTS (SELECT FROM ${stage} s WHERE s.key = t.key)`}`,
  );
  return rows.map((row) => row.key);
}

/** SQL: `s`, which comes, says something else than `t`, which stands. Where a row was read says nothing. */
function saysOther(entry: Staged, withPlace = false): string {
  const columns = entry.columns.filter(
    (column) => column !== 'key' && (withPlace || !placeColumns.has(column)),
  );
  if (columns.length === 0) return 'false';
  const side = (name: string) =>
    columns.map((column) => `${name}."${column}"${entry.numeric.has(column) ? '::text' : ''}`).join(', ');
  return `(${side('t')}) IS DISTINCT FROM (${side('s')})`;
}

/**
 * Takes out of the staging tables what says nothing new, so that it keeps the place where it was read first. A line and
 * its amounts are one: where one of them changes all of them are read from the new place.
 */
export async function takeOutUnchanged(
  client: PoolClient,
  spec: TableSpec,
  staged: ReadonlyMap<string, Staged>,
): Promise<void> {
  const entry = staged.get(spec.table);
  if (!entry) return;
  const parts = (spec.parts ?? []).filter(({ table }) => table.startsWith('disclosed.'));
  await client.query('DROP TABLE IF EXISTS pg_temp.changed_keys');
  const changedParts = parts.flatMap(({ table, column }) => {
    const part = staged.get(table);
    const gone = `SELECT t."${column}" AS key FROM ${table} t JOIN ${entry.stage} o ON o.key = t."${column}"
      ${part ? `WHERE NOT EXISTS (SELECT FROM ${part.stage} s WHERE s.key = t.key)` : ''}`;
    return part
      ? [
          `SELECT s."${column}" AS key FROM ${part.stage} s LEFT JOIN ${table} t ON t.key = s.key WHERE t.key IS NULL OR ${saysOther(part)}`,
          gone,
        ]
      : [gone];
  });
  await client.query(
    `CREATE TEMPORARY TABLE changed_keys ON COMMIT DROP AS ${[
      `SELECT s.key FROM ${entry.stage} s LEFT JOIN ${spec.table} t ON t.key = s.key WHERE t.key IS NULL OR ${saysOther(entry)}`,
      ...changedParts,
    ].join(' UNION ')}`,
  );
  await client.query('ANALYZE changed_keys');
  for (const { table, column } of parts) {
    const part = staged.get(table);
    if (part)
      await client.query(
        `DELETE FROM ${part.stage} s WHERE NOT EXISTS (SELECT FROM changed_keys c WHERE c.key = s."${column}")`,
      );
  }
  await client.query(
    `DELETE FROM ${entry.stage} s WHERE NOT EXISTS (SELECT FROM changed_keys c WHERE c.key = s.key)`,
  );
}
