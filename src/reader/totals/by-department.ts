import type { GraphQLSchema } from 'graphql';
import type { HubContext } from '../../context.ts';
import { Compiler } from '../compile.ts';
import { asViewer } from '../run.ts';
import type { AsOf } from '../source.ts';
import { sql } from '../sql.ts';
import { addBodies, addCandidates, addMoney, type BudgetQuestion } from './budget-rows.ts';
import { addCounting } from './counting.ts';
import { Parts } from './statement.ts';

export interface DepartmentSum {
  department: string;
  year: number;
  coverage: string;
  currency: string | null;
  amount: string;
}

/**
 * Sums of single bodies and years by the counting rule of `budgetTotals`, of each body as if it alone were asked: in
 * scope `consolidated` a body's own statement counts although its superior's contains it.
 */
export async function sumsByDepartment(
  context: HubContext,
  schema: GraphQLSchema,
  asOf: AsOf | null,
  datasets: readonly string[],
  question: BudgetQuestion,
): Promise<DepartmentSum[]> {
  const compiler = new Compiler({ schema, fragments: {}, variableValues: {} }, context.viewer, asOf);
  const type = schema.getType('BudgetTotalsFilter');
  const parts = new Parts();
  parts.add('d', sql`SELECT ${[...datasets]}::text[] AS keys`);
  const facts = { datasets: null, currencies: new Set<string>() };
  addBodies(compiler, parts, question);
  addCandidates(compiler, parts, question, type as never, facts);
  addMoney(compiler, parts, question, type as never, facts, () => []);
  addCounting(compiler, parts, question);
  const statement = sql`${parts.with()} SELECT o.owner_department AS department, o.year, o.coverage, o.currency, sum(o.amount)::text AS amount FROM owned AS o JOIN chosen AS x ON x.owner = o.owner AND x.table_key = o.table_key WHERE x.scope = ${question.scope}::text AND o.owner_department IS NOT NULL GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 4`;
  const { rows } = await asViewer(context, statement.toQuery());
  return rows as DepartmentSum[];
}
