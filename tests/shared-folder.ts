import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Folder of real files: `SUNLEDGER_TEST_DATA`, seen from the root of the repository. */
export const sharedDataFolder = resolve(root, process.env.SUNLEDGER_TEST_DATA ?? '../shared/data');

/** Place of a real file, for example `sharedData('ocds/scotland.json')`. */
export function sharedData(path: string): string {
  return join(sharedDataFolder, path);
}
