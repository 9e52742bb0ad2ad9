import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf, readTable } from './table-read.ts';

const gzip = (text: string): Buffer => gzipSync(Buffer.from(text));

describe('CSV and TSV', () => {
  test('cells come as they stand, with the line on which their record begins', async () => {
    const table = await readTable('部门,金额\n教育局," 1,000.50 "\n"两行\n文字",0\n\n卫生局,-5\n');

    expect(table.format).toBe('csv');
    expect(table.encoding).toBe('utf-8');
    expect(table.problems).toEqual([]);
    expect(table.sheets[0]?.rows).toEqual([
      { number: 1, cells: ['部门', '金额'] },
      { number: 2, cells: ['教育局', ' 1,000.50 '] },
      { number: 3, cells: ['两行\n文字', '0'] },
      { number: 6, cells: ['卫生局', '-5'] },
    ]);
  });

  test.each([
    ['CR', '\r'],
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('lines may end in %s, quoted line ends are text and are counted once', async (_, end) => {
    const table = await readTable(`a,b${end}"x${end}y",1${end}z,2${end}`);

    expect(table.sheets[0]?.rows).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 2, cells: [`x${end}y`, '1'] },
      { number: 4, cells: ['z', '2'] },
    ]);
  });

  test('rows keep their own width and quotes inside a cell stay', async () => {
    const table = await readTable('a,b,c\n1\n1,2,3,4\n5" pipe,x,"he said ""no"""\n');

    expect(cellsOf(table)).toEqual([
      ['a', 'b', 'c'],
      ['1'],
      ['1', '2', '3', '4'],
      ['5" pipe', 'x', 'he said "no"'],
    ]);
  });

  test('a quote that never closes is an error at the record where it opens, rows before it are read', async () => {
    const table = await readTable('a,b\n1,2\n"3,4\n5,6\n');

    expect(cellsOf(table)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(table.problems).toEqual([
      {
        rule: 'unclosed-quote',
        severity: 'error',
        row: 3,
        problem:
          'a quote opens in the record that begins here and never closes: this record and all after it are not read; expected a second quote',
      },
    ]);
  });

  test('a quote that swallows megabytes is given up, whatever follows', async () => {
    const table = await readTable(`a,b\n1,2\n"3,4\n${'5,6\n'.repeat(3_000_000)}`);

    expect(cellsOf(table)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(table.problems).toMatchObject([{ rule: 'unclosed-quote', severity: 'error', row: 3 }]);
  });

  test('gzip is unpacked on the way', async () => {
    const table = await readTable(gzip('a,b\n1,2\n'), { name: 'x.csv.gz' });

    expect(cellsOf(table)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(table.sheets[0]?.name).toBe('x');
  });

  test('a cut or damaged gzip file is refused, not read half', async () => {
    const bytes = gzip(`a,b\n${'1,2\n'.repeat(10_000)}`);
    const damaged = Buffer.from(bytes);
    damaged[bytes.length - 5] = (damaged[bytes.length - 5] as number) ^ 0xff;

    await expect(readTable(bytes.subarray(0, bytes.length - 12))).rejects.toThrow(
      /cannot be read whole.*cut/,
    );
    await expect(readTable(damaged)).rejects.toThrow(/cannot be read whole.*damaged/);
    await expect(readTable(gzipSync(bytes))).rejects.toThrow(/compressed more than once/);
  });

  test('NUL characters, which no database takes, are left out and reported', async () => {
    const table = await readTable('a,b\nx\0y,2\n', { encoding: 'utf-8' });

    expect(cellsOf(table)).toEqual([
      ['a', 'b'],
      ['xy', '2'],
    ]);
    expect(table.problems).toMatchObject([{ rule: 'bad-character', row: 2, column: 1 }]);
  });

  test('whatever the cells, a written file reads as it was written', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '1', '中', 'é', '"', ',', '\n', '\r', ' ', ';', '\t'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 20 }),
        async (rows) => {
          const text = rows
            .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','))
            .join('\n');
          const wanted = rows.filter((row) => row.some((text) => text !== ''));

          const table = await readTable(`${text}\n`, { encoding: 'utf-8', delimiter: ',' });

          expect(cellsOf(table)).toEqual(wanted);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('the sign between cells', () => {
  test.each([
    ['a comma', 'name,value\nx,1\ny,2\n', 'csv', ['name', 'value']],
    [
      'a semicolon, with decimal commas in every row',
      'name;x;y\na;1,5;2,5\nb;3,5;4,5\n',
      'csv',
      ['name', 'x', 'y'],
    ],
    ['a tab', 'name\tvalue in euro\nx\t1,5\n', 'tsv', ['name', 'value in euro']],
    ['a bar', 'a|b\n1|2\n', 'csv', ['a', 'b']],
    ['a comma, whatever stands in quotes', 'a,b\n"x;y;z",1\n"u;v;w",2\n', 'csv', ['a', 'b']],
    ['nothing, where there is one column', 'name\nx\ny\n', 'csv', ['name']],
    [
      'a comma below a title of one cell',
      '表一 收支总表\n项目,金额\n收入,1\n支出,2\n结余,3\n',
      'csv',
      ['表一 收支总表'],
    ],
  ])('is %s', async (_, text, format, head) => {
    const table = await readTable(text, { encoding: 'utf-8' });

    expect(table.format).toBe(format);
    expect(cellsOf(table)[0]).toEqual(head);
  });

  test('is asked for where two make a table as well, and taken where it is declared', async () => {
    const text = 'a,b;c\n1,2;3\n4,5;6\n';

    await expect(readTable(text)).rejects.toThrow(
      /does not show which sign stands between its cells: comma \(2 columns\) or semicolon \(2 columns\)/,
    );
    expect(cellsOf(await readTable(text, { delimiter: ';' }))[0]).toEqual(['a,b', 'c']);
    expect(cellsOf(await readTable('a,b\tc\n', { format: 'tsv' }))).toEqual([['a,b', 'c']]);
  });
});
