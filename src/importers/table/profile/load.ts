import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HubError } from '../../../errors.ts';
import { nouns } from '../nouns/index.ts';
import { checkProfile } from './check.ts';
import { fiscalDataPackage } from './fiscal.ts';
import { profileOfNoun } from './generate.ts';
import type { Profile } from './types.ts';

const packsFolder = fileURLToPath(new URL('../../../../packs/', import.meta.url));

export interface ProfileEntry {
  name: string;
  titleZh: string;
  titleEn: string;
  /** Pack folder that holds it; null for the profiles of the nouns and of data packages. */
  pack: string | null;
  path: string | null;
}

/** Folders of profiles: those of every pack, and those given. */
async function profileFiles(folders: readonly string[]): Promise<string[]> {
  const packs = await readdir(packsFolder, { withFileTypes: true });
  const all = [
    ...packs.filter((entry) => entry.isDirectory()).map((entry) => join(packsFolder, entry.name, 'profiles')),
    ...folders,
  ];
  const files: string[] = [];
  for (const folder of all) {
    if (!existsSync(folder)) continue;
    const names = await readdir(folder);
    for (const name of names.sort()) if (name.endsWith('.json')) files.push(join(folder, name));
  }
  return files;
}

/** Every profile there is, by name. */
export async function listProfiles(folders: readonly string[] = []): Promise<ProfileEntry[]> {
  const written: ProfileEntry[] = [];
  for (const path of await profileFiles(folders)) {
    const { name, titleZh, titleEn } = await readProfile(path);
    const isOfPack = path.startsWith(packsFolder);
    written.push({ name, titleZh, titleEn, pack: isOfPack ? basename(dirname(dirname(path))) : null, path });
  }
  const own = [fiscalDataPackage, ...[...nouns.values()].map(profileOfNoun)].map((profile) => ({
    name: profile.name,
    titleZh: profile.titleZh,
    titleEn: profile.titleEn,
    pack: null,
    path: null,
  }));
  return [...written, ...own].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A profile by its name, or by the path of a file. */
export async function loadProfile(nameOrPath: string, folders: readonly string[] = []): Promise<Profile> {
  if (nameOrPath.endsWith('.json') || nameOrPath.includes('/')) return readProfile(nameOrPath);
  const noun = nouns.get(nameOrPath);
  if (noun) return profileOfNoun(noun);
  if (nameOrPath === fiscalDataPackage.name) return fiscalDataPackage;
  const files = await profileFiles(folders);
  // A file is named after its profile, so that one broken file stands in nobody else's way.
  const byName = files.filter((path) => basename(path, '.json') === nameOrPath);
  if (byName.length > 1) {
    throw new HubError(
      'BAD_INPUT',
      `The profile "${nameOrPath}" exists ${byName.length} times: ${byName.join(', ')}; give the path of the one you mean.`,
    );
  }
  const [path] = byName;
  if (path !== undefined) return readProfile(path);
  const known = [...files.map((file) => basename(file, '.json')), fiscalDataPackage.name, ...nouns.keys()];
  throw new HubError(
    'BAD_INPUT',
    `There is no profile "${nameOrPath}"; right is one of ${known.sort().join(', ')}, or the path of a file.`,
  );
}

async function readProfile(path: string): Promise<Profile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw new HubError(
      'BAD_INPUT',
      `The profile "${path}" cannot be read; right is the path of a JSON file.`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    throw new HubError('BAD_INPUT', `The profile "${path}" is no JSON: ${(error as Error).message}.`);
  }
  const profile = checkProfile(value, path, nouns);
  if (path.startsWith(packsFolder) && basename(path, '.json') !== profile.name) {
    throw new HubError(
      'BAD_INPUT',
      `The profile "${path}" is named "${profile.name}"; right is the same name as its file.`,
    );
  }
  return profile;
}
