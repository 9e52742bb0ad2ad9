import { addDays, addWorkdays } from '../calendar.ts';
import { first, software, story } from './story.ts';

/** Ways of a purchase that the regular ones do not show. */
export function livesOfProcess() {
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
  };
}
