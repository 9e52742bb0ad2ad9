import {
  type FieldNode,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import type { Entity, Read } from '../declare/types.ts';
import { jsonForm, jsonObject } from './columns.ts';
import type { Compiler } from './compile.ts';
import { conditionsOf, type FilterFacts } from './filter.ts';
import { orderOf, type PageOrder, pageLimits, pageSource } from './page.ts';
import { rowKey } from './row-key.ts';
import type { Inherited, ScopeName } from './scope.ts';
import { type Selected, selectionOf } from './selection.ts';
import type { Source } from './source.ts';
import { and, identifier, join, literal, type Sql, sql } from './sql.ts';

export type ConnectionRead = Read & { kind: 'connection' };

/** A page's arguments, checked. */
interface PageRequest {
  first: number;
  order: PageOrder;
  conditions: (source: Source) => Sql[];
  /** Makes the cursor of a row. */
  cursor: (source: Source) => Sql;
  /** Scope for the lists inside this one. */
  passesOn: Inherited | null;
}

/** `SELECT … AS j` of one page: nodes, edges, page info, count, as far as they are asked. */
export function compilePage(
  compiler: Compiler,
  selected: Selected,
  read: ConnectionRead,
  joinedBy: (target: Source) => Sql[],
): Sql {
  const request = pageRequest(compiler, selected, read, joinedBy);
  const source = compiler.source(read.target);
  const rowType = compiler.part.schema.getType(read.target) as GraphQLObjectType;
  const columns: Sql[] = [];
  const joins: Sql[] = [];
  const members: (readonly [name: string, value: Sql])[] = [];
  const first = sql`${request.first}::integer`;

  const rowOf = (nodes: readonly FieldNode[]): Sql => {
    const compiled = compiler.scope.within(request.passesOn, () =>
      compiler.row(source, selectionOf(rowType, nodes, compiler.part)),
    );
    joins.push(...compiled.joins);
    return compiled.json;
  };
  const listOf = (json: Sql): Sql => {
    const column = identifier(`c${columns.length}`);
    columns.push(sql`${json} AS ${column}`);
    return sql`coalesce(json_agg(p.${column} ORDER BY p.n) FILTER (WHERE p.n <= ${first}), '[]'::json)`;
  };

  let needsNext = false;
  for (const { responseKey, field, nodes } of compiler.selection(selected)) {
    const name = rowKey(responseKey);
    if (field.name === 'nodes') members.push([name, listOf(rowOf(nodes))]);
    else if (field.name === 'totalCount') members.push([name, count(compiler, read, request)]);
    else if (field.name === 'pageInfo') {
      const parts = selectionOf(objectTypeOf(field), nodes, compiler.part);
      // What needs no row must not read any: without an aggregate the page would be as many rows as it has.
      if (parts.some((part) => part.field.name !== 'hasPreviousPage')) needsNext = true;
      members.push([name, pageInfo(selected, parts, first)]);
    } else if (field.name === 'edges') {
      const edge = selectionOf(objectTypeOf(field), nodes, compiler.part).map(
        (part) =>
          [
            rowKey(part.responseKey),
            part.field.name === 'node' ? rowOf(part.nodes) : request.cursor(source),
          ] as const,
      );
      members.push([name, listOf(jsonObject(edge))]);
    } else throw new Error(`Unknown field "${field.name}" of a connection`);
  }
  if (columns.length === 0 && !needsNext) return sql`SELECT ${jsonObject(members)} AS j`;

  if (needsNext) columns.push(sql`${request.cursor(source)} AS cursor`);
  const rows = pageSource(
    source,
    request.order,
    request.conditions(source),
    needsNext ? request.first + 1 : request.first,
    () => compiler.from(source),
  );
  return sql`SELECT ${jsonObject(members)} AS j FROM (SELECT ${join([sql`row_number() OVER (${rows.order}) AS n`, ...columns])} FROM ${rows.from}${join(joins, '')}) AS p`;
}

function pageInfo(selected: Selected, parts: readonly Selected[], first: Sql): Sql {
  const isLater = selected.args.after != null;
  const values: Record<string, Sql> = {
    hasNextPage: sql`count(*) > ${first}`,
    hasPreviousPage: isLater ? sql`true` : sql`false`,
    startCursor: sql`(array_agg(p.cursor ORDER BY p.n) FILTER (WHERE p.n <= ${first}))[1]`,
    endCursor: sql`(array_agg(p.cursor ORDER BY p.n DESC) FILTER (WHERE p.n <= ${first}))[1]`,
  };
  return jsonObject(parts.map((part) => [rowKey(part.responseKey), values[part.field.name]!]));
}

function count(compiler: Compiler, read: ConnectionRead, request: PageRequest): Sql {
  const source = compiler.source(read.target);
  const conditions = and(request.conditions(source));
  return sql`(SELECT count(*) FROM ${compiler.from(source)} WHERE ${conditions})`;
}

function pageRequest(
  compiler: Compiler,
  selected: Selected,
  read: ConnectionRead,
  joinedBy: (target: Source) => Sql[],
): PageRequest {
  const { entity } = compiler.source(read.target);
  const where = (selected.args.where ?? {}) as Record<string, unknown>;
  const whereType = getNamedType(selected.field.args.find((argument) => argument.name === 'where')?.type);
  const facts: FilterFacts = { datasets: null, currencies: new Set() };
  const filtered = (source: Source): Sql[] =>
    isInputObjectType(whereType) ? conditionsOf(compiler, source, whereType, where, 'where', facts) : [];
  // Once for what the filter says about scope and currency; each use compiles it anew for its own alias.
  filtered(compiler.sourceOf(entity));

  const { first, cursor } = pageLimits(selected.args, compiler.viewer);
  const order = orderOf(entity, selected.args.orderBy, facts.currencies, cursor);
  const scope = scopeOf(compiler, read, entity, facts.datasets, cursor?.scope ?? null);

  return {
    first,
    order,
    conditions: (source) => [
      ...joinedBy(source),
      ...(scope ? compiler.scope.conditions(source, scope.datasets, scope.isNamed) : []),
      ...filtered(source),
    ],
    cursor: (source) => cursorOf(compiler, source, order, scope?.name ?? sql`NULL::text`),
    // The default is the same everywhere; what was chosen holds for the lists inside as well.
    passesOn: scope && (scope.isNamed || cursor?.scope) ? scope : null,
  };
}

/** The datasets that a list is read in: named by its filter, kept by its cursor, chosen around it, or the default. */
function scopeOf(
  compiler: Compiler,
  read: ConnectionRead,
  entity: Entity,
  named: string[] | null,
  kept: 'real' | 'demo' | null,
): Inherited | null {
  if (read.isWithinFact || (entity.datasetColumn === null && entity.shownWhen === undefined)) return null;
  const { scope } = compiler;
  const own = (name: ScopeName) => ({
    datasets: scope.datasets(name),
    name: scope.nameOf(name),
    isNamed: false,
  });
  if (!named && !kept && scope.inherited) return scope.inherited;
  const chosen = named
    ? { datasets: sql`${named}::text[]`, name: sql`NULL::text`, isNamed: true }
    : own(kept ?? 'default');
  scope.add(chosen.datasets);
  return chosen;
}

/** Place of a row in the list, as `readCursor` reads it. */
function cursorOf(compiler: Compiler, source: Source, order: PageOrder, scopeName: Sql): Sql {
  const value =
    order.column === 'key' ? sql`''` : sql`${jsonForm(source.column(order.column), order.type)}::text`;
  const asOf = compiler.asOf
    ? [compiler.asOf.disclosed, ...(compiler.asOf.internal === null ? [] : [compiler.asOf.internal])].map(
        (number) => sql`, ${number}::text`,
      )
    : [];
  const parts = sql`json_build_array(${literal(order.name)}, ${literal(order.direction)}, ${value}, ${source.column('key')}, ${scopeName}${join(asOf, '')})`;
  return sql`translate(encode(convert_to(${parts}::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
}

export function objectTypeOf(field: Selected['field']): GraphQLObjectType {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) throw new Error(`Field "${field.name}" is no object`);
  return type;
}
