import type { Compiler } from './compile.ts';
import { entitiesOf, type Source } from './source.ts';
import { and, join, type Sql, sql } from './sql.ts';

/** `default`: all real datasets, or the demo where nothing else is loaded. A cursor says which of the two it was. */
export type ScopeName = 'real' | 'demo' | 'default';

/** Which datasets the lists of one statement are read in, and what the answer says of that. */
export class Scope {
  /** Keys of the datasets read, one expression per list. */
  readonly #read: Sql[] = [];

  constructor(readonly compiler: Compiler) {}

  /** Notes that a list is read in these datasets. */
  add(datasets: Sql): void {
    this.#read.push(datasets);
  }

  /**
   * What the answer says of itself: revision, datasets read, whether the demo is among them. Call it when all is
   * compiled. `own`: an array of the datasets of rows that were asked for by key.
   */
  about(own: Sql | null): Sql {
    const revision = this.compiler.asOf
      ? sql`${this.compiler.asOf.disclosed}::text`
      : sql`(SELECT max(r.number)::text FROM disclosed.revision AS r)`;
    const dataset = this.compiler.source('Dataset');
    const key = dataset.column('key');
    const isDemo = dataset.column('is_demo');
    const scopes = [...(own ? [own] : []), ...this.#read];
    if (scopes.length === 0) return sql`json_build_object('revision', ${revision})`;
    const isRead = join(
      scopes.map((scope) => sql`${key} = ANY (${scope})`),
      ' OR ',
    );
    return sql`(SELECT json_build_object('revision', ${revision}, 'datasets', coalesce(json_agg(${key} ORDER BY ${key}), '[]'::json), 'demo', coalesce(bool_or(${isDemo}), false)) FROM ${this.compiler.from(dataset)} WHERE ${isRead})`;
  }

  /** Keys of the datasets of the default scope: all real ones, or the demo where nothing else is loaded. */
  datasets(scope: ScopeName): Sql {
    const dataset = this.compiler.source('Dataset');
    const isDemo = dataset.column('is_demo');
    const key = dataset.column('key');
    const wanted =
      scope === 'default' ? sql`NOT ${this.hasRealData()}` : scope === 'demo' ? sql`true` : sql`false`;
    return sql`ARRAY(SELECT ${key} FROM ${this.compiler.from(dataset)} WHERE ${isDemo} = (${wanted}))`;
  }

  /** Whether any dataset that is not the demo is loaded. */
  hasRealData(): Sql {
    const dataset = this.compiler.source('Dataset');
    const isDemo = dataset.column('is_demo');
    return sql`EXISTS (SELECT FROM ${this.compiler.from(dataset)} WHERE NOT ${isDemo})`;
  }

  /** Conditions under which a row belongs to the datasets, or is shown because one of their facts names it. */
  conditions(source: Source, datasets: Sql, isNamed: boolean): Sql[] {
    const { datasetColumn, shownWhen } = source.entity;
    if (datasetColumn) return [sql`${source.column(datasetColumn)} = ANY (${datasets})`];
    if (!shownWhen) return [];
    const { byTable } = entitiesOf(this.compiler.part.schema);
    const reasons = shownWhen.referencedBy.map(({ table, column }) => {
      const fact = this.compiler.sourceOf(byTable.get(table)!);
      const conditions = and([
        sql`${fact.column(column)} = ${source.column('key')}`,
        sql`${fact.column(fact.entity.datasetColumn!)} = ANY (${datasets})`,
      ]);
      return sql`EXISTS (SELECT FROM ${this.compiler.from(fact)} WHERE ${conditions})`;
    });
    // Who names a dataset wants what is in it, not the bodies of the packs besides.
    if (shownWhen.packColumn && !isNamed) {
      reasons.push(sql`${source.column(shownWhen.packColumn)} IS NOT NULL`);
    }
    return [sql`(${join(reasons, ' OR ')})`];
  }
}
