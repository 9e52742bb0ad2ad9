import type { JsonObject } from '../../../json.ts';

/** A longer text is no number; what stands around its digits may be told apart in too many ways. */
const MAX_LENGTH = 1000;

/**
 * How the numbers of a field become plain decimals, from `decimalChar`, `groupChar` and `bareNumber` (Table Schema,
 * "number"); null where the field has none of these. Text that is no such number stays as it is.
 */
export function plainNumbers(field: JsonObject, resource: JsonObject): ((cell: string) => string) | null {
  if (field.type !== 'number' && field.type !== 'integer') return null;
  const sign = (name: string): string | undefined => {
    const value = field[name] ?? resource[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const decimal = sign('decimalChar');
  const group = sign('groupChar');
  const isBare = field.bareNumber !== false;
  if (decimal === undefined && group === undefined && isBare) return null;
  const point = decimal ?? '.';
  const number = new RegExp(
    `^([^\\d+-]*)([+-]?)([^\\d]*)(\\d[\\d${group ? escapePattern(group) : ''}]*)(?:${escapePattern(point)}(\\d+))?([^\\d]*)$`,
  );
  return (cell) => {
    const match = cell.length > MAX_LENGTH ? null : number.exec(cell.trim());
    if (!match) return cell;
    const [, before = '', minus = '', between = '', whole = '', fraction, after = ''] = match;
    // Anything around the number, a currency sign or a percent, is only allowed where the field says so.
    if (isBare && (before !== '' || between !== '' || after !== '')) return cell;
    const digits = group ? whole.replaceAll(group, '') : whole;
    return `${minus === '-' ? '-' : ''}${digits}${fraction === undefined ? '' : `.${fraction}`}`;
  };
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
