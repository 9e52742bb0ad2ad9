import DataLoader from 'dataloader';
import type { HubContext } from '../src/context.ts';
import { asViewer } from '../src/reader/run.ts';
import type { Sql } from '../src/reader/sql.ts';

// One set per request: what a loader holds is open to this viewer only.
const loaders = new WeakMap<HubContext, Map<string, DataLoader<unknown, unknown, string>>>();

/** The request's loader of this name, made at first use; equal keys are asked once. */
export function loaderOf<Key, Value>(
  context: HubContext,
  name: string,
  load: (keys: readonly Key[]) => Promise<Value[]>,
): DataLoader<Key, Value, string> {
  const known = loaders.get(context) ?? new Map<string, DataLoader<unknown, unknown, string>>();
  loaders.set(context, known);
  let loader = known.get(name);
  if (!loader) {
    loader = new DataLoader<unknown, unknown, string>((keys) => load(keys as readonly Key[]), {
      cacheKeyFn: (key) => JSON.stringify(key),
      maxBatchSize: 500,
    });
    known.set(name, loader);
  }
  return loader as DataLoader<Key, Value, string>;
}

/** Rows of a statement whose column `n` is the place, from 1, of the key that they belong to. */
export async function rowsByKey<Row>(context: HubContext, statement: Sql, count: number): Promise<Row[][]> {
  const { rows } = await asViewer(context, statement.toQuery());
  const found: Row[][] = Array.from({ length: count }, () => []);
  for (const row of rows as (Row & { n: string })[]) found[Number(row.n) - 1]!.push(row);
  return found;
}
