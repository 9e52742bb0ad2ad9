import { Decimal } from 'decimal.js';
import { isObject, objects, type Plain, type PlainObject, textOf } from './plain-json.ts';

/** What a publisher states last of one process, or of all of them together. */
export interface Counts {
  awards: number;
  /** Of awards, each organization once. */
  suppliers: number;
  contracts: number;
  items: number;
  parties: number;
  transactions: number;
  documents: number;
  awarded: Record<string, string>;
  contracted: Record<string, string>;
  paid: Record<string, string>;
}

export function countsOf(processes: readonly PlainObject[]): Counts {
  const all = (name: string) => processes.flatMap((process) => objects(process[name]));
  const payments = processes.flatMap((process) => anywhere(process, 'transactions'));
  return {
    awards: all('awards').length,
    suppliers: processes.reduce((sum, process) => sum + suppliersOf(process), 0),
    contracts: all('contracts').length,
    items: ['tender', 'awards', 'contracts'].flatMap(all).flatMap((stage) => objects(stage.items)).length,
    parties: processes.map(partiesOf).reduce((sum, count) => sum + count, 0),
    transactions: payments.length,
    documents: processes.flatMap((process) => anywhere(process, 'documents')).length,
    awarded: sums(all('awards')),
    contracted: sums(all('contracts')),
    // 1.0 has the money of a transaction under `amount`.
    paid: sums(payments.map(({ value, amount }) => ({ value: value ?? amount }))),
  };
}

/** Objects of every list of this name, at whatever depth. */
function anywhere(value: Plain | undefined, name: string): PlainObject[] {
  if (Array.isArray(value)) return value.flatMap((item) => anywhere(item, name));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([member, inner]) => [
    ...(member === name ? objects(inner) : []),
    ...anywhere(inner, name),
  ]);
}

function sums(owners: readonly PlainObject[]): Record<string, string> {
  const totals = new Map<string, Decimal>();
  for (const { value } of owners) {
    if (!isObject(value) || textOf(value.amount) === undefined) continue;
    const currency = textOf(value.currency) ?? 'none';
    totals.set(currency, (totals.get(currency) ?? new Decimal(0)).plus(textOf(value.amount)!));
  }
  return sumsAsText(totals);
}

export const sumsAsText = (totals: ReadonlyMap<string, Decimal>) =>
  Object.fromEntries([...totals].sort().map(([currency, total]) => [currency, total.toFixed()]));

/** Who acts in a process: what stands in `parties`, and once each who is named only where it acts. */
function partiesOf(process: PlainObject): number {
  const parties = objects(process.parties);
  const declared = new Set(parties.map(({ id }) => textOf(id)));
  const tender = objects(process.tender)[0] ?? {};
  const bids = objects(process.bids).flatMap(({ details }) => objects(details));
  const contracts = objects(process.contracts);
  const transactions = contracts.flatMap((contract) => anywhere(contract.implementation, 'transactions'));
  const named = [
    process.buyer,
    tender.procuringEntity,
    tender.tenderers,
    ...bids.map(({ tenderers }) => tenderers),
    ...objects(process.awards).map(({ suppliers }) => suppliers),
    ...contracts.flatMap(({ suppliers, buyer, buyers }) => [suppliers, buyer, buyers]),
    ...transactions.flatMap((one) => [
      one.payer ?? one.providerOrganization,
      one.payee ?? one.receiverOrganization,
    ]),
  ].flatMap(objects);
  const others = named.filter(({ id }) => !declared.has(textOf(id) ?? '')).map(nameOf);
  return parties.length + new Set(others.filter((name) => name !== undefined)).size;
}

function suppliersOf(process: PlainObject): number {
  const declared = new Set(objects(process.parties).map(({ id }) => textOf(id)));
  const names = objects(process.awards).map(({ suppliers }) =>
    objects(suppliers).map((one) => (declared.has(textOf(one.id) ?? '') ? textOf(one.id) : nameOf(one))),
  );
  return names.reduce((sum, list) => sum + new Set(list.filter((name) => name !== undefined)).size, 0);
}

/** What tells an organization from others: its identifier, else its id, else its name. */
function nameOf(one: PlainObject): string | undefined {
  const identifier = isObject(one.identifier) ? one.identifier : one;
  const [scheme, number] = [textOf(identifier.scheme), textOf(identifier.id)];
  if (scheme && fills(number)) return `${scheme} ${number}`;
  return [textOf(one.id), number].find(fills) ?? textOf(one.name) ?? textOf(identifier.legalName);
}

/** Zeros and dashes only fill the place of an id. */
const fills = (id: string | undefined) =>
  id !== undefined && /[1-9\p{L}]/u.test(id) && !/^(n\/?a|null|s\/[nd])$/i.test(id);
