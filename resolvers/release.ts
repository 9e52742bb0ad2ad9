import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import DataLoader from 'dataloader';
import type { HubContext } from '../src/context.ts';
import { asViewer } from '../src/reader/run.ts';

const inflate = promisify(inflateRaw);

/** Tables that `releaseContent` reads, for the grants. */
export const releaseContentReads = [
  { table: 'internal.release', columns: ['ocid', 'release_id', 'hash', 'content'] },
] as const;

type Place = { ocid: string; release_id: string; content_hash: string | null };

// One loader per request: the bytes are open to this viewer only.
const loaders = new WeakMap<HubContext, DataLoader<Place, string | null, string>>();

function loaderOf(context: HubContext): DataLoader<Place, string | null, string> {
  let loader = loaders.get(context);
  if (!loader) {
    loader = new DataLoader((places) => loadContents(context, places), {
      cacheKeyFn: (place) => `${place.ocid}\0${place.release_id}\0${place.content_hash}`,
      maxBatchSize: 100,
    });
    loaders.set(context, loader);
  }
  return loader;
}

async function loadContents(context: HubContext, places: readonly Place[]): Promise<(string | null)[]> {
  const { rows } = await asViewer(context, {
    text: `SELECT w.index, r.content
      FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS w (ocid, release_id, hash, index)
      JOIN internal.release AS r ON r.ocid = w.ocid AND r.release_id = w.release_id AND r.hash = decode(w.hash, 'hex')`,
    values: [
      places.map((place) => place.ocid),
      places.map((place) => place.release_id),
      places.map((place) => place.content_hash),
    ],
  });
  const contents: (string | null)[] = places.map(() => null);
  await Promise.all(
    (rows as { index: string; content: Buffer }[]).map(async ({ index, content }) => {
      contents[Number(index) - 1] = (await inflate(content)).toString('utf8');
    }),
  );
  return contents;
}

/** JSON text of a release exactly as received; null where it is known by address only or not open to the viewer. */
export function releaseContent(row: Record<string, unknown>, context: HubContext): Promise<string | null> {
  return loaderOf(context).load(row as Place);
}
