import { execFile } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { from as copyFrom } from 'pg-copy-streams';
import { openHub } from '../src/db/hub.ts';
import type { ImportReport } from '../src/importers/ocds/report.ts';
import { compiledTables } from '../src/publish/facts.ts';
import { rowsOf } from './copy.ts';

/**
 * The import next to its limit, in one run: `bench/import.ts [SIZE]` (default 1GB). Makes the file from real releases,
 * imports it in a process of its own, then measures what cannot be avoided: JSON.parse of every release of the same
 * file and nothing else, and COPY of the same rows into empty tables with the same columns and indexes. Prints one
 * line of Markdown. The goal is a ratio of 0.35 and at most 512 MB.
 */
const size = process.argv[2] ?? '1GB';
const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'sunledger-bench-'));
const file = join(folder, 'large.json');
const run = promisify(execFile);
const node = (script: string, ...rest: string[]) =>
  run(process.execPath, ['--import', 'tsx', join(root, script), ...rest], {
    cwd: root,
    env: { ...process.env, SUNLEDGER_DATA: folder },
    maxBuffer: 1 << 28,
  });

try {
  await node('scripts/make-large-ocds.ts', size, file);
  const megabytes = statSync(file).size / 1e6;
  const { stdout } = await node('bench/import-child.ts', 'large', file);
  const { reports, seconds, peak } = JSON.parse(stdout) as {
    reports: ImportReport[];
    seconds: number;
    peak: number;
  };
  const report = reports[0]!;
  const parse = await parseAlone(file);
  const copy = await copyAlone();
  const limit = parse + copy.seconds;
  console.log(
    '| file | releases | rows | import s | MB/s | releases/s | peak MB | parse s | COPY s | ratio |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  console.log(
    `| ${megabytes.toFixed(0)} MB | ${report.releases} | ${copy.rows} | ${seconds.toFixed(1)} | ${(megabytes / seconds).toFixed(1)} | ${(report.releases / seconds).toFixed(0)} | ${(peak / 1e6).toFixed(0)} | ${parse.toFixed(1)} | ${copy.seconds.toFixed(1)} | ${(limit / seconds).toFixed(2)} |`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The file has one release a line, so lines are all that is needed to find them. */
async function parseAlone(path: string): Promise<number> {
  const started = performance.now();
  for await (const line of createInterface({ input: createReadStream(path, { highWaterMark: 1 << 20 }) })) {
    if (line.startsWith('{"') && !line.endsWith('"releases":['))
      JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line);
  }
  return (performance.now() - started) / 1000;
}

/** All rows that the import wrote, releases as kept among them. */
async function copyAlone(): Promise<{ seconds: number; rows: number }> {
  const hub = await openHub({ folder });
  const reader = await hub.pool('writer').connect();
  const writer = await hub.pool('migrator').connect();
  let seconds = 0;
  let rows = 0;
  try {
    const tables = [...compiledTables, 'process', 'department', 'department_identifier', 'supplier'];
    for (const table of [
      ...tables.map((name) => `disclosed.${name}`),
      'internal.party_detail',
      'internal.release',
    ]) {
      const pieces = await rowsOf(reader, table);
      await writer.query(`CREATE TABLE disclosed.copied (LIKE ${table} INCLUDING ALL EXCLUDING IDENTITY)`);
      const started = performance.now();
      const stream = writer.query(copyFrom('COPY disclosed.copied FROM STDIN'));
      await pipeline(pieces, stream);
      seconds += (performance.now() - started) / 1000;
      rows += stream.rowCount ?? 0;
      await writer.query('DROP TABLE disclosed.copied');
    }
  } finally {
    reader.release();
    writer.release();
    await hub.close();
  }
  return { seconds, rows };
}
