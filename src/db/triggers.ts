import type { ClientBase } from 'pg';
import { quote, readSubjects, type Subject } from './subjects.ts';

export interface Trigger {
  /** `disclosed.contract version_stamp` */
  id: string;
  place: string;
  name: string;
  /** As pg_trigger keeps the arguments: each ended by a zero byte, in hex. */
  args: string;
  sql: string;
}

/** Every trigger that the tables of the catalog should have because of what columns they have. */
export async function wantedTriggers(client: ClientBase): Promise<Trigger[]> {
  const subjects = await readSubjects(client);
  const { rows } = await client.query<{ schema: string; table: string }>(
    `SELECT n.nspname AS schema, c.relname AS table FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('disclosed', 'internal') AND c.relkind = 'r' AND c.relname NOT LIKE '%\\_version'
       AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND NOT a.attisdropped AND a.attname = 'dataset_key')
     ORDER BY 1, 2`,
  );
  return [
    ...subjects.flatMap(versionTriggers),
    ...rows.map(({ schema, table }) =>
      keepDataset(
        schema,
        table,
        'OLD.dataset_key IS NOT NULL AND NEW.dataset_key IS DISTINCT FROM OLD.dataset_key',
      ),
    ),
    keepDataset('disclosed', 'dataset', 'NEW.is_demo IS DISTINCT FROM OLD.is_demo'),
  ];
}

/** The triggers that are there, PostgreSQL's own for constraints aside. */
export async function readTriggers(
  client: ClientBase,
): Promise<{ id: string; args: string; enabled: string }[]> {
  const { rows } = await client.query<{ id: string; args: string; enabled: string }>(
    `SELECT n.nspname || '.' || c.relname || ' ' || t.tgname AS id, encode(t.tgargs, 'hex') AS args, t.tgenabled::text AS enabled
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname IN ('disclosed', 'internal', 'sealed', 'hub') AND NOT t.tgisinternal`,
  );
  return rows;
}

function keepDataset(schema: string, table: string, when: string): Trigger {
  const place = `${quote(schema)}.${quote(table)}`;
  return {
    id: `${schema}.${table} keep_dataset`,
    place,
    name: 'keep_dataset',
    args: '',
    sql: `CREATE TRIGGER keep_dataset BEFORE UPDATE ON ${place} FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION ${quote(schema)}.keep_dataset()`,
  };
}

// What fills a twin; see record_version in the migrations for what each does.
function versionTriggers({ schema, table, columns }: Subject): Trigger[] {
  const names = columns.map(({ name }) => quote(name));
  const texts = [names.join(', '), names.map((name) => `old.${name}`).join(', ')];
  const args = Buffer.from(texts.map((text) => `${text}\0`).join(''), 'utf8').toString('hex');
  const call = `EXECUTE FUNCTION ${quote(schema)}.record_version(${texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(', ')})`;
  const place = `${quote(schema)}.${quote(table)}`;
  const trigger = (name: string, event: string): Trigger => ({
    id: `${schema}.${table} ${name}`,
    place,
    name,
    args,
    sql: `CREATE TRIGGER ${name} ${event.replace('*', place)} ${call}`,
  });
  return [
    trigger('version_stamp', 'BEFORE UPDATE ON * FOR EACH ROW'),
    trigger('version_insert', 'AFTER INSERT ON * FOR EACH STATEMENT'),
    trigger('version_update', 'AFTER UPDATE ON * REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT'),
    trigger('version_delete', 'AFTER DELETE ON * REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT'),
    trigger('version_truncate', 'BEFORE TRUNCATE ON * FOR EACH STATEMENT'),
  ];
}
