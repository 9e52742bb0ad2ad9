import { HubError } from '../errors.ts';

/** Refuses text that the database cannot hold: it would fail there, or be changed without a word. */
export function checkText(value: string, path: string): void {
  const fault = value.includes('\0')
    ? 'a NUL character'
    : /\p{Surrogate}/u.test(value)
      ? 'half of a character (a lone surrogate)'
      : null;
  if (fault)
    throw new HubError('BAD_INPUT', `Argument "${path}" holds ${fault}, which no text of the hub has.`);
}

/** Whether a text that looks like `YYYY-MM-DD…` names a day that there is. */
export function isRealDay(text: string): boolean {
  const day = text.slice(0, 10);
  const instant = new Date(`${day}T00:00:00Z`);
  return day >= '0001' && !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day);
}
