import { type DocumentNode, type GraphQLSchema, Kind, type OperationDefinitionNode, visit } from 'graphql';
import { measure } from './measure.ts';
import { refusal } from './refusal.ts';
import type { Limits } from './table.ts';
import { checkLiterals, checkVariables } from './values.ts';

const counted = [
  'depth',
  'introspectionDepth',
  'aliases',
  'fields',
  'introspectionFields',
  'rootFields',
  'totals',
  'nodes',
] as const;

/**
 * Refuses an operation that asks for too much, before anything is read for it. It runs for every request and not
 * as a validation rule: Apollo keeps validated documents by their hash, so a rule would see a query once and its
 * variables never. Throws LIMIT_EXCEEDED.
 */
export function checkLimits(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode | undefined,
  variables: Readonly<Record<string, unknown>>,
  limits: Limits,
): void {
  checkVariables(variables, limits);
  checkDocument(document, limits);
  // An unknown operation name: what is left is Apollo's to refuse.
  if (operation === undefined) return;
  const found = measure(schema, document, operation, variables);
  for (const name of counted) {
    if (found[name] > limits[name]) {
      throw refusal(name, found.cut ? `more than ${found[name]}` : found[name], limits[name]);
    }
  }
  if (found.cut) throw refusal('fields', `more than ${found.fields}`, limits.fields);
  if (found.largestPage.size > limits.pageSize) {
    throw refusal('pageSize', found.largestPage.size, limits.pageSize, found.largestPage.field);
  }
}

function checkDocument(document: DocumentNode, limits: Limits): void {
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length;
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length;
  let directives = 0;
  visit(document, {
    Directive() {
      directives++;
    },
  });
  if (operations > limits.operations) throw refusal('operations', operations, limits.operations);
  if (fragments > limits.fragments) throw refusal('fragments', fragments, limits.fragments);
  if (directives > limits.directives) throw refusal('directives', directives, limits.directives);
  checkLiterals(document, limits);
}
