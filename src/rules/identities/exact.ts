import { Decimal } from 'decimal.js';

/** Amounts have at most 20 digits before the point and 20 after it; sums of many of them stay exact here. */
export const Exact = Decimal.clone({ precision: 100, toExpNeg: -100, toExpPos: 100 });

const scale = 20;

/** Amounts in units of 10⁻²⁰, the finest that the database keeps: sums of hundreds of thousands are cheap so. */
export function toUnits(amount: string): bigint {
  const point = amount.indexOf('.');
  if (point < 0) return BigInt(amount) * factor;
  const digits = amount.length - point - 1;
  return BigInt(amount.slice(0, point) + amount.slice(point + 1)) * 10n ** BigInt(scale - digits);
}

const factor = 10n ** BigInt(scale);

export function fromUnits(units: bigint): string {
  return new Exact(units.toString()).div(factor.toString()).toFixed();
}
