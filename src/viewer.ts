import type { LoginName } from './db/types.ts';

/** Two audiences; the internal schema is a strict superset of the public one. */
export type Audience = 'public' | 'internal';

export type Role = 'PUBLIC' | 'JOURNALIST' | 'OFFICER' | 'ANALYST' | 'AUDITOR' | 'ADMIN';

/** The one asking. Audience and login follow from the role in one place: `viewerOf`. */
export interface Viewer {
  role: Role;
  audience: Audience;
  /** Database login that every read of this viewer goes through. */
  login: LoginName;
  /** Name in the access log; null for the public. */
  name: string | null;
  /** Keys of an OFFICER's departments (units below them are found in the database); empty for every other role. */
  departments: readonly string[];
}

const reach: Record<Role, { audience: Audience; login: LoginName }> = {
  PUBLIC: { audience: 'public', login: 'public' },
  JOURNALIST: { audience: 'public', login: 'public' },
  OFFICER: { audience: 'internal', login: 'officer' },
  ANALYST: { audience: 'internal', login: 'internal' },
  AUDITOR: { audience: 'internal', login: 'internal' },
  ADMIN: { audience: 'internal', login: 'internal' },
};

export function viewerOf(
  role: Role,
  name: string | null = null,
  departments: readonly string[] = [],
): Viewer {
  return { role, ...reach[role], name, departments };
}

export const publicViewer = viewerOf('PUBLIC');
