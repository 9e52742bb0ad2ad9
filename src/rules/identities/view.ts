import { unitReader } from '../../importers/table/profile/unit.ts';
import { Exact } from './exact.ts';
import type { AmountView, BudgetDocumentView, TableView } from './types.ts';

const units = unitReader();

/** A table whose unit is known as text only, as the database keeps it. */
export type PlainTable = Omit<TableView, 'unit'> & { unitText: string | null };
export type PlainDocument = Omit<BudgetDocumentView, 'tables'> & { tables: readonly PlainTable[] };

/**
 * Finds how many digits after the point a document prints in each unit: the most that any amount of that unit needs,
 * because an importer keeps no zeros that the unit moved over the point (1.00 万元 is 10000).
 */
export function withUnits(document: PlainDocument): BudgetDocumentView {
  const digits = new Map<string, number>();
  const factors = new Map<PlainTable, string>();
  for (const table of document.tables) {
    // A word that we do not know leaves the amounts as they are: the tolerance is then too small, never too large.
    const factor = table.unitText === null ? '1' : (units.parse(table.unitText)?.factor ?? '1');
    factors.set(table, factor);
    for (const { amounts } of table.entries) {
      for (const { amount } of amounts) {
        digits.set(factor, Math.max(digits.get(factor) ?? 0, digitsOf(amount, factor)));
      }
    }
  }
  const tables = document.tables.map(({ unitText, ...table }, index) => {
    const factor = factors.get(document.tables[index]!)!;
    return { ...table, unit: { text: unitText, factor, digits: digits.get(factor) ?? 0 } };
  });
  return { ...document, tables };
}

function digitsOf(amount: string, factor: string): number {
  if (factor === '1') return /\.(\d+)$/.exec(amount)?.[1]?.length ?? 0;
  return new Exact(amount).div(factor).decimalPlaces();
}

/** Phase of a fact's amount: what the same money is called in the lines of its document. */
export function phaseOf(field: 'budget' | 'adjusted' | 'actual' | 'previous', documentKind: string): string {
  if (field === 'budget') return documentKind === 'proposal' ? 'proposed' : 'approved';
  if (field === 'actual') return documentKind === 'execution' ? 'executed' : 'final';
  return field;
}

/** Amounts of a fact, one for each of its columns that holds something. */
export function factAmounts(
  values: Readonly<Record<string, string | null>>,
  currency: string | null,
  columnOf: (name: string) => { phase: string; component: string },
  cells: string | null = null,
): AmountView[] {
  return Object.entries(values).flatMap(([name, amount]) =>
    amount === null
      ? []
      : [{ ...columnOf(name), period: null, asOfOn: null, amount, currency, cell: cellOf(cells, name) }],
  );
}

/** Of `budget B7, actual H7` the cell of one amount; a cell alone is that of all. */
function cellOf(cells: string | null, name: string): string | null {
  if (cells === null || !cells.includes(' ')) return cells;
  const named = cells.split(', ').find((part) => part.startsWith(`${name} `));
  return named?.slice(name.length + 1) ?? null;
}

/** Attributes without those that the row does not have. */
export function attributesOf(
  values: Readonly<Record<string, string | number | null>>,
): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== '') attributes[name] = String(value);
  }
  return attributes;
}
