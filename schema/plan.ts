import { entity } from './helpers/entity.ts';

const open = { visibility: 'public' } as const;

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
    releases: t.releases('public'),
  }),
});
