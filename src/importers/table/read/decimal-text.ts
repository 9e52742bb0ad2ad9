/** More digits than these are no amount; 1e999999999 must not become a text of that length. */
const MAX_EXPONENT = 400;
/** A longer text is no number; looking for its trailing zeros would take its square. */
const MAX_LENGTH = 1000;

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/** Plain decimal text of a number in scientific or any other notation, digit for digit; other text as it is. */
export function exactDecimal(text: string): string {
  if (text.length > MAX_LENGTH) return text;
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)) return text === '-0' ? '0' : text;
  const match = NUMBER.exec(text);
  if (!match) return text;
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] = match;
  if (whole === '' && fraction === '') return text;
  const exponent = Number(exponentText);
  if (Math.abs(exponent) > MAX_EXPONENT) return text;
  let digits = whole + fraction;
  let point = whole.length + exponent;
  if (point <= 0) {
    digits = '0'.repeat(1 - point) + digits;
    point = 1;
  }
  if (point > digits.length) digits += '0'.repeat(point - digits.length);
  const before = digits.slice(0, point).replace(/^0+(?=\d)/, '');
  const after = digits.slice(point).replace(/0+$/, '');
  const plain = after === '' ? before : `${before}.${after}`;
  return sign === '-' && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

/**
 * A number as a spreadsheet shows it. Spreadsheets store doubles, with up to 17 digits of which 15 are meant:
 * 56505.130000000005 is 56505.13. Kept as written: up to 15 digits; whole numbers, which doubles hold exactly up to
 * 2^53; and more than 17 digits, unless they are all the digits of a double. Cents stay whatever the size.
 */
export function spreadsheetNumber(text: string): string {
  if (text.length > MAX_LENGTH) return text;
  const plain = withoutTrailingZeros(exactDecimal(text));
  const digits = plain.replace(/^-?0*\.?0*/, '').replace('.', '').length;
  const point = plain.indexOf('.');
  if (digits <= 15 || point < 0 || (digits > 17 && !isAllOfDouble(plain))) return plain;
  const whole = plain.slice(plain.startsWith('-') ? 1 : 0, point).replace(/^0$/, '').length;
  const leadingZeros = whole === 0 ? (/\.(0*)/.exec(plain)?.[1]?.length ?? 0) : 0;
  const decimals = Math.max(2, 15 - whole + leadingZeros);
  return roundText(plain, decimals);
}

/** True of 56505.130000000004656612873077392578125: no one types the exact value of a double. */
function isAllOfDouble(plain: string): boolean {
  const decimals = plain.length - plain.indexOf('.') - 1;
  const number = Number(plain);
  return decimals <= 100 && Math.abs(number) < 1e21 && number.toFixed(decimals) === plain;
}

/** Half away from zero, as spreadsheets round what they show. */
function roundText(plain: string, decimals: number): string {
  const point = plain.indexOf('.');
  if (plain.length - point - 1 <= decimals) return plain;
  const isNegative = plain.startsWith('-');
  const kept = plain.slice(isNegative ? 1 : 0, point) + plain.slice(point + 1, point + 1 + decimals);
  const up = plain.charCodeAt(point + 1 + decimals) >= 0x35;
  const digits = (BigInt(kept) + (up ? 1n : 0n)).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  return withoutTrailingZeros(`${isNegative ? '-' : ''}${digits.slice(0, cut)}.${digits.slice(cut)}`);
}

function withoutTrailingZeros(plain: string): string {
  if (!/^-?\d+\.\d*0*$/.test(plain)) return plain;
  const cut = plain.replace(/\.?0+$/, '');
  return cut === '-0' ? '0' : cut;
}
