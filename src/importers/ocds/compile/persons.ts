import { isNumber, isObject, type JsonObject, type JsonValue, numberText } from '../../../json.ts';
import type { PersonMark } from '../person-mark.ts';
import { checksumOf, isPlaceholder } from './identifiers.ts';

interface PersonalScheme {
  scheme: RegExp;
  /** Narrows schemes that persons and companies share; tested on the normalised id. */
  when?: RegExp;
  /** What must follow where the scheme stands in front of an id in one text; `null`: too short to mean anything there. */
  prefixed?: RegExp | null;
}

/**
 * Schemes whose ids are those of natural persons. Such an id never leaves `internal`. Companies' ids of the same
 * country (RFC of 12 characters, NIT, CNPJ) are not personal.
 */
const personalSchemes: readonly PersonalScheme[] = [
  { scheme: /CURP/i },
  { scheme: /^(MX-)?RFC$/i, when: /^[A-ZÑ&]{4}\d{6}/ },
  { scheme: /^(BR-)?CPF$/i },
  { scheme: /\bDNI\b/i, prefixed: /\d{5}/ },
  { scheme: /\bNIE\b/i, prefixed: /\d{5}/ },
  { scheme: /^(ES-)?NIF$/i, when: /^[\dKLMXYZ]/, prefixed: /\d{5}/ },
  { scheme: /^IT-CF$/i, when: /^[A-Z]{6}\d/ },
  { scheme: /^CO-CC$/i },
  { scheme: /^CC$/i, prefixed: null },
  { scheme: /c.{1,2}dula/iu, prefixed: /\d{5}/ },
  { scheme: /persona natural/i, prefixed: /\d{5}/ },
  { scheme: /^UA-(EDR|IPN)$/i, when: /^\d{10}$/ },
  { scheme: /^US-SSN$|\bSSN\b|social security/i, prefixed: /\d{5}/ },
  { scheme: /passport|pasaporte|护照/i, prefixed: /\d{5}/ },
  { scheme: /居民身份证|身份证号?|^CN-(RIC|ID)$/i },
];

const schemeWithin =
  /CURP|RFC|CPF|DNI|NIE|NIF|IT.CF|CO.CC|dula|persona|UA.(?:EDR|IPN)|SSN|social|passport|pasaporte|护照|身份证|CN.(?:RIC|ID)/iu;

const knownSchemes = new Map<string, readonly PersonalScheme[]>();

function personalEntries(scheme: string): readonly PersonalScheme[] {
  let entries = knownSchemes.get(scheme);
  if (!entries) {
    entries = personalSchemes.filter((entry) => entry.scheme.test(scheme.trim()));
    if (knownSchemes.size > 1000) knownSchemes.clear();
    knownSchemes.set(scheme, entries);
  }
  return entries;
}

/** Whether an identifier is a natural person's by its scheme; `id` decides where companies have the scheme too. */
export function isPersonal(scheme: string | null, id: string | null): boolean {
  if (scheme === null) return false;
  return personalEntries(scheme).some(({ when }) => !when || when.test(normalised(id ?? '')));
}

/** Signs of full width (１, Ａ) as their plain ones; positions stay. */
function narrow(text: string): string {
  return /[\uff01-\uff5e]/.test(text)
    ? text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    : text;
}

/** Letters and digits of an id, in capitals: equal for every spelling of one number. */
export function normalised(text: string): string {
  return narrow(text)
    .toUpperCase()
    .replace(/[^\p{L}\d&]/gu, '');
}

function isBirthday(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Two digits of a year stand for 1900 or 2000; one of them must have the day. */
function hasBirthday(text: string): boolean {
  const [year, month, day] = [text.slice(0, 2), text.slice(2, 4), text.slice(4, 6)].map(Number);
  return isBirthday(1900 + year!, month!, day!) || isBirthday(2000 + year!, month!, day!);
}

const cardWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An identity card's number (GB 11643): birthday and check digit are right, and it is no credit code. */
function isCard(number: string): boolean {
  const year = Number(number.slice(6, 10));
  if (year < 1900 || year > 2099) return false;
  if (!isBirthday(year, Number(number.slice(10, 12)), Number(number.slice(12, 14)))) return false;
  const sum = cardWeights.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return '10X98765432'[sum % 11] === number[17] && !checksumOf({ scheme: 'CN-USCI', id: number });
}

function isCpf(number: string): boolean {
  const check = (length: number) => {
    let sum = 0;
    for (let index = 0; index < length; index++) sum += Number(number[index]) * (length + 1 - index);
    return ((sum * 10) % 11) % 10 === Number(number[length]);
  };
  return !/^(\d)\1+$/.test(number) && check(9) && check(10);
}

/** Signs that stand within a number for the eye; no slash, which separates keys. */
const sign = '[ \\u00a0\\u3000.·_\\-\\u2010-\\u2015]?';

interface Kind {
  pattern: RegExp;
  isValid(number: string): boolean;
}

const card: Kind = {
  pattern: new RegExp(`(?<!\\d)[1-9](?:${sign}\\d){16}${sign}[\\dX](?!\\d)`, 'giu'),
  isValid: isCard,
};
const states =
  'AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL VZ YN ZS NE';
const curp: Kind = {
  pattern: new RegExp(
    `(?<!\\p{L})(?:[A-Z]{4}\\d{6}[HMX][A-Z]{5}[A-Z\\d]\\d|[A-Z]{4}${sign}\\d{6}${sign}[HMX]${sign}(?:${states.replaceAll(' ', '|')})${sign}[A-Z]{3}${sign}[A-Z\\d]\\d)(?![\\p{L}\\d])`,
    'giu',
  ),
  isValid: (number) => hasBirthday(number.slice(4, 10)),
};
const rfc: Kind = {
  pattern: new RegExp(`(?<![\\p{L}\\d&])[A-ZÑ&]{4}${sign}\\d{6}${sign}[A-Z\\d]{3}(?![\\p{L}\\d])`, 'giu'),
  isValid: (number) => hasBirthday(number.slice(4, 10)),
};
const cpf: Kind = { pattern: /(?<![\d.])\d{3}\.\d{3}\.\d{3}-\d{2}(?!\d)/g, isValid: isCpf };

const sixDigits = new RegExp(`\\d(?:${sign}\\d){5}`, 'u');

function* found(kind: Kind, text: string): Generator<{ number: string; from: number; to: number }> {
  kind.pattern.lastIndex = 0;
  for (let match = kind.pattern.exec(text); match; match = kind.pattern.exec(text)) {
    const number = normalised(match[0]);
    if (kind.isValid(number)) yield { number, from: match.index, to: match.index + match[0].length };
    else kind.pattern.lastIndex = match.index + 1;
  }
}

/** Numbers of persons that an id is or holds, told by their form; normalised. */
function byValue(id: string): string[] {
  if (id.length < 13) return [];
  const text = narrow(id);
  if (!sixDigits.test(text)) return [];
  return [card, curp, rfc, cpf].flatMap((kind) => [...found(kind, text)].map(({ number }) => number));
}

/** The number of a natural person that an identifier is, normalised; null for every other one. */
export function personNumberOf(scheme: string | null, id: string | null): string | null {
  if (id === null || isPlaceholder(narrow(id).trim())) return null;
  return isPersonal(scheme, id) ? normalised(id) : (byValue(id)[0] ?? null);
}

/** Numbers of natural persons within the id of a party: told by their form, or by a scheme in front of them. */
export function personNumbersIn(id: string): string[] {
  const numbers = byValue(id);
  const prefixed = schemeWithin.test(id) ? afterScheme(id) : null;
  if (prefixed !== null && !numbers.includes(prefixed)) numbers.push(prefixed);
  return numbers;
}

/** What follows the first personal scheme in an id of the kind `MX-CURP-…`. */
function afterScheme(id: string): string | null {
  const parts = [...id.matchAll(/[^-:/_ ]+/g)].slice(0, 8);
  for (let first = 0; first < parts.length - 1; first++) {
    for (let next = first + 1; next < Math.min(first + 4, parts.length); next++) {
      const scheme = parts.slice(first, next).join('-');
      const rest = normalised(id.slice(parts[next]!.index));
      const isPerson = personalEntries(scheme).some(
        ({ when, prefixed }) =>
          prefixed !== null && (!when || when.test(rest)) && (!prefixed || prefixed.test(rest)),
      );
      if (isPerson && !isPlaceholder(rest)) return rest;
    }
  }
  return null;
}

/** Members that hold organizations; their ids are ids of parties. */
const organizations = new Set([
  'parties',
  'buyer',
  'buyers',
  'procuringEntity',
  'tenderers',
  'suppliers',
  'payer',
  'payee',
  'providerOrganization',
  'receiverOrganization',
]);
const identifiers = new Set(['identifier', 'additionalIdentifiers']);

function gather(value: JsonValue | undefined, name: string, into: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) gather(item, name, into);
  else if (isObject(value)) {
    const id = typeof value.id === 'string' ? value.id : isNumber(value.id) ? numberText(value.id) : null;
    if (id !== null) {
      const scheme = typeof value.scheme === 'string' ? value.scheme : null;
      const isOrganization = organizations.has(name);
      if (isOrganization) for (const number of personNumbersIn(id)) into.add(number);
      if (isOrganization || identifiers.has(name) || (scheme !== null && isPersonal(scheme, id))) {
        const number = personNumberOf(scheme, id);
        if (number !== null) into.add(number);
      }
    }
    for (const member in value) {
      const inner = value[member];
      if (typeof inner === 'object' && inner !== null) gather(inner, member, into);
    }
  }
}

/**
 * The numbers of natural persons that one process states about its parties, and their removal from whatever is
 * disclosed: each becomes its mark, in every spelling. Numbers of less than six characters are too common for that.
 */
export class PersonNumbers {
  private readonly known: RegExp | null;

  constructor(
    content: JsonObject,
    readonly mark: PersonMark,
  ) {
    const numbers = new Set<string>();
    gather(content, '', numbers);
    const spellings = [...numbers]
      .filter((number) => number.length >= 6)
      .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
      .map((number) => {
        const spelling = [...number].join(sign);
        return `${/^\d/.test(number) ? '(?<!\\d)' : ''}${spelling}${/\d$/.test(number) ? '(?!\\d)' : ''}`;
      });
    this.known = spellings.length > 0 ? new RegExp(spellings.join('|'), 'giu') : null;
  }

  /** Numbers of this process's persons that an id of a party is or holds. */
  within(id: string): string[] {
    const numbers = personNumbersIn(id);
    for (const [spelling] of this.known ? narrow(id).matchAll(this.known) : []) {
      const number = normalised(spelling);
      if (!numbers.some((other) => other.includes(number))) numbers.push(number);
    }
    return numbers;
  }

  /** The number of a natural person that an identifier is, told by itself or by the rest of the process. */
  of(scheme: string | null, id: string | null): string | null {
    const number = personNumberOf(scheme, id);
    if (number !== null || id === null || !this.known) return number;
    const [spelling] = narrow(id).match(this.known) ?? [];
    return spelling === undefined ? null : normalised(spelling);
  }

  /** An id or code: only the numbers of this process are taken out, because long numbers are what ids are made of. */
  withoutKnown(text: string): string {
    if (!this.known || text.length < 6) return text;
    const narrowed = narrow(text);
    this.known.lastIndex = 0;
    if (!this.known.test(narrowed)) return text;
    return narrowed.replace(this.known, (spelling) => this.mark(normalised(spelling)));
  }

  /** A text for people: also numbers of identity cards and CURPs that only it states. */
  without(text: string): string {
    const known = this.withoutKnown(text);
    if (known.length < 18) return known;
    let clean = narrow(known);
    if (!sixDigits.test(clean)) return known;
    let isChanged = false;
    for (const kind of [card, curp]) {
      const places = [...found(kind, clean)].reverse();
      for (const { number, from, to } of places) {
        clean = clean.slice(0, from) + this.mark(number) + clean.slice(to);
        isChanged = true;
      }
    }
    return isChanged ? clean : known;
  }
}
