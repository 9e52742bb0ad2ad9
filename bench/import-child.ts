import { openHub } from '../src/db/hub.ts';
import { importOcds } from '../src/importers/ocds/import.ts';
import { openSource } from '../src/importers/ocds/source.ts';

/**
 * Imports files in a process of its own, so that its peak memory is theirs: `import-child.ts DATASET FILE…`.
 * Prints one JSON object: reports, seconds of importing alone, peak resident memory in bytes.
 */
const [dataset, ...files] = process.argv.slice(2);
const hub = await openHub({ onProgress: (line) => console.error(line) });
const started = performance.now();
const reports = [];
for (const file of files) {
  const source = await openSource(file);
  const onProgress = ({ bytes, releases }: { bytes: number; releases: number }) => {
    if (process.env.BENCH_PROGRESS)
      console.error(
        `${(bytes / 1e6).toFixed(0)} MB, ${releases} releases, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`,
      );
  };
  try {
    reports.push(await importOcds(hub, source, { dataset, onProgress }));
  } finally {
    await source.close();
  }
}
const seconds = (performance.now() - started) / 1000;
await hub.close();
const { user, system } = process.cpuUsage();
const cpu = (user + system) / 1e6;
console.log(JSON.stringify({ reports, seconds, cpu, peak: process.resourceUsage().maxRSS * 1024 }));
