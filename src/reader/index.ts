import { type GraphQLObjectType, type GraphQLResolveInfo, getNamedType } from 'graphql';
import type { HubContext } from '../context.ts';
import { declarationOf, type Entity, type Read } from '../declare/types.ts';
import { HubError } from '../errors.ts';
import { resolveAsOf } from './as-of.ts';
import { Compiler } from './compile.ts';
import { readCursor } from './cursor.ts';
import { runRoot } from './run.ts';
import type { Inherited } from './scope.ts';
import { operationPart, type Selected, selectionOf } from './selection.ts';
import { entitiesOf, type Source } from './source.ts';
import { and, identifier, join, literal, type Sql, sql } from './sql.ts';
import { checkText } from './text.ts';
import { readTotals } from './totals/index.ts';

/**
 * Answers a root field: its whole selection in one statement on the viewer's login.
 *
 * The value is JSON in the shape of the answer, so every field below resolves by its response key.
 * Throws HubError: BAD_INPUT, LIMIT_EXCEEDED for arguments; errors of the database pass through.
 */
export async function readRoot(
  args: Record<string, unknown>,
  context: HubContext,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const field = info.parentType.getFields()[info.fieldName]!;
  const read = declarationOf(field)?.read;
  if (!read) throw new Error(`Root "${info.fieldName}" declares no read`);
  const selected: Selected = {
    responseKey: String(info.path.key),
    field,
    args,
    nodes: [...info.fieldNodes],
  };
  const isPaged = read.kind === 'connection' || read.kind === 'totals';
  const after = isPaged && typeof args.after === 'string' ? readCursor(args.after) : null;
  const asOf = await resolveAsOf(context, args.recordedAsOf, after);
  const compiler = new Compiler(operationPart(info), context.viewer, asOf);
  switch (read.kind) {
    case 'connection':
      return readConnection(context, compiler, selected, read);
    case 'one':
      return readOne(context, compiler, selected, read);
    case 'node':
      return (await readNodes(context, compiler, selected, [String(args.id)]))[0];
    case 'nodes':
      return readNodes(context, compiler, selected, (args.ids as unknown[]).map(String));
    case 'totals':
      return readTotals(context, compiler, selected, read);
    default:
      throw new Error(`Root "${info.fieldName}" has a read of kind "${read.kind}"`);
  }
}

async function readConnection(
  context: HubContext,
  compiler: Compiler,
  selected: Selected,
  read: Read & { kind: 'connection' },
): Promise<unknown> {
  const page = compiler.page(selected, read, () => []);
  const about = compiler.scope.about(null);
  return runRoot(context, selected.responseKey, sql`SELECT r.j, ${about} AS about FROM (${page}) AS r`);
}

async function readOne(
  context: HubContext,
  compiler: Compiler,
  selected: Selected,
  read: Read & { kind: 'one' },
): Promise<unknown> {
  const given = Object.keys(read.by).filter((name) => selected.args[name] != null);
  const isIdentified = read.alternatives.some(
    (names) => names.length === given.length && names.every((name) => given.includes(name)),
  );
  if (!isIdentified) {
    const choices = read.alternatives
      .map((names) => names.map((name) => `"${name}"`).join(' with '))
      .join(', or ');
    throw new HubError(
      'BAD_INPUT',
      `"${selected.field.name}" was given ${given.length === 0 ? 'nothing to find a row by' : given.map((name) => `"${name}"`).join(' and ')}. Expected ${choices}.`,
    );
  }
  const source = compiler.source(read.target);
  const conditions = [];
  for (const name of given) {
    let value = String(selected.args[name]);
    checkText(value, name);
    if (read.by[name] === 'id') {
      const id = splitId(value);
      if (id?.type !== read.target) return null;
      value = id.key;
    }
    const column = read.by[name] === 'id' ? 'key' : read.by[name]!;
    conditions.push(sql`${source.column(column)} = ${value}::text`);
  }
  const type = getNamedType(selected.field.type) as GraphQLObjectType;
  const scope = compiler.scope.ofRow(source);
  const { json, joins } = compiler.scope.within(scope.inherited, () =>
    compiler.row(source, selectionOf(type, selected.nodes, compiler.part)),
  );
  const about = compiler.scope.about(datasetsOf(source, scope.inherited));
  const from = compiler.from(source);
  return runRoot(
    context,
    selected.responseKey,
    sql`SELECT ${json} AS j, ${about} AS about FROM ${from}${scope.join}${join(joins, '')} WHERE ${and(conditions)} LIMIT 1`,
  );
}

const nodesLimit = 100;

/** Rows by global id, all types in one statement; null where this viewer's schema has no such type or there is no row. */
async function readNodes(
  context: HubContext,
  compiler: Compiler,
  selected: Selected,
  ids: string[],
): Promise<unknown[]> {
  if (ids.length > nodesLimit) {
    throw new HubError(
      'LIMIT_EXCEEDED',
      `Argument "ids" has ${ids.length} ids, the limit is ${nodesLimit}. Ask for them in parts.`,
    );
  }
  const { byName } = entitiesOf(compiler.part.schema);
  const wanted = new Map<Entity, { index: number; key: string }[]>();
  ids.forEach((id, index) => {
    checkText(id, selected.field.name === 'node' ? 'id' : 'ids');
    const parts = splitId(id);
    const entity = parts && byName.get(parts.type);
    if (!entity) return;
    const list = wanted.get(entity) ?? [];
    list.push({ index, key: parts.key });
    wanted.set(entity, list);
  });
  if (wanted.size === 0) return ids.map(() => null);

  const branches = [...wanted].map(([entity, places]) => {
    const type = compiler.part.schema.getType(entity.name) as GraphQLObjectType;
    const source = compiler.source(entity.name);
    const selection = selectionOf(type, selected.nodes, compiler.part);
    const scope = compiler.scope.ofRow(source);
    const { json, joins } = compiler.scope.within(scope.inherited, () =>
      compiler.row(source, selection, [['~type', literal(entity.name)]]),
    );
    const key = source.column('key');
    const alias = identifier(`w${source.alias}`);
    const asked = sql`unnest(${places.map(({ index }) => index)}::integer[], ${places.map((place) => place.key)}::text[]) AS ${alias} (index, key)`;
    const datasets = datasetsOf(source, scope.inherited) ?? sql`NULL::text[]`;
    return sql`SELECT ${alias}.index AS index, ${json} AS j, ${datasets} AS datasets FROM ${asked} JOIN ${compiler.from(source)} ON ${key} = ${alias}.key${scope.join}${join(joins, '')}`;
  });
  const about = compiler.scope.about(sql`ARRAY(SELECT unnest(n.datasets) FROM n)`);
  const found = (await runRoot(
    context,
    selected.responseKey,
    sql`WITH n AS (${join(branches, ' UNION ALL ')}) SELECT (SELECT json_agg(json_build_array(n.index, n.j)) FROM n) AS j, ${about} AS about`,
  )) as [number, unknown][] | null;
  const rows: unknown[] = ids.map(() => null);
  for (const [index, row] of found ?? []) rows[index] = row;
  return rows;
}

/** The datasets that an answer about one row was read from. */
function datasetsOf(source: Source, scope: Inherited | null): Sql | null {
  const { datasetColumn } = source.entity;
  return datasetColumn ? sql`ARRAY[${source.column(datasetColumn)}]` : (scope?.datasets ?? null);
}

function splitId(id: string): { type: string; key: string } | null {
  const parts = /^([A-Za-z]+):(.+)$/s.exec(id);
  return parts ? { type: parts[1]!, key: parts[2]! } : null;
}
