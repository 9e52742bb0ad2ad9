import { describe, expect, test } from 'vitest';
import type { Profile, TableLayout } from '../src/importers/table/profile/types.ts';
import { budgetLayout, counted, fileOf, problem, profileOf, read, rulesOf } from './table-profile.ts';

const rows = [
  ['Code', 'Name', 'Amount'],
  ['1', 'Parks', '12.5'],
  ['2', 'Roads', ''],
  ['3', 'Bridges', '0.00'],
];
const unsaid = profileOf([budgetLayout({ unit: undefined } as unknown as TableLayout)]);

describe('the unit', () => {
  test.each([
    ['beside the table', { unit: '万元', rows }],
    ['in the title', { title: 'Budget (单位：万元)', rows }],
    ['in the name of the sheet', { name: '收支总表(万元)', rows }],
    ['in one line of a title', { title: 'Town of Ell\n单位：万元\nBudget', rows }],
    ['in a row above the head', { rows: [['Budget'], ['编制单位：某局', '', '单位：万元'], ...rows] }],
    ['in the head', { rows: [['Code', 'Name', 'Amount（万元）'], ...rows.slice(1)] }],
    ['in a head of two rows', { rows: [['Code', 'Name', 'Amount'], ['', '', '万元'], ...rows.slice(1)] }],
    ['in a note below', { rows: [...rows, ['注：单位：万元', '', '']] }],
  ])('%s multiplies exactly', async (_, sheet) => {
    const outcome = await read(unsaid, fileOf([sheet]));
    expect(rulesOf(outcome)).toEqual([]);
    expect(outcome.heads).toMatchObject([{ unit: '万元', factor: '10000' }]);
    // Blank is no amount, 0.00 is one.
    expect(counted(outcome)).toEqual(['125000', '0']);
  });

  test('in metadata or by --set is taken', async () => {
    const byFile = await read(unsaid, fileOf([{ rows }], { metadata: { unit: 'thousands' } }));
    expect(counted(byFile)).toEqual(['12500', '0']);
    const bySet = await read(unsaid, fileOf([{ rows }]), { parameters: { unit: '元' } });
    expect(counted(bySet)).toEqual(['12.5', '0.00']);
  });

  test('that nobody says is never guessed', async () => {
    const outcome = await read(unsaid, fileOf([{ rows }]));
    expect(outcome.heads).toEqual([]);
    expect(outcome.records).toEqual([]);
    expect(problem(outcome, 'missing-unit')).toMatchObject({ severity: 'error', head: 'Amount' });
  });

  test.each([
    ['title and note', { title: 'Budget (元)', rows: [['单位：万元', '', ''], ...rows] }],
    ['name and note', { name: 'Budget (元)', rows: [['单位：万元', '', ''], ...rows] }],
    ['table and head', { unit: '元', rows: [['Code', 'Name', 'Amount (万元)'], ...rows.slice(1)] }],
  ])('that %s say differently is refused', async (_, sheet) => {
    const outcome = await read(unsaid, fileOf([sheet]));
    expect(outcome.records).toEqual([]);
    expect(problem(outcome, 'unit-conflict').severity).toBe('error');
    expect(problem(outcome, 'unit-conflict').problem).toMatch(/"元".*"万元"|"万元".*"元"/);
  });

  test('by --set that contradicts the file is refused', async () => {
    const outcome = await read(unsaid, fileOf([{ unit: '元', rows }]), { parameters: { unit: '万元' } });
    expect(rulesOf(outcome)).toEqual(['error unit-conflict']);
  });

  test('of one column may be its own', async () => {
    const profile = profileOf([
      budgetLayout({
        columns: [
          { field: 'functionName', heads: ['Name'], isRequired: true },
          { field: 'amount', heads: ['Amount'], isRequired: true },
          { field: 'amount', heads: ['In full'], set: { component: 'project' }, unit: 'one' },
        ],
        unit: '万元',
      }),
    ]);
    const outcome = await read(
      profile,
      fileOf([
        {
          rows: [
            ['Name', 'Amount', 'In full'],
            ['Parks', '2', '20000.5'],
          ],
        },
      ]),
    );
    expect(counted(outcome)).toEqual(['20000', '20000.5']);
  });

  test('of a profile holds only where the file says nothing', async () => {
    const profile = profileOf([budgetLayout({ unit: '元' })]);
    expect(counted(await read(profile, fileOf([{ title: 'Budget in thousands', rows }])))).toEqual([
      '12500',
      '0',
    ]);
  });

  test('does not multiply what is no money', async () => {
    const profile = profileOf([
      {
        id: 'vehicles',
        noun: 'three-public',
        constants: { category: 'vehicles' },
        columns: [
          { field: 'budget', heads: ['Budget'], isRequired: true },
          { field: 'vehiclesOwned', heads: ['Vehicles'], isRequired: true },
        ],
      },
    ]);
    const outcome = await read(
      profile,
      fileOf([
        {
          unit: '万元',
          rows: [
            ['Budget', 'Vehicles'],
            ['36.56', '15'],
          ],
        },
      ]),
    );
    expect(outcome.records[0]).toMatchObject({
      fields: { vehiclesOwned: '15' },
      values: [{ field: 'budget', text: '365600' }],
    });
  });
});

describe('fields of the document', () => {
  const document: NonNullable<Profile['document']> = {
    departmentName: { from: ['parameter', 'metadata'], name: 'agency', isRequired: true },
    fiscalYear: {
      from: ['title', 'metadata', 'fileName'],
      name: 'year',
      pattern: '(\\d{4})',
      isRequired: true,
    },
    scope: { from: ['metadata'], name: 'document', map: { 部门预算: 'consolidated', 单位预算: 'own' } },
  };
  const profile = profileOf([budgetLayout({ constants: { side: '支出', breakdown: 'function' } })], {
    constants: { currency: 'CNY' },
    document,
  });
  const metadata = { agency: 'Parks Office', year: '2024', document: '部门预算' };

  test('come from the title before the metadata, and words are mapped', async () => {
    const outcome = await read(profile, fileOf([{ title: '2025年预算', rows }, { rows }], { metadata }));
    expect(outcome.heads.map((head) => head.fields)).toEqual([
      {
        currency: 'CNY',
        departmentName: 'Parks Office',
        fiscalYear: '2025',
        scope: 'consolidated',
        side: 'expenditure',
        breakdown: 'function',
      },
      // A sheet whose title says no year is of the document's.
      expect.objectContaining({ fiscalYear: '2024' }),
    ]);
  });

  test('come from any line of a title', async () => {
    const lines = profileOf([budgetLayout()], {
      document: { fiscalYear: { from: ['title'], pattern: '^Year (\\d{4})$', isRequired: true } },
    });
    const outcome = await read(lines, fileOf([{ title: 'Town of Ell\nYear 2025', rows }]));
    expect(outcome.heads).toMatchObject([{ title: 'Town of Ell', fields: { fiscalYear: '2025' } }]);
  });

  test('of a sheet without a year in its title are those of the sheet before', async () => {
    const titles = profileOf([budgetLayout()], {
      document: { fiscalYear: { from: ['title'], pattern: '(\\d{4})', isRequired: true } },
    });
    const outcome = await read(
      titles,
      fileOf([
        { title: '2025年预算', rows },
        { title: '三公', rows },
      ]),
    );
    expect(outcome.heads.map((head) => head.fields.fiscalYear)).toEqual(['2025', '2025']);
  });

  test('come from the name of the file, or from the command', async () => {
    const outcome = await read(profile, fileOf([{ rows }]), {
      fileName: 'budget-2023.csv',
      parameters: { departmentName: 'Roads Office' },
    });
    expect(outcome.heads[0]?.fields).toMatchObject({ fiscalYear: '2023', departmentName: 'Roads Office' });
  });

  test('that are required and missing stop the table and name every place they could stand', async () => {
    const outcome = await read(profile, fileOf([{ rows }], { metadata: { year: '2024' } }));
    expect(outcome.records).toEqual([]);
    expect(problem(outcome, 'missing-field').problem).toContain('"--set departmentName=…"');
    expect(problem(outcome, 'missing-field').problem).toContain('the file\'s own "agency"');
  });

  test('that the map does not know stop the table and list what it knows', async () => {
    const outcome = await read(profile, fileOf([{ rows }], { metadata: { ...metadata, document: '决算' } }));
    expect(outcome.records).toEqual([]);
    expect(problem(outcome, 'bad-value').problem).toContain('"部门预算", "单位预算"');
  });

  test('that the command sets must be known and must not contradict the profile', async () => {
    await expect(read(profile, fileOf([{ rows }]), { parameters: { yeer: '2024' } })).rejects.toThrow(
      /knows no "yeer"; right is one of unit, /,
    );
    await expect(read(profile, fileOf([{ rows }]), { parameters: { currency: 'EUR' } })).rejects.toThrow(
      /contradicts the profile "test", which says "CNY"/,
    );
  });
});

describe('an empty table', () => {
  const empty = profileOf([budgetLayout({ match: { title: ['Funds'] }, unit: '元' })]);

  test('of blank cells and a total of nothing is kept, with its note', async () => {
    const outcome = await read(
      empty,
      fileOf([
        {
          title: 'Funds',
          rows: [
            ['Code', 'Name', 'Amount'],
            ['', '', ''],
            ['合计', '', '0.00'],
            ['注：本部门无政府性基金预算支出。', '', ''],
          ],
        },
      ]),
    );
    expect(rulesOf(outcome)).toEqual([]);
    expect(outcome.heads).toMatchObject([{ isEmpty: true, emptyNote: '注：本部门无政府性基金预算支出。' }]);
    expect(outcome.records.map((record) => record.kind)).toEqual(['total']);
  });

  test('whose only row is its note has no line of it', async () => {
    const outcome = await read(
      empty,
      fileOf([
        {
          title: 'Funds',
          rows: [
            ['Code', 'Name', 'Amount'],
            ['本部门无此项支出', '', ''],
          ],
        },
      ]),
    );
    expect(outcome.heads).toMatchObject([{ isEmpty: true, emptyNote: '本部门无此项支出' }]);
    expect(outcome.records).toEqual([]);
  });

  test('of a title and a sentence is kept too, and a list of contents is no table', async () => {
    const outcome = await read(
      empty,
      fileOf([
        { rows: [['Contents'], ['1. Funds'], ['2. Others']] },
        { title: 'Funds', rows: [['This office has no funds.']] },
      ]),
    );
    expect(outcome.heads).toMatchObject([
      { title: 'Funds', isEmpty: true, emptyNote: 'This office has no funds.' },
    ]);
    expect(rulesOf(outcome)).toEqual(['info no-layout']);
  });

  test('is not one that prints zeros for its lines', async () => {
    const outcome = await read(
      empty,
      fileOf([
        {
          title: 'Funds',
          rows: [
            ['Code', 'Name', 'Amount'],
            ['1', 'a', '0'],
          ],
        },
      ]),
    );
    expect(outcome.heads).toMatchObject([{ isEmpty: false }]);
  });
});

describe('a row', () => {
  const filled = profileOf([
    budgetLayout({
      columns: [
        { field: 'functionCode', heads: ['Code'], isRequired: true, isFilled: true },
        { field: 'fiscalYear', heads: ['Year'] },
        { field: 'amount', heads: ['Amount'], isRequired: true, isFilled: true },
      ],
    }),
  ]);

  test.each([
    ['an amount that is none', ['1', '2025', 'ten'], 'bad-amount', 3],
    ['a percentage for an amount', ['1', '2025', '10%'], 'bad-amount', 3],
    ['a year that is none', ['1', 'soon', '10'], 'bad-year', 2],
    ['no code', ['', '2025', '10'], 'missing-value', 1],
    ['no amount where each needs one', ['1', '2025', ''], 'missing-value', 3],
  ])('with %s is named by cell and not handed on', async (_, cells, rule, column) => {
    const outcome = await read(
      filled,
      fileOf([{ rows: [['Code', 'Year', 'Amount'], cells, ['2', '2025', '1']], pages: [1, 2, 2] }]),
    );
    expect(outcome.records.map((record) => record.fields.functionCode)).toEqual(['2']);
    expect(problem(outcome, rule)).toMatchObject({ severity: 'error', row: 2, column, page: 2 });
  });

  test('of blanks, nothing but an unread cell, or a footnote is no row', async () => {
    const outcome = await read(
      filled,
      fileOf([
        {
          rows: [
            ['#', 'Code', 'Year', 'Amount'],
            ['1', '1', '2025', '5'],
            ['', ' ', '\u00a0', '\u3000'],
            ['2', '', '', ''],
            ['', '* provisional', '', ''],
            ['Note: rounded.', '', '', ''],
          ],
        },
      ]),
    );
    expect(counted(outcome)).toEqual(['5']);
    expect(rulesOf(outcome)).toEqual(['info unread-columns', 'info unread-rows']);
  });

  test('below the end that the profile names is none', async () => {
    const profile = profileOf([budgetLayout({ rows: { end: ['Annex'], skip: ['/^栏次$/'] } })]);
    const outcome = await read(
      profile,
      fileOf([
        {
          rows: [
            ['Code', 'Name', 'Amount'],
            ['栏次', '1', '2'],
            ['1', 'a', '5'],
            ['Annex A', '', ''],
            ['2', 'b', '6'],
          ],
        },
      ]),
    );
    expect(counted(outcome)).toEqual(['5']);
  });
});

describe('an upright table', () => {
  const upright = profileOf([
    {
      id: 'procurement',
      noun: 'procurement-summary',
      columns: [
        { field: 'total', heads: ['预算数'], set: { phase: 'approved' } },
        { field: 'total', heads: ['统计数'], set: { phase: 'final' }, isRequired: true },
      ],
      upright: {
        label: ['项目'],
        entries: [
          { labels: ['政府采购支出合计'], field: 'total' },
          { labels: ['/货物/'], field: 'goods' },
          { labels: ['/工程/'], field: 'works' },
          { labels: ['/服务/'], field: 'services' },
          { labels: ['授予小微企业合同金额'], field: 'micro' },
        ],
      },
    },
  ]);

  test('is one record of its rows, and rows that no entry reads are named', async () => {
    const outcome = await read(
      upright,
      fileOf([
        {
          unit: '万元',
          rows: [
            ['项目', '预算数', '统计数'],
            ['一、政府采购支出信息', '', ''],
            ['（一）政府采购支出合计', '9', '8.5'],
            ['1.政府采购货物支出', '4', '3.5'],
            ['2.政府采购工程支出', '', ''],
            ['3.政府采购服务支出', '5', '5'],
            ['其中：授予小微企业合同金额', '', '2'],
            ['别的', '', '1'],
          ],
        },
      ]),
    );
    expect(outcome.records).toHaveLength(1);
    expect(
      outcome.records[0]?.values.map((value) => [value.field, value.set.phase, value.text, value.cell]),
    ).toEqual([
      ['total', 'approved', '90000', 'B3'],
      ['total', 'final', '85000', 'C3'],
      ['goods', 'approved', '40000', 'B4'],
      ['goods', 'final', '35000', 'C4'],
      ['services', 'approved', '50000', 'B6'],
      ['services', 'final', '50000', 'C6'],
      ['micro', 'final', '20000', 'C7'],
    ]);
    expect(rulesOf(outcome)).toEqual(['warning unknown-row']);
  });

  test('with one cell that cannot be read is no record', async () => {
    const outcome = await read(
      upright,
      fileOf([
        {
          unit: '元',
          rows: [
            ['项目', '预算数', '统计数'],
            ['政府采购支出合计', '', '8,5'],
            ['货物', '', '1'],
          ],
        },
      ]),
    );
    expect(outcome.records).toEqual([]);
    expect(problem(outcome, 'bad-amount')).toMatchObject({ row: 2, column: 3 });
  });
});
