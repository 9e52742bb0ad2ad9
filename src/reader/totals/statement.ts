import type { Compiler } from '../compile.ts';
import type { Cursor } from '../cursor.ts';
import type { ScopeName } from '../scope.ts';
import { identifier, join, literal, type Sql, sql } from '../sql.ts';

/** WITH items under their names, in order; a later one may read an earlier one. */
export class Parts {
  readonly #items: Sql[] = [];
  readonly #names = new Set<string>();

  /** A name that is there already is the same rows, asked for twice. `once`: the rows are made one time, however often they are read. */
  add(name: string, body: Sql, once = true): void {
    if (this.#names.has(name)) return;
    this.#names.add(name);
    this.#items.push(sql`${identifier(name)} AS ${once ? sql`MATERIALIZED ` : sql``}(${body})`);
  }

  with(): Sql {
    return sql`WITH RECURSIVE ${join(this.#items)}`;
  }
}

/** Amounts and their currencies as two arrays, one member a currency, from rows with `amount` and `currency`. */
export function sumsOf(name: string, rows: Sql): Sql {
  const array = (column: string, type: Sql) =>
    sql`coalesce((SELECT array_agg(s.${identifier(column)} ORDER BY s.currency) FROM (${rows}) AS s WHERE s.currency IS NOT NULL), '{}')::${type} AS ${identifier(`${name}_${column === 'amount' ? 'amounts' : 'currencies'}`)}`;
  return sql`${array('amount', sql`numeric[]`)}, ${array('currency', sql`text[]`)}`;
}

/** The datasets that a totals statement reads, as the lists choose theirs: named, kept by the cursor, or the default. */
export function datasetsOf(
  compiler: Compiler,
  named: string[] | null,
  cursor: Cursor | null,
): { keys: Sql; name: Sql } {
  const kept: ScopeName = cursor?.scope ?? 'default';
  const keys = named ? sql`${named}::text[]` : compiler.scope.datasets(kept);
  compiler.scope.add(keys);
  return { keys, name: named ? sql`NULL::text` : compiler.scope.nameOf(kept) };
}

/** `json_build_array` of the group's identities as text: what groups are ordered by and told apart by. */
export function groupKey(ids: readonly Sql[]): Sql {
  return ids.length === 0 ? literal('[]') : sql`json_build_array(${join(ids)})::text COLLATE "C"`;
}

/** Rows of each list beside a sum (tables counted and the like), at the most. */
export const partLimit = 100;
