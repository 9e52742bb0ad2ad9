import type { Pack } from './types.ts';

/** A pack and all that it builds on, what is required first. */
export function withBases(pack: Pack): Pack[] {
  return [...new Set([...pack.bases.flatMap(withBases), pack])];
}
