/** What the totals statements read of disclosed tables, besides what their groups' fields do: for the grants. */
export const budgetTotalsReads = [
  {
    table: 'disclosed.budget_table',
    columns: [
      'key',
      'document_key',
      'dataset_key',
      'department_key',
      'fiscal_year',
      'side',
      'breakdown',
      'book',
    ].concat(['scope', 'coverage', 'detail']),
  },
  {
    table: 'disclosed.budget_document',
    columns: ['key', 'jurisdiction_key', 'kind', 'published_on'],
  },
  {
    table: 'disclosed.budget_line',
    columns: [
      'key',
      'table_key',
      'department_key',
      'department_name',
      'row_kind',
      'function_key',
      'function_code',
    ]
      .concat([
        'function_name',
        'economic_key',
        'economic_code',
        'economic_name',
        'program_code',
        'program_name',
      ])
      .concat([
        'project_code',
        'project_name',
        'fund_source_code',
        'fund_source_name',
        'item_code',
        'item_name',
      ])
      .concat(['region_name', 'label', 'recipient_name', 'description']),
  },
  {
    table: 'disclosed.budget_amount',
    columns: ['line_key', 'table_key', 'phase', 'component', 'period', 'as_of_on', 'amount', 'currency'],
  },
  { table: 'disclosed.department', columns: ['key', 'parent_key', 'jurisdiction_key'] },
  { table: 'disclosed.jurisdiction', columns: ['key', 'parent_key'] },
  { table: 'disclosed.classification', columns: ['key', 'parent_key', 'level'] },
  { table: 'disclosed.dataset', columns: ['key', 'is_demo'] },
  { table: 'disclosed.withheld', columns: ['subject_key'] },
];

export const paymentTotalsReads = [
  {
    table: 'disclosed.payment',
    columns: [
      'dataset_key',
      'department_key',
      'payer_name',
      'supplier_key',
      'payee_name',
      'paid_on',
      'list_month',
    ]
      .concat(['value_amount', 'value_currency', 'organisational_unit', 'expense_type', 'description'])
      .concat(['function_code', 'economic_code', 'key']),
  },
  { table: 'disclosed.department', columns: ['key', 'parent_key'] },
  { table: 'disclosed.dataset', columns: ['key', 'is_demo'] },
];
