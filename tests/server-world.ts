import { buildSchema, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import type { HubContext } from '../src/context.ts';
import type { Hub } from '../src/db/types.ts';
import { buildServer, type HubServer, type ServerOptions } from '../src/server/build-server.ts';
import { newLogger } from '../src/server/log.ts';

/**
 * Two small schemas for what the server does whatever the domain: `broken(how:)` fails in a chosen way, `things`
 * is a connection of every shape that limits look at, `internalNote` stands for all that only one audience has.
 */
const common = `
  type Query {
    viewer: Viewer!
    things(first: Int, last: Int, after: String, where: ThingWhere, lang: Lang): ThingConnection!
    nodes(ids: [ID!]!): [Thing]!
    broken(how: String!): String
    now: String
    slow(milliseconds: Int!): String
    __INTERNAL__
  }
  enum Lang { ZH EN }
  input ThingWhere { title: String, and: [ThingWhere!], amounts: [Int!] }
  type Viewer { role: String!, name: String }
  type ThingConnection { edges: [ThingEdge!]!, nodes: [Thing!]!, pageInfo: PageInfo!, totalCount: Int }
  type ThingEdge { cursor: String!, node: Thing! }
  type PageInfo { hasNextPage: Boolean!, endCursor: String }
  type Thing {
    id: ID!
    title: String
    things(first: Int, where: ThingWhere): ThingConnection!
    parts: [Thing!]!
    whole: Thing
  }
`;

export type Breakage = (how: string, context: HubContext) => unknown;

function schemaWith(breakage: Breakage, isInternal: boolean): GraphQLSchema {
  const internalField = isInternal ? 'internalNote: String' : '';
  const mutation = isInternal ? 'type Mutation { touch: String }' : '';
  const schema = buildSchema(common.replace('__INTERNAL__', internalField) + mutation);
  const fields = schema.getQueryType()!.getFields();
  const resolve = (name: string, resolver: GraphQLFieldResolver<unknown, HubContext>) => {
    const field = fields[name];
    if (field !== undefined) field.resolve = resolver;
  };
  resolve('viewer', (_source, _args, { viewer }) => viewer);
  resolve('broken', (_source, args, context) => breakage(args.how, context));
  resolve('now', async (_source, _args, { hub, viewer, reads }) => {
    const text = 'SELECT 1 AS one';
    reads.statements.push(text);
    const { rows } = await hub.pool(viewer.login).query(text);
    return String(rows[0].one);
  });
  resolve('things', async (_source, _args, { hub, viewer, reads }) => {
    const text = 'SELECT 1';
    reads.statements.push(text);
    await hub.pool(viewer.login).query(text);
    return { edges: [], nodes: [], pageInfo: { hasNextPage: false }, totalCount: 0 };
  });
  resolve('nodes', () => []);
  resolve(
    'slow',
    (_source, args) => new Promise((done) => setTimeout(() => done('done'), args.milliseconds)),
  );
  resolve('internalNote', () => 'internal');
  const touch = schema.getMutationType()?.getFields().touch;
  if (touch !== undefined) touch.resolve = () => 'touched';
  return schema;
}

/** A server over the small schemas, silent unless told otherwise. */
export async function openSmallServer(
  hub: Hub,
  options: Partial<ServerOptions> & { breakage?: Breakage } = {},
): Promise<HubServer> {
  const { breakage = () => null, ...rest } = options;
  return buildServer({
    hub,
    schemas: { public: schemaWith(breakage, false), internal: schemaWith(breakage, true) },
    today: () => '2026-11-24',
    log: newLogger('silent'),
    ...rest,
  });
}

export interface Asked {
  query?: string | undefined;
  variables?: unknown;
  operationName?: string;
  token?: string | undefined;
  headers?: Record<string, string>;
  /** The body as text, where it must not be made from `query` and `variables`. */
  raw?: string;
}

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

/** Posts one operation to `/graphql`, as the public or with a token. */
export async function ask(server: HubServer, { token, headers, raw, ...payload }: Asked): Promise<Answer> {
  const response = await server.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      host: 'localhost',
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    payload: raw ?? JSON.stringify(payload),
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.body,
    body: response.body === '' ? null : JSON.parse(response.body),
  };
}
