import { crc32 } from 'node:zlib';

/**
 * Which keys have been met, each with a checksum of its content: 12 bytes a key, so a file of a million releases
 * takes some 30 MB. A key is known by 64 bits of hash, a content by 32 more; a false hit among a million keys has a
 * chance of about 1 in 30 million.
 */
export class KeyTable {
  private slots = new Uint32Array(3 * 256);
  private used = 0;

  /** Adds a key; says whether it was there, and with the same content. The first content stays. */
  add(key: string, content: number): 'new' | 'same' | 'different' {
    if (this.used * 2 >= this.slots.length / 3) this.grow();
    const bytes = Buffer.from(key);
    const low = crc32(bytes) >>> 0;
    const high = fnv(bytes) | 1; // never 0: a slot whose `high` is 0 is free
    const at = this.find(low, high >>> 0);
    if (this.slots[at + 1] !== 0) return this.slots[at + 2] === content >>> 0 ? 'same' : 'different';
    this.slots[at] = low;
    this.slots[at + 1] = high;
    this.slots[at + 2] = content;
    this.used++;
    return 'new';
  }

  private find(low: number, high: number): number {
    const size = this.slots.length / 3;
    let slot = (low ^ high) & (size - 1);
    for (;;) {
      const at = slot * 3;
      if (this.slots[at + 1] === 0 || (this.slots[at] === low && this.slots[at + 1] === high)) return at;
      slot = (slot + 1) & (size - 1);
    }
  }

  private grow(): void {
    const old = this.slots;
    this.slots = new Uint32Array(old.length * 2);
    for (let i = 0; i < old.length; i += 3) {
      if (old[i + 1] === 0) continue;
      const at = this.find(old[i] as number, old[i + 1] as number);
      this.slots[at] = old[i] as number;
      this.slots[at + 1] = old[i + 1] as number;
      this.slots[at + 2] = old[i + 2] as number;
    }
  }
}

function fnv(bytes: Buffer): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
