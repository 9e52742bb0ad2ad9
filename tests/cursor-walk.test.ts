import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import type { OrderDeclaration } from '../src/declare/types.ts';
import { declarationOf } from '../src/declare/types.ts';
import { entitiesOf } from '../src/reader/source.ts';
import { buildServer, type HubServer } from '../src/server/build-server.ts';
import { newLogger } from '../src/server/log.ts';
import { checkGrant, signToken } from '../src/server/tokens.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { ask } from './server-world.ts';
import { type CatalogTable, readCatalog, superuserOf } from './walls/catalog.ts';
import { asRevision, fillHub } from './walls/fill.ts';
import { Random } from './walls/random.ts';

const schemas = { public: schemaFor('public'), internal: schemaFor('internal') };
const publicRoots = new Set(Object.keys(schemas.public.getQueryType()!.getFields()));
const many = {
  contract: 400,
  process: 400,
  department: 300,
  supplier: 300,
  dataset: 120,
  tombstone: 300,
  budget_document: 300,
  budget_line: 400,
  classification: 400,
  standard: 400,
  catalog_edition: 300,
  threshold: 400,
  disclosure: 300,
  payment: 400,
  three_public_expense: 400,
};

let hub: TestHub;
let superuser: pg.Client;
let tables: Map<string, CatalogTable>;
let server: HubServer;
let token: string;
beforeAll(async () => {
  hub = await openTestHub();
  await fillHub(hub, 31, { ...many, party: 400, import: 300, submission: 300 });
  superuser = await superuserOf(hub);
  tables = new Map((await readCatalog(superuser)).map((table) => [table.place, table]));
  server = await buildServer({ hub, schemas, today: () => '2026-06-01', log: newLogger('silent') });
  token = await signToken(hub.secret, checkGrant({ role: 'ANALYST', name: 'tester' }));
});
afterAll(async () => {
  await server.stop();
  await superuser.end();
  await hub.destroy();
});

/** Every order of every root list, in both directions. */
const walks = Object.values(schemas.internal.getQueryType()!.getFields()).flatMap((field) => {
  const read = declarationOf(field)?.read;
  if (read?.kind !== 'connection') return [];
  const entity = entitiesOf(schemas.internal).byName.get(read.target)!;
  return Object.entries(entity.orders).flatMap(([name, order]) =>
    ['ASC', 'DESC'].map((direction) => ({ root: field.name, entity, name, order, direction })),
  );
});

type Walk = (typeof walks)[number];

const argumentsOf = ({ name, order, direction }: Walk) =>
  `orderBy: { field: ${name}, direction: ${direction} }${order.currency ? `, where: { ${order.filter ?? 'value'}: { currency: "CNY" } }` : ''}`;

interface Page {
  keys: string[];
  after: string | null;
  hasNext: boolean;
}

async function pageOf(walk: Walk, after: string | null, first = 37): Promise<Page> {
  const query = `query ($after: String) { list: ${walk.root}(first: ${first}, after: $after, ${argumentsOf(walk)}) { nodes { key } pageInfo { endCursor hasNextPage } } }`;
  const { body } = await ask(server, {
    query,
    variables: { after },
    token: publicRoots.has(walk.root) ? undefined : token,
  });
  expect(body.errors).toBeUndefined();
  const { nodes, pageInfo } = body.data.list;
  return {
    keys: nodes.map(({ key }: { key: string }) => key),
    after: pageInfo.endCursor,
    hasNext: pageInfo.hasNextPage,
  };
}

async function walkOf(walk: Walk, between: (page: Page) => Promise<void>): Promise<string[]> {
  const met: string[] = [];
  let page = await pageOf(walk, null);
  met.push(...page.keys);
  while (page.hasNext) {
    // The page and the change that comes with it run at the same time.
    const [next] = await Promise.all([pageOf(walk, page.after), between(page)]);
    page = next;
    met.push(...page.keys);
  }
  return met;
}

let made = 0;

/** Inserts, moves and removes rows of one table, the row under the cursor first of all; returns which it touched. */
function disturbance({ entity, order }: Walk, random: Random) {
  const place = `${entity.schema}.${entity.table}`;
  const touched = new Set<string>();
  const columns = tables.get(place)!.columns.map(({ name }) => name);
  const copied = columns.filter((name) => name !== 'id' && name !== 'from_revision');
  const copy = async (key: string): Promise<void> => {
    made += 1;
    const fresh = `${key}~${made}`;
    const list = copied.map((name) => {
      if (name === 'key' || (name === 'ocid' && entity.table === 'process'))
        return `'${fresh.replaceAll("'", "''")}'`;
      if (name === 'idempotency_key') return 'NULL';
      return name === order.column ? otherValue(place, order) : `t."${name}"`;
    });
    const names = copied.map((name) => `"${name}"`).join(', ');
    await superuser.query(
      `INSERT INTO ${place} (${names}) SELECT ${list.join(', ')} FROM ${place} AS t WHERE key = $1`,
      [key],
    );
    touched.add(fresh);
  };
  const move = async (key: string): Promise<void> => {
    touched.add(key);
    if (order.column === 'key') return;
    await superuser.query(
      `UPDATE ${place} AS t SET "${order.column}" = ${otherValue(place, order)} WHERE key = $1`,
      [key],
    );
  };
  const remove = async (key: string): Promise<void> => {
    touched.add(key);
    await superuser.query('SAVEPOINT removal');
    try {
      await superuser.query(`DELETE FROM ${place} WHERE key = $1`, [key]);
    } catch {
      // Others hang on it: it moves instead.
      await superuser.query('ROLLBACK TO removal');
      await move(key);
    }
  };
  const disturb = async ({ keys }: Page): Promise<void> => {
    await asRevision(superuser, ['disclosed', 'internal'], async () => {
      await remove(keys.at(-1)!);
      await move(random.pick(keys));
      await copy(random.pick(keys));
      const { rows } = await superuser.query<{ key: string }>(
        `SELECT key FROM ${place} ORDER BY random() LIMIT 3`,
      );
      await move(rows[0]!.key);
      await remove(rows[1]!.key);
      await copy(rows[2]!.key);
    });
  };
  return { touched, disturb };
}

/** SQL: a value of the column from another row, which may be none. */
const otherValue = (place: string, { column }: OrderDeclaration) =>
  `(SELECT o."${column}" FROM ${place} AS o WHERE o.key <> t.key ORDER BY random() LIMIT 1)`;

describe('walks by cursor', () => {
  test('every order of every root list is walked', () => {
    const roots = new Set(walks.map(({ root }) => root));
    expect([...roots].sort()).toEqual(
      [
        'budgetLines',
        'budgets',
        'catalogs',
        'classifications',
        'contracts',
        'datasets',
        'departments',
        'disclosures',
        'imports',
        'payments',
        'processes',
        'standards',
        'submissions',
        'suppliers',
        'threePublicExpenses',
        'thresholds',
        'withdrawals',
      ].sort(),
    );
    expect(walks.length).toBeGreaterThan(20);
  });

  test.each(walks.map((walk) => [`${walk.root} by ${walk.name} ${walk.direction}`, walk] as const))(
    '%s: rows that stand still occur exactly once while others come, move and go',
    async (_name, walk) => {
      const quiet = await walkOf(walk, async () => {});
      expect(new Set(quiet).size).toBe(quiet.length);
      expect(quiet.length).toBeGreaterThan(walk.order.currency ? 60 : 90);

      const { touched, disturb } = disturbance(walk, new Random(walk.name.length));
      const met = await walkOf(walk, disturb);

      const standing = quiet.filter((key) => !touched.has(key));
      expect(standing.length).toBeGreaterThan(quiet.length / 2);
      const times = new Map<string, number>();
      for (const key of met) times.set(key, (times.get(key) ?? 0) + 1);
      expect(standing.filter((key) => times.get(key) !== 1)).toEqual([]);
      // In the order of the quiet walk, too.
      const known = new Set(standing);
      expect(met.filter((key) => known.has(key))).toEqual(standing);
    },
  );
});

describe('forged cursors', () => {
  const forge = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

  async function outcome(walk: Walk, after: string): Promise<string> {
    const query = `query ($after: String) { list: ${walk.root}(first: 2, after: $after, ${argumentsOf(walk)}) { nodes { key } pageInfo { endCursor } } }`;
    const { body } = await ask(server, {
      query,
      variables: { after },
      token: publicRoots.has(walk.root) ? undefined : token,
    });
    // Nothing of the database in what is said.
    expect(body.errors?.[0]?.message ?? '').not.toMatch(
      /select|syntax|column|relation|invalid|numeric|range/i,
    );
    return body.errors?.[0]?.extensions.code ?? 'OK';
  }

  test.each(walks.map((walk) => [`${walk.root} by ${walk.name} ${walk.direction}`, walk] as const))(
    '%s: a changed cursor is refused or a place, never an error of the database',
    async (_name, walk) => {
      const { after } = await pageOf(walk, null, 3);
      const random = new Random(3);
      for (let count = 0; count < 40; count++) {
        const at = random.below(after!.length);
        const flipped = `${after!.slice(0, at)}${random.pick([...'AZaz09-_'])}${after!.slice(at + 1)}`;
        expect(['OK', 'BAD_INPUT'], flipped).toContain(await outcome(walk, flipped));
      }
      const { name, direction, order } = walk;
      const other = walks.find(
        (one) => one.root === walk.root && (one.name !== name || one.direction !== direction),
      )!;
      const otherCursor = (await pageOf(other, null, 3)).after!;
      const values = [
        "'; DROP TABLE disclosed.contract; --",
        '2026-99-99',
        '2026-02-30',
        '0000-01-01',
        'infinity',
        '2026-01-01T99:00:00.000Z',
        'NaN',
        '1e400',
      ];
      const bad = [
        otherCursor,
        '',
        'x',
        '===',
        "' OR 1=1",
        'A'.repeat(4_000),
        forge(),
        forge({}),
        forge(name, 'asc', 'v', 'k', null),
        forge(name, direction, 1, 'k', null),
        forge(name, direction, 'v', null, null),
        forge(name, direction, 'v', ['k'], null),
        forge(name, direction, '2026-01-01', 'k', 'all'),
        forge(name, direction, '2026-01-01', 'k\0', null),
        forge(name, direction, '2026-01-01', 'k', null, '-1'),
        forge(name, direction, '2026-01-01', 'k', null, '9999999999999999999'),
        forge(name, direction, '2026-01-01', 'k', null, '1', '1', '1'),
        forge(`${name}"; --`, direction, 'v', 'k', null),
        `${forge(name, direction, '2026-01-01').slice(0, -4)}____`,
        ...(order.type === 'text' ? [] : values.map((value) => forge(name, direction, value, 'k', null))),
        ...(order.isNullable ? [] : [forge(name, direction, null, 'k', null)]),
      ];
      for (const cursor of bad) expect(await outcome(walk, cursor), cursor).toBe('BAD_INPUT');
      const places =
        order.type === 'text' ? values.map((value) => forge(name, direction, value, value, null)) : [];
      for (const cursor of places) expect(await outcome(walk, cursor), cursor).toBe('OK');
    },
  );
});
