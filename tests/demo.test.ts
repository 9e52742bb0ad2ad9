import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { addDemo, ensureDemo } from '../src/demo/add.ts';
import { bodies, bodyCreditCode } from '../src/demo/city.ts';
import { controls, faults, faultsDocument } from '../src/demo/faults.ts';
import { contractKey } from '../src/demo/keys.ts';
import {
  canaries,
  canaryCents,
  canaryPattern,
  demoDataset,
  demoPattern,
  lastDay,
} from '../src/demo/marks.ts';
import { fenText, sum } from '../src/demo/money.ts';
import { methods } from '../src/demo/purchase.ts';
import { removeDemo } from '../src/demo/remove.ts';
import { stories } from '../src/demo/stories/index.ts';
import { companies } from '../src/demo/suppliers.ts';
import { allPurchases, demoReleases } from '../src/demo/world.ts';
import { checksumOf } from '../src/importers/ocds/compile/identifiers.ts';
import { importReleases } from '../src/importers/ocds/import.ts';
import { writeJson } from '../src/json.ts';
import { ensurePacks } from '../src/packs/ensure.ts';
import { loadPack, packsFolder } from '../src/packs/load.ts';
import { methodFor } from '../src/packs/methods.ts';
import { openTestHub, type TestHub } from './hub.ts';

type Dump = Record<string, string[]>;

/** Every row of every table of the hub's schemas as JSON text, for a superuser; without serials and the clock. */
async function dump(hub: TestHub): Promise<Dump> {
  const url = new URL(inject('testServer'));
  url.pathname = `/${hub.database.name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname IN ('disclosed', 'internal', 'sealed', 'hub', 'derived', 'public') AND c.relkind = 'r' ORDER BY 1`,
    );
    const result: Dump = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ line: string }>(
        `SELECT (to_jsonb(t) - '{id,at,started_at,finished_at,first_read_at,received_at}'::text[])::text AS line
         FROM ${name} t`,
      );
      result[name] = rows.map((one) => one.line).sort();
    }
    return result;
  } finally {
    await client.end();
  }
}

/** The dump without what says that revisions happened, and when an import published. */
function facts(all: Dump): Dump {
  return Object.fromEntries(
    Object.entries(all)
      .filter(([name]) => !/\.revision(_act)?$|_prisma_migrations/.test(name))
      .map(([name, rows]) => [
        name,
        rows.map((row) => row.replace(/("kind": "import",.*"published_at": ")[^"]*/, '$1')),
      ]),
  );
}

const holding = (all: Dump, schema: string, pattern: RegExp) =>
  Object.entries(all)
    .filter(([name]) => name.startsWith(schema))
    .flatMap(([name, rows]) => rows.filter((row) => pattern.test(row)).map((row) => `${name}: ${row}`));

describe('the demo city', () => {
  let hub: TestHub;
  let all: Dump;
  const query = async <T>(sql: string, values: unknown[] = []) =>
    (await hub.pool('internal').query(sql, values)).rows as T[];

  beforeAll(async () => {
    hub = await openTestHub();
    await ensurePacks(hub);
    const told: string[] = [];
    expect(await ensureDemo(hub, (line) => told.push(line))).toBe(true);
    expect(told.join('\n')).toContain('示例市');
    all = await dump(hub);
  });
  afterAll(async () => {
    await hub.destroy();
  });

  test('comes out the same to the byte in another hub', async () => {
    const other = await openTestHub();
    try {
      await ensurePacks(other);
      await ensureDemo(other);

      expect(facts(await dump(other))).toEqual(facts(all));
      await removeDemo(other);
      expect(await ensureDemo(other)).toBe(false);
    } finally {
      await other.destroy();
    }
  });

  test('is written the same every time', () => {
    const text = () => {
      const { first, corrections } = demoReleases(allPurchases());
      return writeJson([...first, ...corrections]);
    };

    expect(text()).toBe(text());
  });

  test.each(faults.map((fault) => [fault.id, fault] as const))(
    'has fault %s where the list says and nowhere else',
    async (_, fault) => {
      // The writer reads every disclosed column, those that hang a row to its parent included.
      const { rows: found } = await hub
        .pool('writer')
        .query<{ place: string }>(`SELECT place FROM (${fault.evidence}) found`, [demoDataset]);

      expect(found.map((row) => row.place).sort()).toEqual([...fault.where].sort());
    },
  );

  test('has near misses that are there and no fault', async () => {
    for (const control of controls) {
      const fault = faults.find((one) => one.id === control.near)!;
      for (const place of control.where) {
        const [ocid, contract] = place.split(' ');
        expect(fault.where).not.toContain(place);
        expect(
          await query(
            `SELECT FROM disclosed.process p WHERE p.key = $1
               AND ($2::text IS NULL OR EXISTS (SELECT FROM disclosed.contract c WHERE c.process_key = p.key AND c.contract_id = $2))
             UNION ALL SELECT FROM disclosed.budget_document d WHERE d.key = $1`,
            [ocid, contract ?? null],
          ),
        ).toHaveLength(1);
      }
    }
  });

  test('has its list of faults written down as it is', () => {
    expect(readFileSync(new URL('../docs/demo-faults.md', import.meta.url), 'utf8')).toBe(faultsDocument());
  });

  test('is imported without a problem but the planted ones', async () => {
    expect(
      await query(
        `SELECT rule, count, severity FROM internal.issue WHERE severity <> 'info' ORDER BY rule COLLATE "C", key`,
      ),
    ).toEqual([
      // B03, then the fault of purchases and B01, which the reader of the table sees, too.
      { rule: 'cn-within-three-public-30217', count: '1', severity: 'warning' },
      { rule: 'identifier-checksum', count: '1', severity: 'warning' },
      { rule: 'total-differs', count: '1', severity: 'warning' },
      { rule: 'total-rows', count: '1', severity: 'warning' },
    ]);
    expect(
      await query(
        `SELECT DISTINCT rule COLLATE "C" AS rule FROM internal.issue WHERE severity = 'info' ORDER BY 1`,
      ),
    ).toEqual(
      [
        // What releases say beyond the standard; B02; what the forms print beside their numbers.
        'additional-field',
        'not-in-open-codelist',
        'cn-procurement',
        'classification-remark',
        'unknown-classification',
        'unread-columns',
      ]
        .sort()
        .map((rule) => ({ rule })),
    );
    expect(await query(`SELECT DISTINCT state FROM internal.import`)).toEqual([{ state: 'complete' }]);
  });

  test('adds up: contracts per buyer and currency are those that were made', async () => {
    const made = new Map<string, bigint>();
    for (const purchase of allPurchases()) {
      if (
        purchase === stories.withdrawn ||
        purchase.ocid === stories.withdrawn.ocid ||
        purchase.hides.includes('contractValue')
      )
        continue;
      for (const contract of purchase.contracts.filter((one) => one.releasedOn <= lastDay)) {
        const amendment = contract.amendments.filter((one) => one.publishedOn <= lastDay).at(-1);
        const correction = purchase.corrections.find((one) => one.amount !== undefined);
        const key = `${demoDataset}:${purchase.buyer} ${purchase.currency}`;
        made.set(key, (made.get(key) ?? 0n) + (correction?.amount ?? amendment?.amount ?? contract.amount));
      }
    }

    const sums = await query<{ place: string; total: string }>(
      `SELECT buyer_department_key || ' ' || value_currency AS place, trim_scale(sum(value_amount)) AS total
       FROM disclosed.contract WHERE value_amount IS NOT NULL GROUP BY 1`,
    );
    expect(Object.fromEntries(sums.map((row) => [row.place, row.total]))).toEqual(
      Object.fromEntries([...made].map(([place, total]) => [place, fenText(total)])),
    );
  });

  test('adds up: lots make the tender, items make the contract, payments stay within it', async () => {
    expect(
      await query(
        `SELECT t.key FROM disclosed.tender t JOIN disclosed.lot l ON l.tender_key = t.key
         GROUP BY t.key, t.value_amount HAVING sum(l.value_amount) <> t.value_amount`,
      ),
    ).toEqual([]);
    for (const purchase of allPurchases()) {
      for (const contract of purchase.contracts) {
        if (contract === stories.overpaid.contracts[0] || contract.id === stories.overpaid.contracts[0]!.id)
          continue;
        expect(sum(contract.payments.map((one) => one.amount)) <= contract.amount, contract.id).toBe(true);
      }
    }
    const [lots] = await query<{ count: string }>('SELECT count(DISTINCT tender_key) FROM disclosed.lot');
    expect(Number(lots!.count)).toBeGreaterThan(3);
  });

  test('links every buyer to its body and names none anew', async () => {
    expect(
      await query(
        `SELECT key FROM disclosed.process WHERE buyer_department_key IS NULL OR NOT starts_with(buyer_department_key, $1)`,
        [`${demoDataset}:`],
      ),
    ).toEqual([]);
    const names = await query<{ key: string; name: string }>(
      'SELECT key, name FROM disclosed.department WHERE starts_with(key, $1)',
      [`${demoDataset}:`],
    );
    expect(new Map(names.map((row) => [row.key, row.name]))).toEqual(
      new Map(bodies.map((one) => [`${demoDataset}:${one.code}`, one.nameZh])),
    );
  });

  test('shows every stage, method, category and state', async () => {
    const values = async (table: string, column: string) =>
      (
        await query<{ value: string }>(
          `SELECT DISTINCT ${column} AS value FROM disclosed.${table} WHERE ${column} IS NOT NULL ORDER BY 1`,
        )
      ).map((row) => row.value);

    expect(await values('process', 'procurement_method')).toEqual(['direct', 'limited', 'open', 'selective']);
    expect((await values('tender', 'procurement_method_details')).sort()).toEqual(
      [...new Set(Object.values(methods).map((one) => one.local))].sort(),
    );
    expect(await values('process', 'main_procurement_category')).toEqual(['goods', 'services', 'works']);
    expect(await values('tender', 'status')).toEqual([
      'active',
      'cancelled',
      'complete',
      'planned',
      'unsuccessful',
    ]);
    expect(await values('award', 'status')).toEqual(['active', 'cancelled', 'pending']);
    expect(await values('contract', 'status')).toEqual(['active', 'terminated']);
    expect(await values('contract', 'value_currency')).toEqual(['CNY', 'USD']);
    expect(await values('withheld', 'category')).toEqual(['notPublic', 'notYetPublic', 'partlyRedacted']);
    expect(await values('milestone', 'status')).toEqual(['met', 'notMet', 'scheduled']);
    for (const table of [
      'plan',
      'lot',
      'bid',
      'item',
      'document',
      'amendment',
      'transaction',
      'framework',
      'approval',
      'related_process',
      'tombstone',
      'coverage',
      'department_event',
    ]) {
      expect(all[`disclosed.${table}`], table).not.toHaveLength(0);
    }
    const [joint] = await query<{ count: string }>(
      'SELECT count(*) FROM disclosed.award WHERE supplier_count = 2',
    );
    expect(joint).toEqual({ count: '2' });
  });

  test('keeps what a correction and a withdrawal replaced', async () => {
    const key = contractKey(stories.correctedPrice, 0);
    const before = await query<{ amount: string }>(
      'SELECT value_amount AS amount FROM disclosed.contract_version WHERE key = $1',
      [key],
    );
    const now = await query<{ amount: string }>(
      'SELECT value_amount AS amount FROM disclosed.contract WHERE key = $1',
      [key],
    );
    const made = stories.correctedPrice;
    expect([before, now]).toEqual([
      [{ amount: fenText(made.contracts[0]!.amount) }],
      [{ amount: fenText(made.awards[0]!.amount) }],
    ]);

    const gone = contractKey(stories.withdrawn, 0);
    expect(await query('SELECT key FROM disclosed.contract WHERE key = $1', [gone])).toEqual([]);
    expect(await query('SELECT key FROM disclosed.contract_version WHERE key = $1', [gone])).toEqual([
      { key: gone },
    ]);
    expect(await query('SELECT subject_key FROM disclosed.tombstone')).toEqual([{ subject_key: gone }]);
  });

  test('names no natural person, so that it comes out the same whatever the secret', () => {
    const parties = all['disclosed.party']!.map((row) => JSON.parse(row).is_person);

    expect(parties.length).toBeGreaterThan(100);
    expect(parties).not.toContain(true);
    expect(holding(all, 'disclosed', /person-[0-9a-f]{12}/)).toEqual([]);
  });

  test('discloses no internal, personal, sealed, secret or draft value', () => {
    expect(holding(all, 'disclosed', canaryPattern)).toEqual([]);
    expect(holding(all, 'disclosed', new RegExp(`${canaryCents.replace('.', '\\.')}\\b`))).toEqual([]);
    expect(holding(all, 'disclosed', /demo-(draft|secret)-\d/)).toEqual([]);
    const inside = ['internal', 'sealed'].flatMap((schema) => holding(all, schema, canaryPattern)).join('\n');
    for (const [kind, mark] of Object.entries(canaries)) expect(inside, kind).toContain(mark);
    expect(holding(all, 'sealed', new RegExp(canaryCents))).not.toEqual([]);
  });

  test('is added only to an empty hub, and not twice', async () => {
    expect(await ensureDemo(hub)).toBe(false);
    await expect(addDemo(hub)).rejects.toThrow('The demo is already there (dataset "demo-shili")');
  });

  test('has credit codes that are right and belong to nobody', () => {
    const codes = [
      ...companies.filter((one) => one.scheme === 'CN-USCI').map((one) => one.identifier!),
      ...bodies.map(bodyCreditCode),
    ];

    expect(new Set(codes).size).toBe(codes.length);
    for (const id of codes) {
      expect(id).toMatch(/^\d\d99/);
      expect([id, checksumOf({ scheme: 'CN-USCI', id })]).toEqual([
        id,
        id !== faults.find((one) => one.id === 'F07')!.where[0],
      ]);
    }
  });

  test('uses the methods of the jurisdiction pack', () => {
    const pack = loadPack(join(packsFolder, 'cn-beijing'));
    for (const { local, condition, ocds } of Object.values(methods)) {
      expect([local, methodFor(pack, local, { condition })?.ocdsMethod]).toEqual([local, ocds]);
    }
  });
});

/** Real data beside the demo: one release of another publisher. */
const bridge = {
  ocid: 'ocds-abcdef-bridge',
  id: 'bridge-1',
  date: '2026-02-03T10:00:00Z',
  tag: ['award', 'contract'],
  initiationType: 'tender',
  parties: [
    { id: 'town', name: 'Town', roles: ['buyer'], identifier: { scheme: 'X-TOWN', id: '17' } },
    {
      id: 'smith',
      name: 'Smith',
      roles: ['supplier'],
      identifier: { scheme: 'X-TRADE', id: '42' },
      contactPoint: { name: 'A. Smith' },
    },
  ],
  buyer: { id: 'town', name: 'Town' },
  tender: { id: 'bridge', title: 'Bridge' },
  awards: [{ id: '1', status: 'active', suppliers: [{ id: 'smith', name: 'Smith' }] }],
  contracts: [{ id: '1', awardID: '1', status: 'active', value: { amount: 10, currency: 'EUR' } }],
};

describe('demo remove', () => {
  test('leaves nothing of the demo anywhere, and everything else as it was', async () => {
    const hub = await openTestHub();
    try {
      await ensurePacks(hub);
      await importReleases(hub, [bridge], { name: 'bridge.json', dataset: 'town' });
      const before = facts(await dump(hub));
      expect(await ensureDemo(hub)).toBe(false);
      await addDemo(hub);
      await hub
        .pool('report')
        .query(
          `INSERT INTO internal.report (subject_type, subject_key, text) VALUES ('Contract', $1, 'wrong')`,
          [contractKey(stories.lateNotice, 0)],
        );

      const removed = await removeDemo(hub);

      const after = await dump(hub);
      expect(removed).toBeGreaterThan(10_000);
      for (const schema of ['disclosed', 'internal', 'sealed', 'hub'])
        expect(holding(after, schema, demoPattern)).toEqual([]);
      expect(facts(after)).toEqual(before);
      await expect(removeDemo(hub)).rejects.toThrow('There is no demo to remove');
      expect(await ensureDemo(hub)).toBe(false);
      await addDemo(hub);
      expect((await hub.pool('public').query('SELECT key FROM disclosed.dataset ORDER BY key')).rows).toEqual(
        [{ key: demoDataset }, { key: 'town' }],
      );
    } finally {
      await hub.destroy();
    }
  });
});
