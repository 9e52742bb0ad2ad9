import { type GraphQLInputObjectType, getNamedType, isInputObjectType } from 'graphql';
import { declarationOf, type Filter } from '../../src/declare/types.ts';
import { compareValues, type PlainRow } from './rows.ts';

/** What a filter needs of the executor: rows of an entity as of the moment asked, and the type of a column. */
export interface Lookup {
  rows(entity: string): PlainRow[];
  typeOf(entity: string, column: string): string;
}

type Given = Record<string, unknown>;

/** Whether a row meets an input object, condition by condition as the descriptions say it. */
export function matches(
  row: PlainRow,
  entity: string,
  type: GraphQLInputObjectType,
  where: Given,
  lookup: Lookup,
): boolean {
  return Object.values(type.getFields()).every((field) => {
    const given = where[field.name];
    if (given === undefined || given === null) return true;
    const filter = declarationOf(field)!.filter!;
    const nested = getNamedType(field.type);
    if (filter.kind === 'exists' && isInputObjectType(nested)) {
      return lookup
        .rows(filter.target)
        .some(
          (other) =>
            filter.on.every(({ from, to }) => row[from] !== null && row[from] === other[to]) &&
            matches(other, filter.target, nested, given as Given, lookup),
        );
    }
    return holds(row, entity, filter, given, lookup);
  });
}

function holds(row: PlainRow, entity: string, filter: Filter, given: unknown, lookup: Lookup): boolean {
  const list = (Array.isArray(given) ? given : [given]).filter((item) => item !== null).map(plain);
  switch (filter.kind) {
    case 'in':
      return list.includes(plain(row[filter.column]));
    case 'overlaps':
      return (row[filter.column] as string[]).some((item) => list.includes(item));
    case 'range': {
      const { from, to, in: list } = given as Given;
      const type = lookup.typeOf(entity, filter.column);
      const value = row[filter.column];
      if (from == null && to == null && list == null) return true;
      if (value === null) return false;
      return (
        (list == null || (list as unknown[]).includes(value)) &&
        (from == null || compareValues(value, plain(from), type) >= 0) &&
        (to == null || compareValues(value, plain(to), type) <= 0)
      );
    }
    case 'money': {
      const { currency, min, max } = given as Given;
      const amount = row[filter.amount];
      if (row[filter.currency] !== currency) return false;
      if (min == null && max == null) return true;
      return (
        amount !== null &&
        (min == null || compareValues(amount, min, 'numeric') >= 0) &&
        (max == null || compareValues(amount, max, 'numeric') <= 0)
      );
    }
    case 'words':
      return String(given)
        .split(/\s+/u)
        .filter((word) => word !== '')
        .every((word) =>
          filter.columns.some((column) =>
            ((row[column] as string | null) ?? '').toLowerCase().includes(word.toLowerCase()),
          ),
        );
    case 'code': {
      const { in: codes, startsWith, isNull } = given as Given;
      const value = row[filter.column] as string | null;
      return (
        (codes == null || (value !== null && (codes as string[]).includes(value))) &&
        (startsWith == null || value?.startsWith(String(startsWith)) === true) &&
        (isNull == null || isNull === (value === null))
      );
    }
    case 'under': {
      const below = new Set([String(given)]);
      for (let size = 0; size !== below.size; ) {
        size = below.size;
        for (const { key, parent_key } of lookup.rows(filter.tree)) {
          if (below.has(String(parent_key))) below.add(String(key));
        }
      }
      return below.has(String(row[filter.column]));
    }
    case 'isNull':
      return (row[filter.column] === null) === given;
    case 'dataset':
      return true;
    case 'exists':
      throw new Error('Handled above');
  }
}

/** Instants come parsed, everything else as the text or number that it is. */
export function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}
