import type { ExactNumber, JsonObject, JsonValue } from '../../json.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A problem in a file: `rule` is a stable kebab-case name, `path` has no indexes, `pointer` is the first place. */
export interface Problem {
  rule: string;
  severity: Severity;
  /** For example `/releases/awards/value/currency`. */
  path: string;
  /**
   * JSON pointer (RFC 6901) into the text. From the second text of a file on (JSON Lines, texts one after another) it
   * begins with `#` and the line on which that text begins: `#2/releases/0/tender`.
   */
  pointer: string;
  message: string;
  /** The offending value, cut to 200 characters. */
  value?: string | undefined;
}

/**
 * What a package says about itself. The object is shared by all events of a package and filled as members are read:
 * members may stand behind the `releases` array, so it is complete only at the package's last event.
 */
export interface PackageMeta {
  /** releasePackage, recordPackage; null for bare releases and records. */
  kind: 'releasePackage' | 'recordPackage' | null;
  version: '1.0' | '1.1';
  /** Whether the file has said which version it is, so far. */
  versionStated?: boolean | undefined;
  uri?: string | undefined;
  publishedDate?: string | undefined;
  publisher?: { name?: string; scheme?: string; uid?: string; uri?: string } | undefined;
  license?: string | undefined;
  publicationPolicy?: string | undefined;
  extensions?: string[] | undefined;
}

/** Where an ExactNumber stands in a content, so that a checker may look at plain numbers for a moment. */
export interface ExactSlot {
  holder: Record<string, JsonValue | undefined> | JsonValue[];
  key: string | number;
  number: ExactNumber;
}

/** The list of releases (of a package or a record) from which an event comes: shared by its events. */
export interface RecordRef {
  pointer: string;
}

/**
 * What a file holds, in its own order.
 *
 * `package`: given before the first release, and once more at the end when members came behind the releases.
 * `release`: full content; `origin` compiled: only a record's compiledRelease (or versionedRelease) was there. `bytes`
 * are the file's own, except for a versionedRelease, whose latest values are written anew.
 * `linked`: a record's release known by address only.
 * `part`: not to be imported, only to be checked: the members of a package or record, a compiledRelease beside full
 * releases, a release without a key. Importers pass it to the validator and otherwise ignore it.
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
      exact?: readonly ExactSlot[] | undefined;
      record?: RecordRef | undefined;
      /** Content was made from a versionedRelease, which is checked as a part of its own. */
      derived?: boolean | undefined;
    }
  | {
      type: 'linked';
      ocid: string;
      url: string;
      date: string | null;
      tag: string[];
      pointer: string;
      meta: PackageMeta;
      content?: JsonObject | undefined;
      record?: RecordRef | undefined;
    }
  | {
      type: 'part';
      part: 'release' | 'linked' | 'compiledRelease' | 'versionedRelease' | 'record' | 'package';
      content: JsonValue;
      pointer: string;
      meta: PackageMeta;
      exact?: readonly ExactSlot[] | undefined;
      record?: RecordRef | undefined;
      /** Of a package or record: how many elements its streamed arrays had. */
      elements?: { releases?: number | undefined; records?: number | undefined } | undefined;
    }
  | { type: 'problem'; problem: Problem };

export interface ReadOptions {
  /** Called now and then with the bytes taken from the file. */
  onProgress?: ((bytes: number) => void) | undefined;
  /** Largest single value held in memory; 64 MiB. */
  maxValueBytes?: number | undefined;
}
