export {
  type ClassificationEntry,
  type ClassificationLookup,
  type LookupResult,
  loadClassifications,
} from './classification-lookup.ts';
export { ensurePacks, type PackResult } from './ensure.ts';
export { loadPack, PackError, packsFolder } from './load.ts';
export { methodFor } from './methods.ts';
export type { Pack } from './types.ts';
