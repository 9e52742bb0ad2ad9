import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '../src/context.ts';
import { ComputedRow } from '../src/reader/computed-row.ts';
import { tableAt } from '../src/reader/past.ts';
import { sql } from '../src/reader/sql.ts';
import { type DepartmentSum, sumsByDepartment } from '../src/reader/totals/by-department.ts';
import { budgetTotalsReads } from '../src/reader/totals/reads.ts';
import { type Comparison, compare } from './facts/compare.ts';
import { factReads, type MoneyFact } from './facts/load.ts';
import { standardReads } from './facts/standard.ts';
import { loaderOf, rowsByKey } from './loader.ts';
import { money } from './ratio.ts';

export const comparisonReads = [...budgetTotalsReads, ...factReads, ...standardReads];

interface Question {
  side: string;
  breakdown: string;
  book: string;
  scope: 'own' | 'consolidated';
  phase: string;
  fiscalYear: number;
}

interface BodyRow {
  key: string;
  '~asOf'?: string;
  '~datasets'?: string[];
}

/** Sums of the bodies and of all bodies of their kinds and territories, in the year and the one before: one statement. */
function sumsOf(
  context: HubContext,
  question: Question,
  row: BodyRow,
  info: GraphQLResolveInfo,
): Promise<{ sums: DepartmentSum[]; peers: Set<string> }> {
  const asOf = row['~asOf'] ?? null;
  const datasets = row['~datasets'] ?? [];
  const name = `sums ${JSON.stringify([question, asOf, datasets])}`;
  const loader = loaderOf<string, { sums: DepartmentSum[]; peers: Set<string> }>(
    context,
    name,
    async (keys) => {
      const peers = await rowsByKey<{ key: string }>(
        context,
        sql`SELECT w.n, p.key FROM unnest(${[...keys]}::text[]) WITH ORDINALITY AS w (key, n) JOIN ${tableAt('department', ['key', 'kind', 'jurisdiction_key'], asOf, 'b')} ON b.key = w.key JOIN ${tableAt('department', ['key', 'kind', 'jurisdiction_key'], asOf, 'p')} ON p.key = b.key OR (p.kind = b.kind AND p.jurisdiction_key = b.jurisdiction_key)`,
        keys.length,
      );
      const all = [...new Set(peers.flat().map(({ key }) => key))];
      const { fiscalYear, book, ...rest } = question;
      const sums = await sumsByDepartment(
        context,
        info.schema,
        asOf === null ? null : { disclosed: asOf, internal: null },
        datasets,
        {
          ...rest,
          book: book === 'none' ? null : book,
          where: { department: all, fiscalYear: { in: [fiscalYear - 1, fiscalYear] } },
          includesInternal: false,
        },
      );
      return peers.map((list) => ({ sums, peers: new Set(list.map(({ key }) => key)) }));
    },
  );
  return loader.load(row.key);
}

/** The sum as a fact that can be compared: several currencies or none are no single amount. */
function factOf(
  sums: readonly DepartmentSum[],
  department: string,
  year: number,
  scope: string,
): (MoneyFact & { coverage: string }) | null {
  const found = sums.filter(
    (sum) => sum.department === department && sum.year === year && sum.currency !== null,
  );
  const [sum] = found;
  if (!sum || found.length > 1) return null;
  return {
    key: `${department}/${year}`,
    dataset_key: '',
    department_key: department,
    fiscal_year: year,
    scope,
    document_key: null,
    budget_amount: null,
    adjusted_amount: null,
    actual_amount: sum.amount,
    previous_amount: null,
    currency: sum.currency,
    coverage: sum.coverage,
  };
}

/** A body's budget sum of a year beside last year's, those of its peers, and a cap. Null where nothing single is stated. */
export async function budgetComparison(
  row: BodyRow,
  context: HubContext,
  args: Question,
  info: GraphQLResolveInfo,
): Promise<ComputedRow | null> {
  const { side, breakdown, book, scope, phase, fiscalYear } = args;
  const { sums, peers } = await sumsOf(
    context,
    { side, breakdown, book, scope, phase, fiscalYear },
    row,
    info,
  );
  const fact = factOf(sums, row.key, fiscalYear, scope);
  if (!fact) return null;
  // Parts of the money are compared with the same part only.
  const alike = sums.filter(({ coverage }) => coverage === fact.coverage);
  const others = [...peers].flatMap((key) => factOf(alike, key, fiscalYear, scope) ?? []);
  const comparison: Comparison<MoneyFact> = {
    context,
    fact,
    asOf: row['~asOf'] ?? null,
    lastYear: async () => factOf(alike, row.key, fiscalYear - 1, scope),
    peers: async () => others,
    domains: ['budget', side],
  };
  return new ComputedRow({
    fiscalYear,
    amount: money(fact.actual_amount, fact.currency),
    coverage: fact.coverage,
    compare: compare(comparison),
  });
}
