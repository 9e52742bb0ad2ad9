import { createHmac, hkdfSync } from 'node:crypto';

/** Gives the mark under which a natural person's number is disclosed. */
export type PersonMark = (number: string) => string;

/**
 * Marks of persons' numbers: the same number always has the same mark, so a reviewed link stays with its person. Keyed
 * by the hub's secret, because whoever tries all numbers of eleven digits would find the one behind a plain hash.
 */
export function personMarks(secret: Buffer): PersonMark {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'sunledger person mark', 32));
  return (number) => `person-${createHmac('sha256', key).update(number).digest('hex').slice(0, 12)}`;
}
