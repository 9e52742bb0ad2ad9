import { expect, test } from 'vitest';
import { writeWorkbook, writeZip } from '../src/importers/table/write/xlsx.ts';
import { besideCells } from '../src/publish/workbook-rest.ts';
import { sheet, workbook } from './table-workbook.ts';

const file = (bytes: Buffer) => ({ name: 'book.xlsx', bytes });
const workbookOf = (more: Readonly<Record<string, string>>) => workbook({ sheets: [sheet('')], more });
const core = (creator: string) =>
  `<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:creator>${creator}</dc:creator></cp:coreProperties>`;

test('a workbook of nothing but cells holds nothing beside them', async () => {
  expect(await besideCells(file(await writeWorkbook([{ name: 's', rows: [['a', 1]] }])))).toBeNull();
  expect(await besideCells(file(workbookOf({ 'docProps/core.xml': core('') })))).toBeNull();
  expect(await besideCells(file(Buffer.from('a,b\n1,2\n')))).toBeNull();
});

test.each([
  ['who wrote it', { 'docProps/core.xml': core('Li') }, '"creator" in its part "docProps/core.xml"'],
  ['comments', { 'xl/comments1.xml': '<comments/>' }, 'the part "xl/comments1.xml"'],
  ['a picture', { 'xl/media/image1.png': 'x' }, 'the part "xl/media/image1.png"'],
  ['properties of its own', { 'docProps/custom.xml': '<Properties/>' }, 'the part "docProps/custom.xml"'],
])('%s in a workbook is named', async (_what, parts, said) => {
  expect(await besideCells(file(workbookOf(parts)))).toBe(said);
});

test('who wrote an open document, and remarks in it, are named', async () => {
  const document = (meta: string, content: string) =>
    writeZip([
      ['mimetype', Buffer.from('application/vnd.oasis.opendocument.spreadsheet')],
      ['meta.xml', Buffer.from(meta)],
      ['content.xml', Buffer.from(content)],
    ]);
  expect(await besideCells(file(document('<m><dc:creator>Li</dc:creator></m>', '<c/>')))).toContain(
    '"creator"',
  );
  expect(
    await besideCells(file(document('<m/>', '<c><office:annotation>no</office:annotation></c>'))),
  ).toContain('"annotation"');
  expect(await besideCells(file(document('<m/>', '<c/>')))).toBeNull();
});
