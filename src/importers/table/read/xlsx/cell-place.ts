export const MAX_ROWS = 1_048_576;
export const MAX_COLUMNS = 16_384;

/** `C7` → row 7, column 3; null where it names no cell of a sheet. */
export function cellPlace(reference: string): { row: number; column: number } | null {
  let column = 0;
  let i = 0;
  for (; i < reference.length; i++) {
    const code = reference.charCodeAt(i) & ~0x20;
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
    if (column > MAX_COLUMNS) return null;
  }
  let row = 0;
  const firstDigit = i;
  for (; i < reference.length; i++) {
    const digit = reference.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return null;
    row = row * 10 + digit;
    if (row > MAX_ROWS) return null;
  }
  return column > 0 && i > firstDigit && row > 0 ? { row, column } : null;
}

/** 1 → A, 28 → AB. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
