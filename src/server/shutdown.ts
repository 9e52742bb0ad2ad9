import type { Readiness } from './health.ts';
import type { Logger } from './log.ts';

export interface ShutdownParts {
  readiness: Readiness;
  /** Stops taking requests and waits for those under way. */
  stopServer: () => Promise<void>;
  /** Pools, and the embedded database with its last user. */
  closeHub: () => Promise<void>;
  log: Logger;
  /** Printed for the person at the terminal. */
  say: (line: string) => void;
  exit: (code: number) => void;
  now?: () => number;
}

/** How long a balancer gets to see that `/readyz` says no, if one has asked lately. */
const noticeMilliseconds = 2_000;
const watchedMilliseconds = 30_000;
/** After this, requests under way are given up. */
const hardStopMilliseconds = 10_000;

/**
 * What SIGTERM and Ctrl-C do: readiness off, requests under way finished, pools and database closed, exit 0. Nobody
 * who stops a laptop's hub waits for a balancer: the pause is made only where someone watches `/readyz`. A second
 * signal exits at once, with 1.
 */
export function shutdownHandler(parts: ShutdownParts): (signal: string) => void {
  const now = parts.now ?? Date.now;
  let stopping = false;
  return (signal) => {
    if (stopping) {
      parts.say(`${signal} again: leaving at once.`);
      parts.exit(1);
      return;
    }
    stopping = true;
    parts.say(`${signal}: finishing what is under way (again to leave at once).`);
    void stop();
  };

  async function stop(): Promise<void> {
    const watched = now() - parts.readiness.lastAsked() < watchedMilliseconds;
    parts.readiness.drain();
    if (watched) await pause(noticeMilliseconds);
    const overdue = setTimeout(() => {
      parts.log.error('requests still under way after the time for stopping; leaving without them');
      void parts.closeHub().finally(() => parts.exit(1));
    }, hardStopMilliseconds);
    try {
      await parts.stopServer();
      await parts.closeHub();
      clearTimeout(overdue);
      parts.exit(0);
    } catch (error) {
      clearTimeout(overdue);
      parts.log.error({ err: error }, 'stopping failed');
      parts.exit(1);
    }
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Routes both signals of this process to the handler. */
export function onSignals(handler: (signal: string) => void): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => handler(signal));
}
