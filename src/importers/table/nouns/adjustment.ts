import type { PoolClient } from 'pg';
import type { TableHead, TableRecord } from '../types.ts';
import { lineIdentity } from './budget.ts';
import { needed, Reading } from './fact.ts';
import { Expander } from './fields.ts';
import { mark, within } from './keys.ts';
import { type Builder, type Context, type Noun, placeOf } from './noun.ts';
import { budgetAdjustment as spec } from './spec/budget.ts';

/** Dated changes of budget lines. The line must be there, by an earlier file or by this one. */
export const budgetAdjustment: Noun = {
  ...spec,
  open: (head, context) => new AdjustmentBuilder(head, context),
};

interface Waiting {
  reading: Reading;
  documentKey: string;
  departmentKey: string | null;
  table: string | undefined;
  /** As lines of wide and of long tables have it. */
  identities: readonly string[];
}

class AdjustmentBuilder implements Builder {
  private readonly expander: Expander;
  private readonly waiting: Waiting[] = [];

  constructor(
    private readonly head: TableHead,
    private readonly context: Context,
  ) {
    this.expander = new Expander(head);
    context.sink.later((client, stageOf) => this.place(client, stageOf('disclosed.budget_line')));
  }

  add(record: TableRecord): void {
    if (record.kind !== 'line') {
      this.context.count(this.head, record, []);
      return;
    }
    for (const entry of this.expander.expand(record)) {
      const reading = new Reading(entry);
      if (needed(this.context, reading, 'amount') === null) continue;
      const document = this.context.documents.keyOf(reading.fields);
      if (typeof document === 'string') {
        this.context.refuse(record, 'no-place', document);
        continue;
      }
      this.waiting.push({
        reading,
        ...document,
        table: reading.get('table'),
        identities: [lineIdentity(reading.fields), lineIdentity(reading.fields, true)],
      });
    }
  }

  /** Finds the lines, in their table and among those that this file brings. */
  private async place(client: PoolClient, stage: string | null): Promise<void> {
    const documents = [...new Set(this.waiting.map((waiting) => waiting.documentKey))];
    const found = new Map<string, Set<string>>();
    for (const table of ['disclosed.budget_line', ...(stage === null ? [] : [stage])]) {
      const { rows } = await client.query<{ key: string; document: string; table: string }>(
        `SELECT key, document_key AS document, table_key AS table FROM ${table} WHERE document_key = ANY ($1) AND row_kind = 'line'`,
        [documents],
      );
      for (const { key, document, table: tableKey } of rows) {
        const identity = key.slice(tableKey.length + 1).replace(/#[0-9]+$/, '');
        const place = `${document}\n${identity}`;
        const keys = found.get(place);
        if (keys) keys.add(key);
        else found.set(place, new Set([key]));
      }
    }
    for (const waiting of this.waiting) {
      const keys = waiting.identities.flatMap((identity) => [
        ...(found.get(`${waiting.documentKey}\n${identity}`) ?? []),
      ]);
      this.put(waiting, [...new Set(keys)]);
    }
  }

  private put(
    { reading, documentKey, departmentKey, table, identities }: Waiting,
    keys: readonly string[],
  ): void {
    const { context } = this;
    const identity = identities[0]!;
    const inTable =
      table === undefined ? keys : keys.filter((key) => key.startsWith(`${documentKey}/${within(table)}/`));
    if (inTable.length !== 1) {
      const problem =
        inTable.length === 0
          ? `No line "${identity}" stands in "${documentKey}": expected a line that the budget has`
          : `${inTable.length} lines "${identity}" stand in "${documentKey}": expected "table" to name the one that is adjusted`;
      context.refuse(reading.record, 'no-line', problem);
      return;
    }
    const words = ['decidedOn', 'documentNumber', 'authority', 'reason']
      .map((name) => reading.get(name) ?? '')
      .join('\n');
    const base = `${documentKey}/adjustment/${identity}/${reading.get('decidedOn') ?? '-'}~${mark(words)}`;
    const occurrence = context.sink.occurrence(base);
    const currency = reading.get('currency') ?? null;
    context.sink.put('disclosed.budget_adjustment', [documentKey], {
      key: `${base}#${occurrence}`,
      dataset_key: context.datasetKey,
      line_key: inTable[0]!,
      document_key: documentKey,
      department_key: departmentKey,
      position: context.sink.occurrence(`${documentKey}\nadjustments`) * 100,
      decided_on: reading.get('decidedOn') ?? null,
      amount: reading.get('amount')!,
      currency,
      authority: reading.column(context, 'authority', 'text'),
      reason: reading.column(context, 'reason', 'text'),
      document_number: reading.column(context, 'documentNumber', 'text'),
      ...placeOf(context, reading.record),
      cell: reading.cells([['amount', 'amount', 'number']]),
    });
    context.count(this.head, reading.record, [{ name: 'amount', currency, text: reading.get('amount')! }]);
  }
}
