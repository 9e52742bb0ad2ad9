/**
 * How sure it is that valid UTF-8 was meant as UTF-8 although its bytes are valid GBK as well. Each of the 1,920
 * two-byte characters of UTF-8 is a character of GBK, and UTF-8 of three bytes mostly falls into pairs that GBK has.
 * The other way round it is rare: of the Chinese characters in use about one in seven looks like a two-byte character
 * of UTF-8, and three in a row look like two three-byte ones about once in ten thousand. So each *different*
 * character is evidence (the same word a thousand times is not): a power of ten for three bytes twice, for two bytes
 * once. Eight powers of ten are taken as certain.
 */
export class Utf8Evidence {
  score = 0;
  private readonly seen = new Set<number>();

  get isEnough(): boolean {
    return this.score >= ENOUGH;
  }

  /** Whole characters of valid UTF-8. */
  add(bytes: Buffer): void {
    const { length } = bytes;
    for (let i = 0; i < length; ) {
      const byte = bytes[i] as number;
      if (byte < 0x80) {
        i++;
        continue;
      }
      const size = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      let character = byte;
      for (let k = 1; k < size; k++) character = character * 256 + (bytes[i + k] as number);
      if (!this.seen.has(character)) {
        this.seen.add(character);
        this.score += size - 1;
        if (this.isEnough) return;
      }
      i += size;
    }
  }

  /** The first characters beyond ASCII with what follows, to show how they would read. */
  firstIn(bytes: Buffer): Buffer | null {
    const at = bytes.findIndex((byte) => byte >= 0x80);
    return at < 0 ? null : Buffer.from(bytes.subarray(at, at + 24));
  }
}

const ENOUGH = 8;
