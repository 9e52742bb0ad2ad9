import type { Handler } from 'htmlparser2';
import { HubError } from '../../../errors.ts';
import type { Merge, Report } from '../types.ts';
import { HtmlTable } from './html-table.ts';
import type { SheetEvent } from './sheets.ts';

const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
/** Elements after which text stands on a line of its own. */
const BLOCKS = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'center',
  'section',
  'article',
  'header',
  'dt',
  'dd',
  'pre',
  'br',
  'hr',
  ...HEADINGS,
]);
const UNREAD = new Set(['script', 'style', 'noscript', 'template', 'svg', 'select']);
const MAX_NESTED = 20;
const MAX_LINES = 4;
const MAX_TITLE = 500;
const MAX_META = 100;

/** Turns a page into tables: what stands in them, the lines before each as its title, `title` and `meta` as metadata. */
export class HtmlReader implements Partial<Handler> {
  private events: SheetEvent[] = [];
  private readonly open: HtmlTable[] = [];
  private unread = 0;
  private isTitle = false;
  private tables = 0;
  /** Lines since the last table or heading, the heading first. */
  private lines: string[] = [];
  private line = '';
  private heading = '';
  private inHeading = 0;

  constructor(
    private readonly fileName: string,
    private readonly report: Report,
    private readonly metadata: Record<string, string>,
  ) {}

  takeEvents(): SheetEvent[] {
    const { events } = this;
    this.events = [];
    // Rows of the outermost table go out as they come, unless another table stands in it.
    const outer = this.open[0];
    if (outer) events.push(...outer.takeReady());
    return events;
  }

  onopentag(name: string, attributes: Record<string, string>): void {
    if (UNREAD.has(name)) this.unread++;
    if (this.unread > 0) return;
    const table = this.open.at(-1);
    if (name === 'meta') this.meta(attributes);
    else if (name === 'title') this.isTitle = this.open.length === 0;
    else if (name === 'table') this.openTable();
    else if (table) {
      if (BLOCKS.has(name)) table.breakLine();
      table.openTag(name, attributes);
    } else {
      if (BLOCKS.has(name)) this.endLine();
      if (HEADINGS.has(name)) this.inHeading++;
    }
  }

  ontext(text: string): void {
    if (this.unread > 0) return;
    if (this.isTitle) this.metadata.title = cut((this.metadata.title ?? '') + text);
    else {
      const table = this.open.at(-1);
      if (table) table.text(text);
      else if (this.line.length < MAX_TITLE) this.line += text;
    }
  }

  onclosetag(name: string): void {
    if (UNREAD.has(name)) this.unread = Math.max(0, this.unread - 1);
    if (this.unread > 0) return;
    const table = this.open.at(-1);
    if (name === 'title') {
      this.isTitle = false;
      this.metadata.title = (this.metadata.title ?? '').replace(/\s+/g, ' ').trim();
    } else if (name === 'table') this.closeTable();
    else if (table) {
      if (BLOCKS.has(name)) table.breakLine();
      table.closeTag(name);
    } else {
      if (BLOCKS.has(name)) this.endLine();
      if (HEADINGS.has(name)) this.inHeading = Math.max(0, this.inHeading - 1);
    }
  }

  /** The end of the page: tables that were never closed end here. */
  finish(): void {
    while (this.open.length > 0) this.closeTable();
  }

  private openTable(): void {
    if (this.open.length >= MAX_NESTED)
      throw new HubError(
        'LIMIT_EXCEEDED',
        `"${this.fileName}" nests more than ${MAX_NESTED} tables in each other; it is not read.`,
      );
    this.endLine();
    const parent = this.open.at(-1);
    const title = parent ? '' : cut([this.heading, ...this.lines].filter((line) => line !== '').join('\n'));
    const merges: Merge[] = [];
    this.open.push(new HtmlTable(this.fileName, `table ${++this.tables}`, title, merges, this.report));
    if (parent) for (const table of this.open) table.hold();
    this.lines = [];
  }

  private closeTable(): void {
    const table = this.open.pop();
    if (!table) return;
    table.finish();
    const parent = this.open.at(-1);
    if (parent) parent.adopt(table);
    else this.events.push(...table.takeAll());
    this.heading = parent ? this.heading : '';
    this.lines = [];
    this.line = '';
  }

  private endLine(): void {
    const line = this.line.replace(/\s+/g, ' ').trim();
    this.line = '';
    if (line === '') return;
    if (this.inHeading > 0) {
      this.heading = line;
      this.lines = [];
    } else {
      this.lines.push(line);
      if (this.lines.length > MAX_LINES) this.lines.shift();
    }
  }

  private meta(attributes: Record<string, string>): void {
    const name = attributes.name ?? attributes.property;
    const { content } = attributes;
    if (!name || !content || name === 'title' || Object.keys(this.metadata).length >= MAX_META) return;
    this.metadata[name] = cut(content.trim());
  }
}

function cut(text: string): string {
  return text.slice(0, MAX_TITLE);
}
