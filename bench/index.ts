/**
 * `npm run bench [-- NAME [arguments]]`: each bench compares with its limit in the same run and prints ratios. Without a
 * name all of them run, one after the other, each in a process of its own so that none measures another's garbage.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const benches = {
  reader: 'reader/index.ts',
  totals: 'totals.ts',
  import: 'import.ts',
  table: 'table.ts',
  'table-read': 'table-read.ts',
};

const [name, ...rest] = process.argv.slice(2);
if (name !== undefined && !(name in benches)) {
  console.error(`Unknown bench "${name}". Expected one of ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
for (const [bench, path] of Object.entries(benches)) {
  if (name !== undefined && name !== bench) continue;
  const file = fileURLToPath(new URL(path, import.meta.url));
  if (!existsSync(file)) throw new Error(`"${file}" is missing`);
  console.log(`\n== ${bench}\n`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', '--expose-gc', file, ...rest], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
