import { HubError } from '../../../../errors.ts';
import { attribute, readWholeXml } from '../xml.ts';
import type { ZipArchive } from '../zip.ts';
import { builtInFormat, type CellFormat, formatOf } from './number-format.ts';

export interface SheetEntry {
  name: string;
  part: string;
  isHidden: boolean;
}

export interface WorkbookParts {
  sheets: SheetEntry[];
  is1904: boolean;
  sharedStrings: string | null;
  styles: string | null;
}

/** Targets of a part's relations by id, outside ones left out. */
async function relationsOf(
  zip: ZipArchive,
  part: string,
  fileName: string,
): Promise<Map<string, { type: string; target: string }>> {
  const slash = part.lastIndexOf('/') + 1;
  const name = `${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`;
  const relations = new Map<string, { type: string; target: string }>();
  if (!zip.names.has(name)) return relations;
  await readWholeXml(zip.stream(name), `"${fileName}" (${name})`, {
    open(element, attributes) {
      if (element !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return;
      const { Id: id = '', Type: type = '', Target: target = '' } = attributes;
      relations.set(id, { type: type.slice(type.lastIndexOf('/') + 1), target: resolvePart(part, target) });
    },
  });
  return relations;
}

function resolvePart(from: string, target: string): string {
  const steps = target.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

export async function readWorkbookParts(zip: ZipArchive, fileName: string): Promise<WorkbookParts> {
  const root = await relationsOf(zip, '', fileName);
  const workbook =
    [...root.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!zip.names.has(workbook))
    throw new HubError('BAD_INPUT', `"${fileName}" is an Office file without a workbook: expected XLSX.`);
  const relations = await relationsOf(zip, workbook, fileName);
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  await readWholeXml(zip.stream(workbook), `"${fileName}" (${workbook})`, {
    open(element, attributes) {
      if (element === 'workbookPr') is1904 = isTrue(attributes.date1904);
      if (element !== 'sheet') return;
      const relation = relations.get(attribute(withoutOwnId(attributes), 'id') ?? '');
      const name = attributes.name ?? `sheet ${sheets.length + 1}`;
      // Chart sheets and macro sheets of the old kind hold no rows.
      if (relation?.type !== 'worksheet') return;
      const isHidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
      sheets.push({ name, part: relation.target, isHidden });
    },
  });
  const partOf = (type: string): string | null => {
    const part = [...relations.values()].find((relation) => relation.type === type)?.target;
    return part !== undefined && zip.names.has(part) ? part : null;
  };
  return { sheets, is1904, sharedStrings: partOf('sharedStrings'), styles: partOf('styles') };
}

/** Only `r:id` names a relation. */
function withoutOwnId(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const { id: _, ...rest } = attributes;
  return rest;
}

export function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

/** Formats by the number that a cell's `s` names. */
export async function readStyles(
  zip: ZipArchive,
  part: string | null,
  fileName: string,
): Promise<CellFormat[]> {
  const formats: CellFormat[] = [];
  if (part === null) return formats;
  const own = new Map<number, CellFormat>();
  let inCells = false;
  await readWholeXml(zip.stream(part), `"${fileName}" (${part})`, {
    open(element, attributes) {
      if (element === 'numFmt') own.set(Number(attributes.numFmtId), formatOf(attributes.formatCode ?? ''));
      else if (element === 'cellXfs') inCells = true;
      else if (element === 'xf' && inCells) {
        const id = Number(attributes.numFmtId ?? 0);
        formats.push(own.get(id) ?? builtInFormat(id));
      }
    },
    close(element) {
      if (element === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

/** All of them are held in memory while the sheets are read. */
const MAX_SHARED_BYTES = 160 * 1024 * 1024;

/** Texts that cells share; rich text is its runs joined, phonetic readings are left out. */
export async function readSharedStrings(
  zip: ZipArchive,
  part: string | null,
  fileName: string,
): Promise<string[]> {
  const strings: string[] = [];
  if (part === null) return strings;
  if (zip.size(part) > MAX_SHARED_BYTES)
    throw new HubError(
      'LIMIT_EXCEEDED',
      `"${fileName}" holds more than ${MAX_SHARED_BYTES} bytes of texts; it is not read. Save the sheet as CSV.`,
    );
  let text = '';
  let isText = false;
  let phonetic = 0;
  await readWholeXml(zip.stream(part), `"${fileName}" (${part})`, {
    open(element) {
      if (element === 'si') text = '';
      else if (element === 'rPh') phonetic++;
      else if (element === 't') isText = phonetic === 0;
    },
    text(piece) {
      if (isText) text += piece;
    },
    close(element) {
      if (element === 't') isText = false;
      else if (element === 'rPh') phonetic--;
      else if (element === 'si') strings.push(flat(unescapeText(text)));
    },
  });
  return strings;
}

/** A text of its own: parts of a larger text would keep all of that text in memory. */
function flat(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}

/** Spreadsheets write control characters as `_x000D_`, and an underscore before such text as `_x005F_`. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
