import { readdirSync, readFileSync } from 'node:fs';

/** A table as prisma/schema states it. */
export interface ModelTable {
  schema: 'disclosed' | 'internal' | 'sealed' | 'hub';
  table: string;
  columns: string[];
}

const folder = new URL('../../prisma/schema/', import.meta.url);

/**
 * Every table of prisma/schema with its columns, ordered by schema and name; version twins are not models.
 *
 * Only what we write there is understood: one field a line, `@map`, `@@map`, `@@schema`, no relations.
 */
export function readModels(): ModelTable[] {
  const text = readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'))
    .join('\n');
  const models = [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name, body]) =>
    readModel(name!, body!),
  );
  return models.sort((a, b) => compare(a.schema, b.schema) || compare(a.table, b.table));
}

function readModel(name: string, body: string): ModelTable {
  const schema = /@@schema\("(\w+)"\)/.exec(body)?.[1];
  if (schema !== 'disclosed' && schema !== 'internal' && schema !== 'sealed' && schema !== 'hub') {
    throw new Error(
      `Model "${name}" stands in schema "${schema}": expected disclosed, internal, sealed or hub`,
    );
  }
  const columns = [...body.matchAll(/^ +(\w+) +\w.*$/gm)].map(
    ([line, field]) => /@map\("(\w+)"\)/.exec(line)?.[1] ?? field!,
  );
  return { schema, table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name, columns };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
