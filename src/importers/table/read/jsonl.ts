import type { Report, TableFile } from '../types.ts';
import type { Content } from './bytes.ts';
import type { Encoding } from './encoding.ts';
export function jsonLinesSheets(_content: Content, _encoding: Encoding, _report: Report): TableFile {
  throw new Error('not yet');
}
