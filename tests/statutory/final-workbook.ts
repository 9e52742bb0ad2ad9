import { Form, type FormSheet } from '../../src/demo/budget/form.ts';
import {
  basicOf,
  closingBasicOf,
  closingOf,
  closingProjectOf,
  counts,
  type economic,
  type FinalItem,
  incomeOf,
  items,
  largeEquipment,
  ofBook,
  openingOf,
  personnelClasses,
  procurementFinal,
  publicClasses,
  spentOf,
  sumBy,
  threePublicFinal,
  vehicleUses,
} from './final-model.ts';
import {
  byFunction,
  departmentName,
  economicGroups,
  projects,
  purchasedServices,
  sumOf,
  type ThreePublicCategory,
  threePublicAmount,
  wan,
} from './model.ts';

const general = ofBook('general');
const funds = ofBook('governmentFunds');
const own = ofBook(null);
const appropriated = [...general, ...funds];
const cell = (of: readonly FinalItem[], part: (one: FinalItem) => bigint) => wan(sumBy(of, part));

/** The 13 tables of published final accounts, and the table of assets that goes with their explanations. */
export function finalSheets(): FormSheet[] {
  return [
    summary(),
    income(),
    expenditure(),
    appropriations(),
    generalAccount(),
    generalByFunction(),
    basicByEconomic(),
    fundAccount(),
    fundBasic(),
    capital(),
    threePublic(),
    procurement(),
    services(),
    assets(),
  ];
}

const form = (
  number: number,
  title: string,
  heads: readonly (readonly string[])[],
  unit: string | null = '万元',
) =>
  new Form(
    `公开${String(number).padStart(2, '0')}表`,
    `2024年度${title}`,
    { body: `公开部门：${departmentName}`, unit, number: `公开${String(number).padStart(2, '0')}表` },
    heads,
  );

/** The row that numbers the columns. */
const numbered = (table: Form, leading: number, columns: number) =>
  table.row(
    '栏次',
    ...Array(leading - 1).fill(null),
    ...Array.from({ length: columns }, (_, index) => String(index + 1)),
  );

const classNames = [
  '一般公共服务支出',
  '外交支出',
  '国防支出',
  '公共安全支出',
  '教育支出',
  '科学技术支出',
  '文化旅游体育与传媒支出',
  '社会保障和就业支出',
  '卫生健康支出',
  '节能环保支出',
  '城乡社区支出',
  '农林水支出',
  '住房保障支出',
];
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三'];

/** Every class of the form in its order; most have no money. */
function classRows(of: readonly FinalItem[]): [string, readonly FinalItem[]][] {
  const found = new Map(
    byFunction(of)
      .filter(({ code }) => code.length === 3)
      .map((group) => [group.name, group.of]),
  );
  return classNames.map((name, index) => [`${numerals[index]}、${name}`, found.get(name) ?? []]);
}

function summary(): FormSheet {
  const table = form(1, '收入支出决算总表', [
    ['收入', '项目'],
    ['收入', '行次'],
    ['收入', '决算数'],
    ['支出', '项目'],
    ['支出', '行次'],
    ['支出', '决算数'],
  ]);
  table.row('栏次', null, '1', '栏次', null, '2');
  const left: [string, bigint][] = [
    ['一、一般公共预算财政拨款收入', sumBy(general, incomeOf)],
    ['二、政府性基金预算财政拨款收入', sumBy(funds, incomeOf)],
    ['三、国有资本经营预算财政拨款收入', 0n],
    ['四、上级补助收入', 0n],
    ['五、事业收入', sumBy(own, incomeOf)],
    ['六、经营收入', 0n],
    ['七、附属单位上缴收入', 0n],
    ['八、其他收入', 0n],
  ];
  classRows(items).forEach(([name, of], index) => {
    const [other, amount] = left[index] ?? [null, 0n];
    table.row(other, String(index + 1), wan(amount), name, String(index + 32), cell(of, spentOf));
  });
  const opening = sumBy(items, openingOf);
  const [came, spent] = [sumBy(items, incomeOf), sumBy(items, spentOf)];
  table.row('本年收入合计', '27', wan(came), '本年支出合计', '58', wan(spent));
  table.row('使用非财政拨款结余（含专用结余）', '28', null, '结余分配', '59', null);
  table.row('年初结转和结余', '29', wan(opening), '年末结转和结余', '60', cell(items, closingOf));
  return table.row('总计', '31', wan(came + opening), '总计', '62', wan(came + opening)).sheet;
}

const code = ['项目', '功能分类科目编码'];
const name = ['项目', '科目名称'];

function income(): FormSheet {
  const table = form(2, '收入决算表', [
    code,
    name,
    ['本年收入合计'],
    ['财政拨款收入'],
    ['上级补助收入'],
    ['事业收入', '小计'],
    ['事业收入', '其中：教育收费'],
    ['经营收入'],
    ['附属单位上缴收入'],
    ['其他收入'],
  ]);
  numbered(table, 2, 8);
  const cells = (of: readonly FinalItem[]) => [
    cell(of, incomeOf),
    cell(
      of.filter(({ book }) => book),
      incomeOf,
    ),
    null,
    cell(
      of.filter(({ book }) => !book),
      incomeOf,
    ),
  ];
  table.row('合计', null, ...cells(items)).mergeAcross(1, 2);
  for (const group of byFunction(items)) table.row(group.code, group.name, ...cells(group.of));
  return table.wide('注：本表反映部门本年度取得的各项收入情况。').sheet;
}

function expenditure(): FormSheet {
  const table = form(3, '支出决算表', [
    code,
    name,
    ['本年支出合计'],
    ['基本支出'],
    ['项目支出'],
    ['上缴上级支出'],
    ['经营支出'],
    ['对附属单位补助支出'],
  ]);
  numbered(table, 2, 6);
  const cells = (of: readonly FinalItem[]) => [
    cell(of, spentOf),
    cell(of, basicOf),
    cell(of, ({ project }) => project),
  ];
  table.row('合计', null, ...cells(items)).mergeAcross(1, 2);
  for (const group of byFunction(items)) table.row(group.code, group.name, ...cells(group.of));
  return table.wide('注：本表反映部门本年度各项支出情况。').sheet;
}

function appropriations(): FormSheet {
  const table = form(4, '财政拨款收入支出决算总表', [
    ['收入', '项目'],
    ['收入', '行次'],
    ['收入', '决算数'],
    ['支出', '项目'],
    ['支出', '行次'],
    ['支出', '合计'],
    ['支出', '一般公共预算财政拨款'],
    ['支出', '政府性基金预算财政拨款'],
    ['支出', '国有资本经营预算财政拨款'],
  ]);
  table.row('栏次', null, '1', '栏次', null, '2', '3', '4', '5');
  const split = (part: (one: FinalItem) => bigint, of: readonly FinalItem[] = appropriated) => [
    cell(of, part),
    cell(
      of.filter(({ book }) => book === 'general'),
      part,
    ),
    cell(
      of.filter(({ book }) => book === 'governmentFunds'),
      part,
    ),
    null,
  ];
  const books = ['一、一般公共预算财政拨款', '二、政府性基金预算财政拨款', '三、国有资本经营预算财政拨款'];
  const cameIn = [sumBy(general, incomeOf), sumBy(funds, incomeOf), 0n];
  const carriedIn = [sumBy(general, openingOf), sumBy(funds, openingOf), 0n];
  classRows(appropriated).forEach(([label, of], index) => {
    table.row(
      books[index] ?? null,
      String(index + 1),
      wan(cameIn[index] ?? 0n),
      label,
      String(index + 33),
      ...split(spentOf, of),
    );
  });
  table.row('本年收入合计', '27', wan(sumOf(cameIn)), '本年支出合计', '59', ...split(spentOf));
  table.row(
    '年初财政拨款结转和结余',
    '28',
    wan(sumOf(carriedIn)),
    '年末财政拨款结转和结余',
    '60',
    ...split(closingOf),
  );
  books.forEach((book, index) => {
    table.row(book, String(index + 29), wan(carriedIn[index]!), null, String(index + 61));
  });
  const all = split((one) => incomeOf(one) + openingOf(one));
  return table.row('总计', '32', all[0]!, '总计', '64', ...all).sheet;
}

const accountHeads = [
  ['年初结转和结余', '合计'],
  ['年初结转和结余', '基本支出结转'],
  ['年初结转和结余', '项目支出结转和结余'],
  ['本年收入', '合计'],
  ['本年收入', '基本支出'],
  ['本年收入', '项目支出'],
  ['本年支出', '合计'],
  ['本年支出', '基本支出'],
  ['本年支出', '项目支出'],
  ['年末结转和结余', '合计'],
  ['年末结转和结余', '基本支出结转'],
  ['年末结转和结余', '项目支出结转和结余'],
];
const accountParts: ((one: FinalItem) => bigint)[] = [
  openingOf,
  ({ opening }) => opening[0],
  ({ opening }) => opening[1],
  incomeOf,
  ({ income: came }) => came[0],
  ({ income: came }) => came[1],
  spentOf,
  basicOf,
  ({ project }) => project,
  closingOf,
  closingBasicOf,
  closingProjectOf,
];

function generalAccount(): FormSheet {
  const table = form(5, '一般公共预算财政拨款收入支出决算表', [code, name, ...accountHeads]);
  numbered(table, 2, 12);
  table.row('合计', null, ...accountParts.map((part) => cell(general, part))).mergeAcross(1, 2);
  for (const group of byFunction(general))
    table.row(group.code, group.name, ...accountParts.map((part) => cell(group.of, part)));
  return table.sheet;
}

function generalByFunction(): FormSheet {
  const table = form(6, '一般公共预算财政拨款支出决算表', [
    code,
    name,
    ['本年支出', '小计'],
    ['本年支出', '基本支出'],
    ['本年支出', '项目支出'],
  ]);
  numbered(table, 2, 3);
  const cells = (of: readonly FinalItem[]) => accountParts.slice(6, 9).map((part) => cell(of, part));
  table.row('合计', null, ...cells(general)).mergeAcross(1, 2);
  for (const group of byFunction(general)) table.row(group.code, group.name, ...cells(group.of));
  return table.sheet;
}

/** Personnel on the left, public funds on the right, each with its own total. */
function basicByEconomic(): FormSheet {
  const table = form(7, '一般公共预算财政拨款基本支出决算表', [
    ['人员经费', '科目编码'],
    ['人员经费', '科目名称'],
    ['人员经费', '决算数'],
    ['公用经费', '科目编码'],
    ['公用经费', '科目名称'],
    ['公用经费', '决算数'],
  ]);
  const side = (of: typeof economic) =>
    Object.entries(economicGroups).flatMap(([group, label]) => {
      const inside = of.filter((one) => one.code.startsWith(group));
      if (!inside.length) return [];
      const whole = wan(sumOf(inside.map(({ amount }) => amount)));
      return [[group, label, whole], ...inside.map((one) => [one.code, one.name, wan(one.amount)])];
    });
  const [left, right] = [side(personnelClasses), side(publicClasses)];
  for (let row = 0; row < Math.max(left.length, right.length); row += 1)
    table.row(...(left[row] ?? [null, null, null]), ...(right[row] ?? [null, null, null]));
  const whole = (of: typeof economic) => wan(sumOf(of.map(({ amount }) => amount)));
  return table
    .row('人员经费合计', null, whole(personnelClasses), '公用经费合计', null, whole(publicClasses))
    .mergeAcross(1, 2)
    .mergeAcross(4, 5).sheet;
}

function fundAccount(): FormSheet {
  const table = form(8, '政府性基金预算财政拨款收入支出决算表', [
    code,
    name,
    ['年初结转和结余'],
    ['本年收入'],
    ['本年支出', '小计'],
    ['本年支出', '基本支出'],
    ['本年支出', '项目支出'],
    ['年末结转和结余'],
  ]);
  numbered(table, 2, 6);
  const parts = [openingOf, incomeOf, ...accountParts.slice(6, 9), closingOf];
  table.row('合计', null, ...parts.map((part) => cell(funds, part))).mergeAcross(1, 2);
  for (const group of byFunction(funds))
    table.row(group.code, group.name, ...parts.map((part) => cell(group.of, part)));
  return table.sheet;
}

function fundBasic(): FormSheet {
  const table = form(9, '政府性基金预算财政拨款基本支出决算表', [
    ['科目编码'],
    ['科目名称'],
    ['合计'],
    ['人员经费'],
    ['公用经费'],
  ]);
  table.row('合计', null);
  for (let blank = 0; blank < 3; blank += 1) table.row(null);
  return table.wide('注：本部门本年度无政府性基金预算财政拨款基本支出，本表为空表。').sheet;
}

function capital(): FormSheet {
  const table = form(10, '国有资本经营预算财政拨款支出决算表', [
    code,
    name,
    ['本年支出', '合计'],
    ['本年支出', '基本支出'],
    ['本年支出', '项目支出'],
  ]);
  numbered(table, 2, 3);
  table.row('合计', null);
  return table.wide('注：本部门本年度无国有资本经营预算财政拨款支出，本表为空表。').sheet;
}

const categories: [ThreePublicCategory, string[]][] = [
  ['total', ['合计']],
  ['overseas', ['因公出国（境）费']],
  ['vehicles', ['公务用车购置及运行维护费', '小计']],
  ['vehiclePurchase', ['公务用车购置及运行维护费', '公务用车购置费']],
  ['vehicleOperation', ['公务用车购置及运行维护费', '公务用车运行维护费']],
  ['reception', ['公务接待费']],
];

export function finalThreePublic(category: ThreePublicCategory): bigint {
  const { overseas, reception, vehiclePurchase, vehicleOperation } = threePublicFinal;
  const vehicles = vehiclePurchase + vehicleOperation;
  if (category === 'vehicles') return vehicles;
  if (category === 'total') return overseas + reception + vehicles;
  return threePublicFinal[category];
}

function threePublic(): FormSheet {
  const table = form(11, '财政拨款“三公”经费支出决算表', [
    ...categories.map(([, path]) => ['预算数', ...path]),
    ...categories.map(([, path]) => ['决算数', ...path]),
    ['相关统计数', '因公出国（境）团组数（个）'],
    ['相关统计数', '因公出国（境）人次数（人）'],
    ['相关统计数', '公务用车购置数（辆）'],
    ['相关统计数', '公务用车保有量（辆）'],
    ['相关统计数', '国内公务接待批次（个）'],
    ['相关统计数', '国内公务接待人次（人）'],
  ]);
  return table.row(
    ...categories.map(([category]) => wan(threePublicAmount(category, 'now'))),
    ...categories.map(([category]) => wan(finalThreePublic(category))),
    ...Object.values(counts),
  ).sheet;
}

/** This form stands upright: a row a number. */
function procurement(): FormSheet {
  const { goods, works, services: bought, sme, micro } = procurementFinal;
  const table = form(12, '政府采购情况表', [['项目'], ['统计数']]);
  return table
    .row('一、政府采购支出合计', wan(goods + works + bought))
    .row('（一）政府采购货物支出', wan(goods))
    .row('（二）政府采购工程支出', wan(works))
    .row('（三）政府采购服务支出', wan(bought))
    .row('二、政府采购授予中小企业合同金额', wan(sme))
    .row('其中：授予小微企业合同金额', wan(micro)).sheet;
}

export const serviceSpent = (amount: bigint) => (amount * 9n) / 10n;

function services(): FormSheet {
  const table = form(13, '政府购买服务决算公开情况表', [
    ['序号'],
    ['购买服务项目名称'],
    ['指导性目录代码'],
    ['指导性目录名称'],
    ['承接主体'],
    ['预算金额'],
    ['决算金额'],
  ]);
  purchasedServices.forEach(({ code: number, name: label, project, provider, amount }, index) => {
    table.row(
      index + 1,
      projects[project]!.name,
      number,
      label,
      provider,
      wan(amount),
      wan(serviceSpent(amount)),
    );
  });
  const amounts = purchasedServices.map(({ amount }) => amount);
  return table.row('合计', null, null, null, null, wan(sumOf(amounts)), wan(sumOf(amounts.map(serviceSpent))))
    .sheet;
}

function assets(): FormSheet {
  const table = form(14, '国有资产占用情况表', [['项目'], ['计量单位'], ['数量']], null);
  table.row('一、车辆', '辆', String(vehicleUses.reduce((sum, [, quantity]) => sum + quantity, 0)));
  for (const [use, quantity] of vehicleUses) table.row(use, '辆', String(quantity));
  return table.row('二、单价100万元（含）以上设备（不含车辆）', '台（套）', String(largeEquipment)).sheet;
}
