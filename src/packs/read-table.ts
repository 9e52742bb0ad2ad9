import { parse } from 'csv-parse/sync';
import type { ColumnSpec, FileSpec } from './file-spec.ts';
import type { PackProblem } from './types.ts';

/** A row whose cells have their kind; an empty cell is null. `line` is where the row begins in the file. */
export interface TableRow {
  line: number;
  cells: Readonly<Record<string, string | null>>;
}

export type Report = (
  line: number | null,
  column: string | null,
  value: string | null,
  problem: string,
) => void;

/**
 * Reads one CSV file of a pack (UTF-8, comma, first row names the columns, in any order). What is wrong is reported
 * cell by cell; a row that cannot be read at all (wrong number of cells) is left out, every other one is returned.
 */
export function readTable(spec: FileSpec, bytes: Buffer, name: string, problems: PackProblem[]): TableRow[] {
  const report: Report = (line, column, value, problem) =>
    problems.push({ file: name, line, column, value, problem });
  const records = parseRecords(bytes, report);
  const header = records.shift();
  if (!header) {
    report(1, null, null, 'Empty file: expected a first row with the names of the columns.');
    return [];
  }
  if (!checkHeader(spec, header.values, report)) return [];
  const seen = new Map<string, number>();
  const rows: TableRow[] = [];
  for (const { line, values } of records) {
    if (values.length !== header.values.length) {
      report(
        line,
        null,
        null,
        `${values.length} cells, but the first row names ${header.values.length} columns.`,
      );
      continue;
    }
    const cells: Record<string, string | null> = {};
    for (const [index, column] of header.values.entries()) {
      const text = values[index]!;
      cells[column] = text === '' ? null : text;
      checkCell(spec.columns.find((one) => one.name === column)!, text, line, report);
    }
    checkRow(cells, line, report);
    const identity = spec.uniqueBy.map((column) => cells[column] ?? '').join(' / ');
    const before = seen.get(identity);
    if (before !== undefined) {
      report(line, spec.uniqueBy.join(', '), identity, `Duplicate of line ${before}: expected each once.`);
    } else seen.set(identity, line);
    rows.push({ line, cells });
  }
  return rows;
}

interface CsvRecord {
  line: number;
  values: string[];
}

function parseRecords(bytes: Buffer, report: Report): CsvRecord[] {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const line = lineOfBadByte(bytes);
    report(line, null, null, 'Not UTF-8: save the file as UTF-8.');
    return [];
  }
  const records: CsvRecord[] = [];
  let line = 1;
  try {
    // The sync reader keeps what it read only when it ends well, so rows are taken as they come.
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      info: true,
      raw: true,
      on_record: (entry: unknown) => {
        const { record, raw, info } = entry as { record: string[]; raw: string; info: { lines: number } };
        // `info.lines` is where the row ends; a quoted cell may hold line breaks.
        const height = raw.trim().split('\n').length;
        line = info.lines + 1;
        records.push({ line: info.lines - height + 1, values: record });
        return null;
      },
    });
  } catch (error) {
    const where = (error as { lines?: number }).lines ?? line;
    report(where, null, null, `Not CSV from here on: ${(error as Error).message}`);
  }
  return records;
}

function lineOfBadByte(bytes: Buffer): number {
  let line = 1;
  for (const part of splitLines(bytes)) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(part);
    } catch {
      return line;
    }
    line += 1;
  }
  return line;
}

function* splitLines(bytes: Buffer): Generator<Buffer> {
  let from = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, from)) {
    yield bytes.subarray(from, at);
    from = at + 1;
  }
  yield bytes.subarray(from);
}

function checkHeader(spec: FileSpec, names: string[], report: Report): boolean {
  const known = spec.columns.map((column) => column.name);
  const before = new Set<string>();
  let isGood = true;
  for (const name of names) {
    if (!known.includes(name)) {
      report(1, name, null, `Unknown column "${name}": expected one of ${known.join(', ')}.`);
      isGood = false;
    }
    if (before.has(name)) {
      report(1, name, null, `Column "${name}" occurs twice.`);
      isGood = false;
    }
    before.add(name);
  }
  for (const name of known) {
    if (!before.has(name)) {
      report(1, name, null, `Column "${name}" is missing.`);
      isGood = false;
    }
  }
  return isGood;
}

function checkCell(column: ColumnSpec, text: string, line: number, report: Report): void {
  const wrong = (problem: string) => report(line, column.name, text, problem);
  if (text === '') {
    if (column.isRequired) wrong('Empty: expected a value.');
    return;
  }
  if (text !== text.trim()) wrong('Spaces at the beginning or the end.');
  if (column.oneOf && !column.oneOf.includes(text)) {
    wrong(`Unknown value "${text}": expected one of ${column.oneOf.join(', ')}.`);
  }
  if (column.kind === 'key' && /\s/.test(text.trim())) wrong(`Key "${text}" holds a space.`);
  if (column.kind === 'integer' && !/^\d+$/.test(text)) wrong(`Not a whole number: "${text}".`);
  if (column.kind === 'decimal' && !/^-?\d+(\.\d+)?$/.test(text)) {
    wrong(`Not a number: "${text}". Expected digits such as 1200 or 0.35, without separators.`);
  }
  if (column.kind === 'boolean' && text !== 'true' && text !== 'false') {
    wrong(`Neither true nor false: "${text}".`);
  }
  if (column.kind === 'date' && !isDate(text)) {
    wrong(`Not a day: "${text}". Expected YYYY-MM-DD, or nothing where it is unknown.`);
  }
  if (column.kind === 'country' && !/^[A-Z]{2}$/.test(text)) {
    wrong(`Not a country code: "${text}". Expected two capital letters (ISO 3166).`);
  }
  if (column.kind === 'timeZone' && !isTimeZone(text)) {
    wrong(`Unknown time zone "${text}": expected a name like Asia/Shanghai.`);
  }
}

function checkRow(cells: TableRow['cells'], line: number, report: Report): void {
  const from = cells.valid_from ?? null;
  const to = cells.valid_to ?? null;
  if (from && to && isDate(from) && isDate(to) && from > to) {
    report(line, 'valid_to', to, `Validity ends ("${to}") before it begins ("${from}").`);
  }
  if (!cells.source_law && !cells.source_publisher && !cells.source_page) {
    report(line, 'source_law', null, 'No source: expected a law, a publisher or a page.');
  }
  if ('name_zh' in cells && 'name_en' in cells && !cells.name_zh && !cells.name_en) {
    report(line, 'name_zh', null, 'No name: expected name_zh or name_en.');
  }
}

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
