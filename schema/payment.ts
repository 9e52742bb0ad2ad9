import { entity } from './helpers/entity.ts';
import { dataset, department, provenance } from './helpers/provenance.ts';
import { rootConnection } from './helpers/roots.ts';

const open = { visibility: 'public' } as const;

entity('Payment', {
  table: 'disclosed.payment',
  ...open,
  description: 'A payment as published in a spending list (支付). Sums are made by `paymentTotals`.',
  orders: {
    PAID_ON: { column: 'paid_on', type: 'date', description: 'By day of payment (支付日期).' },
    VALUE: {
      column: 'value_amount',
      type: 'decimal',
      currency: 'value_currency',
      description: 'By amount; the filter must name one currency (支付金额).',
    },
  },
  defaultOrder: { name: 'PAID_ON', direction: 'DESC' },
  filter: (f) => ({
    under: f.under({
      column: 'department_key',
      ...open,
      description: 'Key of a department: paid by it or by any unit below it (付款部门及下属单位).',
    }),
    supplier: f.in('supplier', {
      column: 'supplier_key',
      ...open,
      description: 'Keys of suppliers (供应商主键).',
    }),
    payeeName: f.words({
      columns: ['payee_name'],
      ...open,
      description: 'Words that must all occur in the payee’s name (收款方包含).',
    }),
    paidOn: f.range('paidOn', { type: 'Date', ...open, description: 'Day of payment (支付日期).' }),
    listMonth: f.in('listMonth', { ...open, description: 'Months of the lists, `2026-03` (清单月份).' }),
    value: f.money('value', { ...open, description: 'Amount (支付金额).' }),
    expenseType: f.words({
      columns: ['expense_type'],
      ...open,
      description: 'Words that must all occur in the type of expense (支出类型包含).',
    }),
    organisationalUnit: f.words({
      columns: ['organisational_unit'],
      ...open,
      description: 'Words that must all occur in the unit’s name (内设机构包含).',
    }),
    functionCode: f.code('functionCode', { ...open, description: 'Functional code (功能分类编码).' }),
    economicCode: f.code('economicCode', { ...open, description: 'Economic code (经济分类编码).' }),
    text: f.words({
      columns: ['payee_name', 'payer_name', 'description', 'expense_type', 'organisational_unit'],
      ...open,
      description: 'Words that must all occur in its texts (文字包含).',
    }),
  }),
  fields: (t) => ({
    department: department(t),
    payerName: t.column('payerName', {
      type: 'String',
      ...open,
      description: 'Who paid, as published (付款方).',
    }),
    supplier: t.relation({
      target: 'Supplier',
      on: { supplier_key: 'key' },
      ...open,
      description: 'Who was paid, where the source gives an identifier (供应商).',
    }),
    payeeName: t.column('payeeName', {
      type: 'String',
      ...open,
      description: 'Who was paid, as published (收款方).',
    }),
    payeeIdentifier: t.embedded('Identifier', {
      members: { scheme: ['payee_scheme', 'String'], id: ['payee_identifier', 'String'] },
      ...open,
      description: 'Identifier of the payee as published (收款方标识).',
    }),
    paidOn: t.column('paidOn', { type: 'Date', ...open, description: 'Day of payment (支付日期).' }),
    listMonth: t.column('listMonth', {
      type: 'String',
      ...open,
      description: 'Month of the list that it stands in, `YYYY-MM` (清单月份).',
    }),
    value: t.money('value', { ...open, description: 'Amount; negative where it was paid back (支付金额).' }),
    organisationalUnit: t.column('organisationalUnit', {
      type: 'String',
      ...open,
      description: 'Unit of the body that paid, as published (内设机构).',
    }),
    expenseType: t.column('expenseType', {
      type: 'String',
      ...open,
      description: 'Type of expense, as published (支出类型).',
    }),
    description: t.column('description', { type: 'String', ...open, description: 'What for (用途).' }),
    transactionNumber: t.column('transactionNumber', {
      type: 'String',
      ...open,
      description: 'Publisher’s number (支付编号).',
    }),
    functionCode: t.column('functionCode', {
      type: 'String',
      ...open,
      description: 'Functional code as published (功能分类编码).',
    }),
    economicCode: t.column('economicCode', {
      type: 'String',
      ...open,
      description: 'Economic code as published (经济分类编码).',
    }),
    contract: t.relation({
      target: 'Contract',
      on: { contract_key: 'key' },
      ...open,
      description: 'Contract that it was paid under, where the source says so (合同).',
    }),
    ...provenance(t),
    dataset: dataset(t),
  }),
});

rootConnection('payments', {
  target: 'Payment',
  ...open,
  description: 'Payments of spending lists (支付), last paid first.',
});
