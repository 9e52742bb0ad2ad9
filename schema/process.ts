import { releaseContent, releaseContentReads } from '../resolvers/release.ts';
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
      description: 'Title (项目名称), of the tender, else of the plan or the first contract.',
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
    plan: t.relation({
      target: 'Plan',
      on: { key: 'process_key' },
      ...open,
      description: 'Planning stage (采购意向与计划).',
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
    withheld: t.relation({
      target: 'Withheld',
      on: { key: 'subject_key' },
      list: true,
      ...open,
      description: 'Values that are not shown, and which of three reasons (不予公开、暂不公开、部分隐去).',
    }),
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

entity('Release', {
  table: 'disclosed.release',
  ...open,
  description:
    'One publication about a process by its publisher (单次发布): what, when, from which file. OCDS: a release.',
  orders: { DATE: { column: 'date', type: 'instant', description: 'By the publisher’s date (发布时间).' } },
  defaultOrder: { name: 'DATE', direction: 'ASC' },
  fields: (t) => ({
    ocid: t.column('ocid', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Process that it is about (采购项目全程编号).',
    }),
    releaseId: t.column('releaseId', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'The publisher’s id of this release (发布编号).',
    }),
    date: t.column('date', {
      type: 'DateTime',
      ...open,
      description: 'Date of the release as an instant, where the published text is one (发布时间).',
    }),
    publishedDate: t.column('publishedDate', {
      type: 'String',
      ...open,
      description: 'Text of that date as published (发布时间原文).',
    }),
    tag: t.column('tag', {
      type: ['String'],
      ...open,
      description: 'What it announces: planning, tender, award, contract … (发布类型).',
    }),
    language: t.column('language', { type: 'String', ...open, description: 'Language of its texts (语言).' }),
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description:
        '`release`; `compiled`: the publisher’s own compilation; `linked`: known by address only (种类).',
    }),
    url: t.column('url', {
      type: 'String',
      ...open,
      description: 'Its address, where the publisher links it (网址).',
    }),
    contentHash: t.column('contentHash', {
      type: 'String',
      ...open,
      description: 'SHA-256 of its bytes as received, in hex (校验值).',
    }),
    source: t.relation({
      target: 'Source',
      on: { source_key: 'key' },
      ...open,
      description: 'File that it was read from (来源文件).',
    }),
    pointer: t.column('pointer', {
      type: 'String',
      ...open,
      description: 'JSON pointer to it in that file (文件内位置).',
    }),
    isMerged: t.column('isMerged', {
      type: 'Boolean',
      nullable: false,
      ...open,
      description: 'Whether the process shown was compiled from it (是否已汇总).',
    }),
    content: t.computed({
      type: 'String',
      columns: [
        { column: 'ocid', type: 'text' },
        { column: 'release_id', type: 'text' },
        { column: 'content_hash', type: 'text' },
      ],
      visibility: internal('A release as received can hold personal data that this hub does not publish.'),
      description:
        'The release exactly as received, JSON text (原始内容). Null where it is known by address only, or not open to you.',
      tables: releaseContentReads,
      resolve: releaseContent,
    }),
  }),
});

entity('Plan', {
  table: 'disclosed.plan',
  ...open,
  description: 'Planning stage of a process (采购意向、采购计划). OCDS: planning.',
  hasList: false,
  fields: (t) => ({
    rationale: t.column('rationale', {
      type: 'String',
      ...open,
      description: 'Why it is bought (采购需求理由).',
    }),
    budgetId: t.column('budgetId', {
      type: 'String',
      ...open,
      description: 'Publisher’s id of the budget line that pays (预算科目编号).',
    }),
    budgetDescription: t.column('budgetDescription', {
      type: 'String',
      ...open,
      description: 'Budget line in words (预算说明).',
    }),
    budget: t.money('budget', {
      ...open,
      description: 'Money set aside for this process (采购预算). Not the whole budget line.',
    }),
    project: t.column('project', {
      type: 'String',
      ...open,
      description: 'Project that it belongs to (所属项目).',
    }),
    projectId: t.column('projectId', {
      type: 'String',
      ...open,
      description: 'Id of that project (项目编号).',
    }),
    uri: t.column('uri', { type: 'String', ...open, description: 'Address of the budget (预算网址).' }),
  }),
});

entity('Framework', {
  table: 'disclosed.framework',
  ...open,
  description:
    'A framework agreement (框架协议): method, ceiling, term. Its call-offs are processes of their own.',
  hasList: false,
  fields: (t) => ({
    title: t.column('title', { type: 'String', ...open, description: 'Title (框架协议名称).' }),
    method: t.column('method', {
      type: 'String',
      ...open,
      description:
        'How call-offs are made: with, without, with or without reopening competition (第二阶段方式).',
    }),
    maximumParticipants: t.column('maximumParticipants', {
      type: 'Int',
      ...open,
      description: 'Most suppliers that may take part (最多入围供应商数).',
    }),
    ceiling: t.money('ceiling', { ...open, description: 'Most that may be called off (协议最高限额).' }),
    term: t.embedded('Period', {
      members: { startDate: ['term_start', 'Date'], endDate: ['term_end', 'Date'] },
      ...open,
      description: 'Days on which call-offs may be made (有效期).',
    }),
  }),
});

entity('Approval', {
  table: 'disclosed.approval',
  ...open,
  description: 'A published approval that allowed an exception (批准、核准).',
  hasList: false,
  fields: (t) => ({
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'What was approved (事项).',
    }),
    approvedBy: t.column('approvedBy', {
      type: 'String',
      ...open,
      description: 'Body that approved (批准机关).',
    }),
    number: t.column('number', { type: 'String', ...open, description: 'Number of the paper (文号).' }),
    approvedOn: t.column('approvedOn', { type: 'Date', ...open, description: 'Day of approval (批准日期).' }),
    validUntil: t.column('validUntil', {
      type: 'Date',
      ...open,
      description: 'Last day on which it may be used (有效期至).',
    }),
    reason: t.column('reason', { type: 'String', ...open, description: 'Published reason (理由).' }),
  }),
});

entity('RelatedProcess', {
  table: 'disclosed.related_process',
  ...open,
  description: 'A link from one process, or one of its contracts, to another process (关联项目).',
  hasList: false,
  fields: (t) => ({
    relationship: t.column('relationship', {
      type: ['String'],
      ...open,
      description: 'OCDS codes: framework, parent, prior, unsuccessfulProcess, renewalProcess … (关联类型).',
    }),
    scheme: t.column('scheme', {
      type: 'String',
      ...open,
      description: 'Kind of identifier, normally `ocid` (标识体系).',
    }),
    identifier: t.column('identifier', {
      type: 'String',
      ...open,
      description: 'Identifier of the other process (关联项目编号).',
    }),
    title: t.column('title', {
      type: 'String',
      ...open,
      description: 'Title of the other process, as this one gives it (关联项目名称).',
    }),
    uri: t.column('uri', { type: 'String', ...open, description: 'Address of the other process (网址).' }),
    process: t.relation({
      target: 'Process',
      on: { identifier: 'key' },
      ...open,
      description: 'The other process, where this hub has it (关联项目).',
    }),
  }),
});

entity('Withheld', {
  table: 'disclosed.withheld',
  ...open,
  description:
    'A value that is not shown, and why (不予公开、暂不公开、部分隐去). Sums leave it out and count it.',
  hasList: false,
  fields: (t) => ({
    field: t.column('field', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Field whose value is not shown (字段).',
    }),
    category: t.column('category', {
      type: 'String',
      nullable: false,
      ...open,
      description: '`notPublic` (不予公开), `notYetPublic` (暂不公开), `partlyRedacted` (部分隐去).',
    }),
    until: t.column('until', {
      type: 'Date',
      ...open,
      description: 'Day until which it is not shown, where one is set (公开日期).',
    }),
    legalProvision: t.column('legalProvision', {
      type: 'String',
      ...open,
      description: 'Provision that it rests on (法律依据).',
    }),
  }),
});

entity('Tombstone', {
  table: 'disclosed.tombstone',
  ...open,
  description: 'Says that a fact was withdrawn (撤回); its earlier versions stay public.',
  filter: (f) => ({
    subjectKey: f.in('subjectKey', { ...open, description: 'Keys of the rows withdrawn (对象主键).' }),
  }),
  fields: (t) => ({
    subjectType: t.column('subjectType', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Type of the row withdrawn (对象类型).',
    }),
    subjectKey: t.column('subjectKey', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Key of the row withdrawn (对象主键).',
    }),
    withdrawnOn: t.column('withdrawnOn', {
      type: 'Date',
      nullable: false,
      ...open,
      description: 'Day of withdrawal (撤回日期).',
    }),
    reason: t.column('reason', { type: 'String', ...open, description: 'Published reason (理由).' }),
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
rootConnection('withdrawals', {
  target: 'Tombstone',
  ...open,
  description: 'What was withdrawn, and why (撤回记录).',
});
