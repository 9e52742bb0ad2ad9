import { join } from 'node:path';
import type { PoolClient } from 'pg';
import { inRevision } from '../db/revision.ts';
import type { Hub } from '../db/types.ts';
import { identifierText } from '../importers/ocds/compile/link.ts';
import { applyFacts } from '../publish/apply.ts';
import type { FactRow, FactSet } from '../publish/facts.ts';
import { loadPack, packsFolder } from './load.ts';
import type { DepartmentRow, Pack } from './types.ts';

export interface PackResult {
  key: string;
  /** Rows that were new or different. 0: nothing was written, no revision was made. */
  changed: number;
  /** Rows that an earlier edition of the pack stated and this one does not. They stay; end their validity instead. */
  unstated: readonly string[];
}

export const defaultPacks = ['generic', 'cn-beijing'] as const;

/**
 * Brings the hub's jurisdictions and departments up to what the packs state, one revision `pack:<name>` for each pack
 * that differs and none for one that does not. All packs are read and checked before anything is written.
 */
export async function ensurePacks(
  hub: Hub,
  names: readonly string[] = defaultPacks,
  folder = packsFolder,
): Promise<PackResult[]> {
  const packs = names.map((name) => loadPack(join(folder, name)));
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

/** The rows of `disclosed` that a pack states. Methods, levels and labels are read from the pack itself. */
export function factsOf(pack: Pack): FactSet {
  return {
    'disclosed.jurisdiction': pack.jurisdictions.map((row) => ({
      key: row.key,
      name: row.nameZh ?? row.nameEn,
      name_zh: row.nameZh,
      name_en: row.nameEn,
      level: row.level,
      parent_key: row.parent,
      division_code: row.divisionCode,
      country: row.country,
      time_zone: row.timeZone,
      pack_key: pack.key,
    })),
    'disclosed.department': pack.departments.map((row) => ({
      key: row.key,
      name: row.nameZh ?? row.nameEn,
      name_zh: row.nameZh,
      name_en: row.nameEn,
      short_name: row.shortName,
      kind: row.kind,
      parent_key: row.parent,
      jurisdiction_key: row.jurisdiction,
      division_code: pack.jurisdictions.find((one) => one.key === row.jurisdiction)?.divisionCode ?? null,
      identifier_scheme: row.identifierScheme,
      identifier_id: row.identifier,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      pack_key: pack.key,
      named_on: null,
    })),
    'disclosed.department_identifier': pack.departments.flatMap(identifierRow),
    'disclosed.department_event': pack.departmentEvents.map((row) => ({
      key: row.key,
      department_key: row.department,
      kind: row.kind,
      effective_on: row.effectiveOn,
      other_department_key: row.otherDepartment,
      former_name: row.formerName,
      note: row.note,
    })),
  };
}

function identifierRow(row: DepartmentRow): FactRow[] {
  if (!row.identifierScheme || !row.identifier) return [];
  const { key, identifierScheme: scheme, identifier } = row;
  return [{ key: identifierText({ scheme, id: identifier }), department_key: key, scheme, identifier }];
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
      return !there || columns.some((column) => (there[column] ?? null) !== (row[column] ?? null));
    });
    if (different.length > 0) changes[table] = different;
  }
  return changes;
}

async function unstated(hub: Hub, pack: Pack, stated: FactSet): Promise<string[]> {
  const keys: string[] = [];
  for (const table of ['disclosed.jurisdiction', 'disclosed.department']) {
    const { rows } = await hub
      .pool('writer')
      .query<{ key: string }>(
        `SELECT key FROM ${table} WHERE pack_key = $1 AND NOT key = ANY ($2) ORDER BY key`,
        [pack.key, stated[table]!.map((row) => row.key)],
      );
    keys.push(...rows.map((row) => row.key));
  }
  return keys;
}
