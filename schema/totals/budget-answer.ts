import { derived, groupConnection, partField } from '../helpers/derived.ts';
import type { Fields } from '../helpers/fields.ts';
import { sumFields } from './common.ts';

const open = { visibility: 'public' } as const;

const text = (t: Fields, name: string, description: string, nullable = true) =>
  t.column(name, { type: 'String', nullable, ...open, description });
const count = (t: Fields, name: string, description: string) =>
  t.column(name, { type: 'SafeInt', nullable: false, ...open, description });
const table = (t: Fields, column: string, description: string) =>
  t.relation({ target: 'BudgetTable', on: { [column]: 'key' }, ...open, description });
const department = (t: Fields) =>
  t.relation({
    target: 'Department',
    on: { department_key: 'key' },
    ...open,
    description: 'The body (部门、单位); null: a whole government, or one that is not known here.',
  });
const year = (t: Fields, nullable: boolean) =>
  t.column('fiscalYear', { type: 'Int', nullable, ...open, description: 'Budget year (预算年度).' });

derived('BudgetTotals', 'Budget sums with what was counted, what was not, and why (预算汇总结果).', (t) => ({
  side: text(t, 'side', 'income, expenditure (收支方向).', false),
  breakdown: text(t, 'breakdown', 'By what the tables counted are broken down (表的口径).', false),
  book: text(t, 'book', 'Which book; null: tables to which books do not apply (预算类型).'),
  scope: text(t, 'scope', 'own, consolidated (编报范围).', false),
  phase: text(t, 'phase', 'Which phase (预算阶段).', false),
  ...sumFields(t),
  lineCount: count(t, 'lineCount', 'How many lines were added (行数).'),
  withheldCount: count(
    t,
    'withheldCount',
    'Of how many lines of the tables counted something is not shown; what is not shown is in no sum (未公开行数).',
  ),
  tableCount: count(t, 'tableCount', 'How many tables were counted (表数).'),
  departmentCount: count(t, 'departmentCount', 'Of how many bodies (部门数).'),
  coverage: text(
    t,
    'coverage',
    'ALL: all of the money; BASIC_ONLY, PROJECT_ONLY: the tables counted show that part only; NOTHING: nothing was counted (覆盖范围).',
    false,
  ),
  coverageNote: t.label('coverageNote', {
    ...open,
    description: 'The same as a sentence, where the sum is not all of the money (覆盖说明).',
  }),
  groups: partField(t, {
    type: 'BudgetTotalGroupConnection',
    rows: 'groups',
    isPage: true,
    description: 'The sums by group (分组汇总).',
  }),
  counted: partField(t, {
    type: 'BudgetTableCounted',
    rows: 'used',
    description: 'The tables that were counted (计入的表).',
  }),
  notCounted: partField(t, {
    type: 'BudgetTableNotCounted',
    rows: 'unused',
    description:
      'Tables of the same scope that were not counted because others state the same money (未计入的表).',
  }),
  consolidation: partField(t, {
    type: 'BudgetConsolidation',
    rows: 'consolidated',
    description:
      'Each topmost consolidated statement beside the own statements of the same body and all below it (汇总与本级之差).',
  }),
  otherScope: partField(t, {
    type: 'BudgetOtherScope',
    rows: 'elsewhere',
    description:
      'Bodies and years of which only the other scope states something: they are not in the sum (仅有另一口径).',
  }),
}));

groupConnection('BudgetTotalGroup');
derived('BudgetTotalGroup', 'One group of a budget sum (分组). What it is not grouped by is null.', (t) => ({
  key: text(t, 'key', 'What tells it apart from the other groups (分组主键).', false),
  fiscalYear: year(t, true),
  dataset: t.relation({
    target: 'Dataset',
    on: { dataset_key: 'key' },
    ...open,
    description: 'Dataset (数据集).',
  }),
  department: department(t),
  departmentName: text(t, 'departmentName', 'Name of the body as published (部门名称原文).'),
  functionCode: text(
    t,
    'functionCode',
    'Functional code as published; see `functionalClass` (功能分类编码).',
  ),
  functionName: text(t, 'functionName', 'Name of that code as published (功能分类名称).'),
  functionalClass: t.relation({
    target: 'Classification',
    on: { function_key: 'key' },
    ...open,
    description:
      'Functional class of the level asked, or a wider one where the lines say no more (功能分类科目). Null: the code is in no classification.',
  }),
  economicCode: text(t, 'economicCode', 'Economic code as published; see `economicClass` (经济分类编码).'),
  economicName: text(t, 'economicName', 'Name of that code as published (经济分类名称).'),
  economicClass: t.relation({
    target: 'Classification',
    on: { economic_key: 'key' },
    ...open,
    description:
      'Economic class of the level asked, or a wider one where the lines say no more (经济分类科目). Null: the code is in no classification.',
  }),
  programCode: text(t, 'programCode', 'Program code (项目类别编码).'),
  programName: text(t, 'programName', 'Program (项目类别).'),
  projectCode: text(t, 'projectCode', 'Project code (项目编码).'),
  projectName: text(t, 'projectName', 'Project (项目).'),
  fundSourceCode: text(t, 'fundSourceCode', 'Code of the source of funds (资金来源编码).'),
  fundSourceName: text(t, 'fundSourceName', 'Source of funds (资金来源).'),
  itemCode: text(t, 'itemCode', 'Code of the publisher’s own item (明细项目编码).'),
  itemName: text(t, 'itemName', 'The publisher’s own item (明细项目).'),
  regionName: text(t, 'regionName', 'Region (地区).'),
  book: text(t, 'book', 'Book of the budget (预算类型).'),
  currency: text(t, 'currency', 'Currency (币种).'),
  ...sumFields(t),
  lineCount: count(t, 'lineCount', 'How many lines were added (行数).'),
}));

derived('BudgetTableCounted', 'A table that was counted (计入的表).', (t) => ({
  table: table(t, 'table_key', 'The table (表).'),
  bodies: count(t, 'bodies', 'For how many bodies it was counted (部门数).'),
  sums: t.sums('sum', { ...open, description: 'What it adds to the sum (计入金额).' }),
}));

derived('BudgetTableNotCounted', 'A table that was not counted, and why (未计入的表).', (t) => ({
  table: table(t, 'table_key', 'The table (表).'),
  reason: text(
    t,
    'reason',
    'SAME_MONEY: `instead` shows the same money and is counted; PART_OF_IT: it shows a part of that only; WITHIN_CONSOLIDATED: a statement of a superior body contains it; WHOLE_GOVERNMENT: its bodies state their own (原因).',
    false,
  ),
  instead: table(t, 'instead_key', 'The table that stands for this money (替代的表).'),
  bodies: count(t, 'bodies', 'For how many bodies it was not counted (部门数).'),
  sums: t.sums('sum', { ...open, description: 'What it states itself (该表金额).' }),
  difference: t.sums('difference', {
    ...open,
    description:
      'What it states more than `instead`, where both show the same money; 0 where they agree (差额).',
  }),
}));

derived(
  'BudgetConsolidation',
  'A consolidated statement beside the own statements below it (汇总与本级对照).',
  (t) => ({
    department: department(t),
    fiscalYear: year(t, false),
    table: table(t, 'table_key', 'The consolidated table (汇总表).'),
    consolidated: t.sums('whole', { ...open, description: 'What it states (汇总数).' }),
    own: t.sums('own', { ...open, description: 'What the own statements below it add up to (本级合计).' }),
    ownTables: count(t, 'ownTables', 'How many own statements those are (本级表数).'),
    difference: t.sums('difference', { ...open, description: 'Consolidated minus own (差额).' }),
  }),
);

derived(
  'BudgetOtherScope',
  'A body and year of which only the other scope states something (仅有另一口径).',
  (t) => ({
    department: department(t),
    fiscalYear: year(t, false),
    scope: text(t, 'scope', 'The scope that there is (编报范围).', false),
    table: table(t, 'table_key', 'The table (表).'),
    sums: t.sums('sum', { ...open, description: 'What it states; not in the sum (该表金额).' }),
  }),
);
