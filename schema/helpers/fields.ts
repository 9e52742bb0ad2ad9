import type { FieldRef, ObjectFieldBuilder } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '../../src/context.ts';
import type { Column, ColumnType, JoinColumn, Read, Visibility } from '../../src/declare/types.ts';
import { declare, type HubSchemaTypes } from '../builder.ts';
import { connectionArguments, connectionOf } from './connection.ts';
import { DetailAccess } from './detail-access.ts';
import { langArgument } from './inputs.ts';
import { type Row, refOf } from './registry.ts';
import { byResponseKey } from './response-key.ts';

export type AnyFieldRef = FieldRef<HubSchemaTypes, unknown, 'Object'>;

/** Every element says what it is and who may see it; there is no default for either. */
export interface Said {
  visibility: Visibility;
  description: string;
}

const columnTypes = {
  String: 'text',
  Date: 'date',
  DateTime: 'instant',
  Decimal: 'decimal',
  Int: 'integer',
  SafeInt: 'bigint',
  Boolean: 'boolean',
  ID: 'text',
} as const satisfies Record<string, ColumnType>;

export type ScalarName = keyof typeof columnTypes;

/** `dateSigned` → `date_signed`: how prisma/schema maps its fields. */
export function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

export function columnTypeOf(type: ScalarName | ['String']): ColumnType {
  return Array.isArray(type) ? 'text[]' : columnTypes[type];
}

/** `{ buyer_department_key: 'key' }` → the pairs that the reader joins on. */
export function joinOn(on: Record<string, string>, isArray = false): JoinColumn[] {
  return Object.entries(on).map(([from, to]) => ({
    from,
    to,
    ...(isArray ? { isArray: true as const } : {}),
  }));
}

interface ColumnOptions extends Said {
  type: ScalarName | ['String'];
  /** Default: the field's name in snake case. */
  column?: string;
  /** Default true. */
  nullable?: boolean;
  /** The column is JSON; the field is its text. */
  isJsonText?: boolean;
}

interface RelationOptions extends Said {
  target: string;
  /** Columns of this row → columns of the target. */
  on: Record<string, string>;
  /** The columns of this row are arrays of keys. */
  isArray?: boolean;
  list?: boolean;
  order?: { column: string; direction: 'ASC' | 'DESC' }[];
}

interface ComputedOptions<T> extends Said {
  /** A scalar, or the name of an object type. */
  type: ScalarName | { object: string };
  nullable?: boolean;
  columns: Column[];
  inScope?: true;
  isSum?: true;
  // biome-ignore lint/suspicious/noExplicitAny: Pothos' argument builder.
  args?: (t: any) => Record<string, unknown>;
  /** Tables that `resolve` reads itself, for the grants. */
  tables?: readonly { table: string; columns: readonly string[] }[];
  resolve: (row: never, context: HubContext, args: never, info: GraphQLResolveInfo) => T | Promise<T>;
}

/** What an entity's `fields` function gets: each call makes a Pothos field that carries its declaration. */
export class Fields {
  constructor(readonly t: ObjectFieldBuilder<HubSchemaTypes, Row>) {}

  #field(type: unknown, said: Said, read: Read, rest: Record<string, unknown> = {}): AnyFieldRef {
    return this.t.field({
      type: type as 'String',
      nullable: true,
      description: said.description,
      resolve: byResponseKey,
      ...declare({ visibility: said.visibility, read }),
      ...rest,
    } as never) as unknown as AnyFieldRef;
  }

  id(description: string, visibility: Visibility): AnyFieldRef {
    return this.#field('ID', { description, visibility }, { kind: 'id' }, { nullable: false });
  }

  /** A value of one column. */
  column(name: string, options: ColumnOptions): AnyFieldRef {
    const column = options.column ?? snakeCase(name);
    const isList = Array.isArray(options.type);
    return this.#field(
      options.type,
      options,
      { kind: 'column', column, type: options.isJsonText ? 'json' : columnTypeOf(options.type) },
      {
        nullable: isList ? false : (options.nullable ?? true),
      },
    );
  }

  /** An amount with its currency, from `<name>_amount` and `<name>_currency` unless said otherwise. */
  money(name: string, options: Said & { amount?: string; currency?: string }): AnyFieldRef {
    return this.#field(refOf('Money'), options, {
      kind: 'money',
      amount: options.amount ?? `${snakeCase(name)}_amount`,
      currency: options.currency ?? `${snakeCase(name)}_currency`,
    });
  }

  /** Sums, one a currency, of a totals statement: from `<name>_amounts` and `<name>_currencies` unless said otherwise. */
  sums(name: string, options: Said & { amounts?: string; currencies?: string }): AnyFieldRef {
    return this.#field(
      [refOf('Money')],
      options,
      {
        kind: 'sums',
        amounts: options.amounts ?? `${snakeCase(name)}_amounts`,
        currencies: options.currencies ?? `${snakeCase(name)}_currencies`,
      },
      { nullable: false },
    );
  }

  /** Whether another table has a row with the value of this column. `alsoRead`: columns that a door reads there. */
  present(
    options: Said & { column: string; table: string; to: string; alsoRead?: readonly string[] },
  ): AnyFieldRef {
    const { column, table, to, alsoRead } = options;
    const read: Read = { kind: 'present', column, table, to, ...(alsoRead ? { alsoRead } : {}) };
    return this.#field('Boolean', options, read, { nullable: false });
  }

  /** A text that the hub has in Chinese and English beside the original: argument `lang`. */
  label(name: string, options: Said & { nullable?: boolean }): AnyFieldRef {
    const original = snakeCase(name);
    return this.#field(
      'String',
      options,
      { kind: 'label', original, zh: `${original}_zh`, en: `${original}_en` },
      {
        nullable: options.nullable ?? true,
        args: { lang: langArgument(this.t, options.visibility) },
      },
    );
  }

  /** An object made of columns of the same row; null when all are null. Members: field of the type → column. */
  embedded(
    type: string,
    options: Said & { members: Record<string, [column: string, type: ScalarName]> },
  ): AnyFieldRef {
    const members = Object.fromEntries(
      Object.entries(options.members).map(([member, [column, scalar]]) => [
        member,
        { column, type: columnTypeOf(scalar) },
      ]),
    );
    return this.#field(refOf(type), options, { kind: 'embedded', members });
  }

  /** A row, or a list that is short by nature, of another entity. What can be long is a connection. */
  relation(options: RelationOptions): AnyFieldRef {
    const isList = options.list ?? false;
    const read: Read = {
      kind: 'relation',
      target: options.target,
      on: joinOn(options.on, options.isArray),
      isList,
      ...(options.order ? { order: options.order } : {}),
    };
    return this.#field(isList ? [refOf(options.target)] : refOf(options.target), options, read, {
      nullable: !isList,
    });
  }

  /** Releases that this row was compiled from: every row leads to its sources. */
  releases(visibility: Visibility): AnyFieldRef {
    return this.relation({
      target: 'Release',
      on: { release_keys: 'key' },
      isArray: true,
      list: true,
      order: [{ column: 'date', direction: 'ASC' }],
      visibility,
      description: 'Releases that this row was compiled from (来源发布), oldest first.',
    });
  }

  /** Values of this row that are not shown: `null` alone would say that there is none. */
  withheld(visibility: Visibility): AnyFieldRef {
    return this.relation({
      target: 'Withheld',
      on: { key: 'subject_key' },
      list: true,
      visibility,
      description: 'Values that are not shown, and which of three reasons (不予公开、暂不公开、部分隐去).',
    });
  }

  /** Pages of rows of another entity. `isWithinFact`: they belong to this row's dataset, so no scope applies. */
  connection(
    options: Said & { target: string; on: Record<string, string>; isWithinFact?: boolean },
  ): AnyFieldRef {
    const read: Read = {
      kind: 'connection',
      target: options.target,
      on: joinOn(options.on),
      ...(options.isWithinFact ? { isWithinFact: true as const } : {}),
    };
    return this.#field(connectionOf(options.target), options, read, {
      nullable: false,
      args: connectionArguments(this.t, options.target, options.visibility, false),
    });
  }

  /** Whether the viewer may see the internal sibling in `table`, and whether there is one. Internal by nature. */
  detailAccess(options: { table: string; owner: string | null }): AnyFieldRef {
    return this.#field(
      DetailAccess,
      {
        visibility: { audience: 'internal', reason: 'Speaks of internal detail.' },
        description:
          'Whether internal detail of this row is open to you (内部信息权限): OPEN, OTHER_DEPARTMENT, or NONE when there is none.',
      },
      { kind: 'detailAccess', table: options.table, ownerColumn: options.owner },
      { nullable: false },
    );
  }

  /** A value computed in JavaScript from columns of the row; batch what it loads with a DataLoader. */
  computed<T>(options: ComputedOptions<T>): AnyFieldRef {
    const { type, columns, tables, inScope, isSum, args } = options;
    return this.#field(
      typeof type === 'string' ? type : refOf(type.object),
      options,
      {
        kind: 'computed',
        columns,
        ...(inScope ? { inScope } : {}),
        ...(isSum ? { isSum } : {}),
        ...(tables ? { tables } : {}),
      },
      {
        nullable: options.nullable ?? true,
        ...(args ? { args: args(this.t) } : {}),
        resolve: (row: Row, given: never, context: HubContext, info: GraphQLResolveInfo) =>
          options.resolve(byResponseKey(row, given, context, info), context, given, info),
      },
    );
  }
}
