/** RFC 3339 date-time as the standard wants it: date, time and offset. */
const DATE_TIME =
  /^[0-9]{4}-(?:0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)(?:\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])$/;

/** RFC 3986 with a scheme. */
const URI = /^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*$/;

export function isDateTime(text: string): boolean {
  const match = DATE_TIME.exec(text);
  if (!match) return false;
  if (Number(match[1]) <= 28) return true;
  const days = new Date(Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0)).getUTCDate();
  return Number(match[1]) <= days;
}

/** What is wrong with a date-time, in words. */
export function dateTimeTrouble(text: string): string {
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return 'a date without time and offset';
  if (/^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+$/.test(text)) return 'a date and time without offset';
  return 'no date-time of RFC 3339';
}

export function isUri(text: string): boolean {
  return URI.test(text);
}

/** Decimal places of a number's text, trailing zeros aside: 12.50 has one, 1.5e-3 has four. */
export function decimalPlaces(number: string): number {
  const [digits, exponent] = number.toLowerCase().split('e') as [string, string | undefined];
  const fraction = (digits.split('.')[1] ?? '').replace(/0+$/, '');
  return Math.max(0, fraction.length - Number(exponent ?? 0));
}
