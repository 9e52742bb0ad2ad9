import { afterEach, describe, expect, test, vi } from 'vitest';
import { inRevision } from '../src/db/revision.ts';
import { type ImportOptions, importOcds, importReleases } from '../src/importers/ocds/import.ts';
import { sourceOf } from '../src/importers/ocds/source.ts';
import type * as ahead from '../src/importers/ocds/store/ahead.ts';
import type { JsonObject } from '../src/json.ts';
import { applyFacts } from '../src/publish/apply.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { askAll, dumpDifferences, dumpState } from './ocds-dump.ts';

/** How guesses ended, as `Chunk` asked: taken or not. */
const asked: boolean[] = [];
vi.mock('../src/importers/ocds/store/ahead.ts', async (original) => {
  const real = await original<typeof ahead>();
  const fits: typeof ahead.fits = (...given) => {
    const isTaken = real.fits(...given);
    asked.push(isTaken);
    return isTaken;
  };
  return { ...real, fits };
});
afterEach(() => {
  asked.length = 0;
});

const processes = 60;

/** A release of one of the processes; some name a body of a pack, some state amounts that are no numbers. */
function release(index: number, id: string, amount: unknown = index): JsonObject {
  const place = index % processes;
  const body = `B${place % 5}`;
  const supplier = `S${index % 11}`;
  return {
    ocid: `ah-${place}`,
    id,
    date: `2024-02-${String(1 + (index % 28)).padStart(2, '0')}T00:00:00Z`,
    tag: ['contract'],
    parties: [
      {
        id: body,
        name: `Body ${index % 3}`,
        roles: ['buyer'],
        identifier: { scheme: 'XX-BODY', id: body },
        contactPoint: { name: `Clerk ${index}` },
      },
      {
        id: supplier,
        name: `Supplier ${index % 4}`,
        roles: ['supplier'],
        identifier: { scheme: 'XX-REG', id: supplier },
      },
    ],
    buyer: { id: body },
    awards: [{ id: `a${index % 2}`, suppliers: [{ id: supplier }] }],
    contracts: [{ id: `c${index % 3}`, awardID: `a${index % 2}`, value: { amount, currency: 'CNY' } }],
  } as JsonObject;
}

/** JSON Lines: processes spread over chunks, releases repeated, ids reused, the same content in other bytes. */
function lines(): string[] {
  const all: string[] = [];
  const add = (value: JsonObject, spaced = false) =>
    all.push(spaced ? JSON.stringify(value).replaceAll('":', '": ') : JSON.stringify(value));
  for (let index = 0; index < 4 * processes; index++) {
    add(release(index, `r${index}`, index % 9 === 0 ? 'much' : index));
    // In the same chunk, for the most part.
    if (index % 7 === 0) add(release(index, `r${index}`, index % 9 === 0 ? 'much' : index));
    if (index % 8 === 0) add(release(index, `r${index}`, index + 0.25));
    if (index % 10 === 0) add(release(index, `r${index}`, index), true);
    // From a chunk before.
    if (index % 6 === 0 && index >= 30) add(release(index - 30, `r${index - 30}`, index - 30));
    if (index % 11 === 0 && index >= 40) add(release(index - 40, `r${index - 40}`, 'other'));
    if (index % 13 === 0 && index >= 20) add(release(index - 20, `r${index - 20}`), true);
  }
  return all;
}

/** What other imports, a pack and a person left: processes here and elsewhere, a body's code, a decided link. */
async function prepare(hub: TestHub): Promise<void> {
  await importReleases(hub, [release(7, 'elsewhere'), release(34, 'elsewhere')], {
    name: 'elsewhere',
    dataset: 'other',
  });
  await importReleases(hub, [release(21, 'before'), release(50, 'before')], {
    name: 'before',
    dataset: 'ah',
  });
  await inRevision(hub, { source: 'pack:test', actor: 'test' }, async (client) => {
    await applyFacts(client, {
      'disclosed.department': [{ key: 'pack-body', name: 'Body of the pack', named_on: null }],
      'disclosed.department_identifier': [
        { key: 'pack-code', department_key: 'pack-body', scheme: 'XX-BODY', identifier: 'B3' },
      ],
      'disclosed.party_link': [
        {
          key: 'decided',
          dataset_key: 'ah',
          party_key: 'ah-14/party/S3',
          department_key: null,
          supplier_key: 'XX-REG:S9',
        },
      ],
    });
  });
}

async function outcomeOf(text: string, options: ImportOptions) {
  const hub = await openTestHub();
  try {
    await prepare(hub);
    asked.length = 0;
    const source = sourceOf('file', Buffer.from(text));
    const report = await importOcds(hub, source, { dataset: 'ah', ...options });
    return {
      report: { ...report, seconds: 0 },
      dump: await dumpState(hub),
      arrival: await askAll(
        hub,
        `SELECT ocid, release_id, encode(hash, 'hex') AS hash, state, department_key FROM internal.release ORDER BY id`,
      ),
      asked: [...asked],
    };
  } finally {
    await hub.destroy();
  }
}

describe('compiling ahead', () => {
  const plain = lines();
  const orders: [string, string[]][] = [
    ['as written', plain],
    ['reversed', [...plain].reverse()],
    // 101 and the number of lines have no common divisor, so every line comes once.
    ['mixed', plain.map((_, index) => plain[(index * 101) % plain.length]!)],
  ];

  test.each(orders)(
    '%s: the same state, history, order and report as compiling in turn',
    async (_, order) => {
      const text = order.join('\n');
      const chunks = { chunkReleases: 9 };

      const inTurn = await outcomeOf(text, { ...chunks, compilesAhead: false });
      const overlapped = await outcomeOf(text, chunks);

      expect(inTurn.asked).toEqual([]);
      // Otherwise nothing was tried.
      expect(overlapped.asked.filter((isTaken) => isTaken).length).toBeGreaterThan(10);
      expect(dumpDifferences(overlapped.dump, inTurn.dump)).toEqual([]);
      expect(overlapped.arrival).toEqual(inTurn.arrival);
      expect(overlapped.report).toEqual(inTurn.report);
    },
  );

  test('a dry run says the same', async () => {
    const text = plain.join('\n');

    const [inTurn, overlapped] = [
      await outcomeOf(text, { chunkReleases: 9, mode: 'dryRun', compilesAhead: false }),
      await outcomeOf(text, { chunkReleases: 9, mode: 'dryRun' }),
    ];

    expect(overlapped.asked).toContain(true);
    expect(overlapped.report).toEqual(inTurn.report);
  });

  test('a process that another import brings meanwhile is compiled from all its releases', async () => {
    const hub = await openTestHub();
    try {
      // Both files have every process, in opposite order: each guesses "new" of what the other stores.
      const half = (from: number) =>
        Array.from({ length: 2 * processes }, (_, index) => release(index, `r${from + index}`));
      const options = { dataset: 'ah', chunkReleases: 5 };
      const text = (releases: JsonObject[]) =>
        Buffer.from(releases.map((item) => JSON.stringify(item)).join('\n'));

      const reports = await Promise.all([
        importOcds(hub, sourceOf('one', text(half(0))), options),
        importOcds(hub, sourceOf('two', text(half(1000).reverse())), options),
      ]);

      expect(reports.map((report) => [report.state, report.newReleases])).toEqual([
        ['complete', 2 * processes],
        ['complete', 2 * processes],
      ]);
      const counts = await askAll<{ count: string; merged: string }>(
        hub,
        `SELECT count(*), count(*) FILTER (WHERE is_merged) AS merged FROM disclosed.release GROUP BY process_key`,
      );
      expect(counts).toEqual(Array.from({ length: processes }, () => ({ count: '4', merged: '4' })));
    } finally {
      await hub.destroy();
    }
  });
});
