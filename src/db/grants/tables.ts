import { readFileSync } from 'node:fs';
import { readModels } from '../models.ts';
import type { GrantColumn, GrantTable } from './rules.ts';

/** Path in the repository of the list that grants.sql is made from and the start-up check compares with. */
export const columnsFile = 'prisma/columns.json';
export const grantsFile = 'prisma/grants.sql';

type Audience = GrantColumn['audience'];

/** What the declarations say of a column; undefined: nothing reads it. */
export type AudienceOf = (schema: string, table: string, column: string) => Audience | undefined;

// The counters belong to no entity: as-of reads, change feeds and the log use them.
function fixedAudience(schema: string, table: string): Audience | undefined {
  if (table !== 'revision') return undefined;
  return schema === 'disclosed' ? 'public' : 'internal';
}

/**
 * Every table and column of prisma/schema with the audience that the declarations give it.
 *
 * Where an audience reads any column of a table it also gets `key` and, with versions, `from_revision`: cursors and
 * as-of reads need both. `id` is never given.
 */
export function makeGrantTables(audienceOf: AudienceOf): GrantTable[] {
  return readModels().map(({ schema, table, columns }) => {
    const audiences = columns.map((name) =>
      name === 'id' ? null : (fixedAudience(schema, table) ?? audienceOf(schema, table, name) ?? null),
    );
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
