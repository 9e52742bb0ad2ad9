import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inMergingOrder, type Mergeable, mergeReleases } from '../src/importers/ocds/merge.ts';
import type { JsonObject } from '../src/json.ts';
import { describeWithSharedData, sharedData } from './shared-data.ts';

const oracles = sharedData('oracles');

function mergeable(content: JsonObject, version: '1.0' | '1.1' = '1.1', index = 0): Mergeable {
  const hash = index.toString(16).padStart(64, '0');
  const date = typeof content.date === 'string' ? content.date : null;
  return { releaseId: String(content.id), date, version, content, hash };
}

function compile(releases: JsonObject[], version: '1.0' | '1.1' = '1.1'): JsonObject {
  const ordered = inMergingOrder(releases.map((release, index) => mergeable(release, version, index)));
  return mergeReleases(String(releases[0]?.ocid), ordered).release;
}

const read = (...path: string[]) => JSON.parse(readFileSync(resolve(oracles, ...path), 'utf8'));

describeWithSharedData('merging, against the cases of the reference implementation', () => {
  const folder = resolve(oracles, 'ocds-merge/1.1');
  const cases = existsSync(folder)
    ? readdirSync(folder).filter((name) =>
        existsSync(resolve(folder, name.replace('.json', '-compiled.json'))),
      )
    : [];

  test.each(cases)('%s compiles to its expected release', (name) => {
    const expected = read('ocds-merge/1.1', name.replace('.json', '-compiled.json'));

    expect(compile(read('ocds-merge/1.1', name))).toEqual(expected);
  });

  test.each([1, 2])('package %i of a real publisher compiles to its expected release', (number) => {
    const { releases } = read('ocds-merge-real-data', `release-package-${number}.json`);
    const expected = read('ocds-merge-real-data', `compiled-release-${number}.json`);

    expect(compile(releases)).toEqual(expected);
    expect(compile([...releases].reverse())).toEqual(expected);
  });

  test.each(['record-package_package.json', 'record-package_versioned.json'])(
    'the records of %s hold what their releases compile to',
    (name) => {
      for (const record of read('ocds-merge-real-data', name).records) {
        expect(compile(record.releases)).toEqual(record.compiledRelease);
      }
    },
  );

  test('a package in two encodings compiles to its expected release', () => {
    const { releases } = read('ocds-merge-real-data', 'release-package_encoding-utf-8.json');

    expect(compile(releases)).toEqual(read('ocds-merge-real-data', 'compile_encoding_encoding.json'));
  });
});

describe('merging', () => {
  const base = { ocid: 'o', tag: ['tender'] };

  test('1.0 replaces lists of organizations as a whole, 1.1 merges them by id', () => {
    const first = {
      ...base,
      id: '1',
      date: '2014-01-01T00:00:00Z',
      awards: [{ id: 'a', suppliers: [{ id: '1', name: 'A' }] }],
    };
    const second = {
      ...base,
      id: '2',
      date: '2014-01-02T00:00:00Z',
      awards: [{ id: 'a', suppliers: [{ id: '2', name: 'B' }] }],
    };

    expect(compile([first, second], '1.0').awards).toEqual([
      { id: 'a', suppliers: [{ id: '2', name: 'B' }] },
    ]);
    expect(compile([first, second], '1.1').awards).toEqual([
      {
        id: 'a',
        suppliers: [
          { id: '1', name: 'A' },
          { id: '2', name: 'B' },
        ],
      },
    ]);
  });

  test('null removes a field, an object and a list; a later value puts it back', () => {
    const first = {
      ...base,
      id: '1',
      date: '2014-01-01T00:00:00Z',
      tender: { id: 't', value: { amount: 1 }, items: [{ id: '1' }] },
    };
    const second = { ...base, id: '2', date: '2014-01-02T00:00:00Z', tender: { value: null, items: null } };
    const third = { ...base, id: '3', date: '2014-01-03T00:00:00Z', tender: { value: { currency: 'CNY' } } };

    expect(compile([first, second]).tender).toEqual({ id: 't' });
    expect(compile([first, second, third]).tender).toEqual({ id: 't', value: { currency: 'CNY' } });
  });

  test('an object without id is appended, an id repeated in one release joins, 1 and "1" are the same', () => {
    const first = {
      ...base,
      id: '1',
      date: '2014-01-01',
      tender: { documents: [{ title: 'x' }, { id: 1, title: 'y' }, { id: 1, url: 'u' }] },
    };
    const second = {
      ...base,
      id: '2',
      date: '2014-01-02',
      tender: { documents: [{ title: 'x' }, { id: '1', title: 'z' }] },
    };

    expect(compile([first, second]).tender).toEqual({
      documents: [{ title: 'x' }, { id: 1, title: 'z', url: 'u' }, { title: 'x' }],
    });
  });

  test('an id is read without the blanks around it; a blank one is none', () => {
    const first = { ...base, id: '1', date: '2014-01-01', awards: [{ id: ' a' }, { id: ' ' }] };
    const second = {
      ...base,
      id: '2',
      date: '2014-01-02',
      awards: [{ id: 'a\u3000', title: 'x' }, { id: ' ' }],
    };

    expect(compile([first, second]).awards).toEqual([{ id: ' a', title: 'x' }, { id: ' ' }, { id: ' ' }]);
  });

  test('an empty list clears a whole list and leaves a list with ids', () => {
    const first = {
      ...base,
      id: '1',
      date: '2014-01-01',
      parties: [{ id: '1', roles: ['buyer'] }],
      awards: [{ id: '1' }],
    };
    const second = { ...base, id: '2', date: '2014-01-02', parties: [{ id: '1', roles: [] }], awards: [] };

    expect(compile([first, second])).toMatchObject({
      parties: [{ id: '1', roles: [] }],
      awards: [{ id: '1' }],
    });
  });

  test('dates are compared as instants; equal ones by stage, then id; a missing one comes first', () => {
    const names = (releases: JsonObject[]) =>
      inMergingOrder(releases.map((release, index) => mergeable(release, '1.1', index))).map(
        (release) => release.releaseId,
      );
    const releases = [
      { ...base, id: 'late', date: '2014-01-01T00:00:00-06:00' },
      { ...base, id: 'award', tag: ['award'], date: '2014-01-01T05:00:00Z' },
      { ...base, id: 'b', date: '2014-01-01T05:00:00Z' },
      { ...base, id: 'a', date: '2014-01-01T06:00:00+01:00' },
      { ...base, id: 'undated' },
    ];

    expect(names(releases)).toEqual(['undated', 'a', 'b', 'award', 'late']);
  });

  test('the order of arrival changes nothing, and the input stays as it was', () => {
    const field = fc.constantFrom<JsonObject['x']>(1, 'x', null, [], ['a'], { k: 1 }, { k: null });
    const release = fc.record({
      id: fc.constantFrom('1', '2', '3', '4', '5', '6'),
      date: fc.constantFrom('2014-01-01T00:00:00Z', '2014-01-01T01:00:00+01:00', '2015-01-01', 'soon'),
      tag: fc.constantFrom(['tender'], ['award', 'contract']),
      tender: fc.record({
        id: field,
        a: field,
        items: fc.array(fc.record({ id: fc.constantFrom('1', 2, '2'), v: field })),
      }),
      awards: fc.array(
        fc.record({ id: fc.constantFrom('1', '2'), suppliers: fc.array(fc.record({ name: field })) }),
      ),
    });
    const releases = fc.uniqueArray(release, { selector: (value) => value.id, minLength: 1, maxLength: 5 });

    fc.assert(
      fc.property(
        releases.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const before = structuredClone(list);
          const hashed = (items: typeof list) =>
            items.map((item) => mergeable(item as unknown as JsonObject, '1.1', Number(item.id)));

          const merged = mergeReleases('o', inMergingOrder(hashed(list)));
          const again = mergeReleases('o', inMergingOrder(hashed(shuffled)));

          expect(again.release).toEqual(merged.release);
          expect(list).toEqual(before);
        },
      ),
    );
  });

  test('each object names the releases that state it', () => {
    const first = { ...base, id: '1', date: '2014-01-01', tender: { id: 't' }, awards: [{ id: '1' }] };
    const second = { ...base, id: '2', date: '2014-01-02', awards: [{ id: '1' }, { id: '2' }] };
    const merged = mergeReleases('o', [mergeable(first), mergeable(second)]);
    const sources = (value: unknown) => merged.sourcesOf(value as JsonObject);

    expect(sources(merged.release)).toEqual([0, 1]);
    expect(sources(merged.release.tender)).toEqual([0]);
    expect((merged.release.awards as JsonObject[]).map(sources)).toEqual([[0, 1], [1]]);
  });
});
