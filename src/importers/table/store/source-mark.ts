import { createHmac, hkdfSync } from 'node:crypto';

/**
 * Stands for a file in what is public where its hash must not: the file may also state amounts that are not public, and
 * whoever has the hash and the rest of the file could try out what they are. Keyed by the hub's secret.
 */
export function sourceMark(secret: Buffer, sha256: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'sunledger source mark', 32));
  return `file-${createHmac('sha256', key).update(sha256).digest('hex').slice(0, 32)}`;
}
