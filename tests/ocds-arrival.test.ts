import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importOcds, importReleases } from '../src/importers/ocds/import.ts';
import { openSource, sourceOf } from '../src/importers/ocds/source.ts';
import type { JsonObject } from '../src/json.ts';
import { compiledTables } from '../src/publish/facts.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { askAll } from './ocds-dump.ts';
import { filesOf } from './real/plain-releases.ts';
import { describeWithSharedData } from './shared-data.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

const ask = async (sql: string, values: unknown[] = []) =>
  (await askAll<Record<string, unknown>>(hub, sql, values)).map((row) => Object.values(row));

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((item, index) =>
    permutations(list.filter((_, other) => other !== index)).map((rest) => [item, ...rest]),
  );
}

/** What the arrival may decide: which file brought what, and the history on the way. */
const ofArrival = ['id', 'from_revision', 'source_key', 'pointer'];
let orders = 0;

/** The rows after each order of arrival, each time as another process: each release in a file of its own, and all in one. */
async function outcomes(releases: readonly JsonObject[]): Promise<Record<string, string[]>[]> {
  const dumps = [];
  for (const order of permutations(releases)) {
    for (const files of [order.map((release) => [release]), [order]]) {
      orders += 1;
      const ocid = `order-${orders}-`;
      for (const [index, file] of files.entries()) {
        const own = file.map((release) => ({ ...release, ocid }));
        await importReleases(hub, own, { name: `${ocid}${index}`, dataset: 'orders', chunkReleases: 2 });
      }
      const dump: Record<string, string[]> = {};
      for (const table of ['process', ...compiledTables]) {
        const rows = await ask(
          `SELECT (to_jsonb(t) - $2::text[])::text FROM disclosed.${table} t WHERE ${table === 'process' ? 'key' : 'process_key'} = $1`,
          [ocid, ofArrival],
        );
        // Hashes follow the ocid.
        const plain = rows.map(([row]) =>
          String(row)
            .replaceAll(ocid, 'ar-1')
            .replaceAll(/\b[0-9a-f]{64}\b|~[0-9a-f]{16}\b/g, '~'),
        );
        if (rows.length > 0) dump[table] = plain.sort();
      }
      dumps.push(dump);
    }
  }
  return dumps;
}

const head = { ocid: 'ar-1', tag: ['contract'] };
const version = (day: string, amount: number, id = '1'): JsonObject => ({
  ...head,
  id,
  date: `2017-${day}T00:00:00Z`,
  contracts: [{ id: 'c', value: { amount, currency: 'CNY' } }],
});

describe('an id that comes again with other content', () => {
  test('the later date stands, in whatever order they arrive', async () => {
    const releases = [
      version('08-08', 1),
      version('09-08', 2),
      version('01-01', 3),
      version('05-05', 4, '2'),
    ];

    const [first, ...rest] = await outcomes(releases);

    expect(first!.contract!.map((row) => JSON.parse(row).value_amount)).toEqual([2]);
    expect(first!.release).toHaveLength(4);
    for (const dump of rest) expect(dump).toEqual(first);
  });

  test('one without a readable date gives way to one that has it; both are kept and an issue says so', async () => {
    const dated = { ...version('08-08', 1), ocid: 'ar-2' };
    const undated = { ...version('09-08', 2), ocid: 'ar-2', date: 'soon' };
    await importReleases(hub, [dated], { name: 'dated', dataset: 'ar' });

    const report = await importReleases(hub, [undated], { name: 'undated', dataset: 'ar' });

    expect(report.problems.map(({ rule }) => rule)).toContain('release-id-reused');
    expect(await ask(`SELECT value_amount::text FROM disclosed.contract WHERE process_key = 'ar-2'`)).toEqual(
      [['1']],
    );
    expect(await ask(`SELECT state FROM internal.release WHERE ocid = 'ar-2' ORDER BY id`)).toEqual([
      ['kept'],
      ['superseded'],
    ]);
  });

  test('a dry run in several chunks says the same', async () => {
    const releases = [version('08-08', 1), version('09-08', 2), version('01-01', 3)].map((release) => ({
      ...release,
      ocid: 'ar-3',
    }));
    await importReleases(hub, releases.slice(1, 2), { name: 'first', dataset: 'ar' });

    const options = { name: 'all', dataset: 'ar', chunkReleases: 1 };
    const dry = await importReleases(hub, releases, { ...options, mode: 'dryRun' });
    const real = await importReleases(hub, releases, options);

    expect(dry.changes['disclosed.contract']).toEqual({ inserted: 0, updated: 0, removed: 0 });
    expect(real.changes['disclosed.contract']).toEqual({ inserted: 0, updated: 0, removed: 0 });
    expect(dry.changes['disclosed.release']).toEqual(real.changes['disclosed.release']);
  });
});

describe("a publisher's compiled release beside single ones", () => {
  const ocid = 'ar-1';
  const single = (id: string, day: string, rest: JsonObject): JsonObject => ({
    ocid,
    id,
    date: `2017-${day}T00:00:00Z`,
    tag: ['contract'],
    ...rest,
  });
  const compiled = (day: string, rest: JsonObject): JsonObject => ({
    ...single(`compiled-${day}`, day, rest),
    tag: ['compiled'],
  });
  const supplier = { id: 's', name: 'S' };
  const award = { id: 'a', title: 'single', suppliers: [supplier] };

  test('is merged at its own date where it states a contract that they lack, in whatever order they arrive', async () => {
    const releases = [
      single('1', '01-01', { awards: [award], contracts: [{ id: 'c', awardID: 'a', title: 'old' }] }),
      single('2', '03-03', { contracts: [{ id: 'c', title: 'newest' }] }),
      compiled('02-02', {
        awards: [{ ...award, title: 'compiled' }],
        contracts: [
          { id: 'c', awardID: 'a', title: 'compiled' },
          { id: 'only', awardID: 'a', title: 'amendment' },
        ],
      }),
      // The later edition leaves out what the earlier one stated, and is right about the rest.
      compiled('01-15', { contracts: [{ id: 'only', title: 'draft' }, { id: 'earlier' }] }),
    ];

    const [first, ...rest] = await outcomes(releases);

    for (const dump of rest) expect(dump).toEqual(first);
    const contracts = first!.contract!.map((row) => JSON.parse(row));
    expect(contracts.map((row) => [row.contract_id, row.title]).sort()).toEqual([
      ['c', 'newest'],
      ['earlier', null],
      ['only', 'amendment'],
    ]);
    const [process] = first!.process!.map((row) => JSON.parse(row));
    expect([process.content_state, process.tag]).toEqual(['released', ['contract']]);
    expect(process.release_keys).toEqual([
      'ar-1/release/1',
      'ar-1/compiled/compiled-01-15',
      'ar-1/compiled/compiled-02-02',
      'ar-1/release/2',
    ]);
  });

  const rule = async (ocid: string, releases: JsonObject[]) => {
    const { problems } = await importReleases(
      hub,
      releases.map((release) => ({ ...release, ocid })),
      { name: ocid, dataset: 'ar' },
    );
    return problems
      .filter((problem) => problem.rule === 'compiled-release-still-needed')
      .map(({ severity, value }) => [severity, value]);
  };
  const full = { awards: [award], contracts: [{ id: 'c', awardID: 'a', items: [{ id: 'i' }] }] };

  test.each<[string, JsonObject, JsonObject, string]>([
    ['an award', full, { awards: [{ id: 'b' }] }, 'award b'],
    ['a contract', full, { contracts: [{ id: 7 }, { id: 8 }] }, 'contract 7, contract 8'],
    [
      'the items of a tender',
      { ...full, tender: { id: 't' } },
      { tender: { id: 't', items: [{ id: 'i' }] } },
      'items of the tender',
    ],
    ['a tender with items', full, { tender: { items: [{ id: 'i' }] } }, 'items of the tender'],
    ['the items of an award', full, { awards: [{ id: 'a', items: [{ id: 'i' }] }] }, 'items of award a'],
    [
      'the supplier of a contract, by its award',
      { contracts: [{ id: 'c' }] },
      { awards: [award], contracts: [{ id: 'c', awardID: 'a' }] },
      'award a, suppliers of contract c',
    ],
    [
      'the suppliers of an award',
      { awards: [{ id: 'a' }], contracts: [{ id: 'c', awardID: 'a' }] },
      { awards: [award] },
      'suppliers of award a',
    ],
  ])('only it states %s: the issue names it', async (what, ones, whole, named) => {
    const ocid = `ar-${what.replaceAll(/\W/g, '-')}`;

    expect(await rule(ocid, [single('1', '01-01', ones), compiled('01-02', whole)])).toEqual([
      ['info', named],
    ]);
    expect(
      await ask('SELECT kind, is_merged FROM disclosed.release WHERE process_key = $1 ORDER BY 1', [ocid]),
    ).toEqual([
      ['compiled', true],
      ['release', true],
    ]);
  });

  test('is left out where the single ones state all that it states', async () => {
    const whole = { ...full, tender: { title: 'only here' }, contracts: [{ id: 'c', title: 'only here' }] };

    expect(await rule('ar-all', [single('1', '01-01', full), compiled('01-02', whole)])).toEqual([]);
    expect(
      await ask(`SELECT kind, is_merged FROM disclosed.release WHERE process_key = 'ar-all' ORDER BY 1`),
    ).toEqual([
      ['compiled', false],
      ['release', true],
    ]);
  });

  test('does not double what has no id', async () => {
    const item = { description: 'a thing' };
    const ones = { contracts: [{ id: 'c', items: [item], suppliers: [{ name: 'S' }] }] };
    const whole = {
      contracts: [
        { id: 'c', items: [item, { description: 'another' }], suppliers: [{ name: 'S' }] },
        { id: 'd', items: [item] },
      ],
    };

    await rule('ar-idless', [single('1', '01-01', ones), compiled('01-02', whole)]);

    expect(
      await ask(
        `SELECT parent_key, description FROM disclosed.item WHERE process_key = 'ar-idless' ORDER BY 1, 2`,
      ),
    ).toEqual([
      ['ar-idless/contract/c', 'a thing'],
      ['ar-idless/contract/d', 'a thing'],
    ]);
  });
});

test.each([
  ['01-01', '1.0'],
  ['01-01', '1.1'],
  ['03-03', '1.0'],
  ['03-03', '1.1'],
])(
  'a supplier that the compiled release of %s names without an id does not come in addition (%s)',
  async (day, standard) => {
    const ocid = `ar-supplier-${day}-${standard}`;
    const identifier = { scheme: 'XX', id: '7' };
    const of = (id: string, date: string, tag: string, rest: JsonObject): JsonObject => ({
      ...{ ocid, id, date: `2017-${date}T00:00:00Z`, tag: [tag] },
      ...rest,
    });
    const pack = {
      version: standard,
      releases: [
        of('1', '02-02', 'award', { awards: [{ id: 'a', suppliers: [{ id: 's', name: 'S', identifier }] }] }),
        of('2', day, 'compiled', {
          awards: [{ id: 'a', suppliers: [{ name: 'S', identifier }] }],
          contracts: [{ id: 'only' }],
        }),
      ],
    };

    await importOcds(hub, sourceOf(ocid, Buffer.from(JSON.stringify(pack))), { dataset: 'ar' });

    expect(await ask('SELECT supplier_count FROM disclosed.award WHERE process_key = $1', [ocid])).toEqual([
      [1],
    ]);
  },
);

describeWithSharedData('paraguay-dncp', () => {
  test('contracts that only compiled releases state are there, in both orders of the files, and issues say so', async () => {
    const only = [
      '273637-infocenter-s-a-1-ampliacion',
      '274744-nelson-francisco-vera-quintana-2-ampliacion',
      // The publisher's later edition of this record lists no contracts.
      '275348-eduardo-elizeche-benitez-sac-1-modificacion',
    ];
    const files = filesOf('paraguay-dncp').filter((path) =>
      /\/27(3637|4744|5348)-|27(3637|4744|5348)[^/]*\.json$/.test(path),
    );
    expect(files.length).toBeGreaterThan(10);
    for (const [dataset, order] of Object.entries({ py: files, yp: [...files].reverse() })) {
      const own = await openTestHub();
      try {
        for (const path of order) await importOcds(own, await openSource(path), { dataset });
        const found = await askAll<{ id: string; keys: string[] }>(
          own,
          'SELECT contract_id AS id, release_keys AS keys FROM disclosed.contract WHERE contract_id = ANY ($1) ORDER BY 1',
          [only],
        );
        expect(found.map(({ id }) => id)).toEqual(only);
        for (const { keys } of found) expect(keys.every((key) => key.includes('/compiled/'))).toBe(true);
        const issues = await askAll<{ value: string }>(
          own,
          `SELECT value FROM internal.issue WHERE rule = 'compiled-release-still-needed'`,
        );
        const said = issues.map(({ value }) => value).join();
        for (const id of only) expect(said).toContain(`contract ${id}`);
      } finally {
        await own.destroy();
      }
    }
  }, 60_000);
});

test('the same file in other bytes does not count as another date', async () => {
  const release = { ...version('08-08', 1), ocid: 'ar-9' };
  await importReleases(hub, [release], { name: 'one', dataset: 'ar' });

  const report = await importOcds(hub, sourceOf('two', Buffer.from(JSON.stringify(release, null, 1))), {
    dataset: 'ar',
  });

  expect(report.problems.map(({ rule }) => rule)).not.toContain('release-id-reused');
});
