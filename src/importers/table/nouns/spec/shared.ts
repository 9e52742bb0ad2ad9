import type { FieldSpec } from '../../types.ts';
import { field } from './field.ts';

export const scopes = {
  own: ['本级', '本单位', '单位本级', 'own'],
  consolidated: ['汇总', '部门汇总', '含下属单位', 'consolidated', 'including units below'],
} as const;

export const phases = {
  proposed: ['申报', '申报数', '建议', '建议数', '概算', 'proposal', 'proposed', 'requested'],
  approved: [
    '批复',
    '预算',
    '预算数',
    '年初预算',
    '年初预算数',
    'budget',
    'approved',
    'adopted',
    'appropriation',
  ],
  adjusted: ['调整', '调整预算', '调整预算数', '全年预算数', 'adjusted', 'revised', 'adjusted budget'],
  executed: ['执行', '执行数', '支出进度', 'executed', 'execution', 'actual to date'],
  final: ['决算', '决算数', 'final', 'actual', 'outturn', 'final account'],
  projected: ['预计', '预测', 'projected', 'forecast', 'estimate'],
} as const;

export const documentKinds = {
  proposal: ['预算草案', '建议预算', 'proposal', 'draft budget'],
  budget: ['预算', '部门预算', '单位预算', 'budget', 'approved budget'],
  adjustment: ['预算调整', '调整预算', 'adjustment', 'revised budget'],
  execution: ['预算执行', '执行情况', 'execution', 'in-year report'],
  finalAccount: ['决算', '部门决算', '单位决算', 'final account', 'final accounts', 'actual'],
  forecast: ['预测', 'forecast', 'projection'],
} as const;

export const currency = field(
  'currency',
  'code',
  '币种',
  'Currency',
  '三位字母货币代码，例如 CNY。 Three letters of ISO 4217, for example EUR.',
  {
    aliases: ['货币', 'currency code'],
    // 人民币 and CNY would be two currencies that no sum adds.
    form: { pattern: /^[A-Z]{3}$/, like: 'three letters of ISO 4217, for example CNY or EUR' },
  },
);

export const departmentName = field(
  'departmentName',
  'text',
  '部门名称',
  'Department',
  '部门或单位全称，按公布。 Name of the body as published.',
  {
    aliases: [
      '部门',
      '单位名称',
      '单位',
      '预算单位',
      '部门（单位）名称',
      'agency',
      'body',
      'department name',
    ],
  },
);

export const departmentCode = field(
  'departmentCode',
  'code',
  '部门代码',
  'Department code',
  '部门在其体系中的代码。 Code of the body in its scheme.',
  { aliases: ['单位代码', '部门编码', '单位编码', '预算单位编码', 'agency code', 'body code'] },
);

export const departmentScheme = field(
  'departmentScheme',
  'code',
  '部门代码体系',
  'Department scheme',
  '部门代码或名称所属体系。 Scheme that the code or the name of the body belongs to.',
);

export const departmentFields: readonly FieldSpec[] = [
  departmentName,
  departmentCode,
  departmentScheme,
  field(
    'parentDepartmentName',
    'text',
    '上级部门名称',
    'Parent department',
    '上级或主管部门。 The body above it.',
    { aliases: ['主管部门', '主管部门名称', 'parent body', 'parent agency', 'ministry'] },
  ),
  field(
    'parentDepartmentCode',
    'code',
    '上级部门代码',
    'Parent department code',
    '上级或主管部门代码。 Code of the body above it.',
    { aliases: ['主管部门代码', '主管部门编码', 'ministry code'] },
  ),
  field(
    'jurisdiction',
    'code',
    '辖区',
    'Jurisdiction',
    '辖区的键，例如 cn-110000。 Key of the jurisdiction in its pack.',
  ),
];

export const fiscalYear = field(
  'fiscalYear',
  'year',
  '年度',
  'Fiscal year',
  '预算年度。 The fiscal year; where it spans two, the one in which it ends or as the publisher numbers it.',
  { aliases: ['预算年度', '决算年度', '财政年度', '年份', '会计年度', 'year', 'FY'] },
);

export const yearFields: readonly FieldSpec[] = [
  fiscalYear,
  field(
    'fiscalYearLabel',
    'text',
    '年度写法',
    'Fiscal year as published',
    '年度的原文写法，例如 2014-15。 The year as published, for example 2014-15.',
  ),
];

export const scope = field(
  'scope',
  'enum',
  '口径',
  'Scope',
  '本级或含下属单位汇总。 Own money only, or with the units below.',
  { values: scopes, aliases: ['汇总口径'] },
);

export const documentFields: readonly FieldSpec[] = [
  field(
    'documentKind',
    'enum',
    '文件类型',
    'Document kind',
    '预算、决算、调整、执行等。 Budget, final account, adjustment, execution and others.',
    { values: documentKinds, aliases: ['文种'] },
  ),
  field('documentTitle', 'text', '文件标题', 'Document title', '文件标题，按公布。 Title as published.'),
  field('documentNumber', 'text', '文号', 'Document number', '发文字号。 Number of the document.', {
    aliases: ['发文字号', '批复文号'],
  }),
  field('issuerName', 'text', '发布机关', 'Issuer', '发布文件的机关。 Body that issued it.', {
    aliases: ['发文机关', '制定机关', 'issued by'],
  }),
  field('approvedOn', 'date', '批准日期', 'Approved on', '批准或批复的日期。 Day of approval.', {
    aliases: ['批复日期'],
  }),
  field('publishedOn', 'date', '公开日期', 'Published on', '向社会公开的日期。 Day of publication.', {
    aliases: ['发布日期', '公布日期', '公告日期', 'publication date', 'date published'],
  }),
  field('url', 'text', '网址', 'URL', '公开的网址。 Public address.', {
    aliases: ['链接', '原文链接', 'link', 'address'],
  }),
];

/** Of every noun that stands in a budget document. */
export const sharedOfDocuments: readonly FieldSpec[] = [
  ...departmentFields,
  ...yearFields,
  scope,
  currency,
  ...documentFields,
];

export const note = field('note', 'text', '备注', 'Note', '备注。 Note.', {
  aliases: ['说明', 'remark', 'remarks', 'notes'],
});
