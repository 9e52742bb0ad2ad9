import { entity } from './helpers/entity.ts';
import { dataset, department, provenance } from './helpers/provenance.ts';
import { rootConnection } from './helpers/roots.ts';

const open = { visibility: 'public' } as const;

entity('Disclosure', {
  table: 'disclosed.disclosure',
  ...open,
  description: 'What was published, where and when (信息公开记录).',
  orders: {
    PUBLISHED_ON: { column: 'published_on', type: 'date', description: 'By day of publication (公开日期).' },
  },
  defaultOrder: { name: 'PUBLISHED_ON', direction: 'DESC' },
  filter: (f) => ({
    under: f.under({
      column: 'department_key',
      ...open,
      description: 'Key of a department: published by it or by any unit below it (公开部门及下属单位).',
    }),
    kind: f.in('kind', {
      ...open,
      description:
        'budget, finalAccount, intention, tenderNotice, awardNotice, contractNotice, other (公开类型).',
    }),
    fiscalYear: f.range('fiscalYear', { type: 'Int', ...open, description: 'Budget year (预算年度).' }),
    publishedOn: f.range('publishedOn', {
      type: 'Date',
      ...open,
      description: 'Day of publication (公开日期).',
    }),
    subjectKey: f.in('subjectKey', { ...open, description: 'Keys of the rows published (对象主键).' }),
    title: f.words({
      columns: ['title'],
      ...open,
      description: 'Words that must all occur in the title (标题包含).',
    }),
  }),
  fields: (t) => ({
    department: department(t),
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description:
        'budget, finalAccount, intention, tenderNotice, awardNotice, contractNotice, other (公开类型).',
    }),
    title: t.column('title', { type: 'String', ...open, description: 'Title (标题).' }),
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
    fiscalYear: t.column('fiscalYear', { type: 'Int', ...open, description: 'Budget year (预算年度).' }),
    publishedOn: t.column('publishedOn', {
      type: 'Date',
      ...open,
      description: 'Day of publication (公开日期).',
    }),
    mediumName: t.column('mediumName', {
      type: 'String',
      ...open,
      description: 'Where it was published, for example a portal’s name (公开渠道).',
    }),
    url: t.column('url', { type: 'String', ...open, description: 'Address (网址).' }),
    contentHash: t.column('contentHash', {
      type: 'String',
      ...open,
      description: 'Hash of what was published (校验值).',
    }),
    isComplete: t.column('isComplete', {
      type: 'Boolean',
      ...open,
      description: 'Whether everything required is in it; null: not checked (是否完整).',
    }),
    missing: t.column('missing', { type: ['String'], ...open, description: 'What it lacks (缺失内容).' }),
    note: t.column('note', { type: 'String', ...open, description: 'What else is to be said (说明).' }),
    ...provenance(t),
    dataset: dataset(t),
  }),
});

rootConnection('disclosures', {
  target: 'Disclosure',
  ...open,
  description: 'What was published, where and when (信息公开记录), latest first.',
});
