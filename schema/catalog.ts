import { ofPackOrDataset } from './classification.ts';
import { ProcurementCategory } from './common.ts';
import { entity } from './helpers/entity.ts';
import { authority, provenance, validity } from './helpers/provenance.ts';
import { rootConnection } from './helpers/roots.ts';

const open = { visibility: 'public' } as const;

entity('CatalogEdition', {
  table: 'disclosed.catalog_edition',
  ...open,
  description: 'An edition of a centralized procurement catalog (集中采购目录).',
  datasetColumn: null,
  shownWhen: ofPackOrDataset,
  orders: {
    VALID_FROM: { column: 'valid_from', type: 'date', description: 'By first day of validity (生效日期).' },
  },
  filter: (f) => ({
    jurisdiction: f.in('jurisdiction', {
      column: 'jurisdiction_key',
      ...open,
      description: 'Keys of territories (辖区).',
    }),
    validFrom: f.range('validFrom', {
      type: 'Date',
      ...open,
      description: 'First day of validity (生效日期).',
    }),
    name: f.words({
      columns: ['name', 'name_zh', 'name_en', 'document_number'],
      ...open,
      description: 'Words that must all occur in name or number (名称包含).',
    }),
  }),
  fields: (t) => ({
    name: t.label('name', { nullable: false, ...open, description: 'Name (目录名称).' }),
    jurisdiction: t.relation({
      target: 'Jurisdiction',
      on: { jurisdiction_key: 'key' },
      ...open,
      description: 'Territory in which it holds (辖区).',
    }),
    codeEdition: t.column('codeEdition', {
      type: 'String',
      ...open,
      description: 'Edition of the item classification that its codes are of (品目分类版本).',
    }),
    isComplete: t.column('isComplete', {
      type: 'Boolean',
      nullable: false,
      ...open,
      description: 'Whether every item of the edition is here (是否完整).',
    }),
    url: t.column('url', {
      type: 'String',
      ...open,
      description: 'Address at which it was published (网址).',
    }),
    ...validity(t),
    ...authority(t),
    ...provenance(t),
    items: t.connection({
      target: 'CatalogItem',
      on: { key: 'edition_key' },
      isWithinFact: true,
      ...open,
      description: 'Its items (品目).',
    }),
  }),
});

entity('CatalogItem', {
  table: 'disclosed.catalog_item',
  ...open,
  description: 'An item of a catalog edition (目录品目).',
  datasetColumn: null,
  shownWhen: ofPackOrDataset,
  orders: {
    POSITION: {
      column: 'position',
      type: 'integer',
      isNullable: false,
      description: 'By place in the catalog (序号).',
    },
  },
  defaultOrder: { name: 'POSITION', direction: 'ASC' },
  filter: (f) => ({
    code: f.code('code', { ...open, description: 'Item code (品目编码).' }),
    category: f.in('category', {
      type: ProcurementCategory,
      ...open,
      description: 'Goods, works, services (品目类别).',
    }),
    organizationForm: f.in('organizationForm', {
      ...open,
      description: 'centralized, departmental, decentralized (采购组织形式).',
    }),
    limit: f.money('limit', { ...open, description: 'Limit (限额).' }),
    name: f.words({
      columns: ['name', 'name_zh', 'name_en'],
      ...open,
      description: 'Words that must all occur in the name (名称包含).',
    }),
  }),
  fields: (t) => ({
    edition: t.relation({
      target: 'CatalogEdition',
      on: { edition_key: 'key' },
      ...open,
      description: 'Edition that it stands in (所属目录).',
    }),
    position: t.column('position', {
      type: 'Int',
      nullable: false,
      ...open,
      description: 'Place in the catalog, from 1 (序号).',
    }),
    code: t.column('code', { type: 'String', ...open, description: 'Item code (品目编码).' }),
    codeEdition: t.column('codeEdition', {
      type: 'String',
      ...open,
      description: 'Edition of the item classification that the code is of (品目分类版本).',
    }),
    name: t.label('name', { nullable: false, ...open, description: 'Name (品目名称).' }),
    category: t.column('category', {
      type: 'String',
      ...open,
      description: 'goods, works, services (品目类别).',
    }),
    organizationForm: t.column('organizationForm', {
      type: 'String',
      ...open,
      description: 'centralized (集中采购), departmental (部门集中采购), decentralized (分散采购).',
    }),
    limit: t.money('limit', { ...open, description: 'Amount from which it must be bought so (限额).' }),
    confidence: authority(t).confidence!,
    note: authority(t).note!,
    ...provenance(t),
  }),
});

entity('Threshold', {
  table: 'disclosed.threshold',
  ...open,
  description:
    'A limit of procurement law (采购限额、公开招标数额标准): of which kind, where, for what, valid when.',
  datasetColumn: null,
  shownWhen: ofPackOrDataset,
  orders: {
    VALID_FROM: { column: 'valid_from', type: 'date', description: 'By first day of validity (生效日期).' },
    MIN: {
      column: 'min_value',
      type: 'decimal',
      currency: 'currency',
      filter: 'min',
      description: 'By lower bound; the filter must name one currency (下限).',
    },
  },
  filter: (f) => ({
    jurisdiction: f.in('jurisdiction', {
      column: 'jurisdiction_key',
      ...open,
      description: 'Keys of territories (辖区).',
    }),
    kind: f.in('kind', {
      ...open,
      description: 'openTender, decentralized, mandatoryTender and others (标准类型).',
    }),
    category: f.in('category', {
      type: ProcurementCategory,
      ...open,
      description: 'Goods, works, services (采购类别).',
    }),
    min: f.money('min', {
      amount: 'min_value',
      currency: 'currency',
      ...open,
      description: 'Lower bound (下限).',
    }),
  }),
  fields: (t) => ({
    jurisdiction: t.relation({
      target: 'Jurisdiction',
      on: { jurisdiction_key: 'key' },
      ...open,
      description: 'Territory in which it holds (辖区).',
    }),
    authorityLevel: t.column('authorityLevel', {
      type: 'String',
      ...open,
      description: 'Level of government that it binds; null: all (适用层级).',
    }),
    category: t.column('category', {
      type: 'String',
      ...open,
      description: 'goods, works, services; null: all (采购类别).',
    }),
    subcategory: t.column('subcategory', {
      type: 'String',
      ...open,
      description: 'Part of the category (细分类别).',
    }),
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'openTender, decentralized, mandatoryTender, international and others (标准类型).',
    }),
    unit: t.column('unit', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'amount, ratio, count: what the bounds are (计量方式).',
    }),
    minValue: t.column('minValue', {
      type: 'Decimal',
      ...open,
      description: 'Lower bound; an amount where `unit` is amount (下限).',
    }),
    maxValue: t.column('maxValue', { type: 'Decimal', ...open, description: 'Upper bound (上限).' }),
    comparator: t.column('comparator', {
      type: 'String',
      ...open,
      description: 'atLeast, above, atMost, below (比较方式).',
    }),
    currency: t.column('currency', { type: 'String', ...open, description: 'ISO 4217 code (币种).' }),
    taxBasis: t.column('taxBasis', {
      type: 'String',
      ...open,
      description: 'inclusive, exclusive, unknown: whether tax counts (含税口径).',
    }),
    ...validity(t),
    ...authority(t),
    ...provenance(t),
  }),
});

rootConnection('catalogs', {
  target: 'CatalogEdition',
  ...open,
  description: 'Editions of centralized procurement catalogs (集中采购目录).',
});
rootConnection('thresholds', {
  target: 'Threshold',
  ...open,
  description: 'Limits of procurement law (采购限额、公开招标数额标准).',
});
