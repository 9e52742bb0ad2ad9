/**
 * The part of a stream that is still needed, in one growing buffer. Offsets are absolute in the stream, so what was
 * remembered stays right when older bytes are let go.
 */
export class ByteWindow {
  bytes: Buffer = Buffer.allocUnsafe(1 << 17);
  /** Absolute offset of `bytes[0]`. */
  base = 0;
  /** How many of `bytes` are filled. */
  length = 0;

  /** Absolute offset of the end of what has come. */
  get end(): number {
    return this.base + this.length;
  }

  /** Adds a chunk; what stands before `keepFrom` (absolute) is forgotten, where it has not been already. */
  append(chunk: Buffer, keepFrom: number): void {
    const drop = Math.max(0, Math.min(keepFrom - this.base, this.length));
    const needed = this.length - drop + chunk.length;
    if (needed > this.bytes.length || (this.bytes.length > 1 << 22 && needed < this.bytes.length >> 3)) {
      const grown = Buffer.allocUnsafe(Math.max(1 << 17, 2 ** Math.ceil(Math.log2(needed))));
      this.bytes.copy(grown, 0, drop, this.length);
      this.bytes = grown;
    } else if (drop > 0) {
      this.bytes.copyWithin(0, drop, this.length);
    }
    this.base += drop;
    this.length -= drop;
    chunk.copy(this.bytes, this.length);
    this.length += chunk.length;
  }

  /** A view (not a copy) of bytes that are still here; valid until the next `append`. */
  view(start: number, end: number): Buffer {
    return this.bytes.subarray(start - this.base, end - this.base);
  }
}
