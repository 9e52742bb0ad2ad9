import type { Column, ColumnType } from '../declare/types.ts';
import type { Source } from './source.ts';
import { identifier, join, literal, Sql, sql } from './sql.ts';

const utc = literal('YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

/** The column in the form in which it stands in JSON. Array columns are not null in the database. */
export function jsonValue(source: Source, { column, type }: Column): Sql {
  return jsonForm(source.column(column), type);
}

export function jsonForm(value: Sql, type: ColumnType): Sql {
  if (type === 'instant') return sql`to_char(${value} AT TIME ZONE 'UTC', ${utc})`;
  if (type === 'decimal' || type === 'json') return sql`${value}::text`;
  return value;
}

/** Type that a parameter compared with such a column is given. */
export function parameterType(type: ColumnType): Sql {
  const names: Record<ColumnType, string> = {
    text: 'text',
    json: 'text',
    'text[]': 'text[]',
    date: 'date',
    instant: 'timestamptz',
    decimal: 'numeric',
    integer: 'integer',
    bigint: 'bigint',
    boolean: 'boolean',
  };
  return new Sql([names[type]], []);
}

/** `json_build_object`, which takes 100 arguments; wider objects go through a row. */
export function jsonObject(members: readonly (readonly [name: string, value: Sql])[]): Sql {
  if (members.length === 0) return sql`'{}'::json`;
  if (members.length <= 50) {
    return sql`json_build_object(${join(members.map(([name, value]) => sql`${literal(name)}, ${value}`))})`;
  }
  const columns = join(members.map(([name, value]) => sql`${value} AS ${identifier(name)}`));
  return sql`(SELECT to_json(o) FROM (SELECT ${columns}) AS o)`;
}
