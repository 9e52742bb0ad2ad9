import type { FactRow } from '../../../publish/facts.ts';
import type { TableHead, TableProblem, TableRecord } from '../types.ts';
import { type Place, phaseOfDocument } from './documents.ts';
import { type Entry, Expander, type Fields } from './fields.ts';
import { codePart, identity } from './keys.ts';
import type { Builder, Context, Noun } from './noun.ts';
import { budget as spec } from './spec/budget.ts';

const ofAmounts = new Set(['phase', 'component', 'period', 'asOfOn', 'currency']);

/** Positions leave room, so that a row put in between moves no other. */
export const positionStep = 100;

/** Fields of a row that say of its amount what a column says elsewhere. */
const rowSays = ['phase', 'component', 'period', 'asOfOn'] as const;

interface Amount {
  /** What the amount's key adds to its line's. */
  mark: string;
  name: string;
  phase: string;
  component: string;
  period: string | null;
  asOfOn: string | null;
  currency: string | null;
  text: string;
  cell: string;
}

export const budget: Noun = { ...spec, open: (head, context) => new BudgetBuilder(head, context) };

/** What tells a line of a table from the others; `withWords`: by its label too where it has codes. */
export function lineIdentity(fields: Fields, withWords = false): string {
  const get = (name: string) => fields.get(name);
  const codes = [
    get('functionCode'),
    get('economicCode'),
    get('programCode'),
    get('projectCode'),
    get('fundSourceCode'),
    get('itemCode'),
  ];
  const hasCode = codes.some((code) => code !== undefined);
  const words = [
    codes[3] === undefined ? get('projectName') : undefined,
    codes[2] === undefined ? get('programName') : undefined,
    codes[4] === undefined ? get('fundSourceName') : undefined,
    codes[5] === undefined ? get('itemName') : undefined,
    get('regionName'),
    get('recipientName'),
    withWords ? get('description') : undefined,
    hasCode
      ? withWords
        ? get('label')
        : undefined
      : (get('label') ?? get('functionName') ?? get('economicName')),
  ];
  return identity(codes, words);
}

/** Key of the class that a line's code has in the edition of its year. */
function classified(
  context: Context,
  record: TableRecord,
  fields: Fields,
  year: number,
  kind: 'functional' | 'economic',
): string | null {
  const prefix = kind === 'functional' ? 'function' : 'economic';
  const scheme = fields.get(`${prefix}Scheme`);
  if (scheme === undefined) return null;
  const code = fields.get(`${prefix}Code`);
  const name = fields.get(`${prefix}Name`);
  if (code === undefined && name === undefined) return null;
  const found = context.classifications.find(kind, scheme, year, code, name, record.kind === 'subtotal');
  if (found.said !== '') {
    context.tell({
      rule: found.rule,
      severity: 'info',
      problem: found.said,
      sheet: record.sheet,
      page: record.page,
      row: record.row,
      head: `${prefix}Code`,
      value: code ?? name,
    });
  }
  return found.key;
}

class BudgetBuilder implements Builder {
  private readonly expander: Expander;
  private readonly keptInternal = new Set<string>();
  private hasToldSheets = false;
  private hasToldCurrency = false;

  constructor(
    private readonly head: TableHead,
    private readonly context: Context,
  ) {
    this.expander = new Expander(head, ofAmounts);
    if (!head.isEmpty) return;
    const place = this.placeOf(this.expander.expand(noRecord(head))[0]!.fields);
    if (typeof place !== 'string') this.stateTable(place);
  }

  add(record: TableRecord): void {
    for (const entry of this.expander.expand(record)) this.addLine(entry);
  }

  private placeOf(fields: Fields): Place | string {
    return this.context.documents.place(fields, this.head, breakdownOf(fields));
  }

  private stateTable(place: Place): void {
    this.context.sink.state('disclosed.budget_line', [place.tableKey]);
  }

  private addLine({ fields, values, record }: Entry): void {
    const { context } = this;
    const place = this.placeOf(fields);
    if (typeof place === 'string') {
      // Totals are checked by the reader of the table; one below rows of many bodies and years belongs to no document.
      if (record.kind === 'total') context.count(this.head, record, []);
      // A row whose columns are years has no line where none of them is filled.
      else if (values.length > 0) context.refuse(record, 'no-place', place);
      return;
    }
    if (place.sheet !== this.head.sheet && !this.hasToldSheets) {
      this.hasToldSheets = true;
      context.tell({
        rule: 'two-sheets',
        severity: 'warning',
        sheet: this.head.sheet ?? undefined,
        problem: `Sheets "${place.sheet}" and "${this.head.sheet}" state one table of one document, and all their rows count; where they are two versions of it, take one out.`,
      });
    }
    const amounts = this.amountsOf({ fields, values, record }, place);
    const { key, isNew } = this.lineKey(fields, place, amounts);
    if (isNew) this.putLine(key, place, fields, record);
    for (const amount of amounts) this.putAmount(key, place, amount);
    context.count(this.head, record, amounts);
  }

  /**
   * Where rows say the phase (or component or period) of their one amount, those of equal codes and words are one line:
   * the n-th amount of a phase belongs to the n-th line. Otherwise every row is a line.
   */
  private lineKey(fields: Fields, place: Place, amounts: readonly Amount[]): { key: string; isNew: boolean } {
    const { sink } = this.context;
    const isLong = rowSays.some((name) => fields.own(name) !== undefined);
    const base = `${place.tableKey}/${lineIdentity(fields, isLong)}`;
    if (!isLong || amounts.length === 0) return { key: `${base}#${sink.occurrence(base)}`, isNew: true };
    const number = Math.max(...amounts.map((amount) => sink.occurrence(`${base}${amount.mark}`)));
    for (const amount of amounts) sink.reaches(`${base}${amount.mark}`, number);
    return { key: `${base}#${number}`, isNew: sink.reaches(base, number) };
  }

  private putLine(key: string, place: Place, fields: Fields, record: TableRecord): void {
    const { context } = this;
    place.position += 1;
    const level = fields.get('level');
    const line: FactRow = {
      key,
      dataset_key: context.datasetKey,
      document_key: place.documentKey,
      table_key: place.tableKey,
      department_key: place.departmentKey,
      department_name: place.departmentName,
      fiscal_year: place.fiscalYear,
      side: place.side,
      breakdown: place.breakdown,
      book: place.book,
      scope: place.scope,
      coverage: place.coverage,
      row_kind: record.kind,
      level: level === undefined ? null : Number(level),
      position: place.position * positionStep,
      label: this.text(fields, 'label'),
      function_code: fields.get('functionCode') ?? null,
      function_name: this.text(fields, 'functionName'),
      economic_code: fields.get('economicCode') ?? null,
      economic_name: this.text(fields, 'economicName'),
      program_code: fields.get('programCode') ?? null,
      program_name: this.text(fields, 'programName'),
      project_code: fields.get('projectCode') ?? null,
      project_name: this.text(fields, 'projectName'),
      fund_source_code: fields.get('fundSourceCode') ?? null,
      fund_source_name: this.text(fields, 'fundSourceName'),
      item_code: fields.get('itemCode') ?? null,
      item_name: this.text(fields, 'itemName'),
      region_name: this.text(fields, 'regionName'),
      recipient_name: this.text(fields, 'recipientName'),
      description: this.text(fields, 'description'),
      function_key: classified(context, record, fields, place.fiscalYear, 'functional'),
      economic_key: classified(context, record, fields, place.fiscalYear, 'economic'),
      source_key: context.sourceKey,
      sheet: record.sheet ?? null,
      page: record.page ?? null,
      row_number: record.row,
    };
    context.sink.put('disclosed.budget_line', [place.tableKey], line);
  }

  private text(fields: Fields, name: string): string | null {
    const value = fields.get(name);
    return value === undefined ? null : this.context.clean(value);
  }

  private amountsOf({ fields, values, record }: Entry, place: Place): Amount[] {
    const amounts: Amount[] = [];
    for (const { field, text, cell, set } of values) {
      if (field !== 'amount') continue;
      const phase = set.phase ?? fields.get('phase') ?? phaseOfDocument[place.kind]!;
      const component = set.component ?? fields.get('component') ?? 'total';
      const period = set.period ?? fields.get('period') ?? null;
      const asOfOn = set.asOfOn ?? fields.get('asOfOn') ?? null;
      const currency = set.currency ?? fields.get('currency') ?? null;
      let mark = `/${phase}/${codePart(component)}`;
      let name = `${phase} ${component}`;
      if (period !== null) {
        mark += `/${codePart(period)}`;
        name += ` ${period}`;
      }
      if (asOfOn !== null) {
        mark += `/${asOfOn}`;
        name += ` ${asOfOn}`;
      }
      if (amounts.some((other) => other.mark === mark)) {
        this.context.refuse(
          record,
          'stated-twice',
          `Two columns of the row state the amount "${name}", the second in ${cell}: expected one, or columns told apart by phase, component or period`,
          { field, value: text },
        );
        continue;
      }
      amounts.push({ mark, name, phase, component, period, asOfOn, currency, text, cell });
    }
    return amounts;
  }

  private putAmount(lineKey: string, place: Place, amount: Amount): void {
    const { context } = this;
    if (amount.currency === null && !this.hasToldCurrency) {
      this.hasToldCurrency = true;
      context.tell(noCurrency);
    }
    const isInternal = context.internalPhases.has(amount.phase);
    if (isInternal && !this.keptInternal.has(amount.phase)) {
      this.keptInternal.add(amount.phase);
      context.tell(keptInternal(amount.phase));
    }
    const row: FactRow = {
      key: lineKey + amount.mark,
      dataset_key: context.datasetKey,
      line_key: lineKey,
      table_key: place.tableKey,
      department_key: place.departmentKey,
      phase: amount.phase,
      component: amount.component,
      period: amount.period,
      as_of_on: amount.asOfOn,
      amount: amount.text,
      currency: amount.currency,
      ...(isInternal ? {} : { cell: amount.cell }),
    };
    context.sink.put(
      isInternal ? 'internal.budget_amount' : 'disclosed.budget_amount',
      [place.tableKey],
      row,
    );
  }
}

/** Said once a phase, however many amounts it has. */
function keptInternal(phase: string): TableProblem {
  return {
    rule: 'kept-internal',
    severity: 'info',
    head: phase,
    problem: `Amounts of the phase "${phase}" are not public here and are kept internal; where they are published, "--internal-phases none" says so.`,
  };
}

const noCurrency: TableProblem = {
  rule: 'no-currency',
  severity: 'warning',
  problem:
    'Amounts have no currency and are in no sum of one: expected a column, a constant of the profile, or --set currency=…',
};

function breakdownOf(fields: Fields): string | null {
  const has = (name: string) =>
    fields.get(`${name}Code`) !== undefined || fields.get(`${name}Name`) !== undefined;
  if (has('function')) return 'function';
  if (has('economic')) return 'economic';
  if (has('project')) return 'project';
  if (has('program')) return 'program';
  if (has('item')) return 'item';
  if (has('fundSource')) return 'source';
  return 'other';
}

function noRecord(head: TableHead): TableRecord {
  return { table: head.table, kind: 'line', fields: {}, values: [], row: 0 };
}
