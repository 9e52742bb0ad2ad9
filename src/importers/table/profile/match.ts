import type { Interpreted, NounSpec, Sheet, SheetRow } from '../types.ts';
import { type Binding, bind, expectedHeads } from './bind.ts';
import { isBlank } from './classify.ts';
import { type HeadGuess, headGuesses } from './head.ts';
import type { Reading } from './interpret.ts';
import { partTest } from './text.ts';
import type { TableLayout } from './types.ts';

/** A sheet of a title and a sentence, 本部门无此项支出, is an empty table; a longer one is a text. */
const maxNoteRows = 12;

/** A layout that reads a sheet, and where it found its head. */
export interface Match {
  layout: TableLayout;
  noun: NounSpec;
  guess: HeadGuess;
  binding: Binding;
  titles: readonly string[];
}

interface Try {
  guess: HeadGuess;
  binding: Binding;
}

/** Finds the layouts that read a sheet, and says why where none does. */
export function matchLayouts(
  reading: Reading,
  sheet: Sheet,
  position: number,
  looked: readonly SheetRow[],
  isWhole: boolean,
): { found: Match[]; empty: Interpreted[] | null } {
  const candidates = reading.profile.tables.filter((layout) => mayMatch(layout, sheet, position, looked));
  const guesses = candidates.some((layout) => !layout.rows?.hasNoHead)
    ? [...headGuesses(looked, sheet.merges, reading.units)]
    : [];
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
    const titles = kept.flatMap((match) => match.titles);
    for (const { layout, best } of failed) {
      if (layout.match?.title && isTitled(layout, titles))
        reportMissing(reading, sheet, layout, best, 'warning');
    }
    keepUnread(kept);
    reportUnread(reading, sheet, kept);
    return { found: kept, empty: null };
  }
  if (found.length > 0) return { found: [], empty: null };
  return { found: [], empty: noMatch(reading, sheet, looked, isWhole, failed) };
}

function mayMatch(layout: TableLayout, sheet: Sheet, position: number, looked: readonly SheetRow[]): boolean {
  const { match } = layout;
  if (!match) return true;
  if (match.position !== undefined && match.position !== position) return false;
  if (!match.title) return true;
  const tests = match.title.map(partTest);
  const texts = [sheet.title ?? '', sheet.name, ...looked.slice(0, 46).flatMap((row) => row.cells)];
  return texts.some((text) => text !== '' && tests.some((test) => test(text)));
}

function isTitled(layout: TableLayout, titles: readonly string[]): boolean {
  const { title, notTitle } = layout.match ?? {};
  const holds = (names: readonly string[]): boolean => {
    const tests = names.map(partTest);
    return titles.some((text) => tests.some((test) => test(text)));
  };
  return (!title || holds(title)) && !(notTitle && holds(notTitle));
}

/** Everything that names a table: its title, its sheet, the rows above its head. */
function titlesOf(sheet: Sheet, above: readonly SheetRow[]): string[] {
  const texts = above.flatMap((row) => row.cells.filter((cell) => !isBlank(cell)).map((cell) => cell.trim()));
  return [...linesOf(sheet.title), ...texts, ...(sheet.name ? [sheet.name] : [])];
}

/** The lines before a table of a page may come as one title. */
export function linesOf(title: string | undefined): string[] {
  return (title ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function bestTry(
  layout: TableLayout,
  noun: NounSpec,
  guesses: readonly HeadGuess[],
  sheet: Sheet,
  looked: readonly SheetRow[],
): { whole: Try | null; best: Try | null } {
  if (layout.rows?.hasNoHead) {
    const guess: HeadGuess = { from: 0, to: -1, columns: [], isMixed: false, endsInUnits: false };
    const isIts = isTitled(layout, titlesOf(sheet, []));
    return { whole: isIts ? { guess, binding: bind(layout, noun, guess) } : null, best: null };
  }
  const hasRequired = layout.columns.some((column) => column.isRequired);
  let whole: Try | null = null;
  let best: Try | null = null;
  for (const guess of guesses) {
    const binding = bind(layout, noun, guess);
    if (!best || binding.columns.length > best.binding.columns.length) best = { guess, binding };
    if (binding.columns.length === 0) continue;
    const lacks = binding.missing.some((spec) => spec.isRequired || !hasRequired);
    if (lacks || !isBetter({ guess, binding }, whole)) continue;
    if (layout.match && !isTitled(layout, titlesOf(sheet, looked.slice(0, guess.from)))) continue;
    whole = { guess, binding };
  }
  if (whole) whole = withRowBelow(whole, layout, noun, guesses);
  return { whole, best };
}

/**
 * A row of nothing but units (万元) below the names belongs to the head, and so does one that names the same columns
 * once more: heads in two languages.
 */
function withRowBelow(found: Try, layout: TableLayout, noun: NounSpec, guesses: readonly HeadGuess[]): Try {
  const { guess } = found;
  for (const longer of guesses) {
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

function reportMissing(
  reading: Reading,
  sheet: Sheet,
  layout: TableLayout,
  best: Try | null,
  severity: 'error' | 'warning',
): void {
  const noun = reading.nouns.get(layout.noun) as NounSpec;
  const found =
    best?.guess.columns.map((column) => column.names.join(' / ')).filter((name) => name !== '') ?? [];
  const hasRequired = layout.columns.some((column) => column.isRequired);
  const bound = new Set(best?.binding.columns.map((column) => column.spec) ?? []);
  const missing = [
    ...layout.columns.filter((spec) => (spec.isRequired || !hasRequired) && !bound.has(spec)),
    ...(best?.binding.missing.filter((spec) => !layout.columns.includes(spec)) ?? []),
  ];
  const wanted = missing.map((spec) => `${spec.field} (${expectedHeads(spec, noun)})`).join('; ');
  const heads =
    found.length > 0 ? `the heads found are "${found.slice(0, 40).join('", "')}"` : 'no head was found';
  reading.report({
    rule: 'missing-column',
    severity,
    sheet: sheet.name,
    row: best ? best.guess.to + 1 : undefined,
    problem: `${layout.id}: "${sheet.title ?? sheet.name}" lacks ${wanted || 'a head under its title'}; ${heads}.`,
  });
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
function reportUnread(reading: Reading, sheet: Sheet, matches: readonly Match[]): void {
  const read = new Set<number>();
  for (const { binding } of matches) {
    for (const column of binding.columns) for (const at of column.at) read.add(at);
    for (const rule of [...binding.only, ...binding.refuse]) if (rule.at !== null) read.add(rule.at);
    if (binding.label !== null) read.add(binding.label);
  }
  const { guess } = matches[0] as Match;
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

/** A sheet that no layout reads: an empty table that says so, a changed table, or something else. */
function noMatch(
  reading: Reading,
  sheet: Sheet,
  looked: readonly SheetRow[],
  isWhole: boolean,
  failed: readonly { layout: TableLayout; best: Try | null }[],
): Interpreted[] | null {
  const hasNumbers = looked.some(
    (row) => row.cells.filter((cell) => /^[\s(-]*\d[\d,. )]*$/.test(cell)).length > 1,
  );
  // A list of contents names tables too, but no table is called by it.
  const names = [...(sheet.title ? linesOf(sheet.title) : [firstText(looked)]), sheet.name];
  const called = failed.filter(({ layout }) => layout.match?.title && isTitled(layout, names));
  const isShort = isWhole && looked.filter((row) => !row.cells.every(isBlank)).length <= maxNoteRows;
  const hasHead = called.some(({ best }) => best && best.binding.count >= 2);
  if (called.length > 0 && isShort && !hasNumbers && !hasHead) {
    return called.flatMap(({ layout }) => emptyTable(reading, sheet, layout, looked));
  }
  if (called.length > 0) {
    for (const { layout, best } of called) reportMissing(reading, sheet, layout, best, 'error');
    return null;
  }
  if (looked.every((row) => row.cells.every(isBlank))) return null;
  reading.unmatched.push({
    sheet,
    failed,
    hasNumbers,
    page: looked[0]?.page,
    begins: firstWords(looked),
  });
  return null;
}

/** A sheet that nothing reads, kept until it is known whether any sheet of the file is read. */
export interface Unmatched {
  sheet: Sheet;
  failed: readonly { layout: TableLayout; best: Try | null }[];
  hasNumbers: boolean;
  page: number | undefined;
  begins: string;
}

/**
 * The file is over. Beside tables that were read a sheet without one is worth a word: a cover, a list of contents. A
 * file of which nothing was read is wrong, and what comes nearest says how.
 */
export function reportUnmatched(reading: Reading): void {
  const tries = reading.unmatched.flatMap(({ sheet, failed }) =>
    failed.filter(({ layout }) => !layout.match?.title).map((one) => ({ ...one, sheet })),
  );
  const count = (one: (typeof tries)[number]): number => one.best?.binding.columns.length ?? 0;
  const nearest = tries.sort((a, b) => count(b) - count(a))[0];
  if (reading.met.size === 0 && nearest) {
    reportMissing(reading, nearest.sheet, nearest.layout, nearest.best, 'error');
    return;
  }
  for (const { sheet, hasNumbers, page, begins } of reading.unmatched) {
    reading.report({
      rule: 'no-layout',
      severity: hasNumbers ? 'warning' : 'info',
      sheet: sheet.name,
      page,
      problem: `No layout of the profile "${reading.profile.name}" reads "${sheet.title ?? sheet.name}"; it begins with "${begins}".`,
    });
  }
}

function emptyTable(
  reading: Reading,
  sheet: Sheet,
  layout: TableLayout,
  looked: readonly SheetRow[],
): Interpreted[] {
  reading.met.add(layout.id);
  const titles = titlesOf(sheet, looked);
  const fields = reading.document.of(layout, sheet, titles);
  if (!fields) return [];
  const texts = looked.flatMap((row) =>
    row.cells.filter((cell) => !isBlank(cell)).map((cell) => cell.trim()),
  );
  const note = (sheet.title ? texts : texts.slice(1)).filter(
    (text) => text !== sheet.title && !reading.units.find(text),
  );
  const head = {
    table: layout.table ?? layout.id,
    layout: layout.id,
    noun: layout.noun,
    title: linesOf(sheet.title)[0] ?? titles[0] ?? null,
    sheet: sheet.name || null,
    page: looked[0]?.page ?? null,
    unit: null,
    factor: '1',
    fields,
    isEmpty: true,
    emptyNote: note.length > 0 ? note.join(' ') : null,
  };
  return [{ kind: 'table', head }];
}

function firstText(rows: readonly SheetRow[]): string {
  return rows.flatMap((row) => row.cells.filter((cell) => !isBlank(cell)))[0] ?? '';
}

function firstWords(rows: readonly SheetRow[]): string {
  const text = rows.flatMap((row) => row.cells.filter((cell) => !isBlank(cell))).slice(0, 4);
  return text.join(' | ').slice(0, 80);
}
