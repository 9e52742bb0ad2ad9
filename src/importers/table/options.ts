import type { DatasetFields } from '../ocds/store/heading.ts';
import type { Profile } from './profile/types.ts';
import type { TableReport } from './report.ts';

export interface TableImportOptions {
  /** Name of a profile, path of one, or one. */
  profile: string | Profile;
  /** Dataset of the facts; the profile's unless given. */
  dataset?: string | DatasetFields | undefined;
  /** `--set name=value`. */
  parameters?: Readonly<Record<string, string>> | undefined;
  /** Import: stores and publishes. Dry run: says what would change. Draft: rows wait as submissions. */
  mode?: TableReport['mode'] | undefined;
  /** What a row that cannot be read means: the file is refused, or the row is left out. */
  onBadRow?: 'quarantine' | 'refuse' | undefined;
  /** Public address that the file came from. */
  url?: string | undefined;
  encoding?: string | undefined;
  delimiter?: string | undefined;
  /** Phases that are not public in the jurisdiction: their amounts go to `internal`. */
  internalPhases?: readonly string[] | undefined;
  actor?: string | undefined;
  onProgress?: ((progress: { rows: number }) => void) | undefined;
  /** Rows that are held before the transaction begins, and between two pieces of it; tests make it small. */
  pieceRows?: number | undefined;
  /** In a dry run: changes listed of each table; null lists all. */
  mostCells?: number | null | undefined;
}
