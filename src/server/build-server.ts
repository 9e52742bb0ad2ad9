import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import Fastify, { type FastifyError, type FastifyInstance, LogController } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Hub } from '../db/types.ts';
import { HubError } from '../errors.ts';
import type { Audience } from '../viewer.ts';
import { newApollo } from './apollo.ts';
import { logError } from './error-log.ts';
import { errorBody } from './errors/answer.ts';
import { type ShownError, showError, statusOf } from './errors/shown.ts';
import { graphiqlRoutes } from './graphiql.ts';
import { graphqlRoute } from './graphql-route.ts';
import { securityHeaders } from './headers.ts';
import { healthRoutes, newReadiness, type Readiness } from './health.ts';
import { hostCheck } from './hosts.ts';
import { landingRoutes } from './landing.ts';
import { limitsOfAudience } from './limits/table.ts';
import { type Logger, newLogger } from './log.ts';
import { newMetrics } from './metrics.ts';
import { metricsRoute } from './metrics-route.ts';
import { sourceRoute } from './source-route.ts';
import { templateRoute } from './template-route.ts';

export interface ServerOptions {
  hub: Hub;
  /** One cut schema per audience. */
  schemas: Record<Audience, GraphQLSchema>;
  /** Local day of the hub's jurisdiction. */
  today: () => string;
  /** False switches the limits on queries off (`SUNLEDGER_LIMITS=0`, for measuring). */
  limits?: boolean | undefined;
  /** Address under which others reach this server; null: as each request names it. */
  publicUrl?: string | undefined;
  /** Host names answered besides `localhost` and addresses. */
  hosts?: readonly string[] | undefined;
  log?: Logger | undefined;
  /** Where the GraphiQL bundle lies; `dist/graphiql` unless said otherwise. */
  graphiqlFolder?: string | undefined;
}

export interface HubServer {
  app: FastifyInstance;
  readiness: Readiness;
  log: Logger;
  /** Stops taking requests, waits for those under way, stops both Apollo Servers. The hub stays open. */
  stop(): Promise<void>;
}

export const graphiqlBundle = fileURLToPath(new URL('../../dist/graphiql', import.meta.url));

/** Everything that answers over HTTP, not listening yet: `app.listen` or `app.inject`. */
export async function buildServer(options: ServerOptions): Promise<HubServer> {
  const { hub, limits = true, log = newLogger() } = options;
  const metrics = newMetrics(hub);
  const readiness = newReadiness(hub);
  const apollos = {
    public: newApollo({ audience: 'public', schema: options.schemas.public, limits, log, metrics }),
    internal: newApollo({ audience: 'internal', schema: options.schemas.internal, limits, log, metrics }),
  };
  await Promise.all([apollos.public.start(), apollos.internal.start()]);

  const app = Fastify({
    loggerInstance: log as never,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    trustProxy: false,
    bodyLimit: limitsOfAudience.internal.bodyBytes,
    requestTimeout: 10_000,
    keepAliveTimeout: 5_000,
    forceCloseConnections: 'idle',
    http: { headersTimeout: 5_000, connectionsCheckingInterval: 1_000, maxHeaderSize: 16 * 1024 },
    routerOptions: { maxParamLength: 200 },
  }) as unknown as FastifyInstance;

  securityHeaders(app, { https: options.publicUrl?.startsWith('https:') ?? false });
  const knowsHost = hostCheck(options.hosts ?? []);
  app.addHook('onRequest', async (request, reply) => {
    if (knowsHost(request.headers.host)) return;
    const named = request.headers.host ?? '';
    const shown = showError(
      new HubError('BAD_INPUT', `This server does not answer under the name "${named.slice(0, 100)}".`),
    );
    return reply.code(421).type('application/json; charset=utf-8').send(errorBody(shown, request.id));
  });

  // A kept connection would hold the stopping server open until it times out.
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (readiness.isDraining()) void reply.header('connection', 'close');
    done();
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { shown, status } = refusalOf(error);
    if (shown.ours) logError(log, metrics, request.id, error);
    else metrics.refusals.inc({ code: shown.code });
    if (status === 401) void reply.header('www-authenticate', 'Bearer realm="sunledger"');
    if (status === 503) void reply.header('retry-after', '1');
    void reply.code(status).type('application/json; charset=utf-8').send(errorBody(shown, request.id));
  });
  const methods = new Map([['/graphql', 'GET, POST, OPTIONS']]);
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0]!;
    const allow = methods.get(path);
    const error =
      allow === undefined
        ? new HubError('NOT_FOUND', `There is nothing at "${path.slice(0, 200)}": begin at "/".`)
        : new HubError('BAD_INPUT', `"${path}" does not take ${request.method}: expected one of ${allow}.`);
    if (allow !== undefined) void reply.header('allow', allow);
    void reply
      .code(allow === undefined ? 404 : 405)
      .type('application/json; charset=utf-8')
      .send(errorBody(showError(error), request.id));
  });

  healthRoutes(app, readiness);
  metricsRoute(app, hub, metrics);
  templateRoute(app);
  sourceRoute(app, hub);
  landingRoutes(app, hub, options.publicUrl?.replace(/\/$/, '') ?? null);
  await graphiqlRoutes(app, options.graphiqlFolder ?? graphiqlBundle);
  await app.register(graphqlRoute, { hub, apollos, limits, today: options.today });
  await app.ready();

  return {
    app,
    readiness,
    log,
    async stop() {
      readiness.drain();
      await app.close();
      await Promise.all([apollos.public.stop(), apollos.internal.stop()]);
    },
  };
}

/** What Fastify itself refuses (a body too large, no JSON, another media type) said in the hub's codes. */
function refusalOf(error: FastifyError): { shown: ShownError; status: number } {
  const own = showError(error);
  const status = typeof error.statusCode === 'number' ? error.statusCode : 500;
  if (error instanceof HubError) {
    const tooLarge = error.details.limit === 'bodyBytes';
    return { shown: own, status: tooLarge ? 413 : statusOf[own.code] };
  }
  if (!own.ours) return { shown: own, status: statusOf[own.code] };
  const words: Record<string, string> = {
    FST_ERR_CTP_INVALID_MEDIA_TYPE: 'The content type is not taken here: expected "application/json".',
    FST_ERR_CTP_EMPTY_JSON_BODY: 'The request body is empty: expected a JSON object with "query".',
    FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The request body is not as long as "content-length" says.',
  };
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    const allowed = limitsOfAudience.internal.bodyBytes;
    const message = `The request body is too large: allowed are ${limitsOfAudience.public.bodyBytes} bytes, with an internal token ${allowed}.`;
    return { shown: showError(new HubError('LIMIT_EXCEEDED', message, { limit: 'bodyBytes' })), status: 413 };
  }
  if (status >= 400 && status < 500) {
    const message = words[error.code] ?? 'The request cannot be read: expected a JSON object with "query".';
    return { shown: showError(new HubError('BAD_INPUT', message)), status };
  }
  return { shown: own, status: statusOf[own.code] };
}
