import { releaseContent, releaseContentReads } from '../resolvers/release.ts';
import { internal } from '../src/declare/types.ts';
import { entity } from './helpers/entity.ts';

const open = { visibility: 'public' } as const;

entity('Release', {
  table: 'disclosed.release',
  ...open,
  description:
    'One publication about a process by its publisher (单次发布): what, when, from which file. OCDS: a release.',
  orders: { DATE: { column: 'date', type: 'instant', description: 'By the publisher’s date (发布时间).' } },
  defaultOrder: { name: 'DATE', direction: 'ASC' },
  fields: (t) => ({
    ocid: t.column('ocid', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Process that it is about (采购项目全程编号).',
    }),
    releaseId: t.column('releaseId', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'The publisher’s id of this release (发布编号).',
    }),
    date: t.column('date', {
      type: 'DateTime',
      ...open,
      description: 'Date of the release as an instant, where the published text is one (发布时间).',
    }),
    publishedDate: t.column('publishedDate', {
      type: 'String',
      ...open,
      description: 'Text of that date as published (发布时间原文).',
    }),
    tag: t.column('tag', {
      type: ['String'],
      ...open,
      description: 'What it announces: planning, tender, award, contract … (发布类型).',
    }),
    language: t.column('language', { type: 'String', ...open, description: 'Language of its texts (语言).' }),
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description:
        '`release`; `compiled`: the publisher’s own compilation; `linked`: known by address only (种类).',
    }),
    url: t.column('url', {
      type: 'String',
      ...open,
      description: 'Its address, where the publisher links it (网址).',
    }),
    contentHash: t.column('contentHash', {
      type: 'String',
      ...open,
      description: 'SHA-256 of its bytes as received, in hex (校验值).',
    }),
    source: t.relation({
      target: 'Source',
      on: { source_key: 'key' },
      ...open,
      description: 'File that it was read from (来源文件).',
    }),
    pointer: t.column('pointer', {
      type: 'String',
      ...open,
      description: 'JSON pointer to it in that file (文件内位置).',
    }),
    isMerged: t.column('isMerged', {
      type: 'Boolean',
      nullable: false,
      ...open,
      description: 'Whether the process shown was compiled from it (是否已汇总).',
    }),
    content: t.computed({
      type: 'String',
      columns: [
        { column: 'ocid', type: 'text' },
        { column: 'release_id', type: 'text' },
        { column: 'content_hash', type: 'text' },
      ],
      visibility: internal('A release as received can hold personal data that this hub does not publish.'),
      description:
        'The release exactly as received, JSON text (原始内容). Null where it is known by address only, or not open to you.',
      tables: releaseContentReads,
      resolve: releaseContent,
    }),
  }),
});
