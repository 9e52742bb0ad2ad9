import type {
  ColumnType,
  Entity,
  OrderDeclaration,
  SchemaName,
  Visibility,
} from '../../src/declare/types.ts';
import { builder, declare } from '../builder.ts';
import { filterName, implementConnection, inputRefOf, orderName } from './connection.ts';
import { type AnyFieldRef, Fields } from './fields.ts';
import { type FilterFields, implementFilter } from './filters.ts';
import { OrderDirection } from './inputs.ts';
import { Node } from './node.ts';
import { refOf, registerEntity } from './registry.ts';

interface EntityOrder {
  column: string;
  type: ColumnType;
  /** Default true. */
  isNullable?: boolean;
  currency?: string;
  /** Filter that names the currency; default: the column without `_amount`. */
  filter?: string;
  description: string;
}

export interface EntityOptions {
  /** For example `disclosed.contract`. */
  table: `${SchemaName}.${string}`;
  visibility: Visibility;
  description: string;
  /** Default true: it has a `_version` twin. */
  isVersioned?: boolean;
  /** Default `dataset_key`. */
  datasetColumn?: string | null;
  shownWhen?: Entity['shownWhen'];
  /** Orders besides `KEY`, which every entity has. */
  orders?: Record<string, EntityOrder>;
  defaultOrder?: Entity['defaultOrder'];
  filter?: FilterFields;
  /** False: no connection, filter and order types are made (the rows are only ever a relation of others). */
  hasList?: boolean;
  fields: (t: Fields) => Record<string, AnyFieldRef>;
}

/**
 * Declares a type that stands for the rows of one table, with `id` and `key`, its connection, filter and order types.
 *
 * The declaration goes into the GraphQL type's `extensions`; the reader, the grants and the docs are made from there.
 */
export function entity(name: string, options: EntityOptions): void {
  const [schema, table] = options.table.split('.') as [SchemaName, string];
  const keyOrder: EntityOrder = {
    column: 'key',
    type: 'text',
    isNullable: false,
    description: 'By natural key (主键).',
  };
  const orders = { ...options.orders, KEY: keyOrder };
  const declared: Entity = {
    name,
    schema,
    table,
    isVersioned: options.isVersioned ?? true,
    datasetColumn: options.datasetColumn === undefined ? 'dataset_key' : options.datasetColumn,
    ...(options.shownWhen ? { shownWhen: options.shownWhen } : {}),
    orders: Object.fromEntries(Object.entries(orders).map(([key, order]) => [key, orderDeclaration(order)])),
    defaultOrder: options.defaultOrder ?? { name: 'KEY', direction: 'ASC' },
  };
  registerEntity(declared);
  const { visibility } = options;

  refOf(name).implement({
    description: options.description,
    interfaces: [Node],
    ...declare({ visibility, entity: declared }),
    fields: (t) => {
      const fields = new Fields(t as never);
      return {
        id: fields.id('Global id: type and key (全局标识). Give it to `node`.', visibility),
        key: fields.column('key', {
          type: 'String',
          nullable: false,
          visibility,
          description:
            'Natural key, unique among the rows of this type and stable across imports (自然主键).',
        }),
        ...options.fields(fields),
      } as never;
    },
  });

  if (options.hasList === false) return;
  implementConnection(name, visibility);
  implementFilter(
    inputRefOf(filterName(name)),
    filterName(name),
    `Which ${name} rows (筛选条件). Conditions given together must all hold.`,
    visibility,
    (f) => ({
      ...(declared.datasetColumn || declared.shownWhen ? { dataset: f.dataset(visibility) } : {}),
      keys: f.in('key', { visibility, description: 'Natural keys (主键): rows with one of them.' }),
      ...options.filter?.(f),
    }),
  );
  implementOrder(name, orders, visibility);
}

function orderDeclaration(order: EntityOrder): OrderDeclaration {
  return {
    column: order.column,
    type: order.type,
    isNullable: order.isNullable ?? true,
    ...(order.currency
      ? { currency: order.currency, filter: order.filter ?? order.column.replace(/_amount$/, '') }
      : {}),
  };
}

function implementOrder(name: string, orders: Record<string, EntityOrder>, visibility: Visibility): void {
  const said = declare({ visibility });
  const field = builder.enumType(`${name}OrderField`, {
    description: `What ${name} rows can be ordered by (排序字段).`,
    values: Object.fromEntries(
      Object.entries(orders).map(([value, order]) => [value, { description: order.description, ...said }]),
    ),
    ...said,
  });
  builder.inputType(inputRefOf(orderName(name)), {
    description: `In which order ${name} rows come (排序). Ties are broken by key.`,
    ...said,
    fields: (t) => ({
      field: t.field({ type: field, required: true, description: 'What to order by.', ...said }),
      direction: t.field({
        type: OrderDirection,
        required: true,
        defaultValue: 'ASC',
        description: 'Which end comes first.',
        ...said,
      }),
    }),
  });
}
