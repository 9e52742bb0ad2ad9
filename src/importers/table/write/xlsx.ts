import { crc32, deflateRawSync } from 'node:zlib';
import { columnLetters } from '../read/xlsx/cell-place.ts';
import type { Merge } from '../types.ts';

export interface SheetContent {
  name: string;
  /** Text, numbers, or null for an empty cell. A number too exact for a double is given as `{ number: '…' }`. */
  rows: readonly (readonly CellContent[])[];
  merges?: readonly Merge[];
  /** Width of each column in characters. */
  widths?: readonly number[];
  /** Rows at the top that are set bold and stay in view; 1 unless given. */
  headRows?: number;
}

export type CellContent = string | number | null | { number: string };

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** An Office Open XML workbook. The same content always gives the same bytes: no times, no names of programs. */
export async function writeWorkbook(sheets: readonly SheetContent[]): Promise<Buffer> {
  if (sheets.length === 0) throw new Error('a workbook needs a sheet');
  const names = sheetNames(sheets.map(({ name }) => name));
  const parts: [string, string][] = [
    ['[Content_Types].xml', contentTypes(sheets.length)],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    [
      'xl/workbook.xml',
      `${HEADER}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names
        .map((name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]),
        ['styles', 'styles.xml'],
      ]),
    ],
    ['xl/styles.xml', STYLES],
    ...sheets.map((sheet, i): [string, string] => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet)]),
  ];
  return writeZip(parts.map(([name, text]) => [name, Buffer.from(text)]));
}

function sheetXml({ rows, merges = [], widths = [], headRows = 1 }: SheetContent): string {
  const pane =
    headRows > 0
      ? `<pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/>`
      : '';
  const columns = widths
    .map((width, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  const body: string[] = [];
  for (const [index, row] of rows.entries()) {
    const number = index + 1;
    const style = index < headRows ? 1 : 0;
    const cells = row.map((cell, column) => cellXml(`${columnLetters(column + 1)}${number}`, cell, style));
    body.push(`<row r="${number}">${cells.join('')}</row>`);
  }
  const merged = merges.map(
    ({ top, left, bottom, right }) =>
      `<mergeCell ref="${columnLetters(left)}${top}:${columnLetters(right)}${bottom}"/>`,
  );
  return [
    HEADER,
    `<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>`,
    columns === '' ? '' : `<cols>${columns}</cols>`,
    `<sheetData>${body.join('')}</sheetData>`,
    merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>`,
    '</worksheet>',
  ].join('');
}

/** Text cells have the text format, so that a spreadsheet keeps `0201` as it is when it is typed over. */
function cellXml(reference: string, cell: CellContent, style: number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'string') {
    const text = escapeXml(escapeControls(cell));
    return `<c r="${reference}" s="${style === 1 ? 1 : 2}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
  }
  const number = typeof cell === 'number' ? String(cell) : cell.number;
  if (!/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(number)) throw new Error(`"${number}" is no number`);
  return `<c r="${reference}" s="${style}"><v>${number}</v></c>`;
}

/** Styles: 0 plain, 1 bold and wrapped, 2 text. */
const STYLES = `${HEADER}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

function relations(targets: readonly [string, string][]): string {
  const items = targets.map(
    ([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

function contentTypes(sheetCount: number): string {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const sheets = Array.from(
    { length: sheetCount },
    (_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${type}.worksheet+xml"/>`,
  );
  return `${HEADER}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>${sheets.join('')}</Types>`;
}

/** Names as spreadsheets take them: 31 characters, some signs not, each once whatever its case. */
function sheetNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, i) => {
    const plain =
      name
        .replace(/[\\/?*[\]:\0-\x1f]/g, ' ')
        .replace(/^'+|'+$/g, '')
        .trim() || `Sheet${i + 1}`;
    let own = plain.slice(0, 31);
    for (let n = 2; taken.has(own.toLowerCase()); n++)
      own = `${plain.slice(0, 31 - ` (${n})`.length)} (${n})`;
    taken.add(own.toLowerCase());
    return own;
  });
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** XML has no control characters; spreadsheets write them, and text that looks like one written so, as `_x000D_`. */
function escapeControls(text: string): string {
  const hex = (code: number): string => `_x${code.toString(16).toUpperCase().padStart(4, '0')}_`;
  return text
    .replace(/_(?=x[0-9a-fA-F]{4}_)/g, hex(0x5f))
    .replace(
      /[\0-\x08\x0b-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      (c) => hex(c.charCodeAt(0)),
    );
}

/** A ZIP container (APPNOTE 6.3.3), for files that fit into memory. */
export function writeZip(entries: readonly (readonly [string, Buffer])[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const path = Buffer.from(name);
    const packed = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x0800, 2);
    common.writeUInt16LE(8, 4);
    // 1 January 1980, the first day a ZIP knows.
    common.writeUInt32LE(0x00210000, 6);
    common.writeUInt32LE(crc32(content) >>> 0, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, path]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, end, path]));
    parts.push(local, packed);
    offset += local.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06', 'latin1'), end]);
}
