import { type FileSpec, provenance } from './file-spec.ts';
import { budgetFileSpecs } from './files-budget.ts';
import { departmentEventKinds, levels, methodConditions, ocdsMethods } from './types.ts';

/** The files that a pack's folder may hold, each optional; anything else in it is an error, but for `profiles/`. */
export const fileSpecs = {
  levels: {
    file: 'levels.csv',
    uniqueBy: ['level'],
    columns: [
      { name: 'level', kind: 'key', isRequired: true, oneOf: levels },
      { name: 'rank', kind: 'integer', isRequired: true },
      { name: 'name_zh', kind: 'text' },
      { name: 'name_en', kind: 'text', isRequired: true },
      ...provenance,
    ],
  },
  jurisdictions: {
    file: 'jurisdictions.csv',
    uniqueBy: ['key'],
    columns: [
      { name: 'key', kind: 'key', isRequired: true },
      { name: 'name_zh', kind: 'text' },
      { name: 'name_en', kind: 'text' },
      { name: 'level', kind: 'key', isRequired: true, oneOf: levels },
      { name: 'parent', kind: 'key' },
      { name: 'division_code', kind: 'key' },
      { name: 'country', kind: 'country' },
      { name: 'time_zone', kind: 'timeZone', isRequired: true },
      ...provenance,
    ],
  },
  departments: {
    file: 'departments.csv',
    uniqueBy: ['key'],
    columns: [
      { name: 'key', kind: 'key', isRequired: true },
      { name: 'name_zh', kind: 'text' },
      { name: 'name_en', kind: 'text' },
      { name: 'short_name', kind: 'text' },
      { name: 'kind', kind: 'key' },
      { name: 'parent', kind: 'key' },
      { name: 'jurisdiction', kind: 'key' },
      { name: 'identifier_scheme', kind: 'key' },
      { name: 'identifier', kind: 'text' },
      ...provenance,
    ],
  },
  departmentEvents: {
    file: 'department_events.csv',
    uniqueBy: ['key'],
    columns: [
      { name: 'key', kind: 'key', isRequired: true },
      { name: 'department', kind: 'key', isRequired: true },
      { name: 'kind', kind: 'key', isRequired: true, oneOf: departmentEventKinds },
      { name: 'effective_on', kind: 'date' },
      { name: 'other_department', kind: 'key' },
      { name: 'former_name', kind: 'text' },
      ...provenance,
    ],
  },
  methods: {
    file: 'methods.csv',
    uniqueBy: ['key'],
    columns: [
      { name: 'key', kind: 'key', isRequired: true },
      { name: 'local_name', kind: 'text', isRequired: true },
      { name: 'aliases', kind: 'list' },
      { name: 'name_en', kind: 'text', isRequired: true },
      { name: 'condition', kind: 'key', isRequired: true, oneOf: methodConditions },
      { name: 'ocds_method', kind: 'key', isRequired: true, oneOf: ocdsMethods },
      ...provenance,
    ],
  },
  labels: {
    file: 'labels.csv',
    uniqueBy: ['codelist', 'code'],
    columns: [
      { name: 'codelist', kind: 'key', isRequired: true },
      { name: 'code', kind: 'key', isRequired: true },
      { name: 'name_zh', kind: 'text' },
      { name: 'name_en', kind: 'text' },
      ...provenance,
    ],
  },
  ...budgetFileSpecs,
} satisfies Record<string, FileSpec>;

export type TableName = keyof typeof fileSpecs;
