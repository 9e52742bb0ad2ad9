import { internal } from '../src/declare/types.ts';
import { entity } from './helpers/entity.ts';
import { rootConnection, rootOne } from './helpers/roots.ts';
import { departmentFacts } from './statutory/department.ts';

const open = { visibility: 'public' } as const;

entity('Jurisdiction', {
  table: 'disclosed.jurisdiction',
  ...open,
  description:
    'A territory with rules of its own (辖区): a country, province, city, district. From the jurisdiction packs.',
  datasetColumn: null,
  hasList: false,
  fields: (t) => ({
    name: t.label('name', { nullable: false, ...open, description: 'Name (名称).' }),
    level: t.column('level', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'national, provincial, city, county, township, other (层级).',
    }),
    divisionCode: t.column('divisionCode', {
      type: 'String',
      ...open,
      description: 'Administrative division code (行政区划代码), in China six digits of GB/T 2260.',
    }),
    country: t.column('country', {
      type: 'String',
      ...open,
      description: 'ISO 3166-1 code of the country (国家代码).',
    }),
    timeZone: t.column('timeZone', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'IANA time zone in which its days begin and end (时区).',
    }),
    parent: t.relation({
      target: 'Jurisdiction',
      on: { parent_key: 'key' },
      ...open,
      description: 'Territory that it is part of (上级辖区).',
    }),
  }),
});

entity('Department', {
  table: 'disclosed.department',
  ...open,
  description:
    'A public body that holds a budget and buys (部门、预算单位), or a unit below one. Known from a jurisdiction pack or by the identifier under which a source published it.',
  datasetColumn: null,
  shownWhen: {
    packColumn: 'pack_key',
    referencedBy: [
      { table: 'disclosed.process', column: 'buyer_department_key' },
      // In any role: it runs the procedure, pays, or is the buyer of one contract only.
      { table: 'disclosed.party', column: 'department_key' },
      // A body about which something is collected is shown although it has bought nothing yet.
      { table: 'disclosed.coverage', column: 'department_key' },
      { table: 'disclosed.budget_document', column: 'department_key' },
      // A file of a whole government names the body in each line.
      { table: 'disclosed.budget_line', column: 'department_key' },
      { table: 'disclosed.three_public_expense', column: 'department_key' },
      { table: 'disclosed.payment', column: 'department_key' },
      { table: 'disclosed.disclosure', column: 'department_key' },
      { table: 'disclosed.head_count', column: 'department_key' },
    ],
  },
  orders: {
    NAME: {
      column: 'name',
      type: 'text',
      isNullable: false,
      description: 'By name (名称).',
    },
  },
  filter: (f) => ({
    under: f.under({
      column: 'key',
      ...open,
      description: 'Key of a department: it and all below it (本部门及下属单位).',
    }),
    name: f.words({
      columns: ['name', 'name_zh', 'name_en', 'short_name'],
      ...open,
      description: 'Words that must all occur in the name, in any language (名称包含).',
    }),
    kind: f.in('kind', { ...open, description: 'Kinds of body (机构类型).' }),
    divisionCode: f.in('divisionCode', {
      ...open,
      description: 'Administrative division codes (行政区划代码).',
    }),
    isTopLevel: f.isNull({
      column: 'parent_key',
      ...open,
      description: 'True: bodies without a superior body; false: units below one (是否主管部门).',
    }),
  }),
  fields: (t) => ({
    name: t.label('name', { nullable: false, ...open, description: 'Name (部门名称).' }),
    shortName: t.column('shortName', { type: 'String', ...open, description: 'Short name in use (简称).' }),
    kind: t.column('kind', {
      type: 'String',
      ...open,
      description: 'Kind of body in the pack’s words, for example GOV_CONSTITUENT (机构类型).',
    }),
    identifier: t.embedded('Identifier', {
      members: { scheme: ['identifier_scheme', 'String'], id: ['identifier_id', 'String'] },
      ...open,
      description: 'Identifier that it is known by first (主要标识). All stand in `identifiers`.',
    }),
    identifiers: t.relation({
      target: 'DepartmentIdentifier',
      on: { key: 'department_key' },
      list: true,
      ...open,
      description: 'Every outside identifier (全部标识).',
    }),
    divisionCode: t.column('divisionCode', {
      type: 'String',
      ...open,
      description: 'Administrative division that it serves (行政区划代码).',
    }),
    jurisdiction: t.relation({
      target: 'Jurisdiction',
      on: { jurisdiction_key: 'key' },
      ...open,
      description: 'Territory whose rules it follows (辖区).',
    }),
    parent: t.relation({
      target: 'Department',
      on: { parent_key: 'key' },
      ...open,
      description: 'Superior body (主管部门).',
    }),
    units: t.relation({
      target: 'Department',
      on: { key: 'parent_key' },
      list: true,
      order: [{ column: 'name', direction: 'ASC' }],
      ...open,
      description: 'Bodies directly below it (下属单位), by name.',
    }),
    validFrom: t.column('validFrom', {
      type: 'Date',
      ...open,
      description: 'First day of its existence, where known (设立日期).',
    }),
    validTo: t.column('validTo', {
      type: 'Date',
      ...open,
      description: 'Last day of its existence; null while it exists or where not known (撤销日期).',
    }),
    events: t.relation({
      target: 'DepartmentEvent',
      on: { key: 'department_key' },
      list: true,
      order: [{ column: 'effective_on', direction: 'ASC' }],
      ...open,
      description:
        'What happened to it: established, renamed, merged, split, abolished (机构变动), oldest first.',
    }),
    contracts: t.connection({
      target: 'Contract',
      on: { key: 'buyer_department_key' },
      ...open,
      description: 'Contracts in which it is the buyer (作为采购人的合同), without those of units below it.',
    }),
    processes: t.connection({
      target: 'Process',
      on: { key: 'buyer_department_key' },
      ...open,
      description: 'Procurement processes in which it is the buyer (作为采购人的采购项目).',
    }),
    ...departmentFacts(t),
    detail: t.relation({
      target: 'DepartmentDetail',
      on: { key: 'key' },
      visibility: internal('Working notes and contact points that nobody has published.'),
      description:
        'Internal detail of this department (内部信息). Empty when there is none; `detailAccess` says why.',
    }),
    detailAccess: t.detailAccess({ table: 'internal.department_detail', owner: 'key' }),
  }),
});

entity('DepartmentIdentifier', {
  table: 'disclosed.department_identifier',
  ...open,
  description: 'An outside identifier of a department (部门标识).',
  datasetColumn: null,
  hasList: false,
  fields: (t) => ({
    scheme: t.column('scheme', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'Register or code list (标识体系).',
    }),
    identifier: t.column('identifier', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'The identifier as text (标识号).',
    }),
  }),
});

entity('DepartmentEvent', {
  table: 'disclosed.department_event',
  ...open,
  description: 'A change of a department (机构变动).',
  datasetColumn: null,
  hasList: false,
  fields: (t) => ({
    kind: t.column('kind', {
      type: 'String',
      nullable: false,
      ...open,
      description: 'established, renamed, merged, split, abolished (变动类型).',
    }),
    effectiveOn: t.column('effectiveOn', {
      type: 'Date',
      ...open,
      description: 'Day from which it holds (生效日期).',
    }),
    formerName: t.column('formerName', {
      type: 'String',
      ...open,
      description: 'Name before a change of name (原名称).',
    }),
    otherDepartment: t.relation({
      target: 'Department',
      on: { other_department_key: 'key' },
      ...open,
      description: 'The other department concerned: merged into it, split from it (相关部门).',
    }),
    note: t.column('note', { type: 'String', ...open, description: 'What else is to be said (说明).' }),
  }),
});

rootConnection('departments', {
  target: 'Department',
  ...open,
  description:
    'Departments (部门): those that a fact in scope names, and those of the jurisdiction packs in use.',
});
rootOne('department', {
  target: 'Department',
  ...open,
  description: 'One department (部门) by id or key.',
});
