import type { GraphQLResolveInfo } from 'graphql';
import { rowKey } from '../../src/reader/row-key.ts';
import type { Row } from './registry.ts';

/** Resolver of every field that the reader has read: the value stands under the response key already. */
export function byResponseKey(row: Row, _args: unknown, _context: unknown, info: GraphQLResolveInfo): never {
  return row[rowKey(String(info.path.key))] as never;
}
