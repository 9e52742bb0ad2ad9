import { builder, declare } from '../builder.ts';

const open = declare({ visibility: 'public' });

/** A closed list of codes: an enum in filters and arguments, text in answers. */
function codes<Name extends string>(name: string, description: string, values: Record<Name, string>) {
  return builder.enumType(name, {
    description,
    values: Object.fromEntries(
      Object.entries<string>(values).map(([value, words]) => [value, { description: words, ...open }]),
    ) as unknown as Record<Name, { description: string }>,
    ...open,
  });
}

export const BudgetDocumentKind = codes('BudgetDocumentKind', 'Kind of budget document (文本类型).', {
  proposal: 'Draft put before the parliament (预算草案).',
  budget: 'Budget as approved (预算).',
  adjustment: 'Adjusted budget (预算调整方案).',
  execution: 'Report during the year (预算执行).',
  finalAccount: 'Final account (决算).',
  forecast: 'Plan for years to come (中期规划).',
});

export const BudgetSide = codes('BudgetSide', 'Which side of the budget (收支方向).', {
  income: 'Money that comes in (收入).',
  expenditure: 'Money that goes out (支出).',
});

export const BudgetBreakdown = codes('BudgetBreakdown', 'By what a budget table is broken down (表的口径).', {
  function: 'By function (支出功能分类).',
  economic: 'By economic class (经济分类).',
  program: 'By program (项目类别、计划).',
  project: 'By project (项目).',
  source: 'By source of funds (资金来源).',
  organisation: 'By body (部门、单位).',
  item: 'By the publisher’s own items (明细项目).',
  threePublic: 'Overseas travel, vehicles, reception (“三公”经费).',
  summary: 'Summary of income and expenditure (收支总表).',
  procurement: 'Government procurement (政府采购).',
  purchasedServices: 'Purchased services (政府购买服务).',
  assets: 'Assets (资产).',
  performance: 'Performance targets (绩效目标).',
  other: 'Another layout (其他).',
});

export const BudgetBook = codes(
  'BudgetBook',
  'Which book of the budget (预算类型). `all` is never added to another.',
  {
    all: 'All books together (总表).',
    general: 'General public budget (一般公共预算).',
    governmentFunds: 'Government funds (政府性基金预算).',
    stateCapital: 'State capital operations (国有资本经营预算).',
    socialInsurance: 'Social insurance funds (社会保险基金预算).',
  },
);

export const BudgetTotalsBook = codes(
  'BudgetTotalsBook',
  'Which book is summed (预算类型): one; `all` is a book of its own and is never added to another.',
  {
    all: 'All books together, as one table shows them (总表).',
    general: 'General public budget (一般公共预算).',
    governmentFunds: 'Government funds (政府性基金预算).',
    stateCapital: 'State capital operations (国有资本经营预算).',
    socialInsurance: 'Social insurance funds (社会保险基金预算).',
    none: 'Tables to which books do not apply (不分预算类型).',
  },
);

export const BudgetScope = codes('BudgetScope', 'Whose money a table shows (编报范围).', {
  own: 'Of the body itself, without units below it (本级).',
  consolidated: 'Of the body with all units below it (汇总、部门).',
});

export const BudgetCoverage = codes('BudgetCoverage', 'Which part of the money a table shows (覆盖范围).', {
  all: 'All of it (全部).',
  basic: 'Basic expenditure only (基本支出).',
  project: 'Project expenditure only (项目支出).',
});

export const BudgetPhase = codes('BudgetPhase', 'Phase of an amount (预算阶段).', {
  proposed: 'As proposed (草案数).',
  approved: 'As approved (年初预算数).',
  adjusted: 'After changes during the year (调整预算数).',
  executed: 'As far as carried out (执行数).',
  final: 'Final account (决算数).',
  projected: 'Planned for a later year (预测数).',
});

export const BudgetRowKind = codes('BudgetRowKind', 'Whether a row of a table is counted (行类型).', {
  line: 'A line, counted (明细).',
  subtotal: 'Sum of some lines, shown and checked, never counted (小计).',
  total: 'Sum of the table, shown and checked, never counted (合计).',
});

export const ThreePublicCategory = codes('ThreePublicCategory', 'What the money was for (“三公”经费类别).', {
  total: 'All three together (合计).',
  overseas: 'Travel abroad on duty (因公出国（境）费).',
  vehicles: 'Official vehicles, bought and run (公务用车购置及运行费).',
  vehiclePurchase: 'Vehicles bought (公务用车购置费).',
  vehicleOperation: 'Vehicles run (公务用车运行维护费).',
  reception: 'Official reception (公务接待费).',
});
