import type { Hub } from '../../../db/types.ts';
import type { JsonObject } from '../../../json.ts';
import { type ImportOptions, importReleases } from '../../ocds/import.ts';
import type { ImportReport } from '../../ocds/report.ts';
import type { Report } from '../types.ts';

/** Releases that rows of a table became, imported like a publisher's; what that finds is a problem of the table. */
export async function releasesInto(
  hub: Hub,
  releases: readonly JsonObject[],
  options: ImportOptions & { name: string },
  tell: Report,
): Promise<ImportReport> {
  const report = await importReleases(hub, releases, options);
  for (const { rule, severity, message, value, count, pointer } of report.problems) {
    // The hub itself makes the ocid of a purchase that a table states without one.
    if (rule === 'ocid-prefix') continue;
    const problem = `${message} (${count} times, first at ${pointer})`;
    // What is no valid release is kept all the same; what is lost is said below.
    tell({ rule, severity: severity === 'error' ? 'warning' : severity, problem, value });
  }
  for (const problem of [...report.lost, ...report.notShown])
    tell({ rule: 'release-lost', severity: 'error', problem });
  return report;
}
