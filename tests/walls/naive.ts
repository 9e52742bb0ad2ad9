import { inflateRawSync } from 'node:zlib';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  type ExecutionResult,
  type GraphQLFieldConfig,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  graphql,
  isInputObjectType,
} from 'graphql';
import { declarationOf, type Entity, type JoinColumn, type Read } from '../../src/declare/types.ts';
import { entitiesOf } from '../../src/reader/source.ts';
import type { Audience } from '../../src/viewer.ts';
import { type Lookup, matches, plain } from './naive-filter.ts';
import { compareValues, type PlainRow, type Store } from './rows.ts';

/**
 * Executes a query field by field over rows in memory, in the simplest way that the declarations allow: slow, without
 * SQL, and written without the reader's code. What it answers is what the reader must answer.
 */
export async function executeNaively(
  schema: GraphQLSchema,
  audience: Audience,
  store: Store,
  source: string,
): Promise<ExecutionResult> {
  const result = await graphql({ schema: naiveSchema(schema), source, contextValue: { store, audience } });
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}

interface NaiveContext {
  store: Store;
  audience: Audience;
}

/** Revisions asked about; null for now. */
type Moment = { disclosed: bigint; internal: bigint } | null;

interface Node {
  row: PlainRow;
  entity: Entity;
  moment: Moment;
  /** What the list or body around it chose; a name of null: the datasets were named. */
  scope: { datasets: string[]; name: Scope } | undefined;
}

type Args = Record<string, unknown>;
type Scope = 'real' | 'demo' | null;

const schemas = new WeakMap<GraphQLSchema, GraphQLSchema>();

function naiveSchema(schema: GraphQLSchema): GraphQLSchema {
  const known = schemas.get(schema);
  if (known) return known;
  const made = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (field: GraphQLFieldConfig<unknown, NaiveContext>, name, typeName) => {
      const read = declarationOf(field)?.read;
      if (!read)
        return typeName === 'Query' ? field : { ...field, resolve: (value) => (value as Args)[name] };
      return {
        ...field,
        resolve: (parent, args: Args, context, info) =>
          new Execution(context, schema, info).value(parent as Node | undefined, read, args),
      };
    },
    [MapperKind.INTERFACE_TYPE]: (type) => {
      const config = type.toConfig();
      return new (type.constructor as new (config: unknown) => typeof type)({
        ...config,
        resolveType: (node: Node) => node.entity.name,
      });
    },
  });
  schemas.set(schema, made);
  return made;
}

class Execution {
  constructor(
    readonly context: NaiveContext,
    readonly schema: GraphQLSchema,
    readonly info: GraphQLResolveInfo,
  ) {}

  value(parent: Node | undefined, read: Read, args: Args): unknown {
    const moment = parent ? parent.moment : this.momentOf(args);
    const row = parent?.row ?? {};
    switch (read.kind) {
      case 'id':
        return `${parent!.entity.name}:${row.key}`;
      case 'column':
        return orNull(row[read.column]);
      case 'money':
        if (row[read.amount] === null) return null;
        return { amount: row[read.amount], currency: row[read.currency] };
      case 'label': {
        const wanted = args.lang ? row[args.lang === 'ZH' ? read.zh : read.en] : null;
        return wanted ?? row[read.original];
      }
      case 'embedded': {
        const members = Object.entries(read.members).map(([name, { column }]) => [name, orNull(row[column])]);
        return members.every(([, value]) => value === null) ? null : Object.fromEntries(members);
      }
      case 'relation': {
        const target = this.entity(read.target);
        const order = [...(read.order ?? []), { column: 'key', direction: 'ASC' as const }];
        const found = this.joined(row, target, read.on, moment).sort(this.comparison(target, order));
        const scope = parent?.scope;
        const nodes = found.map((found): Node => ({ row: found, entity: target, moment, scope }));
        return read.isList ? nodes : (nodes[0] ?? null);
      }
      case 'connection':
        return this.page(parent, read, args, moment);
      case 'one': {
        const entity = this.entity(read.target);
        const given = Object.keys(read.by).filter((name) => args[name] != null);
        const found = this.rows(entity, moment).find((row) =>
          given.every((name) =>
            read.by[name] === 'id'
              ? `${entity.name}:${row.key}` === args[name]
              : row[read.by[name]!] === args[name],
          ),
        );
        return found ? { row: found, entity, moment, scope: this.scopeOfRow(found, entity, moment) } : null;
      }
      case 'node':
        return this.byId(String(args.id), moment);
      case 'nodes':
        return (args.ids as string[]).map((id) => this.byId(id, moment));
      case 'detailAccess': {
        const detail = this.entityOf(read.table);
        return this.rows(detail, moment).some(({ key }) => key === row.key) ? 'OPEN' : 'NONE';
      }
      case 'present':
        return this.context.store.rows
          .get(read.table)!
          .some((other) => row[read.column] !== null && other[read.to] === row[read.column]);
      case 'sums':
      case 'totals':
      case 'part':
        throw new Error('Made by totals only');
      case 'computed':
        return this.releaseContent(row);
    }
  }

  /** The one computed field: the bytes of a release as received. */
  releaseContent(row: PlainRow): string | null {
    const found = this.context.store.rows
      .get('internal.release')!
      .find(
        ({ ocid, release_id, hash }) =>
          ocid === row.ocid && release_id === row.release_id && hash === `\\x${row.content_hash}`,
      );
    return found ? inflateRawSync(Buffer.from(String(found.content).slice(2), 'hex')).toString('utf8') : null;
  }

  page(parent: Node | undefined, read: Read & { kind: 'connection' }, args: Args, moment: Moment): unknown {
    const target = this.entity(read.target);
    const where = (args.where ?? {}) as Args;
    const whereType = getNamedType(
      this.info.parentType.getFields()[this.info.fieldName]!.args.find(({ name }) => name === 'where')!.type,
    );
    if (!isInputObjectType(whereType)) throw new Error('No filter type');
    const lookup: Lookup = {
      rows: (name) => this.rows(this.entity(name), moment),
      typeOf: (name, column) => this.typeOf(this.entity(name), column),
    };
    const isScoped = !read.isWithinFact && (target.datasetColumn !== null || target.shownWhen !== undefined);
    const named = isScoped ? (where.dataset as string[] | undefined | null) : undefined;
    const around = isScoped && named == null ? parent?.scope : undefined;
    const datasets = this.rows(this.entity('Dataset'), moment);
    const scope: Scope =
      !isScoped || named != null
        ? null
        : around
          ? around.name
          : datasets.some(({ is_demo }) => !is_demo)
            ? 'real'
            : 'demo';
    const isNamed = named != null || around?.name === null;
    const inScope =
      named ??
      around?.datasets ??
      datasets.filter(({ is_demo }) => is_demo === (scope === 'demo')).map(({ key }) => String(key));
    const asked = (args.orderBy ?? {
      field: target.defaultOrder.name,
      direction: target.defaultOrder.direction,
    }) as {
      field: string;
      direction: 'ASC' | 'DESC';
    };
    const order = target.orders[asked.field]!;

    const all = (parent ? this.joined(parent.row, target, read.on, moment) : this.rows(target, moment))
      .filter((row) => !isScoped || this.isShown(row, target, inScope, isNamed, moment))
      .filter((row) => matches(row, target.name, whereType, where, lookup))
      .sort(
        this.comparison(target, [
          { column: order.column, direction: asked.direction },
          { column: 'key', direction: asked.direction },
        ]),
      );
    const cursorOf = (row: PlainRow) => {
      const value = order.column === 'key' ? '' : row[order.column];
      const pinned = moment
        ? [moment.disclosed, ...(this.context.audience === 'internal' ? [moment.internal] : [])].map(String)
        : [];
      const parts = [
        asked.field,
        asked.direction,
        value === null ? null : String(value),
        row.key,
        scope,
        ...pinned,
      ];
      return Buffer.from(`[${parts.map((part) => JSON.stringify(part)).join(', ')}]`).toString('base64url');
    };
    const start = args.after == null ? 0 : all.findIndex((row) => cursorOf(row) === args.after) + 1;
    if (args.after != null && start === 0) throw new Error('The cursor is of no row: not for this executor');
    const first = (args.first as number | null | undefined) ?? 20;
    const rows = all.slice(start, start + first);
    const passedOn =
      named != null
        ? { datasets: named, name: null }
        : args.after != null && scope
          ? { datasets: inScope, name: scope }
          : parent?.scope;
    const nodes = rows.map((row): Node => ({ row, entity: target, moment, scope: passedOn }));
    return {
      nodes,
      edges: nodes.map((node) => ({ node, cursor: cursorOf(node.row) })),
      totalCount: all.length,
      pageInfo: {
        hasNextPage: all.length > start + first,
        hasPreviousPage: args.after != null,
        startCursor: rows[0] ? cursorOf(rows[0]) : null,
        endCursor: rows.length > 0 ? cursorOf(rows.at(-1)!) : null,
      },
    };
  }

  isShown(
    row: PlainRow,
    entity: Entity,
    datasets: readonly string[],
    isNamed: boolean,
    moment: Moment,
  ): boolean {
    if (entity.datasetColumn) return datasets.includes(String(row[entity.datasetColumn]));
    const { referencedBy, packColumn, datasetColumn } = entity.shownWhen!;
    return (
      (datasetColumn !== undefined && datasets.includes(String(row[datasetColumn]))) ||
      (!isNamed && packColumn !== undefined && row[packColumn] !== null) ||
      referencedBy.some(({ table, column }) => {
        const fact = this.entityOf(table);
        return this.rows(fact, moment).some(
          (other) => other[column] === row.key && datasets.includes(String(other[fact.datasetColumn!])),
        );
      })
    );
  }

  joined(row: PlainRow, target: Entity, on: readonly JoinColumn[], moment: Moment): PlainRow[] {
    return this.rows(target, moment).filter((other) =>
      on.every(({ from, to, isArray }) =>
        isArray
          ? (row[from] as string[]).includes(String(other[to]))
          : row[from] !== null && row[from] === other[to],
      ),
    );
  }

  byId(id: string, moment: Moment): Node | null {
    const [name, ...key] = id.split(':');
    const entity = entitiesOf(this.schema).byName.get(name!);
    const row = entity && this.rows(entity, moment).find((row) => row.key === key.join(':'));
    return row ? { row, entity, moment, scope: this.scopeOfRow(row, entity, moment) } : null;
  }

  /** A body that only the demo knows is shown with the demo's facts. */
  scopeOfRow(row: PlainRow, entity: Entity, moment: Moment): Node['scope'] {
    if (!entity.shownWhen) return undefined;
    const datasets = this.rows(this.entity('Dataset'), moment);
    const keys = (isDemo: boolean) =>
      datasets.filter(({ is_demo }) => is_demo === isDemo).map(({ key }) => String(key));
    const isKnownTo = (isDemo: boolean) => this.isShown(row, entity, keys(isDemo), true, moment);
    const isDemo = isKnownTo(false) ? false : isKnownTo(true) || keys(false).length === 0;
    const hasReal = keys(false).length > 0;
    const name = isDemo || !hasReal ? 'demo' : 'real';
    return { datasets: keys(name === 'demo'), name };
  }

  momentOf(args: Args): Moment {
    if (!(args.recordedAsOf instanceof Date)) return null;
    const text = plain(args.recordedAsOf) as string;
    const last = (schema: 'disclosed' | 'internal') =>
      this.context.store.revisions[schema]
        .filter(({ at }) => at <= text)
        .map(({ number }) => number)
        .sort((a, b) => Number(a - b))
        .at(-1) ?? 0n;
    return { disclosed: last('disclosed'), internal: last('internal') };
  }

  entity(name: string): Entity {
    return entitiesOf(this.schema).byName.get(name)!;
  }

  entityOf(table: string): Entity {
    return entitiesOf(this.schema).byTable.get(table)!;
  }

  typeOf(entity: Entity, column: string): string {
    return this.context.store.types.get(`${entity.schema}.${entity.table}`)!.get(column)!;
  }

  rows(entity: Entity, moment: Moment): PlainRow[] {
    const place = `${entity.schema}.${entity.table}`;
    const current = this.context.store.rows.get(place)!;
    if (!moment || !entity.isVersioned) return [...current];
    const at = entity.schema === 'internal' ? moment.internal : moment.disclosed;
    const before = (row: PlainRow) => BigInt(String(row.from_revision)) <= at;
    const versions = this.context.store.rows.get(`${place}_version`)!;
    return [
      ...current.filter(before),
      ...versions.filter((row) => before(row) && BigInt(String(row.to_revision)) > at),
    ];
  }

  /** Rows without the value come last in both directions. */
  comparison(entity: Entity, order: readonly { column: string; direction: 'ASC' | 'DESC' }[]) {
    return (a: PlainRow, b: PlainRow): number => {
      for (const { column, direction } of order) {
        const [one, other] = [a[column], b[column]];
        if (one === null && other === null) continue;
        if (one === null) return 1;
        if (other === null) return -1;
        const sign = compareValues(one, other, this.typeOf(entity, column));
        if (sign !== 0) return direction === 'ASC' ? sign : -sign;
      }
      return 0;
    };
  }
}

function orNull(value: unknown): unknown {
  return value ?? null;
}
