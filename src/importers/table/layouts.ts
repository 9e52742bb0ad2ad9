import { ExactSum } from './profile/amount.ts';
import type { LayoutReport } from './report.ts';
import type { TableHead, TableRecord } from './types.ts';

export interface Stated {
  name: string;
  currency: string | null;
  text: string;
}

interface Counted {
  head: TableHead;
  titles: Set<string>;
  lines: number;
  subtotals: number;
  totals: number;
  sums: Map<string, { name: string; currency: string | null; sum: ExactSum }>;
}

/** What each layout of the profile read, with exact sums of the rows that count. */
export class LayoutCounts {
  private readonly layouts = new Map<string, Counted>();

  open(head: TableHead): void {
    const present = this.layouts.get(head.layout);
    const counted = present ?? {
      head,
      titles: new Set(),
      lines: 0,
      subtotals: 0,
      totals: 0,
      sums: new Map(),
    };
    if (head.title !== null && counted.titles.size < 20) counted.titles.add(head.title);
    this.layouts.set(head.layout, counted);
  }

  count(head: TableHead, { kind }: TableRecord, stated: readonly Stated[]): void {
    const counted = this.layouts.get(head.layout)!;
    if (kind === 'subtotal') counted.subtotals += 1;
    else if (kind === 'total') counted.totals += 1;
    else counted.lines += 1;
    if (kind !== 'line') return;
    for (const { name, currency, text } of stated) {
      const mark = currency === null ? name : `${name}\n${currency}`;
      let sum = counted.sums.get(mark);
      if (!sum) {
        sum = { name, currency, sum: new ExactSum() };
        counted.sums.set(mark, sum);
      }
      sum.sum.add(text);
    }
  }

  list(): LayoutReport[] {
    return [...this.layouts.values()].map(({ head, titles, lines, subtotals, totals, sums }) => ({
      layout: head.layout,
      table: head.table,
      noun: head.noun,
      titles: [...titles],
      lines,
      subtotals,
      totals,
      isEmpty: head.isEmpty,
      sums: [...sums.values()].map(({ name, currency, sum }) => ({ name, currency, sum: String(sum) })),
    }));
  }
}
