import { type Fen, share } from '../money.ts';
import { Random } from '../random.ts';
import { companiesOf, companyOf } from '../suppliers.ts';
import type { ProjectFigures } from './figures.ts';
import { type FormSheet, wan } from './form.ts';
import { total } from './item.ts';
import { type Printed, type Printer, sumCell } from './print.ts';

const kinds = [
  ['货物类', 'goods'],
  ['工程类', 'works'],
  ['服务类', 'services'],
] as const;

/** What is to be bought, item by item. */
export function procurementTable(printer: Printer): FormSheet {
  const { own, procurement } = printer.document.statement;
  const table = printer.form('05', '政府采购预算明细表', [
    ['采购类别'],
    ['采购品目编码'],
    ['采购品目名称'],
    ['项目名称'],
    ['预算金额'],
  ]);
  const rows = own.flatMap((one) => {
    const project = one.projects.find((each) => each.project.buys)?.project.name ?? null;
    return one.procurement.map((bought) => ({ ...bought, project }));
  });
  for (const [name, category] of kinds) {
    const of = rows.filter((one) => one.category === category);
    for (const one of of) table.row(name, one.code, one.name, one.project, wan(one.budget));
    table.mergeUp(1, of.length);
  }
  const all = total(procurement, (one) => one.budget);
  return table.row('合计', null, null, null, printer.total('procurement-detail', all)).mergeAcross(1, 4)
    .sheet;
}

interface Service {
  code: string;
  name: string;
  project: string;
  provider: string;
  budget: Fen;
  actual: Fen;
}

/** The part of a project that is bought as a service. */
function servicesOf(projects: readonly ProjectFigures[]): Service[] {
  return projects.flatMap((one): Service[] => {
    const { service, name, code, base } = one.project;
    if (!service) return [];
    const random = new Random(`service/${code}/${base}/${one.approved}`);
    const budget = (share(one.approved, 40) / 1_000_000n) * 1_000_000n;
    const provider = companyOf(random.pick(companiesOf(service[0] === 'B0101' ? 'it' : 'property'))).nameZh;
    const actual = (share(budget, random.between(92, 99)) / 10_000n) * 10_000n;
    return [{ code: service[0], name: service[1], project: name, provider, budget, actual }];
  });
}

export function purchasedServicesTable(printer: Printer): FormSheet {
  const { document } = printer;
  const services = servicesOf(document.statement.own.flatMap((one) => one.projects));
  const isFinal = document.kind === 'finalAccount';
  const note = `说明：${printer.self}${document.year}年无政府购买服务支出，本表为空表。`;
  const table = isFinal
    ? printer.form('13', '政府购买服务决算公开情况表', [
        ['序号'],
        ['购买服务项目名称'],
        ['指导性目录代码'],
        ['指导性目录名称'],
        ['承接主体'],
        ['预算金额'],
        ['决算金额'],
      ])
    : printer.form('12', '政府购买服务预算财政拨款明细表', [
        ['序号'],
        ['指导性目录代码'],
        ['指导性目录名称'],
        ['项目名称'],
        ['预算金额'],
      ]);
  services.forEach((one, at) => {
    const { code, name, project, provider, budget, actual } = one;
    if (isFinal) table.row(at + 1, project, code, name, provider, wan(budget), wan(actual));
    else table.row(at + 1, code, name, project, wan(budget));
  });
  if (services.length === 0) return table.wide(note).sheet;
  const budget = sumCell(services, (one) => one.budget);
  return isFinal
    ? table.row(
        null,
        null,
        null,
        '合计',
        null,
        budget,
        sumCell(services, (one) => one.actual),
      ).sheet
    : table.row(null, null, '合计', null, budget).sheet;
}

const indicatorHeads = ['一级指标', '二级指标', '三级指标', '绩效指标性质', '指标值', '度量单位'];
const levelOneOf = (two: string) =>
  two.startsWith('满意度') ? '满意度指标' : two.startsWith('成本') ? '成本指标' : '产出指标';

/** What each project and the whole body are to achieve. */
export function targetTables(printer: Printer): Printed[] {
  const { own } = printer.document.statement;
  const table = printer.form('13', '项目支出绩效目标表', [
    ['项目名称'],
    ['预算金额'],
    ...indicatorHeads.map((head) => ['绩效指标', head]),
  ]);
  for (const { project, approved } of own.flatMap((one) => one.projects)) {
    const [two, three, sign, value, unit] = project.target;
    table.row(project.name, wan(approved), levelOneOf(two), two, three, sign, value, unit);
    table.row(project.name, null, '效益指标', '社会效益指标', '保障职责正常履行', '定性', '良好', null);
    table.mergeUp(1, 2);
  }
  const overall = printer.form(
    '14',
    '部门整体支出绩效目标表',
    [['一级指标'], ['二级指标'], ['三级指标'], ['指标值'], ['分值']],
    null,
  );
  overall
    .row('产出指标', '数量指标', '年度重点工作完成项数', '≥10项', 30)
    .row('效益指标', '社会效益指标', '履职效果', '良好', 40)
    .row('满意度指标', '服务对象满意度指标', '服务对象满意度', '≥90%', 30);
  return [
    { code: 'performance-projects', sheet: table.sheet },
    { code: 'performance-overall', sheet: overall.sheet },
  ];
}

/** What each project achieved, with the score that the body gives itself. */
export function scoreTable(printer: Printer): FormSheet {
  const { own } = printer.document.statement;
  const table = printer.form('15', '项目支出绩效自评表', [
    ['项目名称'],
    ['预算数'],
    ['执行数'],
    ['一级指标'],
    ['二级指标'],
    ['三级指标'],
    ['指标值'],
    ['实际完成值'],
    ['分值'],
    ['得分'],
  ]);
  for (const { body, project, approved, final } of own.flatMap((one) => one.projects)) {
    const random = new Random(`score/${body}/${printer.document.year}/${project.name}`);
    const [two, three, sign, value, unit] = project.target;
    const score = random.between(86, 100);
    table.row(
      project.name,
      wan(approved),
      wan(final),
      levelOneOf(two),
      two,
      three,
      `${sign}${value}${unit}`,
      score >= 90 ? `${value}${unit}` : '基本达到',
      100,
      score,
    );
  }
  return table.sheet;
}
