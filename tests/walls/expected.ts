import { schemaFor } from '../../schema/index.ts';
import { type LoginName, loginNames } from '../../src/db/types.ts';
import { readRegister } from '../../src/declare/register.ts';
import type { CatalogTable } from './catalog.ts';

/** All but the migrator, who owns everything and never answers anyone. */
export const logins = loginNames.filter((login) => login !== 'migrator');
export type Login = Exclude<LoginName, 'migrator'>;
const register = readRegister(schemaFor('internal'));

/** What the tests add behind the declarations' back. */
const undeclared = (place: string, column: string) => place.endsWith('.surprise') || column === 'surprise';
const versionColumns = ['from_revision', 'to_revision', 'revision_source'];

/** Audience of a column by the register; a twin is like its table. */
function audienceOf(place: string, column: string): 'public' | 'internal' | null {
  if (place === 'disclosed.revision') return 'public';
  if (place === 'internal.revision') return 'internal';
  const columns = register.get(place.replace(/_version$/, ''));
  if (!columns) return null;
  // Who may read a table reads its key and between which revisions a row held: cursors and as-of reads need them.
  const widest = [...columns.values()].includes('public') ? 'public' : 'internal';
  return column === 'key' || versionColumns.includes(column) ? widest : (columns.get(column) ?? null);
}

/** Whether a login reads the table as a whole: the design's words, not the generator's. */
export function readsWhole(login: Login, { schema, table, place }: CatalogTable): boolean {
  if (place.endsWith('.surprise') || table.endsWith('_version')) return false;
  return login === 'writer' && ['disclosed', 'internal'].includes(schema) && table !== 'report';
}

/** Whether a login may name a column at all: the declarations for readers, the design for the others. */
export function mayRead(login: Login, table: CatalogTable, column: string): boolean {
  const { schema, place } = table;
  if (readsWhole(login, table)) return true;
  if (undeclared(place, column)) return false;
  switch (login) {
    case 'public':
    case 'export':
      return audienceOf(place, column) === 'public';
    case 'internal':
      return audienceOf(place, column) !== null;
    case 'officer':
      return (
        audienceOf(place, column) !== null &&
        (schema === 'disclosed' || table.columns.some(({ name }) => name === 'department_key'))
      );
    case 'sealed':
      return schema === 'sealed' && column !== 'id';
    case 'writer':
      return schema === 'sealed' && column === 'key';
    case 'control':
      return schema === 'hub';
    case 'log':
    case 'report':
      return false;
  }
}

const actColumns = ['actor', 'role', 'reason', 'department_key'];
const reportColumns = ['subject_type', 'subject_key', 'text', 'contact'];

/** Whether a login may write a column: each writes what its work needs, readers nothing. */
export function mayWrite(
  login: Login,
  { schema, table, place }: CatalogTable,
  act: string,
  column: string,
): boolean {
  const isFilledIn = ['id', 'from_revision'].includes(column);
  if (place.endsWith('.surprise') || column === 'surprise' || isFilledIn) return false;
  if (login === 'writer') {
    if (place === 'internal.revision_act') return act === 'INSERT' && actColumns.includes(column);
    if (schema === 'sealed') return act === 'INSERT';
    // Exactly as received: only what is known about a release may change.
    if (place === 'internal.release' && act === 'UPDATE') return ['department_key', 'state'].includes(column);
    const isFact =
      schema !== 'hub' && table !== 'revision' && table !== 'report' && !table.endsWith('_version');
    return isFact && (act === 'INSERT' || column !== 'key');
  }
  if (login === 'control') return schema === 'hub' && table !== 'access_log';
  if (login === 'log') return place === 'hub.access_log' && act === 'INSERT' && column !== 'at';
  if (login === 'report')
    return place === 'internal.report' && act === 'INSERT' && reportColumns.includes(column);
  return false;
}
