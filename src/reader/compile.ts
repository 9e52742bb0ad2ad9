import { declarationOf, type Entity, type JoinColumn, type Read } from '../declare/types.ts';
import type { Viewer } from '../viewer.ts';
import { jsonForm, jsonObject, jsonValue } from './columns.ts';
import { type ConnectionRead, compilePage, objectTypeOf } from './connection.ts';
import { rowKey } from './row-key.ts';
import { Scope } from './scope.ts';
import { type OperationPart, type Selected, selectionOf } from './selection.ts';
import { type AsOf, entitiesOf, Source } from './source.ts';
import { and, identifier, join, literal, type Sql, sql } from './sql.ts';

/** Members of a row's JSON and the joins that they need. */
interface Compiled {
  members: (readonly [name: string, value: Sql])[];
  joins: Sql[];
}

/**
 * Compiles a selection into one statement: a LATERAL join per relation, only the columns that are asked, JSON in the
 * shape of the answer (response keys, aliases included).
 */
export class Compiler {
  #aliases = 0;
  /** Which datasets the statement's lists are read in. */
  readonly scope = new Scope(this);

  constructor(
    readonly part: OperationPart,
    readonly viewer: Viewer,
    readonly asOf: AsOf | null,
  ) {}

  source(entityName: string): Source {
    const entity = entitiesOf(this.part.schema).byName.get(entityName);
    if (!entity) throw new Error(`No entity "${entityName}" in this schema`);
    return this.sourceOf(entity);
  }

  sourceOf(entity: Entity): Source {
    this.#aliases += 1;
    return new Source(entity, `t${this.#aliases}`);
  }

  from(source: Source): Sql {
    return source.from(this.asOf);
  }

  /** Array of the keys of rows of a tree and the keys of all below them. */
  keysUnder(tree: 'Department' | 'Classification', roots: Sql): Sql {
    const source = this.source(tree);
    const key = source.column('key');
    const parent = source.column('parent_key');
    const step = sql`SELECT ${key} FROM below JOIN ${this.from(source)} ON ${parent} = below.key`;
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
      case 'sums':
        return this.#sums(source, selected, read);
      case 'present': {
        const [schema, table] = read.table.split('.') as [string, string];
        return sql`EXISTS (SELECT FROM ${identifier(schema, table)} AS f WHERE f.${identifier(read.to)} = ${source.column(read.column)})`;
      }
      case 'label': {
        const { lang } = selected.args as { lang?: 'ZH' | 'EN' | null };
        const original = source.column(read.original);
        if (!lang) return original;
        return sql`coalesce(${source.column(lang === 'ZH' ? read.zh : read.en)}, ${original})`;
      }
      case 'embedded':
        return this.#embedded(source, selected, read);
      case 'computed':
        return this.#computed(source, read);
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
      case 'totals':
      case 'part':
        throw new Error(`"${read.kind}" is read at the root only`);
    }
  }

  /** The columns, and what the field's own function needs to know of the question: `~asOf`, `~datasets`. */
  #computed(source: Source, read: Read & { kind: 'computed' }): Sql {
    const members: [string, Sql][] = read.columns.map((column) => [column.column, jsonValue(source, column)]);
    if (this.asOf) members.push(['~asOf', sql`${this.asOf.disclosed}::text`]);
    if (read.inScope) {
      const datasets = this.scope.inherited?.datasets ?? this.scope.datasets('default');
      members.push(['~datasets', sql`to_json(${datasets})`]);
    }
    return jsonObject(members);
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

  #sums(source: Source, selected: Selected, read: Read & { kind: 'sums' }): Sql {
    const members = this.#plainMembers(selected, { amount: sql`m.amount::text`, currency: sql`m.currency` });
    return sql`(SELECT coalesce(json_agg(${jsonObject(members)} ORDER BY m.currency), '[]'::json) FROM unnest(${source.column(read.amounts)}, ${source.column(read.currencies)}) AS m (amount, currency))`;
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
    return this.selection(selected).map(({ responseKey, field }) => {
      const value = values[field.name];
      if (!value) throw new Error(`Field "${field.name}" of "${selected.field.name}" has no column`);
      return [rowKey(responseKey), value] as const;
    });
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
    const { json, joins } = this.row(target, this.selection(selected));
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
    const detail = this.sourceOf(entity);
    const key = detail.column('key');
    const exists = sql`EXISTS (SELECT FROM ${this.from(detail)} WHERE ${key} = ${source.column('key')})`;
    if (this.viewer.role !== 'OFFICER') return sql`CASE WHEN ${exists} THEN 'OPEN' ELSE 'NONE' END`;
    // Of another department's row an officer learns nothing, not even whether there is detail.
    const owner = read.ownerColumn ? source.column(read.ownerColumn) : sql`NULL::text`;
    const isOwn = sql`coalesce(${owner} = ANY (nullif(current_setting('sunledger.departments', true), '')::text[]), false)`;
    return sql`CASE WHEN ${exists} THEN 'OPEN' WHEN ${isOwn} THEN 'NONE' ELSE 'OTHER_DEPARTMENT' END`;
  }

  /** `SELECT … AS j` of one page of another entity, tied to the rows of `joinedBy`. */
  page(selected: Selected, read: ConnectionRead, joinedBy: (target: Source) => Sql[]): Sql {
    return compilePage(this, selected, read, joinedBy);
  }

  selection(selected: Selected): Selected[] {
    return selectionOf(objectTypeOf(selected.field), selected.nodes, this.part);
  }
}
