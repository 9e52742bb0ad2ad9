import {
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { declarationOf, type Visibility } from './types.ts';

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

export function isPublic(visibility: Visibility): boolean {
  return visibility === 'public';
}

/**
 * Refuses a schema in which anything does not say who may see it, is internal without a reason, or has no description.
 *
 * One error names all of them.
 */
export function assertDeclared(schema: GraphQLSchema): void {
  const faults = elementsOf(schema).flatMap(({ name, element }) => {
    const visibility = declarationOf(element)?.visibility;
    return [
      ...(visibility === undefined ? [`${name} declares no visibility`] : []),
      ...(typeof visibility === 'object' && visibility.reason.trim() === ''
        ? [`${name} is internal without a reason`]
        : []),
      ...(element.description?.trim() ? [] : [`${name} has no description`]),
    ];
  });
  if (faults.length > 0) throw new Error(`The schema cannot be built:\n  ${faults.join('\n  ')}`);
}
