import { execFileSync, spawnSync } from 'node:child_process';
import { HubError } from '../../errors.ts';

/** Who the server runs as. PostgreSQL refuses root, so root needs another user; everyone else is it. */
export interface Account {
  uid?: number;
  gid?: number;
}

const serviceUser = 'postgres';

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function idOf(user: string): Account | null {
  const answer = (flag: string) => spawnSync('id', [flag, user], { encoding: 'utf8' });
  const [uid, gid] = [answer('-u'), answer('-g')];
  if (uid.status !== 0 || gid.status !== 0) return null;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** The account for the server; as root the system user `postgres`, which is made where it does not exist. */
export function findAccount(onProgress: (line: string) => void): Account {
  if (!isRoot()) return {};
  const known = idOf(serviceUser);
  if (known) return known;
  onProgress(`PostgreSQL does not run as root: making the system user "${serviceUser}" for it`);
  try {
    execFileSync('groupadd', ['--system', serviceUser], { stdio: 'pipe' });
    execFileSync('useradd', ['--system', '--no-create-home', '-g', serviceUser, serviceUser], {
      stdio: 'pipe',
    });
  } catch (error) {
    throw new HubError(
      'UNAVAILABLE',
      `PostgreSQL does not run as root, and the system user "${serviceUser}" could not be made ` +
        `(${(error as Error).message.trim()}): start the hub as an ordinary user, or make that user.`,
    );
  }
  const made = idOf(serviceUser);
  if (!made)
    throw new HubError('UNAVAILABLE', `The system user "${serviceUser}" was made but cannot be found.`);
  return made;
}

/** Whether the account may do this with a path: `r` read, `w` write, `x` enter or run. */
export function mayUse(account: Account, path: string, right: 'r' | 'w' | 'x'): boolean {
  const { status } = spawnSync('test', [`-${right}`, path], { ...account, cwd: '/' });
  return status === 0;
}
