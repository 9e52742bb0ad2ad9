import type { PoolClient } from 'pg';
import { openRevision } from '../../../db/revision.ts';
import type { Act } from '../../../db/types.ts';
import type { ApplyCounts } from '../../../publish/apply.ts';

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

  /** What the database checks at the end: approved plus adjustments is adjusted. The sentence where it is not. */
  async contradiction(): Promise<string | null> {
    try {
      await this.client.query('SET CONSTRAINTS disclosed.check_adjusted, disclosed.check_approved IMMEDIATE');
      return null;
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
