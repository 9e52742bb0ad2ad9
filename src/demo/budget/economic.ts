import type { Fen } from '../money.ts';

/** Basic expenditure of the general public budget under one economic class (款). */
export interface Economic {
  code: string;
  name: string;
  amount: Fen;
}

const names: Readonly<Record<string, string>> = {
  '30101': '基本工资',
  '30102': '津贴补贴',
  '30103': '奖金',
  '30107': '绩效工资',
  '30108': '机关事业单位基本养老保险缴费',
  '30109': '职业年金缴费',
  '30110': '职工基本医疗保险缴费',
  '30113': '住房公积金',
  '30201': '办公费',
  '30206': '电费',
  '30211': '差旅费',
  '30217': '公务接待费',
  '30228': '工会经费',
  '30231': '公务用车运行维护费',
  '30239': '其他交通费用',
  '30299': '其他商品和服务支出',
  '30302': '退休费',
  '31002': '办公设备购置',
};

export const economicGroups: readonly (readonly [code: string, name: string])[] = [
  ['301', '工资福利支出'],
  ['302', '商品和服务支出'],
  ['303', '对个人和家庭的补助'],
  ['310', '资本性支出'],
];

export const isPersonnel = ({ code }: Economic): boolean => code.startsWith('301') || code.startsWith('303');

export function economic(code: string, amount: Fen): Economic {
  return { code, name: names[code]!, amount };
}

export function mergedClasses(classes: readonly Economic[]): Economic[] {
  const found = new Map<string, Fen>();
  for (const { code, amount } of classes) found.set(code, (found.get(code) ?? 0n) + amount);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, amount]) => economic(code, amount));
}
