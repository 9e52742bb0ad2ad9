import { accessSync, constants, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../prisma/client/client.ts';
import { HubError } from '../errors.ts';
import { openEmbeddedServer } from './embedded/server.ts';
import { readDatabaseUrl } from './external.ts';
import { checkRolePrefix, loginLimits, roleName } from './logins.ts';
import { type DatabaseAddress, openPool } from './pools.ts';
import { prepareDatabase } from './prepare.ts';
import { passwordOf, readSecret } from './secret.ts';
import type { Hub, HubOptions, LoginName } from './types.ts';

const databaseName = 'sunledger';

interface Place {
  kind: 'embedded' | 'external';
  /** Of the embedded server. */
  folder: string | null;
  address: DatabaseAddress;
  admin: { user: string; password: string };
  leave(): Promise<void>;
  onMove(follow: (port: number) => void): void;
}

/**
 * Opens the hub: finds or starts its database, brings it up to date, and gives its pools.
 *
 * Throws a HubError that names what is wrong. Close what it returns; the embedded server stops with its last user.
 */
export async function openHub(options: HubOptions = {}): Promise<Hub> {
  const onProgress = options.onProgress ?? (() => undefined);
  const folder = resolve(options.folder ?? process.env.SUNLEDGER_DATA ?? '.sunledger');
  const rolePrefix = checkRolePrefix(options.rolePrefix ?? process.env.SUNLEDGER_ROLE_PREFIX ?? 'sunledger');
  openFolder(folder);
  const secret = readSecret(folder);
  const url = options.databaseUrl ?? process.env.DATABASE_URL;
  const place = url ? externalPlace(url) : await embeddedPlace(folder, onProgress);
  try {
    const { address, admin } = place;
    await prepareDatabase({
      address,
      admin,
      rolePrefix,
      secret,
      migrate: options.migrate !== false,
      onProgress,
    });
    return await openPools(place, { folder, rolePrefix, secret, patience: options.patience });
  } catch (error) {
    await place.leave();
    throw error;
  }
}

function openFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new HubError(
      'UNAVAILABLE',
      `The data folder "${folder}" cannot be used by this user (${(error as NodeJS.ErrnoException).code}): ` +
        'start the hub as its owner, or set SUNLEDGER_DATA to a folder of your own.',
    );
  }
}

async function embeddedPlace(folder: string, onProgress: (line: string) => void): Promise<Place> {
  let follow: ((port: number) => void) | undefined;
  const server = await openEmbeddedServer({ folder, onProgress, onRestart: (port) => follow?.(port) });
  const admin = { user: server.superuser, password: server.password };
  const address = { host: server.host, port: server.port, database: databaseName };
  try {
    await makeDatabase({ ...address, ...admin });
  } catch (error) {
    await server.leave();
    throw error;
  }
  return {
    kind: 'embedded',
    folder: server.folder,
    address,
    admin,
    leave: () => server.leave(),
    onMove: (other) => {
      follow = other;
    },
  };
}

async function makeDatabase({ database, ...login }: pg.ClientConfig & { database: string }): Promise<void> {
  const client = new pg.Client({ ...login, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) {
      // The hub's logins have nothing to do in the cluster's other databases, where nothing is closed to them.
      await client.query('REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC');
      await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)}`);
    }
  } catch (error) {
    // Two first starts at once: the other one made it.
    if (!['42P04', '23505'].includes((error as { code?: string }).code ?? '')) throw error;
  } finally {
    await client.end();
  }
}

function externalPlace(url: string): Place {
  return {
    kind: 'external',
    folder: null,
    ...readDatabaseUrl(url),
    leave: async () => undefined,
    onMove: () => undefined,
  };
}

interface HubParts {
  folder: string;
  rolePrefix: string;
  secret: Buffer;
  patience: number | undefined;
}

async function openPools(place: Place, { folder, rolePrefix, secret, patience }: HubParts): Promise<Hub> {
  const pools = new Map<LoginName, pg.Pool>();
  const pool = (login: LoginName) => {
    const known = pools.get(login);
    if (known) return known;
    const user = roleName(rolePrefix, login);
    const made = openPool({
      address: place.address,
      user,
      password: passwordOf(secret, user),
      max: loginLimits[login].pool,
      connectionTimeoutMillis: patience ?? loginLimits[login].patience,
      applicationName: `sunledger ${login}`,
    });
    pools.set(login, made);
    return made;
  };
  place.onMove((port) => {
    place.address.port = port;
    for (const open of pools.values()) open.options.port = port;
  });
  const { rows } = await pool('public').query<{ version: string }>(
    `SELECT substring(current_setting('server_version') FROM '^[0-9.]+') AS version`,
  );
  let prisma: PrismaClient | undefined;
  let closing: Promise<void> | undefined;
  return {
    database: {
      kind: place.kind,
      version: rows[0]!.version,
      host: place.address.host,
      get port() {
        return place.address.port;
      },
      name: place.address.database,
      folder: place.folder,
    },
    rolePrefix,
    folder,
    secret,
    pool,
    get prisma() {
      prisma ??= new PrismaClient({ adapter: new PrismaPg(pool('writer')) });
      return prisma;
    },
    close() {
      closing ??= (async () => {
        await prisma?.$disconnect();
        await Promise.all([...pools.values()].map((open) => open.end()));
        await place.leave();
      })();
      return closing;
    },
  };
}
