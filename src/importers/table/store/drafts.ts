import type { PoolClient } from 'pg';
import { HubError } from '../../../errors.ts';
import type { FactRow } from '../../../publish/facts.ts';
import { sha256 } from '../../ocds/compile/keys.ts';
import { presenceTable } from './rows.ts';

/** What one submission holds: the rows of one scope, for example of one budget table. */
export interface Draft {
  kind: string;
  subjectKey: string;
  departmentKey: string | null;
  rows: Record<string, FactRow[]>;
}

const largestDraft = 50_000;

/** Rows of a file that wait as submissions: one for each table, department and year that is replaced as a whole. */
export class Drafts {
  private readonly byScope = new Map<string, Draft>();

  put(table: string, scope: readonly (string | number | null)[], row: FactRow): void {
    const subjectKey = scope.map((value) => value ?? '-').join('/');
    const noun = presenceTable(table).replace(/^\w+\./, '');
    const mark = `${noun}\n${subjectKey}`;
    let draft = this.byScope.get(mark);
    if (!draft) {
      const departmentKey = (row.department_key as string | null | undefined) ?? null;
      draft = { kind: `table.${noun}`, subjectKey, departmentKey, rows: {} };
      this.byScope.set(mark, draft);
    }
    draft.rows[table] ??= [];
    draft.rows[table].push(row);
    if (draft.rows[table].length > largestDraft) {
      throw new HubError(
        'BAD_INPUT',
        `"${subjectKey}" holds more than ${largestDraft.toLocaleString('en')} rows, too many for one draft: expected a file in parts, or an import without "--draft"`,
      );
    }
  }

  /** Keeps each as a draft; one that waits there already is repeated. Opens a revision only when something is new. */
  async store(
    client: PoolClient,
    {
      datasetKey,
      actor,
      profile,
      sourceKey,
      headings,
    }: {
      datasetKey: string;
      actor: string;
      profile: string;
      sourceKey: string;
      headings: Record<string, readonly FactRow[]>;
    },
    openRevision: () => Promise<unknown>,
  ): Promise<{ new: number; repeated: number }> {
    const drafts = [...this.byScope.values()].map((draft) => {
      const payload = JSON.stringify({
        profile,
        source: sourceKey,
        headings: headingsOf(draft, headings),
        rows: draft.rows,
      });
      return {
        ...draft,
        payload,
        key: `draft/${datasetKey}/${sha256(`${draft.kind}\n${draft.subjectKey}\n${payload}`)}`,
      };
    });
    const { rows } = await client.query<{ key: string }>(
      'SELECT key FROM internal.submission WHERE key = ANY ($1)',
      [drafts.map((draft) => draft.key)],
    );
    const present = new Set(rows.map((row) => row.key));
    const fresh = drafts.filter(({ key }) => !present.has(key));
    if (fresh.length > 0) await openRevision();
    for (const { key, kind, subjectKey, departmentKey, payload } of fresh) {
      await client.query(
        `INSERT INTO internal.submission
           (key, dataset_key, department_key, kind, subject_type, subject_key, payload, state, basis, title, submitted_by, idempotency_key)
         VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, 'draft', 'reviewed', $8, $9, $1)`,
        [
          key,
          datasetKey,
          departmentKey,
          kind,
          subjectTypes[kind] ?? 'Fact',
          subjectKey,
          payload,
          subjectKey.slice(0, 500),
          actor,
        ],
      );
    }
    return { new: fresh.length, repeated: drafts.length - fresh.length };
  }
}

const subjectTypes: Readonly<Record<string, string>> = { 'table.budget_line': 'BudgetTable' };

/** The document and the table that the rows stand in, and their bodies. */
function headingsOf(draft: Draft, headings: Record<string, readonly FactRow[]>): Record<string, FactRow[]> {
  const wanted = new Set<unknown>();
  for (const rows of Object.values(draft.rows))
    for (const row of rows)
      for (const column of ['document_key', 'table_key', 'department_key', 'edition_key', 'scheme_key'])
        wanted.add(row[column]);
  const found: Record<string, FactRow[]> = {};
  for (const [table, rows] of Object.entries(headings)) {
    const mine = rows.filter((row) => wanted.has(row.key));
    if (mine.length > 0) found[table] = mine;
  }
  return found;
}
