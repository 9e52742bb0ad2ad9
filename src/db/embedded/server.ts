import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { HubError } from '../../errors.ts';
import { type Cluster, prepareCluster } from './cluster.ts';
import { signIn, startKeeper } from './keeper.ts';
import { clearStale, readPostmaster, startPostmaster, stopPostmaster } from './postmaster.ts';

/** The embedded server as one of its users sees it. */
export interface EmbeddedServer {
  /** Where the cluster stands; not the hub's own folder where root's server cannot enter that. */
  folder: string;
  host: string;
  /** May change when the server had to be started again. */
  readonly port: number;
  superuser: string;
  password: string;
  /** Gives up the place; the last user stops the server. */
  leave(): Promise<void>;
}

export interface EmbeddedOptions {
  folder: string;
  onProgress?: ((line: string) => void) | undefined;
  /** Called when the server was lost and runs again, on this port. */
  onRestart?: ((port: number) => void) | undefined;
  /** Server settings beside ours; the tests trade safety for speed. */
  settings?: Record<string, string> | undefined;
}

const host = '127.0.0.1';

// Session lock, held shared by every user of the server. Who can take it alone is the last one. The server itself keeps
// it, so a user that was killed has left the moment its connection is gone: no lock file can become stale. (The keeper
// beside it only sees to it that a server without any user does not run for ever.)
const presenceLock = 7300;

const settings: Record<string, string> = {
  listen_addresses: host,
  unix_socket_directories: '',
  max_connections: '150',
  // A public edge is a logical-replication subscriber of `disclosed`.
  wal_level: 'logical',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  max_wal_size: '4GB',
  random_page_cost: '1.1',
  jit: 'off',
  password_encryption: 'scram-sha-256',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  // Values of people's queries and rows stay out of the log.
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  log_min_error_statement: 'panic',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/**
 * Starts the embedded server of a folder, or joins the one that another command started.
 *
 * A server that dies while it is used is started again. Throws a HubError that names what is wrong.
 */
export async function openEmbeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const onProgress = options.onProgress ?? (() => undefined);
  mkdirSync(options.folder, { recursive: true });
  const cluster = prepareCluster(options.folder, onProgress);
  cluster.data = realpathSync(cluster.data);
  const signOut = signIn(cluster.users);
  let presence: Presence;
  try {
    presence = await joinOrStart(cluster, options, onProgress);
  } catch (error) {
    signOut();
    throw error;
  }
  let isLeaving = false;

  // Under way while the lost server is started again; whoever leaves then waits for it, or it would stay behind.
  let recovery: Promise<void> = Promise.resolve();

  const watch = (client: Presence) => {
    client.connection.once('end', () => {
      if (!isLeaving && client === presence) recovery = comeBack();
    });
  };
  const comeBack = async () => {
    for (let pause = 100; !isLeaving; pause = Math.min(pause * 2, 5000)) {
      try {
        const next = await joinOrStart(cluster, options, () => undefined);
        presence = next;
        watch(next);
        options.onRestart?.(next.port);
        return;
      } catch {
        await sleep(pause);
      }
    }
  };
  watch(presence);

  return {
    folder: dirname(cluster.data),
    host,
    get port() {
      return presence.port;
    },
    superuser: cluster.superuser,
    password: cluster.password,
    async leave() {
      if (isLeaving) return;
      isLeaving = true;
      await recovery;
      try {
        await leave(cluster, presence);
      } finally {
        signOut();
      }
    },
  };
}

interface Presence {
  connection: pg.Client;
  port: number;
}

async function joinOrStart(
  cluster: Cluster,
  options: EmbeddedOptions,
  onProgress: (line: string) => void,
): Promise<Presence> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const running = readPostmaster(cluster.data);
    if (!running) {
      if (clearStale(cluster.data)) onProgress('The database was not stopped properly last time: recovering');
      const started = await startPostmaster({
        bin: `${cluster.binaries.folder}/bin`,
        data: cluster.data,
        log: cluster.log,
        account: cluster.account,
        port: readPort(cluster.portFile),
        settings: { ...settings, ...options.settings },
      });
      writeFileSync(cluster.portFile, `${started.port}\n`);
      startKeeper(cluster.users, started.pid);
    }
    const server = readPostmaster(cluster.data);
    if (server?.isReady) {
      try {
        return { connection: await takePlace(cluster, server.port), port: server.port };
      } catch (error) {
        // Another user, the last one, is just stopping it, or it is not yet up: once more.
        if (!isPassing(error) || Date.now() > deadline) throw error;
      }
    }
    if (Date.now() > deadline) {
      throw new HubError(
        'UNAVAILABLE',
        `The embedded PostgreSQL in "${cluster.data}" does not become ready; see "${cluster.log}".`,
      );
    }
    await sleep(30);
  }
}

async function takePlace(cluster: Cluster, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    host,
    port,
    user: cluster.superuser,
    password: cluster.password,
    database: 'postgres',
    application_name: `sunledger user ${process.pid}`,
    keepAlive: true,
  });
  client.on('error', () => undefined); // 'end' follows, which is what we act on
  try {
    await client.connect();
    await client.query('SELECT pg_advisory_lock_shared($1)', [presenceLock]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

function isPassing(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return (
    ['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code) ||
    /Connection terminated/.test(message)
  );
}

async function leave(cluster: Cluster, presence: Presence): Promise<void> {
  const { connection } = presence;
  try {
    await connection.query('SELECT pg_advisory_unlock_shared($1)', [presenceLock]);
    const { rows } = await connection.query('SELECT pg_try_advisory_lock($1) AS is_last', [presenceLock]);
    const server = readPostmaster(cluster.data);
    // The lock is kept until the server is gone: who wants to join in this moment waits, is cut off, and starts it anew.
    if (rows[0].is_last && server) await stopPostmaster(cluster.data, server.pid);
  } catch (error) {
    if (!isPassing(error) && !/not queryable|Client was closed/.test((error as Error).message)) throw error;
  } finally {
    await connection.end().catch(() => undefined);
  }
}

function readPort(file: string): number | null {
  try {
    const port = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : null;
  } catch {
    return null;
  }
}
