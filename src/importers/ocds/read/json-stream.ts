import { ByteWindow } from './byte-window.ts';
import type { Frame, JsonHandler, JsonLimits, Place, RawValue, Trouble } from './json-handler.ts';
import { explainJson } from './strict-json.ts';
import { ValueScanner } from './value-scanner.ts';

enum State {
  Text,
  FirstName,
  Name,
  Colon,
  MemberValue,
  MemberEnd,
  FirstElement,
  Element,
  ElementEnd,
}

enum Scan {
  None,
  Value,
  Name,
  /** A value over the limit: scanned to its end, not kept. */
  Skip,
}

interface Level<D> extends Frame<D> {
  state: State;
  /** Column of the elements where each begins a line of its own, else -1. Where to go on after a broken one. */
  column: number;
  /** Line on which the present element begins. */
  elementLine: number;
}

/**
 * JSON texts one after another (one is the usual case, JSON Lines another), fed by chunks of any size. What the
 * handler opens is streamed; everything else is delivered value by value, so memory is bounded by the largest value.
 *
 * Broken text: the place is found by a strict second look at the value in which it broke; reading goes on at the next
 * line that begins like an element of the same array, or at the next line that begins (first column) with { or [.
 */
export class JsonStream<D> {
  private readonly window = new ByteWindow();
  private readonly scanner: ValueScanner;
  private level: Level<D>;
  private scan = Scan.None;
  private scanStart: Place = { offset: 0, line: 1 };
  private tooDeep = false;
  private trouble: Omit<Trouble, 'resumedAt'> | null = null;
  private seeking = false;

  constructor(
    private readonly handler: JsonHandler<D>,
    top: D,
    private readonly limits: JsonLimits,
  ) {
    this.scanner = new ValueScanner(this.window, limits.maxDepth);
    this.level = this.makeLevel(null, 'texts', top, false, State.Text);
  }

  write(chunk: Buffer): void {
    this.window.append(chunk, this.keepFrom());
    this.run(false);
  }

  end(): void {
    for (;;) {
      this.run(true);
      if (this.seeking || (this.level.parent === null && this.scan === Scan.None)) break;
      this.endInside();
    }
    this.closeAll();
    this.report(null);
  }

  /** The bytes are used up inside a value: cut off, or broken earlier in a way that only looked like one long value. */
  private endInside(): void {
    const { limits, window } = this;
    const at: Place = { offset: window.end, line: this.scanner.newlines + 1 };
    const kept = this.scan === Scan.Value || this.scan === Scan.Name;
    const error = kept
      ? explainJson(window.view(this.scanStart.offset, window.end), limits.maxDepth + 1)
      : null;
    if (error && !error.atEnd) {
      this.breakAt(this.scanStart.offset);
      return;
    }
    const place = this.scan === Scan.None ? this.level.start : this.scanStart;
    this.fail('cut-text', at, `the text ends inside the value that begins at line ${place.line}`);
    this.scanner.position = window.end;
  }

  /** Offset behind the last byte that was read. */
  get offset(): number {
    return this.window.end;
  }

  private keepFrom(): number {
    let from =
      this.scan === Scan.None || this.scan === Scan.Skip ? this.scanner.position : this.scanStart.offset;
    for (let level: Level<D> | null = this.level; level; level = level.parent as Level<D> | null) {
      if (level.keep) from = Math.min(from, level.start.offset);
    }
    // The start of the present line is where a broken line is taken up again.
    return this.scan === Scan.Skip ? from : Math.min(from, Math.max(this.scanner.lineStart - 1, from - 4096));
  }

  private place(): Place {
    return { offset: this.scanner.position, line: this.scanner.newlines + 1 };
  }

  private makeLevel(
    parent: Level<D> | null,
    kind: Frame<D>['kind'],
    data: D,
    keep: boolean,
    state: State,
  ): Level<D> {
    const start = this.place();
    return {
      parent,
      kind,
      data,
      keep,
      state,
      start,
      name: '',
      index: -1,
      column: -1,
      elementLine: start.line,
    };
  }

  private run(atEnd: boolean): void {
    for (;;) {
      if (this.seeking && !this.seek(atEnd)) return;
      if (this.scan !== Scan.None) {
        if (!this.goOn(atEnd)) return;
        continue;
      }
      const c = this.skipSpace();
      if (c < 0) return;
      if (!this.step(c, atEnd)) return;
    }
  }

  /** The next byte that is not white space, or -1. */
  private skipSpace(): number {
    const { scanner, window } = this;
    const { bytes, base, length } = window;
    let i = scanner.position - base;
    let c = -1;
    for (; i < length; i++) {
      c = bytes[i] as number;
      if (c === 0x0a) {
        scanner.newlines++;
        scanner.lineStart = base + i + 1;
      } else if (c !== 0x20 && c !== 0x0d && c !== 0x09) break;
    }
    scanner.position = base + i;
    return i < length ? c : -1;
  }

  /** One structural byte. False when more bytes are needed. */
  private step(c: number, atEnd: boolean): boolean {
    const { level } = this;
    switch (level.state) {
      case State.Text:
        if (c === 0xef) return this.byteOrderMark(atEnd);
        return this.beginValue(c);
      case State.FirstName:
      case State.Name:
        if (c === 0x22) {
          this.beginScan(Scan.Name, true);
          return true;
        }
        if (c === 0x7d && level.state === State.FirstName) return this.closeLevel();
        return this.fail('not-json', this.place(), `expected a member name in quotes, found ${show(c)}`);
      case State.Colon:
        if (c !== 0x3a)
          return this.fail('not-json', this.place(), `expected ":" after a member name, found ${show(c)}`);
        this.scanner.position++;
        this.scanner.colons++;
        level.state = State.MemberValue;
        return true;
      case State.MemberEnd:
        if (c === 0x7d) return this.closeLevel();
        if (c !== 0x2c)
          return this.fail('not-json', this.place(), `expected "," or "}" after a member, found ${show(c)}`);
        this.scanner.position++;
        level.state = State.Name;
        return true;
      case State.FirstElement:
        if (c === 0x5d) return this.closeLevel();
        return this.beginValue(c);
      case State.ElementEnd:
        if (c === 0x5d) return this.closeLevel();
        if (c !== 0x2c)
          return this.fail(
            'not-json',
            this.place(),
            `expected "," or "]" after an element, found ${show(c)}`,
          );
        this.scanner.position++;
        level.state = State.Element;
        return true;
      default:
        return this.beginValue(c);
    }
  }

  private beginValue(c: number): boolean {
    const { level } = this;
    if (!startsValue(c))
      return this.fail('not-json', this.place(), `expected a JSON value, found ${show(c)}`);
    if (level.kind !== 'object') {
      level.index++;
      if (level.kind === 'array') this.noteColumn(level);
    }
    if (c === 0x7b || c === 0x5b) {
      const opened = this.handler.open(level, c === 0x7b ? 'object' : 'array', this.place());
      if (opened) {
        this.beginLevel(level, opened, c === 0x7b);
        return true;
      }
    }
    this.beginScan(Scan.Value, level.kind !== 'array');
    return true;
  }

  private beginLevel(parent: Level<D>, opened: { data: D; keep: boolean }, object: boolean): void {
    for (let level: Level<D> | null = parent; level; level = level.parent as Level<D> | null) {
      level.keep = false;
    }
    this.scanner.forget();
    const state = object ? State.FirstName : State.FirstElement;
    this.level = this.makeLevel(parent, object ? 'object' : 'array', opened.data, opened.keep, state);
    this.scanner.position++;
  }

  private beginScan(scan: Scan, strictLines: boolean): void {
    this.scanStart = this.place();
    this.scan = scan;
    this.tooDeep = false;
    if (!this.level.keep) this.scanner.forget();
    this.scanner.begin(strictLines);
  }

  /** Remembers whether elements begin lines of their own, and how far they are indented. */
  private noteColumn(level: Level<D>): void {
    const { lineStart, position } = this.scanner;
    let column = -1;
    if (lineStart > level.start.offset && lineStart >= this.window.base) {
      const before = this.window.view(lineStart, position);
      if (before.every((c) => c === 0x20 || c === 0x09)) column = before.length;
    }
    level.column = level.index === 0 || level.column === column ? column : -1;
    level.elementLine = this.scanner.newlines + 1;
  }

  private goOn(atEnd: boolean): boolean {
    const { scanner, window, limits } = this;
    const result = scanner.scan(atEnd);
    if (result === 'broken') {
      return this.scan === Scan.Skip ? this.breakAt(scanner.position) : this.breakAt(this.scanStart.offset);
    }
    if (this.scan !== Scan.Skip && scanner.position - this.firstKept() > limits.maxValueBytes)
      this.tooLarge();
    if (scanner.deepest + this.depth() > limits.maxDepth) this.tooDeep = true;
    if (result === 'more') return false;
    const scan = this.scan;
    this.scan = Scan.None;
    if (scan === Scan.Name) {
      this.level.name = readName(window.view(this.scanStart.offset, scanner.position));
      this.level.state = State.Colon;
      return true;
    }
    if (scan === Scan.Value) {
      if (this.tooDeep) {
        const message = `a value is nested deeper than ${limits.maxDepth} levels; it is not read`;
        this.handler.broken({
          rule: 'too-deep',
          ...this.scanStart,
          message,
          resumedAt: scanner.newlines + 1,
          frame: this.level,
        });
        this.dropKept();
      } else {
        this.handler.value(this.level, this.rawValue(this.scanStart, scanner.position, !this.level.keep));
      }
    }
    this.afterValue();
    return true;
  }

  private depth(): number {
    let depth = 0;
    for (let level: Frame<D> | null = this.level; level; level = level.parent) depth++;
    return depth - 1;
  }

  private firstKept(): number {
    let from = this.scanStart.offset;
    for (let level: Level<D> | null = this.level; level; level = level.parent as Level<D> | null) {
      if (level.keep) from = Math.min(from, level.start.offset);
    }
    return from;
  }

  /** The value being scanned, or the container that holds it, is larger than memory may hold. */
  private tooLarge(): void {
    const { limits } = this;
    const long = this.scanner.position - this.scanStart.offset > limits.maxValueBytes;
    // A lost bracket or quote looks like an endless value: what the strict look finds is the truth about it.
    const seen = this.window.view(this.scanStart.offset, this.scanner.position);
    const error = long ? explainJson(seen, limits.maxDepth) : null;
    if (error && !error.atEnd) {
      this.breakAt(this.scanStart.offset);
      return;
    }
    const place = long ? this.scanStart : this.level.start;
    const mib = Math.floor(limits.maxValueBytes / 1_048_576);
    const size = mib > 0 ? `${mib} MiB` : `${limits.maxValueBytes} bytes`;
    const message = `a single value is larger than ${size}, the most that is read at once; it is not read`;
    this.handler.broken({
      rule: 'value-too-large',
      ...place,
      message,
      resumedAt: this.scanner.newlines + 1,
      frame: long ? this.level : (this.level.parent ?? this.level),
    });
    if (long) this.scan = Scan.Skip;
    this.dropKept();
  }

  /** Gives up keeping the containers around the present value, after it could not be kept itself. */
  private dropKept(): void {
    for (let level: Level<D> | null = this.level; level; level = level.parent as Level<D> | null) {
      level.keep = false;
    }
  }

  private rawValue(start: Place, end: number, notes: boolean): RawValue {
    const { scanner, window } = this;
    const exact: number[] = [];
    if (notes) for (const offset of scanner.exact) exact.push(offset - start.offset);
    return {
      bytes: window.view(start.offset, end),
      offset: start.offset,
      line: start.line,
      exact,
      escapes: scanner.escapes,
      members: scanner.colons,
    };
  }

  private afterValue(): void {
    const { level } = this;
    if (level.kind === 'object') level.state = State.MemberEnd;
    else if (level.kind === 'array') level.state = State.ElementEnd;
    else level.state = State.Text;
  }

  private closeLevel(): boolean {
    const level = this.level;
    this.scanner.position++;
    const whole = level.keep ? this.rawValue(level.start, this.scanner.position, true) : null;
    this.level = level.parent as Level<D>;
    this.handler.close(level, whole, true);
    this.scanner.forget();
    this.afterValue();
    return true;
  }

  /** Texts put one behind the other often bring their byte order marks along. */
  private byteOrderMark(atEnd: boolean): boolean {
    const { position } = this.scanner;
    const next = this.window.view(position, Math.min(position + 3, this.window.end));
    if (next.length < 3 && !atEnd) return false;
    if (next[1] !== 0xbb || next[2] !== 0xbf) {
      return this.fail('not-json', this.place(), `expected a JSON value, found ${show(0xef)}`);
    }
    if (position > 0) {
      const message = 'a byte order mark stands inside the file; it is passed over';
      this.handler.broken({
        rule: 'byte-order-mark',
        ...this.place(),
        message,
        resumedAt: this.scanner.newlines + 1,
        frame: this.level,
      });
    }
    this.scanner.position += 3;
    return true;
  }

  /** A value broke: finds the exact place by a strict look at its bytes, and goes on from there. */
  private breakAt(start: number): boolean {
    const end = this.window.end;
    const seen = this.window.view(Math.max(start, this.window.base), end);
    const error = explainJson(seen, this.limits.maxDepth + 1);
    if (!error || start !== this.scanStart.offset) {
      return this.fail('not-json', this.place(), 'brackets or quotes do not match');
    }
    const offset = start + error.offset;
    const line = this.scanStart.line + countNewlines(seen.subarray(0, error.offset));
    return this.fail(error.tooDeep ? 'too-deep' : 'not-json', { offset, line }, error.message);
  }

  /** Ends the present text as broken and starts looking for a line to go on with. */
  private fail(rule: Trouble['rule'], at: Place, message: string): boolean {
    this.report(null);
    this.trouble = { rule, ...at, message, frame: this.level };
    let array: Level<D> | null = this.level;
    while (array && !(array.kind === 'array' && array.column >= 0)) array = array.parent as Level<D> | null;
    const startLine = array ? array.elementLine : this.textStart().line;
    this.scan = Scan.None;
    this.closeDownTo(array);
    this.seeking = true;
    this.rewind(at, startLine);
    return true;
  }

  private textStart(): Place {
    let level: Level<D> = this.level;
    while (level.parent?.parent) level = level.parent as Level<D>;
    return level.parent ? level.start : this.scanStart;
  }

  private closeAll(): void {
    this.closeDownTo(null);
    this.level.state = State.Text;
  }

  /** Ends, as broken, every container inside this one. */
  private closeDownTo(outer: Level<D> | null): void {
    while (this.level.parent && this.level !== outer) {
      const level = this.level;
      this.level = level.parent as Level<D>;
      this.handler.close(level, null, false);
    }
    this.scanner.forget();
  }

  /** Moves to the start of the line of the error, or behind that line's end when the text itself began on it. */
  private rewind(at: Place, startLine: number): void {
    const { scanner, window } = this;
    const offset = Math.min(at.offset, window.end);
    const before = window.view(window.base, offset);
    const newline = before.lastIndexOf(0x0a);
    scanner.newlines = at.line - 1;
    if (at.line > startLine && newline >= 0) {
      scanner.position = window.base + newline + 1;
      scanner.lineStart = scanner.position;
    } else {
      scanner.position = offset;
      scanner.lineStart = Math.min(scanner.lineStart, offset);
    }
  }

  /** Looks for a line to go on with. False when the bytes are used up first. */
  private seek(atEnd: boolean): boolean {
    const { scanner, window } = this;
    for (;;) {
      const { bytes, base, length } = window;
      let i = scanner.position - base;
      if (scanner.lineStart !== scanner.position) {
        const newline = bytes.subarray(0, length).indexOf(0x0a, i);
        if (newline < 0) {
          scanner.position = base + length;
          return false;
        }
        scanner.newlines++;
        scanner.position = base + newline + 1;
        scanner.lineStart = scanner.position;
        continue;
      }
      while (i < length && (bytes[i] === 0x20 || bytes[i] === 0x09)) i++;
      if (i >= length) {
        // A line of blanks may go on in the next chunk; it is looked at again from its start.
        return atEnd;
      }
      const column = base + i - scanner.position;
      if (bytes[i] === 0x7b || bytes[i] === 0x5b) {
        const here = this.level.kind === 'array' && bytes[i] === 0x7b && column === this.level.column;
        if (here || column === 0) {
          if (!here) this.closeAll();
          else this.level.state = State.Element;
          this.seeking = false;
          this.scanner.forget();
          this.report(scanner.newlines + 1);
          return true;
        }
      }
      if (bytes[i] === 0x0a) {
        scanner.newlines++;
        scanner.position = base + i + 1;
        scanner.lineStart = scanner.position;
        continue;
      }
      scanner.position = base + i + 1;
    }
  }

  private report(resumedAt: number | null): void {
    if (!this.trouble) return;
    const trouble = this.trouble;
    this.trouble = null;
    this.handler.broken({ ...trouble, resumedAt });
  }
}

function startsValue(c: number): boolean {
  return (
    c === 0x22 ||
    c === 0x7b ||
    c === 0x5b ||
    c === 0x2d ||
    (c >= 0x30 && c <= 0x39) ||
    c === 0x74 ||
    c === 0x66 ||
    c === 0x6e
  );
}

function readName(bytes: Buffer): string {
  if (!bytes.includes(0x5c)) return bytes.toString('utf8', 1, bytes.length - 1);
  try {
    return JSON.parse(bytes.toString('utf8')) as string;
  } catch {
    return bytes.toString('utf8', 1, bytes.length - 1);
  }
}

export function countNewlines(bytes: Buffer): number {
  let count = 0;
  for (let i = bytes.indexOf(0x0a); i >= 0; i = bytes.indexOf(0x0a, i + 1)) count++;
  return count;
}

/** A byte as a person would name it. */
function show(c: number): string {
  if (c > 0x20 && c < 0x7f) return `"${String.fromCharCode(c)}"`;
  return `the byte 0x${c.toString(16).padStart(2, '0')}`;
}
