import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { inRevision } from '../db/revision.ts';
import type { Hub } from '../db/types.ts';
import { applyFacts } from '../publish/apply.ts';
import type { FactRow, FactSet, FactValue } from '../publish/facts.ts';
import { withBases } from './bases.ts';
import { factsOf } from './facts.ts';
import { loadPack, packsFolder } from './load.ts';
import type { Pack } from './types.ts';

export interface PackResult {
  key: string;
  /** Rows that were new or different. 0: nothing was written, no revision was made. */
  changed: number;
  /** Rows that an earlier edition of the pack stated and this one does not. They stay; end their validity instead. */
  unstated: readonly string[];
}

export const defaultPacks = ['generic', 'cn', 'cn-beijing'] as const;

/**
 * Brings the hub's jurisdictions, departments, classifications and standards up to what the packs and those they
 * require state, one revision `pack:<name>` for each pack that differs and none for one that does not. All packs are
 * read and checked before anything is written.
 */
export async function ensurePacks(
  hub: Hub,
  names: readonly string[] = defaultPacks,
  folder = packsFolder,
): Promise<PackResult[]> {
  const loaded = new Map<string, Pack>();
  const packs = new Set(names.flatMap((name) => withBases(loadPack(join(folder, name), loaded))));
  const results: PackResult[] = [];
  for (const pack of packs) results.push(await ensurePack(hub, pack));
  return results;
}

async function ensurePack(hub: Hub, pack: Pack): Promise<PackResult> {
  const stated = factsOf(pack);
  const changes = await differences(hub, stated);
  const changed = Object.values(changes).reduce((total, rows) => total + rows.length, 0);
  if (changed > 0) {
    const act = { source: `pack:${pack.key}`, actor: 'pack', reason: `Jurisdiction pack ${pack.key}` };
    await inRevision(hub, act, (client: PoolClient) => applyFacts(client, changes));
  }
  return { key: pack.key, changed, unstated: await unstated(hub, pack, stated) };
}

/** The rows that are not in the tables, or differ there. */
async function differences(hub: Hub, stated: FactSet): Promise<FactSet> {
  const changes: Record<string, FactRow[]> = {};
  for (const [table, rows] of Object.entries(stated)) {
    if (rows.length === 0) continue;
    const columns = Object.keys(rows[0]!);
    const list = columns.map((column) => `"${column}"`).join(', ');
    const { rows: present } = await hub
      .pool('writer')
      .query<FactRow & { key: string }>(`SELECT ${list} FROM ${table} WHERE key = ANY ($1)`, [
        rows.map((row) => row.key),
      ]);
    const byKey = new Map(present.map((row) => [row.key, row]));
    const different = rows.filter((row) => {
      const there = byKey.get(String(row.key));
      return !there || columns.some((column) => !isEqual(there[column] ?? null, row[column] ?? null));
    });
    if (different.length > 0) changes[table] = different;
  }
  return changes;
}

function isEqual(there: FactValue, stated: FactValue): boolean {
  if (!Array.isArray(there) || !Array.isArray(stated)) return there === stated;
  return there.length === stated.length && there.every((one, index) => one === stated[index]);
}

/** Tables whose rows name the pack they are from. */
const packTables = [
  'disclosed.jurisdiction',
  'disclosed.department',
  'disclosed.classification_scheme',
  'disclosed.classification',
  'disclosed.standard',
  'disclosed.catalog_edition',
  'disclosed.catalog_item',
  'disclosed.threshold',
] as const;

async function unstated(hub: Hub, pack: Pack, stated: FactSet): Promise<string[]> {
  const present = packTables.map(
    (table) => `SELECT '${table}' AS "table", key FROM ${table} WHERE pack_key = $1`,
  );
  const { rows } = await hub
    .pool('writer')
    .query<{ table: string; key: string }>(`${present.join(' UNION ALL ')} ORDER BY 1, 2`, [pack.key]);
  const keys = new Set(
    packTables.flatMap((table) => (stated[table] ?? []).map((row) => `${table} ${String(row.key)}`)),
  );
  return rows.filter((row) => !keys.has(`${row.table} ${row.key}`)).map((row) => row.key);
}
