import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HubError } from '../errors.ts';
import { checkReferences, type Tables } from './check-references.ts';
import { fileSpecs, type TableName } from './files.ts';
import { readTable, type TableRow } from './read-table.ts';
import type {
  Confidence,
  Level,
  MethodCondition,
  OcdsMethod,
  Pack,
  PackProblem,
  Provenance,
} from './types.ts';

export const packsFolder = fileURLToPath(new URL('../../packs/', import.meta.url));

/** All that is wrong with a pack, every file and line at once. */
export class PackError extends HubError {
  constructor(
    name: string,
    readonly problems: readonly PackProblem[],
  ) {
    const lines = problems.map((one) => `  ${placeOf(one)}: ${one.problem}`);
    super(
      'BAD_INPUT',
      `Jurisdiction pack "${name}" has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n${lines.join('\n')}`,
      { problems },
    );
  }
}

function placeOf(problem: PackProblem): string {
  const line = problem.line === null ? '' : ` line ${problem.line}`;
  const column = problem.column === null ? '' : `, column "${problem.column}"`;
  return `${problem.file}${line}${column}`;
}

/**
 * Reads a jurisdiction pack from its folder: `pack.json` and the CSV files of `fileSpecs`, each optional.
 * Throws one PackError that names every problem by file, line and column.
 */
export function loadPack(folder: string): Pack {
  const name = basename(folder);
  const problems: PackProblem[] = [];
  const files = listFolder(folder, name, problems);
  const header = readHeader(folder, name, files, problems);
  const tables = {} as Tables;
  for (const table of Object.keys(fileSpecs) as TableName[]) {
    const { file } = fileSpecs[table];
    tables[table] = files.includes(file)
      ? readTable(fileSpecs[table], readFileSync(join(folder, file)), `${name}/${file}`, problems)
      : [];
  }
  checkReferences(tables, name, problems);
  if (problems.length > 0) throw new PackError(name, problems);
  return { ...header, ...typed(tables) };
}

function listFolder(folder: string, name: string, problems: PackProblem[]): string[] {
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch {
    throw new HubError(
      'NOT_FOUND',
      `No jurisdiction pack in folder "${folder}": expected one with a pack.json.`,
    );
  }
  const known = ['pack.json', ...Object.values(fileSpecs).map((spec) => spec.file)];
  for (const file of files) {
    if (known.includes(file) || file.startsWith('.') || file.endsWith('.md')) continue;
    const problem = `Unknown file: expected one of ${known.join(', ')}.`;
    problems.push({ file: `${name}/${file}`, line: null, column: null, value: null, problem });
  }
  return files;
}

type Header = Pick<Pack, 'key' | 'nameZh' | 'nameEn' | 'description' | 'languages'>;

function readHeader(folder: string, name: string, files: string[], problems: PackProblem[]): Header {
  const wrong = (column: string | null, problem: string) =>
    problems.push({ file: `${name}/pack.json`, line: null, column, value: null, problem });
  let header: Record<string, unknown> = {};
  if (!files.includes('pack.json')) wrong(null, 'Missing: expected key, nameEn, description, languages.');
  else {
    try {
      const value: unknown = JSON.parse(readFileSync(join(folder, 'pack.json'), 'utf8'));
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        header = value as typeof header;
      else wrong(null, 'Not a JSON object.');
    } catch (error) {
      wrong(null, `Not JSON: ${(error as Error).message}`);
    }
    for (const key of Object.keys(header)) {
      if (!['key', 'nameZh', 'nameEn', 'description', 'languages'].includes(key)) {
        wrong(key, `Unknown member "${key}": expected key, nameZh, nameEn, description, languages.`);
      }
    }
    for (const key of ['key', 'nameEn', 'description']) {
      if (typeof header[key] !== 'string' || header[key] === '') wrong(key, `"${key}" must be a text.`);
    }
    if (typeof header.key === 'string' && header.key !== name) {
      wrong('key', `Key "${header.key}" differs from the name of its folder, "${name}".`);
    }
    if (header.nameZh !== undefined && typeof header.nameZh !== 'string')
      wrong('nameZh', '"nameZh" must be a text.');
    const { languages } = header;
    if (!Array.isArray(languages) || languages.some((one) => typeof one !== 'string')) {
      wrong('languages', '"languages" must be a list of language codes.');
    }
  }
  return {
    key: String(header.key ?? name),
    nameZh: typeof header.nameZh === 'string' ? header.nameZh : null,
    nameEn: String(header.nameEn ?? ''),
    description: String(header.description ?? ''),
    languages: Array.isArray(header.languages) ? header.languages.map(String) : [],
  };
}

function typed(tables: Tables): Omit<Pack, keyof Header> {
  const text = (row: TableRow, column: string) => row.cells[column] ?? null;
  const must = (row: TableRow, column: string) => row.cells[column] ?? '';
  const provenance = (row: TableRow): Provenance => ({
    validFrom: text(row, 'valid_from'),
    validTo: text(row, 'valid_to'),
    law: text(row, 'source_law'),
    publisher: text(row, 'source_publisher'),
    page: text(row, 'source_page'),
    confidence: must(row, 'confidence') as Confidence,
    note: text(row, 'note'),
  });
  return {
    levels: tables.levels.map((row) => ({
      level: must(row, 'level') as Level,
      rank: Number(must(row, 'rank')),
      nameZh: text(row, 'name_zh'),
      nameEn: must(row, 'name_en'),
      ...provenance(row),
    })),
    jurisdictions: tables.jurisdictions.map((row) => ({
      key: must(row, 'key'),
      nameZh: text(row, 'name_zh'),
      nameEn: text(row, 'name_en'),
      level: must(row, 'level') as Level,
      parent: text(row, 'parent'),
      divisionCode: text(row, 'division_code'),
      country: text(row, 'country'),
      timeZone: must(row, 'time_zone'),
      ...provenance(row),
    })),
    departments: tables.departments.map((row) => ({
      key: must(row, 'key'),
      nameZh: text(row, 'name_zh'),
      nameEn: text(row, 'name_en'),
      shortName: text(row, 'short_name'),
      kind: text(row, 'kind'),
      parent: text(row, 'parent'),
      jurisdiction: text(row, 'jurisdiction'),
      identifierScheme: text(row, 'identifier_scheme'),
      identifier: text(row, 'identifier'),
      ...provenance(row),
    })),
    departmentEvents: tables.departmentEvents.map((row) => ({
      key: must(row, 'key'),
      department: must(row, 'department'),
      kind: must(row, 'kind'),
      effectiveOn: text(row, 'effective_on'),
      otherDepartment: text(row, 'other_department'),
      formerName: text(row, 'former_name'),
      ...provenance(row),
    })),
    methods: tables.methods.map((row) => ({
      key: must(row, 'key'),
      localName: must(row, 'local_name'),
      aliases: row.cells.aliases?.split('|') ?? [],
      nameEn: must(row, 'name_en'),
      condition: must(row, 'condition') as MethodCondition,
      ocdsMethod: must(row, 'ocds_method') as OcdsMethod,
      ...provenance(row),
    })),
    labels: tables.labels.map((row) => ({
      codelist: must(row, 'codelist'),
      code: must(row, 'code'),
      nameZh: text(row, 'name_zh'),
      nameEn: text(row, 'name_en'),
      ...provenance(row),
    })),
  };
}
