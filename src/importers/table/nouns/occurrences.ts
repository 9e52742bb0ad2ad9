/**
 * Counts how often each text came, for keys of rows that look alike. Memory: 12 bytes a text, because it keeps hashes
 * of 64 bits only. Two texts of one hash share a counter, which leaves every key unique all the same.
 */
export class Occurrences {
  private high = new Uint32Array(1 << 12);
  private low = new Uint32Array(1 << 12);
  private counts = new Uint32Array(1 << 12);
  private used = 0;

  /** 1 when the text comes for the first time, then 2, 3 … */
  next(text: string): number {
    const place = this.place(text);
    this.counts[place]!++;
    return this.counts[place]!;
  }

  /** Whether the text is counted up to this number by it. */
  reaches(text: string, number: number): boolean {
    const place = this.place(text);
    if (this.counts[place]! >= number) return false;
    this.counts[place] = number;
    return true;
  }

  /** Where the text's counter stands; the caller counts it at once. */
  private place(text: string): number {
    if (this.used * 2 > this.counts.length) this.grow();
    let a = 0xdeadbeef;
    let b = 0x41c6ce57;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    const place = this.find(a >>> 0, b >>> 0);
    if (this.counts[place] === 0) {
      this.high[place] = a >>> 0;
      this.low[place] = b >>> 0;
      this.used++;
    }
    return place;
  }

  private find(high: number, low: number): number {
    const last = this.counts.length - 1;
    let place = low & last;
    while (this.counts[place] !== 0 && (this.high[place] !== high || this.low[place] !== low))
      place = (place + 1) & last;
    return place;
  }

  private grow(): void {
    const { high, low, counts } = this;
    const size = counts.length * 2;
    this.high = new Uint32Array(size);
    this.low = new Uint32Array(size);
    this.counts = new Uint32Array(size);
    for (let index = 0; index < counts.length; index++) {
      if (counts[index] === 0) continue;
      const place = this.find(high[index]!, low[index]!);
      this.high[place] = high[index]!;
      this.low[place] = low[index]!;
      this.counts[place] = counts[index]!;
    }
  }
}
