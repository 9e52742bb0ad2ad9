import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  graphql,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { schemaFor } from '../../schema/index.ts';
import { newReadLog } from '../../src/context.ts';
import type { Hub } from '../../src/db/types.ts';
import { publicViewer } from '../../src/viewer.ts';

const schema = schemaFor('public');

/** Nodes that have a walk of their own: elsewhere only what they say of themselves is asked. */
const roots = new Set(['Process', 'Contract', 'Supplier', 'Department', 'Dataset', 'Tombstone']);

// biome-ignore lint/suspicious/noExplicitAny: rows are what the schema says, and asked for by its own names.
export type Row = any;

interface Connection {
  totalCount: number;
  nodes: Row[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/**
 * Walks everything that the public is answered of one dataset, a hundred rows at a time and every inner list to its
 * end. `strings` are all texts of the answers; `off` names each list whose total is not the number of its rows.
 */
export class Walk {
  readonly strings = new Set<string>();
  readonly off: string[] = [];
  lists = 0;

  constructor(
    private readonly hub: Hub,
    private readonly dataset: string,
  ) {}

  /** All rows of a root list. */
  async root(name: string): Promise<Row[]> {
    const field = schema.getQueryType()!.getFields()[name]!;
    const type = nodeOf(field)!;
    const hasDataset = /dataset:/.test(String(whereOf(field)));
    const argument = hasDataset ? `, where: { dataset: ["${this.dataset}"] }` : '';
    const selection = `{ ${selectionOf(type, 3, true)} }`;
    const ask = (after: string | null) =>
      this.ask(
        `query ($after: String) { list: ${name}(first: 100, after: $after${argument}) ${page(selection)} }`,
        {
          after,
        },
      ).then((data) => data.list as Connection);
    return this.toEnd(name, await ask(null), ask);
  }

  private async toEnd(
    name: string,
    first: Connection,
    ask: (after: string | null) => Promise<Connection>,
  ): Promise<Row[]> {
    const rows = [...first.nodes];
    for (let last = first; last.pageInfo.hasNextPage; rows.push(...last.nodes))
      last = await ask(last.pageInfo.endCursor);
    this.lists += 1;
    if (first.totalCount !== rows.length || new Set(rows.map(({ key }) => key)).size !== rows.length)
      this.off.push(`${name}: ${first.totalCount} in all, ${rows.length} walked`);
    for (const row of rows) await this.within(row);
    return rows;
  }

  /** Walks the lists in an object to their ends; each becomes an array of its rows. */
  private async within(row: Row): Promise<void> {
    for (const [name, value] of Object.entries<Row>(row)) {
      if (value?.pageInfo) {
        const field = (schema.getType(row.__typename) as GraphQLObjectType).getFields()[name]!;
        const selection = `{ ${selectionOf(nodeOf(field)!, 2, false)} }`;
        const ask = (after: string | null) =>
          this.ask(
            `query ($id: ID!, $after: String) { node(id: $id) { ... on ${row.__typename} { ${name}(first: 100, after: $after) ${page(selection)} } } }`,
            { id: row.id, after },
          ).then((data) => data.node[name] as Connection);
        row[name] = await this.toEnd(`${row.__typename}.${name} of ${row.key}`, value, ask);
      } else if (Array.isArray(value)) for (const item of value) await this.within(item ?? {});
      else if (typeof value === 'object' && value !== null) await this.within(value);
    }
  }

  private async ask(source: string, variableValues: Record<string, unknown>): Promise<Row> {
    const contextValue = {
      hub: this.hub,
      viewer: publicViewer,
      requestId: 'test',
      today: '2026-06-01',
      reads: newReadLog(),
    };
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
    if (errors) throw errors[0];
    return JSON.parse(JSON.stringify(data), (_, value) => {
      if (typeof value === 'string') this.strings.add(value);
      return value;
    });
  }
}

const page = (selection: string) => `{ totalCount nodes ${selection} pageInfo { hasNextPage endCursor } }`;

const whereOf = (field: GraphQLField<unknown, unknown>) => {
  const where = field.args.find(({ name }) => name === 'where');
  const type = where && getNamedType(where.type);
  return type && 'getFields' in type ? Object.keys(type.getFields()).map((name) => `${name}:`) : '';
};

function nodeOf(field: GraphQLField<unknown, unknown>): GraphQLObjectType | null {
  const type = getNamedType(field.type);
  if (!isObjectType(type) || !type.name.endsWith('Connection')) return null;
  return getNamedType(type.getFields().nodes!.type) as GraphQLObjectType;
}

/** Every leaf of a type, and what hangs below it down to a depth; a root's own rows below another only by leaves. */
function selectionOf(type: GraphQLObjectType, depth: number, isRoot: boolean): string {
  const isClosed = depth <= 0 || (roots.has(type.name) && !isRoot);
  const parts = ['__typename'];
  for (const field of Object.values(type.getFields())) {
    const inner = getNamedType(field.type);
    // What has to be asked about something (which year, which book) says nothing of its own accord.
    if (field.args.some(isRequiredArgument)) continue;
    if (isLeafType(inner)) parts.push(field.name);
    if (!isObjectType(inner)) continue;
    const node = nodeOf(field);
    if (node && !isClosed)
      parts.push(`${field.name}(first: 100) ${page(`{ ${selectionOf(node, depth - 1, false)} }`)}`);
    else if (!node && !('id' in inner.getFields() && 'key' in inner.getFields()))
      parts.push(`${field.name} { ${selectionOf(inner, 0, false)} }`);
    // Sources of rows are walked where a process lists its releases.
    else if (!node && !isClosed && (isRoot || field.name !== 'releases'))
      parts.push(`${field.name} { ${selectionOf(inner, depth - 1, false)} }`);
  }
  return parts.join(' ');
}
