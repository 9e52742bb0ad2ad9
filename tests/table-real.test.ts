import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';
import { loadProfile } from '../src/importers/table/profile/load.ts';
import type { TableReport } from '../src/importers/table/report.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { ask, type Row, walkRows } from './real/ask.ts';
import { pinnedTables } from './real/pinned-tables.ts';
import { exact, inWords, plainRecords, Sums } from './real/plain-csv.ts';
import { manchester, monthlyLists, type RealPayments } from './real/plain-payments.ts';
import { type PlainTable, type RealTable, realBudgets } from './real/plain-tables.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

/** What an import changed, in words; nothing is ''. */
const changed = ({ changes }: TableReport) =>
  Object.entries(changes)
    .filter(([, { inserted, updated, removed }]) => inserted + updated + removed > 0)
    .map(([table]) => table)
    .join(', ');

async function load(
  file: string,
  profile: string,
  onBadRow: 'quarantine' | 'refuse' = 'refuse',
): Promise<TableReport> {
  const source = await openSource(sharedData(file));
  try {
    return await importTable(hub, source, { profile, onBadRow });
  } finally {
    await source.close();
  }
}

/** Decimal text as the plain reading writes it. */
const plainly = (amount: string) => inWords(exact(amount));

/** Amounts of walked lines, by the same keys as the plain reading. */
async function walked(
  where: Row,
): Promise<Pick<PlainTable, 'amounts' | 'totals'> & { recipients: string[] }> {
  const amounts = new Sums();
  const totals = new Sums();
  const recipients = new Set<string>();
  const selection =
    'fiscalYear rowKind recipientName amounts { phase component period value { amount currency } }';
  for await (const line of walkRows(hub, 'budgetLines', 'BudgetLineFilter', where, selection)) {
    if (line.recipientName) recipients.add(line.recipientName);
    for (const { phase, component, period, value } of line.amounts)
      (line.rowKind === 'line' ? amounts : totals).add(
        `${line.fiscalYear}/${phase}/${component}/${period ?? ''}`,
        exact(value.amount),
      );
  }
  return { amounts: amounts.plain(), totals: totals.plain(), recipients: [...recipients] };
}

/** Sums by fiscal year that `budgetTotals` gives for a phase, five years at a time. */
async function totalsOf(dataset: string, profile: string, phase: string): Promise<Record<string, string>> {
  const { side, breakdown, book } = (await loadProfile(profile)).tables[0]!.constants!;
  const byYear: Record<string, string> = {};
  for (let from = 1970; from < 2030; from += 5) {
    const where = `dataset: ["${dataset}"], fiscalYear: { from: ${from}, to: ${from + 4} }`;
    const { budgetTotals } = await ask(
      hub,
      `{ budgetTotals(side: ${side}, breakdown: ${breakdown}, book: ${book}, scope: own, phase: ${phase},
          groupBy: [FISCAL_YEAR, CURRENCY], first: 100, where: { ${where} }) {
          withoutCurrencyCount groups { nodes { fiscalYear currency sums { amount } } } } }`,
    );
    expect(budgetTotals.withoutCurrencyCount).toBe(0);
    for (const { fiscalYear, sums } of budgetTotals.groups.nodes)
      byYear[fiscalYear] = plainly(sums[0].amount);
  }
  return byYear;
}

/** Of the plain reading: sums of a phase by year, whole years and whole amounts only. */
function wholeYears(plain: PlainTable, phase: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(plain.amounts)
      .map(([key, text]) => [...key.split('/'), text.split(': ')[1]!])
      .filter(([, of, component, period]) => of === phase && component === 'total' && period === '')
      .map(([year, , , , sum]) => [year, sum]),
  );
}

const profiles = [...new Set(realBudgets.map(({ profile }) => profile))];
/** Too many lines to walk in a test: one year of it is. */
const walkedYear: Record<string, number> = { 'us-federal-budget-authority': 2017 };

describeWithSharedData(
  'flat files of budgets, through their profiles and GraphQL, against a plain reading',
  () => {
    test('a plain reading of each is what was found when it was pinned', () => {
      const found = realBudgets.map(({ name, plain }) => {
        const { rows, amounts } = plain();
        const counted = Object.values(amounts).map((text) => text.split(': ') as [string, string]);
        const count = counted.reduce((all, [one]) => all + Number(one), 0);
        const sum = inWords(counted.reduce((all, [, one]) => all + exact(one), 0n));
        return [name, { rows, amounts: count, sum }];
      });
      const pinned = Object.entries(pinnedTables).map(([name, { odd: _, ...facts }]) => [name, facts]);
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(pinned));
    });

    describe.each(profiles)('%s', (profile) => {
      const files: RealTable[] = realBudgets.filter((table) => table.profile === profile);
      const reports: TableReport[] = [];
      let plain: PlainTable;

      beforeAll(async () => {
        for (const { file } of files) reports.push(await load(file, profile));
        const read = files.map((file) => file.plain());
        plain = {
          rows: read.reduce((all, { rows }) => all + rows, 0),
          lines: read.reduce((all, { lines }) => all + lines, 0),
          amounts: Object.assign({}, ...read.map(({ amounts }) => amounts)),
          totals: Object.assign({}, ...read.map(({ totals }) => totals)),
        };
      });

      test('every row is read and stored', () => {
        const sum = (of: (layout: TableReport['layouts'][number]) => number) =>
          reports.flatMap(({ layouts }) => layouts).reduce((all, layout) => all + of(layout), 0);
        expect(reports.map(({ state, quarantined, lost }) => ({ state, quarantined, lost }))).toEqual(
          reports.map(() => ({ state: 'complete', quarantined: 0, lost: [] })),
        );
        expect(sum(({ lines, subtotals, totals }) => lines + subtotals + totals)).toBeGreaterThanOrEqual(
          plain.rows,
        );
      });

      test('the lines that the public is answered hold the amounts of the plain reading', async () => {
        const dataset = reports[0]!.dataset;
        const year = walkedYear[profile];
        const { amounts, totals, recipients } = await walked({
          dataset: [dataset],
          ...(year && { fiscalYear: { from: year, to: year } }),
        });
        const ofYear = (sums: Record<string, string>) =>
          Object.fromEntries(Object.entries(sums).filter(([key]) => !year || key.startsWith(`${year}/`)));
        expect(amounts).toEqual(ofYear(plain.amounts));
        expect(totals).toEqual(ofYear(plain.totals));
        // Of Slovak beneficiaries organisations are named and natural persons are not.
        if (profile !== 'slovakia-eu-beneficiaries') return;
        expect(recipients).toContain('AGROPEX s.r.o.');
        expect(recipients).not.toContain('Ludovit Laszab');
        expect(recipients).not.toContain('Jan Kutnik');
      });

      test('the sums of each year and phase are those of the plain reading', async () => {
        const phases = new Set(Object.keys(plain.amounts).map((key) => key.split('/')[1]!));
        for (const phase of phases)
          expect({ [phase]: await totalsOf(reports[0]!.dataset, profile, phase) }).toEqual({
            [phase]: wholeYears(plain, phase),
          });
      });

      // The same file again is compared row by row; of the largest one that is left to the bench.
      if (!walkedYear[profile])
        test('the same files again change nothing', async () => {
          for (const { file } of files) expect(changed(await load(file, profile))).toBe('');
        });
    });
  },
);

/** Groups of `paymentTotals`: what tells them apart → count: sum. */
async function paid(where: Row, by: string, field: string): Promise<Record<string, string>> {
  const source = `query ($where: PaymentFilter, $after: String) {
    paymentTotals(where: $where, groupBy: [${by}], first: 100, after: $after) {
      groups { nodes { name: ${field} paymentCount sums { amount currency } } pageInfo { hasNextPage endCursor } } } }`;
  const groups: [string, string][] = [];
  for (let after: string | null = null; ; ) {
    const { paymentTotals }: Row = await ask(hub, source, { where, after });
    for (const { name, paymentCount, sums } of paymentTotals.groups.nodes) {
      expect(sums).toHaveLength(1);
      groups.push([name, `${paymentCount}: ${plainly(sums[0].amount)}`]);
    }
    after = paymentTotals.groups.pageInfo.endCursor;
    if (!paymentTotals.groups.pageInfo.hasNextPage) return Object.fromEntries(groups);
  }
}

interface Expected {
  rows: number;
  sum: string;
  by_year: Record<string, { rows: number; sum: string }>;
  top_beneficiaries: { name: string; rows: number; sum: string }[];
}

describeWithSharedData('spending lists against their expected totals', () => {
  describe('474,674 payments of Manchester', () => {
    let report: TableReport;
    beforeAll(async () => {
      report = await load(manchester.file, manchester.profile);
    });

    test('are all stored', () => {
      expect(report).toMatchObject({ state: 'complete', quarantined: 0 });
      expect(report.changes['disclosed.payment']).toMatchObject({ inserted: 474_674 });
    });

    test('make the expected sums by year and by beneficiary, and those of a plain reading', async () => {
      const expected: Expected = JSON.parse(
        readFileSync(sharedData('spending/uk-manchester/expected-aggregates.json'), 'utf8'),
      );
      const where = { dataset: [report.dataset] };
      const byYear = await paid(where, 'YEAR', 'year');
      expect(byYear).toEqual(
        Object.fromEntries(
          Object.entries(expected.by_year).map(([year, { rows, sum }]) => [year, `${rows}: ${plainly(sum)}`]),
        ),
      );
      expect(byYear).toEqual(manchester.plain().byYear);
      const { paymentTotals } = await ask(
        hub,
        `query ($where: PaymentFilter) { paymentTotals(where: $where, groupBy: [PAYEE], first: 15,
          orderBy: { field: AMOUNT, currency: "GBP", direction: DESC }) { paymentCount sums { amount } groups { nodes { payeeName paymentCount sums { amount } } } } }`,
        { where },
      );
      expect(paymentTotals.paymentCount).toBe(expected.rows);
      expect(plainly(paymentTotals.sums[0].amount)).toBe(plainly(expected.sum));
      expect(
        paymentTotals.groups.nodes.map(({ payeeName, paymentCount, sums }: Row) => ({
          name: payeeName,
          rows: paymentCount,
          sum: plainly(sums[0].amount),
        })),
      ).toEqual(expected.top_beneficiaries.map((one) => ({ ...one, sum: plainly(one.sum) })));
    });

    test('of which the negative ones are answered as they are', async () => {
      const { payments } = await ask(
        hub,
        '{ payments(first: 1, where: { dataset: ["gb-manchester-spending"], value: { currency: "GBP", max: "-0.01" } }) { totalCount nodes { payeeName value { amount } } } }',
      );
      expect(payments.totalCount).toBe(3807);
    });
  });

  test('each monthly list as published holds the payments of a plain reading', async () => {
    const byDataset = new Map<string, RealPayments[]>();
    for (const one of monthlyLists()) {
      const report = await load(one.file, one.profile);
      expect({ [one.name]: [report.state, report.quarantined] }).toEqual({ [one.name]: ['complete', 0] });
      const month = /(\d{4}-\d\d)\.csv$/.exec(one.file)![1]!;
      const plain = one.plain();
      const where = { dataset: [report.dataset], listMonth: [month] };
      expect({ [one.name]: await paid(where, 'YEAR', 'year') }).toEqual({ [one.name]: plain.byYear });
      byDataset.set(report.dataset, [...(byDataset.get(report.dataset) ?? []), one]);
    }
    expect([...byDataset].map(([dataset, lists]) => [dataset, lists.length])).toEqual([
      ['gb-manchester-spending-monthly', 5],
      ['gb-cabinet-office-spending', 14],
    ]);
    for (const lists of byDataset.values())
      expect(changed(await load(lists[0]!.file, lists[0]!.profile))).toBe('');
  });
});

describeWithSharedData('codes of the federal government of the United States', () => {
  const stated = async (scheme: string) => {
    const { classifications } = await ask(
      hub,
      `{ classifications(first: 1, where: { scheme: ["${scheme}"] }) { totalCount nodes { code name edition } } }`,
    );
    return classifications;
  };

  test('every program activity is stored once, by its first name; rows that name it otherwise or have half a code are left out', async () => {
    const names = new Map<string, string>();
    let others = 0;
    for (const row of plainRecords('budgets/usa-federal/program_activity.csv')) {
      const code = [row.year, row.agency_id, row.account, row.pa_code, row.alloc_id];
      const key = code.map((part) => part!.trim()).join();
      const name = row.pa_name!.trim();
      const isWhole = row.agency_id!.trim() !== '' && row.account!.trim() !== '';
      if (!isWhole || (names.has(key) && names.get(key) !== name)) others += 1;
      else names.set(key, name);
    }
    const file = 'budgets/usa-federal/program_activity.csv';
    const report = await load(file, 'us-program-activities', 'quarantine');
    expect(report.quarantined).toBe(others);
    expect((await stated('us-program-activity')).totalCount).toBe(names.size);
  });

  test('every treasury account is stored, from a file whose lines end with a bare carriage return', async () => {
    const report = await load('budgets/usa-federal/tas_list.csv.gz', 'us-treasury-accounts');
    expect(report.lost).toEqual([]);
    expect((await stated('us-treasury-account')).totalCount).toBe(11_011);
  });
});
