import type { KeptRelease } from '../compile/index.ts';
import { canonical } from '../compile/keys.ts';
import { currentOnes, standingName, takesOver } from '../compile/standing.ts';
import type { Problem } from '../types.ts';
import type { Incoming } from './incoming.ts';
import type { Stored } from './lookups.ts';

/** One release that is new, with what it is to be stored as. */
export interface Fresh {
  release: Incoming;
  state: 'kept' | 'superseded' | 'foreign';
}

export interface Arranged {
  /** All releases of the process, in the order of their arrival. */
  all: KeptRelease[];
  fresh: Fresh[];
  /** Serials of kept releases that the new ones supersede. */
  superseded: string[];
}

/**
 * All releases of one process in the order of arrival, with what each is. Of equal ids the later date stands, see
 * `takesOver`; one that only writes the same content with other bytes changes nothing, and is no issue.
 */
export function arrange(
  stored: readonly Stored[],
  incoming: readonly Incoming[],
  importKey: string,
  report: (problem: Problem) => void,
): Arranged {
  const current = new Map<string, KeptRelease>();
  const arranged: Arranged = { all: [...stored], fresh: [], superseded: [] };
  for (const release of currentOnes(stored))
    if (!release.isSuperseded) current.set(standingName(release), release);
  for (const release of incoming) {
    const name = standingName(release);
    const before = current.get(name);
    const isSame = before !== undefined && canonical(before.content) === canonical(release.content);
    const isOlder = before !== undefined && !isSame && !takesOver(before, release);
    const isSuperseded = isSame || isOlder;
    const { releaseId, hash, kind, version, date, content, pointer } = release;
    const kept: KeptRelease = {
      ...{ releaseId, hash, kind, version, date, content, pointer },
      isSuperseded,
      sourceKey: importKey,
    };
    arranged.all.push(kept);
    arranged.fresh.push({ release, state: isSuperseded ? 'superseded' : 'kept' });
    if (before && !isSame) report(reusedId(release));
    if (isSuperseded) continue;
    if (before) supersede(before, arranged);
    current.set(name, kept);
  }
  return arranged;
}

function supersede(before: KeptRelease | Stored, { fresh, superseded }: Arranged): void {
  before.isSuperseded = true;
  if ('table' in before) {
    if (before.table === 'internal.release') superseded.push(before.id);
    return;
  }
  const own = fresh.find(
    ({ release }) => release.hash === before.hash && release.releaseId === before.releaseId,
  );
  if (own) own.state = 'superseded';
}

function reusedId({ releaseId, pointer }: Incoming): Problem {
  return {
    rule: 'release-id-reused',
    severity: 'warning',
    path: '/releases/id',
    pointer: `${pointer}/id`,
    message:
      'A release of this process and id was received before with other content; both are kept, the one with the later date counts, of equal dates the later received',
    value: releaseId,
  };
}
