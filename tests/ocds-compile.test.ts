import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, instantOf } from '../src/importers/ocds/compile/dates.ts';
import { decimalText } from '../src/importers/ocds/compile/decimal.ts';
import { checksumOf, identifierOf } from '../src/importers/ocds/compile/identifiers.ts';
import { compileProcess, type KeptRelease } from '../src/importers/ocds/compile/index.ts';
import { type KnownLinks, linkParties } from '../src/importers/ocds/compile/link.ts';
import { isPersonal } from '../src/importers/ocds/compile/persons.ts';
import { personMarks } from '../src/importers/ocds/person-mark.ts';
import { parseText } from '../src/importers/ocds/read/index.ts';
import type { Problem } from '../src/importers/ocds/types.ts';
import type { JsonObject } from '../src/json.ts';

const mark = personMarks(Buffer.alloc(32, 1));
const nothing: KnownLinks = { departments: new Map(), decisions: new Map() };

function kept(content: JsonObject, more: Partial<KeptRelease> = {}): KeptRelease {
  const read = parseText(Buffer.from(JSON.stringify(content))).value as JsonObject;
  return {
    releaseId: String(content.id ?? '1'),
    hash: 'a'.repeat(64),
    kind: 'release',
    isSuperseded: false,
    version: '1.1',
    date: typeof content.date === 'string' ? content.date : null,
    content: read,
    sourceKey: 'source',
    pointer: '/releases/0',
    ...more,
  };
}

function compile(releases: KeptRelease[], known = nothing) {
  const problems: Problem[] = [];
  const process = compileProcess('o-1', 'd', releases, (problem) => problems.push(problem), mark);
  const links = linkParties([process], known);
  const rows = (table: string) => process.rows[`disclosed.${table}` as keyof typeof process.rows];
  return { rows, problems, links, details: process.rows['internal.party_detail'], all: process.rows };
}

const rules = (problems: readonly Problem[]) => problems.map((problem) => problem.rule);

describe('values', () => {
  test.each([
    ['2014-02-28T23:30:00-06:00', '2014-02-28', '2014-03-01T05:30:00.000Z'],
    ['2014-02-28', '2014-02-28', '2014-02-28T00:00:00.000Z'],
    ['2016-02-29T24:00:00Z', '2016-02-29', '2016-03-01T00:00:00.000Z'],
    ['2014-02-28 10:00:00.123456+0530', '2014-02-28', '2014-02-28T04:30:00.123Z'],
    ['2014-02-29', null, null],
    ['0000-00-00T00:00:00Z', null, null],
    ['28/02/2014', null, null],
    ['2014-02-28x', null, null],
    ['soon', null, null],
  ])('%s is day %s and instant %s', (text, day, instant) => {
    expect(dayOf(text)).toBe(day);
    expect(instantOf(text)?.iso ?? null).toBe(instant);
  });

  test.each([
    ['10.50', '10.50'],
    ['1e3', '1000'],
    ['1.5E-3', '0.0015'],
    ['-12.340e1', '-123.40'],
    ['99999999999999999999', '99999999999999999999'],
    ['100000000000000000000', null],
    ['1e400', null],
    ['1e-21', null],
    ['0e999999', '0'],
    ['0.1000000000000000000000', '0.1'],
    ['1,234', null],
    ['', null],
  ])('the number %s is kept as %s', (text, kept) => {
    expect(decimalText(text)).toBe(kept);
  });

  test('a decimal of any spelling keeps its value', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }),
        fc.integer({ min: -15, max: 4 }),
        (digits, exponent) => {
          const text = decimalText(`${digits}e${exponent}`)!;
          const [whole, part = ''] = text.replace('-', '').split('.');

          expect(BigInt(whole! + part) * 10n ** BigInt(15 - part.length)).toBe(
            (digits < 0n ? -digits : digits) * 10n ** BigInt(15 + exponent),
          );
        },
      ),
    );
  });

  test('the check character of a unified social credit code', () => {
    const code = (id: string) => checksumOf(identifierOf('CN-USCI', id)!);

    expect(code('91350100M000100Y43')).toBe(true);
    expect(code('91350100M000100Y44')).toBe(false);
    expect(code(' 91350100m000100y43 ')).toBe(true);
    expect(code('91350100M000100Y4')).toBe(false);
    expect(checksumOf({ scheme: 'GB-COH', id: '1' })).toBeNull();
  });

  test.each([
    ['MX-CURP', 'HEGG560427MVZRRL04', true],
    ['MX-RFC', 'GODE561231GR8', true],
    ['MX-RFC', 'ABC680524P76', false],
    ['ES-NIF', '12345678Z', true],
    ['ES-NIF', 'B12345678', false],
    ['Cédula de Ciudadanía', '80737007', true],
    ['C�dula de Ciudadan�a', '80737007', true],
    ['Nit de Persona Natural', '1012362575-0', true],
    ['Nit de Persona Jurídica', '860536079', false],
    ['UA-EDR', '40133709', false],
    ['UA-EDR', '2800912345', true],
    ['GB-COH', '1', false],
  ])('%s %s is a person: %s', (scheme, id, personal) => {
    expect(isPersonal(scheme, id)).toBe(personal);
  });
});

describe('compiling', () => {
  const head = {
    ocid: 'o-1',
    id: '1',
    date: '2024-01-01T00:00:00Z',
    tag: ['contract'],
    initiationType: 'tender',
  };

  test('the shapes of 1.0 become the rows of 1.1', () => {
    const organization = (id: string, name: string) => ({
      name,
      identifier: { scheme: 'XX', id, legalName: `${name} legal` },
    });
    const old = {
      ...head,
      buyer: organization('1', 'Buyer'),
      tender: {
        id: 't',
        procuringEntity: organization('2', 'Agency'),
        tenderers: [organization('3', 'Seller')],
        amendment: { date: '2024-01-02T00:00:00Z', rationale: 'why' },
      },
      awards: [{ id: 'a', suppliers: [organization('3', 'Seller')] }],
      contracts: [
        {
          id: 'c',
          awardID: 'a',
          implementation: {
            transactions: [
              {
                id: 'p',
                amount: { amount: 5, currency: 'CNY' },
                providerOrganization: { scheme: 'XX', id: '1', legalName: 'Buyer legal' },
                receiverOrganization: { scheme: 'XX', id: '3' },
              },
            ],
          },
        },
      ],
    };
    const party = (id: string, name: string, roles: string[]) => ({
      id: `XX-${id}`,
      name,
      roles,
      identifier: { scheme: 'XX', id, legalName: `${name} legal` },
    });
    const reference = (id: string, name: string) => ({ id: `XX-${id}`, name });
    const present = {
      ...head,
      parties: [
        party('1', 'Buyer', ['buyer', 'payer']),
        party('2', 'Agency', ['procuringEntity']),
        party('3', 'Seller', ['tenderer', 'supplier', 'payee']),
      ],
      buyer: reference('1', 'Buyer'),
      tender: {
        id: 't',
        procuringEntity: reference('2', 'Agency'),
        tenderers: [reference('3', 'Seller')],
        amendment: { date: '2024-01-02T00:00:00Z', rationale: 'why' },
      },
      awards: [{ id: 'a', suppliers: [reference('3', 'Seller')] }],
      contracts: [
        {
          id: 'c',
          awardID: 'a',
          implementation: {
            transactions: [
              {
                id: 'p',
                value: { amount: 5, currency: 'CNY' },
                payer: reference('1', 'Buyer'),
                payee: reference('3', 'Seller'),
              },
            ],
          },
        },
      ],
    };

    const [one, other] = [compile([kept(old, { version: '1.0' })]), compile([kept(present)])];

    expect(one.all).toEqual(other.all);
    expect(one.links).toEqual(other.links);
    expect(one.rows('contract')[0]).toMatchObject({
      buyer_department_key: 'XX:1',
      procuring_entity_department_key: 'XX:2',
      supplier_key: 'XX:3',
      supplier_count: 1,
    });
    expect(one.rows('transaction')[0]).toMatchObject({
      value_amount: '5',
      payer_party_key: 'o-1/party/XX-1',
      payee_party_key: 'o-1/party/XX-3',
    });
    expect(one.problems).toEqual([]);
  });

  test('amounts are exact, and what cannot be kept is null and named', () => {
    const text = `{"ocid":"o-1","id":"1","date":"2024-01-01T00:00:00Z","tag":["contract"],"contracts":[
      {"id":"1","value":{"amount":12345678901234567.89,"currency":"CNY"}},{"id":"2","value":{"amount":1e400,"currency":"CNY"}},
      {"id":"3","value":{"amount":"17.5"}},{"id":"4","value":{"amount":"about 5","currency":"CNY"}},{"id":"5","value":{"amount":0.001,"currency":"JPY"}}]}`;
    const content = parseText(Buffer.from(text)).value as JsonObject;

    const { rows, problems } = compile([kept({}, { content })]);

    expect(rows('contract').map((row) => [row.value_amount, row.value_currency])).toEqual([
      ['12345678901234567.89', 'CNY'],
      [null, 'CNY'],
      ['17.5', null],
      [null, 'CNY'],
      ['0.001', 'JPY'],
    ]);
    expect(problems.map(({ rule, pointer, value }) => [rule, pointer, value])).toEqual([
      ['number-out-of-range', '/releases/0/contracts/1/value/amount', '1e400'],
      ['number-as-text', '/releases/0/contracts/2/value/amount', '17.5'],
      ['number-expected', '/releases/0/contracts/3/value/amount', 'about 5'],
      ['amount-finer-than-currency', '/releases/0/contracts/4/value/amount', '0.001'],
    ]);
  });

  test('texts lose NUL and halves of characters, with a problem', () => {
    const content = {
      ...head,
      tender: { id: 't', title: 'a\u0000b', description: 'x\ud800y', status: 5, procurementMethod: { a: 1 } },
    } as unknown as JsonObject;

    const { rows, problems } = compile([{ ...kept(head), content }]);

    expect(rows('tender')[0]).toMatchObject({
      title: 'ab',
      description: 'xy',
      status: '5',
      procurement_method: null,
    });
    expect(rules(problems)).toEqual(['nul-character', 'lone-surrogate', 'text-expected', 'text-expected']);
  });

  test('missing and repeated ids are told by content, then by order, the same whatever the order', () => {
    const items = [
      { description: 'b' },
      { description: 'a' },
      { description: 'b' },
      { id: 7, description: 'c' },
    ];
    const compiled = (list: typeof items) => compile([kept({ ...head, tender: { id: 't', items: list } })]);
    const [one, other] = [compiled(items), compiled([...items].reverse())];
    const keys = (rows: ReturnType<typeof compiled>) =>
      rows
        .rows('item')
        .map((row) => row.key)
        .sort();

    expect(new Set(keys(one)).size).toBe(4);
    expect(keys(one)).toEqual(keys(other));
    expect(keys(one)).toContain('o-1/tender/item/7');
    expect(rules(one.problems)).toEqual(['missing-id', 'missing-id', 'missing-id', 'equal-without-id']);
  });

  test('keys are unique for ids that hold separators, marks, or thousands of characters', () => {
    const ids = ['a/b', 'a', 'a%2Fb', '~1', 'x'.repeat(5000), `${'x'.repeat(4999)}y`];
    const contracts = ids.map((id) => ({ id, documents: [{ id: 'd' }] }));

    const { rows } = compile([kept({ ...head, contracts })]);

    const keys = [...rows('contract'), ...rows('document')].map((row) => row.key);
    expect(new Set(keys).size).toBe(12);
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(300);
  });

  test('a joint award counts once and names all its suppliers, each once', () => {
    const suppliers = [{ name: 'A' }, { name: 'B' }, { name: 'A' }, {}];

    const { rows, problems } = compile([
      kept({
        ...head,
        awards: [{ id: 'a', value: { amount: 9, currency: 'CNY' }, suppliers }],
        contracts: [{ id: 'c', awardID: 'a' }],
      }),
    ]);

    expect(rows('award').map((row) => [row.value_amount, row.supplier_count])).toEqual([['9', 2]]);
    expect(rows('award_supplier').map((row) => [row.position, row.name])).toEqual([
      [0, 'A'],
      [1, 'B'],
    ]);
    expect(rows('contract_supplier').map((row) => [row.position, row.name])).toEqual([
      [0, 'A'],
      [1, 'B'],
    ]);
    expect(rules(problems)).toEqual(['organization-unnamed']);
  });

  test('an organization that only an identifier without a scheme names is a party, and is not linked', () => {
    const organization = { identifier: { id: '53374962', legalName: '普羅文化股份有限公司' } };

    const { rows, problems } = compile([
      kept({
        ...head,
        tender: { id: 't', tenderers: [organization, {}] },
        awards: [{ id: 'a', suppliers: [organization] }],
      }),
    ]);

    expect(rows('party')).toMatchObject([
      {
        party_id: '53374962',
        legal_name: '普羅文化股份有限公司',
        roles: ['tenderer', 'supplier'],
        supplier_key: null,
      },
    ]);
    expect(rows('award_supplier')).toMatchObject([{ name: '普羅文化股份有限公司', supplier_key: null }]);
    expect(rules(problems)).toEqual(['organization-unnamed']);
  });

  test('parties are linked by identifier only; in both kinds of roles to both; a decision stands above', () => {
    const parties = [
      { id: '1', name: 'Both', roles: ['buyer', 'supplier'], identifier: { scheme: 'XX', id: ' 9 ' } },
      { id: '2', name: 'Both', roles: ['supplier'] },
      { id: '3', name: 'Place holder', roles: ['supplier'], identifier: { scheme: 'XX', id: '000' } },
      { id: '4', name: 'Decided', roles: ['buyer'], identifier: { scheme: 'XX', id: '10' } },
      { id: '5', name: 'Known', roles: ['buyer'], identifier: { scheme: 'XX', id: '11' } },
    ];
    const known: KnownLinks = {
      departments: new Map([['XX:11', 'pack/finance']]),
      decisions: new Map([['o-1/party/4', { department: null, supplier: null }]]),
    };

    const { rows, links, problems } = compile([kept({ ...head, parties })], known);

    expect(rows('party').map((row) => [row.department_key, row.supplier_key, row.link_rule])).toEqual([
      ['XX:9', 'XX:9', 'identifier'],
      [null, null, null],
      [null, null, null],
      [null, null, 'reviewed'],
      ['pack/finance', null, 'identifier'],
    ]);
    expect(links.departments.map((row) => row.key)).toEqual(['XX:9', 'XX:10']);
    expect(links.suppliers.map((row) => row.key)).toEqual(['XX:9']);
    expect(rules(problems)).toEqual(['identifier-placeholder']);
  });

  test('what is personal goes to the sibling: contacts, streets, persons’ numbers, wherever they stand', () => {
    const secrets = [
      'Wang',
      'w@x.cn',
      '13800138000',
      '1 Long Street',
      '100000',
      'HEGG560427MVZRRL04',
      'Unknown field',
      'Sole trader',
    ];
    const parties = [
      {
        id: 'MX-CURP-HEGG560427MVZRRL04',
        name: 'Sole trader',
        roles: ['supplier'],
        secretNote: 'Unknown field',
        identifier: { scheme: 'MX-CURP', id: 'HEGG560427MVZRRL04' },
        additionalIdentifiers: [{ scheme: 'MX-CURP', id: 'HEGG560427MVZRRL04' }],
        address: { streetAddress: '1 Long Street', postalCode: '100000', locality: 'Beijing' },
        contactPoint: { name: 'Wang', email: 'w@x.cn', telephone: '13800138000' },
      },
    ];
    const reference = { id: 'MX-CURP-HEGG560427MVZRRL04', name: 'Sole trader' };

    const { all, details, rows } = compile([
      kept({
        ...head,
        parties,
        awards: [{ id: 'a', suppliers: [reference] }],
        contracts: [{ id: 'c', awardID: 'a' }],
      }),
    ]);

    const disclosed = JSON.stringify(Object.entries(all).filter(([table]) => table.startsWith('disclosed.')));
    expect(secrets.filter((secret) => disclosed.includes(secret))).toEqual([]);
    expect(rows('party')[0]).toMatchObject({
      party_id: mark('HEGG560427MVZRRL04'),
      name: null,
      is_person: true,
      locality: 'Beijing',
      supplier_key: null,
    });
    expect(details).toMatchObject([
      {
        contact_name: 'Wang',
        email: 'w@x.cn',
        street_address: '1 Long Street',
        person_identifier: 'MX-CURP HEGG560427MVZRRL04',
        person_name: 'Sole trader',
      },
    ]);
  });

  test('every row names the releases it came from, oldest first, whatever the order they are given in', () => {
    const tender = kept({
      ...head,
      id: 't',
      tag: ['tender'],
      tender: { id: 't' },
      parties: [{ id: '1', name: 'Old', roles: ['buyer'], identifier: { scheme: 'XX', id: '1' } }],
    });
    const award = kept({
      ...head,
      id: 'a',
      date: '2024-02-01T00:00:00Z',
      tag: ['award'],
      awards: [{ id: 'a' }],
      parties: [{ id: '1', name: 'New', roles: ['buyer'] }],
    });
    const signed = kept({
      ...head,
      id: 'c',
      date: '2024-03-01T00:00:00+08:00',
      tag: ['contract'],
      awards: [{ id: 'a', status: 'active' }],
      contracts: [{ id: 'c', awardID: 'a' }],
    });
    const [one, other] = [compile([signed, tender, award]), compile([award, signed, tender])];

    expect(one.all).toEqual(other.all);
    expect(one.rows('process')[0]).toMatchObject({
      tag: ['tender', 'award', 'contract'],
      content_state: 'released',
      first_released_at: '2024-01-01T00:00:00.000Z',
      last_released_at: '2024-02-29T16:00:00.000Z',
      release_keys: ['o-1/release/t', 'o-1/release/a', 'o-1/release/c'],
    });
    expect(one.rows('award')[0]!.release_keys).toEqual(['o-1/release/a', 'o-1/release/c']);
    expect(one.rows('party')[0]!.release_keys).toEqual(['o-1/release/t', 'o-1/release/a']);
    expect(one.links.departments).toMatchObject([{ name: 'New', named_on: '2024-02-01T00:00:00.000Z' }]);
  });

  test('a name is dated by the last release that states it, wherever in the release', () => {
    const party = (more: object) => [
      { id: '1', roles: ['buyer'], identifier: { scheme: 'XX', id: '1' }, ...more },
    ];
    const dated = (...contents: object[]) =>
      compile(
        contents.map((content, index) =>
          kept({ ...head, id: String(index), date: `2024-0${index + 1}-01T00:00:00Z`, ...content }),
        ),
      ).links.departments[0];

    expect(dated({ parties: party({ name: 'A' }) }, { parties: party({}) })).toMatchObject({
      name: 'A',
      named_on: '2024-01-01T00:00:00.000Z',
      named_by: 'o-1',
    });
    expect(dated({ parties: party({ name: 'A' }) }, { parties: party({ name: 'A' }) })).toMatchObject({
      named_on: '2024-02-01T00:00:00.000Z',
    });
    expect(dated({ parties: party({ name: 'A' }) }, {}, { buyer: { id: '1', name: 'A' } })).toMatchObject({
      named_on: '2024-03-01T00:00:00.000Z',
    });
    const legal = { identifier: { scheme: 'XX', id: '1', legalName: 'L' } };
    expect(dated({ parties: party(legal) }, { parties: party({}) })).toMatchObject({
      name: 'L',
      named_on: '2024-01-01T00:00:00.000Z',
    });
    const inline = (name: string) => ({ name, identifier: { scheme: 'XX', id: '1' } });
    expect(
      dated({ buyer: inline('Old'), tender: { id: 't' } }, { tender: { procuringEntity: inline('New') } }),
    ).toMatchObject({ name: 'New', named_on: '2024-02-01T00:00:00.000Z' });
    expect(dated({ parties: party({}) })).toMatchObject({ name: 'XX 1', named_by: null });
  });

  test('what has no id and is stated again by later releases counts once; repeated in one release it counts again', () => {
    const payment: JsonObject = { value: { amount: 5, currency: 'CNY' }, date: '2024-01-01' };
    const release = (index: number, transactions: JsonObject[]) =>
      kept({
        ...head,
        id: String(index),
        date: `2024-01-0${index}T00:00:00Z`,
        contracts: [{ id: 'c', implementation: { transactions } }],
      });
    const once = compile([release(1, [payment]), release(2, [payment]), release(3, [payment])]);
    const twice = compile([
      release(1, [payment, payment]),
      release(2, [payment]),
      release(3, [payment, payment]),
    ]);
    const alone = compile([release(1, [payment, payment])]);

    expect(once.rows('transaction')).toMatchObject([
      { value_amount: '5', release_keys: ['o-1/release/1', 'o-1/release/2', 'o-1/release/3'] },
    ]);
    expect(rules(once.problems)).toEqual(['repeated-without-id', 'repeated-without-id', 'missing-id']);
    expect(twice.rows('transaction')).toHaveLength(2);
    expect(alone.rows('transaction')).toHaveLength(2);
    expect(twice.rows('transaction').map((row) => row.key)).toEqual(
      alone.rows('transaction').map((row) => row.key),
    );
    expect(once.rows('transaction')[0]!.key).toBe(alone.rows('transaction')[0]!.key);
  });

  test('an id with blanks around it is the id without them, for merging and for keys', () => {
    const release = (index: number, id: string, more: object) =>
      kept({
        ...head,
        id: String(index),
        date: `2024-01-0${index}T00:00:00Z`,
        contracts: [{ id, ...more }],
      });
    const { rows, problems } = compile([
      release(1, 'c1', { title: 'T' }),
      release(2, 'c1 ', { status: 'active' }),
    ]);

    expect(rows('contract')).toMatchObject([{ key: 'o-1/contract/c1', title: 'T', status: 'active' }]);
    expect(problems).toEqual([]);
  });

  test('an item of several lots shows the first and says so', () => {
    const { rows, problems } = compile([
      kept({ ...head, tender: { id: 't', items: [{ id: 'i', relatedLots: ['l1', 'l2'] }] } }),
    ]);

    expect(rows('item')).toMatchObject([{ related_lot: 'l1' }]);
    expect(problems).toMatchObject([
      {
        rule: 'several-related-lots',
        pointer: '/releases/0/tender/items/0/relatedLots',
        value: '["l1","l2"]',
      },
    ]);
  });

  test('a framework, lots, bids and related processes', () => {
    const content = {
      ...head,
      tender: {
        id: 't',
        title: 'Printers',
        techniques: {
          hasFrameworkAgreement: true,
          frameworkAgreement: {
            method: 'withReopeningCompetition',
            maximumParticipants: 3,
            value: { amount: 100, currency: 'CNY' },
            period: { startDate: '2024-01-01', endDate: '2025-12-31' },
          },
        },
        lots: [{ id: 'l', title: 'Lot' }],
      },
      bids: {
        details: [
          {
            id: 'b',
            date: '2024-01-05T00:00:00Z',
            relatedLots: ['l'],
            tenderers: [{ name: 'A' }],
            value: { amount: 7, currency: 'CNY' },
          },
        ],
      },
      relatedProcesses: [{ id: '1', relationship: ['framework'], scheme: 'ocid', identifier: 'o-0' }],
    };

    const { rows } = compile([kept(content)]);

    expect(rows('framework')).toMatchObject([
      { title: 'Printers', maximum_participants: 3, ceiling_amount: '100', term_end: '2025-12-31' },
    ]);
    expect(rows('lot')).toMatchObject([{ lot_id: 'l', tender_key: 'o-1/tender' }]);
    expect(rows('bid')).toMatchObject([
      {
        received_on: '2024-01-05',
        related_lots: ['l'],
        value_amount: '7',
        tenderer_party_keys: [rows('party')[0]!.key],
      },
    ]);
    expect(rows('related_process')).toMatchObject([
      { parent_key: 'o-1', identifier: 'o-0', relationship: ['framework'] },
    ]);
  });

  test('whatever a release holds, compiling reports and does not throw', () => {
    const names = [
      'parties',
      'buyer',
      'planning',
      'tender',
      'awards',
      'contracts',
      'bids',
      'items',
      'documents',
      'value',
      'amount',
      'suppliers',
      'id',
      'name',
      'identifier',
      'implementation',
      'transactions',
      'amendments',
      'period',
      'startDate',
      'date',
      'details',
      'address',
    ];
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<unknown>(null, 1, 0, -1.5, '', 'x', '2024-01-01', true),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }),
      ),
    })).value;
    const release = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 8 });

    fc.assert(
      fc.property(fc.array(release, { minLength: 1, maxLength: 3 }), (contents) => {
        const releases = contents.map((content, index) =>
          kept({ ...(content as JsonObject), id: String(index) }, { releaseId: String(index) }),
        );
        const { all } = compile(releases);
        for (const [table, rows] of Object.entries(all))
          expect([table, new Set(rows.map((row) => row.key)).size]).toEqual([table, rows.length]);
      }),
      { numRuns: 400 },
    );
  });
});
