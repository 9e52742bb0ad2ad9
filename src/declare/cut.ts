import { MapperKind, mapSchema, pruneSchema } from '@graphql-tools/utils';
import type { GraphQLSchema } from 'graphql';
import type { Audience } from '../viewer.ts';
import { declarationOf } from './types.ts';

/**
 * The schema of one audience: what it may not see is absent, as are types that nothing leads to any more.
 *
 * The internal schema is a strict superset of the public one.
 */
export function cutSchema(schema: GraphQLSchema, audience: Audience): GraphQLSchema {
  if (audience === 'internal') return schema;
  const keep = <T extends { extensions?: Readonly<Record<string, unknown>> | null | undefined }>(
    element: T,
  ): T | null => (declarationOf(element)?.visibility === 'public' ? element : null);
  const cut = mapSchema(schema, {
    [MapperKind.TYPE]: (type) => (declarationOf(type) ? keep(type as never) : undefined),
    [MapperKind.FIELD]: (field) => keep(field as never),
    [MapperKind.ARGUMENT]: (argument) => keep(argument as never),
    [MapperKind.ENUM_VALUE]: (value) => keep(value as never),
  });
  return pruneSchema(cut);
}
