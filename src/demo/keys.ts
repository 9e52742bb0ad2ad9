import { keyPart } from '../importers/ocds/compile/keys.ts';
import { identifierText } from '../importers/ocds/compile/link.ts';
import type { Purchase } from './purchase.ts';
import { companyOf } from './suppliers.ts';

/** Keys as the import gives them. */
export function tenderKey(purchase: Purchase): string {
  return `${keyPart(purchase.ocid)}/tender`;
}

export function contractKey(purchase: Purchase, index: number): string {
  return `${keyPart(purchase.ocid)}/contract/${keyPart(purchase.contracts[index]!.id)}`;
}

/** Null for a supplier without an identifier. */
export function supplierKey(code: string): string | null {
  const { scheme, identifier } = companyOf(code);
  return scheme && identifier ? identifierText({ scheme, id: identifier }) : null;
}
