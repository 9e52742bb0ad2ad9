import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openSource } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { csvOf, factsOf, type Line, profilePath, rowsOf } from './table-file.ts';

const child = fileURLToPath(new URL('./table-import-child.ts', import.meta.url));
const root = fileURLToPath(new URL('../', import.meta.url));
const lines: Line[] = Array.from({ length: 12_000 }, (_, index) => ({
  year: 2030,
  body: 1 + Math.floor(index / 3000),
  code: 1000 + (index % 2900),
  label: `Line ${index}`,
  approved: `${index}.25`,
  executed: `${index}.5`,
}));

describe('an import of tables that is killed', () => {
  const profile = profilePath();
  const file = join(mkdtempSync(join(tmpdir(), 'sunledger-kill-')), 'lines.csv');
  let undisturbed: TestHub;
  let killed: TestHub;
  beforeAll(async () => {
    writeFileSync(file, csvOf(lines));
    undisturbed = await openTestHub();
    killed = await openTestHub();
    await importTable(undisturbed, await openSource(file), { profile });
  });
  afterAll(async () => {
    await undisturbed.destroy();
    await killed.destroy();
  });

  /** Runs the import; kills it so long after it began to write. Gives its last words. */
  async function run(killAfter: number | null): Promise<string> {
    const url = new URL(inject('testServer'));
    url.pathname = `/${killed.database.name}`;
    const { folder, rolePrefix } = killed;
    const options = JSON.stringify({ url: url.href, folder, rolePrefix, file, profile, pieceRows: 2000 });
    const importing = spawn(process.execPath, ['--import', 'tsx', child, options], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    importing.stdout.on('data', (piece) => {
      said += piece;
    });
    const closed = once(importing, 'close');
    if (killAfter !== null) {
      while (!said.includes('importing') && importing.exitCode === null) await sleep(5);
      await sleep(killAfter);
      importing.kill('SIGKILL');
    }
    await closed;
    return said.trim().split('\n').at(-1) ?? '';
  }

  test('leaves nothing half-written at any moment, and run again is whole', async () => {
    const counts = new Set<number>();
    let unfinished = 0;
    for (const after of [60, 200, 400, 600, 800, 1000]) {
      if ((await run(after)) !== 'complete') unfinished += 1;
      const [row] = await rowsOf(killed, 'SELECT count(*)::integer AS lines FROM disclosed.budget_line');
      counts.add(row!.lines as number);
    }

    expect(await run(null)).toBe('complete');

    expect([...counts].every((count) => count === 0 || count === lines.length)).toBe(true);
    // Otherwise nothing was tried.
    expect(unfinished).toBeGreaterThan(0);
    expect(await factsOf(killed)).toEqual(await factsOf(undisturbed));
  }, 180_000);
});
