import { HubError } from '../../../../errors.ts';
import { exactDecimal, spreadsheetNumber } from '../decimal-text.ts';
import { RowBuffer } from '../sheets.ts';
import type { XmlHandlers } from '../xml.ts';
import { cellPlace, columnLetters, MAX_COLUMNS, MAX_ROWS } from './cell-place.ts';
import type { SheetContext } from './index.ts';
import { dateText } from './number-format.ts';
import { isTrue, unescapeText } from './parts.ts';

/** Rows of one sheet from its XML: exact text of numbers, dates as `YYYY-MM-DD`, what cannot be trusted reported. */
export class SheetReader implements XmlHandlers {
  readonly buffer: RowBuffer;
  private row = 0;
  private cells: string[] = [];
  private column = 0;
  private type = '';
  private style = 0;
  private value = '';
  private formula: string | null = null;
  private hasValue = false;
  private target: 'value' | 'formula' | null = null;
  private phonetic = 0;
  private inRows = false;
  private formulas = 0;
  private hiddenRows = 0;

  constructor(
    private readonly sheet: string,
    private readonly context: SheetContext,
  ) {
    this.buffer = new RowBuffer(context.fileName, context.report);
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (!this.inRows) {
      if (name === 'sheetData') this.inRows = true;
      else if (name === 'col' && isTrue(attributes.hidden)) this.hiddenColumns(attributes);
      return;
    }
    if (name === 'c') this.openCell(attributes);
    else if (name === 'row') this.openRow(attributes);
    else if (name === 'v' || (name === 't' && this.phonetic === 0)) {
      this.target = 'value';
      this.hasValue = true;
    } else if (name === 'f') {
      this.target = 'formula';
      this.formula = '';
    } else if (name === 'rPh') this.phonetic++;
  }

  text(piece: string): void {
    if (this.target === 'value') this.value += piece;
    else if (this.target === 'formula') this.formula = (this.formula ?? '') + piece;
  }

  close(name: string): void {
    if (!this.inRows) return;
    if (name === 'v' || name === 't' || name === 'f') this.target = null;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') {
      if (this.cells.length > 0) this.buffer.add(this.row, this.cells, this.sheet);
      this.cells = [];
    } else if (name === 'rPh') this.phonetic--;
    else if (name === 'sheetData') this.inRows = false;
  }

  /** What is said once for a sheet. */
  end(): void {
    const { report } = this.context;
    if (this.formulas > 0) {
      const problem = `${this.formulas} cells hold formulas; their stored results are read`;
      report({
        rule: 'formulas',
        severity: 'info',
        sheet: this.sheet,
        value: String(this.formulas),
        problem,
      });
    }
    if (this.hiddenRows > 0) {
      const problem = `${this.hiddenRows} rows are hidden in the workbook; they are read`;
      report({
        rule: 'hidden-rows',
        severity: 'info',
        sheet: this.sheet,
        value: String(this.hiddenRows),
        problem,
      });
    }
  }

  private openRow(attributes: Readonly<Record<string, string>>): void {
    const number = attributes.r === undefined ? this.row + 1 : Number(attributes.r);
    if (!Number.isInteger(number) || number <= this.row || number > MAX_ROWS)
      this.damaged(`row "${attributes.r}" follows row ${this.row}`);
    this.row = number;
    this.column = 0;
    if (isTrue(attributes.hidden)) this.hiddenRows++;
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    const { r: reference } = attributes;
    if (reference === undefined) this.column++;
    else {
      const place = cellPlace(reference);
      if (!place || place.row !== this.row || place.column <= this.column)
        this.damaged(
          `cell "${reference}" follows ${columnLetters(this.column) || 'the start'} of row ${this.row}`,
        );
      this.column = place?.column ?? 0;
    }
    if (this.column > MAX_COLUMNS) this.damaged(`row ${this.row} has more than ${MAX_COLUMNS} columns`);
    this.type = attributes.t ?? 'n';
    this.style = attributes.s === undefined ? -1 : Number(attributes.s);
    this.value = '';
    this.formula = null;
    this.hasValue = false;
  }

  private closeCell(): void {
    let text = '';
    if (this.formula !== null) {
      this.formulas++;
      if (!this.hasValue && this.type !== 'str') {
        text = `=${this.formula}`;
        const problem =
          'the formula has no stored result: expected a workbook saved by a spreadsheet program, or the number itself';
        this.problem('formula-without-result', 'error', text, problem);
      }
    }
    if (this.hasValue) text = this.cellText();
    if (text === '') return;
    while (this.cells.length < this.column - 1) this.cells.push('');
    this.cells.push(text);
  }

  private cellText(): string {
    const { value } = this;
    switch (this.type) {
      case 's': {
        const text = this.context.strings[Number(value)];
        if (text === undefined) this.damaged(`cell ${this.name()} names text "${value}", which is not there`);
        return text as string;
      }
      case 'inlineStr':
      case 'str':
        return unescapeText(value);
      case 'b':
        return isTrue(value.trim()) ? 'TRUE' : 'FALSE';
      case 'e':
        this.problem(
          'error-cell',
          'error',
          value,
          'the cell holds an error of the spreadsheet: expected a value',
        );
        return value;
      case 'd':
        return value.replace(/T00:00:00(?:\.0+)?Z?$/, '');
      default:
        return this.numberText(value.trim());
    }
  }

  private numberText(value: string): string {
    if (value === '') return '';
    const plain = spreadsheetNumber(value);
    const format = this.context.formats[this.style];
    if (!format) return plain;
    if (format.kind === 'number') return plain + (format.unit ?? '');
    if (format.kind === 'percent') return `${exactDecimal(`${plain}e2`)}%`;
    if (format.kind === 'scaled') return this.scaled(plain, format.code);
    if (format.kind === 'padded') return /^\d+$/.test(plain) ? plain.padStart(format.digits, '0') : plain;
    const text = dateText(Number(value), format.kind, this.context.is1904);
    if (text !== null) return text;
    const problem =
      'the cell is formatted as a date, but its number is no day: expected a day from 1900 to 9999';
    this.problem('not-a-day', 'warning', plain, problem);
    return plain;
  }

  /** What is stored and what is shown differ by a factor that the head's unit may or may not mean: no amount. */
  private scaled(plain: string, code: string): string {
    if (/^-?0$/.test(plain)) return plain;
    const problem = `the cell holds ${plain}, but its format "${code}" shows a part of it: expected the number as it is shown, in a format that does not divide`;
    this.problem('scaled-format', 'warning', plain, problem);
    return `${plain} as ${code}`;
  }

  private hiddenColumns(attributes: Readonly<Record<string, string>>): void {
    const [first, last] = [Number(attributes.min), Number(attributes.max)];
    // Spreadsheets hide everything to the right of a table; that hides nothing of it.
    if (!Number.isInteger(first) || !Number.isInteger(last) || last >= MAX_COLUMNS) return;
    const value = `${columnLetters(first)}:${columnLetters(last)}`;
    const problem = `columns ${value} are hidden in the workbook; they are read`;
    this.context.report({
      rule: 'hidden-columns',
      severity: 'info',
      sheet: this.sheet,
      column: first,
      value,
      problem,
    });
  }

  private name(): string {
    return `${columnLetters(this.column)}${this.row}`;
  }

  private problem(rule: string, severity: 'error' | 'warning', value: string, problem: string): void {
    const { row, column, sheet } = this;
    this.context.report({ rule, severity, sheet, row, column, value: value.slice(0, 200), problem });
  }

  private damaged(what: string): never {
    throw new HubError(
      'BAD_INPUT',
      `"${this.context.fileName}" is damaged: in sheet "${this.sheet}" ${what}.`,
    );
  }
}
