import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { HubError } from '../src/errors.ts';
import type { JsonHandler } from '../src/importers/ocds/read/json-handler.ts';
import { JsonStream } from '../src/importers/ocds/read/json-stream.ts';
import { parseText } from '../src/importers/ocds/read/release-text.ts';
import type { OcdsEvent } from '../src/importers/ocds/types.ts';
import { ExactNumber, isObject, type JsonValue } from '../src/json.ts';
import { checkAll, messagesOf, problemsOf, readAll, releasesOf } from './ocds-events.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

const release = (id: string, more = ''): string =>
  `{"ocid":"ocds-213czf-1","id":"${id}","date":"2020-01-0${id}T00:00:00Z","tag":["tender"],"initiationType":"tender"${more}}`;

const idsOf = (events: OcdsEvent[]): string[] => releasesOf(events).map((event) => event.releaseId);

/** Reads in one piece and byte by byte: both must say the same. */
async function read(bytes: Buffer | string): Promise<OcdsEvent[]> {
  const whole = await readAll(bytes);
  if (bytes.length < 20_000) expect(await readAll(bytes, 1)).toEqual(whole);
  return whole;
}

describe('bad OCDS input', () => {
  test.each([
    ['an empty file', '', ['empty-file'], 'empty (0 bytes)'],
    ['white space', ' \n\t\r\n', ['empty-file'], 'nothing but white space'],
    ['only a byte order mark', '\ufeff', ['empty-file'], 'nothing but white space'],
    [
      'no JSON at all',
      'Dear all,\nplease find attached',
      ['not-json'],
      'line 1, byte 0: expected a JSON value, found "D"',
    ],
    ['an HTML page', '<html><body>404</body></html>', ['not-json'], 'found "<"'],
    [
      'a package without releases',
      '{"uri":"u","publisher":{"name":"n"}}',
      ['no-releases'],
      'without "releases"',
    ],
    ['zero releases', '{"uri":"u","releases":[]}', ['no-releases /releases'], '"releases" is empty'],
    ['releases that are no list', '{"releases":{}}', ['releases-not-array /releases'], 'must be an array'],
    ['records that are no list', '{"records":7}', ['records-not-array /records'], 'must be an array'],
    [
      'another object',
      '{"type":"FeatureCollection","features":[]}',
      ['not-ocds'],
      'found the members type, features',
    ],
    [
      'a release without ocid',
      '{"id":"1","tag":["tender"],"tender":{"id":1}}',
      ['missing-ocid /ocid'],
      'without this key',
    ],
  ])('%s is named', async (_, file, rules, words) => {
    const events = await read(file);

    expect(problemsOf(events)).toEqual(rules);
    expect(messagesOf(events)[0]).toContain(words);
    expect(releasesOf(events)).toEqual([]);
  });

  test.each([
    ['UTF-16 with a mark', Buffer.from('\ufeff{"releases":[]}', 'utf16le'), 'encoded as UTF-16'],
    ['UTF-16 without a mark', Buffer.from('{"releases":[]}', 'utf16le'), 'encoded as UTF-16'],
    ['UTF-16 in gzip', gzipSync(Buffer.from('\ufeff{"releases":[]}', 'utf16le')), 'encoded as UTF-16'],
    ['a ZIP archive', Buffer.from('PK\x03\x04……', 'latin1'), 'ZIP archive (or an XLSX workbook)'],
    ['bzip2', Buffer.from('BZh91AY&SY'), 'bzip2'],
    ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), 'xz'],
    ['Zstandard', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]), 'Zstandard'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'PDF'],
  ])('%s is refused with its name', async (_, file, words) => {
    await expect(readAll(file)).rejects.toThrow(words);
    await expect(readAll(file, 1)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  test('a cut gzip file gives everything before the cut, then an error', async () => {
    const random = Array.from({ length: 400 }, (_, i) => release('1', `,"x":"${(i * 7919) % 1009}-${i}"`));
    const file = gzipSync(`{"releases":[${random.join(',')}]}`);

    const events = await readAll(file.subarray(0, Math.floor(file.length / 2)));

    const ids = idsOf(events);
    expect(ids.length).toBeGreaterThan(50);
    expect(ids.length).toBeLessThan(400);
    expect(problemsOf(events)).toEqual([`cut-text /releases/${ids.length}`, 'cut-gzip']);
    expect(messagesOf(events)[1]).toContain('the file is cut');
  });

  test('damaged gzip, bytes behind gzip, gzip in gzip', async () => {
    const good = gzipSync(release('1'));
    const damaged = Buffer.from(good);
    damaged[good.length - 6]! ^= 0xff;

    const read = await readAll(damaged);
    expect([idsOf(read), problemsOf(read)]).toEqual([['1'], ['bad-gzip']]);
    const padded = await readAll(Buffer.concat([good, Buffer.alloc(600)]));
    expect([idsOf(padded), problemsOf(padded)]).toEqual([['1'], []]);
    const trailing = await readAll(Buffer.concat([good, Buffer.from('trailing')]));
    expect([idsOf(trailing), problemsOf(trailing)]).toEqual([['1'], ['gzip-trailing-bytes']]);
    expect(problemsOf(await readAll(gzipSync(good)))).toEqual(['gzip-in-gzip']);
  });

  test('a cut text gives everything before the cut, and says where', async () => {
    const events = await read(`{"releases":[${release('1')},\n${release('2').slice(0, 40)}`);

    expect(idsOf(events)).toEqual(['1']);
    expect(problemsOf(events)).toEqual(['cut-text /releases/1']);
    expect(messagesOf(events)[0]).toBe(
      'line 2, byte 161: the text ends inside the value that begins at line 2',
    );
  });

  test('a release in Latin-1 is left out with its place, its neighbours are read', async () => {
    const file = Buffer.concat([
      Buffer.from(`{"releases":[${release('1')},\n`),
      Buffer.from(release('2', ',"title":"Ministério da Educação"'), 'latin1'),
      Buffer.from(`,\n${release('3')}]}`),
    ]);

    const events = await read(file);

    expect(idsOf(events)).toEqual(['1', '3']);
    expect(problemsOf(events)).toEqual(['not-utf8 /releases/1']);
    const offset = file.indexOf(0xe9);
    expect(messagesOf(events)[0]).toContain(`line 2, byte ${offset}: the byte 0xe9 is not UTF-8`);
    expect(messagesOf(events)[0]).toContain('ISO-8859-1');
  });

  test('surrogates encoded in UTF-8 and overlong bytes are not UTF-8', async () => {
    for (const bytes of [
      [0xed, 0xa0, 0x80],
      [0xc0, 0xaf],
      [0xf5, 0x80, 0x80, 0x80],
      [0xe4, 0xb8],
    ]) {
      const file = Buffer.concat([
        Buffer.from(`{"ocid":"o","id":"1","x":"中文`),
        Buffer.from(bytes),
        Buffer.from('"}'),
      ]);

      const events = await read(file);

      expect([releasesOf(events).length, problemsOf(events)]).toEqual([0, ['not-utf8']]);
      expect(messagesOf(events)[0]).toContain(`line 1, byte ${file.lastIndexOf(Buffer.from(bytes))}:`);
    }
  });

  test.each([
    [
      'in a release',
      (deep: string) => `{"releases":[${release('1')},${release('2', `,"x":${deep}`)},${release('3')}]}`,
    ],
    ['as a line', (deep: string) => `${release('1')}\n${deep}\n${release('3')}`],
    ['in a list', (deep: string) => `[${release('1')},${deep},${release('3')}]`],
  ])('100,000 levels %s are refused, the rest is read', async (_, around) => {
    for (const deep of [
      '['.repeat(100_000) + ']'.repeat(100_000),
      `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
    ]) {
      const events = await readAll(around(deep));

      expect(idsOf(events)).toEqual(['1', '3']);
      expect(problemsOf(events).map((problem) => problem.split(' ')[0])).toEqual(['too-deep']);
      expect(messagesOf(events)[0]).toContain('deeper than 1000 levels');
    }
  });

  test('100,000 levels that never end are an error, not a crash', async () => {
    expect(problemsOf(await readAll('['.repeat(100_000)))[0]).toBe('too-deep /0');
    expect(problemsOf(await readAll('{"releases":['.repeat(100_000)))[0]).toBe('too-deep /releases/0');
  });

  test('a number outside the range of a double keeps its text and is named', async () => {
    const events = await read(
      release('1', ',"tender":{"id":"t","value":{"amount":1e400,"currency":"CNY"}},"x":1e-400'),
    );

    expect(releasesOf(events)[0]!.content).toMatchObject({
      tender: { value: { amount: new ExactNumber('1e400') } },
      x: new ExactNumber('1e-400'),
    });
    expect(problemsOf(events)).toEqual([
      'number-out-of-range /tender/value/amount',
      'number-out-of-range /x',
    ]);
  });

  test('NUL characters and halves of surrogate pairs do not reach the content; the bytes keep them', async () => {
    const events = await read(
      release('1', ',"title":"a\\u0000b","x":["\\ud800","\\ud83d\\ude00"],"k\\u0000":1.0'),
    );

    expect(releasesOf(events)[0]!.content).toMatchObject({
      title: 'ab',
      x: ['\ufffd', '😀'],
      k: new ExactNumber('1.0'),
    });
    expect(releasesOf(events)[0]!.bytes.toString()).toContain('a\\u0000b');
    expect(problemsOf(events)).toEqual(['nul-character /title', 'lone-surrogate /x/0', 'nul-character /k\0']);
  });

  test('names that stand twice in one object: the last one counts, and it is said', async () => {
    const file = `{"uri":"a","releases":[${release('1', ',"tender":{"id":"a","id":"b","a/b":1,"a/b":2}')}],"uri":"b"}`;
    const events = await read(file);

    expect(releasesOf(events)[0]!.content.tender).toEqual({ id: 'b', 'a/b': 2 });
    expect(releasesOf(events)[0]!.meta.uri).toBe('b');
    expect(problemsOf(events)).toEqual([
      'repeated-name /releases/0/tender/id',
      'repeated-name /releases/0/tender/a~1b',
      'repeated-name /uri',
    ]);
  });

  test('"__proto__" is a name like others', async () => {
    const events = await read(release('1', ',"__proto__":{"x":1},"y":1.0'));

    expect(Object.hasOwn(releasesOf(events)[0]!.content, '__proto__')).toBe(true);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test('a release id used twice in a package: another content is a warning, the same content an error', async () => {
    const { log } = await checkAll(
      `{"releases":[${release('1')},${release('1', ',"language":"en"')},${release('2')},${release('2')}]}`,
    );

    const found = log.list().filter((group) => /duplicate|repeated/.test(group.rule));
    expect(found.map((group) => [group.severity, group.rule, group.pointer, group.count])).toEqual([
      ['error', 'repeated-item', '/releases/3', 1],
      ['warning', 'duplicate-release-id', '/releases/1', 1],
    ]);
  });

  test('a missing release id is made from the content; the same content gives the same id', async () => {
    const file = '{"ocid":"ocds-213czf-1","tag":["tender"]}';
    const [first, second] = [await read(file), await read(`{"releases":[${file}]}`)];

    expect(idsOf(first)[0]).toMatch(/^sha256:[0-9a-f]{32}$/);
    expect(idsOf(second)).toEqual(idsOf(first));
    expect(problemsOf(first)).toEqual(['missing-release-id /id']);
  });

  test('elements that are no objects are named one by one', async () => {
    const events = await read(`{"releases":[true,null,"x",[1],${release('1')},7]}`);

    expect(idsOf(events)).toEqual(['1']);
    expect(problemsOf(events)).toEqual([0, 1, 2, 3, 5].map((i) => `not-an-object /releases/${i}`));
  });

  test('a broken line of JSON Lines is named; the others are read', async () => {
    const lines = [
      release('1'),
      '{"ocid":"x',
      release('2'),
      '{"ocid": x}',
      release('3'),
      '{"releases":[{"ocid":"a","id":"1"}',
      release('4'),
      `${release('5')}}`,
      release('6'),
      '"never closed',
      release('7'),
    ];

    const events = await read(lines.join('\n'));

    expect(idsOf(events)).toEqual(['1', '2', '3', '1', '4', '5', '6', '7']);
    expect(problemsOf(events).map((problem) => problem.split(' ')[0])).toEqual(Array(5).fill('not-json'));
    expect(messagesOf(events).map((message) => /line ([0-9]+)/.exec(message)![1])).toEqual([
      '2',
      '4',
      '7',
      '8',
      '10',
    ]);
    expect(messagesOf(events)[0]).toContain('a line ends inside a string');
    expect(messagesOf(events)[0]).toContain('reading went on at line 3');
  });

  test('a broken release in a pretty-printed package costs that release only', async () => {
    for (const broken of ['"ocid": "x', '"ocid": x', '"a": [1,2', '"tag": ["x"}', '"a" 1', '"a": "b" "c"']) {
      const file = `{\n  "releases": [\n    ${release('1')},\n    {\n      ${broken}\n    },\n    ${release('2')},\n    ${release('3')}\n  ]\n}`;

      const events = await read(file);

      expect([broken, idsOf(events)]).toEqual([broken, ['1', '2', '3']]);
      expect(problemsOf(events).map((problem) => problem.split(' ')[0])).toEqual(['not-json']);
      expect(messagesOf(events)[0]).toMatch(/^line [456], byte [0-9]+: /);
    }
  });

  test('a broken release in a package on one line: those before it are read, and what follows is said', async () => {
    const events = await read(`{"releases":[${release('1')},{"ocid":"o","id":"2"]},${release('3')}]}`);

    expect(idsOf(events)).toEqual(['1']);
    expect(messagesOf(events)).toEqual([
      `line 1, byte ${13 + release('1').length + 21}: expected "," or "}", found "]"; nothing after it could be read`,
    ]);
  });

  test('a broken release whose brackets match costs that release only, on one line too', async () => {
    const events = await read(
      `{"releases":[${release('1')},{"ocid":"o",,"id":"2"},{"x":01},${release('3')}]}`,
    );

    expect(idsOf(events)).toEqual(['1', '3']);
    expect(problemsOf(events)).toEqual(['not-json /releases/1', 'not-json /releases/2']);
  });

  test('a single release that is too large is refused, its neighbours are read', async () => {
    const file = `{"releases":[${release('1')},${release('2', `,"x":"${'y'.repeat(5000)}"`)},${release('3')}],"uri":"u"}`;

    for (const size of [1, 100, 65_536]) {
      const events = await readAll(file, size, { maxValueBytes: 1000 });

      expect(idsOf(events)).toEqual(['1', '3']);
      expect(problemsOf(events)).toEqual(['value-too-large /releases/1']);
      expect(messagesOf(events)[0]).toContain('larger than 1000 bytes');
      expect(releasesOf(events)[0]!.meta.uri).toBe('u');
    }
  });

  test('a bare release that is too large is refused, the next line is read', async () => {
    const file = `${release('1', `,"a":"${'y'.repeat(600)}","b":"${'y'.repeat(600)}"`)}\n${release('2')}`;

    const events = await readAll(file, 64, { maxValueBytes: 1000 });

    expect([idsOf(events), problemsOf(events)]).toEqual([['2'], ['value-too-large']]);
  });

  test('a lost bracket far from the end is found at its place, not reported as a large value', async () => {
    const many = Array.from({ length: 100 }, () => release('3')).join(',\n');
    const file = `{"releases":[\n${release('1')},\n{"ocid":"o","tender":{"id":"2"},\n${many}\n]}`;

    const events = await readAll(file, 512, { maxValueBytes: 4000 });

    expect(idsOf(events)).toEqual(['1', ...Array(100).fill('3')]);
    expect(messagesOf(events)[0]).toContain('line 4, byte');
  });

  test('deep inside a list of lists nothing is lost silently', async () => {
    const events = await read(`[[${release('1')}],${release('2')}]`);

    expect([idsOf(events), problemsOf(events)]).toEqual([['2'], ['not-ocds /0']]);
  });
});

/** A small repeatable source of randomness. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test('whatever is broken at random: no crash, and the pieces in which the bytes come make no difference', async () => {
  const random = randomFrom(20_240_501);
  const odd = Buffer.from('{}[]",:\\\n 0e-.tnué\0\x1f');
  const record = `{"ocid":"a","releases":[${release('1')},${release('2')}],"compiledRelease":${release('9')}}`;
  const files = [
    `{"uri":"u","releases":[\n  ${release('1')},\n  ${release('2', ',"x":1.50')},\n  ${release('3')}\n],"version":"1.0"}`,
    `${release('1')}\n${release('2')}\r\n${release('3')}\n{"releases":[${release('4')}]}\n`,
    JSON.stringify(
      JSON.parse(`{"uri":"u","records":[${record},{"releases":[{"url":"x","date":"y"}],"ocid":"b"}]}`),
      null,
      2,
    ),
    `[${release('1')},${release('2')}]\n{"document":{"releases":[${release('3')}],"ocid":"q"}}`,
  ];
  let problems = 0;
  for (let round = 0; round < 1500; round++) {
    let bytes = Buffer.from(files[round % files.length]!);
    for (let change = 0; change <= random() * 3; change++) {
      const at = Math.floor(random() * bytes.length);
      const byte = Buffer.from([odd[Math.floor(random() * odd.length)]!]);
      const kind = Math.floor(random() * 4);
      if (kind === 0) bytes = Buffer.concat([bytes.subarray(0, at), byte, bytes.subarray(at + 1)]);
      if (kind === 1) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random() * 5)]);
      if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), byte, bytes.subarray(at)]);
      if (kind === 3) bytes = bytes.subarray(0, Math.max(8, at));
    }

    const whole = await attempt(bytes, 1 << 20);

    expect(await attempt(bytes, 1), bytes.toString('latin1')).toEqual(whole);
    expect(await attempt(bytes, 2 + Math.floor(random() * 40)), bytes.toString('latin1')).toEqual(whole);
    if (problemsOf(whole).length > 0) problems++;
  }
  expect(problems).toBeGreaterThan(1000);
});

async function attempt(bytes: Buffer, size: number): Promise<OcdsEvent[]> {
  try {
    return await readAll(bytes, size);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    const problem = {
      rule: 'refused',
      severity: 'error' as const,
      path: '',
      pointer: '',
      message: error.message,
    };
    return [{ type: 'problem', problem }];
  }
}

/** Reads texts whole, whatever they are: what the stream itself makes of lines. */
function texts(bytes: Buffer, size: number): JsonValue[] {
  const found: JsonValue[] = [];
  const handler: JsonHandler<null> = {
    open: () => null,
    value: (_, raw) => {
      const { value } = parseText(Buffer.from(raw.bytes), raw);
      if (value !== undefined) found.push(value);
    },
    close: () => undefined,
    broken: () => undefined,
  };
  const stream = new JsonStream(handler, null, { maxValueBytes: 1 << 20, maxDepth: 100 });
  for (let from = 0; from < bytes.length; from += size) stream.write(bytes.subarray(from, from + size));
  stream.end();
  return found;
}

/** Counts values that are not empty, by path: the measure of the oracle. */
function coverage(value: JsonValue | undefined, path: string, counts: Map<string, number>): boolean {
  const inner = new Map<string, number>();
  let filled = value !== null && value !== undefined && value !== '';
  if (Array.isArray(value)) {
    filled = false;
    for (const item of value) if (coverage(item, `${path}[]`, inner)) filled = true;
  } else if (isObject(value)) {
    filled = false;
    for (const [name, member] of Object.entries(value))
      if (coverage(member, `${path}/${name}`, inner)) filled = true;
    if (filled) inner.set(`${path}/`, (inner.get(`${path}/`) ?? 0) + 1);
  }
  if (!filled) return false;
  for (const [at, count] of inner) counts.set(at, (counts.get(at) ?? 0) + count);
  counts.set(path, (counts.get(path) ?? 0) + 1);
  return true;
}

describeWithSharedData('bad real input', () => {
  test('reads the lines that the oracle of malformed lines reads, and no others', () => {
    const folder = sharedData('oracles/malformed-json-lines');
    const names = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
    expect(names.length).toBe(35);
    for (const name of names) {
      const bytes = readFileSync(`${folder}/${name}`);
      const want = JSON.parse(readFileSync(`${folder}/${name.replace('.jsonl', '.expected')}`, 'utf8'));
      for (const size of [1, 1000]) {
        const counts = new Map<string, number>();
        for (const value of texts(bytes, size)) coverage(value, '', counts);

        expect(Object.fromEntries(counts), name).toEqual(want);
      }
    }
  });

  test('names what is wrong with each file of the oracle of invalid files', async () => {
    const expected: Record<string, [number, string[]]> = {
      '1001_empty_releases.json': [0, ['missing-ocid×1001']],
      '30_records.json': [150, ['compiled-beside-releases×30']],
      '30_releases.json': [30, []],
      '7_records.json': [35, ['compiled-beside-releases×7']],
      '999_empty_releases.json': [0, ['missing-ocid×999']],
      'bad.xlsx': [0, ['empty-file×1']],
      'bad_toplevel_list.json': [0, ['no-releases×1']],
      'badfile.json': [1, []],
      'basic_release_empty_fields.json': [1, []],
      'latin1.json': [0, ['not-utf8×1']],
      'non_dict_json.json': [0, ['not-an-object×1']],
      'ocds_release_nulls.json': [0, ['missing-ocid×1']],
      'record_minimal_valid.json': [0, ['missing-ocid×1']],
      'release_aggregate.json': [1, []],
      'tenders_releases_1_release_with_extension_broken_json_ref.json': [1, []],
      'utf8.json': [0, ['releases-not-array×1']],
    };
    const names = readdirSync(sharedData('oracles/ocds-invalid'));
    expect(names.sort()).toEqual([...Object.keys(expected), 'utf-16.json'].sort());
    for (const [name, want] of Object.entries(expected)) {
      const events = await readAll(readFileSync(sharedData(`oracles/ocds-invalid/${name}`)));
      const rules = problemsOf(events).map((problem) => problem.split(' ')[0]!);
      const counted = [...new Set(rules)].map(
        (rule) => `${rule}×${rules.filter((other) => other === rule).length}`,
      );

      expect([releasesOf(events).length, counted], name).toEqual(want);
    }
    await expect(readAll(readFileSync(sharedData('oracles/ocds-invalid/utf-16.json')))).rejects.toThrow(
      'UTF-16',
    );
  });

  test('a package in ISO-8859-1 is named with the place of its first wrong byte', async () => {
    const bytes = readFileSync(
      sharedData('oracles/ocds-merge-real-data/release-package_encoding-iso-8859-1.json'),
    );

    const events = await readAll(bytes);

    expect(problemsOf(events)).toEqual([0, 1, 2].map((i) => `not-utf8 /releases/${i}`));
    expect(messagesOf(events)[0]).toContain('byte 592: the byte 0xd3 is not UTF-8 (it looks like ISO-8859-1');
  });
});
