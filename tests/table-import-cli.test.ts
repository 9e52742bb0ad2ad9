import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { TableReport } from '../src/importers/table/report.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { csvOf, profilePath, rowsOf } from './table-file.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
let hub: TestHub;
const profile = profilePath();
const lines = [
  { year: 2030, body: 1, code: 401, label: 'Bridges', approved: '10.50', executed: '9' },
  { year: 2030, body: 1, code: 402, label: 'Roads', approved: '20', executed: '21.25' },
];
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

async function run(words: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const url = new URL(inject('testServer'));
  url.pathname = `/${hub.database.name}`;
  const command = spawn(process.execPath, [join(root, 'bin/sunledger.js'), ...words], {
    cwd: hub.folder,
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

test('an import says what it read and what changed, and ends with 0', async () => {
  const { code, out } = await run(['import', 'table', file('lines.csv', csvOf(lines)), '--profile', profile]);

  expect(code).toBe(0);
  expect(out).toContain('lines.csv: imported');
  expect(out).toContain('approved total: 30.50 EUR');
  expect(out).toContain('disclosed.budget_line: 2 new, 0 changed, 0 no longer stated');
});

test('a dry run lists every change as JSON and ends with 0', async () => {
  const changed = csvOf(lines.map((line) => (line.code === 402 ? { ...line, approved: '25' } : line)));
  const { code, out } = await run([
    'import',
    'table',
    file('changed.csv', changed),
    '--profile',
    profile,
    '--dry-run',
    '--json',
  ]);

  const [report] = JSON.parse(out) as TableReport[];
  expect(code).toBe(0);
  expect(report!.mode).toBe('dryRun');
  expect(report!.cells.filter((cell) => cell.table === 'disclosed.budget_amount')).toMatchObject([
    { kind: 'changed', column: 'amount', old: '20', new: '25', cell: 'F3' },
  ]);
  expect(
    await rowsOf(
      hub,
      `SELECT amount::text FROM disclosed.budget_amount WHERE phase = 'approved' ORDER BY amount`,
    ),
  ).toEqual([{ amount: '10.50' }, { amount: '20' }]);
});

test('a bad row refuses the file, or is left out where that is asked; both end with 1', async () => {
  const bad = file('bad.csv', `${csvOf(lines)}2030,1,Body 1,403,Ferries,about five,1\n`);

  const refused = await run(['import', 'table', bad, '--profile', profile, '--dataset', 'cli-bad']);
  expect(refused.code).toBe(1);
  expect(refused.out).toContain('refused, nothing was written');
  expect(refused.out).toContain('cell F4');

  const part = await run([
    'import',
    'table',
    bad,
    '--profile',
    profile,
    '--dataset',
    'cli-bad',
    '--bad-rows',
    'quarantine',
  ]);
  expect(part.code).toBe(1);
  expect(part.out).toContain('1 row could not be read');
  expect(
    await rowsOf(
      hub,
      `SELECT count(*)::integer AS lines FROM disclosed.budget_line WHERE dataset_key = 'cli-bad'`,
    ),
  ).toEqual([{ lines: 2 }]);
});

test('what is no table, no profile, no phase or no setting is said in one sentence', async () => {
  const csv = file('some.csv', csvOf(lines));
  const pdf = file('paper.csv', '%PDF-1.7\n');
  for (const [words, sentence] of [
    [['import', 'table', csv, '--profile', 'no-such-profile'], '"no-such-profile"'],
    [['import', 'table', csv, '--profile', profile, '--set', 'nothing'], 'expected name=value'],
    [['import', 'table', csv, '--profile', profile, '--internal-phases', 'dreamt'], '"dreamt" is no phase'],
    [['import', 'table', csv, '--profile', profile, '--dry-run', '--draft'], 'expected one of them'],
    [['import', 'table', csv, '--profile', 'budget'], 'names no dataset'],
    [['import', 'table', pdf, '--profile', profile], 'PDF'],
  ] as const) {
    const { code, out, err } = await run([...words]);
    expect([words.join(' '), code]).toEqual([words.join(' '), 1]);
    expect(out + err).toContain(sentence);
  }
}, 60_000);

test('a template is written once, and names are listed', async () => {
  const first = await run(['template', 'budget', '-o', 'mine.xlsx']);
  expect(first.code).toBe(0);
  expect(existsSync(join(hub.folder, 'mine.xlsx'))).toBe(true);
  const second = await run(['template', 'budget', '-o', 'mine.xlsx']);
  expect(second.code).toBe(1);
  expect(second.err).toContain('"mine.xlsx" is there already');
  const list = await run(['template']);
  expect(list.out).toContain('three-public: “三公”经费');
  const unknown = await run(['template', 'no-such-thing']);
  expect(unknown.code).toBe(1);
});
