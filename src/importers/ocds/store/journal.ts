import type { PoolClient } from 'pg';
import { sha256 } from '../compile/keys.ts';
import { storable } from '../compile/text.ts';
import { ProblemLog } from '../problems.ts';
import type { Severity } from '../types.ts';
import type { SourceFile } from './heading.ts';

export interface Counters {
  releases: number;
  new: number;
  repeated: number;
  foreign: number;
}

/** How far an import came, and what it found: `internal.import` and its issues. */
export class Journal {
  readonly problems = new ProblemLog();
  readonly counters: Counters = { releases: 0, new: 0, repeated: 0, foreign: 0 };
  /** Releases of the file that are committed; reading starts over and skips them. */
  position = 0;
  /** False: the file was read to its end before, and the row stays unless something new turns up. */
  isOpen = true;
  private readonly saved = new Map<string, number>();

  constructor(
    readonly key: string,
    readonly datasetKey: string,
    private readonly file: SourceFile,
  ) {}

  /** Takes up the row of an import that was interrupted, or begins one. */
  async begin(client: PoolClient): Promise<void> {
    await client.query(
      `INSERT INTO internal.import (key, dataset_key, kind, file_name, sha256, size, state)
       VALUES ($1, $2, 'ocds', $3, $4, $5, 'running') ON CONFLICT (key) DO NOTHING`,
      [this.key, this.datasetKey, storable(this.file.name), this.file.sha256, this.file.size],
    );
    const { rows } = await client.query<Record<string, string>>(
      `SELECT state, resume_position, releases, new_releases, repeated_releases, foreign_releases
       FROM internal.import WHERE key = $1`,
      [this.key],
    );
    const row = rows[0]!;
    this.isOpen = row.state === 'running';
    if (!this.isOpen) return;
    this.position = Number(row.resume_position);
    this.counters.releases = Number(row.releases);
    this.counters.new = Number(row.new_releases);
    this.counters.repeated = Number(row.repeated_releases);
    this.counters.foreign = Number(row.foreign_releases);
    await this.restoreProblems(client);
  }

  private async restoreProblems(client: PoolClient): Promise<void> {
    const { rows } = await client.query<{
      rule: string;
      severity: Severity;
      path: string;
      pointer: string;
      message: string;
      value: string | null;
      count: string;
    }>(
      'SELECT rule, severity, path, pointer, message, value, count FROM internal.issue WHERE import_key = $1 ORDER BY id',
      [this.key],
    );
    for (const { value, count, ...problem } of rows) {
      this.problems.add({ ...problem, value: value ?? undefined }, Number(count));
      this.saved.set(issueKey(this.key, problem), Number(count));
    }
  }

  /** Writes position, counters and problems; in the transaction of the chunk that they describe. */
  async save(client: PoolClient): Promise<void> {
    await client.query(
      `UPDATE internal.import SET resume_position = $2, releases = $3, new_releases = $4, repeated_releases = $5,
         foreign_releases = $6, issues = $7
       WHERE key = $1`,
      [
        this.key,
        this.position,
        this.counters.releases,
        this.counters.new,
        this.counters.repeated,
        this.counters.foreign,
        this.problems.count(),
      ],
    );
    await this.saveProblems(client);
  }

  async finish(
    client: PoolClient,
    state: 'complete' | 'incomplete' | 'refused' | 'draft',
    message: string | null,
    found: { processes: number; contracts: number },
  ): Promise<void> {
    await this.save(client);
    await client.query(
      `UPDATE internal.import SET state = $2, error_message = $3, processes = $4, contracts = $5,
         finished_at = CURRENT_TIMESTAMP
       WHERE key = $1`,
      [this.key, state, message, found.processes, found.contracts],
    );
  }

  private async saveProblems(client: PoolClient): Promise<void> {
    const changed = this.problems
      .list()
      .filter((group) => this.saved.get(issueKey(this.key, group)) !== group.count);
    if (changed.length === 0) return;
    const column = <T>(get: (group: (typeof changed)[number]) => T) => changed.map(get);
    await client.query(
      `INSERT INTO internal.issue AS i (key, import_key, rule, severity, path, pointer, message, value, count)
       SELECT key, $1, rule, severity, path, pointer, message, value, count
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[])
         AS v (key, rule, severity, path, pointer, message, value, count)
       ON CONFLICT (key) DO UPDATE SET count = excluded.count`,
      [
        this.key,
        column((group) => issueKey(this.key, group)),
        column((group) => group.rule),
        column((group) => group.severity),
        column((group) => storable(group.path)),
        column((group) => storable(group.pointer)),
        column((group) => storable(group.message)),
        column((group) => (group.value === undefined ? null : storable(group.value))),
        column((group) => group.count),
      ],
    );
    for (const group of changed) this.saved.set(issueKey(this.key, group), group.count);
  }
}

function issueKey(importKey: string, { rule, path }: { rule: string; path: string }): string {
  return `${importKey}#${sha256(`${rule} ${path}`).slice(0, 24)}`;
}
