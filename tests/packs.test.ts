import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ensurePacks } from '../src/packs/ensure.ts';
import { loadPack, packsFolder } from '../src/packs/load.ts';
import { methodFor } from '../src/packs/methods.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { at, city, header, problemsOf } from './pack-folder.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

const departments = (...rows: string[]) => ({
  'departments.csv': [header.departments, ...rows, ''].join('\n'),
});
const parks = 'parks,,Parks,,direct,,town,X-TOWN,17,,,,Town,,high,';

describe('a jurisdiction pack', () => {
  test('that is right has no problems', () => {
    expect(problemsOf(departments(parks))).toEqual([]);
  });

  test.each([
    [
      'an unknown column',
      { 'departments.csv': `${header.departments},budget\n${parks},12\n` },
      1,
      'budget',
      /^Unknown column "budget": expected one of key, /,
    ],
    [
      'a column that is missing',
      { 'departments.csv': `${header.departments.replace('kind,', '')}\n` },
      1,
      'kind',
      /^Column "kind" is missing/,
    ],
    [
      'a column twice',
      { 'departments.csv': `${header.departments},key\n${parks},parks\n` },
      1,
      'key',
      /occurs twice/,
    ],
    [
      'a bad day',
      departments(parks.replace('17,,', '17,2025-02-30,')),
      2,
      'valid_from',
      /^Not a day: "2025-02-30"/,
    ],
    [
      'a validity that is reversed',
      departments(parks.replace('17,,', '17,2025-03-01,2025-02-28')),
      2,
      'valid_to',
      /^Validity ends \("2025-02-28"\) before it begins/,
    ],
    [
      'a confidence outside the list',
      departments(parks.replace('high', 'certain')),
      2,
      'confidence',
      /^Unknown value "certain": expected one of high, medium, low/,
    ],
    ['no confidence', departments(parks.replace('high', '')), 2, 'confidence', /^Empty/],
    ['no source', departments(parks.replace('Town,,high', ',,high')), 2, 'source_law', /^No source/],
    ['no name', departments(parks.replace('Parks', '')), 2, 'name_zh', /^No name/],
    [
      'an unknown parent',
      departments(parks, 'pond,,Pond,,unit,lakes,,,,,,,Town,,low,'),
      3,
      'parent',
      /^Unknown "lakes"/,
    ],
    [
      'an unknown jurisdiction',
      departments(parks.replace(',town,', ',village,')),
      2,
      'jurisdiction',
      /^Unknown "village"/,
    ],
    ['a key twice', departments(parks, parks.replace(',17,', ',18,')), 3, 'key', /^Duplicate of line 2/],
    [
      'an identifier of two bodies',
      departments(parks, parks.replace('parks', 'ponds')),
      3,
      'identifier',
      /is the identifier of line 2/,
    ],
    [
      'an identifier without a scheme',
      departments(parks.replace('X-TOWN', '')),
      2,
      'identifier_scheme',
      /go together/,
    ],
    ['a key with a space', departments(parks.replace('parks', 'the parks')), 2, 'key', /holds a space/],
    ['spaces around a value', departments(parks.replace('Parks', ' Parks')), 2, 'name_en', /^Spaces/],
    [
      'a row that is too short',
      departments('parks,,Parks', parks),
      2,
      null,
      /^3 cells, but the first row names 16 columns/,
    ],
    [
      'a row after a cell of two lines',
      departments(parks.replace(/,$/, ',"one\ntwo"'), 'pond,,Pond,,unit,lakes,,,,,,,Town,,low,'),
      4,
      'parent',
      /^Unknown "lakes"/,
    ],
    ['a quote that does not end', departments(parks, 'pond,"Pond'), 3, null, /^Not CSV from here on/],
  ])('names file, line and column of %s', (_, files, line, column, problem) => {
    expect(problemsOf(files)).toEqual(at(line, column, expect.stringMatching(problem) as string));
  });

  test.each([
    [
      'jurisdictions.csv',
      2,
      'level',
      `${header.jurisdictions}\n${city.replace('city', 'galaxy')}\n`,
      /^Unknown value "galaxy"/,
    ],
    [
      'jurisdictions.csv',
      2,
      'time_zone',
      `${header.jurisdictions}\n${city.replace('UTC', 'Town/Time')}\n`,
      /^Unknown time zone/,
    ],
    [
      'jurisdictions.csv',
      2,
      'country',
      `${header.jurisdictions}\n${city.replace('XX', 'Townia')}\n`,
      /^Not a country code/,
    ],
    [
      'methods.csv',
      2,
      'ocds_method',
      `${header.methods}\na,asking,,Asking,always,friendly,,,Law,,,high,\n`,
      /^Unknown value "friendly"/,
    ],
    [
      'methods.csv',
      3,
      'local_name',
      `${header.methods}\na,asking,,Asking,always,open,,,Law,,,high,\nb,calling,asking,Calling,always,direct,,,Law,,,high,\n`,
      /^"asking \/ always" is already said by line 2/,
    ],
    ['methods.csv', 1, null, '', /^Empty file/],
    ['rules.csv', null, null, 'a\n', /^Unknown file/],
    ['pack.json', null, null, '{"key": ', /^Not JSON/],
    [
      'pack.json',
      null,
      'key',
      '{"key": "city", "nameEn": "Town", "description": "A town.", "languages": []}',
      /differs from the name of its folder/,
    ],
  ])('%s: line %s, column %s', (file, line, column, content, problem) => {
    const found = problemsOf({ [file]: content });

    expect(found).toContainEqual({
      file: `town/${file}`,
      line,
      column,
      problem: expect.stringMatching(problem),
    });
  });

  test('says every row of a cycle of parents', () => {
    const found = problemsOf(
      departments(
        'a,,A,,unit,b,,,,,,,Town,,low,',
        'b,,B,,unit,a,,,,,,,Town,,low,',
        'c,,C,,unit,a,,,,,,,Town,,low,',
      ),
    );

    expect(found).toEqual([...at(2, 'parent', 'Cycle: a → b → a.'), ...at(3, 'parent', 'Cycle: b → a → b.')]);
  });

  test('in another encoding is refused at the line', () => {
    const bytes = Buffer.concat([
      Buffer.from(`${header.departments}\nx,`),
      Buffer.from([0xb1, 0xb1, 0xbe, 0xa9]),
    ]);

    expect(problemsOf({ 'departments.csv': bytes })).toContainEqual(
      at(2, null, 'Not UTF-8: save the file as UTF-8.')[0],
    );
  });

  test('shows all that is wrong at one reading', () => {
    const found = problemsOf({
      ...departments(
        parks.replace('high', 'sure'),
        parks.replace('parks', 'ponds').replace('17,,', '18,soon,'),
      ),
      'rules.csv': 'a\n',
    });

    expect(found.map((one) => one.column)).toEqual([null, 'confidence', 'valid_from']);
  });
});

describe('the packs of this repository', () => {
  /** Limits and norms are money of a rule; nothing else in a pack is money. */
  const ofRules = ['standards.csv', 'thresholds.csv', 'catalog_items.csv'];

  test('are read without a problem and hold no money of any body', () => {
    for (const name of readdirSync(packsFolder)) {
      const pack = loadPack(join(packsFolder, name));

      expect(pack.key).toBe(name);
      for (const file of readdirSync(join(packsFolder, name)).filter(
        (one) => one.endsWith('.csv') && !ofRules.includes(one),
      )) {
        const [columns] = readFileSync(join(packsFolder, name, file), 'utf8').split('\n');
        expect(`${file}: ${columns}`).not.toMatch(/amount|currency|limit|value/);
      }
    }
  });

  test('lead from a local method name to its code by who may bid', () => {
    const beijing = loadPack(join(packsFolder, 'cn-beijing'));

    expect(methodFor(beijing, '公开招标')?.ocdsMethod).toBe('open');
    expect(methodFor(beijing, '竞争性磋商', { condition: 'publicNotice' })?.ocdsMethod).toBe('open');
    expect(methodFor(beijing, '竞争性磋商')?.ocdsMethod).toBe('limited');
    expect(methodFor(beijing, '单一来源')?.ocdsMethod).toBe('direct');
    expect(methodFor(beijing, '合作创新采购', { on: '2024-05-31' })).toBeNull();
    expect(methodFor(beijing, '抽签')).toBeNull();
  });
});

describe('packs in the database', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openTestHub();
  });
  afterAll(async () => {
    await hub.destroy();
  });
  const one = async (sql: string) => (await hub.pool('internal').query(sql)).rows;

  test('are written once, and a second time nothing is', async () => {
    const first = await ensurePacks(hub);
    const revisions = await one('SELECT number, source FROM disclosed.revision ORDER BY number');
    const second = await ensurePacks(hub);

    expect(first).toEqual([
      { key: 'generic', changed: 207, unstated: [] },
      { key: 'cn', changed: 767, unstated: [] },
      { key: 'cn-beijing', changed: 127, unstated: [] },
    ]);
    expect(second.map((result) => result.changed)).toEqual([0, 0, 0]);
    expect(revisions).toEqual([
      { number: '1', source: 'pack:generic' },
      { number: '2', source: 'pack:cn' },
      { number: '3', source: 'pack:cn-beijing' },
    ]);
    expect(await one('SELECT number, source FROM disclosed.revision ORDER BY number')).toEqual(revisions);
    expect(await one(`SELECT count(*) FROM disclosed.department WHERE pack_key = 'cn-beijing'`)).toEqual([
      { count: '65' },
    ]);
    expect(
      await one(`SELECT d.name, p.name AS parent, d.identifier_id FROM disclosed.department d
        JOIN disclosed.department p ON p.key = d.parent_key ORDER BY d.key LIMIT 1`),
    ).toEqual([{ name: '北京市粮食和物资储备局', parent: '北京市发展和改革委员会', identifier_id: null }]);
  });

  test('of a later edition change what differs and name what is gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'packs-'));
    folders.push(folder);
    cpSync(packsFolder, folder, { recursive: true });
    const file = join(folder, 'cn-beijing', 'departments.csv');
    const text = readFileSync(file, 'utf8');
    const lines = text.split('\n').filter((line) => !line.startsWith('cn-beijing:zhi-gong-party,'));
    writeFileSync(
      file,
      lines.join('\n').replace('Beijing Water Authority', 'Beijing Municipal Water Bureau'),
    );

    const results = await ensurePacks(hub, ['cn-beijing'], folder);

    expect(results).toEqual([
      { key: 'cn', changed: 0, unstated: [] },
      { key: 'cn-beijing', changed: 1, unstated: ['cn-beijing:zhi-gong-party'] },
    ]);
    expect(
      await one(`SELECT v.name_en AS was, d.name_en AS is, v.to_revision FROM disclosed.department_version v
        JOIN disclosed.department d USING (key)`),
    ).toEqual([{ was: 'Beijing Water Authority', is: 'Beijing Municipal Water Bureau', to_revision: '4' }]);
  });

  test('that are wrong change nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'packs-'));
    folders.push(folder);
    cpSync(packsFolder, folder, { recursive: true });
    writeFileSync(join(folder, 'generic', 'levels.csv'), '');
    const before = await one('SELECT max(number) FROM disclosed.revision');

    await expect(ensurePacks(hub, ['cn-beijing', 'generic'], folder)).rejects.toThrow(
      /generic\/levels\.csv line 1: Empty file/,
    );

    expect(await one('SELECT max(number) FROM disclosed.revision')).toEqual(before);
  });
});
