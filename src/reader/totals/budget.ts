import { declarationOf } from '../../declare/types.ts';
import { HubError } from '../../errors.ts';
import { jsonObject } from '../columns.ts';
import type { Compiler } from '../compile.ts';
import type { FilterFacts } from '../filter.ts';
import { pageLimits } from '../page.ts';
import { rowKey } from '../row-key.ts';
import type { Selected } from '../selection.ts';
import { DerivedSource } from '../source.ts';
import { identifier, join, literal, type Sql, sql } from '../sql.ts';
import { checkText } from '../text.ts';
import {
  addBodies,
  addCandidates,
  addMoney,
  addWithheld,
  type BudgetQuestion,
  filterType,
} from './budget-rows.ts';
import { addConsolidated, addCounting, addElsewhere, addUnused, addUsed } from './counting.ts';
import { budgetColumns, budgetDimensions, type Dimension, nullColumn } from './dimensions.ts';
import { groupOrder, groupPage, partList } from './groups.ts';
import { datasetsOf, groupKey, Parts, sumsOf } from './statement.ts';

/** A totals statement: one row with `j`, `about`, and `problem`, which says what makes the answer wrong. */
export interface TotalsStatement {
  statement: Sql;
  /** Throws where `problem` tells of a question that mixes. */
  check: (problem: Problem) => void;
}

export interface Problem {
  /** How many tables of each coverage were counted. */
  coverages?: Record<string, number>;
  /** Lines counted, and of them those that say nothing about each dimension. */
  lines?: number;
  silent?: Record<string, number>;
  /** False: the filter reaches beyond the officer's own departments. */
  isOwn?: boolean;
}

/** Compiles `budgetTotals`. Throws BAD_INPUT where the arguments contradict each other. */
export function budgetTotals(compiler: Compiler, selected: Selected): TotalsStatement {
  const question = questionOf(selected.args);
  const { where } = question;
  const groupBy = (selected.args.groupBy as string[] | null | undefined) ?? [];
  const levels = levelsOf(selected.args, groupBy);
  if (question.book === 'all' && groupBy.includes('BOOK')) {
    throw new HubError(
      'BAD_INPUT',
      'Book "all" is all books in one, so it cannot be grouped by BOOK. Ask for each book by itself: book: general, and so on.',
    );
  }
  const type = filterType(selected);
  const facts: FilterFacts = { datasets: null, currencies: new Set() };
  const parts = new Parts();
  const order = groupOrder(selected.args.orderBy);
  const { cursor } = pageLimits(selected.args, compiler.viewer);
  const named = (where.dataset as string[] | null | undefined) ?? null;
  for (const key of named ?? []) checkText(key, 'where.dataset');
  const datasets = datasetsOf(compiler, named, cursor);
  parts.add('d', sql`SELECT ${datasets.keys} AS keys`);
  addBodies(compiler, parts, question);
  addCandidates(compiler, parts, question, type, facts);
  const dimensions = addMoney(compiler, parts, question, type, facts, (line) =>
    budgetDimensions(groupBy, line, levels),
  );
  addCounting(compiler, parts, question);
  addWithheld(compiler, parts, question, type, facts);
  addGroups(parts, dimensions, order.currency);

  const members = compiler.selection(selected).map((field) => {
    const name = rowKey(field.responseKey);
    const read = declarationOf(field.field)?.read;
    if (read?.kind !== 'part') return { name, field };
    if (read.rows === 'groups')
      return { name, json: groupPage(compiler, parts, field, selected, 'grouped', order, datasets.name) };
    return { name, json: () => partList(compiler, field, read.rows), rows: read.rows };
  });
  const wanted = new Set(members.flatMap(({ rows }) => (rows ? [rows] : [])));
  if (wanted.has('used')) addUsed(parts);
  if (wanted.has('unused')) addUnused(parts, question);
  if (wanted.has('consolidated')) addConsolidated(parts);
  if (wanted.has('elsewhere')) addElsewhere(parts, question);
  parts.add('answer', answerRow(question));

  const source = new DerivedSource('answer');
  const plain = compiler.row(
    source,
    members.flatMap(({ field }) => (field ? [field] : [])),
  );
  const values = plain.json;
  const lists = members.flatMap(({ name, json }) =>
    json ? [[name, typeof json === 'function' ? json() : json] as const] : [],
  );
  const about = compiler.scope.about(null);
  const problem = problemOf(compiler, question, dimensions);
  return {
    statement: sql`${parts.with()} SELECT (SELECT json_build_object('row', ${values}, 'lists', ${jsonObject(lists)}) FROM ${source.from()}${join(plain.joins, '')}) AS j, ${about} AS about, ${problem} AS problem`,
    check: (found) => refuseMixing(found, question, groupBy),
  };
}

function questionOf(args: Record<string, unknown>): BudgetQuestion {
  return {
    side: String(args.side),
    breakdown: String(args.breakdown),
    book: args.book === 'none' ? null : String(args.book),
    scope: args.scope as BudgetQuestion['scope'],
    phase: String(args.phase),
    where: (args.where ?? {}) as Record<string, unknown>,
    includesInternal: args.include === 'INTERNAL',
  };
}

function levelsOf(args: Record<string, unknown>, groupBy: readonly string[]) {
  const level = (name: string, dimension: string): number | undefined => {
    const given = args[name] as number | null | undefined;
    if (given == null) return undefined;
    if (given < 1)
      throw new HubError('BAD_INPUT', `Argument "${name}" is ${given}. Expected 1, the widest, or more.`);
    if (!groupBy.includes(dimension)) {
      throw new HubError(
        'BAD_INPUT',
        `Argument "${name}" says to which level classes are grouped, but "groupBy" does not name ${dimension}.`,
      );
    }
    return given;
  };
  return { function: level('functionLevel', 'FUNCTION'), economic: level('economicLevel', 'ECONOMIC') };
}

/** WITH item `grouped`: one row a group, with its sums and what it shows. */
function addGroups(parts: Parts, dimensions: readonly Dimension[], currency: string | null): void {
  const ids = dimensions.map((_, index) => identifier('r', `g${index}`));
  const shown = new Set(dimensions.flatMap(({ shows }) => shows.map(([name]) => name)));
  const columns = budgetColumns.map(([name, type]) =>
    shown.has(name)
      ? sql`min(${identifier('r', `s_${name}`)}) AS ${identifier(name)}`
      : nullColumn(name, type),
  );
  const keyed = ids.map((id, index) => sql`${id} AS ${identifier(`i${index}`)}`);
  parts.add(
    'part',
    sql`SELECT ${join([...keyed, sql`r.currency AS money`, sql`sum(r.amount) AS amount`, sql`sum(r.n)::bigint AS lines`, ...columns])} FROM r GROUP BY ${join([...ids, sql`r.currency`])}`,
    false,
  );
  const groups = dimensions.map((_, index) => identifier('p', `i${index}`));
  const orderAmount = currency
    ? sql`sum(p.amount) FILTER (WHERE p.money = ${currency}::text)`
    : sql`NULL::numeric`;
  const merged = budgetColumns.map(([name]) => sql`min(${identifier('p', name)}) AS ${identifier(name)}`);
  const grouping = groups.length > 0 ? sql` GROUP BY ${join(groups)}` : sql` HAVING count(*) > 0`;
  parts.add(
    'bare',
    sql`SELECT ${join([sql`${groupKey(groups)} AS key`, sql`${orderAmount} AS order_amount`, ...groupSums, ...merged])} FROM part AS p${grouping}`,
    false,
  );
  parts.add('grouped', sql`SELECT w.* FROM bare AS w`);
}

const groupSums: Sql[] = [
  sql`coalesce(array_agg(p.amount ORDER BY p.money) FILTER (WHERE p.money IS NOT NULL), '{}')::numeric[] AS sum_amounts`,
  sql`coalesce(array_agg(p.money ORDER BY p.money) FILTER (WHERE p.money IS NOT NULL), '{}')::text[] AS sum_currencies`,
  sql`sum(p.lines)::bigint AS line_count`,
  sql`coalesce(sum(p.lines) FILTER (WHERE p.money IS NULL), 0)::bigint AS without_currency_count`,
  sql`sum(p.amount) FILTER (WHERE p.money IS NULL) AS without_currency_sum`,
];

/** What the answer says as a whole. */
function answerRow(question: BudgetQuestion): Sql {
  const coverage = sql`(SELECT CASE WHEN count(*) = 0 THEN 'NOTHING' WHEN min(t.coverage) = 'all' THEN 'ALL' WHEN min(t.coverage) = 'basic' THEN 'BASIC_ONLY' ELSE 'PROJECT_ONLY' END FROM t)`;
  return sql`SELECT ${question.side}::text AS side, ${question.breakdown}::text AS breakdown, ${question.book}::text AS book, ${question.scope}::text AS scope, ${question.phase}::text AS phase, ${coverage} AS coverage, ${coverageNotes(coverage)}, ${sumsOf('sum', sql`SELECT t.currency, sum(t.amount) AS amount FROM t GROUP BY t.currency`)}, (SELECT coalesce(sum(t.n), 0)::bigint FROM t) AS line_count, (SELECT coalesce(sum(t.n), 0)::bigint FROM t WHERE t.currency IS NULL) AS without_currency_count, (SELECT sum(t.amount) FROM t WHERE t.currency IS NULL) AS without_currency_sum, (SELECT count(DISTINCT h.key) FROM hidden AS h) AS withheld_count, (SELECT count(DISTINCT n.table_key) FROM counted AS n) AS table_count, (SELECT count(DISTINCT n.owner) FROM counted AS n WHERE n.owner_department IS NOT NULL) AS department_count`;
}

const partialNotes = {
  en: {
    BASIC_ONLY: 'The tables counted show basic expenditure only; it is not all that was spent.',
    PROJECT_ONLY: 'The tables counted show project expenditure only; it is not all that was spent.',
  },
  zh: {
    BASIC_ONLY: '计入的表仅列基本支出，不是全部支出。',
    PROJECT_ONLY: '计入的表仅列项目支出，不是全部支出。',
  },
};

function coverageNotes(coverage: Sql): Sql {
  const note = (lang: 'en' | 'zh') =>
    sql`CASE ${coverage} WHEN 'BASIC_ONLY' THEN ${literal(partialNotes[lang].BASIC_ONLY)} WHEN 'PROJECT_ONLY' THEN ${literal(partialNotes[lang].PROJECT_ONLY)} END`;
  return sql`${note('en')} AS coverage_note, ${note('zh')} AS coverage_note_zh, ${note('en')} AS coverage_note_en`;
}

/** Dimensions on which lines can be silent because their table is broken down by something else. */
const speaking = ['FUNCTION', 'ECONOMIC', 'PROGRAM', 'PROJECT', 'FUND_SOURCE', 'ITEM', 'REGION'];

function problemOf(compiler: Compiler, question: BudgetQuestion, dimensions: readonly Dimension[]): Sql {
  const silent = dimensions.flatMap(({ name }, index) =>
    speaking.includes(name)
      ? [
          [
            name,
            sql`(SELECT coalesce(sum(r.n), 0) FROM r WHERE ${identifier('r', `g${index}`)} IS NULL)`,
          ] as const,
        ]
      : [],
  );
  const members: (readonly [string, Sql])[] = [
    [
      'coverages',
      sql`(SELECT json_object_agg(v.coverage, v.n) FROM (SELECT t.coverage, count(DISTINCT t.table_key) AS n FROM t GROUP BY t.coverage) AS v)`,
    ],
    ['lines', sql`(SELECT coalesce(sum(t.n), 0) FROM t)`],
    ['silent', jsonObject(silent)],
  ];
  if (question.includesInternal && compiler.viewer.role === 'OFFICER') {
    const own = sql`nullif(current_setting('sunledger.departments', true), '')::text[]`;
    const reached =
      question.where.under == null && question.where.department == null
        ? sql`false`
        : sql`(SELECT coalesce(b.keys <@ ${own}, false) FROM b)`;
    members.push(['isOwn', reached]);
  }
  return jsonObject(members);
}

function refuseMixing(found: Problem, question: BudgetQuestion, groupBy: readonly string[]): void {
  if (found.isOwn === false) {
    throw new HubError(
      'FORBIDDEN',
      'Sums with internal amounts are open to you within your own departments only. Expected "where.under" with one of them.',
    );
  }
  const coverages = Object.entries(found.coverages ?? {});
  if (coverages.length > 1) {
    const counts = coverages.map(([name, count]) => `${count} with coverage "${name}"`).join(', ');
    throw new HubError(
      'BAD_INPUT',
      `Tables that show all of the money and tables that show a part of it cannot be added: ${counts}. Expected "where.coverage" with one of them, or a breakdown that all publish in full.`,
    );
  }
  for (const name of groupBy) {
    if (!found.lines || found.silent?.[name] !== found.lines) continue;
    throw new HubError(
      'BAD_INPUT',
      `None of the ${found.lines} lines counted says its ${name}: they stand in tables broken down by ${question.breakdown}. Expected another "groupBy", or a breakdown whose tables say it.`,
    );
  }
}
