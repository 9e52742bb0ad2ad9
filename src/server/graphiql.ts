import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * Everything from this origin and nothing evaluated. Monaco makes `<style>` elements at run time (they carry the
 * nonce) and sets positions in style attributes, which is the one inline thing allowed.
 */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "font-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** `/graphiql`: the query editor as `npm run build:graphiql` bundled it. Without a bundle, a page that says so. */
export async function graphiqlRoutes(app: FastifyInstance, folder: string): Promise<void> {
  const file = join(folder, 'index.html');
  if (!existsSync(file)) {
    app.get('/graphiql', async (_request, reply) => {
      void reply.code(503).type('text/plain; charset=utf-8');
      return 'GraphiQL is not built here: run "npm run build:graphiql", then start again. /graphql works without it.\n';
    });
    return;
  }
  const template = readFileSync(file, 'utf8');
  app.get('/graphiql', async (_request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    void reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', policy(nonce));
    return template.replaceAll('__NONCE__', nonce);
  });
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/graphiql/assets/',
    decorateReply: false,
    preCompressed: true,
    index: false,
    // Names carry a hash of the content.
    immutable: true,
    maxAge: '365d',
    // A worker's own policy is the one of its script.
    setHeaders(reply) {
      reply.setHeader('content-security-policy', "default-src 'none'; connect-src 'self'; script-src 'self'");
    },
  });
}
