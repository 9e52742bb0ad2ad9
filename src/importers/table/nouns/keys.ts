import { sha256, shortened } from '../../ocds/compile/keys.ts';

const plain = /^[A-Za-z0-9._-]{1,100}$/;

/** 16 hex digits that stand for a text in a key. */
export function mark(text: string): string {
  return sha256(text).slice(0, 16);
}

/** A code as part of a key: as it is where it is plain, otherwise its mark. */
export function codePart(code: string): string {
  return plain.test(code) ? code : `~${mark(code)}`;
}

/** A key that stands within another key. `#` ends a line's key, so none may come before it. */
export function within(key: string): string {
  return shortened(key.replaceAll('#', '%23').replaceAll('/', '%2F'), 160);
}

/** What identifies a row: its codes, and a mark of the words that no code stands for. */
export function identity(
  codes: readonly (string | undefined)[],
  words: readonly (string | undefined)[],
): string {
  let text = '';
  for (const code of codes) if (code !== undefined) text += text === '' ? code : `.${code}`;
  if (text !== '') text = codePart(text);
  if (words.every((word) => word === undefined)) return text === '' ? '~' : text;
  return `${text}~${mark(words.map((word) => word ?? '').join('\n'))}`;
}
