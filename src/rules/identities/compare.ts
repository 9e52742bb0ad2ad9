import type { Counted } from './cells.ts';
import { Exact, sum } from './exact.ts';
import type { BudgetDocumentView, Difference, Identity } from './types.ts';

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
  const leftTotal = sum(left.map(({ cell }) => cell.amount));
  const rightTotal = sum(right.map(({ cell }) => cell.amount));
  const difference = leftTotal.minus(rightTotal);
  if (difference.isZero() || (relation === '<=' && difference.isNegative())) return null;
  const tolerance = sum([...left, ...right].map(({ step }) => step));
  return {
    identity: identity.key,
    titleZh: identity.titleZh,
    titleEn: identity.titleEn,
    relation,
    document: document.key,
    currency,
    left: left.map(({ cell }) => cell),
    right: right.map(({ cell }) => cell),
    leftTotal: leftTotal.toFixed(),
    rightTotal: rightTotal.toFixed(),
    difference: difference.toFixed(),
    tolerance: new Exact(tolerance).toFixed(),
    kind: difference.abs().lte(tolerance) ? 'rounding' : 'conflict',
  };
}
