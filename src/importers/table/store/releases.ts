import type { Hub } from '../../../db/types.ts';
import type { JsonObject } from '../../../json.ts';
import { type ImportOptions, importReleases } from '../../ocds/import.ts';
import type { ImportReport } from '../../ocds/report.ts';

/** Releases that rows of a table became, imported like a publisher's. */
export async function releasesInto(
  hub: Hub,
  releases: readonly JsonObject[],
  options: ImportOptions & { name: string },
): Promise<ImportReport> {
  return importReleases(hub, releases, options);
}
