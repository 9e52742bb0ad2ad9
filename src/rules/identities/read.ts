import type { ClientBase } from 'pg';
import type { AmountView, BudgetDocumentView, EntryView } from './types.ts';
import { attributesOf, factAmounts, type PlainTable, phaseOf, withUnits } from './view.ts';

type Client = Pick<ClientBase, 'query'>;
type Row = Record<string, string | null>;

/** Documents as they stand in the database, in the order of their keys. All lines of all of them are held at once. */
export async function readDocuments(client: Client, keys: readonly string[]): Promise<BudgetDocumentView[]> {
  const select = async (sql: string): Promise<Row[]> => (await client.query<Row>(sql, [keys])).rows;
  const documents = await select(documentSql);
  const tables = groupBy(await select(tableSql), 'document_key');
  const lines = groupBy(await select(lineSql), 'table_key');
  const amounts = groupBy(await select(amountSql), 'line_key');
  const facts = groupBy(await factsOf(select), 'document_key');

  return documents.map((document) => {
    const plain = (tables.get(document.key!) ?? []).map((table) => tableOf(table, lines, amounts));
    addFacts(plain, document, facts.get(document.key!) ?? []);
    return withUnits({
      key: document.key!,
      title: document.title!,
      datasetKey: document.dataset_key!,
      kind: document.kind!,
      fiscalYear: Number(document.fiscal_year),
      departmentKey: document.department_key!,
      departmentKind: document.department_kind!,
      country: document.country!,
      tables: plain,
    });
  });
}

interface GrowingTable extends PlainTable {
  entries: EntryView[];
}

function tableOf(
  table: Row,
  lines: ReadonlyMap<string, Row[]>,
  amounts: ReadonlyMap<string, Row[]>,
): GrowingTable {
  const { side, breakdown, book, scope, coverage, detail } = table as Record<string, string | null>;
  return {
    key: table.key!,
    title: table.title!,
    attributes: attributesOf({
      table: table.code!,
      side: side!,
      breakdown: breakdown!,
      book: book!,
      scope: scope!,
      coverage: coverage!,
      detail: detail!,
    }),
    unitText: table.unit_text!,
    sheet: table.sheet!,
    page: numberOf(table.page),
    entries: (lines.get(table.key!) ?? []).map((line) => ({
      key: line.key!,
      attributes: attributesOf(lineAttributes(line)),
      position: Number(line.position),
      ...placeOf(line),
      amounts: (amounts.get(line.key!) ?? []).map(amountOf),
    })),
  };
}

const lineColumns = [
  'row_kind',
  'level',
  'label',
  'department_key',
  'department_name',
  'side',
  'book',
  'function_code',
  'function_name',
  'economic_code',
  'economic_name',
  'program_code',
  'program_name',
  'project_code',
  'project_name',
  'fund_source_code',
  'fund_source_name',
  'item_code',
  'item_name',
  'region_name',
  'recipient_name',
] as const;

function lineAttributes(line: Row): Record<string, string | null> {
  const attributes: Record<string, string | null> = { noun: 'budget' };
  for (const column of lineColumns) attributes[camelCase(column)] = line[column] ?? null;
  return attributes;
}

function camelCase(column: string): string {
  return column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function placeOf(row: Row): Pick<EntryView, 'sheet' | 'page' | 'row'> {
  return { sheet: row.sheet ?? null, page: numberOf(row.page), row: numberOf(row.row_number) };
}

function numberOf(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Number(text);
}

function amountOf(row: Row): AmountView {
  return {
    phase: row.phase!,
    component: row.component!,
    period: row.period ?? null,
    asOfOn: row.as_of_on ?? null,
    amount: row.amount!,
    currency: row.currency ?? null,
    cell: row.cell ?? null,
  };
}

/** Facts stand in the table that they were read from, or in one of their noun and scope. */
function addFacts(tables: GrowingTable[], document: Row, facts: readonly Row[]): void {
  const byKey = new Map(tables.map((table) => [table.key, table]));
  for (const fact of facts) {
    const key = fact.table_key ?? `${document.key}/${fact.noun}/${fact.scope}`;
    let table = byKey.get(key);
    if (!table) {
      const attributes = attributesOf({ table: fact.noun!, scope: fact.scope! });
      table = { key, title: null, attributes, unitText: null, sheet: null, page: null, entries: [] };
      byKey.set(key, table);
      tables.push(table);
    }
    table.entries.push({
      key: fact.key!,
      attributes: attributesOf({
        noun: fact.noun!,
        scope: fact.scope!,
        category: fact.category ?? null,
        definition: fact.definition ?? null,
      }),
      position: Number(fact.position),
      ...placeOf(fact),
      amounts: fact.noun === 'procurement-summary' ? summaryAmounts(fact) : yearAmounts(fact, document.kind!),
    });
  }
}

function yearAmounts(fact: Row, kind: string): AmountView[] {
  const { budget, adjusted, actual, previous } = fact as Record<string, string | null>;
  return factAmounts(
    { budget: budget!, adjusted: adjusted!, actual: actual!, previous: previous! },
    fact.currency ?? null,
    (name) => ({ phase: phaseOf(name as 'budget', kind), component: 'total' }),
    fact.cell ?? null,
  );
}

function summaryAmounts(fact: Row): AmountView[] {
  const { goods, works, services, total, sme, micro } = fact as Record<string, string | null>;
  return factAmounts(
    { goods: goods!, works: works!, services: services!, total: total!, sme: sme!, micro: micro! },
    fact.currency ?? null,
    (component) => ({ phase: fact.phase!, component }),
    fact.cell ?? null,
  );
}

function groupBy(rows: readonly Row[], column: string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[column]!);
    if (group) group.push(row);
    else groups.set(row[column]!, [row]);
  }
  return groups;
}

/** The country is that of the jurisdiction, or of the nearest one above it that states one. */
export const countrySql = `
    (WITH RECURSIVE above AS (
       SELECT j.key, j.parent_key, j.country, 0 AS steps FROM disclosed.jurisdiction j
       WHERE j.key = coalesce(d.jurisdiction_key, p.jurisdiction_key)
       UNION ALL
       SELECT j.key, j.parent_key, j.country, above.steps + 1 FROM above
       JOIN disclosed.jurisdiction j ON j.key = above.parent_key WHERE above.steps < 20)
     SELECT country FROM above WHERE country IS NOT NULL ORDER BY steps LIMIT 1)`;

const documentSql = `
  SELECT d.key, d.title, d.dataset_key, d.kind, d.fiscal_year, d.department_key, p.kind AS department_kind,
    ${countrySql} AS country
  FROM disclosed.budget_document d LEFT JOIN disclosed.department p ON p.key = d.department_key
  WHERE d.key = ANY($1) ORDER BY d.key`;

const tableSql = `
  SELECT key, document_key, code, title, side, breakdown, book, scope, coverage, detail, unit_text, sheet, page
  FROM disclosed.budget_table WHERE document_key = ANY($1) ORDER BY document_key, seq NULLS LAST, key`;

const lineSql = `
  SELECT key, table_key, position, sheet, page, row_number, ${lineColumns.join(', ')}
  FROM disclosed.budget_line WHERE document_key = ANY($1) ORDER BY table_key, position, key`;

/** Adjustments are amounts of their line too; they may stand in another document than the line. */
const amountSql = `
  SELECT a.line_key, a.phase, a.component, a.period, a.as_of_on, a.amount, a.currency, a.cell
  FROM disclosed.budget_amount a JOIN disclosed.budget_table t ON t.key = a.table_key
  WHERE t.document_key = ANY($1)
  UNION ALL
  SELECT b.line_key, 'adjustment', 'total', NULL, NULL, b.amount, b.currency, b.cell
  FROM disclosed.budget_adjustment b JOIN disclosed.budget_line l ON l.key = b.line_key
  WHERE l.document_key = ANY($1)`;

const years =
  'budget_amount AS budget, adjusted_amount AS adjusted, actual_amount AS actual, previous_amount AS previous';
const places = 'key, document_key, table_key, scope, position, currency, sheet, page, row_number';

async function factsOf(select: (sql: string) => Promise<Row[]>): Promise<Row[]> {
  const from = (table: string) =>
    `FROM disclosed.${table} WHERE document_key = ANY($1) ORDER BY document_key, position, key`;
  return [
    ...(await select(
      `SELECT 'three-public' AS noun, ${places}, cell, category, ${years} ${from('three_public_expense')}`,
    )),
    ...(await select(
      `SELECT 'operating-funds' AS noun, ${places}, cell, definition, ${years} ${from('operating_fund')}`,
    )),
    ...(await select(
      `SELECT 'procurement-summary' AS noun, ${places}, cell, phase, goods_amount AS goods, works_amount AS works,
         services_amount AS services, total_amount AS total, sme_amount AS sme, micro_amount AS micro
       ${from('procurement_summary')}`,
    )),
  ];
}
