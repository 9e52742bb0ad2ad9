import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { importReleases } from '../src/importers/ocds/import.ts';
import type { ImportReport } from '../src/importers/ocds/report.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { askAll } from './ocds-dump.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

const release = (ocid: string) => ({
  ocid,
  id: '1',
  date: '2024-01-01T00:00:00Z',
  tag: ['tender'],
  initiationType: 'tender',
});

async function run(words: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const url = new URL(inject('testServer'));
  url.pathname = `/${hub.database.name}`;
  const command = spawn(process.execPath, ['bin/sunledger.js', 'import', 'ocds', ...words], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: url.href,
      SUNLEDGER_DATA: hub.folder,
      SUNLEDGER_ROLE_PREFIX: hub.rolePrefix,
    },
  });
  let [out, err] = ['', ''];
  command.stdout.on('data', (piece) => {
    out += piece;
  });
  command.stderr.on('data', (piece) => {
    err += piece;
  });
  command.stdin.end(input);
  const [code] = (await once(command, 'close')) as [number];
  return { code, out, err };
}

function file(name: string, text: string): string {
  const path = join(hub.folder, name);
  writeFileSync(path, text);
  return path;
}

test('standard input and --json: one report, ready to be read by a program', async () => {
  const { code, out } = await run(['-', '--json', '--dataset', 'cli'], JSON.stringify(release('cli-1')));

  const [report] = JSON.parse(out) as ImportReport[];
  expect(code).toBe(0);
  expect(report).toMatchObject({
    file: 'standard input',
    dataset: 'cli',
    state: 'complete',
    newReleases: 1,
    processes: 1,
    lost: [],
  });
});

test('a file that lacks something is imported as far as it goes; the exit code and a line say that something was lost', async () => {
  const path = file(
    'half.json',
    `${JSON.stringify(release('cli-2'))}\n${JSON.stringify({ ...release('x'), ocid: undefined, tender: { id: '1' } })}\n{"ocid":"cli-3`,
  );

  const { code, out } = await run([path, 'no-such-file.json', '--dataset', 'cli']);

  expect(code).toBe(1);
  expect(out).toContain('half.json: imported in part, something was lost');
  expect(out).toMatch(/LOST: cut-text at #3/);
  expect(out).toContain('"no-such-file.json" cannot be imported: there is no such file');
  expect(await askAll(hub, `SELECT key FROM disclosed.process WHERE key IN ('cli-2', 'cli-3')`)).toEqual([
    { key: 'cli-2' },
  ]);
});

test('after several files the last lines say how many were whole, and name those that were not', async () => {
  const good = file('good.json', JSON.stringify(release('cli-sum-1')));
  const { code, out } = await run([good, file('nothing.json', ''), '--dataset', 'cli']);

  expect(code).toBe(1);
  expect(out.trim().split('\n').slice(-2)).toEqual([
    '2 of 2 files: 1 releases read, 1 new',
    '  not whole (1): nothing.json',
  ]);
});

test('a dry run shows what would change and changes nothing', async () => {
  const { code, out } = await run([
    file('dry.json', JSON.stringify(release('cli-4'))),
    '--dry-run',
    '--dataset',
    'cli',
  ]);

  expect(code).toBe(0);
  expect(out).toContain('dry.json: would be imported');
  expect(out).toContain('disclosed.process: 1 new, 0 changed, 0 no longer stated');
  expect(await askAll(hub, `SELECT FROM disclosed.process WHERE key = 'cli-4'`)).toEqual([]);
});

test('real releases do not go into the demo', async () => {
  await importReleases(hub, [release('demo-1')], {
    name: 'demo',
    dataset: { key: 'a-demo', kind: 'demo', name: 'Demo' },
  });

  const { code, out } = await run([
    file('real.json', JSON.stringify(release('cli-5'))),
    '--dataset',
    'a-demo',
  ]);

  expect(code).toBe(1);
  expect(out).toContain('Dataset "a-demo" is the demo: expected another dataset key for this file');
  expect(await askAll(hub, `SELECT FROM disclosed.process WHERE key = 'cli-5'`)).toEqual([]);
});

test('releases that nobody would see make the exit code 1, and the report names the remedy', async () => {
  await importReleases(hub, [release('cli-6')], { name: 'owner', dataset: 'owner' });
  const foreign = file('foreign.json', JSON.stringify({ ...release('cli-6'), id: '2' }));

  const { code, out } = await run([foreign, '--dataset', 'cli']);
  const own = await run([foreign]);

  expect(code).toBe(1);
  expect(out).toContain('foreign.json: imported\n');
  expect(out).toContain(
    'NOT SHOWN: 1 release is kept and shown to nobody: its process belongs to another dataset. Import the file with --dataset "owner" (1 process)',
  );
  expect([own.code, own.out.includes('dataset owner,')]).toEqual([0, true]);
});

test('an error of the database ends the command, and the reports of the files before are given', async () => {
  const name = file('breaks.json', JSON.stringify(release('cli-8')));
  await askAll(
    hub,
    `ALTER TABLE internal.source_file ADD CONSTRAINT breaks CHECK (file_name <> 'breaks.json')`,
  );
  try {
    const { code, out, err } = await run([
      file('fine.json', JSON.stringify(release('cli-7'))),
      name,
      '--json',
      '--dataset',
      'cli',
    ]);

    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject([{ file: 'fine.json', state: 'complete', newReleases: 1 }]);
    expect(err).toContain('breaks');
  } finally {
    await askAll(hub, 'ALTER TABLE internal.source_file DROP CONSTRAINT breaks');
  }
});
