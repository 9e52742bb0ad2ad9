import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));

/** Folder of real files: `SUNLEDGER_TEST_DATA`, seen from the root of the repository. */
export const sharedDataFolder = resolve(root, process.env.SUNLEDGER_TEST_DATA ?? '../shared/data');

/** Place of a real file, for example `sharedData('ocds/scotland.json')`. */
export function sharedData(path: string): string {
  return join(sharedDataFolder, path);
}

/** As `describe`; where the real files are absent the tests are skipped, and their name says so. */
export function describeWithSharedData(name: string, tests: () => void): void {
  if (existsSync(sharedDataFolder)) describe(name, tests);
  else
    describe.skip(
      `${name} (skipped: no real files in "${sharedDataFolder}", set SUNLEDGER_TEST_DATA)`,
      tests,
    );
}
