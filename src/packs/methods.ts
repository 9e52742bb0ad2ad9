import { withBases } from './bases.ts';
import type { MethodCondition, MethodRow, Pack } from './types.ts';

/**
 * The row of the method map that a local method name leads to on a day, or null where the pack and
 * those it builds on do not know it.  * Without a matching condition it falls back to `always`, then to `unknown`: never to a guess.
 */
export function methodFor(
  pack: Pack,
  localName: string,
  options: { condition?: MethodCondition | undefined; on?: string | undefined } = {},
): MethodRow | null {
  // Its own rows come first.
  const rows = withBases(pack)
    .reverse()
    .flatMap((one) => one.methods);
  const named = rows.filter(
    (row) =>
      (row.localName === localName || row.aliases.includes(localName)) &&
      (!options.on || ((row.validFrom ?? '') <= options.on && options.on <= (row.validTo ?? '9999-12-31'))),
  );
  for (const condition of [options.condition, 'always', 'unknown']) {
    const row = named.find((one) => one.condition === condition);
    if (row) return row;
  }
  return null;
}
