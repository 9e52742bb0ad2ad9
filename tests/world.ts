import { type ExecutionResult, graphql } from 'graphql';
import { schemaFor } from '../schema/index.ts';
import { type HubContext, newReadLog } from '../src/context.ts';
import { inRevision } from '../src/db/revision.ts';
import { applyFacts, type FactSet } from '../src/publish/apply.ts';
import { publicViewer, type Role, type Viewer, viewerOf } from '../src/viewer.ts';
import { openTestHub, type TestHub } from './hub.ts';

/**
 * The invented district of the tests: three departments, two years, a dozen contracts, each there for a reason.
 * Money adds up: CNY 1,000 + 2,000 + … in the order of the numbers, one contract in USD, one without amount.
 */
export const world = {
  dataset: 'world',
  /** The district's road bureau; `culvert` is the unit below it, `school` stands apart. */
  bureau: 'X-W-1',
  culvert: 'X-W-11',
  school: 'X-W-2',
  bridgeworks: 'X-S-100',
  paper: 'X-S-200',
  /** Words that stand in internal values only. */
  secret: 'ZEBRA-INTERNAL-ZEBRA',
};

export interface WorldContract {
  number: number;
  buyer: string | null;
  signed: string | null;
  amount: string | null;
  currency: string | null;
  title: string | null;
}

export const contracts: WorldContract[] = [
  // Newest first by number, the two days of 2026-03-01 tie and are parted by key.
  {
    number: 1,
    buyer: world.bureau,
    signed: '2026-03-01',
    amount: '1000',
    currency: 'CNY',
    title: 'Bridge repair 桥梁维修',
  },
  {
    number: 2,
    buyer: world.bureau,
    signed: '2026-03-01',
    amount: '2000.50',
    currency: 'CNY',
    title: 'Road salt 100% pure',
  },
  {
    number: 3,
    buyer: world.culvert,
    signed: '2026-02-01',
    amount: '3000',
    currency: 'CNY',
    title: 'Culvert cleaning',
  },
  {
    number: 4,
    buyer: world.culvert,
    signed: '2025-12-31',
    amount: '4000',
    currency: 'USD',
    title: 'Imported pump',
  },
  {
    number: 5,
    buyer: world.school,
    signed: '2025-09-01',
    amount: '5000',
    currency: 'CNY',
    title: 'School books',
  },
  // Without a day, without an amount, without a buyer that is linked: each null has its place in an order.
  { number: 6, buyer: world.school, signed: null, amount: null, currency: null, title: 'Paper_clips' },
  { number: 7, buyer: null, signed: null, amount: '7000', currency: null, title: null },
];

export const contractKey = (number: number) => `ocds-zzzzzz-${number}/contract/1`;
export const ocid = (number: number) => `ocds-zzzzzz-${number}`;

function facts(): FactSet {
  const dataset_key = world.dataset;
  const supplierOf = (number: number) => (number % 2 === 1 ? world.bridgeworks : world.paper);
  return {
    'disclosed.dataset': [
      { key: world.dataset, name: 'World', name_zh: '测试区', kind: 'ocds', is_demo: false },
    ],
    'disclosed.department': [
      { key: world.bureau, name: 'Road bureau', name_zh: '道路局', name_en: 'Road bureau', parent_key: null },
      {
        key: world.culvert,
        name: 'Culvert office',
        name_zh: '涵洞所',
        name_en: null,
        parent_key: world.bureau,
      },
      { key: world.school, name: 'School board', name_zh: null, name_en: null, parent_key: null },
    ],
    'disclosed.supplier': [
      { key: world.bridgeworks, scheme: 'X-S', identifier: '100', name: 'Bridgeworks Ltd' },
      { key: world.paper, scheme: 'X-S', identifier: '200', name: 'Paper & Co' },
    ],
    'disclosed.process': contracts.map(({ number, buyer, title }) => ({
      key: ocid(number),
      dataset_key,
      ocid: ocid(number),
      title,
      tag: ['contract'],
      content_state: 'released',
      buyer_department_key: buyer,
      release_keys: [],
    })),
    'disclosed.party': contracts.map(({ number }) => ({
      key: `${ocid(number)}/party/s`,
      dataset_key,
      process_key: ocid(number),
      party_id: 's',
      name: number % 2 === 1 ? 'Bridgeworks Ltd' : 'Paper & Co',
      roles: ['supplier'],
      additional_identifiers: [],
      supplier_key: supplierOf(number),
      link_rule: 'identifier',
      release_keys: [],
    })),
    'disclosed.contract': contracts.map(({ number, buyer, signed, amount, currency, title }) => ({
      key: contractKey(number),
      dataset_key,
      process_key: ocid(number),
      contract_id: '1',
      title,
      date_signed: signed,
      value_amount: amount,
      value_currency: currency,
      buyer_department_key: buyer,
      supplier_key: supplierOf(number),
      supplier_count: 1,
      procurement_method: number === 1 ? 'open' : 'direct',
      release_keys: [],
    })),
    'disclosed.contract_supplier': contracts.map(({ number }) => ({
      key: `${contractKey(number)}/supplier/0`,
      dataset_key,
      process_key: ocid(number),
      contract_key: contractKey(number),
      party_key: `${ocid(number)}/party/s`,
      supplier_key: supplierOf(number),
      name: number % 2 === 1 ? 'Bridgeworks Ltd' : 'Paper & Co',
      position: 0,
    })),
    'internal.contract_detail': [
      {
        key: contractKey(1),
        dataset_key,
        department_key: world.bureau,
        risk_note: world.secret,
        ceiling_amount: '1234.56',
        ceiling_currency: 'CNY',
      },
      { key: contractKey(3), dataset_key, department_key: world.culvert, risk_note: world.secret },
      { key: contractKey(5), dataset_key, department_key: world.school, risk_note: world.secret },
    ],
  };
}

export interface World extends AsyncDisposable {
  hub: TestHub;
  context(viewer: Viewer): HubContext;
  as(
    role: Role,
    departments?: string[],
  ): { ask(query: string, variables?: Record<string, unknown>): Promise<Answer> };
}

export interface Answer extends ExecutionResult {
  statements: string[];
}

export async function openWorld(): Promise<World> {
  const hub = await openTestHub();
  await inRevision(hub, { source: 'world', actor: 'test' }, (client) => applyFacts(client, facts()));
  const context = (viewer: Viewer): HubContext => ({
    hub,
    viewer,
    requestId: 'test',
    today: '2026-06-01',
    reads: newReadLog(),
  });
  return {
    hub,
    context,
    as: (role, departments = []) => ({
      async ask(source, variableValues) {
        const viewer = role === 'PUBLIC' ? publicViewer : viewerOf(role, 'tester', departments);
        const contextValue = context(viewer);
        const result = await graphql({
          schema: schemaFor(viewer.audience),
          source,
          contextValue,
          ...(variableValues ? { variableValues } : {}),
        });
        // Null-prototype objects and nested ones become plain, as they are on the wire.
        return { ...JSON.parse(JSON.stringify(result)), statements: contextValue.reads.statements };
      },
    }),
    [Symbol.asyncDispose]: () => hub.destroy(),
  };
}
