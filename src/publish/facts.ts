/** A value as PostgreSQL reads it: decimals, days and instants as text, arrays of text as arrays. */
export type FactValue = string | number | boolean | null | readonly string[] | undefined;

/** One row, in database column names; without `id` and `from_revision`, which the database gives. */
export type FactRow = Readonly<Record<string, FactValue>>;

/** Rows by table, for example `disclosed.contract`. */
export type FactSet = Readonly<Record<string, readonly FactRow[]>>;

/**
 * Tables whose rows are compiled from the releases of their process. A row that the releases, compiled anew, no
 * longer state leaves the current table. Approvals are not among them: people enter those.
 */
export const compiledTables = [
  'release',
  'party',
  'plan',
  'tender',
  'lot',
  'bid',
  'award',
  'award_supplier',
  'contract',
  'contract_supplier',
  'amendment',
  'transaction',
  'item',
  'milestone',
  'document',
  'related_process',
  'framework',
] as const;

/** Tables whose rows are read from published tables, parents before children. */
export const tabularTables = [
  'classification_scheme',
  'classification',
  'budget_document',
  'budget_table',
  'budget_line',
  'budget_amount',
  'budget_adjustment',
  'three_public_expense',
  'operating_fund',
  'procurement_summary',
  'purchased_service',
  'asset_occupancy',
  'performance_target',
  'head_count',
  'standard',
  'payment',
  'catalog_edition',
  'catalog_item',
  'threshold',
  'disclosure',
] as const;

/** Parents before children, as the foreign keys want it; tables that are not named follow in alphabetical order. */
const order = [
  'disclosed.jurisdiction',
  'disclosed.dataset',
  'disclosed.department',
  'disclosed.department_identifier',
  'disclosed.classification_scheme',
  'disclosed.classification',
  'disclosed.catalog_edition',
  'disclosed.catalog_item',
  'disclosed.supplier',
  'disclosed.process',
  ...compiledTables.map((table) => `disclosed.${table}`),
  ...tabularTables.map((table) => `disclosed.${table}`),
];

export function inOrder(tables: Iterable<string>): string[] {
  const rank = (table: string) => {
    const place = order.indexOf(table);
    return place < 0 ? order.length : place;
  };
  return [...tables].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
