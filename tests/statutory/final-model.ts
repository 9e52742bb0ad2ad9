import { items as budgetItems, totalOf as budgetOf, fen, sumOf } from './model.ts';

/** A line of the final accounts: what was carried in, came in, was spent and is carried on, basic and project. */
export interface FinalItem {
  code: string;
  name: string;
  book: 'general' | 'governmentFunds' | null;
  opening: [basic: bigint, project: bigint];
  income: [basic: bigint, project: bigint];
  personnel: bigint;
  publicFunds: bigint;
  project: bigint;
}

/** [opening basic, opening project, income basic, income project, personnel, public funds, project] */
const figures: Record<string, [string, string, string, string, string, string, string]> = {
  '2010301': ['0', '0', '2101.5', '0', '1801.223344', '298.776655', '0'],
  '2010302': ['0', '30', '0', '640', '0', '0', '648.25'],
  '2010303': ['0', '0', '139', '86.4', '120.25', '18.75', '80.4'],
  '2010399': ['0', '0', '0', '25.5', '0', '0', '24'],
  '2080501': ['0', '0', '88.2', '0', '88.2', '0', '0'],
  '2080505': ['0', '0', '201.4', '0', '201.4', '0', '0'],
  '2080506': ['0', '0', '100.7', '0', '100.7', '0', '0'],
  '2101101': ['0', '0', '150.05', '0', '150.05', '0', '0'],
  '2120899': ['0', '0', '0', '40', '0', '0', '38.000001'],
  '2210201': ['0', '0', '180.99', '0', '180.99', '0', '0'],
  '2210203': ['0', '0', '95.01', '0', '95.01', '0', '0'],
};

export const items: readonly FinalItem[] = budgetItems.map(({ code, name, book }) => {
  const [openingBasic, openingProject, incomeBasic, incomeProject, personnel, publicFunds, project] = figures[
    code
  ]!.map(fen) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  return {
    code,
    name,
    book,
    opening: [openingBasic, openingProject],
    income: [incomeBasic, incomeProject],
    personnel,
    publicFunds,
    project,
  };
});

export const budgeted = (code: string) => budgetOf(budgetItems.find((one) => one.code === code)!);
export const incomeOf = ({ income }: FinalItem) => income[0] + income[1];
export const openingOf = ({ opening }: FinalItem) => opening[0] + opening[1];
export const basicOf = ({ personnel, publicFunds }: FinalItem) => personnel + publicFunds;
export const spentOf = (one: FinalItem) => basicOf(one) + one.project;
export const closingBasicOf = (one: FinalItem) => one.opening[0] + one.income[0] - basicOf(one);
export const closingProjectOf = (one: FinalItem) => one.opening[1] + one.income[1] - one.project;
export const closingOf = (one: FinalItem) => closingBasicOf(one) + closingProjectOf(one);
export const ofBook = (book: FinalItem['book']) => items.filter((one) => one.book === book);
export const sumBy = (of: readonly FinalItem[], part: (one: FinalItem) => bigint) => sumOf(of.map(part));

const isPersonnel = (code: string) => code.startsWith('301') || code.startsWith('303');

const economicNames: [string, string, string | null][] = [
  ['30101', '基本工资', '400.000002'],
  ['30102', '津贴补贴', '1299.5'],
  ['30107', '绩效工资', null],
  ['30108', '机关事业单位基本养老保险缴费', '201.4'],
  ['30109', '职业年金缴费', '100.7'],
  ['30110', '职工基本医疗保险缴费', '150.05'],
  ['30113', '住房公积金', '180.99'],
  ['30302', '退休费', '88.2'],
  ['30201', '办公费', '58.25'],
  ['30202', '印刷费', '0'],
  ['30211', '差旅费', '19.3'],
  ['30217', '公务接待费', '2.9'],
  ['30228', '工会经费', '41.5'],
  ['30231', '公务用车运行维护费', '11.1'],
  ['30239', '其他交通费用', '99.9'],
  ['30299', '其他商品和服务支出', null],
  ['31002', '办公设备购置', '14.000005'],
];

/** Basic expenditure by economic class; a class without money is printed all the same. */
export const economic = economicNames.map(([code, name, text]) => {
  if (text !== null) return { code, name, amount: fen(text) };
  const known = economicNames.filter(
    ([other, , amount]) => amount && isPersonnel(other) === isPersonnel(code),
  );
  const whole = sumBy(ofBook('general'), ({ personnel, publicFunds }) =>
    isPersonnel(code) ? personnel : publicFunds,
  );
  return { code, name, amount: whole - sumOf(known.map(([, , amount]) => fen(amount!))) };
});

export const personnelClasses = economic.filter(({ code }) => isPersonnel(code));
export const publicClasses = economic.filter(({ code }) => !isPersonnel(code));

export const threePublicFinal = {
  overseas: fen('7.9'),
  reception: fen('3.85'),
  vehiclePurchase: fen('17.98'),
  vehicleOperation: fen('14.2'),
} as const;

/** Counts of things and people, which no unit multiplies. */
export const counts = {
  tripGroups: 2,
  tripPersons: 7,
  vehiclesBought: 1,
  vehiclesOwned: 9,
  receptionBatches: 11,
  receptionPersons: 86,
} as const;

export const procurementFinal = {
  goods: fen('151.2'),
  works: fen('37.5'),
  services: fen('455.009999'),
  sme: fen('600.3'),
  micro: fen('210.15'),
} as const;

export const vehicleUses: [string, number][] = [
  ['机要通信用车', 1],
  ['应急保障用车', 3],
  ['特种专业技术用车', 4],
  ['其他用车', 1],
];
export const largeEquipment = 2;
