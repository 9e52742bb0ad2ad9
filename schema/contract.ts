import { internal } from '../src/declare/types.ts';
import { ProcurementCategory, ProcurementMethod } from './common.ts';
import { entity } from './helpers/entity.ts';
import { rootConnection, rootOne } from './helpers/roots.ts';

const open = { visibility: 'public' } as const;

entity('Contract', {
  table: 'disclosed.contract',
  ...open,
  description: 'A signed government procurement contract (政府采购合同). OCDS: contracts[].',
  orders: {
    DATE_SIGNED: { column: 'date_signed', type: 'date', description: 'By day of signature (签订日期).' },
    VALUE: {
      column: 'value_amount',
      type: 'decimal',
      currency: 'value_currency',
      description: 'By price; the filter must name one currency (合同金额).',
    },
  },
  defaultOrder: { name: 'DATE_SIGNED', direction: 'DESC' },
  filter: (f) => ({
    buyer: f.under({
      column: 'buyer_department_key',
      ...open,
      description: 'Key of a department: bought by it or by any unit below it (采购人及下属单位).',
    }),
    buyerName: f.exists('buyerName', {
      target: 'Party',
      on: { buyer_party_key: 'key' },
      ...open,
      description: 'The buyer as published, also where it has no identifier (采购人名称).',
      fields: (n) => ({
        contains: n.words({
          columns: ['name', 'legal_name'],
          ...open,
          description: 'Words that must all occur in the name (名称包含).',
        }),
      }),
    }),
    supplier: f.exists('supplier', {
      target: 'ContractSupplier',
      on: { key: 'contract_key' },
      ...open,
      description: 'A supplier of the contract, alone or with others (供应商).',
      fields: (n) => ({
        keys: n.in('keys', {
          column: 'supplier_key',
          ...open,
          description: 'Keys of suppliers (供应商主键).',
        }),
        name: n.words({
          columns: ['name'],
          ...open,
          description: 'Words that must all occur in the name as published (名称包含).',
        }),
      }),
    }),
    process: f.in('process', { column: 'process_key', ...open, description: 'Ocids (采购项目全程编号).' }),
    dateSigned: f.range('dateSigned', { type: 'Date', ...open, description: 'Day of signature (签订日期).' }),
    value: f.money('value', { ...open, description: 'Price as last stated (合同金额).' }),
    procurementMethod: f.in('procurementMethod', {
      type: ProcurementMethod,
      ...open,
      description: 'Who may bid (采购方式).',
    }),
    procurementMethodDetails: f.in('procurementMethodDetails', {
      ...open,
      description: 'National names of the method, for example 单一来源 (采购方式名称).',
    }),
    mainProcurementCategory: f.in('mainProcurementCategory', {
      type: ProcurementCategory,
      ...open,
      description: 'Goods, works, services (采购类别).',
    }),
    status: f.in('status', {
      ...open,
      description: 'OCDS codes: pending, active, cancelled, terminated (状态).',
    }),
    title: f.words({
      columns: ['title', 'description'],
      ...open,
      description: 'Words that must all occur in title or description (标题包含).',
    }),
  }),
  fields: (t) => ({
    contractId: t.column('contractId', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Publisher’s id (合同编号).',
    }),
    ocid: t.column('ocid', {
      column: 'process_key',
      type: 'String',
      nullable: false,
      ...open,
      description: 'Process that it belongs to (采购项目全程编号).',
    }),
    title: t.column('title', { type: 'String', ...open, description: 'Title (合同名称).' }),
    description: t.column('description', { type: 'String', ...open, description: 'Description (合同说明).' }),
    status: t.column('status', {
      type: 'String',
      ...open,
      description:
        'OCDS code: pending, active, cancelled (before signature), terminated (ended, well or early) (状态).',
    }),
    dateSigned: t.column('dateSigned', {
      type: 'Date',
      ...open,
      description: 'Day of signature, the publisher’s own day (签订日期). Starts the disclosure clock.',
    }),
    period: t.embedded('Period', {
      members: { startDate: ['period_start', 'Date'], endDate: ['period_end', 'Date'] },
      ...open,
      description: 'When it runs (履行期限).',
    }),
    value: t.money('value', {
      ...open,
      description:
        'Price as the publisher last stated it (合同金额): a later amendment that states a new price is in it. What this hub showed before is under `recordedAsOf`.',
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
      description: 'Body that ran the procedure (采购代理机构), where linked.',
    }),
    procuringEntityParty: t.relation({
      target: 'Party',
      on: { procuring_entity_party_key: 'key' },
      ...open,
      description: 'The body that ran the procedure, as published (采购代理机构，原文).',
    }),
    supplier: t.relation({
      target: 'Supplier',
      on: { supplier_key: 'key' },
      ...open,
      description:
        'First supplier named (供应商), where the source gives an identifier. All stand in `suppliers`.',
    }),
    supplierCount: t.column('supplierCount', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'How many suppliers share it (供应商数).',
    }),
    suppliers: t.relation({
      target: 'ContractSupplier',
      on: { key: 'contract_key' },
      list: true,
      order: [{ column: 'position', direction: 'ASC' }],
      ...open,
      description: 'Every supplier as published, through the award or named by the contract itself (供应商).',
    }),
    procurementMethod: t.column('procurementMethod', {
      type: 'String',
      ...open,
      description: 'Who could bid: open, selective, limited, direct (采购方式代码).',
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
    awardId: t.column('awardId', {
      type: 'String',
      ...open,
      description: 'Id of the award that it rests on, as published (结果编号).',
    }),
    award: t.relation({
      target: 'Award',
      on: { award_key: 'key' },
      ...open,
      description: 'Decision that it rests on (中标、成交结果); null where the id points nowhere.',
    }),
    process: t.relation({
      target: 'Process',
      on: { process_key: 'key' },
      ...open,
      description: 'Process that it belongs to (采购项目).',
    }),
    dataset: t.relation({
      target: 'Dataset',
      on: { dataset_key: 'key' },
      ...open,
      description: 'Dataset that brought it (数据集).',
    }),
    releases: t.releases('public'),
    items: t.connection({
      target: 'Item',
      on: { key: 'parent_key' },
      isWithinFact: true,
      ...open,
      description: 'Things bought (标的).',
    }),
    amendments: t.relation({
      target: 'Amendment',
      on: { key: 'parent_key' },
      list: true,
      order: [{ column: 'amended_on', direction: 'ASC' }],
      ...open,
      description: 'Formal changes (变更、补充合同), oldest first.',
    }),
    transactions: t.connection({
      target: 'Transaction',
      on: { key: 'contract_key' },
      isWithinFact: true,
      ...open,
      description: 'Payments made (支付).',
    }),
    milestones: t.connection({
      target: 'Milestone',
      on: { key: 'parent_key' },
      isWithinFact: true,
      ...open,
      description: 'Events planned or met (里程碑、履约验收).',
    }),
    documents: t.connection({
      target: 'Document',
      on: { key: 'parent_key' },
      isWithinFact: true,
      ...open,
      description: 'Documents, the contract’s own text among them (文件、合同公告).',
    }),
    relatedProcesses: t.relation({
      target: 'RelatedProcess',
      on: { key: 'parent_key' },
      list: true,
      ...open,
      description: 'Links to other processes: subcontract, replacement, renewal (关联项目).',
    }),
    withheld: t.withheld('public'),
    detail: t.relation({
      target: 'ContractDetail',
      on: { key: 'key' },
      visibility: internal(
        'Working notes of the buyer and the finance bureau, written before anything is established.',
      ),
      description:
        'Internal detail of this contract (内部信息). Empty when there is none; `detailAccess` says why.',
    }),
    detailAccess: t.detailAccess({ table: 'internal.contract_detail', owner: 'buyer_department_key' }),
  }),
});

entity('ContractSupplier', {
  table: 'disclosed.contract_supplier',
  ...open,
  description: 'A supplier of a contract, as published (合同供应商).',
  fields: (t) => ({
    name: t.column('name', { type: 'String', ...open, description: 'Name as published (名称).' }),
    position: t.column('position', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'Place in the published list, from 0 (序号).',
    }),
    contract: t.relation({
      target: 'Contract',
      on: { contract_key: 'key' },
      ...open,
      description: 'The contract (合同).',
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

entity('Amendment', {
  table: 'disclosed.amendment',
  ...open,
  description: 'A formal change of a tender, an award or a contract (变更、补充合同). OCDS: amendments[].',
  hasList: false,
  fields: (t) => ({
    amendmentId: t.column('amendmentId', {
      type: 'String',
      ...open,
      description: 'Publisher’s id (变更编号).',
    }),
    amendedOn: t.column('amendedOn', {
      type: 'Date',
      ...open,
      description: 'Day of the change, the publisher’s own day (变更日期). OCDS: date.',
    }),
    rationale: t.column('rationale', {
      type: 'String',
      ...open,
      description: 'Why it was changed (变更理由).',
    }),
    description: t.column('description', {
      type: 'String',
      ...open,
      description: 'What was changed (变更内容).',
    }),
    amendsReleaseId: t.column('amendsReleaseId', {
      type: 'String',
      ...open,
      description: 'Release that held before the change (变更前发布编号).',
    }),
    releaseId: t.column('releaseId', {
      type: 'String',
      ...open,
      description: 'Release that holds after the change (变更后发布编号).',
    }),
    releases: t.releases('public'),
  }),
});

entity('Transaction', {
  table: 'disclosed.transaction',
  ...open,
  description: 'A payment made under a contract (支付). OCDS: contracts[].implementation.transactions[].',
  orders: { PAID_ON: { column: 'paid_on', type: 'date', description: 'By day of payment (支付日期).' } },
  defaultOrder: { name: 'PAID_ON', direction: 'ASC' },
  fields: (t) => ({
    transactionId: t.column('transactionId', {
      type: 'String',
      ...open,
      description: 'Publisher’s id (支付编号).',
    }),
    paidOn: t.column('paidOn', {
      type: 'Date',
      ...open,
      description: 'Day of payment, the publisher’s own day (支付日期). OCDS: date.',
    }),
    value: t.money('value', { ...open, description: 'Amount paid (支付金额).' }),
    payer: t.relation({
      target: 'Party',
      on: { payer_party_key: 'key' },
      ...open,
      description: 'Who paid, as published (付款方).',
    }),
    payee: t.relation({
      target: 'Party',
      on: { payee_party_key: 'key' },
      ...open,
      description: 'Who was paid, as published (收款方).',
    }),
    source: t.column('source', {
      type: 'String',
      ...open,
      description: 'Address of the system that holds the payment (来源系统).',
    }),
    uri: t.column('uri', { type: 'String', ...open, description: 'Address of the payment itself (网址).' }),
    releases: t.releases('public'),
  }),
});

rootConnection('contracts', {
  target: 'Contract',
  ...open,
  description: 'Contracts (采购合同), last signed first.',
});
rootOne('contract', { target: 'Contract', ...open, description: 'One contract (采购合同) by id or key.' });
