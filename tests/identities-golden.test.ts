import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { checkBudget, differenceText } from '../src/rules/identities/index.ts';
import { loadIdentities } from '../src/rules/identities/load.ts';
import type { BudgetDocumentView } from '../src/rules/identities/types.ts';
import { budgetDocument, fact, line, subtotal, total } from './identity-sketch.ts';

/** Figures of the final account 2024 of the finance bureau of Putuo, Shanghai, in 万元, as published. */
const published = {
  income: '2946.25',
  opening: '49.14',
  incomeTotal: '2995.39',
  expenditure: '2940.05',
  closing: '55.34',
  expenditureTotal: '2995.39',
  all: '2940.05',
  basic: '2336.91',
  project: '603.14',
  class201: '2106.66',
  item2010601: '1511.89',
  item2010602: '10.00',
  item2010607: '135.25',
  item2010608: '449.52',
  overview208: '326.71',
  class208: '326.72',
  class210: '60.99',
  class221: '445.69',
  personnel: '2152.26',
  publicFunds: '184.65',
  class301: '2082.85',
  class303: '69.41',
  class302: '171.07',
  class310: '13.58',
  operatingFunds: '184.65',
  goods: '4.79',
  services: '246.47',
  procurement: '251.25',
};
type Figures = Record<keyof typeof published, string>;

function finalAccount(figures: Figures): BudgetDocumentView {
  const sides = { income: { side: 'income' }, expenditure: { side: 'expenditure' } };
  const overview = { breakdown: 'summary', book: 'all' };
  const unit = '万元';
  const only = (amount: string) => ({ total: amount });
  return budgetDocument(
    { key: 'putuo/finance/2024', kind: 'finalAccount', country: 'CN', departmentKind: 'constituent' },
    {
      table: 'summary-income',
      title: '收入支出决算总表',
      unit,
      attributes: { ...sides.income, ...overview },
      rows: [
        total('本年收入合计', only(figures.income)),
        line('年初结转和结余', { opening: figures.opening }),
        total('总计', only(figures.incomeTotal)),
      ],
    },
    {
      table: 'summary-expenditure',
      title: '收入支出决算总表',
      unit,
      attributes: { ...sides.expenditure, ...overview },
      rows: [
        line('一、一般公共服务支出', only(figures.class201)),
        line('八、社会保障和就业支出', only(figures.overview208)),
        line('九、卫生健康支出', only(figures.class210)),
        line('十九、住房保障支出', only(figures.class221)),
        total('本年支出合计', only(figures.expenditure)),
        line('年末结转和结余', { closing: figures.closing }),
        total('总计', only(figures.expenditureTotal)),
      ],
    },
    {
      table: 'expenditure-by-function',
      title: '支出决算表',
      unit,
      attributes: { ...sides.expenditure, book: 'all' },
      rows: [
        subtotal('201 一般公共服务支出', only(figures.class201)),
        line('2010601 行政运行', only(figures.item2010601)),
        line('2010602 一般行政管理事务', only(figures.item2010602)),
        line('2010607 信息化建设', only(figures.item2010607)),
        line('2010608 财政委托业务支出', only(figures.item2010608)),
        line('208 社会保障和就业支出', only(figures.class208)),
        line('210 卫生健康支出', only(figures.class210)),
        line('221 住房保障支出', only(figures.class221)),
        total('合计', only(figures.all)),
      ],
    },
    {
      table: 'general-by-function',
      title: '一般公共预算财政拨款支出决算表',
      unit,
      attributes: { ...sides.expenditure, book: 'general' },
      rows: [total('合计', { total: figures.all, basic: figures.basic, project: figures.project })],
    },
    {
      table: 'basic-by-economic',
      title: '一般公共预算财政拨款基本支出决算表',
      unit,
      attributes: { ...sides.expenditure, breakdown: 'economic', book: 'general', coverage: 'basic' },
      rows: [
        line('301 工资福利支出', only(figures.class301)),
        line('303 对个人和家庭的补助', only(figures.class303)),
        total('人员经费合计', only(figures.personnel)),
        line('302 商品和服务支出', only(figures.class302)),
        line('310 资本性支出', only(figures.class310)),
        total('公用经费合计', only(figures.publicFunds)),
      ],
    },
    {
      table: 'operating-funds',
      unit,
      rows: [fact({ noun: 'operating-funds', definition: 'disclosure' }, only(figures.operatingFunds))],
    },
    {
      table: 'procurement-summary',
      unit,
      rows: [
        fact(
          { noun: 'procurement-summary' },
          { goods: figures.goods, services: figures.services, total: figures.procurement },
        ),
      ],
    },
  );
}

describe('the final account 2024 of the finance bureau of Putuo', () => {
  const identities = loadIdentities();

  test('shows what is rounded, and nothing else: 208 in two tables, the totals over it, procurement', () => {
    const differences = checkBudget(finalAccount(published), identities);
    expect(differences.map((one) => [one.identity, one.kind, one.leftTotal, one.rightTotal])).toEqual([
      ['cn-same-class-all', 'rounding', '3267100', '3267200'],
      ['cn-procurement', 'rounding', '2512500', '2512600'],
      ['total-function', 'rounding', '29400500', '29400600'],
    ]);
    expect(differenceText(differences[0]!)).toBe(
      '同一功能类在收支总表与支出总表中一致 (A functional class has one amount in the overview and in the expenditure table): ' +
        '3267100 CNY is not 3267200 CNY, a difference of 100, within the rounding of 200. ' +
        '326.71 万元 (八、社会保障和就业支出, final, "收入支出决算总表", row 2, cell B2) against ' +
        '326.72 万元 (208 社会保障和就业支出, final, "支出决算表", row 6, cell B6).',
    );
  });

  test.each(Object.keys(published) as (keyof Figures)[])(
    'a wrong %s is a conflict that names its cell',
    (name) => {
      const wrong = new Decimal(published[name]).plus('1.00').toFixed(2);
      const differences = checkBudget(finalAccount({ ...published, [name]: wrong }), identities);
      const conflicts = differences.filter(({ kind }) => kind === 'conflict');
      const named = conflicts.flatMap(({ left, right }) => [...left, ...right]).map(({ value }) => value);
      expect(named).toContain(wrong);
    },
  );
});
