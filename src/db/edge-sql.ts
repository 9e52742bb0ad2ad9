import type { ClientBase } from 'pg';

interface TableRow {
  name: string;
  columns: string[];
  constraints: string[];
  indexes: string[];
}

// Defaults, identities, foreign keys and triggers stay behind: an edge only receives rows.
const tablesQuery = `
  SELECT c.relname AS name,
    (SELECT array_agg(
        quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
          || CASE WHEN a.attcollation NOT IN (0, t.typcollation) THEN ' COLLATE ' || quote_ident(l.collname) ELSE '' END
          || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
        ORDER BY a.attnum)
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_collation l ON l.oid = a.attcollation
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT coalesce(array_agg('CONSTRAINT ' || quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid) ORDER BY k.contype DESC, k.conname), '{}')
     FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype IN ('p', 'u', 'c')) AS constraints,
    (SELECT coalesce(array_agg(pg_get_indexdef(i.indexrelid) ORDER BY x.relname), '{}')
     FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
     WHERE i.indrelid = c.oid AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))) AS indexes
  FROM pg_class c
  WHERE c.relnamespace = 'disclosed'::regnamespace AND c.relkind = 'r'
  ORDER BY c.relname`;

/**
 * DDL for a public edge: the tables of `disclosed` and their versions, with what guards and finds rows, and without
 * anything that acts (defaults, foreign keys, triggers, functions) or that names another schema.
 *
 * Written from a database that has just been made, so it is what the migrations and the twins give.
 */
export async function edgeSql(client: ClientBase): Promise<string> {
  const { rows } = await client.query<TableRow>(tablesQuery);
  const tables = rows.map(({ name, columns, constraints, indexes }) =>
    [
      `CREATE TABLE disclosed."${name}" (`,
      [...columns, ...constraints].map((line) => `  ${line}`).join(',\n'),
      ');',
      ...indexes.map((index) => `${index};`),
    ].join('\n'),
  );
  return `${[
    '-- Generated from the migrations by "npm run generate"; do not edit.',
    '-- For a public edge, an empty database (PostgreSQL 15 or newer, UTF8) that receives by logical replication what is',
    '-- disclosed, and nothing else. On the hub, as superuser: CREATE PUBLICATION edge FOR TABLES IN SCHEMA disclosed;',
    "-- here, after this file: CREATE SUBSCRIPTION edge CONNECTION '…' PUBLICATION edge;",
    '',
    'CREATE SCHEMA disclosed;',
    '',
    tables.join('\n\n'),
  ].join('\n')}\n`;
}
