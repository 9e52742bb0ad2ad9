import { createHash } from 'node:crypto';
import { isNumber, isObject, type JsonObject, type JsonValue, numberText } from '../../../json.ts';

/** Longest id that stands in a key as it is; an index entry of PostgreSQL holds 2,704 bytes in all. */
const longestPart = 200;

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** A text of any length as one of at most 200 characters: the same text gives the same result, others do not. */
export function shortened(text: string, longest = longestPart): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 33)}~${sha256(text).slice(0, 32)}`;
}

/** An id as part of a key: `/` separates parts, `~` marks what was made up, so neither may come from an id. */
export function keyPart(id: string): string {
  const text = shortened(id);
  return /[%/~]/.test(text)
    ? text.replace(/[%/~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    : text;
}

/** JSON text with sorted members: equal for equal content, however it was written. */
export function canonical(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isObject(value)) {
    const names = Object.keys(value).filter((name) => value[name] !== undefined);
    return `{${names
      .sort()
      .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`)
      .join(',')}}`;
  }
  return isNumber(value) ? numberText(value) : JSON.stringify(value ?? null);
}

/** Short mark of a content, for objects that have no id. */
export function contentMark(value: JsonObject): string {
  return `~${sha256(canonical(value)).slice(0, 12)}`;
}
