import type { PoolClient } from 'pg';
import { type FactSet, inOrder } from './facts.ts';
import {
  type Frozen,
  hasReviewed,
  keepReviewed,
  type RowPlace,
  takeOutWithdrawn,
  unstated,
} from './guards.ts';
import { copyInto, copyText, type Fresh, type Staged, stageFacts } from './stage.ts';

export type { FactRow, FactSet, FactValue } from './facts.ts';

export interface ApplyOptions {
  /** Processes (ocid) whose compiled rows are replaced as a whole: what the set does not state leaves. */
  replaceProcesses?: readonly string[] | undefined;
  /**
   * True for publishing itself. An import of what others published never overwrites a reviewed row. Reviewed rows
   * that are no longer stated stay in either case: only a withdrawal takes them back.
   */
  overwritesReviewed?: boolean | undefined;
  /** Rows read from tables that leave because they are no longer stated, children before parents. */
  removals?: readonly Removal[] | undefined;
  /** Rows of processes that are not there yet, beside the staged ones. */
  fresh?: ReadonlyMap<string, Fresh> | undefined;
}

export interface Removal {
  /** Name of the table in `disclosed`, or `internal.budget_amount`. */
  name: string;
  keys: readonly string[];
}

export interface TableCounts {
  inserted: number;
  updated: number;
  removed: number;
}

export interface ApplyCounts {
  tables: Record<string, TableCounts>;
  /** Reviewed rows that the set states differently; they stayed as they are. */
  kept: RowPlace[];
  /** Rows that the set states and that were withdrawn, or hang below one that was; they stayed away. */
  withdrawn: RowPlace[];
}

/**
 * Makes the tables state what `facts` states: the one function that changes disclosed facts. Runs inside a revision
 * (`inRevision`). Rows that are equal to what stands there make no version. Names of departments and suppliers that
 * come from releases (`named_on` set) give way to a pack's and to a later release's. What has a tombstone stays away.
 */
export async function applyFacts(
  client: PoolClient,
  facts: FactSet,
  options: ApplyOptions = {},
): Promise<ApplyCounts> {
  return applyStaged(client, await stageFacts(client, facts), options);
}

/** The second half of `applyFacts`, for a caller that staged before it took the revision's lock. */
export async function applyStaged(
  client: PoolClient,
  staged: readonly Staged[],
  options: ApplyOptions = {},
): Promise<ApplyCounts> {
  const { counts, byTable, fresh, replaced, removals } = await settle(client, staged, options);
  for (const table of inOrder(new Set([...byTable.keys(), ...fresh.keys()]))) {
    const entry = byTable.get(table);
    const written = entry ? await upsert(client, entry) : { inserted: 0, updated: 0 };
    const more = fresh.get(table);
    if (more) await copyInto(client, table, more.columns, copyText(table, more.columns, more.rows));
    counts.tables[table] = { ...written, inserted: written.inserted + (more?.rows.length ?? 0), removed: 0 };
  }
  if (replaced.length > 0) await clearPartyDetail(client, replaced, byTable.get('internal.party_detail'));
  for (const { name, keys } of removals)
    await client.query('SELECT internal.remove_uncompiled($1, $2)', [name, keys]);
  addRemovals(counts, removals);
  for (const { name, keys } of options.removals ?? []) {
    for (let at = 0; at < keys.length; at += removedAtOnce)
      await client.query('SELECT internal.remove_unstated($1, $2)', [
        name,
        keys.slice(at, at + removedAtOnce),
      ]);
  }
  addRemovals(counts, options.removals ?? []);
  return counts;
}

/** What `applyStaged` would do, without doing it; needs no revision. */
export async function previewStaged(
  client: PoolClient,
  staged: readonly Staged[],
  options: ApplyOptions = {},
): Promise<ApplyCounts> {
  const { counts, byTable, removals } = await settle(client, staged, options);
  for (const table of inOrder(byTable.keys())) {
    const entry = byTable.get(table)!;
    const { rows } = await client.query<{ updated: string }>(
      `SELECT count(DISTINCT s.key) AS updated FROM ${entry.stage} s JOIN ${entry.table} t ON t.key = s.key WHERE ${changed(entry, 's')}`,
    );
    const { fresh } = await countFresh(client, entry);
    counts.tables[table] = { inserted: fresh, updated: Number(rows[0]!.updated), removed: 0 };
  }
  addRemovals(counts, removals);
  addRemovals(counts, options.removals ?? []);
  return counts;
}

interface Settled {
  counts: ApplyCounts;
  byTable: ReadonlyMap<string, Staged>;
  fresh: ReadonlyMap<string, Fresh>;
  /** Of the processes to be replaced, those that are there. */
  replaced: readonly string[];
  /** Rows that leave, children before parents. */
  removals: readonly Removal[];
}

/** What is applied and what is not: takes out of the staging tables what was withdrawn and what was reviewed. */
async function settle(
  client: PoolClient,
  staged: readonly Staged[],
  options: ApplyOptions,
): Promise<Settled> {
  const byTable = new Map(staged.map((entry) => [entry.table, entry]));
  const { withdrawn, fresh } = await takeOutWithdrawn(client, byTable, options.fresh ?? new Map());
  const counts: ApplyCounts = { tables: {}, kept: [], withdrawn };
  const replaced = await existingProcesses(client, options.replaceProcesses ?? []);
  const isAnyReviewed = await hasReviewed(client);
  const frozen: Frozen = new Set();
  // Reviewed rows that the set states.
  const stated = new Set<string>();
  for (const table of isAnyReviewed && !options.overwritesReviewed ? inOrder(byTable.keys()) : []) {
    if (!table.startsWith('disclosed.')) continue;
    const entry = byTable.get(table)!;
    for (const row of await keepReviewed(client, entry, frozen, differs(entry, 's'))) {
      stated.add(`${table} ${row.key}`);
      if (row.differs) counts.kept.push({ table, key: row.key });
    }
  }
  const removals = [];
  for (const { name, kept, removed } of await unstated(client, replaced, byTable, frozen, isAnyReviewed)) {
    const table = `disclosed.${name}`;
    for (const key of kept) if (!stated.has(`${table} ${key}`)) counts.kept.push({ table, key });
    if (removed.length > 0) removals.unshift({ name, keys: removed });
  }
  return { counts, byTable, fresh, replaced, removals };
}

const removedAtOnce = 20_000;

function addRemovals({ tables }: ApplyCounts, removals: readonly Removal[]): void {
  for (const { name, keys } of removals) {
    const table = name.includes('.') ? name : `disclosed.${name}`;
    tables[table] ??= { inserted: 0, updated: 0, removed: 0 };
    tables[table].removed += keys.length;
  }
}

/** Condition under which the row in the table (`t`) differs from the one that comes (`other`). */
function differs(entry: Staged, other: string, except: readonly string[] = ['key']): string {
  const columns = entry.columns.filter((column) => !except.includes(column));
  if (columns.length === 0) return 'false';
  const side = (name: string) =>
    columns.map((column) => `${name}."${column}"${entry.numeric.has(column) ? '::text' : ''}`).join(', ');
  return `(${side('t')}) IS DISTINCT FROM (${side(other)})`;
}

/**
 * A name read from a release gives way to a pack's, to a person's and to a later release's; on equal dates the
 * smaller text stands. So the outcome does not depend on the order in which files arrive. The process that gave the
 * name (`named_by`) states it anew from all its releases, so its own later word, a correction, always stands.
 */
const namingRule = (other: string, packs: boolean) =>
  `(${other}.named_on IS NULL OR (${packs ? 't.pack_key IS NULL AND ' : ''}t.named_on IS NOT NULL
    AND (${other}.named_by = t.named_by OR ${other}.named_on > t.named_on
      OR (${other}.named_on = t.named_on AND ${other}.name COLLATE "C" < t.name COLLATE "C"))))`;

async function upsert(client: PoolClient, entry: Staged): Promise<{ inserted: number; updated: number }> {
  const list = entry.columns.map((column) => `"${column}"`).join(', ');
  const changes = entry.columns.filter((column) => column !== 'key');
  const { fresh, present } = await countFresh(client, entry);
  // All who change facts hold the revision's lock, so what is not there now cannot come in between.
  if (present === 0) {
    await client.query(`INSERT INTO ${entry.table} (${list}) SELECT ${list} FROM ${entry.stage}`);
    return { inserted: fresh, updated: 0 };
  }
  const action =
    changes.length === 0
      ? 'NOTHING'
      : `UPDATE SET ${changes.map((column) => `"${column}" = excluded."${column}"`).join(', ')}
         WHERE ${changed(entry, 'excluded')}`;
  const { rowCount } = await client.query(
    `INSERT INTO ${entry.table} AS t (${list}) SELECT ${list} FROM ${entry.stage} ON CONFLICT (key) DO ${action}`,
  );
  return { inserted: fresh, updated: (rowCount ?? 0) - fresh };
}

async function countFresh(client: PoolClient, entry: Staged): Promise<{ fresh: number; present: number }> {
  const { rows } = await client.query<{ staged: string; present: string }>(
    `SELECT count(DISTINCT s.key) AS staged, count(DISTINCT t.key) AS present FROM ${entry.stage} s LEFT JOIN ${entry.table} t ON t.key = s.key`,
  );
  const { staged, present } = rows[0]!;
  return { fresh: Number(staged) - Number(present), present: Number(present) };
}

/** Condition under which the row that comes (`other`) is to replace the one in the table (`t`). */
function changed(entry: Staged, other: string): string {
  const rule = entry.columns.includes('named_on')
    ? `${namingRule(other, entry.table.endsWith('.department'))} AND `
    : '';
  return `${rule}${differs(entry, other)}`;
}

async function existingProcesses(client: PoolClient, ocids: readonly string[]): Promise<string[]> {
  if (ocids.length === 0) return [];
  const { rows } = await client.query<{ key: string }>(
    'SELECT key FROM disclosed.process WHERE key = ANY ($1)',
    [ocids],
  );
  return rows.map((row) => row.key);
}

/** Contact points that the releases no longer state are emptied; the row stays, the writer deletes nothing. */
async function clearPartyDetail(
  client: PoolClient,
  processes: readonly string[],
  entry: Staged | undefined,
): Promise<void> {
  await client.query(
    `UPDATE internal.party_detail d
     SET contact_name = NULL, email = NULL, telephone = NULL, fax_number = NULL, contact_url = NULL,
       street_address = NULL, postal_code = NULL, person_identifier = NULL, person_name = NULL
     FROM disclosed.party p
     WHERE p.process_key = ANY ($1) AND d.key = p.key
       AND num_nonnulls(d.contact_name, d.email, d.telephone, d.fax_number, d.contact_url, d.street_address,
         d.postal_code, d.person_identifier, d.person_name) > 0
       ${entry ? `AND NOT EXISTS (SELECT FROM ${entry.stage} s WHERE s.key = d.key)` : ''}`,
    [processes],
  );
}
