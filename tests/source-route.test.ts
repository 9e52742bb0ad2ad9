import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { importReleases } from '../src/importers/ocds/import.ts';
import type { JsonObject } from '../src/json.ts';
import { clearSource } from '../src/publish/clear-source.ts';
import { findPersonNumbers } from '../src/publish/person-numbers.ts';
import { buildServer, type HubServer } from '../src/server/build-server.ts';
import { newLogger } from '../src/server/log.ts';
import { checkGrant, signToken } from '../src/server/tokens.ts';
import { openTestHub, superuserOf, type TestHub } from './hub.ts';
import { ask } from './server-world.ts';

let hub: TestHub;
let server: HubServer;
beforeAll(async () => {
  hub = await openTestHub();
  server = await buildServer({
    hub,
    schemas: { public: schemaFor('public'), internal: schemaFor('internal') },
    today: () => '2026-06-01',
    log: newLogger('silent'),
  });
});
afterAll(async () => {
  await server.stop();
  await hub.destroy();
});

const release = (word: string): JsonObject => ({
  ocid: `ocds-zz-${word}`,
  id: '1',
  date: '2026-01-01T00:00:00Z',
  tag: ['tender'],
  initiationType: 'tender',
  tender: { id: 't', title: `Bridge of ${word}` },
});

/** Imports one release and answers the hash of its file and the file's text. */
async function imported(word: string, content = release(word)): Promise<{ sha256: string; text: string }> {
  await importReleases(hub, [content], { name: `${word} 桥.jsonl`, dataset: word });
  const { rows } = await hub
    .pool('writer')
    .query<{ sha256: string; bytes: Buffer }>(
      `SELECT f.sha256, f.bytes FROM internal.source_file f JOIN disclosed.source s USING (sha256) WHERE s.dataset_key = $1`,
      [word],
    );
  return { sha256: rows[0]!.sha256, text: rows[0]!.bytes.toString('utf8') };
}

const get = (hash: string, headers: Record<string, string> = {}) =>
  server.app.inject({ method: 'GET', url: `/source/${hash}`, headers });
const why = { reason: 'published by its maker', reviewer: 'Li' };

describe('/source/<sha256>', () => {
  test('a file is public from its clearing on, byte for byte, as a download that nothing runs', async () => {
    const { sha256, text } = await imported('cleared');
    const isCleared = async () => {
      const { body } = await ask(server, {
        query:
          '{ datasets(where: { keys: ["cleared"] }) { nodes { sources { nodes { sha256 isCleared } } } } }',
      });
      return body.data.datasets.nodes[0].sources.nodes;
    };
    expect((await get(sha256)).statusCode).toBe(404);
    expect(await isCleared()).toEqual([{ sha256, isCleared: false }]);

    expect(await clearSource(hub, { sha256, ...why })).toMatchObject({ state: 'cleared' });
    expect(await clearSource(hub, { sha256, ...why })).toMatchObject({ state: 'wasCleared', revision: null });

    const answer = await get(sha256);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toBe(text);
    expect(createHash('sha256').update(answer.rawPayload).digest('hex')).toBe(sha256);
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': `attachment; filename="cleared__.jsonl"; filename*=UTF-8''cleared%20%E6%A1%A5.jsonl`,
    });
    expect((await get(sha256, { 'if-none-match': `"${sha256}"` })).statusCode).toBe(304);
    expect(await isCleared()).toEqual([{ sha256, isCleared: true }]);
    const token = await signToken(hub.secret, checkGrant({ role: 'ANALYST', name: 'tester' }));
    const asAnalyst = await get(sha256, { authorization: `Bearer ${token}` });
    expect([asAnalyst.statusCode, asAnalyst.headers['cache-control']]).toEqual([200, 'private, no-store']);
    const { rows } = await hub
      .pool('public')
      .query(`SELECT kind, subject_key, basis, note FROM disclosed.publication WHERE kind = 'clear'`);
    expect(rows).toEqual([{ kind: 'clear', subject_key: sha256, basis: 'reviewed', note: null }]);
    const owner = await superuserOf(hub);
    const acts = await owner.query(`SELECT actor, reason FROM internal.revision_act WHERE actor = 'Li'`);
    await owner.end();
    expect(acts.rows).toEqual([{ actor: 'Li', reason: 'published by its maker' }]);
  });

  test('a file that was not cleared, one that is not there and what is no hash answer alike, to everybody', async () => {
    const { sha256 } = await imported('kept');
    const token = await signToken(hub.secret, checkGrant({ role: 'ADMIN', name: 'tester' }));
    const shown = async (hash: string, headers = {}) => {
      const { statusCode, body, headers: said } = await get(hash, headers);
      const { date: _date, 'x-request-id': _id, ...rest } = said;
      return JSON.stringify([statusCode, body, rest]);
    };
    for (const headers of [{}, { authorization: `Bearer ${token}` }]) {
      const answers = await Promise.all(
        [sha256, '0'.repeat(64), 'x', sha256.toUpperCase(), '..%2f..%2fetc%2fpasswd'].map((hash) =>
          shown(hash, headers),
        ),
      );
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('NOT_FOUND');
    }
    expect((await get(sha256, { authorization: 'Bearer x.y.z' })).statusCode).toBe(401);
  });

  test('a file with the number of a person is refused with the place and without the number', async () => {
    // The example of GB 11643.
    const number = '11010519491231002X';
    const tender = { id: 't', title: 'Bridge', description: `经办人 ${number}` };
    const { sha256 } = await imported('person', { ...release('person'), tender });

    const refusal = await clearSource(hub, { sha256, ...why }).catch((error: Error) => error.message);
    expect(refusal).toContain('/tender/description');
    expect(refusal).not.toContain(number);
    expect((await get(sha256)).statusCode).toBe(404);
  });

  test('the detector reads every cell of a table, packed or not, and refuses what it cannot read', async () => {
    const number = '11010519491231002X';
    const table = (cell: string) => Buffer.from(`name,note\nBridge,${cell}\nRoad,salt\n`);
    const look = (bytes: Buffer) => findPersonNumbers({ name: 'x.csv', bytes });

    expect(await look(table('none'))).toEqual([]);
    for (const bytes of [table(number), gzipSync(table(number)), table('1101 0519 4912 3100 2X')])
      expect(await look(bytes)).toEqual([{ place: expect.stringContaining('row 2, column 2') }]);
    expect(
      await look(Buffer.from(JSON.stringify([{ scheme: 'MX-CURP', id: 'AAAA000101HDFRRL01' }]))),
    ).not.toEqual([]);
    await expect(look(Buffer.from('%PDF-1.7\n'))).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(look(Buffer.from([0, 1, 2, 3, 255, 254, 0, 7]))).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
  });

  test('the detector reads JSON as it is written: long numbers to the last digit, and members that come twice', async () => {
    const look = (text: string) => findPersonNumbers({ name: 'x.json', bytes: Buffer.from(text) });

    expect(await look('{"value":110105194912311,"note":"110105194912311050"}')).toEqual([]);
    for (const text of [
      '{"id":110105194912311049}',
      '{"note":"11010519491231002X","note":"none"}',
      '{"note":"\\u0031\\u00310105194912311049","note":"none"}',
      '{"id":1}\n{"id":110105194912311049}\n',
    ])
      expect(await look(text)).toEqual([{ place: expect.stringMatching(/^character \d+$/) }]);
  });

  test('nobody, no reason, no hash, an unknown hash are refused', async () => {
    const { sha256 } = await imported('why');
    for (const [asked, code] of [
      [{ sha256, reason: ' ', reviewer: 'Li' }, 'BAD_INPUT'],
      [{ sha256, reason: 'x', reviewer: '' }, 'BAD_INPUT'],
      [{ sha256: 'x', reason: 'x', reviewer: 'Li' }, 'BAD_INPUT'],
      [{ sha256: '0'.repeat(64), reason: 'x', reviewer: 'Li' }, 'NOT_FOUND'],
    ] as const)
      await expect(clearSource(hub, asked)).rejects.toMatchObject({ code });
  });
});
