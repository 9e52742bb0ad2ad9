import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** The part of Prisma's schema engine that we call. */
export interface SchemaEngine {
  applyMigrations(input: object): Promise<{ appliedMigrationNames: string[] }>;
  diff(input: object): Promise<{ exitCode: number; stdout: string | null }>;
  close(): Promise<void>;
}

// The compiler's `lib` for Node lists WebAssembly's types but not its value.
const wasm = (globalThis as unknown as { WebAssembly: WebAssemblyValue }).WebAssembly;
interface WebAssemblyValue {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
}

type Connected = Awaited<ReturnType<PrismaPg['connect']>>;

// The bindings hold their one instance in a variable of the module: a second one would answer the first one's timers.
let loaded: ReturnType<typeof load> | undefined;

async function load() {
  // The package's entry imports a .wasm file as a module, which Node does not do without a flag; so the two files
  // beside the entry are loaded by their place.
  const folder = new URL(
    '.',
    pathToFileURL(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')),
  );
  const bindings = await import(/* @vite-ignore */ new URL('schema_engine_bg.js', folder).href);
  const { instance } = await wasm.instantiate(await readFile(new URL('schema_engine_bg.wasm', folder)), {
    './schema_engine_bg.js': withoutHolding(bindings),
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings;
}

/** The engine leaves timers of ten seconds behind when it is done; they must not keep a finished command alive. */
function withoutHolding(bindings: Record<string, unknown>): Record<string, unknown> {
  const imports = { ...bindings };
  for (const [name, value] of Object.entries(bindings)) {
    if (!name.startsWith('__wbg_setTimeout')) continue;
    const original = value as (...values: unknown[]) => unknown;
    imports[name] = (...values: unknown[]) => {
      const { setTimeout } = globalThis;
      const unheld = (...rest: Parameters<typeof setTimeout>) => setTimeout(...rest).unref();
      globalThis.setTimeout = Object.assign(unheld, setTimeout);
      try {
        return original(...values);
      } finally {
        globalThis.setTimeout = setTimeout;
      }
    };
  }
  return imports;
}

/**
 * Prisma's schema engine as WebAssembly, connected through `pg`: no engine is downloaded.
 *
 * It works on the same `_prisma_migrations` table as `prisma migrate deploy`.
 */
export async function openSchemaEngine(connection: string | pg.PoolConfig): Promise<SchemaEngine> {
  loaded ??= load();
  const bindings = await loaded;
  const config = typeof connection === 'string' ? { connectionString: connection } : connection;
  const pool = new pg.Pool({ ...config, max: 1 });
  pool.on('error', () => undefined);
  const engine = await bindings.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool)),
  );
  return {
    applyMigrations: (input) => engine.applyMigrations(input),
    diff: (input) => engine.diff(input),
    async close() {
      engine.free();
      await pool.end();
    },
  };
}

// Prisma's adapter cuts a script at every semicolon, function bodies included. Sent whole it is also one transaction:
// a migration that fails halfway leaves nothing.
class WholeScripts extends PrismaPg {
  override async connect(): Promise<Connected> {
    const adapter = await super.connect();
    adapter.executeScript = async (script) => {
      await adapter.underlyingDriver().query(script);
    };
    return adapter;
  }
}
