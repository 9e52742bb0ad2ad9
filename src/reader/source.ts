import type { GraphQLSchema } from 'graphql';
import { isObjectType } from 'graphql';
import { declarationOf, type Entity } from '../declare/types.ts';
import { identifier, join, type Sql, sql } from './sql.ts';

/** Revisions that a question about the past is answered at; `internal` is null for the public. */
export interface AsOf {
  disclosed: string;
  internal: string | null;
}

/** A table in a statement under its alias; it knows which of its columns the statement reads. */
export class Source {
  readonly #columns = new Set<string>();

  constructor(
    readonly entity: Entity,
    readonly alias: string,
  ) {}

  column(name: string): Sql {
    this.#columns.add(name);
    return identifier(this.alias, name);
  }

  /** The columns read so far, for a subquery that passes them on. */
  columns(): Sql {
    const names = [...this.#columns];
    return names.length === 0
      ? sql`1 AS ${identifier('~')}`
      : join(names.map((name) => identifier(this.alias, name)));
  }

  /** `FROM` item. Call it when every column was asked for: a read of the past lists them. */
  from(asOf: AsOf | null): Sql {
    const { schema, table, isVersioned } = this.entity;
    const revision = schema === 'disclosed' ? asOf?.disclosed : asOf?.internal;
    const current = identifier(schema, table);
    const alias = identifier(this.alias);
    if (!asOf || !isVersioned || revision == null) return sql`${current} AS ${alias}`;
    const names = [...this.#columns].map((name) => identifier(name));
    const columns = names.length > 0 ? join(names) : sql`key`;
    return sql`(SELECT ${columns} FROM ${current} WHERE from_revision <= ${revision}::bigint UNION ALL SELECT ${columns} FROM ${identifier(schema, `${table}_version`)} WHERE from_revision <= ${revision}::bigint AND to_revision > ${revision}::bigint) AS ${alias}`;
  }
}

/** Rows that a statement makes itself, under the name of its WITH item: read like a table, and never of the past. */
export class DerivedSource extends Source {
  constructor(readonly name: string) {
    super(
      {
        name,
        schema: 'disclosed',
        table: name,
        isVersioned: false,
        datasetColumn: null,
        orders: {},
        defaultOrder: { name: 'KEY', direction: 'ASC' },
      },
      name,
    );
  }

  override from(): Sql {
    return identifier(this.name);
  }
}

/** Declarations of a built schema by type name and by table. */
export interface EntityIndex {
  byName: ReadonlyMap<string, Entity>;
  byTable: ReadonlyMap<string, Entity>;
}

const indexes = new WeakMap<GraphQLSchema, EntityIndex>();

export function entitiesOf(schema: GraphQLSchema): EntityIndex {
  let index = indexes.get(schema);
  if (!index) {
    const entities = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .map((type) => declarationOf(type)?.entity)
      .filter((entity) => entity !== undefined);
    index = {
      byName: new Map(entities.map((entity) => [entity.name, entity])),
      byTable: new Map(entities.map((entity) => [`${entity.schema}.${entity.table}`, entity])),
    };
    indexes.set(schema, index);
  }
  return index;
}
