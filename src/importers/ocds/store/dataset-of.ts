import type { PoolClient } from 'pg';

/** The registered prefix of an ocid (some publishers write on without a hyphen), else its head: without its last part. */
function prefixOf(ocid: string): { prefix: string; begins: string; key: string } {
  const registered = /^ocds-[a-z0-9]{6}/i.exec(ocid)?.[0];
  const prefix = registered ?? ocid.replace(/[-_:/. ][^-_:/. ]*$/, '');
  const text = registered?.toLowerCase() ?? prefix;
  // The head ends at a separator, which must follow: "PC-1" says nothing of "PCX-1".
  const begins = registered ?? ocid.slice(0, prefix.length + 1);
  return { prefix, begins, key: text.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 100) || 'unnamed' };
}

/**
 * The dataset of a file that names none, by its first ocid: the one that owns this process; else the only one that
 * holds processes of the same prefix, because a publisher's earlier file may have begun with another of its prefixes;
 * else the prefix itself. The demo takes in nothing by its prefix.
 */
export async function datasetOf(client: PoolClient, ocid: string): Promise<string> {
  const owner = await client.query<{ dataset: string }>(
    'SELECT dataset_key AS dataset FROM disclosed.process WHERE key = $1',
    [ocid],
  );
  if (owner.rows[0]) return owner.rows[0].dataset;
  const { prefix, begins, key } = prefixOf(ocid);
  if (prefix === ocid) return key;
  const holders = await client.query<{ dataset: string }>(
    `SELECT d.key AS dataset FROM disclosed.dataset d
     WHERE NOT d.is_demo AND EXISTS (
       SELECT FROM disclosed.process p WHERE p.dataset_key = d.key AND starts_with(p.key, $1)
     ) LIMIT 2`,
    [begins],
  );
  return holders.rows.length === 1 ? holders.rows[0]!.dataset : key;
}

/** Other datasets to which some of these processes belong, with how many. */
export async function foreignOwners(
  client: PoolClient,
  ocids: readonly string[],
  datasetKey: string,
): Promise<Map<string, number>> {
  const owners = new Map<string, number>();
  for (let at = 0; at < ocids.length; at += 10_000) {
    const { rows } = await client.query<{ dataset: string; count: string }>(
      `SELECT dataset_key AS dataset, count(*) AS count FROM disclosed.process
       WHERE key = ANY ($1) AND dataset_key <> $2 GROUP BY 1 ORDER BY 1`,
      [ocids.slice(at, at + 10_000), datasetKey],
    );
    for (const { dataset, count } of rows) owners.set(dataset, (owners.get(dataset) ?? 0) + Number(count));
  }
  return owners;
}
