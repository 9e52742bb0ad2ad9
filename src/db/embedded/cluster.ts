import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { HubError } from '../../errors.ts';
import { readOrMakeSecretFile } from '../secret.ts';
import { type Account, findAccount, isRoot, mayUse } from './account.ts';
import { type Binaries, copyBinaries, findBinaries, makeLinks } from './binaries.ts';

/** An initialised cluster: where its data are and how its superuser logs in. */
export interface Cluster {
  data: string;
  log: string;
  /** Who uses the server, one file each; read by the keeper. */
  users: string;
  /** Where the port of the last start is noted. */
  portFile: string;
  superuser: string;
  password: string;
  account: Account;
  binaries: Binaries;
}

export const superuser = 'postgres';

/** Where root's server lives when its account cannot enter the hub's own folder. */
const systemFolder = '/var/lib/sunledger';

/**
 * Makes the cluster below `folder` at the first start and finds it later.
 *
 * Refuses a cluster of another major version. Throws with what is wrong where the folder cannot be used.
 */
export function prepareCluster(folder: string, onProgress: (line: string) => void): Cluster {
  mkdirSync(folder, { recursive: true });
  const account = findAccount(onProgress);
  const place = findPlace(realpathSync(folder), account, onProgress);
  const binaries = usableBinaries(findBinaries(), place, account, onProgress);
  const password = readOrMakeSecretFile(join(folder, 'superuser'));
  const data = join(place, 'postgres');
  if (!existsSync(join(data, 'PG_VERSION'))) initialise({ data, account, binaries, password, onProgress });
  refuseOtherMajor(data, binaries.major);
  return {
    data,
    log: join(place, 'postgres.log'),
    users: join(place, 'users'),
    portFile: join(place, 'port'),
    superuser,
    password,
    account,
    binaries,
  };
}

// The cluster stands in the hub's folder. Root's server runs as another user, who may not be able to enter it (a clone
// under /root): then it stands under /var/lib/sunledger, one folder a clone, and the hub's folder notes where.
function findPlace(folder: string, account: Account, onProgress: (line: string) => void): string {
  const note = join(folder, 'cluster-folder');
  if (existsSync(note)) {
    const place = readFileSync(note, 'utf8').trim();
    if (!existsSync(place)) {
      throw new HubError(
        'UNAVAILABLE',
        `"${note}" says that the database is in "${place}", which does not exist: bring it back, or remove the note to start anew.`,
      );
    }
    return place;
  }
  if (!isRoot() || mayUse(account, folder, 'x')) return folder;
  const place = join(
    systemFolder,
    `${basename(dirname(folder))}-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`,
  );
  onProgress(
    `The user "${superuser}", which runs PostgreSQL for root, cannot enter "${folder}": the database goes to "${place}"`,
  );
  mkdirSync(systemFolder, { recursive: true, mode: 0o755 });
  mkdirSync(place, { recursive: true, mode: 0o755 });
  if (!mayUse(account, place, 'x')) {
    throw new HubError(
      'UNAVAILABLE',
      `The user "${superuser}" cannot enter "${place}" either: set SUNLEDGER_DATA to a folder that it can.`,
    );
  }
  writeFileSync(note, `${place}\n`);
  return place;
}

function usableBinaries(
  found: Binaries,
  place: string,
  account: Account,
  onProgress: (line: string) => void,
): Binaries {
  const linked = makeLinks(found);
  if (linked && mayUse(account, join(found.folder, 'bin', 'postgres'), 'x')) return found;
  const target = place.startsWith(`${systemFolder}/`) || isRoot() ? systemFolder : place;
  mkdirSync(target, { recursive: true, mode: 0o755 });
  return copyBinaries(found, target, () =>
    onProgress(`PostgreSQL's programs cannot be run from "${found.folder}": copying them to "${target}"`),
  );
}

interface InitOptions {
  data: string;
  account: Account;
  binaries: Binaries;
  password: string;
  onProgress: (line: string) => void;
}

// Made beside its place and moved there when complete: a first start that was killed leaves nothing half-made, and of
// two first starts at once one wins.
function initialise({ data, account, binaries, password, onProgress }: InitOptions): void {
  onProgress(`Making a database in "${data}"`);
  const draft = `${data}.new-${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  if (account.uid !== undefined) chownSync(draft, account.uid, account.gid ?? account.uid);
  const passwordFile = `${draft}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined) chownSync(passwordFile, account.uid, account.gid ?? account.uid);
  const { status, stdout, stderr, error } = spawnSync(
    join(binaries.folder, 'bin', 'initdb'),
    [
      `--pgdata=${draft}`,
      `--username=${superuser}`,
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
    ],
    {
      ...account,
      cwd: '/',
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' },
    },
  );
  rmSync(passwordFile, { force: true });
  if (status !== 0) {
    rmSync(draft, { recursive: true, force: true });
    throw new HubError(
      'UNAVAILABLE',
      `The embedded PostgreSQL could not make its database in "${data}": ${error?.message ?? `${stdout}\n${stderr}`.trim().split('\n').slice(-6).join(' | ')}`,
    );
  }
  try {
    renameSync(draft, data);
  } catch (failure) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(join(data, 'PG_VERSION'))) throw failure;
  }
}

function refuseOtherMajor(data: string, major: number): void {
  const found = readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
  if (found === String(major)) return;
  throw new HubError(
    'UNAVAILABLE',
    `The database in "${data}" was made by PostgreSQL ${found}, the programs installed here are PostgreSQL ${major}: ` +
      `start it with the release of Sunledger that made it, take a backup and restore it here, or set SUNLEDGER_DATA to another folder.`,
  );
}
