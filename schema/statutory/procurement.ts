import { BudgetPhase } from '../budget/enums.ts';
import { entity } from '../helpers/entity.ts';
import { amountOf, factFields, factFilters, latestFirst, yearOrder } from './common.ts';

const open = { visibility: 'public' } as const;

entity('ProcurementSummary', {
  table: 'disclosed.procurement_summary',
  ...open,
  description: 'Government procurement of a body in a year as its document states it (政府采购情况).',
  orders: yearOrder,
  defaultOrder: latestFirst,
  filter: (f) => ({
    ...factFilters(f),
    phase: f.in('phase', { type: BudgetPhase, ...open, description: 'Phases (预算阶段).' }),
  }),
  fields: (t) => ({
    phase: t.column('phase', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'approved, final and the others (预算阶段).',
    }),
    goods: amountOf(t, 'goods', 'Goods (货物).'),
    works: amountOf(t, 'works', 'Works (工程).'),
    services: amountOf(t, 'services', 'Services (服务).'),
    total: amountOf(t, 'total', 'Together, as published (合计).'),
    sme: amountOf(
      t,
      'sme',
      'Contracts awarded to small and medium-sized enterprises (授予中小企业合同金额).',
    ),
    micro: amountOf(t, 'micro', 'Of it to small and micro enterprises (其中小微企业).'),
    ...factFields(t, { hasCell: true }),
  }),
});

entity('PurchasedService', {
  table: 'disclosed.purchased_service',
  ...open,
  description: 'A service that a body buys from others (政府购买服务).',
  orders: yearOrder,
  defaultOrder: latestFirst,
  filter: (f) => ({
    ...factFilters(f),
    code: f.code('code', { ...open, description: 'Code of the service (目录编码).' }),
    text: f.words({
      columns: ['name', 'project_name', 'provider'],
      ...open,
      description: 'Words that must all occur in name, project or provider (文字包含).',
    }),
  }),
  fields: (t) => ({
    code: t.column('code', {
      type: 'String',
      ...open,
      description: 'Code in the list of services (目录编码).',
    }),
    name: t.column('name', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'The service (服务名称).',
    }),
    projectName: t.column('projectName', {
      type: 'String',
      ...open,
      description: 'Project that it is for (项目名称).',
    }),
    provider: t.column('provider', {
      type: 'String',
      ...open,
      description: 'Who provides it, as published (承接主体).',
    }),
    budget: amountOf(t, 'budget', 'Amount budgeted (预算数).'),
    actual: amountOf(t, 'actual', 'Amount spent (决算数).'),
    ...factFields(t),
  }),
});
