import type { Code } from '../../errors.ts';

/** What a failure of the database means to whoever asked; null for one that is no such failure. */
export interface DatabaseFailure {
  code: Code;
  /** SQLSTATE or Prisma's code, for the log. */
  reason: string;
  /** A bug that opens or tears down a wall: someone has to look now. */
  alarm: boolean;
}

const bySqlState: Record<string, Code> = {
  '57014': 'TIMEOUT', // statement_timeout, or cancelled
  '25P03': 'TIMEOUT', // idle_in_transaction_session_timeout
  '25P04': 'TIMEOUT', // transaction_timeout
  '55P03': 'TIMEOUT', // lock_timeout
  '40001': 'CONFLICT', // serialization failure
  '40P01': 'CONFLICT', // deadlock
  '23505': 'CONFLICT', // unique violation; the constraint's name stays in the log
  '22021': 'BAD_INPUT', // a character that UTF-8 text cannot hold (NUL)
  '28000': 'UNAVAILABLE', // login refused
  '28P01': 'UNAVAILABLE',
  '3D000': 'UNAVAILABLE', // no such database
};

/** Connection lost (08), resources gone (53: connections, memory, disk), shutting down (57P). */
const unavailableClasses = /^(08|53|57P)/;

const byPrismaCode: Record<string, Code> = {
  P1000: 'UNAVAILABLE',
  P1001: 'UNAVAILABLE',
  P1002: 'UNAVAILABLE',
  P1008: 'TIMEOUT',
  P1017: 'UNAVAILABLE',
  P2002: 'CONFLICT',
  P2020: 'BAD_INPUT',
  P2024: 'UNAVAILABLE',
  P2025: 'NOT_FOUND',
  P2028: 'TIMEOUT',
  P2034: 'CONFLICT',
};

const bySystemCode = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'EHOSTUNREACH',
  'ENOTFOUND',
]);

/** pg and its pool throw these as plain errors without a code. */
const lostConnection =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Cannot use a pool after calling end)/;

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/**
 * Reads an error of pg or Prisma. A missing grant (42501) is INTERNAL and not FORBIDDEN: FORBIDDEN would tell the
 * public that something is there, and no query of ours may ever reach a wall; it raises the alarm instead.
 */
export function readDatabaseError(error: unknown): DatabaseFailure | null {
  const prismaCause = property(property(property(error, 'meta'), 'driverAdapterError'), 'cause');
  const state =
    property(prismaCause, 'originalCode') ?? property(prismaCause, 'code') ?? property(error, 'code');
  if (typeof state === 'string') {
    if (/^P\d{4}$/.test(state)) {
      const code = byPrismaCode[state];
      return code === undefined ? null : { code, reason: state, alarm: false };
    }
    if (state === '42501') return { code: 'INTERNAL', reason: state, alarm: true };
    const code = bySqlState[state] ?? (unavailableClasses.test(state) ? 'UNAVAILABLE' : undefined);
    if (code !== undefined) return { code, reason: state, alarm: false };
    if (bySystemCode.has(state)) return { code: 'UNAVAILABLE', reason: state, alarm: false };
  }
  const message = property(error, 'message');
  if (typeof message === 'string' && lostConnection.test(message)) {
    return { code: 'UNAVAILABLE', reason: 'connection', alarm: false };
  }
  return null;
}
