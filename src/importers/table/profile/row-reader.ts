import type { NounSpec, RecordValue, Report, SheetRow, TableRecord } from '../types.ts';
import type { Binding, BoundColumn } from './bind.ts';
import { fieldOf } from './bind.ts';
import { cellName, cleanCode } from './text.ts';
import type { TableLayout } from './types.ts';
import { columnReader, type Formats, fieldReader, inMainUnit, isBad, type ReadValue } from './value.ts';

/** Money of a row in one column, as needed to check sums. */
export interface Printed {
  /** In the main unit. */
  text: string;
  /** The cell as printed. */
  printed: string;
  decimals: number;
  column: number;
}

export interface ReadRow {
  record: TableRecord;
  /** One entry for each money column of the layout; undefined: blank, null: unreadable. */
  amounts: (Printed | undefined | null)[];
  /** A problem was reported: the record is not handed on. */
  isBad: boolean;
}

/** A column of money, with what its printed numbers are multiplied by. */
export interface MoneyColumn {
  column: BoundColumn;
  at: number;
  factor: string;
}

interface Cell {
  column: BoundColumn;
  at: number;
  read: ReadValue;
  /** Position among the money columns; -1: no money. */
  money: number;
  factor: string;
  hasSet: boolean;
  above: string;
}

/** Reads the rows of one layout of one sheet. */
export class RowReader {
  readonly money: MoneyColumn[] = [];
  private readonly cells: Cell[] = [];
  private readonly carried = new Map<Cell, string[]>();

  constructor(
    private readonly layout: TableLayout,
    noun: NounSpec,
    binding: Binding,
    formats: Formats,
    factorOf: (column: BoundColumn) => string,
    private readonly place: { table: string; sheet: string | undefined },
    private readonly report: Report,
  ) {
    for (const column of binding.columns) {
      const isMoney = column.field.type === 'money';
      const at = column.at[0] as number;
      const factor = isMoney ? factorOf(column) : '1';
      if (isMoney) this.money.push({ column, at, factor });
      this.cells.push({
        column: { ...column, set: readSet(column, noun, formats, place.sheet, report) },
        at,
        read: columnReader(column.spec, column.field, formats),
        money: isMoney ? this.money.length - 1 : -1,
        factor,
        hasSet: Object.keys(column.set).length > 0,
        above: '',
      });
    }
  }

  /** `more` is what the row says of all its values (rows.set). */
  read(row: SheetRow, kind: TableRecord['kind'], more: Readonly<Record<string, string>> | null): ReadRow {
    const fields: Record<string, string> = {};
    const values: RecordValue[] = [];
    const amounts: ReadRow['amounts'] = new Array(this.money.length);
    let hasProblem = false;
    for (const cell of this.cells) {
      const { column } = cell;
      const { spec } = column;
      let text = spec.parts ? this.joined(cell, row, kind) : (row.cells[cell.at] ?? '');
      if (spec.whenEmpty === 'above' && kind !== 'total') {
        if (text.trim() === '') text = cell.above;
        else cell.above = text;
      }
      const read = text === '' ? null : cell.read(text);
      const value = cell.money < 0 ? read : inMainUnit(read, cell.factor, text);
      if (value === null) {
        if (spec.isFilled && kind === 'line') {
          hasProblem = true;
          this.tell(row, cell, 'missing-value', text, `"${column.head}" is empty, but every row needs one.`);
        }
        continue;
      }
      if (isBad(value)) {
        if (cell.money >= 0) amounts[cell.money] = null;
        // A label in the place of a code stands on total rows.
        if (kind === 'total' && cell.money < 0) continue;
        hasProblem = true;
        this.tell(row, cell, value.rule, text, value.problem);
        continue;
      }
      if (cell.money >= 0) {
        const exact = value.text;
        amounts[cell.money] = {
          text: exact,
          printed: text,
          decimals: value.decimals ?? 0,
          column: cell.at + 1,
        };
        if (spec.isSum) continue;
        values.push({
          field: column.field.name,
          set: more ? joinSets(more, column.set) : column.set,
          text: exact,
          cell: cellName(row.number, cell.at + 1),
        });
      } else if (cell.hasSet) {
        values.push({
          field: column.field.name,
          set: more ? joinSets(more, column.set) : column.set,
          text: value.text,
          cell: cellName(row.number, cell.at + 1),
        });
      } else fields[column.field.name] = value.text;
    }
    const record: TableRecord = { table: this.place.table, kind, fields, values, row: row.number };
    if (row.page !== undefined) record.page = row.page;
    if (this.place.sheet !== undefined) record.sheet = this.place.sheet;
    return { record, amounts, isBad: hasProblem };
  }

  /** 201 | 03 | 01 → 2010301; what stands only above is carried down. */
  private joined(cell: Cell, row: SheetRow, kind: TableRecord['kind']): string {
    if (kind === 'total') return '';
    const { at, spec } = cell.column;
    const parts = at.map((one, index) =>
      padded(cleanCode(row.cells[one] ?? '').trim(), spec.widths?.[index]),
    );
    const first = parts.findIndex((part) => part !== '');
    if (first < 0) return '';
    const carried = this.carried.get(cell) ?? [];
    const used: string[] = [];
    let code = '';
    for (const [index, part] of parts.entries()) {
      const text = index < first ? (carried[index] ?? '') : part;
      if (text === '' && index >= first) break;
      used.push(text);
      const width = spec.widths?.[index];
      const isWhole = width !== undefined && text.length > width && text.startsWith(code);
      code = isWhole ? text : code + text;
    }
    this.carried.set(cell, used);
    return code;
  }

  private tell(row: SheetRow, cell: Cell, rule: string, value: string, problem: string): void {
    this.report({
      rule,
      severity: 'error',
      sheet: this.place.sheet,
      page: row.page,
      row: row.number,
      column: cell.at + 1,
      head: cell.column.head,
      value,
      problem: `${cellName(row.number, cell.at + 1)}, ${this.layout.id}: ${problem}`,
    });
  }
}

function padded(text: string, width: number | undefined): string {
  return width !== undefined && /^\d+$/.test(text) ? text.padStart(width, '0') : text;
}

/** What row and column both say is joined, row first: the opening balance of the general budget. */
function joinSets(
  row: Readonly<Record<string, string>>,
  column: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const joined: Record<string, string> = { ...row };
  for (const [name, value] of Object.entries(column)) {
    const said = row[name];
    joined[name] = said === undefined || said === value ? value : `${said}.${value}`;
  }
  return joined;
}

/** Values that a head says, made what their fields want: 2025年 → 2025. */
function readSet(
  column: BoundColumn,
  noun: NounSpec,
  formats: Formats,
  sheet: string | undefined,
  report: Report,
): Readonly<Record<string, string>> {
  const set: Record<string, string> = {};
  for (const [name, text] of Object.entries(column.set)) {
    const field = fieldOf(noun, name);
    const value = field ? fieldReader(field, formats)(text) : { text };
    if (isBad(value)) {
      report({
        rule: 'bad-head',
        severity: 'error',
        sheet,
        column: (column.at[0] as number) + 1,
        head: column.head,
        value: text,
        problem: `The head "${column.head}" gives "${text}" as "${name}": ${value.problem}`,
      });
    } else if (value) set[name] = value.text;
  }
  return set;
}
