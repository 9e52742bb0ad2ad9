import { contentMark, keyPart } from './keys.ts';
import type { Place } from './place.ts';

/** A member of a list with the part that it has in keys. */
export interface Keyed {
  place: Place;
  part: string;
  id: string | null;
}

/**
 * The objects of a list with a key part for each: its id, or, where it has none, a mark of its content. Of equal ones
 * the first keeps the part and the others are numbered, in the order of their content, then of the list. What has no
 * id and is stated again with equal content by a later release is the same thing, stated again: it counts once.
 */
export function keyedOf(places: readonly Place[]): Keyed[] {
  let entries = places.map((place): Keyed => {
    const id = place.id();
    return { place, id, part: id === null ? contentMark(place.value) : keyPart(id) };
  });
  let seen = byPart(entries);
  if (seen.size < entries.length) {
    entries = withoutRestated(entries, seen);
    seen = byPart(entries);
  }
  for (const { id, place } of entries) {
    if (id === null) place.report('missing-id', 'warning', 'id', 'Without an id it is told by its content');
  }
  if (seen.size < entries.length) for (const same of seen.values()) if (same.length > 1) number(same);
  return entries;
}

function byPart(entries: readonly Keyed[]): Map<string, Keyed[]> {
  const seen = new Map<string, Keyed[]>();
  for (const entry of entries) {
    const same = seen.get(entry.part);
    if (same) same.push(entry);
    else seen.set(entry.part, [entry]);
  }
  return seen;
}

/**
 * Merging appends what has no id, so each release that repeats it adds one. What a single release repeats is meant:
 * the first of one release and the first of another are one, the second and the second, and so on.
 */
function withoutRestated(entries: readonly Keyed[], seen: ReadonlyMap<string, readonly Keyed[]>): Keyed[] {
  const kept = new Map<Keyed, Keyed>();
  for (const same of seen.values()) {
    if (same.length === 1 || same[0]!.id !== null) {
      for (const entry of same) kept.set(entry, entry);
      continue;
    }
    const counts = new Map<string, number>();
    const turns: Keyed[][] = [];
    for (const entry of same) {
      const release = entry.place.sources.join();
      const turn = counts.get(release) ?? 0;
      counts.set(release, turn + 1);
      const restated = turns[turn];
      if (restated) restated.push(entry);
      else turns[turn] = [entry];
    }
    for (const [first, ...rest] of turns as [Keyed, ...Keyed[]][]) {
      for (const { place } of rest) {
        const message = 'Without an id and equal to what an earlier release states: it was taken as the same';
        place.report('repeated-without-id', 'warning', 'id', message);
      }
      const sources = rest.flatMap(({ place }) => place.sources);
      kept.set(first, rest.length === 0 ? first : { ...first, place: first.place.statedAlsoBy(sources) });
    }
  }
  return entries.flatMap((entry) => kept.get(entry) ?? []);
}

function number(same: Keyed[]): void {
  const mark = new Map(same.map((entry) => [entry, contentMark(entry.place.value)]));
  same.sort((a, b) => (mark.get(a)! < mark.get(b)! ? -1 : mark.get(a)! > mark.get(b)! ? 1 : 0));
  same.slice(1).forEach((entry, index) => {
    if (entry.id === null) {
      const message = 'Without an id and equal to another of its list: it was taken as one more';
      entry.place.report('equal-without-id', 'warning', 'id', message);
    } else entry.place.report('repeated-id', 'warning', 'id', 'The id is repeated in its list', entry.id);
    entry.part += `~${index + 2}`;
  });
}
