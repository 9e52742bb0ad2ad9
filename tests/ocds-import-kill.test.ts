import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { importOcds } from '../src/importers/ocds/import.ts';
import { openSource } from '../src/importers/ocds/source.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { dumpDifferences, dumpState } from './ocds-dump.ts';
import { sharedData } from './shared-data.ts';

const child = fileURLToPath(new URL('./ocds-import-child.ts', import.meta.url));
const root = fileURLToPath(new URL('../', import.meta.url));
const chunkReleases = 45;

/** 900 releases of 600 processes, the later ones of each in other chunks; only where the real file is absent. */
function madeFile(): string {
  const lines = Array.from({ length: 900 }, (_, index) => {
    const buyer = { name: `Body ${index % 7}`, identifier: { scheme: 'XX', id: `1${index % 7}` } };
    const contracts = [{ id: `${index}`, awardID: 'a', value: { amount: index / 4, currency: 'CNY' } }];
    const date = `2024-01-${String(1 + (index % 28)).padStart(2, '0')}T00:00:00Z`;
    return JSON.stringify({
      ocid: `k-${index % 600}`,
      id: `${index}`,
      date,
      tag: ['contract'],
      buyer,
      contracts,
    });
  });
  const path = join(mkdtempSync(join(tmpdir(), 'sunledger-kill-')), 'made.jsonl');
  writeFileSync(path, lines.join('\n'));
  return path;
}

describe('an import that is killed', () => {
  const real = sharedData('ocds/armenia-armeps/release-packages.jsonl.gz');
  const file = existsSync(real) ? real : madeFile();
  let undisturbed: TestHub;
  let killed: TestHub;
  beforeAll(async () => {
    undisturbed = await openTestHub();
    killed = await openTestHub();
    await importOcds(undisturbed, await openSource(file), { dataset: 'am', chunkReleases });
  });
  afterAll(async () => {
    await undisturbed.destroy();
    await killed.destroy();
  });

  /** Runs the import; kills it at a random moment once so many releases are committed. Gives its last words. */
  async function run(killFrom: number | null): Promise<string> {
    const url = new URL(inject('testServer'));
    url.pathname = `/${killed.database.name}`;
    const { folder, rolePrefix } = killed;
    const options = JSON.stringify({ url: url.href, folder, rolePrefix, file, dataset: 'am', chunkReleases });
    const importing = spawn(process.execPath, ['--import', 'tsx', child, options], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    importing.stdout.on('data', (piece) => {
      said += piece;
    });
    const closed = once(importing, 'close');
    while (killFrom !== null && importing.exitCode === null) {
      if (said !== '' && (await position()) >= killFrom) {
        await sleep(Math.random() * 60);
        importing.kill('SIGKILL');
        break;
      }
      await sleep(2);
    }
    await closed;
    return said.trim().split('\n').at(-1) ?? '';
  }

  async function position(): Promise<number> {
    const { rows } = await killed.pool('writer').query('SELECT resume_position AS at FROM internal.import');
    return Number(rows[0]?.at ?? 0);
  }

  test('at several moments, and run again, ends in the state of an undisturbed one', async () => {
    const positions: number[] = [];
    for (const from of [0, 1, 1, 200, 450, 800]) {
      await run(from);
      positions.push(await position());
    }

    const last = await run(null);

    expect(last).toBe('complete');
    expect(dumpDifferences(await dumpState(killed), await dumpState(undisturbed))).toEqual([]);
    // Otherwise nothing was tried: at least one kill fell between the first chunk and the last.
    expect(positions.some((at) => at > 0 && at < 900)).toBe(true);
  }, 180_000);
});
