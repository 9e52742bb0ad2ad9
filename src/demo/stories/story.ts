import { addDays, addWorkdays } from '../calendar.ts';
import { type Fen, share } from '../money.ts';
import type { Contract, Purchase } from '../purchase.ts';
import { paymentsOf, regular, type Wish } from '../regular.ts';
import { paper, thingOf } from '../things.ts';

export const first = (purchase: Purchase): Contract => purchase.contracts[0]!;

/** A regular purchase of one unit of a thing, then changed by `change`. */
export function story(
  wish: Omit<Wish, 'thing'> & { thing: string },
  change: (purchase: Purchase) => void = () => {},
): Purchase {
  const thing = wish.thing === paper.code ? paper : thingOf(wish.thing);
  const purchase = regular({ ...wish, thing });
  change(purchase);
  return purchase;
}

/** Signs at another price than awarded; what is bought and paid goes with it. */
export function sign(purchase: Purchase, amount: Fen): void {
  const contract = first(purchase);
  contract.amount = amount;
  contract.lines[0]!.unitPrice = amount / BigInt(contract.lines[0]!.quantity);
  contract.payments = paymentsOf(purchase.category, amount, contract.signedOn, contract.periodEnd);
}

export function shiftContract(purchase: Purchase, days: number): void {
  const contract = first(purchase);
  contract.signedOn = addDays(contract.signedOn, days);
  contract.noticeOn = addWorkdays(contract.signedOn, 1);
  contract.releasedOn = contract.noticeOn;
}

export function amend(purchase: Purchase, percent: number): void {
  const contract = first(purchase);
  const on = addWorkdays(contract.periodStart, 20);
  const amount = contract.amount + share(contract.amount, percent);
  contract.amendments.push({
    id: '1',
    on,
    publishedOn: addWorkdays(on, 1),
    amount,
    rationale: '需求增加（演示）',
    description: `合同金额增加百分之${percent}`,
  });
}

export const software = { thing: 'C16010000', quantity: 1 } as const;
export const exhibition = { thing: 'C22020000', quantity: 1 } as const;
export const audit = { thing: 'C23030000', quantity: 1 } as const;
