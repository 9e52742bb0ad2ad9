import type { ClientBase } from 'pg';

// What an object of `disclosed` needs, by PostgreSQL's own book-keeping: foreign keys, defaults, checks, triggers,
// views, functions' types. It may need only `disclosed` and PostgreSQL itself.
const reachesQuery = `
  WITH own AS (
    SELECT 'pg_class'::regclass AS classid, c.oid FROM pg_class c WHERE c.relnamespace = 'disclosed'::regnamespace
    UNION ALL
    SELECT 'pg_attrdef'::regclass, d.oid FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid WHERE c.relnamespace = 'disclosed'::regnamespace
    UNION ALL
    SELECT 'pg_constraint'::regclass, k.oid FROM pg_constraint k WHERE k.connamespace = 'disclosed'::regnamespace
    UNION ALL
    SELECT 'pg_trigger'::regclass, t.oid FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE c.relnamespace = 'disclosed'::regnamespace
    UNION ALL
    SELECT 'pg_rewrite'::regclass, w.oid FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class WHERE c.relnamespace = 'disclosed'::regnamespace
    UNION ALL
    SELECT 'pg_policy'::regclass, p.oid FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'disclosed'::regnamespace
    UNION ALL
    SELECT 'pg_proc'::regclass, f.oid FROM pg_proc f WHERE f.pronamespace = 'disclosed'::regnamespace
  ),
  needed AS (
    SELECT o.classid, o.oid, d.refclassid, d.refobjid,
      CASE d.refclassid
        WHEN 'pg_class'::regclass THEN (SELECT relnamespace FROM pg_class WHERE oid = d.refobjid)
        WHEN 'pg_proc'::regclass THEN (SELECT pronamespace FROM pg_proc WHERE oid = d.refobjid)
        WHEN 'pg_type'::regclass THEN (SELECT typnamespace FROM pg_type WHERE oid = d.refobjid)
        WHEN 'pg_constraint'::regclass THEN (SELECT connamespace FROM pg_constraint WHERE oid = d.refobjid)
      END AS namespace
    FROM own o JOIN pg_depend d ON d.classid = o.classid AND d.objid = o.oid
  )
  SELECT DISTINCT pg_describe_object(classid, oid, 0) AS what, pg_describe_object(refclassid, refobjid, 0) AS reaches
  FROM needed
  WHERE namespace IS NOT NULL AND namespace NOT IN ('disclosed'::regnamespace, 'pg_catalog'::regnamespace, 'pg_toast'::regnamespace)
  ORDER BY 1, 2`;

// The body of a function is text to PostgreSQL: a name of another schema in it is found by reading.
const bodiesQuery = `
  SELECT f.oid::regprocedure::text AS what, s.name AS schema
  FROM pg_proc f, (VALUES ('internal'), ('sealed'), ('hub'), ('public')) AS s (name)
  WHERE f.pronamespace = 'disclosed'::regnamespace AND f.prosrc ~* ('\\m' || s.name || '"?\\.')
  ORDER BY 1`;

const intoQuery = `
  SELECT k.conname AS name, k.conrelid::regclass::text AS place FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.confrelid
  WHERE k.contype = 'f' AND c.relnamespace = 'disclosed'::regnamespace AND k.connamespace <> 'disclosed'::regnamespace`;

/** `disclosed` is closed: nothing in it reaches out, and no foreign key reaches in. */
export async function checkClosed(client: ClientBase): Promise<string[]> {
  const reaches = await client.query<{ what: string; reaches: string }>(reachesQuery);
  const bodies = await client.query<{ what: string; schema: string }>(bodiesQuery);
  const into = await client.query<{ name: string; place: string }>(intoQuery);
  return [
    ...reaches.rows.map(({ what, reaches }) => `Schema "disclosed" is not closed: ${what} needs ${reaches}`),
    ...bodies.rows.map(
      ({ what, schema }) => `Schema "disclosed" is not closed: function ${what} names schema "${schema}"`,
    ),
    ...into.rows.map(({ name, place }) => `Foreign key "${name}" of "${place}" points into "disclosed"`),
  ];
}
