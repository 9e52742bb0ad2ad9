import { Ajv, type ErrorObject } from 'ajv';
import { HubError } from '../../../errors.ts';
import type { NounSpec } from '../types.ts';
import { fieldOf } from './bind.ts';
import { dateReader } from './dates.ts';
import { anyField, tableNumber } from './document.ts';
import { profileSchema } from './schema.ts';
import { isPattern } from './text.ts';
import type { ColumnSpec, HeadPath, Profile, TableLayout } from './types.ts';
import { unitFactor, unitReader } from './unit.ts';
import { fieldReader, isBad } from './value.ts';

const validate = new Ajv({ allErrors: true, strict: false, verbose: true }).compile(profileSchema);

/** Refuses a profile that says something wrong: file, place in it, what is wrong and what would be right. */
export function checkProfile(value: unknown, source: string, nouns: ReadonlyMap<string, NounSpec>): Profile {
  if (!validate(value)) {
    // Of alternatives (a text or a list) only the summary helps.
    const errors = (validate.errors ?? []).filter(
      (error, at, all) => !all.some((other, index) => index !== at && isWithin(error, other)),
    );
    throw wrong(source, errors.map(sentence));
  }
  const profile = value as Profile;
  const problems = [...problemsOf(profile, nouns)];
  if (problems.length > 0) throw wrong(source, problems);
  return profile;
}

function wrong(source: string, problems: readonly string[]): HubError {
  const shown = problems.slice(0, 20).map((problem) => `  ${problem}`);
  const more = problems.length > shown.length ? `\n  … and ${problems.length - shown.length} more` : '';
  return new HubError(
    'BAD_INPUT',
    `The profile "${source}" has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${shown.join('\n')}${more}`,
    { problems },
  );
}

function isWithin(error: ErrorObject, other: ErrorObject): boolean {
  return other.keyword === 'anyOf' && error.schemaPath.startsWith(`${other.schemaPath}/`);
}

function sentence(error: ErrorObject): string {
  const at = error.instancePath === '' ? 'the profile' : error.instancePath;
  const { params } = error;
  switch (error.keyword) {
    case 'additionalProperties': {
      const known = Object.keys((error.parentSchema?.properties as object | undefined) ?? {});
      const right = known.length > 0 ? `; right is one of ${known.join(', ')}` : '';
      return `${at} has "${params.additionalProperty}", which no profile knows${right}.`;
    }
    case 'required':
      return `${at} lacks "${params.missingProperty}".`;
    case 'enum':
      return `${at} is none of ${(params.allowedValues as string[]).join(', ')}.`;
    case 'anyOf':
      return `${at} must be a text or a list of texts.`;
    default:
      return `${at} ${error.message}.`;
  }
}

function* problemsOf(profile: Profile, nouns: ReadonlyMap<string, NounSpec>): Iterable<string> {
  const units = unitReader(profile.units);
  const formats = {
    signs: { decimal: '.', group: ',', hasNumbers: false },
    readDate: dateReader(profile.dateFormats),
  };
  for (const [word, factor] of Object.entries(profile.units ?? {})) {
    const known = unitFactor(word);
    if (known !== null && known !== factor)
      yield `/units: "${word}" is ${known} everywhere and ${factor} here; right is another word.`;
    if (/^[0.]+$/.test(factor)) yield `/units: "${word}" is ${factor}; right is what it multiplies by.`;
  }
  const ids = new Set<string>();
  if (profile.decimalSign !== undefined && profile.decimalSign === profile.groupSign) {
    yield `/groupSign is "${profile.groupSign}" like /decimalSign; right are two different signs.`;
  }
  for (const [index, layout] of profile.tables.entries()) {
    const at = `/tables/${index} (${layout.id})`;
    if (ids.has(layout.id)) yield `${at}: the id "${layout.id}" is used twice; right is a unique one.`;
    ids.add(layout.id);
    const noun = nouns.get(layout.noun);
    if (!noun) {
      yield `${at}/noun "${layout.noun}" is not known; right is one of ${[...nouns.keys()].join(', ')}.`;
      continue;
    }
    yield* layoutProblems(layout, noun, at);
    if (layout.unit !== undefined && !units.parse(layout.unit)) {
      yield `${at}/unit "${layout.unit}" is no unit; right is for example 元, 万元, thousands, or a word of "units".`;
    }
    for (const [place, column] of layout.columns.entries()) {
      if (column.unit !== undefined && !units.parse(column.unit)) {
        yield `${at}/columns/${place}/unit "${column.unit}" is no unit; right is for example 元, 万元 or thousands.`;
      }
    }
    for (const [name, value] of Object.entries(layout.constants ?? {})) {
      if (name === tableNumber.name) continue;
      const field = fieldOf(noun, name);
      if (!field) {
        yield `${at}/constants: "${layout.noun}" has no field "${name}"; right is one of ${fieldNames(noun)}.`;
        continue;
      }
      const read = fieldReader(field, formats)(value);
      if (isBad(read)) yield `${at}/constants/${name}: ${read.problem}`;
    }
  }
  for (const name of [...Object.keys(profile.constants ?? {}), ...Object.keys(profile.document ?? {})]) {
    if (!anyField(profile, nouns, name)) {
      yield `/constants or /document: no noun of the profile has a field "${name}".`;
    }
  }
  for (const [name, spec] of Object.entries(profile.document ?? {})) {
    if (spec.pattern !== undefined) yield* expressionProblems(spec.pattern, `/document/${name}/pattern`);
  }
}

function* layoutProblems(layout: TableLayout, noun: NounSpec, at: string): Iterable<string> {
  for (const [index, column] of layout.columns.entries()) {
    yield* columnProblems(column, noun, `${at}/columns/${index}`);
  }
  for (const name of [...(layout.match?.title ?? []), ...(layout.match?.notTitle ?? [])]) {
    yield* nameProblems(name, `${at}/match`);
  }
  const rules = layout.rows ?? {};
  for (const name of [...(rules.totals ?? []), ...(rules.skip ?? []), ...(rules.end ?? [])]) {
    yield* nameProblems(name, `${at}/rows`);
  }
  for (const rule of rules.set ?? []) {
    for (const name of [...rule.labels, ...(rule.after ?? [])]) yield* nameProblems(name, `${at}/rows/set`);
    yield* setProblems(rule.set, noun, `${at}/rows/set`);
  }
  for (const rule of rules.refuse ?? []) yield* expressionProblems(rule.pattern, `${at}/rows/refuse`);
  for (const rule of rules.only ?? [])
    for (const name of rule.is) yield* nameProblems(name, `${at}/rows/only`);
  const { hierarchy } = rules;
  if (hierarchy) {
    const fields =
      hierarchy.by === 'code' ? [hierarchy.field, ...(hierarchy.orFields ?? [])] : [hierarchy.field];
    if (!fields.some((name) => layout.columns.some((column) => column.field === name))) {
      yield `${at}/rows/hierarchy: no column gives "${hierarchy.field}"; right is the field of a column.`;
    }
  }
  for (const [index, entry] of (layout.upright?.entries ?? []).entries()) {
    const place = `${at}/upright/entries/${index}`;
    for (const name of entry.labels) yield* nameProblems(name, place);
    yield* setProblems(entry.set, noun, place);
    if (entry.field !== undefined && !fieldOf(noun, entry.field)) {
      yield `${place}/field "${entry.field}" is no field of "${noun.name}"; right is one of ${fieldNames(noun)}.`;
    }
  }
}

function* columnProblems(column: ColumnSpec, noun: NounSpec, at: string): Iterable<string> {
  const field = fieldOf(noun, column.field);
  if (!field) {
    yield `${at}/field "${column.field}" is no field of "${noun.name}"; right is one of ${fieldNames(noun)}.`;
  } else if (column.isSum && field.type !== 'money') {
    yield `${at}/isSum: "${column.field}" is no money.`;
  }
  const paths: HeadPath[] = [...(column.heads ?? []), ...(column.parts ?? []).flat()];
  for (const name of paths.flat()) yield* nameProblems(name, `${at}/heads`);
  if (column.widths && column.widths.length !== column.parts?.length) {
    yield `${at}/widths must have as many entries as "parts".`;
  }
  if (column.pattern !== undefined) yield* expressionProblems(column.pattern, `${at}/pattern`);
  yield* setProblems(column.set, noun, `${at}/set`);
  if (!column.pivot) return;
  const place = `${at}/pivot`;
  const problems = [...expressionProblems(column.pivot.pattern, place)];
  yield* problems;
  if (problems.length > 0) return;
  const named = [...column.pivot.pattern.matchAll(/\(\?<([A-Za-z]\w*)>/g)].map((found) => found[1] as string);
  if (column.pivot.field === undefined && named.length === 0) {
    yield `${place} says no field; right is "field" or named groups such as (?<fiscalYear>\\d{4}).`;
  }
  for (const name of column.pivot.field === undefined ? named : [column.pivot.field]) {
    if (!fieldOf(noun, name)) yield `${place}: "${noun.name}" has no field "${name}".`;
  }
}

function* setProblems(
  set: Readonly<Record<string, string>> | undefined,
  noun: NounSpec,
  at: string,
): Iterable<string> {
  for (const name of Object.keys(set ?? {})) {
    if (!fieldOf(noun, name))
      yield `${at}: "${noun.name}" has no field "${name}"; right is one of ${fieldNames(noun)}.`;
  }
}

function* nameProblems(name: string, at: string): Iterable<string> {
  if (isPattern(name)) yield* expressionProblems(name.slice(1, -1), at);
}

function* expressionProblems(pattern: string, at: string): Iterable<string> {
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    yield `${at}: /${pattern}/ is no regular expression: ${(error as Error).message}.`;
  }
}

function fieldNames(noun: NounSpec): string {
  return noun.fields.map((field) => field.name).join(', ');
}
