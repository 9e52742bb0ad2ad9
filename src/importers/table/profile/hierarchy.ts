import type { Binding } from './bind.ts';
import type { TableLayout } from './types.ts';

/** How rows of a sheet contain each other, with the columns it really has. */
export interface Hierarchy {
  by: 'code' | 'outline';
  fields: readonly string[];
  within: readonly string[] | null;
  whereSumsAgree: boolean;
}

export function hierarchyOf(layout: TableLayout, binding: Binding): Hierarchy | null {
  const hierarchy = layout.rows?.hierarchy;
  if (!hierarchy) return null;
  if (hierarchy.by === 'outline')
    return { by: 'outline', fields: [hierarchy.field], within: null, whereSumsAgree: false };
  const wanted = [hierarchy.field, ...(hierarchy.orFields ?? [])];
  const present = wanted.filter((name) => binding.columns.some((column) => column.spec.field === name));
  // Without a column of codes nothing says that one row contains another.
  if (present.length === 0) return null;
  // What no column gives is the same in every row.
  const isGiven = (name: string): boolean => binding.columns.some(({ spec }) => spec.field === name);
  const field = present[0] as string;
  // A name goes with its code: 201 is called otherwise than 20103.
  const own = new Set([field, field.replace(/Code$/, 'Name')]);
  const within = hierarchy.within?.filter((name) => isGiven(name) && !own.has(name)) ?? null;
  return { by: 'code', fields: [field], within, whereSumsAgree: hierarchy.whereSumsAgree ?? false };
}

export function codeOf(fields: Readonly<Record<string, string>>, hierarchy: Hierarchy): string | null {
  return hierarchy.by === 'code' ? (fields[hierarchy.fields[0] as string] ?? null) : null;
}
