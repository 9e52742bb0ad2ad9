import { openHub } from '../src/db/hub.ts';
import { importOcds } from '../src/importers/ocds/import.ts';
import { openSource } from '../src/importers/ocds/source.ts';

/** An import in a process of its own, to be killed by `ocds-import-kill.test.ts`. */
const { url, folder, rolePrefix, file, dataset, chunkReleases } = JSON.parse(process.argv[2]!);
const hub = await openHub({ databaseUrl: url, folder, rolePrefix, migrate: false });
process.stdout.write('importing\n');
const report = await importOcds(hub, await openSource(file), {
  dataset,
  chunkReleases,
  ownThreadFrom: 0,
});
process.stdout.write(`${report.state}\n`);
await hub.close();
