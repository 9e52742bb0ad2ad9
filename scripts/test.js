// `npm test`: types, lint, generated files, then every test. Each step runs even if one before it failed, so that one
// run shows everything; the exit code is not 0 if any did. `--no-tests` (`npm run check`) leaves the tests out.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensurePrismaClient } from './prisma-client.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = (name) => join(root, 'node_modules', '.bin', name);

/** Where the reports go; .ci/run reads them. */
const reports = join(root, 'coverage');

ensurePrismaClient();
mkdirSync(reports, { recursive: true });

const steps = [
  ['Types', bin('tsc'), ['--noEmit', '-p', root]],
  ['Types of the pages', bin('tsc'), ['--noEmit', '-p', join(root, 'explorer')]],
  ['Lint and format', bin('biome'), ['check', '--error-on-warnings', root]],
  ['Generated files', bin('tsx'), [join(root, 'scripts', 'generate.ts'), '--check']],
];
if (!process.argv.includes('--no-tests')) {
  const reporters = [
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(reports, 'vitest.json')}`,
  ];
  steps.push(['Tests', bin('vitest'), ['run', ...reporters]]);
}

const failed = [];
for (const [name, command, args] of steps) {
  if (!existsSync(command)) throw new Error(`"${command}" is missing: run "npm ci" first`);
  console.log(`\n== ${name}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) failed.push(name);
}
writeFileSync(join(reports, 'steps.json'), JSON.stringify({ failed }));
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`);
  process.exitCode = 1;
}
