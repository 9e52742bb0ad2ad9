import type { Trade } from './city.ts';
import { creditCode, withWrongCheck } from './credit-code.ts';
import { foreignScheme } from './marks.ts';

export interface Company {
  code: string;
  nameZh: string;
  nameEn: string | null;
  trade: Trade | 'agency' | 'special';
  scheme: string | null;
  identifier: string | null;
  locality: string;
  country: string;
}

/** Invented companies. The name begins with 示例, the code belongs to a division that does not exist. */
const names: Record<Trade | 'agency', readonly [string, string | null][]> = {
  it: [
    ['云帆信息技术有限公司', 'Shili Yunfan Information Technology Co., Ltd.'],
    ['星图软件股份有限公司', 'Shili Xingtu Software Co., Ltd.'],
    ['磐石网络科技有限公司', null],
    ['晓河数据服务有限公司', 'Shili Xiaohe Data Services Co., Ltd.'],
    ['青桐系统集成有限公司', null],
    ['北苑智能科技有限公司', null],
  ],
  office: [
    ['晨光里办公设备有限公司', 'Shili Chenguangli Office Equipment Co., Ltd.'],
    ['方正里家具有限公司', null],
    ['佳木家具制造有限公司', 'Shili Jiamu Furniture Co., Ltd.'],
    ['文汇堂办公用品有限公司', null],
    ['同舟商贸有限公司', null],
  ],
  medical: [
    ['康和里医疗器械有限公司', 'Shili Kangheli Medical Devices Co., Ltd.'],
    ['仁心堂生物科技有限公司', null],
    ['明澈检测仪器有限公司', 'Shili Mingche Instruments Co., Ltd.'],
    ['惠民里医药有限公司', null],
  ],
  works: [
    ['筑城里建设集团有限公司', 'Shili Zhuchengli Construction Group Co., Ltd.'],
    ['长岭路桥工程有限公司', 'Shili Changling Road and Bridge Co., Ltd.'],
    ['安居里装饰工程有限公司', null],
    ['江岸市政工程有限公司', null],
    ['柏岭建筑安装有限公司', null],
  ],
  property: [
    ['馨园物业服务有限公司', 'Shili Xinyuan Property Services Co., Ltd.'],
    ['安泰里物业管理有限公司', null],
    ['洁净里保洁服务有限公司', null],
    ['盾山保安服务有限公司', null],
  ],
  print: [
    ['墨香印务有限公司', 'Shili Moxiang Printing Co., Ltd.'],
    ['彩云里文化传播有限公司', null],
    ['书林印刷有限公司', null],
    ['新页传媒有限公司', null],
  ],
  vehicles: [
    ['通途汽车销售有限公司', 'Shili Tongtu Motors Co., Ltd.'],
    ['顺行里汽车服务有限公司', null],
    ['绿驰新能源汽车有限公司', 'Shili Lvchi New Energy Vehicles Co., Ltd.'],
    ['力行专用车辆有限公司', null],
  ],
  catering: [
    ['味和餐饮管理有限公司', null],
    ['田园里食品有限公司', 'Shili Tianyuanli Foods Co., Ltd.'],
    ['食养堂餐饮服务有限公司', null],
    ['丰禾里农产品有限公司', null],
  ],
  law: [
    ['衡正律师事务所', 'Shili Hengzheng Law Firm'],
    ['明理会计师事务所', null],
    ['知行咨询有限公司', 'Shili Zhixing Consulting Co., Ltd.'],
    ['远见评估咨询有限公司', null],
  ],
  green: [
    ['翠微里园林绿化有限公司', 'Shili Cuiweili Landscaping Co., Ltd.'],
    ['林语生态工程有限公司', null],
    ['花间苗木有限公司', null],
    ['绿野环境工程有限公司', null],
  ],
  agency: [
    ['诚招招标代理有限公司', 'Shili Chengzhao Tendering Agency Co., Ltd.'],
    ['公采咨询有限公司', null],
  ],
};

const trades = Object.keys(names) as (Trade | 'agency')[];

function company(trade: Trade | 'agency', index: number): Company {
  const [nameZh, nameEn] = names[trade][index]!;
  const body = `MA${String(trades.indexOf(trade) + 1).padStart(2, '0')}${String(index + 1).padStart(4, '0')}`;
  return {
    code: `${trade}-${index + 1}`,
    nameZh: `示例${nameZh}`,
    nameEn,
    trade,
    scheme: 'CN-USCI',
    identifier: creditCode('91', `990${(index % 3) + 1}00`, body),
    locality: ['示例市', '示例市晨溪区', '示例市柏岭区'][index % 3]!,
    country: '中国（演示）',
  };
}

const wrongCheck = creditCode('91', '990100', 'MA990001');

const special: readonly Company[] = [
  // Planted: the last character does not fit the seventeen before it.
  {
    code: 'bad-check',
    nameZh: '示例误码科技有限公司',
    nameEn: 'Shili Wuma Technology Co., Ltd.',
    trade: 'special',
    scheme: 'CN-USCI',
    identifier: withWrongCheck(wrongCheck),
    locality: '示例市',
    country: '中国（演示）',
  },
  // Planted: published by name only.
  {
    code: 'nameless',
    nameZh: '示例无码工作室',
    nameEn: null,
    trade: 'special',
    scheme: null,
    identifier: null,
    locality: '示例市',
    country: '中国（演示）',
  },
  {
    code: 'foreign',
    nameZh: '示例远洋光学公司',
    nameEn: 'Demo Optics GmbH',
    trade: 'special',
    scheme: foreignScheme,
    identifier: 'HRB-000017',
    locality: 'Musterstadt',
    country: 'Musterland (demo)',
  },
];

export const companies: readonly Company[] = [
  ...trades.flatMap((trade) => names[trade].map((_, index) => company(trade, index))),
  ...special,
];

const byCode = new Map(companies.map((one) => [one.code, one]));

export function companyOf(code: string): Company {
  const found = byCode.get(code);
  if (!found) throw new Error(`The demo has no company "${code}"`);
  return found;
}

export function companiesOf(trade: Trade): string[] {
  return companies.filter((one) => one.trade === trade).map((one) => one.code);
}
