import { internal } from '../src/declare/types.ts';
import { entity } from './helpers/entity.ts';
import { rootConnection } from './helpers/roots.ts';

const work = { visibility: internal('File names and problems of imports are the hub’s own work.') };

entity('Import', {
  table: 'internal.import',
  ...work,
  description: 'One reading of one file (导入): what it held, what was kept, what was wrong with it.',
  isVersioned: false,
  datasetColumn: null,
  orders: {
    STARTED_AT: {
      column: 'started_at',
      type: 'instant',
      isNullable: false,
      description: 'By time of start (开始时间).',
    },
  },
  defaultOrder: { name: 'STARTED_AT', direction: 'DESC' },
  filter: (f) => ({
    dataset: f.in('dataset', { column: 'dataset_key', ...work, description: 'Keys of datasets (数据集).' }),
    state: f.in('state', { ...work, description: 'running, complete, incomplete, refused, draft (状态).' }),
    sha256: f.in('sha256', { ...work, description: 'SHA-256 of the file in hex (校验值).' }),
  }),
  fields: (t) => ({
    dataset: t.relation({
      target: 'Dataset',
      on: { dataset_key: 'key' },
      ...work,
      description: 'Dataset that it went into (数据集).',
    }),
    kind: t.column('kind', { type: 'String', nullable: false, ...work, description: 'Format read (格式).' }),
    fileName: t.column('fileName', {
      type: 'String',
      nullable: false,
      ...work,
      description: 'Name of the file (文件名).',
    }),
    sha256: t.column('sha256', {
      type: 'String',
      ...work,
      description: 'SHA-256 of the file in hex (校验值).',
    }),
    size: t.column('size', { type: 'SafeInt', ...work, description: 'Size in bytes (大小).' }),
    state: t.column('state', {
      type: 'String',
      nullable: false,
      ...work,
      description: 'running, complete, incomplete (not all could be read), refused, draft (状态).',
    }),
    startedAt: t.column('startedAt', {
      type: 'DateTime',
      nullable: false,
      ...work,
      description: 'When it began (开始时间).',
    }),
    finishedAt: t.column('finishedAt', {
      type: 'DateTime',
      ...work,
      description: 'When it ended (结束时间).',
    }),
    releases: t.column('releases', {
      type: 'SafeInt',
      nullable: false,
      ...work,
      description: 'Releases read (读取的发布数).',
    }),
    newReleases: t.column('newReleases', {
      type: 'SafeInt',
      nullable: false,
      ...work,
      description: 'Releases not known before (新增).',
    }),
    repeatedReleases: t.column('repeatedReleases', {
      type: 'SafeInt',
      nullable: false,
      ...work,
      description: 'Releases known already, equal to the byte (重复).',
    }),
    foreignReleases: t.column('foreignReleases', {
      type: 'SafeInt',
      nullable: false,
      ...work,
      description: 'Releases of an ocid that belongs to another dataset: kept, not shown (他源).',
    }),
    processes: t.column('processes', {
      type: 'SafeInt',
      nullable: false,
      ...work,
      description: 'Processes concerned (采购项目数).',
    }),
    contracts: t.column('contracts', {
      type: 'SafeInt',
      nullable: false,
      ...work,
      description: 'Contracts in those processes (合同数).',
    }),
    issueCount: t.column('issueCount', {
      column: 'issues',
      type: 'SafeInt',
      nullable: false,
      ...work,
      description: 'Problems found, repetitions counted (问题数).',
    }),
    errorMessage: t.column('errorMessage', {
      type: 'String',
      ...work,
      description: 'Why it stopped, where it did (错误).',
    }),
    issues: t.connection({
      target: 'Issue',
      on: { key: 'import_key' },
      ...work,
      description: 'Problems found, grouped (问题).',
    }),
  }),
});

entity('Issue', {
  table: 'internal.issue',
  ...work,
  description: 'A problem in an imported file (问题): rule, severity, place, how often.',
  isVersioned: false,
  datasetColumn: null,
  orders: {
    COUNT: {
      column: 'count',
      type: 'bigint',
      isNullable: false,
      description: 'By how often it occurs (次数).',
    },
  },
  defaultOrder: { name: 'COUNT', direction: 'DESC' },
  filter: (f) => ({
    rule: f.in('rule', { ...work, description: 'Names of rules (规则).' }),
    severity: f.in('severity', { ...work, description: 'error, warning, info (级别).' }),
  }),
  fields: (t) => ({
    rule: t.column('rule', {
      type: 'String',
      nullable: false,
      ...work,
      description: 'Name of the rule (规则).',
    }),
    severity: t.column('severity', {
      type: 'String',
      nullable: false,
      ...work,
      description: 'error, warning, info (级别).',
    }),
    path: t.column('path', {
      type: 'String',
      nullable: false,
      ...work,
      description: 'Where in the structure, without list positions (路径).',
    }),
    pointer: t.column('pointer', {
      type: 'String',
      nullable: false,
      ...work,
      description: 'JSON pointer to the first occurrence (首处位置).',
    }),
    message: t.column('message', {
      type: 'String',
      nullable: false,
      ...work,
      description: 'What is wrong, and what would be right (说明).',
    }),
    value: t.column('value', { type: 'String', ...work, description: 'The value found first (值).' }),
    count: t.column('count', {
      type: 'SafeInt',
      nullable: false,
      ...work,
      description: 'How often it occurs (次数).',
    }),
  }),
});

rootConnection('imports', { target: 'Import', ...work, description: 'Imports (导入记录), newest first.' });
