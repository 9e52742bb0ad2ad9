import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { readRegister } from '../src/declare/register.ts';
import { importReleases } from '../src/importers/ocds/import.ts';
import type { JsonObject } from '../src/json.ts';
import { entitiesOf } from '../src/reader/source.ts';
import { buildServer, type HubServer } from '../src/server/build-server.ts';
import { newLogger } from '../src/server/log.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { ask } from './server-world.ts';
import { type CatalogTable, readCatalog, superuserOf } from './walls/catalog.ts';
import {
  asRevision,
  canary,
  type Filling,
  fillHub,
  insertRows,
  isFact,
  makeRows,
  valuesOf,
} from './walls/fill.ts';
import { Questions } from './walls/questions.ts';
import { Random } from './walls/random.ts';

const count = Number(process.env.SUNLEDGER_TEST_QUERIES ?? 600);
const seed = Number(process.env.SUNLEDGER_TEST_SEED ?? 17);
const schema = schemaFor('public');

let hub: TestHub;
let superuser: pg.Client;
let tables: CatalogTable[];
let filling: Filling;
let server: HubServer;
const moments: string[] = [];

beforeAll(async () => {
  hub = await openTestHub();
  filling = await fillHub(hub, 23);
  superuser = await superuserOf(hub);
  tables = await readCatalog(superuser);
  moments.push(new Date().toISOString());
  await new Promise((done) => setTimeout(done, 5));
  await changeDisclosed(new Random(1));
  moments.push(new Date().toISOString());
  await new Promise((done) => setTimeout(done, 5));
  server = await buildServer({
    hub,
    schemas: { public: schema, internal: schemaFor('internal') },
    today: () => '2026-06-01',
    log: newLogger('silent'),
    // What limits refuse cannot leak; here everything is to be answered.
    limits: false,
  });
});
afterAll(async () => {
  await server.stop();
  await superuser.end();
  await hub.destroy();
});

/** An answer to the byte: status, headers and body; what names the request or the moment of the answer is left out. */
async function answerOf(query: string): Promise<{ raw: string; data: string }> {
  const { status, headers, text, body } = await ask(server, { query });
  const { 'x-request-id': _id, date: _date, ...said } = headers;
  return { raw: `${status} ${JSON.stringify(said)} ${text}`, data: JSON.stringify(body.data ?? body.errors) };
}

async function answersOf(queries: readonly string[]): Promise<{ raw: string; data: string }[]> {
  const answers = [];
  for (const query of queries) answers.push(await answerOf(query));
  return answers;
}

/** Generated queries, and the second pages of every order of every root list. */
async function makeQueries(): Promise<string[]> {
  const { byName } = entitiesOf(schema);
  const hiddenKeys = [...filling].filter(([place]) => !place.startsWith('disclosed.'));
  const ids = [
    ...[...byName.values()].flatMap(({ name, table }) =>
      (filling.get(`disclosed.${table}`) ?? []).slice(0, 4).map(({ key }) => `${name}:${key}`),
    ),
    ...hiddenKeys.flatMap(([, rows]) => rows.slice(0, 2).map(({ key }) => `ContractDetail:${key}`)),
    'Submission:1',
    'Nothing:1',
  ];
  const questions = new Questions(schema, new Random(seed), { values: valuesOf(filling), ids, moments });
  const queries = Array.from({ length: count }, () => questions.next());
  queries.push(
    '{ contracts(recordedAsOf: "2001-01-01T00:00:00Z") { totalCount } }',
    '{ contract(key: "x", id: "y") { key } }',
  );
  for (const field of Object.values(schema.getQueryType()!.getFields())) {
    const entity = byName.get(/^(\w+)Connection/.exec(String(field.type).replace('!', ''))?.[1] ?? '');
    if (!entity) continue;
    for (const [order, { currency, filter }] of Object.entries(entity.orders)) {
      for (const direction of ['ASC', 'DESC']) {
        const args = `first: 3, orderBy: { field: ${order}, direction: ${direction} }${currency ? `, where: { ${filter}: { currency: "CNY" } }` : ''}`;
        const page = '{ nodes { id } pageInfo { hasNextPage endCursor } totalCount }';
        const { body } = await ask(server, { query: `{ list: ${field.name}(${args}) ${page} }` });
        const after = JSON.stringify(body.data.list.pageInfo.endCursor);
        queries.push(`{ list: ${field.name}(${args}, after: ${after}) ${page} }`);
      }
    }
  }
  return queries;
}

/** Changes, removes and adds rows of everything that is not disclosed, several revisions of `internal` long. */
async function changeHidden(random: Random): Promise<void> {
  const hidden = tables.filter((table) => table.schema !== 'disclosed' && isFact(table));
  await asRevision(superuser, ['internal'], async () => {
    for (const { place, columns } of hidden) {
      for (const { name, type, allowed } of columns) {
        if (type !== 'text' || allowed || /key|sha256|version|_by$|ocid|_id$/.test(name)) continue;
        await superuser.query(
          `UPDATE ${place} SET ${name} = '${canary} changed ' || ${random.below(9)} WHERE random() < 0.5`,
        );
      }
    }
  });
  await asRevision(superuser, ['internal'], async () => {
    for (const { place } of hidden) await superuser.query(`DELETE FROM ${place} WHERE random() < 0.6`);
  });
  await asRevision(superuser, ['internal'], async () => {
    for (const { place } of hidden) await superuser.query(`DELETE FROM ${place}`);
    const others = makeRows(tables.filter(isFact), random);
    for (const { place } of hidden) await insertRows(superuser, place, others.get(place)!);
    await superuser.query(
      `UPDATE internal.submission SET is_secret = true, state = 'draft' WHERE random() < 0.3`,
    );
  });
  await superuser.query(
    `INSERT INTO hub."user" (name, role) SELECT '${canary} ' || n, 'OFFICER' FROM generate_series(1, 20) AS n`,
  );
}

/** Changes about a fifth of the disclosed rows: what a public answer must show. */
async function changeDisclosed(random: Random): Promise<void> {
  await asRevision(superuser, ['disclosed'], async () => {
    for (const { schema: name, table, place, columns } of tables) {
      if (name !== 'disclosed' || !filling.has(place)) continue;
      const texts = columns.filter(
        (column) =>
          column.type === 'text' &&
          !column.allowed &&
          !/key|ocid|currency|scheme|identifier|sha256|_id$/.test(column.name),
      );
      if (texts.length === 0 || table === 'source_file') continue;
      const changes = texts.map((column) => `"${column.name}" = 'seen ${random.below(1000)}'`);
      await superuser.query(`UPDATE ${place} SET ${changes.join(', ')} WHERE random() < 0.2`);
    }
  });
}

describe('non-interference', () => {
  test('hidden values, drafts, secret rows and imports change no byte of any public answer; public ones do', async () => {
    const queries = await makeQueries();
    const before = await answersOf(queries);
    await changeHidden(new Random(seed + 1));
    const after = await answersOf(queries);
    await changeDisclosed(new Random(seed + 2));
    const control = await answersOf(queries);

    const changed = queries.filter((_, index) => before[index]!.raw !== after[index]!.raw);
    expect(changed).toEqual([]);
    for (const { raw } of [...before, ...after, ...control]) expect(raw).not.toContain(canary);
    const seen = queries.filter((_, index) => before[index]!.data !== control[index]!.data);
    expect(seen.length / queries.length).toBeGreaterThan(0.05);
    // Most are answered, so that there is something to compare.
    const answered = before.filter(({ raw }) => raw.startsWith('200') && !raw.includes('"errors"'));
    expect(answered.length / queries.length).toBeGreaterThan(0.8);
  });

  test('a draft of a release changes no byte; a published one shows what is public in it and not a word more', async () => {
    const queries = await makeQueries();
    const before = await answersOf(queries);
    await importReleases(hub, [release('draft')], { mode: 'draft', name: 'draft.jsonl', dataset: 'drafts' });
    const drafted = await answersOf(queries);
    await importReleases(hub, [release('published')], { name: 'published.jsonl', dataset: 'published' });
    const published = await answerOf(
      '{ process(ocid: "ocds-zz-published") { title parties { nodes { name place { locality } } } contracts { nodes { title } } releases { nodes { releaseId } } } }',
    );

    expect(queries.filter((_, index) => before[index]!.raw !== drafted[index]!.raw)).toEqual([]);
    expect(JSON.parse(published.data)).toEqual({
      process: {
        title: 'Bridge of published',
        parties: { nodes: [{ name: 'Bureau', place: { locality: 'Sunville' } }] },
        contracts: { nodes: [{ title: 'Contract of published' }] },
        releases: { nodes: [{ releaseId: '1' }] },
      },
    });
    const held = await superuser.query(
      `SELECT 1 FROM internal.party_detail WHERE contact_name = $1 AND street_address = $1`,
      [canary],
    );
    expect(held.rowCount).toBe(1);
    // Wherever the public login can look at all, the word does not stand.
    const register = readRegister(schema);
    for (const [table, columns] of register) {
      const texts = [...columns.keys()].map((name) => `coalesce("${name}"::text, '')`);
      for (const place of [table, ...(await versionOf(table))]) {
        const { rows } = await hub
          .pool('public')
          .query(`SELECT count(*) AS n FROM ${place} WHERE concat(${texts.join(', ')}) ILIKE '%${canary}%'`);
        expect(rows[0].n, place).toBe('0');
      }
    }
  });
});

async function versionOf(table: string): Promise<string[]> {
  const { rows } = await superuser.query('SELECT to_regclass($1) IS NOT NULL AS found', [`${table}_version`]);
  return rows[0].found ? [`${table}_version`] : [];
}

/** A release with the canary word in everything that is not for the public: persons, streets, unknown fields. */
function release(word: string): JsonObject {
  return {
    ocid: `ocds-zz-${word}`,
    id: '1',
    date: '2026-01-01T00:00:00Z',
    tag: ['contract'],
    initiationType: 'tender',
    x_root: canary,
    parties: [
      {
        id: 'b',
        name: 'Bureau',
        roles: ['buyer'],
        contactPoint: { name: canary, email: `${canary}@example.org`, telephone: canary, faxNumber: canary },
        address: { streetAddress: canary, postalCode: canary, locality: 'Sunville' },
        details: { note: canary },
        x_person: { idCard: canary },
      },
    ],
    buyer: { id: 'b', name: 'Bureau', x_note: canary },
    tender: { id: 't', title: `Bridge of ${word}`, x_reservePrice: canary, contactPoint: { name: canary } },
    contracts: [{ id: 'c', awardID: 'a', title: `Contract of ${word}`, x_account: canary }],
  };
}
