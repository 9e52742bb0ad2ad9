import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourceOf } from '../src/importers/ocds/source.ts';
import { importTable, type TableImportOptions } from '../src/importers/table/import.ts';
import { clearSource } from '../src/publish/clear-source.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { rowsOf } from './table-file.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

const head = 'departmentName,fiscalYear,currency,side,book,phase,functionCode,functionName,amount (one)';
const line = (year: number, phase: string, code: string, amount: string) =>
  `Elm office,${year},CNY,expenditure,all,${phase},${code},Class ${code},${amount}`;
const bytesOf = (lines: readonly string[]) => Buffer.from(`${lines.join('\n')}\n`);
const load = (lines: readonly string[], more: Partial<TableImportOptions> = {}) =>
  importTable(hub, sourceOf('elm.csv', bytesOf(lines)), { profile: 'budget', dataset: 'elm', ...more });
const hashOf = (lines: readonly string[]) => createHash('sha256').update(bytesOf(lines)).digest('hex');

/** Tables of `disclosed`, twins included, in which a text stands. */
async function placesOf(text: string): Promise<string[]> {
  const tables = await rowsOf(
    hub,
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'disclosed' AND c.relkind = 'r' ORDER BY 1`,
  );
  const places: string[] = [];
  for (const { name } of tables) {
    const found = await rowsOf(hub, `SELECT FROM disclosed."${name}" t WHERE t::text LIKE $1 LIMIT 1`, [
      `%${text}%`,
    ]);
    if (found.length > 0) places.push(String(name));
  }
  return places;
}

const amountsOf = (year: number) =>
  rowsOf(
    hub,
    `SELECT l.function_code AS code, a.amount::text FROM disclosed.budget_amount a JOIN disclosed.budget_line l ON l.key = a.line_key
     WHERE a.dataset_key = 'elm' AND l.fiscal_year = $1 ORDER BY 1`,
    [year],
  );

describe('a file that also states what is not public', () => {
  test('has no public hash, by which the rest of it could be tried out', async () => {
    const lines = [head, line(2031, 'approved', '201', '6'), line(2031, 'proposed', '201', '7')];

    expect(await load(lines)).toMatchObject({ state: 'complete', sha256: hashOf(lines) });

    expect(await placesOf(hashOf(lines))).toEqual([]);
    expect(await rowsOf(hub, "SELECT name, sha256 FROM disclosed.source WHERE dataset_key = 'elm'")).toEqual([
      { name: 'elm.csv', sha256: null },
    ]);
    expect(await rowsOf(hub, 'SELECT sha256 FROM internal.import')).toEqual([{ sha256: hashOf(lines) }]);
    await expect(
      clearSource(hub, { sha256: hashOf(lines), reason: 'asked for', reviewer: 'Li' }),
    ).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('brings no line of which nothing is public: its words would say what was asked for', async () => {
    const lines = [head, line(2034, 'approved', '201', '6'), line(2034, 'proposed', '299', '7')];

    const report = await load(lines);

    expect(report).toMatchObject({ state: 'refused', changes: {}, revisions: [] });
    expect(report.problems).toMatchObject([{ rule: 'internal-only-line' }, { rule: 'kept-internal' }]);
    expect(await placesOf('299')).toEqual([]);
    expect(await load(lines, { mode: 'draft' })).toMatchObject({ state: 'complete' });
  });

  test('has one as soon as all of it is public', async () => {
    const lines = [head, line(2032, 'approved', '201', '6')];

    await load(lines);

    expect(await placesOf(hashOf(lines))).toEqual(['publication', 'source']);
  });
});

describe('a file with bad rows, of which the good ones are wanted', () => {
  const good = [head, line(2033, 'approved', '201', '100'), line(2033, 'approved', '202', '200')];

  test('does not withdraw the last good value of a row that is bad now', async () => {
    await load(good, { onBadRow: 'quarantine' });

    const report = await load([...good.slice(0, 2), line(2033, 'approved', '202', '2oo')], {
      onBadRow: 'quarantine',
    });

    expect(report.state).toBe('refused');
    expect(report.problems.map(({ rule }) => rule)).toEqual(['bad-amount', 'unstated-beside-bad-rows']);
    expect(report.problems[1]!.problem).toContain('/202#1"');
    expect(await amountsOf(2033)).toEqual([
      { code: '201', amount: '100' },
      { code: '202', amount: '200' },
    ]);
  });

  test('is stored where nothing would leave', async () => {
    const lines = [...good, line(2033, 'approved', '203', '3oo'), line(2033, 'approved', '204', '400')];

    expect(await load(lines, { onBadRow: 'quarantine' })).toMatchObject({
      state: 'incomplete',
      quarantined: 1,
    });

    expect((await amountsOf(2033)).map(({ code }) => code)).toEqual(['201', '202', '204']);
  });
});
