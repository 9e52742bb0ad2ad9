/** A scheme and an id, as the hub joins by them. */
export interface Identifier {
  scheme: string;
  id: string;
}

/** Names that publishers give to the unified social credit code; org-id.guide calls the scheme CN-USCI. */
const creditCodeSchemes = new Set(['CN-USCI', 'CN-USCC', 'USCI', 'USCC', '统一社会信用代码']);

const placeholders = new Set([
  'n/a',
  'na',
  'n.a.',
  'none',
  'null',
  'nil',
  'unknown',
  'tbc',
  's/n',
  's/d',
  '无',
  '暂无',
  'no aplica',
]);

/**
 * An identifier to join by: both texts trimmed, the Chinese credit code's scheme under one name and its letters in
 * capitals. Null where a part is missing or only fills the place ("N/A", "000000", "-"): joining by those would make
 * one body of many.
 */
export function identifierOf(scheme: string | null, id: string | null): Identifier | null {
  const trimmed = { scheme: scheme?.trim() ?? '', id: id?.trim() ?? '' };
  if (trimmed.scheme === '' || trimmed.id === '' || isPlaceholder(trimmed.id)) return null;
  if (!creditCodeSchemes.has(trimmed.scheme.toUpperCase())) return trimmed;
  return { scheme: 'CN-USCI', id: trimmed.id.toUpperCase() };
}

export function isPlaceholder(id: string): boolean {
  return !/[1-9\p{L}]/u.test(id) || placeholders.has(id.toLowerCase());
}

const creditCodeSigns = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditCodeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * Whether the check character of a unified social credit code (统一社会信用代码, 18 characters) is right; null for every
 * other scheme. Source: GB 32100-2015.
 */
export function checksumOf({ scheme, id }: Identifier): boolean | null {
  if (scheme !== 'CN-USCI') return null;
  if (id.length !== 18) return false;
  let sum = 0;
  for (let index = 0; index < 17; index++) {
    const value = creditCodeSigns.indexOf(id[index]!);
    if (value < 0) return false;
    sum += value * creditCodeWeights[index]!;
  }
  return creditCodeSigns[(31 - (sum % 31)) % 31] === id[17];
}
