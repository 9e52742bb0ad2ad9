import { gunzipSync } from 'node:zlib';
import { HubError } from '../errors.ts';
import { personNumbersIn } from '../importers/ocds/compile/persons.ts';
import { sourceOf } from '../importers/ocds/source.ts';
import { openTableFile } from '../importers/table/read/index.ts';

/** Where a file holds the number of a natural person; the number itself is never said. */
export interface Find {
  place: string;
}

/** Finds named at the most. */
const mostFinds = 20;

/**
 * Looks through the text of a file for numbers of natural persons, with the detector of the OCDS import: every text of
 * a JSON file, every cell of a table.
 *
 * Throws HubError (BAD_INPUT) where the text cannot be read: what nobody looked through is not cleared.
 */
export async function findPersonNumbers(
  file: { name: string; bytes: Buffer },
  options: { encoding?: string | undefined } = {},
): Promise<Find[]> {
  const bytes = unpacked(file.bytes);
  const values = jsonValues(bytes);
  const finds: Find[] = [];
  const look = (text: string, place: string): void => {
    if (text.length >= 6 && finds.length < mostFinds && personNumbersIn(text).length > 0)
      finds.push({ place });
  };
  if (values) {
    for (const [index, value] of values.entries()) visit(value, values.length > 1 ? `/${index}` : '', look);
    if (finds.length === 0) lookAtTokens(bytes.toString('utf8'), look);
    return finds;
  }
  const source = sourceOf(file.name, bytes);
  const faults: string[] = [];
  const table = await openTableFile(source, {
    encoding: options.encoding,
    report: ({ severity, problem }) => {
      if (severity === 'error') faults.push(problem);
    },
  });
  try {
    for (const [name, text] of Object.entries(table.metadata)) look(text, `metadata ${name}`);
    for await (const sheet of table.sheets()) {
      look(`${sheet.name} ${sheet.title ?? ''}`, `name of sheet "${sheet.name}"`);
      for await (const rows of sheet.rows()) {
        for (const row of rows) {
          for (const [index, cell] of row.cells.entries())
            look(cell, `sheet "${sheet.name}", row ${row.number}, column ${index + 1}`);
        }
      }
    }
  } finally {
    await table.close();
  }
  if (faults.length > 0) {
    throw new HubError(
      'BAD_INPUT',
      `"${file.name}" cannot be looked through as a whole (${faults[0]}), so it cannot be cleared. Expected a file that is read without errors.`,
    );
  }
  return finds;
}

const limit = 256 * 1024 * 1024;

function unpacked(bytes: Buffer): Buffer {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes, { maxOutputLength: limit }) : bytes;
}

/** The value of a JSON file, or one a line; null for what is no JSON. */
function jsonValues(bytes: Buffer): unknown[] | null {
  if (!/^\s*[[{]/.test(bytes.subarray(0, 64).toString('latin1').replace('\u00ef\u00bb\u00bf', '')))
    return null;
  const text = bytes.toString('utf8').replace(/^\ufeff/, '');
  const parse = (part: string): unknown[] | null => {
    try {
      return [JSON.parse(part)];
    } catch {
      return null;
    }
  };
  const whole = parse(text);
  if (whole) return whole;
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const values = lines.map(parse);
  return values.every((value) => value !== null) ? values.flat() : null;
}

/**
 * Texts and numbers as they are written: the value has lost digits of long numbers, and all but the last of the members
 * that an object names twice.
 */
function lookAtTokens(text: string, look: (text: string, place: string) => void): void {
  for (const { 0: token, index } of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|\d{6,}/gsu)) {
    const said = token.startsWith('"') ? String(JSON.parse(token)) : token;
    look(said, `character ${index + 1}`);
  }
}

function visit(value: unknown, pointer: string, look: (text: string, place: string) => void): void {
  if (typeof value === 'string') look(value, `"${pointer}"`);
  else if (typeof value === 'number') look(String(value), `"${pointer}"`);
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) visit(item, `${pointer}/${index}`, look);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) {
      look(name, `name of "${pointer}/${name.slice(0, 6)}…"`);
      visit(inner, `${pointer}/${name}`, look);
    }
    // An id with its scheme beside it says more than either alone.
    const { scheme, id } = value as { scheme?: unknown; id?: unknown };
    if (typeof scheme === 'string' && (typeof id === 'string' || typeof id === 'number'))
      look(`${scheme}-${id}`, `"${pointer}/id"`);
  }
}
