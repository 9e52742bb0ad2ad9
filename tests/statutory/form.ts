export interface Merge {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export type Cell = string | number | null;

export interface FormSheet {
  name: string;
  rows: Cell[][];
  merges: Merge[];
  widths: number[];
}

/** A column of a form: its heads from the top, each repeated where one head covers several columns. */
export type HeadOf = readonly string[];

/**
 * A statutory form: title, line with body and unit, a head of several rows in which equal neighbours are merged, then
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
    this.sheet = { name, rows: [], merges: [], widths: heads.map(() => 18) };
    this.wide(title);
    if (lines.number) this.at(this.width - 1, lines.number);
    const line = this.blank();
    line[0] = lines.body;
    // A unit that has no cell of its own stands behind the body's name.
    if (lines.unit && this.width > 1) line[this.width - 1] = `单位：${lines.unit}`;
    this.sheet.rows.push(line);
    this.head(heads);
  }

  row(...cells: Cell[]): this {
    this.sheet.rows.push([...cells, ...Array(this.width - cells.length).fill(null)]);
    return this;
  }

  /** One text over the whole width. */
  wide(text: string): this {
    this.row(text);
    const row = this.sheet.rows.length;
    if (this.width > 1) this.sheet.merges.push({ top: row, left: 1, bottom: row, right: this.width });
    return this;
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
    this.sheet.merges.push({ top: row, left, bottom: row, right });
    return this;
  }

  private at(column: number, text: string) {
    const cells = this.blank();
    cells[column] = text;
    this.sheet.rows.push(cells);
  }

  private blank(): Cell[] {
    return Array(this.width).fill(null);
  }

  private head(heads: readonly HeadOf[]) {
    const depth = Math.max(...heads.map((path) => path.length));
    const first = this.sheet.rows.length + 1;
    for (let level = 0; level < depth; level += 1) {
      const cells = this.blank();
      for (const [column, path] of heads.entries()) {
        const text = path[level];
        if (text === undefined) continue;
        const before = heads[column - 1];
        const isCovered =
          before && before.slice(0, level + 1).join('\n') === path.slice(0, level + 1).join('\n');
        if (isCovered && level < path.length - 1) continue;
        cells[column] = text;
        let right = column;
        while (
          level < path.length - 1 &&
          heads[right + 1]?.slice(0, level + 1).join('\n') === path.slice(0, level + 1).join('\n')
        )
          right += 1;
        // A short path goes down to the last row of the head.
        const bottom = level === path.length - 1 ? first + depth - 1 : first + level;
        if (right > column || bottom > first + level)
          this.sheet.merges.push({ top: first + level, left: column + 1, bottom, right: right + 1 });
      }
      this.sheet.rows.push(cells);
    }
  }
}
