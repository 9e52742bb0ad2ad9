import { entity } from '../helpers/entity.ts';
import { dataset, department, provenance } from '../helpers/provenance.ts';
import { rootConnection, rootOne } from '../helpers/roots.ts';
import { BudgetDocumentKind, BudgetScope } from './enums.ts';

const open = { visibility: 'public' } as const;

entity('BudgetDocument', {
  table: 'disclosed.budget_document',
  ...open,
  description:
    'A published budget or final account (预算、决算文本). It is several tables of the same money, and a department’s document contains its units.',
  orders: {
    FISCAL_YEAR: {
      column: 'fiscal_year',
      type: 'integer',
      isNullable: false,
      description: 'By budget year (预算年度).',
    },
    PUBLISHED_ON: { column: 'published_on', type: 'date', description: 'By day of publication (公开日期).' },
  },
  defaultOrder: { name: 'FISCAL_YEAR', direction: 'DESC' },
  filter: (f) => ({
    under: f.under({
      column: 'department_key',
      ...open,
      description: 'Key of a department: documents of it and of all below it (本部门及下属单位).',
    }),
    fiscalYear: f.range('fiscalYear', { type: 'Int', ...open, description: 'Budget year (预算年度).' }),
    documentKind: f.in('documentKind', {
      type: BudgetDocumentKind,
      column: 'kind',
      ...open,
      description: 'Kinds of document (文本类型).',
    }),
    scope: f.in('scope', { type: BudgetScope, ...open, description: 'Whose money (编报范围).' }),
    publishedOn: f.range('publishedOn', {
      type: 'Date',
      ...open,
      description: 'Day of publication (公开日期).',
    }),
    title: f.words({
      columns: ['title', 'document_number'],
      ...open,
      description: 'Words that must all occur in title or number (标题包含).',
    }),
  }),
  fields: (t) => ({
    department: department(t),
    jurisdiction: t.relation({
      target: 'Jurisdiction',
      on: { jurisdiction_key: 'key' },
      ...open,
      description: 'Territory whose budget it is, or whose rules it follows (辖区).',
    }),
    fiscalYear: t.column('fiscalYear', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'Budget year as a number (预算年度).',
    }),
    fiscalYearLabel: t.column('fiscalYearLabel', {
      type: 'String',
      ...open,
      description: 'The year as published, for example 2014-15 (年度原文).',
    }),
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'proposal, budget, adjustment, execution, finalAccount, forecast (文本类型).',
    }),
    scope: t.column('scope', {
      type: 'String',
      ...open,
      description: 'own, consolidated: with the units below; null where its tables differ (编报范围).',
    }),
    title: t.column('title', { type: 'String', ...open, description: 'Title as published (标题).' }),
    documentNumber: t.column('documentNumber', {
      type: 'String',
      ...open,
      description: 'Number of the document (文号).',
    }),
    issuerName: t.column('issuerName', {
      type: 'String',
      ...open,
      description: 'Who issued it, as published (发布机关).',
    }),
    approvedOn: t.column('approvedOn', {
      type: 'Date',
      ...open,
      description: 'Day of approval (批复日期).',
    }),
    publishedOn: t.column('publishedOn', {
      type: 'Date',
      ...open,
      description: 'Day of publication (公开日期).',
    }),
    url: t.column('url', {
      type: 'String',
      ...open,
      description: 'Address at which it was published (网址).',
    }),
    note: t.column('note', { type: 'String', ...open, description: 'What else is to be said (说明).' }),
    source: provenance(t).source!,
    dataset: dataset(t),
    tables: t.relation({
      target: 'BudgetTable',
      on: { key: 'document_key' },
      list: true,
      order: [{ column: 'seq', direction: 'ASC' }],
      ...open,
      description: 'Its tables (表), in their order. Several of them show the same money.',
    }),
    lines: t.connection({
      target: 'BudgetLine',
      on: { key: 'document_key' },
      isWithinFact: true,
      ...open,
      description: 'Lines of all its tables (预算科目、项目).',
    }),
  }),
});

entity('BudgetTable', {
  table: 'disclosed.budget_table',
  ...open,
  description:
    'One table of a budget document (预算表): a view of money that other tables of the document show too.',
  hasList: false,
  fields: (t) => ({
    document: t.relation({
      target: 'BudgetDocument',
      on: { document_key: 'key' },
      ...open,
      description: 'Document that it is part of (所属文本).',
    }),
    department: department(t),
    fiscalYear: t.column('fiscalYear', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'Budget year (预算年度).',
    }),
    seq: t.column('seq', {
      type: 'Int',
      ...open,
      description: 'Number of the table in its document (表号).',
    }),
    code: t.column('code', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Name of its layout (表样).',
    }),
    title: t.column('title', { type: 'String', ...open, description: 'Title as published (表名).' }),
    side: t.column('side', {
      type: 'String',
      ...open,
      description: 'income, expenditure; null for a table without money (收支方向).',
    }),
    breakdown: t.column('breakdown', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'function, economic, project, source and others (表的口径).',
    }),
    book: t.column('book', {
      type: 'String',
      ...open,
      description:
        'all, general, governmentFunds, stateCapital, socialInsurance; null where books do not apply (预算类型).',
    }),
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
      description: 'all; basic, project: the only part of the expenditure that it shows (覆盖范围).',
    }),
    detail: t.column('detail', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'Of tables that show the same money the one of the highest detail is counted (详细程度).',
    }),
    isEmpty: t.column('isEmpty', {
      type: 'Boolean',
      nullable: false,
      ...open,
      description: 'Whether it was published without a row (空表).',
    }),
    emptyNote: t.column('emptyNote', {
      type: 'String',
      ...open,
      description: 'What the document says about the empty table (空表说明).',
    }),
    unitText: t.column('unitText', {
      type: 'String',
      ...open,
      description:
        'Unit as published, for example 万元; amounts here are in the currency’s main unit (单位).',
    }),
    currency: t.column('currency', { type: 'String', ...open, description: 'ISO 4217 code (币种).' }),
    source: provenance(t).source!,
    sheet: provenance(t).sheet!,
    page: provenance(t).page!,
    lines: t.connection({
      target: 'BudgetLine',
      on: { key: 'table_key' },
      isWithinFact: true,
      ...open,
      description: 'Its rows, subtotals and totals included (行).',
    }),
  }),
});

rootConnection('budgets', {
  target: 'BudgetDocument',
  ...open,
  description: 'Budgets and final accounts (预算、决算文本), latest year first.',
});
rootOne('budget', {
  target: 'BudgetDocument',
  ...open,
  description: 'One budget document (预算、决算文本) by id or key.',
});
