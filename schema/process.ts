import { internal } from '../src/declare/types.ts';
import { ProcurementCategory, ProcurementMethod } from './common.ts';
import { entity } from './helpers/entity.ts';
import { rootConnection, rootOne } from './helpers/roots.ts';

const open = { visibility: 'public' } as const;

entity('Process', {
  table: 'disclosed.process',
  ...open,
  description:
    'One contracting process with all its stages (采购项目), compiled from every release of its ocid. OCDS: a record.',
  orders: {
    LAST_RELEASED_AT: {
      column: 'last_released_at',
      type: 'instant',
      description: 'By date of the latest release (最近发布时间).',
    },
    VALUE: {
      column: 'value_amount',
      type: 'decimal',
      currency: 'value_currency',
      description: 'By estimated value; the filter must name one currency (预算金额).',
    },
  },
  defaultOrder: { name: 'LAST_RELEASED_AT', direction: 'DESC' },
  filter: (f) => ({
    ocid: f.in('ocid', { ...open, description: 'Ocids (采购项目全程编号).' }),
    buyer: f.under({
      column: 'buyer_department_key',
      ...open,
      description: 'Key of a department: bought by it or by any unit below it (采购人及下属单位).',
    }),
    title: f.words({
      columns: ['title', 'description'],
      ...open,
      description: 'Words that must all occur in title or description (标题包含).',
    }),
    lastReleasedAt: f.range('lastReleasedAt', {
      type: 'DateTime',
      ...open,
      description: 'Date of the latest release (最近发布时间).',
    }),
    value: f.money('value', { ...open, description: 'Estimated value (预算金额).' }),
    procurementMethod: f.in('procurementMethod', {
      type: ProcurementMethod,
      ...open,
      description: 'Who may bid (采购方式).',
    }),
    mainProcurementCategory: f.in('mainProcurementCategory', {
      type: ProcurementCategory,
      ...open,
      description: 'Goods, works, services (采购类别).',
    }),
    procurementMethodDetails: f.in('procurementMethodDetails', {
      ...open,
      description: 'National names of the method, for example 单一来源 (采购方式名称).',
    }),
    supplier: f.exists('supplier', {
      target: 'Party',
      on: { key: 'process_key' },
      ...open,
      description: 'A body that bid, was awarded or was paid in it (供应商).',
      fields: (n) => ({
        keys: n.in('keys', {
          column: 'supplier_key',
          ...open,
          description: 'Keys of suppliers (供应商主键).',
        }),
        name: n.words({
          columns: ['name', 'legal_name'],
          ...open,
          description: 'Words that must all occur in the name as published (名称包含).',
        }),
      }),
    }),
    tenderStatus: f.in('tenderStatus', {
      ...open,
      description: 'OCDS codes of the state, for example `active`, `complete` (采购状态).',
    }),
    tag: f.overlaps('tag', {
      ...open,
      description: 'Release tags of which one must occur, for example `award` (发布类型).',
    }),
  }),
  fields: (t) => ({
    ocid: t.column('ocid', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Open contracting id, the same across all stages (采购项目全程编号).',
    }),
    dataset: t.relation({
      target: 'Dataset',
      on: { dataset_key: 'key' },
      ...open,
      description: 'Dataset that brought it (数据集).',
    }),
    title: t.column('title', {
      type: 'String',
      ...open,
      description: 'Title (项目名称), of the tender, else of the first contract or award that has one.',
    }),
    description: t.column('description', { type: 'String', ...open, description: 'Description (项目说明).' }),
    language: t.column('language', {
      type: 'String',
      ...open,
      description: 'Language of its texts, as published (语言).',
    }),
    tag: t.column('tag', {
      type: ['String'],
      ...open,
      description: 'Tags of all its releases: what has been published about it (发布类型).',
    }),
    contentState: t.column('contentState', {
      type: 'String',
      nullable: false,
      ...open,
      description:
        '`released`: compiled here from its releases; `compiled`: only the publisher’s own compilation is known; `linked`: only addresses of releases are known (内容状态).',
    }),
    firstReleasedAt: t.column('firstReleasedAt', {
      type: 'DateTime',
      ...open,
      description: 'Publisher’s date of the first release (首次发布时间).',
    }),
    lastReleasedAt: t.column('lastReleasedAt', {
      type: 'DateTime',
      ...open,
      description: 'Publisher’s date of the latest release (最近发布时间).',
    }),
    buyer: t.relation({
      target: 'Department',
      on: { buyer_department_key: 'key' },
      ...open,
      description:
        'Department that pays or uses (采购人); null where the source’s buyer has no identifier, see `buyerParty`.',
    }),
    buyerParty: t.relation({
      target: 'Party',
      on: { buyer_party_key: 'key' },
      ...open,
      description: 'The buyer as published (采购人，原文).',
    }),
    procuringEntity: t.relation({
      target: 'Department',
      on: { procuring_entity_department_key: 'key' },
      ...open,
      description: 'Body that runs the procedure (采购代理机构), where linked.',
    }),
    procuringEntityParty: t.relation({
      target: 'Party',
      on: { procuring_entity_party_key: 'key' },
      ...open,
      description: 'The body that runs the procedure, as published (采购代理机构，原文).',
    }),
    tenderStatus: t.column('tenderStatus', {
      type: 'String',
      ...open,
      description: 'State of the tender, OCDS code (采购状态).',
    }),
    procurementMethod: t.column('procurementMethod', {
      type: 'String',
      ...open,
      description: 'Who may bid: open, selective, limited, direct (采购方式代码).',
    }),
    procurementMethodDetails: t.column('procurementMethodDetails', {
      type: 'String',
      ...open,
      description: 'National name of the method, for example 竞争性磋商 (采购方式).',
    }),
    mainProcurementCategory: t.column('mainProcurementCategory', {
      type: 'String',
      ...open,
      description: 'goods, works, services (采购类别).',
    }),
    value: t.money('value', {
      ...open,
      description: 'Estimated value of the tender (采购预算金额). Not a price.',
    }),
    plans: t.relation({
      target: 'Plan',
      on: { key: 'process_key' },
      list: true,
      ...open,
      description:
        'Planning stage (采购意向与计划). Most processes have one plan; some publishers list several.',
    }),
    tender: t.relation({
      target: 'Tender',
      on: { key: 'process_key' },
      ...open,
      description: 'Invitation (采购公告).',
    }),
    framework: t.relation({
      target: 'Framework',
      on: { key: 'process_key' },
      ...open,
      description: 'Framework agreement, where it is one (框架协议).',
    }),
    bids: t.connection({
      target: 'Bid',
      on: { key: 'process_key' },
      isWithinFact: true,
      ...open,
      description: 'Bids (投标、响应), where published.',
    }),
    awards: t.connection({
      target: 'Award',
      on: { key: 'process_key' },
      isWithinFact: true,
      ...open,
      description: 'Decisions (中标、成交结果).',
    }),
    contracts: t.connection({
      target: 'Contract',
      on: { key: 'process_key' },
      isWithinFact: true,
      ...open,
      description: 'Contracts (采购合同).',
    }),
    parties: t.connection({
      target: 'Party',
      on: { key: 'process_key' },
      isWithinFact: true,
      ...open,
      description: 'Every body with a part in it, as published (参与方).',
    }),
    documents: t.connection({
      target: 'Document',
      on: { key: 'process_key' },
      isWithinFact: true,
      ...open,
      description: 'Documents of all its stages (文件、公告).',
    }),
    milestones: t.connection({
      target: 'Milestone',
      on: { key: 'process_key' },
      isWithinFact: true,
      ...open,
      description: 'Milestones of all its stages (里程碑).',
    }),
    approvals: t.relation({
      target: 'Approval',
      on: { key: 'process_key' },
      list: true,
      ...open,
      description: 'Published approvals that allowed an exception (批准、核准).',
    }),
    relatedProcesses: t.relation({
      target: 'RelatedProcess',
      on: { key: 'process_key' },
      list: true,
      ...open,
      description: 'Links to other processes (关联项目).',
    }),
    releases: t.connection({
      target: 'Release',
      on: { key: 'process_key' },
      isWithinFact: true,
      ...open,
      description: 'Every publication of it by its publisher (各次发布).',
    }),
    withheld: t.withheld('public'),
    detail: t.relation({
      target: 'ProcessDetail',
      on: { key: 'key' },
      visibility: internal('Needs, market research and opinions written before anything is decided.'),
      description:
        'Internal detail of this process (内部信息). Empty when there is none; `detailAccess` says why.',
    }),
    detailAccess: t.detailAccess({ table: 'internal.process_detail', owner: 'buyer_department_key' }),
  }),
});

rootConnection('processes', {
  target: 'Process',
  ...open,
  description: 'Procurement processes (采购项目), latest release first.',
});
rootOne('process', {
  target: 'Process',
  ...open,
  description: 'One process (采购项目) by id, key or ocid.',
  by: { ocid: { column: 'ocid', description: 'Open contracting id (采购项目全程编号).' } },
});
