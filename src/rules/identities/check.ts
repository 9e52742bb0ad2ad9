import { checkEquation } from './equation.ts';
import { checkSame } from './same.ts';
import { checkTree } from './tree.ts';
import type { BudgetDocumentView, Difference, Identity, TableView, When } from './types.ts';

/** All differences of one document: the identities that hold for it, in their order. */
export function checkBudget(document: BudgetDocumentView, identities: readonly Identity[]): Difference[] {
  const differences: Difference[] = [];
  for (const identity of identities) {
    if (!holdsFor(document, identity)) continue;
    const view = withScopes(document, identity.when.scopes);
    if (identity.kind === 'equation') differences.push(...checkEquation(view, identity));
    else if (identity.kind === 'tree') differences.push(...checkTree(view, identity));
    else differences.push(...checkSame(view, identity));
  }
  return differences;
}

/** A condition on what is not recorded is not met. */
function holdsFor(document: BudgetDocumentView, { countries, when }: Identity): boolean {
  const isAmong = (list: readonly string[] | null | undefined, value: string | null) =>
    !list || (value !== null && list.includes(value));
  return (
    isAmong(countries, document.country) &&
    isAmong(when.documentKinds, document.kind) &&
    isAmong(when.departmentKinds, document.departmentKind) &&
    document.fiscalYear >= (when.yearFrom ?? -Infinity) &&
    document.fiscalYear <= (when.yearTo ?? Infinity)
  );
}

function withScopes(document: BudgetDocumentView, scopes: When['scopes']): BudgetDocumentView {
  if (!scopes) return document;
  const has = ({ attributes }: TableView) => scopes.includes(attributes.scope ?? '');
  return { ...document, tables: document.tables.filter(has) };
}
