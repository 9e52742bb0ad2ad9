import { builder, declare } from '../builder.ts';
import { recordedAsOfArgument } from '../helpers/connection.ts';
import { TotalsOrderField } from '../helpers/derived.ts';
import type { AnyFieldRef, Fields } from '../helpers/fields.ts';
import { OrderDirection } from '../helpers/inputs.ts';

const open = { visibility: 'public' } as const;
const said = declare(open);

const TotalsOrder = builder.inputType('TotalsOrder', {
  description: 'In which order groups come (分组排序). Ties are broken by what they are grouped by.',
  ...said,
  fields: (t) => ({
    field: t.field({ type: TotalsOrderField, required: true, description: 'What to order by.', ...said }),
    currency: t.string({ description: 'Currency of the sums that are compared, for AMOUNT.', ...said }),
    direction: t.field({
      type: OrderDirection,
      required: true,
      defaultValue: 'ASC',
      description: 'Which end comes first.',
      ...said,
    }),
  }),
});

// biome-ignore lint/suspicious/noExplicitAny: Pothos' argument builder differs between objects and queries.
export function pageArguments(t: any): Record<string, unknown> {
  return {
    first: t.arg.int({ description: 'Groups of a page: 20 unless given (每页分组数).', ...said }),
    after: t.arg.string({ description: 'Cursor of the group to read on after (游标).', ...said }),
    orderBy: t.arg({ type: TotalsOrder, description: 'In which order groups come (排序).', ...said }),
    recordedAsOf: recordedAsOfArgument(t, 'public'),
  };
}

/** What every sum says: one amount a currency, and what could not be added to any. */
export function sumFields(t: Fields): Record<string, AnyFieldRef> {
  return {
    sums: t.sums('sum', {
      ...open,
      description: 'The sum, one a currency (合计). Exact; nothing is converted.',
    }),
    withoutCurrencyCount: t.column('withoutCurrencyCount', {
      type: 'SafeInt',
      nullable: false,
      ...open,
      description: 'How many amounts state no currency; they are in no sum (无币种条数).',
    }),
    withoutCurrencySum: t.column('withoutCurrencySum', {
      type: 'Decimal',
      ...open,
      description: 'What those add up to, whatever it is of (无币种合计). Null: there are none.',
    }),
  };
}
