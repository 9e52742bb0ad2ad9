import pg from 'pg';
import { inject } from 'vitest';
import { exactTypes } from '../src/db/pools.ts';
import type { Hub } from '../src/db/types.ts';

/** What depends on when and how often something ran, and on nothing else. */
const clocks = new Set(['at', 'created_at', 'finished_at', 'first_read_at', 'received_at', 'started_at']);

export type Dump = Record<string, string[]>;

/** A query on the hub's database that no policy and no grant narrows. */
export async function askAll<T extends pg.QueryResultRow>(
  hub: Hub,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const url = new URL(inject('testServer'));
  url.pathname = `/${hub.database.name}`;
  const client = new pg.Client({ connectionString: url.href, types: exactTypes });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/**
 * Every row of the schemas, versions and revisions included, as sorted text: without serials and clocks. `except`
 * names further columns, for example `from_revision` where two histories may differ.
 */
export async function dumpState(
  hub: Hub,
  schemas: readonly string[] = ['disclosed', 'internal'],
  except: readonly string[] = [],
): Promise<Dump> {
  const columns = await askAll<{ table: string; columns: string[] }>(
    hub,
    `SELECT format('%I.%I', n.nspname, c.relname) AS table, array_agg(a.attname::text ORDER BY a.attname) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND n.nspname = ANY ($1) AND a.attnum > 0 AND NOT a.attisdropped
     GROUP BY 1 ORDER BY 1`,
    [schemas],
  );
  const dump: Dump = {};
  for (const { table, columns: all } of columns) {
    const isImport = table.includes('publication');
    const kept = all.filter(
      (name) =>
        name !== 'id' &&
        !clocks.has(name) &&
        !except.includes(name) &&
        !(isImport && name === 'published_at'),
    );
    if (kept.length === 0) continue;
    const list = kept.map((name) => `"${name}"`).join(', ');
    const rows = await askAll<{ row: string }>(
      hub,
      `SELECT to_jsonb(r)::text AS row FROM (SELECT ${list} FROM ${table}) r ORDER BY 1`,
    );
    if (rows.length > 0) dump[table] = rows.map((entry) => entry.row);
  }
  return dump;
}

/** Tables in which two dumps differ, with the first row that only one of them has. */
export function dumpDifferences(one: Dump, other: Dump): string[] {
  const differences: string[] = [];
  for (const table of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const [left, right] = [new Set(one[table] ?? []), new Set(other[table] ?? [])];
    const onlyLeft = [...left].find((row) => !right.has(row));
    const onlyRight = [...right].find((row) => !left.has(row));
    if ((one[table] ?? []).length !== (other[table] ?? []).length || onlyLeft || onlyRight) {
      differences.push(
        `${table}: ${left.size} and ${right.size} rows; first only ${onlyLeft}; other only ${onlyRight}`,
      );
    }
  }
  return differences;
}
