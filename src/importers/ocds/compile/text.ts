/** In every Node that the hub runs on; TypeScript's ES2023 does not know it yet. */
interface WellFormed {
  isWellFormed(): boolean;
}

const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function isWellFormed(text: string): boolean {
  return (text as unknown as WellFormed).isWellFormed();
}

export function withoutLoneSurrogates(text: string): string {
  return text.replace(loneSurrogate, '');
}

/** A text that PostgreSQL stores: without NUL characters and halves of characters. */
export function storable(text: string): string {
  const whole = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return isWellFormed(whole) ? whole : withoutLoneSurrogates(whole);
}
