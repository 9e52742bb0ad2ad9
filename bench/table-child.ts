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
    peak: process.resourceUsage().maxRSS * 1024,
    state,
    lost,
    lines: layouts.reduce((sum, layout) => sum + layout.lines, 0),
    changes,
  }),
);
await hub.close();
