import { crc32 } from 'node:zlib';
import { isObject, type JsonObject, type JsonValue, writeJson } from '../../../json.ts';
import { ProblemLog as Log, type ProblemLog, pathOf } from '../problems.ts';
import { collectExact } from '../read/release-text.ts';
import type { ExactSlot, OcdsEvent, PackageMeta, Problem, RecordRef } from '../types.ts';
import type { Version } from './codelists.ts';
import { compiled, type SchemaName } from './compiled.ts';
import { KeyTable } from './key-table.ts';
import { addSchemaError, type FirstProblems } from './schema-errors.ts';
import { packageStructure } from './structure.ts';
import { ReleaseWalk } from './walk.ts';

/** The verdict of the standard's structure and closed lists on one document of a file. */
export interface DocumentVerdict {
  kind: 'release' | 'record' | 'releasePackage' | 'recordPackage';
  version: Version;
  pointer: string;
  valid: boolean;
}

export interface ValidatorOptions {
  onDocument?: ((verdict: DocumentVerdict) => void) | undefined;
  /** Check against this version, whatever the file says of itself. */
  version?: Version | undefined;
}

export interface Validator {
  /** Takes every event of `readOcds`, in order; adds its problems (those of the reader too) to the log. */
  check(event: OcdsEvent): void;
  /** To be called after the last event. */
  finish(): void;
}

/**
 * Checks a file's events against the standard: first its structure and closed codelists (severity error: the same
 * verdict as the official schemas give, formats aside), then what is worth a warning. Everything goes to the log.
 *
 * A package that says its version only behind its releases is checked against both versions until it has said so.
 */
export function validator(log: ProblemLog, options: ValidatorOptions = {}): Validator {
  return new FileValidator(log, options);
}

/** One version's checks, into one log. */
interface Run {
  version: Version;
  log: ProblemLog;
  walk: ReleaseWalk;
  first: FirstProblems;
  /** Of the present document. */
  valid: boolean;
  /** Of the present record: its releases read as links, and as full releases. */
  asLinks: boolean;
  asReleases: boolean;
}

interface Present {
  meta: PackageMeta;
  runs: Run[];
  decided: boolean;
  keys: KeyTable;
  record: RecordRef | null;
  recordSum: number;
  /** Of the present record: how many of its releases were links, how many full. */
  links: number;
  full: number;
}

class FileValidator implements Validator {
  private present: Present | null = null;
  private readonly main = new Map<Version, Run>();

  constructor(
    private readonly log: ProblemLog,
    private readonly options: ValidatorOptions,
  ) {}

  check(event: OcdsEvent): void {
    switch (event.type) {
      case 'problem':
        this.log.add(event.problem);
        return;
      case 'package':
        this.enter(event.meta);
        return;
      case 'release':
        this.enterRecord(event.meta, event.record);
        this.release(event);
        return;
      case 'linked':
        this.enterRecord(event.meta, event.record);
        this.linked(event.content ?? { url: event.url, date: event.date, tag: event.tag }, event.pointer);
        return;
      case 'part':
        this.enterRecord(event.meta, event.record);
        this.part(event);
        return;
    }
  }

  finish(): void {
    if (this.present) this.decide(this.present);
    this.present = null;
  }

  private enter(meta: PackageMeta): Present {
    if (this.present?.meta === meta) return this.present;
    this.finish();
    const decided = meta.versionStated === true || meta.kind === null || this.options.version !== undefined;
    const runs = decided ? [this.mainRun(this.options.version ?? meta.version)] : [];
    if (!decided) for (const version of ['1.1', '1.0'] as const) runs.push(newRun(version, new Log()));
    for (const run of runs) reset(run);
    this.present = {
      meta,
      runs,
      decided,
      keys: new KeyTable(),
      record: null,
      recordSum: 0,
      links: 0,
      full: 0,
    };
    return this.present;
  }

  private enterRecord(meta: PackageMeta, record: RecordRef | undefined): void {
    const present = this.enter(meta);
    if (!record || present.record === record) return;
    present.record = record;
    present.recordSum = 0;
    present.links = 0;
    present.full = 0;
    for (const run of present.runs) {
      run.asLinks = true;
      run.asReleases = true;
    }
  }

  private mainRun(version: Version): Run {
    let run = this.main.get(version);
    if (!run) {
      run = newRun(version, this.log);
      this.main.set(version, run);
    }
    return run;
  }

  /** Now it is known which version a package follows: what was found for that one counts. */
  private decide(present: Present): Run {
    const version = this.options.version ?? present.meta.version;
    const run = present.runs.find((candidate) => candidate.version === version) as Run;
    if (!present.decided) {
      this.log.merge(run.log);
      present.decided = true;
      present.runs = [{ ...this.mainRun(version), valid: run.valid }];
    }
    return present.runs[0] as Run;
  }

  private release(event: Extract<OcdsEvent, { type: 'release' }>): void {
    const present = this.present as Present;
    const { content, pointer, origin, record } = event;
    const exact = event.exact ?? exactOf(content);
    if (event.derived) {
      for (const run of present.runs) run.walk.walk(content, pointer, true);
      return;
    }
    const sum = crc32(event.bytes);
    if (origin === 'release') {
      present.full++;
      this.repeated(present, `${event.ocid}\n${event.releaseId}`, sum, pointer, event.releaseId);
    }
    present.recordSum = mix(present.recordSum, sum);
    for (const run of present.runs) {
      this.content(run, content, exact, pointer, record !== undefined && origin === 'release');
      run.walk.walk(content, pointer, origin === 'compiled');
    }
    if (present.meta.kind === null && !record) this.document(present, 'release', pointer);
  }

  private part(event: Extract<OcdsEvent, { type: 'part' }>): void {
    const present = this.present as Present;
    const { content, pointer, part } = event;
    const exact = event.exact ?? exactOf(content);
    if (part === 'package') this.packagePart(present, event);
    else if (part === 'record') this.recordPart(present, event);
    else if (part === 'linked') this.linked(content as JsonObject, pointer);
    else this.otherPart(present, event, exact);
  }

  private otherPart(
    present: Present,
    event: Extract<OcdsEvent, { type: 'part' }>,
    exact: readonly ExactSlot[],
  ): void {
    const { content, pointer, part, record } = event;
    const sum = crc32(writeJson(content));
    present.recordSum = mix(present.recordSum, sum);
    if (part === 'release') {
      present.full++;
      if (present.meta.kind === 'releasePackage') this.repeated(present, `\n${sum}`, sum, pointer, '');
      for (const run of present.runs) {
        this.content(run, content, exact, pointer, record !== undefined);
        if (isObject(content)) run.walk.walk(content, pointer, false);
      }
      if (present.meta.kind === null && !record) this.document(present, 'release', pointer);
      return;
    }
    const name = part === 'compiledRelease' ? 'release' : 'versionedRelease';
    for (const run of present.runs) {
      if (!this.schema(run, name, content, exact, pointer)) run.valid = false;
      if (name === 'release' && isObject(content)) run.walk.walk(content, pointer, true);
    }
  }

  /** A full release. One of a list decides only together with its neighbours: all full, or (in a record) all links. */
  private content(
    run: Run,
    content: JsonValue,
    exact: readonly ExactSlot[],
    pointer: string,
    inList: boolean,
  ): void {
    const valid = this.schema(run, 'release', content, exact, pointer);
    if (!inList) run.valid &&= valid;
    else {
      run.asReleases &&= valid;
      run.asLinks &&= compiled('linked', run.version).quick(content) as boolean;
    }
  }

  private linked(content: JsonObject, pointer: string): void {
    const present = this.present as Present;
    present.links++;
    present.recordSum = mix(present.recordSum, crc32(writeJson(content)));
    for (const run of present.runs) {
      run.asLinks &&= this.schema(run, 'linked', content, [], pointer);
      run.asReleases &&= compiled('release', run.version).quick(content) as boolean;
    }
  }

  private recordPart(present: Present, event: Extract<OcdsEvent, { type: 'part' }>): void {
    const { content, pointer, elements } = event;
    const count = elements?.releases;
    const shape = isObject(content) && count !== undefined ? { ...content, releases: [] } : content;
    for (const run of present.runs) {
      if (!this.schema(run, 'record', shape, event.exact ?? [], pointer)) run.valid = false;
      if (!isObject(content)) continue;
      if (count === undefined) {
        if (content.releases === undefined) continue;
        this.structural(run, 'wrong-type', `${pointer}/releases`, '"releases" must be array');
      } else if (count === 0)
        this.structural(run, 'empty-list', `${pointer}/releases`, '"releases" must not be empty');
      else if (run.asLinks === run.asReleases) {
        run.valid = false;
        const at = `${pointer}/releases`;
        if (present.links > 0 && present.full > 0) {
          this.structural(
            run,
            'mixed-record',
            at,
            'some releases are links and some are full: all must be of one kind',
          );
        } else if (run.asLinks) {
          this.structural(
            run,
            'mixed-record',
            at,
            'the releases are both links and full releases: it must be clear which',
          );
        }
      }
    }
    if (present.meta.kind === null) {
      this.document(present, 'record', pointer);
      return;
    }
    const sum = mix(present.recordSum, crc32(writeJson(content)));
    this.repeated(present, `${pointer.replace(/[0-9]+$/, '')}\n${sum}`, sum, pointer, '');
  }

  private packagePart(present: Present, event: Extract<OcdsEvent, { type: 'part' }>): void {
    const { content, pointer, elements } = event;
    const kind = present.meta.kind ?? 'releasePackage';
    const shape = isObject(content) ? { ...content } : content;
    if (isObject(shape)) {
      for (const name of ['releases', 'records'] as const) {
        const count = elements?.[name];
        if (count !== undefined) shape[name] = count === 0 ? [] : [null];
      }
    }
    for (const run of present.runs) {
      if (!this.schema(run, kind, shape, event.exact ?? [], pointer)) run.valid = false;
      if (kind === 'releasePackage' && !run.asReleases) run.valid = false;
      const known = packageStructure(run.version, kind).fields;
      for (const name of isObject(content) ? Object.keys(content) : []) {
        if (known[name]) continue;
        const at = `${pointer}/${name}`;
        const message = 'not a member of the standard; it is not understood';
        run.log.add({ rule: 'additional-field', severity: 'info', path: pathOf(at), pointer: at, message });
      }
    }
    this.document(present, kind, pointer);
  }

  /** The same key again in one package: with the same content an error, with another a warning. */
  private repeated(present: Present, key: string, sum: number, pointer: string, id: string): void {
    if (present.meta.kind === null) return;
    const found = present.keys.add(key, sum);
    if (found === 'new') return;
    for (const run of present.runs) {
      const isRelease = id !== '' && present.meta.kind === 'recordPackage';
      if (found === 'same' && !isRelease) {
        this.structural(run, 'repeated-item', pointer, 'the same item stands twice in its package', id);
      } else {
        const what = found === 'same' ? 'the same content' : 'another content';
        const message = `the release id stands twice in one package, the second time with ${what}`;
        run.log.add({
          rule: 'duplicate-release-id',
          severity: 'warning',
          path: pathOf(pointer),
          pointer,
          message,
          value: id,
        });
      }
    }
  }

  private structural(run: Run, rule: string, pointer: string, message: string, value?: string): void {
    run.valid = false;
    const problem: Problem = { rule, severity: 'error', path: pathOf(pointer), pointer, message };
    if (value) problem.value = value;
    run.log.add(problem);
  }

  private document(present: Present, kind: DocumentVerdict['kind'], pointer: string): void {
    const run = this.decide(present);
    this.options.onDocument?.({ kind, version: run.version, pointer, valid: run.valid });
  }

  /** Plain numbers stand in for exact ones while the schema looks. */
  private schema(
    run: Run,
    name: SchemaName,
    content: JsonValue,
    exact: readonly ExactSlot[],
    pointer: string,
  ): boolean {
    const { quick, full } = compiled(name, run.version);
    for (const slot of exact) set(slot, Number(slot.number.text));
    try {
      if (quick(content)) return true;
      const all = full();
      all(content);
      for (const error of all.errors ?? []) {
        addSchemaError(run.log, error, content, pointer, run.first);
      }
      return false;
    } finally {
      for (const slot of exact) set(slot, slot.number);
    }
  }
}

function newRun(version: Version, log: ProblemLog): Run {
  return {
    version,
    log,
    walk: new ReleaseWalk(version, log),
    first: new Map(),
    valid: true,
    asLinks: true,
    asReleases: true,
  };
}

function reset(run: Run): void {
  run.valid = true;
  run.asLinks = true;
  run.asReleases = true;
}

function mix(sum: number, next: number): number {
  return (Math.imul(sum, 31) + next) >>> 0;
}

function set(slot: ExactSlot, value: JsonValue): void {
  (slot.holder as Record<string | number, JsonValue>)[slot.key] = value;
}

function exactOf(content: JsonValue): ExactSlot[] {
  const slots: ExactSlot[] = [];
  collectExact(content, slots);
  return slots;
}
