import { Decimal } from 'decimal.js';
import type { AmountView, BudgetDocumentView, EntryView } from '../src/rules/identities/types.ts';
import { type PlainTable, withUnits } from '../src/rules/identities/view.ts';

/** Component → amount as printed in the unit of its table; empty where nothing is printed. */
export type Printed = Readonly<Record<string, string>>;

export interface RowSketch {
  attributes: Readonly<Record<string, string>>;
  amounts: Printed | readonly AmountView[];
}

const factors: Record<string, string> = { 元: '1', 万元: '10000', thousands: '1000' };

/** A row of a budget table; `2010601 行政运行` has a code and a name, anything else is a label. */
export function row(rowKind: string, words: string, amounts: Printed, more: Printed = {}): RowSketch {
  const [, code, name] = /^(\d+) ?(.*)$/.exec(words) ?? [];
  const own: Printed = code ? { code, label: name! } : { label: words };
  return { attributes: { noun: 'budget', rowKind, ...own, ...more }, amounts };
}

export const line = (words: string, amounts: Printed, more?: Printed) => row('line', words, amounts, more);
export const subtotal = (words: string, amounts: Printed, more?: Printed) =>
  row('subtotal', words, amounts, more);
export const total = (words: string, amounts: Printed, more?: Printed) => row('total', words, amounts, more);

/** A fact such as one three-public category. */
export function fact(attributes: Printed, amounts: Printed): RowSketch {
  return { attributes, amounts };
}

export interface TableSketch {
  table: string;
  title?: string;
  unit?: string;
  phase?: string;
  attributes?: Printed;
  page?: number;
  rows: readonly RowSketch[];
}

/** A document from what is printed: amounts are put into the main unit as an importer does. */
export function budgetDocument(
  head: Partial<Omit<BudgetDocumentView, 'tables'>>,
  ...tables: readonly TableSketch[]
): BudgetDocumentView {
  return withUnits({
    key: 'test/body/2024',
    title: 'Test document',
    datasetKey: 'test',
    kind: 'budget',
    fiscalYear: 2024,
    departmentKey: 'body',
    departmentKind: null,
    country: null,
    ...head,
    tables: tables.map((sketch) => plainTable(sketch, head.kind ?? 'budget')),
  });
}

function plainTable(sketch: TableSketch, kind: string): PlainTable {
  const unit = sketch.unit ?? '元';
  const phase = sketch.phase ?? (kind === 'finalAccount' ? 'final' : 'approved');
  const breakdown = sketch.attributes?.breakdown ?? 'function';
  return {
    key: sketch.table,
    title: sketch.title ?? sketch.table,
    attributes: { table: sketch.table, scope: 'own', breakdown, ...sketch.attributes },
    unitText: unit,
    sheet: null,
    page: sketch.page ?? null,
    entries: sketch.rows.map(({ attributes, amounts }, index): EntryView => {
      const { code, ...others } = attributes;
      return {
        key: `${sketch.table}/${index + 1}`,
        attributes: code ? { ...others, [`${breakdown}Code`]: code } : others,
        position: index + 1,
        sheet: null,
        page: sketch.page ?? null,
        row: index + 1,
        amounts: Array.isArray(amounts)
          ? amounts
          : printedAmounts(amounts as Printed, phase, unit, index + 1),
      };
    }),
  };
}

function printedAmounts(printed: Printed, phase: string, unit: string, number: number): AmountView[] {
  return Object.entries(printed).flatMap(([name, text], index) => {
    if (text === '') return [];
    // `adjusted:total` names its phase.
    const [component, own = phase] = name.split(':').reverse() as [string, string?];
    const factor = factors[unit] ?? '1';
    const plain = text.replaceAll(',', '');
    const amount = factor === '1' ? plain : new Decimal(plain).times(factor).toFixed();
    const cell = `${String.fromCharCode(66 + index)}${number}`;
    return [{ phase: own, component, period: null, asOfOn: null, amount, currency: 'CNY', cell }];
  });
}
