import { getNamedType, isLeafType, isObjectType, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { declarationOf } from '../src/declare/types.ts';
import { type Element, elementsOf } from '../src/declare/visibility.ts';
import { buildServer, type HubServer } from '../src/server/build-server.ts';
import { newLogger } from '../src/server/log.ts';
import { checkGrant, signToken } from '../src/server/tokens.ts';
import { openTestHub, type TestHub } from './hub.ts';
import { ask } from './server-world.ts';
import { countingHub } from './walls/counted.ts';
import { canary, type Filling, fillHub } from './walls/fill.ts';
import { Routes } from './walls/routes.ts';

const schemas = { public: schemaFor('public'), internal: schemaFor('internal') };
const publicNames = new Set(elementsOf(schemas.public).map(({ name }) => name));
const hidden = elementsOf(schemas.internal).filter(({ name }) => !publicNames.has(name));
const routes = new Routes(schemas.internal);

/** Words that only the internal schema has, as far as they can be told from other words. */
const wordOf = ({ name }: Element) => /([^.(]+?)(?::\))?$/.exec(name)![1]!;
const publicWords = new Set(elementsOf(schemas.public).map(wordOf));
const hiddenWords = [...new Set(hidden.map(wordOf))].filter((word) => !publicWords.has(word));

let hub: TestHub;
let filling: Filling;
let server: HubServer;
let token: string;
let journalist: string;
let sent: () => number;
beforeAll(async () => {
  hub = await openTestHub();
  filling = await fillHub(hub, 5);
  const counted = countingHub(hub);
  sent = counted.sent;
  server = await buildServer({
    hub: counted.hub,
    schemas,
    today: () => '2026-06-01',
    log: newLogger('silent'),
  });
  token = await signToken(hub.secret, checkGrant({ role: 'ANALYST', name: 'tester' }));
  journalist = await signToken(hub.secret, checkGrant({ role: 'JOURNALIST', name: 'reader' }));
});
afterAll(async () => {
  await server.stop();
  await hub.destroy();
});

describe('what the public cannot see does not exist', () => {
  const cases = hidden.flatMap((item) => routes.uses(item).map((query) => ({ item, query })));

  test('there is a query for every hidden element that a query can name', () => {
    const named = new Set(cases.map(({ item }) => item.name));
    const unnamed = hidden.filter(({ name }) => !named.has(name)).map(({ name }) => name);

    // Values of enums that are only answered, never given, cannot stand in a query; introspection is looked at below.
    expect(unnamed).toEqual(
      hidden
        .filter(({ name }) => ['DetailAccess', 'Role'].includes(name.split('.')[0]!))
        .map(({ name }) => name),
    );
    expect(cases.length).toBeGreaterThan(400);
  });

  test('with the token of an analyst every one of these queries is valid', () => {
    for (const { item, query } of cases) {
      expect(validate(schemas.internal, parse(query)), `${item.name}: ${query}`).toEqual([]);
    }
  });

  test('as the public each is refused as unknown, without a hint, other hidden names or a statement', async () => {
    const before = sent();
    for (const [index, { item, query }] of cases.entries()) {
      // A journalist reads what everybody reads, with other limits.
      const { status, text, body } = await ask(server, {
        query,
        token: index % 2 === 0 ? undefined : journalist,
      });
      const said = body.errors.map((error: { message: string }) => error.message).join('\n');

      expect(status, query).toBe(400);
      expect(body.data, query).toBeUndefined();
      for (const error of body.errors) {
        expect(error.message, query).toMatch(
          /^(Cannot query field|Unknown (type|argument)|Field ".*" is not defined by type|Value ".*" does not exist in)/,
        );
        expect(error.extensions, query).toEqual({ code: 'GRAPHQL_VALIDATION_FAILED' });
      }
      expect(text, query).not.toMatch(/did you mean/i);
      // The answer may repeat a name that the question used, and no other.
      const asked = new Set(query.match(/\w+/g));
      const leaked = hiddenWords.filter((word) => !asked.has(word) && new RegExp(`\\b${word}\\b`).test(said));
      expect(leaked, `${item.name}: ${query}`).toEqual([]);
    }

    expect(sent() - before).toBe(0);
  });

  test('a misspelt name is not answered with one that is close', async () => {
    for (const [query, near] of [
      ['{ contracts { nodes { detailAcces } } }', 'detailAccess'],
      ['{ submission { totalCount } }', 'submissions'],
      ['{ contracts { nodes { titl } } }', 'title'],
      ['{ contracts(wher: {}) { totalCount } }', 'where'],
      ['{ node(id: "x") { ... on ContractDetai { id } } }', 'ContractDetail'],
      ['{ contracts(where: { procurementMethod: [opn] }) { totalCount } }', 'open'],
    ] as const) {
      const { text } = await ask(server, { query });

      expect(text).not.toMatch(/did you mean/i);
      expect(text).not.toMatch(new RegExp(`\\b${near}\\b`));
    }
  });

  test('introspection answers the public schema and no other name', async () => {
    const query = `{ __schema { types { name kind description
      fields(includeDeprecated: true) { name description args { name description defaultValue type { name ofType { name ofType { name } } } } type { name ofType { name ofType { name ofType { name } } } } }
      inputFields { name description defaultValue } enumValues(includeDeprecated: true) { name description } interfaces { name } possibleTypes { name } } } }`;
    const { text, body } = await ask(server, { query });
    const names = new Set<string>();
    JSON.stringify(body, (key, value) => {
      if (key === 'name' && typeof value === 'string') names.add(value);
      return value as unknown;
    });

    expect(body.errors).toBeUndefined();
    expect(names.has('Contract')).toBe(true);
    expect(hiddenWords.filter((word) => names.has(word))).toEqual([]);
    const marked = hiddenWords.filter((word) => /[a-z][A-Z]|^[A-Z]/.test(word));
    expect(marked.filter((word) => new RegExp(`\\b${word}\\b`).test(text))).toEqual([]);
    for (const word of ['ContractDetail', 'submissions', 'DetailAccess']) {
      const one = await ask(server, { query: `{ __type(name: "${word}") { name kind } }` });
      expect(one.body).toEqual({ data: { __type: null } });
    }
  });

  test('ids of hidden rows answer like ids of nothing', async () => {
    const keys = ['internal.contract_detail', 'internal.submission', 'internal.import', 'internal.issue'].map(
      (place) => String(filling.get(place)![0]!.key),
    );
    const [detail, submission, imported, issue] = keys;
    const ids = [
      `ContractDetail:${detail}`,
      `Submission:${submission}`,
      `Import:${imported}`,
      `Issue:${issue}`,
    ];
    for (const id of [...ids, 'Nothing:1', 'Contract:nothing']) {
      const one = await ask(server, {
        query: 'query ($id: ID!) { node(id: $id) { id } }',
        variables: { id },
      });
      const many = await ask(server, {
        query: 'query ($id: ID!) { nodes(ids: [$id]) { __typename } }',
        variables: { id },
      });

      expect(one.body.data).toEqual({ node: null });
      expect(one.body.errors).toBeUndefined();
      expect(many.body.data).toEqual({ nodes: [null] });
    }
    const answers = await Promise.all(
      [...ids, 'Nothing:1'].map((id) =>
        ask(server, { query: 'query ($id: ID!) { node(id: $id) { id } }', variables: { id } }),
      ),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);

    const analyst = await ask(server, {
      token,
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids },
    });
    expect(analyst.body.data).toEqual({ nodes: ids.map((id) => ({ id })) });
  });
});

describe('the second wall alone', () => {
  test('with the internal schema before it, the public login still reads nothing internal', async () => {
    // As if the schemas had been mixed up: only the database is left to say no.
    const mixed = await buildServer({
      hub,
      schemas: { public: schemas.internal, internal: schemas.internal },
      today: () => '2026-06-01',
      log: newLogger('silent'),
    });
    const details = Object.values(schemas.internal.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) => {
        const entity = declarationOf(type)?.entity;
        return entity?.schema === 'internal' ? [{ name: type.name, place: `internal.${entity.table}` }] : [];
      });
    for (const { name, place } of details) {
      const ids = filling.get(place)!.map(({ key }) => `${name}:${key}`);
      const { body, text } = await ask(mixed, {
        query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
        variables: { ids },
      });
      expect(body.data, name).toBeNull();
      expect(body.errors[0].extensions.code, name).toBe('INTERNAL');
      expect(text).not.toContain(canary);
    }
    for (const { query } of hidden.flatMap((item) => routes.uses(item).map((query) => ({ query })))) {
      const { text } = await ask(mixed, { query });
      expect(text, query).not.toContain(canary);
    }
    const content = await ask(mixed, { query: '{ processes { nodes { releases { nodes { content } } } } }' });
    expect(content.text).not.toContain(canary);
    expect(content.body.errors[0].extensions.code).toBe('INTERNAL');
    await mixed.stop();
  });
});

describe('what an analyst sees is there', () => {
  const entities = Object.values(schemas.internal.getTypeMap())
    .filter(isObjectType)
    .filter((type) => declarationOf(type)?.entity);

  test.each(entities.map((type) => type.name))(
    '%s: every field of every row, as the table has it',
    async (name) => {
      const type = entities.find((one) => one.name === name)!;
      const { schema, table } = declarationOf(type)!.entity!;
      const rows = filling.get(`${schema}.${table}`)!;
      const leaves = Object.values(type.getFields()).filter((field) => isLeafType(getNamedType(field.type)));
      const ids = rows.map(({ key }) => `${name}:${key}`);

      const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${name} { ${leaves.map((field) => field.name).join(' ')} } } }`;
      const asAnalyst = await ask(server, { token, query, variables: { ids } });
      const asPublic = await ask(server, { query, variables: { ids } });

      expect(asAnalyst.body.errors).toBeUndefined();
      const expected = rows.map((row) => {
        const columns = leaves.flatMap((field) => {
          const read = declarationOf(field)!.read!;
          return read.kind === 'column' && ['text', 'date'].includes(read.type)
            ? [[field.name, row[read.column]]]
            : [];
        });
        return expect.objectContaining(Object.fromEntries(columns));
      });
      expect(asAnalyst.body.data.nodes).toEqual(expected);
      const isPublic = leaves.every((field) => declarationOf(field)!.visibility === 'public');
      if (isPublic) expect(asPublic.body.data).toEqual(asAnalyst.body.data);
      else expect(asPublic.status).toBe(400);
      expect(asPublic.text).not.toContain(canary);
    },
  );
});
