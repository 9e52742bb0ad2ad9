import { HubError } from '../../../errors.ts';
import type { Merge, Report } from '../types.ts';
import { exactDecimal, spreadsheetNumber } from './decimal-text.ts';
import { RowBuffer, type SheetEvent } from './sheets.ts';
import { MAX_COLUMNS, MAX_ROWS } from './xlsx/cell-place.ts';
import type { XmlHandlers } from './xml.ts';

/** What stands inside cells or tables and is none of their content. */
const SKIPPED = new Set([
  'annotation',
  'frame',
  'custom-shape',
  'shapes',
  'forms',
  'ruby-text',
  'note',
  'tracked-changes',
  'dde-links',
]);

/** A row with content repeated more often than this is no table that somebody filled in. */
const MAX_REPEATED_ROWS = 10_000;

type Attributes = Readonly<Record<string, string>>;

/** Rows of all sheets of an OpenDocument spreadsheet from its content.xml. */
export class OdsReader implements XmlHandlers {
  private readonly buffer: RowBuffer;
  private events: SheetEvent[] = [];
  private skipping = 0;
  private tables = 0;
  private sheet = '';
  private merges: Merge[] = [];
  private row = 0;
  private column = 0;
  private repeatedRows = 1;
  private cells: string[] = [];
  private cell: { attributes: Attributes; repeated: number; paragraphs: string[] } | null = null;
  private inText = 0;
  private formulas = 0;
  private hiddenRows = 0;
  private readonly hiddenStyles = new Set<string>();
  private style = '';

  constructor(
    private readonly fileName: string,
    private readonly report: Report,
  ) {
    this.buffer = new RowBuffer(fileName, report);
  }

  get hasEvents(): boolean {
    return this.events.length > 0;
  }

  takeEvents(): SheetEvent[] {
    const { events } = this;
    this.events = [];
    return events;
  }

  open(name: string, attributes: Attributes): void {
    if (this.skipping > 0 || SKIPPED.has(name)) {
      this.skipping++;
      if (name === 'dde-links' || name === 'dde-source') this.outside();
      return;
    }
    if (this.inText > 0) {
      this.openText(name, attributes);
      return;
    }
    switch (name) {
      case 'style':
        this.style = attributes['style:name'] ?? '';
        break;
      case 'table-properties':
        if (attributes['table:display'] === 'false') this.hiddenStyles.add(this.style);
        break;
      case 'table-source':
        this.outside();
        break;
      case 'table':
        if (++this.tables === 1) this.openTable(attributes);
        break;
      case 'table-column':
        if (this.tables === 1) this.openColumn(attributes);
        break;
      case 'table-row':
        if (this.tables === 1) this.openRow(attributes);
        break;
      case 'table-cell':
      case 'covered-table-cell':
        if (this.tables === 1) this.openCell(attributes);
        break;
      case 'p':
      case 'h':
        if (this.cell !== null) {
          this.inText = 1;
          this.cell.paragraphs.push('');
        }
    }
  }

  text(piece: string): void {
    if (this.inText > 0 && this.skipping === 0) this.append(piece);
  }

  close(name: string): void {
    if (this.skipping > 0) {
      this.skipping--;
      return;
    }
    if (this.inText > 0) {
      this.inText--;
      return;
    }
    if (name === 'table') {
      if (this.tables-- === 1) this.closeTable();
    } else if (this.tables !== 1) return;
    else if (name === 'table-row') this.closeRow();
    else if (name === 'table-cell' || name === 'covered-table-cell') this.closeCell();
  }

  private openText(name: string, attributes: Attributes): void {
    this.inText++;
    if (name === 's') this.append(' '.repeat(Math.min(1000, count(attributes['text:c']))));
    else if (name === 'tab') this.append('\t');
    else if (name === 'line-break') this.append('\n');
  }

  private append(text: string): void {
    const paragraphs = (this.cell as { paragraphs: string[] }).paragraphs;
    paragraphs[paragraphs.length - 1] += text;
  }

  private openTable(attributes: Attributes): void {
    this.sheet = attributes['table:name'] ?? `sheet ${this.row}`;
    this.row = 0;
    this.column = 0;
    this.merges = [];
    this.formulas = 0;
    this.hiddenRows = 0;
    this.events.push({ type: 'sheet', name: this.sheet, merges: this.merges });
    if (this.hiddenStyles.has(attributes['table:style-name'] ?? ''))
      this.report({
        rule: 'hidden-sheet',
        severity: 'info',
        sheet: this.sheet,
        problem: 'the sheet is hidden in the spreadsheet; it is read',
      });
  }

  private closeTable(): void {
    this.flush();
    const say = (rule: string, what: number, problem: string): void => {
      if (what > 0)
        this.report({
          rule,
          severity: 'info',
          sheet: this.sheet,
          value: String(what),
          problem: `${what} ${problem}`,
        });
    };
    say('formulas', this.formulas, 'cells hold formulas; their stored results are read');
    say('hidden-rows', this.hiddenRows, 'rows are hidden in the spreadsheet; they are read');
  }

  private openColumn(attributes: Attributes): void {
    const repeated = count(attributes['table:number-columns-repeated']);
    const first = this.column + 1;
    this.column += repeated;
    const { 'table:visibility': visibility = 'visible' } = attributes;
    if (visibility === 'visible' || this.column >= MAX_COLUMNS) return;
    const problem = `${repeated} columns from here are hidden in the spreadsheet; they are read`;
    this.report({ rule: 'hidden-columns', severity: 'info', sheet: this.sheet, column: first, problem });
  }

  private openRow(attributes: Attributes): void {
    this.repeatedRows = count(attributes['table:number-rows-repeated']);
    this.row++;
    this.column = 0;
    this.cells = [];
    const { 'table:visibility': visibility = 'visible' } = attributes;
    if (visibility !== 'visible') this.hiddenRows += Math.min(this.repeatedRows, 1);
  }

  private closeRow(): void {
    const { cells, repeatedRows } = this;
    if (cells.length > 0) {
      if (repeatedRows > MAX_REPEATED_ROWS)
        throw new HubError(
          'LIMIT_EXCEEDED',
          `"${this.fileName}" repeats row ${this.row} of sheet "${this.sheet}" ${repeatedRows} times; it is not read. Expected a row of its own for each.`,
        );
      for (let i = 0; i < repeatedRows; i++) {
        this.buffer.add(this.row + i, i === 0 ? cells : [...cells], this.sheet);
        if (this.buffer.isFull) this.flush();
      }
    }
    this.row += repeatedRows - 1;
    if (cells.length > 0 && this.row > MAX_ROWS)
      throw new HubError(
        'BAD_INPUT',
        `"${this.fileName}" is damaged: sheet "${this.sheet}" has more than ${MAX_ROWS} rows.`,
      );
  }

  private flush(): void {
    if (this.buffer.rows.length > 0) this.events.push({ type: 'rows', rows: this.buffer.take() });
  }

  private openCell(attributes: Attributes): void {
    const repeated = count(attributes['table:number-columns-repeated']);
    this.cell = { attributes, repeated, paragraphs: [] };
    const columns = count(attributes['table:number-columns-spanned']);
    const rows = count(attributes['table:number-rows-spanned']);
    if (columns === 1 && rows === 1) return;
    const [top, left] = [this.row, this.column + 1];
    this.merges.push({ top, left, bottom: top + rows - 1, right: left + columns - 1 });
  }

  private closeCell(): void {
    if (this.cell === null) return;
    const { repeated } = this.cell;
    const text = this.cellText(this.cell);
    this.cell = null;
    if (text !== '') {
      if (this.column + repeated > MAX_COLUMNS)
        throw new HubError(
          'BAD_INPUT',
          `"${this.fileName}" is damaged: row ${this.row} of sheet "${this.sheet}" has more than ${MAX_COLUMNS} columns.`,
        );
      while (this.cells.length < this.column) this.cells.push('');
      for (let i = 0; i < repeated; i++) this.cells.push(text);
    }
    this.column += repeated;
  }

  private cellText({ attributes, paragraphs }: { attributes: Attributes; paragraphs: string[] }): string {
    const shown = paragraphs.join('\n');
    const formula = attributes['table:formula'];
    const type = attributes['office:value-type'] ?? '';
    if (formula !== undefined) this.formulas++;
    const error =
      attributes['calcext:value-type'] === 'error' ||
      (formula !== undefined && /^(?:Err:\d+|#[A-Z/0]+[!?]?)$/.test(shown));
    if (error) {
      this.problem('error-cell', shown, 'the cell holds an error of the spreadsheet: expected a value');
      return shown;
    }
    if (formula !== undefined && type === '' && shown === '') {
      const problem =
        'the formula has no stored result: expected a file saved by a spreadsheet program, or the number itself';
      this.problem('formula-without-result', formula, problem);
      return formula.replace(/^\w+:/, '');
    }
    switch (type) {
      case 'float':
      case 'currency':
      case 'percentage': {
        const plain = spreadsheetNumber(attributes['office:value'] ?? '');
        if (type === 'percentage') return `${exactDecimal(`${plain}e2`)}%`;
        // A code whose leading zeros are only in its format.
        return /^0\d+$/.test(shown) && shown.replace(/^0+(?=\d)/, '') === plain ? shown : plain;
      }
      case 'date':
        return (attributes['office:date-value'] ?? shown).replace(/T00:00:00(?:\.0+)?$/, '');
      case 'time':
        return timeText(attributes['office:time-value'] ?? '') ?? shown;
      case 'boolean':
        return attributes['office:boolean-value'] === 'true' ? 'TRUE' : 'FALSE';
      default:
        return paragraphs.length > 0 ? shown : (attributes['office:string-value'] ?? '');
    }
  }

  private problem(rule: string, value: string, problem: string): void {
    const { row, sheet } = this;
    this.report({
      rule,
      severity: 'error',
      sheet,
      row,
      column: this.column + 1,
      value: value.slice(0, 200),
      problem,
    });
  }

  private outside(): void {
    const problem = 'the spreadsheet refers to other files or programs; they are not opened';
    this.report({ rule: 'external-link', severity: 'warning', problem });
  }
}

/** A repeat or span as a whole number from 1. */
function count(text: string | undefined): number {
  const number = text === undefined ? 1 : Number(text);
  return Number.isSafeInteger(number) && number > 0 ? number : 1;
}

/** `PT08H30M00S` → 08:30:00 */
function timeText(text: string): string | null {
  const match = /^PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S$/.exec(text);
  return match
    ? match
        .slice(1)
        .map((part) => part.padStart(2, '0'))
        .join(':')
    : null;
}
