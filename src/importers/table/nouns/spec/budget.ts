import type { FieldSpec, NounSpec } from '../../types.ts';
import { field, required } from './field.ts';
import { documentFields, phases, sharedOfDocuments } from './shared.ts';

export const sides = {
  income: ['收入', 'income', 'revenue', 'revenues', 'receipts'],
  expenditure: ['支出', 'expenditure', 'spending', 'expense', 'expenses'],
} as const;

export const breakdowns = {
  function: ['功能分类', '支出功能分类', 'functional'],
  economic: ['经济分类', '支出经济分类', 'economic classification'],
  program: ['计划', 'programme', 'program'],
  project: ['项目', 'project'],
  source: ['资金来源', '收入来源', 'source', 'fund'],
  organisation: ['单位', '部门', 'organisation', 'organization', 'administrative'],
  item: ['品目', '采购品目', 'item'],
  threePublic: ['三公经费', 'three-public'],
  summary: ['收支总表', '总表', 'summary'],
  procurement: ['政府采购', 'procurement'],
  purchasedServices: ['政府购买服务', 'purchased services'],
  assets: ['资产', 'assets'],
  performance: ['绩效', 'performance'],
  other: ['其他', 'other'],
} as const;

export const books = {
  all: ['全部', '四本账', 'all'],
  general: ['一般公共预算', 'general public budget', 'general fund', 'general'],
  governmentFunds: ['政府性基金', '政府性基金预算', 'government funds'],
  stateCapital: ['国有资本经营预算', '国有资本经营', 'state capital'],
  socialInsurance: ['社会保险基金预算', '社会保险基金', 'social insurance'],
} as const;

const tableFields: readonly FieldSpec[] = [
  field('side', 'enum', '收支', 'Side', '收入或支出。 Income or expenditure.', { values: sides }),
  field(
    'breakdown',
    'enum',
    '分类方式',
    'Breakdown',
    '表按什么分列。 By what the table breaks the money down.',
    {
      values: breakdowns,
    },
  ),
  field(
    'book',
    'enum',
    '预算本',
    'Book',
    '四本预算之一，或全部。 Which of the budget books, or all of them.',
    {
      values: books,
      aliases: ['预算类型', '账本'],
    },
  ),
  field(
    'coverage',
    'enum',
    '范围',
    'Coverage',
    '全部支出，或仅基本支出、仅项目支出。 All, or basic or project expenditure only.',
    {
      values: {
        all: ['全部', 'all'],
        basic: ['基本支出', 'basic expenditure', 'basic'],
        project: ['项目支出', 'project expenditure', 'project'],
      },
    },
  ),
  field(
    'detail',
    'integer',
    '详细程度',
    'Detail',
    '同一笔钱的几张表中，数字大的计入合计。 Of tables of the same money the higher one is counted.',
  ),
  field('seq', 'integer', '表号', 'Table number', '表在文件中的序号。 Number of the table in its document.'),
];

const phaseField = field(
  'phase',
  'enum',
  '阶段',
  'Phase',
  '申报、批复、调整、执行、决算。 Proposed, approved, adjusted, executed, final.',
  {
    values: phases,
    aliases: ['预算阶段'],
  },
);

/** What tells a line from the others of its table. */
export const lineFields: readonly FieldSpec[] = [
  field('label', 'text', '科目', 'Line', '行的文字，按公布。 Words of the row as published.', {
    aliases: ['项目', '科目名称', '名称', '预算科目', '指标', 'label', 'line item'],
  }),
  field(
    'level',
    'integer',
    '级次',
    'Level',
    '在层级中的级次，1 最宽。 Level in the hierarchy; 1 is the widest.',
    {
      aliases: ['层级'],
    },
  ),
  field(
    'functionCode',
    'code',
    '功能科目编码',
    'Function code',
    '功能分类科目编码。 Code of the functional classification.',
    {
      aliases: [
        '功能分类科目编码',
        '支出功能分类科目编码',
        '功能科目代码',
        '科目编码',
        '科目代码',
        'functional code',
      ],
    },
  ),
  field(
    'functionName',
    'text',
    '功能科目名称',
    'Function',
    '功能分类科目名称。 Name of the functional classification.',
    {
      aliases: [
        '功能分类科目名称',
        '支出功能分类科目名称',
        '功能分类科目',
        '功能科目',
        'functional classification',
      ],
    },
  ),
  field(
    'economicCode',
    'code',
    '经济科目编码',
    'Economic code',
    '经济分类科目编码。 Code of the economic classification.',
    {
      aliases: ['经济分类科目编码', '部门预算支出经济分类科目编码', '经济科目代码'],
    },
  ),
  field(
    'economicName',
    'text',
    '经济科目名称',
    'Economic class',
    '经济分类科目名称。 Name of the economic classification.',
    {
      aliases: [
        '经济分类科目名称',
        '部门预算支出经济分类科目名称',
        '经济分类科目',
        '经济科目',
        'economic classification',
      ],
    },
  ),
  field('programCode', 'code', '计划编码', 'Program code', '计划（方案）编码。 Code of the program.', {
    aliases: ['programme code'],
  }),
  field('programName', 'text', '计划名称', 'Program', '计划（方案）名称。 Name of the program.', {
    aliases: ['programme', 'programme name', 'program name'],
  }),
  field('projectCode', 'code', '项目编码', 'Project code', '项目编码。 Code of the project.', {
    aliases: ['项目代码'],
  }),
  field('projectName', 'text', '项目名称', 'Project', '项目名称。 Name of the project.', {
    aliases: ['project name'],
  }),
  field(
    'fundSourceCode',
    'code',
    '资金来源编码',
    'Fund source code',
    '资金来源编码。 Code of the source of funds.',
    {
      aliases: ['资金性质编码', 'fund code'],
    },
  ),
  field('fundSourceName', 'text', '资金来源', 'Fund source', '资金来源名称。 Source of the funds.', {
    aliases: ['资金性质', '资金来源名称', 'fund', 'fund name', 'source of funds'],
  }),
  field('itemCode', 'code', '品目编码', 'Item code', '采购品目编码。 Code of the item.', {
    aliases: ['采购品目编码', '品目代码'],
  }),
  field('itemName', 'text', '品目名称', 'Item', '采购品目名称。 Name of the item.', {
    aliases: ['采购品目', '采购品目名称', 'item name'],
  }),
  field('regionName', 'text', '地区', 'Region', '钱用在的地区。 Region that the money is for.', {
    aliases: ['区域'],
  }),
  field('recipientName', 'text', '受款方', 'Recipient', '得到钱的一方。 Who receives the money.', {
    aliases: ['受益人', '补助对象', 'beneficiary', 'recipient name'],
  }),
];

const description = field(
  'description',
  'text',
  '说明',
  'Description',
  '行的说明。 What the line says besides.',
  {
    aliases: ['备注', 'note', 'remarks'],
  },
);

const schemeFields: readonly FieldSpec[] = [
  field(
    'functionScheme',
    'code',
    '功能分类体系',
    'Function scheme',
    '功能分类体系的名称。 Name of the scheme of functional codes.',
  ),
  field(
    'economicScheme',
    'code',
    '经济分类体系',
    'Economic scheme',
    '经济分类体系的名称。 Name of the scheme of economic codes.',
  ),
];

export const budget: NounSpec = {
  name: 'budget',
  titleZh: '预算、决算表',
  titleEn: 'Budget and final-account tables',
  fields: [
    ...sharedOfDocuments,
    ...tableFields,
    phaseField,
    ...lineFields,
    description,
    ...schemeFields,
    field('amount', 'money', '金额', 'Amount', '金额。 The amount.', {
      isRequired: true,
      aliases: ['预算数', '决算数', '合计', '本年预算', 'value', 'total'],
    }),
    field(
      'component',
      'code',
      '构成',
      'Component',
      '金额的哪一部分；不填为合计。 Which part of the amount; empty: the total.',
    ),
    field(
      'period',
      'code',
      '期间',
      'Period',
      '年度的一部分，例如 Q1、M07。 Part of the year, for example Q1, M07.',
    ),
    field(
      'asOfOn',
      'date',
      '截至日期',
      'As of',
      '未完年度的数字截至哪一天。 Day on which an amount of an unfinished year stood so.',
      {
        aliases: ['截止日期'],
      },
    ),
  ],
};

export const budgetAdjustment: NounSpec = {
  name: 'budget-adjustment',
  titleZh: '预算调整',
  titleEn: 'Budget adjustments',
  fields: [
    ...sharedOfDocuments.filter((spec) => !documentFields.includes(spec)),
    ...documentFields.filter((spec) => spec.name !== 'documentNumber'),
    ...tableFields,
    field(
      'table',
      'code',
      '调整的表',
      'Table adjusted',
      '被调整的行所在的表的代码；不填为唯一有此行的表。 Code of the table whose line is adjusted; empty: the only one that has the line.',
    ),
    ...lineFields,
    ...schemeFields,
    field('decidedOn', 'date', '调整日期', 'Decided on', '决定调整的日期。 Day of the decision.', {
      aliases: ['调剂日期'],
    }),
    field(
      'amount',
      'money',
      '调整金额',
      'Amount of change',
      '加到批复数上的金额，减少为负。 Added to the approved amount; negative where it takes away.',
      {
        ...required,
        aliases: ['调整数', '调剂金额', 'change', 'adjustment'],
      },
    ),
    field('authority', 'text', '批准机关', 'Authority', '批准调整的机关。 Who decided it.', {
      aliases: ['审批机关'],
    }),
    field('reason', 'text', '调整原因', 'Reason', '公布的原因。 Reason as published.', {
      aliases: ['原因', '调整事由'],
    }),
    field(
      'documentNumber',
      'text',
      '文号',
      'Document number',
      '调整文件的文号。 Number of the document that adjusts.',
      {
        aliases: ['发文字号', '批复文号'],
      },
    ),
  ],
};
