import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { inRevision } from '../src/db/revision.ts';
import { addDemo, ensureDemo, packageOf } from '../src/demo/add.ts';
import { baseFacts } from '../src/demo/base.ts';
import { BudgetWorld } from '../src/demo/budget/documents.ts';
import { budgetFiles, workbookOf } from '../src/demo/budget/files.ts';
import { importDemoTable } from '../src/demo/budget/import.ts';
import { demoProfiles } from '../src/demo/budget/profiles.ts';
import { importDemoFile } from '../src/demo/import-file.ts';
import { lastDay } from '../src/demo/marks.ts';
import { allPurchases, demoReleases } from '../src/demo/world.ts';
import { applyFacts } from '../src/publish/apply.ts';
import { openTestHub, superuserOf, type TestHub } from './hub.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await openTestHub();
});
afterEach(async () => {
  await hub.destroy();
});

async function counts(): Promise<Record<string, string>> {
  const { rows } = await hub.pool('writer').query(
    `SELECT (SELECT count(*) FROM disclosed.contract) AS contracts, (SELECT count(*) FROM disclosed.process) AS processes,
       (SELECT count(*) FROM disclosed.tombstone) AS tombstones, (SELECT count(*) FROM disclosed.budget_document) AS documents,
       (SELECT count(*) FROM disclosed.budget_line) AS lines, (SELECT count(*) FROM internal.contract_detail) AS details`,
  );
  return rows[0];
}

const whole = { contracts: '212', processes: '218', tombstones: '1', documents: '51', lines: '6015' };
const act = { source: 'demo', actor: 'demo' };

describe('demo', () => {
  test('one that was interrupted after any of its steps is finished at the next start', async () => {
    await inRevision(hub, act, (client) => applyFacts(client, baseFacts()));
    const afterBodies = await counts();

    const said: string[] = [];
    const isMade = await ensureDemo(hub, (line) => said.push(line));

    expect(afterBodies).toMatchObject({ contracts: '0' });
    expect(isMade).toBe(true);
    expect(said[0]).toBe('The demo city was not finished, or is of an earlier release: going on');
    expect(await counts()).toMatchObject(whole);
  });

  test('one of an earlier release gets what this release adds, and stays as it was beside', async () => {
    await ensureDemo(hub);
    const before = await counts();
    const admin = await superuserOf(hub);
    await admin.query(
      "UPDATE disclosed.revision SET source = 'demo complete' WHERE source LIKE 'demo complete%'",
    );
    await admin.end();

    expect(await ensureDemo(hub)).toBe(true);
    expect(await counts()).toEqual(before);
    expect(await ensureDemo(hub)).toBe(false);
  });

  test('one that was interrupted after its publisher’s file is finished, too', async () => {
    const { first } = demoReleases(allPurchases());
    await inRevision(hub, act, (client) => applyFacts(client, baseFacts()));
    await importDemoFile(hub, 'shili-releases.json', packageOf('shili-releases', lastDay, first));

    await addDemo(hub);

    expect(await counts()).toMatchObject(whole);
    expect(Number((await counts()).details)).toBeGreaterThan(0);
    expect(await ensureDemo(hub)).toBe(false);
  });

  test('one that was interrupted between two of its workbooks is finished, too', async () => {
    const purchases = allPurchases();
    const { first, corrections } = demoReleases(purchases);
    await inRevision(hub, act, (client) => applyFacts(client, baseFacts()));
    await importDemoFile(hub, 'shili-releases.json', packageOf('shili-releases', lastDay, first));
    await importDemoFile(
      hub,
      'shili-corrections.json',
      packageOf('shili-corrections', '2026-11-02', corrections),
    );
    const [workbook] = budgetFiles(new BudgetWorld(purchases).documents());
    const { budget } = await demoProfiles();
    await importDemoTable(hub, workbook!.name, await workbookOf(workbook!), budget);
    const before = await counts();

    expect(await ensureDemo(hub)).toBe(true);

    expect(before).toMatchObject({ documents: '3' });
    expect(await counts()).toMatchObject(whole);
  });

  test('two processes that start at once make one city', async () => {
    const made = await Promise.all([ensureDemo(hub), ensureDemo(hub)]);

    expect(made.sort()).toEqual([false, true]);
    expect(await counts()).toMatchObject(whole);
  });
});
