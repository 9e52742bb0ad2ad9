/**
 * What a type, field, argument, input field or enum value of the schema says about itself in `extensions.sunledger`.
 *
 * Plain data: the reader compiles it to SQL, the register makes grants and docs from it, the audience schemas are cut
 * by it. Nothing here knows Pothos.
 */

/** Public, or internal with the reason why. There is no default: what says nothing does not build. */
export type Visibility = 'public' | { audience: 'internal'; reason: string };

export function internal(reason: string): Visibility {
  return { audience: 'internal', reason };
}

/** How a column is written in JSON: decimals and `json` as text, instants as UTC text, bigints as numbers (they count things). */
export type ColumnType =
  | 'text'
  | 'json'
  | 'text[]'
  | 'date'
  | 'instant'
  | 'decimal'
  | 'integer'
  | 'bigint'
  | 'boolean';

export interface Column {
  column: string;
  type: ColumnType;
}

/** Pairs of columns that tie a row to its parent: `from` of the parent equals `to` of the target. */
export interface JoinColumn {
  from: string;
  to: string;
  /** `from` is an array of keys. */
  isArray?: true;
}

export type SchemaName = 'disclosed' | 'internal' | 'sealed' | 'hub';

export interface OrderDeclaration {
  column: string;
  type: ColumnType;
  isNullable: boolean;
  /** Column of the currency: the order is refused unless the filter names one currency. */
  currency?: string;
  /** Name of the filter that names it. */
  filter?: string;
}

/** A type that stands for the rows of one table. Every such table has `key`, unique, collation C. */
export interface Entity {
  name: string;
  schema: SchemaName;
  table: string;
  /** It has a `<table>_version` twin, so it can be read as of an earlier revision. */
  isVersioned: boolean;
  /** Column with the dataset; null for what belongs to none (departments, suppliers, what is internal work). */
  datasetColumn: string | null;
  /**
   * Rows of an entity without dataset that lists show: those named by a fact in scope (`referencedBy`), and those of
   * a pack in use (`packColumn`), and those that a dataset in scope brought itself (`datasetColumn`). Absent: all rows.
   */
  shownWhen?: {
    referencedBy: { table: string; column: string }[];
    packColumn?: string;
    datasetColumn?: string;
  };
  orders: Record<string, OrderDeclaration>;
  defaultOrder: { name: string; direction: 'ASC' | 'DESC' };
}

/** How the reader gets a field's value. Relations name their target entity; its declaration is found in the schema. */
export type Read =
  | { kind: 'id' }
  | ({ kind: 'column' } & Column)
  | { kind: 'money'; amount: string; currency: string }
  /** Sums, one a currency, from two arrays of equal length that a totals statement makes. */
  | { kind: 'sums'; amounts: string; currencies: string }
  /** Whether a row of another table has this value; as it is now, whatever moment is asked. `alsoRead`: for the grants. */
  | { kind: 'present'; column: string; table: string; to: string; alsoRead?: readonly string[] }
  /** Localized text: argument `lang` picks `zh` or `en`, falling back to `original`. */
  | { kind: 'label'; original: string; zh: string; en: string }
  /** An object made of columns of the same row; null when all of them are. */
  | { kind: 'embedded'; members: Record<string, Column> }
  | {
      kind: 'relation';
      target: string;
      on: JoinColumn[];
      isList: boolean;
      order?: { column: string; direction: 'ASC' | 'DESC' }[];
    }
  /** Page of rows. `on` empty: all rows in scope (a root). `isWithinFact`: the parent's dataset is the scope. */
  | { kind: 'connection'; target: string; on: JoinColumn[]; isWithinFact?: true }
  /** One row: argument name → column, and which sets of arguments identify a row. `id` is the global id. */
  | { kind: 'one'; target: string; by: Record<string, string>; alternatives: string[][] }
  | { kind: 'node' }
  | { kind: 'nodes' }
  /** Sums of one kind of money by a counting rule (src/reader/totals); `tables`: all that the statement reads. */
  | {
      kind: 'totals';
      money: 'budget' | 'payment';
      tables: readonly { table: string; columns: readonly string[] }[];
    }
  /** A list of rows that a totals statement makes. */
  | { kind: 'part'; rows: string }
  /** OPEN, OTHER_DEPARTMENT, NONE: whether this viewer may see the internal sibling, and whether there is one. */
  | { kind: 'detailAccess'; table: string; ownerColumn: string | null }
  /** The columns are read and given to the field's own function; `tables` are those that it reads besides. */
  | {
      kind: 'computed';
      columns: Column[];
      /** The keys of the datasets that the answer is read in are given as well, as `~datasets`. */
      inScope?: true;
      /** It adds up what a totals root would: it counts as one. */
      isSum?: true;
      tables?: readonly { table: string; columns: readonly string[] }[];
    };

/** How the reader turns an input field into a condition on the row. */
export type Filter =
  | { kind: 'in'; column: string; type: ColumnType }
  /** Input `{ from, to }`, both inclusive; numbers also `{ in }`. */
  | { kind: 'range'; column: string; type: 'date' | 'instant' | 'integer' }
  /** Input `{ in, startsWith, isNull }`: a code of a classification, or all codes that begin with it. */
  | { kind: 'code'; column: string }
  /** Input `{ currency!, min, max }`; names the currency that an order by amount needs. */
  | { kind: 'money'; amount: string; currency: string }
  /** Every word of the text must occur in one of the columns, whatever the case. */
  | { kind: 'words'; columns: string[] }
  /** Key of a row of a tree (a department, a classification): it and all below it. */
  | { kind: 'under'; column: string; tree: 'Department' | 'Classification' }
  | { kind: 'isNull'; column: string }
  /** Array column holds one of the values. */
  | { kind: 'overlaps'; column: string }
  /** Input object whose fields are filters of a related row, of which one must exist. */
  | { kind: 'exists'; target: string; on: JoinColumn[] }
  /** Keys of the datasets in scope, instead of the default scope. */
  | { kind: 'dataset' };

export interface Declaration {
  visibility: Visibility;
  /** On object types. */
  entity?: Entity;
  /** On fields. */
  read?: Read;
  /** On input fields. */
  filter?: Filter;
}

/** The declaration of any element of a schema, if it made one. */
export function declarationOf(element: {
  extensions?: Readonly<Record<string, unknown>> | null | undefined;
}): Declaration | undefined {
  return element.extensions?.sunledger as Declaration | undefined;
}
