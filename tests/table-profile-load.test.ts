import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { nouns } from '../src/importers/table/nouns/index.ts';
import { checkProfile } from '../src/importers/table/profile/check.ts';
import { listProfiles, loadProfile } from '../src/importers/table/profile/load.ts';
import { budgetLayout, counted, fileOf, problem, profileOf, read, rulesOf } from './table-profile.ts';

const good = profileOf([budgetLayout()]);

function problemsOf(change: Record<string, unknown>, layout: Record<string, unknown> = {}): string {
  try {
    checkProfile({ ...good, tables: [{ ...budgetLayout(), ...layout }], ...change }, 'town.json', nouns);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a profile', () => {
  test('that is right is taken as it is', () => {
    expect(problemsOf({})).toBe('');
  });

  test.each([
    ['an unknown member', { colour: 'red' }, {}, /town\.json.*\n.*has "colour".*right is one of .*formats/s],
    ['no tables', { tables: [] }, {}, /\/tables must NOT have fewer than 1/],
    ['an unknown format', { formats: ['pdf'] }, {}, /\/formats\/0 is none of csv, tsv, xlsx/],
    ['a name with blanks', { name: 'My town' }, {}, /\/name must match pattern/],
    [
      'a constant that no noun has',
      { constants: { mayor: 'x' } },
      {},
      /no noun of the profile has a field "mayor"/,
    ],
    ['equal signs', { decimalSign: ',', groupSign: ',' }, {}, /two different signs/],
    [
      'an unknown noun',
      {},
      { noun: 'budjet' },
      /\(by-function\)\/noun "budjet" is not known; right is one of budget, /,
    ],
    [
      'an unknown field',
      {},
      { columns: [{ field: 'amout' }] },
      /columns\/0\/field "amout" is no field of "budget"/,
    ],
    [
      'a known unit with another factor',
      { units: { 万元: '1' } },
      {},
      /"万元" is 10000 everywhere and 1 here/,
    ],
    ['a unit that makes nothing of amounts', { units: { sack: '0' } }, {}, /"sack" is 0; right is what/],
    [
      'a dataset key with a slash',
      { dataset: { key: 'town/../x', name: 'Town' } },
      {},
      /\/dataset\/key must match pattern/,
    ],
    ['an unknown unit', {}, { unit: 'sacks' }, /unit "sacks" is no unit; right is for example/],
    ['a wrong constant', {}, { constants: { side: 'both' } }, /constants\/side: "both" is not a value/],
    ['a wrong pattern', {}, { match: { title: ['/(/'] } }, /\/\(\/ is no regular expression/],
    [
      'a pivot that says no field',
      {},
      { columns: [{ field: 'amount', pivot: { pattern: '^\\d+$' } }] },
      /pivot says no field; right is "field" or named groups/,
    ],
    [
      'a set of a field that is none',
      {},
      { columns: [{ field: 'amount', set: { fase: 'final' } }] },
      /set: "budget" has no field "fase"/,
    ],
    [
      'a hierarchy of a column that is not there',
      {},
      { rows: { hierarchy: { by: 'code', field: 'itemCode' } } },
      /no column gives "itemCode"/,
    ],
    [
      'widths without parts',
      {},
      { columns: [{ field: 'functionCode', widths: [3] }] },
      /as many entries as "parts"/,
    ],
    [
      'a head that is a number',
      {},
      { columns: [{ field: 'amount', heads: [7] }] },
      /must be a text or a list of texts/,
    ],
    ['a date format without a year', { dateFormats: ['DD/MM'] }, {}, /"DD\/MM" does not say year/],
  ])('with %s is refused with what would be right', (_, change, layout, message) => {
    expect(problemsOf(change, layout)).toMatch(message);
  });

  test('names every problem at once', () => {
    const message = problemsOf({}, { unit: 'sacks', columns: [{ field: 'amout' }, { field: 'nam' }] });
    expect(message).toMatch(/has 3 problems/);
  });
});

describe('profiles', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sunledger-profiles-'));
  afterAll(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'town.json'), JSON.stringify({ ...good, name: 'town' }));
  await writeFile(join(folder, 'broken.json'), '{ "name": ');

  test('of the packs are all right, and each noun has its own', async () => {
    const listed = await listProfiles();
    const names = listed.map((profile) => profile.name);
    for (const noun of nouns.keys()) expect(names).toContain(noun);
    expect(names).toContain('fiscal-data-package');
    const packs = await readdir(new URL('../packs', import.meta.url));
    for (const { pack } of listed) if (pack !== null) expect(packs).toContain(pack);
    expect(new Set(names).size).toBe(names.length);
  });

  test('are found by name in a folder, or by path', async () => {
    expect((await loadProfile('town', [folder])).name).toBe('town');
    expect((await loadProfile(join(folder, 'town.json'))).name).toBe('town');
  });

  test('that are not there or no JSON say so', async () => {
    await expect(loadProfile('nowhere')).rejects.toThrow(/no profile "nowhere"; right is one of .*budget/);
    await expect(loadProfile(join(folder, 'broken.json'))).rejects.toThrow(/broken\.json" is no JSON/);
    await expect(loadProfile(join(folder, 'other.json'))).rejects.toThrow(/cannot be read/);
  });
});

describe('the profile that every noun has', () => {
  test.each([...nouns.values()].map((noun) => [noun.name, noun] as const))(
    'reads a file with the heads of "%s" in Chinese, English or both',
    async (name, noun) => {
      const profile = await loadProfile(name);
      const cells = noun.fields.map((field) => {
        if (field.name === 'currency') return 'EUR';
        if (field.type === 'enum') return Object.keys(field.values ?? {})[0] as string;
        const samples = {
          text: 'words',
          code: 'A1',
          integer: '2',
          decimal: '2.5',
          money: '3.5',
          date: '2025-03-01',
        };
        return { ...samples, year: '2025', boolean: 'yes' }[field.type];
      });
      const heads = {
        zh: [noun.fields.map((field) => field.headZh)],
        en: [noun.fields.map((field) => field.headEn)],
        both: [noun.fields.map((field) => field.headZh), noun.fields.map((field) => field.headEn)],
      };
      for (const rows of Object.values(heads)) {
        const outcome = await read(profile, fileOf([{ rows: [...rows, cells] }]), {
          parameters: { unit: '元' },
        });
        expect(rulesOf(outcome).filter((rule) => !rule.startsWith('info'))).toEqual([]);
        expect(outcome.records).toHaveLength(1);
        const [record] = outcome.records;
        const given = [
          ...Object.keys(record?.fields ?? {}),
          ...(record?.values ?? []).map((value) => value.field),
        ];
        expect(given.sort()).toEqual(noun.fields.map((field) => field.name).sort());
      }
    },
  );

  test('of a list counts a row that is called a total and says more, and tells it', async () => {
    const profile = await loadProfile('payment');
    const head = ['部门名称', '支付日期', '收款方', '金额（元）'];
    const rows = (last: string[]) => [head, ['榆树局', '2026-01-05', '甲', '5'], last];
    const told = await read(profile, fileOf([{ rows: rows(['榆树局', '2026-01-31', '合计', '5']) }]));
    expect(counted(told, 'value')).toEqual(['5', '5']);
    expect(problem(told, 'named-total')).toMatchObject({ severity: 'warning', row: 3, value: '合计' });
    const alone = await read(profile, fileOf([{ rows: rows(['', '', '合计', '5']) }]));
    expect(counted(alone, 'value')).toEqual(['5']);
    expect(rulesOf(alone)).toEqual([]);
  });

  test('takes no money without its unit', async () => {
    const profile = await loadProfile('payment');
    const outcome = await read(
      profile,
      fileOf([
        {
          rows: [
            ['Payee', 'Amount'],
            ['Lamps Ltd', '5'],
          ],
        },
      ]),
    );
    expect(rulesOf(outcome)).toContain('error missing-unit');
    const said = await read(
      profile,
      fileOf([
        {
          rows: [
            ['Payee', 'Amount (元)'],
            ['Lamps Ltd', '5'],
          ],
        },
      ]),
    );
    expect(counted(said, 'value')).toEqual(['5']);
  });

  test('of budget lines does not count a class beside its items', async () => {
    const profile = await loadProfile('budget');
    const rows = [
      ['部门名称', '功能科目编码', '金额（元）'],
      ['甲局', '201', '7'],
      ['甲局', '20103', '7'],
      ['甲局', '2010301', '3'],
      ['甲局', '2010302', '4'],
      ['乙局', '201', '5'],
      ['合计', '', '12'],
    ];
    const outcome = await read(profile, fileOf([{ rows }]));
    expect(counted(outcome)).toEqual(['3', '4', '5']);
    expect(rulesOf(outcome).filter((rule) => !rule.startsWith('info'))).toEqual([]);
  });

  test('of budget lines finds the classes of economic codes where there are no others', async () => {
    const profile = await loadProfile('budget');
    const rows = [
      ['经济科目编码', '经济科目名称', '金额（元）'],
      ['301', '工资福利支出', '7'],
      ['30101', '基本工资', '3'],
      ['30102', '津贴补贴', '4'],
    ];
    expect(counted(await read(profile, fileOf([{ rows }])))).toEqual(['3', '4']);
  });

  test('of three-public expenses takes 合计 for the category that it is', async () => {
    const profile = await loadProfile('three-public');
    const rows = [
      ['类别', '预算数（元）'],
      ['合计', '7'],
      ['公务接待费', '7'],
    ];
    const outcome = await read(profile, fileOf([{ rows }]));
    expect(outcome.records.map((record) => [record.kind, record.fields.category])).toEqual([
      ['line', 'total'],
      ['line', 'reception'],
    ]);
  });

  test('takes the fields that the command sets', async () => {
    const profile = await loadProfile('budget');
    const outcome = await read(
      profile,
      fileOf([
        {
          unit: '元',
          rows: [
            ['Function code', 'Amount'],
            ['1', '5'],
          ],
        },
      ]),
      {
        parameters: { fiscalYear: '2025', departmentName: 'Parks', side: '支出' },
      },
    );
    expect(outcome.heads[0]?.fields).toEqual({
      fiscalYear: '2025',
      departmentName: 'Parks',
      side: 'expenditure',
    });
  });

  test('says which heads it wanted where a file is of another kind', async () => {
    const profile = await loadProfile('payment');
    const outcome = await read(
      profile,
      fileOf([
        {
          rows: [
            ['Bird', 'Song'],
            ['Wren', 'loud'],
          ],
        },
      ]),
    );
    expect(problem(outcome, 'missing-column').problem).toMatch(
      /lacks value \(.*"支付金额".*\); the heads found are "Bird", "Song"/,
    );
  });
});

test('the example of docs/profiles.md is a profile that reads the table printed above it', async () => {
  const text = await readFile(new URL('../docs/profiles.md', import.meta.url), 'utf8');
  const json = /```json\n([\s\S]*?)```/.exec(text)?.[1] as string;
  const csv = /```csv\n([\s\S]*?)```/.exec(text)?.[1] as string;
  const profile = checkProfile(JSON.parse(json), 'docs/profiles.md', nouns);
  const rows = csv
    .trimEnd()
    .split('\n')
    .map((line) => line.split(';'));
  const outcome = await read(profile, fileOf([{ rows }]), { fileName: 'elm-2025.csv' });
  expect(rulesOf(outcome)).toEqual(['info unread-columns']);
  expect(outcome.heads[0]).toMatchObject({
    unit: 'thousands',
    fields: { fiscalYear: '2025', departmentName: 'Town of Elm' },
  });
  expect(counted(outcome)).toEqual(['4500000', '1200500', '800000']);
  expect(outcome.records.map((record) => record.kind)).toEqual(['subtotal', 'line', 'line', 'line', 'total']);
});
