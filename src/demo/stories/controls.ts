import { amend, audit, exhibition, software, story } from './story.ts';

/** Near a fault and none: what a rule must not report. */
export function controls() {
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
