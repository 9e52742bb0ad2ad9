import type { HubContext } from '../../src/context.ts';
import { ComputedRow } from '../../src/reader/computed-row.ts';
import { amountOf, compareAmounts, type Measure, median, minus, money, ratio } from '../ratio.ts';
import { bodyOf, isDemo, type MoneyFact, type PeerGroup, type Place } from './load.ts';
import { shownStandard, standardsOf } from './standard.ts';

/** The amount that a fact is compared by: what was spent, else what was planned. */
export function measureOf(
  fact: Pick<MoneyFact, 'actual_amount' | 'adjusted_amount' | 'budget_amount' | 'currency'>,
): Measure {
  if (fact.actual_amount !== null) return amountOf('actual', fact.actual_amount, fact.currency);
  if (fact.adjusted_amount !== null) return amountOf('adjusted', fact.adjusted_amount, fact.currency);
  return amountOf('budget', fact.budget_amount, fact.currency);
}

const amountNamed = (fact: MoneyFact, name: string): string | null =>
  name === 'actual' ? fact.actual_amount : name === 'adjusted' ? fact.adjusted_amount : fact.budget_amount;

export const placeOf = (fact: MoneyFact, year = fact.fiscal_year): Place => ({
  dataset: fact.dataset_key,
  department: fact.department_key,
  year,
  scope: fact.scope,
});

/** Of several statements of the same: one that has the amount, of the fact's own dataset, of the first document. */
export function first<Fact extends MoneyFact>(facts: readonly Fact[], name: string): Fact | null {
  return facts.find((fact) => amountNamed(fact, name) !== null) ?? facts[0] ?? null;
}

/** What differs between two amounts of one name; null with the reason where they cannot be compared. */
function between(now: Measure, before: Measure, reason: string | null): Record<string, unknown> {
  const relative = ratio(
    now.amount !== null && before.amount !== null && now.currency === before.currency
      ? amountOf(`${now.name} minus ${before.name}`, minus(now.amount, before.amount), now.currency)
      : amountOf(`${now.name} minus ${before.name}`, null, now.currency),
    before,
    reason ?? missing(now, before),
  );
  const difference = (reason ?? missing(now, before)) ? null : minus(now.amount!, before.amount!);
  return { difference: money(difference, now.currency), ratio: relative };
}

function missing(now: Measure, before: Measure): string | null {
  if (now.amount === null) return `${now.name} is not stated`;
  if (before.amount === null) return `${before.name} is not stated`;
  if (now.currency !== before.currency)
    return `${now.name} is in ${now.currency ?? 'no currency'}, ${before.name} in ${before.currency ?? 'no currency'}`;
  return null;
}

/** Change against the year before: as the document itself states it, else against last year's own statement. */
export function changeOf<Fact extends MoneyFact>(
  fact: Fact & { change_reason: string | null },
  lastYear: Fact | null,
): ComputedRow {
  const now = measureOf(fact);
  const isStated = fact.previous_amount !== null;
  const before = isStated
    ? amountOf('previous', fact.previous_amount, fact.currency)
    : amountOf(
        `${now.name} of the year before`,
        lastYear && amountNamed(lastYear, now.name),
        lastYear?.currency ?? null,
      );
  const { difference, ratio: relative } = between(now, before, null);
  return new ComputedRow({
    amount: difference,
    ratio: relative,
    reason: fact.change_reason,
    base: isStated ? 'STATED' : before.amount === null ? 'UNKNOWN' : 'LAST_YEAR',
  });
}

export interface Comparison<Fact extends MoneyFact> {
  context: HubContext;
  fact: Fact;
  asOf: string | null;
  /** The same kind of money of the body a year before. */
  lastYear: () => Promise<Fact | null>;
  /** The same kind of money of every body of the group. */
  peers: (group: PeerGroup) => Promise<Fact[]>;
  /** Domains of caps that bind it. */
  domains: readonly string[];
}

/** `compare`: each part is computed only where it is asked. */
export function compare<Fact extends MoneyFact>(comparison: Comparison<Fact>): ComputedRow {
  return new ComputedRow({
    previousYear: () => previousYear(comparison),
    peers: () => peers(comparison),
    standard: () => standard(comparison),
  });
}

async function previousYear<Fact extends MoneyFact>({
  fact,
  lastYear,
}: Comparison<Fact>): Promise<ComputedRow> {
  const now = measureOf(fact);
  const found = await lastYear();
  const before = amountOf(
    `${now.name} of the year before`,
    found && amountNamed(found, now.name),
    found?.currency ?? null,
  );
  const reason = found ? null : `nothing is recorded for ${fact.fiscal_year - 1}`;
  return new ComputedRow({
    fiscalYear: fact.fiscal_year - 1,
    amount: money(before.amount, before.currency),
    ...between(now, before, reason),
    reason: reason ?? missing(now, before),
  });
}

async function peers<Fact extends MoneyFact>({
  context,
  fact,
  asOf,
  peers: load,
}: Comparison<Fact>): Promise<ComputedRow> {
  const now = measureOf(fact);
  const body = await bodyOf(context, fact.department_key, asOf);
  const none = (reason: string) =>
    new ComputedRow({ count: 0, median: null, rank: null, ratio: null, kind: body?.kind ?? null, reason });
  if (!body?.kind || !body.jurisdiction_key) return none('kind or territory of the body is not recorded');
  if (now.amount === null || now.currency === null) return none(`${now.name} is not stated`);
  const facts = await load({
    kind: body.kind,
    jurisdiction: body.jurisdiction_key,
    year: fact.fiscal_year,
    scope: fact.scope,
    isDemo: await isDemo(context, fact.dataset_key, asOf),
  });
  const amounts = new Map<string, string>();
  for (const peer of facts) {
    const amount = amountNamed(peer, now.name);
    if (amount !== null && peer.currency === now.currency && !amounts.has(peer.department_key))
      amounts.set(peer.department_key, amount);
  }
  amounts.set(fact.department_key, now.amount);
  const others = [...amounts].filter(([key]) => key !== fact.department_key).map(([, amount]) => amount);
  if (others.length === 0)
    return none(`no other body of kind ${body.kind} states ${now.name} for ${fact.fiscal_year}`);
  const all = [...amounts.values()];
  const middle = median(all);
  return new ComputedRow({
    count: all.length,
    median: money(middle, now.currency),
    rank: 1 + all.filter((amount) => compareAmounts(amount, now.amount!) > 0).length,
    ratio: ratio(now, amountOf('median', middle, now.currency)),
    kind: body.kind,
    reason: null,
  });
}

async function standard<Fact extends MoneyFact>({
  context,
  fact,
  asOf,
  domains,
}: Comparison<Fact>): Promise<ComputedRow> {
  const now = measureOf(fact);
  const caps = fact.department_key
    ? await standardsOf(
        context,
        { department: fact.department_key, year: fact.fiscal_year, kind: 'totalCap' },
        asOf,
      )
    : [];
  // A cap that names the body binds it before one that names none.
  const own = caps.filter(({ is_own, domain }) => is_own && domains.includes(domain));
  const cap = own.find(({ department_key }) => department_key !== null) ?? own[0] ?? null;
  if (!cap) {
    return new ComputedRow({ state: 'UNKNOWN', standard: null, ratio: null, reason: 'no standard recorded' });
  }
  const limit = amountOf('limit', cap.limit_amount, cap.limit_currency);
  const reason = missing(now, limit);
  return new ComputedRow({
    state: reason ? 'UNKNOWN' : compareAmounts(now.amount!, limit.amount!) > 0 ? 'ABOVE' : 'WITHIN',
    standard: shownStandard(cap),
    ratio: ratio(now, limit),
    reason,
  });
}
