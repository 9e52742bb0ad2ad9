import type { Trade } from './city.ts';

export type Category = 'goods' | 'services' | 'works';

/** Something that is bought: its item code, its price in yuan, its usual size. */
export interface Thing {
  trade: Trade;
  category: Category;
  /** `CN-GPC-2022`: 政府采购品目分类目录 (2022); a code of the demo's own where that list was not read. */
  scheme: 'CN-GPC-2022' | 'X-DEMO-ITEM';
  code: string;
  nameZh: string;
  nameEn: string;
  unitZh: string;
  /** Lowest and highest price of one, yuan. */
  price: readonly [number, number];
  /** Lowest and highest number of them. */
  quantity: readonly [number, number];
}

function thing(
  trade: Trade,
  category: Category,
  code: string,
  nameZh: string,
  nameEn: string,
  unitZh: string,
  price: readonly [number, number],
  quantity: readonly [number, number],
): Thing {
  const scheme = code.includes('-') ? 'X-DEMO-ITEM' : 'CN-GPC-2022';
  return { trade, category, scheme, code, nameZh, nameEn, unitZh, price, quantity };
}

export const things: readonly Thing[] = [
  thing('it', 'goods', 'A02010105', '台式计算机', 'Desktop computers', '台', [4200, 5000], [60, 400]),
  thing('it', 'goods', 'A02010108', '便携式计算机', 'Portable computers', '台', [5600, 7000], [40, 260]),
  thing('it', 'goods', 'A02010104', '服务器', 'Servers', '台', [48000, 96000], [8, 70]),
  thing(
    'it',
    'goods',
    'A02010300',
    '信息安全设备',
    'Information security equipment',
    '套',
    [86000, 210000],
    [4, 16],
  ),
  thing(
    'it',
    'services',
    'C16010000',
    '软件开发服务',
    'Software development services',
    '项',
    [900000, 5600000],
    [1, 1],
  ),
  thing(
    'it',
    'services',
    'C16020000',
    '信息系统集成实施服务',
    'System integration services',
    '项',
    [1200000, 8800000],
    [1, 1],
  ),
  thing(
    'it',
    'services',
    'C16070000',
    '运行维护服务',
    'IT operation and maintenance',
    '年',
    [620000, 2400000],
    [1, 1],
  ),
  thing(
    'it',
    'services',
    'C16040000',
    '云计算服务',
    'Cloud computing services',
    '年',
    [760000, 3300000],
    [1, 1],
  ),
  thing('office', 'goods', 'A05010201', '办公桌', 'Office desks', '张', [1600, 2900], [80, 420]),
  thing('office', 'goods', 'A05010301', '办公椅', 'Office chairs', '把', [420, 780], [120, 900]),
  thing(
    'office',
    'goods',
    'A02020400',
    '多功能一体机',
    'Multifunction machines',
    '台',
    [5200, 9800],
    [20, 160],
  ),
  thing('office', 'goods', 'A02020800', '触控一体机', 'Touch displays', '台', [14500, 23500], [16, 120]),
  thing('medical', 'goods', 'G-MED', '医疗设备', 'Medical equipment', '套', [380000, 1900000], [1, 6]),
  thing('medical', 'goods', 'G-INS', '仪器仪表', 'Instruments', '套', [160000, 720000], [2, 8]),
  thing(
    'medical',
    'services',
    'C16060000',
    '测试评估认证服务',
    'Testing and certification services',
    '项',
    [480000, 1900000],
    [1, 1],
  ),
  thing('works', 'works', 'B08000000', '修缮工程', 'Repair works', '项', [900000, 6800000], [1, 1]),
  thing('works', 'works', 'B07000000', '装修工程', 'Fit-out works', '项', [1100000, 5200000], [1, 1]),
  thing(
    'works',
    'works',
    'B02000000',
    '构筑物施工',
    'Structure construction',
    '项',
    [4200000, 26000000],
    [1, 1],
  ),
  thing(
    'property',
    'services',
    'C21040000',
    '物业管理服务',
    'Property management services',
    '年',
    [860000, 5400000],
    [1, 1],
  ),
  thing(
    'property',
    'services',
    'C18040102',
    '财产保险服务',
    'Property insurance services',
    '年',
    [210000, 690000],
    [1, 1],
  ),
  thing('print', 'services', 'C23090100', '印刷服务', 'Printing services', '年', [160000, 1300000], [1, 1]),
  thing('print', 'services', 'C22020000', '展览服务', 'Exhibition services', '项', [360000, 2100000], [1, 1]),
  thing(
    'vehicles',
    'goods',
    'A02030503',
    '小型客车',
    'Small passenger vehicles',
    '辆',
    [148000, 179000],
    [4, 16],
  ),
  thing(
    'vehicles',
    'goods',
    'A02030504',
    '中型客车',
    'Medium passenger vehicles',
    '辆',
    [320000, 430000],
    [3, 12],
  ),
  thing(
    'vehicles',
    'services',
    'C23120301',
    '车辆维修和保养服务',
    'Vehicle repair and maintenance',
    '年',
    [180000, 1400000],
    [1, 1],
  ),
  thing(
    'catering',
    'services',
    'C22040000',
    '餐饮服务',
    'Catering services',
    '年',
    [420000, 3900000],
    [1, 1],
  ),
  thing('law', 'services', 'C23010000', '法律服务', 'Legal services', '年', [120000, 680000], [1, 1]),
  thing('law', 'services', 'C23030000', '审计服务', 'Audit services', '项', [260000, 1500000], [1, 1]),
  thing(
    'green',
    'services',
    'S-GRN',
    '园林绿化管理服务',
    'Landscape maintenance services',
    '年',
    [640000, 4800000],
    [1, 1],
  ),
  thing('green', 'works', 'B06000000', '建筑安装工程', 'Installation works', '项', [700000, 3600000], [1, 1]),
];

export const paper: Thing = thing(
  'office',
  'goods',
  'A05040101',
  '复印纸',
  'Copy paper',
  '箱',
  [150, 190],
  [200, 1800],
);

export function thingOf(code: string): Thing {
  const found = [...things, paper].find((one) => one.code === code);
  if (!found) throw new Error(`The demo buys no "${code}"`);
  return found;
}
