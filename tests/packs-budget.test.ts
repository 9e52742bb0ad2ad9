import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ensurePacks } from '../src/packs/ensure.ts';
import { loadPack, PackError, packsFolder } from '../src/packs/load.ts';
import { methodFor } from '../src/packs/methods.ts';
import type { ClassificationRow } from '../src/packs/types.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { at, header, problemsOf } from './pack-folder.ts';

const scheme = (isComplete: string) =>
  `${header.classificationSchemes}\nduty,1,functional,,Duties,town,${isComplete},,,,,Charter,,,high,\n`;
const duties = (...rows: string[]) => ({
  'classification_schemes.csv': scheme('true'),
  'classifications.csv': [header.classifications, ...rows, ''].join('\n'),
});
const row = (code: string, level: number, parent: string, mapsTo = '') =>
  `duty,1,${code},${level},${parent},,Duty ${code},,,,${mapsTo},,,Charter,,,high,`;

describe('classifications of a pack', () => {
  test('with every level have no problems', () => {
    expect(problemsOf(duties(row('A', 1, ''), row('A1', 2, 'A'), row('A11', 3, 'A1', 'duty:A')))).toEqual([]);
  });

  test.each([
    [
      'a parent that is not there',
      duties(row('A', 1, ''), row('B1', 2, 'B')),
      3,
      'parent',
      /^Unknown "B": expected a code of duty@1/,
    ],
    [
      'a level that skips one',
      duties(row('A', 1, ''), row('A1', 3, 'A')),
      3,
      'level',
      /^Level 3 of "A1": expected one more than level 1 of its parent "A"/,
    ],
    [
      'a code twice in an edition',
      duties(row('A', 1, ''), row('A', 1, '')),
      3,
      'scheme, edition, code',
      /^Duplicate of line 2/,
    ],
    [
      'an edition that is not there',
      duties(row('A', 1, '').replace('duty,1', 'duty,2')),
      2,
      'edition',
      /^Unknown "duty@2"/,
    ],
    [
      'a level without a parent in a complete edition',
      duties(row('A1', 2, '')),
      2,
      'parent',
      /^Level 2 without a parent/,
    ],
    ['a mapping to nothing', duties(row('A', 1, '', 'task:X')), 2, 'maps_to', /^Unknown "task:X"/],
    [
      'a category outside the list',
      duties(row('A', 1, '').replace('Duty A,', 'Duty A,banquets')),
      2,
      'three_public_category',
      /^Unknown value "banquets"/,
    ],
  ])('name file, line and column of %s', (_, files, line, column, problem) => {
    expect(problemsOf(files)).toEqual(
      at(line, column, expect.stringMatching(problem) as string, 'classifications.csv'),
    );
  });

  test('say every row of a cycle', () => {
    const found = problemsOf(duties(row('A', 2, 'B'), row('B', 2, 'A')));

    expect(
      found.filter((one) => one.column === 'parent').map(({ line, problem }) => [line, problem]),
    ).toEqual([
      [2, 'Cycle: A → B → A.'],
      [3, 'Cycle: B → A → B.'],
    ]);
  });

  test('may lack wider levels where the edition is not complete', () => {
    const files = { ...duties(row('A1', 2, '')), 'classification_schemes.csv': scheme('false') };

    expect(problemsOf(files)).toEqual([]);
  });
});

describe('other rows of a pack about budgets and buying', () => {
  const standard =
    'town:desk,assetStandard,furniture,town,,,,,Desk,,,perUnit,100,EUR,,,10,,,,,Charter,,,low,';
  const item = 'town:catalog,1,,,,Desks,goods,centralized,,,,,Charter,,,low,';
  const threshold = 'town:open,town,,goods,,openTender,amount,5000,,atLeast,EUR,,,,,,Charter,,,low,';
  test.each([
    ['standards', 'standards.csv', 'jurisdiction', standard.replace(',town,', ',city,'), /^Unknown "city"/],
    ['standards', 'standards.csv', 'limit', standard.replace('100', '1e3'), /^Not a number: "1e3"/],
    [
      'standards',
      'standards.csv',
      'currency',
      standard.replace('EUR', ''),
      /^A limit and its currency go together/,
    ],
    [
      'catalogItems',
      'catalog_items.csv',
      'edition',
      item,
      /^Unknown "town:catalog": expected the key of a row of catalog_editions\.csv/,
    ],
    ['thresholds', 'thresholds.csv', 'currency', threshold.replace('EUR', ''), /^An amount has a currency/],
    ['thresholds', 'thresholds.csv', 'min_value', threshold.replace('5000', ''), /^No value/],
    ['thresholds', 'thresholds.csv', 'comparator', threshold.replace('atLeast', '>='), /^Unknown value ">="/],
  ] as const)('of %s: %s, column %s', (table, file, column, line, problem) => {
    expect(problemsOf({ [file]: `${header[table]}\n${line}\n` })).toContainEqual(
      at(2, column, expect.stringMatching(problem) as string, file)[0],
    );
  });
});

describe('a pack that builds on another', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });
  const write = (packs: Record<string, { requires: string[]; jurisdictions: string[] }>) => {
    const folder = mkdtempSync(join(tmpdir(), 'packs-'));
    folders.push(folder);
    for (const [key, { requires, jurisdictions }] of Object.entries(packs)) {
      mkdirSync(join(folder, key, 'profiles'), { recursive: true });
      const json = { key, nameEn: key, description: key, languages: ['en'], requires };
      writeFileSync(join(folder, key, 'pack.json'), JSON.stringify(json));
      const rows = jurisdictions.map((one) => `${one},,,UTC,,,Charter,,,high,`);
      writeFileSync(join(folder, key, 'jurisdictions.csv'), [header.jurisdictions, ...rows, ''].join('\n'));
    }
    return folder;
  };

  test('may name its keys, and only then', () => {
    const land = { requires: [], jurisdictions: ['land,,Land,national,'] };
    const town = (requires: string[]) => ({ requires, jurisdictions: ['town,,Town,city,land'] });

    const pack = loadPack(join(write({ land, town: town(['land']) }), 'town'));
    expect(pack.bases.map((base) => base.key)).toEqual(['land']);
    expect(() => loadPack(join(write({ land, town: town([]) }), 'town'))).toThrow(
      /town\/jurisdictions\.csv line 2, column "parent": Unknown "land"/,
    );
    expect(() => loadPack(join(write({ town: town(['land']) }), 'town'))).toThrow(
      /town\/pack\.json, column "requires": Required pack "land" is not in the folder beside/,
    );
  });

  test('cannot be built on by that one', () => {
    const folder = write({
      a: { requires: ['b'], jurisdictions: [] },
      b: { requires: ['a'], jurisdictions: [] },
    });

    expect(() => loadPack(join(folder, 'a'))).toThrow(PackError);
    expect(() => loadPack(join(folder, 'a'))).toThrow(/Packs require each other: a → b → a/);
  });

  test('has its methods', () => {
    const shanghai = loadPack(join(packsFolder, 'cn-shanghai'));

    expect(shanghai.methods).toEqual([]);
    expect(methodFor(shanghai, '公开招标')?.ocdsMethod).toBe('open');
  });
});

describe('the national pack', () => {
  const pack = loadPack(join(packsFolder, 'cn'));
  const of = (name: string, edition: string) =>
    pack.classifications.filter((one) => one.scheme === name && one.edition === edition);
  const atLevel = (rows: readonly ClassificationRow[], level: number) =>
    rows.filter((one) => one.level === level);

  test('has 29 类 and 217 款 of 2024, every code beginning with that of its parent', () => {
    const rows = of('cn-functional', '2024');

    expect([1, 2, 3].map((level) => atLevel(rows, level).length)).toEqual([29, 217, 82]);
    for (const one of rows) {
      expect(one.code).toMatch([/^2\d\d$/, /^2\d{4}$/, /^2\d{6}$/][one.level - 1]!);
      expect(one.parent).toBe(one.level === 1 ? null : one.code.slice(0, -2));
    }
    expect(rows.find((one) => one.code === '22006')).toMatchObject({
      validFrom: '2024-03-29',
      law: '财预〔2024〕22号',
    });
  });

  test('leads from every economic class of departments to classes of the government budget', () => {
    const rows = of('cn-economic-dept', '2024');
    const government = new Set(of('cn-economic-gov', '2024').map((one) => `cn-economic-gov:${one.code}`));

    expect([rows.length, government.size]).toEqual([110, 72]);
    for (const target of rows.flatMap((one) => one.mapsTo)) expect(government).toContain(target);
    expect(
      rows.filter((one) => one.threePublicCategory).map((one) => [one.code, one.threePublicCategory]),
    ).toEqual([
      ['30212', 'overseas'],
      ['30217', 'reception'],
      ['30231', 'vehicleOperation'],
      ['30913', 'vehiclePurchase'],
      ['31013', 'vehiclePurchase'],
    ]);
    expect(rows.find((one) => one.code === '30239')?.threePublicCategory).toBeNull();
    expect(new Set(rows.filter((one) => /^30[13]/.test(one.code)).map((one) => one.basicGroup))).toEqual(
      new Set(['personnel']),
    );
  });

  test('keeps the two editions of the item catalogue apart', () => {
    const name = (edition: string, code: string) =>
      of('cn-item', edition).find((one) => one.code === code)?.nameZh;

    for (const code of ['A02010103', 'A02010104', 'A02010105', 'A02010107', 'A02021001']) {
      expect([code, name('2013', code) === name('2022', code)]).toEqual([code, false]);
    }
    expect([name('2013', 'A02010105'), name('2022', 'A02010105')]).toEqual(['便携式计算机', '台式计算机']);
    expect(of('cn-item', '2013').find((one) => one.code === 'A02010105')?.mapsTo).toEqual([
      'cn-item@2022:A02010108',
    ]);
  });

  test('calls no standard Beijing’s, and what is doubted stays so', () => {
    const beijing = loadPack(join(packsFolder, 'cn-beijing'));

    expect(beijing.standards).toEqual([]);
    expect(new Set(pack.standards.map((one) => one.jurisdiction))).toEqual(new Set(['cn']));
    expect(pack.standards.find((one) => one.code === 'EQ-LAPTOP')).toMatchObject({
      limit: '7000',
      currency: 'CNY',
      basis: 'perUnit',
      minServiceYears: 6,
      appliesTo: 'Central bodies',
      documentNumber: '财资〔2016〕27号',
      confidence: 'high',
    });
    expect(pack.classifications.filter((one) => one.confidence === 'low').map((one) => one.code)).toEqual([
      '20141',
      '21016',
      '31206',
    ]);
    expect(beijing.catalogItems.filter((one) => one.confidence === 'low')).toHaveLength(9);
    expect(beijing.catalogItems.filter((one) => one.position <= 22)).toHaveLength(22);
    const open = beijing.thresholds.filter((one) => one.kind === 'openTender');
    expect(new Set(open.map((one) => [one.minValue, one.confidence].join(' ')))).toEqual(
      new Set(['4000000 medium']),
    );
  });

  test('names the tables of statutory documents in their order', () => {
    const tables = (name: string, kind: string) =>
      loadPack(join(packsFolder, name))
        .disclosureTables.filter((one) => one.documentKind === kind)
        .map((one) => one.position);
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

    expect(tables('cn-beijing', 'budget')).toEqual(upTo(14));
    expect(tables('cn-beijing', 'finalAccount')).toEqual(upTo(13));
    expect(tables('cn-shanghai', 'finalAccount')).toEqual(upTo(9));
  });
});

describe('the generic pack', () => {
  test('has COFOG whole: ten divisions, every code below the one it extends', () => {
    const rows = loadPack(join(packsFolder, 'generic')).classifications.filter(
      (one) => one.scheme === 'cofog',
    );

    expect(rows).toHaveLength(188);
    expect(rows.filter((one) => one.level === 1)).toHaveLength(10);
    for (const one of rows) {
      expect(one.parent).toBe(one.level === 1 ? null : one.code.replace(/\.\d$/, ''));
      expect(one.nameEn).not.toMatch(/\((CS|IS)\)/);
    }
  });
});

describe('classifications and standards in the database', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openTestHub();
    await ensurePacks(hub);
  });
  afterAll(async () => {
    await hub.destroy();
  });
  const ask = async (sql: string) => (await hub.pool('writer').query({ text: sql, rowMode: 'array' })).rows;

  test('stand there with their pack, their edition and their source', async () => {
    expect(
      await ask(`SELECT pack_key, scheme, edition, count(*)::int FROM disclosed.classification
        WHERE dataset_key IS NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`),
    ).toEqual([
      ['cn', 'cn-economic-dept', '2024', 110],
      ['cn', 'cn-economic-gov', '2024', 72],
      ['cn', 'cn-functional', '2018', 4],
      ['cn', 'cn-functional', '2019', 4],
      ['cn', 'cn-functional', '2024', 328],
      ['cn', 'cn-item', '2013', 20],
      ['cn', 'cn-item', '2022', 70],
      ['generic', 'cofog', '1999', 188],
      ['generic', 'gfsm', '2014', 17],
    ]);
    expect(
      await ask(`SELECT c.code, c.name, p.code, c.maps_to, c.confidence FROM disclosed.classification c
        JOIN disclosed.classification p ON p.key = c.parent_key WHERE c.key = 'cn-economic-dept@2024/30212'`),
    ).toEqual([['30212', '因公出国（境）费用', '302', ['cn-economic-gov:50207'], 'high']]);
    for (const table of [
      'classification_scheme',
      'classification',
      'standard',
      'catalog_edition',
      'threshold',
    ]) {
      expect([
        table,
        await ask(`SELECT count(*)::int FROM disclosed.${table} WHERE law IS NULL AND source_page IS NULL`),
      ]).toEqual([table, [[0]]]);
    }
  });

  test('of a pack that others build on come with it', async () => {
    const results = await ensurePacks(hub, ['cn-shanghai']);

    expect(results.map(({ key, changed }) => [key, changed])).toEqual([
      ['cn', 0],
      ['cn-shanghai', 2],
    ]);
    expect(
      await ask(
        `SELECT key, parent_key FROM disclosed.jurisdiction WHERE pack_key = 'cn-shanghai' ORDER BY key`,
      ),
    ).toEqual([
      ['cn-310000', 'cn'],
      ['cn-310107', 'cn-310000'],
    ]);
  });
});
