import { isNumber, isObject, type JsonObject, type JsonValue, numberText } from '../../../json.ts';
import { storable } from './text.ts';

type Lists = 'awards' | 'contracts';

/**
 * What a publisher's compiled release states and the releases, merged, do not: awards, contracts, the items of a
 * stage, the suppliers of an award or contract. In words; empty where the compiled release adds nothing of that kind.
 */
export function statedOnlyBy(compiled: JsonObject, merged: JsonObject): string[] {
  const found = [
    ...missing('award', compiled.awards, merged.awards),
    ...missing('contract', compiled.contracts, merged.contracts),
  ];
  const tender = isObject(merged.tender) ? merged.tender : {};
  if (isObject(compiled.tender) && lacksList('items', compiled.tender, tender))
    found.push('items of the tender');
  for (const [name, list] of [
    ['award', 'awards'],
    ['contract', 'contracts'],
  ] as const) {
    const present = byId(merged[list]);
    for (const [id, object] of byId(compiled[list])) {
      const own = present.get(id);
      if (!own) continue;
      if (lacksList('items', object, own)) found.push(`items of ${name} ${id}`);
      if (hasSuppliers(object, list, compiled) && !hasSuppliers(own, list, merged))
        found.push(`suppliers of ${name} ${id}`);
    }
  }
  return found;
}

function missing(name: string, stated: JsonValue | undefined, present: JsonValue | undefined): string[] {
  const known = byId(present);
  const found = [...byId(stated).keys()].filter((id) => !known.has(id)).map((id) => `${name} ${id}`);
  const isBare = objects(stated).some((object) => idOf(object) === null);
  // What has no id can be told from nothing only.
  return isBare && objects(present).length === 0 ? [...found, `${name} without an id`] : found;
}

const lacksList = (name: string, stated: JsonObject, present: JsonObject) =>
  objects(stated[name]).length > 0 && objects(present[name]).length === 0;

/** A contract without suppliers of its own has those of its award. */
function hasSuppliers(object: JsonObject, list: Lists, release: JsonObject): boolean {
  if (objects(object.suppliers).length > 0 || isObject(object.suppliers)) return true;
  if (list === 'awards') return false;
  const award = textOf(object.awardID);
  const found = award === null ? undefined : byId(release.awards).get(award);
  return found !== undefined && hasSuppliers(found, 'awards', release);
}

/** Lists that merging replaces as a whole: nothing can be doubled in them. */
const replacedLists = new Set(['additionalClassifications', 'additionalIdentifiers', 'changes']);
/** These are replaced in some cases, by the later one; so one of the compiled release could do as well as undo. */
const organizationLists = new Set(['suppliers', 'tenderers']);

/**
 * The compiled release as it takes part in merging: objects without an id are left out of a list that the releases
 * state, because nothing tells whether they are the same, and both would be shown.
 */
export function mergeable(compiled: JsonObject, merged: JsonObject, version: '1.0' | '1.1'): JsonObject {
  const reduced: JsonObject = {};
  for (const name in compiled) {
    const [value, own] = [compiled[name], merged[name]];
    if (isObject(value) && isObject(own)) reduced[name] = mergeable(value, own, version);
    else if (!Array.isArray(value) || objects(own).length === 0 || replacedLists.has(name))
      reduced[name] = value;
    else if (
      !organizationLists.has(name) ||
      (version === '1.1' && objects(value).every((item) => idOf(item) !== null))
    )
      reduced[name] = reducedList(value, own, version);
  }
  return reduced;
}

function reducedList(
  list: readonly JsonValue[],
  own: JsonValue | undefined,
  version: '1.0' | '1.1',
): JsonValue[] {
  const present = byId(own);
  return list
    .filter((item) => !isObject(item) || idOf(item) !== null)
    .map((item) => {
      const same = isObject(item) ? present.get(idOf(item)!) : undefined;
      return same ? mergeable(item as JsonObject, same, version) : item;
    });
}

function objects(value: JsonValue | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function byId(value: JsonValue | undefined): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>();
  for (const object of objects(value)) {
    const id = idOf(object);
    if (id !== null && !found.has(id)) found.set(id, object);
  }
  return found;
}

const idOf = ({ id }: JsonObject) => textOf(id);

/** 1 and "1" are one id, and so is one with blanks around it. */
function textOf(value: JsonValue | undefined): string | null {
  if (typeof value === 'string') return storable(value).trim() || null;
  return isNumber(value) ? numberText(value) : null;
}
