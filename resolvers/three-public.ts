import type { HubContext } from '../src/context.ts';
import type { ComputedRow } from '../src/reader/computed-row.ts';
import { changeOf, compare, first, measureOf, placeOf } from './facts/compare.ts';
import { chooseHeadCount } from './facts/head-count.ts';
import {
  headCountsAt,
  operatingFundsAt,
  type ThreePublicFact,
  threePublicAt,
  threePublicPeers,
} from './facts/load.ts';
import { amountOf, countOf, ratio } from './ratio.ts';

export type ThreePublicRow = ThreePublicFact & { change_reason: string | null; '~asOf'?: string };

const asOfRow = (row: ThreePublicRow): string | null => row['~asOf'] ?? null;

/** Part of the body's operating funds of the year that this is, by the same kind of amount. */
export async function shareOfOperatingFunds(row: ThreePublicRow, context: HubContext): Promise<ComputedRow> {
  const now = measureOf(row);
  const funds = await operatingFundsAt(context, placeOf(row), asOfRow(row));
  const fund = first(funds, now.name);
  const whole =
    fund &&
    { actual: fund.actual_amount, adjusted: fund.adjusted_amount, budget: fund.budget_amount }[now.name];
  return ratio(
    now,
    amountOf(
      `${now.name} of operatingFunds (${fund?.definition ?? 'none'})`,
      whole ?? null,
      fund?.currency ?? null,
    ),
    fund ? null : 'no operating funds recorded for the body and year',
  );
}

export async function perHead(row: ThreePublicRow, context: HubContext): Promise<ComputedRow> {
  const counts = await headCountsAt(context, placeOf(row), asOfRow(row));
  const count = chooseHeadCount(counts);
  return ratio(
    measureOf(row),
    countOf(count ? `persons (${count.kind})` : 'persons', count?.persons ?? null),
    count ? null : 'no head count recorded for the body and year',
  );
}

type Count = 'trip_groups' | 'vehicles_owned' | 'vehicles_bought' | 'reception_persons';
const namesOf: Record<Count, string> = {
  trip_groups: 'tripGroups',
  vehicles_owned: 'vehiclesOwned',
  vehicles_bought: 'vehiclesBought',
  reception_persons: 'receptionPersons',
};

/** By a count that the same document states, in this row or beside it; for the categories that it belongs to. */
async function perCount(
  row: ThreePublicRow,
  context: HubContext,
  counts: Partial<Record<string, Count>>,
): Promise<ComputedRow> {
  const count = counts[row.category];
  const now = measureOf(row);
  if (!count) {
    const categories = Object.keys(counts).join(', ');
    return ratio(
      now,
      countOf('count', null),
      `of the category ${row.category} there is no such count: it is of ${categories}`,
    );
  }
  let counted = row[count];
  if (counted === null) {
    const beside = await threePublicAt(context, placeOf(row), asOfRow(row));
    counted =
      beside.find((other) => other.document_key === row.document_key && other[count] !== null)?.[count] ??
      null;
  }
  return ratio(now, countOf(namesOf[count], counted));
}

export const perTrip = (row: ThreePublicRow, context: HubContext) =>
  perCount(row, context, { overseas: 'trip_groups' });
export const perVehicle = (row: ThreePublicRow, context: HubContext) =>
  perCount(row, context, { vehicleOperation: 'vehicles_owned', vehiclePurchase: 'vehicles_bought' });
export const perGuest = (row: ThreePublicRow, context: HubContext) =>
  perCount(row, context, { reception: 'reception_persons' });

async function lastYearOf(row: ThreePublicRow, context: HubContext): Promise<ThreePublicFact | null> {
  const facts = await threePublicAt(context, placeOf(row, row.fiscal_year - 1), asOfRow(row));
  return first(
    facts.filter(({ category }) => category === row.category),
    measureOf(row).name,
  );
}

export async function threePublicChange(row: ThreePublicRow, context: HubContext): Promise<ComputedRow> {
  const lastYear = row.previous_amount === null ? await lastYearOf(row, context) : null;
  return changeOf(row, lastYear as ThreePublicRow | null);
}

export function threePublicCompare(row: ThreePublicRow, context: HubContext): ComputedRow {
  const asOf = asOfRow(row);
  return compare<ThreePublicFact>({
    context,
    fact: row,
    asOf,
    lastYear: () => lastYearOf(row, context),
    peers: async (group) =>
      (await threePublicPeers(context, group, asOf)).filter(({ category }) => category === row.category),
    domains: row.category === 'total' ? ['threePublic', 'total'] : [row.category],
  });
}
