import type { NounSpec, SheetRow } from '../types.ts';
import type { Binding, BoundColumn } from './bind.ts';
import { type HeadGuess, rowKey } from './head.ts';
import { comparable, isPattern, type NameTest, nameTest, outlineOf } from './text.ts';
import type { RowRules, TableLayout } from './types.ts';
import { isMemoLabel, isNoteText, isSectionLabel, isTotalLabel } from './words.ts';

/** What a row of the sheet is for one layout. */
export type RowClass =
  | { is: 'nothing' | 'other' | 'repeated' | 'skipped' | 'end' }
  | { is: 'note'; text: string }
  | { is: 'refused'; at: number; value: string; reason: string }
  | {
      is: 'row';
      /** The row, with a lone total row moved under its columns. */
      row: SheetRow;
      label: string;
      isTotal: boolean;
      isSection: boolean;
      isMemo: boolean;
      forced: 'line' | 'subtotal' | 'total' | null;
      set: Readonly<Record<string, string>> | null;
    };

/** Fields of a budget line that say what it is, beside those that say whose and when. */
const lineWord =
  /^(?:label|(?:function|economic|program|project|fundSource|item)(?:Code|Name)|regionName|recipientName)$/;

interface SetRule {
  labels: readonly NameTest[];
  after: readonly NameTest[] | null;
  isOpen: boolean;
  set: Readonly<Record<string, string>> | null;
  kind: 'line' | 'subtotal' | 'total' | null;
}

/** Tells lines, totals, footnotes and repeated heads apart, by the cells of the layout's own columns. */
export class RowClassifier {
  private readonly own: readonly number[];
  private readonly texts: readonly number[];
  private readonly money: readonly number[];
  private readonly labelAt: number;
  /** Columns of the words of a budget line, and of the body whose it is; empty for other nouns. */
  private readonly lineWords: readonly number[];
  private readonly bodies: readonly number[];
  private readonly from: number;
  private readonly to: number;
  private readonly width: number;
  private readonly totals: readonly NameTest[];
  private readonly skips: readonly NameTest[];
  private readonly ends: readonly NameTest[];
  private readonly sets: readonly SetRule[];
  private readonly rules: RowRules;
  private readonly repeated: ReadonlySet<string>;
  private readonly repeatedStarts: ReadonlySet<string>;

  constructor(
    layout: TableLayout,
    noun: NounSpec,
    private readonly binding: Binding,
    head: HeadGuess,
    headRows: readonly SheetRow[],
    above: readonly SheetRow[],
  ) {
    this.rules = layout.rows ?? {};
    const at = binding.columns.flatMap((column) => column.at);
    if (binding.label !== null) at.push(binding.label);
    this.own = [...new Set(at)].sort((a, b) => a - b);
    this.from = Math.min(...this.own);
    this.to = Math.max(...this.own);
    this.money = columnsOf(binding, (column) => column.field.type === 'money');
    const isText = (column: BoundColumn): boolean => column.field.type !== 'money';
    const money = new Set(this.money);
    const texts = columnsOf(binding, isText).filter((one) => !money.has(one));
    this.texts = binding.label === null ? texts : [binding.label, ...texts];
    this.labelAt = labelColumn(layout, noun, binding);
    // Of lists, such as payments, nothing but the amount counts as said: "Total" may be who was paid.
    const isOfLines = noun.fields.some((field) => field.name === 'level');
    this.lineWords = isOfLines ? columnsOf(binding, ({ field }) => lineWord.test(field.name)) : [];
    this.bodies = isOfLines ? columnsOf(binding, ({ field }) => field.name === 'departmentName') : [];
    this.width = head.columns.length;
    this.totals = (this.rules.totals ?? []).map(nameTest);
    this.skips = (this.rules.skip ?? []).map(nameTest);
    this.ends = (this.rules.end ?? []).map(startTest);
    this.sets = (this.rules.set ?? []).map((rule) => ({
      labels: rule.labels.map(labelTest),
      after: rule.after ? rule.after.map(labelTest) : null,
      isOpen: rule.after === undefined,
      set: rule.set ?? null,
      kind: rule.kind ?? null,
    }));
    const known = [...headRows, ...above].filter((row) => row.cells.some((cell) => cell.trim() !== ''));
    this.repeated = new Set(known.map(rowKey));
    this.repeatedStarts = new Set(known.map((row) => firstText(row.cells, 0, row.cells.length - 1).trim()));
  }

  /** `asRead` is the row before merged texts are put into its cells: a head is repeated as it was printed. */
  of(given: SheetRow, asRead: SheetRow = given): RowClass {
    const row = this.aligned(given);
    const { cells } = row;
    if (this.own.every((at) => isBlank(cells[at]))) return this.outside(cells);
    for (const rule of this.binding.only) {
      const text = (cells[rule.at] ?? '').trim();
      if (!rule.tests.some((test) => test(text))) return { is: 'other' };
    }
    const lead = firstText(cells, this.from, this.to);
    if (this.isRepeated(asRead)) return { is: 'repeated' };
    if (this.ends.some((test) => test(lead))) return { is: 'end' };
    if (
      this.skips.some((test) => this.own.some((at) => !isBlank(cells[at]) && test((cells[at] ?? '').trim())))
    ) {
      return { is: 'skipped' };
    }
    if (isAlone(cells) && isNoteText(lead)) return { is: 'note', text: lead.trim() };
    const refused = this.refusal(cells);
    if (refused) return refused;
    return this.row(row, lead);
  }

  private row(row: SheetRow, lead: string): RowClass {
    const { cells } = row;
    const printed = cells[this.labelAt] ?? '';
    const label = isBlank(printed) ? lead : printed;
    const rule = this.sets.length > 0 ? this.setRule(cells, label) : null;
    const total = this.totalLabel(cells, lead);
    const isTotal = rule?.kind ? rule.kind === 'total' : total !== null;
    return {
      is: 'row',
      row,
      label: total ?? label,
      isTotal,
      isSection: isTotal && total !== null && isSectionLabel(total),
      isMemo: !isTotal && isMemoLabel(withoutNumber(label), this.rules.memos),
      forced: rule?.kind ?? null,
      set: rule?.set ?? null,
    };
  }

  /** The label that makes the row a total. */
  private totalLabel(cells: readonly string[], lead: string): string | null {
    if (this.rules.hasNoTotals) return null;
    for (const test of this.totals) {
      for (const at of this.texts) {
        const text = cells[at];
        if (text !== undefined && !isBlank(text) && test(text.trim())) return text.trim();
      }
      if (test(lead.trim())) return lead.trim();
    }
    const own = this.ownLabel(cells);
    if (own !== null) return own;
    const beside = this.unreadLabel(cells);
    if (beside !== null) return beside;
    if (lead.length > 40 || !isTotalLabel(lead)) return null;
    // "Total" may be somebody's name: a total row has nothing else beside its amounts.
    const others = this.texts.some((at) => {
      const text = cells[at];
      return text !== undefined && !isBlank(text) && text !== lead && !isTotalLabel(text);
    });
    return others ? null : lead.trim();
  }

  /** Where every row repeats its body, year and kind, a total does too: what tells it is the words of the line alone. */
  private ownLabel(cells: readonly string[]): string | null {
    const textsOf = (columns: readonly number[]): string[] =>
      columns.map((at) => (cells[at] ?? '').trim()).filter((text) => text !== '');
    const words = textsOf(this.lineWords);
    const said = words.length > 0 ? words : textsOf(this.bodies);
    return said.length > 0 && said.every((text) => text.length <= 40 && isTotalLabel(text))
      ? (said[0] as string)
      : null;
  }

  /** A total named in a column that nobody reads, such as 序号, where the layout's own columns hold no text. */
  private unreadLabel(cells: readonly string[]): string | null {
    if (this.binding.unread.length === 0 || this.texts.some((at) => !isBlank(cells[at]))) return null;
    const at = this.binding.unread.find((one) => !isBlank(cells[one]));
    const text = at === undefined ? '' : (cells[at] as string).trim();
    return isTotalLabel(text) || this.totals.some((test) => test(text)) ? text : null;
  }

  private setRule(cells: readonly string[], label: string): SetRule | null {
    const labels = [label, ...this.texts.map((at) => cells[at] ?? '')].filter((text) => !isBlank(text));
    let found: SetRule | null = null;
    for (const rule of this.sets) {
      if (!found && rule.isOpen && labels.some((text) => rule.labels.some((test) => test(text.trim())))) {
        found = rule;
      }
      if (rule.after && labels.some((text) => rule.after?.some((test) => test(text.trim())))) {
        rule.isOpen = true;
      }
    }
    return found;
  }

  private refusal(cells: readonly string[]): RowClass | null {
    for (const rule of this.binding.refuse) {
      const at = rule.at === null ? this.texts : [rule.at];
      for (const one of at) {
        const value = cells[one];
        if (value !== undefined && rule.expression.test(value)) {
          return { is: 'refused', at: one, value, reason: rule.reason };
        }
      }
    }
    return null;
  }

  /** Nothing in the layout's columns: a footnote may stand beside them, and another layout may read the row. */
  private outside(cells: readonly string[]): RowClass {
    const lead = firstText(cells, 0, cells.length - 1);
    if (lead !== '' && isAlone(cells) && isNoteText(lead)) return { is: 'note', text: lead.trim() };
    return { is: 'nothing' };
  }

  private isRepeated(row: SheetRow): boolean {
    const start = firstText(row.cells, 0, row.cells.length - 1).trim();
    return this.repeatedStarts.has(start) && this.repeated.has(rowKey(row));
  }

  /** A lone total row of a continued page: `Total | 1 | 2` under more columns stands at their right end. */
  private aligned(row: SheetRow): SheetRow {
    const { cells } = row;
    if (cells.length < 2 || cells.length >= this.width || this.rules.hasNoTotals) return row;
    const [label, ...amounts] = cells as [string, ...string[]];
    const isTotal = isTotalLabel(label) || this.totals.some((test) => test(label.trim()));
    if (!isTotal || amounts.every(isBlank)) return row;
    const start = this.width - amounts.length;
    const isMoneyOnly = this.money.length > 0 && this.money.every((at) => at >= start);
    // Left where they stand, amounts would fall under codes or names.
    const wouldMisplace = this.texts.some((at) => at > 0 && at < cells.length && /\d/.test(cells[at] ?? ''));
    if (!isMoneyOnly || !wouldMisplace) return row;
    return { ...row, cells: [label, ...new Array(start - 1).fill(''), ...amounts] };
  }
}

function columnsOf(binding: Binding, test: (column: BoundColumn) => boolean): number[] {
  return [...new Set(binding.columns.filter(test).flatMap((column) => column.at))];
}

/** The column of the words of a row. */
function labelColumn(layout: TableLayout, noun: NounSpec, binding: Binding): number {
  if (binding.label !== null) return binding.label;
  const hierarchy = layout.rows?.hierarchy;
  const wanted = hierarchy?.by === 'outline' ? hierarchy.field : 'label';
  const nameOfCode = hierarchy?.by === 'code' ? hierarchy.field.replace(/Code$/, 'Name') : wanted;
  const isName = (column: BoundColumn): boolean =>
    column.field.type === 'text' && /name$/i.test(column.field.name);
  const named =
    binding.columns.find((column) => column.spec.field === wanted) ??
    binding.columns.find((column) => column.spec.field === nameOfCode) ??
    binding.columns.find(isName) ??
    binding.columns.find((column) => column.field.type === 'text' && noun.fields.includes(column.field));
  return named?.at[0] ?? (binding.columns[0]?.at[0] as number);
}

function labelTest(name: string): NameTest {
  const test = nameTest(name);
  if (isPattern(name)) return test;
  return (text) => test(text) || test(withoutNumber(text));
}

function startTest(name: string): NameTest {
  if (isPattern(name)) return nameTest(name);
  const wanted = comparable(name);
  return (text) => comparable(text).startsWith(wanted);
}

export function withoutNumber(label: string): string {
  const text = label.trim();
  return outlineOf(text)?.rest ?? text;
}

export function isBlank(text: string | undefined): boolean {
  return text === undefined || text === '' || text.trim() === '';
}

export function isAlone(cells: readonly string[]): boolean {
  let count = 0;
  for (const cell of cells) if (!isBlank(cell)) count += 1;
  return count === 1;
}

function firstText(cells: readonly string[], from: number, to: number): string {
  for (let at = from; at <= to; at++) {
    const text = cells[at];
    if (text !== undefined && !isBlank(text)) return text;
  }
  return '';
}
