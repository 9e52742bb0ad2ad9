import { withBases } from './bases.ts';
import type { Tables } from './cells.ts';
import { checkBudgetRows } from './check-budget-rows.ts';
import { fileSpecs, type TableName } from './files.ts';
import type { TableRow } from './read-table.ts';
import type { Pack, PackProblem } from './types.ts';

/** Says what is wrong in a cell of a row. */
export type Wrong = (table: TableName, row: TableRow, column: string, problem: string) => void;

/**
 * What only several rows together can get wrong: parents and departments that are not there, a chain of parents that
 * comes back to itself, an identifier of two departments, a method name that leads to two codes.
 */
export function checkReferences(
  tables: Tables,
  directBases: readonly Pack[],
  folder: string,
  problems: PackProblem[],
): void {
  const bases = [...new Set(directBases.flatMap(withBases))];
  const wrong: Wrong = (table, row, column, problem) =>
    problems.push({
      file: `${folder}/${fileSpecs[table].file}`,
      line: row.line,
      column,
      value: row.cells[column] ?? null,
      problem,
    });
  const mustExist = (table: TableName, column: string, target: 'jurisdictions' | 'departments') => {
    const inherited = bases.flatMap((base) => base[target].map((row) => row.key));
    const known = new Set<string | null | undefined>([
      ...inherited,
      ...tables[target].map((row) => row.cells.key),
    ]);
    for (const row of tables[table]) {
      const value = row.cells[column];
      if (value && !known.has(value)) {
        wrong(
          table,
          row,
          column,
          `Unknown "${value}": expected the key of a row of ${fileSpecs[target].file}.`,
        );
      }
    }
  };
  mustExist('jurisdictions', 'parent', 'jurisdictions');
  mustExist('departments', 'parent', 'departments');
  mustExist('departments', 'jurisdiction', 'jurisdictions');
  mustExist('departmentEvents', 'department', 'departments');
  mustExist('departmentEvents', 'other_department', 'departments');
  mustExist('classificationSchemes', 'jurisdiction', 'jurisdictions');
  mustExist('standards', 'jurisdiction', 'jurisdictions');
  mustExist('standards', 'department', 'departments');
  mustExist('catalogEditions', 'jurisdiction', 'jurisdictions');
  mustExist('thresholds', 'jurisdiction', 'jurisdictions');
  mustExist('disclosureTables', 'jurisdiction', 'jurisdictions');
  checkBudgetRows(tables, bases, wrong);

  for (const table of ['jurisdictions', 'departments'] as const) {
    const byKey = new Map(tables[table].map((row) => [row.cells.key, row]));
    for (const row of tables[table]) {
      const path = [row.cells.key!];
      for (let at = byKey.get(row.cells.parent ?? ''); at; at = byKey.get(at.cells.parent ?? '')) {
        path.push(at.cells.key!);
        if (at === row) {
          wrong(table, row, 'parent', `Cycle: ${path.join(' → ')}.`);
          break;
        }
        if (path.length > tables[table].length) break; // a cycle further up, said at its own rows
      }
    }
  }

  // The levels of the pack itself, or of the packs it builds on where it has none of its own.
  const own = tables.levels.map((row) => row.cells.level);
  const levels = new Set<string | null | undefined>(
    own.length > 0 ? own : bases.flatMap((base) => base.levels.map((row) => row.level)),
  );
  if (levels.size > 0) {
    for (const row of tables.jurisdictions) {
      const level = row.cells.level;
      if (level && !levels.has(level)) {
        wrong(
          'jurisdictions',
          row,
          'level',
          `Level "${level}" is not in ${fileSpecs.levels.file} of this pack or of one it requires.`,
        );
      }
    }
  }

  const owners = new Map<string, TableRow>();
  for (const row of tables.departments) {
    const { identifier_scheme: scheme, identifier } = row.cells;
    if (!scheme !== !identifier) {
      wrong(
        'departments',
        row,
        scheme ? 'identifier' : 'identifier_scheme',
        'A scheme and an identifier go together.',
      );
    }
    if (!scheme || !identifier) continue;
    const owner = owners.get(`${scheme} ${identifier}`);
    if (owner) {
      wrong(
        'departments',
        row,
        'identifier',
        `"${scheme} ${identifier}" is the identifier of line ${owner.line}.`,
      );
    } else owners.set(`${scheme} ${identifier}`, row);
  }

  const meanings = new Map<string, TableRow>();
  for (const row of tables.methods) {
    for (const name of new Set([row.cells.local_name, ...(row.cells.aliases?.split('|') ?? [])])) {
      const meaning = `${name} / ${row.cells.condition}`;
      const other = meanings.get(meaning);
      if (other) wrong('methods', row, 'local_name', `"${meaning}" is already said by line ${other.line}.`);
      else meanings.set(meaning, row);
    }
  }
}
