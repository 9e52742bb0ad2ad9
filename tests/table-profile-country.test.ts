import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadProfile } from '../src/importers/table/profile/load.ts';
import { fileOf, problem, read, rulesOf } from './table-profile.ts';

/**
 * Velmora exists nowhere: its own words for everything, a decimal comma, blanks between thousands, amounts in "stog"
 * (hundreds of its coin), days first, chapters in one column and articles in another, totals called "ukup". That it
 * loads from a profile alone shows that no code knows a country.
 */
const velmora = {
  name: 'velmora-budget',
  titleZh: '韦尔莫拉预算',
  titleEn: 'Velmora: budget of a house',
  description: 'The sheets of the budget of a house of Velmora, an invented country.',
  formats: ['csv', 'xlsx'],
  decimalSign: ',',
  groupSign: ' ',
  dateFormats: ['DD.MM.YYYY'],
  units: { stog: '100', 'velik stog': '10000' },
  constants: {
    currency: 'VLM',
    jurisdiction: 'vl',
    departmentScheme: 'vl-houses',
    functionScheme: 'vl-caps',
  },
  document: {
    fiscalYear: { from: ['title', 'parameter'], pattern: 'god (\\d{4})', isRequired: true },
    departmentName: { from: ['title', 'parameter'], pattern: '^Dom: (.+)$', isRequired: true },
    documentKind: {
      from: ['sheet'],
      pattern: '^(\\w+)',
      map: { plan: 'budget', zavrs: 'finalAccount' },
      isRequired: true,
    },
    approvedOn: { from: ['title'], pattern: 'dano (\\S+)' },
  },
  tables: [
    {
      id: 'trosk',
      noun: 'budget',
      match: { title: ['/^(plan|zavrs)$/'] },
      isRequired: true,
      constants: { side: 'expenditure', breakdown: 'function', book: 'general' },
      columns: [
        { field: 'functionCode', parts: [['glava'], ['clan']], widths: [2, 3], isRequired: true },
        { field: 'functionName', heads: ['naziv'] },
        { field: 'amount', heads: [['izdac', 'sve']], set: { phase: 'approved' }, isRequired: true },
        {
          field: 'amount',
          heads: [['izdac', 'od toga ljudi']],
          set: { phase: 'approved', component: 'personnel' },
        },
      ],
      rows: {
        totals: ['/^ukup/'],
        memos: ['od cega'],
        skip: ['/^strana \\d+$/'],
        end: ['Pojasnenje'],
        hierarchy: { by: 'code', field: 'functionCode' },
      },
    },
  ],
};

const sheet = {
  name: 'plan',
  rows: [
    ['Dom: Dom voda', '', '', '', ''],
    ['plan za god 2031', '', '', 'dano 03.04.2030', '(velik stog)'],
    ['glava', 'clan', 'naziv', 'izdac', ''],
    ['', '', '', 'sve', 'od toga ljudi'],
    ['1', '', 'Voda', '1 204,50', '204,5'],
    ['', '7', 'Cijevi', '1 004,50', '4,5'],
    ['', '', 'od cega: stare', '4,00', ''],
    ['', '12', 'Bunari', '200,00', '200,0'],
    ['strana 2', '', '', '', ''],
    ['glava', 'clan', 'naziv', 'izdac', ''],
    ['', '', '', 'sve', 'od toga ljudi'],
    ['2', '', 'Mostovi', '(0,25)', '-'],
    ['ukupno', '', '', '1 204,25', '204,5'],
    ['Pojasnenje: nista', '', '', '', ''],
    ['9', '9', 'nije red', '5,00', ''],
  ],
};

describe('an invented country', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sunledger-profile-'));
  afterAll(() => rm(folder, { recursive: true }));
  const path = join(folder, 'velmora-budget.json');
  await writeFile(path, JSON.stringify(velmora));

  test('with its own words, signs, units and totals is read to the last digit', async () => {
    const outcome = await read(await loadProfile(path), fileOf([sheet]));
    expect(rulesOf(outcome)).toEqual([]);
    expect(outcome.heads).toMatchObject([
      {
        table: 'trosk',
        title: 'Dom: Dom voda',
        unit: 'velik stog',
        factor: '10000',
        fields: {
          currency: 'VLM',
          jurisdiction: 'vl',
          fiscalYear: '2031',
          departmentName: 'Dom voda',
          documentKind: 'budget',
          approvedOn: '2030-04-03',
          side: 'expenditure',
        },
      },
    ]);
    expect(
      outcome.records.map(({ kind, row, fields, values }) => [
        kind,
        row,
        fields.functionCode ?? fields.label,
        ...values.map((value) => value.text),
      ]),
    ).toEqual([
      ['subtotal', 5, '01', '12045000', '2045000'],
      ['line', 6, '01007', '10045000', '45000'],
      ['subtotal', 7, undefined, '40000'],
      ['line', 8, '01012', '2000000', '2000000'],
      ['line', 12, '02', '-2500'],
      ['total', 13, 'ukupno', '12042500', '2045000'],
    ]);
  });

  test('with one cell changed has that cell named', async () => {
    const rows = sheet.rows.map((cells) => [...cells]);
    (rows[7] as string[])[3] = '201,00';
    const outcome = await read(await loadProfile(path), fileOf([{ ...sheet, rows }]));
    expect(problem(outcome, 'total-differs')).toMatchObject({
      row: 5,
      column: 4,
      value: '1 204,50',
      other: { row: 6, value: '12055000' },
    });
  });

  test('whose unit was left out is refused, not read as coins', async () => {
    const rows = sheet.rows.map((cells) => cells.map((cell) => (cell === '(velik stog)' ? '' : cell)));
    const outcome = await read(await loadProfile(path), fileOf([{ ...sheet, rows }]));
    expect(outcome.records).toEqual([]);
    expect(rulesOf(outcome)).toEqual(['error missing-unit']);
  });

  test('whose amounts are written with the signs of another country are refused', async () => {
    const rows = sheet.rows.map((cells) => cells.map((cell) => (cell === '200,00' ? '1,200.00' : cell)));
    const outcome = await read(await loadProfile(path), fileOf([{ ...sheet, rows }]));
    expect(problem(outcome, 'bad-amount')).toMatchObject({ row: 8, column: 4, value: '1,200.00' });
    expect(outcome.records.some((record) => record.row === 8)).toBe(false);
  });
});
