import { internal } from '../src/declare/types.ts';
import { entity } from './helpers/entity.ts';
import type { Fields } from './helpers/fields.ts';

// Each of these is the 1:1 sibling of a disclosed row, under the same key; the officer's row policy is on department_key.

const working = internal('Working material of the owning department.');
const personal = internal('Personal data.');
const confidential = internal('Would harm the owning department or the supplier if it were known.');

function owner(t: Fields) {
  return t.relation({
    target: 'Department',
    on: { department_key: 'key' },
    visibility: working,
    description: 'Department that owns this detail (所属部门).',
  });
}

entity('ProcessDetail', {
  table: 'internal.process_detail',
  visibility: working,
  description: 'Internal detail of a process (采购项目内部信息).',
  hasList: false,
  fields: (t) => ({
    department: owner(t),
    needNote: t.column('needNote', {
      type: 'String',
      visibility: working,
      description: 'Why it is needed, before it is decided (需求说明).',
    }),
    marketResearchNote: t.column('marketResearchNote', {
      type: 'String',
      visibility: working,
      description: 'What market research found (需求调查记录).',
    }),
    approvalOpinion: t.column('approvalOpinion', {
      type: 'String',
      visibility: working,
      description: 'Opinion behind an approval (审批意见).',
    }),
    riskNote: t.column('riskNote', {
      type: 'String',
      visibility: working,
      description: 'Risks noted (风险记录).',
    }),
  }),
});

entity('TenderDetail', {
  table: 'internal.tender_detail',
  visibility: working,
  description: 'Internal detail of a tender (采购活动内部信息).',
  hasList: false,
  fields: (t) => ({
    department: owner(t),
    evaluationNote: t.column('evaluationNote', {
      type: 'String',
      visibility: confidential,
      description: 'Notes of the evaluation (评审记录).',
    }),
    complaintNote: t.column('complaintNote', {
      type: 'String',
      visibility: confidential,
      description: 'Notes on objections and complaints (质疑投诉记录).',
    }),
    estimate: t.money('estimate', {
      visibility: working,
      description: 'Estimate before it is published (内部估算).',
    }),
  }),
});

entity('ContractDetail', {
  table: 'internal.contract_detail',
  visibility: working,
  description: 'Internal detail of a contract (合同内部信息).',
  hasList: false,
  fields: (t) => ({
    department: owner(t),
    negotiationNote: t.column('negotiationNote', {
      type: 'String',
      visibility: confidential,
      description: 'Notes of the negotiation (谈判记录).',
    }),
    paymentNote: t.column('paymentNote', {
      type: 'String',
      visibility: working,
      description: 'Notes on payment (付款备注).',
    }),
    riskNote: t.column('riskNote', {
      type: 'String',
      visibility: working,
      description: 'Risks noted (风险记录).',
    }),
    internalBudgetCode: t.column('internalBudgetCode', {
      type: 'String',
      visibility: working,
      description: 'Code of the internal budget indicator (内部指标编码).',
    }),
    accountNumber: t.column('accountNumber', {
      type: 'String',
      visibility: confidential,
      description: 'Bank account paid to (收款账号).',
    }),
    ceiling: t.money('ceiling', {
      visibility: confidential,
      description: 'Most that the buyer would have paid (最高限价内控数).',
    }),
  }),
});

entity('PartyDetail', {
  table: 'internal.party_detail',
  visibility: personal,
  description:
    'Contact points, street address, and name and identifiers of a natural person (参与方内部信息).',
  hasList: false,
  fields: (t) => ({
    department: owner(t),
    contactName: t.column('contactName', {
      type: 'String',
      visibility: personal,
      description: 'Person or office to ask (联系人).',
    }),
    email: t.column('email', {
      type: 'String',
      visibility: personal,
      description: 'E-mail address (电子邮箱).',
    }),
    telephone: t.column('telephone', {
      type: 'String',
      visibility: personal,
      description: 'Telephone (电话).',
    }),
    faxNumber: t.column('faxNumber', { type: 'String', visibility: personal, description: 'Fax (传真).' }),
    contactUrl: t.column('contactUrl', {
      type: 'String',
      visibility: personal,
      description: 'Address of a contact page (联系网址).',
    }),
    streetAddress: t.column('streetAddress', {
      type: 'String',
      visibility: personal,
      description: 'Street address (街道地址).',
    }),
    postalCode: t.column('postalCode', {
      type: 'String',
      visibility: personal,
      description: 'Postal code (邮编).',
    }),
    personIdentifier: t.column('personIdentifier', {
      type: 'String',
      visibility: personal,
      description: 'Identifiers of a natural person, `scheme id`, several with `; ` between (个人证件号).',
    }),
    personName: t.column('personName', {
      type: 'String',
      visibility: personal,
      description: 'Name of a natural person (个人姓名).',
    }),
  }),
});

entity('DepartmentDetail', {
  table: 'internal.department_detail',
  visibility: working,
  description: 'Internal detail of a department (部门内部信息).',
  hasList: false,
  datasetColumn: null,
  fields: (t) => ({
    contactName: t.column('contactName', {
      type: 'String',
      visibility: personal,
      description: 'Person to ask (联系人).',
    }),
    telephone: t.column('telephone', {
      type: 'String',
      visibility: personal,
      description: 'Telephone (电话).',
    }),
    staffingNote: t.column('staffingNote', {
      type: 'String',
      visibility: working,
      description: 'Notes on posts and staff (编制人员备注).',
    }),
    riskNote: t.column('riskNote', {
      type: 'String',
      visibility: working,
      description: 'Risks noted (风险记录).',
    }),
  }),
});

entity('SupplierDetail', {
  table: 'internal.supplier_detail',
  visibility: confidential,
  description: 'Internal detail of a supplier (供应商内部信息).',
  hasList: false,
  datasetColumn: null,
  fields: (t) => ({
    department: owner(t),
    contactName: t.column('contactName', {
      type: 'String',
      visibility: personal,
      description: 'Person to ask (联系人).',
    }),
    telephone: t.column('telephone', {
      type: 'String',
      visibility: personal,
      description: 'Telephone (电话).',
    }),
    bankAccount: t.column('bankAccount', {
      type: 'String',
      visibility: confidential,
      description: 'Bank account (银行账号).',
    }),
    creditNote: t.column('creditNote', {
      type: 'String',
      visibility: confidential,
      description: 'Notes on creditworthiness (信用备注).',
    }),
  }),
});
