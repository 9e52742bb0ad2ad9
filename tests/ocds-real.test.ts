import { readdirSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importOcds } from '../src/importers/ocds/import.ts';
import type { ImportReport } from '../src/importers/ocds/report.ts';
import { openSource } from '../src/importers/ocds/source.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { pinned, published, wrong } from './real/pinned.ts';
import { type Counts, countsOf, sumsAsText } from './real/plain-counts.ts';
import { latestOf } from './real/plain-merge.ts';
import { groupBy, readSource, type Source, type Statement } from './real/plain-releases.ts';
import { privateValues } from './real/private.ts';
import { type Row, Walk } from './real/walk.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Money of rows by currency, as answered. */
function money(rows: readonly Row[]): Record<string, string> {
  const totals = new Map<string, Decimal>();
  for (const { value } of rows) {
    if (!value) continue;
    const currency = value.currency ?? 'none';
    totals.set(currency, (totals.get(currency) ?? new Decimal(0)).plus(value.amount));
  }
  return sumsAsText(totals);
}

/** The same counts as those of the plain reading, from what the public is answered about a process. */
function answered(process: Row, contracts: readonly Row[]): Counts {
  const items = [process.tender, ...process.awards, ...contracts].map((stage) => stage?.items.length ?? 0);
  return {
    awards: process.awards.length,
    suppliers: sum(process.awards.map(({ suppliers }: Row) => suppliers.length)),
    contracts: contracts.length,
    items: sum(items),
    parties: process.parties.length,
    transactions: sum(contracts.map(({ transactions }) => transactions.length)),
    documents: process.documents.length,
    awarded: money(process.awards),
    contracted: money(contracts),
    paid: money(contracts.flatMap(({ transactions }) => transactions)),
  };
}

const nameOf = (one: Pick<Statement, 'kind' | 'ocid' | 'id' | 'hash'>) =>
  `${one.kind} ${one.ocid} ${one.id} ${one.kind === 'linked' ? '' : one.hash}`;

describeWithSharedData(
  'what publishers publish, through the import and GraphQL, against a plain reading',
  () => {
    test('no publisher is left out', () => {
      expect(readdirSync(sharedData('ocds')).sort()).toEqual(Object.keys(pinned).sort());
    });

    describe.each(Object.keys(pinned))('%s', (publisher) => {
      let source: Source;
      let byOcid: Map<string, Statement[]>;
      let walk: Walk;
      const reports: ImportReport[] = [];
      const rows: Record<string, Row[]> = {};

      beforeAll(async () => {
        source = readSource(publisher);
        byOcid = groupBy(source.statements, ({ ocid }) => ocid);
        for (const file of source.files)
          reports.push(await importOcds(hub, await openSource(file), { dataset: publisher }));
        walk = new Walk(hub, publisher);
        for (const root of ['processes', 'contracts', 'suppliers', 'departments', 'datasets', 'withdrawals'])
          rows[root] = await walk.root(root);
      });

      test('every file is read whole; what is empty is refused in words', () => {
        const refused = reports.filter(({ state }) => state === 'refused');
        expect(refused.map(({ lost }) => lost.map((text) => text.split(':')[0]))).toEqual(
          source.empty.map(() => ['empty-file']),
        );
        expect(reports.filter(({ state }) => state === 'complete').length).toBe(
          source.files.length - source.empty.length,
        );
      });

      test('every process and every release is there once, byte by byte', () => {
        expect(rows.processes!.map(({ ocid }) => ocid).sort()).toEqual([...byOcid.keys()].sort());
        const kept = rows.processes!.flatMap(({ releases }) =>
          releases.map(({ kind, ocid, releaseId, contentHash }: Row) =>
            nameOf({ kind, ocid, id: releaseId, hash: contentHash }),
          ),
        );
        // A link whose fragment is the id of a release at hand gives its address to that and has no row of its own.
        const shown = source.statements.filter(
          ({ kind, ocid, id }) =>
            kind !== 'linked' ||
            !byOcid.get(ocid)!.some((other) => other.kind !== 'linked' && other.id === id.split('#')[1]),
        );
        expect(kept.sort()).toEqual(shown.map(nameOf).sort());
        const merged = rows.processes!.flatMap(({ releases }) =>
          releases
            .filter(({ isMerged }: Row) => isMerged)
            .map(({ kind, ocid, releaseId, contentHash }: Row) =>
              nameOf({ kind, ocid, id: releaseId, hash: contentHash }),
            ),
        );
        expect(merged.sort()).toEqual(
          [...byOcid.values()].flatMap((statements) => latestOf(statements).merged.map(nameOf)).sort(),
        );
      });

      test('each process has as many awards, suppliers, contracts, items, parties, payments and documents, and the same money', () => {
        const contracts = groupBy(rows.contracts!, ({ ocid }) => ocid);
        const differences = rows.processes!.flatMap((process) => {
          const inHub = answered(process, contracts.get(process.ocid) ?? []);
          const plain = countsOf([latestOf(byOcid.get(process.ocid)!).latest]);
          expect(Object.keys(inHub).sort()).toEqual(Object.keys(plain).sort());
          return Object.entries(plain)
            .map(([name, count]) => [
              name,
              JSON.stringify(inHub[name as keyof Counts]),
              JSON.stringify(count),
            ])
            .filter(([, one, other]) => one !== other)
            .map(([name, one, other]) => `${process.ocid} ${name}: ${one} for ${other}`);
        });
        expect(differences.sort()).toEqual(wrong[publisher] ?? []);
        const within = rows.processes!.flatMap(({ contracts }) => contracts.map(({ key }: Row) => key));
        expect(within.sort()).toEqual(rows.contracts!.map(({ key }) => key).sort());
      });

      test('the plain reading finds what is known to be there', () => {
        const releases = source.statements.filter(({ kind }) => kind !== 'linked');
        const { values, short, shown } = privateValues(source.documents);
        expect({
          processes: byOcid.size,
          releases: new Set(releases.map(({ kind, ocid, id, same }) => `${kind} ${ocid} ${id} ${same}`)).size,
          ...countsOf([...byOcid.values()].map((statements) => latestOf(statements).latest)),
          hidden: values.length,
          skipped: [short, shown],
        }).toMatchObject(pinned[publisher]!);
      });

      test('no e-mail address, telephone or street address of a contact is in any answer', () => {
        const answers = [...walk.strings].join('\n');
        const { values } = privateValues(source.documents);
        expect(values.filter((value) => answers.includes(value))).toEqual(published[publisher] ?? []);
      });

      test('the departments and suppliers listed are those that its parties are', () => {
        const parties = rows.processes!.flatMap((process) => process.parties as Row[]);
        for (const [root, link] of [
          ['departments', 'department'],
          ['suppliers', 'supplier'],
        ] as const) {
          const linked = new Set(parties.map((party) => party[link]?.key).filter(Boolean));
          expect(rows[root]!.map(({ key }) => key).sort()).toEqual([...linked].sort());
        }
      });

      test('every list has as many rows as it says, each once', () => {
        expect(walk.off).toEqual([]);
        expect(walk.lists).toBeGreaterThan(5 * byOcid.size);
      });
    });
  },
);
