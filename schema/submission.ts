import { internal } from '../src/declare/types.ts';
import { entity } from './helpers/entity.ts';
import { rootConnection } from './helpers/roots.ts';

const inWork = {
  visibility: internal(
    'Not published: drafts and submissions are work in progress, and some can never be published.',
  ),
};

entity('Submission', {
  table: 'internal.submission',
  ...inWork,
  description:
    'A new or changed fact on its way to publication (送审事项): draft, submitted, reviewed, published, corrected, withdrawn, recalled.',
  datasetColumn: null,
  orders: {
    CREATED_AT: {
      column: 'created_at',
      type: 'instant',
      isNullable: false,
      description: 'By time of creation (创建时间).',
    },
  },
  defaultOrder: { name: 'CREATED_AT', direction: 'DESC' },
  filter: (f) => ({
    state: f.in('state', {
      ...inWork,
      description: 'draft, submitted, reviewed, published, corrected, withdrawn, recalled (状态).',
    }),
    department: f.under({
      column: 'department_key',
      ...inWork,
      description: 'Key of a department: owned by it or by any unit below it (所属部门).',
    }),
    subjectKey: f.in('subjectKey', { ...inWork, description: 'Keys of the rows concerned (对象主键).' }),
    title: f.words({
      columns: ['title'],
      ...inWork,
      description: 'Words that must all occur in the title (标题包含).',
    }),
  }),
  fields: (t) => ({
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...inWork,
      description: 'What is to be done (事项类型).',
    }),
    subjectType: t.column('subjectType', {
      type: 'String',
      nullable: false,
      ...inWork,
      description: 'Type of the row concerned (对象类型).',
    }),
    subjectKey: t.column('subjectKey', {
      type: 'String',
      nullable: false,
      ...inWork,
      description: 'Key of the row concerned (对象主键).',
    }),
    state: t.column('state', {
      type: 'String',
      nullable: false,
      ...inWork,
      description: 'How far it is (状态).',
    }),
    basis: t.column('basis', {
      type: 'String',
      nullable: false,
      ...inWork,
      description: '`alreadyPublished` or `reviewed` (发布依据).',
    }),
    isSecret: t.column('isSecret', {
      type: 'Boolean',
      nullable: false,
      ...inWork,
      description: 'It can never be published (涉密).',
    }),
    title: t.column('title', { type: 'String', ...inWork, description: 'Title (标题).' }),
    department: t.relation({
      target: 'Department',
      on: { department_key: 'key' },
      ...inWork,
      description: 'Department that owns it (所属部门).',
    }),
    submittedBy: t.column('submittedBy', {
      type: 'String',
      ...inWork,
      description: 'Who submitted it (送审人).',
    }),
    submittedAt: t.column('submittedAt', {
      type: 'DateTime',
      ...inWork,
      description: 'When it was submitted (送审时间).',
    }),
    reviewedBy: t.column('reviewedBy', {
      type: 'String',
      ...inWork,
      description: 'Who reviewed it; never the submitter (审核人).',
    }),
    reviewedAt: t.column('reviewedAt', {
      type: 'DateTime',
      ...inWork,
      description: 'When it was reviewed (审核时间).',
    }),
    publishedBy: t.column('publishedBy', {
      type: 'String',
      ...inWork,
      description: 'Who published it; never the submitter (发布人).',
    }),
    publishedAt: t.column('publishedAt', {
      type: 'DateTime',
      ...inWork,
      description: 'When it was published (发布时间).',
    }),
    reviewNote: t.column('reviewNote', {
      type: 'String',
      ...inWork,
      description: 'What the reviewer noted (审核意见).',
    }),
    createdAt: t.column('createdAt', {
      type: 'DateTime',
      nullable: false,
      ...inWork,
      description: 'When it was made (创建时间).',
    }),
    payload: t.column('payload', {
      type: 'String',
      column: 'payload',
      isJsonText: true,
      nullable: false,
      ...inWork,
      description: 'The fact itself, as JSON text (内容).',
    }),
  }),
});

rootConnection('submissions', {
  target: 'Submission',
  ...inWork,
  description: 'Submissions (送审事项), newest first.',
});
