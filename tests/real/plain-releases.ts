import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { sharedData } from '../shared-data.ts';
import { contentOf, isObject, objects, type PlainObject, readPlain, textOf } from './plain-json.ts';

/** One statement about a process, as a publisher gave it. */
export interface Statement {
  kind: 'release' | 'compiled' | 'linked';
  ocid: string;
  /** Of a link: its address. */
  id: string;
  date: string;
  content: PlainObject;
  /** SHA-256 of its characters. */
  hash: string;
  /** The same for equal content, however it is written. */
  same: string;
}

export interface Source {
  files: string[];
  empty: string[];
  documents: PlainObject[];
  /** Without what is repeated character by character; in the order of the files and in them. */
  statements: Statement[];
}

export function groupBy<T>(list: readonly T[], nameOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
  return groups;
}

export function filesOf(publisher: string): string[] {
  return (readdirSync(sharedData(`ocds/${publisher}`), { recursive: true }) as string[])
    .filter((name) => /\.jsonl?(\.gz)?$/.test(name))
    .sort()
    .map((name) => join(sharedData(`ocds/${publisher}`), name));
}

/**
 * What a publisher's files state, read plainly: each file one JSON text (`.jsonl`: one a line, some in a wrapper), each
 * text a package, a record package or a bare release. A release whose tag is `compiled` is a compiled one.
 */
export function readSource(publisher: string): Source {
  const source: Source = { files: filesOf(publisher), empty: [], documents: [], statements: [] };
  const met = new Set<string>();
  for (const file of source.files) {
    const bytes = readFileSync(file);
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
    const lines = (file.includes('.jsonl') ? text.split('\n') : [text]).filter((line) => line.trim() !== '');
    if (lines.length === 0) source.empty.push(file);
    for (const line of lines) {
      const { value, textOf: written } = readPlain(line);
      const [outer] = objects(value);
      const document = isObject(outer!.document) ? outer!.document : outer!;
      source.documents.push(document);
      for (const [content, record] of entriesOf(document)) {
        const statement = statementOf(content, record, written.get(content)!);
        const mark = [statement.kind, statement.ocid, statement.id, statement.hash].join('\n');
        if (!met.has(mark)) source.statements.push(statement);
        met.add(mark);
      }
    }
  }
  return source;
}

function entriesOf(document: PlainObject): [content: PlainObject, record: PlainObject | null][] {
  if (document.records !== undefined)
    return objects(document.records).flatMap((record) =>
      [...objects(record.releases), ...objects(record.compiledRelease)].map(
        (entry): [PlainObject, PlainObject] => [entry, record],
      ),
    );
  const releases = document.releases === undefined ? [document] : objects(document.releases);
  return releases.map((release) => [release, null]);
}

function statementOf(content: PlainObject, record: PlainObject | null, written: string): Statement {
  const isLink = content.ocid === undefined && content.url !== undefined;
  const isCompiled = String(content.tag) === 'compiled';
  return {
    kind: isLink ? 'linked' : isCompiled ? 'compiled' : 'release',
    ocid: textOf(isLink ? record!.ocid : content.ocid)!,
    id: textOf(isLink ? content.url : content.id)!,
    date: textOf(content.date) ?? '',
    content,
    hash: createHash('sha256').update(written).digest('hex'),
    same: contentOf(content),
  };
}
