import type { ApplyCounts } from '../../../publish/apply.ts';
import type { Problem } from '../types.ts';

export function addUp(sums: ApplyCounts['tables'], more: ApplyCounts['tables']): void {
  for (const [table, counts] of Object.entries(more)) {
    sums[table] ??= { inserted: 0, updated: 0, removed: 0 };
    const sum = sums[table];
    sum.inserted += counts.inserted;
    sum.updated += counts.updated;
    sum.removed += counts.removed;
  }
}

/** Rows that the file states and that were not applied, because people decided otherwise. */
export function problemsOf({ kept, withdrawn }: ApplyCounts): Problem[] {
  const problem = (rule: string, message: string) => (place: { table: string; key: string }) => ({
    rule,
    severity: 'warning' as const,
    path: `/${place.table}`,
    pointer: '',
    message,
    value: place.key,
  });
  return [
    ...kept.map(
      problem('reviewed-row-kept', 'The file states a reviewed row differently; the reviewed row stands'),
    ),
    ...withdrawn.map(
      problem(
        'withdrawn-row-stated',
        'The file states what was withdrawn, or belongs to it; it stays withdrawn',
      ),
    ),
  ];
}
