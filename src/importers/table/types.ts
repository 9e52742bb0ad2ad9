/**
 * What the parts of the tabular importer hand each other:
 * bytes → `read/` → sheets of rows → `profile/` → records → `nouns/` → facts.
 */

/** How sure we are that a file is not whole, and what became of the row. */
export type Severity = 'error' | 'warning' | 'info';

/** Where a value stands, for a person: file, sheet, page, row and column, all from 1. */
export interface Place {
  sheet?: string | undefined;
  page?: number | undefined;
  row?: number | undefined;
  /** Column from 1; shown as a letter beside its head. */
  column?: number | undefined;
  /** Head of the column as published. */
  head?: string | undefined;
}

/** A problem of the data. `rule` is a short stable name such as `bad-amount`; `problem` says what would be right. */
export interface TableProblem extends Place {
  rule: string;
  severity: Severity;
  value?: string | undefined;
  problem: string;
  /** The other cell, where two do not agree. */
  other?: (Place & { value: string }) | undefined;
}

export type Report = (problem: TableProblem) => void;

/** A row as read: exact text of each cell, '' where it is empty. Numbers are decimal text, dates `YYYY-MM-DD`. */
export interface SheetRow {
  /** Row of the sheet or line of the file, from 1. */
  number: number;
  cells: readonly string[];
  /** Page of the published document, where rows come from one. */
  page?: number | undefined;
}

/** Cells that are one: the text stands in the first. Rows and columns from 1, both ends included. */
export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** One sheet of a workbook, one table of a page, or the whole of a CSV file. */
export interface Sheet {
  name: string;
  /** Title that stands over the table, where the format keeps it apart from the rows. */
  title?: string | undefined;
  /** Unit of amounts that the format keeps apart, for example 万元. */
  unit?: string | undefined;
  /** Known before the rows are read. A reader that meets merges while streaming fills the list as it goes. */
  merges: readonly Merge[];
  /** Rows in batches; read once, in order, before the next sheet is asked for. */
  rows(): AsyncIterable<readonly SheetRow[]>;
}

export type TableFormat =
  | 'csv'
  | 'tsv'
  | 'xlsx'
  | 'ods'
  | 'html'
  | 'json-tables'
  | 'jsonl'
  | 'fiscal-data-package';

export interface TableFile {
  format: TableFormat;
  /** Encoding as read, for example `utf-8`, `gb18030`; null where the format has its own. */
  encoding: string | null;
  /** What the file says of itself beside its tables: agency, year, title, the descriptor of a data package. */
  metadata: Readonly<Record<string, string>>;
  sheets(): AsyncIterable<Sheet>;
  close(): Promise<void>;
}

/** A row of the file in the words of its noun. */
export interface TableRecord {
  /** As in its head. */
  table: string;
  /** line: counts. subtotal, total: shown, checked against their parts, never counted. */
  kind: 'line' | 'subtotal' | 'total';
  /** Field → normalised text, dates `YYYY-MM-DD`; money stands in `values`. Without value: absent. */
  fields: Record<string, string>;
  /**
   * Money, and values of columns that stand for something more than a field: pivoted years, phases, components,
   * categories. `set` is empty where the column says nothing besides.
   */
  values: RecordValue[];
  row: number;
  page?: number | undefined;
  sheet?: string | undefined;
}

export interface RecordValue {
  field: string;
  /** What the column says besides, for example `{ phase: 'approved', component: 'basic' }`. */
  set: Readonly<Record<string, string>>;
  text: string;
  /** `E7` */
  cell: string;
}

/** One published table as met in the file, before its records. */
export interface TableHead {
  /** `table` of the layout, or its id. Several layouts may read one published table. */
  table: string;
  /** Id of the layout of the profile that reads it. */
  layout: string;
  noun: string;
  title: string | null;
  sheet: string | null;
  page: number | null;
  /** Unit as published (元, 万元, thousands) and what a number is multiplied by. */
  unit: string | null;
  factor: string;
  /** Constants of profile, document and layout: side, breakdown, book, scope, coverage, detail, seq, fiscalYear … */
  fields: Readonly<Record<string, string>>;
  /** The table holds no amounts; what it says about that. */
  isEmpty: boolean;
  emptyNote: string | null;
}

export type Interpreted =
  | { kind: 'table'; head: TableHead }
  /** Records belong to the latest head of their layout. */
  | { kind: 'records'; layout: string; records: readonly TableRecord[] };

/** Kinds of values a field can have. `money` is multiplied by the unit; `decimal` is not. */
export type FieldType =
  | 'text'
  | 'code'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'date'
  | 'year'
  | 'boolean'
  | 'enum';

export interface FieldSpec {
  name: string;
  type: FieldType;
  /** Heads under which it is known; the first Chinese and the first English one stand in the template. */
  headZh: string;
  headEn: string;
  aliases?: readonly string[];
  /** Of an enum: code → words for it, besides the code itself. */
  values?: Readonly<Record<string, readonly string[]>>;
  isRequired?: boolean;
  /** Of a code: what it must look like, with an example for the message. */
  form?: { pattern: RegExp; like: string };
  /** For the template's second sheet: what it is, in Chinese and English. */
  description: string;
}

/** A kind of thing that tables hold. */
export interface NounSpec {
  name: string;
  titleZh: string;
  titleEn: string;
  fields: readonly FieldSpec[];
}
