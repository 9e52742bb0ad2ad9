import { HubError } from '../../../errors.ts';
import type { Merge, Report, Sheet, SheetRow } from '../types.ts';
import { cleanText } from './clean-text.ts';

/** What a reader of several tables in one stream gives, in order. */
export type SheetEvent =
  | { type: 'sheet'; name: string; title?: string | undefined; unit?: string | undefined; merges: Merge[] }
  | { type: 'rows'; rows: readonly SheetRow[] };

/** Sheets from one stream: a sheet whose rows were not wanted, or not all of them, is passed over. */
export async function* sheetsOf(events: AsyncIterator<SheetEvent>): AsyncGenerator<Sheet> {
  try {
    let next = await events.next();
    while (!next.done) {
      if (next.value.type !== 'sheet') throw new Error('rows outside a sheet');
      const { type: _, ...head } = next.value;
      let ended = false;
      const rows = async function* (): AsyncGenerator<readonly SheetRow[]> {
        while (!ended) {
          next = await events.next();
          if (next.done || next.value.type === 'sheet') ended = true;
          else if (next.value.rows.length > 0) yield next.value.rows;
        }
      };
      yield { ...head, rows };
      while (!ended) {
        next = await events.next();
        if (next.done || next.value.type === 'sheet') ended = true;
      }
    }
  } finally {
    await events.return?.();
  }
}

const BATCH_ROWS = 500;
const BATCH_CELLS = 50_000;

/** Most cells a file may have, gaps counted: 2 million rows of 100 columns. */
const MAX_CELLS = 200_000_000;

/**
 * Rows on their way from a parser that pushes to a reader that pulls. Rows without any text are left out (their
 * numbers show the gap); empty cells behind the last text of a row are, too.
 */
export class RowBuffer {
  rows: SheetRow[] = [];
  private cells = 0;
  private total = 0;

  constructor(
    private readonly fileName: string,
    private readonly report: Report,
  ) {}

  add(number: number, cells: string[], sheet: string, page?: number): void {
    let last = cells.length;
    while (last > 0 && cells[last - 1] === '') last--;
    if (last === 0) return;
    cells.length = last;
    for (let i = 0; i < last; i++) {
      const text = cells[i] as string;
      if (text.length > 0)
        cells[i] = cleanText(text, () => ({ sheet, row: number, column: i + 1, page }), this.report);
    }
    this.put(page === undefined ? { number, cells } : { number, cells, page });
  }

  put(row: SheetRow): void {
    this.cells += row.cells.length;
    this.total += row.cells.length;
    if (this.total > MAX_CELLS)
      throw new HubError(
        'LIMIT_EXCEEDED',
        `"${this.fileName}" has more than ${MAX_CELLS} cells; it is not read. Import it in parts.`,
      );
    this.rows.push(row);
  }

  get isFull(): boolean {
    return this.rows.length >= BATCH_ROWS || this.cells >= BATCH_CELLS;
  }

  take(): SheetRow[] {
    const { rows } = this;
    this.rows = [];
    this.cells = 0;
    return rows;
  }
}

/** Name of a table that has none of its own: that of the file, without what says its format. */
export function tableName(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) as string;
  return base.replace(/\.gz$/i, '').replace(/\.[a-z0-9]{1,6}$/i, '') || base;
}
