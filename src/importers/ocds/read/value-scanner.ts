/** The bytes to look at; `base` is the absolute offset of the first. */
export interface ScanWindow {
  readonly bytes: Buffer;
  readonly base: number;
  readonly length: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;

/** What the scanner says after it has looked at all bytes it was given. */
export type ScanResult = 'complete' | 'more' | 'broken';

/**
 * Finds where one JSON value ends, without building it: strings, nesting and the kinds of brackets only. Whether the
 * text between is JSON is decided afterwards by JSON.parse, so one bad release does not take its neighbours along.
 *
 * On the way it notes what the parser must know and would otherwise lose: numbers that a double cannot give back
 * (`exact`, pairs of absolute offsets), `\u` escapes, how many members there are (to notice repeated names).
 */
export class ValueScanner {
  /** Absolute offsets [start, end) of numbers whose text a double would change, since the last `forget`. */
  exact: number[] = [];
  /** A `\u` escape was seen since the last `forget`. */
  escapes = false;
  /** Member separators seen since the last `forget`. */
  colons = 0;
  /** Deepest nesting of the present value. */
  deepest = 0;
  /** Newlines before `position`. */
  newlines = 0;
  /** Absolute offset of the start of the present line. */
  lineStart = 0;
  /** Absolute offset of the next byte to look at. */
  position = 0;

  private depth = 0;
  private inString = false;
  private scalar = false;
  private startNewlines = 0;
  private strictLines = true;
  private readonly kinds: Uint8Array;

  constructor(
    private readonly window: ScanWindow,
    private readonly maxDepth: number,
  ) {
    this.kinds = new Uint8Array(maxDepth + 1);
  }

  /**
   * Starts a value at `position`. With `strictLines` a line end inside a string ends the scan at once; without it only
   * as long as the value has stayed on one line: there a lost quote means a broken line, elsewhere a sloppy text.
   */
  begin(strictLines: boolean): void {
    const first = this.window.bytes[this.position - this.window.base] as number;
    this.depth = 0;
    this.deepest = 0;
    this.inString = false;
    this.scalar = first !== QUOTE && first !== 0x7b && first !== 0x5b;
    this.startNewlines = this.newlines;
    this.strictLines = strictLines;
  }

  forget(): void {
    if (this.exact.length > 0) this.exact = [];
    this.escapes = false;
    this.colons = 0;
  }

  /** Goes on to the end of the value or of the window. After 'broken', `position` is where it cannot go on. */
  scan(atEnd: boolean): ScanResult {
    const { bytes, base, length } = this.window;
    let i = this.position - base;
    let { depth, inString } = this;
    if (this.scalar) return this.scanScalar(atEnd);
    for (;;) {
      if (inString) {
        while (i < length) {
          const c = bytes[i] as number;
          if (c === QUOTE) {
            inString = false;
            i++;
            break;
          }
          if (c === BACKSLASH) {
            if (i + 1 >= length) break;
            if (bytes[i + 1] === 0x75) this.escapes = true;
            i += 2;
          } else if (c === NEWLINE) {
            if (this.strictLines || this.newlines === this.startNewlines) {
              return this.pause(i, depth, true, 'broken');
            }
            i++;
            this.newlines++;
            this.lineStart = base + i;
          } else {
            i++;
          }
        }
        if (inString) return this.pause(i, depth, true, 'more');
        if (depth === 0) return this.pause(i, 0, false, 'complete');
      }
      if (i >= length) return this.pause(i, depth, false, 'more');
      const c = bytes[i] as number;
      if (c === QUOTE) {
        inString = true;
        i++;
      } else if (c === 0x2c || c === 0x20) {
        i++;
      } else if (c === 0x3a) {
        this.colons++;
        i++;
      } else if (c === NEWLINE) {
        i++;
        this.newlines++;
        this.lineStart = base + i;
      } else if (c === 0x7b || c === 0x5b) {
        depth++;
        if (depth <= this.maxDepth) this.kinds[depth] = c;
        if (depth > this.deepest) this.deepest = depth;
        i++;
      } else if (c === 0x7d || c === 0x5d) {
        if (depth <= this.maxDepth && this.kinds[depth] !== c - 2)
          return this.pause(i, depth, false, 'broken');
        depth--;
        i++;
        if (depth === 0) return this.pause(i, 0, false, 'complete');
      } else if ((c >= 0x30 && c <= 0x39) || c === 0x2d) {
        const end = this.numberEnd(i);
        if (end < 0) return this.pause(i, depth, false, 'more');
        i = end;
      } else {
        i++;
      }
    }
  }

  /** A number, true, false, null, or a word that is none: up to the next separator. */
  private scanScalar(atEnd: boolean): ScanResult {
    const { bytes, base, length } = this.window;
    let i = this.position - base;
    const c = bytes[i] as number;
    if ((c >= 0x30 && c <= 0x39) || c === 0x2d) {
      const end = this.numberEnd(i, atEnd);
      if (end < 0) return 'more';
      i = end;
    }
    while (i < length && !isSeparator(bytes[i] as number)) i++;
    if (i >= length && !atEnd) return 'more';
    return this.pause(i, 0, false, 'complete');
  }

  /** End of the number token at `start`, noted when a double would change its text; -1 when the window ends first. */
  private numberEnd(start: number, atEnd = false): number {
    const { bytes, base, length } = this.window;
    let i = start;
    let digits = 0;
    let plain = true;
    let fraction = -1;
    if (bytes[i] === 0x2d) i++;
    const first = i;
    for (; i < length; i++) {
      const c = bytes[i] as number;
      if (c >= 0x30 && c <= 0x39) digits++;
      else if (c === 0x2e && fraction < 0) fraction = i;
      else if (c === 0x65 || c === 0x45 || c === 0x2b || c === 0x2d || c === 0x2e) plain = false;
      else break;
    }
    // A token of thousands of digits is noise; it is not looked at again for each chunk.
    if (i >= length && !atEnd && i - start < 4096) return -1;
    if (digits > 15 || !plain) return this.note(start, i, base);
    if (fraction < 0) {
      if (bytes[first] === 0x30 && (digits > 1 || first > start)) return this.note(start, i, base);
      return i;
    }
    const last = bytes[i - 1] as number;
    if (last === 0x30 || last === 0x2e || (bytes[first] === 0x30 && i - fraction > 6))
      return this.note(start, i, base);
    return i;
  }

  private note(start: number, end: number, base: number): number {
    this.exact.push(base + start, base + end);
    return end;
  }

  private pause(i: number, depth: number, inString: boolean, result: ScanResult): ScanResult {
    this.position = this.window.base + i;
    this.depth = depth;
    this.inString = inString;
    return result;
  }
}

function isSeparator(c: number): boolean {
  return (
    c <= 0x20 ||
    c === 0x2c ||
    c === 0x3a ||
    c === 0x5d ||
    c === 0x7d ||
    c === 0x5b ||
    c === 0x7b ||
    c === QUOTE
  );
}
