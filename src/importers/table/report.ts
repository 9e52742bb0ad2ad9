import type { ApplyCounts } from '../../publish/apply.ts';
import { type CountedProblem, placeText, type TableProblems } from './problems.ts';
import type { CellChange } from './store/preview.ts';

/** What one layout of the profile read. */
export interface LayoutReport {
  layout: string;
  table: string;
  noun: string;
  titles: string[];
  lines: number;
  subtotals: number;
  totals: number;
  isEmpty: boolean;
  /** Sums over rows that count, exact: by phase and component, or by field. */
  sums: { name: string; currency: string | null; sum: string }[];
}

/** What one reading of one file did, or would do. */
export interface TableReport {
  file: string;
  sha256: string;
  size: number;
  dataset: string;
  profile: string;
  format: string | null;
  encoding: string | null;
  mode: 'import' | 'dryRun' | 'draft';
  /** Complete: nothing was lost. Incomplete: rows are quarantined. Refused: nothing was written. */
  state: 'complete' | 'incomplete' | 'refused';
  layouts: LayoutReport[];
  documents: number;
  /** Rows that are not stored, because something in them could not be read exactly. */
  quarantined: number;
  /** Rows by table that were, or would be, inserted, updated, removed. */
  changes: ApplyCounts['tables'];
  /** Submissions that a draft made. */
  drafts: { new: number; repeated: number } | null;
  /** Public revisions that this made, oldest first. */
  revisions: string[];
  /** In a dry run: what would change, cell by cell. */
  cells: CellChange[];
  problems: CountedProblem[];
  /** What was lost, in words; empty when the state is complete. */
  lost: string[];
  seconds: number;
}

/** What was lost, in words. */
export function lostOf(problems: TableProblems, isRefused: boolean): string[] {
  const lost: string[] = [];
  const rows = problems.lostRows;
  if (rows > 0)
    lost.push(
      isRefused
        ? `the whole file, because ${number(rows)} ${rows === 1 ? 'row' : 'rows'} could not be read: mend them, or leave them out by "--bad-rows quarantine"`
        : `${number(rows)} ${rows === 1 ? 'row' : 'rows'} could not be read and are not stored`,
    );
  for (const problem of problems.list())
    if (problem.severity === 'error' && problem.row === undefined)
      lost.push(`${problem.sheet ? `sheet "${problem.sheet}": ` : ''}${problem.problem}`);
  return lost;
}

/** Without the tables in which nothing changed. */
export function onlyChanged(changes: ApplyCounts['tables']): ApplyCounts['tables'] {
  return Object.fromEntries(
    Object.entries(changes).filter(([, { inserted, updated, removed }]) => inserted + updated + removed > 0),
  );
}

const number = (value: number) => value.toLocaleString('en');
const short = (text: string | null) =>
  text === null ? 'nothing' : text.length > 60 ? `${text.slice(0, 60)}…` : text;

/** The report for a person to read. */
export function tableReportText(report: TableReport, mostProblems = 40, mostCells = 40): string {
  const done = report.mode === 'dryRun' ? 'would be' : 'were';
  const lines = [
    `${report.file}: ${headline(report)}`,
    `  dataset ${report.dataset}, profile ${report.profile}, ${report.format ?? 'unknown format'}${report.encoding ? ` in ${report.encoding}` : ''}, ${number(report.size)} bytes, sha256 ${report.sha256.slice(0, 12)}, ${report.seconds.toFixed(1)} s`,
  ];
  for (const layout of report.layouts) lines.push(...layoutText(layout));
  if (report.quarantined > 0)
    lines.push(`  ${number(report.quarantined)} rows could not be read and are not stored`);
  const changes = Object.entries(report.changes).filter(
    ([, counts]) => counts.inserted + counts.updated + counts.removed > 0,
  );
  if (report.drafts)
    lines.push(`  ${number(report.drafts.new)} drafts are new, ${number(report.drafts.repeated)} were there`);
  else if (report.state !== 'refused')
    lines.push(changes.length === 0 ? `  no rows ${done} changed` : `  rows that ${done} changed:`);
  for (const [table, { inserted, updated, removed }] of changes)
    lines.push(
      `    ${table}: ${number(inserted)} new, ${number(updated)} changed, ${number(removed)} no longer stated`,
    );
  if (changes.some(([, { removed }]) => removed > 0))
    lines.push(
      '    no longer stated: a file states the whole of its tables, departments, years and months; what other files said of them stands no longer',
    );
  for (const change of report.cells.slice(0, mostCells)) lines.push(`    ${changeText(change)}`);
  if (report.cells.length > mostCells)
    lines.push(`    and ${number(report.cells.length - mostCells)} more; --json lists all`);
  if (report.problems.length > 0) {
    const total = report.problems.reduce((sum, problem) => sum + problem.count, 0);
    lines.push(`  ${number(total)} issues:`);
    for (const problem of report.problems.slice(0, mostProblems)) lines.push(`    ${problemText(problem)}`);
    if (report.problems.length > mostProblems)
      lines.push(`    and ${number(report.problems.length - mostProblems)} more; --json lists all`);
  }
  for (const lost of report.lost) lines.push(`  LOST: ${lost}`);
  return lines.join('\n');
}

function layoutText(layout: LayoutReport): string[] {
  const { noun, table, titles, lines, subtotals, totals, isEmpty, sums } = layout;
  const title =
    titles.length === 0 ? '' : ` "${titles[0]}"${titles.length > 1 ? ` and ${titles.length - 1} more` : ''}`;
  const rows = [`${number(lines)} lines`];
  if (subtotals > 0) rows.push(`${number(subtotals)} subtotals`);
  if (totals > 0) rows.push(`${number(totals)} totals`);
  const text = [`  ${table} (${noun})${title}: ${isEmpty && lines === 0 ? 'empty' : rows.join(', ')}`];
  for (const { name, currency, sum } of sums.slice(0, 12))
    text.push(`    ${name}: ${sum}${currency === null ? '' : ` ${currency}`}`);
  if (sums.length > 12) text.push(`    and ${sums.length - 12} more sums; --json lists all`);
  return text;
}

function changeText(change: CellChange): string {
  const place = change.cell ?? (change.row === null ? null : `row ${change.row}`);
  const where = place === null ? '' : ` (${change.sheet === null ? '' : `${change.sheet}!`}${place})`;
  if (change.kind === 'removed') return `removed ${change.key}`;
  if (change.kind === 'new')
    return `new ${change.key}${where}${change.new === null ? '' : `: ${short(change.new)}`}`;
  return `${change.key}${where} ${change.column}: ${short(change.old)} → ${short(change.new)}`;
}

function headline({ state, mode, lost }: TableReport): string {
  if (state === 'refused') return mode === 'dryRun' ? 'would be refused' : 'refused, nothing was written';
  const verb = mode === 'dryRun' ? 'would be imported' : mode === 'draft' ? 'stored as drafts' : 'imported';
  return lost.length === 0
    ? verb
    : `${verb} in part, ${lost.length === 1 ? 'something was' : 'some things were'} lost`;
}

function problemText(problem: CountedProblem): string {
  const { severity, rule, count, value, other } = problem;
  const place = placeText(problem);
  const sample = value === undefined ? '' : `, value ${JSON.stringify(short(value))}`;
  const more = count > 1 ? ` ×${number(count)}, first here` : '';
  const beside = other
    ? `; other cell: ${placeText({ ...other, rule: '', severity: 'info', problem: '' })}, value ${JSON.stringify(other.value)}`
    : '';
  return `${severity} ${rule}${more}${place === '' ? '' : ` at ${place}`}${sample}: ${problem.problem}${beside}`;
}
