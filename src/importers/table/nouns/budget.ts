import type { FactRow } from '../../../publish/facts.ts';
import type { TableHead, TableRecord } from '../types.ts';
import type { Place } from './documents.ts';
import { type Entry, Expander, type Fields } from './fields.ts';
import { codePart, identity } from './keys.ts';
import type { Builder, Context, Noun } from './noun.ts';
import { budget as spec } from './spec/budget.ts';

const ofAmounts = new Set(['phase', 'component', 'period', 'asOfOn', 'currency']);

/** Positions leave room, so that a row put in between moves no other. */
export const positionStep = 100;

const phaseOf: Readonly<Record<string, string>> = {
  proposal: 'proposed',
  budget: 'approved',
  adjustment: 'adjusted',
  execution: 'executed',
  finalAccount: 'final',
  forecast: 'projected',
};

export const budget: Noun = { ...spec, open: (head, context) => new BudgetBuilder(head, context) };

/** What tells a line of a table from the others. */
export function lineIdentity(fields: Fields): string {
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
    hasCode ? undefined : (get('label') ?? get('functionName') ?? get('economicName')),
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
      // A row whose columns are years has no line where none of them is filled.
      if (values.length > 0) context.refuse(record, 'no-place', place);
      return;
    }
    const base = `${place.tableKey}/${lineIdentity(fields)}`;
    const key = `${base}#${context.sink.occurrence(base)}`;
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
    this.addAmounts(key, place, { fields, values, record });
  }

  private text(fields: Fields, name: string): string | null {
    const value = fields.get(name);
    return value === undefined ? null : this.context.clean(value);
  }

  private addAmounts(lineKey: string, place: Place, { fields, values, record }: Entry): void {
    const { context } = this;
    const sums: { name: string; currency: string | null; text: string }[] = [];
    const keys: string[] | null = values.length > 1 ? [] : null;
    for (const { field, text, cell, set } of values) {
      if (field !== 'amount') continue;
      const phase = set.phase ?? fields.get('phase') ?? phaseOf[place.kind]!;
      const component = set.component ?? fields.get('component') ?? 'total';
      const period = set.period ?? fields.get('period') ?? null;
      const asOfOn = set.asOfOn ?? fields.get('asOfOn') ?? null;
      const currency = set.currency ?? fields.get('currency') ?? null;
      let key = `${lineKey}/${phase}/${codePart(component)}`;
      if (period !== null) key += `/${codePart(period)}`;
      if (asOfOn !== null) key += `/${asOfOn}`;
      if (keys?.includes(key)) {
        context.refuse(
          record,
          'stated-twice',
          `Two columns of the row state the amount "${phase}", "${component}": expected one, or columns told apart by phase, component or period`,
          { field: cell, value: text },
        );
        continue;
      }
      keys?.push(key);
      const row: Record<string, FactRow[string]> = {
        key,
        dataset_key: context.datasetKey,
        line_key: lineKey,
        table_key: place.tableKey,
        department_key: place.departmentKey,
        phase,
        component,
        period,
        as_of_on: asOfOn,
        amount: text,
        currency,
      };
      if (context.internalPhases.has(phase))
        context.sink.put('internal.budget_amount', [place.tableKey], row);
      else {
        row.cell = cell;
        context.sink.put('disclosed.budget_amount', [place.tableKey], row);
      }
      let name = `${phase} ${component}`;
      if (period !== null) name += ` ${period}`;
      if (asOfOn !== null) name += ` ${asOfOn}`;
      sums.push({ name, currency, text });
    }
    context.count(this.head, record, sums);
  }
}

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

export function noRecord(head: TableHead): TableRecord {
  return { table: head.table, kind: 'line', fields: {}, values: [], row: 0 };
}
