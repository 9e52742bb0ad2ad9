import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAmount } from '../src/importers/table/profile/amount.ts';
import { spreadsheetNumber } from '../src/importers/table/read/decimal-text.ts';
import { dateText, formatOf } from '../src/importers/table/read/xlsx/number-format.ts';
import { writeWorkbook } from '../src/importers/table/write/xlsx.ts';
import { cellsOf, readTable } from './table-read.ts';
import { sheet, workbook } from './table-workbook.ts';

const row = (number: number, ...cells: string[]): string => `<row r="${number}">${cells.join('')}</row>`;

describe('XLSX', () => {
  test('whatever the cells, merges and names, a written workbook reads as it was written', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '_x000D_', '中', '𠀀', '\n', '\r', '\t', '<', '&', '"', ' ', '\u0001', '0'),
    });
    const number = fc.tuple(
      fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      fc.integer({ min: 0, max: 99 }),
    );
    const cell = fc.oneof(
      text,
      fc.constant(null),
      number.map(([whole, cents]) => ({ number: `${whole}.${String(cents).padStart(2, '0')}` })),
      fc.integer(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 }), async (rows) => {
        const merges = [{ top: 1, left: 2, bottom: 2, right: 30 }];

        const table = await readTable(await writeWorkbook([{ name: '表', rows, merges }]));

        const wanted = rows
          .map((cells, index) => ({
            number: index + 1,
            cells: cells.map((value) => {
              if (value === null || typeof value === 'string') return value ?? '';
              const plain = typeof value === 'number' ? String(value) : value.number;
              return plain.includes('.') ? plain.replace(/\.?0+$/, '').replace(/^-0$/, '0') : plain;
            }),
          }))
          .map(({ number: at, cells }) => {
            const last = cells.findLastIndex((value) => value !== '');
            return { number: at, cells: cells.slice(0, last + 1) };
          })
          .filter(({ cells }) => cells.length > 0);
        expect(table.format).toBe('xlsx');
        expect(table.problems).toEqual([]);
        expect(table.sheets).toEqual([
          { name: '表', title: undefined, unit: undefined, merges, rows: wanted },
        ]);
      }),
      { numRuns: 200 },
    );
  });

  test('sheets come in order, with their names made fit', async () => {
    const table = await readTable(
      await writeWorkbook([
        { name: '表一/总表', rows: [['a']] },
        { name: '表一/总表', rows: [] },
        { name: 'x'.repeat(40), rows: [['b']] },
      ]),
    );

    expect(table.sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['表一 总表', 1],
      ['表一 总表 (2)', 0],
      ['x'.repeat(31), 1],
    ]);
  });

  test('shared, rich and inline texts are read without phonetic readings, gaps keep rows and columns', async () => {
    const table = await readTable(
      workbook({
        sharedStrings:
          '<si><t>部门</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">教育 </t></r><r><t>局</t></r><rPh sb="0" eb="1"><t>jiao</t></rPh></si>',
        sheets: [
          sheet(
            row(3, '<c r="B3" t="s"><v>0</v></c>', '<c r="D3" t="s"><v>1</v></c>') +
              row(
                1_048_576,
                '<c r="A1048576" t="inlineStr"><is><r><t>a_x000A_b</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>',
                '<c r="XFD1048576"/>',
              ),
          ),
        ],
      }),
    );

    expect(table.sheets[0]?.rows).toEqual([
      { number: 3, cells: ['', '部门', '', '教育 局'] },
      { number: 1_048_576, cells: ['a\nb'] },
    ]);
    expect(table.problems).toEqual([]);
  });

  test('numbers, dates, booleans and codes read as a spreadsheet shows them', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0000000"/><numFmt numFmtId="166" formatCode="#,##0.00_ ;[Red]\\-#,##0.00\\ "/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/></cellXfs>';
    const table = await readTable(
      workbook({
        styles,
        sheets: [
          sheet(
            row(
              1,
              '<c r="A1"><v>56505.130000000005</v></c>',
              '<c r="B1"><v>1.5E+3</v></c>',
              '<c r="C1" s="1"><v>45658</v></c>',
              '<c r="D1" s="2"><v>45658.75</v></c>',
              '<c r="E1" s="3"><v>201</v></c>',
              '<c r="F1" s="4"><v>-1234.5</v></c>',
              '<c r="G1" t="b"><v>1</v></c>',
              '<c r="H1" s="5"><v>45658.5</v></c>',
              '<c r="I1" t="d"><v>2025-01-01T00:00:00</v></c>',
            ),
          ),
        ],
      }),
    );

    expect(cellsOf(table)).toEqual([
      [
        '56505.13',
        '1500',
        '2025-01-01',
        '2025-01-01',
        '0000201',
        '-1234.5',
        'TRUE',
        '2025-01-01T12:00:00',
        '2025-01-01',
      ],
    ]);
    expect(table.problems).toEqual([]);
  });

  test('days count from 1904 where the workbook says so; a number that is no day stays one and is reported', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const rows = row(1, '<c r="A1" s="0"><v>60</v></c>', '<c r="B1" s="0"><v>44196</v></c>');

    const of1900 = await readTable(workbook({ styles, sheets: [sheet(rows)] }));
    const of1904 = await readTable(
      workbook({ styles, workbook: '<workbookPr date1904="1"/>', sheets: [sheet(rows)] }),
    );

    expect(cellsOf(of1900)).toEqual([['60', '2020-12-31']]);
    expect(of1900.problems).toMatchObject([
      { rule: 'not-a-day', severity: 'warning', row: 1, column: 1, value: '60' },
    ]);
    expect(cellsOf(of1904)).toEqual([['1904-03-01', '2025-01-01']]);
  });

  test('stored results of formulas are read and counted; a formula without one, and an error, are errors', async () => {
    const table = await readTable(
      workbook({
        sheets: [
          sheet(
            row(
              1,
              '<c r="A1"><f>SUM(B1:B9)</f><v>12.5</v></c>',
              '<c r="B1" t="str"><f>A1&amp;""</f><v></v></c>',
              '<c r="C1"><f>SUM(D1)</f></c>',
              '<c r="D1" t="e"><f>X!A1</f><v>#REF!</v></c>',
            ),
          ),
        ],
      }),
    );

    expect(cellsOf(table)).toEqual([['12.5', '', '=SUM(D1)', '#REF!']]);
    expect(table.problems).toMatchObject([
      {
        rule: 'formula-without-result',
        severity: 'error',
        sheet: 'S1',
        row: 1,
        column: 3,
        value: '=SUM(D1)',
      },
      { rule: 'error-cell', severity: 'error', sheet: 'S1', row: 1, column: 4, value: '#REF!' },
      { rule: 'formulas', severity: 'info', sheet: 'S1', value: '4' },
    ]);
  });

  test('hidden sheets, rows and columns are read and named; links to elsewhere are not followed', async () => {
    const rows = '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>';
    const columns = '<cols><col min="2" max="3" hidden="1"/><col min="9" max="16384" hidden="1"/></cols>';
    const table = await readTable(
      workbook({
        sheets: [sheet(rows, columns)],
        sheetAttributes: ['state="veryHidden"'],
        more: {
          'xl/externalLinks/externalLink1.xml':
            '<externalLink><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
        },
      }),
    );

    expect(cellsOf(table)).toEqual([['1']]);
    expect(table.problems.map(({ rule, severity, value }) => [rule, severity, value])).toEqual([
      ['external-link', 'warning', undefined],
      ['hidden-sheet', 'info', undefined],
      ['hidden-columns', 'info', 'B:C'],
      ['hidden-rows', 'info', '1'],
    ]);
  });

  test('merged cells are known before the rows, however much stands between and wherever a piece ends', async () => {
    for (const padding of [0, 10, 65_500, 65_530, 200_000]) {
      const filler = `<c r="A1" t="inlineStr"><is><t>${'x'.repeat(padding)}mergeCells</t></is></c>`;
      const table = await readTable(
        workbook({
          sheets: [
            sheet(
              row(1, filler),
              '',
              '<x:mergeCells xmlns:x="m" count="2"><x:mergeCell ref="A1:B2"/><x:mergeCell ref="$C$3:$D$3"/></x:mergeCells>',
            ),
          ],
        }),
      );

      expect(table.sheets[0]?.merges).toEqual([
        { top: 1, left: 1, bottom: 2, right: 2 },
        { top: 3, left: 3, bottom: 3, right: 4 },
      ]);
    }
  });

  test('a sheet of 1,048,576 formatted but empty rows has none', async () => {
    const rows = Array.from(
      { length: 300_000 },
      (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" s="1"/></row>`,
    );
    const bytes = workbook({ sheets: [sheet(rows.join(''), '<dimension ref="A1:XFD1048576"/>')] });

    const table = await readTable(bytes);

    expect(table.sheets[0]?.rows).toEqual([]);
  });
});

describe('numbers of spreadsheets', () => {
  test.each([
    ['0.1', '0.1'],
    ['56505.130000000005', '56505.13'],
    ['56505.130000000004656612873077392578125', '56505.13'],
    ['0.30000000000000004', '0.3'],
    ['-0.30000000000000004', '-0.3'],
    ['1.1000000000000001E-2', '0.011'],
    ['9.9999999999999995', '10'],
    ['12345678901234.56', '12345678901234.56'],
    ['1234567890123456789.25', '1234567890123456789.25'],
    ['9007199254740991', '9007199254740991'],
    ['1e18', '1000000000000000000'],
    ['1E-7', '0.0000001'],
    ['100.00', '100'],
    ['-0', '0'],
    ['00201', '201'],
    ['.5', '0.5'],
    ['1e999999', '1e999999'],
    ['abc', 'abc'],
  ])('%s is %s', (written, shown) => {
    expect(spreadsheetNumber(written)).toBe(shown);
  });

  test('a text of a hundred thousand signs is no number, and is not taken apart', () => {
    for (const text of [`1.${'0'.repeat(100_000)}x`, `${'0'.repeat(100_000)}1`])
      expect(spreadsheetNumber(text)).toBe(text);
  });

  test('every amount of up to 13 digits before and 2 after the point survives being a double', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), (cents) => {
        const text = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
        const noisy = Number(text).toPrecision(17);

        expect(spreadsheetNumber(noisy)).toBe(text.replace(/\.?0+$/, ''));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('numbers that show something else than what is stored', () => {
  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="0!.0,"/><numFmt numFmtId="165" formatCode="0.00&quot;万元&quot;"/><numFmt numFmtId="166" formatCode="0.00&quot;元&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>';

  test('percentages, units and thousandths that only a format shows are no plain numbers', async () => {
    const cells = [
      '<c r="A1" s="1"><v>0.125</v></c>',
      '<c r="B1" s="2"><v>15005000</v></c>',
      '<c r="C1" s="2"><v>0</v></c>',
      '<c r="D1" s="3"><v>12.5</v></c>',
      '<c r="E1" s="4"><v>12.5</v></c>',
    ];
    const table = await readTable(workbook({ styles, sheets: [sheet(row(1, ...cells))] }));

    expect(cellsOf(table)).toEqual([['12.5%', '15005000 as 0!.0,', '0', '12.5万元', '12.5']]);
    expect(table.problems).toMatchObject([
      { rule: 'scaled-format', severity: 'warning', row: 1, column: 2, value: '15005000' },
    ]);
    for (const cell of cellsOf(table)[0]!.slice(0, 2).concat('12.5万元'))
      expect(parseAmount(cell, { decimal: '.', group: ',', hasNumbers: true })).toEqual(expect.any(String));
  });
});

describe('dates of spreadsheets', () => {
  test.each([
    ['yyyy-mm-dd', 'date'],
    ['[$-804]yyyy"年"m"月";@', 'date'],
    ['m/d/yy h:mm', 'dateTime'],
    ['[h]:mm:ss', 'time'],
    ['mm:ss.0', 'time'],
    ['General', 'number'],
    ['G/通用格式', 'number'],
    ['#,##0.00"d"', 'number'],
    ['[Red]0.00', 'number'],
    ['0.00E+00', 'number'],
    ['0\\d', 'number'],
    ['#,##0.00_ ;[Red]\\-#,##0.00\\ ', 'number'],
    ['_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 'number'],
    ['# ?/?', 'number'],
    ['0.00%', 'percent'],
    ['0!.0,', 'scaled'],
    ['0!.0000', 'scaled'],
    ['0\\.0,"万"', 'scaled'],
    ['#,##0.00,', 'scaled'],
    ['#,##0,,"M";-#,##0,,"M"', 'scaled'],
    ['[>=10000]0!.0,"万";0', 'scaled'],
    ['000', 'padded'],
  ])('%s makes a %s', (code, kind) => {
    expect(formatOf(code).kind).toBe(kind);
  });

  test('1900 has a day too many, and nothing before it or after 9999 is a day', () => {
    expect(dateText(1, 'date', false)).toBe('1900-01-01');
    expect(dateText(59, 'date', false)).toBe('1900-02-28');
    expect(dateText(60, 'date', false)).toBeNull();
    expect(dateText(61, 'date', false)).toBe('1900-03-01');
    expect(dateText(2_958_465, 'date', false)).toBe('9999-12-31');
    expect(dateText(2_958_466, 'date', false)).toBeNull();
    expect(dateText(-1, 'date', false)).toBeNull();
    expect(dateText(0.75, 'time', false)).toBe('18:00:00');
    expect(dateText(1.5, 'time', false)).toBe('36:00:00');
    expect(dateText(45_658.999_999, 'dateTime', false)).toBe('2025-01-02');
  });
});
