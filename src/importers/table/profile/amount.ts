import { foldWidth } from './text.ts';
import { words } from './words.ts';

/** How a file writes numbers. */
export interface Signs {
  decimal: string;
  group: string;
  /** The format has its own numbers, written with a point whatever the sign in texts. */
  hasNumbers: boolean;
}

/** A number as printed: canonical decimal text and how many decimals were printed. */
export interface Amount {
  text: string;
  decimals: number;
}

const plain = /^-?(?:0|[1-9]\d{0,29})(?:\.(\d{1,20}))?$/;
const noValue = new Set(words.noValue);
const maxDecimals = 20;
const maxDigits = 40;
/** Digits before the point of what can be stored. */
const storedDigits = 20;
/** A longer text is no amount, and taking it apart would take its square. */
const maxLength = 200;

/** `null` means no value; a string is what is wrong. */
export function parseAmount(text: string, signs: Signs): Amount | string | null {
  if (text === '') return null;
  if (signs.decimal === '.') {
    const found = plain.exec(text);
    if (found) return { text: /^-[0.]+$/.test(text) ? text.slice(1) : text, decimals: found[1]?.length ?? 0 };
  }
  const printed = foldWidth(text)
    .replace(/\u00a0|\u202f|\u2009/g, ' ')
    .trim();
  return printed.length > maxLength ? 'is no amount but a text' : parsePrinted(printed, signs);
}

export function isNoValue(text: string): boolean {
  const trimmed = foldWidth(text).trim();
  return trimmed === '' || noValue.has(trimmed);
}

function parsePrinted(printed: string, signs: Signs): Amount | string | null {
  if (printed === '' || noValue.has(printed)) return null;
  let text = printed.replace(/[*†‡]+$/, '').trim();
  if (/[%‰％]/.test(text)) return 'is a percentage, not an amount';
  let isNegative = false;
  const inBrackets = /^\((.*)\)$/.exec(text);
  if (inBrackets) {
    text = (inBrackets[1] as string).trim();
    isNegative = true;
  }
  text = text.replace(/−|–|－/g, '-');
  text = withoutCurrency(text);
  const signed = /^([+-]?)\s*(.*?)\s*(-?)$/su.exec(text) as RegExpExecArray;
  const [, lead, body, trail] = signed as unknown as [string, string, string, string];
  if ((lead !== '' && trail !== '') || (isNegative && (lead !== '' || trail !== ''))) {
    return 'has two signs';
  }
  isNegative = isNegative || lead === '-' || trail === '-';
  const digits = withoutCurrency(body);
  const parts = splitNumber(digits, signs);
  if (typeof parts === 'string') return parts;
  const whole = parts.whole.replace(/^0+(?=\d)/, '');
  if (parts.fraction.length > maxDecimals) return `has more than ${maxDecimals} decimals`;
  if (whole.length > maxDigits) return `has more than ${maxDigits} digits`;
  const value = parts.fraction ? `${whole}.${parts.fraction}` : whole;
  const isZero = /^[0.]*$/.test(value);
  return { text: isNegative && !isZero ? `-${value}` : value, decimals: parts.fraction.length };
}

function withoutCurrency(text: string): string {
  return text.replace(/^\p{Sc}\s*|\s*\p{Sc}$/gu, '').replace(/^(-)\s*\p{Sc}\s*/u, '$1');
}

function splitNumber(text: string, signs: Signs): { whole: string; fraction: string } | string {
  if (/^\d+(?:\.\d+)?e[+-]?\d+$/i.test(text)) {
    return 'is in scientific notation, which has lost digits; write the number out';
  }
  const isPlain = /^\d+(?:\.\d+)?$/.test(text);
  if (signs.decimal !== '.' && signs.hasNumbers && isPlain) {
    if (signs.group === '.' && /^\d{1,3}\.\d{3}$/.test(text)) {
      return `could be a number with decimals or one grouped with "."; write it without grouping`;
    }
    const [whole, fraction] = text.split('.') as [string, string?];
    return { whole, fraction: fraction ?? '' };
  }
  const pieces = text.split(signs.decimal);
  if (pieces.length > 2) return `has more than one "${signs.decimal}"`;
  const [whole, fraction] = pieces as [string, string?];
  if (fraction !== undefined && !/^\d+$/.test(fraction)) {
    return notANumber(text, signs);
  }
  if (/^\d+$/.test(whole)) return { whole, fraction: fraction ?? '' };
  if (whole === '' && fraction !== undefined) return { whole: '0', fraction };
  const groups = whole.split(signs.group);
  if (signs.group === '' || groups.length < 2 || !groups.every((group) => /^\d+$/.test(group))) {
    return notANumber(text, signs);
  }
  const first = groups[0] as string;
  if (first.length > 3 || first.length === 0 || groups.slice(1).some((group) => group.length !== 3)) {
    return `is not grouped by thousands; "${signs.group}" stands after every third digit from the right`;
  }
  return { whole: groups.join(''), fraction: fraction ?? '' };
}

function notANumber(text: string, signs: Signs): string {
  if (/[元圆万亿]|thousand|million|[kmb]n?$/i.test(text)) {
    return 'carries its own unit; the unit of a table stands in its head, its title or the profile';
  }
  return `is not a number with "${signs.decimal}" before its decimals and "${signs.group}" between thousands`;
}

/** What is wrong with a number that cannot be stored; in its main unit. */
export function beyondStorage(text: string): string | null {
  if (text.length <= storedDigits) return null;
  const [whole, fraction = ''] = text.replace('-', '').split('.') as [string, string?];
  if (whole.length > storedDigits) return `has more than ${storedDigits} digits before the point`;
  if (fraction.length > maxDecimals) return `has more than ${maxDecimals} decimals`;
  return null;
}

/** Exact product of a decimal text and a whole or decimal factor. */
export function multiply(text: string, factor: string): string {
  if (factor === '1') return text;
  const a = unscaled(text);
  const b = unscaled(factor);
  const scale = a.scale + b.scale;
  const product = a.digits * b.digits;
  const isNegative = product < 0n;
  const digits = (isNegative ? -product : product).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  // What the factor moved over the point is nothing to keep: 2,946.25 万元 is 29462500.
  const fraction = scale === 0 ? '' : digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${isNegative ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** `-12.30` → -1230, 2. */
function unscaled(text: string): { digits: bigint; scale: number } {
  const point = text.indexOf('.');
  if (point < 0) return { digits: BigInt(text), scale: 0 };
  return { digits: BigInt(text.slice(0, point) + text.slice(point + 1)), scale: text.length - point - 1 };
}

/** A sum that keeps every digit. */
export class ExactSum {
  private digits = 0n;
  private scale = 0;
  count = 0;

  add(text: string): void {
    const value = unscaled(text);
    if (value.scale > this.scale) {
      this.digits *= 10n ** BigInt(value.scale - this.scale);
      this.scale = value.scale;
    } else if (value.scale < this.scale) {
      value.digits *= 10n ** BigInt(this.scale - value.scale);
    }
    this.digits += value.digits;
    this.count += 1;
  }

  /** What must be added to the sum to get `text`. */
  missingTo(text: string): ExactSum {
    const rest = new ExactSum();
    rest.add(text);
    rest.add(this.negated());
    return rest;
  }

  get isZero(): boolean {
    return this.digits === 0n;
  }

  /** Whether the absolute value is at most `limit`. */
  isWithin(limit: string): boolean {
    const bound = new ExactSum();
    bound.add(limit);
    const size = this.digits < 0n ? -this.digits : this.digits;
    const scale = Math.max(bound.scale, this.scale);
    return size * 10n ** BigInt(scale - this.scale) <= bound.digits * 10n ** BigInt(scale - bound.scale);
  }

  /** By absolute value. */
  isSmallerThan(other: ExactSum): boolean {
    const scale = Math.max(this.scale, other.scale);
    const size = (sum: ExactSum): bigint =>
      (sum.digits < 0n ? -sum.digits : sum.digits) * 10n ** BigInt(scale - sum.scale);
    return size(this) < size(other);
  }

  private negated(): string {
    const text = this.toString();
    return text.startsWith('-') ? text.slice(1) : `-${text}`;
  }

  toString(): string {
    const isNegative = this.digits < 0n;
    const text = (isNegative ? -this.digits : this.digits).toString().padStart(this.scale + 1, '0');
    const whole = text.slice(0, text.length - this.scale);
    const value = this.scale ? `${whole}.${text.slice(text.length - this.scale)}` : whole;
    return isNegative ? `-${value}` : value;
  }
}
