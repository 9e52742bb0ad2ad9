import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { HubError } from '../../errors.ts';
import { packsFolder } from '../../packs/load.ts';
import type { Identity, Place, Selector, Term, When } from './types.ts';

/** The identities of every jurisdiction pack: `packs/<pack>/identities.json`. */
export function loadIdentities(folder: string = packsFolder): Identity[] {
  const files = readdirSync(folder)
    .sort()
    .map((pack) => join(folder, pack, 'identities.json'))
    .filter((file) => existsSync(file));
  const identities = files.flatMap((file) =>
    parseIdentities(readFileSync(file, 'utf8'), `${basename(dirname(file))}/identities.json`),
  );
  const seen = new Set<string>();
  for (const { key } of identities) {
    if (seen.has(key)) throw wrong('identities', `"${key}" is there twice: expected each key once`);
    seen.add(key);
  }
  return identities;
}

/** Reads a file of identities; what is wrong is said with the identity and the member. */
export function parseIdentities(text: string, name: string): Identity[] {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    throw wrong(name, `not JSON: ${(error as Error).message}`);
  }
  const { identities, countries } = members(file, name, ['identities', 'countries']);
  const where = countries === undefined ? null : texts(countries, `${name}: countries`);
  if (!Array.isArray(identities)) throw wrong(name, '"identities" must be a list');
  return identities.map((one, index) => identityOf(one, `${name}: identities[${index}]`, where));
}

const common = ['key', 'titleZh', 'titleEn', 'source', 'note', 'kind', 'when', 'where'];

function identityOf(value: unknown, at: string, countries: readonly string[] | null): Identity {
  const kind = (value as { kind?: unknown } | null)?.kind;
  const own = {
    equation: ['each', 'relation', 'left', 'right'],
    tree: ['by', 'total'],
    same: ['relation', 'between'],
  };
  if (kind !== 'equation' && kind !== 'tree' && kind !== 'same') {
    throw wrong(at, `kind "${kind}": expected equation, tree or same`);
  }
  const given = members(value, at, [...common, ...own[kind]]);
  const base = {
    key: word(given.key, `${at}.key`),
    titleZh: word(given.titleZh, `${at}.titleZh`),
    titleEn: word(given.titleEn, `${at}.titleEn`),
    source: word(given.source, `${at}.source`),
    countries,
    when: given.when === undefined ? {} : whenOf(given.when, `${at}.when`),
    where: given.where === undefined ? {} : selectorOf(given.where, `${at}.where`),
  };
  if (kind === 'equation') {
    return {
      ...base,
      kind,
      each: oneOf(given.each, ['entry', 'table', 'document'] as const, `${at}.each`),
      relation: oneOf(given.relation ?? '=', ['=', '<='] as const, `${at}.relation`),
      left: list(given.left, `${at}.left`).map((one, index) => termOf(one, `${at}.left[${index}]`)),
      right: list(given.right, `${at}.right`).map((one, index) => termOf(one, `${at}.right[${index}]`)),
    };
  }
  if (kind === 'tree') {
    return {
      ...base,
      kind,
      by: given.by === null ? null : word(given.by, `${at}.by`),
      total: given.total === undefined ? { rowKind: 'total' } : selectorOf(given.total, `${at}.total`),
    };
  }
  const between = list(given.between, `${at}.between`).map((one, index) =>
    placeOf(one, `${at}.between[${index}]`),
  );
  const width = between[0]!.by.length;
  if (between.some(({ by }) => by.length !== width)) {
    throw wrong(
      `${at}.between`,
      '"by" names more attributes in one place than in another: expected equally many',
    );
  }
  return {
    ...base,
    kind,
    relation: oneOf(given.relation ?? '=', ['=', '<='] as const, `${at}.relation`),
    between,
  };
}

function termOf(value: unknown, at: string): Term {
  const { select, optional, zeroWhen } = members(value, at, ['select', 'optional', 'zeroWhen']);
  if (optional !== undefined && typeof optional !== 'boolean') throw wrong(`${at}.optional`, 'expected true');
  return {
    select: Array.isArray(select)
      ? list(select, `${at}.select`).map((one, index) => selectorOf(one, `${at}.select[${index}]`))
      : selectorOf(select, `${at}.select`),
    ...(optional === true ? { optional } : {}),
    ...(zeroWhen === undefined ? {} : { zeroWhen: selectorOf(zeroWhen, `${at}.zeroWhen`) }),
  };
}

function placeOf(value: unknown, at: string): Place {
  const { select, by, strip } = members(value, at, ['select', 'by', 'strip']);
  if (strip !== undefined) expression(word(strip, `${at}.strip`), `${at}.strip`);
  return {
    select: selectorOf(select, `${at}.select`),
    by: texts(by, `${at}.by`),
    ...(strip === undefined ? {} : { strip: String(strip) }),
  };
}

function whenOf(value: unknown, at: string): When {
  const lists = ['documentKinds', 'departmentKinds', 'scopes'] as const;
  const years = ['yearFrom', 'yearTo'] as const;
  const given = members(value, at, [...lists, ...years]);
  const when: { -readonly [name in keyof When]: When[name] } = {};
  for (const name of lists) if (given[name] !== undefined) when[name] = texts(given[name], `${at}.${name}`);
  for (const name of years) {
    const year = given[name];
    if (year === undefined) continue;
    if (typeof year !== 'number' || !Number.isInteger(year)) throw wrong(`${at}.${name}`, 'expected a year');
    when[name] = year;
  }
  return when;
}

function selectorOf(value: unknown, at: string): Selector {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrong(at, 'expected an object, attribute to value');
  }
  for (const [name, wanted] of Object.entries(value)) {
    const values = typeof wanted === 'string' ? [wanted] : texts(wanted, `${at}.${name}`);
    for (const one of values) {
      const pattern = /^!?\/(.*)\/$/su.exec(one)?.[1];
      if (pattern !== undefined) expression(pattern, `${at}.${name}`);
    }
  }
  return value as Selector;
}

function members(value: unknown, at: string, known: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(at, 'expected an object');
  for (const name of Object.keys(value)) {
    if (!known.includes(name)) {
      throw wrong(at, `unknown member "${name}": expected ${known.join(', ')}`);
    }
  }
  return value as Record<string, unknown>;
}

function list(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw wrong(at, 'expected a list with something in it');
  return value;
}

function texts(value: unknown, at: string): readonly string[] {
  if (!Array.isArray(value) || value.some((one) => typeof one !== 'string')) {
    throw wrong(at, 'expected a list of texts');
  }
  return value;
}

function word(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw wrong(at, 'expected a text');
  return value;
}

function oneOf<T extends string>(value: unknown, among: readonly T[], at: string): T {
  if (!among.includes(value as T)) throw wrong(at, `"${value}": expected ${among.join(', ')}`);
  return value as T;
}

function expression(pattern: string, at: string): void {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    throw wrong(at, (error as Error).message);
  }
}

function wrong(at: string, problem: string): HubError {
  return new HubError('BAD_INPUT', `Identities, "${at}": ${problem}`);
}
