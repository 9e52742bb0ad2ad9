import { readFileSync } from 'node:fs';
import { openHub } from '../src/db/hub.ts';
import { openSource } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';

/** One import in a process of its own, for `bench/table.ts`: prints seconds, peak memory and the state. */
const [file, profile, dataset] = process.argv.slice(2) as [string, string, string];
const hub = await openHub();
const started = performance.now();
const source = await openSource(file);
const report = await importTable(hub, source, { profile, dataset });
const seconds = (performance.now() - started) / 1000;
const { state, lost, layouts, changes } = report;
console.log(
  JSON.stringify({
    seconds,
    peak: peakMemory(),
    state,
    lost,
    lines: layouts.reduce((sum, layout) => sum + layout.lines, 0),
    changes,
  }),
);
await hub.close();

/** Bytes. From /proc where there is one: the maxRSS of a new process begins with that of the process that started it. */
function peakMemory(): number {
  try {
    return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
