import {
  type FieldNode,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { declarationOf, type Entity, type JoinColumn, type Read } from '../declare/types.ts';
import type { Viewer } from '../viewer.ts';
import { jsonForm, jsonObject, jsonValue } from './columns.ts';
import { conditionsOf, type FilterFacts } from './filter.ts';
import { orderOf, type PageOrder, pageLimits, pageSource } from './page.ts';
import { rowKey } from './row-key.ts';
import { type OperationPart, type Selected, selectionOf } from './selection.ts';
import { type AsOf, entitiesOf, Source } from './source.ts';
import { and, identifier, join, literal, type Sql, sql } from './sql.ts';

/** Members of a row's JSON and the joins that they need. */
interface Compiled {
  members: (readonly [name: string, value: Sql])[];
  joins: Sql[];
}

/** A page's arguments, checked. */
interface PageRequest {
  first: number;
  order: PageOrder;
  conditions: (source: Source) => Sql[];
  /** Makes the cursor of a row. */
  cursor: (source: Source) => Sql;
}

/**
 * Compiles a selection into one statement: a LATERAL join per relation, only the columns that are asked, JSON in the
 * shape of the answer (response keys, aliases included).
 */
export class Compiler {
  #aliases = 0;
  /** Keys of the datasets that the statement's lists were read in, one expression per list. */
  readonly #scopes: Sql[] = [];

  constructor(
    readonly part: OperationPart,
    readonly viewer: Viewer,
    readonly asOf: AsOf | null,
  ) {}

  source(entityName: string): Source {
    const entity = entitiesOf(this.part.schema).byName.get(entityName);
    if (!entity) throw new Error(`No entity "${entityName}" in this schema`);
    return this.#sourceOf(entity);
  }

  #sourceOf(entity: Entity): Source {
    this.#aliases += 1;
    return new Source(entity, `t${this.#aliases}`);
  }

  from(source: Source): Sql {
    return source.from(this.asOf);
  }

  /** Array of a department's key and the keys of all below it. */
  departmentsUnder(roots: Sql): Sql {
    const department = this.source('Department');
    const key = department.column('key');
    const parent = department.column('parent_key');
    const step = sql`SELECT ${key} FROM below JOIN ${this.from(department)} ON ${parent} = below.key`;
    return sql`ARRAY(WITH RECURSIVE below (key) AS (${roots} UNION ${step}) SELECT below.key FROM below)`;
  }

  /** One row's JSON object for a selection. */
  row(
    source: Source,
    selections: readonly Selected[],
    extra: Compiled['members'] = [],
  ): { json: Sql; joins: Sql[] } {
    const compiled = this.#members(source, selections);
    return { json: jsonObject([...extra, ...compiled.members]), joins: compiled.joins };
  }

  #members(source: Source, selections: readonly Selected[]): Compiled {
    const compiled: Compiled = { members: [], joins: [] };
    for (const selected of selections) {
      const read = declarationOf(selected.field)?.read;
      if (!read) throw new Error(`Field "${source.entity.name}.${selected.field.name}" declares no read`);
      compiled.members.push([
        rowKey(selected.responseKey),
        this.#value(source, selected, read, compiled.joins),
      ]);
    }
    return compiled;
  }

  #value(source: Source, selected: Selected, read: Read, joins: Sql[]): Sql {
    switch (read.kind) {
      case 'id':
        return sql`${literal(`${source.entity.name}:`)} || ${source.column('key')}`;
      case 'column':
        return jsonValue(source, read);
      case 'money':
        return this.#money(source, selected, read);
      case 'label': {
        const { lang } = selected.args as { lang?: 'ZH' | 'EN' | null };
        const original = source.column(read.original);
        if (!lang) return original;
        return sql`coalesce(${source.column(lang === 'ZH' ? read.zh : read.en)}, ${original})`;
      }
      case 'embedded':
        return this.#embedded(source, selected, read);
      case 'computed':
        return jsonObject(read.columns.map((column) => [column.column, jsonValue(source, column)] as const));
      case 'relation':
        return this.#joined(joins, this.#relation(source, selected, read));
      case 'connection': {
        const page = this.page(selected, read, (target) => this.#on(source, target, read.on));
        return this.#joined(joins, page);
      }
      case 'detailAccess':
        return this.#detailAccess(source, read);
      case 'one':
      case 'node':
      case 'nodes':
        throw new Error(`"${read.kind}" is read at the root only`);
    }
  }

  #joined(joins: Sql[], subquery: Sql): Sql {
    this.#aliases += 1;
    const alias = identifier(`j${this.#aliases}`);
    joins.push(sql` LEFT JOIN LATERAL (${subquery}) AS ${alias} ON true`);
    return sql`${alias}.j`;
  }

  #money(source: Source, selected: Selected, read: Read & { kind: 'money' }): Sql {
    const amount = source.column(read.amount);
    const members = this.#plainMembers(selected, {
      amount: jsonForm(amount, 'decimal'),
      currency: source.column(read.currency),
    });
    return sql`CASE WHEN ${amount} IS NOT NULL THEN ${jsonObject(members)} END`;
  }

  #embedded(source: Source, selected: Selected, read: Read & { kind: 'embedded' }): Sql {
    const columns = Object.values(read.members).map(({ column }) => source.column(column));
    const values = Object.fromEntries(
      Object.entries(read.members).map(([name, column]) => [name, jsonValue(source, column)]),
    );
    return sql`CASE WHEN num_nonnulls(${join(columns)}) > 0 THEN ${jsonObject(this.#plainMembers(selected, values))} END`;
  }

  /** Members of an object that has no row of its own. */
  #plainMembers(selected: Selected, values: Record<string, Sql>): Compiled['members'] {
    return this.#selection(selected).map(({ responseKey, field }) => {
      const value = values[field.name];
      if (!value) throw new Error(`Field "${field.name}" of "${selected.field.name}" has no column`);
      return [rowKey(responseKey), value] as const;
    });
  }

  #selection(selected: Selected): Selected[] {
    return selectionOf(objectTypeOf(selected), selected.nodes, this.part);
  }

  #on(source: Source, target: Source, on: readonly JoinColumn[]): Sql[] {
    return on.map(({ from, to, isArray }) =>
      isArray
        ? sql`${target.column(to)} = ANY (${source.column(from)})`
        : sql`${target.column(to)} = ${source.column(from)}`,
    );
  }

  #relation(source: Source, selected: Selected, read: Read & { kind: 'relation' }): Sql {
    const target = this.source(read.target);
    const { json, joins } = this.row(target, this.#selection(selected));
    const conditions = and(this.#on(source, target, read.on));
    const order = join([
      ...(read.order ?? []).map(({ column, direction }) =>
        direction === 'ASC'
          ? sql`${target.column(column)} ASC NULLS LAST`
          : sql`${target.column(column)} DESC NULLS LAST`,
      ),
      target.column('key'),
    ]);
    if (!read.isList) {
      // A join on the unique key finds one row at most, and without LIMIT the planner may turn it into a plain join.
      const isUnique = read.on.length === 1 && read.on[0]!.to === 'key' && !read.on[0]!.isArray;
      const limit = isUnique ? sql`` : sql` ORDER BY ${order} LIMIT 1`;
      return sql`SELECT ${json} AS j FROM ${this.from(target)}${join(joins, '')} WHERE ${conditions}${limit}`;
    }
    return sql`SELECT coalesce(json_agg(${json} ORDER BY ${order}), '[]'::json) AS j FROM ${this.from(target)}${join(joins, '')} WHERE ${conditions}`;
  }

  #detailAccess(source: Source, read: Read & { kind: 'detailAccess' }): Sql {
    const entity = entitiesOf(this.part.schema).byTable.get(read.table);
    if (!entity) throw new Error(`No entity for table "${read.table}"`);
    const detail = this.#sourceOf(entity);
    const key = detail.column('key');
    const exists = sql`EXISTS (SELECT FROM ${this.from(detail)} WHERE ${key} = ${source.column('key')})`;
    if (this.viewer.role !== 'OFFICER') return sql`CASE WHEN ${exists} THEN 'OPEN' ELSE 'NONE' END`;
    // Of another department's row an officer learns nothing, not even whether there is detail.
    const owner = read.ownerColumn ? source.column(read.ownerColumn) : sql`NULL::text`;
    const isOwn = sql`coalesce(${owner} = ANY (nullif(current_setting('sunledger.departments', true), '')::text[]), false)`;
    return sql`CASE WHEN ${exists} THEN 'OPEN' WHEN ${isOwn} THEN 'NONE' ELSE 'OTHER_DEPARTMENT' END`;
  }

  /** `SELECT … AS j` of one page: nodes, edges, page info, count, as far as they are asked. */
  page(selected: Selected, read: Read & { kind: 'connection' }, joinedBy: (target: Source) => Sql[]): Sql {
    const request = this.#pageRequest(selected, read, joinedBy);
    const source = this.source(read.target);
    const rowType = this.part.schema.getType(read.target) as GraphQLObjectType;
    const columns: Sql[] = [];
    const joins: Sql[] = [];
    const members: Compiled['members'] = [];
    const first = sql`${request.first}::integer`;

    const rowOf = (nodes: readonly FieldNode[]): Sql => {
      const compiled = this.row(source, selectionOf(rowType, nodes, this.part));
      joins.push(...compiled.joins);
      return compiled.json;
    };
    const listOf = (json: Sql): Sql => {
      const column = identifier(`c${columns.length}`);
      columns.push(sql`${json} AS ${column}`);
      return sql`coalesce(json_agg(p.${column} ORDER BY p.n) FILTER (WHERE p.n <= ${first}), '[]'::json)`;
    };

    let needsNext = false;
    for (const { responseKey, field, nodes } of this.#selection(selected)) {
      const name = rowKey(responseKey);
      if (field.name === 'nodes') members.push([name, listOf(rowOf(nodes))]);
      else if (field.name === 'totalCount') members.push([name, this.#count(read, request)]);
      else if (field.name === 'pageInfo') {
        const parts = selectionOf(objectTypeNamed(field), nodes, this.part);
        // What needs no row must not read any: without an aggregate the page would be as many rows as it has.
        if (parts.some((part) => part.field.name !== 'hasPreviousPage')) needsNext = true;
        members.push([name, this.#pageInfo(selected, parts, first)]);
      } else if (field.name === 'edges') {
        const edge = selectionOf(objectTypeNamed(field), nodes, this.part).map(
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
      () => this.from(source),
    );
    return sql`SELECT ${jsonObject(members)} AS j FROM (SELECT ${join([sql`row_number() OVER (${rows.order}) AS n`, ...columns])} FROM ${rows.from}${join(joins, '')}) AS p`;
  }

  #pageInfo(selected: Selected, parts: readonly Selected[], first: Sql): Sql {
    const isLater = selected.args.after != null;
    const values: Record<string, Sql> = {
      hasNextPage: sql`count(*) > ${first}`,
      hasPreviousPage: isLater ? sql`true` : sql`false`,
      startCursor: sql`(array_agg(p.cursor ORDER BY p.n) FILTER (WHERE p.n <= ${first}))[1]`,
      endCursor: sql`(array_agg(p.cursor ORDER BY p.n DESC) FILTER (WHERE p.n <= ${first}))[1]`,
    };
    return jsonObject(parts.map((part) => [rowKey(part.responseKey), values[part.field.name]!]));
  }

  #count(read: Read & { kind: 'connection' }, request: PageRequest): Sql {
    const source = this.source(read.target);
    const conditions = and(request.conditions(source));
    return sql`(SELECT count(*) FROM ${this.from(source)} WHERE ${conditions})`;
  }

  #pageRequest(
    selected: Selected,
    read: Read & { kind: 'connection' },
    joinedBy: (target: Source) => Sql[],
  ): PageRequest {
    const { entity } = this.source(read.target);
    const where = (selected.args.where ?? {}) as Record<string, unknown>;
    const whereType = getNamedType(selected.field.args.find((argument) => argument.name === 'where')?.type);
    const facts: FilterFacts = { datasets: null, currencies: new Set() };
    const filtered = (source: Source): Sql[] =>
      isInputObjectType(whereType) ? conditionsOf(this, source, whereType, where, 'where', facts) : [];
    // Once for what the filter says about scope and currency; each use compiles it anew for its own alias.
    filtered(this.#sourceOf(entity));

    const { first, cursor } = pageLimits(selected.args, this.viewer);
    const order = orderOf(entity, selected.args.orderBy, facts.currencies, cursor);
    const scoped = !read.isWithinFact && (entity.datasetColumn !== null || entity.shownWhen !== undefined);
    const scope = scoped && facts.datasets === null ? (cursor?.scope ?? 'default') : null;
    const datasets = !scoped
      ? null
      : facts.datasets !== null
        ? sql`${facts.datasets}::text[]`
        : this.#scope(scope!);

    if (datasets) this.#scopes.push(datasets);

    return {
      first,
      order,
      conditions: (source) => [
        ...joinedBy(source),
        ...(datasets ? this.#inScope(source, datasets) : []),
        ...filtered(source),
      ],
      cursor: (source) => this.#cursor(source, order, scope),
    };
  }

  /**
   * What the answer says of itself: revision, datasets read, whether the demo is among them. Call it when all is
   * compiled. `own`: an array of the datasets of rows that were asked for by key.
   */
  about(own: Sql | null): Sql {
    const revision = this.asOf
      ? sql`${this.asOf.disclosed}::text`
      : sql`(SELECT max(r.number)::text FROM disclosed.revision AS r)`;
    const dataset = this.source('Dataset');
    const key = dataset.column('key');
    const isDemo = dataset.column('is_demo');
    const scopes = [...(own ? [own] : []), ...this.#scopes];
    if (scopes.length === 0) return sql`json_build_object('revision', ${revision})`;
    const isRead = join(
      scopes.map((scope) => sql`${key} = ANY (${scope})`),
      ' OR ',
    );
    return sql`(SELECT json_build_object('revision', ${revision}, 'datasets', coalesce(json_agg(${key} ORDER BY ${key}), '[]'::json), 'demo', coalesce(bool_or(${isDemo}), false)) FROM ${this.from(dataset)} WHERE ${isRead})`;
  }

  /** Keys of the datasets of the default scope: all real ones, or the demo where nothing else is loaded. */
  #scope(scope: 'real' | 'demo' | 'default'): Sql {
    const dataset = this.source('Dataset');
    const isDemo = dataset.column('is_demo');
    const key = dataset.column('key');
    const wanted =
      scope === 'default' ? sql`NOT ${this.#hasRealData()}` : scope === 'demo' ? sql`true` : sql`false`;
    return sql`ARRAY(SELECT ${key} FROM ${this.from(dataset)} WHERE ${isDemo} = (${wanted}))`;
  }

  #hasRealData(): Sql {
    const dataset = this.source('Dataset');
    const isDemo = dataset.column('is_demo');
    return sql`EXISTS (SELECT FROM ${this.from(dataset)} WHERE NOT ${isDemo})`;
  }

  #inScope(source: Source, datasets: Sql): Sql[] {
    const { datasetColumn, shownWhen } = source.entity;
    if (datasetColumn) return [sql`${source.column(datasetColumn)} = ANY (${datasets})`];
    if (!shownWhen) return [];
    const { byTable } = entitiesOf(this.part.schema);
    const reasons = shownWhen.referencedBy.map(({ table, column }) => {
      const fact = this.#sourceOf(byTable.get(table)!);
      const conditions = and([
        sql`${fact.column(column)} = ${source.column('key')}`,
        sql`${fact.column(fact.entity.datasetColumn!)} = ANY (${datasets})`,
      ]);
      return sql`EXISTS (SELECT FROM ${this.from(fact)} WHERE ${conditions})`;
    });
    if (shownWhen.packColumn) {
      reasons.push(sql`${source.column(shownWhen.packColumn)} IS NOT NULL`);
    }
    return [sql`(${join(reasons, ' OR ')})`];
  }

  #cursor(source: Source, order: PageOrder, scope: 'real' | 'demo' | 'default' | null): Sql {
    const value =
      order.column === 'key' ? sql`''` : sql`${jsonForm(source.column(order.column), order.type)}::text`;
    const scopeName =
      scope === null
        ? sql`NULL::text`
        : scope === 'default'
          ? sql`CASE WHEN ${this.#hasRealData()} THEN 'real' ELSE 'demo' END`
          : literal(scope);
    const asOf = this.asOf
      ? [this.asOf.disclosed, ...(this.asOf.internal === null ? [] : [this.asOf.internal])].map(
          (number) => sql`, ${number}::text`,
        )
      : [];
    const parts = sql`json_build_array(${literal(order.name)}, ${literal(order.direction)}, ${value}, ${source.column('key')}, ${scopeName}${join(asOf, '')})`;
    return sql`translate(encode(convert_to(${parts}::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
  }
}

function objectTypeOf(selected: Selected): GraphQLObjectType {
  return objectTypeNamed(selected.field);
}

function objectTypeNamed(field: Selected['field']): GraphQLObjectType {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) throw new Error(`Field "${field.name}" is no object`);
  return type;
}
