import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourceOf } from '../src/importers/ocds/source.ts';
import { importTable, type TableImportOptions } from '../src/importers/table/import.ts';
import { nouns } from '../src/importers/table/nouns/index.ts';
import { openTableFile } from '../src/importers/table/read/index.ts';
import { template } from '../src/importers/table/template.ts';
import { writeWorkbook } from '../src/importers/table/write/xlsx.ts';
import { openTestHub, type TestHub } from './hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

const sql = async (text: string, values: unknown[] = []) =>
  (await hub.pool('migrator').query(text, values)).rows;

/** The template as downloaded, its first sheet filled with these rows by the names of fields. */
async function filled(noun: string, rows: readonly Record<string, string>[]): Promise<Buffer> {
  const report = (problem: unknown) => {
    throw new Error(JSON.stringify(problem));
  };
  const file = await openTableFile(sourceOf('template.xlsx', await template(noun)), { report });
  const heads: string[][] = [];
  for await (const sheet of file.sheets()) {
    for await (const batch of sheet.rows()) heads.push(...batch.map((row) => [...row.cells]));
    break;
  }
  await file.close();
  const { fields } = nouns.get(noun)!;
  expect(heads).toEqual([fields.map(({ headZh, headEn }) => expect.stringContaining(`${headZh} ${headEn}`))]);
  const lines = rows.map((row) => fields.map((field) => row[field.name] ?? null));
  return writeWorkbook([{ name: 'filled', rows: [...heads, ...lines] }]);
}

async function load(
  noun: string,
  rows: readonly Record<string, string>[],
  options: Partial<TableImportOptions> = {},
) {
  const bytes = await filled(noun, rows);
  const run = () =>
    importTable(hub, sourceOf(`${noun}.xlsx`, bytes), { profile: noun, dataset: 'filled', ...options });
  const report = await run();
  expect(report.problems.filter(({ severity }) => severity !== 'info')).toEqual([]);
  expect(report.state).toBe('complete');
  if (options.mode === undefined) {
    expect(report.revisions.length).toBeGreaterThan(0);
    // Once more: whatever the noun, nothing changes.
    expect(await run()).toMatchObject({ state: 'complete', revisions: [], changes: {} });
  }
  return report;
}

const body = {
  departmentName: '桥梁局',
  departmentCode: '11',
  departmentScheme: 'xx',
  fiscalYear: '2031',
  currency: 'EUR',
};

describe('the template of a noun, filled and imported,', () => {
  test('gives budget lines', async () => {
    const line = {
      ...body,
      side: '支出',
      breakdown: '功能分类',
      book: '一般公共预算',
      scope: '本级',
      documentKind: '预算',
    };
    await load('budget', [
      { ...line, functionCode: '401', functionName: '石桥', amount: '10.5', phase: '批复' },
      { ...line, functionCode: '402', functionName: '木桥', amount: '20.25', phase: '批复' },
    ]);

    expect(
      await sql(
        `SELECT l.function_code, l.side, l.breakdown, l.book, l.scope, a.phase, a.amount::text FROM disclosed.budget_line l
         JOIN disclosed.budget_amount a ON a.line_key = l.key ORDER BY l.position`,
      ),
    ).toEqual([
      {
        function_code: '401',
        side: 'expenditure',
        breakdown: 'function',
        book: 'general',
        scope: 'own',
        phase: 'approved',
        amount: '10.5',
      },
      {
        function_code: '402',
        side: 'expenditure',
        breakdown: 'function',
        book: 'general',
        scope: 'own',
        phase: 'approved',
        amount: '20.25',
      },
    ]);
  });

  test('gives adjustments of lines that are there, and refuses those of lines that are not', async () => {
    const line = { ...body, scope: 'own', documentKind: 'budget', functionCode: '402' };
    await load('budget-adjustment', [
      { ...line, amount: '-5', decidedOn: '2031-06-30', authority: '议会', reason: '无木' },
    ]);

    expect(
      await sql(
        'SELECT line_key, amount::text, decided_on::text, authority FROM disclosed.budget_adjustment',
      ),
    ).toEqual([
      {
        line_key: expect.stringMatching(/\/402#1$/),
        amount: '-5',
        decided_on: '2031-06-30',
        authority: '议会',
      },
    ]);
    const bytes = await filled('budget-adjustment', [{ ...line, functionCode: '999', amount: '1' }]);
    const refused = await importTable(hub, sourceOf('a.xlsx', bytes), {
      profile: 'budget-adjustment',
      dataset: 'filled',
    });
    expect(refused).toMatchObject({
      state: 'refused',
      revisions: [],
      problems: [{ rule: 'no-line', row: 2 }],
    });
  });

  test('refuses an adjusted amount that approved and adjustments do not give', async () => {
    const line = {
      ...body,
      side: 'expenditure',
      breakdown: 'function',
      book: 'general',
      scope: 'own',
      documentKind: 'budget',
    };
    const bytes = await filled('budget', [
      { ...line, functionCode: '401', functionName: '石桥', amount: '10.5', phase: 'approved' },
      { ...line, functionCode: '402', functionName: '木桥', amount: '20.25', phase: 'approved' },
      { ...line, functionCode: '402', functionName: '木桥', amount: '99', phase: 'adjusted' },
    ]);

    const load = (mode: 'quarantine' | 'refuse') =>
      importTable(hub, sourceOf('b.xlsx', bytes), { profile: 'budget', dataset: 'filled', onBadRow: mode });
    for (const mode of ['refuse', 'quarantine'] as const) {
      const report = await load(mode);
      expect(report).toMatchObject({ state: 'refused', revisions: [], changes: {} });
      expect(report.lost[0]).toMatch(/approved 20.25 plus adjustments -5 is not adjusted 99/);
    }
  });

  test('gives the statutory facts of a document', async () => {
    const fact = { ...body, scope: 'consolidated', documentKind: 'finalAccount' };
    await load('three-public', [
      {
        ...fact,
        category: '公务接待费',
        budget: '100',
        actual: '80.5',
        receptionBatches: '4',
        receptionPersons: '40',
      },
      { ...fact, category: 'overseas', budget: '0', tripGroups: '1' },
    ]);
    await load('operating-funds', [{ ...fact, budget: '500', actual: '499.99' }]);
    await load('procurement-summary', [
      { ...fact, goods: '1', works: '2', services: '3', total: '6', sme: '4' },
    ]);
    await load('purchased-service', [
      { ...fact, name: '清洁', budget: '7' },
      { ...fact, name: '清洁', budget: '8' },
    ]);
    await load('asset-occupancy', [
      { ...fact, category: '车辆', useName: '机要', quantity: '3', asOfOn: '2031-12-31' },
    ]);
    await load('performance-target', [
      { ...fact, isOverall: '是', indicator: '桥数', targetText: '≥ 3', weight: '10', score: '9.5' },
    ]);
    await load('head-count', [{ ...body, kind: '编制', persons: '42', asOfOn: '2031-12-31' }]);

    expect(
      await sql(
        'SELECT category, budget_amount::text AS budget, actual_amount::text AS actual, trip_groups, reception_persons, scope FROM disclosed.three_public_expense ORDER BY position',
      ),
    ).toEqual([
      {
        category: 'reception',
        budget: '100',
        actual: '80.5',
        trip_groups: null,
        reception_persons: 40,
        scope: 'consolidated',
      },
      {
        category: 'overseas',
        budget: '0',
        actual: null,
        trip_groups: 1,
        reception_persons: null,
        scope: 'consolidated',
      },
    ]);
    expect(
      await sql('SELECT definition, budget_amount::text AS budget FROM disclosed.operating_fund'),
    ).toEqual([{ definition: 'disclosure', budget: '500' }]);
    expect(await sql('SELECT phase, total_amount::text AS total FROM disclosed.procurement_summary')).toEqual(
      [{ phase: 'final', total: '6' }],
    );
    expect(
      await sql(
        'SELECT name, budget_amount::text AS budget FROM disclosed.purchased_service ORDER BY position',
      ),
    ).toEqual([
      { name: '清洁', budget: '7' },
      { name: '清洁', budget: '8' },
    ]);
    expect(await sql('SELECT category, quantity::text FROM disclosed.asset_occupancy')).toEqual([
      { category: 'vehicle', quantity: '3' },
    ]);
    expect(await sql('SELECT is_overall, indicator, score::text FROM disclosed.performance_target')).toEqual([
      { is_overall: true, indicator: '桥数', score: '9.5' },
    ]);
    expect(await sql('SELECT department_key, kind, persons FROM disclosed.head_count')).toEqual([
      { department_key: 'xx:11', kind: 'establishment', persons: 42 },
    ]);
    expect(
      await sql(
        `SELECT DISTINCT breakdown FROM disclosed.budget_table WHERE document_key LIKE '%finalAccount%' ORDER BY 1`,
      ),
    ).toEqual(
      ['assets', 'other', 'performance', 'procurement', 'purchasedServices', 'threePublic'].map(
        (breakdown) => ({ breakdown }),
      ),
    );
  });

  test('gives standards, catalogs, thresholds, disclosures and classifications', async () => {
    await load('standard', [
      {
        kind: '定额',
        domain: 'office',
        name: '公用经费',
        basis: '人均',
        limit: '1000',
        currency: 'EUR',
        validFrom: '2031-01-01',
      },
    ]);
    await load('catalog-item', [
      {
        edition: '2031',
        editionName: '目录',
        code: 'A01',
        name: '桥',
        category: '货物',
        limit: '50',
        currency: 'EUR',
      },
      { edition: '2031', editionName: '目录', code: 'A02', name: '绳', category: '货物' },
    ]);
    await load('threshold', [
      { kind: 'openTender', category: '工程', min: '4000000', comparator: '以上', currency: 'EUR' },
    ]);
    await load('disclosure', [
      { ...body, kind: '预算', title: '桥梁局预算', publishedOn: '2031-02-01', missing: '表三；表四' },
    ]);
    await load('classification', [
      { scheme: 'bridges', edition: '2031', kind: '功能分类', code: '4', name: '桥' },
      {
        scheme: 'bridges',
        edition: '2031',
        kind: '功能分类',
        code: '401',
        name: '石桥',
        level: '2',
        parentCode: '4',
        mapsTo: 'cofog:04.5',
      },
    ]);

    expect(
      await sql(`SELECT basis, limit_amount::text AS amount FROM disclosed.standard WHERE pack_key IS NULL`),
    ).toEqual([{ basis: 'perHead', amount: '1000' }]);
    expect(
      await sql(
        `SELECT i.code, i.limit_amount::text AS amount, e.name FROM disclosed.catalog_item i JOIN disclosed.catalog_edition e ON e.key = i.edition_key WHERE i.pack_key IS NULL ORDER BY i.position`,
      ),
    ).toEqual([
      { code: 'A01', amount: '50', name: '目录' },
      { code: 'A02', amount: null, name: '目录' },
    ]);
    expect(
      await sql(
        `SELECT unit, comparator, min_value::text AS min FROM disclosed.threshold WHERE pack_key IS NULL`,
      ),
    ).toEqual([{ unit: 'amount', comparator: 'atLeast', min: '4000000' }]);
    expect(await sql('SELECT title, missing FROM disclosed.disclosure')).toEqual([
      { title: '桥梁局预算', missing: ['表三', '表四'] },
    ]);
    expect(
      await sql(
        `SELECT key, parent_key, maps_to FROM disclosed.classification WHERE scheme = 'bridges' ORDER BY key`,
      ),
    ).toEqual([
      { key: 'bridges@2031/4', parent_key: null, maps_to: [] },
      { key: 'bridges@2031/401', parent_key: 'bridges@2031/4', maps_to: ['cofog:04.5'] },
    ]);
  });

  test('gives payments, with payees that have a code as suppliers, and no number of a person', async () => {
    const payment = {
      departmentScheme: 'xx',
      departmentCode: '11',
      departmentName: '桥梁局',
      currency: 'EUR',
    };
    await load('payment', [
      {
        ...payment,
        payeeName: '石头公司',
        payeeScheme: 'XX-CO',
        payeeIdentifier: '77',
        paidOn: '2031-03-02',
        value: '12.34',
      },
      {
        ...payment,
        payeeName: '石头公司',
        payeeScheme: 'XX-CO',
        payeeIdentifier: '77',
        paidOn: '2031-03-02',
        value: '12.34',
      },
      {
        ...payment,
        payeeName: '张某 11010519491231002X',
        payeeScheme: 'CN-ID',
        payeeIdentifier: '11010519491231002X',
        paidOn: '2031-04-01',
        value: '-1',
      },
    ]);

    const rows = await sql(
      'SELECT key, supplier_key, payee_name, payee_identifier, list_month, value_amount::text AS value FROM disclosed.payment ORDER BY list_month, position',
    );
    expect(rows).toMatchObject([
      { supplier_key: 'XX-CO:77', list_month: '2031-03', value: '12.34' },
      { supplier_key: 'XX-CO:77', list_month: '2031-03', value: '12.34' },
      {
        supplier_key: null,
        list_month: '2031-04',
        value: '-1',
        payee_identifier: expect.stringMatching(/^person-/),
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain('11010519491231002X');
    expect(await sql('SELECT name FROM disclosed.supplier')).toEqual([{ name: '石头公司' }]);
    expect(
      await sql(
        `SELECT from_on::text AS from, to_on::text AS to FROM disclosed.coverage WHERE kind = 'payment'`,
      ),
    ).toEqual([{ from: '2031-03-02', to: '2031-04-01' }]);
  });

  test('gives processes: a contract with its value, and awards whose price is no total', async () => {
    await load('contract', [
      {
        noticeId: 'P-1',
        contractNumber: 'C-1',
        title: '修桥',
        buyerName: '桥梁局',
        buyerScheme: 'xx',
        buyerCode: '11',
        supplierName: '石头公司',
        supplierScheme: 'XX-CO',
        supplierIdentifier: '77',
        value: '5000.5',
        currency: 'EUR',
        signedOn: '2031-05-05',
      },
    ]);
    // The ledger of the next month: another contract of the same purchase.
    await load('contract', [
      {
        noticeId: 'P-1',
        contractNumber: 'C-2',
        title: '再修桥',
        buyerName: '桥梁局',
        buyerScheme: 'xx',
        buyerCode: '11',
        supplierName: '石头公司',
        supplierScheme: 'XX-CO',
        supplierIdentifier: '77',
        value: '6000',
        currency: 'EUR',
        signedOn: '2031-06-05',
      },
    ]);
    await load('notice', [
      {
        noticeId: 'P-2',
        noticeKind: '中标公告',
        title: '养桥',
        buyerName: '桥梁局',
        supplierName: '绳子公司',
        price: '费率 3.5%',
        priceKind: '费率',
        publishedOn: '2031-06-01',
        currency: 'EUR',
      },
      {
        noticeId: 'P-2',
        noticeKind: '中标公告',
        title: '养桥',
        buyerName: '桥梁局',
        supplierName: '木头公司',
        value: '8',
        publishedOn: '2031-06-01',
        currency: 'EUR',
        lotNumber: '2',
      },
      {
        noticeId: 'P-3',
        noticeKind: 'candidates',
        title: '看桥',
        buyerName: '桥梁局',
        supplierName: '眼睛公司',
        price: '每天 2',
        priceKind: 'unitPrice',
        publishedOn: '2031-06-02',
      },
    ]);

    expect(
      await sql(
        'SELECT contract_id, value_amount::text AS value, date_signed::text AS signed FROM disclosed.contract ORDER BY 1',
      ),
    ).toEqual([
      { contract_id: 'C-1', value: '5000.5', signed: '2031-05-05' },
      { contract_id: 'C-2', value: '6000', signed: '2031-06-05' },
    ]);
    expect(
      await sql(
        'SELECT value_amount::text AS value, price_kind, price_text FROM disclosed.award ORDER BY price_kind, value_amount',
      ),
    ).toEqual([
      { value: null, price_kind: 'rate', price_text: '费率 3.5%' },
      { value: '8', price_kind: null, price_text: null },
      { value: '5000.5', price_kind: null, price_text: null },
      { value: '6000', price_kind: null, price_text: null },
    ]);
    expect(
      await sql('SELECT value_amount::text AS value, price_kind, price_text FROM disclosed.bid'),
    ).toEqual([{ value: null, price_kind: 'unitPrice', price_text: '每天 2' }]);
    expect(
      await sql(`SELECT buyer_department_key AS buyer FROM disclosed.process WHERE key = 'filled-P-1'`),
    ).toEqual([{ buyer: 'xx:11' }]);
  });
});

test('every noun has a template that its own profile reads', async () => {
  for (const name of nouns.keys()) {
    const bytes = await filled(name, []);
    const report = await importTable(hub, sourceOf(`${name}.xlsx`, bytes), {
      profile: name,
      dataset: `empty-${name}`,
      mode: 'dryRun',
    });
    expect([name, report.problems.filter((problem) => problem.severity === 'error')]).toEqual([name, []]);
  }
});
