import type { Book } from './item.ts';

export interface Project {
  name: string;
  /** Functional class it is spent under. */
  code: string;
  book: Book;
  /** Yuan in the first year, without what is bought through procurement. */
  base: number;
  kind: '特定目标类' | '其他运转类';
  /** The body's purchases are paid from it. */
  buys?: true;
  /** What of it is a service bought from others: code and name of the list of services. */
  service?: readonly [code: string, name: string];
  /** What it is to achieve: indicators of levels one to three, sign, value, unit. */
  target: readonly [two: string, three: string, sign: string, value: string, unit: string];
}

/** A body with a budget: how large it is and what it does. */
export interface BudgetBody {
  code: string;
  /** Whether it is an organ, paid under 行政运行, or an institution. */
  isOrgan: boolean;
  /** Functional class of its running costs. */
  running: string;
  /** Posts in the first year, and how many are filled. */
  posts: number;
  filled: number;
  retired: number;
  vehicles: number;
  /** Yuan in the first year. */
  overseas: number;
  reception: number;
  projects: readonly Project[];
}

const special = '特定目标类' as const;
const operating = '其他运转类' as const;

/** Eight departments and the units below them, by code. */
export const budgetBodies: readonly BudgetBody[] = [
  {
    code: '101',
    isOrgan: true,
    running: '2010301',
    posts: 96,
    filled: 92,
    retired: 41,
    vehicles: 4,
    overseas: 120_000,
    reception: 86_000,
    projects: [
      {
        name: '政务值班与会务保障',
        code: '2010302',
        book: 'general',
        base: 1_460_000,
        kind: special,
        buys: true,
        target: ['数量指标', '保障重要会议次数', '≥', '120', '次'],
      },
      {
        name: '政务公开与政府网站运维',
        code: '2010306',
        book: 'general',
        base: 2_180_000,
        kind: special,
        service: ['B0101', '信息化服务'],
        target: ['时效指标', '依申请公开按期答复率', '≥', '100', '%'],
      },
    ],
  },
  {
    code: '102',
    isOrgan: true,
    running: '2010601',
    posts: 118,
    filled: 113,
    retired: 52,
    vehicles: 5,
    overseas: 60_000,
    reception: 32_000,
    projects: [
      {
        name: '预算管理一体化系统运维',
        code: '2010607',
        book: 'general',
        base: 3_320_000,
        kind: special,
        buys: true,
        target: ['质量指标', '系统可用率', '≥', '99.5', '%'],
      },
      {
        name: '预算绩效与财政评审委托业务',
        code: '2010608',
        book: 'general',
        base: 4_650_000,
        kind: special,
        service: ['B0204', '会计审计服务'],
        target: ['数量指标', '评审项目数', '≥', '160', '个'],
      },
    ],
  },
  {
    code: '102-01',
    isOrgan: false,
    running: '2010650',
    posts: 38,
    filled: 36,
    retired: 9,
    vehicles: 1,
    overseas: 0,
    reception: 4_000,
    projects: [
      {
        name: '国库集中支付业务',
        code: '2010605',
        book: 'general',
        base: 1_270_000,
        kind: operating,
        buys: true,
        target: ['时效指标', '支付申请当日办结率', '≥', '98', '%'],
      },
    ],
  },
  {
    code: '105',
    isOrgan: true,
    running: '2140101',
    posts: 132,
    filled: 124,
    retired: 66,
    vehicles: 6,
    overseas: 80_000,
    reception: 54_000,
    projects: [
      {
        name: '交通运行监测与执法装备',
        code: '2140102',
        book: 'general',
        base: 5_240_000,
        kind: special,
        buys: true,
        target: ['质量指标', '重点路段监测覆盖率', '≥', '95', '%'],
      },
    ],
  },
  {
    code: '105-01',
    isOrgan: false,
    running: '2140106',
    posts: 210,
    filled: 201,
    retired: 88,
    vehicles: 6,
    overseas: 0,
    reception: 12_000,
    projects: [
      {
        name: '市管道路日常养护',
        code: '2140106',
        book: 'general',
        base: 18_600_000,
        kind: special,
        buys: true,
        service: ['A1601', '公路养护服务'],
        target: ['数量指标', '养护里程', '≥', '420', '公里'],
      },
      {
        name: '桥梁维修加固',
        code: '2120899',
        book: 'governmentFunds',
        base: 9_800_000,
        kind: special,
        target: ['数量指标', '维修桥梁座数', '≥', '6', '座'],
      },
      {
        name: '道路检测技术服务',
        code: '2140199',
        book: null,
        base: 1_150_000,
        kind: operating,
        target: ['数量指标', '检测里程', '≥', '90', '公里'],
      },
    ],
  },
  {
    code: '105-01-01',
    isOrgan: false,
    running: '2140106',
    posts: 46,
    filled: 44,
    retired: 12,
    vehicles: 2,
    overseas: 0,
    reception: 0,
    projects: [
      {
        name: '片区道路保洁与小修',
        code: '2140106',
        book: 'general',
        base: 2_340_000,
        kind: special,
        buys: true,
        target: ['质量指标', '小修及时率', '≥', '96', '%'],
      },
    ],
  },
  {
    code: '107',
    isOrgan: true,
    running: '2010301',
    posts: 74,
    filled: 70,
    retired: 15,
    vehicles: 2,
    overseas: 50_000,
    reception: 21_000,
    projects: [
      {
        name: '政务服务大厅运行',
        code: '2010306',
        book: 'general',
        base: 6_420_000,
        kind: special,
        buys: true,
        target: ['满意度指标', '办事群众满意度', '≥', '95', '%'],
      },
    ],
  },
  {
    code: '107-01',
    isOrgan: false,
    running: '2010350',
    posts: 52,
    filled: 47,
    retired: 3,
    vehicles: 1,
    overseas: 0,
    reception: 6_000,
    projects: [
      {
        name: '城市数据平台建设与运维',
        code: '2010399',
        book: 'general',
        base: 8_870_000,
        kind: special,
        buys: true,
        service: ['B0101', '信息化服务'],
        target: ['数量指标', '归集数据目录数', '≥', '3600', '项'],
      },
    ],
  },
  {
    code: '109',
    isOrgan: true,
    running: '2010301',
    posts: 88,
    filled: 85,
    retired: 57,
    vehicles: 4,
    overseas: 0,
    reception: 18_000,
    projects: [
      {
        name: '集中办公区物业与能源',
        code: '2010305',
        book: 'general',
        base: 14_200_000,
        kind: operating,
        buys: true,
        service: ['B0702', '后勤服务'],
        target: ['成本指标', '单位建筑面积能耗下降', '≥', '2', '%'],
      },
      {
        name: '国有企业退休人员社会化管理补助',
        code: '2230105',
        book: 'stateCapital',
        base: 760_000,
        kind: special,
        target: ['数量指标', '移交管理人数', '≥', '310', '人'],
      },
    ],
  },
  {
    code: '109-01',
    isOrgan: false,
    running: '2010303',
    posts: 64,
    filled: 61,
    retired: 30,
    vehicles: 3,
    overseas: 0,
    reception: 3_000,
    projects: [
      {
        name: '机关食堂与会议服务',
        code: '2010303',
        book: 'general',
        base: 5_160_000,
        kind: operating,
        buys: true,
        target: ['满意度指标', '就餐人员满意度', '≥', '90', '%'],
      },
    ],
  },
  {
    code: '111',
    isOrgan: true,
    running: '2130301',
    posts: 102,
    filled: 97,
    retired: 49,
    vehicles: 5,
    overseas: 0,
    reception: 27_000,
    projects: [
      {
        name: '河道整治与水利设施维修',
        code: '2130305',
        book: 'general',
        base: 12_900_000,
        kind: special,
        buys: true,
        target: ['数量指标', '整治河道长度', '≥', '18', '公里'],
      },
      {
        name: '防汛抗旱物资与监测',
        code: '2130314',
        book: 'general',
        base: 3_480_000,
        kind: special,
        target: ['时效指标', '预警信息发布及时率', '≥', '100', '%'],
      },
    ],
  },
  {
    code: '113',
    isOrgan: true,
    running: '2010401',
    posts: 110,
    filled: 104,
    retired: 58,
    vehicles: 4,
    overseas: 90_000,
    reception: 41_000,
    projects: [
      {
        name: '发展规划编制与评估',
        code: '2010404',
        book: 'general',
        base: 2_960_000,
        kind: special,
        service: ['B0103', '课题研究服务'],
        target: ['数量指标', '完成规划课题数', '≥', '12', '个'],
      },
      {
        name: '价格监测与成本调查',
        code: '2010408',
        book: 'general',
        base: 1_380_000,
        kind: operating,
        buys: true,
        target: ['数量指标', '监测品种数', '≥', '140', '个'],
      },
    ],
  },
  {
    code: '202',
    isOrgan: true,
    running: '2050101',
    posts: 58,
    filled: 55,
    retired: 22,
    vehicles: 1,
    overseas: 0,
    reception: 9_000,
    projects: [
      {
        name: '校舍修缮与教育装备',
        code: '2050102',
        book: 'general',
        base: 6_730_000,
        kind: special,
        buys: true,
        target: ['数量指标', '修缮校舍面积', '≥', '9000', '平方米'],
      },
    ],
  },
  {
    code: '202-01',
    isOrgan: false,
    running: '2050202',
    posts: 84,
    filled: 82,
    retired: 26,
    vehicles: 0,
    overseas: 0,
    reception: 0,
    projects: [
      {
        name: '学生营养餐与校园安保',
        code: '2050202',
        book: 'general',
        base: 2_050_000,
        kind: special,
        buys: true,
        target: ['满意度指标', '家长满意度', '≥', '92', '%'],
      },
    ],
  },
];

/** Departments whose documents take in their units. */
export const departments = budgetBodies.filter(({ code }) => !code.includes('-')).map(({ code }) => code);

/** The body and all below it that have a budget, itself first. */
export function bodiesBelow(code: string): readonly BudgetBody[] {
  return budgetBodies.filter((one) => one.code === code || one.code.startsWith(`${code}-`));
}
