import type { FactRow, FactValue } from '../../../publish/facts.ts';
import type { TableHead, TableRecord } from '../types.ts';
import type { Place } from './documents.ts';
import { type Entry, Expander, type Fields } from './fields.ts';
import { type Builder, type Context, type Noun, placeOf } from './noun.ts';

export type ColumnKind = 'text' | 'code' | 'number' | 'integer' | 'date' | 'boolean' | 'list';

/** Column of a table and the field that fills it. */
export type Column = readonly [column: string, field: string, kind: ColumnKind];

/** Fields of an entry, with its values among them. */
export class Reading {
  private readonly values = new Map<string, { text: string; cell: string }>();

  constructor(readonly entry: Entry) {
    for (const { field, text, cell } of entry.values) this.values.set(field, { text, cell });
  }

  get fields(): Fields {
    return this.entry.fields;
  }

  get record(): TableRecord {
    return this.entry.record;
  }

  get(name: string): string | undefined {
    return this.values.get(name)?.text ?? this.entry.fields.get(name);
  }

  /** Cells of these columns' values: `E7`, or `budget B7, actual H7` where they stand in several. */
  cells(columns: readonly Column[]): string | null {
    const found = columns.flatMap(([, field]) => {
      const cell = this.values.get(field)?.cell;
      return cell ? [{ field, cell }] : [];
    });
    if (new Set(found.map(({ cell }) => cell)).size <= 1) return found[0]?.cell ?? null;
    return found.map(({ field, cell }) => `${field} ${cell}`).join(', ');
  }

  column(context: Context, field: string, kind: ColumnKind): FactValue {
    const value = this.get(field);
    if (kind === 'list')
      return value === undefined
        ? []
        : value
            .split(/[;；]/)
            .map((part) => context.clean(part.trim()))
            .filter((part) => part !== '');
    if (value === undefined) return null;
    if (kind === 'text') return context.clean(value);
    if (kind === 'boolean') return value === 'true';
    return value;
  }

  columns(context: Context, columns: readonly Column[]): Record<string, FactValue> {
    const row: Record<string, FactValue> = {};
    for (const [column, field, kind] of columns) row[column] = this.column(context, field, kind);
    return row;
  }

  /** Money of the row for the report's sums. */
  sums(columns: readonly Column[], currency: string | null) {
    return columns
      .filter(([, , kind]) => kind === 'number')
      .flatMap(([, field]) => {
        const text = this.values.get(field)?.text;
        return text === undefined ? [] : [{ name: field, currency, text }];
      });
  }
}

/** A field that a row must have; null after the row was refused for its lack. */
export function needed(context: Context, reading: Reading, name: string): string | null {
  const value = reading.get(name);
  if (value !== undefined) return value;
  context.refuse(reading.record, 'missing-value', `The row has no "${name}": expected a value`, {
    field: name,
    value: '',
  });
  return null;
}

/** A statutory fact: a row of a document's table that is no budget line. */
export interface StatutoryFact {
  spec: Omit<Noun, 'open'>;
  table: string;
  breakdown: string;
  required: readonly string[];
  columns: readonly Column[];
  /** What tells the row from the others of its document. */
  identity(reading: Reading, place: Place): string;
  isNumbered: boolean;
  /** Field whose values are summed apart in the report. */
  sumBy?: string;
  /** The table has a column for the cells. */
  hasCell: boolean;
  /** The phase of its amounts; a row of one that is not public is refused, because these facts have no internal side. */
  phase?(reading: Reading, place: Place): string;
  more?(reading: Reading, place: Place): Record<string, FactValue>;
}

export function statutoryNoun(fact: StatutoryFact): Noun {
  return { ...fact.spec, open: (head, context) => new StatutoryBuilder(fact, head, context) };
}

class StatutoryBuilder implements Builder {
  private readonly expander: Expander;

  constructor(
    private readonly fact: StatutoryFact,
    private readonly head: TableHead,
    private readonly context: Context,
  ) {
    this.expander = new Expander(head);
    if (!head.isEmpty) return;
    const empty: TableRecord = { table: head.table, kind: 'line', fields: {}, values: [], row: 0 };
    const place = context.documents.place(this.expander.expand(empty)[0]!.fields, head, fact.breakdown);
    if (typeof place !== 'string') context.sink.state(fact.table, [place.tableKey]);
  }

  add(record: TableRecord): void {
    for (const entry of this.expander.expand(record)) this.addRow(new Reading(entry));
  }

  private addRow(reading: Reading): void {
    const { fact, context } = this;
    const { record } = reading;
    const place = context.documents.place(reading.fields, this.head, fact.breakdown);
    if (typeof place === 'string') {
      if (record.kind === 'total' && fact.isNumbered) context.count(this.head, record, []);
      else context.refuse(record, 'no-place', place);
      return;
    }
    const phase = fact.phase?.(reading, place);
    if (phase !== undefined && context.internalPhases.has(phase)) {
      const problem = `Amounts of the phase "${phase}" are not public here, and these facts are: expected another phase, or "--internal-phases none"`;
      context.refuse(record, 'internal-phase', problem, { field: 'phase', value: phase });
      return;
    }
    // The total of a list is checked by the reader of the table and is no fact; that of a category is one.
    if (
      record.kind === 'total' &&
      (fact.isNumbered || fact.required.some((name) => reading.get(name) === undefined))
    ) {
      context.count(this.head, record, []);
      return;
    }
    for (const name of fact.required) if (needed(context, reading, name) === null) return;
    // Tables of one document may state one fact together; rows of lists belong to their table.
    const owner = fact.isNumbered ? place.tableKey : place.documentKey;
    const base = `${owner}/${fact.spec.name}/${fact.identity(reading, place)}`;
    place.position += 1;
    const currency = reading.get('currency') ?? null;
    const row: FactRow = {
      key: fact.isNumbered ? `${base}#${context.sink.occurrence(base)}` : base,
      dataset_key: context.datasetKey,
      document_key: place.documentKey,
      table_key: place.tableKey,
      department_key: place.departmentKey,
      fiscal_year: place.fiscalYear,
      scope: place.scope,
      position: place.position * 100,
      ...reading.columns(context, fact.columns),
      ...fact.more?.(reading, place),
      currency,
      ...placeOf(context, record),
      ...(fact.hasCell ? { cell: reading.cells(fact.columns) } : {}),
    };
    if (fact.isNumbered) context.sink.put(fact.table, [place.tableKey], row);
    else {
      const conflict = context.sink.merge(fact.table, [place.tableKey], row);
      if (conflict !== null) {
        const problem = `Another row of the file states "${conflict}" of the same ${fact.spec.name} differently: expected one`;
        context.refuse(record, 'stated-twice', problem, { field: conflict, value: String(row[conflict]) });
        return;
      }
    }
    const sums = reading.sums(fact.columns, currency);
    // Totals and parts stand in one table: each is summed by itself.
    const named = fact.sumBy === undefined ? undefined : reading.get(fact.sumBy);
    context.count(
      this.head,
      record,
      named === undefined ? sums : sums.map((sum) => ({ ...sum, name: `${named} ${sum.name}` })),
    );
  }
}
