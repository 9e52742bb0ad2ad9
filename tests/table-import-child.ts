import { openHub } from '../src/db/hub.ts';
import { openSource } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';

/** An import in a process of its own, to be killed by `table-import-kill.test.ts`. */
const { url, folder, rolePrefix, file, profile, dataset, pieceRows } = JSON.parse(process.argv[2]!);
const hub = await openHub({ databaseUrl: url, folder, rolePrefix, migrate: false });
process.stdout.write('importing\n');
const report = await importTable(hub, await openSource(file), { profile, dataset, pieceRows });
process.stdout.write(`${report.state}\n`);
await hub.close();
