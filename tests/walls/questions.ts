import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { declarationOf, type Filter } from '../../src/declare/types.ts';
import { entitiesOf } from '../../src/reader/source.ts';
import type { Random } from './random.ts';

export interface QuestionSources {
  /** Values that a column holds, by `disclosed.contract.title`: filters are made near the data. */
  values: ReadonlyMap<string, readonly unknown[]>;
  /** Global ids, of rows that are there and not. */
  ids: readonly string[];
  /** Instants to ask about the past with; none: the past is not asked. */
  moments: readonly string[];
  /** Fields not asked, as `Type.field`. */
  without?: ReadonlySet<string>;
}

/** Makes valid queries over a schema, seeded: selections, fragments, directives, aliases, filters, orders, pages. */
export class Questions {
  #names = 0;
  #fragments: string[] = [];

  constructor(
    readonly schema: GraphQLSchema,
    readonly random: Random,
    readonly sources: QuestionSources,
  ) {}

  /** A valid query; what happens to be none (two types give one name different types) is not asked. */
  next(): string {
    for (;;) {
      const text = this.#document();
      if (validate(this.schema, parse(text)).length === 0) return text;
    }
  }

  #document(): string {
    this.#names = 0;
    this.#fragments = [];
    const query = this.schema.getQueryType()!;
    const roots = Object.values(query.getFields()).filter(
      (field) => declarationOf(field)?.read && !this.sources.without?.has(`Query.${field.name}`),
    );
    const count = this.random.chance(0.8) ? 1 : 2;
    const body = Array.from({ length: count }, () => this.#field(this.random.pick(roots), 4)).join(' ');
    return [`{ ${body} }`, ...this.#fragments].join('\n');
  }

  #name(prefix: string): string {
    this.#names += 1;
    return `${prefix}${this.#names}`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const args = field.args.length > 0 ? this.#arguments(field) : '';
    // Two occurrences of one response key must have the same arguments: what takes any gets a name of its own.
    const alias = field.args.length > 0 || this.random.chance(0.1) ? `${this.#name('a')}: ` : '';
    const type = getNamedType(field.type);
    const head = `${alias}${field.name}${args}${this.#directive()}`;
    if (!isCompositeType(type)) return head;
    const selection = () => `{ ${this.#selection(type, depth - 1)} }`;
    // The same field twice, with other fields below: the answer holds both.
    const again = this.random.chance(0.1) ? ` ${alias}${field.name}${args} ${selection()}` : '';
    return `${head} ${selection()}${again}`;
  }

  #directive(): string {
    if (this.random.chance(0.95)) return '';
    return ` @${this.random.pick(['skip', 'include'])}(if: ${this.random.pick(['true', 'false'])})`;
  }

  #selection(type: GraphQLNamedType, depth: number): string {
    const { random } = this;
    if (isInterfaceType(type)) {
      const types = this.schema.getPossibleTypes(type);
      const parts = random
        .some(types, 3)
        .map((one) => `... on ${one.name} { ${this.#selection(one, depth)} }`);
      return ['__typename', 'id', ...parts].join(' ');
    }
    if (!isObjectType(type)) throw new Error(`No selection on ${type.name}`);
    const fields = Object.values(type.getFields()).filter(
      (field) =>
        (depth > 0 || !isCompositeType(getNamedType(field.type))) &&
        !this.sources.without?.has(`${type.name}.${field.name}`),
    );
    // A connection has no leaf but its count.
    const isPage = type.name.endsWith('Connection') || type.name.endsWith('Edge');
    const wanted = isPage ? random.some(fields, 3) : random.some(fields, 4);
    const parts = wanted.map((field) => this.#field(field, isPage ? depth + 0.5 : depth));
    if (random.chance(0.1)) parts.push('__typename');
    if (parts.length === 0) parts.push('__typename');
    const text = parts.join(' ');
    if (random.chance(0.1)) return `... on ${type.name}${this.#directive()} { ${text} }`;
    if (random.chance(0.1)) {
      const name = this.#name('F');
      this.#fragments.push(`fragment ${name} on ${type.name} { ${text} }`);
      return `...${name}${this.#directive()} ...${name}`;
    }
    return text;
  }

  #arguments(field: GraphQLField<unknown, unknown>): string {
    const { random, sources } = this;
    const read = declarationOf(field)?.read;
    const given: string[] = [];
    const argument = (name: string): GraphQLArgument | undefined =>
      field.args.find((one) => one.name === name);
    if (argument('recordedAsOf') && sources.moments.length > 0 && random.chance(0.2))
      given.push(`recordedAsOf: "${random.pick(sources.moments)}"`);
    if (argument('lang') && random.chance(0.5)) given.push(`lang: ${random.pick(['ZH', 'EN', 'null'])}`);
    if (read?.kind === 'node') given.push(`id: ${JSON.stringify(random.pick(sources.ids))}`);
    if (read?.kind === 'nodes') given.push(`ids: ${JSON.stringify(random.some(sources.ids, 4))}`);
    if (read?.kind === 'one') {
      const names = random.pick(read.alternatives);
      const { schema, table } = entitiesOf(this.schema).byName.get(read.target)!;
      for (const name of names) {
        const column = read.by[name] === 'id' ? 'key' : read.by[name]!;
        const value = String(this.#value(`${schema}.${table}.${column}`) ?? 'none');
        given.push(`${name}: ${JSON.stringify(read.by[name] === 'id' ? `${read.target}:${value}` : value)}`);
      }
    }
    if (read?.kind === 'computed') {
      for (const { name, type } of field.args) {
        const named = getNamedType(type);
        if (isEnumType(named)) given.push(`${name}: ${random.pick(named.getValues()).name}`);
        else if (named.name === 'Int') given.push(`${name}: ${2024 + random.below(2)}`);
      }
    }
    if (read?.kind === 'totals') given.push(...this.#totalsArguments(field, read.money));
    if (read?.kind === 'connection') given.push(...this.#pageArguments(field, read.target));
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  /** One of each enum that must be given; groups, a filter and an order now and then. */
  #totalsArguments(field: GraphQLField<unknown, unknown>, money: 'budget' | 'payment'): string[] {
    const { random } = this;
    const given: string[] = [];
    const grouped: string[] = [];
    for (const { name, type } of field.args) {
      const named = getNamedType(type);
      if (name === 'groupBy' && isEnumType(named)) {
        grouped.push(...new Set(random.some(named.getValues(), 2).map((value) => value.name)));
        given.push(`groupBy: [${grouped.join(', ')}]`);
      } else if (name === 'where' && isInputObjectType(named) && random.chance(0.5)) {
        const table = money === 'budget' ? 'budget_line' : 'payment';
        given.push(`where: ${this.#filter(named, `disclosed.${table}`)}`);
      } else if (name === 'orderBy' && random.chance(0.3)) {
        given.push(`orderBy: { field: AMOUNT, currency: "CNY", direction: ${random.pick(['ASC', 'DESC'])} }`);
      } else if (name === 'first' && random.chance(0.5)) given.push(`first: ${random.pick([0, 1, 2, 5])}`);
      else if (isEnumType(named) && isNonNullType(type))
        given.push(`${name}: ${random.pick(named.getValues()).name}`);
    }
    if (grouped.includes('FUNCTION') && random.chance(0.7))
      given.push(`functionLevel: ${1 + random.below(3)}`);
    return given;
  }

  #pageArguments(field: GraphQLField<unknown, unknown>, target: string): string[] {
    const { random } = this;
    const entity = entitiesOf(this.schema).byName.get(target)!;
    const given: string[] = [];
    if (random.chance(0.7)) given.push(`first: ${random.pick([0, 1, 2, 3, 5, 100])}`);
    const whereType = getNamedType(field.args.find(({ name }) => name === 'where')!.type);
    const where =
      isInputObjectType(whereType) && random.chance(0.5)
        ? this.#filter(whereType, `${entity.schema}.${entity.table}`)
        : null;
    // An order by amount needs a filter that names its currency.
    const orders = Object.entries(entity.orders).filter(
      ([, { currency, filter }]) =>
        !currency || new RegExp(`^\\{ (.*, )?${filter}: \\{ cur`).test(where ?? ''),
    );
    if (random.chance(0.5))
      given.push(`orderBy: { field: ${random.pick(orders)[0]}, direction: ${random.pick(['ASC', 'DESC'])} }`);
    if (where) given.push(`where: ${where}`);
    return given;
  }

  #filter(type: GraphQLInputObjectType, table: string): string {
    const parts = this.random
      .some(Object.values(type.getFields()), 2)
      .filter((field, index, all) => all.indexOf(field) === index)
      .map((field) => {
        const filter = declarationOf(field)!.filter!;
        return `${field.name}: ${this.#condition(filter, field.type, table)}`;
      });
    return `{ ${parts.join(', ')} }`;
  }

  #condition(filter: Filter, type: GraphQLInputType, table: string): string {
    const { random } = this;
    const nested = getNamedType(type);
    const text = (column: string) => JSON.stringify(String(this.#value(`${table}.${column}`) ?? 'nothing'));
    switch (filter.kind) {
      case 'in':
      case 'overlaps': {
        const list = Array.from({ length: random.below(3) }, () =>
          isEnumType(nested) ? random.pick(nested.getValues()).name : text(filter.column),
        );
        return `[${list.join(', ')}]`;
      }
      case 'range': {
        if (filter.type === 'integer') {
          const known = this.#value(`${table}.${filter.column}`) ?? 1;
          return random.pick([`{ in: [${known}, 2] }`, `{ from: ${known} }`, `{ to: ${known} }`, '{}']);
        }
        const [one, other] = [text(filter.column), text(filter.column)]
          .filter((each) => each !== '"nothing"')
          .sort();
        if (!one || !other) return '{}';
        return random.pick([`{ from: ${one} }`, `{ to: ${other} }`, `{ from: ${one}, to: ${other} }`]);
      }
      case 'code': {
        const known = text(filter.column);
        const start = JSON.stringify(JSON.parse(known).slice(0, 1 + random.below(4)));
        return random.pick([
          `{ in: [${known}, "x"] }`,
          `{ startsWith: ${start} }`,
          '{ isNull: true }',
          `{ startsWith: ${start}, isNull: false }`,
        ]);
      }
      case 'money': {
        const value = this.#value(`${table}.${filter.amount}`) ?? '1000';
        return `{ currency: "${random.pick(['CNY', 'USD'])}", ${random.pick(['min', 'max'])}: "${value}" }`;
      }
      case 'words':
        return JSON.stringify(String(this.#value(`${table}.${filter.columns[0]}`) ?? 'road').slice(0, 8));
      case 'under':
        return JSON.stringify(String(this.#value(`disclosed.${filter.tree.toLowerCase()}.key`) ?? 'none'));
      case 'isNull':
        return random.pick(['true', 'false']);
      case 'dataset':
        return JSON.stringify(random.some(this.sources.values.get('disclosed.dataset.key') ?? [], 2));
      case 'exists': {
        const { schema, table: other } = entitiesOf(this.schema).byName.get(filter.target)!;
        return isInputObjectType(nested) ? this.#filter(nested, `${schema}.${other}`) : '{}';
      }
    }
  }

  #value(place: string): unknown {
    const values = this.sources.values.get(place) ?? [];
    const value = values.length > 0 ? this.random.pick(values) : null;
    return Array.isArray(value) ? (value[0] ?? null) : value;
  }
}
