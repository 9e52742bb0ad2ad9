import type { HubContext } from '../../src/context.ts';
import { ComputedRow } from '../../src/reader/computed-row.ts';
import { tableAt } from '../../src/reader/past.ts';
import { identifier, join, sql } from '../../src/reader/sql.ts';
import { loaderOf, rowsByKey } from '../loader.ts';
import { money } from '../ratio.ts';

export interface StandardRow {
  key: string;
  kind: string;
  domain: string;
  jurisdiction_key: string | null;
  issuer_name: string | null;
  issuer_department_key: string | null;
  department_key: string | null;
  fiscal_year: number | null;
  name: string;
  applies_to: string | null;
  basis: string | null;
  limit_amount: string | null;
  limit_currency: string | null;
  valid_from: string | null;
  valid_to: string | null;
  document_number: string | null;
  /** The body asked about stands in the standard's own territory, or is named by it. */
  is_own: boolean;
}

const columns = ['key', 'kind', 'domain', 'dataset_key', 'pack_key', 'jurisdiction_key', 'issuer_name']
  .concat(['issuer_department_key', 'department_key', 'fiscal_year', 'name', 'applies_to', 'basis'])
  .concat(['limit_amount', 'limit_currency', 'valid_from', 'valid_to', 'document_number']);

export const standardReads = [{ table: 'disclosed.standard', columns }];

interface Asked {
  department: string;
  year: number;
  kind: 'quota' | 'totalCap';
}

/**
 * Standards of a kind that are in force at any time of the year: those that name the body, and all that name none.
 *
 * Whether one of the latter is the body's own is `is_own`: it was issued for the body's territory.
 */
export function standardsOf(context: HubContext, asked: Asked, asOf: string | null): Promise<StandardRow[]> {
  const loader = loaderOf<Asked, StandardRow[]>(context, `standards@${asOf}`, (all) => {
    const rows = sql`unnest(${all.map(({ department }) => department)}::text[], ${all.map(({ year }) => year)}::integer[], ${all.map(({ kind }) => kind)}::text[]) WITH ORDINALITY AS w (department, year, kind, n)`;
    const isOwn = sql`(s.department_key IS NOT NULL OR s.issuer_department_key = w.department OR (s.jurisdiction_key IS NOT NULL AND s.jurisdiction_key = p.jurisdiction_key))`;
    return rowsByKey<StandardRow>(
      context,
      sql`SELECT w.n, ${join(columns.map((column) => identifier('s', column)))}, coalesce(${isOwn}, false) AS is_own FROM ${rows} JOIN ${tableAt('department', ['key', 'jurisdiction_key'], asOf, 'p')} ON p.key = w.department JOIN ${tableAt('standard', columns, asOf, 's')} ON s.kind = w.kind AND (s.department_key IS NULL OR s.department_key = w.department) AND (s.fiscal_year IS NULL OR s.fiscal_year = w.year) AND (s.valid_from IS NULL OR s.valid_from <= make_date(w.year, 12, 31)) AND (s.valid_to IS NULL OR s.valid_to >= make_date(w.year, 1, 1)) ORDER BY s.key`,
      all.length,
    );
  });
  return loader.load(asked);
}

/** The standard as an answer shows it beside what was reckoned with it. */
export function shownStandard(row: StandardRow): ComputedRow {
  return new ComputedRow({
    key: row.key,
    name: row.name,
    domain: row.domain,
    basis: row.basis,
    limit: money(row.limit_amount, row.limit_currency),
    issuerName: row.issuer_name,
    documentNumber: row.document_number,
    appliesTo: row.applies_to,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    isOtherIssuer: !row.is_own,
  });
}
