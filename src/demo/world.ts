import type { JsonObject } from '../json.ts';
import type { Purchase } from './purchase.ts';
import { regular, regularWishes } from './regular.ts';
import { correctionsOf, releasesOf } from './releases/index.ts';
import { storyPurchases } from './stories/index.ts';

/** All purchases of the demo city, by ocid. Always the same. */
export function allPurchases(): Purchase[] {
  const purchases = [...regularWishes().map(regular), ...storyPurchases()];
  // An order that would be placed after the last day has not been published at all.
  return purchases.filter((one) => releasesOf(one).length > 0).sort((a, b) => (a.ocid < b.ocid ? -1 : 1));
}

/** The two files that the demo's publisher gave out: everything, then corrections. */
export function demoReleases(purchases: readonly Purchase[]): {
  first: JsonObject[];
  corrections: JsonObject[];
} {
  return { first: purchases.flatMap(releasesOf), corrections: purchases.flatMap(correctionsOf) };
}
