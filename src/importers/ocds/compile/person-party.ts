import type { PersonMark } from '../person-mark.ts';
import { checksumOf, identifierOf } from './identifiers.ts';
import type { Party } from './parties.ts';
import { isPersonal, normalised, type PersonNumbers } from './persons.ts';
import type { Row } from './rows.ts';

/** What a party's ids say about it being a natural person. */
export class PersonTraits {
  /** Numbers of a person, normalised, in the order in which they were found. */
  readonly numbers = new Set<string>();
  /** Identifiers that are not disclosed, as published: `scheme id`. */
  readonly identifiers: string[] = [];
  /** Its main identifier is a person's. */
  isIdentified = false;
  /** Its main identifier is a register number that only companies and other bodies have. */
  isBody = false;
  /** Something beside its numbers says that it is a person: a scheme, or the name of one in the same process. */
  isMarked = false;

  /** `numbers`: those that its id holds. */
  constructor(
    private readonly persons: PersonNumbers,
    numbers: readonly string[],
  ) {
    for (const number of numbers) this.numbers.add(number);
  }

  get isPerson(): boolean {
    return !this.isBody && (this.isMarked || this.numbers.size > 0);
  }

  /** Takes the main identifier where it is a person's; false: it is not. */
  take(scheme: string | null, id: string | null): boolean {
    const isTaken = this.takeFurther(scheme, id);
    if (isTaken) this.isIdentified = true;
    else if (isBodyNumber(scheme, id)) this.isBody = true;
    return isTaken;
  }

  /** Takes a further identifier where it is a person's; false: it is not. */
  takeFurther(scheme: string | null, id: string | null): boolean {
    const number = this.persons.of(scheme, id);
    if (number === null && !isPersonal(scheme, id)) return false;
    this.isMarked = true;
    if (number !== null) this.numbers.add(number);
    if (id !== null) this.keep(scheme === null ? id : `${scheme} ${id}`);
    return true;
  }

  keep(identifier: string): void {
    if (!this.identifiers.includes(identifier)) this.identifiers.push(identifier);
  }
}

/** A credit code with the right check character, or a Mexican tax number of twelve characters. */
function isBodyNumber(scheme: string | null, id: string | null): boolean {
  if (id === null) return false;
  const identifier = identifierOf(scheme, id) ?? { scheme: '', id };
  return (
    checksumOf({ scheme: 'CN-USCI', id: identifier.id.toUpperCase() }) === true ||
    /^[A-ZÑ&]{3}\d{6}[A-Z\d]{3}$/.test(normalised(id))
  );
}

const street =
  /\d|\b(?:calle|av|avda|avenida|rua|carrera|blvd|boulevard|calz|calzada|street|st|road|rd|avenue|ave|lane|col|colonia)\b\.?|[路街巷弄号室栋]|вул|ул\./iu;

/** Hides the persons of one process. Who has a person's name there, and no number of a body, is that person. */
export function hidePersons(parties: readonly Party[], mark: PersonMark): void {
  const names = new Set(
    parties.filter(({ traits }) => traits.isPerson).flatMap(({ row }) => namesOf(row).map(normalised)),
  );
  for (const party of parties) {
    if (namesOf(party.row).some((name) => names.has(normalised(name)))) party.traits.isMarked = true;
    hidePerson(party, mark);
  }
}

function namesOf({ name, legal_name: legal }: Row): string[] {
  return [name, legal].filter((text) => typeof text === 'string');
}

/**
 * Moves what is personal to the sibling in `internal`: the numbers, and for a natural person the name, every identifier
 * and a street that stands as a locality. An id that holds the number, or nothing but a hash of what the party is,
 * becomes the mark of the number.
 */
function hidePerson(party: Party, mark: PersonMark): void {
  const { row, detail, traits } = party;
  const numbers = [...traits.numbers];
  const names = namesOf(row);
  const partyId = String(row.party_id);
  const held = numbers.find((number) => holds(partyId, number));
  if (held !== undefined) {
    if (traits.identifiers.every((identifier) => !holds(identifier, held))) traits.keep(partyId);
    row.party_id = mark(held);
  }
  if (traits.isPerson) {
    const isNamed = names.some((name) => holds(partyId, normalised(name)));
    if (held === undefined && (partyId.startsWith('~') || isNamed))
      row.party_id = mark(numbers[0] ?? normalised(names[0] ?? partyId));
    if (typeof row.identifier_id === 'string')
      traits.keep([row.identifier_scheme, row.identifier_id].filter((part) => part !== null).join(' '));
    for (const further of row.additional_identifiers as string[]) traits.keep(further);
    Object.assign(row, { is_person: true, name: null, legal_name: null });
    Object.assign(row, { identifier_scheme: null, identifier_id: null, additional_identifiers: [] });
    party.identifier = null;
    detail.person_name = [...new Set(names)].join(' / ') || null;
    if (typeof row.locality === 'string' && street.test(row.locality)) {
      detail.street_address ??= row.locality;
      row.locality = null;
    }
  }
  if (traits.identifiers.length > 0) detail.person_identifier = traits.identifiers.join('; ');
}

/** Whether an id holds a number or a name in any spelling; short ones only where it is nothing else. */
function holds(id: string, what: string): boolean {
  const text = normalised(id);
  return what.length < 4 ? text === what : text.includes(what);
}
