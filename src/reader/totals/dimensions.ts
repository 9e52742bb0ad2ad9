import { HubError } from '../../errors.ts';
import type { Compiler } from '../compile.ts';
import type { Source } from '../source.ts';
import { identifier, type Sql, sql } from '../sql.ts';
import type { Parts } from './statement.ts';

/** What the rows of a totals statement can be grouped by, and the columns of a group that say which it is. */
export interface Dimension {
  name: string;
  /** Identity of the group; null: the row says nothing. Of collation C. */
  id: Sql;
  /** Columns that the group shows, each an aggregate over its rows or the group's own. */
  shows: readonly (readonly [column: string, value: Sql])[];
  /** Set for classes of a level: the WITH item that leads to it, and the line's class that it is looked up by. */
  climbs?: { name: string; key: Sql; level: number };
}

/** Identity of what one publisher writes: his code, or without one his words. Two publishers' codes are not the same. */
export function publishedId(dataset: Sql, code: Sql, name: Sql, within?: Sql): Sql {
  const near = within ? sql`${dataset} || '~' || coalesce(${within}, '')` : dataset;
  return sql`(CASE WHEN ${code} IS NOT NULL THEN ${dataset} || '~' || ${code} WHEN ${name} IS NOT NULL THEN ${near} || '~~' || ${name} END) COLLATE "C"`;
}

const min = (value: Sql) => sql`min(${value} COLLATE "C")`;

function classDimension(
  name: string,
  prefix: 'function' | 'economic',
  line: Source,
  dataset: Sql,
  level: number | undefined,
): Dimension {
  const [key, code, words] = ['key', 'code', 'name'].map((part) => line.column(`${prefix}_${part}`)) as [
    Sql,
    Sql,
    Sql,
  ];
  if (level === undefined) {
    // A line's class can be wider than its code, where the narrower one is in no classification: the code parts them.
    const known = sql`${key} || coalesce('~' || ${code}, '')`;
    return {
      name,
      id: sql`coalesce(${known}, ${publishedId(dataset, code, words)}) COLLATE "C"`,
      shows: [
        [`${prefix}_key`, min(key)],
        [`${prefix}_code`, min(code)],
        [`${prefix}_name`, min(words)],
      ],
    };
  }
  const to = `${prefix}_at`;
  const reached = sql`coalesce(${identifier(to, 'at')}, ${key})`;
  const unclassed = (value: Sql) => min(sql`CASE WHEN ${key} IS NULL THEN ${value} END`);
  return {
    name,
    id: sql`coalesce(${reached}, ${publishedId(dataset, code, words)}) COLLATE "C"`,
    // Code and name of a wider class are its own, not those of one of the lines below it.
    shows: [
      [`${prefix}_key`, min(reached)],
      [`${prefix}_code`, unclassed(code)],
      [`${prefix}_name`, unclassed(words)],
    ],
    climbs: { name: to, key, level },
  };
}

function namedDimension(name: string, prefix: string, line: Source, dataset: Sql, within?: Sql): Dimension {
  const code = line.column(`${prefix}_code`);
  const words = line.column(`${prefix}_name`);
  return {
    name,
    id: publishedId(dataset, code, words, within),
    shows: [
      [`${prefix}_code`, min(code)],
      [`${prefix}_name`, min(words)],
    ],
  };
}

const text = (value: Sql) => sql`${value} COLLATE "C"`;

/** A dimension whose identity is what it shows. */
const plain = (name: string, column: string, value: Sql): Dimension => ({
  name,
  id: text(value),
  shows: [[column, min(value)]],
});

/** Makes the dimensions of budget lines that are asked, in that order. Candidate tables stand under `c`, amounts under `a`. */
export function budgetDimensions(
  names: readonly string[],
  line: Source,
  levels: { function?: number | undefined; economic?: number | undefined },
): Dimension[] {
  return checked(names).map((name) => dimensionOf(name, line, levels));
}

function dimensionOf(
  name: string,
  line: Source,
  levels: { function?: number | undefined; economic?: number | undefined },
): Dimension {
  const dataset = sql`c.dataset_key`;
  const none = sql`NULL::text`;
  const department = () => sql`coalesce(${line.column('department_key')}, c.department_key)`;
  switch (name) {
    case 'FISCAL_YEAR':
      return { name, id: text(sql`c.fiscal_year::text`), shows: [['fiscal_year', sql`min(c.fiscal_year)`]] };
    case 'DATASET':
      return plain(name, 'dataset_key', dataset);
    case 'DEPARTMENT': {
      const words = line.column('department_name');
      return {
        name,
        id: text(sql`coalesce(${department()}, ${publishedId(dataset, none, words)})`),
        shows: [
          ['department_key', min(department())],
          ['department_name', min(words)],
        ],
      };
    }
    case 'FUNCTION':
      return classDimension(name, 'function', line, dataset, levels.function);
    case 'ECONOMIC':
      return classDimension(name, 'economic', line, dataset, levels.economic);
    case 'PROGRAM':
      return namedDimension(name, 'program', line, dataset);
    case 'PROJECT':
      // Two bodies may call two projects by one name; a code is the publisher's own.
      return namedDimension(name, 'project', line, dataset, department());
    case 'FUND_SOURCE':
      return namedDimension(name, 'fund_source', line, dataset);
    case 'ITEM':
      return namedDimension(name, 'item', line, dataset);
    case 'REGION': {
      const words = line.column('region_name');
      return { name, id: publishedId(dataset, none, words), shows: [['region_name', min(words)]] };
    }
    case 'BOOK':
      return plain(name, 'book', sql`c.book`);
    case 'CURRENCY':
      return plain(name, 'currency', sql`a.currency`);
    default:
      throw new Error(`No dimension "${name}"`);
  }
}

/** Refuses a dimension that is named twice. */
export function checked(names: readonly string[]): readonly string[] {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice)
    throw new HubError('BAD_INPUT', `Argument "groupBy" names ${twice} twice. Expected each once at most.`);
  return names;
}

/** Columns that a group of budget lines shows whether or not it is grouped by them: null then. */
export const budgetColumns: readonly (readonly [column: string, type: string])[] = [
  ['fiscal_year', 'integer'],
  ['dataset_key', 'text'],
  ['department_key', 'text'],
  ['department_name', 'text'],
  ['function_key', 'text'],
  ['function_code', 'text'],
  ['function_name', 'text'],
  ['economic_key', 'text'],
  ['economic_code', 'text'],
  ['economic_name', 'text'],
  ['program_code', 'text'],
  ['program_name', 'text'],
  ['project_code', 'text'],
  ['project_name', 'text'],
  ['fund_source_code', 'text'],
  ['fund_source_name', 'text'],
  ['item_code', 'text'],
  ['item_name', 'text'],
  ['region_name', 'text'],
  ['book', 'text'],
  ['currency', 'text'],
];

/**
 * WITH items that lead from each class that is narrower than the level asked to the class of that level, up the
 * parents. What has no parent stays what it is; what is wider already is not in it.
 */
export function addClimb(compiler: Compiler, parts: Parts, name: string, level: number): void {
  const here = compiler.source('Classification');
  const above = compiler.source('Classification');
  const [key, parent, depth] = [here.column('key'), here.column('parent_key'), here.column('level')];
  const aboveKey = above.column('key');
  const up = identifier(`${name}_up`);
  const isNarrower = sql`${depth} > ${level}::integer`;
  const step = sql`${compiler.from(here)} JOIN ${compiler.from(above)} ON ${aboveKey} = ${parent}`;
  const first = compiler.source('Classification');
  const [firstKey, firstDepth] = [first.column('key'), first.column('level')];
  parts.add(
    `${name}_up`,
    sql`SELECT ${firstKey} AS key, ${firstKey} AS at FROM ${compiler.from(first)} WHERE ${firstDepth} > ${level}::integer UNION SELECT u.key, ${aboveKey} FROM ${up} AS u JOIN ${compiler.from(here)} ON ${key} = u.at JOIN ${compiler.from(above)} ON ${aboveKey} = ${parent} WHERE ${isNarrower}`,
  );
  parts.add(
    name,
    sql`SELECT u.key, u.at FROM ${up} AS u WHERE NOT EXISTS (SELECT FROM ${step} WHERE ${key} = u.at AND ${isNarrower})`,
  );
}

export const nullColumn = (column: string, type: string): Sql =>
  sql`${new Map([['integer', sql`NULL::integer`]]).get(type) ?? sql`NULL::text`} AS ${identifier(column)}`;
