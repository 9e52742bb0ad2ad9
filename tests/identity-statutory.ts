import { Decimal } from 'decimal.js';
import type { BudgetDocumentView } from '../src/rules/identities/types.ts';
import {
  budgetDocument,
  fact,
  line,
  type Printed,
  type RowSketch,
  subtotal,
  type TableSketch,
  total,
} from './identity-sketch.ts';

/** `table > row > component`: a cell of the statutory document below. */
export type CellName = string;

/**
 * A small invented final account of one body in 万元 in which everything agrees: the statutory tables, the facts beside
 * them, a table with adjustments. `changes` adds to cells (`table > words of the row > component`).
 */
export function statutoryDocument(
  changes: Readonly<Record<CellName, string>> = {},
  head: Partial<Omit<BudgetDocumentView, 'tables'>> = {},
): BudgetDocumentView {
  const left = new Set(Object.keys(changes));
  const tables = sketches.map((sketch) => ({
    ...sketch,
    rows: sketch.rows.map((row) => changed(sketch.table, row, changes, left)),
  }));
  if (left.size > 0) throw new Error(`No such cell: ${[...left].join(', ')}`);
  return budgetDocument(
    { kind: 'finalAccount', country: 'CN', departmentKind: 'constituent', ...head },
    ...tables,
  );
}

function changed(
  table: string,
  row: RowSketch,
  changes: Readonly<Record<CellName, string>>,
  left: Set<string>,
): RowSketch {
  const { label, code, category, noun } = row.attributes;
  const words = code ?? label ?? category ?? noun;
  const amounts: Record<string, string> = {};
  for (const [component, printed] of Object.entries(row.amounts as Printed)) {
    const name = `${table} > ${words} > ${component}`;
    left.delete(name);
    amounts[component] =
      changes[name] === undefined ? printed : new Decimal(printed || 0).plus(changes[name]).toFixed(2);
  }
  return { ...row, amounts };
}

const money = (...columns: string[]) => {
  return (...values: string[]): Printed =>
    Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']));
};
const only = money('total');
const spent = money('total', 'basic', 'project');
const spentOn = money('total', 'basic', 'project', 'personnel', 'publicFunds');
const ofUnit = money(
  'total',
  'general',
  'otherIncome',
  'opening',
  'opening.general',
  'opening.own',
  'withOpening',
);
const earned = money('total', 'appropriation', 'otherIncome');
const byBook = money('total', 'general', 'governmentFunds', 'stateCapital');
const byUse = money('total', 'personnel', 'publicFunds');
const overview = { breakdown: 'summary', book: 'all' };

const sketches: readonly TableSketch[] = [
  {
    table: 'summary-income',
    unit: '万元',
    attributes: { ...overview, side: 'income' },
    rows: [
      line('一、财政拨款收入', only('100.00')),
      line('二、其他收入', only('10.00')),
      total('本年收入合计', only('110.00')),
      line('年初结转和结余', { opening: '5.00' }),
      total('总计', only('115.00')),
    ],
  },
  {
    table: 'summary-expenditure',
    unit: '万元',
    attributes: { ...overview, side: 'expenditure' },
    rows: [
      line('一、一般公共服务支出', only('70.00')),
      line('二、社会保障和就业支出', only('38.00')),
      total('本年支出合计', only('108.00')),
      line('年末结转和结余', { closing: '7.00' }),
      total('总计', only('115.00')),
    ],
  },
  {
    table: 'income-by-function',
    unit: '万元',
    attributes: { side: 'income', book: 'all' },
    rows: [
      subtotal('201 一般公共服务支出', earned('72.00', '62.00', '10.00')),
      line('20101 人大事务', earned('72.00', '62.00', '10.00')),
      line('208 社会保障和就业支出', earned('38.00', '38.00')),
      total('合计', earned('110.00', '100.00', '10.00')),
    ],
  },
  {
    table: 'income-by-unit',
    unit: '万元',
    attributes: { side: 'income', book: 'all', breakdown: 'organisation' },
    rows: [
      line('本级', ofUnit('70.00', '60.00', '10.00', '3.00', '2.00', '1.00', '73.00')),
      line('下属单位', ofUnit('40.00', '40.00', '', '2.00', '2.00', '', '42.00')),
      total('合计', ofUnit('110.00', '100.00', '10.00', '5.00', '4.00', '1.00', '115.00')),
    ],
  },
  {
    table: 'expenditure-by-function',
    unit: '万元',
    attributes: { side: 'expenditure', book: 'all' },
    rows: [
      subtotal('201 一般公共服务支出', spent('70.00', '40.00', '30.00')),
      subtotal('20101 人大事务', spent('70.00', '40.00', '30.00')),
      line('2010101 行政运行', spent('40.00', '40.00')),
      line('2010102 一般行政管理事务', spent('30.00', '', '30.00')),
      line('208 社会保障和就业支出', spent('38.00', '38.00')),
      total('合计', spent('108.00', '78.00', '30.00')),
    ],
  },
  {
    table: 'appropriation-income',
    unit: '万元',
    attributes: { ...overview, side: 'income' },
    rows: [
      line('一、一般公共预算财政拨款', only('95.00')),
      line('二、政府性基金预算财政拨款', only('3.00')),
      line('三、国有资本经营预算财政拨款', only('2.00')),
      total('本年收入合计', only('100.00')),
      subtotal('年初财政拨款结转和结余', { opening: '4.00' }),
      line('一、一般公共预算财政拨款结转', { opening: '3.00' }),
      line('二、政府性基金预算财政拨款结转', { opening: '1.00' }),
      total('总计', only('104.00')),
    ],
  },
  {
    table: 'appropriation-expenditure',
    unit: '万元',
    attributes: { ...overview, side: 'expenditure' },
    rows: [
      line('一、一般公共服务支出', byBook('65.00', '60.00', '3.00', '2.00')),
      line('二、社会保障和就业支出', byBook('35.00', '35.00')),
      total('本年支出合计', byBook('100.00', '95.00', '3.00', '2.00')),
      line('年末财政拨款结转和结余', { closing: '4.00', 'closing.general': '4.00' }),
      total('总计', byBook('104.00', '99.00', '3.00', '2.00')),
    ],
  },
  {
    table: 'general-by-function',
    unit: '万元',
    attributes: { side: 'expenditure', book: 'general' },
    rows: [
      line('201 一般公共服务支出', spentOn('60.00', '30.00', '30.00', '20.00', '10.00')),
      line('208 社会保障和就业支出', spentOn('35.00', '35.00', '', '25.00', '10.00')),
      total('合计', spentOn('95.00', '65.00', '30.00', '45.00', '20.00')),
    ],
  },
  {
    table: 'funds-by-function',
    unit: '万元',
    attributes: { side: 'expenditure', book: 'governmentFunds' },
    rows: [line('212 城乡社区支出', spent('3.00', '', '3.00')), total('合计', spent('3.00', '', '3.00'))],
  },
  {
    table: 'capital-by-function',
    unit: '万元',
    attributes: { side: 'expenditure', book: 'stateCapital' },
    rows: [
      line('223 国有资本经营预算支出', spent('2.00', '', '2.00')),
      total('合计', spent('2.00', '', '2.00')),
    ],
  },
  {
    table: 'basic-by-economic',
    unit: '万元',
    attributes: { side: 'expenditure', breakdown: 'economic', book: 'general', coverage: 'basic' },
    rows: [
      line('301 工资福利支出', byUse('40.00', '40.00')),
      subtotal('302 商品和服务支出', byUse('15.00', '', '15.00')),
      line('30212 因公出国（境）费用', byUse('1.00', '', '1.00')),
      line('30217 公务接待费', byUse('2.00', '', '2.00')),
      line('30231 公务用车运行维护费', byUse('4.00', '', '4.00')),
      line('30299 其他商品和服务支出', byUse('8.00', '', '8.00')),
      line('303 对个人和家庭的补助', byUse('5.00', '5.00')),
      subtotal('310 资本性支出', byUse('5.00', '', '5.00')),
      line('31002 办公设备购置', byUse('2.00', '', '2.00')),
      line('31013 公务用车购置', byUse('3.00', '', '3.00')),
      total('合计', byUse('65.00', '45.00', '20.00')),
    ],
  },
  {
    table: 'three-public',
    unit: '万元',
    attributes: { breakdown: 'threePublic' },
    rows: Object.entries({
      total: '14.00',
      overseas: '2.00',
      vehicles: '9.00',
      vehiclePurchase: '4.00',
      vehicleOperation: '5.00',
      reception: '3.00',
    }).map(([category, amount]) => fact({ noun: 'three-public', category }, only(amount))),
  },
  {
    table: 'operating-funds',
    unit: '万元',
    attributes: { breakdown: 'other' },
    rows: [fact({ noun: 'operating-funds', definition: 'disclosure' }, only('20.00'))],
  },
  {
    table: 'procurement-summary',
    unit: '万元',
    attributes: { breakdown: 'other' },
    rows: [
      fact(
        { noun: 'procurement-summary' },
        { goods: '4.79', works: '', services: '246.47', total: '251.26', sme: '100.00', micro: '50.00' },
      ),
    ],
  },
  {
    table: 'projects',
    unit: '万元',
    attributes: { side: 'expenditure', breakdown: 'project', book: 'all', coverage: 'project' },
    rows: [
      line('维修', {
        'approved:total': '10.00',
        'adjustment:total': '2.00',
        'adjusted:total': '12.00',
        total: '12.00',
        general: '12.00',
      }),
      line('印刷', { total: '1.00', general: '1.00' }),
      line('会议', {
        'approved:total': '18.00',
        'adjusted:total': '18.00',
        total: '18.00',
        general: '18.00',
      }),
      total('合计', {
        'approved:total': '28.00',
        'adjusted:total': '30.00',
        total: '31.00',
        general: '31.00',
      }),
    ],
  },
  {
    table: 'programs',
    unit: '万元',
    attributes: { side: 'expenditure', breakdown: 'program', book: 'all' },
    rows: [
      subtotal('1 服务', only('7.00')),
      line('11 窗口', only('3.00')),
      line('12 热线', only('4.00')),
      total('合计', only('7.00')),
    ],
  },
];
