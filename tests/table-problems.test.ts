import { describe, expect, test } from 'vitest';
import { TableProblems } from '../src/importers/table/problems.ts';

const bad = (row: number, sheet = 'a', rule = 'bad-amount') =>
  ({ rule, severity: 'error', sheet, row, head: 'amount', problem: `row ${row}` }) as const;

describe('problems of a file', () => {
  test('count each lost row once, whatever the order, and keep a hundred of a kind', () => {
    const problems = new TableProblems();
    for (let row = 300_000; row > 0; row -= 3) problems.add(bad(row));
    for (let row = 3; row <= 300_000; row += 3) problems.add(bad(row, 'a', 'bad-date'));
    problems.add(bad(3, 'b'));

    expect(problems.lostRows).toBe(100_001);
    expect(problems.list().map(({ count }) => count)).toEqual([
      ...new Array(100).fill(1),
      99_900,
      ...new Array(100).fill(1),
      99_900,
      1,
    ]);
  });

  test('count refused rows by themselves, because elements of a list stand in one line', () => {
    const problems = new TableProblems();
    for (const row of [1, 1, 2]) problems.add(bad(row, 'a', 'refused-row'));
    problems.add(bad(2));

    expect(problems.lostRows).toBe(4);
  });
});
