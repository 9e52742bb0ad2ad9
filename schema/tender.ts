import { internal } from '../src/declare/types.ts';
import { entity } from './helpers/entity.ts';
import { priceFields } from './helpers/price.ts';

const open = { visibility: 'public' } as const;

entity('Tender', {
  table: 'disclosed.tender',
  ...open,
  description: 'The invitation to bid or its equivalent (采购公告). OCDS: tender.',
  hasList: false,
  fields: (t) => ({
    tenderId: t.column('tenderId', { type: 'String', ...open, description: 'Publisher’s id (采购编号).' }),
    title: t.column('title', { type: 'String', ...open, description: 'Title (采购项目名称).' }),
    description: t.column('description', {
      type: 'String',
      ...open,
      description: 'Description (采购需求概况).',
    }),
    status: t.column('status', {
      type: 'String',
      ...open,
      description:
        'OCDS code: planning, planned, active, cancelled, unsuccessful, complete, withdrawn (状态).',
    }),
    procurementMethod: t.column('procurementMethod', {
      type: 'String',
      ...open,
      description: 'Who may bid: open, selective, limited, direct (采购方式代码).',
    }),
    procurementMethodDetails: t.column('procurementMethodDetails', {
      type: 'String',
      ...open,
      description: 'National name of the method (采购方式).',
    }),
    procurementMethodRationale: t.column('procurementMethodRationale', {
      type: 'String',
      ...open,
      description: 'Why this method (采购方式理由).',
    }),
    mainProcurementCategory: t.column('mainProcurementCategory', {
      type: 'String',
      ...open,
      description: 'goods, works, services (采购类别).',
    }),
    additionalProcurementCategories: t.column('additionalProcurementCategories', {
      type: ['String'],
      ...open,
      description: 'Further categories (其他类别).',
    }),
    awardCriteria: t.column('awardCriteria', {
      type: 'String',
      ...open,
      description: 'How the winner is found, OCDS code (评审方法代码).',
    }),
    awardCriteriaDetails: t.column('awardCriteriaDetails', {
      type: 'String',
      ...open,
      description: 'How the winner is found, in words (评审方法).',
    }),
    submissionMethod: t.column('submissionMethod', {
      type: ['String'],
      ...open,
      description: 'How bids are handed in, OCDS codes (递交方式代码).',
    }),
    submissionMethodDetails: t.column('submissionMethodDetails', {
      type: 'String',
      ...open,
      description: 'How bids are handed in, in words (递交方式).',
    }),
    eligibilityCriteria: t.column('eligibilityCriteria', {
      type: 'String',
      ...open,
      description: 'Who may take part (供应商资格要求).',
    }),
    hasEnquiries: t.column('hasEnquiries', {
      type: 'Boolean',
      ...open,
      description: 'Whether questions were asked (有无质疑、询问).',
    }),
    numberOfTenderers: t.column('numberOfTenderers', {
      type: 'Int',
      ...open,
      description: 'How many bid, as published (投标供应商数).',
    }),
    value: t.money('value', { ...open, description: 'Estimated value (预算金额). Not a price.' }),
    minValue: t.money('minValue', { ...open, description: 'Least estimated value (最低预计金额).' }),
    tenderPeriod: t.embedded('TimePeriod', {
      members: { startDate: ['tender_period_start', 'DateTime'], endDate: ['tender_period_end', 'DateTime'] },
      ...open,
      description: 'From publication to the deadline for bids (投标期限).',
    }),
    enquiryPeriod: t.embedded('TimePeriod', {
      members: {
        startDate: ['enquiry_period_start', 'DateTime'],
        endDate: ['enquiry_period_end', 'DateTime'],
      },
      ...open,
      description: 'When questions may be asked (质疑、询问期限).',
    }),
    awardPeriod: t.embedded('Period', {
      members: { startDate: ['award_period_start', 'Date'], endDate: ['award_period_end', 'Date'] },
      ...open,
      description: 'When the decision is taken (评审期间).',
    }),
    contractPeriod: t.embedded('Period', {
      members: { startDate: ['contract_period_start', 'Date'], endDate: ['contract_period_end', 'Date'] },
      ...open,
      description: 'When the contract is to run (合同履行期限).',
    }),
    lots: t.relation({
      target: 'Lot',
      on: { key: 'tender_key' },
      list: true,
      ...open,
      description: 'Parts awarded separately (分包).',
    }),
    items: t.connection({
      target: 'Item',
      on: { key: 'parent_key' },
      isWithinFact: true,
      ...open,
      description: 'Things to be bought (采购标的).',
    }),
    documents: t.connection({
      target: 'Document',
      on: { key: 'parent_key' },
      isWithinFact: true,
      ...open,
      description: 'Documents of the invitation (采购文件、公告).',
    }),
    milestones: t.connection({
      target: 'Milestone',
      on: { key: 'parent_key' },
      isWithinFact: true,
      ...open,
      description: 'Milestones of the procedure (里程碑).',
    }),
    amendments: t.relation({
      target: 'Amendment',
      on: { key: 'parent_key' },
      list: true,
      order: [{ column: 'amended_on', direction: 'ASC' }],
      ...open,
      description: 'Formal changes (更正、变更公告).',
    }),
    withheld: t.withheld('public'),
    detail: t.relation({
      target: 'TenderDetail',
      on: { key: 'key' },
      visibility: internal('Evaluation and complaint notes, and estimates before they are published.'),
      description:
        'Internal detail of this tender (内部信息). Empty when there is none; `detailAccess` says why.',
    }),
    detailAccess: t.detailAccess({ table: 'internal.tender_detail', owner: null }),
    releases: t.releases('public'),
  }),
});

entity('Lot', {
  table: 'disclosed.lot',
  ...open,
  description: 'A part of a tender that is awarded separately (分包). OCDS: tender.lots[].',
  hasList: false,
  fields: (t) => ({
    lotId: t.column('lotId', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Publisher’s id (包号).',
    }),
    title: t.column('title', { type: 'String', ...open, description: 'Title (包名称).' }),
    description: t.column('description', { type: 'String', ...open, description: 'Description (说明).' }),
    status: t.column('status', { type: 'String', ...open, description: 'State, OCDS code (状态).' }),
    value: t.money('value', { ...open, description: 'Estimated value of the part (分包预算金额).' }),
    contractPeriod: t.embedded('Period', {
      members: { startDate: ['contract_period_start', 'Date'], endDate: ['contract_period_end', 'Date'] },
      ...open,
      description: 'When its contract is to run (合同履行期限).',
    }),
    releases: t.releases('public'),
  }),
});

entity('Bid', {
  table: 'disclosed.bid',
  ...open,
  description: 'A bid received (投标、响应), where the source publishes bids. OCDS: bids.details[].',
  fields: (t) => ({
    bidId: t.column('bidId', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Publisher’s id (投标编号).',
    }),
    status: t.column('status', {
      type: 'String',
      ...open,
      description: 'invited, pending, valid, disqualified, withdrawn (状态).',
    }),
    receivedOn: t.column('receivedOn', {
      type: 'Date',
      ...open,
      description: 'Day on which it was received (递交日期).',
    }),
    tenderers: t.relation({
      target: 'Party',
      on: { tenderer_party_keys: 'key' },
      isArray: true,
      list: true,
      ...open,
      description: 'Who bids, alone or together (投标供应商).',
    }),
    relatedLots: t.column('relatedLots', {
      type: ['String'],
      ...open,
      description: 'Ids of the lots bid for (所投包号).',
    }),
    value: t.money('value', { ...open, description: 'Price offered (投标报价).' }),
    ...priceFields(t),
    releases: t.releases('public'),
  }),
});
