import { checksumOf, type Identifier, identifierOf, isPersonal, isPlaceholder } from './identifiers.ts';
import { contentMark, keyPart } from './keys.ts';
import type { Place } from './place.ts';
import type { Row } from './rows.ts';

/** Roles that make a party a department, or a supplier. One party may be both. */
const departmentRoles = new Set(['buyer', 'procuringEntity', 'payer']);
const supplierRoles = new Set(['supplier', 'tenderer', 'payee']);

const detailColumns = [
  'contact_name',
  'email',
  'telephone',
  'fax_number',
  'contact_url',
  'street_address',
  'postal_code',
  'person_identifier',
] as const;

/** A party of one process, from `parties` or from the places that name it. */
export interface Party {
  row: Row;
  detail: Row;
  /** What links it; null where nothing can. */
  identifier: Identifier | null;
  isDepartment: boolean;
  isSupplier: boolean;
  sources: readonly number[];
  /** Latest release that names it, as a position in merging order. */
  namedBy: number;
}

/**
 * The parties of one process. `parties` of 1.1 come first; an organization that is only named where it acts (1.0, or
 * a reference that leads nowhere) becomes a party of its own, once for each identifier or else each name.
 */
export class Parties {
  private readonly byId = new Map<string, Party>();
  private readonly byInline = new Map<string, Party>();
  private readonly used = new Set<string>();
  readonly all: Party[] = [];

  constructor(
    private readonly prefix: string,
    private readonly shared: { dataset_key: string; process_key: string },
    private readonly hasParties: boolean,
  ) {}

  /** Takes the members of `parties`. */
  declare(entries: readonly { place: Place; part: string; id: string | null }[]): void {
    for (const { place, part, id } of entries) {
      const party = this.make(place, id ?? part);
      for (const role of place.texts('roles')) this.addRole(party, role);
      if (id !== null && !this.byId.has(id)) this.byId.set(id, party);
    }
  }

  /** The party that a reference names, in the role it has there; null for a reference that names nobody. */
  refer(reference: Place | null, role: string): Party | null {
    if (!reference) return null;
    const id = reference.id();
    let party = id === null ? undefined : this.byId.get(id);
    if (!party) {
      const inline = this.inlineOf(reference, id);
      if (!inline) {
        reference.report(
          'organization-unnamed',
          'warning',
          '',
          'The organization has no id, identifier or name',
        );
        return null;
      }
      party = this.byInline.get(inline.mark);
      if (!party) {
        if (this.hasParties && id !== null) {
          reference.report('reference-without-party', 'warning', 'id', 'No party has this id', id);
        }
        party = this.make(reference, inline.partyId);
        this.byInline.set(inline.mark, party);
      } else {
        this.fill(party, reference);
        party.sources = [...new Set([...party.sources, ...reference.sources])].sort((a, b) => a - b);
        party.row.release_keys = reference.keysOf(party.sources);
      }
    } else this.fill(party, reference);
    this.addRole(party, role);
    return party;
  }

  private inlineOf(place: Place, id: string | null): { mark: string; partyId: string } | null {
    const own = identifierPlace(place);
    const identifier = own && identifierOf(own.code('scheme'), own.code('id'));
    if (identifier) {
      const text = `${identifier.scheme}-${identifier.id}`;
      return { mark: `identifier ${text}`, partyId: id ?? text };
    }
    if (id !== null && !isPlaceholder(id)) return { mark: `id ${id}`, partyId: id };
    // An identifier without a scheme joins nothing beyond its process, within it it tells organizations apart.
    const bare = own?.id() ?? null;
    if (bare !== null && !isPlaceholder(bare)) return { mark: `bare ${bare}`, partyId: bare };
    const name = nameOf(place) ?? own?.text('legalName') ?? null;
    return name === null ? null : { mark: `name ${name}`, partyId: contentMark({ name }) };
  }

  private make(place: Place, partyId: string): Party {
    const party: Party = {
      row: {
        key: '',
        ...this.shared,
        party_id: partyId,
        name: null,
        legal_name: null,
        roles: [],
        identifier_scheme: null,
        identifier_id: null,
        additional_identifiers: [],
        locality: null,
        region: null,
        country_name: null,
        department_key: null,
        supplier_key: null,
        link_rule: null,
        release_keys: place.releaseKeys,
      },
      detail: { key: '', dataset_key: this.shared.dataset_key, department_key: null },
      identifier: null,
      isDepartment: false,
      isSupplier: false,
      sources: place.sources,
      namedBy: -1,
    };
    for (const column of detailColumns) party.detail[column] = null;
    this.all.push(party);
    this.fill(party, place);
    return party;
  }

  /** Takes what a place states and the party does not know yet. */
  private fill(party: Party, place: Place): void {
    const { row, detail } = party;
    if (row.name === null) {
      row.name = nameOf(place);
      if (row.name !== null) party.namedBy = place.sources.at(-1) ?? -1;
    }
    this.identify(party, place);
    const address = place.has('address') ? place.object('address') : null;
    if (address) {
      row.locality ??= address.text('locality');
      row.region ??= address.text('region');
      row.country_name ??= address.text('countryName');
      detail.street_address ??= address.text('streetAddress');
      detail.postal_code ??= address.text('postalCode');
    }
    const contact = place.has('contactPoint') ? place.object('contactPoint') : null;
    if (contact) {
      detail.contact_name ??= contact.text('name');
      detail.email ??= contact.text('email');
      detail.telephone ??= contact.text('telephone');
      detail.fax_number ??= contact.text('faxNumber');
      detail.contact_url ??= contact.text('url');
    }
  }

  private identify(party: Party, place: Place): void {
    const own = identifierPlace(place);
    if (own && party.row.identifier_id === null && party.detail.person_identifier === null) {
      const [scheme, id] = [own.code('scheme'), own.code('id')];
      party.row.legal_name ??= own.text('legalName');
      if (isPersonal(scheme, id)) {
        if (id !== null) party.detail.person_identifier = `${scheme} ${id}`;
      } else {
        party.row.identifier_scheme = scheme;
        party.row.identifier_id = id;
        party.identifier = identifierOf(scheme, id);
        if (id !== null && scheme !== null && !party.identifier) {
          own.report(
            'identifier-placeholder',
            'warning',
            'id',
            'The id only fills the place; nothing is joined by it',
            id,
          );
        }
        if (party.identifier && checksumOf(party.identifier) === false) {
          own.report(
            'identifier-checksum',
            'warning',
            'id',
            'The check character of the credit code is wrong',
            id!,
          );
        }
      }
    }
    if (!place.has('additionalIdentifiers')) return;
    const known = party.row.additional_identifiers as string[];
    for (const other of place.list('additionalIdentifiers')) {
      const [scheme, id] = [other.code('scheme'), other.code('id')];
      if (id === null || isPersonal(scheme, id)) continue;
      const text = scheme === null ? id : `${scheme}:${id}`;
      if (!known.includes(text)) known.push(text);
    }
  }

  private addRole(party: Party, role: string): void {
    const roles = party.row.roles as string[];
    if (!roles.includes(role)) roles.push(role);
    if (departmentRoles.has(role)) party.isDepartment = true;
    if (supplierRoles.has(role)) party.isSupplier = true;
  }

  /**
   * Gives the parties their keys; nothing refers to a key before. A party whose id holds a personal identifier gets a
   * number instead: an id is public, and a hash of a number of eleven digits is that number for whoever tries them all.
   */
  finish(): void {
    const personal = this.all.filter(({ row, detail }) => {
      const [scheme, ...rest] = String(detail.person_identifier ?? '').split(' ');
      const id = rest.at(-1);
      return scheme !== '' && id !== undefined && String(row.party_id).includes(id);
    });
    const order = (party: Party) => `${party.row.name ?? ''}\n${party.row.party_id}`;
    personal.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    personal.forEach((party, index) => {
      party.row.party_id = `person-${index + 1}`;
    });
    for (const party of this.all) {
      const partyId = String(party.row.party_id);
      const part = partyId.startsWith('~') ? partyId : keyPart(partyId);
      let key = `${this.prefix}/party/${part}`;
      for (let number = 2; this.used.has(key); number++) key = `${this.prefix}/party/${part}~${number}`;
      this.used.add(key);
      party.row.key = key;
      party.detail.key = key;
    }
  }

  /** Parties with something that belongs to `internal.party_detail`. */
  get details(): Row[] {
    return this.all
      .filter(({ detail }) => detailColumns.some((column) => detail[column] !== null))
      .map((party) => party.detail);
  }
}

/** An organization's `identifier`; a 1.0 transaction names its two sides by an identifier alone. */
function identifierPlace(place: Place): Place | null {
  if (place.has('identifier')) return place.object('identifier');
  return place.has('legalName') || place.has('scheme') ? place : null;
}

function nameOf(place: Place): string | null {
  return place.text('name') ?? place.text('legalName') ?? null;
}
