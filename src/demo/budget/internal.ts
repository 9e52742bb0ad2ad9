import type { PoolClient } from 'pg';
import type { FactRow, FactSet } from '../../publish/facts.ts';
import { canaries, canaryCents, demoDataset } from '../marks.ts';
import { Random } from '../random.ts';
import { budgetYears } from './years.ts';

const mark = canaries.internal;

interface Line {
  key: string;
  table_key: string;
  department_key: string;
  code: string;
  /** Approved, whole thousands of yuan. */
  thousands: string;
}

/** What stays inside government: what was asked for, opinions on it, control figures, for the latest budgets. */
export async function internalBudgets(client: PoolClient): Promise<FactSet> {
  const { rows } = await client.query<Line>(
    `SELECT l.key, l.table_key, l.department_key, t.code, trunc(a.amount / 1000)::text AS thousands
     FROM disclosed.budget_line l
     JOIN disclosed.budget_table t ON t.key = l.table_key
     JOIN disclosed.budget_amount a ON a.line_key = l.key AND a.phase = 'approved' AND a.component = 'total'
     WHERE l.dataset_key = $1 AND l.fiscal_year = $2 AND l.scope = 'own' AND l.row_kind = 'line'
       AND t.code IN ('expenditure-by-function', 'projects')
     ORDER BY l.key`,
    [demoDataset, budgetYears.at(-1)],
  );
  return {
    'internal.budget_amount': rows.filter(({ code }) => code === 'expenditure-by-function').map(proposed),
    'internal.budget_line_detail': rows.filter(({ code }) => code === 'projects').map(detail),
  };
}

/** A little more than was approved, with the cents that no public amount has. */
function proposed(line: Line): FactRow {
  const random = new Random(`proposed/${line.key}`);
  const asked = (BigInt(line.thousands) * BigInt(random.between(101, 124))) / 100n;
  return {
    key: `${line.key}/proposed/total`,
    dataset_key: demoDataset,
    department_key: line.department_key,
    line_key: line.key,
    table_key: line.table_key,
    phase: 'proposed',
    component: 'total',
    period: null,
    as_of_on: null,
    amount: `${asked}${canaryCents}`,
    currency: 'CNY',
    note: random.chance(40) ? `${mark} 一上申报数` : null,
  };
}

function detail(line: Line): FactRow {
  const random = new Random(`detail/${line.key}`);
  return {
    key: line.key,
    dataset_key: demoDataset,
    department_key: line.department_key,
    review_opinion: `${mark} 审核意见：${random.pick(['同意', '核减后同意', '补充测算依据后同意'])}`,
    control_note: random.chance(50) ? `${mark} 控制数：按上年执行数的${random.between(90, 100)}%` : null,
    project_reserve_note: random.chance(35) ? `${mark} 项目库：备选项目，视财力安排` : null,
    internal_project_code: `${mark} ${random.between(100_000, 999_999)}`,
  };
}
