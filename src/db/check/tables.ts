import type { ClientBase } from 'pg';
import { type GrantTable, hasTwin, schemaNames } from '../grants/rules.ts';
import { roleName } from '../logins.ts';
import { readSubjects } from '../subjects.ts';
import { readTriggers, wantedTriggers } from '../triggers.ts';

interface Relation {
  place: string;
  kind: string;
  owner: string;
  columns: string[] | null;
}

/** Tables and columns as declared, everything owned by the owner, twins complete, triggers in place and switched on. */
export async function checkTables(
  client: ClientBase,
  rolePrefix: string,
  tables: GrantTable[],
): Promise<string[]> {
  const expected = new Map<string, string[]>();
  for (const table of tables) {
    const names = table.columns.map(({ name }) => name);
    expected.set(`${table.schema}.${table.table}`, names);
    if (hasTwin(table)) {
      expected.set(`${table.schema}.${table.table}_version`, [...names, 'to_revision', 'revision_source']);
    }
  }
  const { rows } = await client.query<Relation>(
    `SELECT n.nspname || '.' || c.relname AS place, c.relkind::text AS kind, pg_get_userbyid(c.relowner) AS owner,
       (SELECT array_agg(a.attname::text) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = ANY ($1) AND c.relkind NOT IN ('i', 'I', 'S', 't')
     ORDER BY 1`,
    [schemaNames],
  );
  const owner = roleName(rolePrefix, 'owner');
  const found = new Map(rows.map((row) => [row.place, row]));
  const differences = [...expected.keys()]
    .filter((place) => !found.has(place))
    .map((place) => `Table "${place}" is missing`);
  for (const { place, kind, owner: has, columns } of rows) {
    const names = expected.get(place);
    if (!names || kind !== 'r') {
      differences.push(`${kind === 'r' ? 'Table' : 'Relation'} "${place}" is not declared`);
      continue;
    }
    const present = new Set(columns ?? []);
    differences.push(
      ...names
        .filter((name) => !present.has(name))
        .map((name) => `Column "${name}" of "${place}" is missing`),
      ...[...present]
        .filter((name) => !names.includes(name))
        .map((name) => `Column "${name}" of "${place}" is not declared`),
    );
    if (has !== owner) differences.push(`Table "${place}" belongs to "${has}", expected "${owner}"`);
  }
  return [...differences, ...(await checkTriggers(client))];
}

async function checkTriggers(client: ClientBase): Promise<string[]> {
  const rows = await readTriggers(client);
  const found = new Map(rows.map((row) => [row.id, row]));
  const wanted = [
    ...(await wantedTriggers(client)),
    { id: 'disclosed.revision finish_revision', args: '' },
    { id: 'internal.revision finish_revision', args: '' },
    { id: 'internal.revision_act stamp_act', args: '' },
    { id: 'disclosed.budget_adjustment check_adjusted', args: '' },
    { id: 'disclosed.budget_amount check_adjusted', args: '' },
    { id: 'disclosed.budget_amount check_approved', args: '' },
  ];
  const differences = wanted.flatMap(({ id, args }) => {
    const trigger = found.get(id);
    if (!trigger) return [`Trigger ${named(id)} is missing`];
    if (trigger.enabled !== 'O') return [`Trigger ${named(id)} is switched off`];
    return trigger.args === args ? [] : [`Trigger ${named(id)} does not know every column`];
  });
  const ids = new Set(wanted.map(({ id }) => id));
  const unknown = rows
    .filter(({ id }) => !ids.has(id))
    .map(({ id }) => `Trigger ${named(id)} is not declared`);
  return [...differences, ...unknown, ...(await checkTwinTypes(client))];
}

function named(id: string): string {
  const [place, name] = id.split(' ');
  return `"${name}" of "${place}"`;
}

async function checkTwinTypes(client: ClientBase): Promise<string[]> {
  return (await readSubjects(client)).flatMap(({ schema, table, columns, twin }) =>
    columns
      .filter(({ name, type }) => twin?.some((other) => other.name === name && other.type !== type))
      .map(
        ({ name }) => `Column "${name}" of "${schema}.${table}_version" is of another type than in its table`,
      ),
  );
}
