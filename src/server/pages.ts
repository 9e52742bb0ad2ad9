import { createHash } from 'node:crypto';

/** Text as HTML; everything that comes from data or a request passes through here. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (each) => `&#${each.charCodeAt(0)};`);
}

/** `'sha256-…'` of an inline style, so that a page needs neither a nonce nor `unsafe-inline`. */
export function hashOf(inline: string): string {
  return `'sha256-${createHash('sha256').update(inline, 'utf8').digest('base64')}'`;
}
