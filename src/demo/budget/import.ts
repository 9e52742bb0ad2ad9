import type { Hub } from '../../db/types.ts';
import { sourceOf } from '../../importers/ocds/source.ts';
import { importTable } from '../../importers/table/import.ts';
import type { Profile } from '../../importers/table/profile/types.ts';
import type { TableReport } from '../../importers/table/report.ts';
import { demoDataset } from '../marks.ts';
import { disclosureRows } from './disclosures.ts';
import type { BudgetWorld } from './documents.ts';
import { budgetFiles, workbookOf } from './files.ts';
import { executionRows, paymentRows } from './lists.ts';
import { demoProfiles } from './profiles.ts';
import { csv, headCountRows, standardRows } from './standards.ts';

/** Reads the city's workbooks and lists exactly as `sunledger import table` would read the files. */
export async function importBudgets(hub: Hub, world: BudgetWorld): Promise<TableReport[]> {
  const profiles = await demoProfiles();
  const documents = world.documents();
  const reports: TableReport[] = [];
  for (const file of budgetFiles(documents))
    reports.push(await importDemoTable(hub, file.name, await workbookOf(file), profiles[file.kind]));
  const lists = [
    ['shili-head-counts.csv', headCountRows(world), 'head-count'],
    ['shili-standards.csv', standardRows(world), 'standard'],
    ['shili-disclosures.csv', disclosureRows(documents), 'disclosure'],
    ['shili-2026-execution.csv', executionRows(world), 'budget'],
    ['shili-payments.csv', paymentRows(world.purchases), 'payment'],
  ] as const;
  for (const [name, rows, profile] of lists)
    reports.push(await importDemoTable(hub, name, csv(rows), profile));
  return reports;
}

export async function importDemoTable(
  hub: Hub,
  name: string,
  bytes: Buffer,
  profile: Profile | string,
): Promise<TableReport> {
  const report = await importTable(hub, sourceOf(name, bytes), {
    profile,
    dataset: { key: demoDataset, kind: 'demo' },
    actor: 'demo',
    url: `https://budgets.demo.invalid/${name}`,
  });
  if (report.state === 'complete') return report;
  const problems = report.problems
    .filter(({ severity }) => severity === 'error')
    .map(({ problem }) => problem);
  throw new Error(
    `The demo's file "${name}" was not imported whole (${report.state}): ${[...report.lost, ...problems].join('; ')}`,
  );
}
