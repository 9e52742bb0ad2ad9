import { builder, declare } from './builder.ts';
import { refOf } from './helpers/registry.ts';
import { byResponseKey } from './helpers/response-key.ts';

const open = declare({ visibility: 'public' });

type Scalar = 'String' | 'Date' | 'DateTime' | 'Decimal' | 'Int' | 'Boolean';

/** An object that is part of a row: its fields are columns that the row names. */
function part(
  name: string,
  description: string,
  fields: Record<string, [type: Scalar, description: string]>,
): void {
  refOf(name).implement({
    description,
    ...open,
    fields: (t) =>
      Object.fromEntries(
        Object.entries(fields).map(([field, [type, words]]) => [
          field,
          t.field({
            type: type as 'String',
            nullable: true,
            description: words,
            resolve: byResponseKey,
            ...open,
          }),
        ]),
      ) as never,
  });
}

refOf('Money').implement({
  description:
    'An amount of money (金额) exactly as published, with its currency. Never converted, never rounded.',
  ...open,
  fields: (t) => ({
    amount: t.field({
      type: 'Decimal',
      nullable: false,
      description: 'Amount in the currency’s main unit (元, not 万元), as decimal text.',
      resolve: byResponseKey,
      ...open,
    }),
    currency: t.string({
      description:
        'ISO 4217 code as published (币种). Null where the source states none: such an amount is in no sum.',
      resolve: byResponseKey,
      ...open,
    }),
  }),
});

part('Period', 'A span of days (期间), both ends included.', {
  startDate: ['Date', 'First day (开始日期).'],
  endDate: ['Date', 'Last day (结束日期).'],
});

part('TimePeriod', 'A span of time (期间) with its hours.', {
  startDate: ['DateTime', 'Start (开始时间).'],
  endDate: ['DateTime', 'End (截止时间).'],
});

part(
  'Identifier',
  'An identifier from an outside register (标识), for example 统一社会信用代码 under `CN-USCI`.',
  {
    scheme: [
      'String',
      'Register that the identifier comes from (标识体系), an org-id.guide code where there is one.',
    ],
    id: ['String', 'The identifier as text (标识号).'],
  },
);

part('ItemClassification', 'A code of a classification of things bought (品目分类).', {
  scheme: ['String', 'Classification that the code belongs to, for example `UNSPSC`, `CPV` (分类体系).'],
  id: ['String', 'The code (品目编码).'],
  description: ['String', 'What the code says in words (品目名称).'],
});

part('Unit', 'Unit that a quantity is counted in (计量单位).', {
  name: ['String', 'Name of the unit, for example 台, 平方米 (单位名称).'],
  scheme: ['String', 'List that the unit code comes from (单位体系).'],
  id: ['String', 'Code of the unit (单位编码).'],
});

part('Place', 'Where a body sits, without its street (地点). Street addresses are not published here.', {
  locality: ['String', 'City or town (城市).'],
  region: ['String', 'Province or region (省、地区).'],
  countryName: ['String', 'Country as published (国家).'],
});

refOf('PageInfo').implement({
  description: 'Whether and where a list goes on (分页信息).',
  ...open,
  fields: (t) => ({
    hasNextPage: t.boolean({
      nullable: false,
      description: 'Whether more rows follow (有下一页).',
      resolve: byResponseKey,
      ...open,
    }),
    hasPreviousPage: t.boolean({
      nullable: false,
      description: 'Whether the page was read on after a cursor (有上一页).',
      resolve: byResponseKey,
      ...open,
    }),
    startCursor: t.string({
      description: 'Cursor of the first row of the page (首项游标); null when it is empty.',
      resolve: byResponseKey,
      ...open,
    }),
    endCursor: t.string({
      description:
        'Cursor of the last row of the page (末项游标): give it as `after`. Null when the page is empty.',
      resolve: byResponseKey,
      ...open,
    }),
  }),
});

export const ProcurementMethod = builder.enumType('ProcurementMethod', {
  description:
    'Who may bid (采购方式, OCDS code); the national name stands beside it as `procurementMethodDetails`.',
  values: {
    open: { description: 'Anyone may bid, for example 公开招标.', ...open },
    selective: { description: 'Invited from those qualified, for example 邀请招标.', ...open },
    limited: { description: 'A few are asked, for example 竞争性谈判、询价 without a public call.', ...open },
    direct: { description: 'One supplier only, for example 单一来源.', ...open },
  } as const,
  ...open,
});

export const ProcurementCategory = builder.enumType('ProcurementCategory', {
  description: 'What kind of thing is bought (采购类别).',
  values: {
    goods: { description: '货物.', ...open },
    works: { description: '工程.', ...open },
    services: { description: '服务.', ...open },
  } as const,
  ...open,
});
