import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { JsonObject } from '../../../json.ts';
import { canonical, shortened } from '../compile/keys.ts';
import { storable } from '../compile/text.ts';
import type { OcdsEvent } from '../types.ts';

/** A release on its way into `internal.release`. */
export interface Incoming {
  ocid: string;
  releaseId: string;
  /** SHA-256 of the bytes, hexadecimal. */
  hash: string;
  kind: 'release' | 'compiled' | 'linked';
  version: '1.0' | '1.1';
  date: string | null;
  pointer: string;
  content: JsonObject;
  bytes: Buffer;
}

/** An index entry holds 2,704 bytes; ocid, id and hash stand in one. */
const longestId = 600;
const longestDate = 200;

/** A release as it is kept: its own bytes, or, for one known by address only, what the record says about it. */
export function incomingOf(event: Extract<OcdsEvent, { type: 'release' | 'linked' }>): Incoming {
  const ocid = shortened(storable(event.ocid), longestId);
  const date = event.date === null ? null : storable(event.date).slice(0, longestDate);
  const shared = { ocid, version: event.meta.version, date, pointer: event.pointer };
  if (event.type === 'linked') {
    const content: JsonObject = { url: event.url, date: event.date, tag: event.tag };
    const bytes = Buffer.from(canonical(content));
    const releaseId = shortened(storable(event.url), longestId);
    return { ...shared, releaseId, hash: hashOf(bytes), kind: 'linked', content, bytes };
  }
  return {
    ...shared,
    releaseId: shortened(storable(event.releaseId), longestId),
    hash: hashOf(event.bytes),
    kind: event.origin === 'compiled' || isCompiled(event.content) ? 'compiled' : 'release',
    content: event.content,
    bytes: event.bytes,
  };
}

/** A release whose only tag is `compiled` states the whole process, wherever it stands. */
function isCompiled(content: JsonObject): boolean {
  return Array.isArray(content.tag) && content.tag.length === 1 && content.tag[0] === 'compiled';
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Level 1: half the time of the default, a tenth larger. */
export function deflate(bytes: Buffer): Buffer {
  return deflateRawSync(bytes, { level: 1 });
}
