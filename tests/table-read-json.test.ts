import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource } from '../src/importers/ocds/source.ts';
import { cellsOf, readSource, readTable } from './table-read.ts';

describe('tables in JSON', () => {
  test('continued tables are one sheet, nulls are merges, everything else is metadata', async () => {
    const document = {
      agency: '某区教育局',
      year: 2025,
      tables: [
        {
          page: 2,
          title: '支出总表',
          continued: false,
          unit: '元',
          rows: [
            ['项目', null, null, '支出预算', null],
            ['类', '款', '科目名称', '合计', '基本支出'],
            ['201', '01', '行政运行', '1.50', null],
          ],
        },
        { page: 3, title: '支出总表', continued: true, unit: null, rows: [['合计', null, null, 1.5, '']] },
        { page: 4, title: null, continued: true, unit: null, rows: [['注：无']] },
        { page: 5, title: '支出总表', continued: false, unit: '万元', rows: [] },
      ],
    };

    const read = await readTable(JSON.stringify(document).replace('1.5,""', '1.50,""'));

    expect(read.format).toBe('json-tables');
    expect(read.metadata).toEqual({ agency: '某区教育局', year: '2025' });
    expect(read.sheets).toEqual([
      {
        name: '支出总表',
        title: '支出总表',
        unit: '元',
        merges: [
          { top: 1, left: 1, bottom: 1, right: 3 },
          { top: 1, left: 4, bottom: 1, right: 5 },
          { top: 3, left: 4, bottom: 3, right: 5 },
          { top: 4, left: 1, bottom: 4, right: 3 },
        ],
        rows: [
          { number: 1, cells: ['项目', '', '', '支出预算', ''], page: 2 },
          { number: 2, cells: ['类', '款', '科目名称', '合计', '基本支出'], page: 2 },
          { number: 3, cells: ['201', '01', '行政运行', '1.50', ''], page: 2 },
          { number: 4, cells: ['合计', '', '', '1.50', ''], page: 3 },
        ],
      },
      {
        name: 'table 3',
        title: undefined,
        unit: undefined,
        merges: [],
        rows: [{ number: 1, cells: ['注：无'], page: 4 }],
      },
      { name: '支出总表 (2)', title: '支出总表', unit: '万元', merges: [], rows: [] },
    ]);
  });

  test('in a head of several rows a null belongs to the block above, unless its neighbour stands in the same block', async () => {
    const rows = [
      ['项目', null, null, null, '收入预算', null],
      ['功能分类科目编码', null, null, '科目名称', '合计', '财政拨款'],
      ['类', '款', '项', null, null, null],
      ['201', '01', '01', '行政运行', '1', '1'],
    ];

    const read = await readTable(JSON.stringify({ tables: [{ title: 'x', rows }] }));

    expect(read.sheets[0]?.merges).toEqual([
      { top: 1, left: 1, bottom: 1, right: 4 },
      { top: 1, left: 5, bottom: 1, right: 6 },
      { top: 2, left: 1, bottom: 2, right: 3 },
      { top: 2, left: 4, bottom: 3, right: 4 },
      { top: 2, left: 5, bottom: 3, right: 5 },
      { top: 2, left: 6, bottom: 3, right: 6 },
    ]);
  });

  test.each([
    ['{"tables":{}}', /^.*(?:tables|no JSON object|expected)/],
    ['{"tables":[1]}', /tables\[0\] is no object/],
    ['{"tables":[{"rows":1}]}', /tables\[0\] has no list "rows"/],
    ['{"tables":[{"rows":[1]}]}', /tables\[0\]\.rows\[0\] is no list/],
    ['{"tables":[{"rows":[[{"a":1}]]}]}', /tables\[0\]\.rows\[0\]\[0\] is \{"a":1\}/],
    ['{"tables":[{"rows":[],"title":7}]}', /"title" of tables\[0\] is no text/],
  ])('%s is refused with the place', async (text, message) => {
    await expect(readTable(text, { format: 'json-tables' })).rejects.toThrow(message);
  });
});

describe('JSON Lines', () => {
  test('heads are the union of the members, numbers stay as written, objects inside have dotted heads', async () => {
    const read = await readTable(
      '{"a":"x","n":12345678901234567890.10}\n\n{"b":{"c":1e3,"d":null},"a":true}\n[1]\n{"n":-0,"e":[1,"y"]}\n',
    );

    expect(read.format).toBe('jsonl');
    expect(read.sheets[0]?.rows).toEqual([
      { number: 0, cells: ['a', 'n', 'b.c', 'b.d', 'e'] },
      { number: 1, cells: ['x', '12345678901234567890.10', '', '', ''] },
      { number: 3, cells: ['true', '', '1e3', '', ''] },
      { number: 5, cells: ['', '-0', '', '', '[1,"y"]'] },
    ]);
    expect(read.problems.map(({ rule, severity, row }) => [rule, severity, row])).toEqual([
      ['not-an-object', 'error', 4],
      ['nested-value', 'info', undefined],
    ]);
  });

  test('a list of objects is a sheet of its own, each element beside what it belongs to; a list of rows is read too', async () => {
    const text =
      '{"id":"1","p":{"bids":[{"who":"甲","price":"1.00"},{"who":"乙"}]}}\n{"id":"2","p":{"bids":[{"who":"丙"}]}}\n{"id":"3"}\n';
    const sheets = [
      ['table', [['id'], ['1'], ['2'], ['3']]],
      [
        'p.bids',
        [
          ['id', 'p.bids.who', 'p.bids.price'],
          ['1', '甲', '1.00'],
          ['1', '乙', ''],
          ['2', '丙', ''],
        ],
      ],
    ];
    for (const bytes of [text, `[${text.trim().split('\n').join(',')}]`]) {
      const read = await readTable(bytes, { encoding: 'utf-8' });

      expect(read.sheets.map(({ name, rows }) => [name, rows.map(({ cells }) => cells)])).toEqual(sheets);
    }
  });

  test('values nested without end are refused', async () => {
    const text = `{"tables":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    await expect(readTable(Buffer.from(text))).rejects.toThrow(/nests its values deeper than can be read/);
  });

  test('broken lines are errors with their line, the others are read; nothing at all is refused', async () => {
    const read = await readTable('{"a":1}\n{"a" 2}\n{"a":3}\n');

    expect(cellsOf(read)).toEqual([['a'], ['1'], ['3']]);
    expect(read.problems).toMatchObject([{ rule: 'not-json', severity: 'error', row: 2 }]);
    await expect(readTable('[]')).rejects.toThrow(/holds no JSON object/);
  });
});

describe('data packages', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sunledger-package-'));
    await mkdir(join(folder, 'p', 'data'), { recursive: true });
    await writeFile(join(folder, 'outside.csv'), 'a\nsecret\n');
    await writeFile(join(folder, 'p', 'data', 'a.csv'), 'Konto;Betrag\nx;€ 1.234,50\ny;-\nz;-7,5-\n');
    await writeFile(join(folder, 'p', 'beside.csv.gz'), gzipSync('a,b\n1,£2\n'));
    await writeFile(join(folder, 'p', 'latin.csv'), Buffer.from('a,b\n\xe9,2\n', 'latin1'));
    await symlink(join(folder, 'outside.csv'), join(folder, 'p', 'link.csv'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const readPackage = async (descriptor: object) => {
    const path = join(folder, 'p', 'datapackage.json');
    await writeFile(path, JSON.stringify(descriptor));
    return readSource(await openSource(path));
  };

  test('each resource is a sheet, read in its dialect; the descriptor is metadata', async () => {
    const descriptor = {
      name: 'budget',
      fiscalPeriod: { start: '2025-01-01' },
      resources: [
        {
          name: 'ausgaben',
          title: 'Ausgaben',
          path: 'data/a.csv',
          dialect: { delimiter: ';' },
          schema: {
            missingValues: ['-'],
            fields: [
              { name: 'Konto', type: 'string', columnType: 'administrative:generic:id' },
              { name: 'Amount', type: 'number', decimalChar: ',', groupChar: '.', bareNumber: false },
            ],
          },
        },
        { path: 'data/beside.csv' },
      ],
    };

    const read = await readPackage(descriptor);

    expect(read.format).toBe('fiscal-data-package');
    expect(read.sheets.map(({ name, title, rows }) => [name, title, rows.map(({ cells }) => cells)])).toEqual(
      [
        [
          'ausgaben',
          'Ausgaben',
          [
            ['Konto', 'Betrag'],
            ['x', '1234.50'],
            ['y', ''],
            ['z', '-7.5'],
          ],
        ],
        [
          'beside',
          undefined,
          [
            ['a', 'b'],
            ['1', '£2'],
          ],
        ],
      ],
    );
    expect(JSON.parse(read.metadata.descriptor as string)).toEqual(descriptor);
    expect(read.metadata.name).toBe('budget');
    expect(read.metadata['resource.beside.sha256']).toMatch(/^[0-9a-f]{64}$/);
    expect(read.problems.map(({ rule, severity, sheet }) => [rule, severity, sheet])).toEqual([
      ['other-path', 'info', undefined],
      ['other-head', 'warning', 'ausgaben'],
    ]);
  });

  test.each([
    [{ path: '../outside.csv' }, /a path that leaves the folder/],
    [{ path: 'data/../../outside.csv' }, /a path that leaves the folder/],
    [{ path: '/etc/passwd' }, /an absolute path/],
    [{ path: 'https://example.org/a.csv' }, /an address, and nothing is fetched/],
    [{ path: 'file:///etc/passwd' }, /an address, and nothing is fetched/],
    [{ url: 'https://example.org/a.csv' }, /only a "url", and nothing is fetched/],
    [{ path: 'link.csv' }, /a link that leaves the folder/],
    [{ path: 'missing.csv' }, /there is none of that name/],
    [{ path: ['data/a.csv', 'latin.csv'] }, /several files/],
    [{ path: 'latin.csv' }, /is not UTF-8/],
    [7, /is no object/],
  ])('%j is refused', async (resource, message) => {
    await expect(readPackage({ resources: [resource] })).rejects.toThrow(message);
  });

  test('a resource may say its encoding', async () => {
    const read = await readPackage({ resources: [{ path: 'latin.csv', encoding: 'iso-8859-1' }] });

    expect(cellsOf(read)[1]).toEqual(['é', '2']);
  });
});
