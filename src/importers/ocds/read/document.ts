import { isNumber, type JsonObject, type JsonValue, numberText, writeJson } from '../../../json.ts';
import type { ExactSlot, PackageMeta, RecordRef } from '../types.ts';
import type { RawValue } from './json-handler.ts';

/** A package, record or release that is being read: what is known of it so far. */
export interface Document {
  readonly pointer: string;
  readonly meta: PackageMeta;
  /** The record's element of a record package. */
  readonly inPackage: boolean;
  readonly record: RecordRef;
  names: Set<string>;
  members: JsonObject;
  exact: ExactSlot[];
  raw: Map<string, Buffer>;
  waiting: { content: JsonObject; pointer: string }[];
  announced: boolean;
  late: boolean;
  releases: number | undefined;
  records: number | undefined;
  embedded: number;
  linked: number;
  /** Something inside was read as a document of its own (a wrapper's `document`). */
  wraps: boolean;
}

export function newMeta(): PackageMeta {
  return { kind: null, version: '1.1' };
}

export function newDocument(pointer: string, meta: PackageMeta): Document {
  return {
    pointer,
    meta,
    inPackage: false,
    record: { pointer },
    names: new Set(),
    members: {},
    exact: [],
    raw: new Map(),
    waiting: [],
    announced: false,
    late: false,
    releases: undefined,
    records: undefined,
    embedded: 0,
    linked: 0,
    wraps: false,
  };
}

export function collectOwn(document: Document, name: string): void {
  const number = document.members[name];
  if (isNumber(number) && typeof number !== 'number')
    document.exact.push({ holder: document.members, key: name, number });
}

/** Nothing before `document` says that the object is OCDS itself. */
export function wrapsOnly(document: Document): boolean {
  return !document.names.has('ocid') && document.releases === undefined && document.records === undefined;
}

/** At least the key, or two members that only a release has. */
export function looksLikeRelease(names: ReadonlySet<string>): boolean {
  if (names.has('ocid')) return true;
  const members = ['tag', 'initiationType', 'tender', 'awards', 'contracts', 'planning', 'parties', 'buyer'];
  return members.filter((name) => names.has(name)).length >= 2;
}

/** Text of an id; a number is taken by its digits. Null when there is none. */
export function keyText(value: JsonValue | undefined): string | null {
  if (isNumber(value)) return numberText(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

export function shortText(value: JsonValue | undefined): string {
  return writeJson(value).slice(0, 200);
}

export function show(value: RawValue): string {
  return value.bytes.toString('utf8', 0, Math.min(value.bytes.length, 200));
}

export function article(value: RawValue): string {
  const c = String.fromCharCode(value.bytes[0] as number);
  if (c === '"') return 'a text';
  if (c === '[') return 'a list inside a list';
  if (c === 't' || c === 'f') return 'true or false';
  return c === 'n' ? 'null' : 'a number';
}

export function linesBefore(bytes: Buffer, offset: number): number {
  let count = 0;
  for (let i = 0; i < offset; i++) if (bytes[i] === 0x0a) count++;
  return count;
}
