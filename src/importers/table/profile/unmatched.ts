import type { Interpreted, NounSpec, Sheet, SheetRow } from '../types.ts';
import { expectedHeads } from './bind.ts';
import { isBlank } from './classify.ts';
import type { Reading } from './interpret.ts';
import type { Try } from './match.ts';
import { isTitled, linesOf, Texts, textsOf, titlesOf } from './titles.ts';
import type { TableLayout } from './types.ts';

/** A sheet of a title and a sentence, 本部门无此项支出, is an empty table; a longer one is a text. */
const maxNoteRows = 12;

export function reportMissing(
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

/** A sheet that no layout reads: an empty table that says so, a changed table, or something else. */
export function noMatch(
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
  const called = failed.filter(({ layout }) => layout.match?.title && isTitled(layout, new Texts(names)));
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
  const texts = textsOf(looked);
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
  return textsOf(rows)[0] ?? '';
}

function firstWords(rows: readonly SheetRow[]): string {
  return textsOf(rows).slice(0, 4).join(' | ').slice(0, 80);
}
