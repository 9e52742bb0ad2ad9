import type { FastifyInstance } from 'fastify';

/** For whatever is no page: nothing may be loaded, run or framed. */
const closedPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Headers of every answer. Pages bring their own Content-Security-Policy; all else gets the closed one. */
export function securityHeaders(app: FastifyInstance, options: { https: boolean }): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({
      'x-request-id': request.id,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'content-security-policy': closedPolicy,
      'cross-origin-opener-policy': 'same-origin',
      // Set for `*` readers of /graphql too: CORS, not this header, says who may read an answer through fetch.
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      ...(options.https ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    });
  });
}
