import { identifier, join, type Sql, sql } from './sql.ts';

/** A `FROM` item of a disclosed table as of a revision, or now; for resolvers that read besides the reader. */
export function tableAt(table: string, columns: readonly string[], asOf: string | null, alias: string): Sql {
  const names = join(columns.map((column) => identifier(column)));
  const current = identifier('disclosed', table);
  const as = identifier(alias);
  if (asOf === null) return sql`${current} AS ${as}`;
  return sql`(SELECT ${names} FROM ${current} WHERE from_revision <= ${asOf}::bigint UNION ALL SELECT ${names} FROM ${identifier('disclosed', `${table}_version`)} WHERE from_revision <= ${asOf}::bigint AND to_revision > ${asOf}::bigint) AS ${as}`;
}
