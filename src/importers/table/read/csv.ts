import { once } from 'node:events';
import { type CsvError, parse } from 'csv-parse';
import { HubError } from '../../../errors.ts';
import type { Report, Sheet, SheetRow } from '../types.ts';
import type { Content } from './bytes.ts';
import { cleanText } from './clean-text.ts';
import { textBytes, textOf } from './decode.ts';
import { findDelimiter, LENIENT } from './delimiter.ts';
import type { Encoding } from './encoding.ts';
import { tableName } from './sheets.ts';

/** A record larger than this is a quote that never closes. */
const MAX_RECORD = 8 * 1024 * 1024;
const SAMPLE = 65_536;

export interface CsvDialect {
  delimiter: string;
  /** `"` unless given; null: no sign quotes. */
  quote?: string | null | undefined;
  /** The sign before a quote inside quotes; the quote itself unless given. */
  escape?: string | undefined;
}

/** The dialect of undeclared text: the delimiter from the first lines. */
export async function findDialect(content: Content, encoding: Encoding): Promise<CsvDialect> {
  let sample = '';
  let isWhole = true;
  for await (const piece of textOf(content, encoding)) {
    sample += piece;
    if (sample.length < SAMPLE) continue;
    isWhole = false;
    break;
  }
  if (!isWhole) {
    const cut = sample.slice(0, SAMPLE);
    const end = Math.max(cut.lastIndexOf('\n'), cut.lastIndexOf('\r'));
    sample = end > 0 ? cut.slice(0, end + 1) : cut;
  }
  return { delimiter: findDelimiter(content.name, sample) };
}

/** The whole file as one sheet. Cells stay as they are; only blank lines are left out. */
export function csvSheet(content: Content, encoding: Encoding, dialect: CsvDialect, report: Report): Sheet {
  return {
    name: tableName(content.name),
    merges: [],
    rows: () => readRows(content, encoding, dialect, report),
  };
}

async function* readRows(
  content: Content,
  encoding: Encoding,
  dialect: CsvDialect,
  report: Report,
): AsyncGenerator<readonly SheetRow[]> {
  let rows: SheetRow[] = [];
  let line = 1;
  let parserLine = 0;
  const quote = dialect.quote === undefined ? '"' : dialect.quote;
  const parser = parse({
    ...LENIENT,
    delimiter: dialect.delimiter,
    quote,
    escape: dialect.escape ?? quote,
    max_record_size: MAX_RECORD,
    // Called as records end: no object per record is made, nothing passes through the stream's own queue.
    on_record: (cells: string[], context) => {
      const number = line;
      const step = context.lines - parserLine;
      parserLine = context.lines;
      line += step === 1 ? 1 : 1 + lineEndsIn(cells);
      if (isBlank(cells)) return null;
      checkText(cells, number, report);
      rows.push({ number, cells });
      return null;
    },
  });
  let failure: CsvError | undefined;
  parser.on('error', (error) => {
    failure = error as CsvError;
  });
  parser.resume();
  const pieces = encoding.label === 'utf-8' ? textBytes(content, encoding) : textOf(content, encoding);
  try {
    for await (const piece of pieces) {
      for (let at = 0; at < piece.length && !failure; at += SAMPLE) {
        const part =
          typeof piece === 'string' ? piece.slice(at, at + SAMPLE) : piece.subarray(at, at + SAMPLE);
        await new Promise<void>((resolve) => parser.write(part, () => resolve()));
        if (rows.length > 0) yield rows;
        rows = [];
      }
      if (failure) break;
    }
    if (!failure) {
      parser.end();
      await once(parser, 'close').catch(() => {});
    }
    if (rows.length > 0) yield rows;
    if (failure) tellFailure(failure, line, content.name, report);
  } finally {
    parser.destroy();
  }
}

function tellFailure(failure: CsvError, line: number, name: string, report: Report): void {
  if (failure.code === 'CSV_QUOTE_NOT_CLOSED' || failure.code === 'CSV_MAX_RECORD_SIZE') {
    const problem =
      'a quote opens in the record that begins here and never closes: this record and all after it are not read; expected a second quote';
    report({ rule: 'unclosed-quote', severity: 'error', row: line, problem });
    return;
  }
  throw new HubError('BAD_INPUT', `"${name}" cannot be read at line ${line}: ${failure.message}.`);
}

function lineEndsIn(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    if (cell.includes('\n') || cell.includes('\r')) count += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  }
  return count;
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '') return false;
  return true;
}

function checkText(cells: string[], row: number, report: Report): void {
  for (let i = 0; i < cells.length; i++)
    cells[i] = cleanText(cells[i] as string, () => ({ row, column: i + 1 }), report);
}
