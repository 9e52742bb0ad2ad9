import { internal } from '../../src/declare/types.ts';
import { entity } from '../helpers/entity.ts';
import type { Fields } from '../helpers/fields.ts';
import { dataset, department, provenance } from '../helpers/provenance.ts';
import { rootConnection, rootOne } from '../helpers/roots.ts';
import {
  BudgetBook,
  BudgetBreakdown,
  BudgetCoverage,
  BudgetDocumentKind,
  BudgetPhase,
  BudgetRowKind,
  BudgetScope,
  BudgetSide,
} from './enums.ts';
import { lineCodes } from './line-filters.ts';

const open = { visibility: 'public' } as const;

/** Code and name as published, under the words of one classification. */
function coded(t: Fields, name: string, words: string, term: string) {
  const text = (part: 'Code' | 'Name', what: string) =>
    t.column(`${name}${part}`, {
      type: 'String',
      ...open,
      description: `${what} of ${words}, as published (${term}).`,
    });
  return { [`${name}Code`]: text('Code', 'Code'), [`${name}Name`]: text('Name', 'Name') };
}

entity('BudgetLine', {
  table: 'disclosed.budget_line',
  ...open,
  description:
    'A classified row of a budget table (预算科目、项目). Lines of several tables show the same money: sums are made by `budgetTotals` only.',
  orders: {
    POSITION: {
      column: 'position',
      type: 'integer',
      isNullable: false,
      description: 'By place in the table (序号).',
    },
    FISCAL_YEAR: {
      column: 'fiscal_year',
      type: 'integer',
      isNullable: false,
      description: 'By budget year (预算年度).',
    },
    FUNCTION_CODE: {
      column: 'function_code',
      type: 'text',
      description: 'By functional code (功能分类编码).',
    },
  },
  filter: (f) => ({
    under: f.under({
      column: 'department_key',
      ...open,
      description: 'Key of a department: lines of it and of all below it (本部门及下属单位).',
    }),
    document: f.in('document', {
      column: 'document_key',
      ...open,
      description: 'Keys of documents (文本主键).',
    }),
    table: f.in('table', { column: 'table_key', ...open, description: 'Keys of tables (表主键).' }),
    documentKind: f.exists('documentKind', {
      target: 'BudgetDocument',
      on: { document_key: 'key' },
      ...open,
      description: 'The document that it stands in (所属文本).',
      fields: (n) => ({
        in: n.in('in', {
          type: BudgetDocumentKind,
          column: 'kind',
          ...open,
          description: 'Kinds of document (文本类型).',
        }),
      }),
    }),
    fiscalYear: f.range('fiscalYear', { type: 'Int', ...open, description: 'Budget year (预算年度).' }),
    side: f.in('side', { type: BudgetSide, ...open, description: 'Which side (收支方向).' }),
    breakdown: f.in('breakdown', { type: BudgetBreakdown, ...open, description: 'By what (表的口径).' }),
    book: f.in('book', { type: BudgetBook, ...open, description: 'Which book (预算类型).' }),
    scope: f.in('scope', { type: BudgetScope, ...open, description: 'Whose money (编报范围).' }),
    coverage: f.in('coverage', { type: BudgetCoverage, ...open, description: 'Which part (覆盖范围).' }),
    rowKind: f.in('rowKind', {
      type: BudgetRowKind,
      ...open,
      description: 'Lines, subtotals, totals (行类型).',
    }),
    ...lineCodes(f),
    amount: f.exists('amount', {
      target: 'BudgetAmount',
      on: { key: 'line_key' },
      ...open,
      description: 'An amount that the line has (金额).',
      fields: (n) => ({
        phase: n.in('phase', { type: BudgetPhase, ...open, description: 'Phases (预算阶段).' }),
        component: n.in('component', {
          ...open,
          description: '`total`, or a part of it: basic, project and others (金额构成).',
        }),
        value: n.money('value', {
          amount: 'amount',
          currency: 'currency',
          ...open,
          description: 'The amount (金额).',
        }),
      }),
    }),
    text: f.words({
      columns: [
        'label',
        'department_name',
        'function_name',
        'economic_name',
        'program_name',
        'project_name',
        'item_name',
        'recipient_name',
        'description',
      ],
      ...open,
      description: 'Words that must all occur in its names (文字包含).',
    }),
  }),
  fields: (t) => ({
    document: t.relation({
      target: 'BudgetDocument',
      on: { document_key: 'key' },
      ...open,
      description: 'Document that it stands in (所属文本).',
    }),
    table: t.relation({
      target: 'BudgetTable',
      on: { table_key: 'key' },
      ...open,
      description: 'Table that it stands in (所属表).',
    }),
    department: department(t),
    departmentName: t.column('departmentName', {
      type: 'String',
      ...open,
      description: 'Name of the body as published (部门名称原文).',
    }),
    fiscalYear: t.column('fiscalYear', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'Budget year (预算年度).',
    }),
    side: t.column('side', { type: 'String', ...open, description: 'income, expenditure (收支方向).' }),
    breakdown: t.column('breakdown', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'By what its table is broken down (表的口径).',
    }),
    book: t.column('book', { type: 'String', ...open, description: 'Which book (预算类型).' }),
    scope: t.column('scope', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'own; consolidated: with the units below (编报范围).',
    }),
    coverage: t.column('coverage', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'all; basic, project: the only part that its table shows (覆盖范围).',
    }),
    rowKind: t.column('rowKind', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'line: counted; subtotal, total: shown and checked, never counted (行类型).',
    }),
    level: t.column('level', {
      type: 'Int',
      ...open,
      description: 'Level of its code or of its indentation, from 1 (级次).',
    }),
    position: t.column('position', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'Place in the table, from 1 (序号).',
    }),
    label: t.column('label', {
      type: 'String',
      ...open,
      description: 'Words of the row as published (科目名称).',
    }),
    ...coded(t, 'function', 'the functional class', '支出功能分类'),
    functionalClass: t.relation({
      target: 'Classification',
      on: { function_key: 'key' },
      ...open,
      description:
        'What for: the code in the edition of its year (支出功能分类科目); null where it is in none.',
    }),
    ...coded(t, 'economic', 'the economic class', '支出经济分类'),
    economicClass: t.relation({
      target: 'Classification',
      on: { economic_key: 'key' },
      ...open,
      description:
        'On what: the code in the edition of its year (支出经济分类科目); null where it is in none.',
    }),
    ...coded(t, 'program', 'the program', '项目类别'),
    ...coded(t, 'project', 'the project', '项目'),
    ...coded(t, 'fundSource', 'the source of funds', '资金来源'),
    ...coded(t, 'item', 'the publisher’s own item', '明细项目'),
    regionName: t.column('regionName', {
      type: 'String',
      ...open,
      description: 'Region as published (地区).',
    }),
    recipientName: t.column('recipientName', {
      type: 'String',
      ...open,
      description: 'Who receives it, as published (受补助方).',
    }),
    description: t.column('description', { type: 'String', ...open, description: 'Explanation (说明).' }),
    amounts: t.relation({
      target: 'BudgetAmount',
      on: { key: 'line_key' },
      list: true,
      order: [
        { column: 'phase', direction: 'ASC' },
        { column: 'component', direction: 'ASC' },
      ],
      ...open,
      description: 'Its amounts by phase and part (金额).',
    }),
    adjustments: t.relation({
      target: 'BudgetAdjustment',
      on: { key: 'line_key' },
      list: true,
      order: [{ column: 'position', direction: 'ASC' }],
      ...open,
      description: 'Changes during the year with their authority (预算调整).',
    }),
    ...provenance(t),
    dataset: dataset(t),
    withheld: t.withheld('public'),
    internalAmounts: t.relation({
      target: 'InternalBudgetAmount',
      on: { key: 'line_key' },
      list: true,
      order: [{ column: 'phase', direction: 'ASC' }],
      visibility: internal('Amounts that the jurisdiction has not published: proposals, control figures.'),
      description: 'Amounts of it that are not public (内部金额).',
    }),
    detail: t.relation({
      target: 'BudgetLineDetail',
      on: { key: 'key' },
      visibility: internal('Working notes of the department and the finance bureau.'),
      description:
        'Internal detail of this line (内部信息). Empty when there is none; `detailAccess` says why.',
    }),
    detailAccess: t.detailAccess({ table: 'internal.budget_line_detail', owner: 'department_key' }),
  }),
});

rootConnection('budgetLines', {
  target: 'BudgetLine',
  ...open,
  description:
    'Lines of budget tables (预算科目、项目), subtotals and totals included. Not to be added up: see `budgetTotals`.',
});
rootOne('budgetLine', {
  target: 'BudgetLine',
  ...open,
  description: 'One line of a budget table (预算科目、项目) by id or key.',
});
