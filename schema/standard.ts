import { ofPackOrDataset } from './classification.ts';
import { entity } from './helpers/entity.ts';
import { authority, department, provenance, validity } from './helpers/provenance.ts';
import { rootConnection } from './helpers/roots.ts';

const open = { visibility: 'public' } as const;

entity('Standard', {
  table: 'disclosed.standard',
  ...open,
  description:
    'A quota, asset standard, market reference price or cap (定额与标准): issued by whom, for whom, valid when. None recorded means not known, not that there is none.',
  datasetColumn: null,
  shownWhen: ofPackOrDataset,
  orders: {
    VALID_FROM: { column: 'valid_from', type: 'date', description: 'By first day of validity (生效日期).' },
  },
  filter: (f) => ({
    under: f.under({
      column: 'department_key',
      ...open,
      description:
        'Key of a department: standards that bind it or a body below it by name (适用部门及下属单位).',
    }),
    kind: f.in('kind', { ...open, description: 'quota, assetStandard, marketPrice, totalCap (标准类型).' }),
    domain: f.in('domain', {
      ...open,
      description: 'For example vehicle, office, training, publicFunds (领域).',
    }),
    jurisdiction: f.in('jurisdiction', {
      column: 'jurisdiction_key',
      ...open,
      description: 'Keys of territories (辖区).',
    }),
    issuer: f.words({
      columns: ['issuer_name'],
      ...open,
      description: 'Words that must all occur in the issuer’s name (发布机关包含).',
    }),
    fiscalYear: f.range('fiscalYear', {
      type: 'Int',
      ...open,
      description: 'Budget year of a cap (预算年度).',
    }),
    code: f.code('code', { ...open, description: 'Code (编码).' }),
    limit: f.money('limit', { ...open, description: 'Limit (标准金额).' }),
    text: f.words({
      columns: ['name', 'name_zh', 'name_en', 'applies_to'],
      ...open,
      description: 'Words that must all occur in name or scope (文字包含).',
    }),
  }),
  fields: (t) => ({
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'quota (定额), assetStandard (配置标准), marketPrice (市场参考价), totalCap (总额控制).',
    }),
    domain: t.column('domain', {
      type: 'String',
      nullable: false,
      ...open,
      description:
        'For example equipment, vehicle, office, conference, training, travel, publicFunds (领域).',
    }),
    jurisdiction: t.relation({
      target: 'Jurisdiction',
      on: { jurisdiction_key: 'key' },
      ...open,
      description: 'Territory in which it holds (辖区).',
    }),
    issuerDepartment: t.relation({
      target: 'Department',
      on: { issuer_department_key: 'key' },
      ...open,
      description: 'Who issued it, where it is a department known here (发布部门).',
    }),
    department: department(t),
    fiscalYear: t.column('fiscalYear', {
      type: 'Int',
      ...open,
      description: 'Budget year that a cap is for (预算年度).',
    }),
    code: t.column('code', { type: 'String', ...open, description: 'Code (编码).' }),
    name: t.label('name', { nullable: false, ...open, description: 'What is limited (名称).' }),
    appliesTo: t.column('appliesTo', {
      type: 'String',
      ...open,
      description: 'To whom it applies, in words (适用范围).',
    }),
    basis: t.column('basis', {
      type: 'String',
      ...open,
      description:
        'perHead, perHeadAndDay, perVehicle, perSquareMetre, perEvent, perUnit, total: what the limit is per (计量依据).',
    }),
    unitName: t.column('unitName', { type: 'String', ...open, description: 'Unit (计量单位).' }),
    limit: t.money('limit', { ...open, description: 'The limit (标准金额).' }),
    quantity: t.column('quantity', { type: 'Decimal', ...open, description: 'Quantity allowed (数量上限).' }),
    quantityText: t.column('quantityText', {
      type: 'String',
      ...open,
      description: 'The quantity in the document’s words (数量说明).',
    }),
    minServiceYears: t.column('minServiceYears', {
      type: 'Int',
      ...open,
      description: 'Years that a thing must serve (最低使用年限).',
    }),
    ...validity(t),
    ...authority(t),
    ...provenance(t),
  }),
});

rootConnection('standards', {
  target: 'Standard',
  ...open,
  description:
    'Quotas, asset standards, market reference prices, caps (定额与标准): of packs in use and of datasets in scope.',
});
