import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ExactSum } from '../src/importers/table/profile/amount.ts';
import type { TableLayout } from '../src/importers/table/profile/types.ts';
import { budgetLayout, counted, fileOf, problem, profileOf, read, rulesOf } from './table-profile.ts';

const byCode = profileOf([budgetLayout({ rows: { hierarchy: { by: 'code', field: 'functionCode' } } })]);
const flat = profileOf([budgetLayout()]);
const head = ['Code', 'Name', 'Amount'];

function kinds(outcome: Awaited<ReturnType<typeof read>>): string[] {
  return outcome.records.map((record) => record.kind);
}

describe('a total row', () => {
  test.each([
    '合计',
    '总　计',
    '合 计：',
    'Total',
    'TOTAL',
    'Grand total',
    'Summe',
    'Вкупно',
    '本年支出合计',
  ])('"%s" is checked and never counted', async (label) => {
    const outcome = await read(
      flat,
      fileOf([{ rows: [head, ['1', 'Parks', '10'], ['2', 'Roads', '5.5'], [label, '', '15.5']] }]),
    );
    expect(kinds(outcome)).toEqual(['line', 'line', 'total']);
    expect(counted(outcome)).toEqual(['10', '5.5']);
    expect(rulesOf(outcome)).toEqual([]);
    expect(outcome.records[2]?.fields).toEqual({ label: label.trim() });
  });

  test.each([
    [['Elm', '2026', '', '合计', '15.5']],
    [['Elm', '2026', '', '本年支出合计', '15.5']],
    [['Elm', '2026', '合计', '', '15.5']],
    [['合计', '2026', '', '', '15.5']],
    [['', '', '', 'Total', '15.5']],
  ])('of a flat file is one although it repeats body and year: %j', async (total) => {
    const layout = budgetLayout();
    const columns = [{ field: 'departmentName' }, { field: 'fiscalYear' }, ...layout.columns];
    const rows = [
      ['Department', 'Fiscal year', ...head],
      ['Elm', '2026', '1', 'Parks', '10'],
      ['Elm', '2026', '2', 'Roads', '5.5'],
      total,
    ];
    for (const rules of [undefined, { hierarchy: { by: 'code', field: 'functionCode' } }] as const) {
      const profile = profileOf([budgetLayout({ columns, ...(rules ? { rows: rules } : {}) })]);
      const outcome = await read(profile, fileOf([{ rows }]));
      expect(kinds(outcome)).toEqual(['line', 'line', 'total']);
      expect(counted(outcome)).toEqual(['10', '5.5']);
      expect(rulesOf(outcome)).toEqual([]);
    }
  });

  test('above another table of the same sheet is told where the head comes again below a title', async () => {
    const rows = (title: string) => [
      ['Town'],
      head,
      ['1', 'Parks', '10'],
      ['Total', '', '10'],
      [''],
      [title],
      head,
      ['2', 'Lotteries', '7'],
    ];
    const outcome = await read(flat, fileOf([{ rows: rows('Funds of the town') }]));
    expect(problem(outcome, 'second-title')).toMatchObject({ row: 6, value: 'Funds of the town' });
    expect(rulesOf(await read(flat, fileOf([{ rows: rows('Town') }])))).toEqual([]);
  });

  test('by an unknown name is counted and told, and so is one that has a code', async () => {
    for (const [last, told] of [
      [['', 'All of it', '15.5'], ['warning perhaps-total']],
      [
        ['999', 'Total', '15.5'],
        ['warning perhaps-total', 'warning named-total'],
      ],
    ] as const) {
      const rows = [head, ['1', 'Parks', '10'], ['2', 'Roads', '5.5'], last];
      const outcome = await read(byCode, fileOf([{ rows }]));
      expect(counted(outcome)).toEqual(['10', '5.5', '15.5']);
      expect(rulesOf(outcome)).toEqual(told);
    }
    const rows = [head, ['1', 'Parks', '10'], ['2', 'Roads', '5.5'], ['3', 'Trees', '15.4']];
    expect(rulesOf(await read(byCode, fileOf([{ rows }])))).toEqual([]);
  });

  test('that differs from its parts is told with both cells', async () => {
    const outcome = await read(
      flat,
      fileOf([{ rows: [head, ['1', 'Parks', '10'], ['2', 'Roads', '5'], ['Total', '', '20']] }]),
    );
    expect(problem(outcome, 'total-differs')).toMatchObject({
      severity: 'warning',
      row: 4,
      column: 3,
      head: 'Amount',
      value: '20',
      problem: expect.stringContaining('"Total" is 20 in C4, but its 2 parts in C2 to C3 make 15'),
      other: { row: 2, column: 3, value: '15' },
    });
  });

  test('that differs by no more than the printed digits hide is rounding, not a conflict', async () => {
    const rows = [head, ['1', 'Parks', '4.79'], ['2', 'Roads', '246.47'], ['Total', '', '251.25']];
    expect(rulesOf(await read(flat, fileOf([{ rows }])))).toEqual(['info rounding']);
    const far = [head, ['1', 'Parks', '4.79'], ['2', 'Roads', '246.47'], ['Total', '', '251.23']];
    expect(rulesOf(await read(flat, fileOf([{ rows: far }])))).toEqual(['warning total-differs']);
  });

  test('in thousands is compared in the unit it is printed in', async () => {
    const profile = profileOf([budgetLayout({ unit: 'thousands' })]);
    const rows = [head, ['1', 'Parks', '5'], ['2', 'Roads', '246'], ['Total', '', '252']];
    const outcome = await read(profile, fileOf([{ rows }]));
    expect(counted(outcome)).toEqual(['5000', '246000']);
    expect(rulesOf(outcome)).toEqual(['info rounding']);
    const far = [head, ['1', 'Parks', '5'], ['2', 'Roads', '246'], ['Total', '', '254']];
    expect(rulesOf(await read(profile, fileOf([{ rows: far }])))).toEqual(['warning total-differs']);
  });

  test('above its parts is checked too', async () => {
    const good = [head, ['Total', '', '15'], ['1', 'Parks', '10'], ['2', 'Roads', '5']];
    expect(rulesOf(await read(flat, fileOf([{ rows: good }])))).toEqual([]);
    const bad = [head, ['Total', '', '26'], ['1', 'Parks', '10'], ['2', 'Roads', '8']];
    expect(rulesOf(await read(flat, fileOf([{ rows: bad }])))).toEqual(['warning total-differs']);
  });

  test('of a section sums since the last one, and the grand total sums all', async () => {
    const rows = [
      head,
      ['1', 'Parks', '10'],
      ['小计', '', '10'],
      ['2', 'Roads', '5'],
      ['3', 'Bridges', '1'],
      ['小计', '', '6'],
      ['合计', '', '16'],
    ];
    const outcome = await read(flat, fileOf([{ rows }]));
    expect(rulesOf(outcome)).toEqual([]);
    expect(counted(outcome)).toEqual(['10', '5', '1']);
  });

  test('in a lone short row of a continued page stands under the last columns', async () => {
    const profile = profileOf([
      budgetLayout({
        columns: [
          { field: 'functionCode', parts: [['A'], ['B']], isRequired: true },
          { field: 'functionName', heads: ['Name'] },
          { field: 'amount', heads: ['All'], isRequired: true },
          { field: 'amount', heads: ['Basic'], set: { component: 'basic' } },
        ],
      }),
    ]);
    const rows = [
      ['A', 'B', 'Name', 'All', 'Basic'],
      ['1', '01', 'Parks', '10', '4'],
      ['合计', '10', '4'],
    ];
    const outcome = await read(profile, fileOf([{ rows }]));
    expect(rulesOf(outcome)).toEqual([]);
    expect(outcome.records[1]).toMatchObject({
      kind: 'total',
      values: [
        { set: {}, text: '10', cell: 'D3' },
        { set: { component: 'basic' }, text: '4', cell: 'E3' },
      ],
    });
  });

  test('in the last row of the head, beside the names of codes, is read as what it is', async () => {
    const profile = profileOf([
      budgetLayout({
        columns: [
          { field: 'functionCode', parts: [['类'], ['款']], isRequired: true },
          { field: 'functionName', heads: ['科目名称'] },
          { field: 'amount', heads: ['本年收入合计'], isRequired: true },
        ],
        rows: { hierarchy: { by: 'code', field: 'functionCode' } },
      }),
    ]);
    const rows = [
      ['科目编码', null, '科目名称', '本年收入合计'],
      ['类', '款', '合计', '2,946.25'],
      ['201', '', '一般公共服务', '2,946.25'],
      ['201', '06', '财政事务', '2,946.25'],
    ];
    const outcome = await read(profile, fileOf([{ rows }]));
    expect(kinds(outcome)).toEqual(['total', 'subtotal', 'line']);
    expect(outcome.records[0]?.fields.label).toBe('合计');
    expect(rulesOf(outcome)).toEqual([]);
  });

  test('named in a column that nobody reads is one too', async () => {
    const rows = [
      ['No.', ...head],
      ['1', '1', 'Parks', '10'],
      ['Total', '', '', '10'],
    ];
    const outcome = await read(flat, fileOf([{ rows }]));
    expect(kinds(outcome)).toEqual(['line', 'total']);
    expect(outcome.records[1]?.fields).toEqual({ label: 'Total' });
  });

  test('is not made of a supplier of that name, nor of a thing that is called so', async () => {
    const rows = [head, ['1', 'Total', '10'], ['Total', 'Energy for lamps', '5'], ['', 'Total station', '7']];
    expect(kinds(await read(flat, fileOf([{ rows }])))).toEqual(['line', 'line', 'line']);
  });

  test('has the words that the profile adds, in any column, or none where it says so', async () => {
    const rows = [head, ['1', 'Parks', '10'], ['9', 'Ensemble', '10']];
    const own = profileOf([budgetLayout({ rows: { totals: ['ensemble'] } })]);
    expect(kinds(await read(own, fileOf([{ rows }])))).toEqual(['line', 'total']);
    const none = profileOf([budgetLayout({ rows: { hasNoTotals: true } })]);
    expect(kinds(await read(none, fileOf([{ rows: [head, ['合计', '', '3']] }])))).toEqual(['line']);
  });

  test('of a part that could not be read is not said to differ', async () => {
    const rows = [head, ['1', 'Parks', '1,0'], ['2', 'Roads', '5'], ['Total', '', '15']];
    const outcome = await read(flat, fileOf([{ rows }]));
    expect(rulesOf(outcome)).toEqual(['error bad-amount']);
    expect(counted(outcome)).toEqual(['5']);
  });
});

describe('a subtotal', () => {
  test('is a row whose code begins others, and a class without items is itself counted', async () => {
    const rows = [
      head,
      ['201', 'General', '6'],
      ['20103', 'Office', '6'],
      ['2010301', 'Pay', '2'],
      ['2010302', 'Rent', '4'],
      ['208', 'Pensions', '9'],
      ['合计', '', '15'],
    ];
    const outcome = await read(byCode, fileOf([{ rows }]));
    expect(kinds(outcome)).toEqual(['subtotal', 'subtotal', 'line', 'line', 'line', 'total']);
    expect(counted(outcome)).toEqual(['2', '4', '9']);
    expect(outcome.records.map((record) => record.fields.level)).toEqual([
      '1',
      '2',
      '3',
      '3',
      '1',
      undefined,
    ]);
    expect(rulesOf(outcome)).toEqual([]);
  });

  test('without an amount in any row below it is the line that counts', async () => {
    const rows = [head, ['201', 'General', '6'], ['20103', 'Office', ''], ['2010301', 'Pay', '']];
    const outcome = await read(byCode, fileOf([{ rows }]));
    expect(kinds(outcome)).toEqual(['line', 'line', 'line']);
    expect(counted(outcome)).toEqual(['6']);
  });

  test('that differs from its parts names the cell', async () => {
    const rows = [
      head,
      ['201', 'General', '17'],
      ['20103', 'Office', '4'],
      ['20104', 'Cars', '1'],
      ['Total', '', '17'],
    ];
    const outcome = await read(byCode, fileOf([{ rows }]));
    expect(rulesOf(outcome)).toEqual(['warning total-differs']);
    expect(problem(outcome, 'total-differs')).toMatchObject({ row: 2, other: { row: 3, value: '5' } });
  });

  test('whose code stands twice has each time its own parts', async () => {
    const rows = [
      head,
      ['201', 'Fund A', '3'],
      ['20103', 'Office', '3'],
      ['201', 'Fund B', '4'],
      ['20103', 'Office', '4'],
      ['20103', 'Office', '0'],
    ];
    const outcome = await read(byCode, fileOf([{ rows }]));
    expect(rulesOf(outcome)).toEqual([]);
    expect(counted(outcome)).toEqual(['3', '4', '0']);
  });

  test('is not a neighbour whose code only begins alike', async () => {
    const rows = [
      head,
      ['01', 'a', '30'],
      ['01.1', 'b', '10'],
      ['01.10', 'c', '20'],
      ['02', 'd', '5'],
      ['2010301', 'e', '4'],
      ['2010301-01', 'f', '4'],
    ];
    const outcome = await read(byCode, fileOf([{ rows }]));
    expect(counted(outcome)).toEqual(['10', '20', '5', '4']);
    expect(rulesOf(outcome)).toEqual([]);
  });

  test('of codes longer by one sign is one only where the amounts agree, if the profile is not sure', async () => {
    const profile = profileOf([
      budgetLayout({
        rows: { hierarchy: { by: 'code', field: 'functionCode', within: [], whereSumsAgree: true } },
      }),
    ]);
    const numbered = Array.from({ length: 12 }, (_, at) => [`${at + 1}`, 'x', `${at + 10}`]);
    const flatList = await read(profile, fileOf([{ rows: [head, ...numbered] }]));
    expect(counted(flatList)).toHaveLength(12);
    expect(rulesOf(flatList)).toEqual([]);
    const classes = [
      head,
      ['1', 'Pay', '30'],
      ['11', 'Staff', '20'],
      ['12', 'Others', '10'],
      ['2', 'Rent', '7'],
    ];
    const nested = await read(profile, fileOf([{ rows: classes }]));
    expect(counted(nested)).toEqual(['20', '10', '7']);
  });

  test('of a flat file of many bodies holds only within one body, and the rows are let go of', async () => {
    const profile = profileOf([
      budgetLayout({
        columns: [{ field: 'departmentName', heads: ['Body'], isRequired: true }, ...budgetLayout().columns],
        rows: { hierarchy: { by: 'code', field: 'functionCode', within: ['departmentName'] } },
      }),
    ]);
    const rows = [
      ['Body', ...head],
      ['Parks', '201', 'General', '3'],
      ['Roads', '201', 'General', '9'],
      ['Roads', '20103', 'Office', '9'],
      ['Ponds', '20103', 'Office', '2'],
    ];
    const outcome = await read(profile, fileOf([{ rows }]));
    expect(kinds(outcome)).toEqual(['line', 'subtotal', 'line', 'line']);
    expect(counted(outcome)).toEqual(['3', '9', '2']);
  });
});

const numbered: TableLayout = budgetLayout({
  columns: [
    { field: 'label', heads: ['项目'], isRequired: true },
    { field: 'amount', heads: ['预算数'], isRequired: true },
  ],
  rows: { hierarchy: { by: 'outline', field: 'label' } },
});

describe('numbered rows', () => {
  const outline = profileOf([numbered]);

  test('contain the rows numbered below them', async () => {
    const rows = [
      ['项目', '预算数'],
      ['一、财政拨款收入', '30'],
      ['1、一般公共预算', '20'],
      ['2、政府性基金', '10'],
      ['3、国有资本', ''],
      ['二、事业收入', '5'],
      ['收入总计', '35'],
    ];
    const outcome = await read(outline, fileOf([{ rows }]));
    expect(kinds(outcome)).toEqual(['subtotal', 'line', 'line', 'line', 'line', 'total']);
    expect(counted(outcome)).toEqual(['20', '10', '5']);
    expect(rulesOf(outcome)).toEqual([]);
  });

  test('below a row without number that begin again are its parts, and those that go on are not', async () => {
    const rows = [
      ['项目', '预算数'],
      ['一、财政拨款', '20'],
      ['未编号的一行', '4'],
      ['二、其他', '5'],
      ['本年收入合计', '29'],
      ['年初结转', '7'],
      ['一、财政拨款', '7'],
      ['二、其他', ''],
      ['总计', '36'],
    ];
    const outcome = await read(outline, fileOf([{ rows }]));
    expect(kinds(outcome)).toEqual(['line', 'line', 'line', 'total', 'subtotal', 'line', 'line', 'total']);
    expect(counted(outcome)).toEqual(['20', '4', '5', '7']);
    expect(rulesOf(outcome)).toEqual([]);
  });

  test('that name a part of the row above (其中：) are never counted, nor those that go on with its numbers', async () => {
    const rows = [
      ['项目', '预算数'],
      ['一、基本支出', '20'],
      ['其中：人员经费', '12'],
      ['二、项目支出', '9'],
      ['其中：1. 设备', '3'],
      ['2. 服务', '4'],
      ['三、其他', '1'],
      ['　其中：甲', '1'],
      ['　　　　乙', '0.5'],
      ['合计', '30'],
    ];
    const outcome = await read(outline, fileOf([{ rows }]));
    expect(counted(outcome)).toEqual(['20', '9', '1']);
    expect(rulesOf(outcome)).toEqual([]);
    const english = await read(
      flat,
      fileOf([{ rows: [head, ['1', 'Pay', '20'], ['', 'of which: bonus', '3'], ['Total', '', '20']] }]),
    );
    expect(counted(english)).toEqual(['20']);
    expect(rulesOf(english)).toEqual([]);
  });

  test('get what the profile says of their labels, below a row where it says so', async () => {
    const profile = profileOf([
      {
        ...numbered,
        rows: {
          hierarchy: { by: 'outline', field: 'label' },
          set: [
            { labels: ['/^[一二]、/'], after: ['年初结转'], set: { component: 'opening' } },
            { labels: ['年初结转'], set: { component: 'opening' }, kind: 'subtotal' },
          ],
        },
      },
    ]);
    const rows = [
      ['项目', '预算数'],
      ['一、财政拨款', '20'],
      ['年初结转', '7'],
      ['一、财政拨款', '7'],
      ['总计', '27'],
    ];
    const outcome = await read(profile, fileOf([{ rows }]));
    expect(outcome.records.map((record) => [record.kind, record.values[0]?.set])).toEqual([
      ['line', {}],
      ['subtotal', { component: 'opening' }],
      ['line', { component: 'opening' }],
      ['total', {}],
    ]);
    expect(rulesOf(outcome)).toEqual([]);
  });
});

describe('a table of two halves', () => {
  test('of different length gives each half its own rows, totals and blanks', async () => {
    const half = (id: string, side: string): TableLayout => ({
      id,
      noun: 'budget',
      constants: { side },
      unit: 'one',
      columns: [
        { field: 'label', heads: [[id, '项目']], isRequired: true },
        { field: 'amount', heads: [[id, '预算数']], isRequired: true },
      ],
      rows: { hierarchy: { by: 'outline', field: 'label' } },
    });
    const profile = profileOf([half('收入', 'income'), half('支出', 'expenditure')]);
    const rows = [
      ['收入', null, '支出', null],
      ['项目', '预算数', '项目', '预算数'],
      ['一、拨款', '9', '一、教育', '4'],
      ['二、其他', '1', '二、卫生', '5'],
      ['收入总计', '10', '三、道路', '1'],
      ['', '', '四、环境', ''],
      ['', '', '支出总计', '10'],
    ];
    const outcome = await read(profile, fileOf([{ rows }]));
    expect(rulesOf(outcome)).toEqual([]);
    const of = (layout: string) => outcome.records.filter((record) => record.layout === layout);
    expect(of('收入').map((record) => record.kind)).toEqual(['line', 'line', 'total']);
    expect(of('支出').map((record) => record.kind)).toEqual(['line', 'line', 'line', 'line', 'total']);
    expect(of('支出')[3]).toMatchObject({ fields: { label: '四、环境' }, values: [] });
  });
});

test('a column that sums the others of its row is checked and not handed on', async () => {
  const profile = profileOf([
    budgetLayout({
      columns: [
        { field: 'functionName', heads: ['Name'], isRequired: true },
        { field: 'amount', pivot: { pattern: '^class_(.+)$', field: 'economicCode' }, isRequired: true },
        { field: 'amount', heads: ['total'], isSum: true },
      ],
    }),
  ]);
  const rows = [
    ['Name', 'class_100', 'class_200', 'total'],
    ['Parks', '1.0', '2.5', '3.5'],
    ['Roads', '1.0', '', '9.0'],
  ];
  const outcome = await read(profile, fileOf([{ rows }]));
  expect(counted(outcome)).toEqual(['1.0', '2.5', '1.0']);
  expect(rulesOf(outcome)).toEqual(['warning total-differs']);
  expect(problem(outcome, 'total-differs')).toMatchObject({
    row: 3,
    column: 4,
    value: '9.0',
    other: { value: '1.0' },
  });
});

describe('for random trees of codes', () => {
  interface Branch {
    amount: number;
    children: Branch[];
  }
  const tree = fc.letrec<{ branch: Branch }>((tie) => ({
    branch: fc.record({
      amount: fc.integer({ min: -1_000_000, max: 1_000_000 }),
      children: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constant<Branch[]>([]),
        fc.array(tie('branch'), { minLength: 1, maxLength: 4 }),
      ),
    }),
  })).branch;

  const sumOf = (branch: Branch): number =>
    branch.children.length === 0
      ? branch.amount
      : branch.children.reduce((sum, child) => sum + sumOf(child), 0);

  function rowsOf(branch: Branch, code: string): string[][] {
    const own = [code, `Name ${code}`, (sumOf(branch) / 100).toFixed(2)];
    return [
      own,
      ...branch.children.flatMap((child, at) => rowsOf(child, `${code}${String(at + 1).padStart(2, '0')}`)),
    ];
  }

  test('the lines make the total, and neither totals nor subtotals are counted, in any order of rows', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(tree, { minLength: 1, maxLength: 5 }),
        fc.boolean(),
        fc.constantFrom('top', 'bottom', 'none'),
        async (branches, isReversed, where) => {
          const body = branches.flatMap((branch, at) => rowsOf(branch, String(201 + at)));
          if (isReversed) body.reverse();
          const sum = branches.reduce((all, branch) => all + sumOf(branch), 0);
          const total = ['合计', '', (sum / 100).toFixed(2)];
          const rows = [
            head,
            ...(where === 'top' ? [total] : []),
            ...body,
            ...(where === 'bottom' ? [total] : []),
          ];
          const outcome = await read(byCode, fileOf([{ rows }]));
          const made = new ExactSum();
          for (const text of counted(outcome)) made.add(text);
          expect(made.missingTo((sum / 100).toFixed(2)).isZero).toBe(true);
          expect(rulesOf(outcome)).toEqual([]);
          expect(outcome.records).toHaveLength(rows.length - 1);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('one changed amount is always named', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(tree, { minLength: 2, maxLength: 4 }),
        fc.nat(),
        fc.integer({ min: 1000, max: 5000 }),
        async (branches, which, by) => {
          const body = branches.flatMap((branch, at) => rowsOf(branch, String(201 + at)));
          const sum = branches.reduce((all, branch) => all + sumOf(branch), 0);
          const rows = [head, ...body, ['合计', '', (sum / 100).toFixed(2)]];
          const changed = rows[1 + (which % (rows.length - 1))] as string[];
          changed[2] = (Number(changed[2]) + by).toFixed(2);
          const outcome = await read(byCode, fileOf([{ rows }]));
          expect(rulesOf(outcome)).toContain('warning total-differs');
        },
      ),
      { numRuns: 100 },
    );
  });
});
