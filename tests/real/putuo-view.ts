import { readFileSync } from 'node:fs';
import type { BudgetDocumentView } from '../../src/rules/identities/types.ts';
import {
  budgetDocument,
  fact,
  line,
  type Printed,
  type RowSketch,
  row,
  subtotal,
  type TableSketch,
} from '../identity-sketch.ts';
import { sharedData } from '../shared-data.ts';

/**
 * A plain reading of the Putuo documents' tables, written for these five files and with nothing of the importer: what
 * it finds is what the engine must find in the imported documents too.
 */

type Cells = (string | null)[];
interface Fragment {
  page: number;
  title: string | null;
  unit: string | null;
  rows: Cells[];
}

export interface PutuoTable {
  title: string;
  pages: number[];
  unit: string;
  rows: { page: number; cells: Cells }[];
}

const folder = 'budgets/china-shanghai-putuo';

export function putuoDocument(name: string): BudgetDocumentView {
  const text = readFileSync(sharedData(`${folder}/tables/${name}.json`), 'utf8');
  const file = JSON.parse(text) as { document: string; year: number; tables: Fragment[] };
  const isFinal = file.document.includes('决算');
  const tables = joined(file.tables).flatMap((table) => sketches(table, isFinal));
  return budgetDocument(
    {
      key: name,
      title: name,
      kind: isFinal ? 'finalAccount' : 'budget',
      fiscalYear: file.year,
      country: 'CN',
    },
    ...tables,
  );
}

/** What a table says after a page break stands in fragments with the same title. */
function joined(fragments: readonly Fragment[]): PutuoTable[] {
  const tables: PutuoTable[] = [];
  for (const { title, page, unit, rows } of fragments) {
    if (!title || !unit) continue;
    let table = tables.find((one) => one.title === title);
    if (!table) {
      table = { title, pages: [], unit, rows: [] };
      tables.push(table);
    }
    table.pages.push(page);
    table.rows.push(...rows.map((cells) => ({ page, cells })));
  }
  return tables;
}

const incomeColumns = {
  budget: ['total', 'appropriation', 'institutional', 'business', 'otherIncome'],
  final: [
    'total',
    'appropriation',
    'superiorSubsidy',
    'institutional',
    'business',
    'subordinate',
    'otherIncome',
  ],
};
const functionTables: [RegExp, string, Printed, string[]?][] = [
  [/收入(预算总|决算)表$/, 'income-by-function', { side: 'income', book: 'all' }],
  [/支出预算总表$|^支出决算表$/, 'expenditure-by-function', { side: 'expenditure', book: 'all' }],
  [
    /一般公共预算(支出功能分类预算|财政拨款支出决算)表$/,
    'general-by-function',
    { side: 'expenditure', book: 'general' },
  ],
  [/政府性基金.*表$/, 'funds-by-function', { side: 'expenditure', book: 'governmentFunds' }],
  [/国有资本经营.*表$/, 'capital-by-function', { side: 'expenditure', book: 'stateCapital' }],
];

function sketches(table: PutuoTable, isFinal: boolean): TableSketch[] {
  const { title } = table;
  const sketch = (code: string, attributes: Printed, rows: RowSketch[]): TableSketch => ({
    table: code,
    title,
    unit: table.unit,
    page: table.pages[0]!,
    attributes,
    rows,
  });
  if (/三公/.test(title))
    return [sketch('three-public', { breakdown: 'threePublic' }, threePublic(table, isFinal))];
  if (/基本支出/.test(title)) {
    const attributes = { side: 'expenditure', breakdown: 'economic', book: 'general', coverage: 'basic' };
    return [sketch('basic-by-economic', attributes, isFinal ? economicHalves(table) : economicRows(table))];
  }
  if (/财政拨款收(支预算|入支出决算)总表/.test(title)) return overview(table, sketch, 'appropriation');
  if (/财务收支预算总表|部门决算表/.test(title)) return overview(table, sketch, 'summary');
  for (const [pattern, code, attributes] of functionTables) {
    if (!pattern.test(title)) continue;
    const expenditure = ['total', 'basic', 'project', 'upward', 'operating', 'downward'];
    const columns = code === 'income-by-function' ? incomeColumns[isFinal ? 'final' : 'budget'] : expenditure;
    return [sketch(code, { breakdown: 'function', ...attributes }, codedRows(table, columns, 3))];
  }
  return [];
}

function codedRows({ rows }: PutuoTable, columns: readonly string[], codes: number): RowSketch[] {
  const found = rows.flatMap(({ cells }) => {
    if (/^\d{3}$/.test(cells[0] ?? '')) {
      const code = cells.slice(0, codes).join('');
      return [{ code, label: `${code} ${cells[codes]}`, amounts: named(columns, cells.slice(codes + 1)) }];
    }
    const at = cells.indexOf('合计');
    const values = cells.slice(at + 1).filter((cell) => cell !== null);
    if (at === -1 || !values.some((cell) => /\d/.test(cell))) return [];
    return [{ code: '', label: '合计', amounts: named(columns, values) }];
  });
  return found.map(({ code, label, amounts }) => {
    if (code === '') return row('total', label, amounts);
    const isUpper = found.some((other) => other.code !== code && other.code.startsWith(code));
    return isUpper ? subtotal(label, amounts) : line(label, amounts);
  });
}

function named(columns: readonly string[], cells: Cells): Printed {
  return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']));
}

function economicRows(table: PutuoTable): RowSketch[] {
  return codedRows(table, ['total', 'personnel', 'publicFunds'], 2);
}

/** Personnel on the left, public funds on the right. */
function economicHalves({ rows, ...table }: PutuoTable): RowSketch[] {
  return [0, 4].flatMap((start) => {
    const half = rows.map(({ page, cells }) => ({ page, cells: cells.slice(start, start + 4) }));
    const label = half.map(({ cells }) => cells).find((cells) => /合计$/.test(cells[0] ?? ''));
    return [
      ...codedRows({ ...table, rows: half }, ['total'], 2),
      ...(label ? [row('total', label[0]!, { total: label[3] ?? '' })] : []),
    ];
  });
}

const carried: [RegExp, string][] = [
  [/^使用非财政拨款结余/, 'usedSurplus'],
  [/^结余分配/, 'distribution'],
  [/^年初.*结余$/, 'opening'],
  [/^年末.*结余$/, 'closing'],
];

/** Income and expenditure side by side, without codes. */
function overview(
  { rows }: PutuoTable,
  sketch: (code: string, attributes: Printed, rows: RowSketch[]) => TableSketch,
  name: 'summary' | 'appropriation',
): TableSketch[] {
  const books = name === 'summary' ? [] : ['general', 'governmentFunds', 'stateCapital'];
  const side = (start: number, columns: readonly string[]): RowSketch[] => {
    const found: RowSketch[] = [];
    let isBelowOpening = false;
    const cells = rows.map((one) => one.cells.slice(start, start + 1 + columns.length));
    for (const [index, [label, ...values]] of cells.entries()) {
      if (!label || /^(项目|收入|支出|.*本年收入|本年支出|财政拨款(收入|支出))$/.test(label)) continue;
      const component = carried.find(([pattern]) => pattern.test(label))?.[1];
      const part = component ?? (isBelowOpening && /^[一二三]、/.test(label) ? 'opening' : null);
      isBelowOpening ||= component === 'opening';
      const amounts = Object.fromEntries(
        Object.entries(named(columns, values)).map(([column, value]) => [
          part === null ? column : column === 'total' ? part : `${part}.${column}`,
          value,
        ]),
      );
      const hasParts =
        component === 'opening' ? name === 'appropriation' : /^1\s*[.、]/.test(cells[index + 1]?.[0] ?? '');
      const kind = /[合总]计$/.test(label) ? 'total' : hasParts ? 'subtotal' : 'line';
      found.push(row(kind, label, amounts, { level: /^\d\s*[.、]/.test(label) ? '2' : '1' }));
    }
    return found;
  };
  const more = { breakdown: 'summary', book: 'all' };
  return [
    sketch(`${name}-income`, { side: 'income', ...more }, side(0, ['total'])),
    sketch(`${name}-expenditure`, { side: 'expenditure', ...more }, side(2, ['total', ...books])),
  ];
}

function threePublic({ rows }: PutuoTable, isFinal: boolean): RowSketch[] {
  const values = rows.at(-1)!.cells;
  const of = (category: string, amounts: Printed) => fact({ noun: 'three-public', category }, amounts);
  if (isFinal) {
    const order = ['total', 'overseas', 'vehicles', 'vehiclePurchase', 'vehicleOperation', 'reception'];
    return order.map((category, index) =>
      of(category, { 'approved:total': values[2 * index] ?? '', 'final:total': values[2 * index + 1] ?? '' }),
    );
  }
  const order = ['total', 'overseas', 'reception', 'vehicles', 'vehiclePurchase', 'vehicleOperation'];
  return [
    ...order.map((category, index) => of(category, { total: values[index] ?? '' })),
    fact({ noun: 'operating-funds', definition: 'disclosure' }, { total: values[6] ?? '' }),
  ];
}
