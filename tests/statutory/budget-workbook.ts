import { Form, type FormSheet } from '../../src/demo/budget/form.ts';
import {
  basicOf,
  byFunction,
  carriedOver,
  departmentName,
  economic,
  economicGroups,
  fen,
  type Item,
  items,
  ofBook,
  personnelPart,
  projects,
  publicPart,
  purchasedServices,
  purchases,
  sumOf,
  type ThreePublicCategory,
  targets,
  threePublicAmount,
  totalOf,
  unitNames,
  wan,
} from './model.ts';

const lines = { body: `编制部门：${departmentName}`, unit: '万元' };
const total = (of: readonly Item[]) => sumOf(of.map(totalOf));
const sumBy = (of: readonly Item[], part: (one: Item) => bigint) => wan(sumOf(of.map(part)));
const classes = (of: readonly Item[]) => byFunction(of).filter(({ code }) => code.length === 3);
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

const general = ofBook('general');
const funds = ofBook('governmentFunds');
const own = items.filter(({ book }) => book === null);

/** The 14 tables of a published department budget, in the order of the form. */
export function budgetSheets(): FormSheet[] {
  return [
    summary(),
    incomeByUnit(),
    expenditure(),
    projectTable(),
    procurement(),
    appropriations(),
    generalByFunction(),
    basicByEconomic(),
    bookByFunction('09', '政府性基金预算财政拨款支出表', '本年政府性基金预算财政拨款支出', funds),
    bookByFunction('10', '国有资本经营预算财政拨款支出表', '本年国有资本经营预算财政拨款支出', []),
    threePublicTable(),
    services(),
    projectTargets(),
    overallTargets(),
  ];
}

const form = (
  number: string,
  title: string,
  heads: readonly (readonly string[])[],
  unit: string | null = '万元',
) => new Form(`${number} ${title}`.slice(0, 31), `2025年${title}`, { ...lines, unit }, heads);

function summary(): FormSheet {
  const table = form('01', '收支总表', [
    ['收入', '项目'],
    ['收入', '预算数'],
    ['支出', '项目'],
    ['支出', '预算数'],
  ]);
  const left: [string, bigint][] = [
    ['一、一般公共预算拨款收入', total(general) - carriedOver],
    ['二、政府性基金预算拨款收入', total(funds)],
    ['三、国有资本经营预算拨款收入', 0n],
    ['四、财政专户管理资金收入', 0n],
    ['五、事业收入', total(own)],
    ['六、上级补助收入', 0n],
    ['七、附属单位上缴收入', 0n],
    ['八、事业单位经营收入', 0n],
    ['九、其他收入', 0n],
  ];
  const right = classes(items).map(({ name, of }, index): [string, bigint] => [
    `${numerals[index]}、${name}`,
    total(of),
  ]);
  left.forEach(([name, amount], index) => {
    const [other, spent] = right[index] ?? [null, 0n];
    table.row(name, wan(amount), other, wan(spent));
  });
  const all = total(items);
  table.row('本年收入合计', wan(all - carriedOver), '本年支出合计', wan(all));
  table.row('上年结转结余', wan(carriedOver), '年终结转结余', null);
  return table.row('收入总计', wan(all), '支出总计', wan(all)).sheet;
}

/** Units of the department; what is carried over stands beside the income of the year. */
function incomeByUnit(): FormSheet {
  const sources = ['一般公共预算', '政府性基金预算', '国有资本经营预算', '财政专户管理资金', '事业收入'];
  const table = form('02', '收入总表', [
    ['部门（单位）代码'],
    ['部门（单位）名称'],
    ['合计'],
    ['本年收入', '小计'],
    ...sources.map((source) => ['本年收入', source]),
    ['上年结转结余', '小计'],
    ['上年结转结余', '一般公共预算'],
  ]);
  const second = fen('402.66');
  const rows: [string, string, bigint[], bigint][] = [
    ['031001', unitNames[0], [total(general) - carriedOver - second, 0n, 0n, 0n, 0n], carriedOver],
    ['031002', unitNames[1], [second, total(funds), 0n, 0n, total(own)], 0n],
  ];
  for (const [code, name, amounts, opening] of rows) table.row(code, name, ...row(amounts, opening));
  const columns = rows[0]![2].map((_, index) => sumOf(rows.map(([, , amounts]) => amounts[index]!)));
  return table.row(null, '合计', ...row(columns, carriedOver)).sheet;

  function row(amounts: readonly bigint[], opening: bigint) {
    return [
      wan(sumOf(amounts) + opening),
      wan(sumOf(amounts)),
      ...amounts.map(wan),
      wan(opening),
      wan(opening),
    ];
  }
}

function expenditure(): FormSheet {
  const table = form('03', '支出总表', [
    ['科目编码'],
    ['科目名称'],
    ['合计'],
    ['基本支出'],
    ['项目支出'],
    ['事业单位经营支出'],
    ['上缴上级支出'],
    ['对附属单位补助支出'],
  ]);
  for (const { code, name, of } of byFunction(items))
    table.row(
      code,
      name,
      sumBy(of, totalOf),
      sumBy(of, basicOf),
      sumBy(of, ({ project }) => project),
    );
  return table.row(
    '合计',
    null,
    sumBy(items, totalOf),
    sumBy(items, basicOf),
    sumBy(items, ({ project }) => project),
  ).sheet;
}

function projectTable(): FormSheet {
  const table = form('04', '项目支出表', [
    ['类型'],
    ['项目名称'],
    ['项目单位'],
    ['合计'],
    ['本年财政拨款', '一般公共预算'],
    ['本年财政拨款', '政府性基金预算'],
    ['本年财政拨款', '国有资本经营预算'],
    ['财政专户管理资金'],
    ['单位资金'],
  ]);
  const parts = (of: readonly (typeof projects)[number][]) => [
    wan(sumOf(of.map(({ amount }) => amount))),
    ...['general', 'governmentFunds', 'stateCapital', 'fiscalAccount', null].map((book) =>
      wan(sumOf(of.filter((one) => one.book === book).map(({ amount }) => amount))),
    ),
  ];
  for (const kind of ['特定目标类', '其他运转类'] as const) {
    const of = projects.filter((one) => one.kind === kind);
    for (const one of of) table.row(kind, one.name, unitNames[one.unit], ...parts([one]));
    table.mergeUp(1, of.length);
  }
  return table.row('合计', null, null, ...parts(projects)).mergeAcross(1, 3).sheet;
}

function procurement(): FormSheet {
  const table = form('05', '政府采购预算明细表', [
    ['采购类别'],
    ['采购品目编码'],
    ['采购品目名称'],
    ['项目名称'],
    ['预算金额'],
  ]);
  for (const kind of ['货物类', '工程类', '服务类'] as const) {
    const of = purchases.filter((one) => one.kind === kind);
    for (const { code, name, project, amount } of of)
      table.row(kind, code, name, projects[project]!.name, wan(amount));
    table.mergeUp(1, of.length);
  }
  return table
    .row('合计', null, null, null, wan(sumOf(purchases.map(({ amount }) => amount))))
    .mergeAcross(1, 4).sheet;
}

function appropriations(): FormSheet {
  const table = form('06', '财政拨款收支总表', [
    ['收入', '项目'],
    ['收入', '预算数'],
    ['支出', '项目'],
    ['支出', '合计'],
    ['支出', '一般公共预算'],
    ['支出', '政府性基金预算'],
    ['支出', '国有资本经营预算'],
  ]);
  const both = [...general, ...funds];
  const left: [string, bigint][] = [
    ['一、本年收入', total(both) - carriedOver],
    ['（一）一般公共预算拨款', total(general) - carriedOver],
    ['（二）政府性基金预算拨款', total(funds)],
    ['（三）国有资本经营预算拨款', 0n],
    ['二、上年结转', carriedOver],
    ['（一）一般公共预算拨款', carriedOver],
    ['（二）政府性基金预算拨款', 0n],
    ['（三）国有资本经营预算拨款', 0n],
  ];
  const split = (of: readonly Item[]) => [
    sumBy(of, totalOf),
    sumBy(
      of.filter(({ book }) => book === 'general'),
      totalOf,
    ),
    sumBy(
      of.filter(({ book }) => book === 'governmentFunds'),
      totalOf,
    ),
  ];
  const right = [
    ['一、本年支出', ...split(both)],
    ...classes(both).map(({ name, of }, index) => [`（${numerals[index]}）${name}`, ...split(of)]),
    ['二、年终结转结余'],
  ];
  left.forEach(([name, amount], index) => {
    table.row(name, wan(amount), ...(right[index] ?? []));
  });
  return table.row('收入总计', wan(total(both)), '支出总计', ...split(both)).sheet;
}

function generalByFunction(): FormSheet {
  const table = form('07', '一般公共预算财政拨款支出表', [
    ['功能分类科目', '科目编码'],
    ['功能分类科目', '科目名称'],
    ['合计'],
    ['基本支出', '小计'],
    ['基本支出', '人员经费'],
    ['基本支出', '公用经费'],
    ['项目支出'],
  ]);
  const cells = (of: readonly Item[]) =>
    [
      totalOf,
      basicOf,
      (one: Item) => one.personnel,
      (one: Item) => one.publicFunds,
      (one: Item) => one.project,
    ].map((part) => sumBy(of, part));
  for (const { code, name, of } of byFunction(general)) table.row(code, name, ...cells(of));
  return table.row('合计', null, ...cells(general)).mergeAcross(1, 2).sheet;
}

function basicByEconomic(): FormSheet {
  const table = form('08', '一般公共预算财政拨款基本支出表', [
    ['部门预算支出经济分类科目', '科目编码'],
    ['部门预算支出经济分类科目', '科目名称'],
    ['本年一般公共预算基本支出', '合计'],
    ['本年一般公共预算基本支出', '人员经费'],
    ['本年一般公共预算基本支出', '公用经费'],
  ]);
  const cells = (of: typeof economic) => [
    wan(sumOf(of.map(({ amount }) => amount))),
    wan(sumOf(of.map(personnelPart))),
    wan(sumOf(of.map(publicPart))),
  ];
  for (const [group, name] of Object.entries(economicGroups)) {
    const of = economic.filter(({ code }) => code.startsWith(group));
    table.row(group, name, ...cells(of));
    for (const one of of) table.row(one.code, one.name, ...cells([one]));
  }
  return table.row('合计', null, ...cells(economic)).mergeAcross(1, 2).sheet;
}

function bookByFunction(number: string, title: string, head: string, of: readonly Item[]): FormSheet {
  const table = form(number, title, [
    ['科目编码'],
    ['科目名称'],
    [head, '合计'],
    [head, '基本支出'],
    [head, '项目支出'],
  ]);
  for (const group of byFunction(of))
    table.row(
      group.code,
      group.name,
      sumBy(group.of, totalOf),
      sumBy(group.of, basicOf),
      sumBy(group.of, (one) => one.project),
    );
  if (of.length)
    return table.row(
      '合计',
      null,
      sumBy(of, totalOf),
      sumBy(of, basicOf),
      sumBy(of, (one) => one.project),
    ).sheet;
  for (let blank = 0; blank < 4; blank += 1) table.row(null);
  return table
    .row('合计', null, null, null, null)
    .wide('说明：本部门2025年无国有资本经营预算财政拨款安排的支出，故本表为空表。').sheet;
}

const categories: [ThreePublicCategory, string[]][] = [
  ['total', ['“三公”经费合计']],
  ['overseas', ['因公出国（境）费用']],
  ['vehicles', ['公务用车购置及运行维护费', '小计']],
  ['vehiclePurchase', ['公务用车购置及运行维护费', '公务用车购置费']],
  ['vehicleOperation', ['公务用车购置及运行维护费', '公务用车运行维护费']],
  ['reception', ['公务接待费']],
];

function threePublicTable(): FormSheet {
  const table = form('11', '财政拨款“三公”经费支出表', [
    ['部门（单位）名称'],
    ...categories.map(([, path]) => ['上年预算数', ...path]),
    ...categories.map(([, path]) => ['本年预算数', ...path]),
  ]);
  return table.row(
    departmentName,
    ...categories.map(([category]) => wan(threePublicAmount(category, 'before'))),
    ...categories.map(([category]) => wan(threePublicAmount(category, 'now'))),
  ).sheet;
}

function services(): FormSheet {
  const table = form('12', '政府购买服务预算财政拨款明细表', [
    ['序号'],
    ['指导性目录代码'],
    ['指导性目录名称'],
    ['项目名称'],
    ['预算金额'],
  ]);
  purchasedServices.forEach(({ code, name, project, amount }, index) => {
    table.row(index + 1, code, name, projects[project]!.name, wan(amount));
  });
  return table.row('合计', null, null, null, wan(sumOf(purchasedServices.map(({ amount }) => amount)))).sheet;
}

const targetHeads = ['一级指标', '二级指标', '三级指标', '绩效指标性质', '指标值', '度量单位'];

function projectTargets(): FormSheet {
  const table = form('13', '项目支出绩效目标表', [
    ['项目名称'],
    ['预算金额'],
    ...targetHeads.map((head) => ['绩效指标', head]),
  ]);
  for (const [index, project] of projects.entries()) {
    const of = targets.filter((target) => target.project === index);
    for (const [position, { one, two, three, sign, value, unit }] of of.entries())
      table.row(project.name, position ? null : wan(project.amount), one, two, three, sign, value, unit);
    if (of.length) table.mergeUp(1, of.length);
  }
  return table.sheet;
}

function overallTargets(): FormSheet {
  const table = form(
    '14',
    '部门整体支出绩效目标表',
    [['一级指标'], ['二级指标'], ['三级指标'], ['指标值'], ['分值']],
    null,
  );
  return table
    .row('产出指标', '数量指标', '保障重大活动次数', '≥12次', 20)
    .row('效益指标', '社会效益指标', '城市运行平稳', '良好', 50)
    .row('满意度指标', '服务对象满意度指标', '服务对象满意度', '≥90%', 30).sheet;
}
