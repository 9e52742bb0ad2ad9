import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type HubContext, newReadLog } from '../context.ts';
import type { Hub } from '../db/types.ts';
import { HubError } from '../errors.ts';
import { type Audience, publicViewer, type Viewer } from '../viewer.ts';
import { refusal } from './limits/refusal.ts';
import { limitsOf } from './limits/table.ts';
import { viewerOfHeader } from './tokens.ts';

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer;
  }
}

export interface GraphQLRouteOptions {
  hub: Hub;
  apollos: Record<Audience, ApolloServer<HubContext>>;
  limits: boolean;
  today: () => string;
}

/**
 * `/graphql` for both audiences. The Authorization header alone says who asks; it is read before the body, and the
 * verified role picks the schema and the database login together.
 *
 * Pages of other origins may ask as the public. They may not send a token: the preflight does not allow the header.
 */
export async function graphqlRoute(app: FastifyInstance, options: GraphQLRouteOptions): Promise<void> {
  app.decorateRequest('viewer', null as unknown as Viewer);
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers.authorization !== undefined) {
      void reply.header('cache-control', 'private, no-store').header('vary', 'Authorization');
    }
    request.viewer =
      request.method === 'OPTIONS'
        ? publicViewer
        : ((await viewerOfHeader(options.hub.secret, request.headers.authorization)) ?? publicViewer);
  });
  await app.register(cors, {
    delegator: (request, done) =>
      done(null, {
        origin: request.headers.authorization === undefined ? '*' : false,
        methods: ['GET', 'POST'],
        allowedHeaders: ['content-type', 'accept', 'x-apollo-operation-name', 'apollo-require-preflight'],
        exposedHeaders: ['x-request-id', 'retry-after'],
        maxAge: 86_400,
      }),
  });
  readBodies(app, options.limits);

  const context = async (request: FastifyRequest): Promise<HubContext> => ({
    hub: options.hub,
    viewer: request.viewer,
    requestId: request.id,
    today: options.today(),
    reads: newReadLog(),
  });
  const handlers = {
    public: fastifyApolloHandler(options.apollos.public, { context }),
    internal: fastifyApolloHandler(options.apollos.internal, { context }),
  };

  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    exposeHeadRoute: false,
    async handler(request, reply) {
      if (request.headers.authorization === undefined) void reply.header('cache-control', 'no-store');
      const answer = handlers[request.viewer.audience].call(app, request, reply) as Promise<unknown>;
      return options.limits ? inTime(answer, limitsOf(request.viewer).answerTime) : answer;
    },
  });
}

/** JSON bodies, the size measured against the viewer's own limit; the route's `bodyLimit` is the larger one. */
function readBodies(app: FastifyInstance, limited: boolean): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = String(body);
    const size = Buffer.byteLength(text);
    const allowed = limitsOf(request.viewer).bodyBytes;
    if (limited && size > allowed) {
      done(refusal('bodyBytes', size, allowed));
      return;
    }
    parse(request, text, done);
  });
}

/** The database stops a slow statement by itself; this stops waiting for an answer made of many quick ones. */
async function inTime<T>(answer: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(
        new HubError(
          'TIMEOUT',
          `The answer took longer than ${milliseconds} ms and was given up: ask for less, or narrow "where".`,
        ),
      );
    }, milliseconds);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
