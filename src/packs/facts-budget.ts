import type { FactSet } from '../publish/facts.ts';
import type { Pack, Provenance } from './types.ts';

interface Named {
  nameZh: string | null;
  nameEn: string | null;
}

const names = (row: Named) => ({
  name: row.nameZh ?? row.nameEn,
  name_zh: row.nameZh,
  name_en: row.nameEn,
});
const validity = (row: Provenance) => ({ valid_from: row.validFrom, valid_to: row.validTo });
/** Where a document is not named, who says so stands in its place: a fact without a source is not shown. */
const source = (row: Provenance) => ({
  law: row.law ?? row.publisher,
  source_page: row.page,
  confidence: row.confidence,
  note: row.note,
});

export const schemeKey = (row: { scheme: string; edition: string }) => `${row.scheme}@${row.edition}`;

/** Classifications, standards, catalogs and limits as a pack states them. */
export function budgetFactsOf(pack: Pack): FactSet {
  const kinds = new Map(pack.classificationSchemes.map((row) => [schemeKey(row), row.kind]));
  return {
    'disclosed.classification_scheme': pack.classificationSchemes.map((row) => ({
      key: schemeKey(row),
      pack_key: pack.key,
      scheme: row.scheme,
      edition: row.edition,
      kind: row.kind,
      ...names(row),
      jurisdiction_key: row.jurisdiction,
      ...validity(row),
      is_complete: row.isComplete,
      issuer_name: row.issuer,
      document_number: row.documentNumber,
      ...source(row),
    })),
    'disclosed.classification': pack.classifications.map((row) => ({
      key: `${schemeKey(row)}/${row.code}`,
      pack_key: pack.key,
      scheme_key: schemeKey(row),
      scheme: row.scheme,
      edition: row.edition,
      kind: kinds.get(schemeKey(row)) ?? 'other',
      code: row.code,
      level: row.level,
      parent_key: row.parent && `${schemeKey(row)}/${row.parent}`,
      ...names(row),
      ...validity(row),
      three_public_category: row.threePublicCategory,
      basic_group: row.basicGroup,
      category: row.category,
      maps_to: row.mapsTo,
      ...source(row),
    })),
    'disclosed.standard': pack.standards.map((row) => ({
      key: row.key,
      pack_key: pack.key,
      kind: row.kind,
      domain: row.domain,
      jurisdiction_key: row.jurisdiction,
      issuer_name: row.issuer,
      department_key: row.department,
      fiscal_year: row.fiscalYear,
      code: row.code,
      ...names(row),
      applies_to: row.appliesTo,
      basis: row.basis,
      unit_name: row.unit,
      limit_amount: row.limit,
      limit_currency: row.currency,
      quantity: row.quantity,
      quantity_text: row.quantityText,
      min_service_years: row.minServiceYears,
      ...validity(row),
      document_number: row.documentNumber,
      ...source(row),
    })),
    'disclosed.catalog_edition': pack.catalogEditions.map((row) => ({
      key: row.key,
      pack_key: pack.key,
      jurisdiction_key: row.jurisdiction,
      ...names(row),
      code_edition: row.codeEdition,
      is_complete: row.isComplete,
      ...validity(row),
      url: row.url,
      issuer_name: row.issuer,
      document_number: row.documentNumber,
      ...source(row),
    })),
    'disclosed.catalog_item': pack.catalogItems.map((row) => ({
      key: `${row.edition}/${row.position}`,
      pack_key: pack.key,
      edition_key: row.edition,
      position: row.position,
      code: row.code,
      code_edition: row.codeEdition,
      ...names(row),
      category: row.category,
      organization_form: row.organizationForm,
      limit_amount: row.limit,
      limit_currency: row.currency,
      confidence: row.confidence,
      note: row.note,
    })),
    'disclosed.threshold': pack.thresholds.map((row) => ({
      key: row.key,
      pack_key: pack.key,
      jurisdiction_key: row.jurisdiction,
      authority_level: row.authorityLevel,
      category: row.category,
      subcategory: row.subcategory,
      kind: row.kind,
      unit: row.unit,
      min_value: row.minValue,
      max_value: row.maxValue,
      comparator: row.comparator,
      currency: row.currency,
      tax_basis: row.taxBasis,
      ...validity(row),
      issuer_name: row.issuer,
      document_number: row.documentNumber,
      ...source(row),
    })),
  };
}
