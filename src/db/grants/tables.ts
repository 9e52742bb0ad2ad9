import { readFileSync } from 'node:fs';
import { type ModelTable, readModels } from '../models.ts';
import type { GrantColumn, GrantTable } from './rules.ts';

/** Path in the repository of the list that grants.sql is made from and the start-up check compares with. */
export const columnsFile = 'prisma/columns.json';
export const grantsFile = 'prisma/grants.sql';

type Audience = GrantColumn['audience'];

/** What the declarations read: `disclosed.contract` → column → the widest audience. What is not there is closed. */
export type ReadColumns = ReadonlyMap<string, ReadonlyMap<string, 'public' | 'internal'>>;

// What no field declares: the counters, which as-of reads, change feeds and the log use, and sealed values, which have
// one reader of their own.
function fixedAudience(schema: string, table: string): Audience | undefined {
  if (schema === 'sealed') return 'internal';
  if (table !== 'revision') return undefined;
  return schema === 'disclosed' ? 'public' : 'internal';
}

/**
 * Every table and column of prisma/schema with the audience that the declarations give it.
 *
 * Where an audience reads any column of a table it also gets `key` and, with versions, `from_revision`: cursors and
 * as-of reads need both. `id` is never given. Throws where a declaration reads what is no column.
 */
export function makeGrantTables(declared: ReadColumns): GrantTable[] {
  const models = readModels();
  refuseUnknown(declared, models);
  return models.map(({ schema, table, columns }) => {
    const read = declared.get(`${schema}.${table}`);
    const audiences = columns.map((name): Audience => {
      if (name === 'id') return null;
      return fixedAudience(schema, table) ?? read?.get(name) ?? null;
    });
    const widest: Audience = audiences.includes('public')
      ? 'public'
      : audiences.includes('internal')
        ? 'internal'
        : null;
    return {
      schema,
      table,
      columns: columns.map((name, at) => ({
        name,
        audience: name === 'key' || name === 'from_revision' ? widest : audiences[at]!,
      })),
    };
  });
}

function refuseUnknown(declared: ReadColumns, models: ModelTable[]): void {
  const known = new Map(models.map(({ schema, table, columns }) => [`${schema}.${table}`, columns]));
  for (const [place, columns] of declared) {
    for (const name of columns.keys()) {
      if (!known.get(place)?.includes(name)) {
        throw new Error(
          `A declaration reads column "${name}" of "${place}", which prisma/schema does not have`,
        );
      }
      if (name === 'id')
        throw new Error(`A declaration reads "id" of "${place}", a serial that no answer may show`);
    }
  }
}

/** The text of prisma/columns.json: one line a column, so that a change of visibility is a line in the diff. */
export function writeGrantTables(tables: GrantTable[]): string {
  const lists = Object.fromEntries(
    tables.map(({ schema, table, columns }) => [
      `${schema}.${table}`,
      Object.fromEntries(columns.map(({ name, audience }) => [name, audience])),
    ]),
  );
  return `${JSON.stringify(lists, null, 2)}\n`;
}

/** The committed list. */
export function readGrantTables(): GrantTable[] {
  const text = readFileSync(new URL(`../../../${columnsFile}`, import.meta.url), 'utf8');
  return Object.entries(JSON.parse(text) as Record<string, Record<string, Audience>>).map(
    ([place, columns]) => {
      const [schema, table] = place.split('.') as [GrantTable['schema'], string];
      return {
        schema,
        table,
        columns: Object.entries(columns).map(([name, audience]) => ({ name, audience })),
      };
    },
  );
}

/** The committed prisma/grants.sql. */
export function readGrantsSql(): string {
  return readFileSync(new URL(`../../../${grantsFile}`, import.meta.url), 'utf8');
}
