import { ExactNumber, type JsonObject, type JsonValue } from '../../../json.ts';

export interface JsonError {
  /** Bytes from the start of the text. */
  offset: number;
  message: string;
  /** The text is right as far as it goes, and ends too early. */
  atEnd: boolean;
  /** Nothing is wrong but the depth. */
  tooDeep: boolean;
}

/** A name that an object has more than once. The last one counts, as in JSON.parse. */
export interface RepeatedName {
  pointer: string;
  name: string;
}

export interface StrictResult {
  value: JsonValue;
  repeated: RepeatedName[];
}

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

class JsonFault extends Error {
  constructor(
    readonly offset: number,
    message: string,
    readonly atEnd: boolean,
    readonly tooDeep = false,
  ) {
    super(message);
  }
}

interface Container {
  /** Null in an array, and where nothing is built. */
  object: JsonObject | null;
  array: JsonValue[] | null;
  isArray: boolean;
  name: string;
  step: string;
}

/**
 * A slow and strict JSON parser: it says the byte at which a text stops being JSON and which names repeat, and keeps
 * numbers exact. The fast way is JSON.parse; this one looks at what that could not read or would have lost.
 */
export function parseStrict(bytes: Buffer, maxDepth: number): StrictResult {
  return new StrictParser(bytes, maxDepth, true).parse();
}

/** Where and why the bytes are not one JSON text; null when they are. */
export function explainJson(bytes: Buffer, maxDepth: number): JsonError | null {
  try {
    new StrictParser(bytes, maxDepth, false).parse();
    return null;
  } catch (error) {
    if (error instanceof JsonFault)
      return { offset: error.offset, message: error.message, atEnd: error.atEnd, tooDeep: error.tooDeep };
    throw error;
  }
}

class StrictParser {
  private readonly repeated: RepeatedName[] = [];
  private readonly stack: Container[] = [];
  private i = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly maxDepth: number,
    private readonly build: boolean,
  ) {}

  parse(): StrictResult {
    let value = this.value();
    for (;;) {
      // `undefined` means that a container was opened: its first member comes next.
      if (value === undefined) {
        value = this.member(true);
        continue;
      }
      const top = this.stack.at(-1);
      if (!top) break;
      this.put(top, value);
      value = this.member(false);
    }
    if (this.space() >= 0) this.fault(`expected nothing more, found ${this.found()}`);
    return { value, repeated: this.repeated };
  }

  /** A scalar, or undefined after opening a container. */
  private value(): JsonValue | undefined {
    const c = this.space();
    if (c === 0x7b || c === 0x5b) {
      if (this.stack.length >= this.maxDepth) {
        throw new JsonFault(this.i, `nested deeper than ${this.maxDepth} levels`, false, true);
      }
      this.i++;
      const isArray = c === 0x5b;
      const object = this.build && !isArray ? {} : null;
      this.stack.push({ object, array: this.build && isArray ? [] : null, isArray, name: '', step: '' });
      return undefined;
    }
    if (c === 0x22) return this.string();
    if (c === 0x2d || (c >= 0x30 && c <= 0x39)) return this.number();
    for (const [word, value] of WORDS) {
      if (this.bytes.toString('latin1', this.i, this.i + word.length) === word) {
        this.i += word.length;
        return value;
      }
    }
    return this.fault(`expected a JSON value, found ${this.found()}`, c < 0);
  }

  /** What comes next in the innermost container: its next value, or itself when it ends. */
  private member(first: boolean): JsonValue | undefined {
    const top = this.stack.at(-1) as Container;
    let c = this.space();
    const closing = top.isArray ? 0x5d : 0x7d;
    if (c === closing) {
      this.i++;
      this.stack.pop();
      return top.object ?? top.array;
    }
    if (!first) {
      if (c !== 0x2c) {
        this.fault(`expected "," or "${top.isArray ? ']' : '}'}", found ${this.found()}`, c < 0);
      }
      this.i++;
      c = this.space();
    }
    if (top.isArray) {
      top.step = String(top.array?.length ?? 0);
      return this.value();
    }
    if (c !== 0x22) this.fault(`expected a member name in quotes, found ${this.found()}`, c < 0);
    top.name = this.string();
    top.step = top.name;
    if (top.object && Object.hasOwn(top.object, top.name)) {
      this.repeated.push({ pointer: pointerOf(this.stack), name: top.name });
    }
    c = this.space();
    if (c !== 0x3a) this.fault(`expected ":" after a member name, found ${this.found()}`, c < 0);
    this.i++;
    return this.value();
  }

  private put(top: Container, value: JsonValue): void {
    if (top.array) top.array.push(value);
    else if (top.object && top.name === '__proto__') {
      Object.defineProperty(top.object, top.name, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    } else if (top.object) top.object[top.name] = value;
  }

  private string(): string {
    const start = this.i;
    const { bytes } = this;
    for (let i = start + 1; i < bytes.length; i++) {
      const c = bytes[i] as number;
      if (c === 0x22) {
        this.i = i + 1;
        return JSON.parse(bytes.toString('utf8', start, i + 1)) as string;
      }
      if (c === 0x5c) {
        i++;
        if (i >= bytes.length) break;
        const escaped = bytes[i] as number;
        if (escaped === 0x75) {
          for (let digit = 1; digit <= 4; digit++) {
            if (i + digit >= bytes.length) break;
            if (!isHex(bytes[i + digit] as number)) {
              this.i = i + digit;
              this.fault(`expected four hexadecimal digits after \\u, found ${this.found()}`);
            }
          }
          i += 4;
        } else if (!'"\\/bfnrt'.includes(String.fromCharCode(escaped))) {
          this.i = i;
          this.fault(`expected one of "\\/bfnrtu after a backslash, found ${this.found()}`);
        }
      } else if (c < 0x20) {
        this.i = i;
        this.fault(
          c === 0x0a || c === 0x0d
            ? 'a line ends inside a string: a closing quote is missing, or the line break should be written \\n'
            : `a control character (0x${c.toString(16).padStart(2, '0')}) stands unescaped in a string`,
        );
      }
    }
    this.i = bytes.length;
    return this.fault('the text ends inside a string', true);
  }

  private number(): JsonValue {
    let end = this.i;
    while (end < this.bytes.length && isNumberByte(this.bytes[end] as number)) end++;
    const text = this.bytes.toString('latin1', this.i, end);
    NUMBER.lastIndex = 0;
    const good = NUMBER.exec(text)?.[0] ?? '';
    if (good.length !== text.length) {
      this.i += good.length;
      this.fault(`"${text.slice(0, 40)}" is not a JSON number`, end === this.bytes.length);
    }
    this.i = end;
    const number = Number(text);
    return String(number) === text ? number : new ExactNumber(text);
  }

  /** The next byte that is not white space, -1 at the end. */
  private space(): number {
    const { bytes } = this;
    while (this.i < bytes.length) {
      const c = bytes[this.i] as number;
      if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return c;
      this.i++;
    }
    return -1;
  }

  private found(): string {
    if (this.i >= this.bytes.length) return 'the end of the text';
    const c = this.bytes[this.i] as number;
    if (c > 0x20 && c < 0x7f) return `"${String.fromCharCode(c)}"`;
    return c === 0x0a || c === 0x0d ? 'the end of the line' : `the byte 0x${c.toString(16).padStart(2, '0')}`;
  }

  private fault(message: string, atEnd = false): never {
    throw new JsonFault(this.i, message, atEnd);
  }
}

const WORDS: readonly (readonly [string, JsonValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

function isHex(c: number): boolean {
  return (c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x46) || (c >= 0x61 && c <= 0x66);
}

function isNumberByte(c: number): boolean {
  return (c >= 0x30 && c <= 0x39) || c === 0x2b || c === 0x2d || c === 0x2e || c === 0x45 || c === 0x65;
}

function pointerOf(stack: readonly Container[]): string {
  return stack.map(({ step }) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
