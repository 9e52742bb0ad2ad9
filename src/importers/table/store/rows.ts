import type { PoolClient } from 'pg';
import type { FactRow } from '../../../publish/facts.ts';
import { copyInto, copyValue, type Staged, Staging } from '../../../publish/stage.ts';
import { placeColumns, specOf, type TableSpec, tableSpecs } from './tables.ts';

type ScopeValue = string | number | null;

export interface Scope {
  values: readonly ScopeValue[];
  /** Nothing of it is there: its rows need no comparing. */
  isFresh: boolean;
}

interface Pending {
  /** Rows as COPY takes them. Bytes outside the heap, so that nothing of a row outlives its reading. */
  fresh: Buffer[];
  /** The piece that is being filled. */
  piece: string;
  freshRows: number;
  staged: FactRow[];
}

/** About this much text is one piece of a COPY. */
const pieceLength = 32 * 1024;

/**
 * Rows on their way into their tables. Rows of a scope of which nothing is there yet are copied straight into their
 * tables as they come; those of the others wait in temporary tables to be compared. Nothing grows with the rows.
 */
export class RowStore {
  private pending = new Map<string, Pending>();
  private readonly scopes = new Map<string, Map<string, Scope>>();
  /** Scopes that are there, by table; asked once. */
  private readonly present = new Map<string, Set<string>>();
  private readonly staging: Staging;
  private readonly columns = new Map<string, readonly string[]>();
  readonly inserted = new Map<string, number>();
  /** Rows that wait. */
  size = 0;

  constructor(
    private readonly client: PoolClient,
    private readonly datasetKey: string,
    /** False: every row waits and is compared, as a dry run and a dataset with withdrawals want it. */
    private readonly mayCopy: boolean,
  ) {
    this.staging = new Staging(client);
  }

  put(table: string, values: readonly ScopeValue[], row: FactRow): void {
    const scope = this.scopeOf(table, values);
    let pending = this.pending.get(table);
    if (!pending) {
      pending = { fresh: [], piece: '', freshRows: 0, staged: [] };
      this.pending.set(table, pending);
    }
    this.size += 1;
    // Tables with policies for rows take no COPY.
    if (!scope.isFresh || table.startsWith('internal.')) {
      pending.staged.push(row);
      return;
    }
    pending.piece += this.copyLine(table, row);
    if (pending.piece.length > pieceLength) {
      pending.fresh.push(Buffer.from(pending.piece));
      pending.piece = '';
    }
    pending.freshRows += 1;
  }

  private copyLine(table: string, row: FactRow): string {
    let columns = this.columns.get(table);
    if (!columns) {
      columns = Object.keys(row);
      this.columns.set(table, columns);
    }
    let line = copyValue(row[columns[0]!]);
    for (let index = 1; index < columns.length; index++) line += `\t${copyValue(row[columns[index]!])}`;
    return `${line}\n`;
  }

  /** Rows that several rows of the file state together, by table and key, until the end of the file. */
  private readonly merging = new Map<string, Map<string, { values: readonly ScopeValue[]; row: FactRow }>>();

  /** Adds what the row there leaves open; gives the column in which the two contradict each other. */
  merge(table: string, values: readonly ScopeValue[], row: FactRow): string | null {
    let rows = this.merging.get(table);
    if (!rows) {
      rows = new Map();
      this.merging.set(table, rows);
    }
    const key = row.key as string;
    const present = rows.get(key);
    if (!present) {
      rows.set(key, { values, row });
      return null;
    }
    const merged: Record<string, FactRow[string]> = { ...present.row };
    for (const [column, value] of Object.entries(row)) {
      if (value === null || column === 'position' || column === 'table_key' || placeColumns.has(column))
        continue;
      if (merged[column] === null) merged[column] = value;
      else if (String(merged[column]) !== String(value)) return column;
    }
    rows.set(key, { values: present.values, row: merged });
    return null;
  }

  /** Puts what several rows stated together; at the end of the file. */
  putMerged(put = this.put.bind(this)): void {
    for (const [table, rows] of this.merging)
      for (const { values, row } of rows.values()) put(table, values, row);
    this.merging.clear();
  }

  state(table: string, values: readonly ScopeValue[]): void {
    this.scopeOf(table, values);
  }

  private last: { table: string; value: ScopeValue | undefined; scope: Scope } | null = null;

  private scopeOf(table: string, values: readonly ScopeValue[]): Scope {
    const { last } = this;
    if (last && values.length === 1 && last.table === table && last.value === values[0]) return last.scope;
    let scopes = this.scopes.get(table);
    if (!scopes) {
      scopes = new Map();
      this.scopes.set(table, scopes);
    }
    const mark = markOf(values);
    let scope = scopes.get(mark);
    if (!scope) {
      const mayCopy = this.mayCopy && !specOf.get(table)?.isShared;
      scope = { values, isFresh: mayCopy && !this.present.get(presenceTable(table))?.has(mark) };
      scopes.set(mark, scope);
    }
    if (values.length === 1) this.last = { table, value: values[0], scope };
    return scope;
  }

  /** Learns which scopes of these tables are there. Before the first row of a table is put. */
  async prepare(tables: readonly TableSpec[]): Promise<void> {
    for (const { table, scope } of tables) {
      if (this.present.has(table) || presenceTable(table) !== table) continue;
      const list = scope.map((column) => `"${column}"`).join(', ');
      const { rows } = await this.client.query<Record<string, ScopeValue>>(
        table === 'disclosed.budget_line'
          ? 'SELECT key AS table_key FROM disclosed.budget_table WHERE dataset_key = $1'
          : `SELECT DISTINCT ${list} FROM ${table} WHERE dataset_key = $1`,
        [this.datasetKey],
      );
      this.present.set(table, new Set(rows.map((row) => markOf(scope.map((column) => row[column]!)))));
    }
  }

  get hasFresh(): boolean {
    for (const { freshRows } of this.pending.values()) if (freshRows > 0) return true;
    return false;
  }

  /** Hands over what waits, so that more can be put while it is written. */
  take(): ReadonlyMap<string, Pending> {
    const taken = this.pending;
    this.pending = new Map();
    this.size = 0;
    return taken;
  }

  /** Drops what waits. */
  drop(): void {
    this.take();
  }

  /** Inside the transaction; where rows are fresh, inside the revision and below their documents. */
  async write(taken: ReadonlyMap<string, Pending>): Promise<void> {
    for (const { table } of tableSpecs) {
      const pending = taken.get(table);
      if (!pending) continue;
      if (pending.staged.length > 0) await this.staging.add({ [table]: pending.staged });
      if (pending.freshRows === 0) continue;
      pending.fresh.push(Buffer.from(pending.piece));
      await copyInto(this.client, table, this.columns.get(table)!, pending.fresh);
      this.inserted.set(table, (this.inserted.get(table) ?? 0) + pending.freshRows);
    }
  }

  get staged(): Staged[] {
    return this.staging.tables;
  }

  /** Scopes that the file states and of which something is there. */
  statedScopes(table: string): Scope[] {
    return [...(this.scopes.get(table)?.values() ?? [])].filter((scope) => !scope.isFresh);
  }

  /** Every scope that the file states, by table. */
  allScopes(table: string): Scope[] {
    return [...(this.scopes.get(table)?.values() ?? [])];
  }
}

/** Parts of lines are there where their lines are. */
export function presenceTable(table: string): string {
  return table.endsWith('.budget_amount') ? 'disclosed.budget_line' : table;
}

function markOf(values: readonly ScopeValue[]): string {
  return values.length === 1 ? String(values[0]) : JSON.stringify(values);
}
