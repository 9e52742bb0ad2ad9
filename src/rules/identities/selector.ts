import type { AmountView, EntryView, Selector, TableView } from './types.ts';

type Test = (value: string | undefined) => boolean;

const ofAmount = new Set(['phase', 'component', 'period']);

/** A selector made ready: which rows it means, and which of their amounts. */
export interface Selection {
  /** Attributes of amounts that it names itself, so checks do not keep them apart. */
  readonly fixes: ReadonlySet<string>;
  matchesTable(table: TableView): boolean;
  matchesEntry(table: TableView, entry: EntryView): boolean;
  matchesAmount(amount: AmountView): boolean;
}

/** Attributes that tables have; a table that has none of the rows asked for is told apart by them. */
const ofTable = new Set(['table', 'side', 'breakdown', 'book', 'scope', 'coverage', 'detail']);

/** Joined: later selectors say more, or something else. An amount is the row's `total` unless one says otherwise. */
export function compileSelector(...selectors: readonly Selector[]): Selection {
  const merged: Record<string, string | readonly string[]> = { component: 'total' };
  for (const selector of selectors) Object.assign(merged, selector);
  const tests = Object.entries(merged).map(([name, wanted]) => ({ name, test: compileTest(wanted) }));
  const rowTests = tests.filter(({ name }) => !ofAmount.has(name));
  const tableTests = rowTests.filter(({ name }) => ofTable.has(name));
  const amountTests = tests.filter(({ name }) => ofAmount.has(name)) as {
    name: 'phase' | 'component' | 'period';
    test: Test;
  }[];
  return {
    fixes: new Set(amountTests.map(({ name }) => name)),
    matchesTable: (table) => tableTests.every(({ name, test }) => test(table.attributes[name])),
    matchesEntry: (table, entry) =>
      rowTests.every(({ name, test }) => test(entry.attributes[name] ?? table.attributes[name])),
    matchesAmount: (amount) => amountTests.every(({ name, test }) => test(amount[name] ?? undefined)),
  };
}

function compileTest(wanted: string | readonly string[]): Test {
  if (typeof wanted !== 'string') {
    const tests = wanted.map(compileTest);
    return (value) => tests.some((test) => test(value));
  }
  if (wanted === '') return (value) => value === undefined || value === '';
  if (wanted.startsWith('!')) {
    const test = compileTest(wanted.slice(1));
    return (value) => !test(value);
  }
  const pattern = /^\/(.*)\/$/su.exec(wanted)?.[1];
  if (pattern !== undefined) {
    const expression = new RegExp(pattern, 'u');
    return (value) => value !== undefined && expression.test(value);
  }
  return (value) => value === wanted;
}
