import type { ClientBase } from 'pg';
import { checkBudget } from './check.ts';
import { loadIdentities } from './load.ts';
import { readDocuments } from './read.ts';
import type { BudgetDocumentView, Difference, Identity } from './types.ts';

export { checkBudget } from './check.ts';
export { loadIdentities } from './load.ts';
export { differenceLines, differenceText } from './text.ts';
export type { BudgetDocumentView, Difference, Identity } from './types.ts';

/** Lines that are held at once; a larger document is held by itself. */
const linesAtOnce = 20_000;

export interface CheckedDocument {
  document: BudgetDocumentView;
  differences: readonly Difference[];
}

/** Checks documents one after another, a few small ones or one large one in memory at a time. */
export async function* checkEach(
  client: Pick<ClientBase, 'query'>,
  keys: readonly string[],
  identities: readonly Identity[] = loadIdentities(),
): AsyncGenerator<CheckedDocument> {
  for (let start = 0; start < keys.length; start += 1000) {
    for (const batch of await batches(client, keys.slice(start, start + 1000))) {
      for (const document of await readDocuments(client, batch)) {
        yield { document, differences: checkBudget(document, identities) };
      }
    }
  }
}

/** All differences of the documents with these keys, for an import that has just written them. */
export async function checkDocuments(
  client: Pick<ClientBase, 'query'>,
  keys: readonly string[],
  identities: readonly Identity[] = loadIdentities(),
): Promise<Difference[]> {
  const differences: Difference[] = [];
  for await (const checked of checkEach(client, keys, identities)) differences.push(...checked.differences);
  return differences;
}

async function batches(client: Pick<ClientBase, 'query'>, keys: readonly string[]): Promise<string[][]> {
  const { rows } = await client.query<{ key: string; lines: string }>(
    `SELECT d.key, (SELECT count(*) FROM disclosed.budget_line l WHERE l.document_key = d.key) AS lines
     FROM disclosed.budget_document d WHERE d.key = ANY($1) ORDER BY d.key`,
    [keys],
  );
  const result: string[][] = [];
  let room = 0;
  for (const { key, lines } of rows) {
    const size = Number(lines) + 1;
    if (size > room || result.length === 0) {
      result.push([]);
      room = linesAtOnce;
    }
    result.at(-1)!.push(key);
    room -= size;
  }
  return result;
}
