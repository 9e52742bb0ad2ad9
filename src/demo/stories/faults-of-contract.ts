import { addDays, addWorkdays } from '../calendar.ts';
import { share, yuan } from '../money.ts';
import { amend, audit, first, sign, software, story } from './story.ts';

/** Signed, published or paid wrongly on purpose; `faults.ts` says what a rule should notice in each. */
export function faultsOfContract() {
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
  };
}
