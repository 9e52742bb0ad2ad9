import { type Command, InvalidArgumentError, Option } from 'commander';
import { openHub } from '../db/hub.ts';
import type { Hub } from '../db/types.ts';
import { HubError } from '../errors.ts';
import { openSource } from '../importers/ocds/source.ts';
import { importTable, type TableImportOptions } from '../importers/table/import.ts';
import { listProfiles, loadProfile } from '../importers/table/profile/load.ts';
import type { Profile } from '../importers/table/profile/types.ts';
import { type TableReport, tableReportText } from '../importers/table/report.ts';
import { ensurePacks } from '../packs/ensure.ts';

interface Flags {
  profile: string;
  set: Record<string, string>;
  dataset?: string;
  dryRun?: boolean;
  draft?: boolean;
  json?: boolean;
  badRows: 'quarantine' | 'refuse';
  encoding?: string;
  delimiter?: string;
  url?: string;
  internalPhases?: string[];
}

/** A file that could not even be opened; its report says why. */
interface Refusal {
  file: string;
  state: 'refused';
  lost: string[];
}

/** `sunledger import table FILE… --profile NAME`: published tables into the hub. */
export function registerTable(command: Command): void {
  command
    .command('table')
    .description(
      'Import published tables (CSV, TSV, XLSX, ODS, HTML, JSON tables, data packages; gzip too) by a profile that says how they are read. What a file states replaces what the same tables, departments and years held before; the same file again changes nothing',
    )
    .argument('<files...>', 'files, or - for standard input')
    .requiredOption('--profile <name>', 'name of a profile or of a noun, or path of a profile in JSON')
    .option('--set <name=value>', 'value of a field that the file does not state; repeatable', setting, {})
    .option('--dataset <key>', "dataset of the facts (default: the profile's)")
    .option('--dry-run', 'read, check and compare, say cell by cell what would change, write nothing')
    .option('--draft', 'keep the rows as drafts (submissions); nothing is disclosed')
    .option('--json', 'report as JSON on standard output, every change of a dry run included')
    .addOption(
      new Option(
        '--bad-rows <how>',
        'a row that cannot be read exactly: refuse the file, or leave the row out',
      )
        .choices(['refuse', 'quarantine'])
        .default('refuse'),
    )
    .option('--encoding <name>', 'encoding of the text, for example gb18030')
    .option('--delimiter <sign>', 'sign between the cells of CSV')
    .option('--url <address>', 'public address that the file came from')
    .option(
      '--internal-phases <phases>',
      'phases that are not public in the jurisdiction, separated by commas, or "none" (default: those of the profile; of a noun: proposed)',
      phases,
    )
    .action(async (files: string[], flags: Flags) => {
      if (flags.dryRun && flags.draft)
        throw new HubError('BAD_INPUT', '"--dry-run" and "--draft" do not go together: expected one of them');
      checkDatasetKey(flags.dataset);
      const profile = await loadProfile(flags.profile);
      const hub = await openHub({ onProgress: (line) => console.error(line) });
      try {
        await ensurePackOf(hub, profile);
        await importFiles(hub, files, profile, flags);
      } finally {
        await hub.close();
      }
    });
}

export function checkDatasetKey(key: string | undefined): void {
  if (key === undefined || /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(key)) return;
  throw new HubError(
    'BAD_INPUT',
    `"${key}" cannot be a dataset key: expected letters, digits, ".", "_" and "-", at most 100`,
  );
}

function setting(text: string, all: Record<string, string>): Record<string, string> {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError(`"${text}" is no setting: expected name=value`);
  return { ...all, [text.slice(0, at)]: text.slice(at + 1) };
}

const knownPhases = ['proposed', 'approved', 'adjusted', 'executed', 'final', 'projected'];

function phases(text: string): string[] {
  if (text.trim() === 'none') return [];
  const list = text.split(',').map((phase) => phase.trim());
  const unknown = list.find((phase) => !knownPhases.includes(phase));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`"${unknown}" is no phase: expected ${knownPhases.join(', ')}`);
  return list;
}

/** A profile of a jurisdiction pack needs the pack: its jurisdictions and classifications. */
async function ensurePackOf(hub: Hub, { name }: Profile): Promise<void> {
  const entry = (await listProfiles()).find((profile) => profile.name === name);
  if (entry?.pack) await ensurePacks(hub, [entry.pack]);
}

async function importFiles(hub: Hub, files: string[], profile: Profile, flags: Flags): Promise<void> {
  const reports: (TableReport | Refusal)[] = [];
  try {
    for (const file of files) {
      const report = await importFile(hub, file, profile, flags);
      reports.push(report);
      if (report.state !== 'complete') process.exitCode = 1;
      if (flags.json) continue;
      console.log(
        'sha256' in report ? tableReportText(report) : `${file}: refused\n  LOST: ${report.lost[0]}`,
      );
    }
  } finally {
    if (flags.json) console.log(JSON.stringify(reports, null, 2));
    else if (files.length > 1) {
      const whole = reports.filter(({ state }) => state === 'complete').length;
      console.log(`${whole} of ${files.length} files whole`);
    }
  }
}

async function importFile(
  hub: Hub,
  file: string,
  profile: Profile,
  flags: Flags,
): Promise<TableReport | Refusal> {
  try {
    const source = await openSource(file);
    try {
      return await importTable(hub, source, optionsOf(source.name, profile, flags));
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { file, state: 'refused', lost: [error.message] };
  }
}

function optionsOf(name: string, profile: Profile, flags: Flags): TableImportOptions {
  let next = performance.now() + 3000;
  return {
    profile,
    dataset: flags.dataset,
    parameters: flags.set,
    mode: flags.dryRun ? 'dryRun' : flags.draft ? 'draft' : 'import',
    onBadRow: flags.badRows,
    url: flags.url,
    encoding: flags.encoding,
    delimiter: flags.delimiter,
    internalPhases: flags.internalPhases,
    actor: 'command line',
    ...(flags.json ? { mostCells: null } : {}),
    onProgress: ({ rows }) => {
      if (performance.now() < next) return;
      next = performance.now() + 3000;
      console.error(`${name}: ${rows.toLocaleString('en')} rows`);
    },
  };
}
