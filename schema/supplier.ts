import { internal } from '../src/declare/types.ts';
import { entity } from './helpers/entity.ts';
import { rootConnection, rootOne } from './helpers/roots.ts';

const open = { visibility: 'public' } as const;

entity('Supplier', {
  table: 'disclosed.supplier',
  ...open,
  description:
    'A company or other body that bid, was awarded or was paid (供应商), identified by register and number. One that a source names without identifier is a `Party` only: names are never matched by guess.',
  datasetColumn: null,
  shownWhen: { referencedBy: [{ table: 'disclosed.party', column: 'supplier_key' }] },
  orders: {
    NAME: {
      column: 'name',
      type: 'text',
      isNullable: false,
      description: 'By name (名称).',
    },
  },
  filter: (f) => ({
    name: f.words({
      columns: ['name', 'name_zh', 'name_en'],
      ...open,
      description: 'Words that must all occur in the name (名称包含).',
    }),
    scheme: f.in('scheme', { ...open, description: 'Registers, for example `CN-USCI` (标识体系).' }),
    identifier: f.in('identifier', {
      ...open,
      description: 'Identifiers, for example 统一社会信用代码 (标识号).',
    }),
    region: f.in('region', { ...open, description: 'Regions as published (地区).' }),
  }),
  fields: (t) => ({
    name: t.label('name', {
      nullable: false,
      ...open,
      description: 'Name as in the latest release that names it (供应商名称).',
    }),
    scheme: t.column('scheme', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Register that the identifier comes from (标识体系).',
    }),
    identifier: t.column('identifier', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Number in that register (标识号), for example 统一社会信用代码.',
    }),
    isChecksumValid: t.column('isChecksumValid', {
      type: 'Boolean',
      ...open,
      description: 'Whether the check digit of a 统一社会信用代码 is right; null for registers without one.',
    }),
    region: t.column('region', { type: 'String', ...open, description: 'Region as published (地区).' }),
    countryName: t.column('countryName', {
      type: 'String',
      ...open,
      description: 'Country as published (国家).',
    }),
    contracts: t.connection({
      target: 'ContractSupplier',
      on: { key: 'supplier_key' },
      ...open,
      description: 'Contracts in which it is a supplier, alone or with others (作为供应商的合同).',
    }),
    parties: t.connection({
      target: 'Party',
      on: { key: 'supplier_key' },
      ...open,
      description: 'How each process named it (在各项目中的参与记录).',
    }),
    detail: t.relation({
      target: 'SupplierDetail',
      on: { key: 'key' },
      visibility: internal('Contact points, bank account and credit notes are not for publication.'),
      description:
        'Internal detail of this supplier (内部信息). Empty when there is none; `detailAccess` says why.',
    }),
    detailAccess: t.detailAccess({ table: 'internal.supplier_detail', owner: null }),
  }),
});

rootConnection('suppliers', {
  target: 'Supplier',
  ...open,
  description: 'Suppliers (供应商) that a fact in scope names.',
});
rootOne('supplier', {
  target: 'Supplier',
  ...open,
  description: 'One supplier (供应商) by id, key, or register with number.',
  by: {
    scheme: {
      column: 'scheme',
      description: 'Register, for example `CN-USCI` (标识体系). With `identifier`.',
    },
    identifier: { column: 'identifier', description: 'Number in the register (标识号). With `scheme`.' },
  },
  alternatives: [['scheme', 'identifier']],
});
