import type { Rows } from './cells.ts';
import type { EntryView, TableView } from './types.ts';

/** A table whose rows belong to two sides is two. */
export function bySide(tables: readonly TableView[]): Rows[] {
  return tables.flatMap((table) => {
    const sides = new Map<string, { table: TableView; entries: EntryView[] }>();
    for (const entry of table.entries) {
      const side = entry.attributes.side ?? table.attributes.side ?? '';
      const rows = sides.get(side);
      if (rows) rows.entries.push(entry);
      else sides.set(side, { table, entries: [entry] });
    }
    return [...sides.values()];
  });
}

/** Own and consolidated statements in one document are never mixed. */
export function byScope(tables: readonly TableView[]): Rows[][] {
  const scopes = new Map<string, Rows[]>();
  for (const table of tables) {
    const scope = table.attributes.scope ?? '';
    const rows = { table, entries: table.entries };
    const unit = scopes.get(scope);
    if (unit) unit.push(rows);
    else scopes.set(scope, [rows]);
  }
  return [...scopes.values()];
}
