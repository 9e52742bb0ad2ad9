import type { Hub } from '../db/types.ts';
import { importOcds } from '../importers/ocds/import.ts';
import { sourceOf } from '../importers/ocds/source.ts';
import { demoDataset } from './marks.ts';

/** Reads a package of the demo's publisher exactly as `sunledger import ocds` would read the file. */
export async function importDemoFile(hub: Hub, name: string, bytes: Buffer): Promise<void> {
  const report = await importOcds(hub, sourceOf(name, bytes), {
    dataset: { key: demoDataset, kind: 'demo' },
    actor: 'demo',
  });
  if (report.state === 'complete') return;
  const problems = report.lost.map((one) => JSON.stringify(one)).join('; ');
  throw new Error(`The demo's file "${name}" was not imported whole (${report.state}): ${problems}`);
}
