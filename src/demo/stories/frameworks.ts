import { yuan } from '../money.ts';
import type { Purchase } from '../purchase.ts';
import type { Wish } from '../regular.ts';
import { paper } from '../things.ts';
import { story } from './story.ts';

/** Framework agreements: the first stage makes the list, call-offs are processes of their own. */
export function frameworks() {
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
