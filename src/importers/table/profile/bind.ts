import type { FieldSpec, NounSpec } from '../types.ts';
import type { HeadColumn, HeadGuess } from './head.ts';
import { comparable, isPattern, nameTest } from './text.ts';
import type { ColumnSpec, HeadPath, TableLayout } from './types.ts';

/** A column of a layout with the columns of the sheet that it reads, from 0. */
export interface BoundColumn {
  spec: ColumnSpec;
  field: FieldSpec;
  /** One, or the parts of a code. */
  at: readonly number[];
  head: string;
  unit: HeadColumn['unit'];
  /** What column and pivot say besides. */
  set: Readonly<Record<string, string>>;
}

export interface Binding {
  columns: BoundColumn[];
  missing: ColumnSpec[];
  /** Columns of one name where the layout does not say which. */
  ambiguous: { spec: ColumnSpec; heads: string[] }[];
  only: { at: number; tests: readonly ((text: string) => boolean)[] }[];
  refuse: { at: number | null; expression: RegExp; reason: string }[];
  /** Label column of an upright table. */
  label: number | null;
  /** Columns on the left that no layout of the sheet reads, such as running numbers: a total may be named there. */
  unread: number[];
  /** How many columns of the sheet are read. */
  count: number;
}

export function fieldOf(noun: NounSpec, name: string): FieldSpec | undefined {
  return noun.fields.find((field) => field.name === name);
}

/** Finds the columns of a layout under a head. */
export function bind(layout: TableLayout, noun: NounSpec, head: HeadGuess): Binding {
  const binding: Binding = {
    columns: [],
    missing: [],
    ambiguous: [],
    only: [],
    refuse: [],
    label: null,
    unread: [],
    count: 0,
  };
  const pivots: ColumnSpec[] = [];
  for (const [position, spec] of layout.columns.entries()) {
    if (spec.pivot) pivots.push(spec);
    else bindColumn(binding, spec, noun, head, layout.rows?.hasNoHead ? position : null);
  }
  const taken = new Set(binding.columns.flatMap((column) => column.at));
  for (const spec of pivots) bindPivot(binding, spec, noun, head, taken);
  for (const rule of layout.rows?.only ?? []) {
    const [at] = find(head, [rule.head]);
    if (at === undefined)
      binding.missing.push({ field: shown(rule.head), heads: [rule.head], isRequired: true });
    else binding.only.push({ at, tests: rule.is.map(nameTest) });
  }
  for (const rule of layout.rows?.refuse ?? []) {
    const at = rule.head === undefined ? null : (find(head, [rule.head])[0] ?? -1);
    binding.refuse.push({ at, expression: new RegExp(rule.pattern, 'u'), reason: rule.reason });
  }
  if (layout.upright) {
    const [at] = find(head, layout.upright.label);
    if (at === undefined) {
      binding.missing.push({ field: 'label', heads: layout.upright.label, isRequired: true });
    } else binding.label = at;
  }
  binding.count = new Set(binding.columns.flatMap((column) => column.at)).size;
  return binding;
}

function bindColumn(
  binding: Binding,
  spec: ColumnSpec,
  noun: NounSpec,
  head: HeadGuess,
  position: number | null,
): void {
  const field = fieldOf(noun, spec.field) as FieldSpec;
  const set = spec.set ?? {};
  if (position !== null) {
    binding.columns.push({ spec, field, at: [position], head: spec.field, unit: null, set });
    return;
  }
  if (spec.parts) {
    const at: number[] = [];
    for (const part of spec.parts) {
      const found = find(head, part);
      const one = found[(spec.nth ?? 1) - 1];
      if (one === undefined) {
        binding.missing.push(spec);
        return;
      }
      at.push(one);
    }
    binding.columns.push({
      spec,
      field,
      at,
      head: at.map((one) => headText(head, one)).join(' '),
      unit: null,
      set,
    });
    return;
  }
  const found = find(head, spec.heads ?? ownHeads(field));
  const at = found[(spec.nth ?? 1) - 1];
  if (at === undefined) {
    binding.missing.push(spec);
    return;
  }
  if (found.length > 1 && spec.nth === undefined) {
    binding.ambiguous.push({ spec, heads: found.map((one) => headText(head, one)) });
  }
  const unit = head.columns[at]?.unit ?? null;
  binding.columns.push({ spec, field, at: [at], head: headText(head, at), unit, set });
}

function bindPivot(
  binding: Binding,
  spec: ColumnSpec,
  noun: NounSpec,
  head: HeadGuess,
  taken: ReadonlySet<number>,
): void {
  const pivot = spec.pivot as NonNullable<ColumnSpec['pivot']>;
  const expression = new RegExp(pivot.pattern, 'u');
  const field = fieldOf(noun, spec.field) as FieldSpec;
  let count = 0;
  for (const [at, column] of head.columns.entries()) {
    if (taken.has(at) || column.names.length === 0) continue;
    const found = expression.exec(column.names.at(-1) as string) ?? expression.exec(column.names.join('/'));
    if (!found) continue;
    const said: Record<string, string> = {};
    const groups: readonly (readonly [string, string | undefined])[] = pivot.field
      ? [[pivot.field, found[1] ?? found[0]]]
      : Object.entries(found.groups ?? {});
    for (const [name, value] of groups) {
      if (value !== undefined) said[name] = pivot.map?.[value] ?? value;
    }
    binding.columns.push({
      spec,
      field,
      at: [at],
      head: headText(head, at),
      unit: column.unit,
      set: { ...spec.set, ...said },
    });
    count += 1;
  }
  if (count === 0) binding.missing.push(spec);
}

/** Heads under which a field is known without being told; the template has the first. */
function ownHeads(field: FieldSpec): readonly string[] {
  return [
    `${field.headZh} ${field.headEn}`,
    field.headZh,
    field.headEn,
    field.name,
    ...(field.aliases ?? []),
  ];
}

/** Columns under the first of the heads that is there. */
function find(head: HeadGuess, heads: readonly HeadPath[]): number[] {
  for (const path of heads) {
    const tests = pathTests(path);
    const found: number[] = [];
    for (const [at, column] of head.columns.entries()) if (isUnder(column, tests)) found.push(at);
    if (found.length > 0) return found;
  }
  return [];
}

type PathTest = { key: string } | { test: (text: string) => boolean };

// Names of profiles and nouns, which are few; texts of files never come here.
const namesKnown = new Map<string, PathTest>();
const pathsKnown = new WeakMap<readonly string[], PathTest[]>();

function pathTests(path: HeadPath): PathTest[] {
  if (typeof path === 'string') return [pathTest(path)];
  let tests = pathsKnown.get(path);
  if (!tests) {
    tests = path.map(pathTest);
    pathsKnown.set(path, tests);
  }
  return tests;
}

function pathTest(name: string): PathTest {
  let test = namesKnown.get(name);
  if (!test) {
    test = isPattern(name) ? { test: nameTest(name) } : { key: comparable(name) };
    if (namesKnown.size > 10_000) namesKnown.clear();
    namesKnown.set(name, test);
  }
  return test;
}

/** The last name is the lowest one; those before stand above it, in this order. */
function isUnder(column: HeadColumn, tests: readonly PathTest[]): boolean {
  let level = column.keys.length - 1;
  if (level < 0 || !holds(tests.at(-1) as PathTest, column, level)) return false;
  for (let at = tests.length - 2; at >= 0; at--) {
    level -= 1;
    while (level >= 0 && !holds(tests[at] as PathTest, column, level)) level -= 1;
    if (level < 0) return false;
  }
  return true;
}

function holds(test: PathTest, column: HeadColumn, level: number): boolean {
  if ('key' in test) {
    // Without its unit, or with it where the profile gives the head as printed.
    return column.keys[level] === test.key || column.printedKeys[level] === test.key;
  }
  return test.test(column.names[level] as string);
}

function headText(head: HeadGuess, at: number): string {
  return head.columns[at]?.names.join(' / ') ?? '';
}

export function shown(path: HeadPath): string {
  return typeof path === 'string' ? path : path.join(' / ');
}

/** Heads that a column could stand under, for a message. */
export function expectedHeads(spec: ColumnSpec, noun: NounSpec): string {
  if (spec.pivot) return `heads like /${spec.pivot.pattern}/`;
  if (spec.parts) return spec.parts.map((part) => part.map(shown).join(' or ')).join(', ');
  const field = fieldOf(noun, spec.field);
  const heads = spec.heads ?? (field ? ownHeads(field) : [spec.field]);
  return heads
    .slice(0, 4)
    .map((path) => `"${shown(path)}"`)
    .join(' or ');
}
