import type { ClientBase } from 'pg';
import { checkEach, type Difference, differenceText } from '../../../rules/identities/index.ts';
import type { Place, TableProblem } from '../types.ts';

/**
 * Differences of the documents that an import has touched, as problems of its report: conflicts are warnings, what
 * rounding explains is information. None is an error: a published document that does not add up is published all the
 * same.
 */
export async function reconcile(
  client: Pick<ClientBase, 'query'>,
  documentKeys: readonly string[],
  from: { datasetKey: string; sourceKey: string },
  tell: (problem: TableProblem) => void,
): Promise<void> {
  // Adjustments change documents that the file itself may not state.
  const { rows } = await client.query<{ key: string }>(
    `SELECT DISTINCT l.document_key AS key FROM disclosed.budget_adjustment a
     JOIN disclosed.budget_line l ON l.key = a.line_key WHERE a.dataset_key = $1 AND a.source_key = $2`,
    [from.datasetKey, from.sourceKey],
  );
  const keys = [...new Set([...documentKeys, ...rows.map(({ key }) => key)])].sort();
  for await (const { differences } of checkEach(client, keys)) {
    for (const difference of differences) tell(problemOf(difference));
  }
}

function problemOf(difference: Difference): TableProblem {
  const [left, right] = [difference.left[0]!, difference.right[0]!];
  return {
    rule: difference.identity,
    severity: difference.kind === 'conflict' ? 'warning' : 'info',
    ...placeOf(left),
    value: printed(left),
    problem: differenceText(difference),
    other: { ...placeOf(right), value: printed(right) },
  };
}

type Cell = Difference['left'][number];

function placeOf(cell: Cell): Place {
  const letters = /^([A-Z]+)\d+$/.exec(cell.cell ?? '')?.[1];
  return {
    sheet: cell.sheet ?? undefined,
    page: cell.page ?? undefined,
    row: cell.row ?? undefined,
    ...(letters ? { column: columnNumber(letters) } : { head: cell.column }),
  };
}

function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

function printed({ value, unit }: Cell): string {
  return value === '' || unit === null ? value : `${value} ${unit}`;
}
