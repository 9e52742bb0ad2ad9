import type { ClientBase } from 'pg';
import { checkBudget } from './check.ts';
import { loadIdentities } from './load.ts';
import { countrySql, readDocuments } from './read.ts';
import type { BudgetDocumentView, Difference, Identity } from './types.ts';

export { checkBudget } from './check.ts';
export { loadIdentities } from './load.ts';
export { differenceLines, differenceText } from './text.ts';
export type { BudgetDocumentView, Difference, Identity } from './types.ts';

type Client = Pick<ClientBase, 'query'>;

/** Lines that are held at once; a larger document is held by itself. */
const linesAtOnce = 20_000;
const keysAtOnce = 1000;

export interface CheckedDocument {
  document: Pick<BudgetDocumentView, 'key' | 'title' | 'country'>;
  differences: readonly Difference[];
}

/**
 * Checks documents one after another, a few small ones or one large one in memory at a time. A document in which no
 * identity can find anything is not read: one without totals, of a country without identities of its own.
 */
export async function* checkEach(
  client: Client,
  keys: readonly string[],
  identities: readonly Identity[] = loadIdentities(),
): AsyncGenerator<CheckedDocument> {
  for (let start = 0; start < keys.length; start += keysAtOnce) {
    let batch: string[] = [];
    let room = linesAtOnce;
    for (const row of await sizesOf(client, keys.slice(start, start + keysAtOnce))) {
      const { key, title, country } = row;
      if (!identities.some((identity) => mayFind(identity, row))) {
        yield { document: { key, title, country }, differences: [] };
        continue;
      }
      const size = Number(row.lines) + 1;
      if (batch.length > 0 && size > room) {
        yield* checkBatch(client, batch, identities);
        batch = [];
        room = linesAtOnce;
      }
      batch.push(key);
      room -= size;
    }
    if (batch.length > 0) yield* checkBatch(client, batch, identities);
  }
}

/** All differences of the documents with these keys. */
export async function checkDocuments(
  client: Client,
  keys: readonly string[],
  identities: readonly Identity[] = loadIdentities(),
): Promise<Difference[]> {
  const differences: Difference[] = [];
  for await (const checked of checkEach(client, keys, identities)) differences.push(...checked.differences);
  return differences;
}

async function* checkBatch(
  client: Client,
  keys: readonly string[],
  identities: readonly Identity[],
): AsyncGenerator<CheckedDocument> {
  for (const document of await readDocuments(client, keys)) {
    yield { document, differences: checkBudget(document, identities) };
  }
}

interface Size {
  key: string;
  title: string | null;
  country: string | null;
  lines: string;
  has_totals: boolean;
  has_adjustments: boolean;
}

async function sizesOf(client: Client, keys: readonly string[]): Promise<Size[]> {
  const { rows } = await client.query<Size>(
    `SELECT d.key, d.title, ${countrySql} AS country, l.lines, l.has_totals,
       EXISTS (SELECT FROM disclosed.budget_adjustment a JOIN disclosed.budget_line b ON b.key = a.line_key
               WHERE b.document_key = d.key) AS has_adjustments
     FROM disclosed.budget_document d LEFT JOIN disclosed.department p ON p.key = d.department_key,
       LATERAL (SELECT count(*) AS lines, coalesce(bool_or(row_kind <> 'line'), false) AS has_totals
                FROM disclosed.budget_line WHERE document_key = d.key) l
     WHERE d.key = ANY($1) ORDER BY d.key`,
    [keys],
  );
  return rows;
}

/** Whether an identity has anything to compare in a document of this kind; true where that is not known. */
function mayFind(identity: Identity, size: Size): boolean {
  if (identity.countries && (size.country === null || !identity.countries.includes(size.country)))
    return false;
  if (identity.kind === 'tree') return size.has_totals;
  if (identity.kind === 'same') return true;
  const terms = [...identity.left, ...identity.right].filter(({ optional }) => !optional);
  const needsAdjustment = terms.some(({ select }) =>
    [select].flat().every((one) => (one as { phase?: unknown }).phase === 'adjustment'),
  );
  return !needsAdjustment || size.has_adjustments;
}
