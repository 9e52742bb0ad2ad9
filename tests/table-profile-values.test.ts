import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExactSum, multiply, parseAmount } from '../src/importers/table/profile/amount.ts';
import { dateReader } from '../src/importers/table/profile/dates.ts';
import { comparable, outlineOf } from '../src/importers/table/profile/text.ts';
import { unitFactor, unitReader } from '../src/importers/table/profile/unit.ts';
import { fieldReader } from '../src/importers/table/profile/value.ts';
import type { FieldSpec } from '../src/importers/table/types.ts';

const point = { decimal: '.', group: ',', hasNumbers: false };
const comma = { decimal: ',', group: '.', hasNumbers: false };

function readAmount(text: string, signs = point): string | null {
  const amount = parseAmount(text, signs);
  if (typeof amount === 'string') return `refused: ${amount}`;
  return amount === null ? null : amount.text;
}

describe('an amount', () => {
  test.each([
    ['1,234.50', '1234.50'],
    ['１２３', '123'],
    ['５００，０００．１', '500000.1'],
    ['(123.45)', '-123.45'],
    ['（１２３．４５）', '-123.45'],
    ['123-', '-123'],
    ['−7', '-7'],
    ['- 5', '-5'],
    ['¥1,000', '1000'],
    ['-￥5', '-5'],
    ['\u00a0 371,514,655.00 \u00a0', '371514655.00'],
    ['0.00', '0.00'],
    ['-0.00', '0.00'],
    ['00012', '12'],
    ['12.5*', '12.5'],
    ['99999999999999999999.12345678901234567890', '99999999999999999999.12345678901234567890'],
  ])('%s is %s', (text, value) => {
    expect(readAmount(text)).toBe(value);
  });

  test.each(['', ' ', '\u3000', '-', '—', '——', '－', '--'])(
    '"%s" is no value, which is not zero',
    (text) => {
      expect(readAmount(text)).toBeNull();
    },
  );

  test.each([
    ['1,23,4', /grouped by thousands/],
    ['1234,567', /grouped by thousands/],
    ['1,234,56.00', /grouped by thousands/],
    ['1.5e5', /scientific notation/],
    ['12%', /percentage/],
    ['１２％', /percentage/],
    ['0.123456789012345678901', /more than 20 decimals/],
    ['-(5)', /is not a number|two signs/],
    ['-5-', /two signs/],
    ['12³', /is not a number/],
    ['1 234', /is not a number/],
    ['1.234.5', /more than one/],
    ['3.2万元', /its own unit/],
    ['about 5', /is not a number/],
  ])('%s is refused', (text, reason) => {
    expect(readAmount(text)).toMatch(/^refused/);
    expect(readAmount(text)).toMatch(reason);
  });

  test('with a declared decimal comma is read by it and not by a point', () => {
    expect(readAmount('1.234,50', comma)).toBe('1234.50');
    expect(readAmount('1.234', comma)).toBe('1234');
    expect(readAmount('1234.50', comma)).toMatch(/^refused/);
    expect(readAmount('1 234,5', { decimal: ',', group: ' ', hasNumbers: false })).toBe('1234.5');
    expect(readAmount('1\u202f234,5', { decimal: ',', group: ' ', hasNumbers: false })).toBe('1234.5');
  });

  test('of a workbook that could be a number or a text is refused where both signs are possible', () => {
    const workbook = { ...comma, hasNumbers: true };
    expect(readAmount('1234.5', workbook)).toBe('1234.5');
    expect(readAmount('1.234', workbook)).toMatch(/could be/);
  });

  test('keeps every digit it had when it is printed with groups', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), fc.nat(99), (whole, cents) => {
        const digits = (whole < 0n ? -whole : whole).toString();
        const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ',');
        const fraction = String(cents).padStart(2, '0');
        const sign = whole < 0n ? '-' : '';
        expect(readAmount(`${sign}${grouped}.${fraction}`)).toBe(`${sign}${digits}.${fraction}`);
      }),
    );
  });
});

describe('a multiplied amount', () => {
  test.each([
    ['2946.25', '10000', '29462500'],
    ['-0.5', '1000', '-500'],
    ['0.00', '10000', '0'],
    ['1.23456', '10000', '12345.6'],
    ['1.10', '1', '1.10'],
  ])('%s times %s is %s', (text, factor, value) => {
    expect(multiply(text, factor)).toBe(value);
  });

  test('is the exact product of whole numbers', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 1, max: 100_000_000 }), (value, factor) => {
        expect(multiply(String(value), String(factor))).toBe(String(value * BigInt(factor)));
      }),
    );
  });

  test('sums without losing what a double would lose', () => {
    const sum = new ExactSum();
    for (const text of ['0.1', '0.2', '9007199254740993', '-0.30', '0.000000000000000001']) sum.add(text);
    expect(sum.toString()).toBe('9007199254740993.000000000000000001');
  });
});

describe('a unit', () => {
  test.each([
    ['单位：万元', '10000'],
    ['金额单位：元', '1'],
    ['单位:人民币万元', '10000'],
    ['编制单位：某局    单位：元', '1'],
    ['2025年收支总表（单位：亿元）', '100000000'],
    ['金额（万元）', '10000'],
    ['in thousands', '1000'],
    ['All amounts in thousands of dollars', '1000'],
    ['Budget (US$ millions)', '1000000'],
    ['£000', '1000'],
    ["$'000", '1000'],
    ['Sum (EURO)', '1'],
  ])('is found in "%s"', (text, factor) => {
    expect(unitFactor(text)).toBe(factor);
  });

  test.each([
    '编制单位：上海市普陀区商务委员会',
    '因公出国（境）费',
    'Spending in England',
    'Payments in June',
    '人数（人）',
    'Males (M)',
    '2024',
    '000',
  ])('is not found in "%s"', (text) => {
    expect(unitFactor(text)).toBeNull();
  });

  test('may be a word of the profile', () => {
    expect(unitReader({ zlik: '1000' }).find('Suma (zlik)')?.factor).toBe('1000');
    expect(unitFactor('注：金额单位为万元，下同')).toBe('10000');
    expect(unitFactor('Unit is thousands')).toBe('1000');
  });
});

describe('a date', () => {
  test.each([
    ['2025-03-01', '2025-03-01'],
    ['2014-01-01T00:00:00', '2014-01-01'],
    ['2025年3月1日', '2025-03-01'],
    ['2025 年 3 月 1 日', '2025-03-01'],
    ['2025/3/1', '2025-03-01'],
    ['2025.03.01', '2025-03-01'],
    ['20250301', '2025-03-01'],
    ['２０２５年３月１日', '2025-03-01'],
  ])('%s is read', (text, day) => {
    expect(dateReader()(text)).toBe(day);
  });

  test.each(['03/04/2025', '2025-02-30', '2025-13-01', '1/3/25', 'Friday, April 29, 2022', '20251345'])(
    '%s is not guessed',
    (text) => {
      expect(dateReader()(text)).toBeNull();
    },
  );

  test('in another order is read where the profile declares it, and never in an order that it does not', () => {
    const read = dateReader(['DD/MM/YYYY', 'dddd, MMMM DD, YYYY', 'D MMM YYYY']);
    expect(read('03/04/2025')).toBe('2025-04-03');
    expect(read('13/04/2025')).toBe('2025-04-13');
    expect(read('04/13/2025')).toBeNull();
    expect(read('Friday, April 29, 2022')).toBe('2022-04-29');
    expect(read('Monday, April 29, 2022')).toBeNull();
    expect(read('1 Sept 2021')).toBeNull();
    expect(read('1 Sep 2021')).toBe('2021-09-01');
  });

  test('format that says no year is refused with one that is right', () => {
    expect(() => dateReader(['DD/MM'])).toThrow(/"DD\/MM" does not say year, month and day; right is/);
  });
});

describe('a value', () => {
  const field = (type: FieldSpec['type'], values?: FieldSpec['values']): FieldSpec => ({
    name: 'x',
    type,
    headZh: '甲',
    headEn: 'X',
    description: '',
    ...(values ? { values } : {}),
  });
  const formats = { signs: point, readDate: dateReader() };
  const readAs = (type: FieldSpec['type'], text: string, values?: FieldSpec['values']) =>
    fieldReader(field(type, values), formats)(text);

  test('of a year is four digits', () => {
    expect(readAs('year', '2025年度')).toEqual({ text: '2025' });
    expect(readAs('year', '2014-15')).toMatchObject({ rule: 'bad-year' });
    expect(readAs('year', '25')).toMatchObject({ rule: 'bad-year' });
    expect(readAs('year', '1025')).toMatchObject({ rule: 'bad-year' });
  });

  test('of a whole number has no decimals', () => {
    expect(readAs('integer', '1,204')).toEqual({ text: '1204' });
    expect(readAs('integer', '12.0')).toEqual({ text: '12' });
    expect(readAs('integer', '12.5')).toMatchObject({ rule: 'bad-number' });
    expect(readAs('integer', '-2147483647')).toEqual({ text: '-2147483647' });
    expect(readAs('integer', '99999999999')).toMatchObject({ rule: 'bad-number' });
  });

  test('of a number is one that can be stored', () => {
    expect(readAs('decimal', '99999999999999999999')).toMatchObject({ text: '99999999999999999999' });
    expect(readAs('decimal', '100000000000000000000')).toMatchObject({ rule: 'bad-amount' });
  });

  test('of an enum is its code or one of its words', () => {
    const values = { income: ['收入', 'revenue'], expenditure: ['支出'] };
    expect(readAs('enum', ' 收 入 ', values)).toEqual({ text: 'income' });
    expect(readAs('enum', 'Revenue', values)).toEqual({ text: 'income' });
    expect(readAs('enum', 'both', values)).toMatchObject({
      problem: expect.stringContaining('income, expenditure'),
    });
  });

  test('of text loses the blanks that print put between ideographs, and no others', () => {
    expect(readAs('text', '公 务 用 车 运 行 维 护费')).toEqual({ text: '公务用车运行维护费' });
    expect(readAs('text', ' Ministry\n of  Parks\u00a0 ')).toEqual({ text: 'Ministry of Parks' });
  });

  test('of a code keeps its zeros', () => {
    expect(readAs('code', '００1 ')).toEqual({ text: '001' });
    expect(readAs('code', '201 03 01')).toEqual({ text: '2010301' });
  });
});

test('a text of a hundred thousand signs is read before the test times out', () => {
  const signs = 100_000;
  const times = (text: string) => text.repeat(signs / text.length);
  const { find, parse } = unitReader();
  for (const text of [times(' a'), times('unit: '), times('in '), times('('), `${times('.')}x`]) {
    expect(find(text)).toBeNull();
    expect(parse(text)).toBeNull();
  }
  expect(find(`in${' a'.repeat(900)}`)).toBeNull();
  for (const text of [`1${times('*')}x`, `1${times(' ')}x`, times('1,'), `(${times(' ')})`])
    expect(readAmount(text)).toMatch(/^refused/);
  expect(comparable(`${times(':')}x:：`)).toBe(`${times(':')}x`);
});

test('numbering of rows is told from numbers', () => {
  expect(outlineOf('一、财政拨款')).toMatchObject({ level: 1, number: 1, rest: '财政拨款' });
  expect(outlineOf('二十三、其他支出')).toMatchObject({ level: 1, number: 23 });
  expect(outlineOf('（三）其他')).toMatchObject({ level: 2, number: 3 });
  expect(outlineOf('1. 一般公共预算')).toMatchObject({ level: 3, number: 1 });
  expect(outlineOf('１、一般公共预算')).toMatchObject({ level: 3, number: 1 });
  expect(outlineOf('2.5')).toBeNull();
  expect(outlineOf('合计')).toBeNull();
});
