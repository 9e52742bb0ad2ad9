import { afterAll, beforeAll, expect, test } from 'vitest';
import { sourceOf } from '../src/importers/ocds/source.ts';
import { importTable } from '../src/importers/table/import.ts';
import { listProfiles } from '../src/importers/table/profile/load.ts';
import { openTableFile } from '../src/importers/table/read/index.ts';
import { template } from '../src/importers/table/template.ts';
import type { HubServer } from '../src/server/build-server.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { openSmallServer } from './server-world.ts';

let hub: TestHub;
let server: HubServer;
beforeAll(async () => {
  hub = await openTestHub();
  server = await openSmallServer(hub);
});
afterAll(async () => {
  await server.stop();
  await hub.destroy();
});

const get = (url: string) => server.app.inject({ url, headers: { host: 'localhost' } });

async function sheetNames(bytes: Buffer): Promise<string[]> {
  const file = await openTableFile(sourceOf('t.xlsx', bytes), { report: () => {} });
  const names: string[] = [];
  for await (const sheet of file.sheets()) {
    for await (const _ of sheet.rows()) {
      // Read once, so that the next can be asked for.
    }
    names.push(sheet.name);
  }
  await file.close();
  return names;
}

test('everyone may download the template of a noun', async () => {
  const answer = await get('/template/three-public.xlsx');

  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-type']).toBe(
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  );
  expect(answer.headers['content-disposition']).toBe('attachment; filename="three-public.xlsx"');
  expect(await sheetNames(answer.rawPayload)).toEqual(['“三公”经费', '说明 Fields']);
});

test('what is no noun is not found, and the answer names those that are', async () => {
  for (const name of ['nothing.xlsx', 'budget.csv', '..%2F..%2Fpackage.json']) {
    const answer = await get(`/template/${name}`);
    expect(answer.statusCode).toBe(404);
    expect(answer.body).toContain('budget.xlsx');
  }
});

test('every profile has a workbook to fill, with a sheet for each table that it reads', async () => {
  const profiles = (await listProfiles()).filter(({ pack }) => pack !== null);
  expect(profiles.length).toBeGreaterThan(0);
  for (const { name } of profiles) {
    const names = await sheetNames(await template(name));
    expect([name, names.at(-1)]).toEqual([name, '说明 Fields']);
    expect(names.length).toBeGreaterThan(1);
  }
});

test('an unfilled template gives no facts', async () => {
  const report = await importTable(hub, sourceOf('empty.xlsx', await template('budget')), {
    profile: 'budget',
    dataset: 'empty',
  });
  expect(report.changes['disclosed.budget_line']).toBeUndefined();
  expect(report.layouts.map(({ lines }) => lines)).toEqual([0]);
});
