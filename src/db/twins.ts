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

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

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

/**
 * Makes the version twin of every table that has none, adds the columns that a twin lacks, and (re)makes the triggers
 * that fill it. Run by the owner after the migrations, in their transaction or its own.
 *
 * Returns the SQL it ran; [] when everything was there.
 */
export async function makeTwins(client: ClientBase): Promise<string[]> {
  const rows = await readSubjects(client);
  const statements = rows.flatMap(twinStatements);
  const missing = await client.query<{ place: string; name: string; args: string }>(
    `SELECT n.nspname || '.' || c.relname AS place, t.tgname AS name, encode(t.tgargs, 'hex') AS args
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('disclosed', 'internal') AND NOT t.tgisinternal AND t.tgname LIKE 'version\\_%'`,
  );
  const present = new Map(missing.rows.map(({ place, name, args }) => [`${place} ${name}`, args]));
  const triggers = rows.flatMap((subject) =>
    twinTriggers(subject)
      .filter(({ name, args }) => present.get(`${subject.schema}.${subject.table} ${name}`) !== args)
      .flatMap(({ name, sql }) => [`DROP TRIGGER IF EXISTS ${name} ON ${placeOf(subject)}`, sql]),
  );
  const all = [...statements, ...triggers];
  for (const statement of all) await client.query(statement);
  return all;
}

const placeOf = ({ schema, table }: Subject, suffix = '') => `${quote(schema)}.${quote(table + suffix)}`;

function columnSql({ name, type, collation }: TwinColumn): string {
  return `${quote(name)} ${type}${collation ? ` COLLATE ${collation}` : ''}`;
}

function twinStatements(subject: Subject): string[] {
  const place = placeOf(subject, '_version');
  if (subject.twin) {
    const known = new Set(subject.twin.map(({ name }) => name));
    return subject.columns
      .filter(({ name }) => !known.has(name))
      .map((column) => `ALTER TABLE ${place} ADD COLUMN ${columnSql(column)}`);
  }
  const columns = [
    ...subject.columns.map(columnSql),
    '"to_revision" bigint NOT NULL',
    '"revision_source" text',
  ];
  return [
    `CREATE TABLE ${place} (${columns.join(', ')}, PRIMARY KEY ("key", "from_revision"), CHECK ("from_revision" < "to_revision"))`,
    ...subject.indexes.map((names) => `CREATE INDEX ON ${place} (${names.map(quote).join(', ')})`),
  ];
}

interface Trigger {
  name: string;
  /** As pg_trigger keeps the arguments: each ended by a zero byte, in hex. */
  args: string;
  sql: string;
}

/** The triggers that fill a twin. */
export function twinTriggers(subject: Subject): Trigger[] {
  const names = subject.columns.map(({ name }) => quote(name));
  const args = [names.join(', '), names.map((name) => `old.${name}`).join(', ')];
  const kept = Buffer.from(args.map((arg) => `${arg}\0`).join(''), 'utf8').toString('hex');
  const call = `EXECUTE FUNCTION ${quote(subject.schema)}.record_version(${args.map((arg) => `'${arg.replaceAll("'", "''")}'`).join(', ')})`;
  const place = placeOf(subject);
  const oldRows = 'REFERENCING OLD TABLE AS old_rows';
  return [
    {
      name: 'version_stamp',
      args: kept,
      sql: `CREATE TRIGGER version_stamp BEFORE UPDATE ON ${place} FOR EACH ROW ${call}`,
    },
    {
      name: 'version_insert',
      args: kept,
      sql: `CREATE TRIGGER version_insert AFTER INSERT ON ${place} FOR EACH STATEMENT ${call}`,
    },
    {
      name: 'version_update',
      args: kept,
      sql: `CREATE TRIGGER version_update AFTER UPDATE ON ${place} ${oldRows} FOR EACH STATEMENT ${call}`,
    },
    {
      name: 'version_delete',
      args: kept,
      sql: `CREATE TRIGGER version_delete AFTER DELETE ON ${place} ${oldRows} FOR EACH STATEMENT ${call}`,
    },
    {
      name: 'version_truncate',
      args: kept,
      sql: `CREATE TRIGGER version_truncate BEFORE TRUNCATE ON ${place} FOR EACH STATEMENT ${call}`,
    },
  ];
}
