import { HubError } from '../../../errors.ts';
import type { Report } from '../types.ts';
import {
  breakdownOf,
  columnOf,
  type Descriptor,
  type FiscalDimension,
  type FiscalMeasure,
  layoutOf,
  type Resource,
  tellUnknown,
} from './fiscal.ts';
import type { ColumnSpec, TableLayout } from './types.ts';

/** Reads the older shape: measures and dimensions beside the table. */
export function fiscalModelLayout(
  descriptor: Descriptor,
  resource: Resource,
  position: number,
  report: Report,
): { layout: TableLayout; units: Record<string, string> } | null {
  const model = descriptor.model ?? descriptor.mapping;
  const measures = Object.entries(model?.measures ?? {}).filter(
    ([, measure]) => measure.resource === undefined || measure.resource === resource.name,
  );
  if (measures.length === 0) return null;
  const units: Record<string, string> = {};
  const columns: ColumnSpec[] = [];
  const constants: Record<string, string> = {};
  const isOne = measures.length === 1;
  for (const [name, measure] of measures) columns.push(measureColumn(name, measure, isOne, constants, units));
  refuseSame(descriptor, measures, columns);
  const unknown: string[] = [];
  for (const [name, dimension] of Object.entries(model?.dimensions ?? {})) {
    if (!addDimension(columns, name, dimension)) unknown.push(name);
  }
  if (!columns.some((column) => column.field === 'fiscalYear')) {
    const year = yearOfPeriod(descriptor);
    if (year) constants.fiscalYear = year;
  }
  constants.breakdown = breakdownOf(columns);
  tellUnknown(unknown, resource, report);
  return { layout: layoutOf(resource, position, 'budget', columns, constants), units };
}

function measureColumn(
  name: string,
  measure: FiscalMeasure,
  isOne: boolean,
  constants: Record<string, string>,
  units: Record<string, string>,
): ColumnSpec {
  const set: Record<string, string> = {};
  if (measure.phase) set.phase = measure.phase;
  if (measure.direction) set.side = measure.direction === 'revenue' ? 'income' : measure.direction;
  if (measure.currency) set.currency = measure.currency;
  // What is true of every amount is said once.
  if (isOne) Object.assign(constants, set);
  const column = columnOf(measure.source ?? name, 'amount', isOne ? {} : set);
  const factor = String(measure.factor ?? '1');
  if (factor !== '1') {
    const unit = `times ${factor}`;
    units[unit] = factor;
    column.unit = unit;
  }
  return column;
}

/** Two measures that the package does not tell apart would be two amounts of one thing. */
function refuseSame(
  descriptor: Descriptor,
  measures: readonly (readonly [string, FiscalMeasure])[],
  columns: readonly ColumnSpec[],
): void {
  const seen = new Map<string, string>();
  for (const [index, [name]] of measures.entries()) {
    const said = JSON.stringify(columns[index]?.set ?? {});
    const other = seen.get(said);
    if (other !== undefined) {
      throw new HubError(
        'BAD_INPUT',
        `The data package "${descriptor.name ?? ''}" does not say how its measures "${other}" and "${name}" differ (phase or direction); right is a profile with a "pivot" over their heads.`,
      );
    }
    seen.set(said, name);
  }
}

const kinds: Readonly<Record<string, string>> = {
  administrative: 'department',
  functional: 'function',
  economic: 'economic',
  activity: 'program',
  entity: 'department',
};

function addDimension(columns: ColumnSpec[], name: string, dimension: FiscalDimension): boolean {
  const attributes = Object.entries(dimension.attributes ?? {});
  const sourceOf = (name: string): string => dimension.attributes?.[name]?.source ?? name;
  // Packages leave the type out where the name says it.
  const type = dimension.dimensionType ?? (name === 'date' ? 'datetime' : '');
  const keys = dimension.primaryKey === undefined ? [] : [dimension.primaryKey].flat();
  // The last key is the narrowest.
  const key = keys.at(-1) ?? attributes[0]?.[0];
  if (key === undefined) return false;
  if (type === 'datetime') {
    if (columns.some((column) => column.field === 'fiscalYear')) return false;
    columns.push(columnOf(sourceOf(key), 'fiscalYear'));
    return true;
  }
  if (type === 'location') {
    columns.push(columnOf(sourceOf(key), 'regionName'));
    return true;
  }
  // Who is paid is no department.
  if (name === 'payee') {
    columns.push(columnOf(sourceOf(key), 'recipientName'));
    return true;
  }
  const kind = kinds[dimension.classificationType ?? ''] ?? kinds[type];
  if (kind === undefined || columns.some((column) => column.field === `${kind}Code`)) return false;
  columns.push(columnOf(sourceOf(key), `${kind}Code`));
  const label = attributes.find(([, attribute]) => attribute.labelfor === key);
  if (label) columns.push(columnOf(sourceOf(label[0]), `${kind}Name`));
  return true;
}

function yearOfPeriod(descriptor: Descriptor): string | null {
  const start = /^(\d{4})-01-01/.exec(descriptor.fiscalPeriod?.start ?? '')?.[1];
  const end = descriptor.fiscalPeriod?.end ?? '';
  if (start === undefined) return null;
  const isOneYear = end.startsWith(`${start}-12`) || end === `${Number(start) + 1}-01-01`;
  return isOneYear ? start : null;
}
