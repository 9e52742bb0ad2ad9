/** Rows of sheets that are marked, a bit each: a file may be of nothing but bad rows. */
export class RowMarks {
  private readonly sheets = new Map<string, Uint8Array>();
  size = 0;

  /** `row` from 0. */
  add(sheet: string, row: number): void {
    const at = row >> 3;
    let bits = this.sheets.get(sheet);
    if (!bits || at >= bits.length) {
      const larger = new Uint8Array(Math.max(1024, 2 * at));
      if (bits) larger.set(bits);
      this.sheets.set(sheet, larger);
      bits = larger;
    }
    const bit = 1 << (row & 7);
    if (bits[at]! & bit) return;
    bits[at]! |= bit;
    this.size += 1;
  }
}
