/** How the rows of a table of facts are replaced by what a file states. */
export interface TableSpec {
  table: string;
  /** Columns by whose values a file states a part of the dataset as a whole: what it no longer states there leaves. */
  scope: readonly string[];
  /** Tables whose rows are parts of a row of this one, and the column that names it. */
  parts?: readonly { table: string; column: string }[];
  /** Keys end with `#` and a number that tells rows apart that look alike. */
  isNumbered: boolean;
  /** Columns of words that tell rows of one key apart where their amounts do not. */
  words?: readonly string[];
  /** Rows have a position within their scope. */
  isOrdered?: boolean;
  /** A row may have been stated in another scope, by another table of its document: none is known to be new. */
  isShared?: boolean;
}

/** Columns that say where a row was read: a row that is stated unchanged keeps the place where it was read first. */
export const placeColumns: ReadonlySet<string> = new Set([
  'source_key',
  'sheet',
  'page',
  'row_number',
  'cell',
  'profile',
]);

const statutory = (name: string, isNumbered: boolean): TableSpec => ({
  table: `disclosed.${name}`,
  scope: ['table_key'],
  isNumbered,
  isOrdered: true,
  isShared: !isNumbered,
});

/** Parents before children. Rows leave in the opposite order. */
export const tableSpecs: readonly TableSpec[] = [
  {
    table: 'disclosed.budget_line',
    scope: ['table_key'],
    parts: [
      { table: 'disclosed.budget_amount', column: 'line_key' },
      { table: 'internal.budget_amount', column: 'line_key' },
    ],
    isNumbered: true,
    words: ['row_kind', 'label', 'function_name', 'economic_name', 'project_name', 'description'],
    isOrdered: true,
  },
  { table: 'disclosed.budget_amount', scope: ['table_key'], isNumbered: false },
  { table: 'internal.budget_amount', scope: ['table_key'], isNumbered: false },
  {
    table: 'disclosed.budget_adjustment',
    scope: ['document_key'],
    isNumbered: true,
    isOrdered: true,
  },
  statutory('three_public_expense', false),
  statutory('operating_fund', false),
  statutory('procurement_summary', false),
  statutory('purchased_service', true),
  statutory('asset_occupancy', true),
  statutory('performance_target', true),
  { table: 'disclosed.head_count', scope: ['department_key', 'fiscal_year'], isNumbered: true },
  {
    table: 'disclosed.payment',
    scope: ['department_key', 'list_month'],
    isNumbered: true,
    isOrdered: true,
  },
  { table: 'disclosed.standard', scope: ['jurisdiction_key', 'kind', 'document_number'], isNumbered: true },
  { table: 'disclosed.catalog_item', scope: ['edition_key'], isNumbered: true, isOrdered: true },
  { table: 'disclosed.threshold', scope: ['jurisdiction_key', 'document_number'], isNumbered: true },
  { table: 'disclosed.disclosure', scope: ['department_key', 'fiscal_year'], isNumbered: true },
  { table: 'disclosed.classification', scope: ['scheme_key'], isNumbered: false },
];

export const specOf: ReadonlyMap<string, TableSpec> = new Map(tableSpecs.map((spec) => [spec.table, spec]));
