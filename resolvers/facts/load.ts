import type { HubContext } from '../../src/context.ts';
import { tableAt } from '../../src/reader/past.ts';
import { identifier, join, type Sql, sql } from '../../src/reader/sql.ts';
import { loaderOf, rowsByKey } from '../loader.ts';

/** Whose fact, of which year and scope; `dataset` says whether it is real or invented. */
export interface Place {
  dataset: string;
  department: string | null;
  year: number;
  scope: string;
}

export interface MoneyFact {
  key: string;
  dataset_key: string;
  department_key: string;
  fiscal_year: number;
  scope: string;
  document_key: string | null;
  budget_amount: string | null;
  adjusted_amount: string | null;
  actual_amount: string | null;
  previous_amount: string | null;
  currency: string | null;
}

export interface ThreePublicFact extends MoneyFact {
  category: string;
  trip_groups: number | null;
  trip_persons: number | null;
  vehicles_bought: number | null;
  vehicles_owned: number | null;
  reception_batches: number | null;
  reception_persons: number | null;
}

export interface OperatingFact extends MoneyFact {
  definition: string;
}

export interface HeadCountFact {
  key: string;
  dataset_key: string;
  kind: string;
  persons: number;
  as_of_on: string | null;
}

const moneyColumns = ['key', 'dataset_key', 'department_key', 'fiscal_year', 'scope', 'document_key'].concat([
  'budget_amount',
  'adjusted_amount',
  'actual_amount',
  'previous_amount',
  'currency',
]);
const threePublicColumns = [
  ...moneyColumns,
  'category',
  'trip_groups',
  'trip_persons',
  'vehicles_bought',
].concat(['vehicles_owned', 'reception_batches', 'reception_persons']);
const operatingColumns = [...moneyColumns, 'definition'];
const headCountColumns = [
  'key',
  'dataset_key',
  'department_key',
  'fiscal_year',
  'kind',
  'persons',
  'as_of_on',
];

/** What these loaders read, for the grants. */
export const factReads = [
  { table: 'disclosed.three_public_expense', columns: threePublicColumns },
  { table: 'disclosed.operating_fund', columns: operatingColumns },
  { table: 'disclosed.head_count', columns: headCountColumns },
  { table: 'disclosed.department', columns: ['key', 'kind', 'jurisdiction_key', 'parent_key'] },
  { table: 'disclosed.dataset', columns: ['key', 'is_demo'] },
];

const list = (alias: string, columns: readonly string[]) =>
  join(columns.map((column) => identifier(alias, column)));

/** Facts of the place in every dataset of its kind (real or invented), those of its own dataset first. */
function loadAt<Fact>(
  context: HubContext,
  table: string,
  columns: readonly string[],
  asOf: string | null,
  hasScope: boolean,
) {
  return loaderOf<Place, Fact[]>(context, `${table}@${asOf}`, (places) => {
    const asked = sql`unnest(${places.map(({ dataset }) => dataset)}::text[], ${places.map(({ department }) => department)}::text[], ${places.map(({ year }) => year)}::integer[], ${places.map(({ scope }) => scope)}::text[]) WITH ORDINALITY AS w (dataset, department, year, scope, n)`;
    const scope = hasScope ? sql` AND x.scope = w.scope` : sql``;
    return rowsByKey<Fact>(
      context,
      sql`SELECT w.n, ${list('x', columns)} FROM ${asked} JOIN ${tableAt(table, columns, asOf, 'x')} ON x.department_key = w.department AND x.fiscal_year = w.year${scope} WHERE ${isSameKind(asOf)} ORDER BY (x.dataset_key = w.dataset) DESC, x.key`,
      places.length,
    );
  });
}

/** Invented facts are compared with invented ones, real ones with real ones. */
function isSameKind(asOf: string | null): Sql {
  const own = tableAt('dataset', ['key', 'is_demo'], asOf, 'd');
  const other = tableAt('dataset', ['key', 'is_demo'], asOf, 'e');
  return sql`EXISTS (SELECT FROM ${own} JOIN ${other} ON e.is_demo = d.is_demo WHERE d.key = w.dataset AND e.key = x.dataset_key)`;
}

export const threePublicAt = (context: HubContext, place: Place, asOf: string | null) =>
  loadAt<ThreePublicFact>(context, 'three_public_expense', threePublicColumns, asOf, true).load(place);
export const operatingFundsAt = (context: HubContext, place: Place, asOf: string | null) =>
  loadAt<OperatingFact>(context, 'operating_fund', operatingColumns, asOf, true).load(place);
export const headCountsAt = (context: HubContext, place: Place, asOf: string | null) =>
  loadAt<HeadCountFact>(context, 'head_count', headCountColumns, asOf, false).load(place);

/** Bodies of one kind and territory in a year. */
export interface PeerGroup {
  kind: string;
  jurisdiction: string;
  year: number;
  scope: string;
  isDemo: boolean;
}

interface BodyFacts {
  kind: string | null;
  jurisdiction_key: string | null;
}

/** What kind of body it is and where; null where it is not known. */
export async function bodyOf(
  context: HubContext,
  key: string | null,
  asOf: string | null,
): Promise<BodyFacts | null> {
  if (key === null) return null;
  const loader = loaderOf<string, BodyFacts[]>(context, `body@${asOf}`, (keys) =>
    rowsByKey<BodyFacts>(
      context,
      sql`SELECT w.n, p.kind, p.jurisdiction_key FROM unnest(${[...keys]}::text[]) WITH ORDINALITY AS w (key, n) JOIN ${tableAt('department', ['key', 'kind', 'jurisdiction_key'], asOf, 'p')} ON p.key = w.key`,
      keys.length,
    ),
  );
  return (await loader.load(key))[0] ?? null;
}

export async function isDemo(context: HubContext, dataset: string, asOf: string | null): Promise<boolean> {
  const loader = loaderOf<string, { is_demo: boolean }[]>(context, `dataset@${asOf}`, (keys) =>
    rowsByKey<{ is_demo: boolean }>(
      context,
      sql`SELECT w.n, d.is_demo FROM unnest(${[...keys]}::text[]) WITH ORDINALITY AS w (key, n) JOIN ${tableAt('dataset', ['key', 'is_demo'], asOf, 'd')} ON d.key = w.key`,
      keys.length,
    ),
  );
  return (await loader.load(dataset))[0]?.is_demo ?? false;
}

/** Facts of all bodies of the group, in order of body and key. */
function loadPeers<Fact>(
  context: HubContext,
  table: string,
  columns: readonly string[],
  asOf: string | null,
) {
  return loaderOf<PeerGroup, Fact[]>(context, `peers of ${table}@${asOf}`, (groups) => {
    const asked = sql`unnest(${groups.map(({ kind }) => kind)}::text[], ${groups.map(({ jurisdiction }) => jurisdiction)}::text[], ${groups.map(({ year }) => year)}::integer[], ${groups.map(({ scope }) => scope)}::text[], ${groups.map((group) => group.isDemo)}::boolean[]) WITH ORDINALITY AS w (kind, jurisdiction, year, scope, is_demo, n)`;
    return rowsByKey<Fact>(
      context,
      sql`SELECT w.n, ${list('x', columns)} FROM ${asked} JOIN ${tableAt('department', ['key', 'kind', 'jurisdiction_key'], asOf, 'p')} ON p.kind = w.kind AND p.jurisdiction_key = w.jurisdiction JOIN ${tableAt(table, columns, asOf, 'x')} ON x.department_key = p.key AND x.fiscal_year = w.year AND x.scope = w.scope JOIN ${tableAt('dataset', ['key', 'is_demo'], asOf, 'd')} ON d.key = x.dataset_key AND d.is_demo = w.is_demo ORDER BY x.department_key, x.key`,
      groups.length,
    );
  });
}

export const threePublicPeers = (context: HubContext, group: PeerGroup, asOf: string | null) =>
  loadPeers<ThreePublicFact>(context, 'three_public_expense', threePublicColumns, asOf).load(group);
export const operatingFundPeers = (context: HubContext, group: PeerGroup, asOf: string | null) =>
  loadPeers<OperatingFact>(context, 'operating_fund', operatingColumns, asOf).load(group);
