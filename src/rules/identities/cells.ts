import { Exact } from './exact.ts';
import type { Selection } from './selector.ts';
import type { AmountView, Cell, EntryView, TableView } from './types.ts';

/** A cell that counts on one side of a check, with the step of its last printed digit. */
export interface Counted {
  cell: Cell;
  /** Nothing is printed there: it counts as zero and brings no rounding. */
  isBlank: boolean;
  step: string;
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

export function groupOf(amount: AmountView, fixes: ReadonlySet<string>): Group {
  const part = (name: 'phase' | 'period') => (fixes.has(name) ? null : amount[name]);
  const key = JSON.stringify([part('phase'), part('period'), amount.asOfOn, amount.currency]);
  return { key, currency: amount.currency };
}

/** The cells that a selection means, by group. */
export function collect(
  { table, entries }: Rows,
  selection: Selection,
  fixes: ReadonlySet<string>,
  into: Groups = new Map(),
): Groups {
  for (const entry of entries) {
    if (!selection.matchesEntry(table, entry)) continue;
    for (const amount of entry.amounts) {
      if (!selection.matchesAmount(amount)) continue;
      const group = groupOf(amount, fixes);
      const found = into.get(group.key) ?? { group, cells: [] };
      into.set(group.key, found);
      found.cells.push(counted(table, entry, amount));
    }
  }
  return into;
}

export function counted(table: TableView, entry: EntryView, amount: AmountView): Counted {
  const { unit } = table;
  return {
    isBlank: false,
    step: new Exact(10).pow(-unit.digits).times(unit.factor).toFixed(),
    cell: {
      ...placeOf(table),
      key: entry.key,
      sheet: entry.sheet ?? table.sheet,
      page: entry.page ?? table.page,
      row: entry.row,
      cell: amount.cell,
      label: labelOf(entry),
      column: columnOf(amount.phase, amount.component, amount.period),
      value: new Exact(amount.amount).div(unit.factor).toFixed(unit.digits),
      amount: amount.amount,
    },
  };
}

/** The place where a document prints nothing. */
export function blank(table: TableView, entry: EntryView | null, column: string): Counted {
  return {
    isBlank: true,
    step: '0',
    cell: {
      ...placeOf(table),
      key: entry?.key ?? null,
      sheet: entry?.sheet ?? table.sheet,
      page: entry?.page ?? table.page,
      row: entry?.row ?? null,
      cell: null,
      label: entry ? labelOf(entry) : '',
      column,
      value: '',
      amount: '0',
    },
  };
}

function placeOf(table: TableView) {
  return {
    tableKey: table.key,
    table: table.title ?? table.attributes.table ?? table.key,
    unit: table.unit.text,
  };
}

export function columnOf(phase: string, component: string, period: string | null): string {
  return [phase, component === 'total' ? '' : component, period ?? ''].filter(Boolean).join(' ');
}

/** Codes, then the words of the row; a fact has its category. */
export function labelOf({ attributes }: EntryView): string {
  const having = (end: string) =>
    Object.keys(attributes)
      .filter((name) => name.endsWith(end))
      .map((name) => attributes[name]!);
  const words = attributes.label ?? having('Name').at(-1) ?? attributes.category ?? attributes.noun ?? '';
  return [...having('Code').filter((code) => !words.includes(code)), words].filter(Boolean).join(' ');
}
