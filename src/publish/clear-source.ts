import { inRevision } from '../db/revision.ts';
import type { Hub } from '../db/types.ts';
import { HubError } from '../errors.ts';
import { applyFacts } from './apply.ts';
import { findPersonNumbers } from './person-numbers.ts';
import { besideCells } from './workbook-rest.ts';

export interface Clearing {
  sha256: string;
  /** Why the file may be public, and who looked at it: kept in the record of the revision, not published. */
  reason: string;
  reviewer: string;
  encoding?: string | undefined;
}

export interface Cleared {
  state: 'cleared' | 'wasCleared';
  name: string;
  size: string;
  revision: string | null;
}

/**
 * Copies a source file's bytes to where `/source/<sha256>` serves them from: a publication on the basis of a review,
 * after the detector of personal numbers has run over the text.
 *
 * Throws HubError: NOT_FOUND for a file that no import kept, BAD_INPUT where something in it must not be public or it
 * cannot be looked through.
 */
export async function clearSource(
  hub: Hub,
  { sha256, reason, reviewer, encoding }: Clearing,
): Promise<Cleared> {
  if (!/^[0-9a-f]{64}$/.test(sha256)) {
    throw new HubError(
      'BAD_INPUT',
      `"${sha256}" is no SHA-256: expected 64 hex digits in lower case, as in "sources".`,
    );
  }
  for (const [name, value] of Object.entries({ reason, reviewer })) {
    if (value.trim() === '') {
      throw new HubError('BAD_INPUT', `"${name}" is empty: a file is cleared by somebody and for a reason.`);
    }
  }
  const writer = hub.pool('writer');
  const { rows } = await writer.query<{
    name: string;
    media_type: string | null;
    size: string;
    bytes: Buffer | null;
  }>('SELECT file_name AS name, media_type, size, bytes FROM internal.source_file WHERE sha256 = $1', [
    sha256,
  ]);
  const [file] = rows;
  if (!file) throw new HubError('NOT_FOUND', `No import kept a file with the hash "${sha256}".`);
  const { name, size } = file;
  const cleared = await writer.query('SELECT FROM disclosed.source_file WHERE sha256 = $1', [sha256]);
  if (cleared.rowCount !== 0) return { state: 'wasCleared', name, size, revision: null };
  if (file.bytes === null) {
    throw new HubError(
      'BAD_INPUT',
      `The bytes of "${name}" (${size}) were too many to be kept, so they cannot be cleared. Its address and hash stand in "sources".`,
    );
  }
  const { rows: stated } = await writer.query<{ dataset_key: string }>(
    'SELECT dataset_key FROM disclosed.source WHERE sha256 = $1 ORDER BY key LIMIT 1',
    [sha256],
  );
  if (!stated[0]) {
    throw new HubError(
      'BAD_INPUT',
      `"${name}" is no public source: expected the file of an import, not of a draft, and not one that also states what is not public.`,
    );
  }
  const beside = await besideCells({ name, bytes: file.bytes });
  if (beside !== null) {
    throw new HubError(
      'BAD_INPUT',
      `"${name}" holds more than its cells, ${beside}, so it cannot be cleared: expected a copy without authors, comments and pictures, or its tables as CSV.`,
    );
  }
  const finds = await findPersonNumbers({ name, bytes: file.bytes }, { encoding });
  if (finds.length > 0) {
    const places = finds.slice(0, 5).map(({ place }) => place);
    throw new HubError(
      'BAD_INPUT',
      `"${name}" holds what looks like numbers of natural persons, so it cannot be cleared: ${places.join('; ')}${finds.length > places.length ? ' and more' : ''}.`,
    );
  }
  const { bytes } = file;
  const dataset = stated[0].dataset_key;
  const { disclosed } = await inRevision(
    hub,
    { source: `clear:${sha256}`, actor: reviewer, reason },
    async (client) => {
      await client.query(
        `INSERT INTO disclosed.source_file (sha256, media_type, size, bytes) VALUES ($1, $2, $3, $4)
         ON CONFLICT (sha256) DO NOTHING`,
        [sha256, file.media_type ?? 'application/octet-stream', size, bytes],
      );
      await applyFacts(
        client,
        {
          'disclosed.publication': [
            {
              key: `clear/${sha256}`,
              dataset_key: dataset,
              kind: 'clear',
              // The hash, not the source's key: clearing bytes is no review of the facts that were read from them.
              subject_type: 'SourceFile',
              subject_key: sha256,
              basis: 'reviewed',
              content_hash: sha256,
              published_at: new Date().toISOString(),
            },
          ],
        },
        { overwritesReviewed: true },
      );
    },
  );
  return { state: 'cleared', name, size, revision: disclosed };
}
