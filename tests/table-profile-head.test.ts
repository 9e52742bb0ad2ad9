import { describe, expect, test } from 'vitest';
import { budgetLayout, counted, fileOf, problem, profileOf, read, rulesOf } from './table-profile.ts';

const flat = profileOf([budgetLayout()]);

describe('a head', () => {
  test('is found below titles, notes and blank rows, and tolerates how heads are printed', async () => {
    const outcome = await read(
      flat,
      fileOf([
        {
          rows: [
            ['Budget of the town of Ell, 2025'],
            [''],
            ['Prepared by the treasurer', '', 'for the council'],
            ['ï»¿ cO de ', 'N a m e', 'Ａｍｏｕｎｔ：'],
            ['1', 'Parks', '10'],
          ],
        },
      ]),
    );
    expect(rulesOf(outcome)).toEqual([]);
    expect(outcome.heads).toMatchObject([{ title: 'Budget of the town of Ell, 2025', isEmpty: false }]);
    expect(outcome.records).toEqual([
      {
        layout: 'by-function',
        table: 'by-function',
        kind: 'line',
        fields: { functionCode: '1', functionName: 'Parks' },
        values: [{ field: 'amount', set: {}, text: '10', cell: 'C5' }],
        row: 5,
        sheet: 'sheet 1',
      },
    ]);
  });

  const wide = profileOf([
    budgetLayout({
      columns: [
        { field: 'functionName', heads: ['名称'], isRequired: true },
        { field: 'amount', heads: [['支出预算', '合计']], set: { component: 'total' }, isRequired: true },
        { field: 'amount', heads: [['支出预算', '基本支出', '人员经费']], set: { component: 'personnel' } },
        { field: 'amount', heads: [['收入预算', '合计']], set: { component: 'appropriation' } },
      ],
    }),
  ]);
  const heads = [
    ['名称', '收入预算', '支出预算', '', '', ''],
    ['', '合计', '合计', '基本支出', '', '项目支出'],
    ['', '', '', '人员经费', '公用经费', ''],
    ['甲', '7', '6', '3', '2', '1'],
  ];

  test('of three rows gives each column the path above it, without merges', async () => {
    const outcome = await read(wide, fileOf([{ rows: heads }]));
    expect(outcome.records[0]?.values.map((value) => [value.set.component, value.text, value.cell])).toEqual([
      ['total', '6', 'C4'],
      ['personnel', '3', 'D4'],
      ['appropriation', '7', 'B4'],
    ]);
    expect(rulesOf(outcome)).toEqual(['info unread-columns']);
    expect(problem(outcome, 'unread-columns').problem).toContain('"公用经费", "项目支出"');
  });

  test('that a column of amounts lacks is told; running numbers need none', async () => {
    const layout = budgetLayout();
    const rows = [
      ['', 'Code', 'Name', 'Amount', ''],
      ['1', '201', 'Parks', '10', '9,000.50'],
      ['2', '202', 'Roads', '20', ''],
    ];
    const outcome = await read(profileOf([layout]), fileOf([{ rows }]));
    expect(rulesOf(outcome)).toEqual(['warning unnamed-column']);
    expect(problem(outcome, 'unnamed-column')).toMatchObject({ row: 2, column: 5, value: '9,000.50' });
  });

  test('of three rows is the same with merges', async () => {
    const merges = [
      { top: 1, left: 1, bottom: 3, right: 1 },
      { top: 1, left: 3, bottom: 1, right: 6 },
      { top: 2, left: 4, bottom: 2, right: 5 },
      { top: 2, left: 3, bottom: 3, right: 3 },
      { top: 2, left: 6, bottom: 3, right: 6 },
      { top: 2, left: 2, bottom: 3, right: 2 },
    ];
    const outcome = await read(wide, fileOf([{ rows: heads, merges }]));
    expect(outcome.records[0]?.values.map((value) => value.text)).toEqual(['6', '3', '7']);
  });

  test('that stands again on the next page is no row, nor is the title above it', async () => {
    const outcome = await read(
      flat,
      fileOf([
        {
          title: 'Budget',
          rows: [
            ['Town of Ell'],
            ['Code', 'Name', 'Amount'],
            ['1', 'Parks', '10'],
            ['Town of Ell'],
            ['Code', 'Name', ' Amount '],
            ['2', 'Roads', '5'],
          ],
        },
      ]),
    );
    expect(counted(outcome)).toEqual(['10', '5']);
    expect(outcome.records).toHaveLength(2);
  });

  test('that two columns bear is refused until the profile says which', async () => {
    const rows = [
      ['Code', 'Name', 'Amount', 'Amount'],
      ['1', 'Parks', '10', '11'],
    ];
    const outcome = await read(flat, fileOf([{ rows }]));
    expect(outcome.heads).toEqual([]);
    expect(problem(outcome, 'ambiguous-column')).toMatchObject({
      severity: 'error',
      problem: expect.stringContaining('"nth"'),
    });
    const [code, name, amount] = budgetLayout().columns;
    const second = profileOf([budgetLayout({ columns: [code!, name!, { ...amount!, nth: 2 }] })]);
    expect(counted(await read(second, fileOf([{ rows }])))).toEqual(['11']);
  });

  test('without a required column is an error that lists the heads found and those expected', async () => {
    const outcome = await read(
      flat,
      fileOf([
        {
          rows: [
            ['Code', 'Name', 'Sum'],
            ['1', 'Parks', '10'],
          ],
        },
      ]),
    );
    expect(outcome.records).toEqual([]);
    const { problem: text, severity } = problem(outcome, 'missing-column');
    expect(severity).toBe('error');
    expect(text).toContain('amount ("Amount")');
    expect(text).toContain('"Code", "Name", "Sum"');
  });

  test('of a long flat file is read while its rows go by', async () => {
    const rows = [['Code', 'Name', 'Amount'], ...Array.from({ length: 500 }, (_, at) => [`${at}`, 'x', '1'])];
    const outcome = await read(flat, fileOf([{ rows }], { batch: 50 }));
    expect(counted(outcome)).toHaveLength(500);
  });
});

describe('a column', () => {
  test('of several parts is one code, with what stands above carried down', async () => {
    const profile = profileOf([
      budgetLayout({
        columns: [
          { field: 'functionCode', parts: [['A'], ['B'], ['C']], widths: [3, 2, 2], isRequired: true },
          { field: 'amount', heads: ['Amount'], isRequired: true },
        ],
      }),
    ]);
    const rows = [
      ['A', 'B', 'C', 'Amount'],
      ['201', '', '', '6'],
      ['', '3', '', '6'],
      ['', '', '1', '2'],
      ['', '', '02', '4'],
      ['201', '13', '', '1'],
      ['202', '', '', '9'],
      ['２０３', '０１', '2030199', '9'],
    ];
    const outcome = await read(profile, fileOf([{ rows }]));
    expect(outcome.records.map((record) => record.fields.functionCode)).toEqual([
      '201',
      '20103',
      '2010301',
      '2010302',
      '20113',
      '202',
      '2030199',
    ]);
  });

  test('whose years stand in the head is unpivoted, with words mapped and more than one group named', async () => {
    const profile = profileOf([
      budgetLayout({
        columns: [
          { field: 'functionName', heads: ['Name'], isRequired: true },
          {
            field: 'amount',
            pivot: {
              pattern: '^(?<fiscalYearLabel>(?<fiscalYear>\\d{4})-\\d\\d) (?<phase>\\w+)$',
              map: { plan: 'approved', done: 'executed' },
            },
            isRequired: true,
          },
        ],
      }),
    ]);
    const rows = [
      ['Name', '2014-15 plan', '2014-15 done', '2015-16 plan', 'Remarks'],
      ['Parks', '1', '2', '', 'none'],
    ];
    const outcome = await read(profile, fileOf([{ rows }]));
    expect(outcome.records[0]?.values).toEqual([
      {
        field: 'amount',
        set: { fiscalYearLabel: '2014-15', fiscalYear: '2014', phase: 'approved' },
        text: '1',
        cell: 'B2',
      },
      {
        field: 'amount',
        set: { fiscalYearLabel: '2014-15', fiscalYear: '2014', phase: 'executed' },
        text: '2',
        cell: 'C2',
      },
    ]);
    expect(problem(outcome, 'unread-columns').problem).toContain('"Remarks"');
  });

  test('may be read several times, mapped, matched, filled from above, or not at all', async () => {
    const profile = profileOf([
      budgetLayout({
        columns: [
          { field: 'departmentName', heads: ['Body'], whenEmpty: 'above', isRequired: true },
          { field: 'fiscalYear', heads: ['Published'], pattern: '^(\\d{4})' },
          { field: 'phase', heads: ['Published'], map: { '2014-01-01': 'approved', '*': 'adjusted' } },
          { field: 'functionCode', heads: ['Account'], pattern: '^(\\d+) ', unmatched: 'empty' },
          { field: 'amount', heads: ['Amount'], empty: ['n/a'], isRequired: true },
        ],
      }),
    ]);
    const rows = [
      ['Body', 'Published', 'Account', 'Amount'],
      ['Roads', '2014-01-01', '12 Salaries', '5'],
      ['', '2014-07-01', 'Rest', 'n/a'],
    ];
    const outcome = await read(profile, fileOf([{ rows }]));
    expect(rulesOf(outcome)).toEqual([]);
    expect(outcome.records.map(({ fields, values }) => [fields, values.length])).toEqual([
      [{ departmentName: 'Roads', fiscalYear: '2014', phase: 'approved', functionCode: '12' }, 1],
      [{ departmentName: 'Roads', fiscalYear: '2014', phase: 'adjusted' }, 0],
    ]);
  });

  test('of words merged downwards gives them to each row, but a merged amount counts once', async () => {
    const merges = [
      { top: 2, left: 1, bottom: 3, right: 1 },
      { top: 2, left: 3, bottom: 3, right: 3 },
    ];
    const rows = [
      ['Code', 'Name', 'Amount'],
      ['1', 'Parks', '10'],
      [null, 'Lawns', null],
      ['2', 'Roads', '3'],
    ];
    const outcome = await read(flat, fileOf([{ rows, merges }]));
    expect(outcome.records.map((record) => record.fields.functionCode)).toEqual(['1', '1', '2']);
    expect(counted(outcome)).toEqual(['10', '3']);
  });
});

describe('a layout', () => {
  const two = profileOf([
    budgetLayout({
      id: 'income',
      match: { title: ['Income'] },
      constants: { side: 'income' },
      isRequired: true,
    }),
    budgetLayout({
      id: 'spending',
      match: { title: ['/spend/'], notTitle: ['of others'] },
      constants: { side: 'expenditure' },
      isRequired: true,
    }),
  ]);
  const rows = [
    ['Code', 'Name', 'Amount'],
    ['1', 'Parks', '10'],
  ];

  test('goes by the title of the sheet, the name of the sheet or the words above the head', async () => {
    const outcome = await read(
      two,
      fileOf([
        { title: 'Table 1: Income', rows },
        { name: 'Spending', rows },
        { name: 'Spending of others', rows },
      ]),
    );
    expect(outcome.heads.map((head) => [head.layout, head.fields.side])).toEqual([
      ['income', 'income'],
      ['spending', 'expenditure'],
    ]);
    expect(problem(outcome, 'no-layout')).toMatchObject({ severity: 'warning', sheet: 'Spending of others' });
  });

  test('that is required and not found is an error that says what it looks like', async () => {
    const outcome = await read(two, fileOf([{ rows: [['Income'], ...rows] }]));
    expect(problem(outcome, 'missing-table')).toMatchObject({
      severity: 'error',
      problem: expect.stringContaining('"spending"'),
    });
  });

  test('and another that read the same money of one sheet are refused', async () => {
    const profile = profileOf([budgetLayout({ id: 'one' }), budgetLayout({ id: 'two' })]);
    const outcome = await read(profile, fileOf([{ rows }]));
    expect(outcome.records).toEqual([]);
    expect(problem(outcome, 'ambiguous-layout').problem).toContain('"one" and "two"');
  });

  test('takes only its rows where the profile says so, and the rows that none takes are told', async () => {
    const columns = [...budgetLayout().columns];
    const profile = profileOf([
      budgetLayout({ id: 'plan', columns, rows: { only: [{ head: 'Kind', is: ['plan'] }] } }),
      budgetLayout({ id: 'done', columns, rows: { only: [{ head: 'Kind', is: ['/^done/'] }] } }),
    ]);
    const outcome = await read(
      profile,
      fileOf([
        {
          rows: [
            ['Kind', 'Code', 'Name', 'Amount'],
            ['plan', '1', 'Parks', '10'],
            ['done 2025', '1', 'Parks', '9'],
            ['guess', '1', 'Parks', '8'],
          ],
        },
      ]),
    );
    expect(outcome.records.map((record) => [record.layout, record.values[0]?.text])).toEqual([
      ['plan', '10'],
      ['done', '9'],
    ]);
    expect(problem(outcome, 'unread-rows')).toMatchObject({
      row: 4,
      problem: expect.stringMatching(/^1 rows/),
    });
  });

  test('refuses the rows that the profile refuses, with its reason', async () => {
    const profile = profileOf([
      budgetLayout({ rows: { refuse: [{ head: 'Name', pattern: '\\d{7}', reason: 'names a telephone' }] } }),
    ]);
    const outcome = await read(
      profile,
      fileOf([
        {
          rows: [
            ['Code', 'Name', 'Amount'],
            ['1', 'call 5550001', '10'],
            ['2', 'Roads', '1'],
          ],
        },
      ]),
    );
    expect(counted(outcome)).toEqual(['1']);
    expect(problem(outcome, 'refused-row')).toMatchObject({ row: 2, column: 2, severity: 'error' });
  });

  test('reads a file without heads by the order of its columns', async () => {
    const profile = profileOf([budgetLayout({ rows: { hasNoHead: true } })]);
    const outcome = await read(
      profile,
      fileOf([
        {
          rows: [
            ['1', 'Parks', '10'],
            ['2', 'Roads', '4'],
          ],
        },
      ]),
    );
    expect(counted(outcome)).toEqual(['10', '4']);
  });

  test('of one table ends where the head of another begins in the same sheet', async () => {
    const profile = profileOf([
      budgetLayout(),
      {
        id: 'staff',
        noun: 'head-count',
        columns: [
          { field: 'kind', heads: ['Kind of post'], map: { filled: 'actual' }, isRequired: true },
          { field: 'persons', heads: ['Persons'], isRequired: true },
        ],
      },
    ]);
    const outcome = await read(
      profile,
      fileOf([
        {
          rows: [
            ['Code', 'Name', 'Amount'],
            ['1', 'Parks', '10'],
            [''],
            ['Kind of post', 'Persons', ''],
            ['filled', '12', ''],
          ],
        },
      ]),
    );
    expect(outcome.records.map((record) => [record.layout, record.fields])).toEqual([
      ['by-function', { functionCode: '1', functionName: 'Parks' }],
      ['staff', { kind: 'actual', persons: '12' }],
    ]);
  });
});
