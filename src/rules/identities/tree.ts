import { blank, type Counted, columnOf, counted, groupKey } from './cells.ts';
import { compare, sumOf } from './compare.ts';
import { compileSelector, type Selection } from './selector.ts';
import type { AmountView, BudgetDocumentView, Difference, EntryView, TableView, Tree } from './types.ts';
import { bySide } from './units.ts';

interface Node {
  entry: EntryView;
  /** Depth: length of the code, or the level as published. Rows without one stand at the top. */
  depth: number;
  children: Node[];
}

const none: ReadonlySet<string> = new Set();

/**
 * Checks every total and subtotal row against the rows below it, at each depth that the table prints: a class against
 * its sections and against its items. A row that misses a level above it counts at every depth, so that no hole in the
 * codes hides money. Each column is checked by itself.
 */
export function* checkTree(document: BudgetDocumentView, identity: Tree): Generator<Difference> {
  const where = compileSelector(identity.where);
  const total = compileSelector(identity.where, identity.total);
  for (const { table, entries } of bySide(document.tables)) {
    if (!where.matchesTable(table)) continue;
    const rows = entries
      .filter((entry) => where.matchesEntry(table, entry))
      .sort((one, other) => one.position - other.position);
    const below = rows.filter(({ attributes }) => attributes.rowKind !== 'total');
    // Another view of the same money, without these codes, has rules of its own for what its totals hold.
    if (isCode(identity.by) && !below.some(({ attributes }) => attributes[identity.by!])) continue;
    const columns = columnsOf(below, identity.where.component === undefined ? null : where);
    if (identity.by !== null) {
      const { nodes } = grow(below, identity.by);
      for (const node of nodes) {
        if (node.children.length > 0) {
          yield* checkNode(document, identity, table, node.entry, node.children, columns);
        }
      }
    }
    const totals = rows.filter((entry) => total.matchesEntry(table, entry));
    for (const entry of totals) yield* checkTotal(document, identity, table, entry, rows, columns);
  }
}

function isCode(by: string | null): boolean {
  return by !== null && by !== 'level';
}

/**
 * Rows that a total row closes: those since the total before it, or all before it; where it stands first, those after
 * it. Forms print both, so the reading that fits better is taken.
 */
function* checkTotal(
  document: BudgetDocumentView,
  identity: Tree,
  table: TableView,
  total: EntryView,
  rows: readonly EntryView[],
  columns: readonly Column[],
): Generator<Difference> {
  const at = rows.indexOf(total);
  const isTotal = (entry: EntryView) => entry.attributes.rowKind === 'total';
  const previous = rows.slice(0, at).findLastIndex(isTotal);
  const next = rows.findIndex((entry, index) => index > at && isTotal(entry));
  const before = rows.slice(0, at).filter((entry) => !isTotal(entry));
  const since = rows.slice(previous + 1, at).filter((entry) => !isTotal(entry));
  const after = rows.slice(at + 1, next === -1 ? undefined : next);
  const readings = (before.length > 0 ? [before, since] : [after])
    .filter((part) => part.length > 0)
    .map((part) => roots(part, identity.by));
  let best: { roots: readonly Node[]; distance: bigint } | null = null;
  for (const reading of readings) {
    const parts = frontier(reading, -1);
    let distance = 0n;
    for (const column of columns) {
      const own = cellsIn(table, total, column);
      if (own.length === 0) continue;
      const apart = sumOf(own) - sumOf(parts.flatMap((entry) => cellsIn(table, entry, column)));
      distance += apart < 0n ? -apart : apart;
    }
    if (!best || distance < best.distance) best = { roots: reading, distance };
  }
  if (best) yield* checkNode(document, identity, table, total, best.roots, columns);
}

/** What is not printed in the upper row cannot be wrong there; what is printed must be found below. */
function* checkNode(
  document: BudgetDocumentView,
  identity: Tree,
  table: TableView,
  upper: EntryView,
  children: readonly Node[],
  columns: readonly Column[],
): Generator<Difference> {
  // A form that leaves the parts blank says nothing about them.
  if (!children.some(prints)) return;
  const frontiers = [...depthsBelow(children)].map((depth) => frontier(children, depth));
  for (const column of columns) {
    const left = cellsIn(table, upper, column);
    if (left.length === 0) continue;
    const seen = new Set<bigint>();
    for (const entries of frontiers) {
      const cells = entries.flatMap((entry) => cellsIn(table, entry, column));
      const right = cells.length > 0 ? cells : [blank(table, null, column.words)];
      // A deeper level with the same sum says nothing new.
      const amount = sumOf(right);
      if (seen.has(amount)) continue;
      seen.add(amount);
      const difference = compare(document, identity, column.currency, left, right);
      if (difference) yield difference;
    }
  }
}

function prints({ entry, children }: Node): boolean {
  return entry.amounts.length > 0 || children.some(prints);
}

interface Column {
  phase: string;
  component: string;
  period: string | null;
  asOfOn: string | null;
  currency: string | null;
  words: string;
}

/** Columns that are broken down below the totals: component, phase, period, day, currency. */
function columnsOf(rows: readonly EntryView[], only: Selection | null): Column[] {
  const columns = new Map<string, Column>();
  for (const { amounts } of rows) {
    for (const amount of amounts) {
      if (amount.phase === 'adjustment' || (only && !only.matchesAmount(amount))) continue;
      const { phase, component, period, asOfOn, currency } = amount;
      const key = `${component}\n${groupKey(amount, none)}`;
      if (columns.has(key)) continue;
      columns.set(key, {
        phase,
        component,
        period,
        asOfOn,
        currency,
        words: columnOf(phase, component, period),
      });
    }
  }
  return [...columns.values()];
}

function isIn(amount: AmountView, column: Column): boolean {
  return (
    amount.component === column.component &&
    amount.phase === column.phase &&
    amount.period === column.period &&
    amount.asOfOn === column.asOfOn &&
    amount.currency === column.currency
  );
}

function cellsIn(table: TableView, entry: EntryView, column: Column): Counted[] {
  return entry.amounts
    .filter((amount) => isIn(amount, column))
    .map((amount) => counted(table, entry, amount));
}

function roots(entries: readonly EntryView[], by: string | null): readonly Node[] {
  if (by !== null) return grow(entries, by).roots;
  return entries
    .filter(({ attributes }) => attributes.rowKind === 'line')
    .map((entry) => ({ entry, depth: 0, children: [] }));
}

/** Puts every row below the nearest subtotal that its code begins with, or whose level is above its own. */
function grow(entries: readonly EntryView[], by: string): { nodes: readonly Node[]; roots: readonly Node[] } {
  const depth = ({ attributes }: EntryView) =>
    by === 'level' ? Number(attributes.level ?? 0) : (attributes[by] ?? '').length;
  const nodes = entries.map((entry): Node => ({ entry, depth: depth(entry), children: [] }));
  const parentOf = by === 'level' ? levelParents(nodes) : codeParents(nodes, by);
  const top: Node[] = [];
  for (const node of nodes) (parentOf(node)?.children ?? top).push(node);
  return { nodes, roots: top };
}

function levelParents(nodes: readonly Node[]): (node: Node) => Node | null {
  const parents = new Map<Node, Node | null>();
  const open: Node[] = [];
  for (const node of nodes) {
    while (open.length > 0 && open.at(-1)!.depth >= node.depth) open.pop();
    parents.set(node, open.at(-1) ?? null);
    if (node.entry.attributes.rowKind === 'subtotal') open.push(node);
  }
  return (node) => parents.get(node) ?? null;
}

function codeParents(nodes: readonly Node[], by: string): (node: Node) => Node | null {
  const key = (entry: EntryView, code: string) => `${entry.attributes.departmentKey ?? ''} ${code}`;
  const subtotals = new Map<string, Node[]>();
  for (const node of nodes) {
    const code = node.entry.attributes[by];
    if (node.entry.attributes.rowKind !== 'subtotal' || !code) continue;
    const name = key(node.entry, code);
    subtotals.set(name, [...(subtotals.get(name) ?? []), node]);
  }
  return (node) => {
    const code = node.entry.attributes[by] ?? '';
    // A line may print the code of the subtotal above it, once for each project.
    const longest = node.entry.attributes.rowKind === 'subtotal' ? code.length - 1 : code.length;
    for (let length = longest; length > 0; length--) {
      const found = subtotals.get(key(node.entry, code.slice(0, length)));
      if (!found) continue;
      // The same code may head several blocks of one table: the one above is meant.
      return found.findLast(({ entry }) => entry.position < node.entry.position) ?? found[0]!;
    }
    return null;
  };
}

/** Depths that occur below, upper ones first. */
function depthsBelow(nodes: readonly Node[]): Set<number> {
  const depths = new Set<number>();
  const visit = (node: Node) => {
    depths.add(node.depth);
    node.children.forEach(visit);
  };
  nodes.forEach(visit);
  return new Set([...depths].sort((one, other) => one - other));
}

/**
 * The first rows at a depth or below it, and lines above it. A subtotal without a row below it stands for rows that
 * are found elsewhere (without a code, without a level): those count, it does not.
 */
function frontier(nodes: readonly Node[], depth: number): EntryView[] {
  return nodes.flatMap((node) => {
    if (node.children.length === 0) return node.entry.attributes.rowKind === 'subtotal' ? [] : [node.entry];
    return node.depth >= depth ? [node.entry] : frontier(node.children, depth);
  });
}
