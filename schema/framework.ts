import { entity } from './helpers/entity.ts';

const open = { visibility: 'public' } as const;

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
    releases: t.releases('public'),
  }),
});
