import { identifierText } from '../importers/ocds/compile/link.ts';
import type { FactRow, FactSet } from '../publish/facts.ts';
import { budgetFactsOf } from './facts-budget.ts';
import type { DepartmentRow, Pack } from './types.ts';

/**
 * The rows of `disclosed` that a pack states. Methods, levels, labels and disclosure tables are
 * read from the pack itself.
 */
export function factsOf(pack: Pack): FactSet {
  return {
    'disclosed.jurisdiction': pack.jurisdictions.map((row) => ({
      key: row.key,
      name: row.nameZh ?? row.nameEn,
      name_zh: row.nameZh,
      name_en: row.nameEn,
      level: row.level,
      parent_key: row.parent,
      division_code: row.divisionCode,
      country: row.country,
      time_zone: row.timeZone,
      pack_key: pack.key,
    })),
    'disclosed.department': pack.departments.map((row) => ({
      key: row.key,
      name: row.nameZh ?? row.nameEn,
      name_zh: row.nameZh,
      name_en: row.nameEn,
      short_name: row.shortName,
      kind: row.kind,
      parent_key: row.parent,
      jurisdiction_key: row.jurisdiction,
      division_code: pack.jurisdictions.find((one) => one.key === row.jurisdiction)?.divisionCode ?? null,
      identifier_scheme: row.identifierScheme,
      identifier_id: row.identifier,
      valid_from: row.validFrom,
      valid_to: row.validTo,
      pack_key: pack.key,
      named_on: null,
    })),
    'disclosed.department_identifier': pack.departments.flatMap(identifierRow),
    'disclosed.department_event': pack.departmentEvents.map((row) => ({
      key: row.key,
      department_key: row.department,
      kind: row.kind,
      effective_on: row.effectiveOn,
      other_department_key: row.otherDepartment,
      former_name: row.formerName,
      note: row.note,
    })),
    ...budgetFactsOf(pack),
  };
}

function identifierRow(row: DepartmentRow): FactRow[] {
  if (!row.identifierScheme || !row.identifier) return [];
  const { key, identifierScheme: scheme, identifier } = row;
  return [{ key: identifierText({ scheme, id: identifier }), department_key: key, scheme, identifier }];
}
