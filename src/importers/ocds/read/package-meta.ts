import { isObject, type JsonObject, type JsonValue } from '../../../json.ts';
import type { PackageMeta } from '../types.ts';

/** Members of packages and records that are read although the container is streamed. */
export const KEPT_MEMBERS: ReadonlySet<string> = new Set([
  'ocid',
  'uri',
  'version',
  'publishedDate',
  'publisher',
  'license',
  'publicationPolicy',
  'extensions',
  'packages',
  'compiledRelease',
  'versionedRelease',
]);

/** Fills what the members say; what is absent or of a wrong type stays as it was (the validator reports it). */
export function fillMeta(meta: PackageMeta, members: JsonObject): void {
  if (typeof members.version === 'string') {
    meta.versionStated = true;
    // Any version that is not known is read as the latest; the validator says so.
    meta.version = members.version === '1.0' ? '1.0' : '1.1';
  }
  meta.uri = text(members.uri) ?? meta.uri;
  meta.publishedDate = text(members.publishedDate) ?? meta.publishedDate;
  meta.license = text(members.license) ?? meta.license;
  meta.publicationPolicy = text(members.publicationPolicy) ?? meta.publicationPolicy;
  if (isObject(members.publisher)) {
    const publisher: NonNullable<PackageMeta['publisher']> = {};
    for (const name of ['name', 'scheme', 'uid', 'uri'] as const) {
      const value = text(members.publisher[name]);
      if (value !== undefined) publisher[name] = value;
    }
    meta.publisher = publisher;
  }
  if (Array.isArray(members.extensions)) {
    meta.extensions = members.extensions.filter((item) => typeof item === 'string');
  }
}

/**
 * What a bare release says about where it came from: some publishers and collections put the package's members into
 * a member `packageInfo`, and the version beside the release's own members.
 */
export function metaOfBareRelease(content: JsonObject): PackageMeta {
  const meta: PackageMeta = { kind: null, version: '1.1' };
  if (isObject(content.packageInfo)) fillMeta(meta, content.packageInfo);
  if (typeof content.version === 'string') fillMeta(meta, { version: content.version });
  return meta;
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
