import type { FieldSpec, NounSpec } from '../../types.ts';
import { field, required } from './field.ts';
import { departmentFields, note, phases, sharedOfDocuments, yearFields } from './shared.ts';

const money = (name: string, headZh: string, headEn: string, description: string, aliases: string[] = []) =>
  field(name, 'money', headZh, headEn, description, { aliases });

const count = (name: string, headZh: string, headEn: string, description: string, aliases: string[] = []) =>
  field(name, 'integer', headZh, headEn, description, { aliases });

const budgetMoney = money('budget', '预算数', 'Budget', '批复的预算数。 Approved budget.', [
  '年初预算数',
  '预算金额',
  'approved',
]);
const actualMoney = money('actual', '决算数', 'Actual', '决算数。 Final amount.', [
  '执行数',
  '实际数',
  'final',
  'outturn',
]);

const yearMoney: readonly FieldSpec[] = [
  budgetMoney,
  money('adjusted', '调整预算数', 'Adjusted budget', '调整后的预算数。 Budget after adjustments.', [
    '全年预算数',
    'revised',
  ]),
  actualMoney,
  money(
    'previous',
    '上年数',
    'Previous year',
    '文件所列上年同口径数。 The same item a year before, as the document states it.',
    ['上年决算数', '上年预算数'],
  ),
];

const changeReason = field(
  'changeReason',
  'text',
  '增减原因',
  'Reason of the change',
  '公布的增减原因。 Reason as published.',
  {
    aliases: ['变动原因', '增减变化原因'],
  },
);

export const threePublic: NounSpec = {
  name: 'three-public',
  titleZh: '“三公”经费',
  titleEn: 'Overseas travel, official vehicles, reception',
  fields: [
    ...sharedOfDocuments,
    field(
      'category',
      'enum',
      '类别',
      'Category',
      '合计、出国、用车、接待等。 Total, overseas, vehicles, reception and parts.',
      {
        ...required,
        values: {
          total: ['合计', '“三公”经费合计', '三公经费合计', 'total'],
          overseas: [
            '因公出国（境）费',
            '因公出国(境)费',
            '因公出国（境）费用',
            '因公出国(境)费用',
            '因公出国',
            'overseas travel',
          ],
          vehicles: ['公务用车购置及运行费', '公务用车购置及运行维护费', '公务用车', 'official vehicles'],
          vehiclePurchase: ['公务用车购置费', '公务用车购置', 'vehicle purchase'],
          vehicleOperation: ['公务用车运行费', '公务用车运行维护费', 'vehicle operation'],
          reception: ['公务接待费', '公务接待', 'official reception'],
        },
        aliases: ['项目'],
      },
    ),
    ...yearMoney,
    count('tripGroups', '出国（境）团组数', 'Trips', '团组个数。 Number of groups that travelled.', [
      '出国(境)团组数',
      '团组数',
    ]),
    count('tripPersons', '出国（境）人次', 'Persons travelled', '出国（境）人次。 Persons that travelled.', [
      '出国(境)人次',
      '出国人次',
    ]),
    count(
      'vehiclesBought',
      '购置车辆数',
      'Vehicles bought',
      '本年购置的公务用车数。 Vehicles bought in the year.',
      ['公务用车购置数', '购置数'],
    ),
    count(
      'vehiclesOwned',
      '车辆保有量',
      'Vehicles owned',
      '年末保有的公务用车数。 Vehicles held at the end of the year.',
      ['公务用车保有量', '保有量'],
    ),
    count('receptionBatches', '接待批次', 'Receptions', '国内公务接待批次。 Number of receptions.', [
      '国内公务接待批次',
    ]),
    count('receptionPersons', '接待人次', 'Persons received', '国内公务接待人次。 Persons received.', [
      '国内公务接待人次',
    ]),
    changeReason,
  ],
};

export const operatingFunds: NounSpec = {
  name: 'operating-funds',
  titleZh: '机关运行经费',
  titleEn: 'Operating funds',
  fields: [
    ...sharedOfDocuments,
    field(
      'definition',
      'enum',
      '口径定义',
      'Definition',
      '数字按哪一定义。 The definition that the number follows.',
      {
        values: {
          disclosure: ['公开口径', '财政公开口径', 'disclosure'],
          regulation621: ['条例口径', 'regulation'],
          other: ['其他', 'other'],
        },
      },
    ),
    field(
      'definitionNote',
      'text',
      '口径说明',
      'Definition in words',
      '定义的原文。 The definition as published.',
    ),
    ...yearMoney,
    changeReason,
  ],
};

export const procurementSummary: NounSpec = {
  name: 'procurement-summary',
  titleZh: '政府采购情况',
  titleEn: 'Government procurement of the year',
  fields: [
    ...sharedOfDocuments,
    field('phase', 'enum', '阶段', 'Phase', '预算或决算等。 Approved, final and the others.', {
      values: phases,
    }),
    money('goods', '货物', 'Goods', '政府采购货物支出。 Goods.', [
      '政府采购货物支出',
      '货物支出',
      '采购货物',
    ]),
    money('works', '工程', 'Works', '政府采购工程支出。 Works.', [
      '政府采购工程支出',
      '工程支出',
      '采购工程',
    ]),
    money('services', '服务', 'Services', '政府采购服务支出。 Services.', [
      '政府采购服务支出',
      '服务支出',
      '采购服务',
    ]),
    money('total', '合计', 'Total', '政府采购支出总额。 Total.', ['政府采购支出总额', '总额', '采购总额']),
    money(
      'sme',
      '授予中小企业',
      'Small and medium-sized enterprises',
      '授予中小企业合同金额。 Contracts awarded to small and medium-sized enterprises.',
      ['授予中小企业合同金额'],
    ),
    money(
      'micro',
      '其中：小微企业',
      'Micro and small enterprises',
      '其中授予小微企业。 Of it to micro and small enterprises.',
      ['授予小微企业合同金额', '小微企业'],
    ),
  ],
};

export const purchasedService: NounSpec = {
  name: 'purchased-service',
  titleZh: '政府购买服务',
  titleEn: 'Purchased services',
  fields: [
    ...sharedOfDocuments,
    field('code', 'code', '服务目录编码', 'Service code', '指导性目录代码。 Code of the service.', {
      aliases: ['目录代码', '指导性目录代码'],
    }),
    field('name', 'text', '服务名称', 'Service', '购买服务的内容。 What is bought.', {
      ...required,
      aliases: ['购买服务内容', '服务内容', '指导性目录', '服务项目'],
    }),
    field('projectName', 'text', '项目名称', 'Project', '预算项目名称。 Name of the project.', {
      aliases: ['购买服务项目名称'],
    }),
    field('provider', 'text', '承接主体', 'Provider', '承接主体。 Who provides it.', {
      aliases: ['承接主体类别'],
    }),
    budgetMoney,
    actualMoney,
  ],
};

export const assetOccupancy: NounSpec = {
  name: 'asset-occupancy',
  titleZh: '国有资产占用',
  titleEn: 'State assets held',
  fields: [
    ...sharedOfDocuments,
    field(
      'category',
      'enum',
      '资产类别',
      'Category',
      '车辆、设备、房屋等。 Vehicles, equipment, buildings and others.',
      {
        ...required,
        values: {
          vehicle: ['车辆', '公务用车', 'vehicles'],
          equipment: ['设备', '专用设备', '通用设备', 'equipment'],
          building: ['房屋', '办公用房', 'buildings'],
          other: ['其他', 'other'],
        },
      },
    ),
    field('useCode', 'code', '用途代码', 'Use code', '用途代码。 Code of the use.'),
    field('useName', 'text', '用途', 'Use', '用途。 What it is used for.', {
      aliases: ['用途类别', '车辆用途'],
    }),
    field('quantity', 'decimal', '数量', 'Quantity', '数量。 How many.', { aliases: ['台数', '辆数'] }),
    field('unitName', 'text', '计量单位', 'Unit', '计量单位。 Unit of the quantity.'),
    money('unitPriceFrom', '单价起点', 'Unit price from', '单位价值在多少以上。 From which unit price on.', [
      '单价下限',
    ]),
    money('value', '价值', 'Value', '价值。 Value.', ['金额', '原值']),
    field('asOfOn', 'date', '截至日期', 'As of', '截至哪一天。 On which day.', { aliases: ['截止日期'] }),
  ],
};

export const performanceTarget: NounSpec = {
  name: 'performance-target',
  titleZh: '绩效目标、自评',
  titleEn: 'Performance targets and scores',
  fields: [
    ...sharedOfDocuments,
    field(
      'isOverall',
      'boolean',
      '部门整体',
      'Overall',
      '部门整体绩效，而非一个项目。 The whole department, not one project.',
    ),
    field('projectCode', 'code', '项目编码', 'Project code', '项目编码。 Code of the project.'),
    field('projectName', 'text', '项目名称', 'Project', '项目名称。 Name of the project.'),
    money('budget', '预算数', 'Budget', '项目预算数。 Budget of the project.', [
      '预算金额',
      '年度资金总额',
      '全年预算数',
    ]),
    money('executed', '执行数', 'Executed', '项目执行数。 Executed amount of the project.', ['全年执行数']),
    field('levelOne', 'text', '一级指标', 'Indicator level 1', '一级指标。 First level.'),
    field('levelTwo', 'text', '二级指标', 'Indicator level 2', '二级指标。 Second level.'),
    field(
      'indicator',
      'text',
      '三级指标',
      'Indicator',
      '三级指标，或目标的文字。 The indicator, or the words of the target.',
      {
        ...required,
        aliases: ['指标', '指标名称', '绩效目标', '年度总体目标'],
      },
    ),
    field('targetText', 'text', '指标值', 'Target', '年度指标值，按公布。 Target as published.', {
      aliases: ['年度指标值', '目标值'],
    }),
    field('actualText', 'text', '完成值', 'Actual', '实际完成值，按公布。 Achieved value as published.', {
      aliases: ['实际完成值', '全年完成值'],
    }),
    field('unitName', 'text', '计量单位', 'Unit', '计量单位。 Unit.'),
    field('weight', 'decimal', '分值', 'Weight', '分值（权重）。 Points that can be had.', {
      aliases: ['权重'],
    }),
    field('score', 'decimal', '得分', 'Score', '得分。 Points given.', { aliases: ['自评得分'] }),
    note,
  ],
};

export const headCount: NounSpec = {
  name: 'head-count',
  titleZh: '编制与人数',
  titleEn: 'Head counts',
  fields: [
    ...departmentFields,
    ...yearFields,
    field(
      'kind',
      'enum',
      '人数类型',
      'Kind',
      '编制、实有、离退休等。 Establishment, actual, retired and others.',
      {
        ...required,
        values: {
          establishment: ['编制', '编制数', '编制人数', 'establishment'],
          actual: ['实有', '实有人数', '在职', '在职人数', 'actual'],
          retired: ['离退休', '离退休人数', '退休', 'retired'],
          other: ['其他', 'other'],
        },
        aliases: ['人员类型', '类型'],
      },
    ),
    field('persons', 'integer', '人数', 'Persons', '人数。 How many persons.', {
      ...required,
      aliases: ['数量'],
    }),
    field('asOfOn', 'date', '截至日期', 'As of', '截至哪一天。 On which day.', {
      aliases: ['截止日期', '统计日期'],
    }),
    note,
  ],
};
