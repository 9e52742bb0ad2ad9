import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';

/** Small enough that one step of decompression (at most about 1,000 times its input) stays small in memory. */
const STEP = 16_384;

/** What stopped decompression: everything before it has been given, but for some kilobytes before damage. */
export interface InflateTrouble {
  rule: 'cut-gzip' | 'bad-gzip' | 'gzip-trailing-bytes';
  message: string;
}

/**
 * The text of a gzip file, one member or several. Members are taken apart here (RFC 1952) because zlib's own reader
 * throws away what it has when a checksum or what follows is wrong.
 */
export async function* inflate(
  source: AsyncIterable<Buffer>,
  trouble: (trouble: InflateTrouble) => void,
): AsyncGenerator<Buffer> {
  const input = new Input(source);
  try {
    for (let first = true; ; first = false) {
      const header = await readHeader(input);
      if (header === 'end' && !first) return;
      if (header === 'other' && !first) {
        const message = `${await input.countRest()} bytes after the end of the gzip data are not gzip; they are not read`;
        trouble({ rule: 'gzip-trailing-bytes', message });
        return;
      }
      if (header !== 'member') {
        trouble(header === 'other' ? damaged(input, 'its header is not as it should be') : cut(input));
        return;
      }
      const member = new Member(input);
      yield* member.text();
      const failure = member.failure ?? (await member.checkTrailer());
      if (failure) {
        trouble(failure === 'cut' ? cut(input) : damaged(input, failure));
        return;
      }
    }
  } finally {
    await input.close();
  }
}

function cut(input: Input): InflateTrouble {
  const message = `the gzip data ends too early, after ${input.taken} bytes: the file is cut; what came before is read`;
  return { rule: 'cut-gzip', message };
}

function damaged(input: Input, what: string): InflateTrouble {
  const message = `the gzip data is damaged within its first ${input.taken} bytes (${what}); what came before is read`;
  return { rule: 'bad-gzip', message };
}

/** One gzip member after its header. */
class Member {
  /** 'cut', or what is damaged; null while all is well. */
  failure: string | null = null;
  private sum = 0;
  private size = 0;

  constructor(private readonly input: Input) {}

  async *text(): AsyncGenerator<Buffer> {
    const raw = createInflateRaw({ chunkSize: STEP });
    let ready: Buffer[] = [];
    let ended = false;
    raw.on('data', (chunk: Buffer) => ready.push(chunk));
    raw.on('end', () => {
      ended = true;
    });
    raw.on('error', (error) => {
      this.failure = error.message;
    });
    let fed = 0;
    try {
      while (!ended && !this.failure) {
        const piece = await this.input.take(STEP);
        if (piece.length === 0) {
          this.failure = 'cut';
          break;
        }
        fed += piece.length;
        await written(raw, piece);
        for (const chunk of ready) {
          this.sum = crc32(chunk, this.sum);
          this.size = (this.size + chunk.length) >>> 0;
        }
        yield* ready;
        ready = [];
        if (ended) this.input.giveBack(piece.subarray(piece.length - (fed - raw.bytesWritten)));
      }
    } finally {
      raw.destroy();
    }
  }

  async checkTrailer(): Promise<string | null> {
    const trailer = await this.input.take(8);
    if (trailer.length < 8) return 'cut';
    if (trailer.readUInt32LE(0) !== this.sum >>> 0) return 'its checksum does not fit its content';
    return trailer.readUInt32LE(4) === this.size ? null : 'its length does not fit its content';
  }
}

/** Resolves when the piece has been worked on: taken, or found to be behind the end, or refused. */
function written(raw: InflateRaw, piece: Buffer): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      raw.off('end', done);
      raw.off('close', done);
      resolve();
    };
    raw.on('end', done);
    raw.on('close', done);
    raw.write(piece, done);
  });
}

async function readHeader(input: Input): Promise<'member' | 'other' | 'end' | 'cut'> {
  const start = await input.take(10);
  if (start.length === 0) return 'end';
  // Zeros behind the last member are padding (tapes, blocks).
  if (start.every((byte) => byte === 0)) {
    for (;;) {
      const more = await input.take(STEP);
      if (more.length === 0) return 'end';
      if (more.some((byte) => byte !== 0)) {
        input.giveBack(more);
        return 'other';
      }
    }
  }
  if (start[0] !== 0x1f || (start.length > 1 && start[1] !== 0x8b) || (start.length > 2 && start[2] !== 8)) {
    input.giveBack(start);
    return 'other';
  }
  if (start.length < 10) return 'cut';
  const flags = start[3] as number;
  if (flags & 4) {
    const length = await input.take(2);
    if (length.length < 2) return 'cut';
    if ((await input.take(length.readUInt16LE(0))).length < length.readUInt16LE(0)) return 'cut';
  }
  for (const flag of [8, 16]) {
    if (!(flags & flag)) continue;
    for (;;) {
      const byte = await input.take(1);
      if (byte.length === 0) return 'cut';
      if (byte[0] === 0) break;
    }
  }
  if (flags & 2 && (await input.take(2)).length < 2) return 'cut';
  return 'member';
}

/** Bytes taken from a stream as many at a time as are wanted. */
class Input {
  taken = 0;
  private held: Buffer = Buffer.alloc(0);
  private readonly iterator: AsyncIterator<Buffer>;

  constructor(source: AsyncIterable<Buffer>) {
    this.iterator = source[Symbol.asyncIterator]();
  }

  /** So many bytes; fewer only at the end. Large wishes are met by what has come, to begin with work early. */
  async take(wish: number): Promise<Buffer> {
    while (this.held.length < Math.min(wish, 65_535) && !(wish === STEP && this.held.length > 0)) {
      const { value, done } = await this.iterator.next();
      if (done) break;
      this.held = this.held.length === 0 ? value : Buffer.concat([this.held, value]);
    }
    const piece = this.held.subarray(0, wish);
    this.held = this.held.subarray(piece.length);
    this.taken += piece.length;
    return piece;
  }

  giveBack(bytes: Buffer): void {
    this.held = Buffer.concat([bytes, this.held]);
    this.taken -= bytes.length;
  }

  async countRest(): Promise<number> {
    let count = 0;
    for (;;) {
      const piece = await this.take(STEP);
      if (piece.length === 0) return count;
      count += piece.length;
    }
  }

  async close(): Promise<void> {
    await this.iterator.return?.();
  }
}
