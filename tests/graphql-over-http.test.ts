import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { HubServer } from '../src/server/build-server.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { openSmallServer } from './server-world.ts';

describe('GraphQL over HTTP', () => {
  let hub: TestHub;
  let server: HubServer;
  let url: string;
  beforeAll(async () => {
    hub = await openTestHub();
    server = await openSmallServer(hub);
    url = `${await server.app.listen({ host: '127.0.0.1', port: 0 })}/graphql`;
  });
  afterAll(async () => {
    await server.stop();
    await hub.destroy();
  });

  test('no audit of the specification fails', async () => {
    const results = await Promise.all(serverAudits({ url, fetchFn: fetch }).map((audit) => audit.fn()));

    expect(results.filter(({ status }) => status === 'error')).toEqual([]);
    expect(results.length).toBeGreaterThan(50);
    expect(results.filter(({ status }) => status === 'ok').length).toBeGreaterThanOrEqual(55);
  });
});
