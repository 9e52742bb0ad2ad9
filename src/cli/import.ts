import type { Command } from 'commander';
import { openHub } from '../db/hub.ts';
import type { Hub } from '../db/types.ts';
import { HubError } from '../errors.ts';
import { type ImportOptions, type ImportProgress, importOcds } from '../importers/ocds/import.ts';
import { type ImportReport, reportText } from '../importers/ocds/report.ts';
import { openSource } from '../importers/ocds/source.ts';

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
}

/** `sunledger import ocds FILE…`: what publishers have published, into the hub. */
export function register(program: Command): void {
  const command = program.command('import').description('Bring published data into the hub');
  command
    .command('ocds')
    .description(
      'Import OCDS files: release packages, record packages, releases, JSON Lines, several texts in one file, plain or gzip, versions 1.0 and 1.1; the content tells. The same file again changes nothing',
    )
    .argument('<files...>', 'files, or - for standard input')
    .option('--dataset <key>', 'dataset that the releases belong to (default: the prefix of the first ocid)')
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
      if (flags.dataset !== undefined && !/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(flags.dataset)) {
        throw new HubError(
          'BAD_INPUT',
          `"${flags.dataset}" cannot be a dataset key: expected letters, digits, ".", "_" and "-", at most 100`,
        );
      }
      const hub = await openHub({ onProgress: (line) => console.error(line) });
      try {
        const reports = await importFiles(hub, files, flags);
        if (flags.json) console.log(JSON.stringify(reports, null, 2));
        if (reports.some((report) => report.state !== 'complete')) process.exitCode = 1;
      } finally {
        await hub.close();
      }
    });
}

async function importFiles(hub: Hub, files: string[], flags: Flags): Promise<(ImportReport | Refusal)[]> {
  const reports: (ImportReport | Refusal)[] = [];
  for (const file of files) {
    const report = await importFile(hub, file, flags);
    reports.push(report);
    if (flags.json) continue;
    console.log(
      'sha256' in report ? reportText(report) : `${report.file}: refused\n  LOST: ${report.lost[0]}`,
    );
  }
  return reports;
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
    return { file, state: 'refused', lost: [error.message] };
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
