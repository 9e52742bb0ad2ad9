import { cellName, columnLetters } from './profile/text.ts';
import { RowMarks } from './row-marks.ts';
import type { Severity, TableProblem } from './types.ts';

/** Problems that are kept with their cell, of each rule and column; further ones are counted. */
const keptOfEach = 100;
const keptInAll = 20_000;

export interface CountedProblem extends TableProblem {
  /** More than 1: so many of this rule and column, of which this is the first that is not listed by itself. */
  count: number;
}

const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Problems of one file with their cells; memory does not grow with the file. */
export class TableProblems {
  private readonly groups = new Map<string, { listed: TableProblem[]; rest: CountedProblem | null }>();
  private listed = 0;
  private readonly counts: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  private readonly badRows = new RowMarks();
  private refusedRows = 0;

  add(problem: TableProblem): void {
    this.counts[problem.severity] += 1;
    if (problem.severity === 'error' && problem.row !== undefined) {
      // A refused row says so once; several elements of a list may stand in one line of a file.
      if (problem.rule === 'refused-row') this.refusedRows += 1;
      else this.badRows.add(problem.sheet ?? '', problem.row);
    }
    const mark = `${problem.rule}\n${problem.sheet ?? ''}\n${problem.head ?? problem.column ?? ''}`;
    let group = this.groups.get(mark);
    if (!group) {
      group = { listed: [], rest: null };
      this.groups.set(mark, group);
    }
    if (group.rest) group.rest.count += 1;
    else if (group.listed.length < keptOfEach && this.listed < keptInAll) {
      group.listed.push(problem);
      this.listed += 1;
    } else group.rest = { ...problem, count: 1 };
  }

  count(severity?: Severity): number {
    return severity ? this.counts[severity] : this.counts.error + this.counts.warning + this.counts.info;
  }

  has(...rules: readonly string[]): boolean {
    return [...this.groups.keys()].some((mark) => rules.includes(mark.slice(0, mark.indexOf('\n'))));
  }

  /** Rows that have an error and are not stored. */
  get lostRows(): number {
    return this.badRows.size + this.refusedRows;
  }

  get hasLoss(): boolean {
    return this.counts.error > 0;
  }

  /** Errors first, then warnings, then infos; in the order of the file. */
  list(): CountedProblem[] {
    const all: CountedProblem[] = [];
    for (const { listed, rest } of this.groups.values()) {
      for (const problem of listed) all.push({ ...problem, count: 1 });
      if (rest) all.push(rest);
    }
    return all.sort((a, b) => rank[a.severity] - rank[b.severity]);
  }
}

/** Where a value stands, for a person: sheet, page, cell and head. */
export function placeText({ sheet, page, row, column, head }: TableProblem): string {
  const cell =
    column === undefined ? null : row === undefined ? columnLetters(column) : cellName(row, column);
  return [
    sheet === undefined || sheet === '' ? null : `sheet "${sheet}"`,
    page === undefined ? null : `page ${page}`,
    cell === null ? (row === undefined ? null : `row ${row}`) : `cell ${cell}`,
    head === undefined ? null : `column "${head}"`,
  ]
    .filter((part) => part !== null)
    .join(', ');
}
