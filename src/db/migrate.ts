import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { HubError } from '../errors.ts';
import { openSchemaEngine } from './schema-engine.ts';

const folder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** Names of the migrations that this release brings, oldest first. */
export function listMigrations(): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

// As Prisma computes it.
function checksumOf(name: string): string {
  return createHash('sha256')
    .update(readFileSync(`${folder}/${name}/migration.sql`))
    .digest('hex');
}

/** Extensions of PostgreSQL that the migrations ask for. */
export function listExtensions(): string[] {
  const found = listMigrations().flatMap((name) => [
    ...readFileSync(`${folder}/${name}/migration.sql`, 'utf8').matchAll(
      /^CREATE EXTENSION (?:IF NOT EXISTS )?"?(\w+)"?/gim,
    ),
  ]);
  return [...new Set(found.map(([, name]) => name!))];
}

/**
 * Migrations the database has and has not. `unknown`: those of a newer release. `failed`: left halfway. `changed`: their
 * text here is not the one that was applied.
 */
export interface MigrationState {
  missing: string[];
  unknown: string[];
  failed: string[];
  changed: string[];
}

export async function readMigrationState(client: pg.ClientBase): Promise<MigrationState> {
  const known = listMigrations();
  const { rows: tables } = await client.query(
    `SELECT to_regclass('public._prisma_migrations') IS NOT NULL AS exists`,
  );
  if (!tables[0].exists) return { missing: known, unknown: [], failed: [], changed: [] };
  const { rows } = await client.query<{ name: string; is_done: boolean; checksum: string }>(
    `SELECT migration_name AS name, finished_at IS NOT NULL AS is_done, checksum
     FROM public._prisma_migrations WHERE rolled_back_at IS NULL`,
  );
  const done = new Set(rows.filter(({ is_done }) => is_done).map(({ name }) => name));
  return {
    missing: known.filter((name) => !done.has(name)),
    unknown: [...done].filter((name) => !known.includes(name)).sort(),
    failed: rows.filter(({ is_done }) => !is_done).map(({ name }) => name),
    changed: rows
      .filter(
        ({ name, is_done, checksum }) => is_done && known.includes(name) && checksum !== checksumOf(name),
      )
      .map(({ name }) => name),
  };
}

/**
 * Applies the migrations that the database lacks, as `prisma migrate deploy` would, offline. Returns their names.
 *
 * Refuses a database that a newer release, or another text of the same migration, has made.
 */
export async function applyMigrations(connection: pg.PoolConfig, state: MigrationState): Promise<string[]> {
  if (state.unknown.length > 0) {
    throw new HubError(
      'UNAVAILABLE',
      `The database has migrations that this release does not know (${state.unknown.join(', ')}): a newer release made them. Start that one.`,
    );
  }
  if (state.changed.length > 0) {
    throw new HubError(
      'UNAVAILABLE',
      `The database was made by another text of ${state.changed.map((name) => `"${name}"`).join(', ')} than this release has: an unreleased state of the source. Keep it with that source, or start with a new data folder or database.`,
    );
  }
  if (state.missing.length === 0) return [];
  const engine = await openSchemaEngine(connection);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: folder,
        lockfile: {
          path: 'migration_lock.toml',
          content: readFileSync(`${folder}/migration_lock.toml`, 'utf8'),
        },
        shadowDbInitScript: '',
        migrationDirectories: listMigrations().map((name) => ({
          path: name,
          migrationFile: {
            path: 'migration.sql',
            content: { tag: 'ok', value: readFileSync(`${folder}/${name}/migration.sql`, 'utf8') },
          },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    });
    return appliedMigrationNames;
  } catch (error) {
    throw new HubError('UNAVAILABLE', `A migration failed: ${(error as Error).message}`);
  } finally {
    await engine.close();
  }
}
