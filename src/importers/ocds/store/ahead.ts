import { setImmediate as breath } from 'node:timers/promises';
import { type CompiledProcess, compileProcess } from '../compile/index.ts';
import type { PersonMark } from '../person-mark.ts';
import { ProblemLog } from '../problems.ts';
import type { Problem } from '../types.ts';
import { type Arranged, arrange, type Fresh } from './arrange.ts';
import type { Incoming } from './incoming.ts';
import { releaseMark, type Stored } from './lookups.ts';

/** What compiling needs to know of an import. */
export interface CompileOptions {
  datasetKey: string;
  importKey: string;
  personMark: PersonMark;
}

/** A process compiled from a chunk alone, before anybody asked the database whether there is more of it. */
export interface Ahead {
  /** The releases it was compiled from. */
  releases: readonly Incoming[];
  fresh: readonly Fresh[];
  process: CompiledProcess;
  problems: ProblemLog;
}

export function compileOne(
  ocid: string,
  stored: readonly Stored[],
  incoming: readonly Incoming[],
  { datasetKey, importKey, personMark }: CompileOptions,
  report: (problem: Problem) => void,
): Arranged & { process: CompiledProcess } {
  const arranged = arrange(stored, incoming, importKey, report);
  const process = compileProcess(ocid, datasetKey, arranged.all, report, personMark);
  for (const release of incoming) release.forget();
  return { ...arranged, process };
}

/**
 * Compiles the processes of a chunk while the database works on the chunk before, as if nothing were kept of them.
 * That is a guess: `Chunk` asks the database under the lock and takes only what was guessed right. Processes that
 * `isKnown` names would be compiled in vain; their releases are only parsed.
 */
export async function compileAhead(
  releases: readonly Incoming[],
  options: CompileOptions,
  isKnown: (ocid: string) => boolean,
): Promise<Map<string, Ahead>> {
  const ahead = new Map<string, Ahead>();
  for (const [ocid, own] of byProcess(releases)) {
    if (isKnown(ocid)) for (const release of own) release.parse();
    else {
      // Without a limit of its own: what is counted here is counted again, in the same order, by the import's log.
      const problems = new ProblemLog(Number.POSITIVE_INFINITY);
      const { fresh, process } = compileOne(ocid, [], own, options, (problem) => problems.add(problem));
      ahead.set(ocid, { releases: own, fresh, process, problems });
    }
    // After each: the database's answers and its hunger for rows come first, compiling fills the gaps.
    await breath();
  }
  return ahead;
}

/** True where a process was compiled from exactly these releases. */
export function fits(ahead: Ahead, releases: readonly Incoming[]): boolean {
  return (
    ahead.releases.length === releases.length &&
    ahead.releases.every((release, index) => release === releases[index])
  );
}

/** Releases by ocid, each once. */
function byProcess(releases: readonly Incoming[]): Map<string, Incoming[]> {
  const processes = new Map<string, Incoming[]>();
  const seen = new Set<string>();
  for (const release of releases) {
    const mark = releaseMark(release.ocid, release.releaseId, release.hash);
    if (seen.has(mark)) continue;
    seen.add(mark);
    const own = processes.get(release.ocid);
    if (own) own.push(release);
    else processes.set(release.ocid, [release]);
  }
  return processes;
}
