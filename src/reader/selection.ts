import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  isAbstractType,
  type SelectionNode,
} from 'graphql';

/** What the reader needs to know of the operation around a field. */
export interface OperationPart {
  schema: GraphQLSchema;
  fragments: Record<string, FragmentDefinitionNode>;
  variableValues: Record<string, unknown>;
}

/** One field of a selection under its response key, all its occurrences together. */
export interface Selected {
  responseKey: string;
  field: GraphQLField<unknown, unknown>;
  args: Record<string, unknown>;
  nodes: FieldNode[];
}

export function operationPart(info: GraphQLResolveInfo): OperationPart {
  return { schema: info.schema, fragments: info.fragments, variableValues: info.variableValues };
}

/**
 * Fields that `nodes` select on objects of `type`, in the order in which they are first met: fragments expanded,
 * `@skip` and `@include` applied, equal response keys merged. `__typename` is left to graphql-js.
 */
export function selectionOf(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  part: OperationPart,
): Selected[] {
  const byKey = new Map<string, Selected>();
  const fields = type.getFields();
  const visited = new Set<string>();
  const visit = (selections: readonly SelectionNode[]): void => {
    for (const selection of selections) {
      if (!isIncluded(selection, part)) continue;
      if (selection.kind === 'Field') {
        const field = fields[selection.name.value];
        if (!field) continue;
        const responseKey = selection.alias?.value ?? selection.name.value;
        const known = byKey.get(responseKey);
        if (known) known.nodes.push(selection);
        else {
          const args = getArgumentValues(field, selection, part.variableValues);
          byKey.set(responseKey, { responseKey, field, args, nodes: [selection] });
        }
        continue;
      }
      const fragment = selection.kind === 'InlineFragment' ? selection : part.fragments[selection.name.value];
      if (!fragment || !applies(fragment.typeCondition?.name.value, type, part.schema)) continue;
      if (selection.kind === 'FragmentSpread') {
        if (visited.has(selection.name.value)) continue;
        visited.add(selection.name.value);
      }
      visit(fragment.selectionSet.selections);
    }
  };
  for (const node of nodes) visit(node.selectionSet?.selections ?? []);
  return [...byKey.values()];
}

function isIncluded(selection: SelectionNode, part: OperationPart): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, selection, part.variableValues);
  if (skip?.if === true) return false;
  const include = getDirectiveValues(GraphQLIncludeDirective, selection, part.variableValues);
  return include?.if !== false;
}

function applies(condition: string | undefined, type: GraphQLObjectType, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true;
  const named = schema.getType(condition);
  return isAbstractType(named) && schema.isSubType(named, type);
}
