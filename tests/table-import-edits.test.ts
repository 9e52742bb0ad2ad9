import { afterAll, beforeAll, expect, test } from 'vitest';
import { importTable } from '../src/importers/table/import.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { factsOf, fileOf, type Line, profilePath, rowsOf, standing } from './table-file.ts';

let hub: TestHub;
let other: TestHub;
const profile = profilePath();
beforeAll(async () => {
  hub = await openTestHub();
  other = await openTestHub();
});
afterAll(async () => {
  await hub.destroy();
  await other.destroy();
});

/** Small numbers from a seed, the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** Few codes, labels and amounts, so that many lines look alike. */
const randomLine = (roll: (sides: number) => number, body: number): Line => ({
  year: 2030,
  body,
  code: 400 + roll(3),
  label: `L${roll(2)}`,
  approved: String(1 + roll(3)),
  executed: `${roll(3)}.50`,
});

test('random edits: what stands is the file, in its order, and no more rows change than were edited', async () => {
  const roll = dice(20260725);
  let lines = Array.from({ length: 40 }, () => randomLine(roll, 1 + roll(2)));
  const sorted = (all: Line[]) => [...all].sort((a, b) => a.body - b.body);
  await importTable(hub, fileOf(lines), { profile });
  expect(await standing(hub)).toEqual(sorted(lines));
  for (let round = 0; round < 25; round++) {
    const next = [...lines];
    const edits = 1 + roll(4);
    for (let edit = 0; edit < edits; edit++) {
      const at = roll(next.length);
      const kind = roll(3);
      if (kind === 0) next.splice(at, 0, randomLine(roll, next[at]!.body));
      else if (kind === 1 && next.length > 10) next.splice(at, 1);
      else next[at] = { ...next[at]!, approved: String(10 + roll(90)) };
    }
    const dry = await importTable(hub, fileOf(next), { profile, mode: 'dryRun' });

    const report = await importTable(hub, fileOf(next), { profile });

    expect(report.state).toBe('complete');
    expect(await standing(hub)).toEqual(sorted(next));
    const { inserted = 0, updated = 0, removed = 0 } = report.changes['disclosed.budget_line'] ?? {};
    // Of lines that are equal in all any may be the one that went: then its twin takes its place in the order.
    expect(inserted + updated + removed).toBeLessThanOrEqual(3 * edits);
    for (const table of ['disclosed.budget_line', 'disclosed.budget_amount'])
      expect(dry.changes[table]).toEqual(report.changes[table]);
    expect(dry.revisions).toEqual([]);
    lines = next;
  }
}, 120_000);

test('a file in many pieces, half of it new, gives what it gives in one', async () => {
  const roll = dice(7);
  const first = Array.from({ length: 60 }, () => randomLine(roll, 1 + roll(3)));
  const second = [...first.slice(5), ...Array.from({ length: 60 }, () => randomLine(roll, 3 + roll(4)))];
  for (const [target, pieceRows] of [
    [hub, 7],
    [other, undefined],
  ] as const) {
    await importTable(target, fileOf(first), { profile, dataset: 'pieces', pieceRows });
    const report = await importTable(target, fileOf(second), { profile, dataset: 'pieces', pieceRows });
    expect(report.revisions).toHaveLength(1);
  }
  expect(await standing(hub, 'pieces')).toEqual(await standing(other, 'pieces'));
  expect((await standing(hub, 'pieces')).length).toBe(second.length);
});

test('two files of different bodies give the same in either order', async () => {
  const roll = dice(99);
  const one = Array.from({ length: 20 }, () => randomLine(roll, 1));
  const two = Array.from({ length: 20 }, () => randomLine(roll, 2));
  const [left, right] = [await openTestHub(), await openTestHub()];
  try {
    for (const lines of [one, two]) await importTable(left, fileOf(lines), { profile });
    for (const lines of [two, one]) await importTable(right, fileOf(lines), { profile });
    expect(await factsOf(left)).toEqual(await factsOf(right));
  } finally {
    await left.destroy();
    await right.destroy();
  }
});

test('two imports at once end as one after the other', async () => {
  const roll = dice(3);
  const lines = Array.from({ length: 300 }, () => randomLine(roll, 1 + roll(5)));
  const reports = await Promise.all(
    [lines, lines, [...lines].reverse()].map((rows) =>
      importTable(hub, fileOf(rows), { profile, dataset: 'at-once', pieceRows: 50 }),
    ),
  );
  expect(reports.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete']);
  const one = await standing(hub, 'at-once');
  expect(one).toHaveLength(300);
  expect(
    await rowsOf(
      hub,
      `SELECT count(*)::integer AS twice FROM (SELECT key FROM disclosed.budget_line GROUP BY key HAVING count(*) > 1) x`,
    ),
  ).toEqual([{ twice: 0 }]);
});

test('amounts are exact, however many digits they have', async () => {
  const amounts = ['12345678901234567.89', '-0.01', '0.00000000000000000001', '99999999999999999999'];
  const lines = amounts.map((approved, index) => ({
    year: 2030,
    body: 1,
    code: 400 + index,
    label: 'x',
    approved,
    executed: approved,
  }));

  await importTable(hub, fileOf(lines), { profile, dataset: 'exact' });

  expect((await standing(hub, 'exact')).map((line) => line.approved)).toEqual(amounts);
});
