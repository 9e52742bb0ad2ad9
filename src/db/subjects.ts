import type { ClientBase } from 'pg';

export interface TwinColumn {
  name: string;
  type: string;
  collation: string | null;
}

/** A table with versions, and its twin as far as it exists. */
export interface Subject {
  schema: string;
  table: string;
  columns: TwinColumn[];
  twin: TwinColumn[] | null;
  indexes: string[][];
}

export const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

// Tables with a natural key and a revision; each gets a twin of the same columns.
const subjectsQuery = `
  SELECT n.nspname AS schema, c.relname AS table,
    (SELECT json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'collation', CASE WHEN a.attcollation NOT IN (0, t.typcollation) THEN a.attcollation::regcollation::text END
      ) ORDER BY a.attnum)
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
     WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns,
    (SELECT json_agg(json_build_object(
        'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'collation', NULL
      ) ORDER BY a.attnum)
     FROM pg_attribute a
     WHERE a.attrelid = to_regclass(format('%I.%I', n.nspname, c.relname || '_version')) AND a.attnum > 0
       AND NOT a.attisdropped) AS twin,
    (SELECT coalesce(json_agg(names ORDER BY names::text), '[]') FROM (
      SELECT (SELECT json_agg(a.attname ORDER BY k.position) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, position)
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum) AS names
      FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
      WHERE i.indrelid = c.oid AND NOT i.indisunique AND m.amname = 'btree' AND i.indexprs IS NULL AND i.indpred IS NULL
    ) AS plain) AS indexes
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname IN ('disclosed', 'internal') AND c.relkind = 'r' AND c.relname NOT LIKE '%\\_version'
    AND (SELECT count(*) FROM pg_attribute a
         WHERE a.attrelid = c.oid AND NOT a.attisdropped AND a.attname IN ('key', 'from_revision')) = 2
  ORDER BY n.nspname, c.relname`;

/** Every table that keeps versions, as the catalog has it. */
export async function readSubjects(client: ClientBase): Promise<Subject[]> {
  const { rows } = await client.query<Subject>(subjectsQuery);
  return rows;
}
