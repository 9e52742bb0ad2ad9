import type { TestHub } from '../hub.ts';
import { superuserOf } from '../hub.ts';

export interface StoredTable {
  documentKey: string;
  table: string;
  phase: string;
  isEmpty: boolean;
  emptyNote: string | null;
  unit: string | null;
  /** Counted rows that hold an amount. */
  lines: number;
  sums: Record<string, string>;
  /** Label of a total row → component → amount. */
  stated: Record<string, Record<string, string>>;
}

interface AmountRow {
  document: string;
  code: string;
  empty: boolean;
  note: string | null;
  unit: string | null;
  key: string | null;
  kind: string;
  label: string | null;
  phase: string;
  component: string;
  amount: string | null;
}

/** What stands in the database of budget tables, added up by PostgreSQL's numeric only in the end. */
export async function storedTables(hub: TestHub, dataset: string): Promise<StoredTable[]> {
  const client = await superuserOf(hub);
  try {
    const { rows } = await client.query<AmountRow>(
      `SELECT t.document_key AS document, t.code, t.is_empty AS empty, t.empty_note AS note, t.unit_text AS unit,
              l.key, l.row_kind AS kind, l.label, a.phase, a.component, a.amount::text
       FROM disclosed.budget_table t
       LEFT JOIN disclosed.budget_line l ON l.table_key = t.key
       LEFT JOIN disclosed.budget_amount a ON a.line_key = l.key AND a.period IS NULL
       WHERE t.dataset_key = $1 ORDER BY t.key, l.position, a.key`,
      [dataset],
    );
    const { rows: sums } = await client.query<{
      document: string;
      code: string;
      component: string;
      sum: string;
    }>(
      `SELECT t.document_key AS document, t.code, a.component, trim_scale(sum(a.amount))::text AS sum
       FROM disclosed.budget_table t
       JOIN disclosed.budget_line l ON l.table_key = t.key AND l.row_kind = 'line'
       JOIN disclosed.budget_amount a ON a.line_key = l.key AND a.period IS NULL
       WHERE t.dataset_key = $1 GROUP BY 1, 2, 3`,
      [dataset],
    );
    return gather(rows, sums);
  } finally {
    await client.end();
  }
}

function gather(
  rows: readonly AmountRow[],
  sums: readonly { document: string; code: string; component: string; sum: string }[],
): StoredTable[] {
  const tables = new Map<string, StoredTable & { keys: Set<string> }>();
  for (const { document, code, empty, note, unit, key, kind, label, phase, component, amount } of rows) {
    const name = `${document}/${code}`;
    let table = tables.get(name);
    if (!table) {
      table = {
        documentKey: document,
        table: code,
        phase: phase ?? '',
        isEmpty: empty,
        emptyNote: note,
        unit,
        lines: 0,
        sums: {},
        stated: {},
        keys: new Set(),
      };
      tables.set(name, table);
    }
    if (key === null || amount === null) continue;
    table.phase ||= phase;
    if (kind === 'line') table.keys.add(key);
    if (kind === 'total') {
      table.stated[label ?? ''] ??= {};
      table.stated[label ?? '']![component] = amount;
    }
  }
  for (const { document, code, component, sum } of sums)
    tables.get(`${document}/${code}`)!.sums[component] = sum;
  return [...tables.values()].map(({ keys, ...table }) => ({ ...table, lines: keys.size }));
}
