import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ClassificationEntry,
  ClassificationLookup,
  loadClassifications,
  type Printed,
  type SchemeEdition,
} from '../src/packs/classification-lookup.ts';
import { ensurePacks } from '../src/packs/ensure.ts';
import { openTestHub, type TestHub } from './hub.ts';

describe('a class is looked up', () => {
  let hub: TestHub;
  let lookup: ClassificationLookup;
  beforeAll(async () => {
    hub = await openTestHub();
    await ensurePacks(hub);
    lookup = await loadClassifications(hub.pool('writer'));
  });
  afterAll(async () => {
    await hub.destroy();
  });
  /** Key of the class and the remark, or why there is none. */
  const find = (scheme: string, when: number | string | null, printed: Printed) => {
    const result = lookup.find(scheme, when, printed);
    return result.row ? [result.row.key, result.remark] : [null, result.reason];
  };

  test('in the edition of its year: one code is a laptop in 2014 and a desktop in 2023', () => {
    const code = 'A02010105';

    expect(find('cn-item', 2014, { code })).toEqual(['cn-item@2013/A02010105', null]);
    expect(find('cn-item', 2023, { code })).toEqual(['cn-item@2022/A02010105', null]);
    expect(find('cn-item', '2022-09-01', { code })).toEqual(['cn-item@2013/A02010105', null]);
    expect(find('cn-item', '2022-09-02', { code })).toEqual(['cn-item@2022/A02010105', null]);
  });

  test('by its name where two editions hold in one year, and is left open without one', () => {
    const code = 'A02010105';

    expect(find('cn-item', 2022, { code, name: '便携式计算机' })).toEqual(['cn-item@2013/A02010105', null]);
    expect(find('cn-item', 2022, { code, name: '台式计算机' })).toEqual(['cn-item@2022/A02010105', null]);
    expect(find('cn-item', 2022, { code })).toEqual([null, 'ambiguous']);
    expect(lookup.find('cn-item', 2022, { code }).said).toMatch(
      /A02010105 便携式计算机 .*A02010105 台式计算机/,
    );
  });

  test('in another edition only by a name that agrees, and says so', () => {
    expect(find('cn-item', 2023, { code: 'A02010105', name: '便携式计算机' })).toEqual([
      'cn-item@2013/A02010105',
      'otherEdition',
    ]);
    expect(find('cn-functional', 2025, { code: '2010301', name: '行政运行' })).toEqual([
      'cn-functional@2024/2010301',
      'otherEdition',
    ]);
    expect(find('cn-functional', 2025, { code: '2010301' })).toEqual([null, 'unknownEdition']);
    expect(find('cn-functional', 2025, { code: '2010301', name: '机关服务' })).toEqual([
      null,
      'unknownEdition',
    ]);
    expect(lookup.find('cn-functional', 2025, { code: '201' }).said).toBe(
      'No edition for 2025 is recorded (recorded: 2018, 2019, 2024), so code "201" stays as printed.',
    );
    expect(find('cn-functional', null, { name: '教育支出' })).toEqual([
      'cn-functional@2024/205',
      'otherEdition',
    ]);
  });

  test('under the name that a class had in its year', () => {
    const health = { code: '210', name: '医疗卫生与计划生育支出' };

    expect(find('cn-functional', 2018, health)).toEqual(['cn-functional@2018/210', null]);
    expect(find('cn-functional', 2018, { name: health.name })).toEqual(['cn-functional@2018/210', null]);
    expect(find('cn-functional', 2024, health)).toEqual(['cn-functional@2024/210', 'formerName']);
    expect(find('cn-functional', 2024, { name: health.name })).toEqual([
      'cn-functional@2024/210',
      'formerName',
    ]);
    expect(find('cn-functional', 2019, { code: '215', name: '资源勘探信息等支出' })).toEqual([
      'cn-functional@2019/215',
      null,
    ]);
  });

  test('as publishers print codes and names', () => {
    expect(find('cn-functional', 2024, { code: '201 03 01' })).toEqual(['cn-functional@2024/2010301', null]);
    expect(find('cn-functional', 2024, { code: '２０１' })).toEqual(['cn-functional@2024/201', null]);
    expect(find('cn-economic-dept', 2024, { name: '因公出国(境)费用' })).toEqual([
      'cn-economic-dept@2024/30212',
      null,
    ]);
    expect(find('cn-functional', 2024, { code: '201', name: '公共服务' })).toEqual([
      'cn-functional@2024/201',
      'otherName',
    ]);
    expect(find('cofog', 2010, { code: '07.3.1' })).toEqual(['cofog@1999/07.3.1', null]);
    expect(find('cofog', 2010, { name: 'police  services' })).toEqual([null, 'ambiguous']);
  });

  test('by a name that occurs often only below a class that is named', () => {
    expect(find('cn-functional', 2024, { name: '行政运行' })).toEqual([null, 'ambiguous']);
    expect(find('cn-functional', 2024, { name: '行政运行', under: '20103' })).toEqual([
      'cn-functional@2024/2010301',
      null,
    ]);
  });

  test('on a day only while it holds', () => {
    expect(find('cn-functional', '2024-03-28', { code: '22006' })).toEqual([null, 'unknownCode']);
    expect(find('cn-functional', '2024-03-29', { code: '22006' })).toEqual([
      'cn-functional@2024/22006',
      null,
    ]);
    expect(find('cn-functional', 2024, { code: '22006' })).toEqual(['cn-functional@2024/22006', null]);
  });

  test('and where it is not recorded, the nearest wider class is named', () => {
    const result = lookup.find('cn-functional', 2024, { code: '2010677', name: '一般行政管理事务' });

    expect(result).toMatchObject({
      row: null,
      reason: 'unknownCode',
      said: 'Code "2010677" is not in cn-functional@2024, of which not every code is recorded. It counts to 20106 财政事务 (cn-functional@2024).',
    });
    expect(result.row === null && result.wider?.key).toBe('cn-functional@2024/20106');
    expect(find('xx', 2024, { code: '1' })).toEqual([null, 'unknownScheme']);
    expect(find('cn-economic-dept', 2024, { name: '招待费用' })).toEqual([null, 'unknownName']);
  });

  test('in a year without an edition, below a class that the file has named', async () => {
    const fresh = await loadClassifications(hub.pool('writer'), ['cn-functional']);
    const line = () => fresh.find('cn-functional', 2025, { code: '2011301', name: '行政运行' });

    expect(line()).toMatchObject({ row: null, reason: 'unknownEdition', wider: null });
    fresh.find('cn-functional', 2025, { code: '20113', name: '某事务' });
    expect(line()).toMatchObject({ row: null, wider: null });
    fresh.find('cn-functional', 2025, { code: '20113', name: '商贸事务' });
    expect(line()).toMatchObject({ row: null, wider: { key: 'cn-functional@2024/20113' } });
    expect(fresh.find('cn-functional', 2026, { code: '2011301' })).toMatchObject({ row: null, wider: null });
  });

  test('with its ancestors, widest first', () => {
    const result = lookup.find('cn-functional', 2024, { code: '2010301' });

    expect(lookup.ancestors(result.row!).map((entry) => entry.code)).toEqual(['201', '20103']);
    expect(lookup.editions('cn-item').map((edition) => edition.edition)).toEqual(['2013', '2022']);
  });

  test('two hundred thousand times before the test times out', () => {
    const codes = ['2010301', '2010302', '201', '30212', '9999999'];
    let found = 0;
    for (let line = 0; line < 200_000; line += 1) {
      const { row } = lookup.find('cn-functional', 2024, {
        code: codes[line % codes.length]!,
        name: `行政运行${line % 300}`,
      });
      if (row) found += 1;
    }

    // Three of the five codes are of this scheme.
    expect(found).toBe(120_000);
  });
});

describe('without a country', () => {
  const edition: SchemeEdition = {
    key: 'duty@1',
    scheme: 'duty',
    edition: '1',
    isComplete: true,
    validFrom: null,
    validTo: null,
  };
  const entry = (code: string, parent: string | null): ClassificationEntry => ({
    key: `duty@1/${code}`,
    schemeKey: 'duty@1',
    scheme: 'duty',
    edition: '1',
    code,
    level: parent ? 2 : 1,
    parentKey: parent && `duty@1/${parent}`,
    name: `Duty ${code}`,
    nameZh: null,
    nameEn: null,
    validFrom: null,
    validTo: null,
    threePublicCategory: null,
    basicGroup: null,
    category: null,
    mapsTo: [],
  });

  test('a wider class is named by its code only where codes nest', () => {
    const nested = new ClassificationLookup([edition], [entry('X', null), entry('X1', 'X')]);
    const free = new ClassificationLookup([edition], [entry('X', null), entry('7', 'X')]);

    expect(nested.find('duty', 2024, { code: 'X9' })).toMatchObject({ row: null, wider: { code: 'X' } });
    expect(free.find('duty', 2024, { code: 'X9' })).toMatchObject({ row: null, wider: null });
  });
});
