import { confidences } from './types.ts';

export interface ColumnSpec {
  name: string;
  /** `list` is split at "|". `key` may hold no spaces. `decimal` is exact text such as 1200.50; `boolean` is true or false. */
  kind: 'text' | 'key' | 'date' | 'integer' | 'decimal' | 'boolean' | 'list' | 'timeZone' | 'country';
  isRequired?: true;
  oneOf?: readonly string[];
}

export interface FileSpec {
  file: string;
  columns: readonly ColumnSpec[];
  /** Columns that together occur once. */
  uniqueBy: readonly string[];
}

export const provenance: readonly ColumnSpec[] = [
  { name: 'valid_from', kind: 'date' },
  { name: 'valid_to', kind: 'date' },
  { name: 'source_law', kind: 'text' },
  { name: 'source_publisher', kind: 'text' },
  { name: 'source_page', kind: 'text' },
  { name: 'confidence', kind: 'text', isRequired: true, oneOf: confidences },
  { name: 'note', kind: 'text' },
];

/** One of the two at least. */
export const names: readonly ColumnSpec[] = [
  { name: 'name_zh', kind: 'text' },
  { name: 'name_en', kind: 'text' },
];
