import { readFileSync } from 'node:fs';
import { Decimal } from 'decimal.js';
import { sharedData } from '../shared-folder.ts';

/**
 * A second, plain reading of the published documents of Putuo: by position of the columns, where the profile goes by
 * their heads. It shares no code with the importer.
 */
export interface PlainTable {
  document: string;
  /** The importer's name of the table. */
  table: string;
  phase: 'approved' | 'final';
  /** Rows that are counted and hold at least one amount. */
  lines: number;
  /** Component → sum of the rows that are counted, in yuan. */
  sums: Record<string, string>;
  /** Label of a printed total → component → amount in yuan. */
  stated: Record<string, Record<string, string>>;
}

export interface PlainFacts {
  document: string;
  /** Category → amounts in yuan as budgeted; `operating` are the operating funds. */
  budget: Record<string, string>;
  actual: Record<string, string>;
}

interface Fragment {
  page: number;
  title: string | null;
  continued: boolean;
  unit: string | null;
  rows: (string | null)[][];
}

export const budgetDocuments = [
  'commerce-dept-2025',
  'commerce-unit-2025',
  'wanli-dept-2024',
  'wanli-dept-2025',
];
export const finalDocuments = ['finance-final-2024'];

const bare = (cell: string | null | undefined) => (cell ?? '').replace(/\s/g, '');

/** Rows of one published table, in all its fragments. */
function published(document: string): { title: string; factor: number; rows: string[][] }[] {
  const file = sharedData(`budgets/china-shanghai-putuo/tables/${document}.json`);
  const fragments: Fragment[] = JSON.parse(readFileSync(file, 'utf8')).tables;
  const tables: { title: string; factor: number; rows: string[][] }[] = [];
  for (const { title, continued, unit, rows } of fragments) {
    if (title === null) continue;
    if (!continued) tables.push({ title: bare(title), factor: unit === '万元' ? 10_000 : 1, rows: [] });
    tables.at(-1)!.rows.push(...rows.map((row) => row.map(bare)));
  }
  return tables;
}

interface Layout {
  table: string;
  title: RegExp;
  /** Position of the cells that make the code, or of the label where rows have no code. */
  code?: number[];
  label?: number;
  components: string[];
  /** First cell with an amount; the last amount stands in the cell `components.length` further. */
  first: number;
  totals?: RegExp;
  /** Rows that are no money of the year, by label. */
  aside?: [RegExp, string][];
}

const bookComponents = ['total', 'general', 'governmentFunds', 'stateCapital'];
const byFunction = (table: string, title: RegExp, components: string[]): Layout => ({
  table,
  title,
  code: [0, 1, 2],
  components,
  first: 4,
});

const budgetLayouts: Layout[] = [
  {
    table: 'summary-income',
    title: /财务收支/,
    label: 0,
    components: ['total'],
    first: 1,
    totals: /^收入总计$/,
  },
  {
    table: 'summary-expenditure',
    title: /财务收支/,
    label: 2,
    components: ['total', 'personnel', 'publicFunds', 'project'],
    first: 3,
    totals: /^支出总计$/,
  },
  byFunction('income-by-function', /收入预算总表/, [
    'total',
    'appropriation',
    'institutional',
    'business',
    'otherIncome',
  ]),
  byFunction('expenditure-by-function', /(部门|单位)支出预算总表/, ['total', 'basic', 'project']),
  {
    table: 'appropriation-income',
    title: /财政拨款收支/,
    label: 0,
    components: ['total'],
    first: 1,
    totals: /^收入总计$/,
  },
  {
    table: 'appropriation-expenditure',
    title: /财政拨款收支/,
    label: 2,
    components: bookComponents,
    first: 3,
    totals: /^支出总计$/,
  },
  byFunction('general-by-function', /一般公共预算支出功能/, ['total', 'basic', 'project']),
  byFunction('funds-by-function', /政府性基金预算支出功能/, ['total', 'basic', 'project']),
  byFunction('capital-by-function', /国有资本经营预算支出功能/, ['total', 'basic', 'project']),
  {
    table: 'basic-by-economic',
    title: /基本支出部门预算经济/,
    code: [0, 1],
    components: ['total', 'personnel', 'publicFunds'],
    first: 3,
  },
];

const finalLayouts: Layout[] = [
  {
    table: 'summary-income',
    title: /第二部分/,
    label: 0,
    components: ['total'],
    first: 1,
    totals: /^(本年收入合计|总计)$/,
    aside: [
      [/年初结转/, 'opening'],
      [/使用非财政/, 'usedSurplus'],
    ],
  },
  {
    table: 'summary-expenditure',
    title: /第二部分/,
    label: 2,
    components: ['total'],
    first: 3,
    totals: /^(本年支出合计|总计)$/,
    aside: [
      [/年末结转/, 'closing'],
      [/结余分配/, 'distribution'],
    ],
  },
  byFunction('income-by-function', /^收入决算表/, [
    'total',
    'appropriation',
    'superiorSubsidy',
    'institutional',
    'business',
    'subordinate',
    'otherIncome',
  ]),
  byFunction('expenditure-by-function', /^支出决算表/, [
    'total',
    'basic',
    'project',
    'upward',
    'operating',
    'downward',
  ]),
  {
    table: 'appropriation-income',
    title: /^财政拨款收入支出/,
    label: 0,
    components: ['total'],
    first: 1,
    totals: /^(本年收入合计|总计)$/,
    aside: [[/年初财政拨款结转/, 'opening']],
  },
  {
    table: 'appropriation-expenditure',
    title: /^财政拨款收入支出/,
    label: 2,
    components: bookComponents,
    first: 3,
    totals: /^(本年支出合计|总计)$/,
    aside: [[/年末财政拨款结转/, 'closing']],
  },
  byFunction('general-by-function', /^一般公共预算财政拨款支出/, ['total', 'basic', 'project']),
  {
    table: 'basic-by-economic',
    title: /基本支出决算表/,
    code: [0, 1],
    components: ['total'],
    first: 3,
    totals: /^人员经费合计$/,
  },
  {
    table: 'basic-by-economic',
    title: /基本支出决算表/,
    code: [4, 5],
    components: ['total'],
    first: 7,
    totals: /^公用经费合计$/,
  },
];

interface PlainRow {
  code: string;
  label: string;
  values: (Decimal | null)[];
  component: string | null;
}

export function readTables(document: string): PlainTable[] {
  const isFinal = finalDocuments.includes(document);
  const tables: PlainTable[] = [];
  for (const layout of isFinal ? finalLayouts : budgetLayouts) {
    const found = published(document).filter(({ title }) => layout.title.test(title));
    if (found.length !== 1) throw new Error(`${document}: ${found.length} tables for ${layout.table}`);
    const read = readTable(found[0]!.rows, found[0]!.factor, adjusted(layout, found[0]!.rows));
    const before = tables.find(({ table }) => table === layout.table);
    if (before) {
      // Two halves side by side are one table.
      before.lines += read.lines;
      Object.assign(before.stated, read.stated);
      for (const [component, sum] of Object.entries(read.sums))
        before.sums[component] = new Decimal(before.sums[component] ?? 0).plus(sum).toFixed();
    } else tables.push({ document, table: layout.table, phase: isFinal ? 'final' : 'approved', ...read });
  }
  return tables;
}

/** Departments print one amount in the first table where units print it with its parts. */
function adjusted(layout: Layout, rows: string[][]): Layout {
  const width = rows[0]!.length - layout.first;
  const isNarrow = layout.table === 'summary-expenditure' && width < layout.components.length;
  return isNarrow ? { ...layout, components: ['total'] } : layout;
}

function readTable(rows: string[][], factor: number, layout: Layout) {
  const read: PlainRow[] = [];
  const stated: PlainTable['stated'] = {};
  let aside: string | null = null;
  for (const cells of rows) {
    const values = valuesOf(cells, factor, layout);
    const texts = layout.code ? cells : [cells[layout.label!] ?? ''];
    const total = texts.find((cell) => (layout.totals ?? /^合计$/).test(cell));
    if (total !== undefined) {
      if (values.some((value) => value !== null)) stated[total] = amounts(layout, values);
      continue;
    }
    if (layout.code) {
      const parts = layout.code.map((position) => cells[position] ?? '');
      if (!/^\d{3}$/.test(parts[0]!)) continue;
      const code = parts.map((part, index) => (index && part ? part.padStart(2, '0') : part)).join('');
      read.push({ code, label: '', values, component: null });
    } else {
      const label = texts[0]!;
      if (!/^[一二三四五六七八九十]+、|^\d+[.、]/.test(label)) aside = null;
      aside = layout.aside?.find(([pattern]) => pattern.test(label))?.[1] ?? aside;
      if (label) read.push({ code: '', label, values, component: aside });
    }
  }
  const counted = read.filter((row, index) => isLeaf(read, row, index) && row.values.some((value) => value));
  const sums: Record<string, string> = {};
  for (const row of counted)
    for (const [component, amount] of Object.entries(amounts(layout, row.values))) {
      const name = !row.component
        ? component
        : component === 'total'
          ? row.component
          : `${row.component}.${component}`;
      sums[name] = new Decimal(sums[name] ?? 0).plus(amount).toFixed();
    }
  return { lines: counted.length, sums, stated };
}

/** Amounts of a row; a total row whose merged label was read as one cell is shorter and ends where others end. */
function valuesOf(cells: string[], factor: number, { first, components, code }: Layout): (Decimal | null)[] {
  const isShort = code !== undefined && cells[0] === '合计' && cells.length < first + components.length;
  const start = isShort ? cells.length - components.length : first;
  return components.map((_, index) => {
    const text = (cells[start + index] ?? '').replaceAll(',', '');
    return /^-?\d+(\.\d+)?$/.test(text) ? new Decimal(text).times(factor) : null;
  });
}

const amounts = (layout: Layout, values: (Decimal | null)[]) =>
  Object.fromEntries(
    values.flatMap((value, index) => (value ? [[layout.components[index]!, value.toFixed()]] : [])),
  );

/** A row is counted unless rows below it make it up: a longer code, or 1. 2. 3. under 一、. */
function isLeaf(all: PlainRow[], row: PlainRow, index: number): boolean {
  if (row.code)
    return !all.some((other) => other.code.length > row.code.length && other.code.startsWith(row.code));
  const next = all[index + 1];
  if (row.component) return !(next?.component && /^一、/.test(next.label));
  return !(/^[一二三四五六七八九十]+、/.test(row.label) && /^1[.、]/.test(next?.label ?? ''));
}

/** Printed totals of the functional classes (类) in the table of all expenditure of a budget. */
export function readClasses(document: string): Record<string, string> {
  const table = published(document).find(({ title }) => /(部门|单位)支出预算总表/.test(title))!;
  return Object.fromEntries(
    table.rows
      .filter(([code, section]) => /^\d{3}$/.test(code!) && section === '')
      .map((cells) => [cells[0]!, new Decimal(cells[4]!.replaceAll(',', '')).times(table.factor).toFixed()]),
  );
}

const categories = [
  'total',
  'overseas',
  'reception',
  'vehicles',
  'vehiclePurchase',
  'vehicleOperation',
  'operating',
];
const finalCategories = ['total', 'overseas', 'vehicles', 'vehiclePurchase', 'vehicleOperation', 'reception'];

/** Three-public expenses and operating funds; the last row of their table. */
export function readFacts(document: string): PlainFacts {
  const table = published(document).find(({ title }) => /三公/.test(title))!;
  const cells = table.rows.at(-1)!;
  const facts: PlainFacts = { document, budget: {}, actual: {} };
  const amount = (text: string) => new Decimal(text).times(table.factor).toFixed();
  if (finalDocuments.includes(document))
    finalCategories.forEach((category, index) => {
      if (cells[index * 2]) facts.budget[category] = amount(cells[index * 2]!);
      if (cells[index * 2 + 1]) facts.actual[category] = amount(cells[index * 2 + 1]!);
    });
  else
    categories.forEach((category, index) => {
      if (cells[index]) facts.budget[category] = amount(cells[index]!);
    });
  return facts;
}

const rowTables: [RegExp, string, string[]][] = [
  [
    /收入预算总表$/,
    'income-by-function',
    ['total', 'appropriation', 'institutional', 'business', 'otherIncome'],
  ],
  [/(部门|单位)支出预算总表$/, 'expenditure-by-function', ['total', 'basic', 'project']],
  [/一般公共预算支出功能分类预算表$/, 'general-by-function', ['total', 'basic', 'project']],
  [
    /^收入决算表$/,
    'income-by-function',
    ['total', 'appropriation', 'superiorSubsidy', 'institutional', 'business', 'subordinate', 'otherIncome'],
  ],
  [
    /^支出决算表$/,
    'expenditure-by-function',
    ['total', 'basic', 'project', 'upward', 'operating', 'downward'],
  ],
  [/^一般公共预算财政拨款支出决算表$/, 'general-by-function', ['total', 'basic', 'project']],
];

/** The same tables from the file with one row a line of a table. Its fields are never quoted. */
export function readFunctionRows(): PlainTable[] {
  const file = sharedData('budgets/china-shanghai-putuo/functional-rows.csv');
  const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1);
  const groups = new Map<string, string[][]>();
  for (const line of lines) {
    const cells = line.split(',');
    const name = `${cells[0]}|${cells[4]}`;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name)!.push(cells);
  }
  const tables: PlainTable[] = [];
  for (const [name, rows] of groups) {
    const [document, title] = name.split('|') as [string, string];
    const known = rowTables.find(([pattern]) => pattern.test(title));
    const amountsStand = rows.some((cells) => cells.slice(11).some((cell) => cell !== ''));
    if (!known && amountsStand) throw new Error(`Nobody reads "${title}".`);
    if (!known) continue;
    const factor = rows[0]![6] === '万元' ? 10_000 : 1;
    const layout: Layout = {
      table: known[1],
      title: known[0],
      code: [7, 8, 9],
      components: known[2],
      first: 11,
    };
    const phase = factor === 1 ? 'approved' : 'final';
    tables.push({ document, table: known[1], phase, ...readTable(rows, factor, layout) });
  }
  return tables;
}

/** The same facts from the file with one row a document, in 万元. */
export function readFactRows(): PlainFacts[] {
  const file = sharedData('budgets/china-shanghai-putuo/three-public-expenses.csv');
  const [, ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  return lines.map((line) => {
    const cells = line.split(',');
    const facts: PlainFacts = { document: cells[0]!, budget: {}, actual: {} };
    categories.forEach((category, index) => {
      const text = cells[7 + index];
      if (text) facts.budget[category] = new Decimal(text).times(10_000).toFixed();
    });
    return facts;
  });
}
