import type { Tables } from './cells.ts';
import type { Wrong } from './check-references.ts';
import { fileSpecs } from './files.ts';
import type { TableRow } from './read-table.ts';
import type { Pack } from './types.ts';

/** What only several rows together can get wrong in classifications, catalogs and limits. */
export function checkBudgetRows(tables: Tables, bases: readonly Pack[], wrong: Wrong): void {
  checkHierarchy(tables, wrong);
  checkMappings(tables, bases, wrong);
  const editions = new Set(tables.catalogEditions.map((row) => row.cells.key));
  for (const row of tables.catalogItems) {
    if (!editions.has(row.cells.edition!)) {
      const { file } = fileSpecs.catalogEditions;
      wrong(
        'catalogItems',
        row,
        'edition',
        `Unknown "${row.cells.edition}": expected the key of a row of ${file}.`,
      );
    }
  }
  for (const table of ['standards', 'catalogItems'] as const) {
    for (const row of tables[table]) {
      const { limit, currency } = row.cells;
      if (!limit !== !currency) wrong(table, row, 'currency', 'A limit and its currency go together.');
    }
  }
  for (const row of tables.thresholds) {
    const { unit, currency, min_value: least, max_value: most } = row.cells;
    if (!least && !most) wrong('thresholds', row, 'min_value', 'No value: expected min_value or max_value.');
    if ((unit === 'amount') !== Boolean(currency)) {
      wrong('thresholds', row, 'currency', 'An amount has a currency; a ratio or a count has none.');
    }
  }
  for (const row of tables.disclosureTables) {
    const { first_year: first, last_year: last } = row.cells;
    if (first && last && Number(first) > Number(last)) {
      wrong('disclosureTables', row, 'last_year', `Last year ${last} lies before the first, ${first}.`);
    }
  }
}

const editionOf = (row: TableRow) => `${row.cells.scheme}@${row.cells.edition}`;

function checkHierarchy(tables: Tables, wrong: Wrong): void {
  const schemes = new Map(tables.classificationSchemes.map((row) => [editionOf(row), row]));
  const rows = new Map(tables.classifications.map((row) => [`${editionOf(row)}/${row.cells.code}`, row]));
  for (const row of tables.classifications) {
    const { parent, code } = row.cells;
    const level = Number(row.cells.level);
    const scheme = schemes.get(editionOf(row));
    if (!scheme) {
      const { file } = fileSpecs.classificationSchemes;
      wrong(
        'classifications',
        row,
        'edition',
        `Unknown "${editionOf(row)}": expected a scheme and edition of ${file}.`,
      );
      continue;
    }
    if (!parent) {
      // Of an edition that is not complete, the row above may be among those that are missing.
      if (level !== 1 && scheme.cells.is_complete === 'true') {
        wrong(
          'classifications',
          row,
          'parent',
          `Level ${level} without a parent in an edition said to be complete.`,
        );
      }
      continue;
    }
    const above = rows.get(`${editionOf(row)}/${parent}`);
    if (!above) {
      wrong('classifications', row, 'parent', `Unknown "${parent}": expected a code of ${editionOf(row)}.`);
      continue;
    }
    if (Number(above.cells.level) !== level - 1) {
      wrong(
        'classifications',
        row,
        'level',
        `Level ${level} of "${code}": expected one more than level ${above.cells.level} of its parent "${parent}".`,
      );
    }
    checkCycle(row, rows, wrong);
  }
}

/** Said at every row that comes back to itself. */
function checkCycle(row: TableRow, rows: ReadonlyMap<string, TableRow>, wrong: Wrong): void {
  const path = [row.cells.code!];
  for (let at: TableRow | undefined = row; at?.cells.parent; ) {
    at = rows.get(`${editionOf(row)}/${at.cells.parent}`);
    if (at) path.push(at.cells.code!);
    if (at === row) wrong('classifications', row, 'parent', `Cycle: ${path.join(' → ')}.`);
    if (at === row || path.length > rows.size) return;
  }
}

/** `scheme:code` or `scheme@edition:code` must be a code of this pack or of one it builds on. */
function checkMappings(tables: Tables, bases: readonly Pack[], wrong: Wrong): void {
  const known = new Set<string>();
  const add = (scheme: string, edition: string, code: string) =>
    known.add(`${scheme}:${code}`).add(`${scheme}@${edition}:${code}`);
  for (const base of bases) for (const row of base.classifications) add(row.scheme, row.edition, row.code);
  for (const { cells } of tables.classifications) add(cells.scheme!, cells.edition!, cells.code!);
  for (const row of tables.classifications) {
    for (const target of row.cells.maps_to?.split('|') ?? []) {
      if (known.has(target)) continue;
      wrong(
        'classifications',
        row,
        'maps_to',
        `Unknown "${target}": expected scheme:code or scheme@edition:code of a row that is there.`,
      );
    }
  }
}
