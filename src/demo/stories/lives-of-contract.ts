import { addDays, addWorkdays } from '../calendar.ts';
import { yuan } from '../money.ts';
import { audit, first, shiftContract, sign, software, story } from './story.ts';

/** What becomes of awards and contracts, and the regular ones do not show. */
export function livesOfContract() {
  return {
    withdrawn: story({
      thing: 'C23120301',
      price: 760_000,
      quantity: 1,
      id: '2025-0965',
      buyer: '203',
      method: 'consultation',
      intentOn: '2025-02-20',
    }),
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
