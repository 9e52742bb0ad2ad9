import { blank, type Counted, collect, type Group, type Groups, type Rows } from './cells.ts';
import { compare } from './compare.ts';
import { compileSelector, type Selection } from './selector.ts';
import type { BudgetDocumentView, Difference, Equation, Selector, TableView, Term } from './types.ts';
import { byScope, bySide } from './units.ts';

interface ReadyTerm {
  choices: readonly Selection[];
  isOptional: boolean;
  zero: { selection: Selection; namesTable: boolean } | null;
  /** What it looks for, in words, for a place where nothing is printed. */
  column: string;
}

interface Ready {
  left: readonly ReadyTerm[];
  right: readonly ReadyTerm[];
  fixes: ReadonlySet<string>;
}

/** Checks one equation in every row, table or document that it speaks of. */
export function* checkEquation(document: BudgetDocumentView, identity: Equation): Generator<Difference> {
  const ready = prepare(identity);
  if (identity.each === 'entry') {
    for (const rows of bySide(document.tables)) yield* checkEntries(document, identity, ready, rows);
    return;
  }
  const units =
    identity.each === 'table' ? bySide(document.tables).map((rows) => [rows]) : byScope(document.tables);
  for (const unit of units) {
    const find = (term: ReadyTerm) => findInTables(unit, term, ready.fixes);
    const zero = (term: ReadyTerm, group: Group) => zeroOf(unit, term, group, ready.fixes);
    yield* check(document, identity, ready, find, zero);
  }
}

/** Row by row: the left side must be printed; a blank cell on the right is zero where its column holds amounts. */
function* checkEntries(
  document: BudgetDocumentView,
  identity: Equation,
  ready: Ready,
  rows: Rows,
): Generator<Difference> {
  const columns = new Map<ReadyTerm, Groups>();
  for (const term of [...ready.left, ...ready.right]) {
    const found = findInTables([rows], term, ready.fixes);
    if (found.size === 0 && !term.isOptional) return;
    columns.set(term, found);
  }
  for (const entry of rows.entries) {
    const own = { table: rows.table, entries: [entry] };
    const find = (term: ReadyTerm) => findInTables([own], term, ready.fixes);
    const zero = (term: ReadyTerm, group: Group) =>
      ready.right.includes(term) &&
      columns.get(term)!.has(group.key) &&
      term.choices.some((one) => one.matchesEntry(rows.table, entry))
        ? blank(rows.table, entry, term.column)
        : zeroOf([own], term, group, ready.fixes);
    yield* check(document, identity, ready, find, zero);
  }
}

function* check(
  document: BudgetDocumentView,
  identity: Equation,
  ready: Ready,
  find: (term: ReadyTerm) => Groups,
  zero: (term: ReadyTerm, group: Group) => Counted | null,
): Generator<Difference> {
  const left = ready.left.map((term) => ({ term, found: find(term) }));
  const right = ready.right.map((term) => ({ term, found: find(term) }));
  const groups = new Map<string, Group>();
  for (const { found } of [...left, ...right])
    for (const { group } of found.values()) groups.set(group.key, group);

  for (const group of groups.values()) {
    const side = (terms: typeof left): Counted[] | null => {
      const cells: Counted[] = [];
      for (const { term, found } of terms) {
        const own = found.get(group.key)?.cells;
        if (own) cells.push(...own);
        else if (!term.isOptional) {
          const nothing = zero(term, group);
          if (!nothing) return null;
          cells.push(nothing);
        }
      }
      return cells;
    };
    const leftCells = side(left);
    const rightCells = leftCells && side(right);
    if (!leftCells?.length || !rightCells?.length) continue;
    const difference = compare(document, identity, group.currency, leftCells, rightCells, identity.relation);
    if (difference) yield difference;
  }
}

/** Of several choices and tables the first that prints something, so that nothing is counted twice. */
function findInTables(unit: readonly Rows[], term: ReadyTerm, fixes: ReadonlySet<string>): Groups {
  const result: Groups = new Map();
  for (const choice of term.choices) {
    for (const rows of unit) {
      if (!choice.matchesTable(rows.table)) continue;
      for (const [key, found] of collect(rows, choice, fixes)) if (!result.has(key)) result.set(key, found);
    }
  }
  return result;
}

/** Zero, where the identity says what must be printed for a missing term to mean that. */
function zeroOf(
  unit: readonly Rows[],
  { zero, column }: ReadyTerm,
  group: Group,
  fixes: ReadonlySet<string>,
): Counted | null {
  if (!zero) return null;
  for (const rows of unit) {
    const { table } = rows;
    if (!zero.selection.matchesTable(table)) continue;
    if (zero.namesTable && isEmpty(table)) return blank(table, null, column);
    if (collect(rows, zero.selection, fixes).has(group.key)) return blank(table, null, column);
  }
  return null;
}

function isEmpty(table: TableView): boolean {
  return table.entries.every(({ amounts }) => amounts.length === 0);
}

const prepared = new WeakMap<Equation, Ready>();

function prepare(identity: Equation): Ready {
  const known = prepared.get(identity);
  if (known) return known;
  const fixes = new Set<string>();
  const compile = (...selectors: Selector[]) => {
    const selection = compileSelector(identity.where, ...selectors);
    for (const name of selection.fixes) if (name !== 'component') fixes.add(name);
    return selection;
  };
  const term = ({ select, optional, zeroWhen }: Term): ReadyTerm => {
    const choices = (Array.isArray(select) ? select : [select]) as readonly Selector[];
    return {
      choices: choices.map((one) => compile(one)),
      isOptional: optional === true,
      zero: zeroWhen
        ? { selection: compile(zeroWhen), namesTable: Object.keys(zeroWhen).includes('table') }
        : null,
      column: choices.map(describe).join(' or '),
    };
  };
  const ready = { left: identity.left.map(term), right: identity.right.map(term), fixes };
  prepared.set(identity, ready);
  return ready;
}

function describe(selector: Selector): string {
  return Object.entries(selector)
    .map(([name, wanted]) => `${name} ${typeof wanted === 'string' ? wanted : wanted.join('|')}`)
    .join(', ');
}
