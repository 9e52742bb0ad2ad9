import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { HubError } from '../../../errors.ts';
import type { JsonObject } from '../../../json.ts';
import { canonical, shortened } from '../compile/keys.ts';
import { storable } from '../compile/text.ts';
import { type ProblemGroup, ProblemLog } from '../problems.ts';
import { readOcds } from '../read/index.ts';
import type { OcdsEvent, PackageMeta } from '../types.ts';
import { validator } from '../validate/index.ts';
import { Publisher } from './publisher.ts';

/** One release of a chunk; its bytes stand in the chunk's buffers. */
export interface FeedRelease {
  ocid: string;
  releaseId: string;
  /** SHA-256 of the bytes, hexadecimal. */
  hash: string;
  kind: 'release' | 'compiled' | 'linked';
  version: '1.0' | '1.1';
  date: string | null;
  pointer: string;
  /** JSON.parse gives the same value as the exact parser: no number that a double would change, no escapes. */
  isPlain: boolean;
  /** Places in `bytes` and `deflated`. */
  from: number;
  to: number;
  deflatedFrom: number;
  deflatedTo: number;
}

/** Some releases of a file, ready to be stored: plain data, so that it can come from another thread. */
export interface FeedChunk {
  /** How many releases of the file come before. */
  first: number;
  releases: FeedRelease[];
  bytes: Uint8Array;
  /** Raw deflate of each release's bytes. */
  deflated: Uint8Array;
  /** What reading and checking found since the chunk before. */
  problems: ProblemGroup[];
  /** The package that speaks for the file, as far as it is known. */
  meta: PackageMeta | null;
  /** Why nothing (more) of the file could be read. */
  refusal: string | null;
}

export interface FeedOptions {
  /** A chunk ends with the release that reaches either: the boundaries depend on the file alone. */
  chunkReleases: number;
  chunkBytes: number;
  onProgress(progress: { bytes: number; releases: number }): void;
}

/** Reads, checks, hashes and deflates a file's releases. The last chunk may have no releases, only problems. */
export async function* readChunks(
  source: AsyncIterable<Buffer>,
  options: FeedOptions,
): AsyncGenerator<FeedChunk> {
  const problems = new ProblemLog();
  const told = new Map<string, number>();
  const check = validator(problems);
  const publisher = new Publisher();
  let pending = new PendingChunk(0);
  let seen = 0;
  let refusal: string | null = null;
  const close = () => pending.close(newProblems(problems, told), publisher.meta, refusal);
  try {
    const onProgress = (bytes: number) => options.onProgress({ bytes, releases: seen });
    for await (const event of readOcds(source, { onProgress })) {
      if (event.type === 'package') publisher.note(event.meta);
      check.check(event);
      if (event.type !== 'release' && event.type !== 'linked') continue;
      if (event.meta.kind === null) publisher.note(event.meta);
      seen += 1;
      pending.add(event);
      if (pending.size < options.chunkReleases && pending.length < options.chunkBytes) continue;
      yield close();
      pending = new PendingChunk(seen);
    }
  } catch (error) {
    if (!(error instanceof HubError) || error.code !== 'BAD_INPUT') throw error;
    refusal = error.message;
    problems.add({ rule: 'refused', severity: 'error', path: '', pointer: '', message: refusal });
  }
  check.finish();
  yield close();
}

/** What a log has counted since this was asked last. */
function newProblems(log: ProblemLog, told: Map<string, number>): ProblemGroup[] {
  const groups: ProblemGroup[] = [];
  for (const group of log.list()) {
    const name = `${group.rule} ${group.path}`;
    const count = group.count - (told.get(name) ?? 0);
    if (count > 0) groups.push({ ...group, count });
    told.set(name, group.count);
  }
  return groups;
}

/** An index entry holds 2,704 bytes; ocid, id and hash stand in one. */
const longestId = 600;
const longestDate = 200;

class PendingChunk {
  private readonly releases: (FeedRelease & { meta?: PackageMeta })[] = [];
  private readonly pieces: Buffer[] = [];
  private readonly deflated: Buffer[] = [];
  private deflatedLength = 0;
  length = 0;

  constructor(private readonly first: number) {}

  get size(): number {
    return this.releases.length;
  }

  /** A release is kept with its own bytes; one known by address only with what its record says about it. */
  add(event: Extract<OcdsEvent, { type: 'release' | 'linked' }>): void {
    const isLinked = event.type === 'linked';
    const link: JsonObject | null = isLinked ? { url: event.url, date: event.date, tag: event.tag } : null;
    const bytes = isLinked ? Buffer.from(canonical(link!)) : event.bytes;
    // Level 1: half the time of the default, a tenth larger.
    const deflated = deflateRawSync(bytes, { level: 1 });
    this.releases.push({
      ocid: shortened(storable(event.ocid), longestId),
      releaseId: shortened(storable(isLinked ? event.url : event.releaseId), longestId),
      hash: createHash('sha256').update(bytes).digest('hex'),
      kind: isLinked
        ? 'linked'
        : event.origin === 'compiled' || isCompiled(event.content)
          ? 'compiled'
          : 'release',
      version: event.meta.version,
      date: event.date === null ? null : storable(event.date).slice(0, longestDate),
      pointer: event.pointer,
      isPlain: isLinked || (event.exact?.length === 0 && !hasOddEscape(bytes)),
      from: this.length,
      to: this.length + bytes.length,
      deflatedFrom: this.deflatedLength,
      deflatedTo: this.deflatedLength + deflated.length,
      meta: event.meta,
    });
    this.pieces.push(bytes);
    this.deflated.push(deflated);
    this.length += bytes.length;
    this.deflatedLength += deflated.length;
  }

  /** A package may say its version behind its releases; what it has said by now counts. */
  close(problems: ProblemGroup[], meta: PackageMeta | null, refusal: string | null): FeedChunk {
    const releases = this.releases.map(({ meta: own, ...release }) => ({
      ...release,
      version: own!.version,
    }));
    return {
      first: this.first,
      releases,
      bytes: together(this.pieces, this.length),
      deflated: together(this.deflated, this.deflatedLength),
      problems,
      meta: meta && { ...meta },
      refusal,
    };
  }
}

/** Escapes that the exact parser changes: NUL and halves of characters, which pairs look like too. */
function hasOddEscape(bytes: Buffer): boolean {
  return bytes.includes('\\u') && /\\u(?:0000|[dD][89a-fA-F])/.test(bytes.toString('latin1'));
}

/** A buffer of its own, so that it can be handed to another thread. */
function together(pieces: readonly Buffer[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A release whose only tag is `compiled` states the whole process, wherever it stands. */
function isCompiled(content: JsonObject): boolean {
  return Array.isArray(content.tag) && content.tag.length === 1 && content.tag[0] === 'compiled';
}
