import { ExactNumber } from '../json.ts';

/** Money of the demo: whole fen (分) while it is computed, a decimal text outside. */
export type Fen = bigint;

export function yuan(amount: number): Fen {
  return BigInt(amount) * 100n;
}

export function fenText(amount: Fen): string {
  const text = `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;
  return text.replace(/\.00$/, '').replace(/(\.\d)0$/, '$1');
}

/** An OCDS value with an exact number. */
export function value(amount: Fen, currency = 'CNY') {
  const text = fenText(amount);
  return { amount: String(Number(text)) === text ? Number(text) : new ExactNumber(text), currency };
}

/** `percent` of an amount, in whole yuan. */
export function share(amount: Fen, percent: number): Fen {
  return ((amount * BigInt(percent)) / 10_000n) * 100n;
}

export function sum(amounts: readonly Fen[]): Fen {
  return amounts.reduce((total, one) => total + one, 0n);
}
