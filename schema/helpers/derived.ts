import type { Read, Visibility } from '../../src/declare/types.ts';
import { builder, declare } from '../builder.ts';
import { type AnyFieldRef, Fields } from './fields.ts';
import { refOf } from './registry.ts';
import { byResponseKey } from './response-key.ts';

const open = { visibility: 'public' } as const;

/** A type that stands for rows which a totals statement makes: its columns are those of the statement. */
export function derived(
  name: string,
  description: string,
  fields: (t: Fields) => Record<string, AnyFieldRef>,
  visibility: Visibility = 'public',
): void {
  refOf(name).implement({
    description,
    ...declare({ visibility }),
    fields: (t) => fields(new Fields(t as never)) as never,
  });
}

/** A page of groups: `nodes`, `pageInfo`, `totalCount`; asked with the root's `first`, `after`, `orderBy`. */
export function groupConnection(group: string): void {
  const said = declare(open);
  refOf(`${group}Connection`).implement({
    description: `A page of the groups of a sum (分组汇总).`,
    ...said,
    fields: (t) => ({
      nodes: t.field({
        type: [refOf(group)],
        nullable: false,
        description: 'The groups of this page (本页分组).',
        resolve: byResponseKey,
        ...said,
      }),
      pageInfo: t.field({
        type: refOf('PageInfo'),
        nullable: false,
        description: 'Whether and where the groups go on (分页信息).',
        resolve: byResponseKey,
        ...said,
      }),
      totalCount: t.field({
        type: 'SafeInt',
        nullable: false,
        description: 'Number of all groups (分组总数).',
        resolve: byResponseKey,
        ...said,
      }),
    }),
  });
}

export const TotalsOrderField = builder.enumType('TotalsOrderField', {
  description: 'What groups can be ordered by (分组排序字段).',
  values: {
    KEY: { description: 'By what they are grouped by, in that order (分组项).', ...declare(open) },
    AMOUNT: { description: 'By their sum in the currency named (金额).', ...declare(open) },
  } as const,
  ...declare(open),
});

/** A list that comes with a sum, `first` of it. */
export function partField(
  t: Fields,
  options: { type: string; rows: string; description: string; isPage?: boolean },
): AnyFieldRef {
  const read: Read = { kind: 'part', rows: options.rows };
  const said = declare(open);
  return t.t.field({
    type: options.isPage ? refOf(options.type) : [refOf(options.type)],
    nullable: false,
    description: options.description,
    resolve: byResponseKey,
    ...(options.isPage
      ? {}
      : {
          args: {
            first: t.t.arg.int({ description: 'How many: 20 unless given, 100 at most (条数).', ...said }),
          },
        }),
    ...declare({ visibility: 'public', read }),
  } as never) as unknown as AnyFieldRef;
}
