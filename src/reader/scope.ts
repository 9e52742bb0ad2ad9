import type { Compiler } from './compile.ts';
import { entitiesOf, type Source } from './source.ts';
import { and, empty, identifier, join, literal, type Sql, sql } from './sql.ts';

/** `default`: all real datasets, or the demo where nothing else is loaded. A cursor says which of the two it was. */
export type ScopeName = 'real' | 'demo' | 'default';

/** What a list passes on to the lists inside it. */
export interface Inherited {
  datasets: Sql;
  /** Text that a cursor keeps: `real`, `demo`, or NULL where datasets were named. */
  name: Sql;
  isNamed: boolean;
}

/** Which datasets the lists of one statement are read in, and what the answer says of that. */
export class Scope {
  /** Keys of the datasets read, one expression per list. */
  readonly #read: Sql[] = [];
  #inherited: Inherited | null = null;

  constructor(readonly compiler: Compiler) {}

  /** What the list or row around passes on; null: the default scope. */
  get inherited(): Inherited | null {
    return this.#inherited;
  }

  /** Compiles what is inside a list or row that passes its scope on; null passes on what is around it. */
  within<T>(inherited: Inherited | null, work: () => T): T {
    const before = this.#inherited;
    this.#inherited = inherited ?? before;
    try {
      return work();
    } finally {
      this.#inherited = before;
    }
  }

  /**
   * Scope of the lists inside one department or supplier that was asked for by name: the demo where only the demo
   * knows it, else the default. A list of facts that says zero because it looked elsewhere would be a wrong answer.
   * `join` goes behind the row's own table.
   */
  ofRow(source: Source): { inherited: Inherited | null; join: Sql } {
    if (!source.entity.shownWhen) return { inherited: null, join: empty };
    const known = (scope: ScopeName) => this.#reasons(source, this.datasets(scope));
    // A dataset column of null (a pack's row) makes a reason unknown, which is not true.
    const isKnown = (scope: ScopeName) => sql`coalesce(${join(known(scope), ' OR ')}, false)`;
    const isDemo = sql`(NOT ${isKnown('real')} AND ${isKnown('demo')})`;
    const alias = `s${source.alias}`;
    // OFFSET keeps it a step of its own: pulled into the lists, it would be answered again for each of their rows.
    const chosen = sql`SELECT CASE WHEN d.is_demo THEN ${this.datasets('demo')} ELSE ${this.datasets('default')} END AS datasets, CASE WHEN d.is_demo THEN 'demo' ELSE ${this.nameOf('default')} END AS name FROM (SELECT ${isDemo} AS is_demo OFFSET 0) AS d OFFSET 0`;
    return {
      inherited: {
        datasets: identifier(alias, 'datasets'),
        name: identifier(alias, 'name'),
        isNamed: false,
      },
      join: sql` CROSS JOIN LATERAL (${chosen}) AS ${identifier(alias)}`,
    };
  }

  /** The scope's name in a cursor. */
  nameOf(scope: ScopeName): Sql {
    if (scope !== 'default') return literal(scope);
    return sql`CASE WHEN ${this.hasRealData()} THEN 'real' ELSE 'demo' END`;
  }

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
    const reasons = this.#reasons(source, datasets);
    // Who names a dataset wants what is in it, not the bodies of the packs besides.
    if (shownWhen.packColumn && !isNamed) {
      reasons.push(sql`${source.column(shownWhen.packColumn)} IS NOT NULL`);
    }
    return [sql`(${join(reasons, ' OR ')})`];
  }

  /** For each kind of fact that can name the row: that one of the datasets holds such a fact. */
  #reasons(source: Source, datasets: Sql): Sql[] {
    const { byTable } = entitiesOf(this.compiler.part.schema);
    const { datasetColumn, referencedBy } = source.entity.shownWhen!;
    const own = datasetColumn ? [sql`${source.column(datasetColumn)} = ANY (${datasets})`] : [];
    const named = referencedBy.map(({ table, column }) => {
      const fact = this.compiler.sourceOf(byTable.get(table)!);
      const conditions = and([
        sql`${fact.column(column)} = ${source.column('key')}`,
        sql`${fact.column(fact.entity.datasetColumn!)} = ANY (${datasets})`,
      ]);
      return sql`EXISTS (SELECT FROM ${this.compiler.from(fact)} WHERE ${conditions})`;
    });
    return [...own, ...named];
  }
}
