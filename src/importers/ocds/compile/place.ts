import { isNumber, isObject, type JsonObject, type JsonValue, numberText, writeJson } from '../../../json.ts';
import type { Problem, Severity } from '../types.ts';
import { dayOf, instantOf } from './dates.ts';
import { decimalText, minorUnit, significantDecimals } from './decimal.ts';
import { type Keyed, keyedOf } from './keyed.ts';
import type { PersonNumbers } from './persons.ts';
import { isWellFormed, withoutLoneSurrogates } from './text.ts';

/** What every place of one process shares. */
export interface Compilation {
  report(problem: Problem): void;
  /** Positions of the releases that state an object; undefined where its parent's count. */
  sourcesOf(object: JsonObject): readonly number[] | undefined;
  /** Position of the last release that states this member of an object; undefined as for `sourcesOf`. */
  statedBy(object: JsonObject, name: 'name' | 'legalName'): number | undefined;
  /** Numbers of natural persons, which nothing that is disclosed may hold. */
  persons: PersonNumbers;
  /** Pointer of a release into its file. */
  pointerOf(position: number): string;
  keysOf(sources: readonly number[]): readonly string[];
  /** Only one release was merged, so a place in it is a place in the file. */
  isSingle: boolean;
}

export interface Money {
  amount: string | null;
  currency: string | null;
}

const noMoney: Money = { amount: null, currency: null };
/** Longest text of a code that stands in an index (currency, classification, identifier). */
const longestCode = 300;
const longestCurrency = 16;

/**
 * An object of the merged release, and the way its members are read: what can be read is read, what cannot becomes
 * null, and either way a problem names the place and the value.
 */
export class Place {
  constructor(
    private readonly compilation: Compilation,
    readonly value: JsonObject,
    /** Without indexes, for example `/releases/awards`. */
    readonly path: string,
    /** With indexes, from the release on. */
    private readonly tail: string,
    readonly sources: readonly number[],
    /** Equal places stand for this one: what is in it has its releases, not those of its own objects. */
    private readonly standsForSeveral = false,
  ) {}

  /** This place, stated by further releases too. */
  statedAlsoBy(sources: readonly number[]): Place {
    const all = [...new Set([...this.sources, ...sources])].sort((a, b) => a - b);
    return new Place(this.compilation, this.value, this.path, this.tail, all, true);
  }

  /** Position of the last release that states this member; -1 where no release is known. */
  statedBy(name: 'name' | 'legalName'): number {
    return this.compilation.statedBy(this.value, name) ?? this.sources.at(-1) ?? -1;
  }

  /** Keys of the releases that this was compiled from, oldest first. */
  get releaseKeys(): readonly string[] {
    return this.compilation.keysOf(this.sources);
  }

  keysOf(sources: readonly number[]): readonly string[] {
    return this.compilation.keysOf(sources);
  }

  has(name: string): boolean {
    const value = this.value[name];
    return value !== undefined && value !== null;
  }

  report(rule: string, severity: Severity, name: string, message: string, value?: JsonValue): void {
    const member = name === '' ? '' : `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const release = this.compilation.pointerOf(this.sources.at(-1) ?? 0);
    this.compilation.report({
      rule,
      severity,
      path: `${this.path}${name === '' ? '' : `/${name}`}`,
      pointer: this.compilation.isSingle ? `${release}${this.tail}${member}` : release,
      message,
      value:
        value === undefined
          ? undefined
          : this.compilation.persons.without(typeof value === 'string' ? value : writeJson(value)),
    });
  }

  /** A text for people; null when there is none or it is blank. Numbers of persons in it become marks. */
  text(name: string): string | null {
    const text = this.rawText(name);
    if (text === null) return null;
    const { persons } = this.compilation;
    return this.withoutPersons(name, text, persons.without(text));
  }

  private withoutPersons(name: string, text: string, clean: string): string {
    if (clean === text) return text;
    const message = 'The text holds the number of a natural person; a mark is shown in its place';
    this.report('person-number-in-text', 'warning', name, message, clean);
    return clean;
  }

  private rawText(name: string): string | null {
    const value = this.value[name];
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return this.clean(name, value);
    if (isNumber(value) || typeof value === 'boolean') {
      this.report(
        'text-expected',
        'warning',
        name,
        'A text is expected here; the value was read as one',
        value,
      );
      return isNumber(value) ? numberText(value) : String(value);
    }
    this.report('text-expected', 'error', name, 'A text is expected here; the value cannot be shown', value);
    return null;
  }

  /** An id: a text or a number, trimmed. Numbers of the process's persons in it become marks. */
  id(name = 'id'): string | null {
    const text = this.rawId(name);
    return text === null
      ? null
      : this.withoutPersons(name, text, this.compilation.persons.withoutKnown(text));
  }

  /** As `id`, with whatever it holds: for who looks for persons in it. */
  rawId(name = 'id'): string | null {
    const value = this.value[name];
    if (typeof value === 'string') return this.clean(name, value)?.trim() ?? null;
    if (isNumber(value)) return numberText(value);
    return this.rawText(name)?.trim() ?? null;
  }

  /** A code that stands in an index; one that is too long for that stays in the release only. */
  code(name: string, longest = longestCode): string | null {
    return this.shortEnough(name, longest, this.id(name));
  }

  rawCode(name: string): string | null {
    return this.shortEnough(name, longestCode, this.rawId(name));
  }

  private shortEnough(name: string, longest: number, text: string | null): string | null {
    if (text === null || text.length <= longest) return text;
    this.report(
      'code-too-long',
      'error',
      name,
      `A code has at most ${longest} characters; it is not shown`,
      text,
    );
    return null;
  }

  private clean(name: string, value: string): string | null {
    let text = value;
    if (text.includes('\0')) {
      this.report(
        'nul-character',
        'warning',
        name,
        'NUL characters cannot be stored; they were left out',
        value,
      );
      text = text.replaceAll('\0', '');
    }
    if (!isWellFormed(text)) {
      this.report(
        'lone-surrogate',
        'warning',
        name,
        'Half of a character (a lone surrogate) was left out',
        value,
      );
      text = withoutLoneSurrogates(text);
    }
    return text.trim() === '' ? null : text;
  }

  texts(name: string): string[] {
    const value = this.value[name];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) {
      const single = this.text(name);
      if (single !== null && typeof value === 'string') {
        this.report(
          'list-expected',
          'warning',
          name,
          'A list of texts is expected here; one text was read',
          value,
        );
      }
      return single === null ? [] : [single];
    }
    const texts: string[] = [];
    for (const item of value) {
      if (typeof item === 'string' || isNumber(item)) {
        const text = this.clean(name, typeof item === 'string' ? item : numberText(item));
        if (text !== null)
          texts.push(this.withoutPersons(name, text, this.compilation.persons.without(text)));
      } else if (item !== null) {
        this.report(
          'text-expected',
          'error',
          name,
          'A list of texts is expected here; an item is not shown',
          item,
        );
      }
    }
    return texts;
  }

  boolean(name: string): boolean | null {
    const value = this.value[name];
    if (value === undefined || value === null) return null;
    if (typeof value === 'boolean') return value;
    const text = typeof value === 'string' ? value.trim().toLowerCase() : '';
    if (text === 'true' || text === 'false') {
      this.report(
        'boolean-expected',
        'warning',
        name,
        'true or false is expected here, without quotes',
        value,
      );
      return text === 'true';
    }
    this.report(
      'boolean-expected',
      'error',
      name,
      'true or false is expected here; the value is not shown',
      value,
    );
    return null;
  }

  /** A decimal number, exactly as published. */
  decimal(name: string): string | null {
    const value = this.value[name];
    if (value === undefined || value === null) return null;
    if (isNumber(value)) {
      if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
      const text = decimalText(numberText(value));
      if (text === null) {
        this.report(
          'number-out-of-range',
          'error',
          name,
          'Below 1e20 and at most 20 decimals can be kept',
          value,
        );
      }
      return text;
    }
    if (typeof value === 'string') {
      if (value.trim() === '') return null;
      const text = decimalText(value.trim());
      if (text !== null) {
        this.report('number-as-text', 'warning', name, 'A number is expected here, without quotes', value);
        return text;
      }
    }
    this.report('number-expected', 'error', name, 'A number is expected here; the value is not shown', value);
    return null;
  }

  integer(name: string): number | null {
    const text = this.decimal(name);
    if (text === null) return null;
    const number = significantDecimals(text) === 0 ? Number(text) : Number.NaN;
    if (Number.isInteger(number) && Math.abs(number) <= 2147483647) return number;
    this.report(
      'integer-expected',
      'error',
      name,
      'A whole number below 2,147,483,648 is expected here',
      text,
    );
    return null;
  }

  /** The day as published. */
  day(name: string): string | null {
    const text = this.dateText(name);
    if (text === null) return null;
    const day = dayOf(text);
    if (day === null)
      this.report(
        'date-unreadable',
        'error',
        name,
        'A date like 2026-11-24T00:00:00Z is expected here',
        text,
      );
    return day;
  }

  /** The instant in UTC, as ISO text. */
  instant(name: string): string | null {
    const text = this.dateText(name);
    if (text === null) return null;
    const instant = instantOf(text);
    if (instant === null) {
      this.report(
        'date-unreadable',
        'error',
        name,
        'A date like 2026-11-24T00:00:00Z is expected here',
        text,
      );
      return null;
    }
    if (!instant.hasOffset) {
      this.report(
        'date-without-offset',
        'warning',
        name,
        'The text names no time zone; it was read as UTC',
        text,
      );
    }
    return instant.iso;
  }

  private dateText(name: string): string | null {
    const value = this.value[name];
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
    this.report('date-unreadable', 'error', name, 'A date like 2026-11-24T00:00:00Z is expected here', value);
    return null;
  }

  money(name: string): Money {
    const value = this.object(name);
    if (!value) return noMoney;
    const amount = value.decimal('amount');
    const currency = value.code('currency', longestCurrency);
    if (amount !== null && currency !== null && significantDecimals(amount) > minorUnit(currency)) {
      value.report(
        'amount-finer-than-currency',
        'info',
        'amount',
        'The amount is finer than its currency',
        amount,
      );
    }
    return { amount, currency };
  }

  period(name: string): { start: string | null; end: string | null } {
    const value = this.object(name);
    return value ? { start: value.day('startDate'), end: value.day('endDate') } : { start: null, end: null };
  }

  object(name: string): Place | null {
    const value = this.value[name];
    if (value === undefined || value === null) return null;
    if (isObject(value)) return this.child(name, value);
    if (Array.isArray(value) && value.length === 1 && isObject(value[0])) {
      this.report(
        'object-expected',
        'warning',
        name,
        'One object is expected here, not a list; its only item was read',
      );
      return this.child(name, value[0], 0);
    }
    this.report(
      'object-expected',
      'error',
      name,
      'An object is expected here; the value is not shown',
      value,
    );
    return null;
  }

  /** The objects of a list, in its order. A single object is read as a list of one. */
  list(name: string): Place[] {
    const value = this.value[name];
    if (value === undefined || value === null) return [];
    if (isObject(value)) {
      this.report('list-expected', 'warning', name, 'A list is expected here; the one object was read');
      return [this.child(name, value)];
    }
    if (!Array.isArray(value)) {
      this.report('list-expected', 'error', name, 'A list is expected here; the value is not shown', value);
      return [];
    }
    const places: Place[] = [];
    for (let index = 0; index < value.length; index++) {
      const item = value[index];
      if (isObject(item)) places.push(this.child(name, item, index));
      else if (item !== null) {
        this.report(
          'object-expected',
          'error',
          name,
          'An object is expected in this list; the item is not shown',
          item,
        );
      }
    }
    return places;
  }

  /** The objects of a list with a key part for each: see `keyedOf`. */
  keyed(name: string, places = this.list(name)): Keyed[] {
    return keyedOf(places);
  }

  private child(name: string, value: JsonObject, index?: number): Place {
    return new Place(
      this.compilation,
      value,
      `${this.path}/${name}`,
      index === undefined ? `${this.tail}/${name}` : `${this.tail}/${name}/${index}`,
      (this.standsForSeveral ? undefined : this.compilation.sourcesOf(value)) ?? this.sources,
      this.standsForSeveral,
    );
  }
}
