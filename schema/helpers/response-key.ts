import type { GraphQLResolveInfo } from 'graphql';
import { ComputedRow } from '../../src/reader/computed-row.ts';
import { rowKey } from '../../src/reader/row-key.ts';
import type { Row } from './registry.ts';

/**
 * Resolver of every field that the reader has read: the value stands under the response key already. What a resolver
 * computed is found by the field's name; a function there is called when it is asked for.
 */
export function byResponseKey(
  row: Row | ComputedRow,
  _args: unknown,
  _context: unknown,
  info: GraphQLResolveInfo,
): never {
  if (row instanceof ComputedRow) {
    const value = row.values[info.fieldName];
    return (typeof value === 'function' ? value() : value) as never;
  }
  return row[rowKey(String(info.path.key))] as never;
}
