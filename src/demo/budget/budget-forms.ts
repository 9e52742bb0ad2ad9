import type { CellContent } from '../../importers/table/write/xlsx.ts';
import { bodyOf } from '../city.ts';
import type { Fen } from '../money.ts';
import type { Document } from './documents.ts';
import { economicGroups, isPersonnel } from './economic.ts';
import { type FormSheet, wan } from './form.ts';
import { basicOf, byFunction, classesOf, type Item, isAppropriated, total, totalOf } from './item.ts';
import { numeral, ofBook, type Printed, Printer, sumCell } from './print.ts';
import { procurementTable, purchasedServicesTable, targetTables } from './project-forms.ts';
import { amountOf, type Category } from './three-public.ts';

/** The tables of a published budget in the order of the form, and what its explanation adds. */
export function budgetTables(document: Document): Printed[] {
  const printer = new Printer(document);
  const tables: Printed[] = [
    { code: 'summary', sheet: summary(printer) },
    { code: 'income-by-unit', sheet: incomeByUnit(printer) },
    { code: 'expenditure-by-function', sheet: expenditure(printer) },
    { code: 'projects', sheet: projectTable(printer) },
    { code: 'procurement-detail', sheet: procurementTable(printer) },
    { code: 'appropriation', sheet: appropriations(printer) },
    { code: 'general-by-function', sheet: generalByFunction(printer) },
    { code: 'basic-by-economic', sheet: basicByEconomic(printer) },
    {
      code: 'funds-by-function',
      sheet: bookTable(
        printer,
        '09',
        '政府性基金预算财政拨款支出表',
        '本年政府性基金预算财政拨款支出',
        'governmentFunds',
      ),
    },
    {
      code: 'capital-by-function',
      sheet: bookTable(
        printer,
        '10',
        '国有资本经营预算财政拨款支出表',
        '本年国有资本经营预算财政拨款支出',
        'stateCapital',
      ),
    },
    { code: 'three-public', sheet: threePublicTable(printer) },
    { code: 'purchased-services', sheet: purchasedServicesTable(printer) },
    ...targetTables(printer),
    { code: 'operating-funds', sheet: operatingTable(printer) },
  ];
  return printer.published(tables);
}

const project = (item: Item): Fen => item.project;

function summary(printer: Printer): FormSheet {
  const { approved, opening } = printer.document.statement;
  const table = printer.form('01', '收支总表', [
    ['收入', '项目'],
    ['收入', '预算数'],
    ['支出', '项目'],
    ['支出', '预算数'],
  ]);
  const left: [string, Fen][] = [
    ['一、一般公共预算拨款收入', total(ofBook(approved, 'general'), totalOf) - opening],
    ['二、政府性基金预算拨款收入', total(ofBook(approved, 'governmentFunds'), totalOf)],
    ['三、国有资本经营预算拨款收入', total(ofBook(approved, 'stateCapital'), totalOf)],
    ['四、财政专户管理资金收入', 0n],
    ['五、事业收入', total(ofBook(approved, null), totalOf)],
    ['六、上级补助收入', 0n],
    ['七、其他收入', 0n],
  ];
  const right = classesOf(approved).map(({ name, of }, index): [string, Fen] => [
    `${numeral(index + 1)}、${name}`,
    total(of, totalOf),
  ]);
  for (let row = 0; row < Math.max(left.length, right.length); row += 1) {
    const [income, came] = left[row] ?? [null, 0n];
    const [spending, spent] = right[row] ?? [null, 0n];
    table.row(income, wan(came), spending, wan(spent));
  }
  const all = total(approved, totalOf);
  table.row('本年收入合计', wan(all - opening), '本年支出合计', wan(all));
  table.row('上年结转结余', wan(opening), '年终结转结余', null);
  return table.row('收入总计', wan(all), '支出总计', wan(all)).sheet;
}

/** The body itself and each unit below it. */
function incomeByUnit(printer: Printer): FormSheet {
  const books = ['general', 'governmentFunds', 'stateCapital', null] as const;
  const table = printer.form('02', '收入总表', [
    ['部门（单位）代码'],
    ['部门（单位）名称'],
    ['合计'],
    ['本年收入', '小计'],
    ['本年收入', '一般公共预算'],
    ['本年收入', '政府性基金预算'],
    ['本年收入', '国有资本经营预算'],
    ['本年收入', '事业收入'],
    ['上年结转结余', '小计'],
    ['上年结转结余', '一般公共预算'],
  ]);
  const cells = (items: readonly Item[], opening: Fen): CellContent[] => [
    sumCell(items, totalOf),
    wan(total(items, totalOf) - opening),
    ...books.map((book) => wan(total(ofBook(items, book), totalOf) - (book === 'general' ? opening : 0n))),
    wan(opening),
    wan(opening),
  ];
  const { own, approved, opening } = printer.document.statement;
  own.forEach((one, at) => {
    const name = `${bodyOf(one.body).nameZh}${at === 0 && own.length > 1 ? '本级' : ''}`;
    table.row(one.body, name, ...cells(one.approved, one.opening));
  });
  return table.row(null, '合计', ...cells(approved, opening)).sheet;
}

function expenditure(printer: Printer): FormSheet {
  const { approved } = printer.document.statement;
  const table = printer.form('03', '支出总表', [
    ['科目编码'],
    ['科目名称'],
    ['合计'],
    ['基本支出'],
    ['项目支出'],
    ['事业单位经营支出'],
    ['上缴上级支出'],
    ['对附属单位补助支出'],
  ]);
  const cells = (of: readonly Item[]) => [totalOf, basicOf, project].map((part) => sumCell(of, part));
  for (const { code, name, of } of byFunction(approved)) table.row(code, name, ...cells(of));
  return table.row('合计', null, ...cells(approved)).sheet;
}

function projectTable(printer: Printer): FormSheet {
  const books = ['general', 'governmentFunds', 'stateCapital', 'fiscalAccount', null] as const;
  const table = printer.form('04', '项目支出表', [
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
  const all = printer.document.statement.own.flatMap((one) => one.projects);
  const cells = (of: typeof all) => [
    sumCell(of, (one) => one.approved),
    ...books.map((book) =>
      sumCell(
        of.filter((one) => one.project.book === book),
        (one) => one.approved,
      ),
    ),
  ];
  for (const kind of ['特定目标类', '其他运转类'] as const) {
    const of = all.filter((one) => one.project.kind === kind);
    for (const one of of) table.row(kind, one.project.name, bodyOf(one.body).nameZh, ...cells([one]));
    table.mergeUp(1, of.length);
  }
  return table.row('合计', null, null, ...cells(all)).mergeAcross(1, 3).sheet;
}

function appropriations(printer: Printer): FormSheet {
  const { approved, opening } = printer.document.statement;
  const paid = approved.filter(isAppropriated);
  const books = [
    ['一般公共预算拨款', 'general'],
    ['政府性基金预算拨款', 'governmentFunds'],
    ['国有资本经营预算拨款', 'stateCapital'],
  ] as const;
  const table = printer.form('06', '财政拨款收支总表', [
    ['收入', '项目'],
    ['收入', '预算数'],
    ['支出', '项目'],
    ['支出', '合计'],
    ['支出', '一般公共预算'],
    ['支出', '政府性基金预算'],
    ['支出', '国有资本经营预算'],
  ]);
  const carried = (book: Item['book']) => (book === 'general' ? opening : 0n);
  const left: [string, Fen][] = [
    ['一、本年收入', total(paid, totalOf) - opening],
    ...books.map(([name, book], at): [string, Fen] => [
      `（${numeral(at + 1)}）${name}`,
      total(ofBook(paid, book), totalOf) - carried(book),
    ]),
    ['二、上年结转', opening],
    ...books.map(([name, book], at): [string, Fen] => [`（${numeral(at + 1)}）${name}`, carried(book)]),
  ];
  const split = (of: readonly Item[]) => [
    sumCell(of, totalOf),
    ...books.map(([, book]) => sumCell(ofBook(of, book), totalOf)),
  ];
  const right: CellContent[][] = [
    ['一、本年支出', ...split(paid)],
    ...classesOf(paid).map(({ name, of }, at) => [`（${numeral(at + 1)}）${name}`, ...split(of)]),
    ['二、年终结转结余'],
  ];
  for (let row = 0; row < Math.max(left.length, right.length); row += 1) {
    const [name, amount] = left[row] ?? [null, 0n];
    table.row(name, wan(amount), ...(right[row] ?? []));
  }
  return table.row('收入总计', sumCell(paid, totalOf), '支出总计', ...split(paid)).sheet;
}

function generalByFunction(printer: Printer): FormSheet {
  const general = ofBook(printer.document.statement.approved, 'general');
  const table = printer.form('07', '一般公共预算财政拨款支出表', [
    ['功能分类科目', '科目编码'],
    ['功能分类科目', '科目名称'],
    ['合计'],
    ['基本支出', '小计'],
    ['基本支出', '人员经费'],
    ['基本支出', '公用经费'],
    ['项目支出'],
  ]);
  const cells = (of: readonly Item[]) =>
    [totalOf, basicOf, (one: Item) => one.personnel, (one: Item) => one.publicFunds, project].map((part) =>
      sumCell(of, part),
    );
  for (const { code, name, of } of byFunction(general)) table.row(code, name, ...cells(of));
  return table.row('合计', null, ...cells(general)).mergeAcross(1, 2).sheet;
}

function basicByEconomic(printer: Printer): FormSheet {
  const classes = printer.document.statement.approvedClasses;
  const table = printer.form('08', '一般公共预算财政拨款基本支出表', [
    ['部门预算支出经济分类科目', '科目编码'],
    ['部门预算支出经济分类科目', '科目名称'],
    ['本年一般公共预算基本支出', '合计'],
    ['本年一般公共预算基本支出', '人员经费'],
    ['本年一般公共预算基本支出', '公用经费'],
  ]);
  const cells = (of: typeof classes) => [
    sumCell(of, (one) => one.amount),
    sumCell(of.filter(isPersonnel), (one) => one.amount),
    sumCell(
      of.filter((one) => !isPersonnel(one)),
      (one) => one.amount,
    ),
  ];
  for (const [code, name] of economicGroups) {
    const of = classes.filter((one) => one.code.startsWith(code));
    if (of.length === 0) continue;
    table.row(code, name, ...cells(of));
    for (const one of of) table.row(one.code, one.name, ...cells([one]));
  }
  return table.row('合计', null, ...cells(classes)).mergeAcross(1, 2).sheet;
}

function bookTable(
  printer: Printer,
  number: string,
  title: string,
  head: string,
  book: Item['book'],
): FormSheet {
  const items = ofBook(printer.document.statement.approved, book);
  const table = printer.form(number, title, [
    ['科目编码'],
    ['科目名称'],
    [head, '合计'],
    [head, '基本支出'],
    [head, '项目支出'],
  ]);
  const cells = (of: readonly Item[]) => [totalOf, basicOf, project].map((part) => sumCell(of, part));
  for (const group of byFunction(items)) table.row(group.code, group.name, ...cells(group.of));
  table.row('合计', null, ...cells(items));
  if (items.length > 0) return table.sheet;
  const what = title.replace(/财政拨款支出表$/, '');
  return table.wide(
    `说明：${printer.self}${printer.document.year}年无${what}财政拨款安排的支出，本表为空表。`,
  ).sheet;
}

export const threePublicColumns: readonly (readonly [Category, readonly string[]])[] = [
  ['total', ['“三公”经费合计']],
  ['overseas', ['因公出国（境）费用']],
  ['vehicles', ['公务用车购置及运行维护费', '小计']],
  ['vehiclePurchase', ['公务用车购置及运行维护费', '公务用车购置费']],
  ['vehicleOperation', ['公务用车购置及运行维护费', '公务用车运行维护费']],
  ['reception', ['公务接待费']],
];

function threePublicTable(printer: Printer): FormSheet {
  const { threePublic, before } = printer.document.statement;
  const table = printer.form('11', '财政拨款“三公”经费支出表', [
    ['部门（单位）名称'],
    ...threePublicColumns.map(([, path]) => ['上年预算数', ...path]),
    ...threePublicColumns.map(([, path]) => ['本年预算数', ...path]),
  ]);
  return table.row(
    printer.name,
    ...threePublicColumns.map(([category]) => before && wan(amountOf(before, category, 'budget'))),
    ...threePublicColumns.map(([category]) => wan(amountOf(threePublic, category, 'budget'))),
  ).sheet;
}

function operatingTable(printer: Printer): FormSheet {
  const { budget, before } = printer.document.statement.operating;
  const table = printer.form('15', '机关运行经费情况表', [['上年预算数'], ['预算数'], ['增减变化原因']]);
  if (budget === 0n)
    return table.wide(`说明：${printer.self}为事业单位，不在机关运行经费统计范围之内，本表为空表。`).sheet;
  const reason =
    before === null ? null : budget < before ? '落实过紧日子要求，压减公用经费' : '公用经费定额和编制变化';
  return table.row(before === null ? null : wan(before), wan(budget), reason).sheet;
}
