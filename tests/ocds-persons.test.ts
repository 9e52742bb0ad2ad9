import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { compileProcess, type KeptRelease } from '../src/importers/ocds/compile/index.ts';
import { linkParties } from '../src/importers/ocds/compile/link.ts';
import { normalised, personNumberOf, personNumbersIn } from '../src/importers/ocds/compile/persons.ts';
import { personMarks } from '../src/importers/ocds/person-mark.ts';
import { parseText } from '../src/importers/ocds/read/index.ts';
import type { Problem } from '../src/importers/ocds/types.ts';
import type { JsonObject } from '../src/json.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

const mark = personMarks(Buffer.alloc(32, 7));
const card = '110101199003077758';
const curp = 'QQQQ800101HDFXXX05';

function compile(...contents: JsonObject[]) {
  const problems: Problem[] = [];
  const releases = contents.map((content, index): KeptRelease => {
    const whole = {
      ocid: 'o-1',
      id: String(index),
      date: `2024-01-0${index + 1}T00:00:00Z`,
      tag: ['award'],
      ...content,
    };
    return {
      releaseId: whole.id,
      hash: String(index).repeat(64),
      kind: 'release',
      isSuperseded: false,
      version: '1.1',
      date: whole.date,
      content: parseText(Buffer.from(JSON.stringify(whole))).value as JsonObject,
      sourceKey: 's',
      pointer: `/releases/${index}`,
    };
  });
  const process = compileProcess('o-1', 'd', releases, (problem) => problems.push(problem), mark);
  const links = linkParties([process], { departments: new Map(), decisions: new Map() });
  const disclosed = Object.entries(process.rows).filter(([table]) => table.startsWith('disclosed.'));
  return {
    rows: process.rows,
    parties: process.rows['disclosed.party'],
    details: process.rows['internal.party_detail'],
    problems,
    text: JSON.stringify([disclosed, links, problems]),
  };
}

/** All letters and digits of a text, so that no spelling of a number hides in punctuation. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\d]/gu, '');

describe('numbers of natural persons', () => {
  test.each([
    [null, card, card],
    [null, '110101 19900307 7758', card],
    [null, '１１０１０１１９９００３０７７７５８', card],
    [null, '110101199003077759', null],
    [null, '110101199013077758', null],
    ['CN-USCI', '91350100M000100Y43', null],
    [null, curp, curp],
    [null, curp.toLowerCase(), curp],
    [null, 'BEFE590915R81', 'BEFE590915R81'],
    [null, 'befe-590915-r81', 'BEFE590915R81'],
    [null, 'COC000315HY4', null],
    [null, 'BEFE591315R81', null],
    ['BR-CPF', '123.456.789-09', '12345678909'],
    [null, '123.456.789-09', '12345678909'],
    [null, '123.456.789-00', null],
    [null, '12345678909', null],
    ['GB-COH', '07003896', null],
    ['US-SSN', '078-05-1120', '078051120'],
  ])('%s %s is %s', (scheme, id, number) => {
    expect(personNumberOf(scheme, id)).toBe(number);
  });

  test.each([
    [`BR-CPF-12345678909`, '12345678909'],
    [`mx-curp-${curp.toLowerCase()}`, curp],
    [`MX-CURP-ABCD`, 'ABCD'],
    ['x-BR-CPF-123.456.789-09', '12345678909'],
    ['CURP', undefined],
    [`CN-ID-${card}`, card],
    [`party/${card}/1`, card],
    ['UA-EDR-2840014563', '2840014563'],
    ['UA-EDR-40133709', undefined],
    ['CC-10001', undefined],
    ['CO-CC-80737007', '80737007'],
    ['ed04fca3a8989879670d68f52b44256a', undefined],
    ['ocid-6as3t2-51185810-buyer', undefined],
    ['91350100M000100Y43', undefined],
  ])('the party id %s holds %s', (id, number) => {
    expect(personNumbersIn(id)[0]).toBe(number);
  });

  test('the mark is stable, of the number alone, and another with another secret', () => {
    expect(mark('12345678909')).toMatch(/^person-[0-9a-f]{12}$/);
    expect(mark(normalised('123.456.789-09'))).toBe(mark('12345678909'));
    expect(personMarks(Buffer.alloc(32, 8))('12345678909')).not.toBe(mark('12345678909'));
  });
});

describe('natural persons among the parties', () => {
  const person = (more: object, reference: object = {}) => ({
    parties: [{ name: 'Zhang Sanfeng', roles: ['supplier'], ...more }],
    awards: [{ id: 'a', suppliers: [{ name: 'Zhang Sanfeng', ...reference }] }],
    contracts: [{ id: 'c', awardID: 'a' }],
  });
  test.each<[string, object, string]>([
    [
      'another spelling in the identifier',
      person(
        { id: 'BR-CPF-12345678909', identifier: { scheme: 'BR-CPF', id: '123.456.789-09' } },
        { id: 'BR-CPF-12345678909' },
      ),
      '12345678909',
    ],
    [
      'small letters',
      person(
        { id: `mx-curp-${curp.toLowerCase()}`, identifier: { scheme: 'MX-CURP', id: curp } },
        { id: `mx-curp-${curp.toLowerCase()}` },
      ),
      curp,
    ],
    [
      'a reference without a party',
      { awards: [{ id: 'a', suppliers: [{ id: `MX-CURP-${curp}`, name: 'Zhang Sanfeng' }] }] },
      curp,
    ],
    [
      'a party id, and a further identifier without a scheme',
      person({ id: `CN-ID-${card}`, additionalIdentifiers: [{ id: card }] }, { id: `CN-ID-${card}` }),
      card,
    ],
    ['an identifier without a scheme', person({ id: '7', identifier: { id: card } }, { id: '7' }), card],
    [
      'an RFC of thirteen characters',
      person({ id: '7', identifier: { id: 'BEFE590915R81' } }, { id: '7' }),
      'BEFE590915R81',
    ],
    [
      'a number as the id',
      person({ id: 'x', identifier: { scheme: 'CO-CC', id: 80737007 } }, { id: 'x' }),
      '80737007',
    ],
    ['an organization without parties', { buyer: { name: 'Zhang Sanfeng', identifier: { id: card } } }, card],
    [
      'payer and payee',
      {
        contracts: [
          {
            id: 'c',
            implementation: {
              transactions: [{ id: 't', payee: { id: `CN-ID-${card}`, name: 'Zhang Sanfeng' } }],
            },
          },
        ],
      },
      card,
    ],
    [
      'a party without an id',
      person(
        { identifier: { scheme: 'CURP', id: curp } },
        { identifier: { scheme: 'CURP', id: curp.toLowerCase() } },
      ),
      curp,
    ],
  ])('%s: neither number nor name is disclosed, both stand in internal', (_, content, number) => {
    const { parties, details, text } = compile(content as JsonObject);

    expect(bare(text)).not.toContain(number);
    expect(text).not.toContain('Zhang');
    expect(parties).toHaveLength(1);
    expect(parties[0]).toMatchObject({ is_person: true, name: null, legal_name: null, identifier_id: null });
    expect(details).toMatchObject([{ key: parties[0]!.key, person_name: 'Zhang Sanfeng' }]);
    expect(bare(String(details[0]!.person_identifier))).toContain(number);
  });

  test('what names a person elsewhere in the process loses the number in every spelling', () => {
    const { text, rows } = compile({
      parties: [
        { id: 'p', name: 'X', roles: ['supplier'], identifier: { scheme: 'BR-CPF', id: '12345678909' } },
      ],
      tender: { id: 't', title: 'For 123.456.789-09', items: [{ id: 'i', description: '123 456 789 09' }] },
      awards: [{ id: 'CPF-123.456.789-09', suppliers: [{ id: 'p' }] }],
      contracts: [{ id: 'c', awardID: 'CPF-123.456.789-09' }],
    } as unknown as JsonObject);

    expect(bare(text)).not.toContain('12345678909');
    expect(rows['disclosed.contract'][0]!.award_key).toBe(rows['disclosed.award'][0]!.key);
    expect(rows['disclosed.award'][0]!.award_id).toBe(`CPF-${mark('12345678909')}`);
  });

  test('one person named in several places is hidden in each: by the number without scheme, by the name alone', () => {
    const { parties, rows, text } = compile({
      parties: [
        { id: 'p', name: 'Zhang Sanfeng', identifier: { scheme: 'BR-CPF', id: '123.456.789-09' } },
        {
          id: 'q',
          name: 'Buyer',
          roles: ['buyer'],
          additionalIdentifiers: [{ scheme: 'XX', id: '12345678909' }],
        },
      ],
      awards: [{ id: 'a', suppliers: [{ id: '12345678909', name: 'ZHANG  Sanfeng' }] }],
      contracts: [
        {
          id: 'c',
          implementation: {
            transactions: [{ id: 't', receiverOrganization: { legalName: 'Zhang Sanfeng' } }],
          },
        },
      ],
    } as unknown as JsonObject);

    expect(bare(text)).not.toContain('12345678909');
    expect(text.toUpperCase()).not.toContain('SANFENG');
    expect(parties).toHaveLength(3);
    expect(rows['disclosed.award_supplier']).toMatchObject([{ party_key: parties[0]!.key, name: null }]);
  });

  test('card numbers and CURPs in free text become a mark and a problem; other long numbers stay', () => {
    const { rows, problems } = compile({
      tender: {
        id: 't',
        title: `Compensation to ${card}, case 110101199003077759`,
        description: `beneficiary ${curp.toLowerCase()}; code 91350100M000100Y43; obra 120315 muros a 10`,
      },
    } as unknown as JsonObject);

    expect(rows['disclosed.tender'][0]).toMatchObject({
      title: `Compensation to ${mark(card)}, case 110101199003077759`,
      description: `beneficiary ${mark(curp)}; code 91350100M000100Y43; obra 120315 muros a 10`,
    });
    expect(problems.map(({ rule }) => rule)).toEqual(['person-number-in-text', 'person-number-in-text']);
    expect(JSON.stringify(problems)).not.toContain(card);
  });

  test('a street that stands as the locality of a person stays in internal, a place does not', () => {
    const of = (locality: string) =>
      compile({
        parties: [
          {
            id: 'p',
            name: 'X',
            identifier: { id: 'BEFE590915R81' },
            address: { locality, region: 'Juarez' },
          },
        ],
      } as unknown as JsonObject);

    expect(of('Insurgentes Sur 559').parties[0]).toMatchObject({ locality: null, region: 'Juarez' });
    expect(of('Insurgentes Sur 559').details[0]).toMatchObject({ street_address: 'Insurgentes Sur 559' });
    expect(of('Calle Juarez').parties[0]!.locality).toBeNull();
    expect(of('Beijing').parties[0]!.locality).toBe('Beijing');
  });

  test('a company keeps its name and identifier where a person’s number stands beside them', () => {
    const { parties, details, text } = compile({
      parties: [
        {
          id: '1',
          name: 'Company',
          roles: ['supplier'],
          identifier: { scheme: 'CN-USCI', id: '91350100M000100Y43' },
          additionalIdentifiers: [
            { scheme: '身份证', id: card },
            { scheme: 'XX', id: '5' },
          ],
        },
      ],
    } as unknown as JsonObject);

    expect(parties[0]).toMatchObject({
      is_person: false,
      name: 'Company',
      identifier_id: '91350100M000100Y43',
      additional_identifiers: ['XX:5'],
      supplier_key: 'CN-USCI:91350100M000100Y43',
    });
    expect(text).not.toContain(card);
    expect(details[0]).toMatchObject({ person_identifier: `身份证 ${card}`, person_name: null });
  });

  test('a later release with another person moves no mark; a person without a number keeps the published id', () => {
    const party = (id: string, name: string) => ({
      id,
      name,
      roles: ['supplier'],
      identifier: { scheme: 'MX-CURP', id },
    });
    const one = compile({ parties: [party(curp, 'Z')] } as unknown as JsonObject);
    const two = compile(
      { parties: [party(curp, 'Z')] } as unknown as JsonObject,
      {
        parties: [party('AAAA800101HDFXXX05', 'A'), { id: 'p9', name: 'N', identifier: { scheme: 'CURP' } }],
      } as unknown as JsonObject,
    );

    expect(one.parties[0]!.key).toBe(`o-1/party/${mark(curp)}`);
    expect(two.parties.map((row) => row.key)).toEqual([
      `o-1/party/${mark(curp)}`,
      `o-1/party/${mark('AAAA800101HDFXXX05')}`,
      'o-1/party/p9',
    ]);
    expect(two.parties[2]).toMatchObject({ is_person: true, name: null });
  });
});

/** A release, or the releases of a record, its compiled one too. */
function releasesIn(document: JsonObject): JsonObject[] {
  if (!document.releases) return [document];
  return [...(document.releases as JsonObject[]), document.compiledRelease as JsonObject];
}

function identifiersIn(value: unknown): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(identifiersIn);
  if (typeof value !== 'object' || value === null) return [];
  const { identifier } = value as { identifier?: JsonObject };
  return [...(identifier ? [identifier] : []), ...Object.values(value).flatMap(identifiersIn)];
}

describeWithSharedData('a real publisher’s persons', () => {
  test('no RFC of thirteen characters and no CURP of mexico-gacm is disclosed, nor the names beside them', () => {
    const lines = gunzipSync(readFileSync(sharedData('ocds/mexico-gacm/documents.jsonl.gz')))
      .toString()
      .split('\n');
    const pattern = /^[A-ZÑ&]{4}\d{6}(?:[A-Z0-9]{3}|[HM][A-Z]{5}[A-Z0-9]\d)$/;
    let found = 0;
    for (const line of lines) {
      if (line.trim() === '') continue;
      const { document } = parseText(Buffer.from(line)).value as { document: JsonObject };
      for (const release of releasesIn(document)) {
        const { text, rows } = compile(release);
        const who = JSON.stringify([
          rows['disclosed.party'],
          rows['disclosed.award_supplier'],
          rows['disclosed.contract_supplier'],
        ]);
        for (const { id, legalName } of identifiersIn(release)) {
          if (typeof id !== 'string' || !pattern.test(id)) continue;
          found += 1;
          expect(bare(text)).not.toContain(id);
          expect(who).not.toContain(legalName);
        }
      }
    }
    expect(found).toBe(64);
  });
});
