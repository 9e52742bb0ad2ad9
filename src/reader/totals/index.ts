import type { About, HubContext } from '../../context.ts';
import type { Read } from '../../declare/types.ts';
import type { Compiler } from '../compile.ts';
import { asViewer } from '../run.ts';
import type { Selected } from '../selection.ts';
import { budgetTotals, type Problem } from './budget.ts';
import { paymentTotals } from './payment.ts';

/** Answers a root of sums in one statement. Throws BAD_INPUT where what was found cannot be added up as asked. */
export async function readTotals(
  context: HubContext,
  compiler: Compiler,
  selected: Selected,
  read: Read & { kind: 'totals' },
): Promise<unknown> {
  const { statement, check } = (read.money === 'budget' ? budgetTotals : paymentTotals)(compiler, selected);
  const { rows } = await asViewer(context, statement.toQuery());
  const { j, about, problem } = rows[0] as {
    j: { row: object; lists: object };
    about: About;
    problem: Problem;
  };
  check(problem);
  context.reads.about.set(selected.responseKey, about);
  return { ...j.row, ...j.lists };
}
