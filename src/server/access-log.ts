import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { HubContext } from '../context.ts';
import { HubError } from '../errors.ts';

/**
 * Writes who is about to read or change what, before it happens: no operation of a named viewer runs unrecorded,
 * even if the process dies in the middle of it. Names of root fields, not values: the log must not become a second
 * copy of what it guards. Throws UNAVAILABLE where the row cannot be written.
 */
export async function recordAccess(
  context: HubContext,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): Promise<void> {
  const { hub, viewer, requestId } = context;
  const fields = [...rootFields(document, operation.selectionSet)].join(' ');
  try {
    await hub
      .pool('log')
      .query(
        'INSERT INTO hub.access_log (actor, role, action, operation, subject, request_id) VALUES ($1, $2, $3, $4, $5, $6)',
        [
          viewer.name ?? viewer.role,
          viewer.role,
          operation.operation,
          operation.name?.value.slice(0, 200) ?? null,
          fields.slice(0, 1000),
          requestId,
        ],
      );
  } catch (cause) {
    const error = new HubError(
      'UNAVAILABLE',
      'The access log cannot be written, so nothing is read: try again later.',
    );
    error.cause = cause;
    throw error;
  }
}

function rootFields(document: DocumentNode, set: SelectionSetNode, names = new Set<string>()): Set<string> {
  for (const node of set.selections) {
    if (node.kind === Kind.FIELD) names.add(node.name.value);
    else if (node.kind === Kind.INLINE_FRAGMENT) rootFields(document, node.selectionSet, names);
    else {
      const fragment = document.definitions.find(
        (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === node.name.value,
      );
      if (fragment?.kind === Kind.FRAGMENT_DEFINITION) rootFields(document, fragment.selectionSet, names);
    }
  }
  return names;
}
