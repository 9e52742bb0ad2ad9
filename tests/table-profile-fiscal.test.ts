import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { loadProfile } from '../src/importers/table/profile/load.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';
import { counted, fileOf, problem, read, rulesOf } from './table-profile.ts';

const profile = await loadProfile('fiscal-data-package');

function packageOf(descriptor: object, rows: readonly (readonly string[])[], name = 'spending') {
  return fileOf([{ name, rows }], {
    format: 'fiscal-data-package',
    metadata: { descriptor: JSON.stringify(descriptor) },
  });
}

describe('a data package with column types', () => {
  const descriptor = {
    name: 'elm',
    resources: [
      {
        name: 'spending',
        schema: {
          fields: [
            { name: 'Year', columnType: 'date:fiscal-year' },
            { name: 'Ministry', columnType: 'administrative-classification:generic:level1:label' },
            { name: 'Office', columnType: 'administrative-classification:generic:level2:label' },
            { name: 'Office no', columnType: 'administrative-classification:generic:level2:code' },
            { name: 'Division', columnType: 'functional-classification:cofog:division:code' },
            { name: 'Group', columnType: 'functional-classification:cofog:group:code' },
            { name: 'Kind', columnType: 'direction' },
            { name: 'Mood', columnType: 'weather:sunny' },
            { name: 'Plan', normalize: { phase: 'approved' }, normalizationTarget: 'amount' },
            { name: 'Done', normalize: { phase: 'executed' }, normalizationTarget: 'amount' },
          ],
          extraFields: [
            { name: 'amount', columnType: 'value' },
            { name: 'phase', columnType: 'phase:id' },
            { name: 'currency', columnType: 'value-currency:code', constant: 'EUR' },
          ],
        },
      },
    ],
  };

  test('is read by them: levels, unpivoted phases, constants; unknown types are told and left', async () => {
    const outcome = await read(
      profile,
      packageOf(descriptor, [
        ['Year', 'Ministry', 'Office', 'Office no', 'Division', 'Group', 'Kind', 'Mood', 'Plan', 'Done'],
        ['2025', 'Works', 'Roads', '07', '04', '04.5', 'expenditure', 'fine', '10', '9.5'],
        ['2025', 'Works', 'Roads', '07', '01', '01.1', 'revenue', 'fine', '3', ''],
      ]),
    );
    expect(outcome.heads[0]?.fields).toMatchObject({
      currency: 'EUR',
      functionScheme: 'cofog',
      breakdown: 'function',
    });
    expect(
      outcome.records.map(({ fields, values }) => [fields, values.map(({ set, text }) => [set.phase, text])]),
    ).toEqual([
      [
        {
          fiscalYear: '2025',
          departmentName: 'Roads',
          departmentCode: '07',
          functionCode: '04.5',
          side: 'expenditure',
        },
        [
          ['approved', '10'],
          ['executed', '9.5'],
        ],
      ],
      [
        {
          fiscalYear: '2025',
          departmentName: 'Roads',
          departmentCode: '07',
          functionCode: '01.1',
          side: 'income',
        },
        [['approved', '3']],
      ],
    ]);
    expect(problem(outcome, 'unknown-column-type')).toMatchObject({
      severity: 'info',
      problem: expect.stringContaining('Mood (weather:sunny)'),
    });
  });

  test('of transactions gives payments', async () => {
    const payments = {
      resources: [
        {
          name: 'spending',
          schema: {
            fields: [
              { name: 'No', columnType: 'transaction-id:code' },
              { name: 'To', columnType: 'supplier:generic:name' },
              { name: 'By', columnType: 'procurer:generic:name' },
              { name: 'Day', columnType: 'date:generic' },
              { name: 'Sum', columnType: 'value' },
            ],
          },
        },
      ],
    };
    const outcome = await read(
      profile,
      packageOf(payments, [
        ['No', 'To', 'By', 'Day', 'Sum'],
        ['1', 'Lamps Ltd', 'Roads', '2025-03-01', '5'],
      ]),
    );
    expect(outcome.heads[0]?.noun).toBe('payment');
    expect(outcome.records[0]?.fields).toEqual({
      transactionNumber: '1',
      payeeName: 'Lamps Ltd',
      departmentName: 'Roads',
      paidOn: '2025-03-01',
    });
    expect(counted(outcome, 'value')).toEqual(['5']);
  });
});

describe('a data package with a model', () => {
  const resources = [{ name: 'spending' }];
  const dimensions = {
    year: { dimensionType: 'datetime', primaryKey: 'y', attributes: { y: { source: 'Year' } } },
    office: {
      dimensionType: 'classification',
      classificationType: 'administrative',
      primaryKey: ['code'],
      attributes: { code: { source: 'No' }, name: { source: 'Office', labelfor: 'code' } },
    },
  };
  const rows = [
    ['Year', 'No', 'Office', 'Plan', 'Done'],
    ['2025', '07', 'Roads', '1.5', '2'],
  ];

  test('is read by measures and dimensions, each measure with its factor', async () => {
    const measures = {
      plan: { source: 'Plan', currency: 'EUR', phase: 'approved', direction: 'expenditure', factor: 1000 },
      done: { source: 'Done', currency: 'EUR', phase: 'executed', direction: 'expenditure' },
    };
    const outcome = await read(profile, packageOf({ resources, model: { measures, dimensions } }, rows));
    expect(outcome.records[0]).toMatchObject({
      fields: { fiscalYear: '2025', departmentCode: '07', departmentName: 'Roads' },
      values: [
        { set: { phase: 'approved', side: 'expenditure', currency: 'EUR' }, text: '1500' },
        { set: { phase: 'executed', side: 'expenditure', currency: 'EUR' }, text: '2' },
      ],
    });
    expect(rulesOf(outcome)).toEqual([]);
  });

  test('whose measures differ in nothing is refused', async () => {
    const measures = { plan: { source: 'Plan' }, done: { source: 'Done' } };
    await expect(
      read(profile, packageOf({ resources, model: { measures, dimensions } }, rows)),
    ).rejects.toThrow(/how its measures "plan" and "done" differ.*right is a profile/);
  });

  test('or without any meaning at all is refused', async () => {
    await expect(read(profile, packageOf({ name: 'dumb', resources }, rows))).rejects.toThrow(
      /"dumb" says nothing about what its columns mean/,
    );
  });
});

describeWithSharedData('the data package of North Macedonia', () => {
  test('is read by its mapping', async () => {
    const text = await readFile(sharedData('budgets/north-macedonia/datapackage.json'), 'utf8');
    const descriptor = JSON.parse(text);
    const fields = descriptor.resources[0].schema.fields.map((field: { name: string }) => field.name);
    const rows = [
      fields,
      ['2014-01-01T00:00:00', '1001', 'А', '630', '20', 'Б', '40', 'В', '401', 'Г', '17299000'],
    ];
    const outcome = await read(profile, packageOf(descriptor, rows, descriptor.resources[0].name));
    expect(outcome.heads[0]?.fields).toMatchObject({
      currency: 'MKD',
      side: 'expenditure',
      phase: 'executed',
    });
    expect(outcome.records[0]).toMatchObject({
      fields: {
        fiscalYear: '2014',
        departmentCode: '1001',
        departmentName: 'А',
        functionCode: '401',
        functionName: 'Г',
      },
      values: [{ field: 'amount', text: '17299000' }],
    });
  });
});
