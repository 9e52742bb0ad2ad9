import { HubError } from '../../../../errors.ts';
import type { Merge, Report, Sheet, SheetRow, TableFile } from '../../types.ts';
import { readXml } from '../xml.ts';
import type { ZipArchive } from '../zip.ts';
import { readMerges } from './merges.ts';
import type { CellFormat } from './number-format.ts';
import { readSharedStrings, readStyles, readWorkbookParts, type SheetEntry } from './parts.ts';
import { SheetReader } from './sheet-reader.ts';

/** Office Open XML workbooks (.xlsx): formulas are never computed, their stored results are read. */
export async function openWorkbook(zip: ZipArchive, fileName: string, report: Report): Promise<TableFile> {
  refuseMacros(zip, fileName);
  if ([...zip.names].some((name) => name.startsWith('xl/externalLinks/'))) {
    const problem =
      'the workbook refers to other files or programs; they are not opened, what it stored of them is read';
    report({ rule: 'external-link', severity: 'warning', problem });
  }
  const parts = await readWorkbookParts(zip, fileName);
  if (parts.sheets.length === 0)
    throw new HubError('BAD_INPUT', `"${fileName}" has no sheet with cells: expected at least one.`);
  const formats = await readStyles(zip, parts.styles, fileName);
  let strings: string[] | null = null;
  return {
    format: 'xlsx',
    encoding: null,
    metadata: {},
    async *sheets() {
      strings ??= await readSharedStrings(zip, parts.sharedStrings, fileName);
      for (const entry of parts.sheets)
        yield await openSheet(zip, entry, { fileName, formats, strings, is1904: parts.is1904, report });
    },
    close: async () => {
      strings = null;
      zip.close();
    },
  };
}

function refuseMacros(zip: ZipArchive, fileName: string): void {
  for (const name of zip.names) {
    if (/(?:^|\/)vbaProject\.bin$|^xl\/(?:macrosheets|dialogsheets)\//i.test(name))
      throw new HubError(
        'BAD_INPUT',
        `"${fileName}" contains macros ("${name}"). Save it as XLSX without macros.`,
      );
  }
}

export interface SheetContext {
  fileName: string;
  formats: readonly CellFormat[];
  strings: readonly string[];
  is1904: boolean;
  report: Report;
}

async function openSheet(zip: ZipArchive, entry: SheetEntry, context: SheetContext): Promise<Sheet> {
  if (entry.isHidden) {
    const problem = 'the sheet is hidden in the workbook; it is read';
    context.report({ rule: 'hidden-sheet', severity: 'info', sheet: entry.name, problem });
  }
  const merges: Merge[] = await readMerges(zip.stream(entry.part), context.fileName);
  return { name: entry.name, merges, rows: () => readRows(zip, entry, context) };
}

async function* readRows(
  zip: ZipArchive,
  entry: SheetEntry,
  context: SheetContext,
): AsyncGenerator<readonly SheetRow[]> {
  const reader = new SheetReader(entry.name, context);
  const what = `"${context.fileName}" (sheet "${entry.name}")`;
  for await (const _ of readXml(zip.stream(entry.part), what, reader)) {
    if (reader.buffer.isFull) yield reader.buffer.take();
  }
  reader.end();
  if (reader.buffer.rows.length > 0) yield reader.buffer.take();
}
