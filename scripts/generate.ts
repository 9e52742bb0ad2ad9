/**
 * `npm run generate` writes every generated file that is committed; with `--check` it writes nothing and fails when one
 * is not what would be written.
 *
 * A file `scripts/generate/<name>.ts` exports `generate(): Promise<Record<string, string>>`: path → text.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = new URL('./generate/', import.meta.url);
const isCheck = process.argv.includes('--check');
const stale: string[] = [];

for (const name of readdirSync(folder).sort()) {
  const { generate } = (await import(new URL(name, folder).href)) as {
    generate(): Promise<Record<string, string>>;
  };
  for (const [path, text] of Object.entries(await generate())) {
    const file = join(root, path);
    if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
    stale.push(path);
    if (isCheck) continue;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

if (isCheck && stale.length > 0) {
  console.error(`Not current: ${stale.join(', ')}. Run "npm run generate" and commit the result.`);
  process.exitCode = 1;
} else {
  console.log(
    isCheck ? 'Generated files are current' : `Written: ${stale.join(', ') || 'nothing, all were current'}`,
  );
}
