import { Decimal } from 'decimal.js';
import { describe, expect, test } from 'vitest';
import { checkBudget } from '../src/rules/identities/check.ts';
import { loadIdentities } from '../src/rules/identities/load.ts';
import type { Difference } from '../src/rules/identities/types.ts';
import { statutoryDocument } from './identity-statutory.ts';

const identities = loadIdentities();

interface Case {
  key: string;
  /** Cell that is changed. */
  cell: string;
  /** How many cells both sides of the check have: one hundredth of 万元 each. */
  cells: number;
  /** How much may be added before the left side is more than the right one; `=` where nothing may. */
  gap?: string;
}

const both = (name: string, en: string): Case[] => [
  { key: `cn-balance-${en}`, cell: `${en}-income > ${name}结转和结余 > opening`, cells: 4 },
  { key: `cn-balance-total-${en}`, cell: `${en}-income > 总计 > total`, cells: 2 },
  {
    key: `cn-year-lines-${en}-income`,
    cell: `${en}-income > 本年收入合计 > total`,
    cells: en === 'summary' ? 3 : 4,
  },
  {
    key: `cn-year-lines-${en}-expenditure`,
    cell: `${en}-expenditure > 一、一般公共服务支出 > total`,
    cells: 3,
  },
  {
    key: `cn-total-lines-${en}-income`,
    cell: `${en}-income > 总计 > total`,
    cells: en === 'summary' ? 4 : 5,
  },
  { key: `cn-total-lines-${en}-expenditure`, cell: `${en}-expenditure > 总计 > total`, cells: 4 },
];

const cases: Case[] = [
  ...both('年初', 'summary'),
  ...both('年初财政拨款', 'appropriation'),
  { key: 'cn-row-basic-project', cell: 'general-by-function > 201 > basic', cells: 3 },
  {
    key: 'cn-opening-parts',
    cell: 'appropriation-income > 二、政府性基金预算财政拨款结转 > opening',
    cells: 3,
  },
  { key: 'cn-row-basic-use', cell: 'general-by-function > 201 > publicFunds', cells: 3 },
  { key: 'cn-row-unit-sources', cell: 'income-by-unit > 下属单位 > general', cells: 2 },
  { key: 'cn-row-unit-opening', cell: 'income-by-unit > 合计 > withOpening', cells: 3 },
  { key: 'cn-row-unit-opening-sources', cell: 'income-by-unit > 本级 > opening.own', cells: 3 },
  { key: 'cn-row-project-sources', cell: 'projects > 印刷 > general', cells: 2 },
  { key: 'cn-row-income-sources', cell: 'income-by-function > 208 > appropriation', cells: 2 },
  { key: 'cn-row-books', cell: 'appropriation-expenditure > 一、一般公共服务支出 > stateCapital', cells: 4 },
  {
    key: 'cn-row-books-closing',
    cell: 'appropriation-expenditure > 年末财政拨款结转和结余 > closing.general',
    cells: 2,
  },
  { key: 'cn-row-personnel-public', cell: 'basic-by-economic > 303 > personnel', cells: 2 },
  { key: 'cn-personnel-classes', cell: 'basic-by-economic > 301 > total', cells: 3 },
  { key: 'cn-public-classes', cell: 'basic-by-economic > 合计 > publicFunds', cells: 3 },
  { key: 'cn-economic-total', cell: 'basic-by-economic > 31013 > total', cells: 3 },
  { key: 'cn-basic-economic', cell: 'general-by-function > 合计 > basic', cells: 2 },
  { key: 'cn-income-tables', cell: 'summary-income > 本年收入合计 > total', cells: 2 },
  { key: 'cn-expenditure-tables', cell: 'expenditure-by-function > 合计 > total', cells: 2 },
  { key: 'cn-appropriation-books', cell: 'capital-by-function > 合计 > total', cells: 4 },
  { key: 'cn-book-general-by-function', cell: 'general-by-function > 合计 > total', cells: 2 },
  { key: 'cn-book-funds-by-function', cell: 'funds-by-function > 合计 > total', cells: 2 },
  { key: 'cn-book-capital-by-function', cell: 'capital-by-function > 合计 > total', cells: 2 },
  { key: 'cn-same-class-all', cell: 'summary-expenditure > 二、社会保障和就业支出 > total', cells: 2 },
  { key: 'cn-same-class-general', cell: 'general-by-function > 208 > total', cells: 2 },
  { key: 'cn-general-within-all-total', cell: 'general-by-function > 201 > total', cells: 2, gap: '10' },
  { key: 'cn-general-within-all-basic', cell: 'general-by-function > 201 > basic', cells: 2, gap: '10' },
  { key: 'cn-general-within-all-project', cell: 'general-by-function > 201 > project', cells: 2, gap: '0' },
  { key: 'cn-three-public', cell: 'three-public > total > total', cells: 4 },
  { key: 'cn-three-public-vehicles', cell: 'three-public > vehiclePurchase > total', cells: 3 },
  ...[
    ['30212', '1'],
    ['30217', '1'],
    ['30231', '1'],
    ['31013', '1'],
  ].map(([code, gap]) => ({
    key: `cn-within-three-public-${code}`,
    cell: `basic-by-economic > ${code} > total`,
    cells: 2,
    gap: gap!,
  })),
  { key: 'cn-operating-funds', cell: 'operating-funds > operating-funds > total', cells: 2 },
  { key: 'cn-operating-funds-within', cell: 'operating-funds > operating-funds > total', cells: 2, gap: '0' },
  { key: 'cn-procurement', cell: 'procurement-summary > procurement-summary > works', cells: 4 },
  {
    key: 'cn-procurement-sme',
    cell: 'procurement-summary > procurement-summary > sme',
    cells: 2,
    gap: '151.26',
  },
  {
    key: 'cn-procurement-micro',
    cell: 'procurement-summary > procurement-summary > micro',
    cells: 2,
    gap: '50',
  },
  { key: 'adjusted', cell: 'projects > 维修 > adjustment:total', cells: 3 },
  { key: 'total-function', cell: 'expenditure-by-function > 2010102 > total', cells: 3 },
  { key: 'total-program', cell: 'programs > 12 > total', cells: 3 },
  { key: 'total-rows', cell: 'projects > 会议 > total', cells: 4 },
];

/** Differences of one identity after `cell` was raised. */
function raised({ key, cell }: Case, by: Decimal): Difference[] {
  const document = statutoryDocument({ [cell]: by.toFixed(2) });
  return checkBudget(document, identities).filter(({ identity }) => identity === key);
}

describe('identities of the packs', () => {
  test('a document in which everything agrees has no difference', () => {
    expect(checkBudget(statutoryDocument(), identities)).toEqual([]);
  });

  test('every identity of every pack is tried here', () => {
    expect(new Set(cases.map(({ key }) => key))).toEqual(new Set(identities.map(({ key }) => key)));
  });

  describe.each(cases)('$key', (one) => {
    const gap = new Decimal(one.gap ?? 0);
    const step = new Decimal('0.01');
    const tolerance = step.times(one.cells);

    test('is silent as far as it holds', () => {
      expect(raised(one, gap)).toEqual([]);
    });

    test('fires at one hundredth more, and names the changed cell', () => {
      const [difference, ...others] = raised(one, gap.plus(step));
      expect(others.every(({ kind }) => kind === 'rounding')).toBe(true);
      expect(difference).toMatchObject({ identity: one.key, kind: 'rounding' });
      expect(new Decimal(difference!.difference).abs().toFixed()).toBe('100');
      const [table, words] = one.cell.split(' > ');
      const named = [...difference!.left, ...difference!.right].filter(
        (cell) => cell.tableKey === table && cell.label.includes(words!),
      );
      expect(named.length, JSON.stringify(difference)).toBeGreaterThan(0);
    });

    test('is rounding at one unit of the last digit for each cell, and a conflict one unit further', () => {
      const [atEdge] = raised(one, gap.plus(tolerance));
      expect(atEdge).toMatchObject({ kind: 'rounding', tolerance: tolerance.times(10_000).toFixed() });
      const [beyond] = raised(one, gap.plus(tolerance).plus(step));
      expect(beyond).toMatchObject({ kind: 'conflict' });
    });

    if (one.gap === undefined) {
      test('fires downwards as well', () => {
        expect(raised(one, new Decimal(-1))[0]).toMatchObject({ kind: 'conflict' });
      });
    } else {
      test('says nothing about less', () => {
        expect(raised(one, new Decimal(-1))).toEqual([]);
      });
    }
  });

  test('what holds in China is not asked of a document of another country, nor of one without', () => {
    const changes = { 'three-public > total > total': '1.00' };
    expect(checkBudget(statutoryDocument(changes), identities)).toHaveLength(1);
    expect(checkBudget(statutoryDocument(changes, { country: 'XA' }), identities)).toEqual([]);
    expect(checkBudget(statutoryDocument(changes, { country: null }), identities)).toEqual([]);
  });

  test('operating funds equal public funds only in a body that the definition means; in others they are not more', () => {
    const less = { 'operating-funds > operating-funds > total': '-5.00' };
    const keys = (kind: string | null) =>
      checkBudget(statutoryDocument(less, { departmentKind: kind }), identities).map(
        ({ identity }) => identity,
      );
    expect(keys('constituent')).toEqual(['cn-operating-funds']);
    expect(keys('institution')).toEqual([]);
    expect(keys(null)).toEqual([]);
  });
});
