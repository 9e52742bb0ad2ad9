import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRevision } from '../src/db/revision.ts';
import { openTestHub, type TestHub } from './hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await openTestHub();
});
afterAll(() => hub.destroy());

describe('revision', () => {
  test('a change is numbered, dated and signed', async () => {
    const made = await inRevision(hub, { source: 'demo', actor: 'tester', reason: 'try' }, async (client) => {
      await client.query(`INSERT INTO disclosed.dataset (key, name, kind) VALUES ('a', 'A', 'ocds')`);
      return 'done';
    });

    expect(made).toEqual({ result: 'done', disclosed: '1', internal: '1' });
    const { rows } = await hub.pool('public').query('SELECT key, from_revision FROM disclosed.dataset');
    expect(rows).toEqual([{ key: 'a', from_revision: '1' }]);
  });
});
