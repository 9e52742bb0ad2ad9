import { entity } from './helpers/entity.ts';
import { rootConnection } from './helpers/roots.ts';

const open = { visibility: 'public' } as const;

entity('Dataset', {
  table: 'disclosed.dataset',
  ...open,
  description: 'A publisher’s data, or the demo (数据集). Every fact belongs to one.',
  datasetColumn: null,
  filter: (f) => ({
    kind: f.in('kind', { ...open, description: 'ocds, table, demo (类型).' }),
  }),
  fields: (t) => ({
    name: t.label('name', { nullable: false, ...open, description: 'Name (数据集名称).' }),
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'How it came: ocds, table, demo (类型).',
    }),
    isDemo: t.column('isDemo', {
      type: 'Boolean',
      nullable: false,
      ...open,
      description: 'True: an invented city, no real money (示例数据).',
    }),
    publisherName: t.column('publisherName', {
      type: 'String',
      ...open,
      description: 'Who published it, as its files say (发布者).',
    }),
    publisherIdentifier: t.embedded('Identifier', {
      members: { scheme: ['publisher_scheme', 'String'], id: ['publisher_identifier', 'String'] },
      ...open,
      description: 'Identifier of the publisher, as its files say (发布者标识).',
    }),
    publisherUri: t.column('publisherUri', {
      type: 'String',
      ...open,
      description: 'Address of the publisher (发布者网址).',
    }),
    license: t.column('license', {
      type: 'String',
      ...open,
      description: 'Licence that the publisher states (许可). Null: none stated.',
    }),
    publicationPolicy: t.column('publicationPolicy', {
      type: 'String',
      ...open,
      description: 'Address of the publisher’s policy (发布政策).',
    }),
    sourceUrl: t.column('sourceUrl', {
      type: 'String',
      ...open,
      description: 'Where the files were taken from, where told (来源网址).',
    }),
    jurisdiction: t.relation({
      target: 'Jurisdiction',
      on: { jurisdiction_key: 'key' },
      ...open,
      description: 'Territory whose rules apply (辖区), where known.',
    }),
    timeZone: t.column('timeZone', {
      type: 'String',
      ...open,
      description: 'IANA time zone of its days (时区), where known.',
    }),
    coverage: t.relation({
      target: 'Coverage',
      on: { key: 'dataset_key' },
      list: true,
      ...open,
      description: 'What is collected, from when to when, completely or not (收录范围).',
    }),
    sources: t.connection({
      target: 'Source',
      on: { key: 'dataset_key' },
      isWithinFact: true,
      ...open,
      description: 'Files that its facts were read from (来源文件).',
    }),
    publications: t.connection({
      target: 'Publication',
      on: { key: 'dataset_key' },
      isWithinFact: true,
      ...open,
      description: 'Record of what was published when on which basis (发布记录).',
    }),
  }),
});

entity('Coverage', {
  table: 'disclosed.coverage',
  ...open,
  description: 'What of a dataset is collected (收录范围). What is not said to be complete may have gaps.',
  hasList: false,
  fields: (t) => ({
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'process, budget, disclosure (内容).',
    }),
    sourceName: t.column('sourceName', {
      type: 'String',
      ...open,
      description: 'Source collected from (来源).',
    }),
    from: t.column('from', {
      column: 'from_on',
      type: 'Date',
      ...open,
      description: 'First day collected (起始日期).',
    }),
    to: t.column('to', {
      column: 'to_on',
      type: 'Date',
      ...open,
      description: 'Last day collected (截止日期).',
    }),
    isComplete: t.column('isComplete', {
      type: 'Boolean',
      nullable: false,
      ...open,
      description: 'Whether everything published between the days is here (是否完整).',
    }),
    department: t.relation({
      target: 'Department',
      on: { department_key: 'key' },
      ...open,
      description: 'Department that it is about; null: all of the dataset (部门).',
    }),
    note: t.column('note', { type: 'String', ...open, description: 'What else is to be said (说明).' }),
  }),
});

entity('Source', {
  table: 'disclosed.source',
  ...open,
  description:
    'A file that facts were read from (来源文件): its name, size and hash. Its bytes are at `/source/<sha256>` where they were cleared.',
  fields: (t) => ({
    name: t.column('name', { type: 'String', nullable: false, ...open, description: 'File name (文件名).' }),
    url: t.column('url', {
      type: 'String',
      ...open,
      description: 'Address that it was taken from, where told (网址).',
    }),
    format: t.column('format', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'What it was found to be, for example `ocds` (格式).',
    }),
    size: t.column('size', {
      type: 'SafeInt',
      nullable: false,
      ...open,
      description: 'Size in bytes (大小).',
    }),
    sha256: t.column('sha256', {
      type: 'String',
      ...open,
      description:
        'SHA-256 of its bytes in hex (校验值). Null for a file that also states what is not public: whoever has the hash could try out what the rest says.',
    }),
    isCleared: t.present({
      column: 'sha256',
      table: 'disclosed.source_file',
      to: 'sha256',
      alsoRead: ['media_type', 'size', 'bytes'],
      ...open,
      description:
        'Whether its bytes can be had at `/source/<sha256>` (可下载): they were looked through and cleared.',
    }),
    firstReadAt: t.column('firstReadAt', {
      type: 'DateTime',
      nullable: false,
      ...open,
      description: 'When this hub read it first (首次读取时间).',
    }),
  }),
});

rootConnection('datasets', {
  target: 'Dataset',
  ...open,
  description: 'Every dataset of this hub (数据集).',
});
