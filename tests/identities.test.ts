import { describe, expect, test } from 'vitest';
import { checkBudget } from '../src/rules/identities/check.ts';
import { parseIdentities } from '../src/rules/identities/load.ts';
import { differenceLines, differenceText } from '../src/rules/identities/text.ts';
import type { AmountView } from '../src/rules/identities/types.ts';
import {
  budgetDocument,
  fact,
  line,
  type RowSketch,
  row,
  subtotal,
  type TableSketch,
  total,
} from './identity-sketch.ts';

const words = { titleZh: '试', titleEn: 'Trial', source: 'test' };
const tree = (more: object = {}) => identities({ key: 'tree', kind: 'tree', by: 'functionCode', ...more });
const only = (amount: string) => ({ total: amount });

function identities(...list: object[]) {
  return parseIdentities(
    JSON.stringify({ identities: list.map((one) => ({ ...words, ...one })) }),
    'trial.json',
  );
}

function table(rows: readonly RowSketch[], more: Partial<TableSketch> = {}): TableSketch {
  return { table: 'function', rows, ...more };
}

/** Identity, left and right sum, kind. */
function found(list: ReturnType<typeof checkBudget>): string[] {
  return list.map((one) => `${one.identity} ${one.leftTotal} ${one.relation} ${one.rightTotal} ${one.kind}`);
}

describe('a total against the rows below it', () => {
  test('a row whose upper level is missing counts at every level, and nothing counts twice', () => {
    const rows = [
      subtotal('201 a', only('30')),
      subtotal('20101 b', only('10')),
      line('2010101 c', only('10')),
      // 20102 is not printed
      line('2010201 d', only('20')),
      line('208 e', only('5')),
      total('Total', only('35')),
    ];
    expect(checkBudget(budgetDocument({}, table(rows)), tree())).toEqual([]);
    const wrong = rows.with(3, line('2010201 d', only('29')));
    expect(found(checkBudget(budgetDocument({}, table(wrong)), tree()))).toEqual([
      'tree 30 = 39 conflict',
      'tree 35 = 44 conflict',
    ]);
  });

  test('each level is compared by itself: classes may agree where sections do not', () => {
    const rows = [
      subtotal('201 a', only('100')),
      subtotal('20101 b', only('101')),
      line('2010101 c', only('100')),
      total('Total', only('100')),
    ];
    expect(found(checkBudget(budgetDocument({}, table(rows)), tree()))).toEqual([
      'tree 100 = 101 rounding',
      'tree 101 = 100 rounding',
      'tree 100 = 101 rounding',
    ]);
  });

  test('lines under the code of their subtotal are its parts', () => {
    const rows = [
      subtotal('2010101 a', only('7')),
      line('2010101 a, project 1', only('3')),
      line('2010101 a, project 2', only('4')),
      total('Total', only('7')),
    ];
    expect(checkBudget(budgetDocument({}, table(rows)), tree())).toEqual([]);
  });

  test('a total may stand above its rows, and a section total closes its section only', () => {
    const above = [total('Total', only('7')), line('1 a', only('3')), line('2 b', only('4'))];
    expect(checkBudget(budgetDocument({}, table(above)), tree())).toEqual([]);
    const sections = [
      line('1 a', only('3')),
      total('Section', only('3')),
      line('2 b', only('4')),
      total('Section', only('4')),
      total('All', only('7')),
    ];
    expect(checkBudget(budgetDocument({}, table(sections)), tree())).toEqual([]);
    const wrong = sections.with(3, total('Section', only('40')));
    expect(found(checkBudget(budgetDocument({}, table(wrong)), tree()))).toEqual(['tree 40 = 7 conflict']);
  });

  test('every column is checked by itself, and one that only the total prints is not', () => {
    const rows = [
      line('1 a', { total: '3', basic: '1' }),
      line('2 b', { total: '4', basic: '' }),
      total('Total', { total: '7', basic: '9', other: '2' }),
    ];
    const [difference, ...others] = checkBudget(budgetDocument({}, table(rows)), tree());
    expect(others).toEqual([]);
    expect(difference).toMatchObject({
      leftTotal: '9',
      rightTotal: '1',
      left: [{ column: 'approved basic' }],
    });
  });

  test('levels nest where codes do not', () => {
    const rows = [
      subtotal('一、拨款', only('9'), { level: '1' }),
      line('1. 甲', only('4'), { level: '2' }),
      line('2. 乙', only('5'), { level: '2' }),
      line('二、其他', only('1'), { level: '1' }),
      total('总计', only('10')),
    ];
    expect(checkBudget(budgetDocument({}, table(rows)), tree({ by: 'level' }))).toEqual([]);
    const wrong = rows.with(2, line('2. 乙', only('50'), { level: '2' }));
    expect(found(checkBudget(budgetDocument({}, table(wrong)), tree({ by: 'level' })))).toEqual([
      'tree 9 = 54 conflict',
      'tree 10 = 55 conflict',
    ]);
  });

  test('bodies in one table are added up apart', () => {
    const rows = ['x', 'y'].flatMap((departmentKey) => [
      subtotal('201 a', only('3'), { departmentKey }),
      line('20101 b', only('3'), { departmentKey }),
    ]);
    expect(checkBudget(budgetDocument({}, table(rows)), tree())).toEqual([]);
  });
});

describe('the same thing in two places', () => {
  const byCode = identities({
    key: 'code',
    kind: 'same',
    between: [
      { select: { table: 'one' }, by: ['functionCode'] },
      { select: { table: 'two' }, by: ['functionCode'] },
    ],
  });
  const byName = identities({
    key: 'name',
    kind: 'same',
    between: [
      { select: { table: 'one' }, by: ['label'], strip: '^[一二]、' },
      { select: { table: 'two' }, by: ['label'] },
    ],
  });
  const two = (one: readonly RowSketch[], other: readonly RowSketch[], more: Partial<TableSketch> = {}) =>
    budgetDocument({}, { table: 'one', rows: one, ...more }, { table: 'two', rows: other, ...more });

  test('is found by code, or by name without its numbering and its blanks', () => {
    expect(found(checkBudget(two([line('201 a', only('3'))], [line('201 b', only('9'))]), byCode))).toEqual([
      'code 3 = 9 conflict',
    ]);
    const names = two([line('一、公 共服务', only('3'))], [line('公共服务', only('9'))]);
    expect(found(checkBudget(names, byName))).toEqual(['name 3 = 9 conflict']);
  });

  test('is never found by name between rows of different codes, such as 309 and 310', () => {
    const economic = { attributes: { breakdown: 'economic' } };
    const rows = (code: string, amount: string) => [line(`${code} 办公设备购置`, only(amount))];
    expect(checkBudget(two(rows('30902', '3'), rows('31002', '9'), economic), byName)).toEqual([]);
    expect(found(checkBudget(two(rows('31002', '3'), rows('31002', '9'), economic), byName))).toEqual([
      'name 3 = 9 conflict',
    ]);
  });

  test('is not found where a name stands twice in a table, but lines under one code are added up', () => {
    const twice = [line('201 a', only('3')), line('201 a', only('4'))];
    expect(checkBudget(two(twice, [line('201 a', only('9'))]), byName)).toEqual([]);
    expect(found(checkBudget(two(twice, [line('201 a', only('10'))]), byCode))).toEqual([
      'code 7 = 10 rounding',
    ]);
    expect(checkBudget(two(twice, [line('201 a', only('7'))]), byCode)).toEqual([]);
  });
});

describe('what may be compared', () => {
  const parts = identities({
    key: 'parts',
    kind: 'equation',
    each: 'entry',
    left: [{ select: {} }],
    right: [{ select: { component: ['a', 'b'] } }],
  });

  test('phases, periods, days and currencies are never mixed', () => {
    const amount = (component: string, text: string, more: Partial<AmountView> = {}): AmountView => ({
      phase: 'approved',
      component,
      period: null,
      asOfOn: null,
      amount: text,
      currency: 'XXX',
      cell: null,
      ...more,
    });
    const entry = (...amounts: AmountView[]): RowSketch => ({ attributes: { noun: 'budget' }, amounts });
    for (const more of [
      { phase: 'final' },
      { period: 'Q1' },
      { asOfOn: '2024-06-30' },
      { currency: 'YYY' },
    ]) {
      const other = entry(amount('total', '5'), amount('a', '100', more));
      expect(checkBudget(budgetDocument({}, table([other])), parts)).toEqual([]);
    }
    const same = entry(amount('total', '5'), amount('a', '100'));
    expect(checkBudget(budgetDocument({}, table([same])), parts)).toHaveLength(1);
  });

  test('own and consolidated statements of one document stay apart', () => {
    const sums = identities({
      key: 'sums',
      kind: 'equation',
      each: 'document',
      left: [{ select: { side: 'income' } }],
      right: [{ select: { side: 'expenditure' } }],
    });
    const statement = (scope: string, side: string, amount: string): TableSketch => ({
      table: `${scope}-${side}`,
      attributes: { scope, side },
      rows: [total('Total', only(amount))],
    });
    const tables = [
      statement('own', 'income', '5'),
      statement('consolidated', 'expenditure', '50'),
      statement('consolidated', 'income', '50'),
    ];
    expect(checkBudget(budgetDocument({}, ...tables), sums)).toEqual([]);
    const wrong = [...tables, statement('own', 'expenditure', '50')];
    expect(found(checkBudget(budgetDocument({}, ...wrong), sums))).toEqual(['sums 5 = 50 conflict']);
  });

  test('amounts are exact: a hundredth is seen beside twenty digits', () => {
    const big = '99999999999999999999.01';
    const rows = [line('x', { total: big, a: '99999999999999999999.00', b: '0.05' })];
    const [difference] = checkBudget(budgetDocument({}, table(rows)), parts);
    expect(difference).toMatchObject({ difference: '-0.04', tolerance: '0.03', kind: 'conflict' });
    expect(difference!.right.map(({ value }) => value)).toEqual(['99999999999999999999.00', '0.05']);
  });

  test('a blank cell is zero where its column is used, and no column is none', () => {
    const rows = [line('x', { total: '5', a: '5' }), line('y', { total: '7', a: '' })];
    const [difference] = checkBudget(budgetDocument({}, table(rows)), parts);
    expect(difference).toMatchObject({ leftTotal: '7', rightTotal: '0', kind: 'conflict' });
    expect(difference!.right).toMatchObject([{ value: '', row: 2, label: 'y', cell: null }]);
    expect(differenceText(difference!)).toContain('against nothing (y, component a|b, "function", row 2).');
    expect(checkBudget(budgetDocument({}, table([line('y', { total: '7' })])), parts)).toEqual([]);
  });

  test('the tolerance of mixed units is the sum of their steps', () => {
    const between = identities({
      key: 'units',
      kind: 'equation',
      each: 'document',
      left: [{ select: { table: 'rough' } }],
      right: [{ select: { table: 'fine' } }],
    });
    const check = (fine: string) =>
      checkBudget(
        budgetDocument(
          {},
          { table: 'rough', unit: '万元', rows: [line('x', only('171.01'))] },
          { table: 'fine', unit: '元', rows: [line('x', only(fine))] },
        ),
        between,
      );
    expect(check('1710062.00')).toMatchObject([{ difference: '38', tolerance: '100.01', kind: 'rounding' }]);
    expect(check('1709999.99')).toMatchObject([{ kind: 'rounding' }]);
    expect(check('1709999.98')).toMatchObject([{ kind: 'conflict' }]);
  });
});

describe('a country that nobody has heard of', () => {
  // Its word for income is "tribute", it prints in thousands, its parts are "bread" and "games".
  const [general, ...own] = parseIdentities(
    JSON.stringify({
      countries: ['XA'],
      identities: [
        {
          ...words,
          key: 'xa-tribute',
          kind: 'equation',
          each: 'document',
          left: [{ select: { table: 'tribute', rowKind: 'total' } }],
          right: [{ select: { table: 'bread' } }, { select: { table: 'games', category: 'arena' } }],
        },
        {
          ...words,
          key: 'xa-arena',
          kind: 'equation',
          each: 'document',
          relation: '<=',
          left: [{ select: { programCode: 'G1' } }],
          right: [{ select: { category: 'arena' } }],
        },
      ],
    }),
    'xa/identities.json',
  );
  const document = (arena: string, country = 'XA') =>
    budgetDocument(
      { country },
      { table: 'tribute', unit: 'thousands', rows: [row('total', 'All', only('12'))] },
      { table: 'bread', unit: 'thousands', rows: [line('Loaves', only('7'), { programCode: 'G1' })] },
      {
        table: 'games',
        unit: 'thousands',
        rows: [fact({ noun: 'spectacle', category: 'arena' }, only(arena))],
      },
    );

  test('has its identities checked by the same code', () => {
    const list = [general!, ...own];
    expect(found(checkBudget(document('5'), list))).toEqual(['xa-arena 7000 <= 5000 rounding']);
    expect(found(checkBudget(document('9'), list))).toEqual(['xa-tribute 12000 = 16000 conflict']);
    expect(checkBudget(document('9', 'XB'), list)).toEqual([]);
  });
});

describe('a file of identities', () => {
  const good = { key: 'k', kind: 'tree', by: null };
  test.each([
    ['not JSON', '{', 'not JSON'],
    ['an unknown member', { identities: [], more: 1 }, 'unknown member "more"'],
    ['an unknown kind', [{ ...good, kind: 'sum' }], 'kind "sum": expected equation, tree or same'],
    ['an unknown member of an identity', [{ ...good, each: 'table' }], 'unknown member "each"'],
    ['no title', [{ ...good, titleEn: '' }], 'titleEn": expected a text'],
    ['a pattern that is none', [{ ...good, where: { label: '/(/' } }], 'Invalid regular expression'],
    [
      'a side without terms',
      [{ key: 'k', kind: 'equation', each: 'table', left: [], right: [] }],
      'left": expected a list with something in it',
    ],
    [
      'places that cannot be compared',
      [
        {
          key: 'k',
          kind: 'same',
          between: [
            { select: {}, by: ['label'] },
            { select: {}, by: [] },
          ],
        },
      ],
      'expected equally many',
    ],
  ])('with %s is refused and says where', (_, content, problem) => {
    const text =
      typeof content === 'string'
        ? content
        : JSON.stringify(
            Array.isArray(content) ? { identities: content.map((one) => ({ ...words, ...one })) } : content,
          );
    expect(() => parseIdentities(text, 'trial.json')).toThrow(problem);
    expect(() => parseIdentities(text, 'trial.json')).toThrow('trial.json');
  });
});

test('a long list of cells says how many more there are', () => {
  const rows = Array.from({ length: 30 }, (_, index) => line(`${100 + index} x`, only('1')));
  const [difference] = checkBudget(budgetDocument({}, table([...rows, total('Total', only('90'))])), tree());
  expect(differenceText(difference!)).toContain('and 18 more cells');
  expect(differenceLines(difference!)).toHaveLength(2 + 1 + 12 + 1);
  expect(difference!.right).toHaveLength(30);
});
