import type { FieldSpec, NounSpec } from '../../types.ts';
import { but, field, required } from './field.ts';
import { currency, departmentFields, fiscalYear, note } from './shared.ts';

const jurisdiction = departmentFields.find((spec) => spec.name === 'jurisdiction')!;

const validity: readonly FieldSpec[] = [
  field('validFrom', 'date', '生效日期', 'Valid from', '从哪一天起有效。 First day on which it holds.', {
    aliases: ['执行日期', '施行日期', '有效期自'],
  }),
  field('validTo', 'date', '失效日期', 'Valid to', '到哪一天止有效（含）。 Last day on which it holds.', {
    aliases: ['废止日期', '有效期至'],
  }),
];

const provenance: readonly FieldSpec[] = [
  field('issuerName', 'text', '发布机关', 'Issuer', '制定或发布的机关。 Body that issued it.', {
    aliases: ['发文机关', '制定机关', 'issued by'],
  }),
  field('documentNumber', 'text', '文号', 'Document number', '发文字号。 Number of the document.', {
    aliases: ['发文字号'],
  }),
  field('law', 'text', '依据', 'Law', '法律或文件依据。 Law or document that it rests on.', {
    aliases: ['法律依据', '政策依据'],
  }),
  field('sourcePage', 'text', '出处', 'Source page', '出处：页或网址。 Page or address of the source.'),
  field('confidence', 'enum', '可信度', 'Confidence', '可信度。 How sure we are.', {
    values: { high: ['高', 'high'], medium: ['中', 'medium'], low: ['低', 'low'] },
  }),
  note,
];

const names = (headZh: string, headEn: string, aliases: string[] = []): readonly FieldSpec[] => [
  field('name', 'text', headZh, headEn, '名称，按公布。 Name as published.', { ...required, aliases }),
  field('nameZh', 'text', '中文名称', 'Chinese name', '中文名称。 Name in Chinese.'),
  field('nameEn', 'text', '英文名称', 'English name', '英文名称。 Name in English.'),
];

const purchaseCategory = field(
  'category',
  'enum',
  '采购类别',
  'Category',
  '货物、工程、服务。 Goods, works, services.',
  {
    values: {
      goods: ['货物', 'goods'],
      works: ['工程', 'works'],
      services: ['服务', 'services'],
    },
    aliases: ['类别'],
  },
);

export const standard: NounSpec = {
  name: 'standard',
  titleZh: '定额与标准',
  titleEn: 'Quotas and standards',
  fields: [
    field(
      'kind',
      'enum',
      '标准类型',
      'Kind',
      '定额、资产配置标准、市场参考价、总额控制。 Quota, asset standard, market price, cap.',
      {
        ...required,
        values: {
          quota: ['定额', '支出标准', 'quota'],
          assetStandard: ['资产配置标准', '配置标准', 'asset standard'],
          marketPrice: ['市场参考价', '参考价', 'market price'],
          totalCap: ['总额控制', '限额', 'cap'],
        },
      },
    ),
    field(
      'domain',
      'code',
      '领域',
      'Domain',
      '例如 equipment、vehicle、office、training、publicFunds。 For example equipment, vehicle, office.',
      required,
    ),
    ...departmentFields,
    but(fiscalYear, { isRequired: false }),
    field('code', 'code', '编码', 'Code', '标准的编码。 Code of the standard.', { aliases: ['代码'] }),
    ...names('名称', 'Name', ['资产名称', '标准名称']),
    field('appliesTo', 'text', '适用范围', 'Applies to', '适用的单位或对象。 Whom or what it binds.', {
      aliases: ['适用对象'],
    }),
    field(
      'basis',
      'enum',
      '计算依据',
      'Basis',
      '按人、按人天、按车、按平方米、按次、按件、总额。 Per head, per head and day, per vehicle …',
      {
        values: {
          perHead: ['人均', '每人', 'per head', 'per person'],
          perHeadAndDay: ['每人每天', '人天', 'per head and day'],
          perVehicle: ['每车', '辆均', 'per vehicle'],
          perSquareMetre: ['每平方米', 'per square metre'],
          perEvent: ['每次', 'per event'],
          perUnit: ['每件', '每台', '单价', 'per unit'],
          total: ['总额', 'total'],
        },
      },
    ),
    field('unitName', 'text', '计量单位', 'Unit', '计量单位。 Unit.'),
    field('limit', 'money', '标准金额', 'Limit', '金额上限或参考价。 Limit or price.', {
      aliases: ['价格上限', '金额', '上限', '定额标准', '参考价'],
    }),
    currency,
    field('quantity', 'decimal', '数量上限', 'Quantity', '数量上限。 Largest quantity.', {
      aliases: ['数量'],
    }),
    field(
      'quantityText',
      'text',
      '数量说明',
      'Quantity in words',
      '数量上限的原文。 The quantity as published.',
    ),
    field(
      'minServiceYears',
      'integer',
      '最低使用年限',
      'Minimum years of service',
      '最低使用年限（年）。 Years that it must serve.',
      {
        aliases: ['使用年限'],
      },
    ),
    ...validity,
    ...provenance,
  ],
};

export const catalogItem: NounSpec = {
  name: 'catalog-item',
  titleZh: '集中采购目录',
  titleEn: 'Centralized procurement catalog',
  fields: [
    field('edition', 'code', '目录版本', 'Edition', '目录版本的键，例如 beijing-2023。 Key of the edition.', {
      ...required,
      aliases: ['目录', '版本'],
    }),
    field('editionName', 'text', '目录名称', 'Edition name', '目录的名称。 Name of the catalog edition.'),
    jurisdiction,
    field(
      'isComplete',
      'boolean',
      '目录完整',
      'Complete',
      '目录的全部品目都在此。 Every item of the edition is here.',
    ),
    field('code', 'code', '品目编码', 'Item code', '品目编码。 Code of the item.', {
      aliases: ['编码', '品目代码'],
    }),
    field(
      'codeEdition',
      'code',
      '编码版本',
      'Code edition',
      '品目编码所用分类的版本。 Edition of the classification of the codes.',
    ),
    ...names('品目名称', 'Item', ['品目', '名称', '采购品目']),
    purchaseCategory,
    field(
      'organizationForm',
      'enum',
      '组织形式',
      'Organization',
      '集中采购、部门集中采购、分散采购。 Centralized, departmental, decentralized.',
      {
        values: {
          centralized: ['集中采购', '集中采购机构采购', 'centralized'],
          departmental: ['部门集中采购', 'departmental'],
          decentralized: ['分散采购', 'decentralized'],
        },
        aliases: ['采购组织形式'],
      },
    ),
    field('limit', 'money', '限额', 'Limit', '品目的限额标准。 Limit of the item.', {
      aliases: ['限额标准'],
    }),
    currency,
    field('url', 'text', '网址', 'URL', '目录公开的网址。 Public address of the catalog.', {
      aliases: ['链接'],
    }),
    ...validity,
    ...provenance,
  ],
};

export const threshold: NounSpec = {
  name: 'threshold',
  titleZh: '采购限额与数额标准',
  titleEn: 'Procurement thresholds',
  fields: [
    jurisdiction,
    field(
      'authorityLevel',
      'code',
      '政府级次',
      'Level of government',
      '约束哪一级政府；不填为各级。 Level that it binds; empty: all.',
      { aliases: ['级次', '预算级次'] },
    ),
    purchaseCategory,
    field('subcategory', 'text', '子类别', 'Subcategory', '子类别。 Subcategory.'),
    field(
      'kind',
      'code',
      '限额类型',
      'Kind',
      'openTender、decentralized、mandatoryTender、international 等。 Kind of the limit.',
      {
        ...required,
        aliases: ['类型'],
      },
    ),
    field('unit', 'enum', '单位类型', 'Unit', '金额、比例、个数。 Amount, ratio, count.', {
      values: {
        amount: ['金额', 'amount'],
        ratio: ['比例', 'ratio'],
        count: ['个数', 'count'],
      },
    }),
    field('min', 'money', '下限', 'Minimum', '从多少起。 From how much on.', {
      aliases: ['限额标准', '数额标准', '起点', '最低'],
    }),
    field('max', 'money', '上限', 'Maximum', '到多少止。 Up to how much.', { aliases: ['最高'] }),
    field(
      'comparator',
      'enum',
      '比较',
      'Comparator',
      '以上、超过、以下、不足。 At least, above, at most, below.',
      {
        values: {
          atLeast: ['以上', '（含）以上', 'at least'],
          above: ['超过', 'above'],
          atMost: ['以下', '（含）以下', 'at most'],
          below: ['不足', 'below'],
        },
      },
    ),
    currency,
    field('taxBasis', 'enum', '含税', 'Tax', '含税、不含税、不明。 Tax included, excluded, unknown.', {
      values: {
        inclusive: ['含税', 'inclusive'],
        exclusive: ['不含税', 'exclusive'],
        unknown: ['不明', 'unknown'],
      },
    }),
    ...validity,
    ...provenance,
  ],
};

export const disclosure: NounSpec = {
  name: 'disclosure',
  titleZh: '信息公开记录',
  titleEn: 'Disclosures',
  fields: [
    ...departmentFields,
    field(
      'kind',
      'enum',
      '公开类型',
      'Kind',
      '预算、决算、意向、公告等。 Budget, final account, intention, notices.',
      {
        ...required,
        values: {
          budget: ['预算', '部门预算', 'budget'],
          finalAccount: ['决算', '部门决算', 'final account'],
          intention: ['采购意向', '意向公开', 'intention'],
          tenderNotice: ['采购公告', '招标公告', 'tender notice'],
          awardNotice: ['中标公告', '成交公告', '中标（成交）结果公告', 'award notice'],
          contractNotice: ['合同公告', '合同公示', 'contract notice'],
          other: ['其他', 'other'],
        },
        aliases: ['类型'],
      },
    ),
    field('title', 'text', '标题', 'Title', '标题，按公布。 Title as published.', {
      ...required,
      aliases: ['公告标题', '文件标题'],
    }),
    field('subjectType', 'code', '对象类型', 'Subject type', '公开的是哪类事项。 Type of what it discloses.'),
    field('subjectKey', 'code', '对象键', 'Subject key', '公开的事项的键。 Key of what it discloses.'),
    fiscalYear,
    field('publishedOn', 'date', '公开日期', 'Published on', '公开日期。 Day of publication.', {
      aliases: ['发布日期', '公布日期', '公告日期'],
    }),
    field('mediumName', 'text', '公开媒体', 'Medium', '在哪里公开。 Where it was published.', {
      aliases: ['公开平台', '网站'],
    }),
    field('url', 'text', '网址', 'URL', '公开的网址。 Public address.', { aliases: ['链接', 'link'] }),
    field('contentHash', 'code', '内容校验', 'Content hash', '内容的 SHA-256。 SHA-256 of the content.'),
    field('isComplete', 'boolean', '是否完整', 'Complete', '是否完整。 Whether it is complete.'),
    field(
      'missing',
      'text',
      '缺少内容',
      'Missing',
      '缺少的内容，用分号分开。 What is missing, separated by semicolons.',
    ),
    note,
  ],
};

export const classification: NounSpec = {
  name: 'classification',
  titleZh: '分类科目',
  titleEn: 'Classifications',
  fields: [
    field('scheme', 'code', '分类体系', 'Scheme', '分类体系的名称。 Name of the scheme.', required),
    field('edition', 'code', '版本', 'Edition', '版本，例如年份。 Edition, for example the year.', required),
    field('schemeName', 'text', '体系名称', 'Scheme name', '体系名称。 Name of the scheme in words.'),
    field('kind', 'enum', '体系类型', 'Kind', '功能、经济、品目等。 Functional, economic, item and others.', {
      values: {
        functional: ['功能分类', 'functional'],
        economic: ['经济分类', 'economic'],
        item: ['品目分类', 'item'],
        administrative: ['部门分类', 'administrative'],
        program: ['计划分类', 'program', 'programme'],
        fundSource: ['资金来源', 'fund source'],
        other: ['其他', 'other'],
      },
    }),
    jurisdiction,
    field(
      'isComplete',
      'boolean',
      '版本完整',
      'Complete',
      '版本的全部科目都在此。 Every code of the edition is here.',
    ),
    field('code', 'code', '科目编码', 'Code', '科目编码。 The code.', {
      ...required,
      aliases: ['编码', '代码'],
    }),
    field('level', 'integer', '级次', 'Level', '级次，1 最宽。 Level; 1 is the widest.', {
      aliases: ['层级'],
    }),
    field('parentCode', 'code', '上级编码', 'Parent code', '上级科目编码。 Code above it.', {
      aliases: ['上级科目编码'],
    }),
    ...names('科目名称', 'Name', ['名称', '科目']),
    field(
      'threePublicCategory',
      'code',
      '三公类别',
      'Three-public category',
      '计入的“三公”类别。 Three-public category that it counts to.',
    ),
    field(
      'basicGroup',
      'code',
      '基本支出分组',
      'Basic group',
      'personnel、publicFunds。 Part of basic expenditure that it is.',
    ),
    field('category', 'code', '分组', 'Category', '其他分组。 Other grouping.'),
    field(
      'mapsTo',
      'text',
      '对应科目',
      'Corresponds to',
      '对应的其他体系科目 体系:编码，用分号分开。 Codes of other schemes, scheme:code, separated by semicolons.',
    ),
    ...validity,
    ...provenance,
  ],
};
