import type { ClientBase } from 'pg';
import { quote, readSubjects, type Subject, type TwinColumn } from './subjects.ts';
import { readTriggers, wantedTriggers } from './triggers.ts';

/**
 * Makes the version twin of every table that has none, adds the columns that a twin lacks, and (re)makes the triggers
 * that fill it and that keep a row in its dataset. Run by the owner after the migrations.
 *
 * Returns the SQL it ran; [] when everything was there.
 */
export async function makeTwins(client: ClientBase): Promise<string[]> {
  const twins = (await readSubjects(client)).flatMap(twinStatements);
  for (const statement of twins) await client.query(statement);
  const triggers = await missingTriggers(client);
  for (const statement of triggers) await client.query(statement);
  return [...twins, ...triggers];
}

async function missingTriggers(client: ClientBase): Promise<string[]> {
  const present = new Map((await readTriggers(client)).map(({ id, args }) => [id, args]));
  return (await wantedTriggers(client))
    .filter(({ id, args }) => present.get(id) !== args)
    .flatMap(({ place, name, sql }) => [`DROP TRIGGER IF EXISTS ${name} ON ${place}`, sql]);
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
