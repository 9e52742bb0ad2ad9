import type { FactRow } from '../../../publish/facts.ts';
import { later } from '../../ocds/compile/link.ts';

type Named = Parameters<typeof later>[1];

/** Rows above the facts: editions, suppliers. Of equal keys the one that says more stands. */
export class HeadingRows {
  private readonly all = new Map<string, Map<string, FactRow>>();
  private changed = new Map<string, Set<string>>();

  add(table: string, row: FactRow): void {
    let rows = this.all.get(table);
    if (!rows) {
      rows = new Map();
      this.all.set(table, rows);
    }
    const key = row.key as string;
    const present = rows.get(key);
    const merged = present ? { ...row, ...said(present) } : row;
    if (present && Object.keys(merged).every((column) => merged[column] === present[column])) return;
    rows.set(key, merged);
    const changed = this.changed.get(table);
    if (changed) changed.add(key);
    else this.changed.set(table, new Set([key]));
  }

  /** A body that takes the name stated last. */
  name(table: string, row: FactRow): void {
    const present = this.all.get(table)?.get(row.key as string);
    const named = new Map(present ? [[row.key as string, present as Named]] : []);
    later(named, row as Named);
    const last = named.get(row.key as string)!;
    if (last === present) return;
    this.all.get(table)?.delete(row.key as string);
    this.add(table, last);
  }

  take(): Record<string, FactRow[]> {
    const taken: Record<string, FactRow[]> = {};
    for (const [table, keys] of this.changed)
      taken[table] = [...keys].map((key) => this.all.get(table)!.get(key)!);
    this.changed = new Map();
    return taken;
  }
}

function said(row: FactRow): FactRow {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined));
}
