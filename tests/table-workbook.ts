import { writeZip } from '../src/importers/table/write/xlsx.ts';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface WorkbookParts {
  /** XML inside `worksheet`, for each sheet. */
  sheets: readonly string[];
  sheetAttributes?: readonly string[];
  sharedStrings?: string;
  styles?: string;
  workbook?: string;
  /** Parts besides, by name. */
  more?: Readonly<Record<string, string>>;
}

/** A workbook from the XML of its parts, for what our own writer never writes. */
export function workbook(parts: WorkbookParts): Buffer {
  const { sheets, sharedStrings, styles, more = {} } = parts;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const entries: [string, string][] = [
    ['[Content_Types].xml', '<Types/>'],
    ['_rels/.rels', `<Relationships>${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`],
    [
      'xl/workbook.xml',
      `<workbook xmlns:r="${RELATIONS}">${parts.workbook ?? ''}<sheets>${sheets
        .map(
          (_, i) =>
            `<sheet name="S${i + 1}" sheetId="${i + 7}" ${parts.sheetAttributes?.[i] ?? ''} r:id="r${i}"/>`,
        )
        .join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships>${sheets.map((_, i) => relation(`r${i}`, 'worksheet', `/xl/worksheets/s${i}.xml`)).join('')}${
        sharedStrings === undefined ? '' : relation('rs', 'sharedStrings', 'sharedStrings.xml')
      }${styles === undefined ? '' : relation('rt', 'styles', 'styles.xml')}</Relationships>`,
    ],
    ...sheets.map((xml, i): [string, string] => [`xl/worksheets/s${i}.xml`, `<worksheet>${xml}</worksheet>`]),
    ...Object.entries(more),
  ];
  if (sharedStrings !== undefined) entries.push(['xl/sharedStrings.xml', `<sst>${sharedStrings}</sst>`]);
  if (styles !== undefined) entries.push(['xl/styles.xml', `<styleSheet>${styles}</styleSheet>`]);
  return writeZip(entries.map(([name, text]) => [name, Buffer.from(text)]));
}

/** One sheet with these rows. */
export function sheet(rows: string, before = '', after = ''): string {
  return `${before}<sheetData>${rows}</sheetData>${after}`;
}
