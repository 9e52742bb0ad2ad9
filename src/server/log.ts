import { type Logger, pino } from 'pino';

export type { Logger };

/** Operators' log: JSON lines on standard error. Tokens never get into it; what was asked for by value neither. */
export function newLogger(level = process.env.SUNLEDGER_LOG_LEVEL ?? 'warn'): Logger {
  return pino(
    {
      name: 'sunledger',
      level,
      redact: ['req.headers.authorization', 'req.headers.cookie', 'headers.authorization'],
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
