import { existsSync } from 'node:fs';
import { describe } from 'vitest';
import { sharedDataFolder } from './shared-folder.ts';

export { sharedData, sharedDataFolder } from './shared-folder.ts';

/** As `describe`; where the real files are absent the tests are skipped, and their name says so. */
export function describeWithSharedData(name: string, tests: () => void): void {
  if (existsSync(sharedDataFolder)) describe(name, tests);
  else
    describe.skip(
      `${name} (skipped: no real files in "${sharedDataFolder}", set SUNLEDGER_TEST_DATA)`,
      tests,
    );
}
