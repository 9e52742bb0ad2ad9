/** A JSON number as it is written: amounts of the plain reading never pass through a float. */
export class WrittenNumber {
  constructor(readonly text: string) {}
}

export type Plain = string | boolean | null | WrittenNumber | Plain[] | PlainObject;
export interface PlainObject {
  [name: string]: Plain | undefined;
}

const token = /\s*(?:([{}[\],:])|("(?:[^"\\]|\\.)*")|(-?\d[\d.eE+-]*)|(true|false|null))/y;

/**
 * One JSON text, with numbers as written, and for each object the characters it was read from. `JSON.parse` gives
 * neither. What is no JSON throws.
 */
export function readPlain(text: string): { value: Plain; textOf: ReadonlyMap<object, string> } {
  const textOf = new Map<object, string>();
  JSON.parse(text);
  token.lastIndex = 0;
  const next = () => token.exec(text)!;
  const read = (at: RegExpExecArray): Plain => {
    const [, sign, string, number, word] = at;
    if (string !== undefined) return JSON.parse(string);
    if (number !== undefined) return new WrittenNumber(number);
    if (word !== undefined) return JSON.parse(word);
    const start = token.lastIndex - 1;
    if (sign === '[') {
      const list: Plain[] = [];
      for (let inside = next(); inside[1] !== ']'; inside = next())
        if (inside[1] !== ',') list.push(read(inside));
      return list;
    }
    const object: PlainObject = {};
    for (let inside = next(); inside[1] !== '}'; inside = next()) {
      if (inside[1] === ',') continue;
      next();
      object[JSON.parse(inside[2]!)] = read(next());
    }
    textOf.set(object, text.slice(start, token.lastIndex));
    return object;
  };
  return { value: read(next()), textOf };
}

export const isObject = (value: Plain | undefined): value is PlainObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WrittenNumber);

/** The objects of a list; one object that stands where a list should is the only one. */
export function objects(value: Plain | undefined): PlainObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

/** A text or a number as text; undefined where there is none or it is blank. */
export function textOf(value: Plain | undefined): string | undefined {
  const text = value instanceof WrittenNumber ? value.text : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

/** The same text for the same content, in whatever order and spacing the members are written. */
export function contentOf(value: Plain | undefined): string {
  if (Array.isArray(value)) return `[${value.map(contentOf)}]`;
  if (value instanceof WrittenNumber) return value.text;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${contentOf(value[name])}`)}}`;
}
