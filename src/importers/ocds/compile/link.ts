import { checksumOf, type Identifier } from './identifiers.ts';
import type { CompiledProcess } from './index.ts';
import { keyPart } from './keys.ts';
import type { Party } from './parties.ts';
import type { Row } from './rows.ts';
import { withoutLoneSurrogates } from './text.ts';

/** What the hub knows already about the parties at hand. */
export interface KnownLinks {
  /** Department keys by `identifierText`. */
  departments: ReadonlyMap<string, string>;
  /** Decisions of persons by party key; they stand above the rule, and nulls undo a link. */
  decisions: ReadonlyMap<string, { department: string | null; supplier: string | null }>;
}

export interface LinkedRows {
  departments: Row[];
  departmentIdentifiers: Row[];
  suppliers: Row[];
}

/** Named by a release without a readable date: every dated name is later. */
const undated = '1970-01-01T00:00:00.000Z';
/** Longest name that stands in the index of names; the party keeps the whole one. */
const longestName = 500;

export function identifierText({ scheme, id }: Identifier): string {
  return `${keyPart(scheme)}:${keyPart(id)}`;
}

/** Identifiers that could link a party to a department: what to ask the hub for before `linkParties`. */
export function departmentIdentifiers(processes: readonly CompiledProcess[]): Map<string, Identifier> {
  const identifiers = new Map<string, Identifier>();
  for (const { parties } of processes) {
    for (const { identifier, isDepartment } of parties) {
      if (identifier && isDepartment) identifiers.set(identifierText(identifier), identifier);
    }
  }
  return identifiers;
}

/**
 * Links parties by scheme and id, never by name: as buyer, procuring entity or payer to a department, as supplier,
 * tenderer or payee to a supplier, in both kinds of roles to both. Fills the rows that carry such a link and gives
 * the rows of departments and suppliers that are not known yet, each named by its latest release.
 */
export function linkParties(processes: readonly CompiledProcess[], known: KnownLinks): LinkedRows {
  const departments = new Map<string, Row>();
  const identifiers = new Map<string, Row>();
  const suppliers = new Map<string, Row>();
  for (const process of processes) {
    for (const party of process.parties) {
      linkByRule(party, process, known, departments, identifiers, suppliers);
      const decision = known.decisions.get(party.row.key);
      if (!decision) continue;
      party.row.department_key = decision.department;
      party.row.supplier_key = decision.supplier;
      party.row.link_rule = 'reviewed';
    }
    fillLinks(process);
  }
  return {
    departments: [...departments.values()],
    departmentIdentifiers: [...identifiers.values()],
    suppliers: [...suppliers.values()],
  };
}

function linkByRule(
  party: Party,
  process: CompiledProcess,
  known: KnownLinks,
  departments: Map<string, Row>,
  identifiers: Map<string, Row>,
  suppliers: Map<string, Row>,
): void {
  const { row, identifier } = party;
  if (!identifier || !(party.isDepartment || party.isSupplier)) return;
  const key = identifierText(identifier);
  const full = (row.name ?? row.legal_name ?? `${identifier.scheme} ${identifier.id}`) as string;
  const name = full.length > longestName ? `${withoutLoneSurrogates(full.slice(0, longestName - 1))}…` : full;
  const namedOn = (party.namedBy >= 0 && process.instants[party.namedBy]) || undated;
  // Scheme and id stand where no release states a name; that is nobody's word and corrects nothing.
  const namedBy = row.name === null && row.legal_name === null ? null : process.ocid;
  if (party.isDepartment) {
    const department = known.departments.get(key) ?? key;
    row.department_key = department;
    if (department === key) {
      later(departments, {
        key,
        name,
        identifier_scheme: identifier.scheme,
        identifier_id: identifier.id,
        named_on: namedOn,
        named_by: namedBy,
      });
      identifiers.set(key, {
        key,
        department_key: key,
        scheme: identifier.scheme,
        identifier: identifier.id,
      });
    }
  }
  if (party.isSupplier) {
    row.supplier_key = key;
    later(suppliers, {
      key,
      scheme: identifier.scheme,
      identifier: identifier.id,
      name,
      is_checksum_valid: checksumOf(identifier),
      region: row.region,
      country_name: row.country_name,
      named_on: namedOn,
      named_by: namedBy,
    });
  }
  row.link_rule = 'identifier';
}

/** Keeps the row with the later name; of equal dates the smaller text, as `applyFacts` does against the table. */
export function later(rows: Map<string, Row>, row: Row): void {
  const present = rows.get(row.key);
  const isLater =
    !present ||
    row.named_on! > present.named_on! ||
    (row.named_on === present.named_on &&
      Buffer.compare(Buffer.from(String(row.name)), Buffer.from(String(present.name))) < 0);
  if (isLater) rows.set(row.key, row);
}

function fillLinks({ rows, parties, partyColumns }: CompiledProcess): void {
  const process = rows['disclosed.process'][0]!;
  const byKey = new Map(parties.map((party) => [party.row.key, party.row]));
  const department = (key: Row[string]) => byKey.get(key as string)?.department_key ?? null;
  process.buyer_department_key = department(process.buyer_party_key);
  process.procuring_entity_department_key = department(process.procuring_entity_party_key);
  for (const { row, column, party } of partyColumns) {
    if (column === 'buyer_party_key') row.buyer_department_key = party.row.department_key;
    else if (column === 'procuring_entity_party_key')
      row.procuring_entity_department_key = party.row.department_key;
    else if (column === 'supplier_party_key' || column === 'party_key')
      row.supplier_key = party.row.supplier_key;
  }
  for (const detail of rows['internal.party_detail']) detail.department_key = process.buyer_department_key;
}
