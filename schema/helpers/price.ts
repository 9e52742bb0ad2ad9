import type { AnyFieldRef, Fields } from './fields.ts';

const open = { visibility: 'public' } as const;

/** A price that is no total is kept as what it is, and is in no sum. */
export function priceFields(t: Fields): Record<string, AnyFieldRef> {
  return {
    priceKind: t.column('priceKind', {
      type: 'String',
      ...open,
      description:
        'What the published price is: total, unitPrice, rate, discount, text (价格类型). Only a total is in `value`; null: the source does not tell them apart.',
    }),
    priceText: t.column('priceText', {
      type: 'String',
      ...open,
      description: 'The price in the publisher’s words (价格原文).',
    }),
  };
}
