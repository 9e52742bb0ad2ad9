// Makes prisma/client from prisma/schema where it is missing or older than the schema. Plain JavaScript, so that it can
// run before anything else: by npm's `prepare`, by bin/sunledger.js and before the tests.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'prisma', 'client', 'made-from');

function schemaHash() {
  const folder = join(root, 'prisma', 'schema');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort())
    hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
  const { version } = createRequire(import.meta.url)('prisma/package.json');
  return hash.update(version).digest('hex');
}

function isCurrent(wanted) {
  try {
    return readFileSync(stamp, 'utf8') === wanted;
  } catch {
    return false;
  }
}

/** Generates when needed; throws with Prisma's own words when that fails. */
export function ensurePrismaClient() {
  const wanted = schemaHash();
  if (isCurrent(wanted)) return;
  const cli = join(
    dirname(createRequire(import.meta.url).resolve('prisma/package.json')),
    'build',
    'index.js',
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'generate', '--no-hints'], {
    cwd: root,
    encoding: 'utf8',
    // Prisma looks for its engine before it generates and would download it; generating never runs it.
    env: {
      ...process.env,
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  if (status !== 0) throw new Error(`Prisma Client could not be generated:\n${stdout}\n${stderr}`);
  writeFileSync(stamp, wanted);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensurePrismaClient();
