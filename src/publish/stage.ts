import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { FactRow, FactSet, FactValue } from './facts.ts';

/** A staging table of this session: the rows of one table that are about to be applied. */
export interface Staged {
  /** For example `disclosed.contract`. */
  table: string;
  /** Quoted name of the temporary table. */
  stage: string;
  columns: readonly string[];
  /** Columns of type numeric: equal numbers of different scale (10.5, 10.50) are different texts. */
  numeric: ReadonlySet<string>;
  rows: number;
}

const tablePattern = /^(disclosed|internal|sealed)\.[a-z][a-z0-9_]*$/;
/** About this much text is handed to the connection at once. */
const pieceLength = 256 * 1024;

/**
 * Copies every row into temporary tables of this session, which empty themselves at the end of the transaction.
 * Takes no lock that others wait for, so a long import does it before it opens its revision. Throws when a key is
 * stated twice or a column is unknown: both are errors of the program that made the rows.
 */
export async function stageFacts(client: PoolClient, facts: FactSet): Promise<Staged[]> {
  const staging = new Staging(client);
  await staging.add(facts);
  return staging.tables;
}

/** Staging in several steps, for a caller that cannot hold all rows at once. A key may come in one step only. */
export class Staging {
  private readonly staged = new Map<string, Staged>();
  private readonly fresh = new Map<string, Fresh>();

  constructor(private readonly client: PoolClient) {}

  /** Rows that go straight into their tables, by table. */
  get freshRows(): ReadonlyMap<string, Fresh> {
    return this.fresh;
  }

  /**
   * Takes rows of processes that are not there yet. They need no comparing, so they go straight into their tables
   * later, written out while the database takes them in.
   */
  async addFresh(facts: FactSet): Promise<void> {
    for (const [table, rows] of Object.entries(facts)) {
      if (rows.length === 0) continue;
      const { columns } = await checkedColumns(this.client, table, rows);
      const present = this.fresh.get(table);
      if (!present) this.fresh.set(table, { columns, rows: [...rows] });
      else {
        if (present.columns.join() !== columns.join()) {
          throw new Error(`Rows of "${table}" fill other columns than those taken before`);
        }
        for (const row of rows) present.rows.push(row);
      }
    }
  }

  get tables(): Staged[] {
    return [...this.staged.values()];
  }

  async add(facts: FactSet): Promise<void> {
    for (const [table, rows] of Object.entries(facts)) {
      if (rows.length === 0) continue;
      const present = this.staged.get(table);
      const more = await stageTable(this.client, table, rows, present === undefined);
      if (present && present.columns.join() !== more.columns.join()) {
        throw new Error(`Rows of "${table}" fill other columns than those staged before`);
      }
      this.staged.set(table, present ? { ...present, rows: present.rows + more.rows } : more);
    }
  }

  /** Takes back the rows of these processes, which are about to be staged anew. */
  async drop(processes: readonly string[]): Promise<void> {
    if (processes.length === 0) return;
    for (const { table, stage, columns } of this.staged.values()) {
      const column = table === 'disclosed.process' ? 'key' : 'process_key';
      if (columns.includes(column))
        await this.client.query(`DELETE FROM ${stage} WHERE "${column}" = ANY ($1)`, [processes]);
    }
  }
}

/** Rows of one table that are new for certain. */
export interface Fresh {
  columns: readonly string[];
  rows: FactRow[];
}

async function stageTable(
  client: PoolClient,
  table: string,
  rows: readonly FactRow[],
  isFirst: boolean,
): Promise<Staged> {
  const { columns, known } = await checkedColumns(client, table, rows);
  const stage = `"stage_${table.replace('.', '_')}"`;
  if (isFirst) {
    const all = [...known.keys()].map((column) => `"${column}"`).join(', ');
    // Rows of another set may be in it still, where one transaction applies several.
    await client.query(
      `CREATE TEMPORARY TABLE IF NOT EXISTS ${stage} ON COMMIT DELETE ROWS AS SELECT ${all} FROM ${table} WITH NO DATA;
       DELETE FROM ${stage}`,
    );
  }
  await copyInto(client, stage, columns, copyText(table, columns, rows));
  return {
    table,
    stage,
    columns,
    numeric: new Set(columns.filter((column) => known.get(column) === 'numeric')),
    rows: rows.length,
  };
}

async function checkedColumns(
  client: PoolClient,
  table: string,
  rows: readonly FactRow[],
): Promise<{ columns: string[]; known: Map<string, string> }> {
  if (!tablePattern.test(table)) throw new Error(`"${table}" is not a table of facts`);
  const known = await columnsOf(client, table);
  const columns = columnsIn(rows);
  const unknown = columns.find((column) => !known.has(column));
  if (unknown !== undefined) throw new Error(`"${table}" has no column "${unknown}" that a fact may fill`);
  if (!columns.includes('key')) throw new Error(`Rows of "${table}" have no key`);
  return { columns, known };
}

/** COPY of ready pieces; waits where the connection is slower. */
export async function copyInto(
  client: PoolClient,
  table: string,
  columns: readonly string[],
  pieces: Iterable<string | Buffer>,
): Promise<void> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  const stream = client.query(copyFrom(`COPY ${table} (${list}) FROM STDIN`));
  const end = finished(stream);
  end.catch(() => {});
  try {
    for (const piece of pieces) {
      if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), end]);
    }
    stream.end();
  } catch (error) {
    stream.destroy(error as Error);
    await end.catch(() => {});
    throw error;
  }
  await end;
}

const columnsByDatabase = new WeakMap<object, Map<string, Promise<Map<string, string>>>>();

/** Columns that a fact may fill, with their types; asked once for each connection. */
function columnsOf(client: PoolClient, table: string): Promise<Map<string, string>> {
  let tables = columnsByDatabase.get(client);
  if (!tables) {
    tables = new Map();
    columnsByDatabase.set(client, tables);
  }
  let columns = tables.get(table);
  if (!columns) {
    columns = client
      .query<{ name: string; type: string }>(
        `SELECT a.attname AS name, t.typname AS type
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
         WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
           AND a.attname NOT IN ('id', 'from_revision')
         ORDER BY a.attnum`,
        [table],
      )
      .then(({ rows }) => {
        if (rows.length === 0) throw new Error(`There is no table "${table}"`);
        return new Map(rows.map((row) => [row.name, row.type]));
      });
    tables.set(table, columns);
  }
  return columns;
}

/** The columns that any row fills; a column that no row names keeps what it has. */
function columnsIn(rows: readonly FactRow[]): string[] {
  const columns = new Set<string>();
  for (const row of rows) {
    for (const column in row) if (row[column] !== undefined) columns.add(column);
  }
  return [...columns];
}

/** Rows in PostgreSQL's text format, in pieces. */
export function* copyText(
  table: string,
  columns: readonly string[],
  rows: readonly FactRow[],
): Generator<string> {
  const keys = new Set<string>();
  let piece = '';
  for (const row of rows) {
    const key = row.key as string;
    if (keys.has(key)) throw new Error(`Two rows of "${table}" have the key "${key}"`);
    keys.add(key);
    for (let index = 0; index < columns.length; index++) {
      piece += (index === 0 ? '' : '\t') + copyValue(row[columns[index]!]);
    }
    piece += '\n';
    if (piece.length > pieceLength) {
      yield piece;
      piece = '';
    }
  }
  if (piece !== '') yield piece;
}

const special = /[\\\t\n\r]/;

export function copyValue(value: FactValue): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return special.test(value) ? escapeText(value) : value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value.length === 0) return '{}';
  return escapeText(`{${value.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`);
}

function escapeText(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/\t/g, '\\t').replace(/\n/g, '\\n').replace(/\r/g, '\\r');
}
