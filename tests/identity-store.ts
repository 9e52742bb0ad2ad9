import { inRevision } from '../src/db/revision.ts';
import type { Hub } from '../src/db/types.ts';
import { applyFacts, type FactRow, type FactSet } from '../src/publish/apply.ts';
import type { BudgetDocumentView, EntryView, TableView } from '../src/rules/identities/types.ts';

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const factTables: Record<string, string> = {
  'three-public': 'three_public_expense',
  'operating-funds': 'operating_fund',
  'procurement-summary': 'procurement_summary',
};
const columns: Record<string, string> = { approved: 'budget_amount', final: 'actual_amount' };

/** Puts documents into a hub as an import would: lines and their amounts, facts in the tables of their nouns. */
export async function storeDocuments(
  hub: Hub,
  jurisdiction: string | null,
  ...documents: readonly BudgetDocumentView[]
): Promise<void> {
  const facts: Record<string, FactRow[]> = {};
  const add = (table: string, row: FactRow) => {
    facts[`disclosed.${table}`] ??= [];
    facts[`disclosed.${table}`]!.push(row);
  };
  for (const document of documents) store(document, jurisdiction, add);
  await inRevision(hub, { source: 'test', actor: 'test' }, (client) => applyFacts(client, facts as FactSet));
}

function store(
  document: BudgetDocumentView,
  jurisdiction: string | null,
  add: (table: string, row: FactRow) => void,
): void {
  const shared = {
    dataset_key: document.datasetKey,
    department_key: document.departmentKey,
    fiscal_year: document.fiscalYear,
  };
  const { key, kind, title } = document;
  add('budget_document', { key, ...shared, kind, title, jurisdiction_key: jurisdiction });
  for (const table of document.tables) {
    const { table: code, side, breakdown, book, scope, coverage } = table.attributes;
    const view = { side: side ?? null, breakdown: breakdown!, book: book ?? null, scope: scope! };
    const tableKey = `${key}/${table.key}`;
    add('budget_table', {
      key: tableKey,
      ...shared,
      document_key: key,
      code: code!,
      title: table.title,
      ...view,
      coverage: coverage ?? 'all',
      unit_text: table.unit.text,
      currency: 'CNY',
      page: table.page,
    });
    for (const entry of table.entries) {
      const row = { key: `${key}/${entry.key}`, ...shared, document_key: key, table_key: tableKey };
      if (entry.attributes.noun === 'budget') addLine(row, entry, view, add);
      else addFact(row, entry, table, add);
    }
  }
}

function addLine(
  row: Record<string, string | number | null>,
  entry: EntryView,
  view: Record<string, string | null>,
  add: (table: string, row: FactRow) => void,
): void {
  const { noun: _, ...attributes } = entry.attributes;
  const own = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [snakeCase(name), value]));
  const place = { position: entry.position, page: entry.page, row_number: entry.row };
  add('budget_line', { ...row, ...view, coverage: 'all', ...own, ...place });
  for (const [index, amount] of entry.amounts.entries()) {
    const shared = { dataset_key: row.dataset_key!, line_key: row.key!, department_key: row.department_key! };
    const money = { amount: amount.amount, currency: amount.currency, cell: amount.cell };
    if (amount.phase === 'adjustment') {
      add('budget_adjustment', { key: `${row.key}/adjustment`, ...shared, position: index, ...money });
      continue;
    }
    const { phase, component, period } = amount;
    const key = `${row.key}/${phase}/${component}`;
    add('budget_amount', { key, ...shared, table_key: row.table_key!, phase, component, period, ...money });
  }
}

function addFact(
  row: Record<string, string | number | null>,
  { attributes, amounts, position, ...place }: EntryView,
  table: TableView,
  add: (table: string, row: FactRow) => void,
): void {
  const isSummary = attributes.noun === 'procurement-summary';
  const values = amounts.map(({ phase, component, amount }) => [
    isSummary ? `${component}_amount` : columns[phase]!,
    amount,
  ]);
  add(factTables[attributes.noun!]!, {
    ...row,
    scope: table.attributes.scope!,
    position,
    currency: 'CNY',
    page: place.page,
    row_number: place.row,
    ...(isSummary ? { phase: amounts[0]!.phase } : { cell: amounts[0]?.cell ?? null }),
    ...(attributes.category ? { category: attributes.category } : {}),
    ...(attributes.definition ? { definition: attributes.definition } : {}),
    ...Object.fromEntries(values),
  });
}
