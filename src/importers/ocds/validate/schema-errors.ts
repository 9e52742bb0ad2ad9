import type { ErrorObject } from 'ajv';
import { type JsonValue, writeJson } from '../../../json.ts';
import { cutValue, pathOf } from '../problems.ts';
import { escapeStep } from '../read/release-text.ts';
import type { Problem } from '../types.ts';

/** A schema's error as a problem: which rule, where, in words. Null for an error that only sums up others. */
export function problemOf(error: ErrorObject, root: unknown, pointer: string): Problem | null {
  const { keyword, params } = error;
  let place = error.instancePath;
  if (keyword === 'required') place += `/${escapeStep(String(params.missingProperty))}`;
  if (keyword === 'type' && typeof params.variant === 'string') place += `/${escapeStep(params.variant)}`;
  const value = keyword === 'required' ? undefined : at(root, place);
  const name = place.slice(place.lastIndexOf('/') + 1);
  const [rule, message] = words(keyword, params, name);
  const full = `${pointer}${place}`;
  return {
    rule,
    severity: 'error',
    path: pathOf(full),
    pointer: full,
    message,
    value: value === undefined ? undefined : cutValue(shown(value)),
  };
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
  if (Array.isArray(value) && value.length > 20)
    return `${writeJson(value.slice(0, 3) as JsonValue[]).slice(0, -1)},…]`;
  return writeJson(value as JsonValue).slice(0, 300);
}
