import type { FactRow, FactSet } from '../src/publish/apply.ts';

/**
 * Three road bureaus and a school of one town, each there for a reason: A is complete, B states no counts and a zero,
 * C is invented (demo), D is of another kind. Figures are small enough to be reckoned by hand.
 */
export const dataset_key = 'town';
export const fact = (department: string, year: number, more: FactRow): FactRow => ({
  key: `${department}/${year}/${String(more.category ?? more.definition ?? 'x')}`,
  dataset_key,
  department_key: department,
  fiscal_year: year,
  scope: 'own',
  position: 1,
  currency: 'CNY',
  ...more,
});

export const facts = (): FactSet => ({
  'disclosed.dataset': [
    { key: dataset_key, name: 'Town', kind: 'table', is_demo: false },
    { key: 'invented', name: 'Invented', kind: 'demo', is_demo: true },
  ],
  'disclosed.jurisdiction': [
    { key: 'town', name: 'Town', level: 'city', time_zone: 'UTC' },
    { key: 'land', name: 'Land', level: 'national', time_zone: 'UTC' },
  ],
  'disclosed.department': ['A', 'B', 'C', 'D'].map((key) => ({
    key,
    name: `Bureau ${key}`,
    kind: key === 'D' ? 'SCHOOL' : 'BUREAU',
    jurisdiction_key: 'town',
  })),
  'disclosed.three_public_expense': [
    fact('A', 2025, {
      category: 'total',
      budget_amount: '900',
      actual_amount: '1000',
      previous_amount: '800',
      change_reason: 'More travel',
    }),
    fact('A', 2025, { category: 'overseas', actual_amount: '600', trip_groups: 4, trip_persons: 9 }),
    fact('A', 2025, { category: 'vehicleOperation', actual_amount: '300' }),
    fact('A', 2025, { category: 'vehicles', actual_amount: '300', vehicles_owned: 3 }),
    fact('A', 2025, { category: 'reception', actual_amount: '100', reception_persons: 0 }),
    fact('A', 2024, { category: 'overseas', actual_amount: '0', trip_groups: 0 }),
    fact('B', 2025, { category: 'total', actual_amount: '500' }),
    fact('B', 2025, { category: 'overseas', actual_amount: null }),
    { ...fact('C', 2025, { category: 'total', actual_amount: '77777' }), dataset_key: 'invented' },
    fact('D', 2025, { category: 'total', actual_amount: '1' }),
  ],
  'disclosed.operating_fund': [
    fact('A', 2025, { definition: 'disclosure', actual_amount: '3000', budget_amount: '2500' }),
    fact('B', 2025, { definition: 'disclosure', actual_amount: '0' }),
  ],
  'disclosed.head_count': [
    {
      key: 'A/posts',
      dataset_key,
      department_key: 'A',
      fiscal_year: 2025,
      kind: 'establishment',
      persons: 50,
    },
    { key: 'A/people', dataset_key, department_key: 'A', fiscal_year: 2025, kind: 'actual', persons: 40 },
    { key: 'A/retired', dataset_key, department_key: 'A', fiscal_year: 2025, kind: 'retired', persons: 700 },
    {
      key: 'B/posts',
      dataset_key,
      department_key: 'B',
      fiscal_year: 2025,
      kind: 'establishment',
      persons: 0,
    },
  ],
  'disclosed.standard': [
    standard('town/office', { limit_amount: '100', issuer_name: 'Town Finance', name: 'Office' }),
    standard('town/old', { limit_amount: '5', name: 'Office', valid_to: '2024-12-31' }),
    standard('town/post', { limit_amount: '20.5', issuer_name: 'Town Finance', name: 'Post' }),
    standard('town/day', { limit_amount: '999', name: 'Training', basis: 'perHeadAndDay' }),
    standard('land/office', {
      limit_amount: '70',
      issuer_name: 'Land Finance',
      name: 'Office',
      jurisdiction_key: 'land',
    }),
    standard('cap/A', {
      kind: 'totalCap',
      domain: 'threePublic',
      department_key: 'A',
      fiscal_year: 2025,
      limit_amount: '800',
      basis: 'total',
      name: 'Cap',
    }),
    standard('cap/B', {
      kind: 'totalCap',
      domain: 'operatingFunds',
      department_key: 'B',
      fiscal_year: 2025,
      limit_amount: '10',
      basis: 'total',
      name: 'Cap B',
    }),
  ],
  ...budgets(),
});

function standard(key: string, more: FactRow): FactRow {
  return {
    key,
    pack_key: 'p',
    kind: 'quota',
    domain: 'publicFunds',
    jurisdiction_key: 'town',
    basis: 'perHead',
    limit_currency: 'CNY',
    ...more,
    name: String(more.name),
  };
}

/** A's and B's sums by function: 2024 and 2025, each in two tables of the same money. */
function budgets(): FactSet {
  const rows: Record<string, FactRow[]> = { document: [], table: [], line: [], amount: [] };
  for (const [body, year, amount] of [
    ['A', 2024, '100.10'],
    ['A', 2025, '150.15'],
    ['B', 2025, '50'],
    ['D', 2025, '7'],
  ] as const) {
    const document = `${body}/${year}`;
    rows.document!.push({
      key: document,
      dataset_key,
      department_key: body,
      fiscal_year: year,
      kind: 'finalAccount',
      scope: 'own',
    });
    for (const detail of [0, 1]) {
      const table = `${document}/${detail}`;
      const shared = {
        dataset_key,
        document_key: document,
        department_key: body,
        fiscal_year: year,
        side: 'expenditure',
        breakdown: 'function',
        book: 'all',
        scope: 'own',
      };
      rows.table!.push({ ...shared, key: table, code: 't', coverage: 'all', detail, is_empty: false });
      rows.line!.push({
        ...shared,
        key: `${table}/l`,
        table_key: table,
        coverage: 'all',
        row_kind: 'line',
        position: 1,
      });
      rows.amount!.push({
        key: `${table}/l/final/total`,
        dataset_key,
        line_key: `${table}/l`,
        table_key: table,
        department_key: body,
        phase: 'final',
        component: 'total',
        amount,
        currency: 'CNY',
      });
    }
  }
  return {
    'disclosed.budget_document': rows.document!,
    'disclosed.budget_table': rows.table!,
    'disclosed.budget_line': rows.line!,
    'disclosed.budget_amount': rows.amount!,
  };
}
