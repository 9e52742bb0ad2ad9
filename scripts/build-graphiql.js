import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundle = join(root, 'dist/graphiql');

/**
 * Bundles the query editor into `dist/graphiql`. It is built beside its place and then moved there, so that a
 * server that starts meanwhile never serves half of it. False where Vite is not installed (`npm ci --omit=dev`).
 */
export async function buildGraphiql() {
  let vite;
  try {
    vite = await import('vite');
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return false;
    throw error;
  }
  mkdirSync(join(root, 'dist'), { recursive: true });
  const draft = mkdtempSync(join(root, 'dist/.graphiql-'));
  try {
    await vite.build({
      configFile: join(root, 'explorer/graphiql/vite.config.ts'),
      logLevel: 'warn',
      build: { outDir: draft },
    });
    // A temporary folder is closed to others; who serves may be another user than who built.
    chmodSync(draft, 0o755);
    rmSync(bundle, { recursive: true, force: true });
    renameSync(draft, bundle);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    // Two builds at once: the other one was moved there first.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  }
  return true;
}

if (
  argv[1] === fileURLToPath(import.meta.url) &&
  !(argv.includes('--if-absent') && existsSync(join(bundle, 'index.html')))
) {
  if (!(await buildGraphiql())) {
    console.error(
      'GraphiQL is not built: Vite is a development dependency and not installed. /graphql works without.',
    );
  }
}
