import { Decimal } from 'decimal.js';

/** Amounts have at most 20 digits before the point and 20 after it; sums of many of them stay exact here. */
export const Exact = Decimal.clone({ precision: 100, toExpNeg: -100, toExpPos: 100 });

export function sum(amounts: Iterable<string>): Decimal {
  let total = new Exact(0);
  for (const amount of amounts) total = total.plus(amount);
  return total;
}
