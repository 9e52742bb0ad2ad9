import { parse } from 'csv-parse/sync';
import { HubError } from '../../../errors.ts';

const CANDIDATES: readonly (readonly [string, string])[] = [
  [',', 'comma'],
  ['\t', 'tab'],
  [';', 'semicolon'],
  ['|', 'bar'],
];

const SAMPLE_RECORDS = 200;

/**
 * The sign between the cells, from the beginning of a file. It is taken where one sign alone makes a table: nearly
 * all records as wide as each other. Where two do, the file is refused and the person asked.
 */
export function findDelimiter(name: string, sample: string): string {
  const shapes = CANDIDATES.map(([sign, word]) => ({ sign, word, ...shapeOf(sample, sign) }));
  const found = shapes.filter(({ width }) => width > 1);
  if (found.length === 0) return ',';
  const even = found.filter(({ share }) => share >= 0.9);
  const tables = even.length > 0 ? even : found.filter(({ share }) => share > 0.5);
  // A sign that stands in every line the same number of times, and in the head of the table, is no part of the text.
  const withHead = tables.filter(({ headFits }) => headFits);
  const certain = withHead.length > 0 ? withHead : tables;
  if (certain.length === 1) return (certain[0] as { sign: string }).sign;
  if (certain.length === 0) {
    if (found.length === 1) return (found[0] as { sign: string }).sign;
    return refuse(name, found);
  }
  return refuse(name, certain);
}

function refuse(name: string, shapes: readonly { word: string; width: number }[]): never {
  const ways = shapes.map(({ word, width }) => `${word} (${width} columns)`).join(' or ');
  throw new HubError(
    'BAD_INPUT',
    `"${name}" does not show which sign stands between its cells: ${ways}. Say it with the profile's "delimiter".`,
  );
}

/** The commonest width of the records that are not blank, how many have it, and whether the first wide one does. */
function shapeOf(sample: string, delimiter: string): { width: number; share: number; headFits: boolean } {
  const records = sampleRecords(sample, delimiter).filter((record) => record.some((cell) => cell !== ''));
  const counts = new Map<number, number>();
  for (const { length } of records) counts.set(length, (counts.get(length) ?? 0) + 1);
  let width = 0;
  for (const [candidate, count] of counts)
    if (count > (counts.get(width) ?? 0) || (count === counts.get(width) && candidate > width))
      width = candidate;
  const head = records.find((record) => record.length > 1);
  return {
    width,
    share: (counts.get(width) ?? 0) / Math.max(1, records.length),
    headFits: head?.length === width,
  };
}

function sampleRecords(sample: string, delimiter: string): string[][] {
  const records: string[][] = [];
  try {
    parse(sample, {
      ...LENIENT,
      delimiter,
      to: SAMPLE_RECORDS,
      on_record: (record: string[]) => {
        records.push(record);
        return null;
      },
    });
  } catch {
    // A quote that never closes, or that the end of the sample cuts: what came before it says enough.
  }
  return records;
}

/** Rows as they are: any line end, any width, quotes inside unquoted cells. */
export const LENIENT = {
  relax_column_count: true,
  relax_quotes: true,
  record_delimiter: ['\r\n', '\n', '\r'],
};
