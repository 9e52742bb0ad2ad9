import { type ExecutionResult, graphql, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { newReadLog } from '../src/context.ts';
import { entitiesOf } from '../src/reader/source.ts';
import { type Audience, publicViewer, viewerOf } from '../src/viewer.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { superuserOf } from './walls/catalog.ts';
import { asRevision, type Filling, fillHub } from './walls/fill.ts';
import { executeNaively } from './walls/naive.ts';
import { type QuestionSources, Questions } from './walls/questions.ts';
import { Random } from './walls/random.ts';
import { loadStore, type Store } from './walls/rows.ts';

let hub: TestHub;
let store: Store;
let sources: Omit<QuestionSources, 'ids'>;

beforeAll(async () => {
  hub = await openTestHub();
  const filling = await fillHub(hub, 11);
  const moments = [new Date().toISOString()];
  const client = await superuserOf(hub);
  for (const round of [1, 2]) {
    await new Promise((done) => setTimeout(done, 5));
    await asRevision(client, ['disclosed', 'internal'], async () => {
      for (const table of ['disclosed.contract', 'disclosed.process', 'disclosed.supplier']) {
        const column = table === 'disclosed.supplier' ? 'name' : 'title';
        await client.query(`UPDATE ${table} SET ${column} = 'changed ' || $1 WHERE id % 3 = $2`, [
          round,
          round,
        ]);
      }
      await client.query(`UPDATE internal.contract_detail SET risk_note = 'changed' WHERE id % 3 = $1`, [
        round,
      ]);
      await client.query(`DELETE FROM disclosed.item WHERE id % 5 = $1`, [round]);
      await client.query(`UPDATE disclosed.department SET parent_key = NULL WHERE id % 4 = $1`, [round]);
    });
    moments.push(new Date().toISOString());
  }
  store = await loadStore(client);
  await client.end();
  sources = { values: valuesOf(filling), moments };
});
afterAll(() => hub.destroy());

function valuesOf(filling: Filling): Map<string, unknown[]> {
  const values = new Map<string, unknown[]>();
  for (const [place, rows] of filling) {
    for (const column of Object.keys(rows[0] ?? {})) {
      values.set(
        `${place}.${column}`,
        rows.map((row) => row[column]).filter((value) => value !== null),
      );
    }
  }
  return values;
}

async function ask(audience: Audience, source: string): Promise<ExecutionResult> {
  const viewer = audience === 'public' ? publicViewer : viewerOf('ANALYST', 'tester');
  const contextValue = { hub, viewer, requestId: 'test', today: '2026-06-01', reads: newReadLog() };
  const result = await graphql({ schema: schemaFor(audience), source, contextValue });
  return JSON.parse(JSON.stringify(result)) as ExecutionResult;
}

describe('reader against an executor without SQL', () => {
  test.each(['public', 'internal'] as const)('%s: generated queries have the same data', async (audience) => {
    const schema = schemaFor(audience);
    const ids = [...entitiesOf(schema).byName.values()].flatMap(({ name, schema, table }) =>
      (sources.values.get(`${schema}.${table}.key`) ?? []).slice(0, 4).map((key) => `${name}:${key}`),
    );
    const questions = new Questions(schema, new Random(7), { ...sources, ids: [...ids, 'Nothing:1', 'x'] });

    for (let count = 0; count < 400; count++) {
      const query = questions.next();
      expect(validate(schema, parse(query)), query).toEqual([]);
      const expected = await executeNaively(schema, audience, store, query);
      expect(expected.errors, query).toBeUndefined();

      expect(await ask(audience, query), query).toEqual(expected);
    }
  });
});
