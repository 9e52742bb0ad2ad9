import type { PoolClient } from 'pg';
import { compiledTables, inOrder } from './facts.ts';
import type { Fresh, Staged } from './stage.ts';

/** A row that is not applied, or not removed. */
export interface RowPlace {
  table: string;
  key: string;
}

/** Columns by which a row of a process hangs below another. */
const parentColumns = ['parent_key', 'award_key', 'contract_key', 'tender_key'];

const tablesWith: Record<string, readonly string[]> = {
  parent_key: ['amendment', 'item', 'milestone', 'document', 'related_process'],
  award_key: ['award_supplier', 'contract'],
  contract_key: ['contract_supplier', 'transaction'],
  tender_key: ['lot'],
};

/** Columns by which a row that was read from a table hangs below another. */
export const tabularParents = ['document_key', 'table_key', 'line_key', 'edition_key', 'scheme_key'];

/** Bodies and regions also have a `parent_key`, and are no parts of what stands above them. */
function parentsIn({ columns }: Pick<Staged, 'columns'>): string[] {
  const parents = columns.includes('process_key') ? parentColumns : tabularParents;
  return parents.filter((column) => columns.includes(column));
}

/** Columns that name the row of which a row is a part. A contract is a subject of its own, not a part of its award. */
function ownersIn(table: string, columns: readonly string[]): string[] {
  return table === 'disclosed.contract' ? columns.filter((column) => column !== 'award_key') : [...columns];
}

/**
 * Takes rows out that have a tombstone, or hang below one that has: what was withdrawn does not come back because a
 * file still states it. A tombstone of a process keeps all its rows out. Returns what was taken out and the rows that
 * are left to be copied.
 */
export async function takeOutWithdrawn(
  client: PoolClient,
  byTable: ReadonlyMap<string, Staged>,
  fresh: ReadonlyMap<string, Fresh>,
): Promise<{ withdrawn: RowPlace[]; fresh: ReadonlyMap<string, Fresh> }> {
  const { rows } = await client.query<{ key: string }>('SELECT subject_key AS key FROM disclosed.tombstone');
  if (rows.length === 0) return { withdrawn: [], fresh };
  const gone = new Set(rows.map((row) => row.key));
  const withdrawn: RowPlace[] = [];
  const left = new Map(fresh);
  // Parents come before children, so that one walk finds what hangs below what hangs below.
  for (const table of inOrder(new Set([...byTable.keys(), ...fresh.keys()]))) {
    if (!table.startsWith('disclosed.')) continue;
    const found = [...(await takeOut(client, byTable.get(table), gone)), ...takeOutFresh(table, left, gone)];
    for (const key of found) {
      withdrawn.push({ table, key });
      gone.add(key);
    }
  }
  return { withdrawn, fresh: left };
}

const placesIn = (entry: Pick<Staged, 'columns'>) =>
  ['key', 'process_key', ...parentsIn(entry)].filter((column) => entry.columns.includes(column));

async function takeOut(
  client: PoolClient,
  entry: Staged | undefined,
  gone: ReadonlySet<string>,
): Promise<string[]> {
  if (!entry) return [];
  const { rows } = await client.query<{ key: string }>(
    `DELETE FROM ${entry.stage} s WHERE ${placesIn(entry)
      .map((column) => `s."${column}" = ANY ($1)`)
      .join(' OR ')} RETURNING s.key`,
    [[...gone]],
  );
  return rows.map((row) => row.key).sort();
}

function takeOutFresh(table: string, fresh: Map<string, Fresh>, gone: ReadonlySet<string>): string[] {
  const entry = fresh.get(table);
  if (!entry) return [];
  const places = placesIn(entry);
  const isGone = (row: Fresh['rows'][number]) => places.some((column) => gone.has(row[column] as string));
  const found = entry.rows.filter(isGone).map((row) => row.key as string);
  if (found.length > 0) fresh.set(table, { ...entry, rows: entry.rows.filter((row) => !isGone(row)) });
  return found;
}

export async function hasReviewed(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    `SELECT EXISTS (SELECT FROM disclosed.publication WHERE basis = 'reviewed') AS found`,
  );
  return rows[0]!.found;
}

/** SQL: the row `t` was reviewed, or one that these columns name. */
export function isReviewed(owners: readonly string[]): string {
  return `EXISTS (
    SELECT FROM disclosed.publication p
    WHERE p.basis = 'reviewed' AND p.subject_key IN (${['key', ...owners].map((column) => `t."${column}"`).join(', ')})
  )`;
}

/** Keys of rows that stay as they are, as far as a walk from parents to children has come. */
export type Frozen = Set<string>;

/**
 * Takes rows whose reviewed state stands out of the staging table, and those that are parts of one; returns them, and
 * whether they differ. `differs` is the condition for that.
 */
export async function keepReviewed(
  client: PoolClient,
  entry: Staged,
  frozen: Frozen,
  differs: string,
): Promise<{ key: string; differs: boolean }[]> {
  const owners = ownersIn(entry.table, parentsIn(entry));
  const { rows } = await client.query<{ key: string; differs: boolean }>(
    `DELETE FROM ${entry.stage} s USING ${entry.table} t
     WHERE t.key = s.key
       AND (${[isReviewed(owners), ...['key', ...owners].map((column) => `t."${column}" = ANY ($1)`)].join(' OR ')})
     RETURNING s.key, ${differs} AS differs`,
    [[...frozen]],
  );
  for (const { key } of rows) frozen.add(key);
  return rows;
}

/**
 * Compiled rows of the processes that the staged rows do not state, parents first: what is to be removed, and what
 * stays because it was reviewed or is a part of what stays. A contract of a reviewed award stays too, with its parts:
 * the database removes nothing that names a reviewed row.
 */
export async function unstated(
  client: PoolClient,
  processes: readonly string[],
  byTable: ReadonlyMap<string, Staged>,
  frozen: Frozen,
  isAnyReviewed: boolean,
): Promise<{ name: string; kept: string[]; removed: string[] }[]> {
  const found = [];
  for (const name of processes.length > 0 ? compiledTables : []) {
    const entry = byTable.get(`disclosed.${name}`);
    const columns = parentColumns.filter((column) => tablesWith[column]!.includes(name));
    const owners = ownersIn(`disclosed.${name}`, columns);
    const { rows } = await client.query<{ key: string; reviewed: boolean; owners: (string | null)[] }>(
      `SELECT t.key, ${isAnyReviewed ? isReviewed(columns) : 'false'} AS reviewed,
         ARRAY[${owners.map((column) => `t."${column}"`).join(', ')}]::text[] AS owners
       FROM disclosed.${name} t
       WHERE t.process_key = ANY ($1)
         ${entry ? `AND NOT EXISTS (SELECT FROM ${entry.stage} s WHERE s.key = t.key)` : ''}`,
      [processes],
    );
    const stays = (row: (typeof rows)[number]) =>
      row.reviewed || frozen.has(row.key) || row.owners.some((owner) => owner !== null && frozen.has(owner));
    const kept = rows.filter(stays).map((row) => row.key);
    const removed = rows.filter((row) => !stays(row)).map((row) => row.key);
    for (const key of kept) frozen.add(key);
    found.push({ name, kept, removed });
  }
  return found;
}
