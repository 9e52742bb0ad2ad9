import type { FieldSpec, NounSpec } from '../../types.ts';
import { but, field, required } from './field.ts';
import { currency, departmentFields, note } from './shared.ts';

export const payment: NounSpec = {
  name: 'payment',
  titleZh: '支付明细',
  titleEn: 'Payments',
  fields: [
    field(
      'payerName',
      'text',
      '付款单位',
      'Payer',
      '付款的部门或单位；同部门名称。 Body that pays; the same as the department.',
      {
        aliases: ['付款人', '支付单位', 'body name', 'entity', 'department family'],
      },
    ),
    ...departmentFields,
    field('payeeName', 'text', '收款方', 'Payee', '收款方名称，按公布。 Who is paid, as published.', {
      aliases: ['收款人', '收款单位', '供应商', 'supplier', 'supplier name', 'beneficiary', 'vendor'],
    }),
    field(
      'payeeScheme',
      'code',
      '收款方代码体系',
      'Payee scheme',
      '收款方代码所属体系。 Scheme of the payee code.',
    ),
    field('payeeIdentifier', 'code', '收款方代码', 'Payee code', '收款方代码。 Code of the payee.', {
      aliases: ['统一社会信用代码', 'supplier id', 'supplier number', 'vendor number'],
    }),
    field('paidOn', 'date', '支付日期', 'Paid on', '支付日期。 Day of payment.', {
      aliases: ['付款日期', '日期', 'date', 'payment date', 'date paid'],
    }),
    field(
      'listMonth',
      'code',
      '清单月份',
      'List month',
      '所在清单的月份 YYYY-MM。 Month of the list, YYYY-MM.',
      { aliases: ['月份'] },
    ),
    field('value', 'money', '支付金额', 'Amount', '支付金额。 Amount paid.', {
      ...required,
      aliases: ['金额', '付款金额', 'net amount', 'value', 'invoice amount'],
    }),
    currency,
    field(
      'organisationalUnit',
      'text',
      '内设机构',
      'Organisational unit',
      '内设机构。 Unit inside the body.',
      {
        aliases: ['部室', 'service area', 'directorate'],
      },
    ),
    field('expenseType', 'text', '费用类型', 'Expense type', '费用类型。 Type of expense.', {
      aliases: ['支出类型', 'expenses type', 'expense area', 'category'],
    }),
    field('description', 'text', '摘要', 'Description', '摘要。 What it was paid for.', {
      aliases: ['用途', '说明', 'purpose'],
    }),
    field(
      'transactionNumber',
      'code',
      '支付编号',
      'Transaction number',
      '支付或凭证编号。 Number of the transaction.',
      {
        aliases: ['凭证号', 'transaction no', 'invoice number', 'reference'],
      },
    ),
    field('functionCode', 'code', '功能科目编码', 'Function code', '功能分类科目编码。 Functional code.'),
    field('economicCode', 'code', '经济科目编码', 'Economic code', '经济分类科目编码。 Economic code.'),
  ],
};

const prices: readonly FieldSpec[] = [
  field(
    'price',
    'text',
    '价格原文',
    'Price as published',
    '价格的原文：金额、单价、费率、折扣或文字。 The price as published: amount, unit price, rate or words.',
    {
      aliases: ['中标价', '成交价', '报价', '中标（成交）金额原文'],
    },
  ),
  field(
    'priceKind',
    'enum',
    '价格类型',
    'Kind of price',
    '总价、单价、费率、折扣、文字。 Total, unit price, rate, discount, text.',
    {
      values: {
        total: ['总价', 'total'],
        unitPrice: ['单价', 'unit price'],
        rate: ['费率', 'rate'],
        discount: ['折扣', 'discount'],
        text: ['文字', 'text'],
      },
    },
  ),
  field('value', 'money', '金额', 'Value', '总价金额。 The total as an amount.', {
    aliases: ['合同金额', '中标金额', '成交金额', '中标（成交）金额', 'contract value', 'amount'],
  }),
  currency,
];

const parties: readonly FieldSpec[] = [
  field('buyerName', 'text', '采购人', 'Buyer', '采购人名称。 Who buys.', {
    aliases: ['采购单位', '甲方', '采购人名称', 'contracting authority', 'purchaser'],
  }),
  field('buyerCode', 'code', '采购人代码', 'Buyer code', '采购人代码。 Code of the buyer.', {
    aliases: ['采购单位代码'],
  }),
  field(
    'buyerScheme',
    'code',
    '采购人代码体系',
    'Buyer scheme',
    '采购人代码或名称所属体系。 Scheme of the code of the buyer.',
  ),
  field(
    'procuringEntityName',
    'text',
    '代理机构',
    'Procuring agency',
    '采购代理机构。 Agency that runs the procedure.',
    {
      aliases: ['采购代理机构', '代理机构名称'],
    },
  ),
  field('supplierName', 'text', '供应商', 'Supplier', '中标、成交或签约供应商。 Supplier.', {
    aliases: ['中标供应商', '成交供应商', '中标人', '乙方', '供应商名称', 'contractor', 'awarded supplier'],
  }),
  field(
    'supplierScheme',
    'code',
    '供应商代码体系',
    'Supplier scheme',
    '供应商代码所属体系。 Scheme of the supplier code.',
  ),
  field('supplierIdentifier', 'code', '供应商代码', 'Supplier code', '供应商代码。 Code of the supplier.', {
    aliases: ['统一社会信用代码', '供应商统一社会信用代码'],
  }),
  field(
    'supplierAddress',
    'text',
    '供应商地址',
    'Supplier address',
    '供应商地址。 Address of the supplier.',
    { aliases: ['中标供应商地址'] },
  ),
];

const purchase: readonly FieldSpec[] = [
  field('procurementMethodDetails', 'text', '采购方式', 'Method', '采购方式，按公布。 Method as published.', {
    aliases: ['采购方法', 'procedure'],
  }),
  field('category', 'enum', '采购类别', 'Category', '货物、工程、服务。 Goods, works, services.', {
    values: {
      goods: ['货物', '货物类', 'goods'],
      works: ['工程', '工程类', 'works'],
      services: ['服务', '服务类', 'services'],
    },
    aliases: ['项目类别', '类别'],
  }),
  field('place', 'text', '地点', 'Place', '地点。 Place.', { aliases: ['履行地点', '地区'] }),
  field('period', 'text', '期限', 'Period', '期限，按公布。 Period as published.', {
    aliases: ['合同期限', '服务期限', '履约期限'],
  }),
  field('lotNumber', 'code', '包号', 'Lot', '包号。 Lot.', { aliases: ['标段', '分包号', '包组'] }),
  field('url', 'text', '网址', 'URL', '公开的网址。 Public address.', {
    aliases: ['链接', '公告链接', 'link'],
  }),
  field('description', 'text', '主要内容', 'Description', '标的或主要内容。 What is bought.', {
    aliases: ['主要标的', '采购内容', '标的名称'],
  }),
  note,
];

const ocid = field(
  'ocid',
  'code',
  '开放合同标识',
  'OCID',
  '已有的 ocid；不填则由键生成。 The ocid where there is one; otherwise made from the number.',
);

const publishedOn = field(
  'publishedOn',
  'date',
  '公告日期',
  'Published on',
  '公告或公开日期。 Day of publication.',
  {
    aliases: ['发布日期', '公示日期', '公开日期', '公布日期'],
  },
);

export const contract: NounSpec = {
  name: 'contract',
  titleZh: '合同台账',
  titleEn: 'Contract ledger',
  fields: [
    ocid,
    field('noticeId', 'code', '项目编号', 'Project number', '采购项目编号。 Number of the purchase.', {
      aliases: ['采购项目编号', '招标编号', 'notice id', 'reference'],
    }),
    field('contractNumber', 'code', '合同编号', 'Contract number', '合同编号。 Number of the contract.', {
      aliases: ['合同号', 'contract no', 'contract id'],
    }),
    field('title', 'text', '合同名称', 'Title', '合同或项目名称。 Title.', {
      ...required,
      aliases: ['项目名称', '采购项目名称', '名称'],
    }),
    ...parties,
    ...prices,
    ...purchase,
    field('signedOn', 'date', '签订日期', 'Signed on', '合同签订日期。 Day of signature.', {
      aliases: ['合同签订日期', '签约日期', '签订时间', 'date signed', 'contract date'],
    }),
    field('awardedOn', 'date', '中标日期', 'Awarded on', '确定中标、成交的日期。 Day of the award.', {
      aliases: ['成交日期', '中标（成交）日期'],
    }),
    publishedOn,
  ],
};

export const notice: NounSpec = {
  name: 'notice',
  titleZh: '采购公告',
  titleEn: 'Procurement notices',
  fields: [
    ocid,
    field('noticeId', 'code', '项目编号', 'Project number', '采购项目编号。 Number of the purchase.', {
      aliases: ['采购项目编号', '招标编号', '公告编号', 'notice id', 'reference'],
    }),
    field(
      'noticeKind',
      'enum',
      '公告类型',
      'Kind of notice',
      '采购公告、中标候选人公示、中标（成交）公告、终止公告。 Tender, candidates (each row is a bid), award, termination.',
      {
        values: {
          tender: ['采购公告', '招标公告', 'tender'],
          award: ['中标公告', '成交公告', '中标（成交）结果公告', '结果公告', 'award'],
          candidates: ['中标候选人公示', '开标结果公示', 'candidates', 'bids'],
          cancelled: ['废标公告', '终止公告', '流标公告', 'cancelled', 'termination'],
        },
      },
    ),
    field('title', 'text', '项目名称', 'Title', '项目名称。 Title.', {
      ...required,
      aliases: ['采购项目名称', '公告标题', '名称'],
    }),
    ...parties,
    field(
      'bidders',
      'text',
      '投标人',
      'Bidders',
      '投标供应商，用分号分开。 Bidders, separated by semicolons.',
      {
        aliases: ['投标供应商', '参与供应商'],
      },
    ),
    ...prices.map((spec) =>
      spec.name === 'value' ? but(spec, { aliases: [...spec.aliases!, '中标总金额'] }) : spec,
    ),
    field('budget', 'money', '预算金额', 'Budget', '项目预算金额。 Budget of the purchase.', {
      aliases: ['采购预算', '最高限价'],
    }),
    ...purchase,
    field('awardedOn', 'date', '中标日期', 'Awarded on', '确定中标、成交的日期。 Day of the award.', {
      aliases: ['成交日期', '中标（成交）日期', '定标日期'],
    }),
    publishedOn,
  ],
};
