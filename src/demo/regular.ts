import { addDays, addWorkdays, type Day, workday } from './calendar.ts';
import { bodies, bodyOf } from './city.ts';
import { lastDay, ocidPrefix } from './marks.ts';
import { type Fen, share, sum, yuan } from './money.ts';
import type { Award, Bid, Contract, Lot, Method, Payment, Purchase, Stage } from './purchase.ts';
import { Random } from './random.ts';
import { companiesOf } from './suppliers.ts';
import { type Category, type Thing, things } from './things.ts';

export interface Wish {
  /** Year and number of the process, for example `2025-0012`. */
  id: string;
  buyer: string;
  thing: Thing;
  method?: Method;
  /** Price of one, yuan; with `quantity` it fixes the size. */
  price?: number;
  quantity?: number;
  intentOn?: Day;
  lots?: number;
  bidders?: number;
  suppliers?: string[];
  title?: string;
}

/** Open tender is due from here on, goods and services, in the demo city's own rules; in yuan. */
export const openTenderLimit = 4_000_000;

/**
 * A purchase as it should be: intention a month before the notice, time to bid as the method wants, the cheapest of
 * several bidders wins, contract and notice in time, paid as delivered. What is planted wrong is changed afterwards.
 * The same wish always gives the same purchase.
 */
export function regular(wish: Wish): Purchase {
  const random = new Random(wish.id);
  const year = Number(wish.id.slice(0, 4));
  const { thing } = wish;
  const quantity = wish.quantity ?? random.between(...thing.quantity);
  const price = wish.price ?? Math.round(random.between(...thing.price) / 10) * 10;
  const budget = roundUp(yuan(price * quantity));
  const method = wish.method ?? usualMethod(thing.category, budget, random);
  const days = daysOf(method, wish, year, random);
  const name = bodyOf(wish.buyer).shortName;
  const title =
    wish.title ?? `${name}${year}年${thing.nameZh}${thing.category === 'works' ? '' : '采购'}项目`;
  const lots = lotsOf(wish.lots ?? 0, budget, title, random);
  const bids = bidsOf({ wish, method, budget, price, quantity, lots, random });
  const purchase: Purchase = {
    ocid: `${ocidPrefix}-${wish.id}`,
    number: `SL${wish.buyer.replaceAll('-', '')}-${wish.id}`,
    year,
    buyer: wish.buyer,
    agency: agencyOf(method, budget, random),
    method,
    methodRationale: rationales[method] ?? null,
    category: thing.category,
    thing,
    title,
    titleEn: random.chance(45) ? `${bodyOf(wish.buyer).nameEn}: ${thing.nameEn}, ${year}` : null,
    currency: 'CNY',
    budget,
    lots,
    ...days,
    extension: null,
    bids,
    outcome: 'awarded',
    outcomeReason: null,
    hides: [],
    corrections: [],
    awards: [],
    contracts: [],
    framework: null,
    related: [],
  };
  award(purchase, quantity, random);
  return purchase;
}

const rationales: Partial<Record<Method, string>> = {
  singleSource: '只能从唯一供应商处采购（演示）',
  invitedTender: '具有特殊性，只能从有限范围的供应商处采购（演示）',
  innovation: '市场上没有现成产品，需与供应商共同研发（演示）',
};

/** Budgets are round: up to the next 10,000 yuan, or 1,000 where small. */
function roundUp(amount: Fen): Fen {
  const step = amount > yuan(500_000) ? yuan(10_000) : yuan(1_000);
  return ((amount + step - 1n) / step) * step;
}

function usualMethod(category: Category, budget: Fen, random: Random): Method {
  if (budget >= yuan(openTenderLimit)) return 'openTender';
  if (budget < yuan(1_000_000))
    return category === 'works' ? 'negotiationInvited' : random.pick(['mall', 'mallQuotes'] as const);
  if (category === 'goods') return random.pick(['inquiry', 'inquiryInvited', 'negotiation'] as const);
  if (category === 'works') return random.pick(['consultation', 'negotiation'] as const);
  return random.pick(['consultation', 'consultation', 'negotiationInvited'] as const);
}

/** Without a notice of its own: an order in the mall, a call-off, a purchase from one. */
export const isOrder = (method: Method) =>
  method === 'mall' || method === 'mallQuotes' || method === 'callOff';

function daysOf(method: Method, wish: Wish, year: number, random: Random) {
  const asked = addDays(`${year - 1}-12-02`, random.between(0, 322));
  const first = workday(wish.intentOn ?? asked);
  if (isOrder(method)) {
    const on = addWorkdays(first, 40);
    return {
      intentOn: null,
      intentNoticeOn: null,
      noticeOn: null,
      deadlineOn: null,
      outcomeOn: on,
      awardNoticeOn: null,
    };
  }
  const noticeOn = workday(addDays(first, random.between(32, 46)));
  const wait = {
    openTender: 22,
    invitedTender: 22,
    frameworkClosed: 24,
    frameworkOpen: 30,
    consultation: 12,
    innovation: 30,
    singleSource: 8,
  } as Partial<Record<Method, number>>;
  const deadlineOn = addWorkdays(addDays(noticeOn, (wait[method] ?? 6) + random.between(0, 4)), 0);
  const outcomeOn = addWorkdays(deadlineOn, random.between(1, 4));
  return {
    intentOn: first,
    intentNoticeOn: first,
    noticeOn,
    deadlineOn,
    outcomeOn,
    awardNoticeOn: addWorkdays(outcomeOn, 1),
  };
}

function agencyOf(method: Method, budget: Fen, random: Random): Purchase['agency'] {
  if (isOrder(method)) return null;
  if (budget >= yuan(2_000_000) && random.chance(55)) return { body: '110' };
  return random.chance(70) ? { company: random.pick(['agency-1', 'agency-2']) } : null;
}

function lotsOf(count: number, budget: Fen, title: string, random: Random): Lot[] {
  const lots: Lot[] = [];
  let left = budget;
  for (let index = 1; index <= count; index += 1) {
    const isLast = index === count;
    const amount = isLast ? left : roundUp(share(budget, Math.floor(100 / count) + random.between(-6, 6)));
    left -= amount;
    lots.push({ id: String(index), title: `${title}第${index}包`, value: amount });
  }
  return lots;
}

interface Bidding {
  wish: Wish;
  method: Method;
  budget: Fen;
  price: number;
  quantity: number;
  lots: Lot[];
  random: Random;
}

function bidsOf({ wish, method, budget, quantity, lots, random }: Bidding): Bid[] {
  const pool = companiesOf(wish.thing.trade);
  const count = wish.suppliers?.length ?? wish.bidders ?? usualBidders(method, random);
  const bids: Bid[] = [];
  for (const lot of lots.length > 0 ? lots : [null]) {
    const suppliers = wish.suppliers ?? random.some(pool, Math.min(count, pool.length));
    // Rising by more than chance can bring back: no two bidders of the demo name the same price unless planted.
    let percent = random.between(86, 90);
    for (const supplier of suppliers) {
      const limit = lot?.value ?? budget;
      const whole = share(limit, percent);
      const units = BigInt(lot ? 1 : quantity);
      const amount = (whole / units / 100n) * 100n * units;
      bids.push({ id: String(bids.length + 1), supplier, lot: lot?.id ?? null, amount, status: 'valid' });
      percent += random.between(1, 2);
    }
  }
  const disqualified = bids.at(-1)!;
  if (lots.length === 0 && bids.length > 3 && random.chance(30)) disqualified.status = 'disqualified';
  return bids;
}

function usualBidders(method: Method, random: Random): number {
  if (method === 'singleSource' || method === 'mall' || method === 'callOff') return 1;
  return random.between(3, 5);
}

/** Gives the awards to the cheapest bids and signs the contracts. */
export function award(purchase: Purchase, quantity: number, random: Random): void {
  const lots = purchase.lots.length > 0 ? purchase.lots : [null];
  for (const [index, lot] of lots.entries()) {
    const bids = purchase.bids.filter((bid) => bid.lot === (lot?.id ?? null) && bid.status === 'valid');
    const best = bids.reduce((low, bid) => (bid.amount < low.amount ? bid : low));
    const id = `${purchase.number}-A${index + 1}`;
    const made: Award = {
      id,
      lot: lot?.id ?? null,
      bid: best.id,
      suppliers: [best.supplier],
      amount: best.amount,
      on: purchase.outcomeOn,
      status: 'active',
    };
    purchase.awards.push(made);
    purchase.contracts.push(contractFor(purchase, made, lot, lot ? 1 : quantity, random));
  }
}

export function contractFor(
  purchase: Purchase,
  made: Award,
  lot: Lot | null,
  quantity: number,
  random: Random,
): Contract {
  const signedOn = isOrder(purchase.method)
    ? addWorkdays(made.on, 1)
    : addWorkdays(made.on, random.between(6, 16));
  const periodStart = addDays(signedOn, random.between(1, 5));
  const length = {
    goods: random.between(30, 75),
    works: random.between(110, 210),
    services: purchase.thing.unitZh === '年' ? 364 : random.between(90, 170),
  };
  const periodEnd = addDays(periodStart, length[purchase.category]);
  const unitPrice = made.amount / BigInt(quantity);
  const noticeOn = addWorkdays(signedOn, random.between(1, 2));
  const contract: Contract = {
    id: `${purchase.number}-HT${purchase.contracts.length + 1}`,
    award: made.id,
    title: `${lot?.title ?? purchase.title}合同`,
    signedOn,
    noticeOn,
    releasedOn: noticeOn,
    amount: made.amount,
    periodStart,
    periodEnd,
    lines: [{ id: '1', thing: purchase.thing, description: purchase.thing.nameZh, quantity, unitPrice }],
    stages: stagesOf(purchase.category, periodStart, periodEnd),
    payments: paymentsOf(purchase.category, made.amount, signedOn, periodEnd),
    amendments: [],
    endedOn: null,
    related: null,
  };
  const done = addWorkdays(periodEnd, 25);
  contract.endedOn = done <= lastDay ? done : null;
  return contract;
}

function stagesOf(category: Category, start: Day, end: Day): Stage[] {
  const met = (day: Day) => (day <= lastDay ? day : null);
  const middle = addDays(start, Math.floor((Date.parse(end) - Date.parse(start)) / 86_400_000 / 2));
  const first: Stage =
    category === 'goods'
      ? { id: '1', title: '交货', type: 'delivery', dueOn: end, metOn: met(addDays(end, -3)) }
      : {
          id: '1',
          title: category === 'works' ? '主体完工' : '中期报告',
          type: category === 'works' ? 'delivery' : 'reporting',
          dueOn: middle,
          metOn: met(middle),
        };
  return [
    first,
    {
      id: '2',
      title: '验收',
      type: 'assessment',
      dueOn: addWorkdays(end, 10),
      metOn: met(addWorkdays(end, 8)),
    },
  ];
}

export function paymentsOf(category: Category, amount: Fen, signedOn: Day, end: Day): Payment[] {
  const parts: [Day, number][] =
    category === 'goods'
      ? [
          [addWorkdays(signedOn, 8), 30],
          [addWorkdays(end, 12), 70],
        ]
      : category === 'works'
        ? [
            [addWorkdays(signedOn, 10), 30],
            [addWorkdays(addDays(signedOn, 80), 0), 30],
            [addWorkdays(end, 14), 37],
          ]
        : [
            [addWorkdays(signedOn, 10), 50],
            [addWorkdays(end, 10), 50],
          ];
  const payments = parts.map(([on, percent], index) => ({
    id: String(index + 1),
    on,
    amount: share(amount, percent),
  }));
  // Shares are cut to whole yuan; what they leave goes to the last payment, but works keep 3 % back.
  if (category !== 'works') payments.at(-1)!.amount += amount - sum(payments.map((one) => one.amount));
  return payments;
}

/** What each body buys of itself in a year, thing by thing; none twice in the same year. */
export function regularWishes(): Wish[] {
  const wishes: Wish[] = [];
  for (const year of [2025, 2026]) {
    let number = 0;
    for (const body of bodies.filter((one) => one.purchases > 0)) {
      const random = new Random(`${year}/${body.code}`);
      const list = things.filter((one) => body.trades.includes(one.trade));
      for (const thing of random.some(list, body.purchases)) {
        number += 1;
        const id = `${year}-${String(number).padStart(4, '0')}`;
        const isLarge = thing.quantity[1] === 1 && thing.price[1] > 4_000_000;
        wishes.push({
          id,
          buyer: body.code,
          thing,
          ...(isLarge && random.chance(25) ? { lots: random.between(2, 3) } : {}),
        });
      }
    }
  }
  return wishes;
}
