import type { Compiler } from '../compile.ts';
import { type Sql, sql } from '../sql.ts';
import type { BudgetQuestion } from './budget-rows.ts';
import { type Parts, partLimit, sumsOf } from './statement.ts';

/** Whose a table's money is: the body it names, else the body that the line names, else the territory, else the dataset. */
const owner = sql`(CASE WHEN coalesce(c.department_key, m.line_department) IS NOT NULL THEN 'd:' || coalesce(c.department_key, m.line_department) WHEN c.jurisdiction_key IS NOT NULL THEN 'j:' || c.jurisdiction_key ELSE 's:' || c.dataset_key END) COLLATE "C"`;

/** Before all else a table that shows all of the money; then the most detailed, the latest published, the first by key. */
const best = sql`array_position(ARRAY['all', 'basic', 'project'], s.coverage), s.detail DESC, s.published_on DESC NULLS LAST, s.table_key`;

/**
 * Which table is counted for each owner and year: WITH items from `money` and `candidate`.
 *
 * `stated`: every table of each owner with its place; `chosen`: the first of them; `counted`: those of the scope asked
 * that stand below no other; `t`: the sums that count, by table; `r`: the same by group.
 */
export function addCounting(compiler: Compiler, parts: Parts, question: BudgetQuestion): void {
  parts.add(
    'm',
    sql`SELECT g.table_key, g.line_department, g.matched, g.currency, sum(g.amount) AS amount, sum(g.n)::bigint AS n FROM money AS g GROUP BY 1, 2, 3, 4`,
  );
  parts.add(
    'owned',
    sql`SELECT m.*, ${owner} AS owner, coalesce(c.department_key, m.line_department) AS owner_department, c.fiscal_year AS year, c.scope, c.coverage, c.detail, c.published_on FROM m JOIN candidate AS c ON c.key = m.table_key`,
  );
  parts.add(
    'stated',
    sql`SELECT s.*, row_number() OVER (PARTITION BY s.owner, s.year, s.scope ORDER BY ${best}) AS rank FROM (SELECT DISTINCT o.owner, o.owner_department, o.year, o.scope, o.table_key, o.coverage, o.detail, o.published_on FROM owned AS o) AS s`,
  );
  parts.add('chosen', sql`SELECT s.* FROM stated AS s WHERE s.rank = 1`);
  addTrees(compiler, parts);
  const covered =
    question.scope === 'consolidated'
      ? sql`EXISTS (SELECT FROM above AS u JOIN chosen AS y ON y.owner = u.at WHERE u.start = x.owner AND u.at <> x.owner AND y.scope = 'consolidated' AND y.year = x.year AND (y.owner < x.owner OR NOT EXISTS (SELECT FROM above AS w WHERE w.start = y.owner AND w.at = x.owner)))`
      : isWholeGovernment;
  parts.add(
    'judged',
    sql`SELECT x.*, (${covered}) AS is_covered FROM chosen AS x WHERE x.scope = ${question.scope}::text`,
  );
  parts.add('counted', sql`SELECT j.* FROM judged AS j WHERE NOT j.is_covered`);
  parts.add(
    't',
    sql`SELECT o.* FROM owned AS o JOIN counted AS n ON n.table_key = o.table_key AND n.owner = o.owner WHERE o.matched`,
  );
  parts.add(
    'r',
    sql`SELECT g.* FROM money AS g JOIN (SELECT DISTINCT t.table_key, coalesce(t.line_department, '') AS line_department FROM t) AS k ON k.table_key = g.table_key AND k.line_department = coalesce(g.line_department, '') WHERE g.matched`,
  );
}

/** A government's own statement is no body's own: it counts where none of its bodies has stated its own. */
const isWholeGovernment = sql`x.owner LIKE 'j:%' AND EXISTS (SELECT FROM edge AS e JOIN chosen AS y ON y.owner = e.below WHERE e.above = x.owner AND e.below LIKE 'd:%' AND y.scope = 'own' AND y.year = x.year)`;

/** `above`: each owner with itself and all that stands above it, superior bodies and territories. */
function addTrees(compiler: Compiler, parts: Parts): void {
  const body = compiler.source('Department');
  const place = compiler.source('Jurisdiction');
  const [key, parent, territory] = ['key', 'parent_key', 'jurisdiction_key'].map((name) =>
    body.column(name),
  ) as [Sql, Sql, Sql];
  const [placeKey, placeParent] = ['key', 'parent_key'].map((name) => place.column(name)) as [Sql, Sql];
  const bodies = compiler.from(body);
  parts.add(
    'edge',
    sql`SELECT ('d:' || ${key}) COLLATE "C" AS below, ('d:' || ${parent}) COLLATE "C" AS above FROM ${bodies} WHERE ${parent} IS NOT NULL UNION ALL SELECT ('d:' || ${key}) COLLATE "C", ('j:' || ${territory}) COLLATE "C" FROM ${bodies} WHERE ${territory} IS NOT NULL UNION ALL SELECT ('j:' || ${placeKey}) COLLATE "C", ('j:' || ${placeParent}) COLLATE "C" FROM ${compiler.from(place)} WHERE ${placeParent} IS NOT NULL`,
  );
  parts.add(
    'above',
    sql`SELECT x.owner AS start, x.owner AS at FROM chosen AS x UNION SELECT u.start, e.above FROM above AS u JOIN edge AS e ON e.below = u.at`,
  );
}

/** WITH item `used`: the tables counted, with their sums; one row a table, whoever of its bodies it counts for. */
export function addUsed(parts: Parts): void {
  parts.add(
    'used_table',
    sql`SELECT n.table_key, count(*) AS bodies, row_number() OVER (ORDER BY n.table_key) AS place FROM counted AS n GROUP BY n.table_key`,
  );
  parts.add(
    'used',
    sql`SELECT u.*, ${sumsOf('sum', sql`SELECT t.currency, sum(t.amount) AS amount FROM t WHERE t.table_key = u.table_key GROUP BY t.currency`)} FROM used_table AS u WHERE u.place <= ${partLimit}::integer`,
  );
}

/**
 * WITH item `unused`: tables of the scope asked that are not counted, why, and instead of which; with their own sums
 * and, where they show the same money, what they differ by.
 */
export function addUnused(parts: Parts, question: BudgetQuestion): void {
  const covering =
    question.scope === 'consolidated'
      ? sql`(SELECT min(n.table_key) FROM above AS u JOIN counted AS n ON n.owner = u.at AND n.year = s.year WHERE u.start = s.owner)`
      : sql`NULL::text`;
  const covered = question.scope === 'consolidated' ? sql`'WITHIN_CONSOLIDATED'` : sql`'WHOLE_GOVERNMENT'`;
  parts.add(
    'passed',
    sql`SELECT s.owner, s.table_key, CASE WHEN s.rank = 1 THEN ${covering} ELSE j.table_key END AS instead_key, CASE WHEN s.rank = 1 THEN ${covered} WHEN s.coverage <> j.coverage THEN 'PART_OF_IT' ELSE 'SAME_MONEY' END AS reason FROM stated AS s JOIN judged AS j ON j.owner = s.owner AND j.year = s.year WHERE s.scope = ${question.scope}::text AND (s.rank > 1 OR j.is_covered)`,
  );
  parts.add(
    'passed_sum',
    sql`SELECT p.table_key, p.instead_key, p.reason, o.currency, sum(o.amount) AS amount FROM passed AS p JOIN owned AS o ON o.owner = p.owner AND o.table_key = p.table_key WHERE o.matched GROUP BY 1, 2, 3, 4`,
  );
  parts.add(
    'instead_sum',
    sql`SELECT p.table_key, p.instead_key, p.reason, o.currency, sum(o.amount) AS amount FROM passed AS p JOIN owned AS o ON o.owner = p.owner AND o.table_key = p.instead_key WHERE o.matched AND p.reason = 'SAME_MONEY' GROUP BY 1, 2, 3, 4`,
  );
  parts.add(
    'passed_table',
    sql`SELECT p.table_key, p.instead_key, p.reason, count(*) AS bodies, row_number() OVER (ORDER BY p.table_key, p.instead_key, p.reason) AS place FROM passed AS p GROUP BY 1, 2, 3`,
  );
  const same = (alias: string) =>
    alias === 'x'
      ? sql`x.table_key = t.table_key AND x.instead_key IS NOT DISTINCT FROM t.instead_key AND x.reason = t.reason`
      : sql`y.table_key = t.table_key AND y.instead_key IS NOT DISTINCT FROM t.instead_key AND y.reason = t.reason`;
  const ownSums = sql`SELECT x.currency, x.amount FROM passed_sum AS x WHERE ${same('x')}`;
  const differences = sql`SELECT b.currency, sum(b.amount) AS amount FROM (SELECT x.currency, x.amount FROM passed_sum AS x WHERE ${same('x')} AND x.reason = 'SAME_MONEY' UNION ALL SELECT y.currency, -y.amount FROM instead_sum AS y WHERE ${same('y')}) AS b GROUP BY b.currency`;
  parts.add(
    'unused',
    sql`SELECT t.table_key, t.instead_key, t.reason, t.bodies, ${sumsOf('sum', ownSums)}, ${sumsOf('difference', differences)}, t.place FROM passed_table AS t WHERE t.place <= ${partLimit}::integer`,
  );
}

/** WITH item `consolidated`: each topmost consolidated statement beside the own statements of the body and all below it. */
export function addConsolidated(parts: Parts): void {
  parts.add(
    'top',
    sql`SELECT x.*, row_number() OVER (ORDER BY x.year, x.owner) AS place FROM chosen AS x WHERE x.scope = 'consolidated' AND NOT EXISTS (SELECT FROM above AS u JOIN chosen AS y ON y.owner = u.at WHERE u.start = x.owner AND u.at <> x.owner AND y.scope = 'consolidated' AND y.year = x.year AND (y.owner < x.owner OR NOT EXISTS (SELECT FROM above AS w WHERE w.start = y.owner AND w.at = x.owner)))`,
  );
  // Own statements of a part of the money only are not compared with statements of all of it.
  parts.add(
    'below_top',
    sql`SELECT t.owner AS top, t.year, x.owner, x.table_key FROM top AS t JOIN above AS u ON u.at = t.owner JOIN chosen AS x ON x.owner = u.start AND x.year = t.year WHERE x.scope = 'own' AND x.coverage = t.coverage AND NOT (${isWholeGovernment})`,
  );
  parts.add(
    'two',
    sql`SELECT t.owner, t.year, o.currency, sum(o.amount) AS whole, NULL::numeric AS own FROM top AS t JOIN owned AS o ON o.owner = t.owner AND o.table_key = t.table_key WHERE o.matched GROUP BY 1, 2, 3 UNION ALL SELECT b.top, b.year, o.currency, NULL, sum(o.amount) FROM below_top AS b JOIN owned AS o ON o.owner = b.owner AND o.table_key = b.table_key WHERE o.matched GROUP BY 1, 2, 3`,
  );
  const of = sql`two AS z WHERE z.owner = t.owner AND z.year = t.year`;
  parts.add(
    'consolidated',
    sql`SELECT t.owner_department AS department_key, t.year AS fiscal_year, t.table_key, (SELECT count(*) FROM below_top AS b WHERE b.top = t.owner AND b.year = t.year) AS own_tables, ${sumsOf('whole', sql`SELECT z.currency, sum(z.whole) AS amount FROM ${of} AND z.whole IS NOT NULL GROUP BY z.currency`)}, ${sumsOf('own', sql`SELECT z.currency, sum(z.own) AS amount FROM ${of} AND z.own IS NOT NULL GROUP BY z.currency`)}, ${sumsOf('difference', sql`SELECT z.currency, coalesce(sum(z.whole), 0) - coalesce(sum(z.own), 0) AS amount FROM ${of} GROUP BY z.currency`)}, t.place FROM top AS t WHERE t.place <= ${partLimit}::integer`,
  );
}

/** WITH item `elsewhere`: bodies and years of which only the other scope states something, neither they nor what is above or below. */
export function addElsewhere(parts: Parts, question: BudgetQuestion): void {
  const isHere =
    question.scope === 'own'
      ? sql`EXISTS (SELECT FROM above AS u JOIN counted AS n ON n.owner = u.start WHERE u.at = x.owner AND n.year = x.year)`
      : sql`EXISTS (SELECT FROM above AS u JOIN counted AS n ON n.owner = u.at WHERE u.start = x.owner AND n.year = x.year)`;
  parts.add(
    'apart',
    sql`SELECT x.*, row_number() OVER (ORDER BY x.year, x.owner) AS place FROM chosen AS x WHERE x.scope <> ${question.scope}::text AND NOT ${isHere}`,
  );
  parts.add(
    'elsewhere',
    sql`SELECT x.owner_department AS department_key, x.year AS fiscal_year, x.table_key, x.scope, ${sumsOf('sum', sql`SELECT o.currency, sum(o.amount) AS amount FROM owned AS o WHERE o.matched AND o.owner = x.owner AND o.table_key = x.table_key GROUP BY o.currency`)}, x.place FROM apart AS x WHERE x.place <= ${partLimit}::integer`,
  );
}
