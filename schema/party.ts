import { internal } from '../src/declare/types.ts';
import { entity } from './helpers/entity.ts';

const open = { visibility: 'public' } as const;

entity('Party', {
  table: 'disclosed.party',
  ...open,
  description:
    'A body with a part in a process, exactly as published (参与方). It is linked to a department or supplier by identifier, never by guess; `linkRule` says how.',
  filter: (f) => ({
    roles: f.overlaps('roles', {
      ...open,
      description: 'Roles of which one must be held, for example `buyer` (角色).',
    }),
    name: f.words({
      columns: ['name', 'legal_name'],
      ...open,
      description: 'Words that must all occur in the name (名称包含).',
    }),
    isUnlinkedDepartment: f.isNull({
      column: 'department_key',
      ...open,
      description: 'True: not linked to a department (未关联部门).',
    }),
    isUnlinkedSupplier: f.isNull({
      column: 'supplier_key',
      ...open,
      description: 'True: not linked to a supplier (未关联供应商).',
    }),
  }),
  fields: (t) => ({
    partyId: t.column('partyId', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Publisher’s id of it in this process (参与方编号).',
    }),
    name: t.column('name', { type: 'String', ...open, description: 'Name as published (名称).' }),
    legalName: t.column('legalName', {
      type: 'String',
      ...open,
      description: 'Registered name as published (法定名称).',
    }),
    isPerson: t.column('isPerson', {
      type: 'Boolean',
      nullable: false,
      ...open,
      description: 'A natural person: name and identifier are not shown (自然人).',
    }),
    roles: t.column('roles', {
      type: ['String'],
      ...open,
      description: 'Parts that it has: buyer, procuringEntity, tenderer, supplier, payer, payee … (角色).',
    }),
    identifier: t.embedded('Identifier', {
      members: { scheme: ['identifier_scheme', 'String'], id: ['identifier_id', 'String'] },
      ...open,
      description: 'Identifier as published (标识). Identifiers of natural persons are not shown.',
    }),
    additionalIdentifiers: t.column('additionalIdentifiers', {
      type: ['String'],
      ...open,
      description: 'Further identifiers as `scheme:id` (其他标识).',
    }),
    place: t.embedded('Place', {
      members: {
        locality: ['locality', 'String'],
        region: ['region', 'String'],
        countryName: ['country_name', 'String'],
      },
      ...open,
      description: 'Where it sits, without street (地点).',
    }),
    department: t.relation({
      target: 'Department',
      on: { department_key: 'key' },
      ...open,
      description: 'Department that it is (部门), where linked.',
    }),
    supplier: t.relation({
      target: 'Supplier',
      on: { supplier_key: 'key' },
      ...open,
      description: 'Supplier that it is (供应商), where linked.',
    }),
    linkRule: t.column('linkRule', {
      type: 'String',
      ...open,
      description:
        '`identifier`: by register and number; `reviewed`: decided by a person; null: not linked (关联依据).',
    }),
    process: t.relation({
      target: 'Process',
      on: { process_key: 'key' },
      ...open,
      description: 'Process in which it is named so (采购项目).',
    }),
    detail: t.relation({
      target: 'PartyDetail',
      on: { key: 'key' },
      visibility: internal('Contact points, street addresses and identifiers of persons are personal data.'),
      description:
        'Internal detail of this party (内部信息). Empty when there is none; `detailAccess` says why.',
    }),
    detailAccess: t.detailAccess({ table: 'internal.party_detail', owner: 'department_key' }),
    releases: t.releases('public'),
  }),
});
