import type { Command } from 'commander';
import { openHub } from '../db/hub.ts';
import type { Hub } from '../db/types.ts';
import { HubError } from '../errors.ts';
import { type ImportOptions, type ImportProgress, importOcds } from '../importers/ocds/import.ts';
import { type ImportReport, reportText } from '../importers/ocds/report.ts';
import { openSource } from '../importers/ocds/source.ts';
import { checkDatasetKey, registerTable } from './import-table.ts';

interface Flags {
  dataset?: string;
  dryRun?: boolean;
  draft?: boolean;
  json?: boolean;
  url?: string;
  publisher?: string;
  complete?: boolean;
}

/** A file that could not even be opened; its report says why. */
interface Refusal {
  file: string;
  state: 'refused';
  lost: string[];
  notShown: string[];
}

/** `sunledger import ocds|table FILE…`: what publishers have published, into the hub. */
export function register(program: Command): void {
  const command = program.command('import').description('Bring published data into the hub');
  registerTable(command);
  command
    .command('ocds')
    .description(
      'Import OCDS files: release packages, record packages, releases, JSON Lines, several texts in one file, plain or gzip, versions 1.0 and 1.1; the content tells. The same file again changes nothing',
    )
    .argument('<files...>', 'files, or - for standard input')
    .option(
      '--dataset <key>',
      'dataset that the releases belong to (default: the one of the first process, else of its prefix, else the prefix)',
    )
    .option('--dry-run', 'read, check and compile, say what would change, write nothing')
    .option('--draft', 'keep the releases as drafts (submissions); nothing is disclosed')
    .option('--json', 'report as JSON on standard output; progress stays on standard error')
    .option('--url <address>', 'public address that the file came from')
    .option('--publisher <name>', 'name of the publisher, where the file does not say it')
    .option('--complete', 'the dataset holds every process of its time, not a part')
    .action(async (files: string[], flags: Flags) => {
      if (flags.dryRun && flags.draft) {
        throw new HubError('BAD_INPUT', '"--dry-run" and "--draft" do not go together: expected one of them');
      }
      checkDatasetKey(flags.dataset);
      const hub = await openHub({ onProgress: (line) => console.error(line) });
      try {
        await importFiles(hub, files, flags);
      } finally {
        await hub.close();
      }
    });
}

/** An error that is no fault of a file ends the command; what the files before it did is said all the same. */
async function importFiles(hub: Hub, files: string[], flags: Flags): Promise<void> {
  const reports: (ImportReport | Refusal)[] = [];
  try {
    for (const file of files) {
      const report = await importFile(hub, file, flags);
      reports.push(report);
      if (report.state !== 'complete' || report.notShown.length > 0) process.exitCode = 1;
      if (flags.json) continue;
      console.log(
        'sha256' in report ? reportText(report) : `${report.file}: refused\n  LOST: ${report.lost[0]}`,
      );
    }
  } finally {
    if (flags.json) console.log(JSON.stringify(reports, null, 2));
    else if (files.length > 1) console.log(summaryOf(reports, files.length));
  }
}

/** The end of a long report, where a person looks first. */
function summaryOf(reports: readonly (ImportReport | Refusal)[], asked: number): string {
  const read = reports.filter((report) => 'sha256' in report);
  const total = (name: 'releases' | 'newReleases') => read.reduce((sum, report) => sum + report[name], 0);
  const names = (list: readonly { file: string }[]) => list.map(({ file }) => file).join(', ');
  const notWhole = reports.filter(({ state }) => state !== 'complete');
  const notShown = reports.filter((report) => report.notShown.length > 0);
  return [
    `${reports.length} of ${asked} files: ${total('releases')} releases read, ${total('newReleases')} new`,
    ...(notWhole.length > 0 ? [`  not whole (${notWhole.length}): ${names(notWhole)}`] : []),
    ...(notShown.length > 0 ? [`  not shown (${notShown.length}): ${names(notShown)}`] : []),
  ].join('\n');
}

async function importFile(hub: Hub, file: string, flags: Flags): Promise<ImportReport | Refusal> {
  try {
    const source = await openSource(file);
    try {
      return await importOcds(hub, source, importOptions(source.name, flags));
    } finally {
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return { file, state: 'refused', lost: [error.message], notShown: [] };
  }
}

function importOptions(name: string, flags: Flags): ImportOptions {
  return {
    dataset: flags.dataset,
    mode: flags.dryRun ? 'dryRun' : flags.draft ? 'draft' : 'import',
    url: flags.url,
    publisher: flags.publisher,
    isComplete: flags.complete,
    actor: 'command line',
    onProgress: tellProgress(name),
  };
}

/** A line on standard error every three seconds, from the third second on. */
function tellProgress(name: string): (progress: ImportProgress) => void {
  let next = performance.now() + 3000;
  return ({ bytes, size, releases }) => {
    if (performance.now() < next) return;
    next = performance.now() + 3000;
    const percent = size === 0 ? 100 : Math.floor((bytes / size) * 100);
    const megabytes = (bytes / 1_000_000).toFixed(1);
    console.error(`${name}: ${megabytes} MB (${percent} %), ${releases.toLocaleString('en')} releases`);
  };
}
