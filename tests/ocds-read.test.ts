import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { readOcds } from '../src/importers/ocds/read/index.ts';
import { parseText } from '../src/importers/ocds/read/release-text.ts';
import { ExactNumber, writeJson } from '../src/json.ts';
import { plain, plainReading, problemsOf, readAll, releasesOf, unpacked } from './ocds-events.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

const release = (id: string, more = ''): string =>
  `{"ocid":"ocds-213czf-1","id":"${id}","date":"2020-01-0${id}T00:00:00Z","tag":["tender"],"initiationType":"tender"${more}}`;

describe('the OCDS reader', () => {
  test('keeps the bytes of each release as they stand in the file', async () => {
    const one = '{ "ocid" : "ocds-213czf-1",\r\n\t"id":"1", "tender": {"title":"caf\\u00e9 é ]}"} }';
    const file = `{"releases": [ ${one} ,\n ${release('2')} ], "uri":"u"}`;

    const releases = releasesOf(await readAll(file));

    expect(releases.map((event) => event.bytes.toString())).toEqual([one, release('2')]);
    expect(releases[0]!.content).toEqual({ ocid: 'ocds-213czf-1', id: '1', tender: { title: 'café é ]}' } });
    expect(releases.map((event) => event.pointer)).toEqual(['/releases/0', '/releases/1']);
  });

  test('gives numbers that a double would change as their own text, and others as numbers', async () => {
    const numbers =
      '[1, 0, -5, 10.5, 0.000001, 123456789012345, 10.50, 1e3, -0, 12345678901234567, 0.1000, 1E-7, 100.0]';

    const [event] = releasesOf(await readAll(release('1', `,"x":${numbers}`)));

    expect(event!.content.x).toEqual([
      ...[1, 0, -5, 10.5, 0.000001, 123456789012345],
      ...['10.50', '1e3', '-0', '12345678901234567', '0.1000', '1E-7', '100.0'].map(
        (text) => new ExactNumber(text),
      ),
    ]);
    expect(writeJson(event!.content.x)).toBe(numbers.replaceAll(' ', ''));
    expect(event!.exact?.map((slot) => slot.number.text)).toHaveLength(7);
  });

  test('numbers stay exact beside texts that look like its own marks', async () => {
    const [event] = releasesOf(await readAll(release('1', ',"a":"\uffff1.0","b":"\\uffff2.0","c":1.0')));

    expect([event!.content.a, event!.content.b, event!.content.c]).toEqual([
      '\uffff1.0',
      '\uffff2.0',
      new ExactNumber('1.0'),
    ]);
  });

  test('reads the same bytes again to the same value', async () => {
    const [event] = releasesOf(await readAll(release('1', ',"x":1.0,"y":"a\\u0000b","z":"\\ud800"')));

    const again = parseText(event!.bytes);

    expect(again.value).toEqual(event!.content);
    expect(event!.content).toMatchObject({ x: new ExactNumber('1.0'), y: 'ab', z: '\ufffd' });
  });

  test('knows what a package says of itself, before its releases or behind them', async () => {
    const before = `{"uri":"u","version":"1.0","publisher":{"name":"N","uid":"7"},"extensions":["e"],"releases":[${release('1')}]}`;
    const behind = `{"releases":[${release('1')}],"uri":"u","version":"1.0","publisher":{"name":"N","uid":"7"},"extensions":["e"]}`;
    const meta = {
      kind: 'releasePackage',
      version: '1.0',
      versionStated: true,
      uri: 'u',
      publisher: { name: 'N', uid: '7' },
      extensions: ['e'],
    };

    const first = await readAll(before);
    const second = await readAll(behind);

    expect(releasesOf(first)[0]!.meta).toEqual(meta);
    expect(releasesOf(second)[0]!.meta).toEqual(meta);
    expect(first.filter((event) => event.type === 'package')).toHaveLength(1);
    expect(second.filter((event) => event.type === 'package')).toHaveLength(2);
  });

  test('reads records: full releases, links, a compiled release alone, a versioned release alone', async () => {
    const compiled = release('9').replace('"tender"]', '"compiled"]');
    const versioned =
      '{"ocid":"o4","tender":{"id":[{"releaseID":"1","releaseDate":"2020-01-01T00:00:00Z","releaseTag":["tender"],"value":"t"}],' +
      '"title":[{"releaseID":"1","releaseDate":"2020-01-01T00:00:00Z","releaseTag":["tender"],"value":"old"},' +
      '{"releaseID":"2","releaseDate":"2020-02-01T00:00:00Z","releaseTag":["tender"],"value":"new"}]}}';
    const file = `{"uri":"u","records":[
      {"ocid":"o1","compiledRelease":${compiled},"releases":[${release('1')},${release('2')}]},
      {"releases":[{"url":"http://a/1","date":"2020-01-01T00:00:00Z","tag":["tender"]}],"ocid":"o2"},
      {"ocid":"o3","releases":[],"compiledRelease":${compiled}},
      {"ocid":"o4","versionedRelease":${versioned}}]}`;

    const events = await readAll(file);

    expect(
      releasesOf(events).map((event) => [event.origin, event.ocid, event.releaseId, event.pointer]),
    ).toEqual([
      ['release', 'ocds-213czf-1', '1', '/records/0/releases/0'],
      ['release', 'ocds-213czf-1', '2', '/records/0/releases/1'],
      ['compiled', 'ocds-213czf-1', '9', '/records/2/compiledRelease'],
      ['compiled', 'o4', 'o4-2020-02-01T00:00:00.000Z', '/records/3/versionedRelease'],
    ]);
    expect(events.filter((event) => event.type === 'linked')).toMatchObject([
      {
        ocid: 'o2',
        url: 'http://a/1',
        date: '2020-01-01T00:00:00Z',
        tag: ['tender'],
        pointer: '/records/1/releases/0',
      },
    ]);
    expect(releasesOf(events)[3]!.content).toMatchObject({
      tag: ['compiled'],
      tender: { id: 't', title: 'new' },
    });
    expect(problemsOf(events)).toEqual([
      'compiled-beside-releases /records/0/compiledRelease',
      'versioned-release-only /records/3/versionedRelease',
    ]);
  });

  test.each<[string, string, string[]]>([
    ['a bare release', release('1'), ['']],
    ['JSON Lines', `${release('1')}\n${release('2')}\r\n\n${release('3')}`, ['', '#2', '#4']],
    [
      'texts one after another',
      `${release('1')}${release('2')} {"releases":[${release('3')}]}`,
      ['', '#1', '#1/releases/0'],
    ],
    ['a list of releases', `[${release('1')},${release('2')}]`, ['/0', '/1']],
    [
      'a list of packages',
      `[{"releases":[${release('1')}]},{"releases":[${release('2')}]}]`,
      ['/0/releases/0', '/1/releases/0'],
    ],
    ['a wrapper', `{"source_path":"x","document":${release('1')}}`, ['/document']],
    ['a wrapped package', `{"document":{"releases":[${release('1')}]},"n":1}`, ['/document/releases/0']],
    ['a record alone', `{"releases":[${release('1')}],"ocid":"ocds-213czf-1"}`, ['/releases/0']],
    ['a byte order mark', `\ufeff${release('1')}`, ['']],
    ['byte order marks inside', `\ufeff${release('1')}\n\ufeff${release('2')}`, ['', '#2']],
  ])('knows %s by its content', async (_, file, pointers) => {
    for (const bytes of [Buffer.from(file), gzipSync(file)]) {
      const events = await readAll(bytes);

      expect(releasesOf(events).map((event) => event.pointer)).toEqual(pointers);
      expect(problemsOf(events).filter((problem) => !problem.startsWith('byte-order-mark'))).toEqual([]);
    }
  });

  test('reads a gzip file of several members', async () => {
    const file = Buffer.concat([gzipSync(`${release('1')}\n`), gzipSync(release('2'))]);

    expect(releasesOf(await readAll(file, 7)).map((event) => event.releaseId)).toEqual(['1', '2']);
  });

  test('tells how many bytes it has taken', async () => {
    const told: number[] = [];
    const file = `{"releases":[${Array.from({ length: 20_000 }, () => release('1')).join(',')}]}`;

    await readAll(file, 65_536, { onProgress: (bytes) => told.push(bytes) });

    expect(told.length).toBeGreaterThan(1);
    expect(told.at(-1)).toBe(file.length);
  });

  test('holds only what it needs: a package many times larger than its releases', async () => {
    const one = Buffer.from(`${release('1', `,"x":"${'y'.repeat(2000)}"`)},`);
    const source = (async function* () {
      yield Buffer.from('{"releases":[');
      for (let i = 0; i < 40_000; i++) yield one;
      yield Buffer.from(`${release('2')}]}`);
    })();
    global.gc?.();
    const before = process.memoryUsage().rss;
    let count = 0;

    for await (const event of readOcds(source)) if (event.type === 'release') count++;

    expect(count).toBe(40_001);
    // 86 MB of text went through.
    expect(process.memoryUsage().rss - before).toBeLessThan(80e6);
  });
});

describeWithSharedData('the OCDS reader on real files', () => {
  const folder = sharedData('ocds');
  let files: string[] = [];

  beforeAll(() => {
    files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.jsonl?(\.gz)?$/.test(file))
      .filter((file) => statSync(join(folder, file)).size > 0);
  });

  test('there are files of every publisher', () => {
    expect(new Set(files.map((file) => file.split('/')[0])).size).toBe(10);
    expect(files.length).toBeGreaterThan(200);
  });

  test('finds what a plain reading finds, with the same values, in every file', async () => {
    let releases = 0;
    for (const file of files) {
      const text = unpacked(join(folder, file));
      const events = await readAll(readFileSync(join(folder, file)));
      const found = releasesOf(events);

      const want = plainReading(text.toString(), file.includes('.jsonl'));
      expect(
        found.map((event) => [event.origin, event.ocid, event.releaseId]),
        file,
      ).toEqual(want);
      for (const event of found) {
        expect(plain(event.content), `${file} ${event.pointer}`).toEqual(JSON.parse(event.bytes.toString()));
        expect(text.includes(event.bytes), `${file} ${event.pointer}`).toBe(true);
      }
      const wrong = events.filter((event) => event.type === 'problem' && event.problem.severity === 'error');
      expect(wrong, file).toEqual([]);
      releases += found.length;
    }
    expect(releases).toBeGreaterThan(1500);
  });

  test('gives the same events whatever the pieces in which the bytes come', async () => {
    const small = files.filter((file) => statSync(join(folder, file)).size < 30_000 && !file.endsWith('.gz'));
    const chosen = small.filter((_, i) => i % 12 === 0);
    expect(chosen.length).toBeGreaterThan(8);
    for (const file of chosen) {
      const bytes = readFileSync(join(folder, file));

      const whole = await readAll(bytes);

      expect(await readAll(bytes, 1), file).toEqual(whole);
      expect(await readAll(bytes, 13), file).toEqual(whole);
    }
  });

  test('reads the empty files of the source as empty files', async () => {
    const events = await readAll(readFileSync(join(folder, 'paraguay-dncp/records/283826.json')));

    expect(problemsOf(events)).toEqual(['empty-file']);
  });

  test('knows the odd shapes of the format oracle', async () => {
    const expected: Record<string, [number, string[]]> = {
      'detect-format_array.json': [0, ['no-releases']],
      'detect-format_empty.json': [0, ['no-releases']],
      'detect-format_false.json': [0, ['not-ocds']],
      'detect-format_mixed.json': [1, ['not-ocds #2']],
      'detect-format_null.json': [0, ['not-ocds']],
      'detect-format_number.json': [0, ['not-ocds']],
      'detect-format_object.json': [0, ['not-ocds']],
      'detect-format_string.json': [0, ['not-ocds']],
      'detect-format_true.json': [0, ['not-ocds']],
      'detect-format_whitespace.json': [1, []],
      'record-package_maximal.json': [1, []],
      'record-package_minimal.json': [1, []],
      'release-package_extensions.json': [1, []],
      'release-package_maximal.json': [1, []],
      'release-package_minimal.json': [1, []],
      'release-package_unknown-version.json': [1, []],
      'release-packages.jsonl': [4, []],
    };
    const names = readdirSync(sharedData('oracles/format-detection'));
    expect(names.sort()).toEqual(Object.keys(expected).sort());
    for (const name of names) {
      const events = await readAll(readFileSync(sharedData(`oracles/format-detection/${name}`)), 5);

      expect([releasesOf(events).length, problemsOf(events)], name).toEqual(expected[name]);
    }
  });

  test('reads files of several texts as it reads their parts', async () => {
    for (const name of [
      'release-package_split.json',
      'record-package_split.json',
      'record-package_package_1.1.json',
    ]) {
      const bytes = readFileSync(sharedData(`oracles/ocds-merge-real-data/${name}`));
      const lines = bytes
        .toString()
        .split('\n')
        .filter((line) => line !== '');
      const want = lines.flatMap((line) => plainReading(line, false));

      const events = await readAll(bytes);

      expect(lines.length).toBe(2);
      expect(releasesOf(events).map((event) => [event.origin, event.ocid, event.releaseId])).toEqual(want);
      expect(problemsOf(events).filter((rule) => !rule.startsWith('compiled-beside-releases'))).toEqual([]);
    }
  });
});
