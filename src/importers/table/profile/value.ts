import type { FieldSpec } from '../types.ts';
import { type Amount, beyondStorage, isNoValue, multiply, parseAmount, type Signs } from './amount.ts';
import type { ReadDate } from './dates.ts';
import { cleanCode, cleanText, comparable } from './text.ts';
import type { ColumnSpec } from './types.ts';
import { words } from './words.ts';

/** How a profile's files write things. */
export interface Formats {
  signs: Signs;
  readDate: ReadDate;
}

/** What a cell gives: a text, nothing, or what is wrong with it. */
export type Value = { text: string; decimals?: number } | { rule: string; problem: string } | null;

export type ReadValue = (text: string) => Value;

export function isBad(value: Value): value is { rule: string; problem: string } {
  return value !== null && 'problem' in value;
}

/** Reads the values of one field as its type wants them. */
export function fieldReader(field: FieldSpec, formats: Formats): ReadValue {
  switch (field.type) {
    case 'money':
    case 'decimal':
      return (text) => {
        const amount = parseAmount(text, formats.signs);
        if (amount === null) return null;
        if (typeof amount === 'string') return badAmount(text, amount);
        return field.type === 'money' ? amount : storable(amount, text);
      };
    case 'integer':
      return (text) => readInteger(text, formats.signs);
    case 'date':
      return (text) => {
        if (isNoValue(text)) return null;
        const day = formats.readDate(text);
        if (day) return { text: day };
        return {
          rule: 'bad-date',
          problem: `"${text}" is no day that can be read without guessing; right is 2025-03-01, 2025年3月1日, or a format declared in "dateFormats".`,
        };
      };
    case 'year':
      return readYear;
    case 'boolean':
      return readBoolean;
    case 'enum':
      return enumReader(field);
    case 'code':
      return (text) => {
        const code = cleanCode(text);
        if (code === '') return null;
        if (!field.form || field.form.pattern.test(code)) return { text: code };
        return {
          rule: 'bad-value',
          problem: `"${text}" is no "${field.name}"; right is ${field.form.like}.`,
        };
      };
    default:
      return (text) => {
        const clean = cleanText(text);
        return clean === '' ? null : { text: clean };
      };
  }
}

const badAmount = (printed: string, fault: string) => ({
  rule: 'bad-amount',
  problem: `"${printed}" ${fault}.`,
});

function storable(amount: Amount, printed: string): Value {
  const fault = beyondStorage(amount.text);
  return fault === null ? amount : badAmount(printed, fault);
}

/** Money as read, in its main unit. */
export function inMainUnit(value: Value, factor: string, printed: string): Value {
  if (value === null || isBad(value)) return value;
  return storable({ text: multiply(value.text, factor), decimals: value.decimals ?? 0 }, printed);
}

/** Whole numbers are counts of things and places in lists. */
const largestInteger = 2_147_483_647n;

function readInteger(text: string, signs: Signs): Value {
  const amount = parseAmount(text, signs);
  if (amount === null) return null;
  if (typeof amount === 'string') return { rule: 'bad-number', problem: `"${text}" ${amount}.` };
  const whole = amount.text.replace(/\.0*$/, '');
  if (/^-?\d+$/.test(whole)) {
    const value = BigInt(whole);
    if (value <= largestInteger && value >= -largestInteger) return { text: whole };
    return { rule: 'bad-number', problem: `"${text}" is larger than ${largestInteger}.` };
  }
  return { rule: 'bad-number', problem: `"${text}" is not a whole number.` };
}

function readYear(text: string): Value {
  const clean = cleanCode(text).trim();
  if (isNoValue(clean)) return null;
  const found = /^([12]\d{3})\s*(?:年度?)?(?:\.0+)?$/u.exec(clean);
  const year = found?.[1] ?? '';
  if (year >= '1900' && year <= '2200') return { text: year };
  return { rule: 'bad-year', problem: `"${text}" is not a year of four digits from 1900 to 2200.` };
}

const yes = new Set(words.yes.map(comparable));
const no = new Set(words.no.map(comparable));

function readBoolean(text: string): Value {
  const key = comparable(text);
  if (key === '' || isNoValue(text)) return null;
  if (yes.has(key)) return { text: 'true' };
  if (no.has(key)) return { text: 'false' };
  return { rule: 'bad-value', problem: `"${text}" is neither yes (是) nor no (否).` };
}

function enumReader(field: FieldSpec): ReadValue {
  const codes = new Map<string, string>();
  for (const [code, names] of Object.entries(field.values ?? {})) {
    for (const name of names) codes.set(comparable(name), code);
  }
  for (const code of Object.keys(field.values ?? {})) codes.set(comparable(code), code);
  return (text) => {
    const key = comparable(text);
    if (key === '' || isNoValue(text)) return null;
    const code = codes.get(key);
    if (code !== undefined) return { text: code };
    const known = Object.keys(field.values ?? {}).join(', ');
    return {
      rule: 'bad-value',
      problem: `"${text}" is not a value of "${field.name}"; right is one of ${known}.`,
    };
  };
}

/** As `fieldReader`, with what the column says of empty cells, patterns and words. */
export function columnReader(spec: ColumnSpec, field: FieldSpec, formats: Formats): ReadValue {
  const read = fieldReader(field, formats);
  if (!spec.empty && !spec.map && !spec.pattern) return read;
  const empty = new Set((spec.empty ?? []).map(comparable));
  const map = new Map(Object.entries(spec.map ?? {}).map(([from, to]) => [comparable(from), to]));
  const other = spec.map?.['*'];
  const expression = spec.pattern === undefined ? null : new RegExp(spec.pattern, 'u');
  return (cell) => {
    let text = cell;
    if (empty.size > 0 && empty.has(comparable(text))) return null;
    if (expression) {
      if (text.trim() === '') return null;
      const found = expression.exec(text) ?? expression.exec(text.trim());
      if (!found) {
        if (spec.unmatched === 'empty') return null;
        return { rule: 'bad-value', problem: `"${text}" does not match /${spec.pattern}/.` };
      }
      text = found[1] ?? found[0];
    }
    if (spec.map) text = map.get(comparable(text)) ?? (text.trim() === '' ? text : (other ?? text));
    return read(text);
  };
}
