import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { inRevision } from '../db/revision.ts';
import type { Act, Hub } from '../db/types.ts';
import { HubError } from '../errors.ts';
import { type JsonObject, writeJson } from '../json.ts';
import { applyFacts } from '../publish/apply.ts';
import type { FactRow } from '../publish/facts.ts';
import { baseFacts } from './base.ts';
import { BudgetWorld } from './budget/documents.ts';
import { importBudgets } from './budget/import.ts';
import { internalBudgets } from './budget/internal.ts';
import { publicExtras } from './extras.ts';
import { importDemoFile } from './import-file.ts';
import { internalFacts, sealedRows } from './internal.ts';
import { contractKey } from './keys.ts';
import { demoDataset, lastDay } from './marks.ts';
import { stories } from './stories/index.ts';
import { allPurchases, demoReleases } from './world.ts';

export type Tell = (line: string) => void;

const act: Act = { source: 'demo', actor: 'demo', reason: 'Demo city' };
/** Source of the last revision: while it is missing, the city is not finished. A release that adds to the city counts on. */
const lastAct: Act = { ...act, source: 'demo complete, edition 2' };
const demoLock = 7305;

type DemoState = 'none' | 'unfinished' | 'complete';

/**
 * Puts the demo city into a hub where no dataset stands and none was removed by `demo remove`, or finishes one whose
 * making was interrupted; returns whether it did. Safe to call at every start, also of two processes at once.
 */
export async function ensureDemo(hub: Hub, tell: Tell = () => {}): Promise<boolean> {
  return alone(hub, async (client) => {
    const state = await demoState(client);
    const { rows } = await client.query<{ wanted: boolean }>(
      `SELECT NOT EXISTS (SELECT FROM disclosed.dataset)
         AND NOT EXISTS (SELECT FROM disclosed.revision WHERE source = 'demo removed') AS wanted`,
    );
    if (state === 'complete' || (state === 'none' && !rows[0]!.wanted)) return false;
    if (state === 'unfinished') tell('The demo city was not finished, or is of an earlier release: going on');
    await makeDemo(hub, tell);
    return true;
  });
}

/**
 * Adds the demo city, or finishes it. Throws CONFLICT when it is there. Real datasets are not touched; where one is
 * loaded, the demo shows only to who asks for it.
 */
export async function addDemo(hub: Hub, tell: Tell = () => {}): Promise<void> {
  await alone(hub, async (client) => {
    if ((await demoState(client)) === 'complete') {
      throw new HubError(
        'CONFLICT',
        `The demo is already there (dataset "${demoDataset}"): remove it with "demo remove" first.`,
      );
    }
    await makeDemo(hub, tell);
  });
}

/** One process at a time makes the demo; the other waits and finds it made. */
async function alone<T>(hub: Hub, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await hub.pool('writer').connect();
  try {
    // Polled, because waiting for the lock itself would end at the login's time limits.
    for (;;) {
      const { rows } = await client.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1) AS taken', [
        demoLock,
      ]);
      if (rows[0]!.taken) break;
      await sleep(100);
    }
    return await work(client);
  } finally {
    // The session's end frees the lock, whatever happened.
    client.release(true);
  }
}

async function demoState(client: PoolClient): Promise<DemoState> {
  const { rows } = await client.query<{ present: boolean; complete: boolean }>(
    `SELECT EXISTS (SELECT FROM disclosed.dataset WHERE key = $1) AS present,
       coalesce(max(number) FILTER (WHERE source = $2), 0) > coalesce(max(number) FILTER (WHERE source = 'demo removed'), 0) AS complete
     FROM disclosed.revision`,
    [demoDataset, lastAct.source],
  );
  const { present, complete } = rows[0]!;
  return !present ? 'none' : complete ? 'complete' : 'unfinished';
}

/**
 * In several revisions: the city's bodies, its publisher's file, a second file with corrections, the workbooks of its
 * budgets, then what no file holds. Each step changes nothing where it was done before.
 */
async function makeDemo(hub: Hub, tell: Tell): Promise<void> {
  const purchases = allPurchases();
  const { first, corrections } = demoReleases(purchases);
  const budgets = new BudgetWorld(purchases);
  tell(
    `Demo city 示例市 (invented): ${purchases.length} purchases in ${first.length + corrections.length} releases, ${budgets.documents().length} budgets and final accounts`,
  );
  await inRevision(hub, act, (client) => applyFacts(client, baseFacts()));
  await importDemoFile(hub, 'shili-releases.json', packageOf('shili-releases', lastDay, first));
  await importDemoFile(
    hub,
    'shili-corrections.json',
    packageOf('shili-corrections', '2026-11-02', corrections),
  );
  await importBudgets(hub, budgets);
  await inRevision(hub, lastAct, async (client) => {
    await applyFacts(client, publicExtras(), { overwritesReviewed: true });
    await withdrawContract(client);
    await applyFacts(client, internalFacts(purchases));
    await applyFacts(client, await internalBudgets(client));
    await insertSealed(client, sealedRows(purchases));
  });
}

/** A release package as the demo's publisher would give it out. */
export function packageOf(name: string, day: string, releases: readonly JsonObject[]): Buffer {
  return Buffer.from(
    writeJson({
      uri: `https://notices.demo.invalid/${name}.json`,
      version: '1.1',
      publishedDate: `${day}T12:00:00+08:00`,
      publisher: { name: '示例市公共资源交易中心（演示）' },
      license: 'https://creativecommons.org/publicdomain/zero/1.0/',
      extensions: [
        'ocds_bid_extension/v1.1.5',
        'ocds_lots_extension/v1.1.5',
        'ocds_techniques_extension/master',
      ].map((path) => `https://raw.githubusercontent.com/open-contracting-extensions/${path}/extension.json`),
      releases: [...releases],
    }),
  );
}

/** The contract that has a tombstone leaves the current rows; its versions stay. */
async function withdrawContract(client: PoolClient): Promise<void> {
  const key = contractKey(stories.withdrawn, 0);
  const below = {
    contract_supplier: 'contract_key',
    transaction: 'contract_key',
    item: 'parent_key',
    document: 'parent_key',
    milestone: 'parent_key',
  };
  for (const [table, column] of Object.entries(below)) {
    await client.query(
      `SELECT internal.remove_uncompiled($1, array_agg(t.key)) FROM disclosed.${table} t WHERE t.${column} = $2 HAVING count(*) > 0`,
      [table, key],
    );
  }
  await client.query(`SELECT internal.remove_uncompiled('contract', $1)`, [[key]]);
}

/** The writer may add sealed rows and read none, so they do not go the way of facts. */
async function insertSealed(client: PoolClient, rows: readonly FactRow[]): Promise<void> {
  await client.query(
    `INSERT INTO sealed.tender_secret
       (key, dataset_key, subject_key, department_key, kind, value_amount, value_currency, names, opens_on_event, recorded_at)
     SELECT r.key, r.dataset_key, r.subject_key, r.department_key, r.kind, r.value_amount, r.value_currency, r.names,
       r.opens_on_event, r.recorded_at
     FROM jsonb_to_recordset($1) AS r (key text, dataset_key text, subject_key text, department_key text, kind text,
       value_amount numeric, value_currency text, names text[], opens_on_event text, recorded_at timestamptz)
     ON CONFLICT (key) DO NOTHING`,
    [JSON.stringify(rows)],
  );
}
