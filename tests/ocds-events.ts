import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { ProblemLog } from '../src/importers/ocds/problems.ts';
import { readOcds } from '../src/importers/ocds/read/index.ts';
import type { OcdsEvent, ReadOptions } from '../src/importers/ocds/types.ts';
import {
  type DocumentVerdict,
  type ValidatorOptions,
  validator,
} from '../src/importers/ocds/validate/index.ts';
import { ExactNumber, isObject, type JsonValue } from '../src/json.ts';

/** Bytes as a stream, in pieces of the given size. */
export async function* pieces(bytes: Buffer | string, size = 65_536): AsyncGenerator<Buffer> {
  const whole = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  for (let from = 0; from < whole.length; from += size) yield Buffer.from(whole.subarray(from, from + size));
}

export async function readAll(
  bytes: Buffer | string,
  size?: number,
  options?: ReadOptions,
): Promise<OcdsEvent[]> {
  const events: OcdsEvent[] = [];
  for await (const event of readOcds(pieces(bytes, size), options)) events.push(event);
  return events;
}

export function releasesOf(events: OcdsEvent[]): Extract<OcdsEvent, { type: 'release' }>[] {
  return events.filter((event) => event.type === 'release');
}

/** Rules and pointers of the problems, in order. */
export function problemsOf(events: OcdsEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'problem' ? [`${event.problem.rule} ${event.problem.pointer}`.trim()] : [],
  );
}

export function messagesOf(events: OcdsEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'problem' ? [event.problem.message] : []));
}

/** Reads and checks; the log and the verdict on each document. */
export async function checkAll(
  bytes: Buffer | string,
  options: ValidatorOptions = {},
): Promise<{ log: ProblemLog; verdicts: DocumentVerdict[] }> {
  const log = new ProblemLog();
  const verdicts: DocumentVerdict[] = [];
  const checker = validator(log, { ...options, onDocument: (verdict) => verdicts.push(verdict) });
  for await (const event of readOcds(pieces(bytes))) checker.check(event);
  checker.finish();
  return { log, verdicts };
}

/** A value with plain numbers, as JSON.parse would have given it. */
export function plain(value: JsonValue | undefined): unknown {
  if (value instanceof ExactNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
  return value;
}

/** The whole file as text, unpacked. */
export function unpacked(path: string): Buffer {
  const bytes = readFileSync(path);
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

/** What a plain reading finds to import: [origin, ocid, release id], in the file's order. Knows nothing of streaming. */
export function plainReading(text: string, isLines: boolean): [string, string, string][] {
  const documents = isLines
    ? text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line))
    : [JSON.parse(text)];
  return documents.flatMap((document) => keysOf(document.document ?? document));
}

type Loose = Record<string, unknown>;

function keysOf(document: Loose): [string, string, string][] {
  if (Array.isArray(document.records)) return (document.records as Loose[]).flatMap(keysOf);
  if (Array.isArray(document.releases)) {
    const full = (document.releases as Loose[]).filter((release) => release.id !== undefined);
    if (full.length > 0) return full.map((release) => ['release', String(release.ocid), String(release.id)]);
    const compiled = document.compiledRelease as Loose | undefined;
    return compiled ? [['compiled', String(compiled.ocid), String(compiled.id)]] : [];
  }
  return [['release', String(document.ocid), String(document.id)]];
}
