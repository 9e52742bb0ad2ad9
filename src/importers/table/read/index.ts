import { HubError } from '../../../errors.ts';
import { isObject, type JsonObject } from '../../../json.ts';
import { parseText } from '../../ocds/read/release-text.ts';
import type { ImportSource } from '../../ocds/source.ts';
import type { Report, Sheet, TableFile, TableFormat } from '../types.ts';
import { type Content, openContent } from './bytes.ts';
import { csvSheet, findDialect } from './csv.ts';
import { openDataPackage } from './data-package.ts';
import { textBytes, textOf } from './decode.ts';
import { chooseEncoding, type Encoding } from './encoding.ts';
import { htmlSheets } from './html.ts';
import { metadataOf, tablesOf } from './json-tables.ts';
import { jsonLinesSheets } from './jsonl.ts';
import { refuse, refuseOtherKinds } from './kinds.ts';
import { openOds } from './ods.ts';
import { openWorkbook } from './xlsx/index.ts';
import { openZip, type ZipArchive } from './zip.ts';

export interface OpenOptions {
  /** The format, where it is known; content that is something else is refused. */
  format?: TableFormat | undefined;
  /** Declared encoding of text. Without it only text that can be one thing is read. */
  encoding?: string | undefined;
  /** Sign between the cells of CSV; found in the first lines where it is certain. */
  delimiter?: string | undefined;
  report: Report;
}

/** Largest document that is read as one JSON value (tables of a document, a data package). */
const MAX_DOCUMENT = 64 * 1024 * 1024;

/**
 * Opens a table of any format that is known, by its content and never by its name; gzip is unpacked on the way.
 * Memory stays flat whatever the size, but for JSON tables, which are read as one document.
 *
 * Problems of cells and rows go to `report`. Throws HubError (BAD_INPUT, LIMIT_EXCEEDED) where the file as a whole
 * cannot or must not be read: another kind of file, an unclear encoding, macros, passwords, bombs, damage.
 */
export async function openTableFile(source: ImportSource, options: OpenOptions): Promise<TableFile> {
  const content = await openContent(source, options.report);
  try {
    const opened = await open(content, source, options);
    if (options.format !== undefined && !agrees(opened.format, options.format)) {
      await opened.close();
      throw new HubError('BAD_INPUT', `"${source.name}" is ${opened.format}: expected ${options.format}.`);
    }
    const close = async (): Promise<void> => {
      await opened.close();
      await content.close();
    };
    return { ...opened, close };
  } catch (error) {
    await content.close();
    throw error;
  }
}

/** Text between delimiters is one format with two names. */
function agrees(found: TableFormat, wanted: TableFormat): boolean {
  const isText = (format: TableFormat): boolean => format === 'csv' || format === 'tsv';
  return found === wanted || (isText(found) && isText(wanted));
}

async function open(content: Content, source: ImportSource, options: OpenOptions): Promise<TableFile> {
  await refuseOtherKinds(content.name, content.start, content.open);
  if (content.start.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1')))
    return openContainer(content, options.report);
  if (content.start.subarray(0, 4).equals(Buffer.from('PK\x05\x06', 'latin1')))
    refuse(content.name, 'an empty ZIP archive', 'expected a workbook.');
  return openText(content, source, options);
}

async function openContainer(content: Content, report: Report): Promise<TableFile> {
  const zip = await openZip(content);
  try {
    const kind = containerKind(zip);
    if (kind === 'xlsx') return await openWorkbook(zip, content.name, report);
    if (kind === 'ods') return await openOds(zip, content.name, report);
    return refuse(content.name, kind, 'expected one table: XLSX, ODS, CSV.');
  } catch (error) {
    zip.close();
    throw error;
  }
}

function containerKind(zip: ZipArchive): string {
  const { names } = zip;
  if (names.has('[Content_Types].xml')) {
    const inFolder = (folder: string): boolean => [...names].some((name) => name.startsWith(folder));
    if (names.has('xl/workbook.bin')) return 'a binary workbook (.xlsb); save it as XLSX';
    if (inFolder('word/')) return 'a Word document';
    if (inFolder('ppt/')) return 'a PowerPoint presentation';
    return 'xlsx';
  }
  if (names.has('content.xml') && names.has('META-INF/manifest.xml')) return 'ods';
  if (names.has('OFD.xml')) return 'an OFD document';
  return 'a ZIP archive; unpack it first';
}

async function openText(content: Content, source: ImportSource, options: OpenOptions): Promise<TableFile> {
  const { format, report } = options;
  const looks = looksLike(content.start);
  const asked = format ?? looks;
  if (asked === 'html') return htmlSheets(content, options);
  if (looks === 'xml')
    refuse(content.name, 'an XML file', 'Open it in a spreadsheet program and save it as XLSX or CSV.');
  // A descriptor is UTF-8 by its standard; so is all JSON, but tables in JSON come from tools that do not know it.
  const isDescriptor = looks === 'json' && /"resources"\s*:/.test(content.start.toString('latin1'));
  const encoding = await chooseEncoding(
    content,
    options.encoding ?? (isDescriptor ? 'utf-8' : undefined),
    report,
  );
  if (looks === 'json' && format !== 'csv' && format !== 'tsv')
    return openJson(content, source, encoding, options);
  if (format !== undefined && format !== 'csv' && format !== 'tsv')
    throw new HubError('BAD_INPUT', `"${content.name}" is text such as CSV: expected ${format}.`);
  const dialect =
    options.delimiter !== undefined
      ? { delimiter: options.delimiter }
      : format === 'tsv'
        ? { delimiter: '\t' }
        : await findDialect(content, encoding);
  return {
    format: dialect.delimiter === '\t' ? 'tsv' : 'csv',
    encoding: encoding.label,
    metadata: {},
    sheets: () => only(csvSheet(content, encoding, dialect, report)),
    close: async () => {},
  };
}

async function* only(...sheets: Sheet[]): AsyncGenerator<Sheet> {
  yield* sheets;
}

/** What text begins like; bytes beyond ASCII and NULs of UTF-16 are looked over. */
function looksLike(start: Buffer): 'html' | 'xml' | 'json' | 'csv' {
  const text = start
    .toString('latin1')
    .replace(/[\0\x80-\xff]/g, '')
    .trimStart()
    .slice(0, 16_384);
  const body = text.replace(/^(?:<!--[\s\S]*?-->\s*|<\?xml[^>]*\?>\s*)+/i, '');
  if (/^<(?:!doctype\s+html|html|head|body|table|meta|div|style|center)\b/i.test(body)) return 'html';
  if (/^<[?!a-z]/i.test(text)) return 'xml';
  return /^[[{]/.test(text) ? 'json' : 'csv';
}

async function openJson(
  content: Content,
  source: ImportSource,
  encoding: Encoding,
  options: OpenOptions,
): Promise<TableFile> {
  const { format, report } = options;
  const document = format === 'jsonl' ? null : await wholeDocument(content, encoding);
  if (document && Array.isArray(document.resources))
    return openDataPackage(document, source, encoding, report);
  if (document && Array.isArray(document.tables)) {
    const metadata = metadataOf(document, report);
    const sheets = tablesOf(document, content.name, report);
    return {
      format: 'json-tables',
      encoding: encoding.label,
      metadata,
      sheets: () => only(...sheets),
      close: async () => {},
    };
  }
  if (format === 'json-tables' || format === 'fiscal-data-package') {
    const wanted = format === 'json-tables' ? '"tables"' : '"resources"';
    throw new HubError(
      'BAD_INPUT',
      `"${content.name}" is not ${format}: expected one JSON object with a list ${wanted}.`,
    );
  }
  return jsonLinesSheets(content, encoding, report);
}

/** The file as one JSON object, numbers exact; null where it is more than one value, or none. */
async function wholeDocument(content: Content, encoding: Encoding): Promise<JsonObject | null> {
  if (beginsWithWholeLine(content.start)) return null;
  const pieces: Buffer[] = [];
  let length = 0;
  const stream = encoding.label === 'utf-8' ? textBytes(content, encoding) : textOf(content, encoding);
  for await (const piece of stream) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
    length += bytes.length;
    if (length > MAX_DOCUMENT) return null;
    pieces.push(bytes);
  }
  try {
    const { value } = parseText(Buffer.concat(pieces));
    return isObject(value) ? value : null;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new HubError(
      'LIMIT_EXCEEDED',
      `"${content.name}" nests its values deeper than can be read: expected tables of rows.`,
    );
  }
}

/** The first line is a JSON object of its own and another line follows: JSON Lines, whatever their size. */
function beginsWithWholeLine(start: Buffer): boolean {
  const text = start.toString('utf8').trimStart();
  const end = text.indexOf('\n');
  if (end < 0 || !/^\s*\{/.test(text.slice(end))) return false;
  try {
    JSON.parse(text.slice(0, end));
    return true;
  } catch {
    return false;
  }
}
