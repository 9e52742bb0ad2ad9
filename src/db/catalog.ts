import type { ClientBase } from 'pg';
import type { GrantTable } from './grants-sql.ts';

/** The tables of the hub as the database has them, twins aside: for what is generated before the declarations exist. */
export async function readCatalogTables(client: ClientBase): Promise<GrantTable[]> {
  const { rows } = await client.query<{ schema: GrantTable['schema']; table: string; names: string[] }>(
    `SELECT n.nspname AS schema, c.relname AS table, array_agg(a.attname::text ORDER BY a.attnum) AS names
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE n.nspname IN ('disclosed', 'internal', 'sealed', 'hub') AND c.relkind = 'r' AND c.relname NOT LIKE '%\\_version'
     GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  return rows.map(({ schema, table, names }) => ({
    schema,
    table,
    columns: names.map((name) => ({
      name,
      audience: name === 'id' || schema === 'hub' ? null : schema === 'disclosed' ? 'public' : 'internal',
    })),
  }));
}
