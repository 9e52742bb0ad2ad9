import { checksumOf, type Identifier, identifierOf, isPlaceholder } from './identifiers.ts';
import { contentMark, keyPart } from './keys.ts';
import { hidePersons, PersonTraits } from './person-party.ts';
import type { PersonNumbers } from './persons.ts';
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
  'person_name',
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
  /** Latest release that states its name, as a position in merging order. */
  namedBy: number;
  /** What says that it is a natural person. */
  traits: PersonTraits;
}

/**
 * The parties of one process. `parties` of 1.1 come first; an organization that is only named where it acts (1.0, or
 * a reference that leads nowhere) becomes a party of its own, once for each identifier or else each name.
 */
export class Parties {
  private readonly byId = new Map<string, Party>();
  private readonly byInline = new Map<string, Party>();
  /** By numbers of natural persons, which are written in many ways. */
  private readonly byNumber = new Map<string, Party>();
  private readonly declared = new Set<Party>();
  private readonly used = new Set<string>();
  readonly all: Party[] = [];

  constructor(
    private readonly prefix: string,
    private readonly shared: { dataset_key: string; process_key: string },
    private readonly hasParties: boolean,
    private readonly persons: PersonNumbers,
  ) {}

  /** Takes the members of `parties`. */
  declare(entries: readonly { place: Place; part: string }[]): void {
    for (const { place, part } of entries) {
      const id = place.rawId();
      const party = this.make(place, id ?? part);
      this.declared.add(party);
      for (const role of place.texts('roles')) this.addRole(party, role);
      if (id !== null && !this.byId.has(id)) this.byId.set(id, party);
    }
  }

  /** The party that a reference names, in the role it has there; null for a reference that names nobody. */
  refer(reference: Place | null, role: string): Party | null {
    if (!reference) return null;
    const id = reference.rawId();
    let party = id === null ? undefined : this.byId.get(id);
    if (!party) {
      const inline = this.inlineOf(reference, id);
      if (!inline) {
        const message = 'The organization has no id, identifier or name';
        reference.report('organization-unnamed', 'warning', '', message);
        return null;
      }
      party = (inline.number && this.byNumber.get(inline.number)) || this.byInline.get(inline.mark);
      if (!party) {
        if (this.hasParties && id !== null) {
          const message = 'No party has this id';
          reference.report(
            'reference-without-party',
            'warning',
            'id',
            message,
            inline.number ? undefined : id,
          );
        }
        party = this.make(reference, inline.partyId);
        this.byInline.set(inline.mark, party);
      } else {
        this.fill(party, reference);
        if (!this.declared.has(party)) {
          party.sources = [...new Set([...party.sources, ...reference.sources])].sort((a, b) => a - b);
          party.row.release_keys = reference.keysOf(party.sources);
        }
      }
    } else this.fill(party, reference);
    this.addRole(party, role);
    return party;
  }

  private inlineOf(
    place: Place,
    id: string | null,
  ): { mark: string; partyId: string; number: string | null } | null {
    const own = identifierPlace(place);
    const [scheme, bare] = own ? [own.rawCode('scheme'), own.rawId()] : [null, null];
    const number = (id === null ? undefined : this.persons.within(id)[0]) ?? this.persons.of(scheme, bare);
    const identifier = identifierOf(scheme, bare);
    if (identifier) {
      const text = `${identifier.scheme}-${identifier.id}`;
      return { mark: `identifier ${text}`, partyId: id ?? text, number };
    }
    if (id !== null && !isPlaceholder(id)) return { mark: `id ${id}`, partyId: id, number };
    // An identifier without a scheme joins nothing beyond its process, within it it tells organizations apart.
    if (bare !== null && !isPlaceholder(bare)) return { mark: `bare ${bare}`, partyId: bare, number };
    const name = nameOf(place)?.text ?? own?.text('legalName') ?? null;
    return name === null ? null : { mark: `name ${name}`, partyId: contentMark({ name }), number };
  }

  private make(place: Place, partyId: string): Party {
    const party: Party = {
      row: {
        key: '',
        ...this.shared,
        party_id: partyId,
        name: null,
        legal_name: null,
        is_person: false,
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
      traits: new PersonTraits(this.persons, this.persons.within(partyId)),
    };
    for (const column of detailColumns) party.detail[column] = null;
    this.all.push(party);
    this.fill(party, place);
    return party;
  }

  /** Takes what a place states and the party does not know yet. */
  private fill(party: Party, place: Place): void {
    const { row, detail } = party;
    const name = nameOf(place);
    // `parties` has the word on a name; of places that only name who acts the one stated last has it.
    const isNewer = name !== null && !this.declared.has(party) && name.by > party.namedBy;
    if (name !== null && (row.name === null || isNewer)) {
      row.name = name.text;
      party.namedBy = name.by;
    } else if (name !== null && row.name === name.text) party.namedBy = Math.max(party.namedBy, name.by);
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
    const { row, traits } = party;
    const own = identifierPlace(place);
    if (own && row.identifier_id === null && !traits.isIdentified) {
      const [scheme, id] = [own.rawCode('scheme'), own.rawCode('id')];
      const legalName = own.text('legalName');
      if (row.legal_name === null && legalName !== null) {
        row.legal_name = legalName;
        if (row.name === null) party.namedBy = own.statedBy('legalName');
      }
      if (!traits.take(scheme, id)) {
        row.identifier_scheme = scheme;
        row.identifier_id = id;
        party.identifier = identifierOf(scheme, id);
        reportIdentifier(own, scheme, id, party.identifier);
      }
    }
    if (place.has('additionalIdentifiers')) {
      const known = row.additional_identifiers as string[];
      for (const other of place.list('additionalIdentifiers')) {
        const [scheme, id] = [other.rawCode('scheme'), other.rawCode('id')];
        if (id === null || traits.takeFurther(scheme, id)) continue;
        const text = scheme === null ? id : `${scheme}:${id}`;
        if (!known.includes(text)) known.push(text);
      }
    }
    for (const number of traits.numbers) if (!this.byNumber.has(number)) this.byNumber.set(number, party);
  }

  private addRole(party: Party, role: string): void {
    const roles = party.row.roles as string[];
    if (!roles.includes(role)) roles.push(role);
    if (departmentRoles.has(role)) party.isDepartment = true;
    if (supplierRoles.has(role)) party.isSupplier = true;
  }

  /** Hides persons and gives the parties their keys; nothing refers to a key before. */
  finish(): void {
    hidePersons(this.all, this.persons.mark);
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

/** The name that a place states, and the release that states it. */
function nameOf(place: Place): { text: string; by: number } | null {
  for (const member of ['name', 'legalName'] as const) {
    const text = place.text(member);
    if (text !== null) return { text, by: place.statedBy(member) };
  }
  return null;
}

function reportIdentifier(
  own: Place,
  scheme: string | null,
  id: string | null,
  identifier: Identifier | null,
): void {
  if (id !== null && scheme !== null && !identifier) {
    const message = 'The id only fills the place; nothing is joined by it';
    own.report('identifier-placeholder', 'warning', 'id', message, id);
  }
  if (identifier && checksumOf(identifier) === false) {
    const message = 'The check character of the credit code is wrong';
    own.report('identifier-checksum', 'warning', 'id', message, id!);
  }
}
