import { type Counted, counted, groupKey } from './cells.ts';
import { compare } from './compare.ts';
import { compileSelector, type Selection } from './selector.ts';
import type { BudgetDocumentView, Difference, EntryView, Place, Same, TableView } from './types.ts';

interface Printed {
  place: number;
  table: TableView;
  entries: EntryView[];
  cells: Counted[];
}

interface Thing {
  currency: string | null;
  printed: Printed[];
}

/**
 * Checks that what a document prints in several places is one amount: each place against the first. Rows that carry
 * different codes of one classification are never the same thing, whatever they are called.
 */
export function* checkSame(document: BudgetDocumentView, identity: Same): Generator<Difference> {
  const places = identity.between.map((place) => ({
    place,
    selection: compileSelector(identity.where, place.select),
    strip: place.strip === undefined ? null : new RegExp(place.strip, 'u'),
  }));
  const fixes = new Set(places.flatMap(({ selection }) => [...selection.fixes]));
  fixes.delete('component');
  const things = new Map<string, Thing>();
  for (const [index, { place, selection, strip }] of places.entries()) {
    for (const table of document.tables) {
      if (selection.matchesTable(table)) gather(things, index, place, table, selection, strip, fixes);
    }
  }
  for (const { currency, printed } of things.values()) {
    const usable = printed.filter((one) => isOneThing(one, identity.between[one.place]!));
    const first = usable[0];
    if (!first) continue;
    for (const other of usable.slice(1)) {
      if (first.entries[0] === other.entries[0] || haveOtherCodes(first, other)) continue;
      const difference = compare(document, identity, currency, first.cells, other.cells, identity.relation);
      if (difference) yield difference;
    }
  }
}

function gather(
  things: Map<string, Thing>,
  index: number,
  place: Place,
  table: TableView,
  selection: Selection,
  strip: RegExp | null,
  fixes: ReadonlySet<string>,
): void {
  for (const entry of table.entries) {
    if (!selection.matchesEntry(table, entry)) continue;
    if (!entry.amounts.some((amount) => selection.matchesAmount(amount))) continue;
    const values = place.by.map((names) => nameOf(firstOf(names, table, entry), strip));
    if (values.includes('')) continue;
    for (const amount of entry.amounts) {
      if (!selection.matchesAmount(amount)) continue;
      const key = [table.attributes.scope ?? '', groupKey(amount, fixes), ...values].join('\n');
      let thing = things.get(key);
      if (!thing) {
        thing = { currency: amount.currency, printed: [] };
        things.set(key, thing);
      }
      let printed = thing.printed.at(-1);
      if (printed?.place !== index || printed.table !== table) {
        printed = { place: index, table, entries: [], cells: [] };
        thing.printed.push(printed);
      }
      printed.entries.push(entry);
      printed.cells.push(counted(table, entry, amount));
    }
  }
}

function firstOf(names: string, table: TableView, entry: EntryView): string | undefined {
  for (const name of names.split('|')) {
    const value = entry.attributes[name] ?? table.attributes[name];
    if (value) return value;
  }
  return undefined;
}

/** Blanks are printing, not name; full-width and half-width forms are one. */
function nameOf(text: string | undefined, strip: RegExp | null): string {
  const plain = (text ?? '').normalize('NFKC').replace(/\s/gu, '');
  return strip ? plain.replace(strip, '') : plain;
}

/** Several rows under one code are added up; several rows of one name could be anything. */
function isOneThing({ entries }: Printed, { by }: Place): boolean {
  if (entries.length === 1) return true;
  return (
    by.some((names) => /Code\b/.test(names)) && entries.every((one) => one.attributes.rowKind === 'line')
  );
}

function haveOtherCodes(one: Printed, other: Printed): boolean {
  const [left, right] = [one.entries[0]!.attributes, other.entries[0]!.attributes];
  return Object.keys(left).some(
    (name) => name.endsWith('Code') && right[name] !== undefined && right[name] !== left[name],
  );
}
