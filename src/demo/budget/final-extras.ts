import { type Fen, share } from '../money.ts';
import { Random } from '../random.ts';
import type { Category as PurchaseCategory } from '../things.ts';
import { threePublicColumns } from './budget-forms.ts';
import { type FormSheet, wan } from './form.ts';
import { withheldOperating } from './planted.ts';
import type { Printer } from './print.ts';
import { amountOf } from './three-public.ts';

export function finalThreePublicTable(printer: Printer): FormSheet {
  const { threePublic } = printer.document.statement;
  const { counts } = threePublic;
  const columns = threePublicColumns.map(([category, path]) => [category, path] as const);
  const table = printer.form('11', '财政拨款“三公”经费支出决算表', [
    ...columns.map(([, path]) => ['预算数', ...path]),
    ...columns.map(([, path]) => ['决算数', ...path]),
    ['相关统计数', '因公出国（境）团组数（个）'],
    ['相关统计数', '因公出国（境）人次数（人）'],
    ['相关统计数', '公务用车购置数（辆）'],
    ['相关统计数', '公务用车保有量（辆）'],
    ['相关统计数', '国内公务接待批次（个）'],
    ['相关统计数', '国内公务接待人次（人）'],
  ]);
  return table.row(
    ...columns.map(([category]) => wan(amountOf(threePublic, category, 'budget'))),
    ...columns.map(([category]) => wan(amountOf(threePublic, category, 'actual'))),
    counts.tripGroups,
    counts.tripPersons,
    counts.vehiclesBought,
    counts.vehiclesOwned,
    counts.receptionBatches,
    counts.receptionPersons,
  ).sheet;
}

/** What was bought in the year; contracts go to small and micro enterprises for the greater part. */
export function finalProcurementTable(printer: Printer): FormSheet {
  const { body, year, statement } = printer.document;
  const random = new Random(`procurement/final/${body}/${year}`);
  const spent = (category: PurchaseCategory): Fen => {
    const budget = statement.procurement
      .filter((one) => one.category === category)
      .reduce((sum, one) => sum + one.budget, 0n);
    return (share(budget, random.between(90, 97)) / 10_000n) * 10_000n;
  };
  const [goods, works, services] = [spent('goods'), spent('works'), spent('services')];
  const all = goods + works + services;
  const sme = (share(all, random.between(62, 84)) / 10_000n) * 10_000n;
  const micro = (share(sme, random.between(60, 75)) / 10_000n) * 10_000n;
  return printer
    .form('12', '政府采购情况表', [['项目'], ['统计数']])
    .row('一、政府采购支出合计', printer.total('procurement-summary', all))
    .row('（一）政府采购货物支出', wan(goods))
    .row('（二）政府采购工程支出', wan(works))
    .row('（三）政府采购服务支出', wan(services))
    .row('二、政府采购授予中小企业合同金额', wan(sme))
    .row('其中：授予小微企业合同金额', wan(micro)).sheet;
}

export function assetTable(printer: Printer): FormSheet {
  const { body, statement } = printer.document;
  const owned = statement.threePublic.counts.vehiclesOwned;
  const urgent = Math.min(owned, Math.ceil(owned / 2));
  const secret = owned - urgent > 0 ? 1 : 0;
  const special = owned - urgent - secret;
  const equipment = new Random(`equipment/${body}`).between(0, 4);
  return printer
    .form('14', '国有资产占用情况表', [['项目'], ['计量单位'], ['数量']], null)
    .row('一、车辆', '辆', String(owned))
    .row('机要通信用车', '辆', String(secret))
    .row('应急保障用车', '辆', String(urgent))
    .row('特种专业技术用车', '辆', String(special))
    .row('二、单价100万元（含）以上设备（不含车辆）', '台（套）', String(equipment)).sheet;
}

export function finalOperatingTable(printer: Printer): FormSheet {
  const { document } = printer;
  const { budget, actual } = document.statement.operating;
  const table = printer.form('16', '机关运行经费情况表', [['预算数'], ['决算数'], ['增减变化原因']]);
  if (budget === 0n)
    return table.wide(`说明：${printer.self}为事业单位，不在机关运行经费统计范围之内，本表为空表。`).sheet;
  if (withheldOperating(document.body, document.year)) return table.row(wan(budget), null, null).sheet;
  return table.row(wan(budget), wan(actual), '厉行节约，办公费、差旅费减少').sheet;
}
