/** What `numeric` columns of amounts and quantities take: below 1e20, at most 20 decimals. */
const plain = /^-?\d{1,20}(?:\.\d{1,20})?$/;
const general = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,6}))?$/;

/**
 * A decimal number's text, exactly and without an exponent, with the decimals that were published. Null when it is no
 * number, 1e20 or more, or finer than twenty decimals: nothing is rounded. Never goes through a float.
 */
export function decimalText(text: string): string | null {
  if (plain.test(text)) return text;
  const match = general.exec(text);
  if (!match || !(match[2] || match[3])) return null;
  const exponent = Number(match[4] ?? 0);
  let whole = match[2] ?? '';
  let part = match[3] ?? '';
  if (Math.abs(exponent) > 1000 && /^0*$/.test(whole + part)) return '0';
  if (Math.abs(exponent) > 1000) return null;
  if (exponent > 0) {
    whole += part.slice(0, exponent).padEnd(exponent, '0');
    part = part.slice(exponent);
  } else if (exponent < 0) {
    const all = whole.padStart(-exponent + 1, '0');
    part = all.slice(exponent) + part;
    whole = all.slice(0, exponent);
  }
  whole = whole.replace(/^0+(?=\d)/, '') || '0';
  if (part.length > 20) part = part.replace(/0+$/, '');
  if (whole.length > 20 || part.length > 20) return null;
  return `${match[1] === '-' ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
}

/** Decimals that carry something: 10.500 has one. */
export function significantDecimals(text: string): number {
  const point = text.indexOf('.');
  return point < 0 ? 0 : text.slice(point + 1).replace(/0+$/, '').length;
}

const withoutMinorUnit = new Set(
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' '),
);
const threeDecimals = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** Decimals of the currency's minor unit (ISO 4217); two for every currency that is not listed. */
export function minorUnit(currency: string): number {
  if (withoutMinorUnit.has(currency)) return 0;
  return threeDecimals.has(currency) ? 3 : 2;
}
