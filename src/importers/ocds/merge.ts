import { isNumber, isObject, type JsonObject, type JsonValue, numberText } from '../../json.ts';
import { instantOf } from './compile/dates.ts';
import { storable } from './compile/text.ts';

/** What merging needs to know of a release. */
export interface Mergeable {
  releaseId: string;
  /** As published; may be missing or unreadable. */
  date: string | null;
  version: '1.0' | '1.1';
  content: JsonObject;
  /** SHA-256 of its bytes, in hexadecimal: the last word between releases that agree in everything else. */
  hash: string;
}

export interface Merged {
  release: JsonObject;
  /**
   * Positions, in merging order, of the releases that state the object. Undefined for the one release that was merged
   * alone, and for objects that were not reached.
   */
  sourcesOf(object: JsonObject): readonly number[] | undefined;
  /** Position of the last release that states this member of the object; undefined as for `sourcesOf`. */
  statedBy(object: JsonObject, name: 'name' | 'legalName'): number | undefined;
}

/** Metadata of the single release; the compiled release has its own. */
const omitted = new Set(['id', 'date', 'tag']);

/**
 * Arrays that are replaced as a whole. They are told by name, not by path, so that the same structure inside an
 * extension (an organization reference of a bid, for example) follows the same rule. All other arrays of objects are
 * merged by `id`. 1.0 has no ids on organizations, so its lists of them are replaced too.
 */
const wholeLists: Record<Mergeable['version'], ReadonlySet<string>> = {
  '1.1': new Set([
    'additionalClassifications',
    'additionalIdentifiers',
    'additionalProcurementCategories',
    'changes',
    'relationship',
    'roles',
    'submissionMethod',
    'tag',
  ]),
  '1.0': new Set([
    'additionalClassifications',
    'additionalIdentifiers',
    'changes',
    'submissionMethod',
    'suppliers',
    'tag',
    'tenderers',
  ]),
};

/**
 * Lists of organizations that carry no ids, in packages of either version: nothing could ever match in them, so
 * appending would count every supplier again with each release that repeats it. They are replaced as in 1.0.
 */
const organizationLists = new Set(['suppliers', 'tenderers']);

const stages = ['planning', 'tender', 'award', 'contract', 'implementation'];

/** How far the process had come by this release: the last stage that its tags or its content name. */
function stageOf(release: Mergeable): number {
  const tags = Array.isArray(release.content.tag) ? release.content.tag : [];
  let last = -1;
  for (const tag of tags) {
    if (typeof tag === 'string')
      last = Math.max(
        last,
        stages.findLastIndex((stage) => tag.startsWith(stage)),
      );
  }
  return last;
}

/**
 * Oldest first, by the instant of `date`; a release without a readable one comes before all that have it. Equal
 * instants: the earlier stage first, then the smaller release id, then the smaller hash. Never by arrival.
 */
export function inMergingOrder<T extends Mergeable>(releases: readonly T[]): T[] {
  if (releases.length < 2) return [...releases];
  const ranked = releases.map((release) => {
    const instant = release.date === null ? null : instantOf(release.date);
    return {
      release,
      instant: instant ? Date.parse(instant.iso) : Number.NEGATIVE_INFINITY,
      stage: stageOf(release),
    };
  });
  const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  ranked.sort(
    (a, b) =>
      (a.instant === b.instant ? 0 : a.instant - b.instant) ||
      a.stage - b.stage ||
      byText(a.release.releaseId, b.release.releaseId) ||
      byText(a.release.hash, b.release.hash),
  );
  return ranked.map((entry) => entry.release);
}

/**
 * Merges releases of one process, given in merging order, by the standard's rules: objects field by field, `null`
 * removes, literals and whole lists replace, other arrays of objects merge by `id` (1 and "1" are the same), and an
 * object without an `id` is appended. Each release follows the rules of its own version. The input is not changed.
 */
export function mergeReleases(ocid: string, releases: readonly Mergeable[]): Merged {
  const merging = new Merging(releases.length > 1);
  const release: JsonObject = {};
  releases.forEach((input, position) => {
    merging.begin(position, wholeLists[input.version]);
    merging.object(release, input.content, omitted);
  });
  release.ocid = ocid;
  release.tag = ['compiled'];
  const date = releases.at(-1)?.date;
  if (date) release.date = date;
  release.id = date ? `${ocid}-${date}` : ocid;
  return {
    release,
    sourcesOf: (object) => merging.sources?.get(object),
    statedBy: (object, name) => merging.named?.get(object)?.[name],
  };
}

class Merging {
  readonly sources: Map<JsonObject, number[]> | undefined;
  /** Which release last gave an object its name; other members are dated by nobody. */
  readonly named: Map<JsonObject, { name?: number; legalName?: number }> | undefined;
  private position = 0;
  private whole: ReadonlySet<string> = wholeLists['1.1'];

  constructor(traced: boolean) {
    this.sources = traced ? new Map() : undefined;
    this.named = traced ? new Map() : undefined;
  }

  begin(position: number, whole: ReadonlySet<string>): void {
    this.position = position;
    this.whole = whole;
  }

  private touch(object: JsonObject): void {
    if (!this.sources) return;
    const positions = this.sources.get(object);
    if (!positions) this.sources.set(object, [this.position]);
    else if (positions.at(-1) !== this.position) positions.push(this.position);
  }

  private name(object: JsonObject, name: string): void {
    if (!this.named || (name !== 'name' && name !== 'legalName')) return;
    const named = this.named.get(object);
    if (named) named[name] = this.position;
    else this.named.set(object, { [name]: this.position });
  }

  object(output: JsonObject, input: JsonObject, except?: ReadonlySet<string>): JsonObject {
    this.touch(output);
    for (const name in input) {
      const value = input[name];
      // A member of this name would set the prototype; what it holds stays in the release as received.
      if (value === undefined || name === '__proto__' || except?.has(name)) continue;
      if (value === null) delete output[name];
      else if (Array.isArray(value)) this.list(output, name, value);
      else if (isObject(value)) this.member(output, name, value);
      else {
        output[name] = value;
        this.name(output, name);
      }
    }
    return output;
  }

  private member(output: JsonObject, name: string, value: JsonObject): void {
    const present = output[name];
    if (isObject(present)) this.object(present, value);
    else if (Object.keys(value).length > 0) output[name] = this.object({}, value);
  }

  private list(output: JsonObject, name: string, value: JsonValue[]): void {
    if (this.whole.has(name) || !value.every(isObject)) {
      output[name] = this.copy(value);
      return;
    }
    if (value.length === 0) return;
    if (organizationLists.has(name) && (value as JsonObject[]).every((item) => idOf(item) === null)) {
      output[name] = this.copy(value);
      return;
    }
    let list = output[name];
    if (!Array.isArray(list) || !list.every(isObject)) {
      list = [];
      output[name] = list;
    }
    const byId = new Map<string, JsonObject>();
    for (const item of list as JsonObject[]) {
      const id = idOf(item);
      if (id !== null && !byId.has(id)) byId.set(id, item);
    }
    for (const item of value as JsonObject[]) {
      const id = idOf(item);
      const present = id === null ? undefined : byId.get(id);
      if (present) {
        const { id: published } = present;
        this.object(present, item);
        present.id = published;
      } else {
        const added = this.object({}, item);
        list.push(added);
        if (id !== null) byId.set(id, added);
      }
    }
  }

  /** A deep copy, nulls and all; the objects in it come from the release at hand. */
  private copy<T extends JsonValue>(value: T): T {
    if (Array.isArray(value)) return value.map((item) => this.copy(item)) as T;
    if (!isObject(value)) return value;
    const copied: JsonObject = {};
    this.touch(copied);
    for (const name in value) {
      const member = value[name];
      if (member === undefined || name === '__proto__') continue;
      copied[name] = this.copy(member);
      this.name(copied, name);
    }
    return copied as T;
  }
}

/** Text of an `id` that may join objects, read as keys read it; null when there is none. */
function idOf(object: JsonObject): string | null {
  const { id } = object;
  if (typeof id === 'string') return storable(id).trim() || null;
  return isNumber(id) ? numberText(id) : null;
}
