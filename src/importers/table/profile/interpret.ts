import { nouns as knownNouns } from '../nouns/index.ts';
import type { Interpreted, NounSpec, Report, Sheet, SheetRow, TableFile } from '../types.ts';
import { isBlank } from './classify.ts';
import { dateReader } from './dates.ts';
import { DocumentFields } from './document.ts';
import { profileOfPackage } from './fiscal.ts';
import { maxHeadRows, maxRowsAbove } from './head.ts';
import { LayoutReading } from './layout-reading.ts';
import { type Match, matchLayouts } from './match.ts';
import { linesOf } from './titles.ts';
import type { Profile } from './types.ts';
import { type UnitReader, unitReader } from './unit.ts';
import { tableUnit } from './units-of.ts';
import { reportUnmatched, type Unmatched } from './unmatched.ts';
import type { Formats } from './value.ts';

export interface InterpretOptions {
  /** What the command says: `--set name=value`. */
  parameters: Readonly<Record<string, string>>;
  fileName: string;
  report: Report;
  /** Records handed on at once. */
  batchRows?: number;
  /** Kinds of things that tables hold; the hub's own unless given. */
  nouns?: ReadonlyMap<string, NounSpec>;
}

/** Everything about one file that its sheets share. */
export interface Reading {
  file: TableFile;
  profile: Profile;
  nouns: ReadonlyMap<string, NounSpec>;
  units: ReturnType<typeof unitReader>;
  formats: Formats;
  parameters: Readonly<Record<string, string>>;
  report: Report;
  batchRows: number;
  document: DocumentFields;
  /** Layouts that have met a table of theirs. */
  met: Set<string>;
  /** Sheets that no layout reads. */
  unmatched: Unmatched[];
}

/** Reads a file as its profile says: each table's head, then its records. */
export async function* interpret(
  file: TableFile,
  given: Profile,
  options: InterpretOptions,
): AsyncIterable<Interpreted> {
  const isPackage = given.tables.length === 0 && file.metadata.descriptor !== undefined;
  const profile = isPackage ? profileOfPackage(file, options.report) : given;
  const nouns = options.nouns ?? knownNouns;
  const formats: Formats = {
    signs: {
      decimal: profile.decimalSign ?? '.',
      group: profile.groupSign ?? (profile.decimalSign === ',' ? '.' : ','),
      hasNumbers: file.format === 'xlsx' || file.format === 'ods' || file.format === 'jsonl',
    },
    readDate: dateReader(profile.dateFormats),
  };
  const { parameters } = options;
  let errors = 0;
  const report: Report = (problem) => {
    if (problem.severity === 'error') errors += 1;
    options.report(problem);
  };
  const reading: Reading = {
    file,
    profile,
    nouns,
    units: unitReader(profile.units),
    formats,
    parameters,
    report,
    batchRows: options.batchRows ?? 100,
    document: new DocumentFields(profile, nouns, formats, file, options.fileName, parameters, report),
    met: new Set(),
    unmatched: [],
  };
  if (!readsFormat(profile, file)) {
    report({
      rule: 'other-format',
      severity: 'warning',
      problem: `The profile "${profile.name}" is for ${profile.formats.join(', ')}; "${options.fileName}" is ${file.format} and is read all the same.`,
    });
  }
  let position = 0;
  for await (const sheet of file.sheets()) {
    position += 1;
    yield* readSheet(reading, sheet, position);
  }
  reportUnmatched(reading);
  if (reading.met.size === 0 && reading.unmatched.length === 0 && errors === 0) {
    report({ rule: 'no-table', severity: 'error', problem: `"${options.fileName}" holds no rows to read.` });
  }
  for (const layout of profile.tables) {
    if (!layout.isRequired || reading.met.has(layout.id)) continue;
    const titles = layout.match?.title?.join('" or "') ?? layout.titleZh ?? layout.id;
    report({
      rule: 'missing-table',
      severity: 'error',
      problem: `The file has no table "${layout.id}"; right is one whose title has "${titles}" and whose head has its columns.`,
    });
  }
}

/** CSV and TSV are one format with two names. */
function readsFormat(profile: Profile, file: TableFile): boolean {
  const isText = file.format === 'csv' || file.format === 'tsv';
  return profile.formats.some(
    (format) => format === file.format || (isText && (format === 'csv' || format === 'tsv')),
  );
}

/** Rows looked at before the layouts of a sheet are known. */
const lookahead = maxRowsAbove + maxHeadRows;
/** Footnotes are looked for in tables of up to so many rows. */
const maxNoteRows = 2000;

interface Active {
  layout: LayoutReading;
  match: Match;
  /** Where the head of another table of the same sheet begins, counted from 0. */
  end: number;
}

async function* readSheet(reading: Reading, sheet: Sheet, position: number): AsyncIterable<Interpreted> {
  const batches = sheet.rows()[Symbol.asyncIterator]();
  const looked: SheetRow[] = [];
  let isOver = false;
  const readTo = async (count: number): Promise<void> => {
    while (looked.length < count && !isOver) {
      const next = await batches.next();
      if (next.done) isOver = true;
      else for (const row of next.value) looked.push(row);
    }
  };
  await readTo(lookahead);
  // One batch may be all there is.
  if (looked.length < maxNoteRows) await readTo(looked.length + 1);
  const matches = matchLayouts(reading, sheet, position, looked, isOver);
  if (matches.empty) {
    yield* matches.empty;
    return;
  }
  if (matches.found.length === 0) {
    await batches.return?.();
    return;
  }
  const isKept = matches.found.some(({ layout }) => layout.rows?.hierarchy || layout.upright);
  // A table of a document is small: its footnotes may say its unit.
  if (isKept) await readTo(maxNoteRows);
  const below: string[] = [];
  if (isOver) {
    for (const row of looked) {
      const [only, ...others] = row.cells.filter((cell) => !isBlank(cell));
      if (only !== undefined && others.length === 0) below.push(only);
    }
  }
  const active = startLayouts(reading, sheet, matches.found, looked, below);
  if (active.length === 0) {
    await batches.return?.();
    return;
  }
  let unread = 0;
  let firstUnread = 0;
  const take = (row: SheetRow, at: number | null): void => {
    let isTaken = false;
    for (const { layout, match, end } of active) {
      if (at === null ? end < Number.POSITIVE_INFINITY : at >= end) continue;
      if (at !== null && at <= match.guess.to) {
        isTaken = true;
        if (at === match.guess.to && match.guess.isMixed) layout.row(withoutHead(row, match));
      } else if (layout.row(row)) isTaken = true;
    }
    if (isTaken) return;
    unread += 1;
    firstUnread ||= row.number;
  };
  for (const [at, row] of looked.entries()) take(row, at);
  for (const { layout } of active) yield* layout.drain();
  looked.length = 0;
  while (!isOver) {
    const next = await batches.next();
    if (next.done) break;
    for (const row of next.value) take(row, null);
    for (const { layout } of active) yield* layout.drain();
  }
  for (const { layout } of active) {
    layout.end();
    yield* layout.drain();
  }
  if (unread > 0) {
    reading.report({
      rule: 'unread-rows',
      severity: 'info',
      sheet: sheet.name,
      row: firstUnread,
      problem: `${unread} rows of "${sheet.name}" have nothing in the columns that the profile reads or belong to none of its layouts; the first is row ${firstUnread}.`,
    });
  }
}

function startLayouts(
  reading: Reading,
  sheet: Sheet,
  matches: readonly Match[],
  looked: readonly SheetRow[],
  below: readonly string[],
): Active[] {
  const active: Active[] = [];
  for (const match of matches) {
    const { layout, noun, binding, guess, titles } = match;
    reading.met.add(layout.id);
    const above = looked.slice(0, Math.max(guess.from, 0));
    const fields = reading.document.of(layout, sheet, titles);
    const places = { file: reading.file, sheet, above, below, parameter: reading.parameters.unit };
    const unit = tableUnit(layout, noun, binding, reading.units, places, reading.report);
    if (!fields || !unit) continue;
    const start = {
      layout,
      noun,
      sheet,
      binding,
      guess,
      looked: looked.slice(0, guess.to + 1),
      fields,
      title: titleOf(sheet, above, reading.units),
      unit,
      formats: reading.formats,
      report: reading.report,
      batchRows: reading.batchRows,
    };
    const later = matches.map((other) => other.guess.from).filter((from) => from > guess.to && guess.to >= 0);
    active.push({ layout: new LayoutReading(start), match, end: Math.min(...later) });
  }
  return active;
}

/** The first words that do not only say a unit. */
function titleOf(sheet: Sheet, above: readonly SheetRow[], units: UnitReader): string | null {
  const lines = [...linesOf(sheet.title), ...above.flatMap((row) => row.cells)];
  return lines.find((text) => !isBlank(text) && !units.parse(text))?.trim() ?? null;
}

/** A head row that is the total row too: what names columns is taken out. */
function withoutHead(row: SheetRow, { guess }: Match): SheetRow {
  const cells = row.cells.map((cell, at) => {
    const lowest = guess.columns[at]?.names.at(-1);
    return lowest !== undefined && lowest === cell.replace(/\s+/g, ' ').trim() ? '' : cell;
  });
  return { ...row, cells };
}
