import { HubError } from '../../../errors.ts';

const TABLE_WANTED = 'expected CSV, TSV, XLSX, ODS, HTML, JSON tables or a data package';
const SAVE_AS = 'Open it in a spreadsheet program and save it as XLSX, ODS or CSV.';

const SIGNATURES: readonly (readonly [string | readonly number[], string, string])[] = [
  [
    '%PDF',
    'a PDF',
    'PDFs are not read: fill the template that `sunledger template NOUN` writes, or ask for the table as a spreadsheet.',
  ],
  [[0x89, 0x50, 0x4e, 0x47], 'a PNG image', `${TABLE_WANTED}.`],
  [[0xff, 0xd8, 0xff], 'a JPEG image', `${TABLE_WANTED}.`],
  ['GIF8', 'a GIF image', `${TABLE_WANTED}.`],
  ['II*\0', 'a TIFF image', `${TABLE_WANTED}.`],
  ['MM\0*', 'a TIFF image', `${TABLE_WANTED}.`],
  ['BZh', 'compressed with bzip2', 'Unpack it first; gzip is read as it is.'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'compressed with xz', 'Unpack it first; gzip is read as it is.'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed with Zstandard', 'Unpack it first; gzip is read as it is.'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive', 'Unpack it first.'],
  ['Rar!', 'a RAR archive', 'Unpack it first.'],
  ['PAR1', 'an Apache Parquet file', `${TABLE_WANTED}.`],
  ['SQLite format 3\0', 'an SQLite database', `${TABLE_WANTED}.`],
  ['{\\rtf', 'a text document (RTF)', SAVE_AS],
  ['OFDR', 'an OFD document', SAVE_AS],
];

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** Names of the streams by which OLE containers are told apart, as they stand in their directory (UTF-16LE). */
const OLE_STREAMS: readonly (readonly [string, string, string])[] = [
  [
    'EncryptedPackage',
    'encrypted with a password',
    'Open it with its password and save it without one, as XLSX.',
  ],
  [
    'Workbook',
    'a workbook of the old Excel format (.xls)',
    'Open it and save it as "Excel Workbook (.xlsx)".',
  ],
  ['Book', 'a workbook of the old Excel format (.xls)', 'Open it and save it as "Excel Workbook (.xlsx)".'],
  ['WordDocument', 'a Word document', `${TABLE_WANTED}.`],
  ['PowerPoint Document', 'a PowerPoint presentation', `${TABLE_WANTED}.`],
];

/** Refuses what is not a table by its first bytes, never by its name, and says what to do. */
export async function refuseOtherKinds(
  name: string,
  start: Buffer,
  open: () => AsyncIterable<Buffer>,
): Promise<void> {
  if (start.subarray(0, OLE.length).equals(OLE)) {
    const [what, then] = await oleKind(open());
    refuse(name, what, then);
  }
  for (const [signature, what, then] of SIGNATURES) {
    const bytes = typeof signature === 'string' ? Buffer.from(signature, 'latin1') : Buffer.from(signature);
    if (start.subarray(0, bytes.length).equals(bytes)) refuse(name, what, then);
  }
  // Some PDFs begin with a few bytes of something else.
  if (start.subarray(0, 1024).includes('%PDF-1.'))
    refuse(name, 'a PDF', (SIGNATURES[0] as [string, string, string])[2]);
}

async function oleKind(stream: AsyncIterable<Buffer>): Promise<readonly [string, string]> {
  const wanted = OLE_STREAMS.map((entry) => [Buffer.from(`${entry[0]}\0`, 'utf16le'), entry] as const);
  let best = OLE_STREAMS.length;
  let tail: Buffer = Buffer.alloc(0);
  let seen = 0;
  for await (const piece of stream) {
    const text = Buffer.concat([tail, piece]);
    for (const [i, [bytes]] of wanted.entries()) if (i < best && text.includes(bytes)) best = i;
    tail = text.subarray(Math.max(0, text.length - 64));
    seen += piece.length;
    if (best === 0 || seen > 64 * 1024 * 1024) break;
  }
  const found = OLE_STREAMS[best];
  return found ? [found[1], found[2]] : ['an old Office file (OLE container)', SAVE_AS];
}

export function refuse(name: string, what: string, then: string): never {
  throw new HubError('BAD_INPUT', `"${name}" is ${what}. ${then.charAt(0).toUpperCase()}${then.slice(1)}`);
}
