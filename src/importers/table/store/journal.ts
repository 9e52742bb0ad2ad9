import type { PoolClient } from 'pg';
import { sha256 } from '../../ocds/compile/keys.ts';
import { storable } from '../../ocds/compile/text.ts';
import type { ImportSource } from '../../ocds/source.ts';
import { type CountedProblem, placeText } from '../problems.ts';
import { cellName } from '../profile/text.ts';

/** `internal.import` and its issues: one row for a file, its dataset and the profile that it was read by. */
export class TableJournal {
  constructor(
    readonly key: string,
    private readonly datasetKey: string,
    private readonly source: ImportSource,
  ) {}

  async begin(client: PoolClient): Promise<void> {
    await client.query(
      `INSERT INTO internal.import (key, dataset_key, kind, file_name, sha256, size, state)
       VALUES ($1, $2, 'table', $3, $4, $5, 'running') ON CONFLICT (key) DO NOTHING`,
      [this.key, this.datasetKey, storable(this.source.name), this.source.sha256, this.source.size],
    );
  }

  /** After the facts: a file that was cut off between them stays `running` here, and is whole once it is read again. */
  async finish(
    client: PoolClient,
    state: string,
    message: string | null,
    problems: readonly CountedProblem[],
  ): Promise<void> {
    // Two elements of a list may be wrong in one way in one line of a file.
    const seen = new Map<string, number>();
    const rows = problems.map((problem, index) => {
      const key = issueKey(this.key, problem, index);
      const nth = (seen.get(key) ?? 0) + 1;
      seen.set(key, nth);
      return { ...problem, key: nth === 1 ? key : `${key}.${nth}` };
    });
    const count = problems.reduce((sum, problem) => sum + problem.count, 0);
    await client.query(
      `UPDATE internal.import SET state = $2, error_message = $3, issues = $4, finished_at = CURRENT_TIMESTAMP
       WHERE key = $1 AND (state, coalesce(error_message, ''), issues) IS DISTINCT FROM ($2, coalesce($3, ''), $4::bigint)`,
      [this.key, state, message, count],
    );
    for (let at = 0; at < rows.length; at += 5000) await this.saveIssues(client, rows.slice(at, at + 5000));
  }

  private async saveIssues(
    client: PoolClient,
    rows: readonly (CountedProblem & { key: string })[],
  ): Promise<void> {
    const column = <T>(get: (row: (typeof rows)[number]) => T) => rows.map(get);
    await client.query(
      `INSERT INTO internal.issue AS i (key, import_key, rule, severity, path, pointer, message, value, count)
       SELECT key, $1, rule, severity, path, pointer, message, value, count
       FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[])
         AS v (key, rule, severity, path, pointer, message, value, count)
       ON CONFLICT (key) DO UPDATE SET count = excluded.count, message = excluded.message
         WHERE (i.count, i.message) IS DISTINCT FROM (excluded.count, excluded.message)`,
      [
        this.key,
        column((row) => row.key),
        column((row) => row.rule),
        column((row) => row.severity),
        column((row) => storable(`/${row.sheet ?? ''}/${row.head ?? ''}`)),
        column((row) => storable(pointerOf(row))),
        column((row) => storable(messageOf(row))),
        column((row) => (row.value === undefined ? null : storable(row.value.slice(0, 500)))),
        column((row) => row.count),
      ],
    );
  }
}

/** `Sheet!E7`, `page 10 E7`, or what is known of it. */
function pointerOf({ sheet, page, row, column }: CountedProblem): string {
  const cell = row === undefined ? '' : column === undefined ? `row ${row}` : cellName(row, column);
  return [page === undefined ? '' : `page ${page} `, sheet === undefined ? '' : `${sheet}!`, cell]
    .join('')
    .trim();
}

function messageOf({ problem, other }: CountedProblem): string {
  if (!other) return problem;
  return `${problem} Other cell: ${placeText({ ...other, rule: '', severity: 'info', problem: '' })}, value ${JSON.stringify(other.value)}`;
}

function issueKey(importKey: string, problem: CountedProblem, index: number): string {
  const { rule, sheet, head, page, row, column, count } = problem;
  const mark =
    count > 1 || row === undefined
      ? `${rule} ${sheet} ${head} ${index}`
      : `${rule} ${sheet} ${page} ${row} ${column} ${head} ${problem.other?.row} ${problem.other?.column}`;
  return `${importKey}#${sha256(mark).slice(0, 24)}`;
}
