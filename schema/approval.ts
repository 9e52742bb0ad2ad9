import { entity } from './helpers/entity.ts';

const open = { visibility: 'public' } as const;

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
