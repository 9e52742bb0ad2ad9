import { writeWorkbook } from '../../importers/table/write/xlsx.ts';
import { adjustmentTables } from './adjustment-forms.ts';
import { budgetTables } from './budget-forms.ts';
import type { Document, Kind } from './documents.ts';
import { finalTables } from './final-forms.ts';

/** A file that the demo's finance bureau gave out: all documents of one year and kind. */
export interface BudgetFile {
  name: string;
  kind: Kind;
  year: number;
  documents: readonly Document[];
}

const tables = { budget: budgetTables, finalAccount: finalTables, adjustment: adjustmentTables };
const names = { budget: 'budgets', finalAccount: 'final-accounts', adjustment: 'adjustments' };

export function budgetFiles(documents: readonly Document[]): BudgetFile[] {
  const found = new Map<string, Document[]>();
  for (const document of documents) {
    const name = `shili-${document.year}-${names[document.kind]}.xlsx`;
    found.set(name, [...(found.get(name) ?? []), document]);
  }
  return [...found].map(([name, of]) => ({
    name,
    kind: of[0]!.kind,
    year: of[0]!.year,
    documents: of,
  }));
}

export function workbookOf({ kind, documents }: BudgetFile): Promise<Buffer> {
  return writeWorkbook(documents.flatMap((document) => tables[kind](document).map(({ sheet }) => sheet)));
}
