import { readFile } from 'node:fs/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';

/** The part of Prisma's schema engine that we call. */
export interface SchemaEngine {
  applyMigrations(input: object): Promise<{ appliedMigrationNames: string[] }>;
  diff(input: object): Promise<{ exitCode: number; stdout: string | null }>;
}

/**
 * Prisma's schema engine as WebAssembly, connected through `pg`: no engine is downloaded.
 *
 * It works on the same `_prisma_migrations` table as `prisma migrate deploy`.
 */
export async function openSchemaEngine(connectionString: string): Promise<SchemaEngine> {
  // The package's entry imports a .wasm file as a module, which Node does not do without a flag; so the two files
  // beside the entry are loaded by their place.
  const folder = new URL('.', import.meta.resolve('@prisma/schema-engine-wasm'));
  const bindings = await import(new URL('schema_engine_bg.js', folder).href);
  const { instance } = await WebAssembly.instantiate(await readFile(new URL('schema_engine_bg.wasm', folder)), {
    './schema_engine_bg.js': bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString }));
  return bindings.SchemaEngine.new({ datamodels: undefined }, () => undefined, adapter);
}
