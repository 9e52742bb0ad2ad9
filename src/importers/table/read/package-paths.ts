import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { HubError } from '../../../errors.ts';
import type { JsonObject } from '../../../json.ts';
import type { ImportSource } from '../../ocds/source.ts';
import type { Report } from '../types.ts';

/**
 * The file of a resource. It must lie in the descriptor's folder, links followed. Packages are often taken apart on
 * their way: a file of the same name beside the descriptor, plain or with `.gz`, is taken instead, and said so.
 */
export async function findResource(
  resource: JsonObject,
  where: string,
  source: ImportSource,
  report: Report,
): Promise<string> {
  const path = Array.isArray(resource.path) && resource.path.length === 1 ? resource.path[0] : resource.path;
  if (typeof path !== 'string' || path === '') {
    const found =
      resource.url !== undefined
        ? 'only a "url", and nothing is fetched'
        : resource.data !== undefined
          ? 'its data inside the descriptor'
          : Array.isArray(path)
            ? 'several files'
            : 'no "path"';
    throw new HubError(
      'BAD_INPUT',
      `${where} has ${found}: expected the "path" of one CSV file in the same folder.`,
    );
  }
  checkPath(path, where);
  if (source.path === null)
    throw new HubError(
      'BAD_INPUT',
      `${where} is the file "${path}": expected the descriptor as a file beside it.`,
    );
  const folder = dirname(source.path);
  const name = basename(path);
  for (const candidate of [path, `${path}.gz`, name, `${name}.gz`]) {
    const found = await inside(folder, candidate, where);
    if (found === null) continue;
    if (candidate !== path) {
      const problem = `the descriptor names "${path}"; "${candidate}" beside it is read instead`;
      report({ rule: 'other-path', severity: 'info', value: path, problem });
    }
    return found;
  }
  throw new HubError(
    'NOT_FOUND',
    `${where} is the file "${path}": there is none of that name in the descriptor's folder.`,
  );
}

function checkPath(path: string, where: string): void {
  const why = /^[a-z][a-z0-9+.-]*:/i.test(path)
    ? 'an address, and nothing is fetched'
    : /^[/\\~]/.test(path)
      ? 'an absolute path'
      : path.split(/[/\\]/).includes('..')
        ? 'a path that leaves the folder'
        : path.includes('\0')
          ? 'a path with a NUL character'
          : null;
  if (why !== null)
    throw new HubError(
      'BAD_INPUT',
      `${where} has the path "${path}", ${why}: expected a file in the same folder.`,
    );
}

async function inside(folder: string, path: string, where: string): Promise<string | null> {
  const file = join(folder, path);
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) return null;
  const [realFolder, realFile] = [await realpath(folder), await realpath(file)];
  if (!realFile.startsWith(realFolder.endsWith(sep) ? realFolder : realFolder + sep))
    throw new HubError(
      'BAD_INPUT',
      `${where} has the path "${path}", a link that leaves the folder: expected a file in it.`,
    );
  return file;
}
