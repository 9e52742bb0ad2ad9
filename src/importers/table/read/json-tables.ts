import { HubError } from '../../../errors.ts';
import { isNumber, isObject, type JsonObject, type JsonValue, numberText, writeJson } from '../../../json.ts';
import type { Merge, Report, Sheet, SheetRow } from '../types.ts';
import { cleanText } from './clean-text.ts';
import { exactDecimal } from './decimal-text.ts';

/** Members of the document that are no tables, as text. */
export function metadataOf(document: JsonObject, report: Report): Record<string, string> {
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(document)) {
    if (name === 'tables' || value === null || value === undefined) continue;
    const text =
      typeof value === 'string'
        ? value
        : isNumber(value)
          ? exactDecimal(numberText(value))
          : writeJson(value);
    metadata[name] = cleanText(text, () => ({ head: name }), report);
  }
  return metadata;
}

interface Table {
  title: string | null;
  unit: string | null;
  page: number | undefined;
  isContinued: boolean;
  rows: readonly JsonValue[];
}

/**
 * Tables as they were taken from the pages of a document: `{ tables: [{ page, title, continued, unit, rows }] }`.
 * A continued table belongs to the one before where both have the same title. Null in a row is a cell that is one
 * with the cell to its left, or above it where nothing stands to the left.
 */
export function tablesOf(document: JsonObject, name: string, report: Report): Sheet[] {
  const { tables } = document;
  if (!Array.isArray(tables)) throw notTables(name, '"tables" is no list');
  const sheets: { name: string; title?: string; unit?: string; merges: Merge[]; rows: SheetRow[] }[] = [];
  const counts = new Map<string, number>();
  let previous: Table | null = null;
  for (const [position, value] of tables.entries()) {
    const table = readTable(value, position, name);
    let sheet = sheets.at(-1);
    if (!sheet || !table.isContinued || previous?.title !== table.title) {
      const title = table.title ?? '';
      const count = (counts.get(title) ?? 0) + 1;
      counts.set(title, count);
      const own = title === '' ? `table ${position + 1}` : count > 1 ? `${title} (${count})` : title;
      sheet = { name: own, merges: [], rows: [] };
      if (title !== '') sheet.title = title;
      sheets.push(sheet);
    }
    if (sheet.unit === undefined && table.unit !== null) sheet.unit = table.unit;
    addRows(sheet, table, position, name, report);
    previous = table;
  }
  return sheets.map(({ rows, ...sheet }) => ({
    ...sheet,
    async *rows() {
      if (rows.length > 0) yield rows;
    },
  }));
}

function readTable(value: JsonValue, position: number, name: string): Table {
  const at = `tables[${position}]`;
  if (!isObject(value)) throw notTables(name, `${at} is no object`);
  const { title, unit, page, continued, rows } = value;
  if (!Array.isArray(rows)) throw notTables(name, `${at} has no list "rows"`);
  for (const [member, text] of Object.entries({ title, unit }))
    if (text !== undefined && text !== null && typeof text !== 'string')
      throw notTables(name, `"${member}" of ${at} is no text`);
  if (page !== undefined && page !== null && !Number.isSafeInteger(page))
    throw notTables(name, `"page" of ${at} is no whole number`);
  return {
    title: typeof title === 'string' ? title : null,
    unit: typeof unit === 'string' ? unit : null,
    page: typeof page === 'number' ? page : undefined,
    isContinued: continued === true,
    rows,
  };
}

function addRows(
  sheet: { name: string; merges: Merge[]; rows: SheetRow[] },
  table: Table,
  position: number,
  name: string,
  report: Report,
): void {
  const first = sheet.rows.at(-1)?.number ?? 0;
  const grid: (string | null)[][] = table.rows.map((row, index) => {
    if (!Array.isArray(row)) throw notTables(name, `tables[${position}].rows[${index}] is no list`);
    return row.map((cell, column) => {
      if (cell === null) return null;
      if (typeof cell === 'string' || isNumber(cell)) {
        const text = typeof cell === 'string' ? cell : exactDecimal(numberText(cell));
        const place = () => ({
          sheet: sheet.name,
          page: table.page,
          row: first + index + 1,
          column: column + 1,
        });
        return cleanText(text, place, report);
      }
      throw notTables(
        name,
        `tables[${position}].rows[${index}][${column}] is ${writeJson(cell).slice(0, 40)}`,
      );
    });
  });
  sheet.merges.push(...mergesOf(grid, first));
  for (const [index, cells] of grid.entries()) {
    const row: SheetRow = { number: first + index + 1, cells: cells.map((cell) => cell ?? '') };
    if (table.page !== undefined) row.page = table.page;
    sheet.rows.push(row);
  }
}

/**
 * Blocks of cells that are one. In the head (the rows from the top that have nulls) a block lies within the columns of
 * the block above it, so a null joins the cell to its left where both stand below the same block, and else what is
 * above. Below the head a null joins the cell to its left: a label that runs over the columns of codes.
 */
function mergesOf(grid: readonly (readonly (string | null)[])[], offset: number): Merge[] {
  const blocks: Merge[] = [];
  let above: Merge[] = [];
  let isHead = true;
  for (const [index, cells] of grid.entries()) {
    isHead &&= cells.includes(null);
    const number = index + 1 + offset;
    const here: Merge[] = [];
    for (const [column, cell] of cells.entries()) {
      const left = here[column - 1];
      const over = above[column];
      const leftIsOfThisRow = left?.top === number;
      const joinsLeft = leftIsOfThisRow && (!isHead || over === undefined || above[column - 1] === over);
      let block = cell !== null ? undefined : joinsLeft ? left : (over ?? left);
      if (block === undefined) {
        block = { top: number, left: column + 1, bottom: number, right: column + 1 };
        blocks.push(block);
      }
      block.bottom = Math.max(block.bottom, number);
      block.right = Math.max(block.right, column + 1);
      here.push(block);
    }
    above = here;
  }
  return blocks.filter(({ top, bottom, left, right }) => top !== bottom || left !== right);
}

function notTables(name: string, what: string): HubError {
  return new HubError(
    'BAD_INPUT',
    `"${name}" is no document of tables: ${what}. Expected { "tables": [{ "title", "unit", "page", "continued", "rows": [["cell", null]] }] }.`,
  );
}
