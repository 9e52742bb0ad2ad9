import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { ImportReport } from '../src/importers/ocds/report.ts';

/**
 * Imports every publisher of the shared data, each into a hub of its own, and prints a table in Markdown: what was
 * read, how long it took (embedded server running), how much memory the importing process took at most.
 */
const root = resolve(import.meta.dirname, '..');
const data = resolve(root, process.env.SUNLEDGER_TEST_DATA ?? '../shared/data', 'ocds');
const run = promisify(execFile);

console.log(
  '| publisher | files | MB | releases | new | processes | contracts | issues (errors) | not whole | s | peak MB |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const publisher of readdirSync(data).sort()) {
  const files = (readdirSync(join(data, publisher), { recursive: true }) as string[])
    .filter((name) => /\.jsonl?(\.gz)?$/.test(name))
    .sort()
    .map((name) => join(data, publisher, name));
  const folder = mkdtempSync(join(tmpdir(), 'sunledger-real-'));
  try {
    const child = join(root, 'bench/import-child.ts');
    const { stdout } = await run(process.execPath, ['--import', 'tsx', child, publisher, ...files], {
      cwd: root,
      env: { ...process.env, SUNLEDGER_DATA: folder },
      maxBuffer: 1 << 28,
    });
    const { reports, seconds, peak } = JSON.parse(stdout) as {
      reports: ImportReport[];
      seconds: number;
      peak: number;
    };
    const sum = (get: (report: ImportReport) => number) =>
      reports.reduce((total, report) => total + get(report), 0);
    const bytes = files.reduce((total, file) => total + statSync(file).size, 0);
    const problems = reports.flatMap((report) => report.problems);
    const issues = problems.reduce((total, group) => total + group.count, 0);
    const errors = problems
      .filter((group) => group.severity === 'error')
      .reduce((total, group) => total + group.count, 0);
    const inserted = (table: string) =>
      sum((report) => report.changes[table]?.inserted ?? 0) -
      sum((report) => report.changes[table]?.removed ?? 0);
    const broken = reports.filter((report) => report.state !== 'complete').length;
    console.log(
      `| ${publisher} | ${files.length} | ${(bytes / 1e6).toFixed(2)} | ${sum((report) => report.releases)} | ${sum((report) => report.newReleases)} | ${inserted('disclosed.process')} | ${inserted('disclosed.contract')} | ${issues} (${errors}) | ${broken} | ${seconds.toFixed(1)} | ${(peak / 1e6).toFixed(0)} |`,
    );
    for (const report of reports.filter((entry) => entry.state !== 'complete')) {
      console.error(`${publisher}: ${report.file}: ${report.lost.join('; ')}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
