import { entity } from '../helpers/entity.ts';
import { dataset, department, provenance } from '../helpers/provenance.ts';
import { amountOf, factFields, factFilters, latestFirst, yearOrder } from './common.ts';

const open = { visibility: 'public' } as const;

entity('AssetOccupancy', {
  table: 'disclosed.asset_occupancy',
  ...open,
  description: 'State assets that a body holds (国有资产占用): vehicles by use, large equipment.',
  orders: yearOrder,
  defaultOrder: latestFirst,
  filter: (f) => ({
    ...factFilters(f),
    category: f.in('category', { ...open, description: 'vehicle, equipment, building, other (资产类别).' }),
  }),
  fields: (t) => ({
    category: t.column('category', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'vehicle, equipment, building, other (资产类别).',
    }),
    useCode: t.column('useCode', { type: 'String', ...open, description: 'Code of the use (用途编码).' }),
    useName: t.column('useName', {
      type: 'String',
      ...open,
      description: 'What it is used for, as published (用途).',
    }),
    quantity: t.column('quantity', { type: 'Decimal', ...open, description: 'How many or how much (数量).' }),
    unitName: t.column('unitName', {
      type: 'String',
      ...open,
      description: 'Unit of the quantity (计量单位).',
    }),
    unitPriceFrom: t.money('unitPriceFrom', {
      amount: 'unit_price_from',
      currency: 'currency',
      ...open,
      description: 'Unit price from which an item is counted (单价下限).',
    }),
    value: amountOf(t, 'value', 'Value (价值).'),
    asOfOn: t.column('asOfOn', { type: 'Date', ...open, description: 'Day of the count (截至日期).' }),
    ...factFields(t),
  }),
});

entity('PerformanceTarget', {
  table: 'disclosed.performance_target',
  ...open,
  description: 'What money is to achieve, and what it did (绩效目标、自评).',
  orders: yearOrder,
  defaultOrder: latestFirst,
  filter: (f) => ({
    ...factFilters(f),
    text: f.words({
      columns: ['project_name', 'indicator', 'level_one', 'level_two'],
      ...open,
      description: 'Words that must all occur in project or indicator (文字包含).',
    }),
  }),
  fields: (t) => ({
    isOverall: t.column('isOverall', {
      type: 'Boolean',
      nullable: false,
      ...open,
      description: 'True: of the whole body, not of one project (整体绩效).',
    }),
    projectCode: t.column('projectCode', {
      type: 'String',
      ...open,
      description: 'Project code (项目编码).',
    }),
    projectName: t.column('projectName', { type: 'String', ...open, description: 'Project (项目名称).' }),
    budget: amountOf(t, 'budget', 'Budget of the project (预算数).'),
    executed: amountOf(t, 'executed', 'Spent (执行数).'),
    levelOne: t.column('levelOne', {
      type: 'String',
      ...open,
      description: 'First level of the indicator (一级指标).',
    }),
    levelTwo: t.column('levelTwo', {
      type: 'String',
      ...open,
      description: 'Second level of the indicator (二级指标).',
    }),
    indicator: t.column('indicator', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'The indicator (三级指标).',
    }),
    targetText: t.column('targetText', {
      type: 'String',
      ...open,
      description: 'Target as published (年度指标值).',
    }),
    actualText: t.column('actualText', {
      type: 'String',
      ...open,
      description: 'Reached, as published (实际完成值).',
    }),
    unitName: t.column('unitName', { type: 'String', ...open, description: 'Unit of both (计量单位).' }),
    weight: t.column('weight', { type: 'Decimal', ...open, description: 'Points that it can have (分值).' }),
    score: t.column('score', { type: 'Decimal', ...open, description: 'Points that it was given (得分).' }),
    note: t.column('note', {
      type: 'String',
      ...open,
      description: 'Reason of a deviation, remarks (偏差原因、说明).',
    }),
    ...factFields(t),
  }),
});

entity('HeadCount', {
  table: 'disclosed.head_count',
  ...open,
  description: 'How many people a body has (人数), on a day.',
  orders: {
    FISCAL_YEAR: { column: 'fiscal_year', type: 'integer', description: 'By budget year (预算年度).' },
  },
  defaultOrder: latestFirst,
  filter: (f) => ({
    under: factFilters(f).under,
    fiscalYear: factFilters(f).fiscalYear,
    kind: f.in('kind', { ...open, description: 'establishment, actual, retired, other (人员类别).' }),
  }),
  fields: (t) => ({
    department: department(t),
    fiscalYear: t.column('fiscalYear', { type: 'Int', ...open, description: 'Budget year (预算年度).' }),
    asOfOn: t.column('asOfOn', { type: 'Date', ...open, description: 'Day of the count (截至日期).' }),
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description:
        'establishment: posts (编制); actual: people in service (实有); retired (离退休); other (其他).',
    }),
    persons: t.column('persons', { type: 'Int', nullable: false, ...open, description: 'How many (人数).' }),
    note: t.column('note', { type: 'String', ...open, description: 'What else is to be said (说明).' }),
    document: t.relation({
      target: 'BudgetDocument',
      on: { document_key: 'key' },
      ...open,
      description: 'Document that states it (所属文本).',
    }),
    ...provenance(t),
    dataset: dataset(t),
  }),
});
