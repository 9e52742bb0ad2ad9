import type { Column, ColumnType } from '../../src/declare/types.ts';
import { BudgetScope } from '../budget/enums.ts';
import type { AnyFieldRef, Fields } from '../helpers/fields.ts';
import type { FilterFields } from '../helpers/filters.ts';
import { dataset, department, provenance } from '../helpers/provenance.ts';

const open = { visibility: 'public' } as const;

/** What every fact of a statutory table says of itself: whose, of which year and document, where it was read. */
export function factFields(t: Fields, options: { hasCell?: boolean } = {}): Record<string, AnyFieldRef> {
  return {
    department: department(t),
    fiscalYear: t.column('fiscalYear', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'Budget year (预算年度).',
    }),
    scope: t.column('scope', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'own; consolidated: with the units below (编报范围).',
    }),
    document: t.relation({
      target: 'BudgetDocument',
      on: { document_key: 'key' },
      ...open,
      description: 'Document that states it (所属文本).',
    }),
    table: t.relation({
      target: 'BudgetTable',
      on: { table_key: 'key' },
      ...open,
      description: 'Table that it stands in (所属表).',
    }),
    ...provenance(t, options),
    dataset: dataset(t),
    withheld: t.withheld('public'),
  };
}

/** An amount under the currency that the row states once. */
export function amountOf(t: Fields, name: string, description: string): AnyFieldRef {
  return t.money(name, { currency: 'currency', ...open, description });
}

const column = (name: string, type: ColumnType): Column => ({ column: name, type });

/** Columns that ratios and comparisons of a money fact are made from. */
export const moneyFactColumns: Column[] = [
  ...['key', 'dataset_key', 'department_key', 'scope', 'document_key', 'currency', 'change_reason'].map(
    (name) => column(name, 'text'),
  ),
  column('fiscal_year', 'integer'),
  ...['budget_amount', 'adjusted_amount', 'actual_amount', 'previous_amount'].map((name) =>
    column(name, 'decimal'),
  ),
];

export const countColumns: Column[] = [
  column('category', 'text'),
  ...[
    'trip_groups',
    'trip_persons',
    'vehicles_bought',
    'vehicles_owned',
    'reception_batches',
    'reception_persons',
  ].map((name) => column(name, 'integer')),
];

/** Filters that every such list has. */
export const factFilters: FilterFields = (f) => ({
  under: f.under({
    column: 'department_key',
    ...open,
    description: 'Key of a department: facts of it and of all below it (本部门及下属单位).',
  }),
  fiscalYear: f.range('fiscalYear', { type: 'Int', ...open, description: 'Budget year (预算年度).' }),
  scope: f.in('scope', { type: BudgetScope, ...open, description: 'Whose money (编报范围).' }),
});

export const yearOrder = {
  FISCAL_YEAR: {
    column: 'fiscal_year',
    type: 'integer',
    isNullable: false,
    description: 'By budget year (预算年度).',
  },
} as const;

export const latestFirst = { name: 'FISCAL_YEAR', direction: 'DESC' } as const;
