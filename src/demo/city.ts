import type { Day } from './calendar.ts';
import { creditCode } from './credit-code.ts';
import { demoDataset } from './marks.ts';

export interface Territory {
  key: string;
  nameZh: string;
  nameEn: string;
  level: 'city' | 'county';
  parent: string | null;
  /** Of an invented scheme: "SL" and four digits. */
  divisionCode: string;
}

/** 示例市 and its two districts. Names and codes are invented. */
export const territories: readonly Territory[] = [
  {
    key: demoDataset,
    nameZh: '示例市',
    nameEn: 'Shili City (demo)',
    level: 'city',
    parent: null,
    divisionCode: 'SL0000',
  },
  {
    key: `${demoDataset}:chenxi`,
    nameZh: '示例市晨溪区',
    nameEn: 'Chenxi District (demo)',
    level: 'county',
    parent: demoDataset,
    divisionCode: 'SL0100',
  },
  {
    key: `${demoDataset}:boling`,
    nameZh: '示例市柏岭区',
    nameEn: 'Boling District (demo)',
    level: 'county',
    parent: demoDataset,
    divisionCode: 'SL0200',
  },
];

export interface Body {
  /** `101`, a unit of it `101-01`, a unit of that `101-01-01`; the first digit is the territory. */
  code: string;
  nameZh: string;
  nameEn: string;
  shortName: string;
  kind: 'governmentOffice' | 'constituent' | 'direct' | 'institution' | 'unit';
  validFrom: Day | null;
  validTo: Day | null;
  /** How much it buys in a year: purchases of its own, beside those that tell a story. */
  purchases: number;
  /** What it buys, by trade. */
  trades: readonly Trade[];
}

export type Trade =
  | 'it'
  | 'office'
  | 'medical'
  | 'works'
  | 'property'
  | 'print'
  | 'vehicles'
  | 'catering'
  | 'law'
  | 'green';

function body(
  code: string,
  nameZh: string,
  nameEn: string,
  shortName: string,
  kind: Body['kind'],
  purchases: number,
  trades: readonly Trade[],
  valid: { from?: Day; to?: Day } = {},
): Body {
  return {
    code,
    nameZh,
    nameEn,
    shortName,
    kind,
    purchases,
    trades,
    validFrom: valid.from ?? null,
    validTo: valid.to ?? null,
  };
}

/** The bodies (部门) of the demo with their units (单位), three levels deep. All are invented. */
export const bodies: readonly Body[] = [
  body('101', '示例市人民政府办公厅', 'General Office of Shili City', '市政府办公厅', 'governmentOffice', 2, [
    'it',
    'office',
    'print',
  ]),
  body('102', '示例市财政局', 'Shili Finance Bureau', '市财政局', 'constituent', 2, [
    'it',
    'office',
    'print',
  ]),
  body('102-01', '示例市国库支付中心', 'Shili Treasury Payment Centre', '市国库支付中心', 'institution', 1, [
    'it',
    'office',
  ]),
  body('103', '示例市教育局', 'Shili Education Bureau', '市教育局', 'constituent', 3, [
    'it',
    'print',
    'works',
  ]),
  body(
    '103-01',
    '示例市第一实验中学',
    'Shili First Experimental Middle School',
    '示例一中',
    'institution',
    3,
    ['it', 'office', 'catering'],
  ),
  body(
    '103-01-01',
    '示例市第一实验中学附属小学',
    'Primary School of Shili First Experimental Middle School',
    '一中附小',
    'unit',
    2,
    ['office', 'catering', 'works'],
  ),
  body('103-02', '示例市特殊教育学校', 'Shili School for Special Education', '市特教学校', 'institution', 1, [
    'office',
    'property',
  ]),
  body('104', '示例市卫生健康委员会', 'Shili Health Commission', '市卫健委', 'constituent', 2, [
    'it',
    'print',
    'office',
  ]),
  body('104-01', '示例市人民医院', "Shili People's Hospital", '市人民医院', 'institution', 4, [
    'medical',
    'it',
    'property',
    'works',
  ]),
  body(
    '104-01-01',
    '示例市人民医院东院区',
    "East Campus of Shili People's Hospital",
    '市医院东院区',
    'unit',
    2,
    ['medical', 'property', 'catering'],
  ),
  body(
    '104-02',
    '示例市疾病预防控制中心',
    'Shili Centre for Disease Control',
    '市疾控中心',
    'institution',
    2,
    ['medical', 'vehicles'],
  ),
  body('105', '示例市交通运输局', 'Shili Transport Bureau', '市交通局', 'constituent', 2, [
    'works',
    'it',
    'vehicles',
  ]),
  body('105-01', '示例市公路养护中心', 'Shili Road Maintenance Centre', '市公路中心', 'institution', 2, [
    'works',
    'vehicles',
  ]),
  body(
    '105-01-01',
    '示例市公路养护中心第一养护所',
    'First Station of the Shili Road Maintenance Centre',
    '养护一所',
    'unit',
    1,
    ['vehicles', 'works'],
  ),
  body('106', '示例市生态环境局', 'Shili Ecology and Environment Bureau', '市生态环境局', 'constituent', 2, [
    'it',
    'vehicles',
  ]),
  body(
    '106-01',
    '示例市生态环境监测站',
    'Shili Environment Monitoring Station',
    '市监测站',
    'institution',
    1,
    ['medical', 'it'],
  ),
  body(
    '107',
    '示例市数据和政务服务局',
    'Shili Bureau of Data and Government Services',
    '市数据局',
    'direct',
    3,
    ['it', 'property', 'print'],
  ),
  body('107-01', '示例市大数据中心', 'Shili Big Data Centre', '市大数据中心', 'institution', 2, [
    'it',
    'office',
  ]),
  body('108', '示例市文化和旅游局', 'Shili Culture and Tourism Bureau', '市文旅局', 'constituent', 2, [
    'print',
    'it',
    'property',
  ]),
  body('108-01', '示例市图书馆', 'Shili Library', '市图书馆', 'institution', 2, ['office', 'it', 'works']),
  body('109', '示例市机关事务管理局', 'Shili Organ Affairs Bureau', '市机关事务局', 'direct', 3, [
    'property',
    'vehicles',
    'works',
    'catering',
  ]),
  body('109-01', '示例市机关服务中心', 'Shili Organ Service Centre', '市机关服务中心', 'institution', 2, [
    'catering',
    'property',
    'green',
  ]),
  body(
    '110',
    '示例市公共资源交易中心',
    'Shili Public Resources Trading Centre',
    '市交易中心',
    'institution',
    1,
    ['it', 'property'],
  ),
  body('111', '示例市水务局', 'Shili Water Bureau', '市水务局', 'constituent', 2, ['works', 'it']),
  body(
    '112',
    '示例市粮食和物资储备局',
    'Shili Grain and Reserves Bureau',
    '市粮储局',
    'constituent',
    0,
    ['property'],
    { to: '2025-06-30' },
  ),
  body(
    '113',
    '示例市发展和改革委员会',
    'Shili Development and Reform Commission',
    '市发改委',
    'constituent',
    2,
    ['law', 'print', 'it'],
  ),
  body('114', '示例市档案馆', 'Shili Archives', '市档案馆', 'institution', 1, ['print', 'office']),
  body('201', '示例市晨溪区财政局', 'Chenxi Finance Bureau', '晨溪区财政局', 'constituent', 1, ['it', 'law']),
  body('202', '示例市晨溪区教育委员会', 'Chenxi Education Commission', '晨溪区教委', 'constituent', 2, [
    'it',
    'works',
  ]),
  body('202-01', '示例市晨溪区溪畔小学', 'Xipan Primary School, Chenxi', '溪畔小学', 'institution', 2, [
    'office',
    'catering',
  ]),
  body(
    '203',
    '示例市晨溪区城市管理委员会',
    'Chenxi City Management Commission',
    '晨溪区城管委',
    'constituent',
    2,
    ['green', 'works'],
  ),
  body('203-01', '示例市晨溪区环境卫生中心', 'Chenxi Sanitation Centre', '晨溪区环卫中心', 'institution', 2, [
    'vehicles',
    'property',
  ]),
  body(
    '203-01-01',
    '示例市晨溪区环境卫生中心一队',
    'First Team of the Chenxi Sanitation Centre',
    '晨溪环卫一队',
    'unit',
    1,
    ['vehicles'],
  ),
  body('204', '示例市晨溪区卫生健康委员会', 'Chenxi Health Commission', '晨溪区卫健委', 'constituent', 1, [
    'medical',
    'print',
  ]),
  body('301', '示例市柏岭区财政局', 'Boling Finance Bureau', '柏岭区财政局', 'constituent', 1, [
    'it',
    'office',
  ]),
  body('302', '示例市柏岭区教育局', 'Boling Education Bureau', '柏岭区教育局', 'constituent', 2, [
    'it',
    'office',
    'works',
  ]),
  body('302-01', '示例市柏岭区柏岭中学', 'Boling Middle School', '柏岭中学', 'institution', 2, [
    'office',
    'catering',
  ]),
  body('303', '示例市柏岭区园林绿化局', 'Boling Parks Bureau', '柏岭区园林局', 'constituent', 2, [
    'green',
    'vehicles',
  ]),
  body('304', '示例市柏岭区民政局', 'Boling Civil Affairs Bureau', '柏岭区民政局', 'constituent', 1, [
    'property',
    'catering',
  ]),
  // Bought nothing in two years, and says so: the empty case.
  body(
    '305',
    '示例市柏岭区地方志办公室',
    'Boling Local Chronicles Office',
    '柏岭区方志办',
    'institution',
    0,
    [],
    { from: '2025-01-01' },
  ),
];

export interface BodyEvent {
  id: string;
  body: string;
  kind: 'established' | 'renamed' | 'merged' | 'split' | 'abolished';
  on: Day;
  other: string | null;
  formerName: string | null;
  note: string | null;
}

export const bodyEvents: readonly BodyEvent[] = [
  {
    id: '107-renamed',
    body: '107',
    kind: 'renamed',
    on: '2025-03-20',
    other: null,
    formerName: '示例市政务服务管理局',
    note: '机构改革方案（演示）',
  },
  {
    id: '112-abolished',
    body: '112',
    kind: 'abolished',
    on: '2025-06-30',
    other: '113',
    formerName: null,
    note: '职责划入示例市发展和改革委员会（演示）',
  },
  {
    id: '113-merged',
    body: '113',
    kind: 'merged',
    on: '2025-07-01',
    other: '112',
    formerName: null,
    note: null,
  },
  {
    id: '305-established',
    body: '305',
    kind: 'established',
    on: '2025-01-01',
    other: '304',
    formerName: null,
    note: null,
  },
  {
    id: '304-split',
    body: '304',
    kind: 'split',
    on: '2025-01-01',
    other: '305',
    formerName: null,
    note: '地方志职责分出（演示）',
  },
];

const byCode = new Map(bodies.map((one) => [one.code, one]));

export function bodyOf(code: string): Body {
  const found = byCode.get(code);
  if (!found) throw new Error(`The demo has no body "${code}"`);
  return found;
}

export function bodyKey(code: string): string {
  return `${demoDataset}:${bodyOf(code).code}`;
}

export function parentOf(code: string): string | null {
  return code.includes('-') ? code.slice(0, code.lastIndexOf('-')) : null;
}

export function territoryOf(code: string): Territory {
  return territories[Number(code[0]) - 1]!;
}

/** Credit code of a body: an organ (11) or an institution (12) of the division 99, which is given to nobody. */
export function bodyCreditCode(one: Body): string {
  const digits = one.code.replaceAll('-', '').padEnd(7, '0');
  return creditCode(
    one.kind === 'institution' || one.kind === 'unit' ? '12' : '11',
    `990${one.code[0]}00`,
    `0${digits}`,
  );
}

/** Who pays for a body: the treasury of its territory. */
export function payerOf(code: string): string {
  return ({ '1': '102-01', '2': '201', '3': '301' } as const)[code[0] as '1' | '2' | '3'];
}
