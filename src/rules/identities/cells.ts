import { Exact } from './exact.ts';
import type { Selection } from './selector.ts';
import type { AmountView, Cell, EntryView, TableView } from './types.ts';

/** A place that counts on one side of a check; `amount` null: nothing is printed there, which counts as zero. */
export interface Counted {
  table: TableView;
  entry: EntryView | null;
  amount: AmountView | null;
  /** Which column, where nothing is printed. */
  words: string;
}

/** Amounts that may be compared: one phase (unless the identity names it), period, day and currency. */
export interface Group {
  key: string;
  currency: string | null;
}

export type Groups = Map<string, { group: Group; cells: Counted[] }>;

export interface Rows {
  table: TableView;
  entries: readonly EntryView[];
}

export function groupKey(amount: AmountView, fixes: ReadonlySet<string>): string {
  const phase = fixes.has('phase') ? '' : amount.phase;
  const period = fixes.has('period') ? '' : (amount.period ?? '');
  return `${phase}\n${period}\n${amount.asOfOn ?? ''}\n${amount.currency ?? ''}`;
}

/** The cells that a selection means, by group. */
export function collect({ table, entries }: Rows, selection: Selection, fixes: ReadonlySet<string>): Groups {
  const groups: Groups = new Map();
  for (const entry of entries) {
    if (!selection.matchesEntry(table, entry)) continue;
    for (const amount of entry.amounts) {
      if (!selection.matchesAmount(amount)) continue;
      const key = groupKey(amount, fixes);
      let found = groups.get(key);
      if (!found) {
        found = { group: { key, currency: amount.currency }, cells: [] };
        groups.set(key, found);
      }
      found.cells.push(counted(table, entry, amount));
    }
  }
  return groups;
}

export function counted(table: TableView, entry: EntryView, amount: AmountView): Counted {
  return { table, entry, amount, words: '' };
}

/** The place where a document prints nothing. */
export function blank(table: TableView, entry: EntryView | null, words: string): Counted {
  return { table, entry, amount: null, words };
}

/** The place in words, made only for what does not agree. */
export function cellOf({ table, entry, amount, words }: Counted): Cell {
  const { unit } = table;
  return {
    tableKey: table.key,
    key: entry?.key ?? null,
    table: table.title ?? table.attributes.table ?? table.key,
    sheet: entry?.sheet ?? table.sheet,
    page: entry?.page ?? table.page,
    row: rowOf(amount?.cell) ?? entry?.row ?? null,
    cell: amount?.cell ?? null,
    label: entry ? labelOf(entry) : '',
    column: amount ? columnOf(amount.phase, amount.component, amount.period) : words,
    value: amount ? new Exact(amount.amount).div(unit.factor).toFixed(unit.digits) : '',
    unit: unit.text,
    amount: amount?.amount ?? '0',
  };
}

/** Of a table that stands upright each amount has a row of its own. */
function rowOf(cell: string | null | undefined): number | null {
  const digits = /^[A-Z]+(\d+)$/.exec(cell ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

export function columnOf(phase: string, component: string, period: string | null): string {
  return [phase, component === 'total' ? '' : component, period ?? ''].filter(Boolean).join(' ');
}

/** Codes, then the words of the row; a fact has its category. */
function labelOf({ attributes }: EntryView): string {
  const having = (end: string) =>
    Object.keys(attributes)
      .filter((name) => name.endsWith(end))
      .map((name) => attributes[name]!);
  const words = attributes.label ?? having('Name').at(-1) ?? attributes.category ?? attributes.noun ?? '';
  return [...having('Code').filter((code) => !words.includes(code)), words].filter(Boolean).join(' ');
}
