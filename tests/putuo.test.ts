import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';
import type { TableReport } from '../src/importers/table/report.ts';
import { ensurePacks } from '../src/packs/index.ts';
import { openTestHub, type TestHub } from './hub.ts';
import {
  budgetDocuments,
  finalDocuments,
  type PlainTable,
  readFunctionRows,
  readTables,
} from './real/plain-putuo.ts';
import { type StoredTable, storedTables } from './real/stored-tables.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

const folder = 'budgets/china-shanghai-putuo';
const datasets = { tables: 'putuo', rows: 'putuo-rows', threePublic: 'putuo-three-public' };

/** Where the importer puts a document of the folder. */
const places: Record<string, [name: string, year: string, kind: string, scope: string]> = {
  'commerce-dept-2025': ['上海市普陀区商务委员会', '2025', 'budget', 'consolidated'],
  'commerce-unit-2025': ['上海市普陀区商务委员会', '2025', 'budget', 'own'],
  'wanli-dept-2024': ['上海市普陀区人民政府万里街道办事处', '2024', 'budget', 'consolidated'],
  'wanli-dept-2025': ['上海市普陀区人民政府万里街道办事处', '2025', 'budget', 'consolidated'],
  'finance-final-2024': ['上海市普陀区财政局', '2024', 'finalAccount', 'consolidated'],
};

export const profileOf = (document: string) =>
  finalDocuments.includes(document) ? 'putuo-final' : 'putuo-budget';

async function importFile(hub: TestHub, file: string, profile: string, dataset: string): Promise<TableReport> {
  return importTable(hub, await openSource(sharedData(`${folder}/${file}`)), { profile, dataset });
}

const documentOf = (key: string) =>
  Object.keys(places).find((document) => places[document]!.every((part) => key.includes(part)))!;

/** Both readings in one shape: a table of a document with amounts. */
function comparable(tables: readonly (PlainTable | StoredTable)[]) {
  const shape: Record<string, unknown> = {};
  for (const table of tables) {
    if (table.lines === 0) continue;
    const document = 'document' in table ? table.document : documentOf(table.documentKey);
    shape[`${document} ${table.table}`] = { phase: table.phase, lines: table.lines, sums: table.sums };
  }
  return shape;
}

describeWithSharedData('documents of Putuo, through the importer against a plain reading', () => {
  let hub: TestHub;
  let reports: Map<string, TableReport>;
  beforeAll(async () => {
    hub = await openTestHub();
    await ensurePacks(hub, ['cn-shanghai']);
    reports = new Map();
    for (const document of [...budgetDocuments, ...finalDocuments])
      reports.set(
        document,
        await importFile(hub, `tables/${document}.json`, profileOf(document), datasets.tables),
      );
    reports.set('rows', await importFile(hub, 'functional-rows.csv', 'putuo-function-rows', datasets.rows));
    reports.set(
      'threePublic',
      await importFile(hub, 'three-public-expenses.csv', 'putuo-three-public', datasets.threePublic),
    );
  });
  afterAll(() => hub.destroy());

  test('every file is read whole', () => {
    for (const report of reports.values())
      expect({ file: report.file, state: report.state, lost: report.lost }).toEqual({
        file: report.file,
        state: 'complete',
        lost: [],
      });
  });

  test('every table of every document has the sums of the plain reading, to the fen', async () => {
    const stored = await storedTables(hub, datasets.tables);
    const plain = [...budgetDocuments, ...finalDocuments].flatMap(readTables);
    expect(plain.length).toBe(48);
    expect(comparable(stored)).toEqual(comparable(plain));
  });
});
