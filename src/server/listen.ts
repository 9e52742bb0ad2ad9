import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { HubError } from '../errors.ts';

export const defaultPort = 4000;

/** How many ports after the default one are tried when it is taken. */
const triedPorts = 20;

export interface Listening {
  /** `http://127.0.0.1:4000`, as a person on this machine opens it. */
  address: string;
  port: number;
  /** Said where the port is another one than usual. */
  note: string | null;
}

/** A port as written in `PORT` or `--port`; null where nothing was written. Throws BAD_INPUT. */
export function readPort(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new HubError(
      'BAD_INPUT',
      `"${text}" is no port: expected a number from 0 (any free one) to 65535.`,
    );
  }
  return Number(text);
}

/**
 * Listens on the port that was asked for, or on the first free one from the default on. A port that was asked for
 * and is taken is an error: someone relies on that number. Throws UNAVAILABLE or BAD_INPUT.
 */
export async function listen(app: FastifyInstance, host: string, port: number | null): Promise<Listening> {
  const first = port ?? defaultPort;
  const last = port === null ? first + triedPorts : first;
  for (let candidate = first; candidate <= last; candidate++) {
    try {
      await app.listen({ host, port: candidate });
      const { port: actual } = app.server.address() as AddressInfo;
      const moved = port === null && actual !== first;
      return {
        address: `http://${shownHost(host)}:${actual}`,
        port: actual,
        note: moved ? `Port ${first} is taken by another program; listening on ${actual} instead.` : null,
      };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && candidate < last) continue;
      throw listenError(code, host, first, error);
    }
  }
  throw new HubError(
    'UNAVAILABLE',
    `No port from ${first} to ${last} is free: choose another with "PORT=<number>".`,
  );
}

function listenError(code: string | undefined, host: string, port: number, error: unknown): unknown {
  if (code === 'EADDRINUSE') {
    return new HubError(
      'UNAVAILABLE',
      `Port "${port}" on "${host}" is taken by another program: stop that one, choose another with "PORT=<number>", or leave PORT out to take the next free one from ${defaultPort}.`,
    );
  }
  if (code === 'EACCES') {
    return new HubError(
      'BAD_INPUT',
      `Port "${port}" may not be opened by this user: choose one above 1023 with "PORT=<number>".`,
    );
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new HubError(
      'BAD_INPUT',
      `HOST "${host}" is no address of this machine: expected "127.0.0.1", "0.0.0.0", "::" or one of its own.`,
    );
  }
  return error;
}

function shownHost(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
