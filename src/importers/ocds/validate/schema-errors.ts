import type { ErrorObject } from 'ajv';
import { isObject, type JsonValue, writeJson } from '../../../json.ts';
import { type ProblemLog, pathOf } from '../problems.ts';
import { escapeStep } from '../read/release-text.ts';
import type { Problem } from '../types.ts';

/** First problem of each rule and path; a bounded number of them. */
export type FirstProblems = Map<string, Problem>;

/** Counts a schema's error in the log; its words and value are made only when it is the first of its kind. */
export function addSchemaError(
  log: ProblemLog,
  error: ErrorObject,
  root: unknown,
  pointer: string,
  first: FirstProblems,
): void {
  const { keyword, params } = error;
  let place = error.instancePath;
  if (keyword === 'required') place += `/${escapeStep(String(params.missingProperty))}`;
  if (keyword === 'type' && typeof params.variant === 'string') place += `/${escapeStep(params.variant)}`;
  const full = `${pointer}${place}`;
  const path = pathOf(full);
  const name = place.slice(place.lastIndexOf('/') + 1);
  const [rule, message] = words(keyword, params, name);
  const key = `${rule} ${path}`;
  const known = first.get(key);
  if (known) {
    log.add(known);
    return;
  }
  const value = keyword === 'required' ? undefined : at(root, place);
  const text = value === undefined ? undefined : shown(value);
  const problem: Problem = { rule, severity: 'error', path, pointer: full, message, value: text };
  if (first.size < 5000) first.set(key, problem);
  log.add(problem);
}

function words(keyword: string, params: Record<string, unknown>, name: string): [string, string] {
  switch (keyword) {
    case 'required':
      return ['missing-required', `"${String(params.missingProperty)}" is required and missing`];
    case 'type': {
      const types = String(params.type).replaceAll(',', ' or ');
      return ['wrong-type', `"${name}" must be ${types}`];
    }
    case 'enum':
      return ['not-in-codelist', `"${name}" must be one of the codes of its closed list`];
    case 'minItems':
      return ['empty-list', `"${name}" must not be empty: leave it out where there is nothing`];
    case 'minLength':
      return ['empty-text', `"${name}" must not be empty`];
    case 'minimum':
      return ['below-minimum', `"${name}" must be ${String(params.limit)} or more`];
    case 'pattern':
      return ['wrong-pattern', `"${name}" must be a version like "1.1"`];
    case 'uniqueItems':
      return [
        'repeated-item',
        `"${name}" holds the same item twice (${String(params.j)} and ${String(params.i)})`,
      ];
    default:
      return [keyword, `"${name}" breaks the rule "${keyword}"`];
  }
}

function at(root: unknown, pointer: string): unknown {
  let value = root;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}

/** The start of a value's text; a large one is not written out whole. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 300);
  return start(value as JsonValue, 300);
}

function start(value: JsonValue | undefined, room: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, room));
  if (!Array.isArray(value) && !isObject(value)) return writeJson(value);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  let text = open as string;
  for (const [name, member] of Object.entries(value)) {
    if (text.length > room) return text;
    if (text.length > 1) text += ',';
    if (!Array.isArray(value)) text += `${JSON.stringify(name)}:`;
    text += start(member, room - text.length);
  }
  return text + close;
}
