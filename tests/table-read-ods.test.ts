import { describe, expect, test } from 'vitest';
import { sourceOf } from '../src/importers/ocds/source.ts';
import { openTableFile } from '../src/importers/table/read/index.ts';
import { writeZip } from '../src/importers/table/write/xlsx.ts';
import { cellsOf, readTable } from './table-read.ts';

const NAMES = ['office', 'table', 'text', 'style', 'calcext']
  .map((name) => `xmlns:${name}="urn:${name}"`)
  .join(' ');
const MANIFEST =
  '<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>';

function ods(tables: string, more: Record<string, string> = {}, styles = ''): Buffer {
  const content = `<?xml version="1.0" encoding="UTF-8"?><office:document-content ${NAMES}><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`;
  return writeZip(
    Object.entries({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': content,
      'META-INF/manifest.xml': MANIFEST,
      ...more,
    }).map(([name, text]) => [name, Buffer.from(text)]),
  );
}

const table = (rows: string, name = '表'): string =>
  `<table:table table:name="${name}">${rows}</table:table>`;
const row = (...cells: string[]): string => `<table:table-row>${cells.join('')}</table:table-row>`;
const text = (content: string, attributes = ''): string =>
  `<table:table-cell office:value-type="string" ${attributes}><text:p>${content}</text:p></table:table-cell>`;
const value = (type: string, attributes: string, shown: string): string =>
  `<table:table-cell office:value-type="${type}" ${attributes}><text:p>${shown}</text:p></table:table-cell>`;

describe('ODS', () => {
  test('texts, numbers, dates, times and booleans read as a spreadsheet shows them', async () => {
    const read = await readTable(
      ods(
        table(
          row(
            text('a<text:s text:c="3"/>b<text:span>c</text:span><text:line-break/>d</text:p><text:p>e'),
            value('float', 'office:value="56505.130000000005"', '56,505.13'),
            value('float', 'office:value="201"', '00201'),
            value('percentage', 'office:value="0.15"', '15%'),
            value('currency', 'office:value="-1234.5" office:currency="CNY"', '-1,234.50'),
            value('date', 'office:date-value="2025-01-02T00:00:00"', '2025年1月2日'),
            value('time', 'office:time-value="PT08H30M00S"', '8:30'),
            value('boolean', 'office:boolean-value="true"', 'WAHR'),
          ),
        ),
      ),
    );

    expect(read.format).toBe('ods');
    expect(read.sheets[0]?.name).toBe('表');
    expect(cellsOf(read)).toEqual([
      ['a   bc\nd\ne', '56505.13', '00201', '15%', '-1234.5', '2025-01-02', '08:30:00', 'TRUE'],
    ]);
    expect(read.problems).toEqual([]);
  });

  test('repeated and empty cells and rows keep places, merges are told, comments are no text', async () => {
    const read = await readTable(
      ods(
        [
          table(
            [
              row(
                text('预算', 'table:number-columns-spanned="2" table:number-rows-spanned="2"'),
                '<table:covered-table-cell/>',
                '<table:table-cell table:number-columns-repeated="2"/>',
                text('x', 'table:number-columns-repeated="2"'),
                '<table:table-cell table:number-columns-repeated="16378"/>',
              ),
              '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>',
              `<table:table-row table:number-rows-repeated="2">${text('y<office:annotation><text:p>comment</text:p></office:annotation>')}</table:table-row>`,
              '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>',
            ].join(''),
          ),
          table(row(text('z')), 'second'),
        ].join(''),
      ),
    );

    expect(read.sheets.map(({ name, merges, rows }) => ({ name, merges, rows }))).toEqual([
      {
        name: '表',
        merges: [{ top: 1, left: 1, bottom: 2, right: 2 }],
        rows: [
          { number: 1, cells: ['预算', '', '', '', 'x', 'x'] },
          { number: 5, cells: ['y'] },
          { number: 6, cells: ['y'] },
        ],
      },
      { name: 'second', merges: [], rows: [{ number: 1, cells: ['z'] }] },
    ]);
  });

  test('formulas give their stored results; errors, missing results, hidden parts and links are reported', async () => {
    const read = await readTable(
      ods(
        `<table:table table:name="h" table:style-name="ta1"><table:table-source table:name="other.ods"/><table:table-column table:visibility="collapse"/><table:table-row table:visibility="collapse">${[
          value('float', 'table:formula="of:=SUM([.B1])" office:value="3"', '3'),
          value('string', 'table:formula="of:=X" calcext:value-type="error"', '#REF!'),
          '<table:table-cell table:formula="of:=[.A1]"/>',
        ].join('')}</table:table-row></table:table>`,
        {},
        '<style:style style:name="ta1"><style:table-properties table:display="false"/></style:style>',
      ),
    );

    expect(cellsOf(read)).toEqual([['3', '#REF!', '=[.A1]']]);
    expect(read.problems.map(({ rule, severity, row: at, column }) => [rule, severity, at, column])).toEqual([
      ['hidden-sheet', 'info', undefined, undefined],
      ['external-link', 'warning', undefined, undefined],
      ['hidden-columns', 'info', undefined, 1],
      ['error-cell', 'error', 1, 2],
      ['formula-without-result', 'error', 1, 3],
      ['formulas', 'info', undefined, undefined],
      ['hidden-rows', 'info', undefined, undefined],
    ]);
  });

  test('a row with content repeated a million times, or beyond the last column, is refused', async () => {
    const many = `<table:table-row table:number-rows-repeated="1000000">${text('x')}</table:table-row>`;
    const wide = row(text('x', 'table:number-columns-repeated="100000"'));

    await expect(readTable(ods(table(many)))).rejects.toThrow(/repeats row 1 of sheet "表" 1000000 times/);
    await expect(readTable(ods(table(wide)))).rejects.toThrow(/more than 16384 columns/);
  });

  test('a sheet may be passed over, or left half read, before the next one is asked for', async () => {
    const rows = Array.from({ length: 1500 }, (_, i) => row(text(`${i}`))).join('');
    const bytes = ods([table(rows, 'a'), table(rows, 'b'), table(row(text('last')), 'c')].join(''));
    const file = await openTableFile(sourceOf('x.ods', bytes), { report: () => {} });
    const seen: [string, number][] = [];
    for await (const sheet of file.sheets()) {
      let count = 0;
      if (sheet.name !== 'a')
        for await (const batch of sheet.rows()) {
          count += batch.length;
          if (sheet.name === 'b') break;
        }
      seen.push([sheet.name, count]);
    }
    await file.close();

    expect(seen).toEqual([
      ['a', 0],
      ['b', 500],
      ['c', 1],
    ]);
  });

  test('passwords, macros and documents that are no spreadsheets are refused', async () => {
    const encrypted = MANIFEST.replace('/></', '><manifest:encryption-data/></manifest:file-entry></');
    const document = MANIFEST.replace('spreadsheet', 'text');

    await expect(readTable(ods('', { 'META-INF/manifest.xml': encrypted }))).rejects.toThrow(
      /encrypted with a password/,
    );
    await expect(readTable(ods('', { 'META-INF/manifest.xml': document }))).rejects.toThrow(
      /no spreadsheet: expected ODS/,
    );
    await expect(readTable(ods('', { 'Basic/Standard/Module1.xml': '<m/>' }))).rejects.toThrow(
      /contains macros/,
    );
    await expect(readTable(ods('', { 'Scripts/python/a.py': 'x' }))).rejects.toThrow(/contains macros/);
    expect(
      (await readTable(ods(table(row(text('a'))), { 'Basic/Standard/script-lb.xml': '<l/>' }))).sheets,
    ).toHaveLength(1);
  });
});
