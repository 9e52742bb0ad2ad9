import { hkdfSync, randomUUID } from 'node:crypto';
import { errors as jose, jwtVerify, SignJWT } from 'jose';
import { HubError } from '../errors.ts';
import { type Viewer, viewerOf } from '../viewer.ts';

/** Roles that a token may carry; without a token one is PUBLIC. */
export const tokenRoles = ['JOURNALIST', 'OFFICER', 'ANALYST', 'AUDITOR', 'ADMIN'] as const;

export type TokenRole = (typeof tokenRoles)[number];

/** A day: a token is a laptop's and a session's key, what must live longer is a service account's. */
export const longestTokenHours = 24;

const algorithm = 'HS256';
const issuer = 'urn:sunledger:hub';
const audience = 'urn:sunledger:graphql';
const type = 'at+jwt';

export interface TokenGrant {
  role: TokenRole;
  name: string;
  departments: readonly string[];
  hours: number;
}

/** The hub's secret serves several purposes, so each gets a key of its own: one that leaks opens no other door. */
function keyOf(secret: Buffer): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'sunledger access token HS256', 32));
}

/** Checks what a person asked a token for. Throws BAD_INPUT naming what is wrong. */
export function checkGrant(asked: {
  role: string;
  name?: string | undefined;
  departments?: readonly string[] | undefined;
  hours?: number | undefined;
}): TokenGrant {
  const role = tokenRoles.find((known) => known === asked.role.toUpperCase());
  if (role === undefined) {
    throw new HubError(
      'BAD_INPUT',
      `Unknown role "${asked.role}": expected one of ${tokenRoles.join(', ')}.`,
    );
  }
  const departments = [...new Set(asked.departments ?? [])];
  if (role === 'OFFICER' && departments.length === 0) {
    throw new HubError(
      'BAD_INPUT',
      'Role "OFFICER" needs "--department CODE": an officer reads the own department.',
    );
  }
  if (role !== 'OFFICER' && departments.length > 0) {
    throw new HubError('BAD_INPUT', `Role "${role}" takes no department: only "OFFICER" is bound to one.`);
  }
  for (const text of [...departments, asked.name ?? 'x']) {
    if (!/^[^\u0000-\u001f\u007f]{1,100}$/u.test(text)) {
      throw new HubError(
        'BAD_INPUT',
        `"${text}" is no name or code: expected 1 to 100 printable characters.`,
      );
    }
  }
  const hours = asked.hours ?? 8;
  if (!(hours > 0 && hours <= longestTokenHours)) {
    throw new HubError(
      'BAD_INPUT',
      `A token cannot live "${hours}" hours: expected more than 0, at most ${longestTokenHours}.`,
    );
  }
  return { role, name: asked.name ?? role.toLowerCase(), departments, hours };
}

/** Signs a token that this hub, and every process with the same secret, accepts until it expires. */
export async function signToken(secret: Buffer, grant: TokenGrant, now = new Date()): Promise<string> {
  const issued = Math.floor(now.getTime() / 1000);
  return new SignJWT({ role: grant.role, departments: grant.departments })
    .setProtectedHeader({ alg: algorithm, typ: type })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(grant.name)
    .setJti(randomUUID())
    .setIssuedAt(issued)
    .setExpirationTime(issued + Math.round(grant.hours * 3600))
    .sign(keyOf(secret));
}

/**
 * Reads a token into its viewer. Whatever is not a token of this hub, of the one allowed algorithm, type, issuer
 * and audience, unexpired and complete, is UNAUTHENTICATED; the message says why only as far as the bearer may know.
 */
export async function verifyToken(secret: Buffer, token: string, now = new Date()): Promise<Viewer> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      algorithms: [algorithm],
      typ: type,
      issuer,
      audience,
      maxTokenAge: longestTokenHours * 3600,
      requiredClaims: ['sub', 'iat', 'exp', 'jti'],
      clockTolerance: 5,
      currentDate: now,
    });
    const grant = checkGrant({
      role: String(payload.role),
      name: String(payload.sub),
      departments: Array.isArray(payload.departments) ? payload.departments.map(String) : [],
    });
    return viewerOf(grant.role, grant.name, grant.departments);
  } catch (error) {
    if (error instanceof jose.JWTExpired) {
      throw new HubError('UNAUTHENTICATED', 'The token has expired: ask for a new one ("sunledger token").');
    }
    throw new HubError(
      'UNAUTHENTICATED',
      'The token is not one of this hub: expected "Authorization: Bearer <token>", as "sunledger token" prints it.',
    );
  }
}

/**
 * Viewer of an Authorization header; null where there is none. Anything but "Bearer <token>" is refused, since
 * who sends credentials and gets a public answer would take it for the internal one.
 */
export async function viewerOfHeader(
  secret: Buffer,
  header: string | undefined,
  now = new Date(),
): Promise<Viewer | null> {
  if (header === undefined) return null;
  const token = /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+) *$/i.exec(header)?.[1];
  if (token === undefined) {
    throw new HubError(
      'UNAUTHENTICATED',
      'The Authorization header cannot be read: expected "Bearer <token>", or no such header to ask as the public.',
    );
  }
  return verifyToken(secret, token, now);
}
