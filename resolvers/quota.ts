import type { HubContext } from '../src/context.ts';
import { HubError } from '../src/errors.ts';
import { ComputedRow } from '../src/reader/computed-row.ts';
import { tableAt } from '../src/reader/past.ts';
import { sql } from '../src/reader/sql.ts';
import { chooseHeadCount } from './facts/head-count.ts';
import { factReads, type HeadCountFact } from './facts/load.ts';
import { type StandardRow, shownStandard, standardReads, standardsOf } from './facts/standard.ts';
import { loaderOf, rowsByKey } from './loader.ts';
import { compareAmounts, money, plus, times } from './ratio.ts';

export const quotaReads = [...factReads, ...standardReads];

interface QuotaRow {
  key: string;
  '~asOf'?: string;
  '~datasets'?: string[];
}

interface Counted {
  department: string;
  year: number;
  datasets: readonly string[];
}

/** Head counts of a body in a year, in the datasets that the answer is read in. */
function headCountsOf(context: HubContext, asked: Counted, asOf: string | null): Promise<HeadCountFact[]> {
  const loader = loaderOf<Counted, HeadCountFact[]>(
    context,
    `heads in ${JSON.stringify(asked.datasets)}@${asOf}`,
    (all) =>
      rowsByKey<HeadCountFact>(
        context,
        sql`SELECT w.n, x.key, x.dataset_key, x.kind, x.persons, x.as_of_on FROM unnest(${all.map(({ department }) => department)}::text[], ${all.map(({ year }) => year)}::integer[]) WITH ORDINALITY AS w (department, year, n) JOIN ${tableAt('head_count', ['key', 'dataset_key', 'department_key', 'fiscal_year', 'kind', 'persons', 'as_of_on'], asOf, 'x')} ON x.department_key = w.department AND x.fiscal_year = w.year AND x.dataset_key = ANY (${[...asked.datasets]}::text[]) ORDER BY x.key`,
        all.length,
      ),
  );
  return loader.load(asked);
}

/**
 * Head count by the quotas per head that are in force for the body in a year, under the cap where one is recorded.
 *
 * Standards of another issuer are used only where `issuer` names one, and are marked. Nothing recorded is UNKNOWN.
 */
export async function quotaOf(
  row: QuotaRow,
  context: HubContext,
  args: { year: number; issuer?: string | null },
): Promise<ComputedRow> {
  const { year } = args;
  if (year < 1900 || year > 2200) {
    throw new HubError('BAD_INPUT', `Argument "year" is ${year}. Expected a budget year from 1900 to 2200.`);
  }
  const asOf = row['~asOf'] ?? null;
  const asked = { department: row.key, year };
  const [counts, quotas, caps] = await Promise.all([
    headCountsOf(context, { ...asked, datasets: row['~datasets'] ?? [] }, asOf),
    standardsOf(context, { ...asked, kind: 'quota' }, asOf),
    standardsOf(context, { ...asked, kind: 'totalCap' }, asOf),
  ]);
  const heads = chooseHeadCount(counts);
  const wanted = quotas.filter(
    (quota) =>
      quota.basis === 'perHead' && quota.limit_amount !== null && isWanted(quota, args.issuer ?? null),
  );
  const { used, unclear } = inForce(wanted);
  const reason =
    wanted.length === 0
      ? 'no standard recorded'
      : unclear !== null
        ? `several standards are named "${unclear}" and apply to different bodies: which of them is not recorded`
        : used.some(({ limit_currency }) => limit_currency === null)
          ? 'a standard is recorded without its currency'
          : heads === null
            ? 'no head count recorded'
            : null;
  const items = reason
    ? []
    : used.map((quota) => ({ quota, amount: times(quota.limit_amount!, heads!.persons) }));
  const sums = sumsOf(items);
  const cap =
    caps.find(({ is_own, domain, department_key }) => is_own && department_key !== null && isCap(domain)) ??
    caps.find(({ is_own, domain }) => is_own && isCap(domain)) ??
    null;
  const beyond =
    cap &&
    sums.find(
      ({ currency, amount }) =>
        currency === cap.limit_currency &&
        cap.limit_amount !== null &&
        compareAmounts(amount, cap.limit_amount) > 0,
    );
  return new ComputedRow({
    state: reason ? 'UNKNOWN' : beyond ? 'CAPPED' : 'KNOWN',
    reason,
    fiscalYear: year,
    headCount:
      heads &&
      new ComputedRow({ kind: heads.kind, persons: heads.persons, asOfOn: heads.as_of_on, key: heads.key }),
    items: items.map(
      ({ quota, amount }) =>
        new ComputedRow({ standard: shownStandard(quota), amount: money(amount, quota.limit_currency) }),
    ),
    quota: sums.map(({ amount, currency }) => new ComputedRow({ amount, currency })),
    cap: cap && shownStandard(cap),
    amount: sums.map(
      ({ amount, currency }) =>
        new ComputedRow({
          amount: beyond && currency === beyond.currency ? cap.limit_amount : amount,
          currency,
        }),
    ),
    isOtherIssuer: items.some(({ quota }) => !quota.is_own),
  });
}

/** Of a quota that changed during the year the last; `unclear`: name of one that stands there for different bodies. */
function inForce(quotas: readonly StandardRow[]): { used: StandardRow[]; unclear: string | null } {
  const used = new Map<string, StandardRow>();
  let unclear: string | null = null;
  for (const quota of quotas) {
    const place = `${quota.domain}\n${quota.name}`;
    const known = used.get(place);
    if (known && known.applies_to !== quota.applies_to) unclear ??= quota.name;
    if (!known || (known.valid_from ?? '') <= (quota.valid_from ?? '')) used.set(place, quota);
  }
  return { used: [...used.values()], unclear };
}

/** Domains of a cap on what the quotas per head add up to. */
const isCap = (domain: string) => domain === 'quota' || domain === 'operatingFunds';

/** The body's own standards, or those of the issuer that was asked for, by name or key. */
function isWanted(quota: StandardRow, issuer: string | null): boolean {
  if (issuer === null) return quota.is_own;
  return [quota.issuer_name, quota.issuer_department_key, quota.jurisdiction_key].includes(issuer);
}

function sumsOf(
  items: readonly { quota: StandardRow; amount: string }[],
): { amount: string; currency: string }[] {
  const sums = new Map<string, string>();
  for (const { quota, amount } of items) {
    const currency = quota.limit_currency;
    if (currency !== null) sums.set(currency, plus(sums.get(currency) ?? '0', amount));
  }
  return [...sums]
    .map(([currency, amount]) => ({ currency, amount }))
    .sort((a, b) => a.currency.localeCompare(b.currency));
}
