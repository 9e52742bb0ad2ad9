import pg from 'pg';
import { inject } from 'vitest';
import type { TestHub } from '../hub.ts';

export interface CatalogColumn {
  name: string;
  /** For example `text`, `text[]`, `date`, `timestamp(3) with time zone`. */
  type: string;
  isNullable: boolean;
  hasDefault: boolean;
  /** Values that a CHECK allows; null where none lists them. */
  allowed: string[] | null;
}

export interface CatalogTable {
  schema: string;
  table: string;
  place: string;
  columns: CatalogColumn[];
}

/** A superuser in the hub's own database: what the walls are measured from. */
export async function superuserOf(hub: TestHub): Promise<pg.Client> {
  const url = new URL(inject('testServer'));
  url.pathname = `/${hub.database.name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  return client;
}

/** Every table of the hub's schemas as the database has it, twins included: also what nobody declared. */
export async function readCatalog(client: pg.Client): Promise<CatalogTable[]> {
  const { rows } = await client.query<{
    schema: string;
    table: string;
    columns: (Omit<CatalogColumn, 'allowed'> & { checks: string | null })[];
  }>(`
    SELECT n.nspname AS schema, c.relname AS table,
      json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'isNullable', NOT a.attnotnull,
        'hasDefault', a.atthasdef OR a.attidentity <> '',
        'checks', (SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_constraint k
                   WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum])
      ) ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE n.nspname IN ('disclosed', 'internal', 'sealed', 'hub') AND c.relkind = 'r'
    GROUP BY 1, 2 ORDER BY 1, 2`);
  return rows.map(({ schema, table, columns }) => ({
    schema,
    table,
    place: `${schema}.${table}`,
    columns: columns.map(({ checks, ...column }) => ({ ...column, allowed: allowedBy(checks) })),
  }));
}

function allowedBy(checks: string | null): string[] | null {
  const list = /= ANY \(ARRAY\[(.*?)\]\)/.exec(checks ?? '')?.[1];
  return list ? [...list.matchAll(/'((?:[^']|'')*)'::/g)].map((found) => found[1]!) : null;
}
