import { entity } from './helpers/entity.ts';
import { priceFields } from './helpers/price.ts';

const open = { visibility: 'public' } as const;

entity('Award', {
  table: 'disclosed.award',
  ...open,
  description: 'The decision for one or several suppliers (中标、成交结果). OCDS: awards[].',
  orders: {
    AWARDED_ON: { column: 'awarded_on', type: 'date', description: 'By day of decision (中标、成交日期).' },
  },
  filter: (f) => ({
    status: f.in('status', { ...open, description: 'States, for example `active` (状态).' }),
    awardedOn: f.range('awardedOn', {
      type: 'Date',
      ...open,
      description: 'Day of decision (中标、成交日期).',
    }),
    value: f.money('value', { ...open, description: 'Value of the decision (中标、成交金额).' }),
  }),
  fields: (t) => ({
    awardId: t.column('awardId', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Publisher’s id (结果编号).',
    }),
    title: t.column('title', { type: 'String', ...open, description: 'Title (名称).' }),
    description: t.column('description', { type: 'String', ...open, description: 'Description (说明).' }),
    status: t.column('status', {
      type: 'String',
      ...open,
      description: 'pending, active, cancelled, unsuccessful (状态).',
    }),
    awardedOn: t.column('awardedOn', {
      type: 'Date',
      ...open,
      description: 'Day of the decision, the publisher’s own day (中标、成交日期). OCDS: date.',
    }),
    value: t.money('value', {
      ...open,
      description: 'Total of the decision (中标、成交金额). A joint award counts once.',
    }),
    ...priceFields(t),
    supplierCount: t.column('supplierCount', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'How many suppliers share it (供应商数).',
    }),
    suppliers: t.relation({
      target: 'AwardSupplier',
      on: { key: 'award_key' },
      list: true,
      order: [{ column: 'position', direction: 'ASC' }],
      ...open,
      description: 'Suppliers, as published (中标、成交供应商).',
    }),
    relatedLots: t.column('relatedLots', {
      type: ['String'],
      ...open,
      description: 'Ids of the lots that it decides (包号).',
    }),
    relatedBid: t.column('relatedBid', {
      type: 'String',
      ...open,
      description: 'Id of the bid that won (投标编号).',
    }),
    contractPeriod: t.embedded('Period', {
      members: { startDate: ['contract_period_start', 'Date'], endDate: ['contract_period_end', 'Date'] },
      ...open,
      description: 'When the contract is to run (合同履行期限).',
    }),
    process: t.relation({
      target: 'Process',
      on: { process_key: 'key' },
      ...open,
      description: 'Process that it belongs to (采购项目).',
    }),
    contracts: t.relation({
      target: 'Contract',
      on: { key: 'award_key' },
      list: true,
      ...open,
      description: 'Contracts made from it (合同).',
    }),
    items: t.connection({
      target: 'Item',
      on: { key: 'parent_key' },
      isWithinFact: true,
      ...open,
      description: 'Things awarded (标的).',
    }),
    documents: t.connection({
      target: 'Document',
      on: { key: 'parent_key' },
      isWithinFact: true,
      ...open,
      description: 'Documents of the decision (文件、公告).',
    }),
    amendments: t.relation({
      target: 'Amendment',
      on: { key: 'parent_key' },
      list: true,
      order: [{ column: 'amended_on', direction: 'ASC' }],
      ...open,
      description: 'Formal changes (变更).',
    }),
    withheld: t.withheld('public'),
    releases: t.releases('public'),
  }),
});

entity('AwardSupplier', {
  table: 'disclosed.award_supplier',
  ...open,
  description: 'A supplier named by an award, as published (中标、成交供应商).',
  hasList: false,
  fields: (t) => ({
    name: t.column('name', { type: 'String', ...open, description: 'Name as published (名称).' }),
    position: t.column('position', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'Place in the published list, from 0 (序号).',
    }),
    supplier: t.relation({
      target: 'Supplier',
      on: { supplier_key: 'key' },
      ...open,
      description: 'The supplier, where the source gives an identifier (供应商).',
    }),
    party: t.relation({
      target: 'Party',
      on: { party_key: 'key' },
      ...open,
      description: 'The party as published (参与方).',
    }),
  }),
});
