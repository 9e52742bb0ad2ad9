import { addDays, addWorkdays } from './calendar.ts';
import { type Fen, share, yuan } from './money.ts';
import type { Contract, Purchase } from './purchase.ts';
import { paymentsOf, regular, type Wish } from './regular.ts';
import { paper, thingOf } from './things.ts';

const first = (purchase: Purchase): Contract => purchase.contracts[0]!;

/** A regular purchase of one unit of a thing, then changed by `change`. */
function story(
  wish: Omit<Wish, 'thing'> & { thing: string },
  change: (purchase: Purchase) => void = () => {},
): Purchase {
  const thing = wish.thing === paper.code ? paper : thingOf(wish.thing);
  const purchase = regular({ ...wish, thing });
  change(purchase);
  return purchase;
}

/** Signs at another price than awarded; what is bought and paid goes with it. */
function sign(purchase: Purchase, amount: Fen): void {
  const contract = first(purchase);
  contract.amount = amount;
  contract.lines[0]!.unitPrice = amount / BigInt(contract.lines[0]!.quantity);
  contract.payments = paymentsOf(purchase.category, amount, contract.signedOn, contract.periodEnd);
}

function shiftContract(purchase: Purchase, days: number): void {
  const contract = first(purchase);
  contract.signedOn = addDays(contract.signedOn, days);
  contract.noticeOn = addWorkdays(contract.signedOn, 1);
  contract.releasedOn = contract.noticeOn;
}

function amend(purchase: Purchase, percent: number): void {
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

const software = { thing: 'C16010000', quantity: 1 } as const;
const exhibition = { thing: 'C22020000', quantity: 1 } as const;
const audit = { thing: 'C23030000', quantity: 1 } as const;

/** Purchases that are wrong on purpose; `faults.ts` says what a rule should notice in each. */
function faulty() {
  const abolished = story({
    id: '2025-0938',
    buyer: '112',
    thing: 'C18040102',
    price: 480_000,
    quantity: 1,
    method: 'consultation',
    intentOn: '2025-04-01',
  });
  first(abolished).signedOn = '2025-07-14';
  first(abolished).noticeOn = '2025-07-15';
  first(abolished).releasedOn = '2025-07-15';
  sign(abolished, first(abolished).amount);
  const original = story({
    ...audit,
    id: '2025-0952',
    buyer: '105',
    price: 900_000,
    method: 'consultation',
    intentOn: '2025-02-10',
  });
  return {
    splitOne: story({
      ...exhibition,
      id: '2025-0901',
      buyer: '106',
      price: 1_700_000,
      method: 'consultation',
      intentOn: '2025-01-13',
      title: '市生态环境局环保科普展览一期采购项目',
    }),
    splitTwo: story({
      ...exhibition,
      id: '2025-0902',
      buyer: '106',
      price: 1_650_000,
      method: 'consultation',
      intentOn: '2025-02-17',
      title: '市生态环境局环保科普展览二期采购项目',
    }),
    splitThree: story({
      ...exhibition,
      id: '2025-0903',
      buyer: '106',
      price: 1_720_000,
      method: 'consultation',
      intentOn: '2025-03-24',
      title: '市生态环境局环保科普展览三期采购项目',
    }),
    lateNotice: story(
      {
        ...software,
        id: '2025-0911',
        buyer: '302-01',
        price: 2_100_000,
        method: 'consultation',
        intentOn: '2025-02-03',
      },
      (one) => {
        const contract = first(one);
        contract.noticeOn = addWorkdays(contract.signedOn, 32);
        contract.releasedOn = contract.noticeOn;
      },
    ),
    aboveAward: story(
      {
        ...software,
        id: '2025-0912',
        buyer: '303',
        price: 1_500_000,
        method: 'consultation',
        intentOn: '2025-03-03',
      },
      (one) => sign(one, one.awards[0]!.amount + share(one.awards[0]!.amount, 6)),
    ),
    amendedTooFar: story(
      {
        thing: 'B07000000',
        quantity: 1,
        id: '2025-0913',
        buyer: '102',
        price: 3_200_000,
        method: 'consultation',
        intentOn: '2025-01-20',
      },
      (one) => amend(one, 18),
    ),
    oneBidder: story({
      ...software,
      id: '2025-0915',
      buyer: '204',
      price: 4_600_000,
      method: 'openTender',
      bidders: 1,
      intentOn: '2025-01-06',
    }),
    directUnapproved: story({
      ...software,
      id: '2026-0916',
      buyer: '105-01',
      price: 5_200_000,
      method: 'singleSource',
      intentOn: '2026-01-12',
    }),
    badCheck: story({
      ...software,
      id: '2025-0918',
      buyer: '304',
      price: 1_350_000,
      method: 'consultation',
      suppliers: ['bad-check', 'it-1', 'it-2'],
      intentOn: '2025-04-14',
    }),
    overpaid: story(
      {
        ...audit,
        id: '2025-0919',
        buyer: '108',
        price: 1_200_000,
        method: 'consultation',
        intentOn: '2025-02-24',
      },
      (one) => {
        first(one).payments.push({ id: '3', on: addDays(first(one).periodEnd, 40), amount: yuan(120_000) });
      },
    ),
    signedEarly: story(
      {
        ...audit,
        id: '2026-0920',
        buyer: '107',
        price: 1_400_000,
        method: 'consultation',
        intentOn: '2026-01-19',
      },
      (one) => {
        const contract = first(one);
        contract.signedOn = addDays(one.outcomeOn, -1);
        contract.noticeOn = addWorkdays(one.outcomeOn, 2);
        contract.releasedOn = contract.noticeOn;
      },
    ),
    noContract: story(
      {
        ...audit,
        id: '2026-0921',
        buyer: '301',
        price: 1_250_000,
        method: 'consultation',
        intentOn: '2026-01-26',
      },
      (one) => {
        one.contracts = [];
      },
    ),
    shortTender: story(
      {
        ...software,
        id: '2025-0922',
        buyer: '103-02',
        price: 4_900_000,
        method: 'openTender',
        intentOn: '2025-03-10',
      },
      (one) => {
        one.deadlineOn = addWorkdays(addDays(one.noticeOn!, 11), 0);
      },
    ),
    aboveCeiling: story(
      {
        ...software,
        id: '2026-0923',
        buyer: '203',
        price: 1_600_000,
        method: 'consultation',
        intentOn: '2026-02-02',
      },
      (one) => {
        const amount = one.budget + share(one.budget, 4);
        for (const [index, bid] of one.bids.entries()) bid.amount = amount + yuan(index * 5_000);
        one.awards[0]!.amount = amount;
        sign(one, amount);
      },
    ),
    winnerOne: story({
      ...exhibition,
      id: '2025-0924',
      buyer: '114',
      price: 620_000,
      method: 'mallQuotes',
      suppliers: ['print-2', 'print-1', 'print-4'],
      intentOn: '2025-01-08',
    }),
    winnerTwo: story({
      thing: 'C23090100',
      quantity: 1,
      id: '2025-0925',
      buyer: '114',
      price: 410_000,
      method: 'mallQuotes',
      suppliers: ['print-2', 'print-3', 'print-1'],
      intentOn: '2025-02-11',
    }),
    winnerThree: story({
      thing: 'A02020400',
      price: 8_200,
      quantity: 30,
      id: '2025-0926',
      buyer: '114',
      method: 'mallQuotes',
      suppliers: ['print-2', 'office-4', 'office-5'],
      intentOn: '2025-03-18',
    }),
    winnerFour: story({
      thing: 'C16060000',
      quantity: 1,
      price: 530_000,
      id: '2025-0927',
      buyer: '114',
      method: 'mallQuotes',
      suppliers: ['print-2', 'it-5', 'it-6'],
      intentOn: '2025-05-06',
    }),
    winnerFive: story({
      thing: 'C22040000',
      quantity: 1,
      price: 450_000,
      id: '2025-0928',
      buyer: '114',
      method: 'mallQuotes',
      suppliers: ['print-2', 'catering-1', 'catering-3'],
      intentOn: '2025-06-09',
    }),
    sameBids: story(
      {
        thing: 'A05010201',
        price: 2_600,
        quantity: 600,
        id: '2025-0929',
        buyer: '202',
        method: 'inquiry',
        bidders: 4,
        intentOn: '2025-04-07',
      },
      (one) => {
        one.bids[2]!.amount = one.bids[1]!.amount;
      },
    ),
    paidEarly: story(
      {
        ...audit,
        id: '2026-0934',
        buyer: '103',
        price: 1_150_000,
        method: 'consultation',
        intentOn: '2026-02-09',
      },
      (one) => {
        first(one).payments[0]!.on = addDays(first(one).signedOn, -6);
      },
    ),
    shortIntent: story(
      {
        ...exhibition,
        id: '2026-0935',
        buyer: '201',
        price: 1_900_000,
        method: 'consultation',
        intentOn: '2026-02-16',
      },
      (one) => {
        one.intentNoticeOn = addDays(one.noticeOn!, -12);
        one.intentOn = one.intentNoticeOn;
      },
    ),
    itemGap: story(
      {
        thing: 'A02010105',
        price: 4_800,
        quantity: 350,
        id: '2025-0936',
        buyer: '104',
        method: 'negotiation',
        intentOn: '2025-02-05',
      },
      (one) => {
        first(one).lines[0]!.unitPrice -= yuan(10);
      },
    ),
    outsider: story(
      {
        ...audit,
        id: '2025-0937',
        buyer: '109',
        price: 1_050_000,
        method: 'consultation',
        suppliers: ['law-2', 'law-3', 'law-4'],
        intentOn: '2025-03-17',
      },
      (one) => {
        one.awards[0]!.suppliers = ['law-1'];
        one.awards[0]!.bid = null;
      },
    ),
    abolished,
    original,
    duplicate: story(
      {
        ...audit,
        id: '2025-0953',
        buyer: '105',
        price: 900_000,
        method: 'consultation',
        intentOn: '2025-02-10',
      },
      (one) => {
        one.bids = original.bids.map((bid) => ({ ...bid }));
        one.awards = original.awards.map((award) => ({ ...award, id: `${one.number}-A1` }));
        one.contracts = [{ ...first(original), award: `${one.number}-A1` }];
        one.title = original.title;
      },
    ),
    noAwardNotice: story(
      {
        ...audit,
        id: '2026-0954',
        buyer: '111',
        price: 1_300_000,
        method: 'consultation',
        intentOn: '2026-01-05',
      },
      (one) => {
        one.awardNoticeOn = null;
      },
    ),
    lateDelivery: story(
      {
        thing: 'A02020800',
        price: 18_000,
        quantity: 60,
        id: '2025-0955',
        buyer: '202-01',
        method: 'negotiation',
        intentOn: '2025-03-05',
      },
      (one) => {
        const contract = first(one);
        for (const stage of contract.stages) stage.metOn = null;
        contract.payments = contract.payments.slice(0, 1);
        contract.endedOn = null;
      },
    ),
    nameless: story({
      thing: 'C22020000',
      price: 380_000,
      quantity: 1,
      id: '2025-0956',
      buyer: '304',
      method: 'mall',
      suppliers: ['nameless'],
      intentOn: '2025-05-12',
    }),
  };
}

/** Near a fault and none: what a rule must not report. */
function controls() {
  return {
    underLimitOne: story({
      ...exhibition,
      id: '2025-0904',
      buyer: '111',
      price: 1_900_000,
      method: 'consultation',
      intentOn: '2025-02-06',
    }),
    underLimitTwo: story({
      ...exhibition,
      id: '2025-0905',
      buyer: '111',
      price: 1_950_000,
      method: 'consultation',
      intentOn: '2025-04-10',
    }),
    approvedOne: story({
      ...audit,
      id: '2026-0906',
      buyer: '203-01',
      price: 1_500_000,
      method: 'consultation',
      intentOn: '2025-12-10',
    }),
    approvedTwo: story({
      ...audit,
      id: '2026-0907',
      buyer: '203-01',
      price: 1_500_000,
      method: 'consultation',
      intentOn: '2026-01-14',
    }),
    approvedThree: story({
      ...audit,
      id: '2026-0908',
      buyer: '203-01',
      price: 1_700_000,
      method: 'consultation',
      intentOn: '2026-02-18',
    }),
    amendedTen: story(
      {
        thing: 'B07000000',
        quantity: 1,
        id: '2025-0914',
        buyer: '101',
        price: 2_400_000,
        method: 'consultation',
        intentOn: '2025-01-22',
      },
      (one) => amend(one, 10),
    ),
    directApproved: story({
      ...software,
      id: '2025-0917',
      buyer: '105-01',
      price: 4_800_000,
      method: 'singleSource',
      intentOn: '2025-01-15',
    }),
    lastDayOfBody: story({
      thing: 'C21040000',
      quantity: 1,
      price: 900_000,
      id: '2025-0939',
      buyer: '112',
      method: 'consultation',
      intentOn: '2024-12-09',
    }),
    twoBiddersInConsultation: story({
      ...software,
      id: '2026-0940',
      buyer: '302',
      price: 1_800_000,
      method: 'consultation',
      bidders: 2,
      intentOn: '2026-01-08',
    }),
  };
}

/** Lives of purchases that the regular ones do not show. */
function lives() {
  const failed = story(
    {
      ...software,
      id: '2025-0959',
      buyer: '106-01',
      price: 4_400_000,
      method: 'openTender',
      bidders: 2,
      intentOn: '2025-01-13',
    },
    (one) => {
      one.outcome = 'failed';
      one.outcomeReason = '有效投标人不足三家，废标（演示）';
      one.awards = [];
      one.contracts = [];
    },
  );
  const before = story({
    thing: 'C21040000',
    quantity: 1,
    price: 3_100_000,
    id: '2025-0962',
    buyer: '110',
    method: 'consultation',
    intentOn: '2024-12-16',
  });
  return {
    failed,
    retender: story(
      {
        ...software,
        id: '2025-0960',
        buyer: '106-01',
        price: 4_400_000,
        method: 'openTender',
        bidders: 4,
        intentOn: '2025-04-21',
      },
      (one) => {
        one.related = [{ relationship: 'unsuccessfulProcess', ocid: failed.ocid, title: failed.title }];
      },
    ),
    cancelled: story(
      {
        ...software,
        id: '2026-0961',
        buyer: '107-01',
        price: 3_900_000,
        method: 'consultation',
        intentOn: '2026-03-02',
      },
      (one) => {
        one.outcome = 'cancelled';
        one.outcomeReason = '预算调整，采购任务取消（演示）';
        one.outcomeOn = addDays(one.noticeOn!, 6);
        one.bids = [];
        one.awards = [];
        one.contracts = [];
      },
    ),
    before,
    renewal: story(
      {
        thing: 'C21040000',
        quantity: 1,
        price: 3_180_000,
        id: '2026-0962',
        buyer: '110',
        method: 'consultation',
        suppliers: before.awards[0]!.suppliers,
        intentOn: '2025-12-15',
      },
      (one) => {
        one.related = [{ relationship: 'prior', ocid: before.ocid, title: before.title }];
        first(one).related = { relationship: 'renewalProcess', ocid: before.ocid, title: before.title };
      },
    ),
    invited: story({
      thing: 'G-INS',
      price: 620_000,
      quantity: 4,
      id: '2025-0963',
      buyer: '104-02',
      method: 'invitedTender',
      intentOn: '2025-02-12',
    }),
    invitedWorks: story({
      thing: 'B08000000',
      price: 3_600_000,
      quantity: 1,
      id: '2026-0963',
      buyer: '108-01',
      method: 'invitedTender',
      intentOn: '2026-01-21',
    }),
    innovation: story({
      ...software,
      id: '2026-0964',
      buyer: '107',
      price: 6_400_000,
      method: 'innovation',
      bidders: 3,
      intentOn: '2025-12-22',
    }),
    joint: story(
      {
        thing: 'B02000000',
        price: 18_600_000,
        quantity: 1,
        id: '2025-0957',
        buyer: '105',
        method: 'openTender',
        intentOn: '2025-01-08',
      },
      (one) => {
        one.awards[0]!.suppliers.push(
          one.bids.find((bid) => bid.supplier !== one.awards[0]!.suppliers[0])!.supplier,
        );
      },
    ),
    jointServices: story(
      {
        thing: 'S-GRN',
        price: 4_700_000,
        quantity: 1,
        id: '2026-0957',
        buyer: '303',
        method: 'openTender',
        intentOn: '2025-12-17',
      },
      (one) => {
        one.awards[0]!.suppliers.push(
          one.bids.find((bid) => bid.supplier !== one.awards[0]!.suppliers[0])!.supplier,
        );
      },
    ),
    foreign: story(
      {
        thing: 'G-INS',
        price: 182_500,
        quantity: 2,
        id: '2025-0958',
        buyer: '106-01',
        method: 'negotiation',
        suppliers: ['foreign', 'medical-3', 'medical-1'],
        intentOn: '2025-03-12',
      },
      (one) => {
        one.currency = 'USD';
      },
    ),
    withdrawn: story({
      thing: 'C23120301',
      price: 760_000,
      quantity: 1,
      id: '2025-0965',
      buyer: '203',
      method: 'consultation',
      intentOn: '2025-02-20',
    }),
    openNow: story(
      {
        thing: 'B02000000',
        price: 22_400_000,
        quantity: 1,
        id: '2026-0966',
        buyer: '111',
        method: 'openTender',
        intentOn: '2026-09-07',
      },
      (one) => {
        one.noticeOn = '2026-10-19';
        one.deadlineOn = '2026-11-30';
        one.outcomeOn = '2026-12-02';
        one.awardNoticeOn = '2026-12-03';
      },
    ),
    underReview: story(
      {
        ...software,
        id: '2026-0967',
        buyer: '104-01',
        price: 7_300_000,
        method: 'openTender',
        intentOn: '2026-08-24',
      },
      (one) => {
        one.noticeOn = '2026-09-28';
        one.deadlineOn = '2026-10-29';
        one.outcomeOn = '2026-11-04';
        one.awardNoticeOn = '2026-11-05';
      },
    ),
    annulled: story(
      {
        ...software,
        id: '2026-0968',
        buyer: '202',
        price: 2_700_000,
        method: 'consultation',
        bidders: 3,
        intentOn: '2026-02-04',
      },
      (one) => {
        const [winner] = one.awards;
        const second = one.bids.find((bid) => bid.supplier !== winner!.suppliers[0])!;
        one.awards = [
          { ...winner!, status: 'cancelled' },
          {
            ...winner!,
            id: `${one.number}-A2`,
            bid: second.id,
            suppliers: [second.supplier],
            amount: second.amount,
            on: addWorkdays(winner!.on, 9),
          },
        ];
        first(one).award = one.awards[1]!.id;
        shiftContract(one, 21);
        sign(one, second.amount);
      },
    ),
    pending: story(
      {
        ...audit,
        id: '2026-0969',
        buyer: '109-01',
        price: 1_100_000,
        method: 'consultation',
        intentOn: '2026-08-17',
      },
      (one) => {
        one.outcomeOn = '2026-10-27';
        one.awardNoticeOn = '2026-10-28';
        one.awards[0]!.on = '2026-10-27';
        one.awards[0]!.status = 'pending';
        one.contracts = [];
      },
    ),
    endedEarly: story(
      {
        thing: 'C22040000',
        price: 1_900_000,
        quantity: 1,
        id: '2025-0970',
        buyer: '109',
        method: 'consultation',
        intentOn: '2024-12-18',
      },
      (one) => {
        const contract = first(one);
        contract.payments = contract.payments.slice(0, 1);
        contract.endedOn = addDays(contract.periodStart, 120);
        for (const stage of contract.stages) stage.metOn = null;
        contract.stages = contract.stages.slice(1);
        contract.stages[0]!.dueOn = addDays(contract.periodStart, 364);
      },
    ),
    cents: story(
      {
        thing: 'C23090100',
        price: 987_000,
        quantity: 1,
        id: '2025-0971',
        buyer: '101',
        method: 'consultation',
        intentOn: '2025-01-16',
      },
      (one) => {
        const amount = 86_543_219n;
        one.bids[0]!.amount = amount;
        one.awards[0]!.amount = amount;
        sign(one, amount);
      },
    ),
    extended: story(
      {
        ...software,
        id: '2025-0978',
        buyer: '107',
        price: 5_900_000,
        method: 'openTender',
        intentOn: '2025-05-19',
      },
      (one) => {
        const later = addWorkdays(one.deadlineOn!, 7);
        one.extension = {
          on: addDays(one.noticeOn!, 12),
          deadlineOn: later,
          rationale: '技术要求澄清，延长投标截止时间（演示）',
        };
      },
    ),
    hiddenCeiling: story(
      {
        ...software,
        id: '2026-0972',
        buyer: '101',
        price: 2_300_000,
        method: 'consultation',
        intentOn: '2026-01-28',
      },
      (one) => {
        one.hides = ['tenderValue'];
      },
    ),
    hiddenPrice: story(
      {
        ...software,
        id: '2026-0973',
        buyer: '107-01',
        price: 1_700_000,
        method: 'consultation',
        intentOn: '2026-02-11',
      },
      (one) => {
        one.hides = ['contractValue'];
      },
    ),
    hiddenItems: story(
      {
        thing: 'A02010300',
        price: 160_000,
        quantity: 12,
        id: '2025-0979',
        buyer: '102-01',
        method: 'negotiation',
        intentOn: '2025-03-26',
      },
      (one) => {
        one.hides = ['contractItems'];
      },
    ),
    hiddenWithoutReason: story(
      {
        ...software,
        id: '2026-0974',
        buyer: '113',
        price: 1_450_000,
        method: 'consultation',
        intentOn: '2026-03-04',
      },
      (one) => {
        one.hides = ['contractValue'];
      },
    ),
    correctedPrice: story(
      {
        thing: 'C16040000',
        price: 1_480_000,
        quantity: 1,
        id: '2025-0975',
        buyer: '102',
        method: 'consultation',
        intentOn: '2025-04-16',
      },
      (one) => {
        // The notice was wrong: the price stands right in the award.
        const right = one.awards[0]!.amount;
        one.corrections = [{ on: '2026-10-21', contract: 0, amount: right }];
        first(one).amount = right + yuan(90_000);
        first(one).lines[0]!.unitPrice = first(one).amount;
      },
    ),
    correctedTitle: story(
      {
        thing: 'C23010000',
        price: 520_000,
        quantity: 1,
        id: '2025-0976',
        buyer: '201',
        method: 'consultation',
        intentOn: '2025-05-26',
      },
      (one) => {
        one.corrections = [
          { on: '2026-10-22', contract: 0, title: '晨溪区财政局2025年常年法律顾问服务合同' },
        ];
      },
    ),
    correctedDay: story(
      {
        thing: 'C21040000',
        price: 1_320_000,
        quantity: 1,
        id: '2025-0977',
        buyer: '301',
        method: 'consultation',
        intentOn: '2025-06-16',
      },
      (one) => {
        one.corrections = [{ on: '2026-10-23', contract: 0, signedOn: addWorkdays(first(one).signedOn, 1) }];
      },
    ),
  };
}

/** Framework agreements: the first stage makes the list, call-offs are processes of their own. */
function frameworks() {
  const list = (
    wish: Omit<Wish, 'thing'> & { thing: string },
    framework: NonNullable<Purchase['framework']>,
  ) =>
    story({ quantity: 1, ...wish }, (one) => {
      one.contracts = [];
      one.lots = [];
      one.awards[0]!.suppliers = one.bids.map((bid) => bid.supplier);
      one.awards[0]!.bid = null;
      one.awards[0]!.amount = framework.ceiling ?? one.budget;
      one.budget = framework.ceiling ?? one.budget;
      one.framework = framework;
    });
  const paperList = list(
    {
      id: '2025-0931',
      buyer: '109',
      thing: paper.code,
      price: 900_000,
      method: 'frameworkClosed',
      bidders: 3,
      intentOn: '2024-12-03',
      title: '示例市复印纸封闭式框架协议采购项目',
    },
    {
      method: 'withoutReopeningCompetition',
      ceiling: yuan(500_000),
      start: '2025-03-01',
      end: '2027-02-28',
      maximum: 3,
    },
  );
  const lawList = list(
    {
      id: '2025-0932',
      buyer: '113',
      thing: 'C23010000',
      price: 2_000_000,
      method: 'frameworkOpen',
      suppliers: ['law-1', 'law-3', 'law-4'],
      intentOn: '2024-12-05',
      title: '示例市法律服务开放式框架协议采购项目',
    },
    {
      method: 'withoutReopeningCompetition',
      ceiling: null,
      start: '2025-03-01',
      end: '2027-02-28',
      maximum: null,
    },
  );
  const repairList = list(
    {
      id: '2025-0933',
      buyer: '109',
      thing: 'C23120301',
      price: 3_000_000,
      method: 'frameworkClosed',
      bidders: 4,
      intentOn: '2024-12-04',
      title: '示例市公务车辆维修封闭式框架协议采购项目',
    },
    {
      method: 'withReopeningCompetition',
      ceiling: yuan(3_000_000),
      start: '2025-03-01',
      end: '2025-12-31',
      maximum: 4,
    },
  );
  const callOff = (
    of: Purchase,
    id: string,
    buyer: string,
    size: { price: number; quantity: number },
    intentOn: string,
    supplier: number,
  ) =>
    story(
      {
        id,
        buyer,
        thing: of.thing.code,
        ...size,
        method: 'callOff',
        suppliers: [of.awards[0]!.suppliers[supplier]!],
        intentOn,
      },
      (one) => {
        one.related = [{ relationship: 'framework', ocid: of.ocid, title: of.title }];
      },
    );
  return {
    paperList,
    lawList,
    repairList,
    paperCalls: [
      callOff(paperList, '2025-0941', '101', { price: 178, quantity: 600 }, '2025-01-20', 0),
      callOff(paperList, '2025-0942', '103', { price: 176, quantity: 900 }, '2025-03-10', 1),
      callOff(paperList, '2025-0943', '203', { price: 180, quantity: 700 }, '2025-06-02', 2),
      callOff(paperList, '2026-0941', '104', { price: 182, quantity: 800 }, '2025-12-08', 0),
      callOff(paperList, '2026-0942', '302', { price: 179, quantity: 750 }, '2026-03-09', 1),
    ],
    lawCalls: [
      callOff(lawList, '2025-0944', '102', { price: 260_000, quantity: 1 }, '2025-02-03', 0),
      callOff(lawList, '2026-0943', '111', { price: 240_000, quantity: 1 }, '2026-01-12', 1),
      callOff(lawList, '2026-0944', '301', { price: 190_000, quantity: 1 }, '2026-02-16', 2),
    ],
    repairCalls: [
      callOff(repairList, '2025-0945', '108', { price: 320_000, quantity: 1 }, '2025-01-27', 0),
      callOff(repairList, '2025-0946', '303', { price: 280_000, quantity: 1 }, '2025-05-19', 2),
    ],
    lateCall: callOff(repairList, '2026-0951', '106', { price: 260_000, quantity: 1 }, '2025-12-29', 1),
  };
}

export const stories = { ...faulty(), ...controls(), ...lives(), ...frameworks() };

export function storyPurchases(): Purchase[] {
  return Object.values(stories).flat();
}
