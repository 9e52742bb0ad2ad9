import { createHash } from 'node:crypto';

/** Shapes prepared on every connection at the most: each takes memory of the server, and anyone can make new ones. */
const preparedLimit = 500;
/** A shape asked this often is worth planning once for all. */
const worthAfter = 3;
const countedLimit = 5_000;

const counts = new Map<string, number>();
const names = new Map<string, string>();

/**
 * Name under which a statement is prepared, or undefined while it is not worth it.
 *
 * Planning a nested question takes several times as long as answering it; the texts of equal questions are equal,
 * since every value is a parameter.
 */
export function preparedName(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= preparedLimit) return known;
  const count = (counts.get(text) ?? 0) + 1;
  if (count < worthAfter) {
    if (counts.size >= countedLimit) counts.clear();
    counts.set(text, count);
    return undefined;
  }
  counts.delete(text);
  const name = `r${createHash('sha256').update(text).digest('hex').slice(0, 40)}`;
  names.set(text, name);
  return name;
}
