import { entity } from './helpers/entity.ts';

const open = { visibility: 'public' } as const;

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
    releases: t.releases('public'),
  }),
});
