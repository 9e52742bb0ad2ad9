import { TextDecoder } from 'node:util';

/** Encodings that public bodies have used, the likelier ones first; single-byte ones fit nearly everything. */
const CANDIDATES = [
  'gb18030',
  'big5',
  'shift_jis',
  'euc-kr',
  'windows-1252',
  'windows-1250',
  'windows-1251',
] as const;

/** Encodings in which all of `bytes` is text, with how the first odd characters would read. */
export function candidatesFor(bytes: Buffer, odd: Buffer): { label: string; text: string }[] {
  const fits: { label: string; text: string }[] = [];
  for (const label of CANDIDATES) {
    const decoder = new TextDecoder(label, { fatal: true });
    try {
      // The last character may be cut.
      const text = windows1252(decoder, decoder.decode(bytes, { stream: true }));
      if (!/[\x80-\x9f\ufffd]/.test(text)) fits.push({ label, text: reading(label, odd) });
    } catch {
      // Not this one.
    }
    if (fits.length === 5) break;
  }
  return fits;
}

/** Bytes as they read in an encoding, for a message: characters that are cut or no text are left out. */
export function reading(label: string, bytes: Buffer): string {
  const decoder = new TextDecoder(label);
  const text = windows1252(decoder, decoder.decode(bytes, { stream: true }));
  return text.replace(/[\0-\x1f\x7f-\x9f\ufffd"]/g, '').slice(0, 12);
}

/** 0x80 to 0x9f of windows-1252; Node up to 22 gives them as control characters. */
const HIGH = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

export function windows1252(decoder: TextDecoder, text: string): string {
  if (decoder.encoding !== 'windows-1252') return text;
  return text.replace(/[\x80-\x9f]/g, (character) => HIGH.charAt(character.charCodeAt(0) - 0x80));
}
