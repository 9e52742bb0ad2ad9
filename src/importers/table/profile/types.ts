import type { TableFormat } from '../types.ts';

/**
 * A profile says how a publisher's files are read: JSON in `packs/<pack>/profiles/<name>.json`, or any file given by
 * its path. Nothing about a country stands in code.
 */
export interface Profile {
  /** Unique; kebab-case. */
  name: string;
  titleZh: string;
  titleEn: string;
  description: string;
  formats: readonly TableFormat[];
  /** Declared encoding: undeclared text is read only where it can be one thing. */
  encoding?: string;
  delimiter?: string;
  /** Decimal and grouping signs of amounts; `.` and `,` unless given. */
  decimalSign?: string;
  groupSign?: string;
  /** Date formats besides ISO and Chinese, for example `DD/MM/YYYY`, `dddd, MMMM DD, YYYY`. */
  dateFormats?: readonly string[];
  /** Words of units besides the known ones (words.json) → what they multiply by, for example `{ "zlik": "1000" }`. */
  units?: Readonly<Record<string, string>>;
  /** The dataset, where the command names none. */
  dataset?: {
    key: string;
    name: string;
    nameZh?: string;
    nameEn?: string;
    publisherName?: string;
    license?: string;
  };
  /** Fields of every record: currency, jurisdiction, departmentScheme … */
  constants?: Readonly<Record<string, string>>;
  /** Fields read from the file's metadata, a title, its name or `--set name=value`; first that gives a value. */
  document?: Readonly<Record<string, DocumentField>>;
  /** Phases whose amounts the jurisdiction does not publish: they are kept internal. */
  internalPhases?: readonly string[];
  tables: readonly TableLayout[];
}

export interface DocumentField {
  /** `parameter`: `--set`. `metadata`: what the format says. `title`: any title or text above a head. `fileName`. */
  from: readonly ('parameter' | 'metadata' | 'title' | 'fileName' | 'sheet')[];
  /** Name in the metadata; the field's own unless given. */
  name?: string;
  /** Regular expression with one group; without one the whole text. */
  pattern?: string;
  /** What was found → value, for example 部门预算 → consolidated. Without an entry: a problem. */
  map?: Readonly<Record<string, string>>;
  isRequired?: boolean;
}

export interface TableLayout {
  /** Unique in the profile. Several layouts may share `table`, when one published table is read by several. */
  id: string;
  /** Name that keys and `BudgetTable.code` carry; `id` unless given. */
  table?: string;
  noun: string;
  titleZh?: string;
  titleEn?: string;
  /** Which sheets it reads; without, every sheet whose head has the required columns. */
  match?: {
    /** Parts of the title or sheet name, any of them; `/…/` is a regular expression. */
    title?: readonly string[];
    notTitle?: readonly string[];
    /** The n-th sheet, from 1. */
    position?: number;
  };
  isRequired?: boolean;
  constants?: Readonly<Record<string, string>>;
  /**
   * Unit where neither title nor head says one: 元, 万元, 亿元, thousands, millions; 元 and `one` mean one. A table with
   * money whose unit is said nowhere is refused: nobody guesses a factor of 10,000.
   */
  unit?: string;
  columns: readonly ColumnSpec[];
  rows?: RowRules;
  /**
   * The table stands upright: each row is a field and the whole table is one record. `label` is the column of the
   * names; the columns of the layout say where values stand and what they mean besides (phase, category).
   */
  upright?: { label: readonly HeadPath[]; entries: readonly UprightEntry[] };
}

export interface UprightEntry {
  /** Labels of the row, without their numbering (一、 （一） 1.); `/…/` is a regular expression. */
  labels: readonly string[];
  /** The row's field where it is not the column's. */
  field?: string;
  set?: Readonly<Record<string, string>>;
  /** Of several rows with such a label the n-th, from 1. */
  nth?: number;
}

/**
 * A head is a path from the top: `["支出预算", "合计"]` finds 合计 below 支出预算; levels between may be left out, the
 * last name is the lowest one. A name may be `/…/`. Blanks, brackets' width, line breaks, case and units in brackets
 * make no difference.
 */
export type HeadPath = string | readonly string[];

export interface ColumnSpec {
  /** Field of the noun. */
  field: string;
  /** Any of these; where none is given, the field's own heads and aliases. */
  heads?: readonly HeadPath[];
  /** Several columns make one code, for example 类, 款, 项: they are joined, what is above is carried down. */
  parts?: readonly (readonly HeadPath[])[];
  /** Width of each part: shorter ones get zeros on the left, so that 301 and 2 make 30102. */
  widths?: readonly number[];
  /** Which of several columns with such a head, from 1, where a table prints its columns twice side by side. */
  nth?: number;
  /** The column says more than its field: phase, component, category. */
  set?: Readonly<Record<string, string>>;
  /**
   * Many columns of one kind: what the pattern's first group finds in the head becomes the value of `field`; named
   * groups give several, for example `(?<fiscalYearLabel>(?<fiscalYear>\\d{4})-\\d\\d)`.
   */
  pivot?: { pattern: string; field?: string; map?: Readonly<Record<string, string>> };
  /** The head must have it; a sheet without it is not read by this layout. */
  isRequired?: boolean;
  /** Every row must have a value here; a row without one is a problem and not handed on. */
  isFilled?: boolean;
  /** The column is the sum of the row's other values of this field: checked against them and not handed on. */
  isSum?: boolean;
  /** Unit of this column where it is not the table's. */
  unit?: string;
  /** Values that mean no value, for example `-`, `N/A`. */
  empty?: readonly string[];
  /** What stands in the cell → value; `*` is anything else. Without an entry the cell itself stands. */
  map?: Readonly<Record<string, string>>;
  /** Regular expression with one group: the part of the cell that counts. */
  pattern?: string;
  /** A cell that `pattern` does not match: a problem (unless said otherwise), or no value. */
  unmatched?: 'problem' | 'empty';
  /** Used where the cell is empty: `above` takes the cell above. */
  whenEmpty?: 'above';
}

export interface RowRules {
  /** Labels of total rows in any text cell, `/…/` allowed. 合计, 总计, Total and the like (words.json) are known where they begin a row that has no code. */
  totals?: readonly string[];
  /** No row is a total whatever its label, for example where 合计 is a category. */
  hasNoTotals?: boolean;
  /** Parts of the row above that do not make it up, such as 其中：; never counted. Known ones: words.json. */
  memos?: readonly string[];
  /**
   * Rows whose label matches get this besides, for example 年初结转和结余 → `{ "component": "opening" }`; the first
   * that matches. What column and row both say is joined, row first: `opening.general`.
   */
  set?: readonly {
    labels: readonly string[];
    /** Only below a row with such a label. */
    after?: readonly string[];
    set?: Readonly<Record<string, string>>;
    kind?: 'line' | 'subtotal' | 'total';
  }[];
  /** Rows that are refused, each with its reason: any text cell, or the one below `head`, matches `pattern`. */
  refuse?: readonly { head?: HeadPath; pattern: string; reason: string }[];
  /** Only rows whose cell below `head` is one of `is` (`/…/` allowed); the others belong to other layouts. */
  only?: readonly { head: HeadPath; is: readonly string[] }[];
  /** Rows that are nothing: `/…/` in any text cell. */
  skip?: readonly string[];
  /** From here on the table is over: footnotes such as 注：. */
  end?: readonly string[];
  /**
   * What makes a row a subtotal. `code`: another row's code begins with its code. `outline`: rows numbered below it
   * (一、 （一） 1.). Absent: no row is one. Rows are kept until the table ends; in a flat file of many bodies and years
   * `within` names the fields that stay the same in one tree, and rows are kept only while they do. With
   * `whereSumsAgree` a code that is longer by one sign is below another only if the amounts say so: 1 and 10 may be
   * neighbours.
   */
  hierarchy?:
    | {
        by: 'code';
        field: string;
        orFields?: readonly string[];
        within?: readonly string[];
        whereSumsAgree?: boolean;
      }
    | { by: 'outline'; field: string };
  /** Where the file has no head row, its columns in order. */
  hasNoHead?: boolean;
}
