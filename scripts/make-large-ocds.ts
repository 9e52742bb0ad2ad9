/**
 * Writes a large OCDS file by repeating real releases with new ocids, for measurements of the import.
 *
 *   npx tsx scripts/make-large-ocds.ts 1GB /tmp/large.json [--lines]
 *
 * One release package with one long `releases` array, or with --lines bare releases as JSON Lines. Deterministic: the
 * same real files and size give the same bytes. All releases of one ocid get the same new ocid within a round, so a
 * process keeps its releases. Real files: `SUNLEDGER_TEST_DATA` (default ../shared/data), its folder `ocds`.
 */

import { once } from 'node:events';
import { createReadStream, createWriteStream, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readOcds } from '../src/importers/ocds/read/index.ts';
import { writeJson } from '../src/json.ts';

const MARK = '\u0001ocid\u0001';

interface Piece {
  before: string;
  ocid: string;
  after: string;
}

async function main(): Promise<void> {
  const [size, output] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const lines = process.argv.includes('--lines');
  const bytes = parseSize(size ?? '');
  if (bytes === null || output === undefined) {
    throw new Error('Usage: make-large-ocds.ts SIZE OUTPUT [--lines], SIZE as 200MB or 1GB');
  }
  const root = fileURLToPath(new URL('../', import.meta.url));
  const folder = join(resolve(root, process.env.SUNLEDGER_TEST_DATA ?? '../shared/data'), 'ocds');
  const pieces = await readPieces(folder);
  const out = createWriteStream(output);
  let written = 0;
  let releases = 0;
  const write = async (text: string): Promise<void> => {
    written += Buffer.byteLength(text);
    if (!out.write(text)) await once(out, 'drain');
  };
  if (!lines) await write(PACKAGE_START);
  for (let round = 0; written < bytes; round++) {
    let batch = '';
    for (const piece of pieces) {
      const separator = lines ? '' : releases === 0 ? '\n' : ',\n';
      batch += `${separator}${piece.before}${piece.ocid}-r${round}${piece.after}${lines ? '\n' : ''}`;
      releases++;
      if (batch.length > 1 << 20) {
        await write(batch);
        batch = '';
        if (written >= bytes) break;
      }
    }
    await write(batch);
  }
  if (!lines) await write('\n]}\n');
  out.end();
  await once(out, 'finish');
  console.log(`${output}: ${written} bytes, ${releases} releases`);
}

const PACKAGE_START =
  '{"uri":"https://example.org/large","version":"1.1","publishedDate":"2024-01-01T00:00:00Z",' +
  '"publisher":{"name":"Repeated real releases"},"releases":[';

/** Every real release that has a key, its ocid cut out, in the order of the files' names. */
async function readPieces(folder: string): Promise<Piece[]> {
  const pieces: Piece[] = [];
  const seen = new Set<string>();
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.jsonl?(\.gz)?$/.test(file))
    .sort();
  for (const file of files) {
    for await (const event of readOcds(createReadStream(join(folder, file)))) {
      if (event.type !== 'release' || event.origin !== 'release') continue;
      // The same release in two files would be a repeated release in one package.
      const key = `${event.ocid}\n${event.releaseId}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const text = writeJson({ ...event.content, ocid: MARK });
      const [before, after] = text.split(JSON.stringify(MARK));
      pieces.push({
        before: `${before}"`,
        ocid: JSON.stringify(event.ocid).slice(1, -1),
        after: `"${after}`,
      });
    }
  }
  return pieces;
}

function parseSize(text: string): number | null {
  const match = /^([0-9]+)(KB|MB|GB)$/i.exec(text);
  if (!match) return null;
  const unit = { KB: 1e3, MB: 1e6, GB: 1e9 }[(match[2] as string).toUpperCase() as 'KB' | 'MB' | 'GB'];
  return Number(match[1]) * unit;
}

await main();
