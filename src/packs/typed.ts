import { must, provenance, type Tables, text } from './cells.ts';
import { typedBudgetRows } from './typed-budget.ts';
import type { Level, MethodCondition, OcdsMethod, PackRows } from './types.ts';

/** The rows of a pack's files with their types; every cell has passed the checks. */
export function typedRows(tables: Tables): PackRows {
  return {
    levels: tables.levels.map((row) => ({
      level: must(row, 'level') as Level,
      rank: Number(must(row, 'rank')),
      nameZh: text(row, 'name_zh'),
      nameEn: must(row, 'name_en'),
      ...provenance(row),
    })),
    jurisdictions: tables.jurisdictions.map((row) => ({
      key: must(row, 'key'),
      nameZh: text(row, 'name_zh'),
      nameEn: text(row, 'name_en'),
      level: must(row, 'level') as Level,
      parent: text(row, 'parent'),
      divisionCode: text(row, 'division_code'),
      country: text(row, 'country'),
      timeZone: must(row, 'time_zone'),
      ...provenance(row),
    })),
    departments: tables.departments.map((row) => ({
      key: must(row, 'key'),
      nameZh: text(row, 'name_zh'),
      nameEn: text(row, 'name_en'),
      shortName: text(row, 'short_name'),
      kind: text(row, 'kind'),
      parent: text(row, 'parent'),
      jurisdiction: text(row, 'jurisdiction'),
      identifierScheme: text(row, 'identifier_scheme'),
      identifier: text(row, 'identifier'),
      ...provenance(row),
    })),
    departmentEvents: tables.departmentEvents.map((row) => ({
      key: must(row, 'key'),
      department: must(row, 'department'),
      kind: must(row, 'kind'),
      effectiveOn: text(row, 'effective_on'),
      otherDepartment: text(row, 'other_department'),
      formerName: text(row, 'former_name'),
      ...provenance(row),
    })),
    methods: tables.methods.map((row) => ({
      key: must(row, 'key'),
      localName: must(row, 'local_name'),
      aliases: row.cells.aliases?.split('|') ?? [],
      nameEn: must(row, 'name_en'),
      condition: must(row, 'condition') as MethodCondition,
      ocdsMethod: must(row, 'ocds_method') as OcdsMethod,
      ...provenance(row),
    })),
    labels: tables.labels.map((row) => ({
      codelist: must(row, 'codelist'),
      code: must(row, 'code'),
      nameZh: text(row, 'name_zh'),
      nameEn: text(row, 'name_en'),
      ...provenance(row),
    })),
    ...typedBudgetRows(tables),
  };
}
