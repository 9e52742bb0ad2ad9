import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type Hub, loginNames } from '../db/types.ts';

export interface Metrics {
  registry: Registry;
  requests: Counter<'route' | 'method' | 'status'>;
  operations: Histogram<'audience' | 'outcome'>;
  statements: Counter<'audience'>;
  refusals: Counter<'code'>;
  failures: Counter<'code'>;
  alarms: Counter;
}

/** A registry of its own per server, so that two hubs in one process do not count into each other. */
export function newMetrics(hub: Hub): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Asking for a pool makes it (without a connection); these are the ones that requests read through.
  const usedLogins = loginNames.filter((login) => ['public', 'internal', 'officer', 'log'].includes(login));
  collectDefaultMetrics({ register: registry, prefix: 'sunledger_' });
  new Gauge({
    name: 'sunledger_pool_connections',
    help: 'Database connections by login and state; logins that were used.',
    labelNames: ['login', 'state'],
    registers,
    collect() {
      for (const login of usedLogins) {
        const pool = hub.pool(login);
        this.set({ login, state: 'idle' }, pool.idleCount);
        this.set({ login, state: 'busy' }, pool.totalCount - pool.idleCount);
        this.set({ login, state: 'waiting' }, pool.waitingCount);
      }
    },
  });
  return {
    registry,
    requests: new Counter({
      name: 'sunledger_http_requests_total',
      help: 'HTTP requests by route, method and status.',
      labelNames: ['route', 'method', 'status'],
      registers,
    }),
    operations: new Histogram({
      name: 'sunledger_operation_seconds',
      help: 'GraphQL operations by audience and outcome.',
      labelNames: ['audience', 'outcome'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    statements: new Counter({
      name: 'sunledger_sql_statements_total',
      help: 'SELECT statements that answered GraphQL operations.',
      labelNames: ['audience'],
      registers,
    }),
    refusals: new Counter({
      name: 'sunledger_errors_total',
      help: 'Errors in answers, by code.',
      labelNames: ['code'],
      registers,
    }),
    failures: new Counter({
      name: 'sunledger_failures_total',
      help: 'Errors that were our fault or our database, by code.',
      labelNames: ['code'],
      registers,
    }),
    alarms: new Counter({
      name: 'sunledger_alarms_total',
      help: 'Reads that a database login refused: each one is a bug.',
      registers,
    }),
  };
}
