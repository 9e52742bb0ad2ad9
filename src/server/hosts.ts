import { isIP } from 'node:net';

/**
 * Names under which this server answers. A page of another site can let its own name point at this machine (DNS
 * rebinding) and then reads what a local server shows; such a request carries that foreign name. An address is no
 * name that anyone can point elsewhere, so addresses are always fine.
 */
export function hostCheck(allowed: readonly string[]): (header: string | undefined) => boolean {
  const names = new Set(['localhost', ...allowed.map((name) => name.toLowerCase())]);
  return (header) => {
    const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@\\\s]+))(?::\d{1,5})?$/i.exec(header ?? '');
    const host = (match?.[1] ?? match?.[2])?.toLowerCase();
    return host !== undefined && (names.has(host) || isIP(host) !== 0);
  };
}

/** Host names that follow from the settings: the public address, and `SUNLEDGER_HOSTS` (a comma-separated list). */
export function namesFrom(settings: {
  publicUrl?: string | undefined;
  hosts?: string | undefined;
}): string[] {
  const names = (settings.hosts ?? '').split(',').map((name) => name.trim());
  if (settings.publicUrl !== undefined) names.push(new URL(settings.publicUrl).hostname);
  return names.filter((name) => name !== '');
}
