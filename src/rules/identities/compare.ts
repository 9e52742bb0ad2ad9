import { type Counted, cellOf } from './cells.ts';
import { Exact, fromUnits, toUnits } from './exact.ts';
import type { BudgetDocumentView, Difference, Identity } from './types.ts';

export function sumOf(cells: readonly Counted[]): bigint {
  let total = 0n;
  for (const { amount } of cells) if (amount) total += toUnits(amount.amount);
  return total;
}

/**
 * Compares two sums of cells. Every printed number may be off by less than one unit of its last digit, so the
 * tolerance is that unit once for every cell; what lies beyond it is a conflict.
 */
export function compare(
  document: BudgetDocumentView,
  identity: Identity,
  currency: string | null,
  left: readonly Counted[],
  right: readonly Counted[],
  relation: '=' | '<=' = '=',
): Difference | null {
  const leftTotal = sumOf(left);
  const rightTotal = sumOf(right);
  if (leftTotal === rightTotal || (relation === '<=' && leftTotal < rightTotal)) return null;
  const difference = new Exact(fromUnits(leftTotal - rightTotal));
  let tolerance = new Exact(0);
  for (const { amount, table } of [...left, ...right]) {
    if (amount) tolerance = tolerance.plus(new Exact(10).pow(-table.unit.digits).times(table.unit.factor));
  }
  return {
    identity: identity.key,
    titleZh: identity.titleZh,
    titleEn: identity.titleEn,
    relation,
    document: document.key,
    currency,
    left: left.map(cellOf),
    right: right.map(cellOf),
    leftTotal: fromUnits(leftTotal),
    rightTotal: fromUnits(rightTotal),
    difference: difference.toFixed(),
    tolerance: tolerance.toFixed(),
    kind: difference.abs().lte(tolerance) ? 'rounding' : 'conflict',
  };
}
