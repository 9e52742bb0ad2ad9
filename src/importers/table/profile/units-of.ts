import type { NounSpec, Report, Sheet, SheetRow, TableFile } from '../types.ts';
import { type Binding, type BoundColumn, fieldOf } from './bind.ts';
import type { TableLayout } from './types.ts';
import type { Unit, UnitReader } from './unit.ts';

/** What the numbers of a table are multiplied by. */
export interface TableUnit {
  /** As published or as the profile says; null where columns differ or amounts are simply amounts. */
  text: string | null;
  factor: string;
  of(column: BoundColumn): string;
}

/** All that may say the unit of a table. */
export interface UnitPlaces {
  file: TableFile;
  sheet: Sheet;
  /** Rows above the head. */
  above: readonly SheetRow[];
  /** Footnotes, where the table is small enough to be read to its end first. */
  below: readonly string[];
  parameter: string | undefined;
}

interface Said extends Unit {
  where: string;
}

/** Null where the unit is not known or places contradict each other: a factor of 10,000 is never guessed. */
export function tableUnit(
  layout: TableLayout,
  noun: NounSpec,
  binding: Binding,
  units: UnitReader,
  places: UnitPlaces,
  report: Report,
): TableUnit | null {
  // In an upright table the row may say that a cell is money.
  const isMoneyByRow = (layout.upright?.entries ?? []).some(
    ({ field }) => field !== undefined && fieldOf(noun, field)?.type === 'money',
  );
  const money = binding.columns.filter((column) => isMoneyByRow || column.field.type === 'money');
  if (money.length === 0) return { text: null, factor: '1', of: () => '1' };
  const refuse = (rule: string, problem: string, head?: string): null => {
    report({ rule, severity: 'error', sheet: places.sheet.name, head, problem: `${layout.id}: ${problem}` });
    return null;
  };
  const said = saidUnits(units, places);
  const first = said[0];
  const other = said.find((one) => one.factor !== first?.factor);
  if (first && other) {
    return refuse(
      'unit-conflict',
      `the unit is "${first.text}" in ${first.where} but "${other.text}" in ${other.where}; the table is not read until one of them is corrected.`,
    );
  }
  if (places.parameter !== undefined && !units.parse(places.parameter)) {
    return refuse(
      'bad-unit',
      `"--set unit=${places.parameter}" is no unit; right is for example 元, 万元 or thousands.`,
    );
  }
  const fallback = layout.unit === undefined ? undefined : (units.parse(layout.unit) ?? undefined);
  const factors = new Map<BoundColumn, string>();
  const texts = new Set<string>();
  for (const column of money) {
    const own = column.spec.unit === undefined ? null : units.parse(column.spec.unit);
    const inHead = column.unit;
    const wanted = own ?? first ?? null;
    if (inHead && wanted && inHead.factor !== wanted.factor) {
      const where = own ? 'the profile' : (first as Said).where;
      return refuse(
        'unit-conflict',
        `the head "${column.head}" says "${inHead.text}" but ${where} says "${wanted.text}"; the table is not read until one of them is corrected.`,
        column.head,
      );
    }
    const unit = own ?? inHead ?? first ?? fallback;
    if (!unit) {
      return refuse(
        'missing-unit',
        `nothing says the unit of "${column.head}"; right is a note such as 单位：万元, a head such as "Amount (thousands)", "unit" in the profile, or "--set unit=元".`,
        column.head,
      );
    }
    factors.set(column, unit.factor);
    // What is printed is shown, also where the profile says the same.
    texts.add((inHead ?? unit).text);
  }
  const distinct = new Set(factors.values());
  // Where only the profile says it, a unit other than one still tells how the amounts were printed.
  const isSaid = first !== undefined || money.some((column) => column.unit);
  return {
    text: texts.size === 1 && (isSaid || !distinct.has('1')) ? ([...texts][0] as string) : null,
    factor: distinct.size === 1 ? ([...distinct][0] as string) : '1',
    of: (column) => factors.get(column) ?? '1',
  };
}

function saidUnits(units: UnitReader, places: UnitPlaces): Said[] {
  const said: Said[] = [];
  const add = (unit: Unit | null, where: string): void => {
    if (unit) said.push({ ...unit, where });
  };
  const { sheet } = places;
  if (places.parameter !== undefined) add(units.parse(places.parameter), '"--set unit"');
  if (sheet.unit) add(units.parse(sheet.unit), 'the unit of the table');
  if (places.file.metadata.unit) add(units.parse(places.file.metadata.unit), 'the unit of the file');
  for (const line of (sheet.title ?? '').split('\n')) add(units.find(line), `the title "${line.trim()}"`);
  if (sheet.name) add(units.find(sheet.name), `the name "${sheet.name}"`);
  const { title } = places.file.metadata;
  if (title) add(units.find(title), `the title "${title}"`);
  for (const row of places.above) {
    for (const cell of row.cells) {
      if (cell.trim() !== '') add(units.find(cell), `"${cell.trim()}" in row ${row.number}`);
    }
  }
  for (const note of places.below) add(units.find(note), `the note "${note}"`);
  return said;
}
