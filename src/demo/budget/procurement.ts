import { bodyOf } from '../city.ts';
import { type Fen, share, yuan } from '../money.ts';
import type { Purchase } from '../purchase.ts';
import { Random } from '../random.ts';
import { type Category, things } from '../things.ts';
import { firstContractYear } from './years.ts';

/** What a body may buy of one item in a year (政府采购预算明细). */
export interface Procurement {
  category: Category;
  code: string;
  name: string;
  budget: Fen;
}

const step = yuan(10_000);
const upToStep = (amount: Fen): Fen => ((amount + step - 1n) / step) * step;

/**
 * The procurement budget of a body: for years with purchases enough for each of them, so that no single price can be
 * told from it; for earlier years what such a body buys.
 */
export function procurementOf(body: string, year: number, purchases: readonly Purchase[]): Procurement[] {
  const random = new Random(`procurement/${body}/${year}`);
  const found = new Map<string, Procurement>();
  const add = (category: Category, code: string, name: string, budget: Fen) => {
    const present = found.get(code);
    found.set(code, { category, code, name, budget: (present?.budget ?? 0n) + budget });
  };
  if (year >= firstContractYear) {
    for (const { buyer, currency, thing, budget, ...one } of purchases)
      if (buyer === body && currency === 'CNY' && one.year === year)
        add(thing.category, thing.code, thing.nameZh, budget);
    // Something small that needs no purchase of its own here, and keeps every row from being one price.
    const extra = random.pick(things.filter((one) => one.trade === bodyOf(body).trades[0]));
    add(extra.category, extra.code, extra.nameZh, yuan(random.between(6, 24) * 10_000));
    return [...found.values()]
      .map((one) => ({ ...one, budget: upToStep(share(one.budget, random.between(104, 113))) }))
      .sort(byCode);
  }
  for (const trade of bodyOf(body).trades) {
    const one = random.pick(things.filter((thing) => thing.trade === trade));
    const price = yuan(random.between(...one.price)) * BigInt(one.quantity[0]);
    add(one.category, one.code, one.nameZh, upToStep(share(price, random.between(60, 95))));
  }
  return [...found.values()].sort(byCode);
}

const byCode = (a: Procurement, b: Procurement) => (a.code < b.code ? -1 : 1);
