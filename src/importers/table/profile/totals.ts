import type { Report } from '../types.ts';
import { ExactSum, multiply } from './amount.ts';
import type { MoneyColumn, Printed } from './row-reader.ts';
import { cellName } from './text.ts';

/** A row that stands in a sum. `amounts` as in ReadRow. */
export interface SumRow {
  row: number;
  page?: number | undefined;
  label: string;
  amounts: readonly (Printed | undefined | null)[];
}

export interface SumPlace {
  layout: string;
  sheet: string | undefined;
  report: Report;
}

/** Operands of one sum: each part's number and where the first and last stand. */
export class Operands {
  readonly sum = new ExactSum();
  decimals = 0;
  first: { row: number; page?: number | undefined } | null = null;
  last: { row: number } | null = null;
  /** One part could not be read: the sum says nothing. */
  isBroken = false;

  add(amount: Printed | null, row: SumRow): void {
    if (amount === null) {
      this.isBroken = true;
      return;
    }
    this.sum.add(amount.text);
    if (amount.decimals > this.decimals) this.decimals = amount.decimals;
    this.mark(row);
  }

  addSum(sum: string, decimals: number, row: SumRow): void {
    this.sum.add(sum);
    if (decimals > this.decimals) this.decimals = decimals;
    this.mark(row);
  }

  private mark(row: SumRow): void {
    this.first ??= { row: row.row, page: row.page };
    this.last = { row: row.row };
  }

  isNearer(total: Printed, other: Operands): boolean {
    return this.sum.missingTo(total.text).isSmallerThan(other.sum.missingTo(total.text));
  }
}

/**
 * Numbers are printed rounded, so each part may be off by one unit of its last printed digit: within that it is
 * rounding, beyond it the table contradicts itself. Null: they agree.
 */
export function differenceOf(
  total: Printed,
  operands: Operands,
  money: MoneyColumn,
): 'rounding' | 'conflict' | null {
  const missing = operands.sum.missingTo(total.text);
  if (missing.isZero) return null;
  const decimals = Math.max(operands.decimals, total.decimals);
  const unit = multiply(decimals === 0 ? '1' : `0.${'0'.repeat(decimals - 1)}1`, money.factor);
  const tolerance = multiply(unit, String(Math.max(operands.sum.count, 1)));
  return missing.isWithin(tolerance) ? 'rounding' : 'conflict';
}

/** Says that a total is not the sum of its parts, with both cells. */
export function reportDifference(
  place: SumPlace,
  money: MoneyColumn,
  total: Printed,
  row: SumRow,
  operands: Operands,
): void {
  const difference = differenceOf(total, operands, money);
  if (difference === null) return;
  const missing = operands.sum.missingTo(total.text);
  const isRounding = difference === 'rounding';
  const at = cellName(row.row, total.column);
  const parts =
    operands.first === null
      ? 'there are no parts with an amount'
      : `its ${operands.sum.count} parts in ${cellName(operands.first.row, total.column)} to ${cellName(
          operands.last?.row ?? operands.first.row,
          total.column,
        )} make ${operands.sum}`;
  place.report({
    rule: isRounding ? 'rounding' : 'total-differs',
    severity: isRounding ? 'info' : 'warning',
    sheet: place.sheet,
    page: row.page,
    row: row.row,
    column: total.column,
    head: money.column.head,
    value: total.printed,
    problem:
      `${place.layout}: "${row.label}" is ${total.text} in ${at}, but ${parts}; the difference is ${missing}` +
      (isRounding ? `, which rounding of the printed digits explains.` : '.'),
    other: {
      sheet: place.sheet,
      page: operands.first?.page,
      row: operands.first?.row,
      column: total.column,
      head: money.column.head,
      value: operands.sum.toString(),
    },
  });
}

/** Totals of a table without hierarchy, while its rows go by. */
export class RunningTotals {
  private all: Operands[];
  private section: Operands[];
  private rows = 0;
  /** A total that stands above its parts: checked when the next one comes or the table is over. */
  private leading: { row: SumRow; operands: Operands[] } | null = null;

  constructor(
    private readonly money: readonly MoneyColumn[],
    private readonly place: SumPlace,
  ) {
    this.all = this.empty();
    this.section = this.empty();
  }

  private empty(): Operands[] {
    return this.money.map(() => new Operands());
  }

  line(row: SumRow): void {
    this.rows += 1;
    for (const [slot, amount] of row.amounts.entries()) {
      if (amount === undefined) continue;
      this.all[slot]?.add(amount, row);
      this.section[slot]?.add(amount, row);
    }
  }

  total(row: SumRow, isSection: boolean): void {
    if (this.rows === 0 && !isSection) {
      this.leading ??= { row, operands: this.all };
      return;
    }
    for (const [slot, total] of row.amounts.entries()) {
      if (!total) continue;
      // 小计 sums what stands since the last one, 合计 all; where print says otherwise the sum that is nearer is meant.
      const wanted = (isSection ? this.section : this.all)[slot] as Operands;
      const other = (isSection ? this.all : this.section)[slot] as Operands;
      const meant = other.sum.count > 0 && other.isNearer(total, wanted) ? other : wanted;
      if (!meant.isBroken) reportDifference(this.place, this.money[slot] as MoneyColumn, total, row, meant);
    }
    this.section = this.empty();
  }

  end(): void {
    if (!this.leading) return;
    const { row, operands } = this.leading;
    for (const [slot, total] of row.amounts.entries()) {
      const parts = operands[slot];
      // A table of nothing but its total has nothing to check it with.
      if (!total || !parts || parts.isBroken || this.rows === 0) continue;
      reportDifference(this.place, this.money[slot] as MoneyColumn, total, row, parts);
    }
  }
}
