import type { Problem, Severity } from './types.ts';

const VALUE_LENGTH = 200;

export interface ProblemGroup extends Problem {
  count: number;
}

/**
 * Problems of one file, grouped by rule and path: how many, and the first place with its value. Memory does not grow
 * with the file: past `maxGroups` different (rule, path) pairs, further ones are counted under their rule alone.
 */
export class ProblemLog {
  private readonly groups = new Map<string, ProblemGroup>();

  constructor(private readonly maxGroups = 5000) {}

  add(problem: Problem, count = 1): void {
    let key = `${problem.rule} ${problem.path}`;
    let group = this.groups.get(key);
    if (!group && this.groups.size >= this.maxGroups) {
      key = `${problem.rule} `;
      group = this.groups.get(key);
    }
    if (group) group.count += count;
    else this.groups.set(key, { ...problem, value: cutValue(problem.value), count });
  }

  /** Takes over what another log has counted. */
  merge(other: ProblemLog): void {
    for (const group of other.groups.values()) this.add(group, group.count);
  }

  /** Errors first, then warnings, then infos; within each the most frequent first. */
  list(): ProblemGroup[] {
    return [...this.groups.values()].sort(
      (a, b) =>
        RANK[a.severity] - RANK[b.severity] ||
        b.count - a.count ||
        (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.path < b.path ? -1 : a.path > b.path ? 1 : 0),
    );
  }

  count(severity?: Severity): number {
    let count = 0;
    for (const group of this.groups.values())
      if (!severity || group.severity === severity) count += group.count;
    return count;
  }
}

const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** A value for a report: at most 200 characters, never half a character. */
export function cutValue(value: string | undefined): string | undefined {
  if (value === undefined || value.length <= VALUE_LENGTH) return value;
  return `${value.slice(0, VALUE_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** A pointer without its text number and indexes: `#3/releases/0/tender` is `/releases/tender`. */
export function pathOf(pointer: string): string {
  return pointer.replace(/^#[0-9]+/, '').replaceAll(/\/[0-9]+(?=\/|$)/g, '');
}
