import type { FastifyInstance } from 'fastify';
import type { Hub } from '../db/types.ts';

/** Whether the hub can answer now; `drain` makes it say no before the server stops. */
export interface Readiness {
  check(): Promise<{ ready: boolean; reason?: string }>;
  drain(): void;
  isDraining(): boolean;
  /** When anyone last asked, in milliseconds since the epoch; 0 for never. */
  lastAsked(): number;
}

/** One ping of the public login a second at most, however often and by however many it is asked. */
export function newReadiness(hub: Hub, now: () => number = Date.now): Readiness {
  let draining = false;
  let asked = 0;
  let pinged = Number.NEGATIVE_INFINITY;
  let ping: Promise<boolean> = Promise.resolve(false);
  return {
    async check() {
      asked = now();
      if (draining) return { ready: false, reason: 'The hub is stopping.' };
      if (now() - pinged >= 1000) {
        pinged = now();
        ping = hub
          .pool('public')
          .query('SELECT 1')
          .then(
            () => true,
            () => false,
          );
      }
      return (await ping) ? { ready: true } : { ready: false, reason: 'The database does not answer.' };
    },
    drain() {
      draining = true;
    },
    isDraining: () => draining,
    lastAsked: () => asked,
  };
}

/** `/healthz`: the process lives, whatever the database does. `/readyz`: it can answer. */
export function healthRoutes(app: FastifyInstance, readiness: Readiness): void {
  app.get('/healthz', async (_request, reply) => {
    void reply.header('cache-control', 'no-store');
    return { alive: true };
  });
  app.get('/readyz', async (_request, reply) => {
    const state = await readiness.check();
    void reply.header('cache-control', 'no-store').code(state.ready ? 200 : 503);
    return state;
  });
}
