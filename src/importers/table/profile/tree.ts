import type { MoneyColumn, Printed, ReadRow } from './row-reader.ts';
import { outlineOf } from './text.ts';
import {
  differenceOf,
  Operands,
  type RunningTotals,
  reportDifference,
  type SumPlace,
  type SumRow,
} from './totals.ts';

/** A row of a table whose rows contain each other. */
export interface TreeRow {
  read: ReadRow;
  /** Label as printed, blanks before it included. */
  label: string;
  code: string | null;
  isTotal: boolean;
  isSection: boolean;
  isMemo: boolean;
  /** The profile says what the row is. */
  forced: 'line' | 'subtotal' | 'total' | null;
}

export interface TreeRules {
  by: 'code' | 'outline';
  /** A code longer by one sign is below another only where amounts agree. */
  whereSumsAgree: boolean;
  money: readonly MoneyColumn[];
  place: SumPlace;
  fillLevel: boolean;
  totals: RunningTotals;
}

interface Node {
  row: TreeRow;
  /** Place in the table. */
  at: number;
  children: Node[];
  level: number;
  /** Outline level and number, where rows are numbered. */
  outline: { level: number; number: number } | null;
}

/**
 * Decides which rows are lines and which are sums of others, and checks the sums. A row is a subtotal only where a row
 * below it has an amount: a class printed without its items is itself the line that counts.
 */
export function settleTree(rows: readonly TreeRow[], rules: TreeRules): void {
  const { by, money, place, fillLevel, totals } = rules;
  const nodes = rows.map((row, at): Node => ({ row, at, children: [], level: 1, outline: null }));
  const counted = nodes.filter((node) => !node.row.isTotal && !node.row.isMemo);
  let roots = by === 'code' ? treeByCode(counted) : treeByOutline(nodes);
  if (rules.whereSumsAgree) roots = withoutNeighbours(roots, money);
  setLevels(roots, 1);
  for (const node of nodes) {
    const { row } = node;
    const { record } = row.read;
    if (row.isTotal) record.kind = 'total';
    else if (row.isMemo) record.kind = 'subtotal';
    else record.kind = hasParts(node) ? 'subtotal' : 'line';
    if (row.forced) record.kind = row.forced;
    if (fillLevel && !row.isTotal && record.fields.level === undefined) {
      record.fields.level = String(node.level);
    }
  }
  for (const node of nodes) if (!node.row.isTotal && hasParts(node)) checkNode(node, money, place);
  checkTotals(nodes, roots, money, totals);
  warnOfHiddenTotal(roots, money, place);
}

/** A row that counts and is exactly what all others make is a total by a name that nobody knows, or a coincidence. */
function warnOfHiddenTotal(roots: readonly Node[], money: readonly MoneyColumn[], place: SumPlace): void {
  const summed = roots.filter(isSummed);
  if (summed.length < 3) return;
  for (const node of [summed[0] as Node, summed.at(-1) as Node]) {
    const slots = money.map((_, slot) => slot).filter((slot) => node.row.read.amounts[slot]);
    const isSum = slots.every((slot) => {
      const operands = new Operands();
      for (const other of summed) if (other !== node) addNode(operands, other, slot);
      const own = (node.row.read.amounts[slot] as Printed).text;
      return !operands.isBroken && !operands.sum.isZero && operands.sum.missingTo(own).isZero;
    });
    if (slots.length === 0 || !isSum) continue;
    const { row, page } = node.row.read.record;
    place.report({
      rule: 'perhaps-total',
      severity: 'warning',
      sheet: place.sheet,
      page,
      row,
      value: node.row.label.trim(),
      problem: `${place.layout}: row ${row} "${node.row.label.trim()}" is exactly what the other ${summed.length - 1} make, and is counted beside them; if it is their total, call it 合计 or Total, or name it in "totals" of the profile.`,
    });
  }
}

/** 1 and 10 to 19 may be a class and its items or nineteen neighbours: only the amounts can tell. */
function withoutNeighbours(roots: readonly Node[], money: readonly MoneyColumn[]): Node[] {
  return roots.flatMap((node) => {
    node.children = withoutNeighbours(node.children, money);
    const code = node.row.code ?? '';
    const isClose = node.children.some((child) => (child.row.code ?? '').length === code.length + 1);
    if (!isClose || /\W/.test(code) || sumsAgree(node, money)) return [node];
    const others = node.children;
    node.children = [];
    return [node, ...others];
  });
}

function sumsAgree(node: Node, money: readonly MoneyColumn[]): boolean {
  return money.every((column, slot) => {
    const total = node.row.read.amounts[slot];
    if (!total) return true;
    const operands = new Operands();
    for (const child of node.children) addNode(operands, child, slot);
    return operands.isBroken || differenceOf(total, operands, column) !== 'conflict';
  });
}

function treeByCode(nodes: readonly Node[]): Node[] {
  const known = new Map<string, Node[]>();
  for (const node of nodes) {
    const code = node.row.code;
    if (code === null) continue;
    const same = known.get(code);
    if (same) same.push(node);
    else known.set(code, [node]);
  }
  const roots: Node[] = [];
  for (const node of nodes) {
    const parent = parentByCode(node, known);
    if (parent) parent.children.push(node);
    else roots.push(node);
  }
  return roots;
}

/** The row with the longest code that this one's begins with; of several the nearest above. */
function parentByCode(node: Node, known: ReadonlyMap<string, readonly Node[]>): Node | null {
  const code = node.row.code;
  if (code === null) return null;
  const sign = code.search(/[^\p{L}\p{N}]/u);
  for (let length = code.length - 1; length > 0; length--) {
    const found = known.get(code.slice(0, length));
    if (!found) continue;
    // 01.10 is beside 01.1, not below it; 2010301-01 is below 20103.
    const isCut = /^[\p{L}\p{N}]{2}$/u.test(code.slice(length - 1, length + 1));
    if (sign >= 0 && isCut && (length > sign || length < 2)) continue;
    return nearestAbove(found, node.at) ?? (found[0] as Node);
  }
  return null;
}

/** The last of the rows, which stand in order, that stands above. */
function nearestAbove(rows: readonly Node[], at: number): Node | undefined {
  let from = 0;
  let to = rows.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((rows[middle] as Node).at < at) from = middle + 1;
    else to = middle;
  }
  return rows[from - 1];
}

function treeByOutline(nodes: readonly Node[]): Node[] {
  const roots: Node[] = [];
  let open: Node[] = [];
  // What was open before an unnumbered row came between: 三、 goes on after it, 一、 begins below it.
  let before: Node[] = [];
  let memo: { level: number; number: number } | { indent: number } | null = null;
  for (const node of nodes) {
    const { row } = node;
    if (row.isTotal) {
      open = [];
      before = [];
      memo = null;
      continue;
    }
    const found = outlineOf(row.label);
    node.outline = found ? { level: found.level, number: found.number } : null;
    if (row.isMemo) {
      memo = memoOf(row.label);
      continue;
    }
    if (memo && goesOn(memo, row.label, node.outline)) {
      row.isMemo = true;
      if ('number' in memo && node.outline) memo = node.outline;
      continue;
    }
    memo = null;
    if (node.outline) open = openFor(node.outline, open, before);
    else {
      before = open.some((other) => other.outline) ? open : before;
      open = [];
    }
    const parent = open.at(-1);
    if (parent) parent.children.push(node);
    else roots.push(node);
    open = [...open, node];
  }
  return roots;
}

/** The rows that stay open above a row of this number. */
function openFor(
  outline: { level: number; number: number },
  open: readonly Node[],
  before: readonly Node[],
): Node[] {
  const goesOnBefore = before.some(
    (node) => node.outline?.level === outline.level && node.outline.number + 1 === outline.number,
  );
  const goesOnHere = open.some((node) => node.outline?.level === outline.level);
  const from = goesOnBefore && !goesOnHere ? before : open;
  return from.filter((node) => (node.outline?.level ?? 0) < outline.level);
}

/** 其中：1. … goes on with 2. …; 其中：… with rows that stand further in. */
function memoOf(label: string): { level: number; number: number } | { indent: number } {
  const rest = label.replace(/^[^:：]*[:：]\s*/u, '');
  const found = rest === label ? null : outlineOf(rest);
  return found ? { level: found.level, number: found.number } : { indent: indentOf(label) };
}

function goesOn(
  memo: { level: number; number: number } | { indent: number },
  label: string,
  outline: { level: number; number: number } | null,
): boolean {
  if ('indent' in memo) return outline === null && indentOf(label) > memo.indent && memo.indent >= 0;
  return outline?.level === memo.level && outline.number === memo.number + 1;
}

function indentOf(label: string): number {
  const blanks = /^[\s\u3000]*/u.exec(label)?.[0] ?? '';
  return [...blanks].reduce((width, sign) => width + (sign === '\u3000' ? 2 : 1), 0);
}

function setLevels(nodes: readonly Node[], level: number): void {
  let here = nodes.map((node) => node);
  for (let depth = level; here.length > 0; depth++) {
    for (const node of here) node.level = depth;
    here = here.flatMap((node) => node.children);
  }
}

function hasParts(node: Node): boolean {
  return node.children.some(
    (child) => child.row.read.amounts.some((amount) => amount !== undefined) || hasParts(child),
  );
}

/** The amount of a row, or of what stands below it where the row itself prints none. */
function addNode(operands: Operands, node: Node, slot: number): void {
  const amount = node.row.read.amounts[slot];
  if (amount !== undefined) operands.add(amount, sumRow(node.row));
  else for (const child of node.children) addNode(operands, child, slot);
}

function checkNode(node: Node, money: readonly MoneyColumn[], place: SumPlace): void {
  for (const [slot, column] of money.entries()) {
    const total = node.row.read.amounts[slot];
    if (!total) continue;
    const operands = new Operands();
    for (const child of node.children) addNode(operands, child, slot);
    if (!operands.isBroken) reportDifference(place, column, total, sumRow(node.row), operands);
  }
}

function checkTotals(
  nodes: readonly Node[],
  roots: readonly Node[],
  money: readonly MoneyColumn[],
  totals: RunningTotals,
): void {
  const isRoot = new Set(roots);
  for (const node of nodes) {
    if (node.row.isTotal) totals.total(sumRow(node.row), node.row.isSection);
    else if (isRoot.has(node) && isSummed(node)) {
      totals.line({ ...sumRow(node.row), amounts: money.map((_, slot) => wholeOf(node, slot)) });
    }
  }
}

/** A row that the profile calls a subtotal and that has no parts belongs to no sum. */
function isSummed(node: Node): boolean {
  return node.row.forced === null || node.row.forced === 'line' || hasParts(node);
}

function wholeOf(node: Node, slot: number): Printed | undefined | null {
  const own = node.row.read.amounts[slot];
  if (own !== undefined || node.children.length === 0) return own;
  const operands = new Operands();
  for (const child of node.children) addNode(operands, child, slot);
  if (operands.isBroken) return null;
  if (operands.sum.count === 0) return undefined;
  const text = operands.sum.toString();
  return { text, printed: text, decimals: operands.decimals, column: 0 };
}

export function sumRow(row: TreeRow): SumRow {
  return {
    row: row.read.record.row,
    page: row.read.record.page,
    label: row.label.trim(),
    amounts: row.read.amounts,
  };
}
