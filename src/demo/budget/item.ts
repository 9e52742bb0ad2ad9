import type { Fen } from '../money.ts';

/** Book of the budget that pays; null: income that is no appropriation. */
export type Book = 'general' | 'governmentFunds' | 'stateCapital' | null;

/** Spending under one functional class (项) of one book, by what it is. */
export interface Item {
  code: string;
  name: string;
  book: Book;
  personnel: Fen;
  publicFunds: Fen;
  project: Fen;
}

/** An item of the final account, with what was carried in and is carried on (projects only). */
export interface FinalItem extends Item {
  opening: Fen;
  closing: Fen;
}

export const basicOf = (item: Item): Fen => item.personnel + item.publicFunds;
export const totalOf = (item: Item): Fen => basicOf(item) + item.project;
export const incomeOf = (item: FinalItem): Fen => totalOf(item) + item.closing - item.opening;
export const isAppropriated = ({ book }: Item): boolean => book !== null;

export function total<T>(rows: readonly T[], part: (row: T) => Fen): Fen {
  return rows.reduce((sum, row) => sum + part(row), 0n);
}

/** Adds what has one class and one book. */
export function merged<T extends Item>(items: readonly T[]): T[] {
  const found = new Map<string, T>();
  for (const item of items) {
    const key = `${item.code} ${item.book}`;
    const present = found.get(key);
    if (!present) {
      found.set(key, item);
      continue;
    }
    const sum = { ...present };
    for (const part of ['personnel', 'publicFunds', 'project', 'opening', 'closing'] as (keyof T)[])
      if (typeof present[part] === 'bigint')
        sum[part] = ((present[part] as Fen) + (item[part] as Fen)) as T[keyof T];
    found.set(key, sum);
  }
  return [...found.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Names of the classes that the demo uses; codes are those of the national classification. */
const names: Readonly<Record<string, string>> = {
  '201': '一般公共服务支出',
  '20103': '政府办公厅（室）及相关机构事务',
  '2010301': '行政运行',
  '2010302': '一般行政管理事务',
  '2010303': '机关服务',
  '2010305': '专项业务及机关事务管理',
  '2010306': '政务公开审批',
  '2010350': '事业运行',
  '2010399': '其他政府办公厅（室）及相关机构事务支出',
  '20104': '发展与改革事务',
  '2010401': '行政运行',
  '2010404': '战略规划与实施',
  '2010408': '物价管理',
  '20106': '财政事务',
  '2010601': '行政运行',
  '2010605': '财政国库业务',
  '2010607': '信息化建设',
  '2010608': '财政委托业务支出',
  '2010650': '事业运行',
  '205': '教育支出',
  '20501': '教育管理事务',
  '2050101': '行政运行',
  '2050102': '一般行政管理事务',
  '20502': '普通教育',
  '2050202': '小学教育',
  '208': '社会保障和就业支出',
  '20805': '行政事业单位养老支出',
  '2080501': '行政单位离退休',
  '2080502': '事业单位离退休',
  '2080505': '机关事业单位基本养老保险缴费支出',
  '2080506': '机关事业单位职业年金缴费支出',
  '210': '卫生健康支出',
  '21011': '行政事业单位医疗',
  '2101101': '行政单位医疗',
  '2101102': '事业单位医疗',
  '212': '城乡社区支出',
  '21208': '国有土地使用权出让收入安排的支出',
  '2120899': '其他国有土地使用权出让收入安排的支出',
  '213': '农林水支出',
  '21303': '水利',
  '2130301': '行政运行',
  '2130305': '水利工程建设',
  '2130314': '防汛',
  '214': '交通运输支出',
  '21401': '公路水路运输',
  '2140101': '行政运行',
  '2140102': '一般行政管理事务',
  '2140106': '公路养护',
  '2140199': '其他公路水路运输支出',
  '221': '住房保障支出',
  '22102': '住房改革支出',
  '2210201': '住房公积金',
  '2210203': '购房补贴',
  '223': '国有资本经营预算支出',
  '22301': '解决历史遗留问题及改革成本支出',
  '2230105': '国有企业退休人员社会化管理补助支出',
};

export function functionName(code: string): string {
  const name = names[code];
  if (name === undefined) throw new Error(`The demo has no name for the functional class "${code}"`);
  return name;
}

export interface Group<T> {
  code: string;
  name: string;
  of: readonly T[];
}

/** Rows of a table by function: each 类 and 款 before what it holds. */
export function byFunction<T extends Item>(items: readonly T[]): Group<T>[] {
  const codes = new Set(items.flatMap(({ code }) => [code.slice(0, 3), code.slice(0, 5), code]));
  return [...codes].sort().map((code) => ({
    code,
    name: functionName(code),
    of: items.filter((item) => item.code.startsWith(code)),
  }));
}

/** The 类 of the items, in their order. */
export const classesOf = <T extends Item>(items: readonly T[]): Group<T>[] =>
  byFunction(items).filter(({ code }) => code.length === 3);
