import type { TableName } from './files.ts';
import type { TableRow } from './read-table.ts';
import type { Confidence, Provenance } from './types.ts';

export type Tables = Record<TableName, TableRow[]>;

export const text = (row: TableRow, column: string): string | null => row.cells[column] ?? null;
export const must = (row: TableRow, column: string): string => row.cells[column] ?? '';
export const list = (row: TableRow, column: string): readonly string[] => row.cells[column]?.split('|') ?? [];
export const isTrue = (row: TableRow, column: string): boolean => row.cells[column] === 'true';

/** Of counts, years and positions, never of money. */
export function integer(row: TableRow, column: string): number | null {
  const value = row.cells[column] ?? null;
  return value === null ? null : Number(value);
}

export const provenance = (row: TableRow): Provenance => ({
  validFrom: text(row, 'valid_from'),
  validTo: text(row, 'valid_to'),
  law: text(row, 'source_law'),
  publisher: text(row, 'source_publisher'),
  page: text(row, 'source_page'),
  confidence: must(row, 'confidence') as Confidence,
  note: text(row, 'note'),
});
