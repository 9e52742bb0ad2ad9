import { type GraphQLInputObjectType, getNamedType, isInputObjectType } from 'graphql';
import type { Compiler } from '../compile.ts';
import { conditionsOf, type FilterFacts } from '../filter.ts';
import type { Selected } from '../selection.ts';
import type { Source } from '../source.ts';
import { and, identifier, join, Sql, sql } from '../sql.ts';
import { checkText } from '../text.ts';
import { addClimb, type Dimension } from './dimensions.ts';
import type { Parts } from './statement.ts';

export interface BudgetQuestion {
  side: string;
  breakdown: string;
  /** Null: tables to which books do not apply. */
  book: string | null;
  scope: 'own' | 'consolidated';
  phase: string;
  where: Record<string, unknown>;
  includesInternal: boolean;
}

/** Filters that decide which tables are asked about; the others pick lines of the tables that are counted. */
const tableFilters = ['fiscalYear', 'coverage', 'document'];
const documentFilters = ['documentKind', 'jurisdiction'];
const ownFilters = ['dataset', 'under', 'department', ...tableFilters, ...documentFilters];

const pick = (where: Record<string, unknown>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(where).filter(([name]) => names.includes(name)));

/** Filters that pick lines of the tables that are counted. */
function lineConditions(
  compiler: Compiler,
  line: Source,
  type: GraphQLInputObjectType,
  where: BudgetQuestion['where'],
  facts: FilterFacts,
): Sql[] {
  const asked = Object.keys(where).filter((name) => !ownFilters.includes(name));
  return conditionsOf(compiler, line, type, pick(where, asked), 'where', facts);
}

export function filterType(root: Selected): GraphQLInputObjectType {
  const type = getNamedType(root.field.args.find(({ name }) => name === 'where')?.type);
  if (!isInputObjectType(type)) throw new Error(`"${root.field.name}" has no filter`);
  return type;
}

const isNarrowed = ({ where }: BudgetQuestion) => where.under != null || where.department != null;

/** Of the other scope, what stands below the bodies asked for is compared with them. */
const isAsked = (question: BudgetQuestion, owner: Sql, scope: Sql): Sql =>
  question.where.department == null
    ? sql`${owner} = ANY ((SELECT b.keys FROM b)::text[])`
    : sql`CASE WHEN ${scope} = ${question.scope}::text THEN ${owner} = ANY ((SELECT b.keys FROM b)::text[]) ELSE ${owner} = ANY ((SELECT b.wide FROM b)::text[]) END`;

/** Keys of the bodies asked for, `keys`, and of them with all below, `wide`. */
export function addBodies(compiler: Compiler, parts: Parts, { where }: BudgetQuestion): void {
  const { under, department } = where as { under?: string | null; department?: string[] | null };
  if (under == null && department == null) return;
  if (under != null) checkText(under, 'where.under');
  for (const key of department ?? []) checkText(key, 'where.department');
  const below =
    under == null ? null : compiler.keysUnder('Department', sql`SELECT ${under}::text COLLATE "C"`);
  const keys = department == null ? below! : exactly(department, below);
  const wide =
    department == null
      ? sql`NULL::text[]`
      : compiler.keysUnder('Department', sql`SELECT unnest(${keys}::text[]) COLLATE "C"`);
  parts.add('b', sql`SELECT ${keys} AS keys, ${wide} AS wide`);
}

function exactly(department: string[], below: Sql | null): Sql {
  if (!below) return sql`${department}::text[]`;
  return sql`ARRAY(SELECT k.key FROM unnest(${department}::text[]) AS k (key) WHERE k.key = ANY (${below}))`;
}

/** The tables that the question is about, of both scopes: what the other scope says is part of the answer. */
export function addCandidates(
  compiler: Compiler,
  parts: Parts,
  question: BudgetQuestion,
  type: GraphQLInputObjectType,
  facts: FilterFacts,
): void {
  const table = compiler.source('BudgetTable');
  const document = compiler.source('BudgetDocument');
  const { where } = question;
  const columns = [
    'key',
    'document_key',
    'dataset_key',
    'department_key',
    'fiscal_year',
    'book',
    'scope',
    'coverage',
    'detail',
  ];
  const select = join([
    ...columns.map((name) => table.column(name)),
    document.column('jurisdiction_key'),
    document.column('published_on'),
  ]);
  const owner = table.column('department_key');
  const conditions = [
    sql`${table.column('dataset_key')} = ANY ((SELECT d.keys FROM d)::text[])`,
    sql`${table.column('side')} = ${question.side}::text`,
    sql`${table.column('breakdown')} = ${question.breakdown}::text`,
    question.book === null
      ? sql`${table.column('book')} IS NULL`
      : sql`${table.column('book')} = ${question.book}::text`,
    ...(isNarrowed(question)
      ? [sql`(${owner} IS NULL OR ${isAsked(question, owner, table.column('scope'))})`]
      : []),
    ...conditionsOf(compiler, table, type, pick(where, tableFilters), 'where', facts),
    ...conditionsOf(compiler, document, type, pick(where, documentFilters), 'where', facts),
    sql`${document.column('key')} = ${table.column('document_key')}`,
  ];
  parts.add(
    'candidate',
    sql`SELECT ${select} FROM ${compiler.from(table)}, ${compiler.from(document)} WHERE ${and(conditions)}`,
  );
}

/**
 * Sums of the candidates' lines, by table, body named by the line, currency and group: `money`, one pass over the lines.
 *
 * Lines only, totals only, the whole year only; of amounts of an unfinished year the latest. `make` gets the line's
 * source and answers the dimensions.
 */
export function addMoney(
  compiler: Compiler,
  parts: Parts,
  question: BudgetQuestion,
  type: GraphQLInputObjectType,
  facts: FilterFacts,
  make: (line: Source) => Dimension[],
): Dimension[] {
  const line = compiler.source('BudgetLine');
  const dimensions = make(line);
  const { where } = question;
  const conditions = lineConditions(compiler, line, type, where, facts);
  const department = line.column('department_key');
  const shown = dimensions.flatMap(({ shows }) =>
    shows.map(([name, value]) => sql`${value} AS ${identifier(`s_${name}`)}`),
  );
  const ids = dimensions.map(({ id }, index) => sql`${id} AS ${identifier(`g${index}`)}`);
  const places = [1, 2, 3, ...ids.map((_, index) => index + 4)].map(ordinal);
  const lineKey = line.column('key');
  const isLine = sql`${line.column('row_kind')} = 'line'`;
  const inTable = sql`${line.column('table_key')} = c.key`;
  const isBelow = isNarrowed(question)
    ? [isAsked(question, sql`coalesce(c.department_key, ${department})`, sql`c.scope`)]
    : [];
  const select = join([
    sql`CASE WHEN c.department_key IS NULL THEN ${department} END AS line_department`,
    sql`${conditions.length === 0 ? sql`true` : sql`coalesce(${and(conditions)}, false)`} AS matched`,
    sql`a.currency`,
    ...ids,
    sql`sum(a.amount) AS amount`,
    sql`count(*) AS n`,
    ...shown,
  ]);
  const isCounted = and([inTable, isLine, ...isBelow]);
  const climbs = dimensions.flatMap((dimension) => dimension.climbs ?? []);
  for (const { name, level } of climbs) addClimb(compiler, parts, name, level);
  const climbed = climbs.map(
    ({ name, key }) => sql` LEFT JOIN ${identifier(name)} ON ${identifier(name, 'key')} = ${key}`,
  );
  // Table by table: lines and amounts of one are read in the order of an index that holds both, and joined there.
  parts.add(
    'money',
    sql`SELECT c.key AS table_key, m.* FROM candidate AS c CROSS JOIN LATERAL (SELECT ${select} FROM (SELECT c.*) AS c CROSS JOIN ${compiler.from(line)} JOIN (${amounts(compiler, question)}) AS a ON a.line_key = ${lineKey}${join(climbed, '')} WHERE ${isCounted} GROUP BY ${join(places)}) AS m`,
  );
  return dimensions;
}

/** Lines of the tables counted that the filter leaves and of which something is not shown: `withheld`, by key. */
export function addWithheld(
  compiler: Compiler,
  parts: Parts,
  question: BudgetQuestion,
  type: GraphQLInputObjectType,
  facts: FilterFacts,
): void {
  const withheld = compiler.source('Withheld');
  const line = compiler.source('BudgetLine');
  const { where } = question;
  const conditions = [
    sql`${line.column('key')} = ${withheld.column('subject_key')}`,
    sql`${line.column('row_kind')} = 'line'`,
    sql`EXISTS (SELECT FROM counted AS n JOIN candidate AS c ON c.key = n.table_key WHERE n.table_key = ${line.column('table_key')} AND coalesce(c.department_key, ${line.column('department_key')}) IS NOT DISTINCT FROM n.owner_department)`,
    ...lineConditions(compiler, line, type, where, facts),
  ];
  parts.add(
    'hidden',
    sql`SELECT ${line.column('key')} FROM ${compiler.from(withheld)}, ${compiler.from(line)} WHERE ${and(conditions)}`,
  );
}

/** A place in the select list, as GROUP BY takes it. */
const ordinal = (place: number): Sql => new Sql([String(place)], []);

function amounts(compiler: Compiler, question: BudgetQuestion): Sql {
  const published = wholeYear(compiler, 'BudgetAmount', question);
  if (!question.includesInternal) return published.body;
  // What was published since stands in both places: once is enough.
  const again = compiler.source('BudgetAmount');
  const isPublished = and([
    sql`${again.column('line_key')} = ${own('line_key')}`,
    sql`${again.column('phase')} = ${question.phase}::text`,
    sql`${again.column('component')} = 'total'`,
    sql`${again.column('period')} IS NULL`,
  ]);
  const internal = wholeYear(
    compiler,
    'InternalBudgetAmount',
    question,
    sql`NOT EXISTS (SELECT FROM ${compiler.from(again)} WHERE ${isPublished})`,
  );
  return sql`${published.body} UNION ALL ${internal.body}`;
}

const own = (column: string): Sql => identifier('o', column);

function wholeYear(
  compiler: Compiler,
  entity: 'BudgetAmount' | 'InternalBudgetAmount',
  question: BudgetQuestion,
  also: Sql = sql`true`,
): { body: Sql } {
  const amount = compiler.source(entity);
  const later = compiler.source(entity);
  const isWhole = (source: Source) => [
    sql`${source.column('phase')} = ${question.phase}::text`,
    sql`${source.column('component')} = 'total'`,
    sql`${source.column('period')} IS NULL`,
  ];
  const [lineKey, value, currency, day] = ['line_key', 'amount', 'currency', 'as_of_on'].map((name) =>
    amount.column(name),
  ) as [Sql, Sql, Sql, Sql];
  const laterDay = later.column('as_of_on');
  const isLater = and([
    sql`${later.column('line_key')} = ${lineKey}`,
    ...isWhole(later),
    sql`(${laterDay} IS NULL OR ${laterDay} > ${day})`,
  ]);
  const conditions = [
    sql`${amount.column('table_key')} = c.key`,
    ...isWhole(amount),
    sql`(${day} IS NULL OR NOT EXISTS (SELECT FROM ${compiler.from(later)} WHERE ${isLater}))`,
  ];
  const inner = sql`SELECT ${lineKey} AS line_key, ${value} AS amount, ${currency} AS currency FROM ${compiler.from(amount)} WHERE ${and(conditions)}`;
  return { body: sql`SELECT o.line_key, o.amount, o.currency FROM (${inner}) AS o WHERE ${also}` };
}
