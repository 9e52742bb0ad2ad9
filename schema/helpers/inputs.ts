import type { Visibility } from '../../src/declare/types.ts';
import { builder, declare } from '../builder.ts';

const open = { visibility: 'public' as const };

export const Lang = builder.enumType('Lang', {
  description: 'Language of a localized text (语言).',
  values: {
    ZH: { description: 'Chinese where there is one, else the original (中文).', ...declare(open) },
    EN: { description: 'English where there is one, else the original (英文).', ...declare(open) },
  } as const,
  ...declare(open),
});

export const OrderDirection = builder.enumType('OrderDirection', {
  description: 'Direction of an order (排序方向). Rows without the value come last in both directions.',
  values: {
    ASC: { description: 'Smallest or oldest first (升序).', ...declare(open) },
    DESC: { description: 'Largest or newest first (降序).', ...declare(open) },
  } as const,
  ...declare(open),
});

export const DateRange = builder.inputType('DateRange', {
  description: 'Days from one to another, both included (日期范围). Either end may be left out.',
  fields: (t) => ({
    from: t.field({ type: 'Date', description: 'First day that counts.', ...declare(open) }),
    to: t.field({ type: 'Date', description: 'Last day that counts.', ...declare(open) }),
  }),
  ...declare(open),
});

export const DateTimeRange = builder.inputType('DateTimeRange', {
  description: 'Instants from one to another, both included (时间范围). Either end may be left out.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'First instant that counts.', ...declare(open) }),
    to: t.field({ type: 'DateTime', description: 'Last instant that counts.', ...declare(open) }),
  }),
  ...declare(open),
});

export const IntFilter = builder.inputType('IntFilter', {
  description: 'Whole numbers, years for example (数值范围): from one to another, both included, or a list.',
  fields: (t) => ({
    in: t.intList({ description: 'One of these.', ...declare(open) }),
    from: t.int({ description: 'Smallest that counts.', ...declare(open) }),
    to: t.int({ description: 'Largest that counts.', ...declare(open) }),
  }),
  ...declare(open),
});

export const CodeFilter = builder.inputType('CodeFilter', {
  description:
    'Codes of a classification (分类编码). `startsWith` finds a wider code with all narrower ones where narrower codes begin with it: 201 finds 20101 and 2010101.',
  fields: (t) => ({
    in: t.stringList({ description: 'Exactly one of these.', ...declare(open) }),
    startsWith: t.string({ description: 'First characters of the code.', ...declare(open) }),
    isNull: t.boolean({ description: 'True: rows without a code; false: rows with one.', ...declare(open) }),
  }),
  ...declare(open),
});

export const MoneyRange = builder.inputType('MoneyRange', {
  description:
    'Amounts of one currency, both ends included (金额范围). Amounts of other currencies do not match.',
  fields: (t) => ({
    currency: t.string({
      required: true,
      description:
        'ISO 4217 code, for example `CNY`. Required: amounts of two currencies cannot be compared.',
      ...declare(open),
    }),
    min: t.field({
      type: 'Decimal',
      description: 'Smallest amount that counts, in the currency’s main unit (元).',
      ...declare(open),
    }),
    max: t.field({
      type: 'Decimal',
      description: 'Largest amount that counts, in the currency’s main unit (元).',
      ...declare(open),
    }),
  }),
  ...declare(open),
});

// biome-ignore lint/suspicious/noExplicitAny: Pothos' argument builder differs between objects and queries.
type AnyBuilder = any;

export function langArgument(t: AnyBuilder, visibility: Visibility) {
  return t.arg({
    type: Lang,
    description: 'Language wanted (语言). Default: the text as its source has it.',
    ...declare({ visibility }),
  });
}
