import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSource } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';
import type { TableReport } from '../src/importers/table/report.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { type Row, walkRows } from './real/ask.ts';
import { exact, inWords } from './real/plain-csv.ts';
import { plainAwards, plainCandidates } from './real/plain-yichang.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

async function load(file: string, profile: string): Promise<TableReport> {
  const source = await openSource(sharedData(file));
  try {
    return await importTable(hub, source, { profile, onBadRow: 'quarantine' });
  } finally {
    await source.close();
  }
}

const processes = async (dataset: string, selection: string): Promise<Row[]> => {
  const rows: Row[] = [];
  for await (const row of walkRows(hub, 'processes', 'ProcessFilter', { dataset: [dataset] }, selection))
    rows.push(row);
  return rows;
};

/** How many prices are of which kind, and what those that are totals add up to. */
function prices(priced: readonly Row[]) {
  const kinds: Record<string, number> = {};
  let sum = 0n;
  for (const { priceKind, priceText, value } of priced) {
    const kind = value ? 'total' : (priceKind ?? 'none');
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (value) {
      expect(value.currency).toBe('CNY');
      sum += exact(value.amount);
    } else if (kind !== 'none') expect(priceText).toMatch(/\S/);
  }
  return { kinds, sum: inWords(sum) };
}

describeWithSharedData('notices of Yichang', () => {
  describe('awards', () => {
    const plain = plainAwards();
    let report: TableReport;
    let rows: Row[];
    beforeAll(async () => {
      report = await load('procurement/china-yichang/awards.jsonl.gz', 'yichang-awards');
      rows = await processes(
        report.dataset,
        'title parties(first: 100) { nodes { name isPerson } } awards(first: 100) { nodes { priceKind priceText value { amount currency } suppliers { name } } }',
      );
    });

    test('are all stored, one process a notice', () => {
      expect(report).toMatchObject({ state: 'complete', quarantined: 0 });
      expect(rows).toHaveLength(plain.notices);
    });

    test('state prices that are totals, rates or sentences as what they are; only totals are summed', () => {
      const awards = rows.flatMap(({ awards }) => awards.nodes);
      expect(prices(awards)).toEqual({ kinds: plain.kinds, sum: plain.sum });
    });

    test('name the winners of a plain reading', () => {
      const names = rows.flatMap(({ awards }) =>
        awards.nodes.flatMap(({ suppliers }: Row) => suppliers.map(({ name }: Row) => name)),
      );
      expect([...new Set(names)].sort()).toEqual([...plain.suppliers].sort());
    });

    test('change nothing when they come again', async () => {
      const again = await load('procurement/china-yichang/awards.jsonl.gz', 'yichang-awards');
      const changes = Object.values(again.changes);
      expect(changes.filter(({ inserted, updated, removed }) => inserted + updated + removed > 0)).toEqual(
        [],
      );
    });
  });

  describe('candidates', () => {
    const plain = plainCandidates();
    let report: TableReport;
    let rows: Row[];
    beforeAll(async () => {
      report = await load('procurement/china-yichang/bid-candidates.jsonl', 'yichang-candidates');
      rows = await processes(
        report.dataset,
        'title awards(first: 1) { totalCount } parties(first: 100) { nodes { name } } bids(first: 100) { nodes { priceKind priceText value { amount currency } tenderers { name } } }',
      );
    });

    test('are bids, not awards', () => {
      expect(rows).toHaveLength(plain.notices);
      expect(rows.filter(({ awards }) => awards.totalCount > 0)).toEqual([]);
    });

    test('state prices that are totals or sentences as what they are; only totals are summed', () => {
      const bids = rows.flatMap(({ bids }) => bids.nodes);
      expect(bids).toHaveLength(plain.bids);
      expect(prices(bids)).toEqual({ kinds: plain.kinds, sum: plain.sum });
    });

    test('texts that the source took for bidders are refused with a reason and shown nowhere', () => {
      expect(report).toMatchObject({ state: 'incomplete', quarantined: plain.refused.length });
      const refused = report.problems.filter(({ rule }) => rule === 'refused-row');
      expect(refused.reduce((all, { count }) => all + count, 0)).toBe(plain.refused.length);
      const shown = new Set(rows.flatMap(({ parties }) => parties.nodes.map(({ name }: Row) => name)));
      expect(plain.refused.filter((text) => shown.has(text))).toEqual([]);
      expect([...shown].filter((name) => /评标|电话|\d{7}/.test(name as string))).toEqual([]);
    });
  });
});
