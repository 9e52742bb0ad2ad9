import { isObject, type JsonObject } from '../../../json.ts';
import type { FeedChunk, FeedRelease } from '../feed/chunks.ts';
import { parseText } from '../read/index.ts';

/** A release on its way into `internal.release`. */
export class Incoming {
  private parsed: JsonObject | null = null;

  constructor(
    private readonly release: FeedRelease,
    private readonly chunk: FeedChunk,
  ) {}

  get ocid(): string {
    return this.release.ocid;
  }

  get releaseId(): string {
    return this.release.releaseId;
  }

  get hash(): string {
    return this.release.hash;
  }

  get kind(): FeedRelease['kind'] {
    return this.release.kind;
  }

  get version(): FeedRelease['version'] {
    return this.release.version;
  }

  get date(): string | null {
    return this.release.date;
  }

  get pointer(): string {
    return this.release.pointer;
  }

  /** Parsed when it is asked for: what is repeated never is. */
  get content(): JsonObject {
    if (this.parsed === null) {
      const { from, to, isPlain } = this.release;
      const bytes = Buffer.from(this.chunk.bytes.buffer, this.chunk.bytes.byteOffset + from, to - from);
      const value: unknown = isPlain ? JSON.parse(bytes.toString('utf8')) : parseText(bytes).value;
      this.parsed = isObject(value) ? value : {};
    }
    return this.parsed;
  }

  /** Parses now what would be parsed when asked for. */
  parse(): void {
    void this.content;
  }

  /** Lets go of what was parsed; asked for again, it is parsed again. */
  forget(): void {
    this.parsed = null;
  }

  /** Raw deflate of its bytes, as hexadecimal. */
  get deflatedHex(): string {
    const { deflatedFrom, deflatedTo } = this.release;
    const { deflated } = this.chunk;
    return Buffer.from(
      deflated.buffer,
      deflated.byteOffset + deflatedFrom,
      deflatedTo - deflatedFrom,
    ).toString('hex');
  }
}

/** The releases of a chunk from the given one of the file on. */
export function incomingOf(chunk: FeedChunk, from: number): Incoming[] {
  return chunk.releases.slice(Math.max(0, from - chunk.first)).map((release) => new Incoming(release, chunk));
}
