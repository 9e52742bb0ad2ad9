import { entity } from './helpers/entity.ts';
import { authority, validity } from './helpers/provenance.ts';
import { rootConnection } from './helpers/roots.ts';

const open = { visibility: 'public' } as const;
/** Rows of a pack in use, and those that a dataset in scope brought with it. */
export const ofPackOrDataset = { packColumn: 'pack_key', datasetColumn: 'dataset_key', referencedBy: [] };

entity('ClassificationScheme', {
  table: 'disclosed.classification_scheme',
  ...open,
  description: 'An edition of a classification (分类体系版本): whose codes, valid when.',
  datasetColumn: null,
  shownWhen: ofPackOrDataset,
  hasList: false,
  fields: (t) => ({
    scheme: t.column('scheme', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Name of the classification, for example cofog (分类体系).',
    }),
    edition: t.column('edition', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Edition, mostly a year (版本).',
    }),
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'functional, economic, item, administrative, program, fundSource, other (分类类型).',
    }),
    name: t.label('name', { nullable: false, ...open, description: 'Name (名称).' }),
    jurisdiction: t.relation({
      target: 'Jurisdiction',
      on: { jurisdiction_key: 'key' },
      ...open,
      description: 'Territory that uses it (辖区).',
    }),
    isComplete: t.column('isComplete', {
      type: 'Boolean',
      nullable: false,
      ...open,
      description: 'Whether every code of the edition is here (是否完整).',
    }),
    ...validity(t),
    ...authority(t),
    classes: t.connection({
      target: 'Classification',
      on: { key: 'scheme_key' },
      isWithinFact: true,
      ...open,
      description: 'Its codes (科目).',
    }),
  }),
});

entity('Classification', {
  table: 'disclosed.classification',
  ...open,
  description:
    'A code of an edition of a classification (分类科目): 类, 款, 项, a COFOG group, an item of a catalogue.',
  datasetColumn: null,
  shownWhen: ofPackOrDataset,
  orders: {
    CODE: { column: 'code', type: 'text', isNullable: false, description: 'By code (编码).' },
  },
  defaultOrder: { name: 'CODE', direction: 'ASC' },
  filter: (f) => ({
    scheme: f.in('scheme', { ...open, description: 'Classifications (分类体系).' }),
    edition: f.in('edition', { ...open, description: 'Editions (版本).' }),
    kind: f.in('kind', { ...open, description: 'functional, economic, item and others (分类类型).' }),
    code: f.code('code', { ...open, description: 'Code (编码).' }),
    under: f.under({
      column: 'key',
      tree: 'Classification',
      ...open,
      description: 'Key of a class: it and all below it (本科目及下级).',
    }),
    level: f.range('level', { type: 'Int', ...open, description: 'Level, from 1, the widest (级次).' }),
    text: f.words({
      columns: ['name', 'name_zh', 'name_en', 'code'],
      ...open,
      description: 'Words that must all occur in name or code (文字包含).',
    }),
  }),
  fields: (t) => ({
    scheme: t.column('scheme', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Classification that it belongs to (分类体系).',
    }),
    edition: t.column('edition', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Edition (版本).',
    }),
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'functional, economic, item and others (分类类型).',
    }),
    code: t.column('code', { type: 'String', nullable: false, ...open, description: 'Code (编码).' }),
    level: t.column('level', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'Level, from 1, the widest (级次).',
    }),
    name: t.label('name', { nullable: false, ...open, description: 'Name (科目名称).' }),
    parent: t.relation({
      target: 'Classification',
      on: { parent_key: 'key' },
      ...open,
      description: 'Wider class (上级科目).',
    }),
    narrower: t.connection({
      target: 'Classification',
      on: { key: 'parent_key' },
      isWithinFact: true,
      ...open,
      description: 'Classes directly below it (下级科目).',
    }),
    threePublicCategory: t.column('threePublicCategory', {
      type: 'String',
      ...open,
      description: 'Three-public category that the code counts to (“三公”经费类别).',
    }),
    basicGroup: t.column('basicGroup', {
      type: 'String',
      ...open,
      description: 'Part of basic expenditure that it is: personnel, publicFunds (人员经费、公用经费).',
    }),
    category: t.column('category', {
      type: 'String',
      ...open,
      description: 'Kind of thing: goods, works, services (品目类别).',
    }),
    mapsTo: t.column('mapsTo', {
      type: ['String'],
      ...open,
      description: 'Codes of other classifications that it corresponds to, `scheme:code` (对应科目).',
    }),
    ...validity(t),
    law: authority(t).law!,
    sourcePage: authority(t).sourcePage!,
    confidence: authority(t).confidence!,
    note: authority(t).note!,
    schemeEdition: t.relation({
      target: 'ClassificationScheme',
      on: { scheme_key: 'key' },
      ...open,
      description: 'The edition with its validity and source (所属版本).',
    }),
  }),
});

rootConnection('classifications', {
  target: 'Classification',
  ...open,
  description:
    'Codes of classifications (分类科目): of the packs in use, and those that a dataset in scope brought.',
});
