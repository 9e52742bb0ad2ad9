import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HubError } from '../errors.ts';

/**
 * Reads a secret file, or makes it once with mode 600. Two processes that start together agree on one: the file is
 * written beside its place and linked into it, which only the first can do.
 */
export function readOrMakeSecretFile(path: string): string {
  for (;;) {
    try {
      return readFileSync(path, 'utf8').trim();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES') {
        throw new HubError(
          'UNAVAILABLE',
          `Secret file "${path}" belongs to another user: start the hub as the user who made it.`,
        );
      }
      if (code !== 'ENOENT') throw error;
    }
    const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
    writeFileSync(draft, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600 });
    try {
      linkSync(draft, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }
}

/** The hub's secret: `SUNLEDGER_SECRET`, else the file `secret` of the data folder, made at the first start. */
export function readSecret(folder: string, given = process.env.SUNLEDGER_SECRET): Buffer {
  if (given !== undefined && given !== '') {
    const secret = Buffer.from(given, 'utf8');
    if (secret.length < 32) {
      throw new HubError('BAD_INPUT', `SUNLEDGER_SECRET has ${secret.length} bytes: expected 32 or more.`);
    }
    return secret;
  }
  mkdirSync(folder, { recursive: true });
  const secret = Buffer.from(readOrMakeSecretFile(join(folder, 'secret')), 'utf8');
  if (secret.length < 32) {
    throw new HubError(
      'BAD_INPUT',
      `Secret file "${join(folder, 'secret')}" has ${secret.length} bytes: expected 32 or more.`,
    );
  }
  return secret;
}

/** Password of a database login: derived, so that every process of the hub can connect and none is stored. */
export function passwordOf(secret: Buffer, role: string): string {
  return createHmac('sha256', secret).update(`database login ${role}`).digest('base64url');
}

/**
 * What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 5803). It is sent instead of the password, so that no
 * server log can hold one; the salt is derived as well, so that the same secret gives the same text.
 */
export function scramVerifier(secret: Buffer, role: string): string {
  const salt = createHmac('sha256', secret).update(`salt of login ${role}`).digest().subarray(0, 16);
  const salted = pbkdf2Sync(passwordOf(secret, role), salt, 4096, 32, 'sha256');
  const clientKey = createHmac('sha256', salted).update('Client Key').digest();
  const storedKey = createHash('sha256').update(clientKey).digest('base64');
  const serverKey = createHmac('sha256', salted).update('Server Key').digest('base64');
  return `SCRAM-SHA-256$4096:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
