import type { PoolClient } from 'pg';
import { copyInto, copyValue } from '../../../publish/stage.ts';
import type { CompileOptions } from './ahead.ts';
import type { Fresh } from './arrange.ts';
import type { ReleaseTable } from './lookups.ts';

const columns = [
  'ocid',
  'release_id',
  'dataset_key',
  'department_key',
  'import_key',
  'kind',
  'version',
  'date',
  'state',
  'pointer',
  'hash',
  'content',
];
const list = columns.join(', ');
/** About this much text is handed to the connection at once. */
const pieceLength = 256 * 1024;

/** Copies new releases into a temporary table: policies forbid COPY into `internal.release` itself. */
export async function stageReleases(
  client: PoolClient,
  fresh: readonly Fresh[],
  options: CompileOptions,
  departments: ReadonlyMap<string, string | null>,
): Promise<void> {
  await client.query(
    `CREATE TEMPORARY TABLE IF NOT EXISTS stage_release ON COMMIT DELETE ROWS AS
     SELECT ${list}, 0 AS position FROM internal.release WITH NO DATA`,
  );
  await copyInto(
    client,
    'pg_temp.stage_release',
    [...columns, 'position'],
    pieces(fresh, options, departments),
  );
}

function* pieces(
  fresh: readonly Fresh[],
  { datasetKey, importKey }: CompileOptions,
  departments: ReadonlyMap<string, string | null>,
): Generator<string> {
  let piece = '';
  for (const [position, { release, state }] of fresh.entries()) {
    const values = [
      release.ocid,
      release.releaseId,
      datasetKey,
      state === 'foreign' ? null : (departments.get(release.ocid) ?? null),
      importKey,
      release.kind,
      release.version,
      release.date,
      state,
      release.pointer,
    ].map(copyValue);
    piece += `${values.join('\t')}\t\\\\x${release.hash}\t\\\\x${release.deflatedHex}\t${position}\n`;
    if (piece.length <= pieceLength) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** Puts the staged releases into their table, in the order of their arrival, and empties the staging table. */
export async function insertStaged(client: PoolClient, into: ReleaseTable): Promise<void> {
  await client.query(
    `INSERT INTO ${into} (${list}) SELECT ${list} FROM pg_temp.stage_release ORDER BY position`,
  );
  if (into !== 'internal.release') await client.query('DELETE FROM pg_temp.stage_release');
}
