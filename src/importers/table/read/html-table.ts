import { HubError } from '../../../errors.ts';
import type { Merge, Report } from '../types.ts';
import { RowBuffer, type SheetEvent } from './sheets.ts';
import { MAX_COLUMNS } from './xlsx/cell-place.ts';

/** Limits of the HTML standard. */
const MAX_COLSPAN = 1000;
const MAX_ROWSPAN = 65_534;
const MAX_TEXT = 1_000_000;
/** Nothing of a table inside another can be given before the outer one ends. */
const MAX_HELD_ROWS = 200_000;

/** One table of a page: the grid that its rows and spans make. */
export class HtmlTable {
  private readonly buffer: RowBuffer;
  private events: SheetEvent[] = [];
  private readonly inner: HtmlTable[] = [];
  private announced = false;
  private held = false;
  private heldRows = 0;
  private caption: string | null = null;
  private inCaption = false;
  private row = 0;
  private cells: string[] | null = null;
  private cell: { column: number; text: string } | null = null;
  /** For each column how many more rows the cell above takes. */
  private readonly spans: number[] = [];
  private openMerges: Merge[] = [];
  private hiddenRows = 0;

  constructor(
    private readonly fileName: string,
    private readonly name: string,
    private readonly title: string,
    private readonly merges: Merge[],
    private readonly report: Report,
  ) {
    this.buffer = new RowBuffer(fileName, report);
  }

  openTag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'caption') {
      this.inCaption = true;
      this.caption ??= '';
    } else if (name === 'tr') this.openRow(attributes);
    else if (name === 'td' || name === 'th') this.openCell(attributes);
  }

  closeTag(name: string): void {
    if (name === 'caption') this.inCaption = false;
    else if (name === 'td' || name === 'th') this.closeCell();
    else if (name === 'tr') this.closeRow();
    else if (name === 'thead' || name === 'tbody' || name === 'tfoot') this.endSection();
  }

  text(text: string): void {
    if (this.inCaption) this.caption += text;
    else if (this.cell !== null) this.cell.text += text;
    if ((this.cell?.text.length ?? 0) + (this.caption?.length ?? 0) > MAX_TEXT)
      throw new HubError(
        'LIMIT_EXCEEDED',
        `"${this.fileName}" has a cell of more than ${MAX_TEXT} characters in ${this.name}; it is not read.`,
      );
  }

  breakLine(): void {
    if (this.cell !== null) this.cell.text += '\ue000';
  }

  /** Rows are kept back while a table stands inside. */
  hold(): void {
    this.held = true;
  }

  adopt(table: HtmlTable): void {
    this.inner.push(table);
    this.holdRows(table.heldRows);
  }

  takeReady(): SheetEvent[] {
    if (this.held || this.row < 2) return [];
    return this.takeOwn();
  }

  takeAll(): SheetEvent[] {
    return [...this.takeOwn(), ...this.inner.flatMap((table) => table.takeAll())];
  }

  finish(): void {
    this.closeRow();
    this.endSection();
    this.flush();
    if (this.hiddenRows > 0) {
      const problem = `${this.hiddenRows} rows are hidden on the page; they are read`;
      this.report({
        rule: 'hidden-rows',
        severity: 'info',
        sheet: this.name,
        value: String(this.hiddenRows),
        problem,
      });
    }
  }

  private takeOwn(): SheetEvent[] {
    this.flush();
    const { events } = this;
    this.events = [];
    // A table without text is layout.
    if (events.length === 0) return [];
    if (!this.announced) {
      this.announced = true;
      const caption = (this.caption ?? '').replace(/\s+/g, ' ').trim();
      const title = [caption, this.title].filter((text) => text !== '').join('\n');
      const head = { type: 'sheet', name: this.name, merges: this.merges } as const;
      events.unshift(title === '' ? head : { ...head, title });
    }
    return events;
  }

  private flush(): void {
    if (this.buffer.rows.length > 0) this.events.push({ type: 'rows', rows: this.buffer.take() });
  }

  private openRow(attributes: Readonly<Record<string, string>>): void {
    this.closeRow();
    this.row++;
    this.cells = [];
    if (attributes.hidden !== undefined || /display\s*:\s*none/i.test(attributes.style ?? ''))
      this.hiddenRows++;
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    this.closeCell();
    if (this.cells === null) this.openRow({});
    const cells = this.cells as unknown as string[];
    let column = cells.length;
    while ((this.spans[column] ?? 0) > 0) {
      cells.push('');
      column++;
    }
    const columns = span(attributes.colspan, MAX_COLSPAN);
    // A span of no rows reaches to the end of its part of the table.
    const rows = attributes.rowspan?.trim() === '0' ? MAX_ROWSPAN : span(attributes.rowspan, MAX_ROWSPAN);
    if (column + columns > MAX_COLUMNS)
      throw new HubError(
        'LIMIT_EXCEEDED',
        `"${this.fileName}" has more than ${MAX_COLUMNS} columns in ${this.name}; it is not read.`,
      );
    for (let i = 0; i < columns; i++) {
      cells.push('');
      if (rows > 1) this.spans[column + i] = rows;
    }
    if (columns > 1 || rows > 1) {
      const merge = { top: this.row, left: column + 1, bottom: this.row + rows - 1, right: column + columns };
      this.merges.push(merge);
      if (rows > 1) this.openMerges.push(merge);
    }
    this.cell = { column, text: '' };
  }

  private closeCell(): void {
    if (this.cell === null || this.cells === null) return;
    const { column, text } = this.cell;
    this.cells[column] = text
      .replace(/[\s\u00a0]+/g, ' ')
      .replace(/ ?\ue000[ \ue000]*/g, '\n')
      .trim();
    this.cell = null;
  }

  private closeRow(): void {
    this.closeCell();
    if (this.cells === null) return;
    this.buffer.add(this.row, this.cells, this.name);
    this.cells = null;
    for (let column = 0; column < this.spans.length; column++) {
      const left = this.spans[column] ?? 0;
      if (left > 0) this.spans[column] = left - 1;
    }
    if (this.openMerges.length > 0)
      this.openMerges = this.openMerges.filter(({ bottom }) => bottom > this.row);
    if (this.held) this.holdRows(1);
    if (this.buffer.isFull) this.flush();
  }

  private holdRows(count: number): void {
    this.heldRows += count;
    if (this.heldRows > MAX_HELD_ROWS)
      throw new HubError(
        'LIMIT_EXCEEDED',
        `"${this.fileName}" has tables of more than ${MAX_HELD_ROWS} rows inside each other; it is not read. Save the table as XLSX or CSV.`,
      );
  }

  /** Cells reach no further than the part of the table they stand in. */
  private endSection(): void {
    this.closeRow();
    this.spans.length = 0;
    for (const merge of this.openMerges) merge.bottom = Math.min(merge.bottom, this.row);
    this.openMerges = [];
  }
}

function span(text: string | undefined, most: number): number {
  const number = text === undefined ? 1 : Number.parseInt(text, 10);
  return Number.isInteger(number) && number > 0 ? Math.min(number, most) : 1;
}
