import type { Entity } from '../../src/declare/types.ts';
import { builder } from '../builder.ts';

/** A row as the reader answers it: response key → value. Only the reader makes them. */
export type Row = Record<string, unknown>;

const makeRef = (name: string) => builder.objectRef<Row>(name);

export type RowRef = ReturnType<typeof makeRef>;

const refs = new Map<string, RowRef>();
const entities = new Map<string, Entity>();

/**
 * The reference of a type by its name, made at first mention.
 *
 * Relations go by name, so that schema/contract.ts need not import schema/department.ts; a name that nobody defines
 * fails when the schema is built.
 */
export function refOf(name: string): RowRef {
  let ref = refs.get(name);
  if (!ref) {
    ref = makeRef(name);
    refs.set(name, ref);
  }
  return ref;
}

export function registerEntity(entity: Entity): void {
  if (entities.has(entity.name)) throw new Error(`Entity "${entity.name}" is declared twice`);
  entities.set(entity.name, entity);
}

/** Whether the rows of an entity, declared before, have versions. */
export function isVersioned(name: string): boolean {
  const entity = entities.get(name);
  if (!entity) throw new Error(`Entity "${name}" is not declared before its root`);
  return entity.isVersioned;
}
