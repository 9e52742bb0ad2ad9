import { HubError } from '../../../errors.ts';
import { isNumber, isObject, type JsonObject, type JsonValue, numberText, writeJson } from '../../../json.ts';
import { type ImportSource, openSource } from '../../ocds/source.ts';
import type { Report, Sheet, SheetRow, TableFile } from '../types.ts';
import { type Content, openContent } from './bytes.ts';
import { type CsvDialect, csvSheet, findDialect } from './csv.ts';
import { chooseEncoding, type Encoding } from './encoding.ts';
import { plainNumbers } from './package-numbers.ts';
import { findResource } from './package-paths.ts';
import { tableName } from './sheets.ts';

const MAX_RESOURCES = 200;

/**
 * A data package (datapackage.json) with the CSV files it describes, one sheet for each. Fiscal Data Package 1.0 and
 * 0.3 differ in how they map columns to meanings; that is for the profile, which finds the whole descriptor in
 * `metadata.descriptor`. Files must lie in the descriptor's folder; nothing is fetched.
 */
export async function openDataPackage(
  descriptor: JsonObject,
  source: ImportSource,
  encoding: Encoding,
  report: Report,
): Promise<TableFile> {
  const resources = descriptor.resources as JsonValue[];
  if (resources.length === 0 || resources.length > MAX_RESOURCES)
    throw new HubError(
      'BAD_INPUT',
      `"${source.name}" describes ${resources.length} files: expected 1 to ${MAX_RESOURCES} in "resources".`,
    );
  const metadata: Record<string, string> = { descriptor: writeJson(descriptor) };
  for (const [name, value] of Object.entries(descriptor)) {
    if (typeof value === 'string') metadata[name] = value;
    else if (isNumber(value)) metadata[name] = numberText(value);
  }
  const opened: { sheet: Sheet; content: Content; source: ImportSource }[] = [];
  const close = async (): Promise<void> => {
    for (const { content, source: own } of opened) {
      await content.close();
      await own.close();
    }
  };
  try {
    for (const [position, resource] of resources.entries()) {
      const part = await openResource(resource, position, source, report);
      opened.push(part);
      metadata[`resource.${part.sheet.name}.file`] = part.source.name;
      metadata[`resource.${part.sheet.name}.sha256`] = part.source.sha256;
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    format: 'fiscal-data-package',
    encoding: encoding.label,
    metadata,
    async *sheets() {
      for (const { sheet } of opened) yield sheet;
    },
    close,
  };
}

async function openResource(
  resource: JsonValue,
  position: number,
  source: ImportSource,
  report: Report,
): Promise<{ sheet: Sheet; content: Content; source: ImportSource }> {
  const where = `resources[${position}] of "${source.name}"`;
  if (!isObject(resource))
    throw new HubError('BAD_INPUT', `${where} is no object: expected name, path and schema.`);
  const path = await findResource(resource, where, source, report);
  const own = await openSource(path);
  const content = await openContent(own, report);
  try {
    const name = textOf(resource, 'name') ?? tableName(own.name);
    const told: Report = (problem) => report({ sheet: name, ...problem });
    const encoding = await chooseEncoding(content, textOf(resource, 'encoding') ?? 'utf-8', told);
    const dialect = await dialectOf(resource, content, encoding);
    const csv = csvSheet(content, encoding, dialect, told);
    const title = textOf(resource, 'title');
    const sheet: Sheet = {
      ...csv,
      name,
      ...(title === undefined ? {} : { title }),
      rows: () => convert(csv.rows(), resource, told),
    };
    return { sheet, content, source: own };
  } catch (error) {
    await content.close();
    await own.close();
    throw error;
  }
}

function textOf(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The declared dialect. Where none is: the comma of the standard, unless the file clearly has another sign. */
async function dialectOf(resource: JsonObject, content: Content, encoding: Encoding): Promise<CsvDialect> {
  const declared = isObject(resource.dialect) ? resource.dialect : {};
  const delimiter = textOf(declared, 'delimiter') ?? textOf(declared, 'csvDelimiter');
  const dialect =
    delimiter === undefined
      ? await findDialect(content, encoding).catch((error: unknown) => {
          if (error instanceof HubError && error.code === 'BAD_INPUT') return { delimiter: ',' };
          throw error;
        })
      : { delimiter };
  const quote = declared.quoteChar;
  return {
    ...dialect,
    ...(quote === null || typeof quote === 'string' ? { quote } : {}),
    escape: declared.doubleQuote === false ? textOf(declared, 'escapeChar') : undefined,
  };
}

/** Numbers as the schema's fields write them become plain ones; what stands for "no value" becomes empty. */
async function* convert(
  rows: AsyncIterable<readonly SheetRow[]>,
  resource: JsonObject,
  report: Report,
): AsyncGenerator<readonly SheetRow[]> {
  const schema = isObject(resource.schema) ? resource.schema : {};
  const fields = Array.isArray(schema.fields) ? schema.fields.filter((field) => isObject(field)) : [];
  const empty = missingValues(schema, resource);
  const reads = fields.map((field) => plainNumbers(field, resource));
  let isHead = !(isObject(resource.dialect) && resource.dialect.header === false);
  for await (const batch of rows) {
    yield batch.map((row) => {
      if (isHead) {
        isHead = false;
        checkHeads(row, fields, report);
        return row;
      }
      if (empty.size === 0 && reads.every((read) => read === null)) return row;
      const cells = row.cells.map((cell, column) => {
        if (empty.has(cell)) return '';
        return reads[column]?.(cell) ?? cell;
      });
      return { ...row, cells };
    });
  }
}

function missingValues(schema: JsonObject, resource: JsonObject): Set<string> {
  const declared = schema.missingValues ?? resource.missingValues;
  const list = Array.isArray(declared) ? declared : typeof declared === 'string' ? [declared] : [];
  return new Set(list.filter((value): value is string => typeof value === 'string' && value !== ''));
}

function checkHeads(row: SheetRow, fields: readonly JsonObject[], report: Report): void {
  for (const [column, field] of fields.entries()) {
    const name = textOf(field, 'name') ?? '';
    const head = row.cells[column] ?? '';
    if (head.trim() === name.trim()) continue;
    const problem = `the descriptor calls this column "${name}"; the file's own head is kept`;
    report({
      rule: 'other-head',
      severity: 'warning',
      row: row.number,
      column: column + 1,
      value: head,
      problem,
    });
  }
}
