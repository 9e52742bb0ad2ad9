import type { Merge, Sheet, SheetRow } from '../types.ts';

/**
 * Texts of cells that are merged downwards, put into each row. Amounts are not: what is printed once is counted once.
 */
export class MergedTexts {
  private byTop = new Map<number, Merge[]>();
  private known = 0;
  private open: { column: number; bottom: number; text: string }[] = [];

  constructor(
    private readonly sheet: Sheet,
    private readonly columns: ReadonlySet<number>,
  ) {}

  fill(row: SheetRow): SheetRow {
    if (this.sheet.merges.length > this.known) this.index();
    if (this.byTop.size === 0) return row;
    this.open = this.open.filter((one) => one.bottom >= row.number);
    let cells: string[] | null = null;
    for (const one of this.open) {
      if ((row.cells[one.column] ?? '').trim() !== '') continue;
      cells ??= [...row.cells];
      while (cells.length < one.column) cells.push('');
      cells[one.column] = one.text;
    }
    for (const merge of this.byTop.get(row.number) ?? []) {
      const column = merge.left - 1;
      this.open.push({ column, bottom: merge.bottom, text: row.cells[column] ?? '' });
    }
    return cells ? { ...row, cells } : row;
  }

  /** A reader that streams fills the list of merges as it goes. */
  private index(): void {
    const { merges } = this.sheet;
    for (; this.known < merges.length; this.known++) {
      const merge = merges[this.known] as Merge;
      if (merge.bottom === merge.top || !this.columns.has(merge.left - 1)) continue;
      const same = this.byTop.get(merge.top);
      if (same) same.push(merge);
      else this.byTop.set(merge.top, [merge]);
    }
  }
}
