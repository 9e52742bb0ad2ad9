import type { Place, Report } from '../types.ts';

/** PostgreSQL takes neither NUL nor lone surrogates; a driver would store U+FFFD for the latter. */
const UNSTORABLE = /\0|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text without what no database takes, each with a problem. U+FFFD that the publisher's own file holds is reported. */
export function cleanText(text: string, place: () => Place, report: Report): string {
  if (!/[\0\ud800-\udfff\ufffd]/.test(text)) return text;
  if (text.includes('\ufffd')) reportLostCharacter(text, place(), report);
  const cleaned = text.replace(UNSTORABLE, '');
  if (cleaned !== text) {
    const problem =
      'the cell holds NUL characters or halves of characters, which are no text; they are left out';
    report({ rule: 'bad-character', severity: 'warning', ...place(), value: cleaned.slice(0, 200), problem });
  }
  return cleaned;
}

export function reportLostCharacter(text: string, place: Place, report: Report): void {
  report({
    rule: 'lost-character',
    severity: 'warning',
    ...place,
    value: text.slice(0, 200),
    problem: 'the file itself holds U+FFFD, the mark for a character that was lost before it was published',
  });
}
