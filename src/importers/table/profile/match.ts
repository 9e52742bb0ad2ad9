import type { Interpreted, NounSpec, Sheet, SheetRow } from '../types.ts';
import { type Binding, bind } from './bind.ts';
import { type HeadGuess, headGuesses } from './head.ts';
import type { Reading } from './interpret.ts';
import { cellName } from './text.ts';
import { isTitled, mayMatch, Texts, titlesOf } from './titles.ts';
import type { TableLayout } from './types.ts';
import { noMatch, reportMissing } from './unmatched.ts';

/** A layout that reads a sheet, and where it found its head. */
export interface Match {
  layout: TableLayout;
  noun: NounSpec;
  guess: HeadGuess;
  binding: Binding;
  titles: readonly string[];
}

export interface Try {
  guess: HeadGuess;
  binding: Binding;
}

/** A title stands in the first rows, above the head. */
const maxTitleRows = 46;

/** Guesses of one sheet, made as far as a layout asks for them and kept for the others. */
class Guesses {
  private readonly made: HeadGuess[] = [];
  private readonly titlesAbove = new Map<number, Texts>();
  private readonly more: Iterator<HeadGuess>;

  constructor(guesses: Iterable<HeadGuess>) {
    this.more = guesses[Symbol.iterator]();
  }

  *each(): Iterable<HeadGuess> {
    for (let at = 0; ; at++) {
      if (at === this.made.length) {
        const next = this.more.next();
        if (next.done) return;
        this.made.push(next.value);
      }
      yield this.made[at] as HeadGuess;
    }
  }

  titles(sheet: Sheet, looked: readonly SheetRow[], from: number): Texts {
    let texts = this.titlesAbove.get(from);
    if (!texts) {
      texts = new Texts(titlesOf(sheet, looked.slice(0, from)));
      this.titlesAbove.set(from, texts);
    }
    return texts;
  }
}

/** Finds the layouts that read a sheet, and says why where none does. */
export function matchLayouts(
  reading: Reading,
  sheet: Sheet,
  position: number,
  looked: readonly SheetRow[],
  isWhole: boolean,
): { found: Match[]; empty: Interpreted[] | null } {
  const texts = new Texts(titlesOf(sheet, looked.slice(0, maxTitleRows)));
  const candidates = reading.profile.tables.filter((layout) => mayMatch(layout, position, texts));
  const guesses = new Guesses(headGuesses(looked, sheet.merges, reading.units));
  const found: Match[] = [];
  const failed: { layout: TableLayout; best: Try | null }[] = [];
  for (const layout of candidates) {
    const noun = reading.nouns.get(layout.noun) as NounSpec;
    const { whole, best } = bestTry(layout, noun, guesses, sheet, looked);
    if (!whole) {
      failed.push({ layout, best });
      continue;
    }
    found.push({
      layout,
      noun,
      ...whole,
      titles: titlesOf(sheet, looked.slice(0, Math.max(whole.guess.from, 0))),
    });
  }
  const kept = withoutRivals(reading, sheet, found);
  if (kept.length > 0) {
    // A layout that goes by a title and found its title, but not its columns, has met a changed table.
    const titles = new Texts(kept.flatMap((match) => match.titles));
    for (const { layout, best } of failed) {
      if (layout.match?.title && isTitled(layout, titles))
        reportMissing(reading, sheet, layout, best, 'warning');
    }
    keepUnread(kept);
    reportUnread(reading, sheet, kept, looked);
    return { found: kept, empty: null };
  }
  if (found.length > 0) return { found: [], empty: null };
  return { found: [], empty: noMatch(reading, sheet, looked, isWhole, failed) };
}

function bestTry(
  layout: TableLayout,
  noun: NounSpec,
  guesses: Guesses,
  sheet: Sheet,
  looked: readonly SheetRow[],
): { whole: Try | null; best: Try | null } {
  if (layout.rows?.hasNoHead) {
    const guess: HeadGuess = { from: 0, to: -1, columns: [], isMixed: false, endsInUnits: false };
    const isIts = isTitled(layout, new Texts(titlesOf(sheet, [])));
    return { whole: isIts ? { guess, binding: bind(layout, noun, guess) } : null, best: null };
  }
  const hasRequired = layout.columns.some((column) => column.isRequired);
  let whole: Try | null = null;
  let best: Try | null = null;
  for (const guess of guesses.each()) {
    const binding = bind(layout, noun, guess);
    if (!best || binding.columns.length > best.binding.columns.length) best = { guess, binding };
    if (binding.columns.length === 0) continue;
    // A noun of which no column is required takes a file with any of its amounts: who fills a template in takes columns out.
    const isOfNoun = layout.id === layout.noun && binding.columns.some(({ field }) => field.type === 'money');
    const lacks = binding.missing.some((spec) => spec.isRequired || !(hasRequired || isOfNoun));
    if (lacks || !isBetter({ guess, binding }, whole)) continue;
    if (layout.match && !isTitled(layout, guesses.titles(sheet, looked, guess.from))) continue;
    whole = { guess, binding };
    // Nothing can be better than every column, each of them clear.
    if (binding.missing.length + binding.ambiguous.length === 0 && !guess.isMixed) break;
  }
  if (whole) whole = withRowBelow(whole, layout, noun, guesses);
  return { whole, best };
}

/**
 * A row of nothing but units (万元) below the names belongs to the head, and so does one that names the same columns
 * once more: heads in two languages.
 */
function withRowBelow(found: Try, layout: TableLayout, noun: NounSpec, guesses: Guesses): Try {
  const { guess } = found;
  for (const longer of guesses.each()) {
    if (longer.from !== guess.from || longer.to !== guess.to + 1 || longer.isMixed) continue;
    const binding = bind(layout, noun, longer);
    if (longer.endsInUnits || namesAgain(found, { guess: longer, binding }))
      return { guess: longer, binding };
  }
  return found;
}

function namesAgain(found: Try, longer: Try): boolean {
  const [before, after] = [found.binding.columns, longer.binding.columns];
  if (before.length !== after.length) return false;
  const isSame = before.every((column, at) => String(column.at) === String(after[at]?.at));
  const depth = (one: Try, at: number): number => one.guess.columns[at]?.names.length ?? 0;
  return isSame && before.some(({ at }) => at.some((one) => depth(longer, one) > depth(found, one)));
}

function isBetter(one: Try, other: Try | null): boolean {
  if (!other) return true;
  const byColumns = one.binding.columns.length - other.binding.columns.length;
  if (byColumns !== 0) return byColumns > 0;
  const byClarity = other.binding.ambiguous.length - one.binding.ambiguous.length;
  if (byClarity !== 0) return byClarity > 0;
  if (one.guess.isMixed !== other.guess.isMixed) return !one.guess.isMixed;
  return false;
}

/** Of layouts that read the same money of one sheet the more particular one is taken; otherwise nobody reads it. */
function withoutRivals(reading: Reading, sheet: Sheet, found: readonly Match[]): Match[] {
  let kept = found.filter((match) => !isAmbiguous(reading, sheet, match));
  for (let at = 0; at < kept.length; at++) {
    for (let other = at + 1; other < kept.length; other++) {
      const [one, two] = [kept[at] as Match, kept[other] as Match];
      if (!areRivals(one, two)) continue;
      const order = particularity(one) - particularity(two);
      if (order === 0) {
        reading.report({
          rule: 'ambiguous-layout',
          severity: 'error',
          sheet: sheet.name,
          problem: `The layouts "${one.layout.id}" and "${two.layout.id}" both read the column "${sharedHead(one, two)}" of "${sheet.name}"; right is a "match" or "rows.only" that tells them apart.`,
        });
        return [];
      }
      const loser = order > 0 ? two : one;
      kept = kept.filter((match) => match !== loser);
      at = -1;
      break;
    }
  }
  return kept;
}

function areRivals(one: Match, two: Match): boolean {
  if (one.layout.noun !== two.layout.noun) return false;
  // Rules about rows say which layout takes which.
  const tells = (match: Match): boolean => Boolean(match.layout.rows?.only ?? match.layout.rows?.skip);
  return !(tells(one) && tells(two)) && sharedHead(one, two) !== null;
}

function sharedHead(one: Match, two: Match): string | null {
  const columns = (match: Match) => match.binding.columns.filter((column) => column.field.type === 'money');
  for (const column of columns(one)) {
    const same = columns(two).find((other) => other.at[0] === column.at[0] && other.field === column.field);
    if (same) return column.head;
  }
  return null;
}

/** A layout that goes by the title is meant more than one that takes any sheet, more columns more than fewer. */
function particularity(match: Match): number {
  return (match.layout.match ? 10_000 : 0) + match.binding.columns.length;
}

function isAmbiguous(reading: Reading, sheet: Sheet, match: Match): boolean {
  for (const { spec, heads } of match.binding.ambiguous) {
    reading.report({
      rule: 'ambiguous-column',
      severity: 'error',
      sheet: sheet.name,
      head: heads[0],
      problem: `${match.layout.id}: "${spec.field}" could be read from ${heads.length} columns, "${heads.join('", "')}"; right is a longer path of heads, or "nth".`,
    });
  }
  return match.binding.ambiguous.length > 0;
}

/** Columns left of a layout's own that no layout reads may hold the name of a total, as 序号 does. */
function keepUnread(matches: readonly Match[]): void {
  const read = new Set(matches.flatMap(({ binding }) => binding.columns.flatMap((column) => column.at)));
  for (const { binding } of matches) {
    const first = Math.min(...binding.columns.flatMap((column) => column.at));
    for (let at = 0; at < first; at++) if (!read.has(at)) binding.unread.push(at);
  }
}

/** Columns nobody reads are named once, so that nothing is left out unseen. */
function reportUnread(
  reading: Reading,
  sheet: Sheet,
  matches: readonly Match[],
  looked: readonly SheetRow[],
): void {
  const read = new Set<number>();
  for (const { binding } of matches) {
    for (const column of binding.columns) for (const at of column.at) read.add(at);
    for (const rule of [...binding.only, ...binding.refuse]) if (rule.at !== null) read.add(rule.at);
    if (binding.label !== null) read.add(binding.label);
  }
  const { guess } = matches[0] as Match;
  reportUnnamed(reading, sheet, guess, read, looked);
  const unread = guess.columns
    .map((column, at) => (read.has(at) ? '' : (column.names.at(-1) ?? '')))
    .filter((name) => name !== '');
  if (unread.length === 0) return;
  reading.report({
    rule: 'unread-columns',
    severity: 'info',
    sheet: sheet.name,
    problem: `"${sheet.name}": the profile reads nothing from "${unread.join('", "')}".`,
  });
}

/** A column without a head is read by nobody; where it holds amounts, somebody may miss them. */
function reportUnnamed(
  reading: Reading,
  sheet: Sheet,
  guess: HeadGuess,
  read: ReadonlySet<number>,
  looked: readonly SheetRow[],
): void {
  if (guess.columns.length === 0) return;
  for (const row of looked.slice(guess.to + 1)) {
    const at = row.cells.findIndex(
      (cell, column) =>
        !read.has(column) &&
        (guess.columns[column]?.names.length ?? 0) === 0 &&
        /^[-(]?\d[\d,]*(?:\.\d+)?\)?$/.test(cell.trim()) &&
        !isNumbering(looked.slice(guess.to + 1), column),
    );
    if (at < 0) continue;
    reading.report({
      rule: 'unnamed-column',
      severity: 'warning',
      sheet: sheet.name,
      row: row.number,
      column: at + 1,
      value: row.cells[at],
      problem: `"${sheet.name}": ${cellName(row.number, at + 1)} holds a number, but its column has no head: nothing is read from it.`,
    });
    return;
  }
}

/** Running numbers, 1 2 3, beside a table. */
function isNumbering(rows: readonly SheetRow[], column: number): boolean {
  const numbers = rows.map((row) => (row.cells[column] ?? '').trim()).filter((text) => text !== '');
  return numbers.every((text, at) => text === String(at === 0 ? 1 : Number(numbers[at - 1]) + 1));
}
