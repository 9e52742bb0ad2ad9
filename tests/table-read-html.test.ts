import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellsOf, readTable } from './table-read.ts';

describe('HTML tables', () => {
  test('heading and lines before a table are its title, spans are merges, several tables are several sheets', async () => {
    const read = await readTable(
      `<!DOCTYPE html><html><head><meta charset="utf-8"><title>预算 公开</title><meta name="author" content="财政局">
      <style>td { color: red }</style><script>document.write("<table><tr><td>x</table>")</script></head><body>
      <h2>2025年部门收支预算总表</h2><p>编制单位：教育局</p><p>单位：万元</p>
      <table><thead><tr><th rowspan=2>项目<th colspan="2">预算</tr><tr><th>合计<th>基本</thead>
      <tbody><tr><td>&nbsp;教育<br>支出&nbsp;</td><td> 1,234.50 </td><td></td></tr></tbody></table>
      <table><caption>表二</caption><tr><td>a &amp; b<td><p>x</p><p>y</p></table></body></html>`,
    );

    expect(read.format).toBe('html');
    expect(read.metadata).toEqual({ title: '预算 公开', author: '财政局' });
    expect(read.sheets).toEqual([
      {
        name: 'table 1',
        title: '2025年部门收支预算总表\n编制单位：教育局\n单位：万元',
        unit: undefined,
        merges: [
          { top: 1, left: 1, bottom: 2, right: 1 },
          { top: 1, left: 2, bottom: 1, right: 3 },
        ],
        rows: [
          { number: 1, cells: ['项目', '预算'] },
          { number: 2, cells: ['', '合计', '基本'] },
          { number: 3, cells: ['教育\n支出', '1,234.50'] },
        ],
      },
      {
        name: 'table 2',
        title: '表二',
        unit: undefined,
        merges: [],
        rows: [{ number: 1, cells: ['a & b', 'x\ny'] }],
      },
    ]);
    expect(read.problems).toEqual([]);
  });

  test('a table inside a table is a sheet of its own; layout without text is none', async () => {
    const read = await readTable(
      '<table><tr><td>outer<table><tr><td>inner</td><td>1</td></tr></table>tail</td><td>2</td></tr></table><table><tr><td> </td></tr></table>',
    );

    expect(read.sheets.map(({ name, rows }) => [name, rows.map(({ cells }) => cells)])).toEqual([
      ['table 1', [['outertail', '2']]],
      ['table 2', [['inner', '1']]],
    ]);
  });

  test('the encoding is what the page says or what is declared, and never a guess', async () => {
    const gbk = (head: string): Buffer =>
      Buffer.concat([
        Buffer.from(`<html>${head}<table><tr><td>`),
        Buffer.from('b2bfc3c5', 'hex'),
        Buffer.from('</table>'),
      ]);

    expect(cellsOf(await readTable(gbk('<meta charset=gb2312>')))).toEqual([['部门']]);
    expect(
      cellsOf(await readTable(gbk('<meta http-equiv="Content-Type" content="text/html; charset=GBK">'))),
    ).toEqual([['部门']]);
    expect(cellsOf(await readTable(gbk(''), { encoding: 'gb18030' }))).toEqual([['部门']]);
    await expect(readTable(gbk(''))).rejects.toThrow(/is not UTF-8/);
    await expect(readTable(gbk('<meta charset=utf-8>'))).rejects.toThrow(/is not UTF-8/);
  });

  test('hidden rows are read and named, rows of any page size stream', async () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => `<tr><td>${i}<td>x`).join('');
    const read = await readTable(`<table><tr style="display: none"><td>h</tr>${rows}</table>`);

    expect(read.sheets[0]?.rows).toHaveLength(20_001);
    expect(read.sheets[0]?.rows.at(-1)).toEqual({ number: 20_001, cells: ['19999', 'x'] });
    expect(read.problems).toMatchObject([{ rule: 'hidden-rows', severity: 'info', value: '1' }]);
  });

  test('spans have limits, and reach no further than their part of the table', async () => {
    const read = await readTable(
      '<table><tbody><tr><td rowspan=0>a<td rowspan=9>b<tr><td>c</tbody><tbody><tr><td colspan="99999">d</tbody></table>',
    );

    expect(read.sheets[0]?.merges).toEqual([
      { top: 1, left: 1, bottom: 2, right: 1 },
      { top: 1, left: 2, bottom: 2, right: 2 },
      { top: 3, left: 1, bottom: 3, right: 1000 },
    ]);
    expect(cellsOf(read)).toEqual([['a', 'b'], ['', '', 'c'], ['d']]);
    await expect(readTable(`<table><tr>${'<td colspan=1000>x'.repeat(17)}`)).rejects.toThrow(
      /more than 16384 columns/,
    );
    await expect(readTable('<table><tr><td>'.repeat(30))).rejects.toThrow(/nests more than 20 tables/);
  });

  test('whatever the spans, cells stand where a browser puts them', async () => {
    const cell = fc.record({ rows: fc.integer({ min: 1, max: 3 }), columns: fc.integer({ min: 1, max: 3 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        async (rows) => {
          const html = rows.map(
            (cells, r) =>
              `<tr>${cells.map(({ rows: tall, columns }, c) => `<td rowspan=${tall} colspan=${columns}>${r}/${c}</td>`).join('')}</tr>`,
          );
          const taken = new Map<string, string>();
          const wanted: string[][] = rows.map(() => []);
          for (const [r, cells] of rows.entries()) {
            let column = 0;
            for (const [c, { rows: tall, columns }] of cells.entries()) {
              while (taken.has(`${r},${column}`)) column++;
              for (let i = 0; i < tall; i++)
                for (let k = 0; k < columns; k++)
                  taken.set(`${r + i},${column + k}`, i + k === 0 ? `${r}/${c}` : '');
              (wanted[r] as string[])[column] = `${r}/${c}`;
              column += columns;
            }
          }

          const read = await readTable(`<table>${html.join('')}</table>`);

          expect(cellsOf(read)).toEqual(wanted.map((cells) => Array.from(cells, (text) => text ?? '')));
        },
      ),
      { numRuns: 300 },
    );
  });
});
