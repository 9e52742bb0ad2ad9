import type { Merge } from '../../importers/table/types.ts';
import type { CellContent } from '../../importers/table/write/xlsx.ts';
import { type Fen, fenText } from '../money.ts';

export interface FormSheet {
  name: string;
  rows: CellContent[][];
  merges: Merge[];
  widths: number[];
  headRows: number;
}

/** 万元 as a form prints it; nothing where there is no amount. */
export function wan(amount: Fen): CellContent {
  return amount === 0n ? null : { number: wanText(amount) };
}

const wanText = (amount: Fen): string => {
  const sign = amount < 0n ? '-' : '';
  const whole = amount < 0n ? -amount : amount;
  if (whole % 10_000n !== 0n) throw new Error(`${fenText(amount)} yuan has more than two decimals in 万元`);
  const hundredths = whole / 10_000n;
  return `${sign}${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;
};

/** A column of a form: its heads from the top, each repeated where one head covers several columns. */
export type HeadOf = readonly string[];

/**
 * A statutory form: title, a line with body and unit, a head of several rows in which equal neighbours are merged, then
 * rows and notes.
 */
export class Form {
  readonly sheet: FormSheet;
  private readonly width: number;

  constructor(
    name: string,
    title: string,
    lines: { body: string; unit: string | null; number?: string },
    heads: readonly HeadOf[],
  ) {
    this.width = heads.length;
    this.sheet = { name, rows: [], merges: [], widths: heads.map(() => 18), headRows: 2 };
    this.wide(title);
    if (lines.number) this.row(...Array(this.width - 1).fill(null), lines.number);
    const line = this.blank();
    line[0] = lines.body;
    // A unit that has no cell of its own stands behind the body's name.
    if (lines.unit && this.width > 1) line[this.width - 1] = `单位：${lines.unit}`;
    this.sheet.rows.push(line);
    this.head(heads);
  }

  row(...cells: CellContent[]): this {
    this.sheet.rows.push([...cells, ...Array(this.width - cells.length).fill(null)]);
    return this;
  }

  /** One text over the whole width. */
  wide(text: string): this {
    this.row(text);
    return this.mergeAcross(1, this.width);
  }

  /** Merges the cells of a column over the last `count` rows, as forms do with what repeats. */
  mergeUp(column: number, count: number): this {
    const bottom = this.sheet.rows.length;
    if (count > 1) this.sheet.merges.push({ top: bottom - count + 1, left: column, bottom, right: column });
    for (let row = bottom - count + 1; row < bottom; row += 1) this.sheet.rows[row]![column - 1] = null;
    return this;
  }

  /** Merges cells of the last row. */
  mergeAcross(left: number, right: number): this {
    const row = this.sheet.rows.length;
    if (right > left) this.sheet.merges.push({ top: row, left, bottom: row, right });
    return this;
  }

  private blank(): CellContent[] {
    return Array(this.width).fill(null);
  }

  private head(heads: readonly HeadOf[]): void {
    const depth = Math.max(...heads.map((path) => path.length));
    const first = this.sheet.rows.length + 1;
    const above = (path: HeadOf | undefined, level: number) => path?.slice(0, level + 1).join('\n');
    for (let level = 0; level < depth; level += 1) {
      const cells = this.blank();
      for (const [column, path] of heads.entries()) {
        const text = path[level];
        if (text === undefined) continue;
        const isLast = level === path.length - 1;
        if (!isLast && above(heads[column - 1], level) === above(path, level)) continue;
        cells[column] = text;
        let right = column;
        while (!isLast && above(heads[right + 1], level) === above(path, level)) right += 1;
        // A short path goes down to the last row of the head.
        const bottom = isLast ? first + depth - 1 : first + level;
        if (right > column || bottom > first + level)
          this.sheet.merges.push({ top: first + level, left: column + 1, bottom, right: right + 1 });
      }
      this.sheet.rows.push(cells);
    }
    this.sheet.headRows = first + depth - 1;
  }
}
