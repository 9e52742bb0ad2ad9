import { internal } from '../../src/declare/types.ts';
import { entity } from '../helpers/entity.ts';
import type { Fields } from '../helpers/fields.ts';
import { provenance } from '../helpers/provenance.ts';

const open = { visibility: 'public' } as const;
const working = internal('Working material of the owning department.');
const unpublished = internal('Amounts that the jurisdiction has not published: proposals, control figures.');

/** What an amount says of itself, published or not. */
function amountFields(t: Fields, visibility: typeof open.visibility | typeof working) {
  return {
    phase: t.column('phase', {
      type: 'String',
      nullable: false,
      visibility,
      description: 'proposed, approved, adjusted, executed, final, projected (预算阶段).',
    }),
    component: t.column('component', {
      type: 'String',
      nullable: false,
      visibility,
      description: '`total`: counted; basic, project and others: parts of it, shown only (金额构成).',
    }),
    period: t.column('period', {
      type: 'String',
      visibility,
      description: 'Part of the year, for example Q1, M07; null: the whole (期间).',
    }),
    asOfOn: t.column('asOfOn', {
      type: 'Date',
      visibility,
      description: 'Day on which an amount of an unfinished year stood so (截至日期).',
    }),
    value: t.money('value', {
      amount: 'amount',
      currency: 'currency',
      visibility,
      description: 'The amount, in the currency’s main unit (金额).',
    }),
  };
}

entity('BudgetAmount', {
  table: 'disclosed.budget_amount',
  ...open,
  description: 'An amount of a budget line in one phase (金额).',
  hasList: false,
  fields: (t) => ({
    ...amountFields(t, 'public'),
    cell: t.column('cell', {
      type: 'String',
      ...open,
      description: 'Cell of the sheet that the line stands in, for example `E7` (单元格).',
    }),
    line: t.relation({
      target: 'BudgetLine',
      on: { line_key: 'key' },
      ...open,
      description: 'Line that it belongs to (预算科目、项目).',
    }),
  }),
});

entity('BudgetAdjustment', {
  table: 'disclosed.budget_adjustment',
  ...open,
  description:
    'A change of a budget line during the year (预算调整): approved plus all changes is the adjusted amount.',
  hasList: false,
  fields: (t) => ({
    position: t.column('position', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'Place among the changes of the line, from 1 (序号).',
    }),
    decidedOn: t.column('decidedOn', {
      type: 'Date',
      ...open,
      description: 'Day of the decision (批准日期).',
    }),
    value: t.money('value', {
      amount: 'amount',
      currency: 'currency',
      ...open,
      description: 'What is added; negative where it is taken away (调整金额).',
    }),
    authority: t.column('authority', {
      type: 'String',
      ...open,
      description: 'Who decided it (批准机关).',
    }),
    reason: t.column('reason', { type: 'String', ...open, description: 'Why (调整原因).' }),
    documentNumber: t.column('documentNumber', {
      type: 'String',
      ...open,
      description: 'Number of the decision (文号).',
    }),
    document: t.relation({
      target: 'BudgetDocument',
      on: { document_key: 'key' },
      ...open,
      description: 'Document that states it (所属文本).',
    }),
    line: t.relation({
      target: 'BudgetLine',
      on: { line_key: 'key' },
      ...open,
      description: 'Line that is changed (预算科目、项目).',
    }),
    ...provenance(t, { hasCell: true }),
  }),
});

entity('InternalBudgetAmount', {
  table: 'internal.budget_amount',
  visibility: unpublished,
  description: 'An amount of a budget line that is not public (内部金额): proposed, control figures.',
  hasList: false,
  fields: (t) => ({
    ...amountFields(t, unpublished),
    note: t.column('note', {
      type: 'String',
      visibility: unpublished,
      description: 'What else is to be said (说明).',
    }),
    department: t.relation({
      target: 'Department',
      on: { department_key: 'key' },
      visibility: unpublished,
      description: 'Department that owns it (所属部门).',
    }),
    table: t.relation({
      target: 'BudgetTable',
      on: { table_key: 'key' },
      visibility: unpublished,
      description: 'Published table whose line it belongs to (所属表).',
    }),
  }),
});

entity('BudgetLineDetail', {
  table: 'internal.budget_line_detail',
  visibility: working,
  description: 'Internal detail of a budget line (预算科目内部信息).',
  hasList: false,
  fields: (t) => ({
    department: t.relation({
      target: 'Department',
      on: { department_key: 'key' },
      visibility: working,
      description: 'Department that owns this detail (所属部门).',
    }),
    reviewOpinion: t.column('reviewOpinion', {
      type: 'String',
      visibility: working,
      description: 'Opinion of the finance bureau on the request (审核意见).',
    }),
    controlNote: t.column('controlNote', {
      type: 'String',
      visibility: working,
      description: 'Notes on control figures (控制数说明).',
    }),
    projectReserveNote: t.column('projectReserveNote', {
      type: 'String',
      visibility: working,
      description: 'Notes of the project reserve (项目库备注).',
    }),
    internalProjectCode: t.column('internalProjectCode', {
      type: 'String',
      visibility: working,
      description: 'Code of the project in the internal system (内部项目编码).',
    }),
  }),
});
