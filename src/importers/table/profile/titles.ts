import type { Sheet, SheetRow } from '../types.ts';
import { comparable, isPattern, nameTest, partTest } from './text.ts';
import type { TableLayout } from './types.ts';

/** Texts of a sheet, made comparable once for all the layouts that ask. */
export class Texts {
  private readonly joined: string;

  constructor(private readonly texts: readonly string[]) {
    this.joined = texts.map(comparable).join('\n');
  }

  /** Whether one of the texts has one of the names in it. */
  holds(names: readonly string[]): boolean {
    return names.some((name) =>
      isPattern(name) ? this.texts.some(testOf(name)) : this.joined.includes(comparable(name)),
    );
  }
}

const testsKnown = new Map<string, (text: string) => boolean>();

/** Names of profiles are few. */
function testOf(name: string): (text: string) => boolean {
  let test = testsKnown.get(name);
  if (!test) {
    test = isPattern(name) ? nameTest(name) : partTest(name);
    if (testsKnown.size > 10_000) testsKnown.clear();
    testsKnown.set(name, test);
  }
  return test;
}

/** Whether a layout could mean the sheet; its title may stand in any of the first rows. */
export function mayMatch(layout: TableLayout, position: number, texts: Texts): boolean {
  const { match } = layout;
  if (!match) return true;
  if (match.position !== undefined && match.position !== position) return false;
  return !match.title || texts.holds(match.title);
}

/** Whether a layout means a table of these titles. */
export function isTitled(layout: TableLayout, titles: Texts): boolean {
  const { title, notTitle } = layout.match ?? {};
  return (!title || titles.holds(title)) && !(notTitle && titles.holds(notTitle));
}

/** Everything that names a table: its title, its sheet, the rows above its head. */
export function titlesOf(sheet: Sheet, above: readonly SheetRow[]): string[] {
  return [...linesOf(sheet.title), ...textsOf(above), ...(sheet.name ? [sheet.name] : [])];
}

/** The lines before a table of a page may come as one title. */
export function linesOf(title: string | undefined): string[] {
  return (title ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function textsOf(rows: readonly SheetRow[]): string[] {
  return rows.flatMap((row) => row.cells.map((cell) => cell.trim()).filter((cell) => cell !== ''));
}
