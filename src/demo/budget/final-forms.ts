import type { CellContent } from '../../importers/table/write/xlsx.ts';
import type { Fen } from '../money.ts';
import type { Document } from './documents.ts';
import { type Economic, economicGroups, isPersonnel } from './economic.ts';
import {
  assetTable,
  finalOperatingTable,
  finalProcurementTable,
  finalThreePublicTable,
} from './final-extras.ts';
import { type Form, type FormSheet, wan } from './form.ts';
import {
  basicOf,
  byFunction,
  classesOf,
  type FinalItem,
  incomeOf,
  isAppropriated,
  total,
  totalOf,
} from './item.ts';
import { numeral, ofBook, type Printed, Printer, sumCell } from './print.ts';
import { purchasedServicesTable, scoreTable } from './project-forms.ts';

/** The tables of published final accounts in the order of the form, and what their explanation adds. */
export function finalTables(document: Document): Printed[] {
  const printer = new Printer(document);
  return printer.published([
    { code: 'summary', sheet: summary(printer) },
    { code: 'income-by-function', sheet: income(printer) },
    { code: 'expenditure-by-function', sheet: expenditure(printer) },
    { code: 'appropriation', sheet: appropriations(printer) },
    { code: 'general-account', sheet: generalAccount(printer) },
    { code: 'general-by-function', sheet: generalByFunction(printer) },
    { code: 'basic-by-economic', sheet: basicByEconomic(printer) },
    { code: 'funds-by-function', sheet: fundAccount(printer) },
    { code: 'funds-basic', sheet: fundBasic(printer) },
    { code: 'capital-by-function', sheet: capital(printer) },
    { code: 'three-public', sheet: finalThreePublicTable(printer) },
    { code: 'procurement-summary', sheet: finalProcurementTable(printer) },
    { code: 'purchased-services', sheet: purchasedServicesTable(printer) },
    { code: 'assets', sheet: assetTable(printer) },
    { code: 'performance-scores', sheet: scoreTable(printer) },
    { code: 'operating-funds', sheet: finalOperatingTable(printer) },
  ]);
}

type Part = (item: FinalItem) => Fen;
const opening: Part = (item) => item.opening;
const closing: Part = (item) => item.closing;
const project: Part = (item) => item.project;
const basicIncome: Part = basicOf;
const projectIncome: Part = (item) => incomeOf(item) - basicOf(item);

const code = ['项目', '功能分类科目编码'];
const name = ['项目', '科目名称'];

/** The row that numbers the columns. */
const numbered = (table: Form, leading: number, columns: number) =>
  table.row(
    '栏次',
    ...Array(leading - 1).fill(null),
    ...Array.from({ length: columns }, (_, index) => String(index + 1)),
  );

/** Total first, then the rows of each class. */
function rowsByFunction(table: Form, items: readonly FinalItem[], parts: readonly Part[]): Form {
  const cells = (of: readonly FinalItem[]) => parts.map((part) => sumCell(of, part));
  numbered(table, 2, parts.length);
  table.row('合计', null, ...cells(items)).mergeAcross(1, 2);
  for (const group of byFunction(items)) table.row(group.code, group.name, ...cells(group.of));
  return table;
}

function summary(printer: Printer): FormSheet {
  const items = printer.document.statement.final;
  const table = printer.form('01', '收入支出决算总表', [
    ['收入', '项目'],
    ['收入', '行次'],
    ['收入', '决算数'],
    ['支出', '项目'],
    ['支出', '行次'],
    ['支出', '决算数'],
  ]);
  table.row('栏次', null, '1', '栏次', null, '2');
  const left: [string, Fen][] = [
    ['一、一般公共预算财政拨款收入', total(ofBook(items, 'general'), incomeOf)],
    ['二、政府性基金预算财政拨款收入', total(ofBook(items, 'governmentFunds'), incomeOf)],
    ['三、国有资本经营预算财政拨款收入', total(ofBook(items, 'stateCapital'), incomeOf)],
    ['四、上级补助收入', 0n],
    ['五、事业收入', total(ofBook(items, null), incomeOf)],
    ['六、经营收入', 0n],
    ['七、附属单位上缴收入', 0n],
    ['八、其他收入', 0n],
  ];
  const right = classesOf(items);
  for (let row = 0; row < Math.max(left.length, right.length); row += 1) {
    const [label, came] = left[row] ?? [null, 0n];
    const group = right[row];
    table.row(
      label,
      String(row + 1),
      wan(came),
      group ? `${numeral(row + 1)}、${group.name}` : null,
      String(row + 31),
      group ? sumCell(group.of, totalOf) : null,
    );
  }
  const carried = total(items, opening);
  const came = total(items, incomeOf);
  table.row('本年收入合计', '27', wan(came), '本年支出合计', '57', sumCell(items, totalOf));
  table.row('使用非财政拨款结余（含专用结余）', '28', null, '结余分配', '58', null);
  table.row('年初结转和结余', '29', wan(carried), '年末结转和结余', '59', sumCell(items, closing));
  return table.row('总计', '30', wan(came + carried), '总计', '60', wan(came + carried)).sheet;
}

function income(printer: Printer): FormSheet {
  const table = printer.form('02', '收入决算表', [
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
  const appropriated: Part = (item) => (isAppropriated(item) ? incomeOf(item) : 0n);
  const institutional: Part = (item) => (isAppropriated(item) ? 0n : incomeOf(item));
  const none: Part = () => 0n;
  rowsByFunction(table, printer.document.statement.final, [incomeOf, appropriated, none, institutional]);
  return table.wide(`注：本表反映${printer.self}本年度取得的各项收入情况。`).sheet;
}

function expenditure(printer: Printer): FormSheet {
  const table = printer.form('03', '支出决算表', [
    code,
    name,
    ['本年支出合计'],
    ['基本支出'],
    ['项目支出'],
    ['上缴上级支出'],
    ['经营支出'],
    ['对附属单位补助支出'],
  ]);
  rowsByFunction(table, printer.document.statement.final, [totalOf, basicOf, project]);
  return table.wide(`注：本表反映${printer.self}本年度各项支出情况。`).sheet;
}

const books = [
  ['一、一般公共预算财政拨款', 'general'],
  ['二、政府性基金预算财政拨款', 'governmentFunds'],
  ['三、国有资本经营预算财政拨款', 'stateCapital'],
] as const;

function appropriations(printer: Printer): FormSheet {
  const paid = printer.document.statement.final.filter(isAppropriated);
  const table = printer.form('04', '财政拨款收入支出决算总表', [
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
  const split = (part: Part, of: readonly FinalItem[] = paid): CellContent[] => [
    sumCell(of, part),
    ...books.map(([, book]) => sumCell(ofBook(of, book), part)),
  ];
  const right = classesOf(paid);
  for (let row = 0; row < Math.max(books.length, right.length); row += 1) {
    const [label, book] = books[row] ?? [null, null];
    const group = right[row];
    table.row(
      label,
      String(row + 1),
      book === null ? null : sumCell(ofBook(paid, book), incomeOf),
      group ? `${numeral(row + 1)}、${group.name}` : null,
      String(row + 31),
      ...(group ? split(totalOf, group.of) : []),
    );
  }
  table.row('本年收入合计', '27', sumCell(paid, incomeOf), '本年支出合计', '57', ...split(totalOf));
  table.row(
    '年初财政拨款结转和结余',
    '28',
    sumCell(paid, opening),
    '年末财政拨款结转和结余',
    '58',
    ...split(closing),
  );
  books.forEach(([label, book], at) => {
    table.row(label, String(at + 29), sumCell(ofBook(paid, book), opening), null, String(at + 59));
  });
  const all = split((item) => incomeOf(item) + item.opening);
  return table.row('总计', '32', all[0]!, '总计', '62', ...all).sheet;
}

function generalAccount(printer: Printer): FormSheet {
  const table = printer.form('05', '一般公共预算财政拨款收入支出决算表', [
    code,
    name,
    ['年初结转和结余', '合计'],
    ['年初结转和结余', '项目支出结转和结余'],
    ['本年收入', '合计'],
    ['本年收入', '基本支出'],
    ['本年收入', '项目支出'],
    ['本年支出', '合计'],
    ['本年支出', '基本支出'],
    ['本年支出', '项目支出'],
    ['年末结转和结余', '合计'],
    ['年末结转和结余', '项目支出结转和结余'],
  ]);
  return rowsByFunction(table, ofBook(printer.document.statement.final, 'general'), [
    opening,
    opening,
    incomeOf,
    basicIncome,
    projectIncome,
    totalOf,
    basicOf,
    project,
    closing,
    closing,
  ]).sheet;
}

const yearHeads = [
  ['本年支出', '合计'],
  ['本年支出', '基本支出'],
  ['本年支出', '项目支出'],
];

function generalByFunction(printer: Printer): FormSheet {
  const table = printer.form('06', '一般公共预算财政拨款支出决算表', [code, name, ...yearHeads]);
  const general = ofBook(printer.document.statement.final, 'general');
  return rowsByFunction(table, general, [totalOf, basicOf, project]).sheet;
}

/** Personnel on the left, public funds on the right, each with its own total. */
function basicByEconomic(printer: Printer): FormSheet {
  const classes = printer.document.statement.finalClasses;
  const sides = [classes.filter(isPersonnel), classes.filter((one) => !isPersonnel(one))] as const;
  const table = printer.form('07', '一般公共预算财政拨款基本支出决算表', [
    ['人员经费', '科目编码'],
    ['人员经费', '科目名称'],
    ['人员经费', '决算数'],
    ['公用经费', '科目编码'],
    ['公用经费', '科目名称'],
    ['公用经费', '决算数'],
  ]);
  const amount = (one: Economic) => one.amount;
  const rows = (of: readonly Economic[]): CellContent[][] =>
    economicGroups.flatMap(([group, label]) => {
      const inside = of.filter((one) => one.code.startsWith(group));
      if (inside.length === 0) return [];
      return [
        [group, label, sumCell(inside, amount)],
        ...inside.map((one) => [one.code, one.name, wan(one.amount)]),
      ];
    });
  const [left, right] = [rows(sides[0]), rows(sides[1])];
  for (let row = 0; row < Math.max(left.length, right.length); row += 1)
    table.row(...(left[row] ?? [null, null, null]), ...(right[row] ?? [null, null, null]));
  return table
    .row('人员经费合计', null, sumCell(sides[0], amount), '公用经费合计', null, sumCell(sides[1], amount))
    .mergeAcross(1, 2)
    .mergeAcross(4, 5).sheet;
}

function fundAccount(printer: Printer): FormSheet {
  const table = printer.form('08', '政府性基金预算财政拨款收入支出决算表', [
    code,
    name,
    ['年初结转和结余'],
    ['本年收入'],
    ['本年支出', '小计'],
    ['本年支出', '基本支出'],
    ['本年支出', '项目支出'],
    ['年末结转和结余'],
  ]);
  const items = ofBook(printer.document.statement.final, 'governmentFunds');
  rowsByFunction(table, items, [opening, incomeOf, totalOf, basicOf, project, closing]);
  if (items.length > 0) return table.sheet;
  return table.wide(`注：${printer.self}本年度无政府性基金预算财政拨款收入支出，本表为空表。`).sheet;
}

function fundBasic(printer: Printer): FormSheet {
  const table = printer.form('09', '政府性基金预算财政拨款基本支出决算表', [
    ['科目编码'],
    ['科目名称'],
    ['合计'],
    ['人员经费'],
    ['公用经费'],
  ]);
  table.row('合计', null);
  return table.wide(`注：${printer.self}本年度无政府性基金预算财政拨款基本支出，本表为空表。`).sheet;
}

function capital(printer: Printer): FormSheet {
  const table = printer.form('10', '国有资本经营预算财政拨款支出决算表', [code, name, ...yearHeads]);
  const items = ofBook(printer.document.statement.final, 'stateCapital');
  rowsByFunction(table, items, [totalOf, basicOf, project]);
  if (items.length > 0) return table.sheet;
  return table.wide(`注：${printer.self}本年度无国有资本经营预算财政拨款支出，本表为空表。`).sheet;
}
