import type { Report, TableFile } from '../types.ts';
import type { ZipArchive } from './zip.ts';
export function openOds(_zip: ZipArchive, _name: string, _report: Report): Promise<TableFile> {
  throw new Error('not yet');
}
