import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { AnySchemaObject, ValidateFunction } from 'ajv';
import AjvDraft04 from 'ajv-draft-04';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, test } from 'vitest';
import { ProblemLog } from '../src/importers/ocds/problems.ts';
import { type Codelist, codesOf, type Version } from '../src/importers/ocds/validate/codelists.ts';
import { CURRENCIES, minorUnits, nearestCurrency } from '../src/importers/ocds/validate/currencies.ts';
import { decimalPlaces, isDateTime, isUri } from '../src/importers/ocds/validate/formats.ts';
import { KeyTable } from '../src/importers/ocds/validate/key-table.ts';
import { structuresOf } from '../src/importers/ocds/validate/structure.ts';
import { checkAll, unpacked } from './ocds-events.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

const head =
  '"ocid":"ocds-213czf-1","id":"1","date":"2020-01-01T00:00:00Z","tag":["tender"],"initiationType":"tender"';
const bare = (more: string): string => `{${head},"version":"1.1",${more}}`;

/** Severity, rule and pointer of every problem but those about the version beside the release. */
async function found(file: string): Promise<string[]> {
  const { log } = await checkAll(file);
  return log
    .list()
    .filter((group) => group.pointer !== '/version')
    .map((group) => `${group.severity} ${group.rule} ${group.pointer}`);
}

describe('the OCDS validator', () => {
  test.each<[string, string, string[]]>([
    ['a good tender', '"tender":{"id":"t","title":"a","title_zh-Hans":"b"}', []],
    ['a wrong type', '"tender":{"id":"t","title":1}', ['error wrong-type /tender/title']],
    [
      'a wrong type in another language',
      '"tender":{"id":"t","title_en":1}',
      ['error wrong-type /tender/title_en'],
    ],
    ['a missing field', '"tender":{"title":"a"}', ['error missing-required /tender/id']],
    [
      'a code outside a closed list',
      '"tender":{"id":"t","procurementMethod":"公开招标"}',
      ['error not-in-codelist /tender/procurementMethod'],
    ],
    [
      'a code outside an open list',
      '"tender":{"id":"t","awardCriteria":"x"}',
      ['info not-in-open-codelist /tender/awardCriteria'],
    ],
    [
      'a role outside the open list',
      '"parties":[{"id":"p","roles":["buyer","boss"]}]',
      ['info not-in-open-codelist /parties/0/roles/1'],
    ],
    [
      'an empty list where one may not be',
      '"awards":[{"id":"a","items":[]}]',
      ['error empty-list /awards/0/items', 'warning empty-field /awards/0/items'],
    ],
    [
      'the same item twice',
      '"awards":[{"id":"a"},{"id":"b"},{"id":"a"}]',
      ['error repeated-item /awards', 'warning non-unique-id /awards/2/id'],
    ],
    [
      'two items with one id',
      '"awards":[{"id":"a"},{"id":"a","title":"x"}]',
      ['warning non-unique-id /awards/1/id'],
    ],
    [
      'a bare date',
      '"tender":{"id":"t","tenderPeriod":{"startDate":"2020-01-01"}}',
      ['warning date-time-format /tender/tenderPeriod/startDate'],
    ],
    [
      'a day that is not',
      '"awards":[{"id":"a","date":"2021-02-29T00:00:00Z"}]',
      ['warning date-time-format /awards/0/date'],
    ],
    [
      'a URI without scheme',
      '"tender":{"id":"t","documents":[{"id":"d","url":"www.example.org"}]}',
      ['warning uri-format /tender/documents/0/url'],
    ],
    ['an empty text', '"tender":{"id":"t","title":" "}', ['warning empty-field /tender/title']],
    ['an unknown field', '"tender":{"id":"t","价格":1}', ['info additional-field /tender/价格']],
    [
      'a field that only looks like a language variant',
      '"tender":{"id":"t","title_":"x"}',
      ['info additional-field /tender/title_'],
    ],
    [
      'a deprecated field',
      '"tender":{"id":"t","amendment":{"id":"1"}}',
      ['info deprecated-field /tender/amendment'],
    ],
    ['a party without id', '"parties":[{"name":"x"}]', ['warning missing-id /parties/0/id']],
    [
      'a reference to no party',
      '"parties":[{"id":"a"}],"buyer":{"id":"b","name":"B"}',
      ['warning party-not-found /buyer/id'],
    ],
    [
      'a contract of no award',
      '"awards":[{"id":"a"}],"contracts":[{"id":"c","awardID":"b"}]',
      ['warning award-not-found /contracts/0/awardID'],
    ],
    ['a contract told alone', '"contracts":[{"id":"c","awardID":"b"}]', []],
    [
      'a negative amount',
      '"tender":{"id":"t","value":{"amount":-5,"currency":"CNY"}}',
      ['warning negative-amount /tender/value/amount'],
    ],
    [
      'an amount finer than a fen',
      '"tender":{"id":"t","value":{"amount":1.005,"currency":"CNY"}}',
      ['warning finer-than-minor-unit /tender/value/amount'],
    ],
    [
      'a whole amount written with zeros',
      '"tender":{"id":"t","value":{"amount":1.5000,"currency":"CNY"}}',
      [],
    ],
    [
      'half a yen',
      '"tender":{"id":"t","value":{"amount":0.50,"currency":"JPY"}}',
      ['warning finer-than-minor-unit /tender/value/amount'],
    ],
    [
      'an amount without currency',
      '"tender":{"id":"t","value":{"amount":7}}',
      ['warning amount-without-currency /tender/value/currency'],
    ],
    [
      'a misspelt currency',
      '"tender":{"id":"t","value":{"amount":7,"currency":"MNX"}}',
      ['error not-in-codelist /tender/value/currency', 'warning unknown-currency /tender/value/currency'],
    ],
    [
      'an amount in quotes',
      '"tender":{"id":"t","value":{"amount":"7","currency":"CNY"}}',
      ['error wrong-type /tender/value/amount'],
    ],
    [
      'an exact number where text must be',
      '"tender":{"id":"t","title":1.50}',
      ['error wrong-type /tender/title'],
    ],
    ['an exact number where an object must be', '"buyer":1.50', ['error wrong-type /buyer']],
    ['a large exact id', '"tender":{"id":12345678901234567890}', []],
  ])('%s', async (_, more, want) => {
    expect(await found(bare(more))).toEqual(want);
  });

  test('an exact number stays exact when the schema has looked', async () => {
    const { readAll, releasesOf } = await import('./ocds-events.ts');
    const { validator } = await import('../src/importers/ocds/validate/index.ts');
    const events = await readAll(bare('"tender":{"id":"t","value":{"amount":10.50,"currency":"CNY"}}'));
    const checker = validator(new ProblemLog());

    for (const event of events) checker.check(event);

    expect(JSON.stringify(Object.keys(releasesOf(events)[0]!.content.tender as object))).toBe(
      '["id","value"]',
    );
    expect(
      String((releasesOf(events)[0]!.content.tender as { value: { amount: unknown } }).value.amount),
    ).toBe('10.50');
  });

  test('names the currency that was meant', async () => {
    const { log } = await checkAll(bare('"tender":{"id":"t","value":{"amount":7,"currency":"MNX"}}'));

    const message = log.list().find((group) => group.rule === 'unknown-currency')?.message;
    expect(message).toBe('"MNX" is no currency code of ISO 4217; did they mean "MXN"?');
    expect(nearestCurrency('RMB', new Set())).toBe('CNY');
    expect(nearestCurrency('cny', new Set())).toBe('CNY');
    expect(nearestCurrency('PYX', new Set(['PYG']))).toBe('PYG');
    expect(nearestCurrency('renminbi', new Set())).toBeNull();
  });

  test('an ocid without a prefix is a warning, whatever its dataset', async () => {
    const file = `{${head.replace('ocds-213czf-1', 'OCDS-213CZF-1')}}`;

    expect(await found(file)).toEqual(['warning ocid-prefix /ocid']);
  });

  test('checks a package whose version comes last against that version', async () => {
    const release = `{${head},"tender":{"id":"","procurementMethod":"direct"}}`;
    const rest = '"uri":"http://a","publishedDate":"2020-01-01T00:00:00Z","publisher":{"name":"n"}';
    const old = await checkAll(`{"releases":[${release}],${rest},"version":"1.0"}`);
    const recent = await checkAll(`{"releases":[${release}],${rest},"version":"1.1"}`);
    const silent = await checkAll(`{"releases":[${release}],${rest}}`);

    const errors = ({ log }: typeof old): string[] =>
      log
        .list()
        .filter((group) => group.severity === 'error')
        .map((group) => `${group.rule} ${group.pointer} ×${group.count}`);
    expect(old.verdicts).toEqual([{ kind: 'releasePackage', version: '1.0', pointer: '', valid: false }]);
    expect(errors(old)).toEqual(['not-in-codelist /releases/0/tender/procurementMethod ×1']);
    expect(errors(recent)).toEqual(['empty-text /releases/0/tender/id ×1']);
    expect(errors(silent)).toEqual(['empty-text /releases/0/tender/id ×1', 'missing-required /version ×1']);
  });

  test('a record holds links or full releases, not both', async () => {
    const { log, verdicts } = await checkAll(
      `{"uri":"http://a","version":"1.1","publishedDate":"2020-01-01T00:00:00Z","publisher":{"name":"n"},"records":[
        {"ocid":"ocds-213czf-1","releases":[{"url":"http://b","date":"2020-01-01T00:00:00Z"},{${head}}]}]}`,
    );

    expect(verdicts.map((verdict) => verdict.valid)).toEqual([false]);
    expect(
      log
        .list()
        .filter((group) => group.severity === 'error')
        .map((group) => group.rule),
    ).toEqual(['mixed-record']);
  });

  test('counts by rule and path, with the first place, in bounded memory', () => {
    const log = new ProblemLog(3);
    for (let i = 0; i < 1000; i++) {
      log.add({
        rule: 'a',
        severity: 'info',
        path: `/x${i}`,
        pointer: `/x${i}/0`,
        message: 'm',
        value: 'v'.repeat(500),
      });
    }
    log.add({ rule: 'b', severity: 'error', path: '/y', pointer: '/y', message: 'n' });

    expect(log.list().map((group) => [group.rule, group.path, group.pointer, group.count])).toEqual([
      ['b', '/y', '/y', 1],
      ['a', '/x3', '/x3/0', 997],
      ['a', '/x0', '/x0/0', 1],
      ['a', '/x1', '/x1/0', 1],
      ['a', '/x2', '/x2/0', 1],
    ]);
    expect(log.count()).toBe(1001);
    expect(log.list().at(-1)!.value).toHaveLength(200);
  });

  test('remembers keys and whether their content was the same', () => {
    const table = new KeyTable();
    for (let i = 0; i < 20_000; i++) expect(table.add(`key ${i}`, i)).toBe('new');
    for (let i = 0; i < 20_000; i += 7) expect(table.add(`key ${i}`, i)).toBe('same');
    expect(table.add('key 5', 6)).toBe('different');
  });

  test('knows date-times, URIs and decimal places', () => {
    const dates = ['2020-02-29T23:59:59Z', '2020-12-31t00:00:00.123+08:00', '2016-12-31T23:59:60Z'];
    expect(dates.map(isDateTime)).toEqual([true, true, true]);
    const wrong = [
      '2020-02-30T00:00:00Z',
      '2020-01-01',
      '2020-01-01T00:00:00',
      '2020-1-1T00:00:00Z',
      '2020-01-01T24:00:00Z',
      '',
    ];
    expect(wrong.map(isDateTime)).toEqual(wrong.map(() => false));
    expect(['https://a.cn/%E4%B8%AD?q#f', 'urn:a', 'mailto:a@b'].map(isUri)).toEqual([true, true, true]);
    expect(['www.a.cn', 'http://a b', 'http://中国', '', 'http://a%zz'].map(isUri)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
    expect(['1', '1.50', '1.5e-3', '1e2', '0.000', '12345.678e2'].map(decimalPlaces)).toEqual([
      0, 1, 4, 0, 0, 1,
    ]);
    expect(['CNY', 'JPY', 'KWD', 'XAU'].map(minorUnits)).toEqual([2, 0, 3, null]);
  });

  test('long lists of items without ids are told apart in a moment', async () => {
    const items = Array.from({ length: 30_000 }, (_, i) => `{"id":"same","description":"${i}"}`).join(',');
    const started = performance.now();

    const { log } = await checkAll(bare(`"tender":{"id":"t","items":[${items}]}`));

    expect(log.list().map((group) => group.rule)).toContain('non-unique-id');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

const SCHEMAS = { '1.1': '1.1.5', '1.0': '1.0.3' } as const;
type Kind = 'release' | 'releasePackage' | 'recordPackage';

/** The official schemas, for comparison only. */
function officialSchemas(version: Version): Record<Kind, ValidateFunction> {
  const ajv = new AjvDraft04.default({ strict: false, validateFormats: false });
  const load = (name: string): AnySchemaObject =>
    JSON.parse(readFileSync(sharedData(`ocds-schema/${SCHEMAS[version]}/${name}.json`), 'utf8'));
  const schemas = [
    'release-schema',
    'versioned-release-validation-schema',
    'release-package-schema',
    'record-package-schema',
  ];
  const ids = schemas.map((name) => {
    const schema = load(name);
    ajv.addSchema(schema);
    return schema.id as string;
  });
  const get = (i: number): ValidateFunction => ajv.getSchema(ids[i]!) as ValidateFunction;
  return { release: get(0), releasePackage: get(2), recordPackage: get(3) };
}

describeWithSharedData('the OCDS validator against the official schemas', () => {
  type Oracle = Record<string, { kind: string | null } & Record<string, { valid: boolean } | null>>;
  let official: Record<Version, Record<Kind, ValidateFunction>>;
  let oracle: Oracle = {};

  beforeAll(() => {
    official = { '1.1': officialSchemas('1.1'), '1.0': officialSchemas('1.0') };
    oracle = JSON.parse(readFileSync(sharedData('oracles/ocds-schema-findings.json'), 'utf8'))
      .documents as Oracle;
  });

  /** The text of a document of the oracle; null where the file is not there. */
  const files = new Map<string, Buffer | null>();
  function textOf(key: string): Buffer | null {
    const [file, line] = key.split('#line') as [string, string | undefined];
    if (!files.has(file)) files.set(file, existsSync(sharedData(file)) ? unpacked(sharedData(file)) : null);
    const bytes = files.get(file) ?? null;
    return bytes && line ? Buffer.from(bytes.toString().split('\n')[Number(line) - 1]!) : bytes;
  }

  test('gives the oracle’s verdict and the schemas’ verdict on every document that is there', async () => {
    let compared = 0;
    for (const [key, want] of Object.entries(oracle)) {
      const text = textOf(key);
      if (!text || want.kind === null) continue;
      const kind = want.kind.replace('-p', 'P') as Kind;
      const parsed = JSON.parse(text.toString());
      for (const version of ['1.1', '1.0'] as const) {
        const { verdicts } = await checkAll(text, { version });

        const valid = want[SCHEMAS[version]]!.valid;
        expect(
          verdicts.map((verdict) => [verdict.kind, verdict.valid]),
          `${key} ${version}`,
        ).toEqual([[kind, valid]]);
        expect(official[version][kind](parsed.document ?? parsed), `${key} ${version}`).toBe(valid);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(1300);
  });

  test('gives the schemas’ verdict on documents changed at random', async () => {
    const random = randomFrom(7);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const documents = seeds(oracle, textOf);
    let [valid, invalid] = [0, 0];
    for (let round = 0; round < 1200; round++) {
      const document = structuredClone(pick(documents));
      const kind = kindOf(document);
      const changes = [
        change(document, random, pick),
        ...(random() < 0.4 ? [change(document, random, pick)] : []),
      ];
      if (kind === null || kindOf(document) !== kind) continue;
      const text = JSON.stringify(document);
      for (const version of ['1.1', '1.0'] as const) {
        const want = official[version][kind](JSON.parse(text));

        const { verdicts } = await checkAll(text, { version });

        expect(
          verdicts.map((verdict) => [verdict.kind, verdict.valid]),
          `${version} ${changes} ${text.slice(0, 300)}`,
        ).toEqual([[kind, want]]);
        if (want) valid++;
        else invalid++;
      }
    }
    expect(Math.min(valid, invalid)).toBeGreaterThan(500);
  });

  test('knows the codes of the standard’s lists', () => {
    const lists: Record<string, Codelist> = {
      'awardCriteria.csv': 'awardCriteria',
      'awardStatus.csv': 'awardStatus',
      'contractStatus.csv': 'contractStatus',
      'currency.csv': 'currency',
      'documentType.csv': 'documentType',
      'extendedProcurementCategory.csv': 'extendedProcurementCategory',
      'initiationType.csv': 'initiationType',
      'itemClassificationScheme.csv': 'itemClassificationScheme',
      'method.csv': 'method',
      'milestoneStatus.csv': 'milestoneStatus',
      'milestoneType.csv': 'milestoneType',
      'partyRole.csv': 'partyRole',
      'procurementCategory.csv': 'procurementCategory',
      'relatedProcess.csv': 'relatedProcess',
      'relatedProcessScheme.csv': 'relatedProcessScheme',
      'releaseTag.csv': 'releaseTag',
      'submissionMethod.csv': 'submissionMethod',
      'tenderStatus.csv': 'tenderStatus',
      'unitClassificationScheme.csv': 'unitClassificationScheme',
    };
    let compared = 0;
    for (const version of ['1.1', '1.0'] as const) {
      const folder = sharedData(`ocds-schema/${SCHEMAS[version]}/codelists`);
      for (const name of readdirSync(folder)) {
        const list = lists[name];
        if (!list) continue;
        const rows = parse(readFileSync(`${folder}/${name}`), { columns: true, bom: true }) as Record<
          string,
          string
        >[];
        const codes = rows.map((row) => row.Code ?? row.code ?? '');

        const missing = codes.filter((code) => code !== '' && !codesOf(list, version).includes(code));
        expect([name, version, missing]).toEqual([name, version, []]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(25);
    expect(CURRENCIES.size).toBeGreaterThan(250);
  });

  test('finds the misspelt currencies of Mexico’s airport group', async () => {
    const { log } = await checkAll(unpacked(sharedData('ocds/mexico-gacm/documents.jsonl.gz')));

    const unknown = log.list().filter((group) => group.rule === 'unknown-currency');
    expect(unknown.map((group) => [group.value, group.message.includes('"MXN"')])).toEqual(
      unknown.map(() => ['MNX', true]),
    );
    expect(unknown.reduce((sum, group) => sum + group.count, 0)).toBe(3);
  });
});

type Loose = Record<string, unknown>;

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function kindOf(document: unknown): Kind | null {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) return null;
  const { records, releases, ocid, tag } = document as Loose;
  if (records !== undefined) return releases === undefined ? 'recordPackage' : null;
  if (releases !== undefined) return ocid === undefined ? 'releasePackage' : null;
  return ocid !== undefined || tag !== undefined ? 'release' : null;
}

/** Documents to change: mostly valid ones, records with a versioned release among them. */
function seeds(oracle: Record<string, unknown>, textOf: (key: string) => Buffer | null): unknown[] {
  const documents: unknown[] = [];
  for (const [i, key] of Object.keys(oracle).entries()) {
    const wanted = /official|merge-real|invalid/.test(key) || i % 6 === 0;
    const text = wanted ? textOf(key) : null;
    if (!text || text.length > 120_000) continue;
    try {
      const parsed = JSON.parse(text.toString());
      documents.push(parsed.document ?? parsed);
    } catch {
      // Files that are no JSON are read elsewhere.
    }
  }
  return documents;
}

const names = ((): string[] => {
  const all = new Set([
    'releases',
    'records',
    'uri',
    'publisher',
    'version',
    'packages',
    'compiledRelease',
    'versionedRelease',
    'url',
    'value',
  ]);
  for (const version of ['1.0', '1.1'] as const) {
    for (const structure of Object.values(structuresOf(version))) {
      for (const name of Object.keys(structure.fields)) all.add(name);
      for (const name of structure.languages)
        for (const tag of ['en', 'zh-Hant-TW', 'x', 'x-own', 'toolongtag1']) all.add(`${name}_${tag}`);
    }
  }
  return [...all];
})();

const history = { releaseDate: '2020-01-01T00:00:00Z', releaseTag: ['x'], releaseID: '1' };
const values: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    1e300,
    2 ** 64,
    '',
    ' ',
    'x',
    'tender',
    'planningUpdate',
    'direct',
    'withdrawn',
  ],
  ...[
    'CNY',
    'RMB',
    '1.1',
    '1.1.5',
    'scheduled',
    'consultingServices',
    [],
    {},
    [null],
    ['x'],
    [{}],
    [1],
    ['a', 'a'],
  ],
  ...[
    { id: 'x' },
    { id: 1 },
    [{ id: 'x' }],
    [{ id: 'x' }, { id: 'x' }],
    [{ id: 'x' }, { id: 'y' }, { id: 'x' }],
  ],
  ...[{ amount: 1, currency: 'X' }, { amount: '1' }, { name: '' }, { name: 'x', identifier: { id: 1.5 } }],
  ...[[{ url: null, date: 'x' }], { url: 'x', date: 'y', tag: [] }],
  ...['x', null, 1, [], {}, { id: 1 }].map((value) => [{ ...history, value }]),
];

/** Changes one place at random; says what it did. */
function change(document: unknown, random: () => number, pick: <T>(list: readonly T[]) => T): string {
  const containers: (Loose | unknown[])[] = [];
  const collect = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    containers.push(value as Loose);
    for (const member of Object.values(value)) collect(member);
  };
  collect(document);
  const place = random() < 0.2 ? (document as Loose) : pick(containers);
  const kind = random();
  const value = structuredClone(pick(values));
  if (Array.isArray(place)) {
    if (kind < 0.3 && place.length > 0) place.push(structuredClone(pick(place)));
    else if (kind < 0.5) place.push(value);
    else if (kind < 0.7) place.length = 0;
    else if (place.length > 0) place[Math.floor(random() * place.length)] = value;
    return `list ${kind}`;
  }
  const present = Object.keys(place);
  const name = kind < 0.7 && present.length > 0 ? pick(present) : pick(names);
  if (kind < 0.25) delete place[name];
  else place[name] = value;
  return `${kind < 0.25 ? 'without' : 'with'} ${name} ${JSON.stringify(value)}`;
}
