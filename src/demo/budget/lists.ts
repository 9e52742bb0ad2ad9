import { bodyOf, territories } from '../city.ts';
import { bodyScheme, demoDataset, lastDay } from '../marks.ts';
import { fenText, share } from '../money.ts';
import type { Purchase } from '../purchase.ts';
import { Random } from '../random.ts';
import { stories } from '../stories/index.ts';
import { companyOf } from '../suppliers.ts';
import { departments } from './bodies.ts';
import type { BudgetWorld } from './documents.ts';
import { classesOf, merged, total, totalOf } from './item.ts';
import { ofBook } from './print.ts';

/** Bodies that publish a list of their payments. */
const payers = ['101', '107', '109'];

/** Payments for contracts, as their payers list them month by month; nothing of a contract that withholds something. */
export function paymentRows(purchases: readonly Purchase[]): string[][] {
  const heads = [
    '付款单位',
    '部门代码',
    '部门代码体系',
    '收款方',
    '收款方代码体系',
    '收款方代码',
    '支付日期',
    '支付金额（元）',
    '币种',
    '摘要',
    '流水号',
  ];
  const rows = purchases.flatMap((purchase) => {
    const { buyer, currency, hides } = purchase;
    if (!payers.includes(buyer) || currency !== 'CNY' || hides.length > 0 || purchase === stories.withdrawn)
      return [];
    return purchase.contracts.flatMap((contract) => {
      const suppliers = purchase.awards.find(({ id }) => id === contract.award)?.suppliers ?? [];
      const company = suppliers.length === 1 ? companyOf(suppliers[0]!) : null;
      if (!company?.scheme || !company.identifier) return [];
      return contract.payments
        .filter(({ on }) => on <= lastDay)
        .map(({ id, on, amount }) => [
          bodyOf(buyer).nameZh,
          buyer,
          bodyScheme,
          company.nameZh,
          company.scheme!,
          company.identifier!,
          on,
          fenText(amount),
          currency,
          contract.title,
          id,
        ]);
    });
  });
  return [heads, ...rows];
}

/** How far the city's general public budget was carried out (预算执行情况): one table of the whole city, by 类. */
export function executionRows(world: BudgetWorld): string[][] {
  const heads = [
    '辖区',
    '年度',
    '文件类型',
    '文件标题',
    '公开日期',
    '收支',
    '分类方式',
    '预算本',
    '功能分类体系',
    '功能科目编码',
    '功能科目名称',
    '阶段',
    '截至日期',
    '金额（万元）',
    '币种',
  ];
  const city = territories[0]!.nameZh;
  const ofCity = departments.filter((code) => code.startsWith('1'));
  const approved = merged(
    ofCity.flatMap((code) => ofBook(world.statement(code, 'consolidated', 2026).approved, 'general')),
  );
  const rows = classesOf(approved).map(({ code, name, of }) => {
    const spent = share(total(of, totalOf), new Random(`execution/${code}`).between(64, 76));
    return [
      demoDataset,
      '2026',
      '预算执行',
      `${city}2026年1至9月部门预算执行情况`,
      '2026-10-20',
      '支出',
      '功能分类',
      '一般公共预算',
      'cn-functional',
      code,
      name,
      '执行',
      '2026-09-30',
      fenText(spent / 10_000n),
      'CNY',
    ];
  });
  return [heads, ...rows];
}
