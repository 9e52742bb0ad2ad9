import { paymentTotalsReads } from '../../src/reader/totals/reads.ts';
import { builder, declare } from '../builder.ts';
import { filterName, inputRefOf } from '../helpers/connection.ts';
import { derived, groupConnection, partField } from '../helpers/derived.ts';
import type { Fields } from '../helpers/fields.ts';
import { refOf } from '../helpers/registry.ts';
import { readRootField } from '../helpers/roots.ts';
import { pageArguments, sumFields } from './common.ts';

const open = { visibility: 'public' } as const;
const said = declare(open);

const PaymentTotalsGroupBy = builder.enumType('PaymentTotalsGroupBy', {
  description: 'What sums of payments can be grouped by (分组项).',
  values: {
    YEAR: { description: 'Calendar year of the payment, else of its list (年).', ...said },
    MONTH: { description: 'Month of the payment, else of its list (月).', ...said },
    DATASET: { description: 'Dataset (数据集).', ...said },
    DEPARTMENT: { description: 'Who paid (付款部门).', ...said },
    PAYEE: {
      description: 'Who was paid: the supplier, else the name exactly as one publisher writes it (收款方).',
      ...said,
    },
    EXPENSE_TYPE: { description: 'Type of expense, as published (支出类型).', ...said },
    ORGANISATIONAL_UNIT: { description: 'Unit of the body that paid, as published (内设机构).', ...said },
    CURRENCY: { description: 'Currency (币种).', ...said },
  } as const,
  ...said,
});

const text = (t: Fields, name: string, description: string) =>
  t.column(name, { type: 'String', ...open, description });
const counts = (t: Fields) => ({
  ...sumFields(t),
  paymentCount: t.column('paymentCount', {
    type: 'SafeInt',
    nullable: false,
    ...open,
    description: 'How many payments (支付笔数).',
  }),
  withoutAmountCount: t.column('withoutAmountCount', {
    type: 'SafeInt',
    nullable: false,
    ...open,
    description: 'How many of them state no amount (无金额笔数).',
  }),
});

derived('PaymentTotals', 'Sums of payments (支付汇总结果).', (t) => ({
  ...counts(t),
  groups: partField(t, {
    type: 'PaymentTotalGroupConnection',
    rows: 'groups',
    isPage: true,
    description: 'The sums by group (分组汇总).',
  }),
}));

groupConnection('PaymentTotalGroup');
derived(
  'PaymentTotalGroup',
  'One group of a sum of payments (分组). What it is not grouped by is null.',
  (t) => ({
    key: t.column('key', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'What tells it apart from the other groups (分组主键).',
    }),
    year: text(t, 'year', 'Calendar year (年).'),
    month: text(t, 'month', 'Month, `YYYY-MM` (月).'),
    dataset: t.relation({
      target: 'Dataset',
      on: { dataset_key: 'key' },
      ...open,
      description: 'Dataset (数据集).',
    }),
    department: t.relation({
      target: 'Department',
      on: { department_key: 'key' },
      ...open,
      description: 'Who paid (付款部门), where known here.',
    }),
    payerName: text(t, 'payerName', 'Who paid, as published (付款方).'),
    supplier: t.relation({
      target: 'Supplier',
      on: { supplier_key: 'key' },
      ...open,
      description: 'Who was paid, where the source gives an identifier (供应商).',
    }),
    payeeName: text(t, 'payeeName', 'Who was paid, as published (收款方).'),
    expenseType: text(t, 'expenseType', 'Type of expense (支出类型).'),
    organisationalUnit: text(t, 'organisationalUnit', 'Unit of the body that paid (内设机构).'),
    currency: text(t, 'currency', 'Currency (币种).'),
    ...counts(t),
  }),
);

builder.queryField('paymentTotals', (t) =>
  t.field({
    type: refOf('PaymentTotals'),
    nullable: false,
    description: 'Sums of payments of spending lists (支付汇总): every payment once, one amount a currency.',
    args: {
      where: t.arg({
        type: inputRefOf(filterName('Payment')),
        description: 'Which payments (筛选条件).',
        ...said,
      }),
      groupBy: t.arg({
        type: [PaymentTotalsGroupBy],
        description: 'What the groups are told apart by (分组项).',
        ...said,
      }),
      ...pageArguments(t),
    },
    resolve: readRootField,
    ...declare({
      visibility: 'public',
      read: { kind: 'totals', money: 'payment', tables: paymentTotalsReads },
    }),
  } as never),
);
