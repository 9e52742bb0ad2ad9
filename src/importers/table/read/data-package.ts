import type { JsonObject } from '../../../json.ts';
import type { ImportSource } from '../../ocds/source.ts';
import type { Report, TableFile } from '../types.ts';
import type { Encoding } from './encoding.ts';
export function openDataPackage(
  _d: JsonObject,
  _s: ImportSource,
  _e: Encoding,
  _report: Report,
): Promise<TableFile> {
  throw new Error('not yet');
}
