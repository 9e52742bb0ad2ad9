/** Texts as people print them, made comparable: none of this knows a language or a country. */

const unseen = /[\u200b-\u200f\u2060\ufeff\u00ad]/g;
const wide = /[\uff01-\uff5e\u3000]/g;
const plainText = /^[\x21-\x7e]*$/;

/** Full-width forms to their plain ones; superscripts and the like stay what they are (12³ is not 123). */
export function foldWidth(text: string): string {
  if (plainText.test(text)) return text;
  return text
    .replace(unseen, '')
    .replace(wide, (sign) => (sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0)));
}

const needsCleaning = /[\s\u200b-\u200f\u2060\ufeff]/;
const ideograph = '[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef“”‘’《》、。]';
const betweenIdeographs = new RegExp(`(?<=${ideograph})\\s+(?=${ideograph})`, 'g');

/** A text value: without line breaks, double blanks and the blanks that justification puts between ideographs. */
export function cleanText(text: string): string {
  if (!needsCleaning.test(text)) return text;
  return text.replace(unseen, '').replace(betweenIdeographs, '').replace(/\s+/g, ' ').trim();
}

/** A code: plain digits, no blanks around; blanks inside a number are layout. */
export function cleanCode(text: string): string {
  if (plainText.test(text)) return text;
  // An apostrophe before digits is how spreadsheets are told that a code is no number.
  const folded = foldWidth(text)
    .trim()
    .replace(/^['’](?=\d)/, '');
  return /^[\d\s]+$/.test(folded) ? folded.replace(/\s+/g, '') : folded;
}

const marks = /["'“”‘’„«»「」『』*†‡※]/g;
const raised = /[\u00b9\u00b2\u00b3\u2070-\u209f]/g;

/** Heads and labels come again and again; what was made of them is kept, up to a bound. */
const compared = new Map<string, string>();
const mostCompared = 10_000;

/** What of a head or label is compared: no blanks, quotes, marks or case, plain width. */
export function comparable(text: string): string {
  if (text.length > 100) return makeComparable(text);
  let found = compared.get(text);
  if (found === undefined) {
    found = makeComparable(text);
    if (compared.size >= mostCompared) compared.clear();
    compared.set(text, found);
  }
  return found;
}

function makeComparable(text: string): string {
  const bare = text
    .replace(/^ï»¿/, '')
    .replace(unseen, '')
    .replace(raised, '')
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(marks, '');
  let end = bare.length;
  while (bare[end - 1] === ':') end -= 1;
  return bare.slice(0, end).toLowerCase();
}

/** `3, 7` → `G3`; `row` and `column` from 1. */
export function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

const letters: string[] = [];

export function columnLetters(column: number): string {
  const known = letters[column];
  if (known !== undefined) return known;
  let rest = column;
  let name = '';
  while (rest > 0) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
    rest = Math.floor((rest - 1) / 26);
  }
  letters[column] = name;
  return name;
}

/** A name of a profile: plain, or `/…/`, which is a regular expression. */
export type NameTest = (text: string) => boolean;

export function isPattern(name: string): boolean {
  return name.length > 2 && name.startsWith('/') && name.endsWith('/');
}

/** Whole-name test for heads and labels. */
export function nameTest(name: string): NameTest {
  if (isPattern(name)) {
    const expression = new RegExp(name.slice(1, -1), 'iu');
    return (text) => expression.test(text) || expression.test(comparable(text));
  }
  const wanted = comparable(name);
  return (text) => comparable(text) === wanted;
}

/** Part-of test for titles. */
export function partTest(name: string): NameTest {
  if (isPattern(name)) return nameTest(name);
  const wanted = comparable(name);
  return (text) => comparable(text).includes(wanted);
}

/** How a row is numbered: 一、 1, （一） 2, 1. 3, （1） 4, ① 5; deeper ones are below. Null: not numbered. */
export interface Outline {
  level: number;
  /** 0 where the number is not counted out. */
  number: number;
  rest: string;
}

const outlines: readonly { level: number; expression: RegExp }[] = [
  { level: 1, expression: /^第?([一二三四五六七八九十百]+)[、.．:：]\s*/ },
  { level: 2, expression: /^[（(]([一二三四五六七八九十百]+)[）)][、.]?\s*/ },
  { level: 3, expression: /^(\d{1,3})(?:[、．)]|\.(?!\d))\s*/ },
  { level: 4, expression: /^[（(](\d{1,3})[）)]\s*/ },
  { level: 5, expression: /^([①-⑳])\s*/ },
  { level: 1, expression: /^([IVX]{1,5})\.\s+/ },
  { level: 2, expression: /^([A-Z])[.)]\s+/ },
];

export function outlineOf(label: string): Outline | null {
  const text = foldDigits(label);
  for (const { level, expression } of outlines) {
    const found = expression.exec(text);
    if (found) return { level, number: countOf(found[1] as string), rest: text.slice(found[0].length) };
  }
  return null;
}

function foldDigits(text: string): string {
  return text.replace(/[０-９]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0)).trim();
}

const numerals = '一二三四五六七八九';

function countOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  if (/^[①-⑳]$/.test(text)) return text.charCodeAt(0) - 0x2460 + 1;
  if (/^[A-H]$/.test(text)) return text.charCodeAt(0) - 64;
  if (/^[IVX]+$/.test(text)) return roman(text);
  const [tens, ones] = text.includes('十') ? text.split('十') : ['', text];
  const ten = text.includes('十') ? (tens ? numerals.indexOf(tens) + 1 : 1) : 0;
  return ten * 10 + (ones ? numerals.indexOf(ones) + 1 : 0);
}

function roman(text: string): number {
  const worth: Record<string, number> = { I: 1, V: 5, X: 10 };
  let sum = 0;
  for (let at = 0; at < text.length; at++) {
    const here = worth[text[at] as string] ?? 0;
    sum += here < (worth[text[at + 1] as string] ?? 0) ? -here : here;
  }
  return sum;
}
