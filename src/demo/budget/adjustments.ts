import type { Day } from '../calendar.ts';
import type { Fen } from '../money.ts';
import { yuan } from '../money.ts';

/** A change of one class of a body's budget during the year, as it was decided and published. */
export interface Adjustment {
  body: string;
  year: number;
  code: string;
  part: 'personnel' | 'project';
  amount: Fen;
  decidedOn: Day;
  authority: string;
  number: string;
  reason: string;
}

const council = '示例市人民代表大会常务委员会';
const bureau = '示例市财政局';

/** All changes, by body and year. Some bodies have none, and then no document of them. */
export const adjustments: readonly Adjustment[] = [
  {
    body: '105',
    year: 2024,
    code: '2140102',
    part: 'project',
    amount: yuan(2_000_000),
    decidedOn: '2024-08-29',
    authority: council,
    number: '示人发〔2024〕17号（演示）',
    reason: '雨季应急，追加路况监测设备',
  },
  {
    body: '102',
    year: 2025,
    code: '2010607',
    part: 'project',
    amount: yuan(450_000),
    decidedOn: '2025-09-12',
    authority: bureau,
    number: '示财预〔2025〕61号（演示）',
    reason: '评审业务结余调剂用于系统安全加固',
  },
  {
    body: '102',
    year: 2025,
    code: '2010608',
    part: 'project',
    amount: yuan(-450_000),
    decidedOn: '2025-09-12',
    authority: bureau,
    number: '示财预〔2025〕61号（演示）',
    reason: '评审业务结余调剂用于系统安全加固',
  },
  {
    body: '105-01',
    year: 2025,
    code: '2140106',
    part: 'project',
    amount: yuan(3_200_000),
    decidedOn: '2025-08-28',
    authority: council,
    number: '示人发〔2025〕21号（演示）',
    reason: '暴雨损毁道路修复',
  },
  {
    body: '105-01',
    year: 2025,
    code: '2140106',
    part: 'project',
    amount: yuan(-400_000),
    decidedOn: '2025-11-14',
    authority: bureau,
    number: '示财预〔2025〕83号（演示）',
    reason: '修复工程招标节余收回',
  },
  {
    body: '113',
    year: 2025,
    code: '2010401',
    part: 'personnel',
    amount: yuan(2_640_000),
    decidedOn: '2025-08-28',
    authority: council,
    number: '示人发〔2025〕22号（演示）',
    reason: '粮食和物资储备职责及人员转入',
  },
  {
    body: '107',
    year: 2026,
    code: '2010306',
    part: 'project',
    amount: yuan(-300_000),
    decidedOn: '2026-06-30',
    authority: bureau,
    number: '示财预〔2026〕38号（演示）',
    reason: '压减一般性支出',
  },
];

export const adjustmentsOf = (body: string, year: number): readonly Adjustment[] =>
  adjustments.filter((one) => one.body === body && one.year === year);
