import { HubError } from '../errors.ts';
import { checkText, isRealDay } from './text.ts';

/** Place in a list: the order, the last row's value in it and its key, the scope and, for the past, the revisions. */
export interface Cursor {
  order: string;
  direction: 'ASC' | 'DESC';
  /** Text of the value; null where the row has none. */
  value: string | null;
  key: string;
  /** `real`, `demo`: the default scope that the list was read in; null where datasets were named or none apply. */
  scope: 'real' | 'demo' | null;
  /** Revisions of `disclosed` and, for internal viewers, of `internal` that the list was read as of. */
  asOf: string[] | null;
}

function refuse(): never {
  throw new HubError(
    'BAD_INPUT',
    'Argument "after" is not a cursor of this list. Expected a `cursor` or `endCursor` that this list answered, with the same `orderBy`.',
  );
}

/**
 * Reads a cursor that the database made: base64url of `[order, direction, value, key, scope, asOf…]`.
 *
 * A cursor is the client's text: every part is checked, and each is used as a parameter only.
 */
export function readCursor(text: string): Cursor {
  let parts: unknown;
  try {
    if (text.length > 8_192 || !/^[A-Za-z0-9_-]+$/.test(text)) refuse();
    parts = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64url')));
  } catch {
    refuse();
  }
  if (!Array.isArray(parts)) refuse();
  const [order, direction, value, key, scope, ...asOf] = parts as unknown[];
  if (
    typeof order !== 'string' ||
    (direction !== 'ASC' && direction !== 'DESC') ||
    !(value === null || isText(value)) ||
    !isText(key) ||
    (scope !== null && scope !== 'real' && scope !== 'demo') ||
    asOf.length > 2 ||
    !asOf.every((number) => typeof number === 'string' && /^\d{1,18}$/.test(number))
  ) {
    refuse();
  }
  return { order, direction, value, key, scope, asOf: asOf.length > 0 ? (asOf as string[]) : null };
}

function isText(part: unknown): part is string {
  if (typeof part !== 'string') return false;
  checkText(part, 'after');
  return true;
}

const shapes: Record<string, RegExp> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  instant: /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/,
  decimal: /^-?\d{1,20}(\.\d{1,20})?$/,
  integer: /^-?\d{1,9}$/,
  bigint: /^-?\d{1,18}$/,
};

/** Refuses a cursor of another order, or whose value the database could not read. */
export function checkCursor(
  cursor: Cursor,
  order: string,
  direction: string,
  type: string,
  isNullable: boolean,
): void {
  if (cursor.order !== order || cursor.direction !== direction) refuse();
  const { value } = cursor;
  if (value === null) {
    if (!isNullable) refuse();
    return;
  }
  if (shapes[type] && !shapes[type].test(value)) refuse();
  if ((type === 'date' || type === 'instant') && !isRealDay(value)) refuse();
}
