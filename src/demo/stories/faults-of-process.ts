import { addDays, addWorkdays } from '../calendar.ts';
import { audit, exhibition, software, story } from './story.ts';

/** Bought wrongly on purpose; `faults.ts` says what a rule should notice in each. */
export function faultsOfProcess() {
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
