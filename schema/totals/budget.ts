import { internal } from '../../src/declare/types.ts';
import { budgetTotalsReads } from '../../src/reader/totals/reads.ts';
import {
  BudgetBreakdown,
  BudgetCoverage,
  BudgetDocumentKind,
  BudgetPhase,
  BudgetScope,
  BudgetSide,
  BudgetTotalsBook,
} from '../budget/enums.ts';
import { lineCodes } from '../budget/line-filters.ts';
import { builder, declare } from '../builder.ts';
import { inputRefOf } from '../helpers/connection.ts';
import { implementFilter } from '../helpers/filters.ts';
import { refOf } from '../helpers/registry.ts';
import { readRootField } from '../helpers/roots.ts';
import { pageArguments } from './common.ts';

const open = { visibility: 'public' } as const;
const said = declare(open);

const values = <Name extends string>(words: Record<Name, string>) =>
  Object.fromEntries(
    Object.entries<string>(words).map(([name, description]) => [name, { description, ...said }]),
  ) as unknown as Record<Name, { description: string }>;

const BudgetTotalsGroupBy = builder.enumType('BudgetTotalsGroupBy', {
  description: 'What budget sums can be grouped by (分组项).',
  values: values({
    FISCAL_YEAR: 'Budget year (预算年度).',
    DATASET: 'Dataset (数据集).',
    DEPARTMENT: 'Body that the lines are about (部门、单位).',
    FUNCTION: 'Functional class, to the level of `functionLevel` (支出功能分类).',
    ECONOMIC: 'Economic class, to the level of `economicLevel` (支出经济分类).',
    PROGRAM: 'Program (项目类别).',
    PROJECT: 'Project (项目).',
    FUND_SOURCE: 'Source of funds (资金来源).',
    ITEM: 'The publisher’s own item (明细项目).',
    REGION: 'Region (地区).',
    BOOK: 'Book of the budget (预算类型); not with book `all`.',
    CURRENCY: 'Currency (币种).',
  }),
  ...said,
});

const unpublished = internal('Amounts that the jurisdiction has not published: proposals, control figures.');
const TotalsInclude = builder.enumType('TotalsInclude', {
  description: 'What a sum takes in besides what is public (纳入范围).',
  values: {
    INTERNAL: {
      description:
        'Amounts that are not public, where nothing is published for the line and phase (内部金额).',
      ...declare({ visibility: unpublished }),
    },
  } as const,
  ...declare({ visibility: unpublished }),
});

implementFilter(
  inputRefOf('BudgetTotalsFilter'),
  'BudgetTotalsFilter',
  'What budget sums are made of (汇总条件). Conditions on bodies, years and documents choose the tables; conditions on codes and words choose lines of the tables that are counted.',
  'public',
  (f) => ({
    dataset: f.dataset('public'),
    under: f.under({
      column: 'department_key',
      ...open,
      description: 'Key of a department: it and all below it (本部门及下属单位).',
    }),
    department: f.in('department', {
      column: 'department_key',
      ...open,
      description: 'Keys of departments: these alone, without those below them (仅本部门).',
    }),
    jurisdiction: f.in('jurisdiction', {
      column: 'jurisdiction_key',
      ...open,
      description: 'Keys of territories whose documents count (辖区).',
    }),
    fiscalYear: f.range('fiscalYear', { type: 'Int', ...open, description: 'Budget year (预算年度).' }),
    documentKind: f.in('documentKind', {
      type: BudgetDocumentKind,
      column: 'kind',
      ...open,
      description: 'Kinds of document (文本类型).',
    }),
    document: f.in('document', {
      column: 'document_key',
      ...open,
      description: 'Keys of documents (文本主键).',
    }),
    coverage: f.in('coverage', {
      type: BudgetCoverage,
      ...open,
      description:
        'Tables of all of the money, or of one part (覆盖范围). Parts are never mixed with the whole.',
    }),
    ...lineCodes(f),
    text: f.words({
      columns: [
        'label',
        'function_name',
        'economic_name',
        'project_name',
        'item_name',
        'recipient_name',
        'description',
      ],
      ...open,
      description: 'Words that must all occur in the line’s names (文字包含).',
    }),
  }),
);

builder.queryField('budgetTotals', (t) =>
  t.field({
    type: refOf('BudgetTotals'),
    nullable: false,
    description:
      'Sums of budget lines in which every amount counts once (预算汇总): one side, breakdown, book, scope and phase. Of tables that show the same money one is counted; the others are named. `own` adds the bodies’ own tables; `consolidated` takes the topmost statement as it stands. What cannot be added is an error that says so.',
    args: {
      side: t.arg({
        type: BudgetSide,
        required: true,
        description: 'Income or expenditure (收支方向).',
        ...said,
      }),
      breakdown: t.arg({
        type: BudgetBreakdown,
        required: true,
        description: 'Tables broken down by what (表的口径).',
        ...said,
      }),
      book: t.arg({ type: BudgetTotalsBook, required: true, description: 'Which book (预算类型).', ...said }),
      scope: t.arg({ type: BudgetScope, required: true, description: 'Whose money (编报范围).', ...said }),
      phase: t.arg({ type: BudgetPhase, required: true, description: 'Which phase (预算阶段).', ...said }),
      where: t.arg({
        type: inputRefOf('BudgetTotalsFilter'),
        description: 'Which tables and lines (汇总条件).',
        ...said,
      }),
      groupBy: t.arg({
        type: [BudgetTotalsGroupBy],
        description:
          'What the groups are told apart by (分组项). Lines that do not say it are a group of their own.',
        ...said,
      }),
      functionLevel: t.arg.int({
        description: 'Level of functional classes that FUNCTION groups to, 1 the widest (功能分类级次).',
        ...said,
      }),
      economicLevel: t.arg.int({
        description: 'Level of economic classes that ECONOMIC groups to, 1 the widest (经济分类级次).',
        ...said,
      }),
      ...pageArguments(t),
      include: t.arg({
        type: TotalsInclude,
        description: 'What is taken in besides what is public (纳入范围).',
        ...declare({ visibility: unpublished }),
      }),
    },
    resolve: readRootField,
    ...declare({
      visibility: 'public',
      read: { kind: 'totals', money: 'budget', tables: budgetTotalsReads },
    }),
  } as never),
);
