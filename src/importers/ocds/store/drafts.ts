import type { PoolClient } from 'pg';
import { isObject, type JsonValue, writeJson } from '../../../json.ts';
import { identifierOf } from '../compile/identifiers.ts';
import { storable } from '../compile/text.ts';
import type { Incoming } from './incoming.ts';

/**
 * Keeps releases as drafts in `internal.submission`: nothing of them is disclosed until they are submitted, reviewed
 * and published. One that waits there already is repeated. Opens a revision only when something is new.
 */
export async function storeDrafts(
  client: PoolClient,
  releases: readonly Incoming[],
  datasetKey: string,
  actor: string,
  openRevision: () => Promise<unknown>,
): Promise<{ new: number; repeated: number }> {
  const keys = releases.map((release) => draftKey(datasetKey, release));
  const { rows } = await client.query<{ key: string }>(
    'SELECT key FROM internal.submission WHERE key = ANY ($1)',
    [keys],
  );
  const present = new Set(rows.map((row) => row.key));
  const fresh = releases.filter((_, index) => {
    const isNew = !present.has(keys[index]!);
    present.add(keys[index]!);
    return isNew;
  });
  if (fresh.length === 0) return { new: 0, repeated: releases.length };
  await openRevision();
  const departments = await buyers(client, fresh);
  for (const release of fresh) {
    await client.query(
      `INSERT INTO internal.submission
         (key, dataset_key, department_key, kind, subject_type, subject_key, payload, state, basis, title, submitted_by,
          idempotency_key)
       VALUES ($1, $2, $3, 'ocds.release', 'Process', $4, $5::jsonb, 'draft', 'reviewed', $6, $7, $1)`,
      [
        draftKey(datasetKey, release),
        datasetKey,
        departments.get(buyerText(release) ?? '') ?? null,
        release.ocid,
        payload(release),
        title(release),
        actor,
      ],
    );
  }
  return { new: fresh.length, repeated: releases.length - fresh.length };
}

function draftKey(datasetKey: string, release: Incoming): string {
  return `draft/${datasetKey}/${release.hash}`;
}

/** jsonb takes no NUL; numbers stay exact. */
function payload({ content }: Incoming): string {
  return writeJson(cleaned(content));
}

function cleaned(value: JsonValue): JsonValue {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      storable(name),
      member === undefined ? null : cleaned(member),
    ]),
  );
}

function title({ content }: Incoming): string | null {
  const { tender } = content;
  return isObject(tender) && typeof tender.title === 'string' ? storable(tender.title) : null;
}

/** The buyer's identifier, from the party that it names or from the buyer itself. */
function buyerText({ content }: Incoming): string | null {
  const { buyer, parties } = content;
  if (!isObject(buyer)) return null;
  const party = Array.isArray(parties)
    ? parties.find((entry) => isObject(entry) && entry.id === buyer.id)
    : undefined;
  const holder = isObject(party) ? party.identifier : buyer.identifier;
  if (!isObject(holder) || typeof holder.scheme !== 'string' || typeof holder.id !== 'string') return null;
  const identifier = identifierOf(holder.scheme, holder.id);
  return identifier && `${identifier.scheme}\n${identifier.id}`;
}

async function buyers(client: PoolClient, releases: readonly Incoming[]): Promise<Map<string, string>> {
  const wanted = [...new Set(releases.map(buyerText))]
    .filter((text) => text !== null)
    .map((text) => text.split('\n'));
  const { rows } = await client.query<{ scheme: string; identifier: string; department_key: string }>(
    `SELECT scheme, identifier, department_key FROM disclosed.department_identifier
     WHERE (scheme, identifier) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [wanted.map(([scheme]) => scheme), wanted.map(([, id]) => id)],
  );
  return new Map(rows.map((row) => [`${row.scheme}\n${row.identifier}`, row.department_key]));
}
