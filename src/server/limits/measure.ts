import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from 'graphql';
import { declarationOf } from '../../declare/types.ts';
import { defaultPageSize } from './table.ts';

/** What an operation asks for with its fragments written out and its variables filled in. */
export interface Measure {
  depth: number;
  introspectionDepth: number;
  introspectionFields: number;
  fields: number;
  rootFields: number;
  /** Sums: each reads every row that its filter leaves. */
  totals: number;
  aliases: number;
  /** Sum over all lists of the product of the page sizes from the root down to it. */
  nodes: number;
  largestPage: { size: number; field: string };
  /** True where counting stopped at `enough` selections: the numbers are then lower bounds. */
  cut: boolean;
}

type Variables = Readonly<Record<string, unknown>>;

/** Twelve fragments that each spread the next one twice are 4,096 fields in 300 bytes: counting must end somewhere. */
const enough = 5_000;

/** A list that cannot be paged (the items of a contract) has no size in the query; real ones are short. */
const unpagedList = 5;

export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const given = withDefaults(operation, variables);
  const found: Measure = {
    depth: 0,
    introspectionDepth: 0,
    introspectionFields: 0,
    fields: 0,
    rootFields: 0,
    totals: 0,
    aliases: 0,
    nodes: 0,
    largestPage: { size: 0, field: '' },
    cut: false,
  };
  let visited = 0;
  let groupsPage = 0;

  const field = (
    node: FieldNode,
    parent: GraphQLCompositeType | undefined,
    depth: number,
    rows: number,
    meta: boolean,
  ): void => {
    const introspects = meta || node.name.value === '__schema' || node.name.value === '__type';
    if (depth === 1) found.rootFields++;
    if (node.alias !== undefined) found.aliases++;
    if (introspects) {
      found.introspectionFields++;
      found.introspectionDepth = Math.max(found.introspectionDepth, depth);
    } else {
      found.fields++;
      found.depth = Math.max(found.depth, depth);
    }
    const definition = introspects ? undefined : fieldOf(parent, node.name.value);
    const read = definition === undefined ? undefined : declarationOf(definition)?.read;
    if (read?.kind === 'totals' || (read?.kind === 'computed' && read.isSum)) found.totals++;
    let size = definition === undefined ? null : rowsOf(definition, node, parent, given, found);
    // The page of a sum is of its groups; the short lists beside them are asked once.
    if (read?.kind === 'totals') {
      groupsPage = size ?? 0;
      size = null;
    } else if (read?.kind === 'part' && read.rows === 'groups') size = groupsPage;
    if (size !== null) {
      found.nodes += rows * size;
    }
    if (node.selectionSet !== undefined) {
      const type = definition === undefined ? undefined : getNamedType(definition.type);
      const inner = isCompositeType(type) ? type : undefined;
      walk(node.selectionSet, inner, depth + 1, size === null ? rows : rows * size, introspects);
    }
  };

  const walk = (
    set: SelectionSetNode,
    parent: GraphQLCompositeType | undefined,
    depth: number,
    rows: number,
    meta: boolean,
  ): void => {
    for (const node of set.selections) {
      if (++visited > enough) {
        found.cut = true;
        return;
      }
      if (node.kind === Kind.FIELD) {
        field(node, parent, depth, rows, meta);
        continue;
      }
      const part = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node;
      if (part === undefined) continue;
      const condition =
        part.typeCondition === undefined ? parent : schema.getType(part.typeCondition.name.value);
      walk(part.selectionSet, isCompositeType(condition) ? condition : undefined, depth, rows, meta);
    }
  };

  walk(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, 1, 1, false);
  return found;
}

function withDefaults(operation: OperationDefinitionNode, variables: Variables): Variables {
  const given: Record<string, unknown> = { ...variables };
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (given[variable.name.value] === undefined && defaultValue !== undefined) {
      given[variable.name.value] = valueFromASTUntyped(defaultValue);
    }
  }
  return given;
}

function fieldOf(
  parent: GraphQLCompositeType | undefined,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/**
 * Rows that a field may bring for each row above it: its page size, the length of the list it is asked with
 * (`nodes(ids:)`), or a fixed guess for a list without either; null for what is no list. `edges` and `nodes` of
 * a connection are the page that was counted one level higher.
 */
function rowsOf(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode,
  parent: GraphQLCompositeType | undefined,
  variables: Variables,
  found: Measure,
): number | null {
  const paging = definition.args.filter((arg) => arg.name === 'first' || arg.name === 'last');
  if (paging.length > 0) {
    const asked = paging
      .map((arg) => argument(node, arg.name, variables))
      .filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
    const declared = paging.find((arg) => typeof arg.defaultValue === 'number')?.defaultValue as
      | number
      | undefined;
    const size = Math.max(0, asked.length > 0 ? Math.max(...asked) : (declared ?? defaultPageSize));
    if (size > found.largestPage.size) found.largestPage = { size, field: node.name.value };
    return size;
  }
  if (!isListType(getNullableType(definition.type)) || !isCompositeType(getNamedType(definition.type)))
    return null;
  const list = definition.args.find((arg) => isListType(getNullableType(arg.type)));
  if (list !== undefined) {
    const value = argument(node, list.name, variables);
    return Array.isArray(value) ? value.length : 1;
  }
  return fieldOf(parent, 'pageInfo') === undefined ? unpagedList : null;
}

function argument(node: FieldNode, name: string, variables: Variables): unknown {
  const given = node.arguments?.find((each) => each.name.value === name);
  return given === undefined ? undefined : valueFromASTUntyped(given.value, { ...variables });
}
