/**
 * JSON whose numbers are exact. A number stands as a JS `number` only where `String(n)` gives the source's own text;
 * every other one (10.50, 1e3, 17 digits, -0) is an `ExactNumber` that keeps that text.
 */
export class ExactNumber {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
  /** Written back as it was read only by `writeJson`; plain JSON.stringify would lose digits, so it refuses. */
  toJSON(): never {
    throw new TypeError(`The number ${this.text} must be written by writeJson, not by JSON.stringify`);
  }
}

export type JsonValue = string | number | boolean | null | ExactNumber | JsonValue[] | JsonObject;

export interface JsonObject {
  [name: string]: JsonValue | undefined;
}

export function isObject(value: unknown): value is JsonObject {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}

export function isNumber(value: unknown): value is number | ExactNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

/** The source's text of a number. */
export function numberText(value: number | ExactNumber): string {
  return typeof value === 'number' ? String(value) : value.text;
}

/** JSON text of a value, numbers as they were read. */
export function writeJson(value: JsonValue | undefined): string {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map((item) => writeJson(item)).join(',')}]`;
  if (isObject(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
