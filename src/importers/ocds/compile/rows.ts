import type { FactValue } from '../../../publish/facts.ts';

/** A row under construction. */
export type Row = Record<string, FactValue> & { key: string };

/** Tables of `disclosed` that compiling fills, and the internal sibling of parties. */
export const compiledInto = [
  'disclosed.process',
  'disclosed.release',
  'disclosed.party',
  'disclosed.plan',
  'disclosed.tender',
  'disclosed.lot',
  'disclosed.bid',
  'disclosed.award',
  'disclosed.award_supplier',
  'disclosed.contract',
  'disclosed.contract_supplier',
  'disclosed.amendment',
  'disclosed.transaction',
  'disclosed.item',
  'disclosed.milestone',
  'disclosed.document',
  'disclosed.related_process',
  'disclosed.framework',
  'internal.party_detail',
] as const;

export type CompiledTable = (typeof compiledInto)[number];

/** Rows by table, as they are added. */
export type Rows = Record<CompiledTable, Row[]>;

export function newRows(): Rows {
  return Object.fromEntries(compiledInto.map((table) => [table, []])) as unknown as Rows;
}
