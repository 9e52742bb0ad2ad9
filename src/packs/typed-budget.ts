import { integer, isTrue, list, must, provenance, type Tables, text } from './cells.ts';
import type { TableRow } from './read-table.ts';
import type { BudgetRows } from './types.ts';

const names = (row: TableRow) => ({ nameZh: text(row, 'name_zh'), nameEn: text(row, 'name_en') });
const limit = (row: TableRow) => ({ limit: text(row, 'limit'), currency: text(row, 'currency') });
const document = (row: TableRow) => ({
  issuer: text(row, 'issuer'),
  documentNumber: text(row, 'document_number'),
});

export function typedBudgetRows(tables: Tables): BudgetRows {
  return {
    classificationSchemes: tables.classificationSchemes.map((row) => ({
      scheme: must(row, 'scheme'),
      edition: must(row, 'edition'),
      kind: must(row, 'kind'),
      jurisdiction: text(row, 'jurisdiction'),
      isComplete: isTrue(row, 'is_complete'),
      ...names(row),
      ...document(row),
      ...provenance(row),
    })),
    classifications: tables.classifications.map((row) => ({
      scheme: must(row, 'scheme'),
      edition: must(row, 'edition'),
      code: must(row, 'code'),
      level: integer(row, 'level') ?? 0,
      parent: text(row, 'parent'),
      threePublicCategory: text(row, 'three_public_category'),
      basicGroup: text(row, 'basic_group'),
      category: text(row, 'category'),
      mapsTo: list(row, 'maps_to'),
      ...names(row),
      ...provenance(row),
    })),
    standards: tables.standards.map((row) => ({
      key: must(row, 'key'),
      kind: must(row, 'kind'),
      domain: must(row, 'domain'),
      jurisdiction: must(row, 'jurisdiction'),
      department: text(row, 'department'),
      fiscalYear: integer(row, 'fiscal_year'),
      code: text(row, 'code'),
      appliesTo: text(row, 'applies_to'),
      basis: text(row, 'basis'),
      unit: text(row, 'unit'),
      quantity: text(row, 'quantity'),
      quantityText: text(row, 'quantity_text'),
      minServiceYears: integer(row, 'min_service_years'),
      ...names(row),
      ...limit(row),
      ...document(row),
      ...provenance(row),
    })),
    catalogEditions: tables.catalogEditions.map((row) => ({
      key: must(row, 'key'),
      jurisdiction: must(row, 'jurisdiction'),
      codeEdition: text(row, 'code_edition'),
      isComplete: isTrue(row, 'is_complete'),
      url: text(row, 'url'),
      ...names(row),
      ...document(row),
      ...provenance(row),
    })),
    catalogItems: tables.catalogItems.map((row) => ({
      edition: must(row, 'edition'),
      position: integer(row, 'position') ?? 0,
      code: text(row, 'code'),
      codeEdition: text(row, 'code_edition'),
      category: text(row, 'category'),
      organizationForm: text(row, 'organization_form'),
      ...names(row),
      ...limit(row),
      ...provenance(row),
    })),
    thresholds: tables.thresholds.map((row) => ({
      key: must(row, 'key'),
      jurisdiction: must(row, 'jurisdiction'),
      authorityLevel: text(row, 'authority_level'),
      category: text(row, 'category'),
      subcategory: text(row, 'subcategory'),
      kind: must(row, 'kind'),
      unit: must(row, 'unit'),
      minValue: text(row, 'min_value'),
      maxValue: text(row, 'max_value'),
      comparator: text(row, 'comparator'),
      currency: text(row, 'currency'),
      taxBasis: text(row, 'tax_basis'),
      ...document(row),
      ...provenance(row),
    })),
    disclosureTables: tables.disclosureTables.map((row) => ({
      jurisdiction: must(row, 'jurisdiction'),
      documentKind: must(row, 'document_kind'),
      firstYear: integer(row, 'first_year') ?? 0,
      lastYear: integer(row, 'last_year') ?? 0,
      position: integer(row, 'position') ?? 0,
      isNoteRequired: isTrue(row, 'is_note_required'),
      ...names(row),
      ...provenance(row),
    })),
  };
}
