import { sourceOf } from '../src/importers/ocds/source.ts';
import { type OpenOptions, openTableFile } from '../src/importers/table/read/index.ts';
import type { Merge, TableProblem } from '../src/importers/table/types.ts';

export interface ReadSheet {
  name: string;
  title: string | undefined;
  unit: string | undefined;
  merges: readonly Merge[];
  rows: { number: number; cells: string[]; page?: number }[];
}

export interface ReadTable {
  format: string;
  encoding: string | null;
  metadata: Readonly<Record<string, string>>;
  sheets: ReadSheet[];
  problems: TableProblem[];
}

/** The whole of a table file in memory, with what was said about it. */
export async function readTable(
  bytes: Buffer | string,
  options: Partial<OpenOptions> & { name?: string } = {},
): Promise<ReadTable> {
  const { name = 'table', ...rest } = options;
  return readSource(sourceOf(name, Buffer.from(bytes as string)), rest);
}

export async function readSource(
  source: ReturnType<typeof sourceOf>,
  options: Partial<OpenOptions> = {},
): Promise<ReadTable> {
  const problems: TableProblem[] = [];
  const file = await openTableFile(source, { report: (problem) => problems.push(problem), ...options });
  try {
    const sheets: ReadSheet[] = [];
    for await (const sheet of file.sheets()) {
      const rows: ReadSheet['rows'] = [];
      for await (const batch of sheet.rows())
        for (const { number, cells, page } of batch)
          rows.push({ number, cells: [...cells], ...(page === undefined ? {} : { page }) });
      sheets.push({
        name: sheet.name,
        title: sheet.title,
        unit: sheet.unit,
        merges: [...sheet.merges],
        rows,
      });
    }
    return { format: file.format, encoding: file.encoding, metadata: file.metadata, sheets, problems };
  } finally {
    await file.close();
  }
}

/** Cells of the only sheet. */
export function cellsOf(table: ReadTable): string[][] {
  if (table.sheets.length !== 1) throw new Error(`expected one sheet, found ${table.sheets.length}`);
  return (table.sheets[0] as ReadSheet).rows.map(({ cells }) => cells);
}
