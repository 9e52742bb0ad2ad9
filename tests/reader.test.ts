import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inRevision } from '../src/db/revision.ts';
import { applyFacts } from '../src/publish/apply.ts';
import { contractKey, contracts, ocid, openWorld, type World, world } from './world.ts';

let here: World;
beforeAll(async () => {
  here = await openWorld();
});
afterAll(async () => {
  await here.hub.destroy();
});

const keysOf = (numbers: number[]) => numbers.map((number) => ({ key: contractKey(number) }));

describe('reader', () => {
  test('a nested question is one statement and reads only what is asked', async () => {
    const answer = await here.as('PUBLIC').ask(`{
      departments(first: 50, orderBy: { field: NAME }) {
        nodes { name(lang: ZH) contracts(first: 5) { nodes { ocid supplier { name } } } }
      }
    }`);

    expect(answer.errors).toBeUndefined();
    expect(answer.statements).toHaveLength(1);
    expect(answer.statements[0]).not.toContain('description');
    expect(answer.data).toEqual({
      departments: {
        nodes: [
          {
            name: '涵洞所',
            contracts: {
              nodes: [
                { ocid: ocid(3), supplier: { name: 'Bridgeworks Ltd' } },
                { ocid: ocid(4), supplier: { name: 'Paper & Co' } },
              ],
            },
          },
          {
            name: '道路局',
            contracts: {
              nodes: [
                { ocid: ocid(2), supplier: { name: 'Paper & Co' } },
                { ocid: ocid(1), supplier: { name: 'Bridgeworks Ltd' } },
              ],
            },
          },
          {
            name: 'School board',
            contracts: {
              nodes: [
                { ocid: ocid(5), supplier: { name: 'Bridgeworks Ltd' } },
                { ocid: ocid(6), supplier: { name: 'Paper & Co' } },
              ],
            },
          },
        ],
      },
    });
  });

  test('newest first, rows without a day last, in both directions', async () => {
    const newest = await here.as('PUBLIC').ask('{ contracts { nodes { key } } }');
    const oldest = await here
      .as('PUBLIC')
      .ask('{ contracts(orderBy: { field: DATE_SIGNED, direction: ASC }) { nodes { key } } }');

    expect(newest.data).toEqual({ contracts: { nodes: keysOf([2, 1, 3, 4, 5, 7, 6]) } });
    expect(oldest.data).toEqual({ contracts: { nodes: keysOf([5, 4, 3, 1, 2, 6, 7]) } });
  });

  test.each(['ASC', 'DESC'])(
    'a walk by cursor meets every row once, %s, page sizes 1 to 3',
    async (direction) => {
      for (const field of ['DATE_SIGNED', 'KEY']) {
        for (const first of [1, 2, 3]) {
          const met: string[] = [];
          let after: string | null = null;
          let pages = 0;
          do {
            const answer = await here.as('PUBLIC').ask(
              `query ($first: Int, $after: String, $field: ContractOrderField!, $direction: OrderDirection!) {
              contracts(first: $first, after: $after, orderBy: { field: $field, direction: $direction }) {
                edges { cursor node { key } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
              }
            }`,
              { first, after, field, direction },
            );
            expect(answer.errors).toBeUndefined();
            // biome-ignore lint/suspicious/noExplicitAny: the answer's shape is the question's.
            const page: any = (answer.data as any).contracts;
            expect(page.totalCount).toBe(contracts.length);
            expect(page.pageInfo.startCursor).toBe(page.edges[0].cursor);
            expect(page.pageInfo.endCursor).toBe(page.edges.at(-1).cursor);
            expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
            met.push(...page.edges.map((edge: { node: { key: string } }) => edge.node.key));
            after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
            pages += 1;
          } while (after !== null && pages < 20);
          expect([...met].sort()).toEqual(contracts.map(({ number }) => contractKey(number)).sort());
          expect(new Set(met).size).toBe(met.length);
        }
      }
    },
  );

  test('filters: department and all below, supplier, days, amounts with currency, words, method', async () => {
    const ask = async (where: string) => {
      const answer = await here
        .as('PUBLIC')
        .ask(`{ contracts(where: ${where}, orderBy: { field: KEY }) { nodes { key } totalCount } }`);
      expect(answer.errors).toBeUndefined();
      // biome-ignore lint/suspicious/noExplicitAny: as above.
      const list = (answer.data as any).contracts;
      expect(list.totalCount).toBe(list.nodes.length);
      return list.nodes;
    };

    expect(await ask(`{ buyer: "${world.bureau}" }`)).toEqual(keysOf([1, 2, 3, 4]));
    expect(await ask(`{ buyer: "${world.culvert}" }`)).toEqual(keysOf([3, 4]));
    expect(await ask(`{ supplier: { keys: ["${world.paper}"] } }`)).toEqual(keysOf([2, 4, 6]));
    expect(await ask('{ supplier: { name: "bridge LTD" } }')).toEqual(keysOf([1, 3, 5, 7]));
    expect(await ask('{ dateSigned: { from: "2025-12-31", to: "2026-02-01" } }')).toEqual(keysOf([3, 4]));
    expect(await ask('{ value: { currency: "CNY", min: "2000.50", max: 3000 } }')).toEqual(keysOf([2, 3]));
    expect(await ask('{ title: "桥梁" }')).toEqual(keysOf([1]));
    expect(await ask('{ title: "100%" }')).toEqual(keysOf([2]));
    expect(await ask('{ title: "o_d" }')).toEqual([]);
    expect(await ask('{ title: "paper_" }')).toEqual(keysOf([6]));
    expect(await ask('{ procurementMethod: [open] }')).toEqual(keysOf([1]));
    expect(await ask('{ dataset: ["elsewhere"] }')).toEqual([]);
  });

  test('an order by amount needs one currency, and then orders by it exactly', async () => {
    const refused = await here
      .as('PUBLIC')
      .ask('{ contracts(orderBy: { field: VALUE, direction: DESC }) { nodes { key } } }');
    const ordered = await here
      .as('PUBLIC')
      .ask(
        '{ contracts(where: { value: { currency: "CNY" } }, orderBy: { field: VALUE, direction: DESC }) { nodes { value { amount currency } } } }',
      );

    expect(refused.errors?.[0]?.message).toBe(
      'Order "VALUE" compares amounts, so "where" must name one currency, for example { value: { currency: "CNY" } }.',
    );
    expect(ordered.data).toEqual({
      contracts: {
        nodes: ['5000', '3000', '2000.50', '1000'].map((amount) => ({ value: { amount, currency: 'CNY' } })),
      },
    });
  });

  test('aliases, fragments, directives and repeated fields answer as GraphQL says', async () => {
    const long = `a${'b'.repeat(80)}`;
    const answer = await here.as('PUBLIC').ask(
      `query ($no: Boolean!) {
        one: contract(key: "${contractKey(1)}") { ...Names value { amount } value { c: currency } ${long}x: title ${long}y: key __typename }
        none: contract(key: "no such") { key }
      }
      fragment Names on Contract { t: title title @include(if: $no) buyer { id ... on Department { key } ... on Node { id } } }`,
      { no: false },
    );

    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      one: {
        t: 'Bridge repair 桥梁维修',
        buyer: { id: `Department:${world.bureau}`, key: world.bureau },
        value: { amount: '1000', c: 'CNY' },
        [`${long}x`]: 'Bridge repair 桥梁维修',
        [`${long}y`]: contractKey(1),
        __typename: 'Contract',
      },
      none: null,
    });
  });

  test('node and nodes find rows of any type by id, in one statement', async () => {
    const answer = await here
      .as('PUBLIC')
      .ask(
        `query ($ids: [ID!]!) { node(id: "Supplier:${world.paper}") { id ... on Supplier { name } } nodes(ids: $ids) { id __typename } }`,
        {
          ids: [
            `Contract:${contractKey(2)}`,
            'Contract:nothing',
            `Department:${world.school}`,
            'ContractDetail:x',
            'nonsense',
          ],
        },
      );

    expect(answer.data).toEqual({
      node: { id: `Supplier:${world.paper}`, name: 'Paper & Co' },
      nodes: [
        { id: `Contract:${contractKey(2)}`, __typename: 'Contract' },
        null,
        { id: `Department:${world.school}`, __typename: 'Department' },
        null,
        null,
      ],
    });
    expect(answer.statements).toHaveLength(2);
  });

  test.each([
    ['{ contracts(first: -1) { totalCount } }', 'Argument "first" is -1. Expected 0 to 100.'],
    [
      '{ contracts(first: 101) { totalCount } }',
      'Argument "first" is 101, the limit is 100. Read on with "after": there is no limit to how far.',
    ],
    ['{ contracts(after: "x") { totalCount } }', /Argument "after" is not a cursor of this list/],
    ['{ contract { key } }', '"contract" was given nothing to find a row by. Expected "id", or "key".'],
    [
      '{ supplier(scheme: "X-S") { key } }',
      '"supplier" was given "scheme". Expected "id", or "key", or "scheme" with "identifier".',
    ],
    [
      '{ contracts(where: { dateSigned: { from: "2026-02-01", to: "2026-01-01" } }) { totalCount } }',
      'Argument "where.dateSigned": from 2026-02-01 is after to 2026-01-01.',
    ],
    ['{ contracts(where: { value: { currency: "yuan" } }) { totalCount } }', /"yuan" is no currency code/],
    [
      '{ contracts(recordedAsOf: "2001-01-01T00:00:00Z") { totalCount } }',
      /before the first record of this hub, which is of \d{4}-/,
    ],
    ['{ contracts(recordedAsOf: "2999-01-01T00:00:00Z") { totalCount } }', /which is still to come/],
  ])('%s is refused with words that help', async (query, message) => {
    const answer = await here.as('PUBLIC').ask(query);

    expect(answer.errors).toHaveLength(1);
    if (typeof message === 'string') expect(answer.errors?.[0]?.message).toBe(message);
    else expect(answer.errors?.[0]?.message).toMatch(message);
  });

  test('who names a dataset gets the departments of its facts, not those of a pack besides', async () => {
    await inRevision(here.hub, { source: 'pack:test', actor: 'test' }, (client) =>
      applyFacts(client, {
        'disclosed.department': [{ key: 'X-W-PACK', name: 'Bureau of a pack', pack_key: 'test' }],
      }),
    );
    const keys = async (where: string) => {
      const answer = await here
        .as('PUBLIC')
        .ask(`{ departments(where: ${where}, orderBy: { field: KEY }) { nodes { key } } }`);
      // biome-ignore lint/suspicious/noExplicitAny: as above.
      return (answer.data as any).departments.nodes.map((node: { key: string }) => node.key);
    };

    expect(await keys('{}')).toEqual(['X-W-1', 'X-W-11', 'X-W-2', 'X-W-PACK']);
    expect(await keys('{ dataset: ["world"] }')).toEqual(['X-W-1', 'X-W-11', 'X-W-2']);
  });

  test('what was chosen for a list holds inside it, and a body that only the demo knows shows its demo facts', async () => {
    const demoOcid = 'ocds-zzzzzz-demo';
    await inRevision(here.hub, { source: 'demo', actor: 'test' }, (client) =>
      applyFacts(client, {
        'disclosed.dataset': [{ key: 'show', name: 'Show', kind: 'demo', is_demo: true }],
        'disclosed.department': [{ key: 'X-SHOW', name: 'Show bureau' }],
        'disclosed.process': [
          {
            key: demoOcid,
            dataset_key: 'show',
            ocid: demoOcid,
            tag: ['contract'],
            content_state: 'released',
            buyer_department_key: 'X-SHOW',
            release_keys: [],
          },
        ],
        'disclosed.contract': [
          {
            key: `${demoOcid}/contract/1`,
            dataset_key: 'show',
            process_key: demoOcid,
            contract_id: '1',
            title: 'Shown',
            supplier_count: 0,
            buyer_department_key: 'X-SHOW',
            release_keys: [],
          },
        ],
      }),
    );
    const inside = 'contracts { totalCount nodes { title } pageInfo { endCursor } }';
    const answer = await here.as('PUBLIC').ask(`{
      named: departments(where: { dataset: ["show"] }) { nodes { key ${inside} } }
      one: department(key: "X-SHOW") { ${inside} }
      node(id: "Department:X-SHOW") { ... on Department { ${inside} } }
      other: departments(where: { keys: ["X-SHOW"] }) { nodes { key } }
      real: department(key: "${world.school}") { contracts { totalCount } }
    }`);

    expect(answer.errors).toBeUndefined();
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    const { named, one, node, other, real } = answer.data as any;
    const shown = { totalCount: 1, nodes: [{ title: 'Shown' }], pageInfo: { endCursor: expect.any(String) } };
    expect(named).toEqual({ nodes: [{ key: 'X-SHOW', contracts: shown }] });
    expect(one).toEqual({ contracts: shown });
    expect(node).toEqual({ contracts: shown });
    expect(other).toEqual({ nodes: [] });
    expect(real.contracts.totalCount).toBeGreaterThan(0);
    const kept = JSON.parse(Buffer.from(one.contracts.pageInfo.endCursor, 'base64url').toString());
    expect(kept[4]).toBe('demo');
  });

  test('the past cannot be asked where there are no versions', async () => {
    const answer = await here
      .as('ANALYST')
      .ask('{ imports(recordedAsOf: "2026-01-01T00:00:00Z") { totalCount } }');

    expect(answer.errors?.[0]?.message).toBe('Unknown argument "recordedAsOf" on field "Query.imports".');
  });

  test('internal detail is open to an analyst and to the officers of the department, absent for the public', async () => {
    const query = `{ contracts(orderBy: { field: KEY }, first: 5) { nodes { detailAccess detail { riskNote } } } }`;

    const nobody = await here.as('PUBLIC').ask(query);
    const analyst = await here.as('ANALYST').ask(query);
    const officer = await here.as('OFFICER', [world.bureau]).ask(query);
    const stranger = await here.as('OFFICER', ['X-W-9']).ask(query);

    expect(nobody.errors?.map((error) => error.message).join()).toContain('Cannot query field "detail"');
    expect(JSON.stringify(nobody)).not.toContain(world.secret);
    const open = { detailAccess: 'OPEN', detail: { riskNote: world.secret } };
    const none = { detailAccess: 'NONE', detail: null };
    const other = { detailAccess: 'OTHER_DEPARTMENT', detail: null };
    expect(analyst.data).toEqual({ contracts: { nodes: [open, none, open, none, open] } });
    // The culvert office is a unit of the bureau.
    expect(officer.data).toEqual({ contracts: { nodes: [open, none, open, none, other] } });
    expect(stranger.data).toEqual({ contracts: { nodes: [other, other, other, other, other] } });
    expect(JSON.stringify(stranger)).not.toContain(world.secret);
  });

  test('recordedAsOf answers as it was known then, lists, nested rows and counts', async () => {
    const before = new Date().toISOString();
    await new Promise((done) => setTimeout(done, 5));
    await inRevision(here.hub, { source: 'correction', actor: 'test' }, (client) =>
      applyFacts(client, {
        'disclosed.contract': [
          {
            key: contractKey(1),
            dataset_key: world.dataset,
            process_key: ocid(1),
            contract_id: '1',
            title: 'Bridge repair, corrected',
            date_signed: '2026-03-01',
            value_amount: '1100',
            value_currency: 'CNY',
            buyer_department_key: world.school,
            supplier_key: world.bridgeworks,
            supplier_count: 1,
            procurement_method: 'open',
            release_keys: [],
          },
        ],
      }),
    );
    const query = `query ($at: DateTime) {
      contract(key: "${contractKey(1)}", recordedAsOf: $at) { title value { amount } buyer { key } }
      node(id: "Contract:${contractKey(1)}", recordedAsOf: $at) { ... on Contract { title } }
      contracts(where: { buyer: "${world.school}" }, recordedAsOf: $at) { totalCount }
    }`;

    const then = await here.as('PUBLIC').ask(query, { at: before });
    const now = await here.as('PUBLIC').ask(query);

    expect(then.data).toEqual({
      contract: { title: 'Bridge repair 桥梁维修', value: { amount: '1000' }, buyer: { key: world.bureau } },
      node: { title: 'Bridge repair 桥梁维修' },
      contracts: { totalCount: 2 },
    });
    expect(now.data).toEqual({
      contract: {
        title: 'Bridge repair, corrected',
        value: { amount: '1100' },
        buyer: { key: world.school },
      },
      node: { title: 'Bridge repair, corrected' },
      contracts: { totalCount: 3 },
    });
  });
});
