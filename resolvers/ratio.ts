import { Decimal } from 'decimal.js';
import { ComputedRow } from '../src/reader/computed-row.ts';

/** Digits after the point of a ratio; money itself is never rounded. */
export const ratioScale = 10;
const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN });

/** A number with what it is: an amount of a currency, or a count. */
export interface Measure {
  /** Name of the field that it is, for example `actual`, `tripGroups`. */
  name: string;
  amount: string | null;
  currency: string | null;
}

export const amountOf = (name: string, amount: string | null, currency: string | null): Measure => ({
  name,
  amount,
  currency,
});
export const countOf = (name: string, count: number | string | null): Measure => ({
  name,
  amount: count === null ? null : String(count),
  currency: null,
});

export const plus = (one: string, other: string): string => new Exact(one).plus(other).toFixed();
export const minus = (one: string, other: string): string => new Exact(one).minus(other).toFixed();
export const times = (one: string, other: string | number): string => new Exact(one).times(other).toFixed();
export const compareAmounts = (one: string, other: string): number => new Exact(one).comparedTo(other);

/** Middle of the amounts; of an even number the mean of the two in the middle. */
export function median(amounts: readonly string[]): string | null {
  if (amounts.length === 0) return null;
  const sorted = [...amounts].sort(compareAmounts);
  const middle = sorted.length >> 1;
  if (sorted.length % 2 === 1) return sorted[middle]!;
  return new Exact(sorted[middle - 1]!).plus(sorted[middle]!).div(2).toFixed();
}

const part = ({ name, amount, currency }: Measure) => new ComputedRow({ name, amount, currency });

/**
 * Numerator by denominator with both named. Null with the reason where one is missing, the denominator is zero, or
 * the two are of different currencies.
 */
export function ratio(numerator: Measure, denominator: Measure, reason: string | null = null): ComputedRow {
  const fault = reason ?? faultOf(numerator, denominator);
  const value = fault
    ? null
    : new Exact(numerator.amount!).div(denominator.amount!).toDecimalPlaces(ratioScale).toFixed();
  const isPerUnit = numerator.currency !== null && denominator.currency === null;
  return new ComputedRow({
    value,
    currency: isPerUnit ? numerator.currency : null,
    numerator: part(numerator),
    denominator: part(denominator),
    reason: fault,
  });
}

function faultOf(numerator: Measure, denominator: Measure): string | null {
  if (numerator.amount === null) return `${numerator.name} is not stated`;
  if (denominator.amount === null) return `${denominator.name} is not stated`;
  if (new Exact(denominator.amount).isZero()) return `${denominator.name} is 0`;
  if (
    numerator.currency !== null &&
    denominator.currency !== null &&
    numerator.currency !== denominator.currency
  )
    return `${numerator.name} is in ${numerator.currency}, ${denominator.name} in ${denominator.currency}`;
  return null;
}

/** The same as Money of the schema; null where there is no amount. */
export function money(amount: string | null, currency: string | null): ComputedRow | null {
  return amount === null ? null : new ComputedRow({ amount, currency });
}
