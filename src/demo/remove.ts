import { inRevision } from '../db/revision.ts';
import type { Hub } from '../db/types.ts';
import { HubError } from '../errors.ts';
import { demoDataset } from './marks.ts';

/**
 * Takes the demo city out of every schema, versions included, and returns how many rows that were. Jurisdiction packs
 * and real data stay as they are. The demo does not come back at the next start; `demo add` brings it back.
 */
export async function removeDemo(hub: Hub): Promise<number> {
  const { rowCount } = await hub
    .pool('writer')
    .query('SELECT FROM disclosed.dataset WHERE key = $1', [demoDataset]);
  if (rowCount === 0)
    throw new HubError('NOT_FOUND', `There is no demo to remove: no dataset "${demoDataset}".`);
  const act = { source: 'demo removed', actor: 'demo', reason: 'Demo city removed' };
  const { result } = await inRevision(hub, act, async (client) => {
    // Tables are emptied in the order of their names, a budget before its lines.
    await client.query('SET CONSTRAINTS ALL DEFERRED');
    const { rows } = await client.query<{ removed: string }>('SELECT internal.remove_demo($1) AS removed', [
      demoDataset,
    ]);
    return Number(rows[0]!.removed);
  });
  return result;
}
