import { createHash } from 'node:crypto';

/**
 * Name under which the reader answers a response key.
 *
 * PostgreSQL cuts column names after 63 bytes, so two long aliases could fall together; a long one gets a hash.
 * `~` occurs in no GraphQL name.
 */
export function rowKey(responseKey: string): string {
  if (responseKey.length <= 63) return responseKey;
  return `${responseKey.slice(0, 30)}~${createHash('sha256').update(responseKey).digest('hex').slice(0, 32)}`;
}
