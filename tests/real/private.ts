import { isObject, type Plain, type PlainObject, textOf } from './plain-json.ts';

/** Members whose text the hub shows: what stands there too is public by its publisher's own hand. */
const shown =
  /^(title|description|rationale|name|legalName|url|uri|source|project|locality|region|countryName|.+(Criteria|Details|Rationale))$/;
const hidden: Record<string, readonly string[]> = {
  contactPoint: ['email', 'telephone', 'faxNumber'],
  address: ['streetAddress'],
};
const shortest = 6;

export interface PrivateValues {
  values: string[];
  /** Too short to be told from anything else. */
  short: number;
  /** In a title, description or name of the same source as well. */
  shown: number;
}

/** E-mail addresses, telephone and fax numbers and street addresses of a source, and how many cannot be looked for. */
export function privateValues(documents: readonly PlainObject[]): PrivateValues {
  const all = new Set<string>();
  const texts = new Set<string>();
  const visit = (value: Plain | undefined, member: string, isContact: boolean): void => {
    if (Array.isArray(value)) for (const item of value) visit(item, member, isContact);
    else if (isObject(value)) {
      for (const name of hidden[member] ?? []) {
        const text = textOf(value[name]);
        if (text !== undefined) all.add(text);
      }
      for (const [name, inner] of Object.entries(value))
        visit(inner, name, isContact || member === 'contactPoint');
    } else if (typeof value === 'string' && !isContact && shown.test(member)) texts.add(value);
  };
  for (const document of documents) visit(document, '', false);
  const long = [...all].filter((text) => text.length >= shortest);
  const text = [...texts].join('\n');
  const values = long.filter((one) => !text.includes(one));
  return { values, short: all.size - long.length, shown: long.length - values.length };
}
