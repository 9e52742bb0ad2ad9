import type { FieldSpec, RecordValue, SheetRow, TableRecord } from '../types.ts';
import { fieldOf } from './bind.ts';
import { isBlank, withoutNumber } from './classify.ts';
import type { LayoutStart } from './layout-reading.ts';
import { cellName, type NameTest, nameTest } from './text.ts';
import type { UprightEntry } from './types.ts';
import { columnReader, inMainUnit, isBad } from './value.ts';
import { withoutMemo } from './words.ts';

interface Entry {
  spec: UprightEntry;
  tests: readonly NameTest[];
  met: number;
}

/** A table whose rows are fields: all of it is one record. */
export function readUpright(start: LayoutStart, rows: readonly SheetRow[]): TableRecord | null {
  const { layout, noun, binding, sheet, report } = start;
  const entries: Entry[] = (layout.upright?.entries ?? []).map((spec) => ({
    spec,
    tests: spec.labels.map(nameTest),
    met: 0,
  }));
  const fields: Record<string, string> = {};
  const values: RecordValue[] = [];
  let first: SheetRow | null = null;
  let isRefused = false;
  for (const row of rows) {
    const label = (row.cells[binding.label as number] ?? '').trim();
    const entry = entryOf(entries, label);
    const filled = binding.columns.filter((column) => !isBlank(row.cells[column.at[0] as number]));
    if (!entry) {
      if (filled.length > 0 && label !== '') {
        report({
          rule: 'unknown-row',
          severity: 'warning',
          sheet: sheet.name,
          page: row.page,
          row: row.number,
          value: label,
          problem: `${layout.id}: no entry of the profile reads the row "${label}" in row ${row.number}.`,
        });
      }
      continue;
    }
    for (const column of filled) {
      const at = column.at[0] as number;
      const field = (entry.field ? fieldOf(noun, entry.field) : column.field) as FieldSpec;
      const text = row.cells[at] as string;
      const read = columnReader(column.spec, field, start.formats)(text);
      const value = field.type === 'money' ? inMainUnit(read, start.unit.of(column), text) : read;
      if (value === null) continue;
      if (isBad(value)) {
        isRefused = true;
        report({
          rule: value.rule,
          severity: 'error',
          sheet: sheet.name,
          page: row.page,
          row: row.number,
          column: at + 1,
          head: column.head,
          value: text,
          problem: `${cellName(row.number, at + 1)}, ${layout.id}, "${label}": ${value.problem}`,
        });
        continue;
      }
      first ??= row;
      const set = { ...entry.set, ...column.spec.set };
      if (field.type !== 'money' && Object.keys(set).length === 0) fields[field.name] = value.text;
      else values.push({ field: field.name, set, text: value.text, cell: cellName(row.number, at + 1) });
    }
  }
  if (!first || isRefused) return null;
  const record: TableRecord = {
    table: layout.table ?? layout.id,
    kind: 'line',
    fields,
    values,
    row: first.number,
  };
  if (first.page !== undefined) record.page = first.page;
  if (sheet.name) record.sheet = sheet.name;
  return record;
}

function entryOf(entries: readonly Entry[], label: string): UprightEntry | null {
  const plain = withoutNumber(withoutMemo(withoutNumber(label)));
  for (const entry of entries) {
    if (!entry.tests.some((test) => test(label) || test(plain))) continue;
    entry.met += 1;
    if (entry.spec.nth === undefined || entry.spec.nth === entry.met) return entry.spec;
  }
  return null;
}
