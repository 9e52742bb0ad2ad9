import { type GraphQLInputObjectType, getNamedType, isInputObjectType } from 'graphql';
import { declarationOf, type Filter } from '../declare/types.ts';
import { HubError } from '../errors.ts';
import { parameterType } from './columns.ts';
import type { Compiler } from './compile.ts';
import type { Source } from './source.ts';
import { and, join, type Sql, sql } from './sql.ts';
import { checkText } from './text.ts';

/** What a filter says beside its conditions. */
export interface FilterFacts {
  /** Datasets named, instead of the default scope. */
  datasets: string[] | null;
  /** Amount columns whose currency the filter fixes. */
  currencies: Set<string>;
}

/** Conditions of an input object on the rows of `source`. An input that is given as null says nothing. */
export function conditionsOf(
  compiler: Compiler,
  source: Source,
  type: GraphQLInputObjectType,
  value: Record<string, unknown>,
  path: string,
  facts: FilterFacts,
): Sql[] {
  const conditions: Sql[] = [];
  for (const [name, field] of Object.entries(type.getFields())) {
    const given = value[name];
    if (given === undefined || given === null) continue;
    const filter = declarationOf(field)?.filter;
    if (!filter) throw new Error(`Input field "${type.name}.${name}" declares no filter`);
    const nested = getNamedType(field.type);
    const at = `${path}.${name}`;
    if (filter.kind === 'exists' && isInputObjectType(nested)) {
      conditions.push(
        existsCondition(compiler, source, nested, filter, given as Record<string, unknown>, at),
      );
    } else {
      conditions.push(...condition(compiler, source, filter, given, at, facts));
    }
  }
  return conditions;
}

function existsCondition(
  compiler: Compiler,
  source: Source,
  type: GraphQLInputObjectType,
  filter: Filter & { kind: 'exists' },
  value: Record<string, unknown>,
  path: string,
): Sql {
  const target = compiler.source(filter.target);
  const inner = conditionsOf(compiler, target, type, value, path, { datasets: null, currencies: new Set() });
  const joined = filter.on.map(({ from, to }) => sql`${target.column(to)} = ${source.column(from)}`);
  return sql`EXISTS (SELECT FROM ${compiler.from(target)} WHERE ${and([...joined, ...inner])})`;
}

function condition(
  compiler: Compiler,
  source: Source,
  filter: Filter,
  given: unknown,
  path: string,
  facts: FilterFacts,
): Sql[] {
  switch (filter.kind) {
    case 'in':
      return [
        sql`${source.column(filter.column)} = ANY (${texts(given, path)}::${parameterType(filter.type)}[])`,
      ];
    case 'overlaps':
      return [sql`${source.column(filter.column)} && ${texts(given, path)}::text[]`];
    case 'range':
      return range(source.column(filter.column), parameterType(filter.type), given as Bounds, path);
    case 'code':
      return code(source.column(filter.column), given as CodeInput, path);
    case 'money': {
      const { currency, min, max } = given as { currency: string; min?: string | null; max?: string | null };
      if (!/^[A-Z]{3}$/.test(currency)) {
        throw new HubError(
          'BAD_INPUT',
          `Argument "${path}.currency": "${cut(currency)}" is no currency code. Expected three capitals, for example "CNY".`,
        );
      }
      if (min != null && max != null && compareDecimals(min, max) > 0) {
        throw new HubError('BAD_INPUT', `Argument "${path}": min ${min} is above max ${max}.`);
      }
      facts.currencies.add(filter.currency);
      const amount = source.column(filter.amount);
      return [
        sql`${source.column(filter.currency)} = ${currency}::text`,
        ...(min == null ? [] : [sql`${amount} >= ${min}::numeric`]),
        ...(max == null ? [] : [sql`${amount} <= ${max}::numeric`]),
      ];
    }
    case 'words':
      return wordsConditions(source, filter.columns, given as string, path);
    case 'under': {
      checkText(given as string, path);
      return [
        sql`${source.column(filter.column)} = ANY (${compiler.keysUnder(filter.tree, sql`SELECT ${given}::text COLLATE "C"`)})`,
      ];
    }
    case 'isNull':
      return [
        given === true
          ? sql`${source.column(filter.column)} IS NULL`
          : sql`${source.column(filter.column)} IS NOT NULL`,
      ];
    case 'dataset':
      facts.datasets = texts(given, path);
      return [];
    case 'exists':
      throw new Error(`Filter "${path}" is no input object`);
  }
}

interface CodeInput {
  in?: string[] | null;
  startsWith?: string | null;
  isNull?: boolean | null;
}

function code(column: Sql, given: CodeInput, path: string): Sql[] {
  const { startsWith } = given;
  if (startsWith === '') {
    throw new HubError(
      'BAD_INPUT',
      `Argument "${path}.startsWith" is empty. Expected the first characters of a code, for example "201".`,
    );
  }
  if (startsWith != null) checkText(startsWith, `${path}.startsWith`);
  return [
    ...(given.in == null ? [] : [sql`${column} = ANY (${texts(given.in, `${path}.in`)}::text[])`]),
    ...(startsWith == null ? [] : [sql`starts_with(${column}, ${startsWith}::text)`]),
    ...(given.isNull == null ? [] : [given.isNull ? sql`${column} IS NULL` : sql`${column} IS NOT NULL`]),
  ];
}

interface Bounds {
  from?: string | number | Date | null;
  to?: string | number | Date | null;
  /** Of numbers only. */
  in?: number[] | null;
}

function range(column: Sql, type: Sql, { from, to, in: list }: Bounds, path: string): Sql[] {
  if (from != null && to != null && from > to) {
    throw new HubError('BAD_INPUT', `Argument "${path}": from ${text(from)} is after to ${text(to)}.`);
  }
  return [
    ...(list == null ? [] : [sql`${column} = ANY (${texts(list, path)}::${type}[])`]),
    ...(from == null ? [] : [sql`${column} >= ${text(from)}::${type}`]),
    ...(to == null ? [] : [sql`${column} <= ${text(to)}::${type}`]),
  ];
}

function text(value: string | number | Date): string {
  return value instanceof Date ? value.toISOString() : String(value);
}

/** Every word in one of the columns; `%` and `_` stand for themselves. */
function wordsConditions(source: Source, columns: readonly string[], given: string, path: string): Sql[] {
  checkText(given, path);
  const words = given.split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0 || words.length > 10) {
    throw new HubError(
      'BAD_INPUT',
      `Argument "${path}" has ${words.length} words. Expected 1 to 10, parted by spaces.`,
    );
  }
  return words.map((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return sql`(${join(
      columns.map((column) => sql`${source.column(column)} ILIKE ${pattern}::text`),
      ' OR ',
    )})`;
  });
}

function texts(given: unknown, path: string): string[] {
  const list = (Array.isArray(given) ? given : [given]).filter((item) => item !== null && item !== undefined);
  return list.map((item) => {
    const value = item instanceof Date ? item.toISOString() : String(item);
    checkText(value, path);
    return value;
  });
}

function cut(value: string): string {
  return value.length > 40 ? `${value.slice(0, 40)}…` : value;
}

/** Compares two decimal texts without a float. */
export function compareDecimals(a: string, b: string): number {
  const scaled = (value: string): bigint => {
    const [whole, fraction = ''] = value.replace('-', '').split('.');
    const digits = BigInt(`${whole}${fraction.padEnd(20, '0')}`);
    return value.startsWith('-') ? -digits : digits;
  };
  const difference = scaled(a) - scaled(b);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
