import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ImportOptions, importOcds, importReleases } from '../src/importers/ocds/import.ts';
import type { ImportReport } from '../src/importers/ocds/report.ts';
import { openSource, sourceOf } from '../src/importers/ocds/source.ts';
import type { JsonObject } from '../src/json.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { askAll, dumpDifferences, dumpState } from './ocds-dump.ts';
import { filesOf, readSource } from './real/plain-releases.ts';
import { privateValues } from './real/private.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

async function importFiles(into: TestHub, files: string[], options: ImportOptions): Promise<ImportReport[]> {
  const reports: ImportReport[] = [];
  for (const file of files) reports.push(await importOcds(into, await openSource(file), options));
  return reports;
}

async function withHub(work: (own: TestHub) => Promise<void>): Promise<void> {
  const own = await openTestHub();
  try {
    await work(own);
  } finally {
    await own.destroy();
  }
}

const one = async <T>(into: TestHub, sql: string, values: unknown[] = []) =>
  (await askAll<Record<string, T>>(into, sql, values)).map((row) => Object.values(row));

// What of them is compiled and answered is in ocds-real.test.ts.
describeWithSharedData('real publishers', () => {
  beforeAll(async () => {
    for (const publisher of ['armenia-armeps', 'mexico-inai', 'colombia-compra'])
      await importFiles(hub, filesOf(publisher), { dataset: publisher });
  });

  test('every release is kept as it was received', async () => {
    const bytes = (
      await askAll<{ hash: string; content: Buffer }>(
        hub,
        `SELECT encode(hash, 'hex') AS hash, content FROM internal.release WHERE dataset_key = 'colombia-compra'`,
      )
    ).map((row) => inflateRawSync(row.content).toString());
    const files = filesOf('colombia-compra').map((file) => readFileSync(file, 'utf8'));

    expect(bytes.length).toBeGreaterThan(20);
    for (const text of bytes) expect(files.some((file) => file.includes(text))).toBe(true);
  });

  test('the same file again changes nothing', async () => {
    const before = await dumpState(hub);

    const [report] = await importFiles(hub, filesOf('armenia-armeps'), { dataset: 'armenia-armeps' });

    expect(report).toMatchObject({
      state: 'complete',
      releases: 900,
      newReleases: 0,
      repeatedReleases: 900,
      revisions: [],
      changes: {},
    });
    expect(dumpDifferences(await dumpState(hub), before)).toEqual([]);
  });

  test('the same releases under another dataset are foreign: flagged, not kept twice, not shown twice', async () => {
    const before = await dumpState(hub, ['disclosed']);

    const [report] = await importFiles(hub, filesOf('mexico-inai').slice(0, 1), { dataset: 'someone-else' });

    expect(report).toMatchObject({ releases: 1, newReleases: 0, foreignReleases: 1, contracts: 0 });
    expect(report!.problems.map((problem) => problem.rule)).toContain('foreign-repeated');
    expect(dumpDifferences(await dumpState(hub, ['disclosed']), before)).toEqual([]);
  });

  // In these folders no release id comes twice with other content, so nothing may depend on the order of files.
  test.each(['mexico-cdmx', 'official-fictional-example-1.1', 'colombia-compra'])(
    '%s: the order of the files changes no disclosed row',
    async (publisher) => {
      const files = filesOf(publisher).filter((file) => !file.includes('withversions'));
      const shuffled = [...files].sort(
        (a, b) =>
          ((a.length * 7919 + a.charCodeAt(a.length - 7)) % 31) -
          ((b.length * 7919 + b.charCodeAt(b.length - 7)) % 31),
      );
      // Which file brought a release first is a fact of its own.
      const except = [
        'from_revision',
        'to_revision',
        'source_key',
        'pointer',
        'content_hash',
        'number',
        'source',
      ];
      const dumps: Awaited<ReturnType<typeof dumpState>>[] = [];
      for (const order of [files, [...files].reverse(), shuffled]) {
        await withHub(async (own) => {
          await importFiles(own, order, { dataset: 'x' });
          const dump = await dumpState(own, ['disclosed'], except);
          dumps.push(
            Object.fromEntries(
              Object.entries(dump)
                .filter(([table]) => !/_version$|\.source$|\.publication$|\.revision$|\.dataset$/.test(table))
                // Records repeat their releases with other bytes; which spelling stands is a matter of arrival.
                .map(([table, rows]) => [
                  table,
                  table === 'disclosed.release'
                    ? rows.filter((row) => row.includes('"is_merged": true'))
                    : rows,
                ]),
            ),
          );
        });
      }

      expect(dumpDifferences(dumps[1]!, dumps[0]!)).toEqual([]);
      expect(dumpDifferences(dumps[2]!, dumps[0]!)).toEqual([]);
    },
  );

  test('contact points and street addresses are nowhere in disclosed', async () => {
    const { values } = privateValues(readSource('armenia-armeps').documents);
    const mails = values.filter((value) => value.includes('@'));
    const text = JSON.stringify(await dumpState(hub, ['disclosed']));

    expect(new Set(mails).size).toBeGreaterThan(50);
    expect([...new Set(mails)].filter((mail) => text.includes(mail))).toEqual([]);
    expect(
      await one(
        hub,
        `SELECT count(*) > 1000 FROM internal.party_detail WHERE dataset_key = 'armenia-armeps'`,
      ),
    ).toEqual([[true]]);
  });

  test('an empty file is refused to be complete, with the reason', async () => {
    const report = await importOcds(
      hub,
      await openSource(sharedData('ocds/paraguay-dncp/records/283826.json')),
      { dataset: 'p' },
    );

    expect(report.state).toBe('refused');
    expect(report.lost).toEqual([
      'empty-file: the file is empty (0 bytes): expected an OCDS package, record or release',
    ]);
  });
});

const release = (ocid: string, id: string, date: string, rest: JsonObject): JsonObject => ({
  ocid,
  id,
  date,
  tag: ['contract'],
  initiationType: 'tender',
  ...rest,
});
const party = (id: string, name: string, role: string): JsonObject => ({
  id,
  name,
  roles: [role],
  identifier: { scheme: 'XX-REG', id },
});
const contract = (id: string, amount: number): JsonObject => ({
  id,
  awardID: 'a',
  value: { amount, currency: 'CNY' },
});

describe('importing', () => {
  const at = (day: number) => `2024-01-0${day}T00:00:00+08:00`;

  test('of equal ids with other content the later received counts; both are kept, an issue says so', async () => {
    const first = release('rx-1', '1', at(1), { contracts: [contract('c', 1), contract('gone', 5)] });
    const second = release('rx-1', '1', at(1), { contracts: [contract('c', 2)] });

    await importReleases(hub, [first], { name: 'one', dataset: 'rx' });
    const report = await importReleases(hub, [second], { name: 'two', dataset: 'rx' });

    expect(report.problems.map((problem) => [problem.rule, problem.count])).toContainEqual([
      'release-id-reused',
      1,
    ]);
    expect(
      await one(
        hub,
        `SELECT contract_id, value_amount::text FROM disclosed.contract WHERE process_key = 'rx-1'`,
      ),
    ).toEqual([['c', '2']]);
    expect(
      await one(
        hub,
        `SELECT state, count(*) FROM internal.release WHERE ocid = 'rx-1' GROUP BY 1 ORDER BY 1`,
      ),
    ).toEqual([
      ['kept', '1'],
      ['superseded', '1'],
    ]);
    expect(
      await one(
        hub,
        `SELECT is_merged, key ~ '~' FROM disclosed.release WHERE process_key = 'rx-1' ORDER BY 1`,
      ),
    ).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(
      await one(
        hub,
        `SELECT value_amount::text FROM disclosed.contract_version WHERE process_key = 'rx-1' ORDER BY 1`,
      ),
    ).toEqual([['1'], ['5']]);
  });

  test('a claim to be complete covers what complete imports state, and nothing between or beside', async () => {
    const dated = (ocid: string, date: string) => ({ ...release(ocid, date, `${date}T00:00:00Z`, {}) });
    const coverage = () =>
      one(
        hub,
        `SELECT from_on, to_on, is_complete FROM disclosed.coverage WHERE dataset_key = 'rv' ORDER BY is_complete, from_on`,
      );
    const options = { dataset: 'rv', chunkReleases: 1 };
    await importReleases(hub, [dated('rv-1', '2020-05-01')], { ...options, name: 'part' });

    // The process of 2020 is merged anew, and 2020 is not complete for that.
    const whole = ['2023-01-03', '2023-11-30', '2023-06-06'].map((day) => dated('rv-1', day));
    await importReleases(hub, whole, { ...options, name: 'whole', isComplete: true });
    await importReleases(hub, [dated('rv-2', '2026-02-02')], { ...options, name: 'one more' });
    await importReleases(hub, [dated('rv-3', '2025-01-01')], { ...options, name: 'year', isComplete: true });

    expect(await coverage()).toEqual([
      ['2020-05-01', '2026-02-02', false],
      ['2023-01-03', '2023-11-30', true],
      ['2025-01-01', '2025-01-01', true],
    ]);
  });

  test('the same content in other bytes is kept, and is no issue and no change', async () => {
    const text = JSON.stringify(release('rx-2', '1', at(1), { contracts: [contract('c', 1)] }));
    const spaced = JSON.stringify(JSON.parse(text), null, 2);
    await importOcds(hub, sourceOf('tight', Buffer.from(text)), { dataset: 'rx' });
    const before = await one(
      hub,
      `SELECT row_to_json(c)::text FROM disclosed.contract c WHERE process_key = 'rx-2'`,
    );

    const report = await importOcds(hub, sourceOf('spaced', Buffer.from(spaced)), { dataset: 'rx' });

    expect(report).toMatchObject({ newReleases: 1 });
    expect(report.problems.map((problem) => problem.rule)).not.toContain('release-id-reused');
    expect(
      await one(hub, `SELECT row_to_json(c)::text FROM disclosed.contract c WHERE process_key = 'rx-2'`),
    ).toEqual(before);
  });

  test('a compiled release stands for its process until a real one arrives', async () => {
    const record = {
      version: '1.1',
      uri: 'u',
      publishedDate: at(1),
      publisher: { name: 'P' },
      records: [
        {
          ocid: 'rx-3',
          releases: [{ url: 'http://x/p.json#7', date: at(1), tag: ['contract'] }],
          compiledRelease: release('rx-3', 'rx-3-compiled', at(1), {
            tag: ['compiled'],
            contracts: [contract('c', 2)],
          }),
        },
      ],
    };
    await importOcds(hub, sourceOf('record', Buffer.from(JSON.stringify(record))), { dataset: 'rx' });
    expect(await one(hub, `SELECT content_state FROM disclosed.process WHERE key = 'rx-3'`)).toEqual([
      ['compiled'],
    ]);
    expect(
      await one(hub, `SELECT kind, is_merged FROM disclosed.release WHERE process_key = 'rx-3' ORDER BY 1`),
    ).toEqual([
      ['compiled', true],
      ['linked', false],
    ]);

    await importReleases(hub, [release('rx-3', '7', at(1), { contracts: [contract('c', 1)] })], {
      name: 'real',
      dataset: 'rx',
    });

    expect(await one(hub, `SELECT content_state FROM disclosed.process WHERE key = 'rx-3'`)).toEqual([
      ['released'],
    ]);
    expect(await one(hub, `SELECT contract_id FROM disclosed.contract WHERE process_key = 'rx-3'`)).toEqual([
      ['c'],
    ]);
    expect(
      await one(
        hub,
        `SELECT kind, is_merged, url FROM disclosed.release WHERE process_key = 'rx-3' ORDER BY 1`,
      ),
    ).toEqual([
      ['compiled', false, null],
      ['release', true, 'http://x/p.json#7'],
    ]);
  });

  test('a record of links alone is a process with its links and no content', async () => {
    const record = {
      ocid: 'rx-4',
      releases: [
        { url: 'http://x/a.json#1', date: at(2), tag: ['tender'] },
        { url: 'http://x/b.json#2', date: at(3), tag: ['award'] },
      ],
    };

    const report = await importOcds(hub, sourceOf('links', Buffer.from(JSON.stringify(record))), {
      dataset: 'rx',
    });

    expect(report).toMatchObject({ newReleases: 2, processes: 1, contracts: 0 });
    expect(
      await one(
        hub,
        `SELECT content_state, tag, last_released_at, release_keys FROM disclosed.process WHERE key = 'rx-4'`,
      ),
    ).toEqual([['linked', ['tender', 'award'], '2024-01-02T16:00:00.000Z', []]]);
  });

  test('names come from the latest release, in whatever order they arrive; packs and persons are not overruled', async () => {
    const named = (ocid: string, day: number, name: string) =>
      release(ocid, '1', at(day), {
        parties: [party('77', name, 'buyer'), party('88', `${name} Ltd`, 'supplier')],
        buyer: { id: '77' },
        awards: [{ id: 'a', suppliers: [{ id: '88' }] }],
        contracts: [contract('c', 1)],
      });
    await importReleases(hub, [named('rn-2', 5, 'Newest')], { name: 'n2', dataset: 'rn' });
    await importReleases(hub, [named('rn-1', 1, 'Oldest')], { name: 'n1', dataset: 'rn' });
    await importReleases(hub, [named('rn-3', 5, 'Among equals')], { name: 'n3', dataset: 'rn' });

    expect(await one(hub, `SELECT name FROM disclosed.department WHERE key = 'XX-REG:77'`)).toEqual([
      ['Among equals'],
    ]);
    expect(await one(hub, `SELECT name FROM disclosed.supplier WHERE key = 'XX-REG:88'`)).toEqual([
      ['Among equals Ltd'],
    ]);
    expect(
      await one(
        hub,
        `SELECT buyer_department_key, supplier_key, supplier_count FROM disclosed.contract WHERE process_key = 'rn-1'`,
      ),
    ).toEqual([['XX-REG:77', 'XX-REG:88', 1]]);
  });

  test('a dry run says what an import then does, and writes nothing', async () => {
    await withHub(async (own) => {
      const releases = Array.from({ length: 7 }, (_, index) =>
        release(`rd-${index % 3}`, String(index), at(1 + index), {
          parties: [party('1', 'B', 'buyer')],
          buyer: { id: '1' },
          contracts: [contract(String(index), index)],
        }),
      );
      await importReleases(own, releases.slice(0, 1), { name: 'before', dataset: 'rd' });
      const before = await dumpState(own);

      const dry = await importReleases(own, releases, {
        name: 'all',
        dataset: 'rd',
        mode: 'dryRun',
        chunkReleases: 2,
      });
      expect(dumpDifferences(await dumpState(own), before)).toEqual([]);
      const real = await importReleases(own, releases, { name: 'all', dataset: 'rd' });

      const heading = [
        'disclosed.dataset',
        'disclosed.coverage',
        'disclosed.source',
        'disclosed.publication',
      ];
      const changes = Object.fromEntries(
        Object.entries(real.changes).filter(([table]) => !heading.includes(table)),
      );
      expect(dry.changes).toEqual(changes);
      // A process whose releases fall into several chunks is compiled with each, and its problems are counted each time.
      const common = { mode: '', seconds: 0, changes: {}, revisions: [], problems: [] };
      expect({ ...dry, ...common }).toEqual({ ...real, ...common });
    });
  });

  test('drafts wait as submissions and nothing of them is disclosed', async () => {
    await withHub(async (own) => {
      const releases = [release('rw-1', '1', at(1), { tender: { id: 't', title: 'Secret plan\u0000' } })];

      const report = await importReleases(own, releases, { name: 'drafts', dataset: 'rw', mode: 'draft' });
      const again = await importReleases(own, releases, { name: 'drafts', dataset: 'rw', mode: 'draft' });

      expect([report.newReleases, again.newReleases, again.repeatedReleases]).toEqual([1, 0, 1]);
      expect(
        await one(
          own,
          `SELECT kind, subject_type, subject_key, state, basis, payload->'tender'->>'title' FROM internal.submission`,
        ),
      ).toEqual([['ocds.release', 'Process', 'rw-1', 'draft', 'reviewed', 'Secret plan']]);
      expect(await dumpState(own, ['disclosed'])).toEqual({});
      expect(await one(own, 'SELECT count(*) FROM internal.release')).toEqual([['0']]);
    });
  });

  test('two imports of the same file at once end as one', async () => {
    await withHub(async (own) => {
      const releases = Array.from({ length: 40 }, (_, index) =>
        release(`rc-${index % 9}`, String(index), at(1 + (index % 8)), {
          contracts: [contract(String(index), index)],
        }),
      );
      const options = { name: 'same', dataset: 'rc', chunkReleases: 5 };

      const reports = await Promise.all([
        importReleases(own, releases, options),
        importReleases(own, releases, options),
        importReleases(own, [...releases].reverse(), { ...options, name: 'other' }),
      ]);

      expect(reports.map((report) => report.releases)).toEqual([40, 40, 40]);
      expect(reports.reduce((sum, report) => sum + report.newReleases, 0)).toBe(40);
      expect(await one(own, 'SELECT count(*), max(number) FROM disclosed.revision')).toEqual([['8', '8']]);
      expect(await one(own, 'SELECT count(*) FROM disclosed.contract')).toEqual([['40']]);
    });
  });
});
