import { Parser } from 'htmlparser2';
import type { TableFile } from '../types.ts';
import type { Content } from './bytes.ts';
import { textOf } from './decode.ts';
import { chooseEncoding, encodingLabel } from './encoding.ts';
import { HtmlReader } from './html-reader.ts';
import type { OpenOptions } from './index.ts';
import { type SheetEvent, sheetsOf } from './sheets.ts';

/**
 * Tables of an HTML page, each a sheet; nothing of the page is run or fetched. The encoding is the declared one, that
 * of a byte order mark, or what the page's own `meta` says.
 */
export async function htmlSheets(content: Content, options: OpenOptions): Promise<TableFile> {
  const { report } = options;
  const encoding = await chooseEncoding(content, options.encoding ?? metaEncoding(content.start), report);
  const metadata: Record<string, string> = {};
  const read = async function* (): AsyncGenerator<SheetEvent> {
    const reader = new HtmlReader(content.name, report, metadata);
    const parser = new Parser(reader, { decodeEntities: true, lowerCaseTags: true });
    for await (const text of textOf(content, encoding)) {
      for (let at = 0; at < text.length; at += 65_536) {
        parser.write(text.slice(at, at + 65_536));
        yield* reader.takeEvents();
      }
    }
    parser.end();
    reader.finish();
    yield* reader.takeEvents();
  };
  return {
    format: 'html',
    encoding: encoding.label,
    metadata,
    sheets: () => sheetsOf(read()),
    close: async () => {},
  };
}

/** What the first kilobytes of a page declare (HTML standard, prescan): a name that is no encoding counts as none. */
function metaEncoding(start: Buffer): string | undefined {
  const text = start.toString('latin1', 0, 4096);
  const match =
    /<meta\s[^>]*?charset\s*=\s*["']?\s*([\w-]+)/i.exec(text) ??
    /<\?xml\s[^>]*?encoding\s*=\s*["']([\w-]+)/i.exec(text);
  const label = match?.[1]?.toLowerCase();
  if (label === undefined || !isEncoding(label)) return undefined;
  // A page whose meta can be read byte by byte is not UTF-16, whatever it says.
  return label.startsWith('utf-16') ? 'utf-8' : label;
}

function isEncoding(label: string): boolean {
  try {
    encodingLabel(label);
    return true;
  } catch {
    return false;
  }
}
