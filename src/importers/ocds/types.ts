import type { JsonObject } from '../../json.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A problem in a file: `rule` is a stable kebab-case name, `path` has no indexes, `pointer` is the first place. */
export interface Problem {
  rule: string;
  severity: Severity;
  /** For example `/releases/awards/value/currency`. */
  path: string;
  /** JSON pointer (RFC 6901) into the text; a file of several texts is prefixed by `#<line or text number>`. */
  pointer: string;
  message: string;
  /** The offending value, cut to 200 characters. */
  value?: string | undefined;
}

export interface PackageMeta {
  /** releasePackage, recordPackage; null for bare releases and records. */
  kind: 'releasePackage' | 'recordPackage' | null;
  version: '1.0' | '1.1';
  uri?: string | undefined;
  publishedDate?: string | undefined;
  publisher?: { name?: string; scheme?: string; uid?: string; uri?: string } | undefined;
  license?: string | undefined;
  publicationPolicy?: string | undefined;
  extensions?: string[] | undefined;
}

/**
 * What a file holds, in its own order.
 *
 * `release`: full content; `origin` compiled: only a record's compiledRelease was there. `bytes` are the file's own.
 * `linked`: a record's release known by address only. A record that has neither gives `linkedOnly` ocids.
 */
export type OcdsEvent =
  | { type: 'package'; meta: PackageMeta; pointer: string }
  | {
      type: 'release';
      origin: 'release' | 'compiled';
      ocid: string;
      releaseId: string;
      date: string | null;
      content: JsonObject;
      bytes: Buffer;
      pointer: string;
      meta: PackageMeta;
    }
  | { type: 'linked'; ocid: string; url: string; date: string | null; tag: string[]; pointer: string; meta: PackageMeta }
  | { type: 'problem'; problem: Problem };

export interface ReadOptions {
  /** Called now and then with the bytes taken from the file. */
  onProgress?: ((bytes: number) => void) | undefined;
}
