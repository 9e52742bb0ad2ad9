import type { PoolClient } from 'pg';
import { openRevision } from '../../../db/revision.ts';
import type { Act } from '../../../db/types.ts';
import type { ApplyCounts } from '../../../publish/apply.ts';
import type { TableProblem } from '../types.ts';

/** The one transaction of an import: opened when its first rows are written, a revision when they may be disclosed. */
export class Transaction {
  private isOpen = false;
  private number: string | null = null;
  private hasRevision = false;

  constructor(
    private readonly client: PoolClient,
    private readonly act: Act,
    /** Nothing of it is disclosed. */
    private readonly isInternal: boolean,
  ) {}

  async open(): Promise<void> {
    if (this.isOpen) return;
    await this.client.query('BEGIN');
    this.isOpen = true;
  }

  /** From here on other writers wait. */
  async openRevision(): Promise<void> {
    if (this.hasRevision) return;
    if (this.isInternal) await this.openInternalRevision();
    else this.number = (await openRevision(this.client, this.act)).disclosed;
    this.hasRevision = true;
  }

  /** For drafts, which move no public number. */
  async openInternalRevision(): Promise<void> {
    await openRevision(this.client, this.act, { disclosed: false });
  }

  /** Number of the public revision that this made; null where it made none. */
  async commit(): Promise<string | null> {
    await this.client.query('COMMIT');
    this.isOpen = false;
    return this.number;
  }

  async rollback(): Promise<void> {
    if (!this.isOpen) return;
    await this.client.query('ROLLBACK');
    this.isOpen = false;
    this.hasRevision = false;
    this.number = null;
  }

  /** What is known to be wrong only once everything stands in its table. `stage`: the internal amounts of the file. */
  async contradictions(datasetKey: string, stage: string | undefined): Promise<TableProblem[]> {
    const said = await this.contradiction(datasetKey);
    if (said !== null) return [{ rule: 'adjusted-differs', severity: 'error', problem: said }];
    const hidden = stage === undefined || this.isInternal ? [] : await this.linesOfInternalAmounts(stage);
    if (hidden.length === 0) return [];
    return [
      {
        rule: 'internal-only-line',
        severity: 'error',
        problem: `${hidden.length} lines state only amounts that are not public, and a line itself is public ("${hidden[0]}"): expected lines with a public amount, or "--draft"`,
        value: hidden[0],
      },
    ];
  }

  /** New or changed lines of which only amounts are stated that are not public: their words would say what was asked for. */
  private async linesOfInternalAmounts(stage: string): Promise<string[]> {
    const { rows } = await this.client.query<{ key: string }>(
      `SELECT DISTINCT l.key FROM ${stage} s JOIN disclosed.budget_line l ON l.key = s.line_key
       WHERE l.from_revision = disclosed.current_revision()
         AND NOT EXISTS (SELECT FROM disclosed.budget_amount a WHERE a.line_key = l.key)
       ORDER BY 1`,
    );
    return rows.map((row) => row.key);
  }

  /**
   * Approved plus adjustments is adjusted: the sentence where it is not. The database checks what changes an adjusted
   * line; an approved amount that is new to one is looked for here, for a trigger on each would slow every import.
   */
  private async contradiction(datasetKey: string): Promise<string | null> {
    try {
      await this.client.query('SET CONSTRAINTS disclosed.check_adjusted, disclosed.check_approved IMMEDIATE');
      const { rows } = await this.client.query<{ line: string }>(
        `SELECT a.line_key AS line
         FROM (SELECT line_key, currency, sum(amount) AS added FROM disclosed.budget_adjustment
               WHERE dataset_key = $1 GROUP BY 1, 2) x
         JOIN disclosed.budget_amount a ON a.line_key = x.line_key AND a.phase = 'approved'
         JOIN disclosed.budget_amount d ON d.line_key = x.line_key AND d.phase = 'adjusted'
         WHERE a.component = 'total' AND d.component = 'total' AND a.period IS NULL AND d.period IS NULL
           AND a.currency IS NOT DISTINCT FROM x.currency AND d.currency IS NOT DISTINCT FROM x.currency
           AND a.amount + x.added <> d.amount
         ORDER BY 1 LIMIT 1`,
        [datasetKey],
      );
      return rows[0] ? `Budget line "${rows[0].line}": approved plus adjustments is not adjusted` : null;
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      if (code !== '23514') throw error;
      return message;
    }
  }
}

/** What is asked next is planned by what the tables hold now, without waiting for autovacuum. */
export async function takeStatistics(client: PoolClient, changes: ApplyCounts['tables']): Promise<void> {
  const large = Object.entries(changes)
    .map(([table, { inserted, updated, removed }]) => ({ table, rows: inserted + updated + removed }))
    .filter(({ rows }) => rows >= 100);
  if (large.length === 0) return;
  await client.query('SELECT internal.take_statistics($1, $2)', [
    large.map(({ table }) => table),
    large.map(({ rows }) => rows),
  ]);
}
