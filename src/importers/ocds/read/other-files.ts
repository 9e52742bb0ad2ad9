import { HubError } from '../../../errors.ts';

const JSON_WANTED = 'OCDS JSON in UTF-8, plain or gzip-compressed';

const SIGNATURES: readonly (readonly [readonly number[], string, string])[] = [
  [[0x50, 0x4b, 3, 4], 'a ZIP archive (or an XLSX workbook)', `${JSON_WANTED}; unpack it first`],
  [[0x42, 0x5a, 0x68], 'compressed with bzip2', `${JSON_WANTED}; unpack it first`],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'compressed with xz', `${JSON_WANTED}; unpack it first`],
  [[0x28, 0xb5, 0x2f, 0xfd], 'compressed with Zstandard', `${JSON_WANTED}; unpack it first`],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7-Zip archive', `${JSON_WANTED}; unpack it first`],
  [[0x25, 0x50, 0x44, 0x46], 'a PDF', JSON_WANTED],
];

/** Refuses files that are something else altogether, or in another encoding throughout, by their first bytes. */
export function refuseOther(start: Buffer): void {
  for (const [signature, what, wanted] of SIGNATURES) {
    if (signature.every((byte, i) => start[i] === byte)) refuse(what, wanted);
  }
  const width = wideCharacters(start);
  if (width) refuse(`encoded as UTF-${width}`, `UTF-8; convert it first (iconv -f UTF-${width} -t UTF-8)`);
}

/** 16 or 32 where a byte order mark says so, or where NUL bytes stand between the first characters. */
function wideCharacters(start: Buffer): 16 | 32 | null {
  const [a, b, c, d] = start;
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 && start.length >= 4 ? 32 : 16;
  if (a === 0xfe && b === 0xff) return 16;
  if (start.length < 4) return null;
  if (a === 0 && b === 0) return 32;
  if (b === 0 && c === 0 && d === 0) return 32;
  if ((b === 0 && d === 0) || (a === 0 && c === 0)) return 16;
  return null;
}

function refuse(what: string, wanted: string): never {
  throw new HubError('BAD_INPUT', `The file is ${what}: expected ${wanted}.`);
}
