import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { HubError } from '../../../errors.ts';
import { storable } from '../compile/text.ts';
import type { ImportSource } from '../source.ts';
import type { DatasetFields } from './heading.ts';

/** Larger files are kept as hash and size only; their releases are kept in any case. */
export const largestKeptFile = 16 * 1024 * 1024;

/** Waits for another import of the same file; its connection's end frees the lock, whatever ended it. */
export async function lockImport(client: PoolClient, key: string): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>(
      'SELECT pg_try_advisory_lock(hashtextextended($1, 7304)) AS taken',
      [key],
    );
    if (rows[0]!.taken) return;
    await sleep(200);
  }
}

/** Invented money and real money never share a dataset: the demo is removed as a whole. */
export async function checkDataset(client: PoolClient, { key, kind }: DatasetFields): Promise<void> {
  const { rows } = await client.query<{ isDemo: boolean }>(
    'SELECT is_demo AS "isDemo" FROM disclosed.dataset WHERE key = $1',
    [key],
  );
  const isDemo = rows[0]?.isDemo;
  if (isDemo === undefined || isDemo === (kind === 'demo')) return;
  const what = isDemo ? 'is the demo' : 'holds real data';
  throw new HubError('BAD_INPUT', `Dataset "${key}" ${what}: expected another dataset key for this file`);
}

/** Hash and size of the file, and its bytes unless it is large. */
export async function keepFile(
  client: PoolClient,
  source: ImportSource,
  type = 'application/json',
): Promise<void> {
  const { sha256, size } = source;
  const known = await client.query('SELECT FROM internal.source_file WHERE sha256 = $1', [sha256]);
  if (known.rowCount !== 0) return;
  let bytes: Buffer | null = null;
  if (size <= largestKeptFile) {
    const pieces: Buffer[] = [];
    for await (const piece of source.open()) pieces.push(piece);
    bytes = Buffer.concat(pieces);
  }
  const isGzip = bytes?.[0] === 0x1f && bytes[1] === 0x8b;
  const mediaType = bytes === null ? null : isGzip ? 'application/gzip' : type;
  await client.query(
    `INSERT INTO internal.source_file (sha256, file_name, media_type, size, bytes) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (sha256) DO NOTHING`,
    [sha256, storable(source.name), mediaType, size, bytes],
  );
}

/** One transaction for the whole dry run, never committed, with a place for the releases that would be new. */
export async function beginDryRun(client: PoolClient): Promise<void> {
  await client.query('BEGIN');
  await client.query(
    `CREATE TEMPORARY TABLE dry_release ON COMMIT DROP AS
     SELECT id, ocid, release_id, hash, dataset_key, department_key, import_key, kind, version, date, state, pointer,
       content FROM internal.release WITH NO DATA`,
  );
  await client.query('CREATE TEMPORARY SEQUENCE dry_release_id');
  await client.query(
    `ALTER TABLE pg_temp.dry_release ALTER COLUMN id SET DEFAULT nextval('pg_temp.dry_release_id')`,
  );
  await client.query('CREATE INDEX ON pg_temp.dry_release (ocid)');
}
