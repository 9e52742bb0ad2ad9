import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Hub } from '../db/types.ts';
import type { Metrics } from './metrics.ts';
import { viewerOfHeader } from './tokens.ts';

/**
 * `/metrics` for this machine itself or a token of the role ADMIN; to everyone else there is no such page. A
 * reverse proxy on this machine also connects from loopback, so what it forwards does not count as local.
 */
export function metricsRoute(app: FastifyInstance, hub: Hub, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.requests.inc({ route, method: request.method, status: reply.statusCode });
  });
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request) && !(await isAdmin(hub, request))) return reply.callNotFound();
    void reply.header('cache-control', 'private, no-store').type(metrics.registry.contentType);
    return metrics.registry.metrics();
  });
}

function isLocal(request: FastifyRequest): boolean {
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some(
    (name) => name in request.headers,
  );
  return !forwarded && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '');
}

async function isAdmin(hub: Hub, request: FastifyRequest): Promise<boolean> {
  try {
    return (await viewerOfHeader(hub.secret, request.headers.authorization))?.role === 'ADMIN';
  } catch {
    return false;
  }
}
