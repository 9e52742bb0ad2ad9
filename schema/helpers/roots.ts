import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '../../src/context.ts';
import type { Read } from '../../src/declare/types.ts';
import { readRoot } from '../../src/reader/index.ts';
import { builder, declare } from '../builder.ts';
import { connectionArguments, connectionOf, recordedAsOfArgument } from './connection.ts';
import type { Said } from './fields.ts';
import { Node } from './node.ts';
import { isVersioned, refOf } from './registry.ts';

/** Resolver of every root: its whole selection in one statement. */
export const readRootField = (
  _root: unknown,
  args: Record<string, unknown>,
  context: HubContext,
  info: GraphQLResolveInfo,
) => readRoot(args, context, info) as never;

/** A root list: `contracts(first, after, where, orderBy, recordedAsOf)`. */
export function rootConnection(name: string, options: Said & { target: string }): void {
  const read: Read = { kind: 'connection', target: options.target, on: [] };
  builder.queryField(name, (t) =>
    t.field({
      type: connectionOf(options.target),
      nullable: false,
      description: options.description,
      // Without versions the past cannot be answered, so it cannot be asked.
      args: connectionArguments(t, options.target, options.visibility, isVersioned(options.target)),
      resolve: readRootField,
      ...declare({ visibility: options.visibility, read }),
    } as never),
  );
}

interface RootArgument {
  type?: 'ID' | 'String';
  column: string;
  description: string;
}

/**
 * A root that answers one row or null: `contract(id: …)`, `contract(key: …)`.
 *
 * `by`: arguments and their columns; `alternatives`: the sets of arguments of which exactly one must be given. The
 * global id and the key always identify a row.
 */
export function rootOne(
  name: string,
  options: Said & { target: string; by?: Record<string, RootArgument>; alternatives?: string[][] },
): void {
  const by: Record<string, RootArgument> = {
    id: { type: 'ID', column: 'id', description: 'Global id (全局标识).' },
    key: { column: 'key', description: 'Natural key (主键).' },
    ...options.by,
  };
  const read: Read = {
    kind: 'one',
    target: options.target,
    by: Object.fromEntries(Object.entries(by).map(([argument, { column }]) => [argument, column])),
    alternatives: [
      ['id'],
      ['key'],
      ...(options.alternatives ?? Object.keys(options.by ?? {}).map((one) => [one])),
    ],
  };
  const { visibility } = options;
  builder.queryField(name, (t) =>
    t.field({
      type: refOf(options.target),
      nullable: true,
      description: options.description,
      args: {
        ...Object.fromEntries(
          Object.entries(by).map(([argument, { type, description }]) => [
            argument,
            t.arg({ type: type ?? 'String', description, ...declare({ visibility }) }),
          ]),
        ),
        recordedAsOf: recordedAsOfArgument(t, visibility),
      },
      resolve: readRootField,
      ...declare({ visibility, read }),
    } as never),
  );
}

/** `node` and `nodes`. */
export function nodeRoots(): void {
  const said = declare({ visibility: 'public' });
  builder.queryField('node', (t) =>
    t.field({
      type: Node,
      nullable: true,
      description: 'The row with this global id, or null (按全局标识查询).',
      args: {
        id: t.arg.id({ required: true, description: 'Global id of a row: type and key.', ...said }),
        recordedAsOf: recordedAsOfArgument(t, 'public'),
      },
      resolve: readRootField,
      ...declare({ visibility: 'public', read: { kind: 'node' } }),
    } as never),
  );
  builder.queryField('nodes', (t) =>
    t.field({
      type: t.listRef(Node, { nullable: true }),
      nullable: false,
      description: 'The rows with these global ids, in the order asked; null where there is none (批量查询).',
      args: {
        ids: t.arg.idList({ required: true, description: 'Global ids, 100 at most.', ...said }),
        recordedAsOf: recordedAsOfArgument(t, 'public'),
      },
      resolve: readRootField,
      ...declare({ visibility: 'public', read: { kind: 'nodes' } }),
    } as never),
  );
}
