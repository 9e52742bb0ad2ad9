import {
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { declarationOf } from './types.ts';

/** One element of a schema, named as `Contract`, `Contract.value`, `Query.contracts(where:)`, `Lang.ZH`. */
export interface Element {
  name: string;
  kind: 'type' | 'field' | 'argument' | 'inputField' | 'enumValue';
  element:
    | GraphQLNamedType
    | GraphQLField<unknown, unknown>
    | GraphQLArgument
    | GraphQLInputField
    | GraphQLEnumValue;
}

/** Everything that must say who may see it, in the order of the schema. */
export function elementsOf(schema: GraphQLSchema): Element[] {
  const elements: Element[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    elements.push({ name: type.name, kind: 'type', element: type });
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        const name = `${type.name}.${field.name}`;
        elements.push({ name, kind: 'field', element: field });
        for (const argument of field.args) {
          elements.push({ name: `${name}(${argument.name}:)`, kind: 'argument', element: argument });
        }
      }
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        elements.push({ name: `${type.name}.${field.name}`, kind: 'inputField', element: field });
      }
    } else if (isEnumType(type)) {
      for (const value of type.getValues()) {
        elements.push({ name: `${type.name}.${value.name}`, kind: 'enumValue', element: value });
      }
    }
  }
  return elements;
}

/**
 * Refuses a schema in which anything does not say who may see it, is internal without a reason, has no description, or
 * is public where what it belongs to or leads to is not.
 *
 * One error names all of them.
 */
export function assertDeclared(schema: GraphQLSchema): void {
  const faults = elementsOf(schema).flatMap((item) => [...undeclared(item), ...contradictions(item, schema)]);
  if (faults.length > 0) throw new Error(`The schema cannot be built:\n  ${faults.join('\n  ')}`);
}

function undeclared({ name, element }: Element): string[] {
  const visibility = declarationOf(element)?.visibility;
  return [
    ...(visibility === undefined ? [`${name} declares no visibility`] : []),
    ...(typeof visibility === 'object' && visibility.reason.trim() === ''
      ? [`${name} is internal without a reason`]
      : []),
    ...(element.description?.trim() ? [] : [`${name} has no description`]),
  ];
}

/** A public element of an internal type, or one that leads to an internal type, would be cut without a word. */
function contradictions({ name, kind, element }: Element, schema: GraphQLSchema): string[] {
  if (kind === 'type' || declarationOf(element)?.visibility !== 'public') return [];
  const isInternal = (type: GraphQLNamedType | undefined) =>
    type !== undefined && typeof declarationOf(type)?.visibility === 'object';
  const owner = schema.getType(name.split('.')[0]!);
  const target = 'type' in element ? getNamedType(element.type) : undefined;
  return [
    ...(isInternal(owner) ? [`${name} is public, but ${owner!.name} is internal`] : []),
    ...(isInternal(target) ? [`${name} is public, but leads to ${target!.name}, which is internal`] : []),
  ];
}
