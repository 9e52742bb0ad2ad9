import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSecret } from '../src/db/secret.ts';
import { HubError } from '../src/errors.ts';
import { checkGrant, signToken, verifyToken, viewerOfHeader } from '../src/server/tokens.ts';

const secret = Buffer.from('a secret of the tests that is long enough');
const other = Buffer.from('another hub with another long secret text');
const morning = new Date('2026-11-24T08:00:00Z');
const later = (hours: number) => new Date(morning.getTime() + hours * 3_600_000);

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'none';
  } catch (error) {
    return error instanceof HubError ? error.code : String(error);
  }
}

describe('token', () => {
  test('an analyst gets the internal audience and the internal login, under the given name', async () => {
    const token = await signToken(secret, checkGrant({ role: 'analyst', name: '李雷' }), morning);

    const viewer = await viewerOfHeader(secret, `Bearer ${token}`, morning);

    expect(viewer).toEqual({
      role: 'ANALYST',
      audience: 'internal',
      login: 'internal',
      name: '李雷',
      departments: [],
    });
  });

  test('an officer is bound to departments, a journalist stays public', async () => {
    const officer = await signToken(
      secret,
      checkGrant({ role: 'OFFICER', departments: ['A', 'B', 'A'] }),
      morning,
    );
    const journalist = await signToken(secret, checkGrant({ role: 'JOURNALIST' }), morning);

    expect(await verifyToken(secret, officer, morning)).toMatchObject({
      login: 'officer',
      departments: ['A', 'B'],
    });
    expect(await verifyToken(secret, journalist, morning)).toMatchObject({
      audience: 'public',
      login: 'public',
    });
  });

  test('a role that is not on the list, a wrong life or a missing department is refused before signing', () => {
    const wrong = [
      { role: 'PUBLIC' },
      { role: 'ROOT' },
      { role: 'OFFICER' },
      { role: 'ANALYST', departments: ['A'] },
      { role: 'ANALYST', hours: 0 },
      { role: 'ANALYST', hours: 25 },
      { role: 'ANALYST', hours: Number.NaN },
      { role: 'ANALYST', name: 'two\nlines' },
    ];
    for (const asked of wrong) {
      expect(() => checkGrant(asked), JSON.stringify(asked)).toThrow(HubError);
    }
  });

  test('a token ends with its hours, and after a day whatever it says', async () => {
    const token = await signToken(secret, checkGrant({ role: 'ANALYST', hours: 1 }), morning);
    const long = await signToken(
      secret,
      { role: 'ANALYST', name: 'x', departments: [], hours: 1000 },
      morning,
    );

    expect(await codeOf(verifyToken(secret, token, later(0.99)))).toBe('none');
    expect(await codeOf(verifyToken(secret, token, later(1.01)))).toBe('UNAUTHENTICATED');
    expect(await codeOf(verifyToken(secret, long, later(23.9)))).toBe('none');
    expect(await codeOf(verifyToken(secret, long, later(24.1)))).toBe('UNAUTHENTICATED');
  });

  test('nothing but a complete token of this hub is taken', async () => {
    const good = await signToken(secret, checkGrant({ role: 'ADMIN' }), morning);
    const [header, payload, signature] = good.split('.') as [string, string, string];
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const base = (change: Record<string, unknown>, head: Record<string, unknown> = {}) =>
      new SignJWT({ ...claims, ...change })
        .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...head })
        .sign(secret);
    const hostile = [
      await signToken(other, checkGrant({ role: 'ADMIN' }), morning),
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${header}.${Buffer.from(JSON.stringify({ ...claims, role: 'AUDITOR' })).toString('base64url')}.${signature}`,
      // Signed with the secret itself and not with the key made from it for tokens.
      await base({}),
      await base({}, { typ: 'JWT' }),
    ];

    for (const token of hostile) {
      expect(await codeOf(verifyToken(secret, token, morning)), token).toBe('UNAUTHENTICATED');
    }
    expect(await codeOf(verifyToken(secret, good, morning))).toBe('none');
  });

  test('a header that is no bearer token is refused, no header is the public', async () => {
    expect(await viewerOfHeader(secret, undefined)).toBeNull();
    for (const header of ['', 'Bearer', 'Bearer ', 'Basic YTpi', 'Bearer a.b', 'token', 'Bearer a.b.c d']) {
      expect(await codeOf(viewerOfHeader(secret, header)), header).toBe('UNAUTHENTICATED');
    }
  });
});

describe('sunledger token', () => {
  let folder: string;
  const run = (...words: string[]) =>
    promisify(execFile)(process.execPath, ['bin/sunledger.js', 'token', ...words], {
      env: { ...process.env, SUNLEDGER_DATA: folder, SUNLEDGER_SECRET: '' },
    });
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sunledger-token-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('prints a token that this data folder accepts, without a database', async () => {
    const { stdout } = await run('--role', 'ANALYST', '--name', 'desk', '--hours', '2');

    const viewer = await viewerOfHeader(readSecret(folder, ''), `Bearer ${stdout.trim()}`);
    expect(viewer).toMatchObject({ role: 'ANALYST', name: 'desk' });
  });

  test('says what is wrong and prints no token', async () => {
    const failure = await run('--role', 'OFFICER').catch((error) => error);

    expect(failure.code).not.toBe(0);
    expect(failure.stdout).toBe('');
    expect(failure.stderr).toContain('--department');
  });
});
