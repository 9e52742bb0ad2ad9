import { HubError } from '../../../errors.ts';
import { isNumber, isObject, type JsonObject, type JsonValue, numberText, writeJson } from '../../../json.ts';
import type { Frame, JsonHandler, RawValue, Trouble } from '../../ocds/read/json-handler.ts';
import { JsonStream } from '../../ocds/read/json-stream.ts';
import { parseText } from '../../ocds/read/release-text.ts';
import type { Report, Sheet, SheetRow, TableFile } from '../types.ts';
import type { Content } from './bytes.ts';
import { textBytes, textOf } from './decode.ts';
import type { Encoding } from './encoding.ts';
import { RowBuffer, tableName } from './sheets.ts';

const MAX_VALUE_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 100;
const MAX_HEADS = 5_000;

/**
 * JSON objects one after another (JSON Lines) or in one list, as a table: a head for each member in the order of
 * first meeting, those of objects inside joined by dots. A list of objects inside becomes a sheet of its own, named
 * by its path: one row for each element, after the columns of the object it stands in. Numbers stay as written.
 *
 * Read twice: once for the heads, once for the rows. The head is row 0, other rows have the line of their object.
 */
export async function jsonLinesSheets(
  content: Content,
  encoding: Encoding,
  report: Report,
): Promise<TableFile> {
  const heads = new Heads(content.name);
  let count = 0;
  for await (const objects of readObjects(content, encoding, report)) {
    count += objects.length;
    for (const { value } of objects) heads.add(value);
  }
  if (count === 0)
    throw new HubError('BAD_INPUT', `"${content.name}" holds no JSON object: expected one on each line.`);
  for (const [path, elements] of heads.lists) {
    const problem = `"${path}" is a list of objects (${elements.count} elements); it is a sheet of its own`;
    report({ rule: 'nested-list', severity: 'info', head: path, problem });
  }
  for (const path of heads.nested) {
    const problem = `"${path}" holds lists; they are given as JSON text`;
    report({ rule: 'nested-value', severity: 'info', head: path, problem });
  }
  return {
    format: 'jsonl',
    encoding: encoding.label,
    metadata: {},
    async *sheets() {
      const open = (): AsyncGenerator<JsonLine[]> => readObjects(content, encoding, () => {});
      const add = new RowMaker(content.name, report);
      yield add.sheet(tableName(content.name), [...heads.own], open, ({ value }) => [flatten(value)]);
      for (const [path, elements] of heads.lists) {
        const columns = [...heads.own, ...elements.heads];
        yield add.sheet(path, columns, open, ({ value }) => {
          const own = flatten(value);
          return elementsOf(value, path).map((element) => new Map([...own, ...flatten(element, path)]));
        });
      }
    },
    close: async () => {},
  };
}

interface JsonLine {
  line: number;
  value: JsonObject;
}

/** The objects as they come, some at a time; what is no object, or cannot be read, is reported. */
async function* readObjects(
  content: Content,
  encoding: Encoding,
  report: Report,
): AsyncGenerator<JsonLine[]> {
  const collector = new Collector(report);
  const stream = new JsonStream(collector, 'texts' as const, {
    maxValueBytes: MAX_VALUE_BYTES,
    maxDepth: MAX_DEPTH,
  });
  const pieces = encoding.label === 'utf-8' ? textBytes(content, encoding) : textOf(content, encoding);
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    for (let at = 0; at < bytes.length; at += 65_536) {
      stream.write(bytes.subarray(at, at + 65_536));
      if (collector.objects.length > 0) yield collector.take();
    }
  }
  stream.end();
  if (collector.objects.length > 0) yield collector.take();
}

class Collector implements JsonHandler<'texts' | 'list'> {
  objects: JsonLine[] = [];

  constructor(private readonly report: Report) {}

  open(
    parent: Frame<'texts' | 'list'>,
    kind: 'array' | 'object',
  ): { data: 'texts' | 'list'; keep: boolean } | null {
    return kind === 'array' && parent.data === 'texts' ? { data: 'list', keep: false } : null;
  }

  value(_: Frame<'texts' | 'list'>, raw: RawValue): void {
    const parsed = parseText(raw.bytes);
    for (const { rule, message, pointer } of parsed.problems) {
      const severity = rule === 'not-json' || rule === 'not-utf8' ? 'error' : 'warning';
      this.report({ rule, severity, row: raw.line, head: pointer.slice(1), problem: message });
    }
    if (parsed.value === undefined) return;
    if (isObject(parsed.value)) {
      this.objects.push({ line: raw.line, value: parsed.value });
      return;
    }
    const problem = 'a value that is no object stands where a row is expected; it is not read';
    const value = raw.bytes.toString('utf8', 0, 100);
    this.report({ rule: 'not-an-object', severity: 'error', row: raw.line, value, problem });
  }

  close(): void {}

  broken({ rule, line, message, resumedAt }: Trouble): void {
    const after =
      resumedAt === null ? 'nothing after it could be read' : `reading went on at line ${resumedAt}`;
    const severity = rule === 'byte-order-mark' ? 'info' : 'error';
    const problem = rule === 'byte-order-mark' ? message : `${message}; ${after}`;
    this.report({ rule, severity, row: line, problem });
  }

  take(): JsonLine[] {
    const { objects } = this;
    this.objects = [];
    return objects;
  }
}

/** Which columns there are, in the order in which they were first met. */
class Heads {
  readonly own = new Set<string>();
  readonly lists = new Map<string, { heads: Set<string>; count: number }>();
  readonly nested = new Set<string>();

  constructor(private readonly name: string) {}

  add(value: JsonObject): void {
    for (const head of flatten(value, '', this.nested).keys()) this.own.add(head);
    for (const path of listPaths(value)) {
      const list = this.lists.get(path) ?? { heads: new Set<string>(), count: 0 };
      this.lists.set(path, list);
      for (const element of elementsOf(value, path)) {
        list.count++;
        for (const head of flatten(element, path, this.nested).keys()) list.heads.add(head);
      }
      if (list.heads.size + this.lists.size > MAX_HEADS) this.tooMany();
    }
    if (this.own.size > MAX_HEADS) this.tooMany();
  }

  private tooMany(): never {
    throw new HubError(
      'LIMIT_EXCEEDED',
      `"${this.name}" has more than ${MAX_HEADS} different members: it is no table. Expected objects with the same members.`,
    );
  }
}

/** Members and members of members as cells; lists of objects are left to their own sheet. */
function flatten(value: JsonObject, prefix = '', nested?: Set<string>): Map<string, string> {
  const cells = new Map<string, string>();
  const walk = (object: JsonObject, path: string): void => {
    for (const [name, member] of Object.entries(object)) {
      const head = path === '' ? name : `${path}.${name}`;
      if (isObject(member)) walk(member, head);
      else if (Array.isArray(member)) {
        if (isListOfObjects(member) && prefix === '') continue;
        if (member.length > 0) nested?.add(head);
        cells.set(head, member.length === 0 ? '' : writeJson(member));
      } else cells.set(head, cellText(member));
    }
  };
  walk(value, prefix);
  return cells;
}

function cellText(value: Exclude<JsonValue, JsonValue[] | JsonObject> | undefined): string {
  if (value === null || value === undefined) return '';
  if (isNumber(value)) return numberText(value);
  return String(value);
}

function isListOfObjects(value: readonly JsonValue[]): value is JsonObject[] {
  return value.length > 0 && value.every((element) => isObject(element));
}

function* listPaths(value: JsonObject, path = ''): Generator<string> {
  for (const [name, member] of Object.entries(value)) {
    const head = path === '' ? name : `${path}.${name}`;
    if (isObject(member)) yield* listPaths(member, head);
    else if (Array.isArray(member) && isListOfObjects(member)) yield head;
  }
}

function elementsOf(value: JsonObject, path: string): JsonObject[] {
  const walk = (object: JsonObject, prefix: string): JsonObject[] => {
    for (const [name, member] of Object.entries(object)) {
      const head = prefix === '' ? name : `${prefix}.${name}`;
      if (head === path && Array.isArray(member) && isListOfObjects(member)) return member;
      if (isObject(member) && path.startsWith(`${head}.`)) {
        const found = walk(member, head);
        if (found.length > 0) return found;
      }
    }
    return [];
  };
  return walk(value, '');
}

class RowMaker {
  constructor(
    private readonly fileName: string,
    private readonly report: Report,
  ) {}

  sheet(
    name: string,
    heads: readonly string[],
    open: () => AsyncGenerator<JsonLine[]>,
    rowsOf: (line: JsonLine) => Map<string, string>[],
  ): Sheet {
    const buffer = new RowBuffer(this.fileName, this.report);
    const rows = async function* (): AsyncGenerator<readonly SheetRow[]> {
      buffer.put({ number: 0, cells: heads });
      for await (const objects of open()) {
        for (const object of objects)
          for (const cells of rowsOf(object))
            buffer.put({ number: object.line, cells: heads.map((head) => cells.get(head) ?? '') });
        if (buffer.isFull) yield buffer.take();
      }
      if (buffer.rows.length > 0) yield buffer.take();
    };
    return { name, merges: [], rows };
  }
}
