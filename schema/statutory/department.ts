import type { AnyFieldRef, Fields } from '../helpers/fields.ts';

const open = { visibility: 'public' } as const;

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
    disclosures: list('Disclosure', 'What it published, where and when (信息公开记录).'),
  };
}
