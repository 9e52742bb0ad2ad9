import { entity } from './helpers/entity.ts';
import { rootConnection } from './helpers/roots.ts';

const open = { visibility: 'public' } as const;

entity('Publication', {
  table: 'disclosed.publication',
  ...open,
  description: 'The record that something was published here (发布记录): when, on which basis, from where.',
  fields: (t) => ({
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'What was done, for example `import` (类型).',
    }),
    subjectType: t.column('subjectType', {
      type: 'String',
      ...open,
      description: 'Type of the row that it is about (对象类型).',
    }),
    subjectKey: t.column('subjectKey', {
      type: 'String',
      ...open,
      description: 'Key of the row that it is about (对象主键).',
    }),
    basis: t.column('basis', {
      type: 'String',
      nullable: false,
      ...open,
      description:
        '`alreadyPublished`: a public source had published it; `reviewed`: a department’s submission was reviewed (发布依据).',
    }),
    source: t.relation({
      target: 'Source',
      on: { source_key: 'key' },
      ...open,
      description: 'File that it came from (来源文件).',
    }),
    sourceUrl: t.column('sourceUrl', {
      type: 'String',
      ...open,
      description: 'Address of the public source (来源网址).',
    }),
    contentHash: t.column('contentHash', {
      type: 'String',
      ...open,
      description: 'Hash of the content (校验值).',
    }),
    publishedAt: t.column('publishedAt', {
      type: 'DateTime',
      nullable: false,
      ...open,
      description: 'When it was published here (发布时间).',
    }),
    note: t.column('note', { type: 'String', ...open, description: 'What else is to be said (说明).' }),
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

rootConnection('withdrawals', {
  target: 'Tombstone',
  ...open,
  description: 'What was withdrawn, and why (撤回记录).',
});
