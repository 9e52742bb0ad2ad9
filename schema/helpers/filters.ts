import type { InputFieldBuilder } from '@pothos/core';
import type { Filter, Visibility } from '../../src/declare/types.ts';
import { builder, declare, type HubSchemaTypes } from '../builder.ts';
import { inputRefOf } from './connection.ts';
import { columnTypeOf, joinOn, type Said, type ScalarName, snakeCase } from './fields.ts';
import { CodeFilter, DateRange, DateTimeRange, IntFilter, MoneyRange } from './inputs.ts';

// biome-ignore lint/suspicious/noExplicitAny: input field references carry their shape; ours are declared by name.
export type AnyInputFieldRef = any;

export type FilterFields = (f: Filters) => Record<string, AnyInputFieldRef>;

/** What an entity's `filter` function gets: each call makes an input field that carries its condition. */
export class Filters {
  constructor(
    readonly t: InputFieldBuilder<HubSchemaTypes, 'InputObject'>,
    readonly typeName: string,
  ) {}

  #field(type: unknown, said: Said, filter: Filter, required = false): AnyInputFieldRef {
    return this.t.field({
      type: type as 'String',
      required,
      description: said.description,
      ...declare({ visibility: said.visibility, filter }),
    } as never);
  }

  /** One of the values. `type` may be an enum's reference. */
  in(name: string, options: Said & { type?: ScalarName | object; column?: string }): AnyInputFieldRef {
    const type = options.type ?? 'String';
    const column = options.column ?? snakeCase(name);
    return this.#field([type], options, {
      kind: 'in',
      column,
      type: typeof type === 'string' ? columnTypeOf(type as ScalarName) : 'text',
    });
  }

  range(
    name: string,
    options: Said & { type: 'Date' | 'DateTime' | 'Int'; column?: string },
  ): AnyInputFieldRef {
    const inputs = { Date: DateRange, DateTime: DateTimeRange, Int: IntFilter } as const;
    const types = { Date: 'date', DateTime: 'instant', Int: 'integer' } as const;
    return this.#field(inputs[options.type], options, {
      kind: 'range',
      column: options.column ?? snakeCase(name),
      type: types[options.type],
    });
  }

  /** A code of a classification: one of several, or all that begin alike. */
  code(name: string, options: Said & { column?: string }): AnyInputFieldRef {
    return this.#field(CodeFilter, options, { kind: 'code', column: options.column ?? snakeCase(name) });
  }

  money(name: string, options: Said & { amount?: string; currency?: string }): AnyInputFieldRef {
    return this.#field(MoneyRange, options, {
      kind: 'money',
      amount: options.amount ?? `${snakeCase(name)}_amount`,
      currency: options.currency ?? `${snakeCase(name)}_currency`,
    });
  }

  words(options: Said & { columns: string[] }): AnyInputFieldRef {
    return this.#field('String', options, { kind: 'words', columns: options.columns });
  }

  /** Key of a department (or of a classification): it and all below it. */
  under(options: Said & { column: string; tree?: 'Department' | 'Classification' }): AnyInputFieldRef {
    return this.#field('String', options, {
      kind: 'under',
      column: options.column,
      tree: options.tree ?? 'Department',
    });
  }

  isNull(options: Said & { column: string }): AnyInputFieldRef {
    return this.#field('Boolean', options, { kind: 'isNull', column: options.column });
  }

  overlaps(name: string, options: Said & { column?: string }): AnyInputFieldRef {
    return this.#field(['String'], options, { kind: 'overlaps', column: options.column ?? snakeCase(name) });
  }

  dataset(visibility: Visibility): AnyInputFieldRef {
    return this.#field(
      ['String'],
      {
        visibility,
        description:
          'Keys of datasets to read (数据集), see `datasets`; holds for the lists inside as well. Default: all real datasets; the demo only where nothing else is loaded.',
      },
      { kind: 'dataset' },
    );
  }

  /** Conditions on a related row of which at least one must match. */
  exists(
    name: string,
    options: Said & { target: string; on: Record<string, string>; fields: FilterFields },
  ): AnyInputFieldRef {
    return this.#field(this.#nested(name, options), options, {
      kind: 'exists',
      target: options.target,
      on: joinOn(options.on),
    });
  }

  #nested(name: string, options: Said & { fields: FilterFields }): unknown {
    // Not `ContractSupplierFilter`: that is the filter of the entity ContractSupplier.
    const typeName = `${this.typeName}${name[0]!.toUpperCase()}${name.slice(1)}`;
    const ref = inputRefOf(typeName);
    implementFilter(ref, typeName, options.description, options.visibility, options.fields);
    return ref;
  }
}

const implemented = new Set<string>();

/** Pothos evaluates fields lazily and may do it more than once; a nested input type must be made once only. */
export function implementFilter(
  // biome-ignore lint/suspicious/noExplicitAny: see inputRefOf.
  ref: any,
  typeName: string,
  description: string,
  visibility: Visibility,
  fields: FilterFields,
): void {
  if (implemented.has(typeName)) return;
  implemented.add(typeName);
  builder.inputType(ref, {
    description,
    ...declare({ visibility }),
    fields: (t) => fields(new Filters(t, typeName)),
  });
}
