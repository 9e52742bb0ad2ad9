import { readFileSync } from 'node:fs';
import {
  findBreakingChanges,
  findDangerousChanges,
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  introspectionFromSchema,
  isObjectType,
  printSchema,
  specifiedDirectives,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { schemaFor } from '../schema/index.ts';
import { readRegister } from '../src/declare/register.ts';
import { type Declaration, declarationOf, type Read, type Visibility } from '../src/declare/types.ts';
import { assertDeclared, type Element, elementsOf } from '../src/declare/visibility.ts';

const elements = { public: elementsOf(schemaFor('public')), internal: elementsOf(schemaFor('internal')) };
const publicNames = new Set(elements.public.map(({ name }) => name));
const hidden = elements.internal.filter(({ name }) => !publicNames.has(name));

/** Last part of a name: `riskNote` of `ContractDetail.riskNote`, `include` of `Query.sums(include:)`. */
const wordOf = ({ name }: Element) => /([^.(]+?)(?::\))?$/.exec(name)![1]!;

describe('schemas of the two audiences', () => {
  test.each(['public', 'internal'] as const)('the committed SDL of the %s is what is built', (audience) => {
    const committed = readFileSync(new URL(`../schema/${audience}.graphql`, import.meta.url), 'utf8');

    expect(committed).toBe(`${printSchema(schemaFor(audience))}\n`);
  });

  test('the internal schema has everything of the public one, of the same type, in the same words, and more', () => {
    const internal = new Map(elements.internal.map((item) => [item.name, item]));
    const typeOf = (item: Element | undefined) =>
      item && 'type' in item.element ? String(item.element.type) : item?.kind;

    for (const item of elements.public) {
      expect(typeOf(internal.get(item.name)), item.name).toBe(typeOf(item));
      expect(internal.get(item.name)?.element.description, item.name).toBe(item.element.description);
    }
    expect(findBreakingChanges(schemaFor('public'), schemaFor('internal'))).toEqual([]);
    expect(hidden.length).toBeGreaterThan(100);
    // Enum values and optional arguments may come to the internal schema, nothing else that a client could trip over.
    const kinds = new Set(
      findDangerousChanges(schemaFor('public'), schemaFor('internal')).map(({ type }) => type),
    );
    expect([...kinds].every((kind) => kind === 'VALUE_ADDED_TO_ENUM' || kind === 'OPTIONAL_ARG_ADDED')).toBe(
      true,
    );
  });

  test('the public schema is what is declared public, and introspection of it names nothing else', () => {
    const declared = elements.internal.filter(
      ({ element }) => declarationOf(element)?.visibility === 'public',
    );
    expect(elements.public.map(({ name }) => name).sort()).toEqual(declared.map(({ name }) => name).sort());

    const names = new Set<string>();
    JSON.stringify(introspectionFromSchema(schemaFor('public')), (key, value) => {
      if (key === 'name' && typeof value === 'string') names.add(value);
      return value;
    });
    // GraphQL itself has a directive `include`.
    const publicWords = new Set([
      ...elements.public.map(wordOf),
      ...specifiedDirectives.map(({ name }) => name),
    ]);
    for (const item of hidden) {
      if (!publicWords.has(wordOf(item))) expect(names.has(wordOf(item)), item.name).toBe(false);
    }
  });

  test('no public description names an internal type, field, argument or value', () => {
    const publicWords = new Set(elements.public.map(wordOf));
    const words = new Set(hidden.map(wordOf).filter((word) => !publicWords.has(word)));
    const named = elements.public.flatMap(({ name, element }) => {
      const text = element.description!;
      // A plain English word (`detail`, `state`) names a field only where it is marked as code.
      const found = [...words].filter((word) =>
        /[a-z][A-Z]|_|^[A-Z]/.test(word)
          ? new RegExp(`\\b${word}\\b`).test(text)
          : text.includes(`\`${word}\``),
      );
      return found.map((word) => `${name}: ${word}`);
    });

    expect(named).toEqual([]);
  });

  test('every type and field is said in Chinese as well', () => {
    const silent = elements.internal
      .filter(
        ({ kind, element }) =>
          ['type', 'field'].includes(kind) && !/\p{Script=Han}/u.test(element.description!),
      )
      .map(({ name }) => name);

    expect(silent).toEqual([]);
  });

  test('two fields of an entity that read the same columns agree on who may see them', () => {
    for (const type of Object.values(schemaFor('internal').getTypeMap())) {
      if (!isObjectType(type) || !declarationOf(type)?.entity) continue;
      const seen = new Map<string, [field: string, isPublic: boolean]>();
      for (const field of Object.values(type.getFields())) {
        const { read, visibility } = declarationOf(field)!;
        for (const column of columnsShown(read!)) {
          const known = seen.get(column);
          if (known)
            expect([column, known[1]], `${type.name}.${field.name}`).toEqual([
              column,
              visibility === 'public',
            ]);
          seen.set(column, [field.name, visibility === 'public']);
        }
      }
    }
  });

  test('what the public reads or filters by stands in disclosed', () => {
    const places = [...readRegister(schemaFor('internal'))].flatMap(([table, columns]) =>
      [...columns].filter(([, audience]) => audience === 'public').map(() => table.split('.')[0]),
    );

    expect(new Set(places)).toEqual(new Set(['disclosed']));
    // The cut schema has the same declarations, so it reads exactly the public part.
    const cut = [...readRegister(schemaFor('public'))].map(([table, columns]) => [
      table,
      [...columns.keys()].sort(),
    ]);
    const part = [...readRegister(schemaFor('internal'))]
      .map(([table, columns]) => [
        table,
        [...columns]
          .filter(([, one]) => one === 'public')
          .map(([name]) => name)
          .sort(),
      ])
      .filter(([, columns]) => columns!.length > 0);
    expect(Object.fromEntries(cut)).toEqual(Object.fromEntries(part));
  });
});

function columnsShown(read: Read): string[] {
  switch (read.kind) {
    case 'column':
      return [read.column];
    case 'money':
      return [read.amount, read.currency];
    case 'label':
      return [read.original, read.zh, read.en];
    case 'embedded':
      return Object.values(read.members).map(({ column }) => column);
    default:
      return [];
  }
}

type Said = { description?: string; extensions?: { sunledger?: Declaration } };

/** A schema with one element of each kind; `say` gives each its words and its declaration. */
function smallSchema(say: (name: string) => Said): GraphQLSchema {
  const text = new GraphQLScalarType({ name: 'Text', ...say('Text') });
  const shape = new GraphQLInterfaceType({
    name: 'Shape',
    ...say('Shape'),
    fields: { size: { type: GraphQLString, ...say('Shape.size') } },
  });
  const thing = new GraphQLObjectType({
    name: 'Thing',
    ...say('Thing'),
    interfaces: [shape],
    fields: {
      size: { type: GraphQLString, ...say('Thing.size') },
      words: { type: text, ...say('Thing.words') },
    },
  });
  const either = new GraphQLUnionType({ name: 'Either', ...say('Either'), types: [thing] });
  const choice = new GraphQLEnumType({
    name: 'Choice',
    ...say('Choice'),
    values: { ONE: say('Choice.ONE') },
  });
  const filter = new GraphQLInputObjectType({
    name: 'Filter',
    ...say('Filter'),
    fields: { choice: { type: choice, ...say('Filter.choice') } },
  });
  const query = new GraphQLObjectType({
    name: 'Query',
    ...say('Query'),
    fields: {
      things: {
        type: either,
        args: { where: { type: filter, ...say('Query.things(where:)') } },
        ...say('Query.things'),
      },
    },
  });
  return new GraphQLSchema({ query });
}

const said = (visibility?: Visibility): Said => ({
  description: 'Words.',
  extensions: visibility ? { sunledger: { visibility } } : {},
});

describe('a schema is not built', () => {
  const names = elementsOf(smallSchema(() => said('public'))).map(({ name }) => name);

  test('the schema of these tests has every kind of element and of type', () => {
    expect(names.sort()).toEqual(
      [
        'Choice',
        'Choice.ONE',
        'Either',
        'Filter',
        'Filter.choice',
        'Query',
        'Query.things',
        'Query.things(where:)',
      ]
        .concat(['Shape', 'Shape.size', 'Text', 'Thing', 'Thing.size', 'Thing.words'])
        .sort(),
    );
    expect(() => assertDeclared(smallSchema(() => said('public')))).not.toThrow();
  });

  test.each(names)('when %s says nothing of who may see it, or why not, or what it is', (name) => {
    const build = (faulty: Said) => () =>
      assertDeclared(
        smallSchema((one) => (one === name ? faulty : said({ audience: 'internal', reason: 'Why.' }))),
      );

    expect(build(said())).toThrow(new Error(`The schema cannot be built:\n  ${name} declares no visibility`));
    expect(build(said({ audience: 'internal', reason: ' ' }))).toThrow(
      new Error(`The schema cannot be built:\n  ${name} is internal without a reason`),
    );
    expect(build({ ...said({ audience: 'internal', reason: 'Why.' }), description: ' ' })).toThrow(
      new Error(`The schema cannot be built:\n  ${name} has no description`),
    );
  });

  test('when something public belongs to what is internal, or leads to it', () => {
    const hiding = (...hiddenNames: string[]) =>
      smallSchema((name) =>
        said(hiddenNames.includes(name) ? { audience: 'internal', reason: 'Why.' } : 'public'),
      );
    const fault = (text: string) => new Error(`The schema cannot be built:\n  ${text}`);

    expect(() => assertDeclared(hiding('Text'))).toThrow(
      fault('Thing.words is public, but leads to Text, which is internal'),
    );
    expect(() => assertDeclared(hiding('Choice', 'Choice.ONE'))).toThrow(
      fault('Filter.choice is public, but leads to Choice, which is internal'),
    );
    expect(() => assertDeclared(hiding('Filter', 'Filter.choice'))).toThrow(
      fault('Query.things(where:) is public, but leads to Filter, which is internal'),
    );
    expect(() => assertDeclared(hiding('Shape'))).toThrow(
      fault('Shape.size is public, but Shape is internal'),
    );
  });
});
