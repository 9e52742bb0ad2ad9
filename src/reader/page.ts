import type { Entity, OrderDeclaration } from '../declare/types.ts';
import { HubError } from '../errors.ts';
import type { Viewer } from '../viewer.ts';
import { parameterType } from './columns.ts';
import { type Cursor, checkCursor, readCursor } from './cursor.ts';
import type { Source } from './source.ts';
import { and, identifier, type Sql, sql } from './sql.ts';

export interface PageOrder extends OrderDeclaration {
  name: string;
  direction: 'ASC' | 'DESC';
  after: Cursor | null;
}

export const defaultPageSize = 20;
export const pageSizeLimit = { public: 100, internal: 500 } as const;

export function pageLimits(
  args: Record<string, unknown>,
  viewer: Viewer,
): { first: number; cursor: Cursor | null } {
  const first = (args.first as number | null | undefined) ?? defaultPageSize;
  const limit = pageSizeLimit[viewer.audience];
  if (first < 0) throw new HubError('BAD_INPUT', `Argument "first" is ${first}. Expected 0 to ${limit}.`);
  if (first > limit) {
    throw new HubError(
      'LIMIT_EXCEEDED',
      `Argument "first" is ${first}, the limit is ${limit}. Read on with "after": there is no limit to how far.`,
    );
  }
  const after = args.after as string | null | undefined;
  return { first, cursor: after == null ? null : readCursor(after) };
}

/** The order asked, or the entity's own. An order by amount needs a filter that fixes the currency. */
export function orderOf(
  entity: Entity,
  argument: unknown,
  currencies: ReadonlySet<string>,
  after: Cursor | null,
): PageOrder {
  const asked = argument as { field: string; direction: 'ASC' | 'DESC' } | null | undefined;
  const name = asked?.field ?? entity.defaultOrder.name;
  const direction = asked?.direction ?? entity.defaultOrder.direction;
  const order = entity.orders[name];
  if (!order) throw new Error(`Entity "${entity.name}" has no order "${name}"`);
  if (order.currency && !currencies.has(order.currency)) {
    throw new HubError(
      'BAD_INPUT',
      `Order "${name}" compares amounts, so "where" must name one currency, for example { ${order.filter}: { currency: "CNY" } }.`,
    );
  }
  if (after) checkCursor(after, name, direction, order.type, order.isNullable);
  return { ...order, name, direction, after };
}

/**
 * The rows of one page, as a `FROM` item under the source's own alias, and the order in which they stand.
 *
 * Rows without the value come last, in a branch of their own: so both branches can walk an index of (…, column, key)
 * in either direction, and a cursor starts where it stands instead of skipping what came before.
 */
export function pageSource(
  source: Source,
  order: PageOrder,
  conditions: readonly Sql[],
  limit: number,
  from: () => Sql,
): { from: Sql; order: Sql } {
  const direction = order.direction === 'ASC' ? sql`ASC` : sql`DESC`;
  const beyond = order.direction === 'ASC' ? sql`>` : sql`<`;
  const alias = identifier(source.alias);
  const key = source.column('key');
  const { after } = order;
  const count = sql`${limit}::integer`;

  if (order.column === 'key') {
    const place = after ? [sql`${key} ${beyond} ${after.key}::text`] : [];
    const where = and([...conditions, ...place]);
    const by = sql`ORDER BY ${key} ${direction}`;
    return {
      from: sql`(SELECT ${source.columns()} FROM ${from()} WHERE ${where} ${by} LIMIT ${count}) AS ${alias}`,
      order: by,
    };
  }

  const column = source.column(order.column);
  const by = sql`ORDER BY ${column} ${direction}, ${key} ${direction}`;
  const placed = (place: Sql[], by: Sql, mark: Sql): Sql =>
    sql`(SELECT ${source.columns()}, ${mark} AS ${identifier('~last')} FROM ${from()} WHERE ${and([...conditions, ...place])} ${by} LIMIT ${count})`;
  const valued = (): Sql => {
    const type = parameterType(order.type);
    const place = after
      ? [sql`(${column}, ${key}) ${beyond} (${after.value}::${type}, ${after.key}::text)`]
      : [];
    return placed([...(order.isNullable ? [sql`${column} IS NOT NULL`] : []), ...place], by, sql`0`);
  };
  if (!order.isNullable) return { from: sql`${valued()} AS ${alias}`, order: by };

  const lacking = (): Sql =>
    placed(
      [sql`${column} IS NULL`, ...(after?.value === null ? [sql`${key} ${beyond} ${after.key}::text`] : [])],
      sql`ORDER BY ${key} ${direction}`,
      sql`1`,
    );
  const whole = sql`ORDER BY ${identifier(source.alias, '~last')}, ${column} ${direction}, ${key} ${direction}`;
  if (after?.value === null) return { from: sql`${lacking()} AS ${alias}`, order: whole };
  return {
    from: sql`(SELECT * FROM (${valued()} UNION ALL ${lacking()}) AS ${alias} ${whole} LIMIT ${count}) AS ${alias}`,
    order: whole,
  };
}
