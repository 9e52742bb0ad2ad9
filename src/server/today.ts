import type { Hub } from '../db/types.ts';

/** Gives the local day `YYYY-MM-DD` of a time zone, each time it is called. */
export function todayIn(timeZone: string, now: () => Date = () => new Date()): () => string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return () => {
    const parts = new Map(format.formatToParts(now()).map(({ type, value }) => [type, value]));
    return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  };
}

/**
 * Time zone of the hub's jurisdiction: the topmost one that a pack in use states; UTC where there is none. Read once,
 * at the start, by the login that writes packs: which pack a jurisdiction is from is in no answer.
 */
export async function readTimeZone(hub: Hub): Promise<string> {
  const { rows } = await hub
    .pool('writer')
    .query<{ time_zone: string }>(
      'SELECT time_zone FROM disclosed.jurisdiction WHERE pack_key IS NOT NULL ORDER BY (parent_key IS NULL) DESC, key LIMIT 1',
    );
  return rows[0]?.time_zone ?? 'UTC';
}
