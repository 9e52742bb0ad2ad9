import { type GraphQLSchema, getNamedType, isInputObjectType, isObjectType } from 'graphql';
import type { Audience } from '../viewer.ts';
import { declarationOf, type Entity, type Filter, type Read, type Visibility } from './types.ts';

/** Columns of the tables with the widest audience that a declaration gives them: `disclosed.contract` → column → audience. */
export type Register = ReadonlyMap<string, ReadonlyMap<string, Audience>>;

const registers = new WeakMap<GraphQLSchema, Register>();

/**
 * Which columns the declarations of the full schema read, and for whom: the one source of the database grants.
 *
 * A column that two fields read belongs to the wider audience. Columns of joins, orders and filters count as read.
 * Throws where a public declaration reads a table outside `disclosed`.
 */
export function readRegister(schema: GraphQLSchema): Register {
  const known = registers.get(schema);
  if (known) return known;
  const register = new Map<string, Map<string, Audience>>();
  const add = (table: string, column: string, visibility: Visibility): void => {
    const columns = register.get(table) ?? new Map<string, Audience>();
    register.set(table, columns);
    if (visibility === 'public') columns.set(column, 'public');
    else if (!columns.has(column)) columns.set(column, 'internal');
  };

  const entities = new Map<string, Entity>();
  for (const type of Object.values(schema.getTypeMap())) {
    const entity = isObjectType(type) ? declarationOf(type)?.entity : undefined;
    if (entity) entities.set(entity.name, entity);
  }
  const tableOf = (name: string): string => {
    const entity = entities.get(name);
    if (!entity) throw new Error(`No entity "${name}" is declared`);
    return `${entity.schema}.${entity.table}`;
  };

  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const declared = declarationOf(type);
    const entity = declared?.entity;
    if (declared && entity) {
      const table = tableOf(entity.name);
      const structural = [
        'key',
        ...(entity.datasetColumn ? [entity.datasetColumn] : []),
        ...(entity.shownWhen?.packColumn ? [entity.shownWhen.packColumn] : []),
        ...(entity.shownWhen?.datasetColumn ? [entity.shownWhen.datasetColumn] : []),
        ...Object.values(entity.orders).flatMap((order) => [
          order.column,
          ...(order.currency ? [order.currency] : []),
        ]),
      ];
      for (const column of structural) add(table, column, declared.visibility);
      for (const fact of entity.shownWhen?.referencedBy ?? [])
        add(fact.table, fact.column, declared.visibility);
    }
    for (const field of Object.values(type.getFields())) {
      const said = declarationOf(field);
      if (!said?.read) continue;
      for (const [table, column] of columnsRead(said.read, entity ? tableOf(entity.name) : null, tableOf)) {
        add(table, column, said.visibility);
      }
      const where = getNamedType(field.args.find((argument) => argument.name === 'where')?.type);
      const target = 'target' in said.read ? said.read.target : null;
      if (isInputObjectType(where) && target) addFilters(where, tableOf(target), tableOf, add);
    }
  }
  refuseOpenInternals(register);
  registers.set(schema, register);
  return register;
}

/** What the public is answered stands in `disclosed`, whatever a declaration says. */
function refuseOpenInternals(register: Register): void {
  const faults = [...register]
    .filter(([table]) => !table.startsWith('disclosed.'))
    .flatMap(([table, columns]) =>
      [...columns]
        .filter(([, audience]) => audience === 'public')
        .map(([column]) => `A public declaration reads "${column}" of "${table}", which is not disclosed`),
    );
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

type Place = [table: string, column: string];

function columnsRead(read: Read, table: string | null, tableOf: (name: string) => string): Place[] {
  const own = (...columns: string[]): Place[] => (table ? columns.map((column) => [table, column]) : []);
  switch (read.kind) {
    case 'id':
      return own('key');
    case 'column':
      return own(read.column);
    case 'money':
      return own(read.amount, read.currency);
    case 'label':
      return own(read.original, read.zh, read.en);
    case 'sums':
      return own(read.amounts, read.currencies);
    case 'present':
      return [
        ...own(read.column),
        ...[read.to, ...(read.alsoRead ?? [])].map((column): Place => [read.table, column]),
      ];
    case 'embedded':
      return own(...Object.values(read.members).map(({ column }) => column));
    case 'computed':
      return [
        ...own(...read.columns.map(({ column }) => column)),
        ...(read.tables ?? []).flatMap(({ table: other, columns }) =>
          columns.map((column): Place => [other, column]),
        ),
      ];
    case 'relation':
    case 'connection': {
      const target = tableOf(read.target);
      const order = read.kind === 'relation' ? (read.order ?? []) : [];
      return [
        ...own(...read.on.map(({ from }) => from)),
        ...read.on.map(({ to }): Place => [target, to]),
        ...order.map(({ column }): Place => [target, column]),
      ];
    }
    case 'detailAccess':
      return [...own('key', ...(read.ownerColumn ? [read.ownerColumn] : [])), [read.table, 'key']];
    case 'one': {
      const target = tableOf(read.target);
      return Object.values(read.by).map((column): Place => [target, column === 'id' ? 'key' : column]);
    }
    case 'totals':
      return read.tables.flatMap(({ table: other, columns }) =>
        columns.map((column): Place => [other, column]),
      );
    case 'part':
    case 'node':
    case 'nodes':
      return [];
  }
}

function addFilters(
  type: Parameters<typeof isInputObjectType>[0],
  table: string,
  tableOf: (name: string) => string,
  add: (table: string, column: string, visibility: Visibility) => void,
): void {
  if (!isInputObjectType(type)) return;
  for (const field of Object.values(type.getFields())) {
    const said = declarationOf(field);
    if (!said?.filter) continue;
    const { filter, visibility } = said;
    for (const column of filterColumns(filter)) add(table, column, visibility);
    const nested = getNamedType(field.type);
    if (filter.kind === 'under') {
      for (const column of ['key', 'parent_key']) add(tableOf(filter.tree), column, visibility);
    }
    if (filter.kind === 'exists') {
      const target = tableOf(filter.target);
      for (const { to } of filter.on) add(target, to, visibility);
      addFilters(nested, target, tableOf, add);
    }
  }
}

function filterColumns(filter: Filter): string[] {
  switch (filter.kind) {
    case 'in':
    case 'range':
    case 'code':
    case 'under':
    case 'isNull':
    case 'overlaps':
      return [filter.column];
    case 'money':
      return [filter.amount, filter.currency];
    case 'words':
      return filter.columns;
    case 'exists':
      return filter.on.map(({ from }) => from);
    case 'dataset':
      return [];
  }
}
