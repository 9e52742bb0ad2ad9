import { HubError } from '../../../errors.ts';
import type { Report, TableFile } from '../types.ts';
import { fiscalModelLayout } from './fiscal-model.ts';
import type { ColumnSpec, Profile, TableLayout } from './types.ts';
import { escapePattern } from './words.ts';

/** A Fiscal Data Package says itself how its columns are read; its layouts are made from the descriptor. */
export const fiscalDataPackage: Profile = {
  name: 'fiscal-data-package',
  titleZh: '财政数据包',
  titleEn: 'Fiscal Data Package',
  description:
    'Data packages with columnTypes (1.0) or a model (0.3). What the descriptor does not say is told by --set.',
  formats: ['fiscal-data-package'],
  tables: [],
};

export interface Descriptor {
  name?: string;
  title?: string;
  fiscalPeriod?: { start?: string; end?: string };
  resources?: readonly Resource[];
  model?: FiscalModel;
  mapping?: FiscalModel;
}

export interface Resource {
  name?: string;
  schema?: { fields?: readonly Field[]; extraFields?: readonly Field[] };
}

interface Field {
  name: string;
  columnType?: string;
  constant?: string | number | boolean;
  /** Extra field that takes the value of this one. */
  normalizationTarget?: string;
  /** Extra field → what it is for values of this column: unpivots years and phases in heads. */
  normalize?: Readonly<Record<string, string | number>>;
}

export interface FiscalModel {
  measures?: Readonly<Record<string, FiscalMeasure>>;
  dimensions?: Readonly<Record<string, FiscalDimension>>;
}

export interface FiscalMeasure {
  source?: string;
  resource?: string;
  currency?: string;
  factor?: number | string;
  direction?: string;
  phase?: string;
}

export interface FiscalDimension {
  dimensionType?: string;
  classificationType?: string;
  primaryKey?: string | readonly string[];
  attributes?: Readonly<Record<string, { source?: string; labelfor?: string }>>;
}

/** The layouts of a package, one for each of its files that says what it holds. */
export function profileOfPackage(file: TableFile, report: Report): Profile {
  const descriptor = JSON.parse(file.metadata.descriptor ?? '{}') as Descriptor;
  const tables: TableLayout[] = [];
  let units: Record<string, string> = {};
  for (const [position, resource] of (descriptor.resources ?? []).entries()) {
    const typed = (resource.schema?.fields ?? []).some((field) => field.columnType !== undefined);
    const made = typed
      ? typedLayout(resource, position, report)
      : fiscalModelLayout(descriptor, resource, position, report);
    if (!made) continue;
    tables.push(made.layout);
    units = { ...units, ...made.units };
  }
  if (tables.length === 0) {
    throw new HubError(
      'BAD_INPUT',
      `The data package "${descriptor.name ?? ''}" says nothing about what its columns mean: no field has a "columnType" and there is no "model" with measures; right is a profile for its files.`,
    );
  }
  return { ...fiscalDataPackage, units, tables };
}

/** Column types of the taxonomy → fields; a longer type counts as the longest known beginning. */
const types: readonly (readonly [string, string])[] = [
  ['date:fiscal-year', 'fiscalYear'],
  ['date:fiscal:activity-approval', 'approvedOn'],
  ['value-currency:code', 'currency'],
  ['value', 'amount'],
  ['direction', 'side'],
  ['phase:id', 'phase'],
  ['phase:label', 'phase'],
  ['administrative-classification', 'department'],
  ['functional-classification', 'function'],
  ['economic-classification', 'economic'],
  ['activity:generic:program', 'program'],
  ['activity:generic:project', 'project'],
  ['fin-source', 'fundSource'],
  ['geo:target', 'region'],
  ['recipient:generic', 'recipient'],
];

/** Types of the spending taxonomy: rows are payments. */
const paymentTypes: readonly (readonly [string, string])[] = [
  ['value-currency:code', 'currency'],
  ['value', 'value'],
  ['date:fiscal:final-payment', 'paidOn'],
  ['date:fiscal:first-payment', 'paidOn'],
  ['date:generic', 'paidOn'],
  ['transaction-id', 'transactionNumber'],
  ['supplier:generic:name', 'payeeName'],
  ['supplier:generic:id', 'payeeIdentifier'],
  ['recipient:generic:name', 'payeeName'],
  ['recipient:generic:id', 'payeeIdentifier'],
  ['procurer:generic:name', 'departmentName'],
  ['procurer:generic:id', 'departmentCode'],
  ['administrator:generic:name', 'departmentName'],
  ['administrator:generic:id', 'departmentCode'],
  ['functional-classification', 'function'],
  ['economic-classification', 'economic'],
];

const isPaymentType = /^(?:transaction-id|procurer:|supplier:|invoice-id)/;
const wholeFields = new Set(
  [...types, ...paymentTypes].map(([, name]) => name).filter((name) => /[A-Z]/.test(name)),
);

function typedLayout(
  resource: Resource,
  position: number,
  report: Report,
): { layout: TableLayout; units: Record<string, string> } {
  const fields = resource.schema?.fields ?? [];
  const extra = new Map((resource.schema?.extraFields ?? []).map((field) => [field.name, field]));
  const isPayments = [...fields, ...extra.values()].some((field) =>
    isPaymentType.test(field.columnType ?? ''),
  );
  const noun = isPayments ? 'payment' : 'budget';
  const taxonomy = isPayments ? paymentTypes : types;
  const columns: ColumnSpec[] = [];
  const constants: Record<string, string> = {};
  const unknown: string[] = [];
  const depths = new Map<string, number>();
  for (const field of fields) {
    const type = field.columnType ?? extra.get(field.normalizationTarget ?? '')?.columnType;
    if (type === undefined) continue;
    const target = fieldOfType(type, taxonomy);
    if (!target) {
      unknown.push(`${field.name} (${type})`);
      continue;
    }
    const set: Record<string, string> = {};
    for (const [name, value] of Object.entries(field.normalize ?? {})) {
      const said = fieldOfType(extra.get(name)?.columnType ?? '', taxonomy);
      if (said) set[said.field] = wordOf(said.field, String(value));
      else unknown.push(name);
    }
    // Of the levels of a classification the deepest one is the line's.
    const depth = depths.get(target.field) ?? -1;
    const isAmount = target.field === 'amount' || target.field === 'value';
    if (!isAmount && depth > target.depth) continue;
    depths.set(target.field, target.depth);
    if (!isAmount) removeColumn(columns, target.field);
    columns.push(columnOf(field.name, target.field, set));
    if (type.includes(':cofog')) constants.functionScheme = 'cofog';
  }
  for (const field of extra.values()) {
    const target = fieldOfType(field.columnType ?? '', taxonomy);
    if (target && field.constant !== undefined)
      constants[target.field] = wordOf(target.field, String(field.constant));
  }
  tellUnknown(unknown, resource, report);
  if (noun === 'budget') constants.breakdown = breakdownOf(columns);
  return { layout: layoutOf(resource, position, noun, columns, constants), units: {} };
}

function removeColumn(columns: ColumnSpec[], field: string): void {
  const at = columns.findIndex((column) => column.field === field);
  if (at >= 0) columns.splice(at, 1);
}

/** The field of a column type, and how deep in its classification it is. */
function fieldOfType(
  type: string,
  taxonomy: readonly (readonly [string, string])[],
): { field: string; depth: number } | null {
  let best: readonly [string, string] | null = null;
  for (const entry of taxonomy) {
    const [prefix] = entry;
    if (type !== prefix && !type.startsWith(`${prefix}:`)) continue;
    if (!best || prefix.length > best[0].length) best = entry;
  }
  if (!best) return null;
  const [, name] = best;
  if (wholeFields.has(name) && name !== 'fundSource') return { field: name, depth: 0 };
  if (['amount', 'value', 'currency', 'side', 'phase'].includes(name)) return { field: name, depth: 0 };
  const isLabel = /:(?:label|name|title)$/.test(type);
  if (name === 'region' || name === 'recipient')
    return isLabel || /name/.test(type) ? { field: `${name}Name`, depth: 0 } : null;
  const level = /level(\d)/.exec(type)?.[1];
  const cofog = ['division', 'group', 'class'].findIndex((word) => type.includes(`:${word}`));
  return { field: `${name}${isLabel ? 'Name' : 'Code'}`, depth: level ? Number(level) : cofog + 1 };
}

export function columnOf(
  source: string,
  field: string,
  set: Readonly<Record<string, string>> = {},
): ColumnSpec {
  const column: ColumnSpec = { field, heads: [source] };
  if (Object.keys(set).length > 0) column.set = set;
  if (field === 'amount' || field === 'value') {
    column.isRequired = true;
    column.unit = 'one';
  }
  if (field === 'fiscalYear') column.pattern = '^\\s*(\\d{4})';
  if (field === 'side') column.map = { revenue: 'income' };
  return column;
}

export function wordOf(field: string, value: string): string {
  return field === 'side' && value === 'revenue' ? 'income' : value;
}

export function breakdownOf(columns: readonly ColumnSpec[]): string {
  const has = (name: string): boolean => columns.some((column) => column.field === name);
  if (has('functionCode') || has('functionName')) return 'function';
  if (has('economicCode') || has('economicName')) return 'economic';
  if (has('programCode') || has('programName')) return 'program';
  if (has('projectCode') || has('projectName')) return 'project';
  return 'organisation';
}

export function layoutOf(
  resource: Resource,
  position: number,
  noun: string,
  columns: readonly ColumnSpec[],
  constants: Readonly<Record<string, string>>,
): TableLayout {
  const id = resource.name ?? `resource-${position + 1}`;
  const layout: TableLayout = { id, noun, columns, constants };
  if (resource.name !== undefined) layout.match = { title: [`/^${escapePattern(resource.name)}$/`] };
  return layout;
}

export function tellUnknown(unknown: readonly string[], resource: Resource, report: Report): void {
  if (unknown.length === 0) return;
  report({
    rule: 'unknown-column-type',
    severity: 'info',
    sheet: resource.name,
    problem: `The data package's ${unknown.join(', ')} mean nothing to the hub and are not read.`,
  });
}
