import { instantOf } from './dates.ts';
import type { KeptRelease } from './index.ts';

/**
 * Whether the second of two releases under one id takes the place of the first. The later date stands, so that the
 * order of files decides nothing; of equal dates the later received, and one without a readable date gives way.
 */
export function takesOver(
  { date: before }: Pick<KeptRelease, 'date'>,
  { date: after }: Pick<KeptRelease, 'date'>,
): boolean {
  return momentOf(after) >= momentOf(before);
}

function momentOf(date: string | null): number {
  const instant = date === null ? null : instantOf(date);
  return instant ? Date.parse(instant.iso) : Number.NEGATIVE_INFINITY;
}

/** The releases with what is superseded among them, as the rule has it; they come in the order of their arrival. */
export function currentOnes(releases: readonly KeptRelease[]): KeptRelease[] {
  const standing = new Map<string, KeptRelease>();
  for (const release of releases) {
    if (release.isSuperseded) continue;
    const name = standingName(release);
    const before = standing.get(name);
    if (!before || takesOver(before, release)) standing.set(name, release);
  }
  return releases.map((release) =>
    release.isSuperseded || standing.get(standingName(release)) === release
      ? release
      : { ...release, isSuperseded: true },
  );
}

/** A compiled release and a link may have the id of a release. */
export function standingName({ kind, releaseId }: Pick<KeptRelease, 'kind' | 'releaseId'>): string {
  return `${kind} ${releaseId}`;
}
