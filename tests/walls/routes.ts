import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { declarationOf } from '../../src/declare/types.ts';
import type { Element } from '../../src/declare/visibility.ts';

/** Ways from the root of a schema to each of its types, so that a query can be written for every element. */
export class Routes {
  readonly #ways = new Map<string, string[]>();
  readonly #values = new Map<string, { owner: string; field: string; write: (value: string) => string }>();

  constructor(readonly schema: GraphQLSchema) {
    const query = schema.getQueryType()!;
    this.#ways.set(query.name, []);
    const queue: GraphQLObjectType[] = [query];
    for (const type of queue) {
      for (const field of Object.values(type.getFields())) {
        this.#visitInputs(type, field);
        const target = getNamedType(field.type);
        if (!isObjectType(target) || this.#ways.has(target.name)) continue;
        // A root that wants to be told which row would need one.
        const kind = declarationOf(field)?.read?.kind;
        if (kind === 'one' || kind === 'node' || kind === 'nodes') continue;
        this.#ways.set(target.name, [...this.#ways.get(type.name)!, `${field.name}${this.#given(field)}`]);
        queue.push(target);
      }
    }
  }

  /** `{ contracts { nodes { … } } }` around a selection on a type. */
  around(typeName: string, selection: string): string | null {
    const way = this.#ways.get(typeName);
    if (!way) return null;
    return `{ ${way.map((field) => `${field} { `).join('')}${selection}${' }'.repeat(way.length)} }`;
  }

  /** Queries that use an element; every one is valid where the element exists. */
  uses({ name, kind, element }: Element): string[] {
    const [typeName = ''] = name.split('.');
    switch (kind) {
      case 'type':
        return this.#typeUses(element as GraphQLNamedType);
      case 'field':
        return this.#fieldUses(typeName, element as GraphQLField<unknown, unknown>);
      case 'argument': {
        const fieldName = /\.(\w+)\(/.exec(name)![1]!;
        const field = (this.schema.getType(typeName) as GraphQLObjectType).getFields()[fieldName]!;
        const argument = element as GraphQLArgument;
        const tried = { name: argument.name, value: this.#literal(argument.type) };
        return this.#fieldUses(typeName, field, this.#given(field, tried));
      }
      case 'inputField': {
        const input = this.schema.getType(typeName)!;
        const field = isInputObjectType(input) ? input.getFields()[name.split('.')[1]!]! : undefined;
        if (!isInputObjectType(input) || !field) return [];
        const others = Object.values(input.getFields()).filter((other) => other !== field && isNeeded(other));
        const given = [field, ...others].map((one) => `${one.name}: ${this.#literal(one.type)}`);
        return this.#valueUses(typeName, `{ ${given.join(', ')} }`);
      }
      case 'enumValue':
        return this.#valueUses(typeName, name.split('.')[1]!);
    }
  }

  /** What a field must be given, in brackets, with what is to be tried besides. */
  #given(field: GraphQLField<unknown, unknown>, tried?: { name: string; value: string }): string {
    const given = field.args
      .filter((one) => isRequiredArgument(one) && one.name !== tried?.name)
      .map((one) => `${one.name}: ${this.#literal(one.type)}`);
    if (tried) given.push(`${tried.name}: ${tried.value}`);
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  #typeUses(type: GraphQLNamedType): string[] {
    if (isCompositeType(type)) {
      const spread = isObjectType(type) && type.getInterfaces().length > 0;
      return spread
        ? [
            `{ node(id: "x:1") { ... on ${type.name} { __typename } } }`,
            `{ nodes(ids: []) { ...F } } fragment F on ${type.name} { __typename }`,
          ]
        : [this.around(type.name, '__typename')].filter((one) => one !== null);
    }
    if (isInputObjectType(type) || isEnumType(type)) {
      return this.#valueUses(type.name, this.#literal(type));
    }
    return [];
  }

  #fieldUses(typeName: string, field: GraphQLField<unknown, unknown>, args = this.#given(field)): string[] {
    const inner = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
    const query = this.around(typeName, `${field.name}${args}${inner}`);
    const type = this.schema.getType(typeName);
    const aliased = this.around(typeName, `a: ${field.name}${args}${inner}`);
    const byId =
      isObjectType(type) && type.getInterfaces().length > 0
        ? `{ node(id: "x:1") { ... on ${typeName} { ${field.name}${args}${inner} } } }`
        : null;
    return [query, aliased, byId].filter((one) => one !== null);
  }

  #valueUses(typeName: string, value: string): string[] {
    const place = this.#values.get(typeName);
    if (!place) return [];
    const query = this.around(place.owner, `${place.field}${place.write(value)} { __typename }`);
    return query ? [query] : [];
  }

  /** Where an input type or enum can be written: as an argument, or inside another input. */
  #visitInputs(owner: GraphQLObjectType, field: GraphQLField<unknown, unknown>): void {
    if (!isCompositeType(getNamedType(field.type))) return;
    const visit = (type: GraphQLInputType, write: (value: string) => string): void => {
      const named = getNamedType(type);
      if ((!isInputObjectType(named) && !isEnumType(named)) || this.#values.has(named.name)) return;
      const wrap = (value: string) => write(listed(type, value));
      this.#values.set(named.name, { owner: owner.name, field: field.name, write: wrap });
      if (!isInputObjectType(named)) return;
      for (const inner of Object.values(named.getFields())) {
        const rest = Object.values(named.getFields())
          .filter((other) => other !== inner && isNeeded(other))
          .map((other) => `, ${other.name}: ${this.#literal(other.type)}`);
        visit(inner.type, (value) => wrap(`{ ${inner.name}: ${value}${rest.join('')} }`));
      }
    };
    for (const { name, type } of field.args) visit(type, (value) => this.#given(field, { name, value }));
  }

  #literal(type: GraphQLInputType): string {
    const named = getNamedType(type);
    if (isInputObjectType(named)) {
      const required = Object.values(named.getFields()).filter(isNeeded);
      return listed(
        type,
        `{ ${required.map((field) => `${field.name}: ${this.#literal(field.type)}`).join(', ')} }`,
      );
    }
    if (isEnumType(named)) return listed(type, (named as GraphQLEnumType).getValues()[0]!.name);
    const samples: Record<string, string> = {
      Int: '1',
      SafeInt: '1',
      Boolean: 'true',
      Date: '"2026-01-01"',
      DateTime: '"2026-01-01T00:00:00Z"',
      Decimal: '"1"',
    };
    return listed(type, samples[named.name] ?? '"CNY"');
  }
}

function isNeeded(field: GraphQLInputField): boolean {
  return isNonNullType(field.type) && field.defaultValue === undefined;
}

function listed(type: GraphQLInputType, value: string): string {
  const inner = isNonNullType(type) ? type.ofType : type;
  return isListType(inner) ? `[${value}]` : value;
}
