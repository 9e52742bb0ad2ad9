import type { FieldSpec, NounSpec } from '../types.ts';
import type { ColumnSpec, Profile, RowRules } from './types.ts';
import { isTotalLabel } from './words.ts';

/** Fields by which rows may contain each other, widest first: 201, 20103, 2010301. */
const codes = ['functionCode', 'economicCode', 'programCode', 'itemCode'];
/** Fields that only describe a row: two rows of one tree may differ in them. */
const descriptions = new Set(['label', 'level', 'description', 'note']);

/**
 * The profile that every noun has without being written: a file with the heads of its template. It takes money only
 * with its unit, in the head or by `--set unit=…`.
 */
export function profileOfNoun(noun: NounSpec): Profile {
  return {
    name: noun.name,
    titleZh: noun.titleZh,
    titleEn: noun.titleEn,
    description: `Files laid out as the template of "${noun.name}": one row each, heads in Chinese or English.`,
    formats: ['csv', 'tsv', 'xlsx', 'ods', 'html', 'jsonl', 'json-tables'],
    // What a body asks for is its own until somebody says that it is published.
    ...(noun.fields.some((field) => field.name === 'phase') ? { internalPhases: ['proposed'] } : {}),
    tables: [
      {
        id: noun.name,
        noun: noun.name,
        titleZh: noun.titleZh,
        titleEn: noun.titleEn,
        columns: noun.fields.map(columnOf),
        rows: rulesOf(noun),
      },
    ],
  };
}

function columnOf(field: FieldSpec): ColumnSpec {
  const column: ColumnSpec = { field: field.name };
  if (field.isRequired) {
    column.isRequired = true;
    column.isFilled = true;
  }
  return column;
}

function rulesOf(noun: NounSpec): RowRules {
  const rules: RowRules = {};
  // Where 合计 is a value of a field (a category), it is no total of the rows.
  const isValue = noun.fields.some((field) =>
    Object.values(field.values ?? {}).some((words) => words.some(isTotalLabel)),
  );
  if (isValue) rules.hasNoTotals = true;
  const present = codes.filter((name) => noun.fields.some((field) => field.name === name));
  const hasAmount = noun.fields.some((field) => field.name === 'amount' && field.type === 'money');
  const [first, ...others] = present;
  // Only budget lines are printed with their wider classes; payments of one code are all of them payments.
  if (first === undefined || !hasAmount || !noun.fields.some((field) => field.name === 'level')) return rules;
  const isSame = (field: FieldSpec): boolean => field.type !== 'money' && !descriptions.has(field.name);
  rules.hierarchy = {
    by: 'code',
    field: first,
    orFields: others,
    within: noun.fields.filter(isSame).map((field) => field.name),
    whereSumsAgree: true,
  };
  return rules;
}
