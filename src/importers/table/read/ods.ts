import { HubError } from '../../../errors.ts';
import type { Report, TableFile } from '../types.ts';
import { OdsReader } from './ods-reader.ts';
import { type SheetEvent, sheetsOf } from './sheets.ts';
import { readWholeXml, readXml } from './xml.ts';
import type { ZipArchive } from './zip.ts';

/** OpenDocument spreadsheets (.ods): formulas are never computed, their stored results are read. */
export async function openOds(zip: ZipArchive, fileName: string, report: Report): Promise<TableFile> {
  await checkManifest(zip, fileName);
  return {
    format: 'ods',
    encoding: null,
    metadata: {},
    sheets: () => sheetsOf(readContent(zip, fileName, report)),
    close: async () => zip.close(),
  };
}

async function checkManifest(zip: ZipArchive, fileName: string): Promise<void> {
  let isSpreadsheet = false;
  let isEncrypted = false;
  await readWholeXml(zip.stream('META-INF/manifest.xml'), `"${fileName}" (META-INF/manifest.xml)`, {
    open(element, attributes) {
      if (element === 'encryption-data') isEncrypted = true;
      if (element !== 'file-entry' || attributes['manifest:full-path'] !== '/') return;
      isSpreadsheet = /opendocument\.spreadsheet/.test(attributes['manifest:media-type'] ?? '');
    },
  });
  if (isEncrypted)
    throw new HubError(
      'BAD_INPUT',
      `"${fileName}" is encrypted with a password. Open it with its password and save it without one.`,
    );
  if (!isSpreadsheet)
    throw new HubError(
      'BAD_INPUT',
      `"${fileName}" is an OpenDocument file, but no spreadsheet: expected ODS.`,
    );
  for (const name of zip.names) {
    // Every file that LibreOffice saves may have an empty library index; modules are what a macro needs.
    if (/^(?:Basic|Scripts)\/.+\/(?!script-lb\.xml$|dialog-lb\.xml$)[^/]+$/.test(name))
      throw new HubError('BAD_INPUT', `"${fileName}" contains macros ("${name}"). Save it without macros.`);
  }
}

async function* readContent(zip: ZipArchive, fileName: string, report: Report): AsyncGenerator<SheetEvent> {
  const reader = new OdsReader(fileName, report);
  for await (const _ of readXml(zip.stream('content.xml'), `"${fileName}" (content.xml)`, reader)) {
    // A row that is repeated is given bit by bit.
    while (reader.hasEvents) yield* reader.takeEvents();
  }
  while (reader.hasEvents) yield* reader.takeEvents();
}
