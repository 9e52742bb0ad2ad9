import type { Pool } from 'pg';
import type { PrismaClient } from '../../prisma/client/client.ts';

/** One database login per kind of reader or writer; the pool *is* the role, nothing ever calls SET ROLE. */
export const loginNames = [
  'public',
  'export',
  'internal',
  'officer',
  'sealed',
  'writer',
  'control',
  'log',
  'report',
  'migrator',
] as const;

export type LoginName = (typeof loginNames)[number];

export interface DatabaseInfo {
  kind: 'embedded' | 'external';
  /** As the server says it, for example `18.4`. */
  version: string;
  host: string;
  port: number;
  name: string;
  /** Folder of the embedded server; null for an external one. */
  folder: string | null;
}

export interface HubOptions {
  /** `DATABASE_URL` of an external server; without it the embedded one in `folder` is started or joined. */
  databaseUrl?: string | undefined;
  /** Data folder, `.sunledger` unless `SUNLEDGER_DATA` says otherwise. */
  folder?: string | undefined;
  /** Prefix of the login names, `sunledger` unless `SUNLEDGER_ROLE_PREFIX` says otherwise. */
  rolePrefix?: string | undefined;
  /** False: connect only, refuse a database whose migrations or grants are behind. Default true: migrate first. */
  migrate?: boolean | undefined;
  /** Milliseconds that every login waits for a free connection, instead of its own limit; for tests on busy machines. */
  patience?: number | undefined;
  /** Told in plain words what is being done (starting, migrating …). */
  onProgress?: ((line: string) => void) | undefined;
}

/** An opened hub: its database, its logins, its secret. Close it; the embedded server stops with its last user. */
export interface Hub {
  readonly database: DatabaseInfo;
  readonly rolePrefix: string;
  /** Data folder (secret, lock, embedded cluster). */
  readonly folder: string;
  /** 32 bytes or more, from `SUNLEDGER_SECRET` or made once in the data folder with mode 600. */
  readonly secret: Buffer;
  /** The pool of a login, made at its first use. Dates, instants, numerics and bigints come as text. */
  pool(login: LoginName): Pool;
  /** Prisma Client over the writer login, for single-row writes. */
  readonly prisma: PrismaClient;
  close(): Promise<void>;
}

/** Who makes a revision and why; stored in `internal.revision_act`, `source` also in the revision itself. */
export interface Act {
  /** `import:<sha256>`, `publication:<key>`, `pack:<name>`, `demo`. Public: names no person. */
  source: string;
  actor: string;
  role?: string | undefined;
  reason?: string | undefined;
  departmentKey?: string | undefined;
}

export interface RevisionResult<T> {
  result: T;
  /** Number in `disclosed.revision`; null where the work asked for an internal revision only. */
  disclosed: string | null;
  internal: string;
}
