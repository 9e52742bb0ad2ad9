import { HubError } from '../../../errors.ts';
import type { Interpreted, NounSpec, Report, Sheet, SheetRow, TableHead, TableRecord } from '../types.ts';
import type { Binding } from './bind.ts';
import { isAlone, isBlank, RowClassifier } from './classify.ts';
import type { HeadGuess } from './head.ts';
import { codeOf, type Hierarchy, hierarchyOf } from './hierarchy.ts';
import { MergedTexts } from './merged.ts';
import { RowReader } from './row-reader.ts';
import { cellName, comparable, outlineOf } from './text.ts';
import { Operands, RunningTotals, reportDifference } from './totals.ts';
import { settleTree, sumRow, type TreeRow } from './tree.ts';
import type { TableLayout } from './types.ts';
import type { TableUnit } from './units-of.ts';
import { readUpright } from './upright.ts';
import type { Formats } from './value.ts';
import { isTotalWord } from './words.ts';

/** Rows of a table whose rows contain each other are kept until its end; a larger table is no table of a document. */
export const maxTableRows = 200_000;
/** Of a flat file so many rows are kept before a new tree lets go of the older ones. */
const maxTreeRows = 20_000;
/** What an empty table says about itself is short. */
const maxNotes = 100;
/** How many rows without an amount may pass before a table counts as one that has some. */
const maxSilentRows = 1000;

export interface LayoutStart {
  layout: TableLayout;
  noun: NounSpec;
  sheet: Sheet;
  binding: Binding;
  guess: HeadGuess;
  /** The rows looked at for the head. */
  looked: readonly SheetRow[];
  fields: Readonly<Record<string, string>>;
  title: string | null;
  unit: TableUnit;
  formats: Formats;
  report: Report;
  batchRows: number;
}

/** One layout reading one sheet: rows go in, heads and records come out. */
export class LayoutReading {
  private readonly reader: RowReader;
  private readonly classifier: RowClassifier;
  private readonly merged: MergedTexts;
  private readonly totals: RunningTotals;
  private readonly hierarchy: Hierarchy | null;
  private kept: TreeRow[] = [];
  /** What the rows kept have in common. */
  private keptKey = '';
  private keptRoot = '';
  private readonly uprightRows: SheetRow[] | null;
  private readonly notes: string[] = [];
  private readonly sums: readonly { field: string; slots: readonly number[]; sumSlot: number }[];
  private out: Interpreted[] = [];
  private records: TableRecord[] = [];
  private hasHead = false;
  private hasAmounts = false;
  private isOver = false;
  private lastPage: number | undefined;
  private readonly textFields: readonly string[];
  /** Lines that are called totals: how many, and the first. */
  private namedTotals: { count: number; record: TableRecord; label: string } | null = null;
  /** The last row of a single text, where nothing but such rows and blank ones stood since. */
  private loneText: { row: number; text: string } | null = null;

  constructor(private readonly start: LayoutStart) {
    const { layout, noun, binding, guess, looked, sheet, formats, report } = start;
    const head = looked.slice(guess.from, guess.to + 1);
    const place = { table: layout.table ?? layout.id, sheet: sheet.name || undefined };
    this.reader = new RowReader(layout, noun, binding, formats, start.unit.of, place, report);
    this.classifier = new RowClassifier(layout, noun, binding, guess, head, looked.slice(0, guess.from));
    const textColumns = binding.columns.filter((column) => column.field.type !== 'money');
    this.merged = new MergedTexts(sheet, new Set(textColumns.flatMap((column) => column.at)));
    this.hierarchy = hierarchyOf(layout, binding);
    this.uprightRows = layout.upright ? [] : null;
    this.totals = new RunningTotals(this.reader.money, this.sumPlace);
    this.sums = this.sumColumns();
    this.textFields = textColumns
      .map(({ field }) => field)
      .filter(({ type }) => type === 'text')
      .map(({ name }) => name);
    this.lastPage = looked[guess.to]?.page;
  }

  get id(): string {
    return this.start.layout.id;
  }

  private get sumPlace(): { layout: string; sheet: string | undefined; report: Report } {
    return {
      layout: this.start.layout.id,
      sheet: this.start.sheet.name || undefined,
      report: this.start.report,
    };
  }

  /** Whether the layout takes the row (or the row is nobody's); false: it is left to others. */
  row(given: SheetRow): boolean {
    if (this.isOver) {
      this.keepNote(given);
      return true;
    }
    const row = this.merged.fill(given);
    const found = this.classifier.of(row, given);
    // What the profile says is nothing (a page's number) is no title.
    if (found.is !== 'skipped') this.watchTitles(given, found.is === 'repeated');
    switch (found.is) {
      case 'other':
      case 'nothing':
        return found.is === 'nothing' && row.cells.every(isBlank);
      case 'end':
        this.isOver = true;
        this.keepNote(given);
        return true;
      case 'note':
        this.note(found.text);
        return true;
      case 'refused':
        this.refuse(row, found);
        return true;
      case 'row':
        this.take(found);
        return true;
      default:
        return true;
    }
  }

  /** A head that comes again below a text of its own may begin another table: what follows would count to this one. */
  private watchTitles({ number, cells }: SheetRow, isRepeated: boolean): void {
    if (isRepeated && this.loneText) {
      const { row, text } = this.loneText;
      this.start.report({
        rule: 'second-title',
        severity: 'warning',
        sheet: this.start.sheet.name,
        row,
        value: text,
        problem: `${this.id}: the head comes again below "${text}" of row ${row}, and what follows is read as the same table; if it is another one, put it on a sheet of its own.`,
      });
    }
    let only = '';
    for (const cell of cells) {
      if (isBlank(cell)) continue;
      if (only !== '' || isRepeated) {
        this.loneText = null;
        return;
      }
      only = cell;
    }
    if (only !== '' && !/^[\d.,\s-]*$/.test(only)) this.loneText ??= { row: number, text: only.trim() };
  }

  /** In a list a total is known by standing alone; a row that says more, such as a day, counts, and that is told. */
  private watchTotals(record: TableRecord): void {
    if (record.kind !== 'line' || this.start.layout.rows?.hasNoTotals) return;
    for (const name of this.textFields) {
      const label = record.fields[name];
      if (label === undefined || !isTotalWord(label)) continue;
      if (this.namedTotals) this.namedTotals.count += 1;
      else this.namedTotals = { count: 1, record, label };
      return;
    }
  }

  private reportNamedTotals(): void {
    if (!this.namedTotals) return;
    const { count, record, label } = this.namedTotals;
    this.start.report({
      rule: 'named-total',
      severity: 'warning',
      sheet: this.start.sheet.name,
      page: record.page,
      row: record.row,
      value: label,
      problem: `${this.id}: ${count === 1 ? 'a row is' : `${count} rows are`} called "${label}" or the like and counted, because ${count === 1 ? 'it says' : 'they say'} more than ${count === 1 ? 'a total does' : 'totals do'}; the first is row ${record.row}. A total holds nothing beside its name and amounts.`,
    });
  }

  private refuse(row: SheetRow, found: { at: number; value: string; reason: string }): void {
    this.start.report({
      rule: 'refused-row',
      severity: 'error',
      sheet: this.start.sheet.name,
      page: row.page,
      row: row.number,
      column: found.at + 1,
      value: found.value,
      problem: `${cellName(row.number, found.at + 1)}, ${this.id}: ${found.reason}`,
    });
  }

  private take(found: Extract<ReturnType<RowClassifier['of']>, { is: 'row' }>): void {
    if (this.uprightRows) {
      this.bounded(this.uprightRows.push(found.row));
      return;
    }
    const kind = found.isTotal ? 'total' : found.isMemo ? 'subtotal' : (found.forced ?? 'line');
    const read = this.reader.read(found.row, kind, found.set);
    const { fields } = read.record;
    if (found.isTotal) this.nameTotal(fields, found.label);
    this.checkSums(read, found.label);
    if (this.hierarchy) {
      this.keep({ ...found, read, code: found.isTotal ? null : codeOf(fields, this.hierarchy) });
      return;
    }
    const row = sumRow({ ...found, read, code: null });
    if (found.isTotal) this.totals.total(row, found.isSection);
    else if (kind === 'line') this.totals.line(row);
    if (!read.isBad) this.emit(read.record);
    else this.hasAmounts = true;
  }

  /** 合计 printed in the column of codes is the label of the row and no code. */
  private nameTotal(fields: Record<string, string>, label: string): void {
    const key = comparable(label);
    for (const field of this.start.noun.fields) {
      if (field.type === 'code' && comparable(fields[field.name] ?? '') === key) delete fields[field.name];
    }
    const hasLabel = this.start.noun.fields.some((field) => field.name === 'label');
    if (hasLabel) fields.label ??= label;
  }

  private keep(row: TreeRow): void {
    const { within } = this.hierarchy as Hierarchy;
    if (within && !row.isTotal) {
      let key = '';
      for (const name of within) key += `${row.read.record.fields[name] ?? ''}\u0000`;
      const isOfRoot = row.code !== null && this.keptRoot !== '' && row.code.startsWith(this.keptRoot);
      if (!isOfRoot) this.keptRoot = row.code ?? '';
      // A flat file never ends: what begins another tree lets go of those before.
      if (key !== this.keptKey || (this.kept.length >= maxTreeRows && !isOfRoot)) this.settle();
      this.keptKey = key;
    }
    const { read, label, code, isTotal, isSection, isMemo, forced } = row;
    this.bounded(this.kept.push({ read, label, code, isTotal, isSection, isMemo, forced }));
  }

  private bounded(count: number): void {
    if (count <= maxTableRows) return;
    throw new HubError(
      'LIMIT_EXCEEDED',
      `The table "${this.id}" of "${this.start.sheet.name}" has more than ${maxTableRows} rows, too many to find sums ` +
        'of rows by "hierarchy"; right is a profile without "hierarchy" or a file cut into its tables.',
    );
  }

  private emit(record: TableRecord): void {
    this.records.push(record);
    this.watchTotals(record);
    if (!this.hasAmounts && hasAmount(record, this.reader.money.length > 0)) this.hasAmounts = true;
    if (!this.hasHead && (this.hasAmounts || this.records.length > maxSilentRows)) this.open(false, null);
    if (this.hasHead && this.records.length >= this.start.batchRows) this.flush();
  }

  private open(isEmpty: boolean, emptyNote: string | null): void {
    const { layout, sheet, title, unit, fields } = this.start;
    const head: TableHead = {
      table: layout.table ?? layout.id,
      layout: layout.id,
      noun: layout.noun,
      title,
      sheet: sheet.name || null,
      page: this.lastPage ?? null,
      unit: unit.text,
      factor: unit.factor,
      fields,
      isEmpty,
      emptyNote,
    };
    this.out.push({ kind: 'table', head });
    this.hasHead = true;
  }

  private flush(): void {
    if (this.records.length === 0) return;
    this.out.push({ kind: 'records', layout: this.id, records: this.records });
    this.records = [];
  }

  /** What is ready, in order. */
  drain(): Interpreted[] {
    const ready = this.out;
    this.out = [];
    return ready;
  }

  /** The sheet is over. */
  end(): void {
    if (this.uprightRows) {
      const record = readUpright(this.start, this.uprightRows);
      if (record) this.emit(record);
    }
    this.settle();
    this.totals.end();
    this.reportNamedTotals();
    if (!this.hasHead) {
      const isEmpty = !this.hasAmounts;
      if (isEmpty) this.takeNotes();
      this.open(isEmpty, isEmpty && this.notes.length > 0 ? this.notes.join(' ') : null);
    }
    this.flush();
  }

  private settle(): void {
    if (!this.hierarchy || this.kept.length === 0) return;
    const fillLevel = this.start.noun.fields.some((field) => field.name === 'level');
    const { by, whereSumsAgree } = this.hierarchy;
    const place = this.sumPlace;
    settleTree(this.kept, {
      by,
      whereSumsAgree,
      money: this.reader.money,
      place,
      fillLevel,
      totals: this.totals,
    });
    for (const row of this.kept) {
      if (row.read.isBad) this.hasAmounts = true;
      else this.emit(row.read.record);
    }
    this.kept = [];
  }

  /** In an empty table a row of nothing but words is what it says about itself. */
  private takeNotes(): void {
    this.records = this.records.filter((record) => {
      const [text, ...others] = Object.values(record.fields).filter((value) => !/^\d$/.test(value));
      const isNote =
        record.kind === 'line' &&
        text !== undefined &&
        others.length === 0 &&
        text.length >= 4 &&
        !outlineOf(text);
      if (isNote) this.note(text);
      return !isNote;
    });
  }

  private keepNote(row: SheetRow): void {
    if (isAlone(row.cells)) this.note(row.cells.find((cell) => !isBlank(cell))?.trim() as string);
  }

  private note(text: string): void {
    if (this.notes.length < maxNotes) this.notes.push(text);
  }

  private sumColumns(): { field: string; slots: number[]; sumSlot: number }[] {
    const columns = this.reader.money.map(({ column }, slot) => ({ column, slot }));
    return columns
      .filter(({ column }) => column.spec.isSum)
      .map(({ column, slot }) => ({
        field: column.field.name,
        sumSlot: slot,
        slots: columns
          .filter((other) => !other.column.spec.isSum && other.column.field.name === column.field.name)
          .map((other) => other.slot),
      }));
  }

  /** A column that is the sum of others of its row. */
  private checkSums(read: ReturnType<RowReader['read']>, label: string): void {
    for (const { slots, sumSlot } of this.sums) {
      const total = read.amounts[sumSlot];
      if (!total) continue;
      const operands = new Operands();
      const row = { row: read.record.row, page: read.record.page, label, amounts: read.amounts };
      for (const slot of slots) {
        const amount = read.amounts[slot];
        if (amount !== undefined) operands.add(amount, row);
      }
      const money = this.reader.money[sumSlot];
      if (!operands.isBroken && money) reportDifference(this.sumPlace, money, total, row, operands);
    }
  }
}

function hasAmount(record: TableRecord, isMoney: boolean): boolean {
  if (!isMoney) return Object.keys(record.fields).length > 0 || record.values.length > 0;
  return record.values.some((value) => record.kind === 'line' || !/^-?[0.]+$/.test(value.text));
}
