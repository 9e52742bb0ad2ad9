import { type GraphQLObjectType, getNamedType } from 'graphql';
import { HubError } from '../../errors.ts';
import { jsonForm, jsonObject, parameterType } from '../columns.ts';
import type { Compiler } from '../compile.ts';
import { objectTypeOf } from '../connection.ts';
import { type Cursor, checkCursor } from '../cursor.ts';
import { pageLimits } from '../page.ts';
import { rowKey } from '../row-key.ts';
import { type Selected, selectionOf } from '../selection.ts';
import { DerivedSource } from '../source.ts';
import { join, literal, type Sql, sql } from '../sql.ts';
import { type Parts, partLimit } from './statement.ts';

export interface GroupOrder {
  /** `KEY`, or `AMOUNT:CNY`: what a cursor keeps. */
  name: string;
  /** Set where groups are ordered by their sum in this currency. */
  currency: string | null;
  direction: 'ASC' | 'DESC';
}

/** The order asked. By amount needs the currency of the amounts. */
export function groupOrder(argument: unknown): GroupOrder {
  const asked = argument as
    | { field: 'KEY' | 'AMOUNT'; currency?: string | null; direction: 'ASC' | 'DESC' }
    | null
    | undefined;
  if (asked?.field !== 'AMOUNT') return { name: 'KEY', currency: null, direction: asked?.direction ?? 'ASC' };
  const { currency, direction } = asked;
  if (!currency || !/^[A-Z]{3}$/.test(currency)) {
    throw new HubError(
      'BAD_INPUT',
      'Argument "orderBy": groups are ordered by AMOUNT in one currency. Expected its code, for example { field: AMOUNT, currency: "CNY" }.',
    );
  }
  return { name: `AMOUNT:${currency}`, currency, direction };
}

/**
 * JSON of one page of groups. `rows`: WITH item with `key` and `order_amount`; `columns`: what else a group's fields read.
 *
 * Adds the WITH item `page`. Groups without the amount come last.
 */
export function groupPage(
  compiler: Compiler,
  parts: Parts,
  selected: Selected,
  root: Selected,
  rows: string,
  order: GroupOrder,
  scopeName: Sql,
): Sql {
  const { first, cursor } = pageLimits(root.args, compiler.viewer);
  const type = order.currency ? 'decimal' : 'text';
  if (cursor) checkCursor(cursor, order.name, order.direction, type, order.currency !== null);
  const direction = order.direction === 'ASC' ? sql`ASC` : sql`DESC`;
  const by = order.currency
    ? sql`ORDER BY g.order_amount ${direction} NULLS LAST, g.key ${direction}`
    : sql`ORDER BY g.key ${direction}`;
  const count = sql`${first + 1}::integer`;
  parts.add(
    'page',
    sql`SELECT g.*, row_number() OVER (${by}) AS place FROM ${literalName(rows)} AS g WHERE ${placed(order, cursor)} ${by} LIMIT ${count}`,
  );
  const source = new DerivedSource('page');
  const page = sql`(SELECT max(p.place) > ${first}::integer FROM page AS p)`;
  const edge = (which: Sql) =>
    sql`(SELECT ${cursorOf(compiler, order, scopeName)} FROM page AS p WHERE p.place = ${which})`;
  const members = compiler.selection(selected).map(({ responseKey, field, nodes }) => {
    const name = rowKey(responseKey);
    if (field.name === 'totalCount') return [name, sql`(SELECT count(*) FROM ${literalName(rows)})`] as const;
    if (field.name === 'pageInfo') {
      const values: Record<string, Sql> = {
        hasNextPage: sql`coalesce(${page}, false)`,
        hasPreviousPage: cursor ? sql`true` : sql`false`,
        startCursor: first === 0 ? sql`NULL::text` : edge(sql`1`),
        endCursor: edge(sql`(SELECT max(q.place) FROM page AS q WHERE q.place <= ${first}::integer)`),
      };
      const asked = selectionOf(objectTypeOf(field), nodes, compiler.part);
      return [
        name,
        jsonObject(asked.map((one) => [rowKey(one.responseKey), values[one.field.name]!] as const)),
      ] as const;
    }
    const rowType = getNamedType(field.type) as GraphQLObjectType;
    const { json, joins } = compiler.row(source, selectionOf(rowType, nodes, compiler.part));
    return [
      name,
      sql`(SELECT coalesce(json_agg(${json} ORDER BY ${source.column('place')}), '[]'::json) FROM ${source.from()}${join(joins, '')} WHERE ${source.column('place')} <= ${first}::integer)`,
    ] as const;
  });
  return jsonObject(members);
}

function placed(order: GroupOrder, cursor: Cursor | null): Sql {
  if (!cursor) return sql`true`;
  const beyond = order.direction === 'ASC' ? sql`>` : sql`<`;
  if (!order.currency) return sql`g.key ${beyond} ${cursor.key}::text`;
  const after = sql`g.order_amount IS NULL AND g.key ${beyond} ${cursor.key}::text`;
  if (cursor.value === null) return after;
  const value = sql`${cursor.value}::${parameterType('decimal')}`;
  return sql`(g.order_amount IS NULL OR (g.order_amount, g.key) ${beyond} (${value}, ${cursor.key}::text))`;
}

function cursorOf(compiler: Compiler, order: GroupOrder, scopeName: Sql): Sql {
  const value = order.currency ? jsonForm(sql`p.order_amount`, 'decimal') : literal('');
  const { asOf } = compiler;
  const pins = asOf
    ? [asOf.disclosed, ...(asOf.internal === null ? [] : [asOf.internal])].map(
        (number) => sql`, ${number}::text`,
      )
    : [];
  const place = sql`json_build_array(${literal(order.name)}, ${literal(order.direction)}, ${value}, p.key, ${scopeName}${join(pins, '')})`;
  return sql`translate(encode(convert_to(${place}::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
}

const literalName = (name: string): Sql => new DerivedSource(name).from();

/** JSON of a short list that a statement makes: rows in order of `place`, as many as are asked. */
export function partList(compiler: Compiler, selected: Selected, rows: string): Sql {
  const first = (selected.args.first as number | null | undefined) ?? defaultPart;
  if (first < 0 || first > partLimit) {
    throw new HubError(
      first < 0 ? 'BAD_INPUT' : 'LIMIT_EXCEEDED',
      `Argument "first" of "${selected.field.name}" is ${first}. Expected 0 to ${partLimit}.`,
    );
  }
  const source = new DerivedSource(rows);
  const { json, joins } = compiler.row(source, compiler.selection(selected));
  const place = source.column('place');
  return sql`(SELECT coalesce(json_agg(${json} ORDER BY ${place}), '[]'::json) FROM ${source.from()}${join(joins, '')} WHERE ${place} <= ${first}::integer)`;
}

export const defaultPart = 20;
