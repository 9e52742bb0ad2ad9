import type { ErrorObject, FuncKeywordDefinition, ValidateFunction } from 'ajv';
import Ajv from 'ajv-draft-04';
import type { Version } from './codelists.ts';
import { linkedSchema, packageSchema, releaseSchema, type Schema, versionedSchema } from './schema.ts';

export type SchemaName =
  | 'release'
  | 'linked'
  | 'versionedRelease'
  | 'releasePackage'
  | 'recordPackage'
  | 'record';

/** Checks one value. The quick form stops at the first error; the full one finds all. */
export interface Compiled {
  quick: ValidateFunction;
  full(): ValidateFunction;
}

const cache = new Map<string, Compiled>();

/** The validator of a kind of value in a version; compiled when it is first asked for. */
export function compiled(name: SchemaName, version: Version): Compiled {
  const key = `${name} ${version}`;
  let found = cache.get(key);
  if (!found) {
    const schema = schemaOf(name, version);
    const quick = newAjv(false).compile(schema);
    let full: ValidateFunction | undefined;
    found = {
      quick,
      full: () => {
        full ??= newAjv(true).compile(schema);
        return full;
      },
    };
    cache.set(key, found);
  }
  return found;
}

function schemaOf(name: SchemaName, version: Version): Schema {
  switch (name) {
    case 'release':
      return releaseSchema(version);
    case 'linked':
      return linkedSchema(version);
    case 'versionedRelease':
      return versionedSchema(version);
    case 'record':
      return { type: 'object', required: ['ocid', 'releases'], properties: { ocid: { type: 'string' } } };
    default:
      return packageSchema(version, name);
  }
}

function newAjv(allErrors: boolean): Ajv.default {
  // Formats are no part of the verdict (the oracle's rule); they are warnings of their own.
  const ajv = new Ajv.default({ allErrors, strict: false, validateFormats: false, verbose: false });
  ajv.addKeyword(languageVariants);
  ajv.addKeyword(distinctItems);
  return ajv;
}

const LANGUAGE_TAG = (() => {
  // The grammar of BCP 47: language, script, region, variants, extensions, private use.
  const letters = (n: string): string => `[A-Za-z]{${n}}`;
  const language = `(?:${letters('2,3')}(?:-${letters('3')}(?:-${letters('3')}){0,2})?|${letters('4')}|${letters('5,8')})`;
  const script = `(?:-${letters('4')})?`;
  const region = `(?:-(?:${letters('2')}|[0-9]{3}))?`;
  const variants = '(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*';
  const extensions = '(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*';
  const own = 'x(?:-[A-Za-z0-9]{1,8})+';
  return new RegExp(`^(?:${language}${script}${region}${variants}${extensions}(?:-${own})?|${own})$`);
})();

/** The field of which a name is the variant in another language (`title_zh-Hans` of `title`), or null. */
export function languageBase(name: string, fields: readonly string[]): string | null {
  const split = name.indexOf('_');
  if (split < 0) return null;
  const base = name.slice(0, split);
  return fields.includes(base) && LANGUAGE_TAG.test(name.slice(split + 1)) ? base : null;
}

/** Variants of texts in other languages are texts or null. Testing every name by six patterns would cost too much. */
const languageVariants: FuncKeywordDefinition = {
  keyword: 'languageVariants',
  type: 'object',
  schemaType: 'array',
  errors: true,
  validate: function check(fields: string[], object: Record<string, unknown>) {
    for (const name in object) {
      const value = object[name];
      if (typeof value === 'string' || value === null || name.indexOf('_') < 0) continue;
      if (languageBase(name, fields) === null) continue;
      const error: Partial<ErrorObject> = {
        keyword: 'type',
        message: 'must be string,null',
        params: { type: 'string,null', variant: name },
      };
      (check as { errors?: Partial<ErrorObject>[] }).errors = [error];
      return false;
    }
    return true;
  },
};

/** `uniqueItems` in time that does not grow with the square of the list. */
const distinctItems: FuncKeywordDefinition = {
  keyword: 'distinctItems',
  type: 'array',
  schemaType: 'boolean',
  errors: true,
  validate: function check(_: boolean, items: unknown[]) {
    const pair = items.length < 2 ? null : firstRepeated(items);
    if (!pair) return true;
    const error: Partial<ErrorObject> = { keyword: 'uniqueItems', params: { i: pair[1], j: pair[0] } };
    (check as { errors?: Partial<ErrorObject>[] }).errors = [error];
    return false;
  },
};

/** Indexes of two equal items, or null. Objects are told apart by their ids first, then by their whole text. */
export function firstRepeated(items: readonly unknown[]): [number, number] | null {
  const seen = new Set<unknown>();
  const suspects = new Set<unknown>();
  for (const item of items) {
    const mark = markOf(item);
    if (seen.has(mark)) suspects.add(mark);
    else seen.add(mark);
  }
  if (suspects.size === 0) return null;
  const texts = new Map<string, number>();
  for (const [i, item] of items.entries()) {
    if (!suspects.has(markOf(item))) continue;
    const text = canonical(item);
    const before = texts.get(text);
    if (before !== undefined) return [before, i];
    texts.set(text, i);
  }
  return null;
}

/** Equal for equal items; mostly different for different ones. */
function markOf(item: unknown): unknown {
  if (isRecord(item)) return typeof item.id === 'object' ? '{' : `{${String(item.id)}`;
  return Array.isArray(item) ? `[${item.length}` : item;
}

/** A text that is equal for equal JSON values, whatever the order of members. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isRecord(value)) {
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
