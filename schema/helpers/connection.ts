import type { Visibility } from '../../src/declare/types.ts';
import { builder, declare } from '../builder.ts';
import { type Row, type RowRef, refOf } from './registry.ts';
import { byResponseKey } from './response-key.ts';

/** Name of the input types that an entity's lists take. */
export const filterName = (entity: string) => `${entity}Filter`;
export const orderName = (entity: string) => `${entity}Order`;

// biome-ignore lint/suspicious/noExplicitAny: input references are made by name before their fields are known.
const inputRefs = new Map<string, any>();

// biome-ignore lint/suspicious/noExplicitAny: as above.
export function inputRefOf(name: string): any {
  let ref = inputRefs.get(name);
  if (!ref) {
    ref = builder.inputRef(name);
    inputRefs.set(name, ref);
  }
  return ref;
}

const connections = new Map<string, { ref: RowRef; implement: (visibility: Visibility) => void }>();

/** The connection type of an entity, made at first mention; `entity` gives it its audience. */
export function connectionOf(entity: string): RowRef {
  return connectionEntry(entity).ref;
}

export function implementConnection(entity: string, visibility: Visibility): void {
  connectionEntry(entity).implement(visibility);
}

function connectionEntry(entity: string) {
  let entry = connections.get(entity);
  if (!entry) {
    const ref = builder.objectRef<Row>(`${entity}Connection`);
    entry = { ref, implement: (visibility) => implement(entity, ref, visibility) };
    connections.set(entity, entry);
  }
  return entry;
}

function implement(entity: string, ref: RowRef, visibility: Visibility): void {
  const said = declare({ visibility });
  const edge = builder.objectRef<Row>(`${entity}Edge`);
  edge.implement({
    description: `A row of a list of ${entity} rows, with the place where the list can go on after it (列表项).`,
    ...said,
    fields: (t) => ({
      cursor: t.string({
        nullable: false,
        description: 'Place of this row (游标): give it as `after` to read on.',
        resolve: byResponseKey,
        ...said,
      }),
      node: t.field({
        type: refOf(entity),
        nullable: false,
        description: 'The row (记录).',
        resolve: byResponseKey,
        ...said,
      }),
    }),
  });
  ref.implement({
    description: `A page of a list of ${entity} rows (分页列表).`,
    ...said,
    fields: (t) => ({
      edges: t.field({
        type: [edge],
        nullable: false,
        description: 'The rows of this page with their cursors (本页列表项).',
        resolve: byResponseKey,
        ...said,
      }),
      nodes: t.field({
        type: [refOf(entity)],
        nullable: false,
        description: 'The rows of this page (本页记录).',
        resolve: byResponseKey,
        ...said,
      }),
      pageInfo: t.field({
        type: refOf('PageInfo'),
        nullable: false,
        description: 'Whether and where the list goes on (分页信息).',
        resolve: byResponseKey,
        ...said,
      }),
      totalCount: t.field({
        type: 'SafeInt',
        nullable: false,
        description:
          'Number of rows of the whole list under the same filter (总数). Counted only when asked.',
        resolve: byResponseKey,
        ...said,
      }),
    }),
  });
}

// biome-ignore lint/suspicious/noExplicitAny: Pothos' argument builder differs between objects and queries.
export function connectionArguments(t: any, entity: string, visibility: Visibility, isRoot: boolean) {
  const said = declare({ visibility });
  return {
    first: t.arg.int({
      description: 'Rows of a page: 20 unless given, 100 at most for the public (每页条数).',
      ...said,
    }),
    after: t.arg.string({ description: 'Cursor of the row to read on after (游标).', ...said }),
    where: t.arg({ type: inputRefOf(filterName(entity)), description: 'Which rows (筛选条件).', ...said }),
    orderBy: t.arg({ type: inputRefOf(orderName(entity)), description: 'In which order (排序).', ...said }),
    ...(isRoot ? { recordedAsOf: recordedAsOfArgument(t, visibility) } : {}),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: as above.
export function recordedAsOfArgument(t: any, visibility: Visibility) {
  return t.arg({
    type: 'DateTime',
    description:
      'Answer as this hub knew it at that instant (截至该时刻的记录). Not before the first record, which the error names; ' +
      'recalled content is gone from the past as well.',
    ...declare({ visibility }),
  });
}
