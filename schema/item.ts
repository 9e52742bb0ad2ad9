import { entity } from './helpers/entity.ts';

const open = { visibility: 'public' } as const;

entity('Item', {
  table: 'disclosed.item',
  ...open,
  description: 'A thing bought (标的) of a tender, an award or a contract. OCDS: items[].',
  fields: (t) => ({
    itemId: t.column('itemId', { type: 'String', ...open, description: 'Publisher’s id (标的编号).' }),
    description: t.column('description', { type: 'String', ...open, description: 'What it is (标的名称).' }),
    classification: t.embedded('ItemClassification', {
      members: {
        scheme: ['classification_scheme', 'String'],
        id: ['classification_id', 'String'],
        description: ['classification_description', 'String'],
      },
      ...open,
      description: 'Its code in a catalogue (品目).',
    }),
    additionalClassifications: t.column('additionalClassifications', {
      type: ['String'],
      ...open,
      description: 'Further codes as `scheme:id` (其他分类).',
    }),
    quantity: t.column('quantity', { type: 'Decimal', ...open, description: 'How many (数量).' }),
    unit: t.embedded('Unit', {
      members: {
        name: ['unit_name', 'String'],
        scheme: ['unit_scheme', 'String'],
        id: ['unit_id', 'String'],
      },
      ...open,
      description: 'What is counted (计量单位).',
    }),
    unitValue: t.money('unitValue', { ...open, description: 'Price of one unit (单价). Not in any sum.' }),
    relatedLot: t.column('relatedLot', {
      type: 'String',
      ...open,
      description: 'Id of the lot that it belongs to (包号).',
    }),
    releases: t.releases('public'),
  }),
});

entity('Milestone', {
  table: 'disclosed.milestone',
  ...open,
  description: 'An event planned or met (里程碑) of a plan, a tender or a contract. OCDS: milestones[].',
  fields: (t) => ({
    milestoneId: t.column('milestoneId', { type: 'String', ...open, description: 'Publisher’s id (编号).' }),
    title: t.column('title', { type: 'String', ...open, description: 'Title (名称).' }),
    type: t.column('type', {
      type: 'String',
      ...open,
      description: 'Kind, OCDS code, for example `delivery` (类型).',
    }),
    description: t.column('description', { type: 'String', ...open, description: 'Description (说明).' }),
    code: t.column('code', { type: 'String', ...open, description: 'Publisher’s own code (代码).' }),
    dueOn: t.column('dueOn', {
      type: 'Date',
      ...open,
      description: 'Day by which it is due (应达日期). OCDS: dueDate.',
    }),
    metOn: t.column('metOn', {
      type: 'Date',
      ...open,
      description: 'Day on which it was met (达成日期). OCDS: dateMet.',
    }),
    modifiedAt: t.column('modifiedAt', {
      type: 'DateTime',
      ...open,
      description: 'When the publisher last changed it (修改时间). OCDS: dateModified.',
    }),
    status: t.column('status', {
      type: 'String',
      ...open,
      description: 'scheduled, met, notMet, partiallyMet (状态).',
    }),
    releases: t.releases('public'),
  }),
});

entity('Document', {
  table: 'disclosed.document',
  ...open,
  description:
    'A document that a stage points to (文件、公告): its address, not its bytes. OCDS: documents[].',
  orders: {
    PUBLISHED_AT: {
      column: 'published_at',
      type: 'instant',
      description: 'By date of publication (发布时间).',
    },
  },
  fields: (t) => ({
    documentId: t.column('documentId', {
      type: 'String',
      ...open,
      description: 'Publisher’s id (文件编号).',
    }),
    documentType: t.column('documentType', {
      type: 'String',
      ...open,
      description: 'What it is, OCDS code, for example `contractSigned` (文件类型).',
    }),
    title: t.column('title', { type: 'String', ...open, description: 'Title (标题).' }),
    description: t.column('description', { type: 'String', ...open, description: 'Description (说明).' }),
    url: t.column('url', { type: 'String', ...open, description: 'Its address (网址).' }),
    publishedAt: t.column('publishedAt', {
      type: 'DateTime',
      ...open,
      description: 'When it was published (发布时间). OCDS: datePublished.',
    }),
    modifiedAt: t.column('modifiedAt', {
      type: 'DateTime',
      ...open,
      description: 'When it was last changed (修改时间). OCDS: dateModified.',
    }),
    format: t.column('format', {
      type: 'String',
      ...open,
      description: 'Media type, for example `application/pdf` (格式).',
    }),
    language: t.column('language', { type: 'String', ...open, description: 'Language of its text (语言).' }),
    releases: t.releases('public'),
  }),
});
