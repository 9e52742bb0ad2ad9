import type { ApplyCounts } from '../../publish/apply.ts';
import type { ProblemGroup } from './problems.ts';

/** What one reading of one file did, or would do. */
export interface ImportReport {
  file: string;
  sha256: string;
  size: number;
  dataset: string;
  mode: 'import' | 'dryRun' | 'draft';
  /** Complete: nothing was lost. Incomplete: something could not be read or stored. Refused: nothing could be read. */
  state: 'complete' | 'incomplete' | 'refused';
  releases: number;
  newReleases: number;
  repeatedReleases: number;
  foreignReleases: number;
  processes: number;
  contracts: number;
  /** Rows by table that were, or would be, inserted, updated, removed. */
  changes: ApplyCounts['tables'];
  /** Public revisions that this made, oldest first. */
  revisions: string[];
  problems: ProblemGroup[];
  /** What was lost, in words; empty when the state is complete. */
  lost: string[];
  /** Releases that are kept and that nobody sees, with the remedy, in words. */
  notShown: string[];
  seconds: number;
}

/** Rules that mean that something of the file is in no release that was kept. */
const losing = new Set([
  'bad-gzip',
  'cut-gzip',
  'cut-text',
  'empty-file',
  'gzip-in-gzip',
  'gzip-trailing-bytes',
  'linked-without-ocid',
  'missing-ocid',
  'no-releases',
  'not-an-object',
  'not-json',
  'not-ocds',
  'not-utf8',
  'record-without-releases',
  'records-not-array',
  'refused',
  'releases-not-array',
  'too-deep',
  'too-many-linked',
  'value-too-large',
]);

export function lostOf(problems: readonly ProblemGroup[]): string[] {
  return problems
    .filter((group) => losing.has(group.rule))
    .map(({ rule, count, pointer, message }) => {
      const times = count === 1 ? '' : ` (${count.toLocaleString('en')} times, first here)`;
      return `${rule}${pointer === '' ? '' : ` at ${pointer}`}${times}: ${message}`;
    });
}

export function notShownOf(count: number, owners: ReadonlyMap<string, number>): string[] {
  const remedy = [...owners]
    .map(([dataset, processes]) => `--dataset "${dataset}" (${counted(processes, 'process', 'processes')})`)
    .join(' or ');
  const [are, their] =
    count === 1
      ? ['is', 'its process belongs to another dataset']
      : ['are', 'their processes belong to other datasets'];
  return [
    `${counted(count, 'release', 'releases')} ${are} kept and shown to nobody: ${their}. Import the file with ${remedy} where they are the same publisher's`,
  ];
}

const counted = (count: number, one: string, many: string) => `${number(count)} ${count === 1 ? one : many}`;
const number = (value: number) => value.toLocaleString('en');

/** The report for a person to read. */
export function reportText(report: ImportReport): string {
  const { mode } = report;
  const done = mode === 'dryRun' ? 'would be' : 'were';
  const lines = [
    `${report.file}: ${headline(report)}`,
    `  dataset ${report.dataset}, ${number(report.size)} bytes, sha256 ${report.sha256.slice(0, 12)}, ${report.seconds.toFixed(1)} s`,
    `  ${number(report.releases)} releases read: ${number(report.newReleases)} new, ${number(report.repeatedReleases)} repeated, ${number(report.foreignReleases)} of processes of another dataset`,
    `  ${number(report.processes)} processes, ${number(report.contracts)} contracts`,
  ];
  const changes = Object.entries(report.changes).filter(
    ([, counts]) => counts.inserted + counts.updated + counts.removed > 0,
  );
  if (mode !== 'draft')
    lines.push(changes.length === 0 ? `  no rows ${done} changed` : `  rows that ${done} changed:`);
  for (const [table, { inserted, updated, removed }] of changes) {
    lines.push(
      `    ${table}: ${number(inserted)} new, ${number(updated)} changed, ${number(removed)} no longer stated`,
    );
  }
  if (report.problems.length > 0) {
    const total = report.problems.reduce((sum, group) => sum + group.count, 0);
    lines.push(`  ${number(total)} issues under ${number(report.problems.length)} rules and places:`);
    for (const group of report.problems.slice(0, 40)) lines.push(`    ${problemText(group)}`);
    if (report.problems.length > 40)
      lines.push(`    and ${number(report.problems.length - 40)} more; --json lists all`);
  }
  for (const lost of report.lost) lines.push(`  LOST: ${lost}`);
  for (const hidden of report.notShown) lines.push(`  NOT SHOWN: ${hidden}`);
  return lines.join('\n');
}

function headline({ state, mode }: ImportReport): string {
  if (state === 'refused') return 'refused, nothing could be read';
  const verb = mode === 'dryRun' ? 'would be imported' : mode === 'draft' ? 'stored as drafts' : 'imported';
  return state === 'complete' ? verb : `${verb} in part, something was lost`;
}

function problemText({ severity, rule, count, path, pointer, message, value }: ProblemGroup): string {
  const sample =
    value === undefined
      ? ''
      : `, value ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)}`;
  return `${severity} ${rule} ×${number(count)} at ${path || '/'} (first ${pointer || '/'}${sample}): ${message}`;
}
