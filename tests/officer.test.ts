import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { entitiesOf } from '../src/reader/source.ts';
import { buildServer, type HubServer } from '../src/server/build-server.ts';
import { newLogger } from '../src/server/log.ts';
import { checkGrant, signToken } from '../src/server/tokens.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { ask } from './server-world.ts';
import { superuserOf } from './walls/catalog.ts';
import { asRevision, canary, type FilledRow, type Filling, fillHub } from './walls/fill.ts';

const schemas = { public: schemaFor('public'), internal: schemaFor('internal') };

let hub: TestHub;
let filling: Filling;
let server: HubServer;
beforeAll(async () => {
  hub = await openTestHub();
  filling = await fillHub(hub, 41, {
    department: 12,
    submission: 60,
    import: 60,
    issue: 60,
    contract: 60,
    process: 40,
  });
  server = await buildServer({ hub, schemas, today: () => '2026-06-01', log: newLogger('silent') });
});
afterAll(async () => {
  await server.stop();
  await hub.destroy();
});

const departments = () => filling.get('disclosed.department')!;

/** A department and all below it, found without SQL. */
function below(...roots: string[]): Set<string> {
  const found = new Set(roots);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const { key, parent_key } of departments())
      if (found.has(String(parent_key))) found.add(String(key));
  }
  return found;
}

async function tokenOf(...keys: string[]): Promise<string> {
  return signToken(hub.secret, checkGrant({ role: 'OFFICER', name: keys.join(), departments: keys }));
}

/** Tables with a policy for officers: every table of `internal` that says whose a row is, and the officer may read. */
const internalPlaces = () =>
  [...entitiesOf(schemas.internal).byName.values()]
    .filter(({ schema }) => schema === 'internal')
    .map(({ name, table }) => ({ name, place: `internal.${table}` }));

const ownRows = (place: string, own: ReadonlySet<string>): FilledRow[] =>
  filling
    .get(place)!
    .filter(({ department_key }) => department_key !== null && own.has(String(department_key)));

const keysOf = (rows: readonly FilledRow[]) => rows.map(({ key }) => String(key)).sort();

/** The first department that has something below it, one far from it, and the superior of all above the first. */
function actors(): { upper: string; other: string; lower: string } {
  const keys = departments().map(({ key }) => String(key));
  const upper = keys.find((key) => below(key).size > 2)!;
  const lower = [...below(upper)].find((key) => key !== upper)!;
  const other = keys.find((key) => !below(upper).has(key) && !below(key).has(upper))!;
  return { upper, lower, other };
}

async function inSql(setting: string | null, place: string): Promise<string[]> {
  const client = await hub.pool('officer').connect();
  try {
    await client.query('BEGIN');
    if (setting !== null)
      await client.query(`SELECT set_config('sunledger.departments', $1, true)`, [setting]);
    const { rows } = await client.query<FilledRow>(`SELECT key FROM ${place}`);
    await client.query('COMMIT');
    client.release();
    return keysOf(rows);
  } catch (error) {
    client.release(true);
    throw error;
  }
}

describe('officer in plain SQL', () => {
  test('without the setting, with an empty one, with no department or an unknown one there is no row', async () => {
    for (const { place } of internalPlaces()) {
      for (const setting of [null, '', '{}', '{nothing}', '{NULL}', '{%}', '{""}']) {
        expect(await inSql(setting, place), `${place} ${setting}`).toEqual([]);
      }
    }
  });

  test('what is no list of departments is an error and no row', async () => {
    for (const setting of ['department/0', '{', 'NULL', '*']) {
      await expect(inSql(setting, 'internal.contract_detail')).rejects.toMatchObject({ code: '22P02' });
    }
  });

  test('the setting ends with its transaction', async () => {
    const { upper } = actors();
    const client = await hub.pool('officer').connect();
    await client.query('BEGIN');
    await client.query(`SELECT set_config('sunledger.departments', $1, true)`, [`{"${upper}"}`]);
    await client.query('COMMIT');
    const { rows } = await client.query('SELECT key FROM internal.submission');
    client.release();

    expect(rows).toEqual([]);
  });

  test('exactly the rows of the departments named, of no other and of none without a department', async () => {
    for (const { place } of internalPlaces()) {
      for (const { key } of departments()) {
        const setting = `{"${String(key).replaceAll(/["\\]/g, '\\$&')}"}`;
        expect(await inSql(setting, place), `${place} ${key}`).toEqual(
          keysOf(ownRows(place, new Set([String(key)]))),
        );
      }
    }
  });

  test('versions have the policy of their table', async () => {
    const superuser = await superuserOf(hub);
    await asRevision(superuser, ['internal'], async () => {
      await superuser.query(`UPDATE internal.contract_detail SET risk_note = '${canary} later'`);
    });
    await superuser.end();
    const { upper } = actors();

    expect(await inSql(null, 'internal.contract_detail_version')).toEqual([]);
    expect(await inSql(`{"${upper}"}`, 'internal.contract_detail_version')).toEqual(
      keysOf(ownRows('internal.contract_detail', new Set([upper]))),
    );
  });
});

describe('officer through GraphQL', () => {
  test('sees the own department and all units below it, in lists, counts and by id; the rest is like nothing', async () => {
    const { upper, lower, other } = actors();
    for (const keys of [[upper], [lower], [other], [lower, other], ['unknown']]) {
      const own = below(...keys);
      const token = await tokenOf(...keys);
      for (const [root, place, name] of [
        ['submissions', 'internal.submission', 'Submission'],
        ['imports', 'internal.import', 'Import'],
      ] as const) {
        const { body } = await ask(server, {
          token,
          query: `{ list: ${root}(first: 100) { totalCount nodes { key } } }`,
        });
        const expected = keysOf(ownRows(place, own));
        expect(body.data.list.nodes.map(({ key }: { key: string }) => key).sort()).toEqual(expected);
        expect(body.data.list.totalCount).toBe(expected.length);

        const ids = filling.get(place)!.map(({ key }) => `${name}:${key}`);
        const found = await ask(server, {
          token,
          query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
          variables: { ids },
        });
        const seen = found.body.data.nodes.filter((node: unknown) => node !== null).length;
        expect(seen).toBe(expected.length);
      }
    }
  });

  test('sees detail of own rows only, and of others not even whether there is any', async () => {
    const { upper } = actors();
    const own = below(upper);
    const token = await tokenOf(upper);
    const ids = filling.get('disclosed.contract')!.map(({ key }) => `Contract:${key}`);
    const { body, text } = await ask(server, {
      token,
      query:
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Contract { key buyer { key } detailAccess detail { key department { key } } } } }',
      variables: { ids },
    });

    const details = new Map(
      filling.get('internal.contract_detail')!.map((row) => [row.key, row.department_key]),
    );
    for (const { key, buyer, detailAccess, detail } of body.data.nodes) {
      const isOpen = own.has(String(details.get(key)));
      const isOwn = buyer !== null && own.has(buyer.key);
      expect(detail === null, key).toBe(!isOpen);
      expect(detailAccess, key).toBe(isOpen ? 'OPEN' : isOwn ? 'NONE' : 'OTHER_DEPARTMENT');
    }
    expect(body.data.nodes.some(({ detail }: { detail: unknown }) => detail !== null)).toBe(true);
    expect(text).not.toContain(canary);
  });

  test('what an officer sees follows the departments of today, not of the past that is asked about', async () => {
    const { upper } = actors();
    const token = await tokenOf(upper);
    const at = new Date().toISOString();
    const query = `{ now: contracts(first: 100) { nodes { detail { key } } } then: contracts(first: 100, recordedAsOf: "${at}") { nodes { detail { key } } } }`;
    const { body } = await ask(server, { token, query });

    expect(body.errors).toBeUndefined();
    expect(body.data.then).toEqual(body.data.now);
  });

  test('three officers in 240 interleaved requests on four connections never see a row of each other', async () => {
    const { upper, lower, other } = actors();
    const places = ['submissions', 'imports'] as const;
    const people = await Promise.all(
      [[upper], [other], [lower]].map(async (keys) => ({
        own: below(...keys),
        token: await tokenOf(...keys),
      })),
    );
    const asked = Array.from({ length: 240 }, (_, index) => ({
      person: people[index % 3]!,
      root: places[index % 2]!,
    }));
    let crossings = 0;
    // Limits count requests of one address; the wave is kept as wide as they let it be.
    const answers = await Promise.all(
      asked.map(async ({ person, root }) => {
        const { status, body } = await ask(server, {
          token: person.token,
          query: `{ list: ${root}(first: 100) { totalCount nodes { key } } }`,
        });
        const expected = keysOf(
          ownRows(root === 'imports' ? 'internal.import' : 'internal.submission', person.own),
        );
        const seen = body.data?.list.nodes.map(({ key }: { key: string }) => key).sort();
        if (status === 200 && JSON.stringify(seen) !== JSON.stringify(expected)) crossings += 1;
        return status;
      }),
    );

    expect(crossings).toBe(0);
    expect(answers.filter((status) => status === 200)).toHaveLength(240);
    // Nothing of them is left on any connection of the pool.
    const clients = await Promise.all(Array.from({ length: 4 }, () => hub.pool('officer').connect()));
    const left = await Promise.all(
      clients.map((client) =>
        client.query(`SELECT nullif(current_setting('sunledger.departments', true), '') AS left`),
      ),
    );
    for (const client of clients) client.release();
    expect(left.map(({ rows }) => rows[0].left)).toEqual([null, null, null, null]);
  });

  test('a connection that is lost in the middle costs its own question only', async () => {
    const client = await hub.pool('officer').connect();
    await client.query('BEGIN');
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    const superuser = await superuserOf(hub);
    await superuser.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
    await superuser.end();
    await expect(client.query('SELECT 1')).rejects.toThrow();
    client.release(true);

    const { body } = await ask(server, {
      token: await tokenOf(actors().upper),
      query: '{ submissions { totalCount } }',
    });
    expect(body.data.submissions.totalCount).toBeGreaterThan(0);
  });
});
