import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HubError } from '../errors.ts';
import type { Tables } from './cells.ts';
import { checkReferences } from './check-references.ts';
import { fileSpecs, type TableName } from './files.ts';
import { readTable } from './read-table.ts';
import { typedRows } from './typed.ts';
import type { Pack, PackHeader, PackProblem } from './types.ts';

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
 * Reads a jurisdiction pack from its folder, and the packs it requires from the folders beside: `pack.json` and the CSV
 * files of `fileSpecs`, each optional. Throws one PackError that names every problem by file, line and column.
 * `loaded` keeps packs by folder for a caller that reads several.
 */
export function loadPack(folder: string, loaded = new Map<string, Pack>()): Pack {
  return load(folder, loaded, []);
}

function load(folder: string, loaded: Map<string, Pack>, path: readonly string[]): Pack {
  const present = loaded.get(folder);
  if (present) return present;
  const name = basename(folder);
  const problems: PackProblem[] = [];
  const files = listFolder(folder, name, problems);
  const header = readHeader(folder, name, files, problems);
  const bases = loadBases(folder, header, loaded, [...path, name], problems);
  const tables = {} as Tables;
  for (const table of Object.keys(fileSpecs) as TableName[]) {
    const { file } = fileSpecs[table];
    tables[table] = files.includes(file)
      ? readTable(fileSpecs[table], readFileSync(join(folder, file)), `${name}/${file}`, problems)
      : [];
  }
  checkReferences(tables, bases, name, problems);
  if (problems.length > 0) throw new PackError(name, problems);
  const pack = { ...header, bases, ...typedRows(tables) };
  loaded.set(folder, pack);
  return pack;
}

function loadBases(
  folder: string,
  header: PackHeader,
  loaded: Map<string, Pack>,
  path: readonly string[],
  problems: PackProblem[],
): Pack[] {
  const bases: Pack[] = [];
  for (const key of header.requires) {
    const wrong = (problem: string) =>
      problems.push({ file: `${header.key}/pack.json`, line: null, column: 'requires', value: key, problem });
    if (path.includes(key)) {
      wrong(`Packs require each other: ${[...path, key].join(' → ')}.`);
      continue;
    }
    try {
      bases.push(load(join(dirname(folder), key), loaded, path));
    } catch (error) {
      if (!(error instanceof HubError) || error.code !== 'NOT_FOUND') throw error;
      wrong(`Required pack "${key}" is not in the folder beside this pack.`);
    }
  }
  return bases;
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
  // Profiles of table files are read by the importer, identities by the rules that check them.
  const known = [
    'pack.json',
    'profiles',
    'identities.json',
    ...Object.values(fileSpecs).map((spec) => spec.file),
  ];
  for (const file of files) {
    if (known.includes(file) || file.startsWith('.') || file.endsWith('.md')) continue;
    const problem = `Unknown file: expected one of ${known.join(', ')}.`;
    problems.push({ file: `${name}/${file}`, line: null, column: null, value: null, problem });
  }
  return files;
}

const members = ['key', 'nameZh', 'nameEn', 'description', 'languages', 'requires'];

function readHeader(folder: string, name: string, files: string[], problems: PackProblem[]): PackHeader {
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
      if (!members.includes(key)) wrong(key, `Unknown member "${key}": expected ${members.join(', ')}.`);
    }
    for (const key of ['key', 'nameEn', 'description']) {
      if (typeof header[key] !== 'string' || header[key] === '') wrong(key, `"${key}" must be a text.`);
    }
    if (typeof header.key === 'string' && header.key !== name) {
      wrong('key', `Key "${header.key}" differs from the name of its folder, "${name}".`);
    }
    if (header.nameZh !== undefined && typeof header.nameZh !== 'string')
      wrong('nameZh', '"nameZh" must be a text.');
    if (!isTextList(header.languages)) wrong('languages', '"languages" must be a list of language codes.');
    if (header.requires !== undefined && !isTextList(header.requires)) {
      wrong('requires', '"requires" must be a list of keys of packs.');
    }
  }
  return {
    key: String(header.key ?? name),
    nameZh: typeof header.nameZh === 'string' ? header.nameZh : null,
    nameEn: String(header.nameEn ?? ''),
    description: String(header.description ?? ''),
    languages: isTextList(header.languages) ? header.languages : [],
    requires: isTextList(header.requires) ? header.requires : [],
  };
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
