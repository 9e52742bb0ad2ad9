import { createHash } from 'node:crypto';
import { isObject, type JsonObject, type JsonValue, writeJson } from '../../../json.ts';
import { cutValue, pathOf } from '../problems.ts';
import type { ExactSlot, OcdsEvent, PackageMeta, RecordRef, Severity } from '../types.ts';
import {
  article,
  collectOwn,
  type Document,
  keyText,
  linesBefore,
  looksLikeRelease,
  newDocument,
  newMeta,
  shortText,
  show,
  wrapsOnly,
} from './document.ts';
import type { Frame, JsonHandler, Place, RawValue, Trouble } from './json-handler.ts';
import { fillMeta, KEPT_MEMBERS, metaOfBareRelease } from './package-meta.ts';
import { escapeStep, parseText, type TextProblem } from './release-text.ts';
import { latestOf } from './versioned.ts';

/** Members kept from a streamed package are small; one that is not is named and left out. */
const MAX_MEMBER_BYTES = 1 << 20;
/** Linked releases waiting for their record's ocid. */
const MAX_WAITING = 100_000;

type Node =
  | { role: 'texts' }
  | { role: 'list' }
  | { role: 'document' | 'record' | 'releases' | 'records'; document: Document };

const EMPTY: readonly ExactSlot[] = [];

/**
 * Turns JSON containers and values into OCDS events. What a container is follows from its members alone: `releases`
 * and `records` arrays are streamed wherever they stand, `ocid` tells a record or release from a package, `document`
 * marks a wrapper. Events wait in `events` until the reader takes them.
 */
export class DocumentReader implements JsonHandler<Node> {
  events: OcdsEvent[] = [];
  /** JSON values met at the places of documents; none means an empty file. */
  texts = 0;

  readonly top: Node = { role: 'texts' };

  open(parent: Frame<Node>, kind: 'array' | 'object', place: Place): { data: Node; keep: boolean } | null {
    const node = parent.data;
    if (node.role === 'texts' || node.role === 'list') {
      this.texts++;
      if (kind === 'object') {
        const pointer = this.pointerOf(parent, place);
        return { data: { role: 'document', document: newDocument(pointer, newMeta()) }, keep: true };
      }
      return node.role === 'texts' ? { data: { role: 'list' }, keep: false } : null;
    }
    if (node.role === 'document' || node.role === 'record') {
      const { document } = node;
      const { name } = parent;
      if (kind === 'array' && (name === 'releases' || (name === 'records' && node.role === 'document'))) {
        this.noteName(document, name);
        document[name] ??= 0;
        if (!document.inPackage) this.announce(document, name);
        return { data: { role: name, document }, keep: false };
      }
      if (kind === 'object' && name === 'document' && node.role === 'document' && wrapsOnly(document)) {
        document.names.add(name);
        document.wraps = true;
        this.texts++;
        return {
          data: { role: 'document', document: newDocument(`${document.pointer}/document`, newMeta()) },
          keep: true,
        };
      }
      return null;
    }
    if (node.role === 'records' && kind === 'object') {
      const { document } = node;
      document.records = parent.index + 1;
      const pointer = `${document.pointer}/records/${parent.index}`;
      return {
        data: { role: 'record', document: { ...newDocument(pointer, document.meta), inPackage: true } },
        keep: false,
      };
    }
    return null;
  }

  value(parent: Frame<Node>, value: RawValue): void {
    const node = parent.data;
    if (node.role === 'releases') this.releaseElement(node.document, value, parent.index);
    else if (node.role === 'records') {
      node.document.records = parent.index + 1;
      const pointer = `${node.document.pointer}/records/${parent.index}`;
      const parsed = this.parse(value, pointer);
      this.problem(
        'not-an-object',
        'error',
        pointer,
        'a record must be an object; it cannot be read',
        show(value),
      );
      if (parsed) this.part('record', parsed.value, pointer, node.document.meta, parsed.exact);
    } else if (node.role === 'document' || node.role === 'record') this.member(node.document, parent, value);
    else {
      this.texts++;
      const pointer = this.pointerOf(parent, value);
      if (!this.parse(value, pointer)) return;
      const message = `${article(value)} stands where an OCDS package, record or release is expected`;
      this.problem('not-ocds', 'error', pointer, message, show(value));
    }
  }

  close(frame: Frame<Node>, whole: RawValue | null, complete: boolean): void {
    const node = frame.data;
    if (node.role === 'list' && complete && frame.index < 0) {
      const pointer = frame.parent ? this.pointerOf(frame.parent, frame.start) : '';
      this.problem(
        'no-releases',
        'error',
        pointer,
        'the list is empty: there is no release, record or package in it',
      );
    }
    if (node.role !== 'document' && node.role !== 'record') return;
    const { document } = node;
    const streamed = document.releases !== undefined || document.records !== undefined;
    if (node.role === 'record') this.endRecord(document, complete);
    else if (streamed) this.endStreamed(document, complete);
    else if (whole) this.endWhole(document, whole);
  }

  broken(trouble: Trouble): void {
    const { rule, offset, line, message, resumedAt } = trouble;
    const frame = trouble.frame as Frame<Node>;
    const pointer = this.placeOf(frame, trouble);
    const after =
      rule === 'not-json' || (rule === 'too-deep' && resumedAt === null)
        ? resumedAt === null
          ? '; nothing after it could be read'
          : `; reading went on at line ${resumedAt}`
        : '';
    const where = `line ${line}, byte ${offset}`;
    if (rule === 'byte-order-mark') this.problem(rule, 'info', pointer, `${where}: ${message}`);
    else this.problem(rule, 'error', pointer, `${where}: ${message}${after}`);
    this.texts++;
  }

  /** Pointer of the place where a text or an element begins. */
  private pointerOf(parent: Frame<Node>, place: Place): string {
    if (parent.kind === 'texts') return parent.index <= 0 ? '' : `#${place.line}`;
    const grandparent = parent.parent;
    const prefix = grandparent ? this.pointerOf(grandparent, parent.start) : '';
    return `${prefix}/${parent.index}`;
  }

  private placeOf(frame: Frame<Node>, place: Place): string {
    const node = frame.data;
    if (node.role === 'texts' || node.role === 'list') return this.pointerOf(frame, place);
    const { pointer } = node.document;
    if (node.role === 'releases' || node.role === 'records')
      return `${pointer}/${node.role}/${Math.max(0, frame.index)}`;
    return frame.name === '' ? pointer : `${pointer}/${escapeStep(frame.name)}`;
  }

  private noteName(document: Document, name: string): void {
    if (document.names.has(name)) {
      const message = `the name "${name}" stands more than once in one object; the last one counts`;
      const both =
        name === 'releases' || name === 'records'
          ? message.replace('the last one counts', 'all are read')
          : message;
      this.problem('repeated-name', 'warning', `${document.pointer}/${escapeStep(name)}`, both, name);
    } else if (document.names.size < 1000) document.names.add(name);
  }

  /** A member of a package, record or bare release that is not streamed. */
  private member(document: Document, frame: Frame<Node>, value: RawValue): void {
    const { name } = frame;
    const pointer = `${document.pointer}/${escapeStep(name)}`;
    // A repeated name in bytes that are kept is found when they are parsed as a whole.
    if (!frame.keep) this.noteName(document, name);
    else if (document.names.size < 1000) document.names.add(name);
    if (!KEPT_MEMBERS.has(name) && name !== 'releases' && name !== 'records') return;
    const isRelease = name === 'compiledRelease' || name === 'versionedRelease';
    if (!isRelease && value.bytes.length > MAX_MEMBER_BYTES) {
      this.problem(
        'member-too-large',
        'warning',
        pointer,
        `the member is larger than ${MAX_MEMBER_BYTES} bytes; it is not read`,
      );
      return;
    }
    document.raw.set(name, Buffer.from(value.bytes));
    if (document.announced) document.late = true;
  }

  /** Parses the members that were kept, once they are needed. */
  private readMembers(document: Document): void {
    for (const [name, bytes] of document.raw) {
      if (name === 'compiledRelease' || name === 'versionedRelease') continue;
      const pointer = `${document.pointer}/${escapeStep(name)}`;
      const parsed = this.parse({ bytes, offset: 0, line: 0 }, pointer);
      if (parsed) {
        document.members[name] = parsed.value;
        for (const slot of parsed.exact) document.exact.push(slot);
        if (parsed.value !== null && typeof parsed.value === 'object' && 'text' in parsed.value) {
          // A member that is an exact number itself stands in `members`.
          collectOwn(document, name);
        }
      }
      document.raw.delete(name);
    }
    if (!document.inPackage) fillMeta(document.meta, document.members);
  }

  private announce(document: Document, name: 'releases' | 'records'): void {
    if (document.announced) return;
    document.meta.kind = name === 'records' ? 'recordPackage' : 'releasePackage';
    this.readMembers(document);
    document.announced = true;
    if (document.members.ocid !== undefined) document.meta.kind = null;
    this.events.push({ type: 'package', meta: document.meta, pointer: document.pointer });
  }

  /** One element of a `releases` array. */
  private releaseElement(document: Document, value: RawValue, index: number): void {
    document.releases = index + 1;
    const pointer = `${document.pointer}/releases/${index}`;
    const parsed = this.parse(value, pointer);
    if (!parsed) return;
    const content = parsed.value;
    if (!isObject(content)) {
      this.problem(
        'not-an-object',
        'error',
        pointer,
        'a release must be an object; it cannot be imported',
        show(value),
      );
      this.part('release', content, pointer, document.meta, parsed.exact, document.record);
      return;
    }
    if (content.id === undefined && content.ocid === undefined && typeof content.url === 'string') {
      document.linked++;
      if (document.waiting.length < MAX_WAITING) document.waiting.push({ content, pointer });
      else
        this.problem(
          'too-many-linked',
          'error',
          pointer,
          `more than ${MAX_WAITING} linked releases in one record`,
        );
      return;
    }
    document.embedded++;
    this.emitRelease('release', content, parsed.exact, value.bytes, pointer, document.meta, document.record);
  }

  private emitRelease(
    origin: 'release' | 'compiled',
    content: JsonObject,
    exact: readonly ExactSlot[],
    bytes: Buffer,
    pointer: string,
    meta: PackageMeta,
    record?: RecordRef,
    derived = false,
  ): void {
    const ocid = keyText(content.ocid);
    if (ocid === null) {
      const what = content.ocid === undefined ? 'has no ocid' : 'has an ocid that is no text';
      this.problem(
        'missing-ocid',
        'error',
        `${pointer}/ocid`,
        `the release ${what}: without this key it cannot be imported`,
      );
      if (!derived) this.part('release', content, pointer, meta, exact, record);
      return;
    }
    let releaseId = keyText(content.id);
    if (releaseId === null) {
      releaseId = `sha256:${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`;
      const message = `the release has no id; "${releaseId}", made from its content, stands for it`;
      this.problem('missing-release-id', 'warning', `${pointer}/id`, message);
    }
    const date = typeof content.date === 'string' ? content.date : null;
    this.events.push({
      type: 'release',
      origin,
      ocid,
      releaseId,
      date,
      content,
      bytes: Buffer.from(bytes),
      pointer,
      meta,
      exact,
      record,
      derived,
    });
  }

  /** A document of which nothing was streamed: a release, a record without releases, or something else. */
  private endWhole(document: Document, whole: RawValue): void {
    const { names, pointer } = document;
    if (document.wraps) return;
    const parsed = this.parse(whole, pointer);
    if (!parsed || !isObject(parsed.value)) return;
    const content = parsed.value;
    for (const name of ['releases', 'records'] as const) {
      if (content[name] === undefined) continue;
      this.readMembers(document);
      const message = `"${name}" must be an array; nothing in it can be read`;
      this.problem(`${name}-not-array`, 'error', `${pointer}/${name}`, message, shortText(content[name]));
      document.meta.kind = name === 'records' ? 'recordPackage' : 'releasePackage';
      this.part('package', content, pointer, document.meta, parsed.exact);
      return;
    }
    const compiled = isObject(content.compiledRelease) || isObject(content.versionedRelease);
    if (compiled && content.tag === undefined) {
      document.meta.kind = null;
      this.endRecord(document, true);
      return;
    }
    if (looksLikeRelease(names)) {
      const meta = metaOfBareRelease(content);
      this.events.push({ type: 'package', meta, pointer });
      this.emitRelease('release', content, parsed.exact, whole.bytes, pointer, meta);
      return;
    }
    if (['uri', 'publisher', 'publishedDate'].some((name) => names.has(name))) {
      this.readMembers(document);
      const message = 'a package without "releases" or "records": there is nothing to import';
      this.problem('no-releases', 'error', pointer, message, [...names].join(', '));
      document.meta.kind = 'releasePackage';
      this.part('package', content, pointer, document.meta, parsed.exact);
      return;
    }
    const found = names.size === 0 ? 'no members' : `the members ${[...names].slice(0, 12).join(', ')}`;
    const message = `not an OCDS package, record or release: expected "releases", "records" or "ocid", found ${found}`;
    this.problem('not-ocds', 'error', pointer, message);
  }

  /** A package, or a record that stands alone, whose releases or records were streamed. */
  private endStreamed(document: Document, complete: boolean): void {
    this.readMembers(document);
    const isRecord = document.records === undefined && document.members.ocid !== undefined;
    if (isRecord) {
      document.meta.kind = null;
      this.endRecord(document, complete);
      if (document.late)
        this.events.push({ type: 'package', meta: document.meta, pointer: document.pointer });
      return;
    }
    if (document.late) this.events.push({ type: 'package', meta: document.meta, pointer: document.pointer });
    for (const { pointer, content } of document.waiting) {
      const message = 'a release that is only linked, in a package: nothing says which process it belongs to';
      this.problem('linked-without-ocid', 'error', pointer, message, keyText(content.url) ?? undefined);
      this.part('release', content, pointer, document.meta, EMPTY);
    }
    if (complete && (document.releases === 0 || document.records === 0)) {
      const name = document.records === 0 ? 'records' : 'releases';
      this.problem(
        'no-releases',
        'error',
        `${document.pointer}/${name}`,
        `"${name}" is empty: there is nothing to import`,
      );
    }
    if (document.records === undefined && document.embedded === 0 && document.raw.size > 0)
      this.compiled(document);
    const members: JsonObject = { ...document.members };
    for (const name of document.names) members[name] ??= null;
    this.events.push({
      type: 'part',
      part: 'package',
      content: members,
      pointer: document.pointer,
      meta: document.meta,
      exact: document.exact,
      elements: { releases: document.releases, records: document.records },
    });
  }

  private endRecord(document: Document, complete: boolean): void {
    const { meta, pointer, record } = document;
    this.readMembers(document);
    const ocid = keyText(document.members.ocid);
    for (const { content, pointer: at } of document.waiting) {
      const tag = Array.isArray(content.tag) ? content.tag.filter((item) => typeof item === 'string') : [];
      const date = typeof content.date === 'string' ? content.date : null;
      const url = keyText(content.url) as string;
      if (ocid === null) {
        this.problem(
          'linked-without-ocid',
          'error',
          at,
          'the record of this linked release has no ocid',
          url,
        );
        this.part('linked', content, at, meta, EMPTY, record);
      } else this.events.push({ type: 'linked', ocid, url, date, tag, pointer: at, meta, content, record });
    }
    const own = this.compiled(document);
    if (document.members.releases !== undefined) {
      const message = '"releases" of a record must be an array; nothing in it can be read';
      this.problem(
        'releases-not-array',
        'error',
        `${pointer}/releases`,
        message,
        shortText(document.members.releases),
      );
    }
    if (complete && document.embedded === 0 && document.linked === 0 && !own) {
      const at = document.releases === 0 ? `${pointer}/releases` : pointer;
      const message = 'a record without releases and without a compiledRelease: there is nothing to import';
      this.problem('record-without-releases', 'error', at, message, ocid ?? undefined);
    }
    if (!complete) return;
    this.events.push({
      type: 'part',
      part: 'record',
      content: document.members,
      pointer,
      meta,
      exact: document.exact,
      record,
      elements: { releases: document.releases },
    });
  }

  /** compiledRelease and versionedRelease: imported only where no full release is there. True when one was. */
  private compiled(document: Document): boolean {
    const { meta, pointer, record } = document;
    let imported = false;
    for (const name of ['compiledRelease', 'versionedRelease'] as const) {
      const bytes = document.raw.get(name);
      if (!bytes) continue;
      document.raw.delete(name);
      const at = `${pointer}/${name}`;
      const parsed = this.parse({ bytes, offset: 0, line: 0 }, at);
      if (!parsed) continue;
      const { value, exact } = parsed;
      if (document.embedded > 0 || imported || !isObject(value)) {
        this.part(name, value, at, meta, exact, record);
        const message = `a ${name} beside full releases or another compiled form is checked, but not imported`;
        this.problem('compiled-beside-releases', 'info', at, message);
        continue;
      }
      if (name === 'compiledRelease') this.emitRelease('compiled', value, exact, bytes, at, meta, record);
      else {
        this.part(name, value, at, meta, exact, record);
        this.fromVersioned(document, value, at);
      }
      imported = true;
    }
    return imported;
  }

  private fromVersioned(document: Document, versioned: JsonObject, pointer: string): void {
    const ocid = keyText(versioned.ocid) ?? keyText(document.members.ocid);
    if (ocid === null) {
      this.problem(
        'missing-ocid',
        'error',
        `${pointer}/ocid`,
        'the record has no ocid: without this key it cannot be imported',
      );
      return;
    }
    const message = 'only a versionedRelease is there: its latest values are imported as a compiled release';
    this.problem('versioned-release-only', 'warning', pointer, message, ocid);
    const content = latestOf(versioned, ocid);
    const bytes = Buffer.from(writeJson(content));
    const parsed = parseText(bytes);
    this.emitRelease(
      'compiled',
      parsed.value as JsonObject,
      parsed.exact,
      bytes,
      pointer,
      document.meta,
      document.record,
      true,
    );
  }

  private parse(
    value: Pick<RawValue, 'bytes' | 'offset' | 'line'> & Partial<RawValue>,
    pointer: string,
  ): { value: JsonValue; exact: ExactSlot[] } | null {
    const { exact, escapes, members } = value;
    const notes =
      exact && escapes !== undefined && members !== undefined ? { exact, escapes, members } : undefined;
    const parsed = parseText(value.bytes, notes);
    for (const problem of parsed.problems) this.textProblem(problem, value, pointer);
    return parsed.value === undefined ? null : { value: parsed.value, exact: parsed.exact };
  }

  private textProblem(problem: TextProblem, value: Place & { bytes: Buffer }, pointer: string): void {
    let { message } = problem;
    if (problem.offset !== undefined) {
      // Kept members have lost their place in the file; the offset then counts from the member.
      const lines = linesBefore(value.bytes, problem.offset);
      const where =
        value.line > 0
          ? `line ${value.line + lines}, byte ${value.offset + problem.offset}`
          : `byte ${problem.offset} of the member`;
      message = `${where}: ${message}; this part is not read`;
    }
    const severity: Severity =
      problem.rule === 'not-json' || problem.rule === 'not-utf8' ? 'error' : 'warning';
    this.problem(problem.rule, severity, `${pointer}${problem.pointer}`, message, problem.value);
  }

  private problem(rule: string, severity: Severity, pointer: string, message: string, value?: string): void {
    const problem = { rule, severity, path: pathOf(pointer), pointer, message, value: cutValue(value) };
    this.events.push({ type: 'problem', problem });
  }

  private part(
    part: Extract<OcdsEvent, { type: 'part' }>['part'],
    content: JsonValue,
    pointer: string,
    meta: PackageMeta,
    exact: readonly ExactSlot[],
    record?: RecordRef,
  ): void {
    this.events.push({ type: 'part', part, content, pointer, meta, exact, record });
  }
}
