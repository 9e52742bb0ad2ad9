import type { Merge, SheetRow } from '../types.ts';
import { parseAmount } from './amount.ts';
import { comparable } from './text.ts';
import type { UnitReader } from './unit.ts';
import { isTotalLabel, words } from './words.ts';

/** A column of a head: its names from the top, as printed and as compared; the unit that its brackets say. */
export interface HeadColumn {
  names: readonly string[];
  /** Without a unit in brackets. */
  keys: readonly string[];
  printedKeys: readonly string[];
  unit: { text: string; factor: string } | null;
}

/** A guess where the head stands: the rows `from` to `to` of the rows looked at. */
export interface HeadGuess {
  from: number;
  to: number;
  columns: readonly HeadColumn[];
  /** The last head row carries amounts too (类 | 款 | 项 | 合计 | 2,946.25): it is the total row besides. */
  isMixed: boolean;
  /** The last row says nothing but units. */
  endsInUnits: boolean;
}

export const maxHeadRows = 6;
/** Cells looked at in all guesses together. */
const maxCells = 400_000;
/** A head that begins below is none. */
export const maxRowsAbove = 40;

const signs = { decimal: '.', group: ',', hasNumbers: false };

/** Every place where the head may stand, the smallest first for each last row. */
export function* headGuesses(
  rows: readonly SheetRow[],
  merges: readonly Merge[],
  units: UnitReader,
): Iterable<HeadGuess> {
  const width = Math.max(1, ...rows.slice(0, maxRowsAbove).map((row) => row.cells.length));
  // A very wide sheet has its head at its beginning.
  const most = Math.max(4, Math.min(maxRowsAbove, Math.floor(maxCells / (width * maxHeadRows))));
  const last = Math.min(rows.length, most) - 1;
  for (let to = 0; to <= last; to++) {
    if (rows[to]?.cells.every((cell) => cell.trim() === '')) continue;
    const mixed = isMixedRow(rows[to] as SheetRow);
    for (let from = to; from >= 0 && to - from < maxHeadRows; from--) {
      yield guess(rows, merges, units, from, to, false);
      if (mixed) yield guess(rows, merges, units, from, to, true);
    }
  }
}

function isMixedRow(row: SheetRow): boolean {
  const at = row.cells.findIndex((cell) => isTotalLabel(cell));
  return at >= 0 && row.cells.slice(at + 1).some(isNumber);
}

function isNumber(text: string): boolean {
  const found = parseAmount(text, signs);
  return found !== null && typeof found !== 'string';
}

function guess(
  rows: readonly SheetRow[],
  merges: readonly Merge[],
  units: UnitReader,
  from: number,
  to: number,
  isMixed: boolean,
): HeadGuess {
  const head = rows.slice(from, to + 1);
  const width = Math.max(...head.map((row) => row.cells.length));
  const grid = head.map((row) => Array.from({ length: width }, (_, column) => row.cells[column] ?? ''));
  const lowest = grid.at(-1) as string[];
  if (isMixed) {
    for (const [column, cell] of lowest.entries()) {
      if (isNumber(cell) || isTotalLabel(cell)) lowest[column] = '';
    }
  }
  if (grid.length > 1) fill(grid, head, merges);
  const columns = Array.from({ length: width }, (_, column) => headColumn(grid, column, units));
  const said = (rows[to] as SheetRow).cells.filter((cell) => cell.trim() !== '');
  const endsInUnits = from < to && said.every((cell) => units.parse(cell) !== null);
  return { from, to, columns, isMixed, endsInUnits };
}

/** Puts the text of merged cells into each of them. */
function fill(grid: string[][], head: readonly SheetRow[], merges: readonly Merge[]): void {
  const first = (head[0] as SheetRow).number;
  const last = (head.at(-1) as SheetRow).number;
  const known = merges.filter((merge) => merge.bottom >= first && merge.top <= last);
  for (const merge of known) {
    const top = head.findIndex((row) => row.number >= merge.top);
    const text = grid[top]?.[merge.left - 1] ?? '';
    for (let at = top; at < head.length && (head[at] as SheetRow).number <= merge.bottom; at++) {
      const cells = grid[at] as string[];
      for (let column = merge.left - 1; column < Math.min(merge.right, cells.length); column++) {
        if (cells[column]?.trim() === '') cells[column] = text;
      }
    }
  }
  if (known.length === 0) fillToTheRight(grid);
}

/** Where the format keeps no merges: an empty cell of an upper row belongs to the group on its left. */
function fillToTheRight(grid: string[][]): void {
  for (const [at, cells] of grid.slice(0, -1).entries()) {
    const above = grid[at - 1];
    for (let column = 1; column < cells.length; column++) {
      const isSameGroup = !above || above[column] === above[column - 1];
      if (cells[column]?.trim() === '' && isSameGroup && hasNameBelow(grid, at, column)) {
        cells[column] = cells[column - 1] as string;
      }
    }
  }
}

function hasNameBelow(grid: readonly string[][], at: number, column: number): boolean {
  return grid.slice(at + 1).some((cells) => (cells[column] ?? '').trim() !== '');
}

function headColumn(grid: readonly string[][], column: number, units: UnitReader): HeadColumn {
  const names: string[] = [];
  const keys: string[] = [];
  const printedKeys: string[] = [];
  let unit: HeadColumn['unit'] = null;
  for (const cells of grid) {
    const printed = (cells[column] ?? '').replace(/\s+/g, ' ').trim();
    if (printed === '') continue;
    const said = headName(printed, units);
    unit = said.unit ?? unit;
    // A row that only says units (万元 below 金额) is no name.
    if (said.key === '') continue;
    if (said.key === keys.at(-1)) continue;
    names.push(said.name);
    keys.push(said.key);
    printedKeys.push(said.printedKey);
  }
  return { names, keys, printedKeys, unit };
}

const namesKnown = new WeakMap<UnitReader, Map<string, ReturnType<typeof readHeadName>>>();

/** 金额（万元） → 金额 and the unit. */
function headName(printed: string, units: UnitReader): ReturnType<typeof readHeadName> {
  const known = namesKnown.get(units) ?? new Map<string, ReturnType<typeof readHeadName>>();
  namesKnown.set(units, known);
  let said = known.get(printed);
  if (!said) {
    said = readHeadName(printed, units);
    known.set(printed, said);
  }
  return said;
}

function readHeadName(
  printed: string,
  units: UnitReader,
): { name: string; key: string; printedKey: string; unit: HeadColumn['unit'] } {
  const printedKey = comparable(printed);
  const unit = units.parse(printed);
  // "Amount" alone is a name; 万元 alone is only a unit.
  if (unit && unit.factor !== '1') return { name: printed, key: '', printedKey, unit };
  if (unit) return { name: printed, key: isUnitRow(printed) ? '' : printedKey, printedKey, unit: null };
  let inside: HeadColumn['unit'] = null;
  const name = printed.replace(/[（(]([^（）()]*)[）)]/gu, (whole, text: string) => {
    const found = units.parse(text);
    inside ??= found;
    return found ? ' ' : whole;
  });
  if (inside) return { name: printed, key: comparable(name), printedKey, unit: inside };
  return { name: printed, key: printedKey, printedKey, unit: units.find(printed) };
}

/** 元 below 金额 is a unit; a head "Currency" or "EUR" that is a column of its own keeps its name. */
function isUnitRow(printed: string): boolean {
  return /^[（(].*[）)]$/u.test(printed) || words.units[printed] !== undefined;
}

/** Rows that are compared to find a head that is repeated on the next page. */
export function rowKey(row: SheetRow): string {
  return row.cells.map((cell) => comparable(cell)).join('|');
}
