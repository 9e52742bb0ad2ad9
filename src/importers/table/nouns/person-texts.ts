import type { TableRecord } from '../types.ts';
import { builders } from './builders.ts';
import { shortestPersonNumber } from './context.ts';

/** Fields of words. Codes are not among them: long numbers are what codes are made of. */
const textFields: ReadonlySet<string> = new Set(
  [...builders.values()].flatMap(({ fields }) =>
    fields.filter(({ type }) => type === 'text').map(({ name }) => name),
  ),
);

/** Before anything is made of a row, its key among it: a short hash of a text would give a number in it away. */
export function withoutPersons({ fields, values }: TableRecord, clean: (text: string) => string): void {
  for (const name in fields) {
    const text = fields[name]!;
    if (text.length >= shortestPersonNumber && textFields.has(name)) fields[name] = clean(text);
  }
  for (const value of values) {
    if (value.text.length >= shortestPersonNumber && textFields.has(value.field))
      value.text = clean(value.text);
  }
}
