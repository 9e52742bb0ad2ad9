import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkBudget } from '../src/rules/identities/check.ts';
import { parseIdentities } from '../src/rules/identities/load.ts';
import { budgetDocument, line, type RowSketch, row, subtotal } from './identity-sketch.ts';

const identities = parseIdentities(
  JSON.stringify({
    identities: [
      {
        key: 'tree',
        kind: 'tree',
        by: 'functionCode',
        titleZh: '试',
        titleEn: 'Trial',
        source: 'test',
      },
    ],
  }),
  'trial.json',
);

interface Branch {
  amount: number;
  children: Branch[];
  /** Its own row is not printed, only what is below it. */
  isSkipped: boolean;
}

const branch: fc.Memo<Branch> = fc.memo((depth) =>
  fc.record({
    amount: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    children: depth <= 1 ? fc.constant([]) : fc.array(branch(depth - 1), { maxLength: 4 }),
    isSkipped: fc.boolean(),
  }),
);

/** Cents, exactly. */
const printed = (cents: number) => ({
  total: `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`,
});

function sumOf({ amount, children }: Branch): number {
  return children.length === 0 ? amount : children.reduce((sum, child) => sum + sumOf(child), 0);
}

/** Rows of a tree, every upper row with the sum of its leaves; `add` is added to the leaf of that number. */
function rowsOf(branches: readonly Branch[], add: { leaf: number; cents: number } | null): RowSketch[] {
  let leaf = 0;
  const visit = (one: Branch, code: string): RowSketch[] => {
    if (one.children.length === 0) {
      const more = add !== null && leaf++ === add.leaf ? add.cents : 0;
      return [line(`${code} x`, printed(one.amount + more))];
    }
    const below = one.children.flatMap((child, index) => visit(child, `${code}${10 + index}`));
    return one.isSkipped ? below : [subtotal(`${code} x`, printed(sumOf(one))), ...below];
  };
  const rows = branches.flatMap((one, index) => visit(one, `${100 + index}`));
  const all = branches.reduce((sum, one) => sum + sumOf(one), 0);
  return [...rows, row('total', 'All', printed(all))];
}

const trees = fc.array(branch(4), { minLength: 1, maxLength: 6 });

test('a tree of any shape, with holes in its levels, agrees with itself', () => {
  fc.assert(
    fc.property(trees, (branches) => {
      const document = budgetDocument({}, { table: 'function', rows: rowsOf(branches, null) });
      expect(checkBudget(document, identities)).toEqual([]);
    }),
  );
});

test('one wrong leaf anywhere is found in every row above it and in no other, and its cell is named', () => {
  fc.assert(
    fc.property(trees, fc.nat(), (branches, choice) => {
      const good = rowsOf(branches, null);
      const leaves = good.filter(({ attributes }) => attributes.rowKind === 'line');
      const leaf = choice % leaves.length;
      const rows = rowsOf(branches, { leaf, cents: 1_000_000 });
      const differences = checkBudget(budgetDocument({}, { table: 'function', rows }), identities);
      const { code } = leaves[leaf]!.attributes;
      const above = good.filter(
        ({ attributes }) =>
          attributes.rowKind === 'total' ||
          (attributes.rowKind === 'subtotal' && code!.startsWith(attributes.code!)),
      );
      expect(new Set(differences.map(({ left }) => left[0]!.label))).toEqual(
        new Set(above.map(({ attributes }) => (attributes.code ? `${attributes.code} x` : 'All'))),
      );
      expect(differences.every(({ kind }) => kind === 'conflict')).toBe(true);
      // The nearest row above has the leaf itself among its cells.
      const named = differences.flatMap(({ right }) => right.map(({ label }) => label));
      expect(named).toContain(`${code} x`);
    }),
  );
});

test('the code of the checks has no word of a country in it', () => {
  const folder = new URL('../src/rules/identities/', import.meta.url);
  const files = [
    ...readdirSync(folder).map((name) => new URL(name, folder)),
    new URL('../src/cli/check.ts', import.meta.url),
  ];
  expect(files.length).toBeGreaterThan(10);
  for (const file of files) {
    const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(code.match(/\p{Script=Han}|['"`\b]cn\b|\bCN\b|China|Putuo|Beijing/gu), file.pathname).toBeNull();
  }
});
