import type { HeadCountFact } from './load.ts';

/** Of the counts of a year: people in service, else posts; of one kind the latest. Others (retired) are no heads to divide by. */
export function chooseHeadCount(counts: readonly HeadCountFact[]): HeadCountFact | null {
  for (const kind of ['actual', 'establishment']) {
    const [latest] = counts
      .filter((count) => count.kind === kind)
      .sort((one, other) => (other.as_of_on ?? '').localeCompare(one.as_of_on ?? ''));
    if (latest) return latest;
  }
  return null;
}
