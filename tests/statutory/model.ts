/**
 * Money of an invented department, complete and consistent, from which the statutory tables are printed.
 * Amounts are whole fen (0.01 yuan); the forms print 万元 with six decimals, which is the same to the fen.
 */

export const departmentName = '示例市城市运行保障局';
export const unitNames = ['示例市城市运行保障局本级', '示例市应急物资储备中心'] as const;

/** From 万元 as printed. */
export function fen(text: string): bigint {
  const [whole, part = ''] = text.split('.') as [string, string?];
  return BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0'));
}

/** 万元 as a cell shows it; nothing where there is no amount. */
export const wan = (amount: bigint): number | null => (amount === 0n ? null : Number(amount) / 1_000_000);

/** Yuan, as the hub answers. */
export function yuan(amount: bigint): string {
  const text = `${amount / 100n}.${String(amount % 100n).padStart(2, '0')}`;
  return text.replace(/\.?0+$/, '');
}

export const sumOf = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);

export type Book = 'general' | 'governmentFunds';

/** Spending by function, the narrowest level; the parts add up to the item. */
export interface Item {
  code: string;
  name: string;
  /** Null: paid from income that is no appropriation. */
  book: Book | null;
  personnel: bigint;
  publicFunds: bigint;
  project: bigint;
}

const item = (
  code: string,
  name: string,
  book: Book | null,
  personnel: string,
  publicFunds: string,
  project: string,
): Item => ({
  code,
  name,
  book,
  personnel: fen(personnel),
  publicFunds: fen(publicFunds),
  project: fen(project),
});

export const items: readonly Item[] = [
  item('2010301', '行政运行', 'general', '1820.123456', '310.654321', '0'),
  item('2010302', '一般行政管理事务', 'general', '0', '0', '655.5'),
  item('2010303', '机关服务', 'general', '120.25', '18.75', '86.4'),
  item('2010399', '其他政府办公厅（室）及相关机构事务支出', null, '0', '0', '25.5'),
  item('2080501', '行政单位离退休', 'general', '88.112233', '0', '0'),
  item('2080505', '机关事业单位基本养老保险缴费支出', 'general', '201.4', '0', '0'),
  item('2080506', '机关事业单位职业年金缴费支出', 'general', '100.7', '0', '0'),
  item('2101101', '行政单位医疗', 'general', '150.05', '0', '0'),
  item('2120899', '其他国有土地使用权出让收入安排的支出', 'governmentFunds', '0', '0', '40'),
  item('2210201', '住房公积金', 'general', '180.99', '0', '0'),
  item('2210203', '购房补贴', 'general', '95.01', '0', '0'),
];

const groupNames: Record<string, string> = {
  '201': '一般公共服务支出',
  '20103': '政府办公厅（室）及相关机构事务',
  '208': '社会保障和就业支出',
  '20805': '行政事业单位养老支出',
  '210': '卫生健康支出',
  '21011': '行政事业单位医疗',
  '212': '城乡社区支出',
  '21208': '国有土地使用权出让收入安排的支出',
  '221': '住房保障支出',
  '22102': '住房改革支出',
};

/** Rows of a table by function: each class and section before what it holds. */
export function byFunction<T extends { code: string; name: string }>(
  leaves: readonly T[],
): { code: string; name: string; of: readonly T[] }[] {
  const codes = new Set(leaves.flatMap(({ code }) => [code.slice(0, 3), code.slice(0, 5), code]));
  return [...codes].sort().map((code) => {
    const of = leaves.filter((leaf) => leaf.code.startsWith(code));
    return { code, name: groupNames[code] ?? of[0]!.name, of };
  });
}

export const basicOf = ({ personnel, publicFunds }: Item) => personnel + publicFunds;
export const totalOf = (one: Item) => basicOf(one) + one.project;
export const ofBook = (book: Book) => items.filter((one) => one.book === book);

/** Carried over from the year before, general public budget, projects. */
export const carriedOver = fen('30');

export interface EconomicItem {
  code: string;
  name: string;
  amount: bigint;
}

const personnelTotal = sumOf(ofBook('general').map(({ personnel }) => personnel));
const publicTotal = sumOf(ofBook('general').map(({ publicFunds }) => publicFunds));

const economicNames: [string, string, string | null][] = [
  ['30101', '基本工资', '402.7'],
  ['30102', '津贴补贴', '1300.000001'],
  // What is left of the personnel funds: the table adds up with the tables by function.
  ['30107', '绩效工资', null],
  ['30108', '机关事业单位基本养老保险缴费', '201.4'],
  ['30109', '职业年金缴费', '100.7'],
  ['30110', '职工基本医疗保险缴费', '150.05'],
  ['30113', '住房公积金', '180.99'],
  ['30302', '退休费', '88.112233'],
  ['30201', '办公费', '60.05'],
  ['30211', '差旅费', '22'],
  ['30217', '公务接待费', '3.2'],
  ['30228', '工会经费', '41.5'],
  ['30231', '公务用车运行维护费', '12.6'],
  ['30239', '其他交通费用', '99.9'],
  ['30299', '其他商品和服务支出', null],
  ['31002', '办公设备购置', '15.000009'],
];

const isPersonnel = (code: string) => code.startsWith('301') || code.startsWith('303');

/** Basic expenditure of the general public budget by economic class. */
export const economic: readonly EconomicItem[] = economicNames.map(([code, name, text]) => {
  if (text !== null) return { code, name, amount: fen(text) };
  const others = economicNames.filter(
    ([other, , known]) => known && isPersonnel(other) === isPersonnel(code),
  );
  const known = sumOf(others.map(([, , amount]) => fen(amount!)));
  return { code, name, amount: (isPersonnel(code) ? personnelTotal : publicTotal) - known };
});

export const personnelPart = (one: EconomicItem) => (isPersonnel(one.code) ? one.amount : 0n);
export const publicPart = (one: EconomicItem) => (isPersonnel(one.code) ? 0n : one.amount);

export const economicGroups: Record<string, string> = {
  '301': '工资福利支出',
  '302': '商品和服务支出',
  '303': '对个人和家庭的补助',
  '310': '资本性支出',
};

/** Three-public expenses: category → this year and the year before. */
export const threePublic = {
  overseas: { now: fen('8.5'), before: fen('0') },
  reception: { now: fen('4.1'), before: fen('4.5') },
  vehiclePurchase: { now: fen('18'), before: fen('0') },
  vehicleOperation: { now: fen('15.75'), before: fen('16') },
} as const;

export type ThreePublicCategory =
  | 'total'
  | 'overseas'
  | 'vehicles'
  | 'vehiclePurchase'
  | 'vehicleOperation'
  | 'reception';

export function threePublicAmount(category: ThreePublicCategory, year: 'now' | 'before'): bigint {
  const { overseas, reception, vehiclePurchase, vehicleOperation } = threePublic;
  const vehicles = vehiclePurchase[year] + vehicleOperation[year];
  if (category === 'vehicles') return vehicles;
  if (category === 'total') return overseas[year] + reception[year] + vehicles;
  return threePublic[category][year];
}

/** Projects: together the project column of the table by function. */
export const projects = [
  { kind: '特定目标类', name: '城市运行监测平台运维', unit: 0, book: 'general', amount: fen('655.5') },
  { kind: '特定目标类', name: '应急物资仓库改造', unit: 1, book: 'governmentFunds', amount: fen('40') },
  { kind: '其他运转类', name: '后勤服务保障', unit: 0, book: 'general', amount: fen('86.4') },
  { kind: '其他运转类', name: '培训与咨询服务', unit: 1, book: null, amount: fen('25.5') },
] as const;

/** Of the projects, what is bought through government procurement. */
export const purchases = [
  { kind: '货物类', code: 'A02010104', name: '服务器', project: 0, amount: fen('120.3') },
  { kind: '货物类', code: 'A02010105', name: '台式计算机', project: 0, amount: fen('34.7') },
  { kind: '工程类', code: 'B01010000', name: '房屋施工', project: 1, amount: fen('38.000001') },
  { kind: '服务类', code: 'C16060000', name: '运行维护服务', project: 0, amount: fen('400.25') },
  { kind: '服务类', code: 'C21040000', name: '物业管理服务', project: 2, amount: fen('62') },
] as const;

export const purchasedServices = [
  { code: 'B0101', name: '信息化服务', project: 0, provider: '示例科技有限公司', amount: fen('400.25') },
  { code: 'B0702', name: '后勤服务', project: 2, provider: '示例物业有限公司', amount: fen('62') },
] as const;

export const targets = [
  {
    project: 0,
    one: '产出指标',
    two: '数量指标',
    three: '接入监测点数',
    sign: '≥',
    value: '1200',
    unit: '个',
  },
  {
    project: 0,
    one: '产出指标',
    two: '时效指标',
    three: '故障恢复时间',
    sign: '≤',
    value: '2',
    unit: '小时',
  },
  {
    project: 0,
    one: '效益指标',
    two: '社会效益指标',
    three: '预警及时率',
    sign: '≥',
    value: '98',
    unit: '%',
  },
  {
    project: 2,
    one: '满意度指标',
    two: '服务对象满意度指标',
    three: '使用人员满意度',
    sign: '≥',
    value: '90',
    unit: '%',
  },
] as const;
