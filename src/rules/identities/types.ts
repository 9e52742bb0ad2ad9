/**
 * What the reconciliation of budget documents works on: documents, the identities that must hold in them, and the
 * differences found. Nothing here knows a country: which tables, codes and words an identity speaks of is data.
 */

/** One published amount. Adjustments of a line stand among its amounts with the phase `adjustment`. */
export interface AmountView {
  phase: string;
  component: string;
  period: string | null;
  asOfOn: string | null;
  /** Exact decimal text in the main unit of the currency. */
  amount: string;
  currency: string | null;
  /** Cell of the source, for example E7. */
  cell: string | null;
}

/** A row of a published table: a budget line, or a fact of another noun such as one three-public category. */
export interface EntryView {
  key: string;
  /** noun, rowKind, label, level, functionCode, category … whatever a selector may name. */
  attributes: Readonly<Record<string, string>>;
  position: number;
  sheet: string | null;
  page: number | null;
  row: number | null;
  amounts: readonly AmountView[];
}

/** How amounts were printed. */
export interface PrintedUnit {
  /** Unit as published, for example 万元. */
  text: string | null;
  /** One of it in the main unit: 10000. */
  factor: string;
  /** Digits after the point that the document prints. */
  digits: number;
}

export interface TableView {
  key: string;
  title: string | null;
  /** table (its code), side, breakdown, book, scope, coverage, detail. */
  attributes: Readonly<Record<string, string>>;
  unit: PrintedUnit;
  sheet: string | null;
  page: number | null;
  entries: readonly EntryView[];
}

export interface BudgetDocumentView {
  key: string;
  title: string | null;
  datasetKey: string;
  /** proposal, budget, adjustment, execution, finalAccount, forecast */
  kind: string;
  fiscalYear: number;
  departmentKey: string | null;
  departmentKind: string | null;
  /** Country of its jurisdiction; null where none is recorded. */
  country: string | null;
  tables: readonly TableView[];
}

/** attribute → value or any of several. `/…/` is a regular expression, `!x` everything but x, `''` absent. */
export type Selector = Readonly<Record<string, string | readonly string[]>>;

export interface Term {
  /** Several: for each phase and currency the first that finds something. */
  select: Selector | readonly Selector[];
  /** Counts as nothing where it is not printed. Without it an identity with a missing term is not checked. */
  optional?: boolean;
  /** What must be printed for a missing term to mean zero: the table stands there and says nothing in that place. */
  zeroWhen?: Selector;
}

export interface When {
  documentKinds?: readonly string[];
  departmentKinds?: readonly string[];
  scopes?: readonly string[];
  yearFrom?: number;
  yearTo?: number;
}

interface IdentityBase {
  /** Unique over all packs. */
  key: string;
  titleZh: string;
  titleEn: string;
  /** Law, form or handbook that it follows. */
  source: string;
  /** Countries whose documents it holds for; null: any document. */
  countries: readonly string[] | null;
  when: When;
  /** Holds for every selector of the identity. */
  where: Selector;
}

/** Sums of cells are equal, or the left one does not exceed the right one. */
export interface Equation extends IdentityBase {
  kind: 'equation';
  /** What one check looks at: a row, a table, or all tables of a document with one scope. */
  each: 'entry' | 'table' | 'document';
  relation: '=' | '<=';
  left: readonly Term[];
  right: readonly Term[];
}

/** A total or subtotal row equals the rows below it, at every depth. */
export interface Tree extends IdentityBase {
  kind: 'tree';
  /** Code that nests by its beginning, or `level`; null: only the total row against the lines. */
  by: string | null;
  /** Which rows are totals of all lines. */
  total: Selector;
}

/** The same thing printed in several places has one amount. */
export interface Same extends IdentityBase {
  kind: 'same';
  /** `<=`: what the first place prints does not exceed what the others print. */
  relation: '=' | '<=';
  between: readonly Place[];
}

export interface Place {
  select: Selector;
  /** Attributes that make two rows the same thing, in all places equally many; `a|b` is the first of both there is. */
  by: readonly string[];
  /** Regular expression: what is taken off the front of a name, such as its numbering. */
  strip?: string;
}

export type Identity = Equation | Tree | Same;

/** A cell as a person finds it. */
export interface Cell {
  tableKey: string;
  /** Key of the line or fact; null where the place is empty. */
  key: string | null;
  /** Title of the table, or its code where it has none. */
  table: string;
  sheet: string | null;
  page: number | null;
  row: number | null;
  cell: string | null;
  /** Code and words of the row. */
  label: string;
  /** Phase and component: which column. */
  column: string;
  /** As published, in its unit; empty where nothing is printed. */
  value: string;
  unit: string | null;
  /** In the main unit. */
  amount: string;
}

export interface Difference {
  /** Key of the identity. */
  identity: string;
  titleZh: string;
  titleEn: string;
  relation: '=' | '<=';
  /** Key of the document. */
  document: string;
  currency: string | null;
  left: readonly Cell[];
  right: readonly Cell[];
  leftTotal: string;
  rightTotal: string;
  /** Left minus right. */
  difference: string;
  /** One unit of the last printed digit for every cell. */
  tolerance: string;
  /** rounding: within the tolerance. */
  kind: 'rounding' | 'conflict';
}
