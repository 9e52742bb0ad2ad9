import type { PoolClient } from 'pg';
import type { Staged } from '../../../publish/stage.ts';
import { placeColumns } from './tables.ts';

/** What would become of one value, or of one row. */
export interface CellChange {
  table: string;
  key: string;
  kind: 'new' | 'changed' | 'removed';
  /** Column whose value changes; of a new row its amount or name. */
  column: string | null;
  old: string | null;
  new: string | null;
  /** Where the new value stands in the file. */
  sheet: string | null;
  row: number | null;
  cell: string | null;
}

const telling = [
  'amount',
  'value_amount',
  'budget_amount',
  'total_amount',
  'limit_amount',
  'persons',
  'label',
  'name',
  'title',
];

/** Changes of the staged rows, at most `most` of each table; the staging tables hold only rows that change something. */
export async function changesOf(
  client: PoolClient,
  entry: Staged,
  most: number | null,
): Promise<CellChange[]> {
  const hidden = ['id', 'key', 'from_revision', 'dataset_key', ...placeColumns]
    .map((name) => `'${name}'`)
    .join(', ');
  const stands = (column: string) => (entry.columns.includes(column) ? `s."${column}"` : 'NULL');
  const told = telling.find((column) => entry.columns.includes(column));
  const place = `${stands('sheet')} AS sheet, ${stands('row_number')}::integer AS row, ${stands('cell')} AS cell`;
  const { rows } = await client.query<Omit<CellChange, 'table'>>(
    `SELECT s.key, 'changed' AS kind, v.key AS column, to_jsonb(t) ->> v.key AS old, v.value AS new, ${place}
     FROM ${entry.stage} s JOIN ${entry.table} t ON t.key = s.key
     CROSS JOIN LATERAL jsonb_each_text(to_jsonb(s)) v
     WHERE v.key NOT IN (${hidden}) AND v.key IN (${entry.columns.map((column) => `'${column}'`).join(', ')})
       AND to_jsonb(t) ->> v.key IS DISTINCT FROM v.value
     UNION ALL
     SELECT s.key, 'new', ${told === undefined ? 'NULL' : `'${told}'`}, NULL, ${told === undefined ? 'NULL' : `s."${told}"::text`}, ${place}
     FROM ${entry.stage} s LEFT JOIN ${entry.table} t ON t.key = s.key WHERE t.key IS NULL
     ORDER BY 2, 1, 3 ${most === null ? '' : `LIMIT ${most}`}`,
  );
  return rows.map((row) => ({ table: entry.table, ...row }));
}

export function removedRows(table: string, keys: readonly string[], most: number | null): CellChange[] {
  return keys.slice(0, most ?? keys.length).map((key) => ({
    table,
    key,
    kind: 'removed',
    column: null,
    old: null,
    new: null,
    sheet: null,
    row: null,
    cell: null,
  }));
}
