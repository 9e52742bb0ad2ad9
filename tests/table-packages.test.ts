import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource } from '../src/importers/ocds/source.ts';
import { importTable, type TableImportOptions } from '../src/importers/table/import.ts';
import type { TableReport } from '../src/importers/table/report.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { exact, inWords } from './real/plain-csv.ts';
import { realBudgets } from './real/plain-tables.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

let hub: TestHub;
const folder = mkdtempSync(join(tmpdir(), 'sunledger-packages-'));
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(async () => {
  await hub.destroy();
  rmSync(folder, { recursive: true });
});

/** The package as its publisher laid it out: the descriptor, and its file unpacked where the descriptor says. */
function layOut(descriptor: string): string {
  const text = readFileSync(sharedData(descriptor), 'utf8');
  const { resources } = JSON.parse(text) as { resources: { path: string }[] };
  const place = mkdtempSync(join(folder, 'package-'));
  writeFileSync(join(place, 'datapackage.json'), text);
  for (const { path } of resources) {
    const own = `${dirname(descriptor)}/${basename(path)}`;
    const { file } = realBudgets.find((table) => table.file === own || table.file === `${own}.gz`)!;
    const bytes = readFileSync(sharedData(file));
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), file.endsWith('.gz') ? gunzipSync(bytes) : bytes);
  }
  return join(place, 'datapackage.json');
}

async function load(path: string, options: TableImportOptions): Promise<TableReport> {
  const source = await openSource(path);
  try {
    return await importTable(hub, source, options);
  } finally {
    await source.close();
  }
}

/** What the report says was counted, by phase and component: name → sum. */
const sums = ({ layouts }: TableReport) =>
  Object.fromEntries(
    layouts.flatMap((layout) => layout.sums.map(({ name, sum }) => [name, inWords(exact(sum))])),
  );

const packages = [
  ['madrid-gastos', 'budgets/spain-madrid/datapackage.json'],
  ['north-macedonia-budget', 'budgets/north-macedonia/datapackage.json'],
  ['australia-pbs-2015-16', 'budgets/australia-federal/datapackage.json'],
  ['slovakia-eu-beneficiaries', 'budgets/slovakia-eu-beneficiaries/datapackage.json'],
  ['eu-funds-absorption', 'budgets/eu-funds/datapackage-absorption.json'],
  ['eu-funds-allocations', 'budgets/eu-funds/datapackage-allocations.json'],
] as const;

describeWithSharedData('fiscal data packages (0.3)', () => {
  describe.each(packages)('%s', (profile, descriptor) => {
    test('the package and its file by the same profile give the same sums', async () => {
      const { file } = realBudgets.find((table) => table.profile === profile)!;
      const alone = await load(sharedData(file), { profile, mode: 'dryRun' });
      const packed = await load(layOut(descriptor), { profile, mode: 'dryRun' });
      expect(packed).toMatchObject({ state: 'complete', quarantined: 0, format: 'fiscal-data-package' });
      expect(Object.keys(sums(packed))).not.toEqual([]);
      expect(sums(packed)).toEqual(sums(alone));
    });
  });

  /** Everything that the plain reading adds up, lines and sums of lines alike: the mapping tells them not apart. */
  const everything = (profile: string, component: string) => {
    const { amounts, totals } = realBudgets.find((table) => table.profile === profile)!.plain();
    const all = [...Object.entries(amounts), ...Object.entries(totals)].filter(([key]) =>
      key.includes(`/${component}/`),
    );
    return inWords(all.reduce((sum, [, text]) => sum + exact(text.split(': ')[1]!), 0n));
  };

  test.each([
    ['madrid-gastos', 'budgets/spain-madrid/datapackage.json', 'approved total', {}],
    // The descriptor says executed of a budget and its rebalance: it is taken at its word.
    ['north-macedonia-budget', 'budgets/north-macedonia/datapackage.json', 'executed total', {}],
    [
      'slovakia-eu-beneficiaries',
      'budgets/slovakia-eu-beneficiaries/datapackage.json',
      'executed total',
      { side: 'expenditure', phase: 'executed' },
    ],
    [
      'eu-funds-allocations',
      'budgets/eu-funds/datapackage-allocations.json',
      'approved total',
      { fiscalYear: '2014', phase: 'approved' },
    ],
  ] as const)(
    '%s: the mapping alone gives the sum of the file',
    async (profile, descriptor, name, parameters) => {
      const report = await load(layOut(descriptor), {
        profile: 'fiscal-data-package',
        dataset: `${profile}-package`,
        parameters,
        mode: 'dryRun',
      });
      expect(report).toMatchObject({ state: 'complete', quarantined: 0 });
      expect(sums(report)).toEqual({ [name]: everything(profile, 'total') });
    },
  );

  test.each(['budgets/australia-federal/datapackage.json', 'budgets/eu-funds/datapackage-absorption.json'])(
    '%s does not say how its measures differ and is refused in words',
    async (descriptor) => {
      const report = await load(layOut(descriptor), {
        profile: 'fiscal-data-package',
        dataset: 'package',
        mode: 'dryRun',
      });
      expect(report.state).toBe('refused');
      expect(report.lost[0]).toMatch(/does not say how its measures .* differ .* right is a profile/);
    },
  );
});
