import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource, sourceOf } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';
import { writeWorkbook } from '../src/importers/table/write/xlsx.ts';
import { ensurePacks } from '../src/packs/index.ts';
import { checkBudget } from '../src/rules/identities/check.ts';
import { loadIdentities } from '../src/rules/identities/load.ts';
import { readDocuments } from '../src/rules/identities/read.ts';
import type { AmountView, BudgetDocumentView, EntryView } from '../src/rules/identities/types.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { budgetSheets } from './statutory/budget-workbook.ts';
import { finalSheets } from './statutory/final-workbook.ts';

const identities = loadIdentities();
const forms = [
  ['cn-beijing-budget', budgetSheets],
  ['cn-beijing-final', finalSheets],
] as const;
const documents = new Map<string, BudgetDocumentView>();
let hub: TestHub;

beforeAll(async () => {
  hub = await openTestHub();
  await ensurePacks(hub, ['cn-beijing']);
  const folder = mkdtempSync(join(tmpdir(), 'sunledger-workbook-'));
  for (const [profile, sheets] of forms) {
    const file = join(folder, `${profile}.xlsx`);
    writeFileSync(file, await writeWorkbook(sheets()));
    const source = await openSource(file);
    await importTable(hub, source, { profile, dataset: profile, onBadRow: 'quarantine' });
    await source.close();
    const { rows } = await hub
      .pool('writer')
      .query<{ key: string }>('SELECT key FROM disclosed.budget_document WHERE dataset_key = $1', [profile]);
    documents.set(profile, (await readDocuments(hub.pool('writer'), [rows[0]!.key]))[0]!);
  }
  rmSync(folder, { recursive: true });
});
afterAll(() => hub.destroy());

/** The document with one amount changed; everything else is shared. */
function withAmount(
  document: BudgetDocumentView,
  entry: EntryView,
  amount: AmountView,
  to: string,
): BudgetDocumentView {
  const amounts = entry.amounts.map((one) => (one === amount ? { ...one, amount: to } : one));
  const tables = document.tables.map((table) => ({
    ...table,
    entries: table.entries.map((one) => (one === entry ? { ...one, amounts } : one)),
  }));
  return { ...document, tables };
}

describe.each(forms)('the workbook of %s', (profile) => {
  test('adds up', () => {
    expect(checkBudget(documents.get(profile)!, identities)).toEqual([]);
  });

  test('has no cell of money that could be changed without a conflict that names it', () => {
    const document = documents.get(profile)!;
    const unnamed: string[] = [];
    let cells = 0;
    for (const table of document.tables) {
      for (const entry of table.entries) {
        for (const amount of entry.amounts) {
          cells += 1;
          // More than anything in the document: some amounts are only known not to be more than another.
          const to = new Decimal(amount.amount).plus('98765432100').toFixed();
          const found = checkBudget(withAmount(document, entry, amount, to), identities);
          const isNamed = found.some(
            ({ kind, left, right }) =>
              kind === 'conflict' &&
              [...left, ...right].some(
                (cell) => cell.key === entry.key && cell.amount === to && cell.cell === amount.cell,
              ),
          );
          if (!isNamed) unnamed.push(`${entry.key} ${amount.phase} ${amount.component}`);
        }
      }
    }
    expect(unnamed).toEqual([]);
    expect(cells).toBeGreaterThan(200);
  });

  test('with one cell changed gives in a dry run what it gives in an import', async () => {
    const sheets = profile === 'cn-beijing-budget' ? budgetSheets() : finalSheets();
    const cells = sheets[2]!.rows.findLast((row) => row.some((cell) => typeof cell === 'number'))!;
    const column = cells.findLastIndex((cell) => typeof cell === 'number');
    cells[column] = Number(cells[column]) + 1000;
    const bytes = await writeWorkbook(sheets);
    const load = (mode: 'dryRun' | 'import') =>
      importTable(hub, sourceOf('changed.xlsx', bytes), { profile, dataset: `${profile}-changed`, mode });

    const dry = await load('dryRun');
    const { problems, changes } = await load('import');

    expect(dry.problems.filter(({ severity }) => severity === 'warning').length).toBeGreaterThan(0);
    expect(dry.problems).toEqual(problems);
    for (const [table, counts] of Object.entries(dry.changes)) expect(changes[table]).toEqual(counts);
    expect(dry.revisions).toEqual([]);
  });
});
