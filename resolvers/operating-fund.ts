import type { HubContext } from '../src/context.ts';
import type { ComputedRow } from '../src/reader/computed-row.ts';
import { changeOf, compare, first, measureOf, placeOf } from './facts/compare.ts';
import { chooseHeadCount } from './facts/head-count.ts';
import { headCountsAt, type OperatingFact, operatingFundPeers, operatingFundsAt } from './facts/load.ts';
import { countOf, ratio } from './ratio.ts';

export type OperatingRow = OperatingFact & { change_reason: string | null; '~asOf'?: string };

const asOfRow = (row: OperatingRow): string | null => row['~asOf'] ?? null;

/** Only numbers of one definition are compared. */
const alike = (row: OperatingRow, facts: readonly OperatingFact[]) =>
  facts.filter(({ definition }) => definition === row.definition);

async function lastYearOf(row: OperatingRow, context: HubContext): Promise<OperatingFact | null> {
  const facts = await operatingFundsAt(context, placeOf(row, row.fiscal_year - 1), asOfRow(row));
  return first(alike(row, facts), measureOf(row).name);
}

export async function operatingFundPerHead(row: OperatingRow, context: HubContext): Promise<ComputedRow> {
  const count = chooseHeadCount(await headCountsAt(context, placeOf(row), asOfRow(row)));
  return ratio(
    measureOf(row),
    countOf(count ? `persons (${count.kind})` : 'persons', count?.persons ?? null),
    count ? null : 'no head count recorded for the body and year',
  );
}

export async function operatingFundChange(row: OperatingRow, context: HubContext): Promise<ComputedRow> {
  const lastYear = row.previous_amount === null ? await lastYearOf(row, context) : null;
  return changeOf(row, lastYear as OperatingRow | null);
}

export function operatingFundCompare(row: OperatingRow, context: HubContext): ComputedRow {
  const asOf = asOfRow(row);
  return compare<OperatingFact>({
    context,
    fact: row,
    asOf,
    lastYear: () => lastYearOf(row, context),
    peers: async (group) => alike(row, await operatingFundPeers(context, group, asOf)),
    domains: ['operatingFunds'],
  });
}
