import { budgetComparison, comparisonReads } from '../../resolvers/budget-comparison.ts';
import { quotaOf, quotaReads } from '../../resolvers/quota.ts';
import { BudgetBreakdown, BudgetPhase, BudgetScope, BudgetSide, BudgetTotalsBook } from '../budget/enums.ts';
import { declare } from '../builder.ts';
import type { AnyFieldRef, Fields } from '../helpers/fields.ts';

const open = { visibility: 'public' } as const;
const said = declare(open);

/** What a department's page shows of its money, one list a kind of fact; each without the units below it. */
export function departmentFacts(t: Fields): Record<string, AnyFieldRef> {
  const list = (target: string, description: string) =>
    t.connection({ target, on: { key: 'department_key' }, ...open, description });
  return {
    budgets: list('BudgetDocument', 'Its budgets and final accounts (预算、决算文本), latest year first.'),
    budgetLines: list('BudgetLine', 'Lines of budget tables about it (预算科目、项目). Not to be added up.'),
    threePublic: list(
      'ThreePublicExpense',
      'Overseas travel, vehicles, reception (“三公”经费), latest year first.',
    ),
    operatingFunds: list('OperatingFund', 'Operating funds (机关运行经费), latest year first.'),
    procurementSummaries: list('ProcurementSummary', 'Government procurement of a year (政府采购情况).'),
    purchasedServices: list('PurchasedService', 'Services bought from others (政府购买服务).'),
    assets: list('AssetOccupancy', 'Assets held (国有资产占用).'),
    performanceTargets: list('PerformanceTarget', 'Performance targets and scores (绩效目标、自评).'),
    headCounts: list('HeadCount', 'How many people it has (人数).'),
    payments: list('Payment', 'Payments made (支付), last paid first.'),
    standards: list('Standard', 'Quotas, caps and other standards that bind it by name (定额与标准).'),
    quota: t.computed({
      type: { object: 'DepartmentQuota' },
      nullable: false,
      columns: [{ column: 'key', type: 'text' }],
      inScope: true,
      tables: quotaReads,
      args: (a) => ({
        year: a.arg.int({ required: true, description: 'Budget year (预算年度).', ...said }),
        issuer: a.arg.string({
          description:
            'Use the standards of this issuer instead of those issued for the body’s own territory: its name, its department’s key or its territory’s key (发布机关). They are marked.',
          ...said,
        }),
      }),
      resolve: quotaOf,
      ...open,
      description:
        'What the quotas per head allow it in a year: head count times quota, under the cap (定额测算).',
    }),
    budgetComparison: t.computed({
      type: { object: 'BudgetComparison' },
      columns: [{ column: 'key', type: 'text' }],
      inScope: true,
      isSum: true,
      tables: comparisonReads,
      args: (a) => ({
        side: a.arg({
          type: BudgetSide,
          required: true,
          description: 'Income or expenditure (收支方向).',
          ...said,
        }),
        breakdown: a.arg({
          type: BudgetBreakdown,
          required: true,
          description: 'Tables broken down by what (表的口径).',
          ...said,
        }),
        book: a.arg({
          type: BudgetTotalsBook,
          required: true,
          description: 'Which book (预算类型).',
          ...said,
        }),
        scope: a.arg({ type: BudgetScope, required: true, description: 'Whose money (编报范围).', ...said }),
        phase: a.arg({ type: BudgetPhase, required: true, description: 'Which phase (预算阶段).', ...said }),
        fiscalYear: a.arg.int({ required: true, description: 'Budget year (预算年度).', ...said }),
      }),
      resolve: budgetComparison,
      ...open,
      description:
        'Its budget sum of a year beside last year’s, those of bodies of the same kind, and a cap (部门预算比较). Null where it states no single amount.',
    }),
    disclosures: list('Disclosure', 'What it published, where and when (信息公开记录).'),
  };
}
