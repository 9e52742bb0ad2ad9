import { isObject, type JsonObject, type JsonValue } from '../../../json.ts';

/**
 * The latest values of a versionedRelease, as a compiled release. Each versioned field is a list of
 * `{ releaseID, releaseDate, releaseTag, value }`, oldest first; the value with the latest releaseDate counts, the
 * last one of equal dates. A field whose latest value is null is left out, as the merge rules say.
 */
export function latestOf(versioned: JsonObject, ocid: string): JsonObject {
  const latest = { date: '' };
  const content = latestObject(versioned, latest);
  const date = latest.date === '' ? undefined : latest.date;
  return { ...content, ocid, id: date === undefined ? ocid : `${ocid}-${date}`, date, tag: ['compiled'] };
}

function latestObject(object: JsonObject, latest: { date: string }): JsonObject {
  const result: JsonObject = {};
  for (const [name, member] of Object.entries(object)) {
    const value = latestValue(member, latest);
    if (value !== undefined && value !== null) result[name] = value;
  }
  return result;
}

function latestValue(value: JsonValue | undefined, latest: { date: string }): JsonValue | undefined {
  if (isObject(value)) return latestObject(value, latest);
  if (!Array.isArray(value)) return value;
  if (value.length === 0 || !value.every(isVersion)) {
    return value.map((item) => latestValue(item, latest) ?? null);
  }
  let best = value[0] as JsonObject;
  for (const version of value as JsonObject[]) if (dateOf(version) >= dateOf(best)) best = version;
  if (dateOf(best) > latest.date) latest.date = dateOf(best);
  return best.value;
}

function isVersion(value: JsonValue): boolean {
  return (
    isObject(value) &&
    'value' in value &&
    ('releaseDate' in value || 'releaseID' in value || 'releaseTag' in value)
  );
}

/** Comparable text of a version's date: UTC where it can be read. */
function dateOf(version: JsonObject): string {
  const { releaseDate } = version;
  if (typeof releaseDate !== 'string') return '';
  const time = Date.parse(releaseDate);
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}
