import type { Codelist, Version } from './codelists.ts';

export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object' | 'array' | 'null';

/** What the standard says about one field. */
export interface Field {
  types: readonly JsonType[];
  /** Name of the structure of the object, or of the objects of the list. */
  of?: string | undefined;
  /** Type of a list's items where they are no objects. */
  itemType?: 'string' | undefined;
  minItems?: number | undefined;
  minLength?: number | undefined;
  minimum?: number | undefined;
  unique?: boolean | undefined;
  list?: Codelist | undefined;
  closed?: boolean | undefined;
  format?: 'date-time' | 'uri' | undefined;
  deprecated?: boolean | undefined;
  /** In a versioned release: the whole list is one value of the history. */
  wholeList?: boolean | undefined;
}

export interface Structure {
  fields: Readonly<Record<string, Field>>;
  required: readonly string[];
  /** Fields that may also come as `<field>_<language tag>`. */
  languages: readonly string[];
}

export type Structures = Readonly<Record<string, Structure>>;

const text: Field = { types: ['string', 'null'] };
const date: Field = { types: ['string', 'null'], format: 'date-time' };
const uri: Field = { types: ['string', 'null'], format: 'uri' };
const whole: Field = { types: ['integer', 'null'] };
const yesNo: Field = { types: ['boolean', 'null'] };
const looseId: Field = { types: ['string', 'integer', 'null'] };
const old = (field: Field): Field => ({ ...field, deprecated: true });
const one = (of: string): Field => ({ types: ['object'], of });
const many = (of: string, more: Partial<Field> = {}): Field => ({ types: ['array'], of, ...more });
const unique = { unique: true };
const closed = (list: Codelist): Field => ({ types: ['string', 'null'], list, closed: true });
const open = (list: Codelist): Field => ({ types: ['string', 'null'], list });
const openMany = (list: Codelist): Field => ({ types: ['array', 'null'], itemType: 'string', list });

function structure(
  fields: Record<string, Field | false>,
  required: readonly string[] = [],
  languages: readonly string[] = [],
): Structure {
  const present = Object.entries(fields).filter((entry): entry is [string, Field] => entry[1] !== false);
  return { fields: Object.fromEntries(present), required, languages };
}

/**
 * The structure of releases in OCDS 1.1 (as of 1.1.5) and 1.0 (as of 1.0.3): fields, their types, what is required,
 * closed and open lists. A field that only one of them has is written `since11 && …`.
 */
export function structuresOf(version: Version): Structures {
  const since11 = version === '1.1';
  const key: Field = since11 ? { types: ['string'], minLength: 1 } : { types: ['string'] };
  const id: Field = since11
    ? { types: ['string', 'integer'], minLength: 1 }
    : { types: ['string', 'integer'] };
  // 1.0 repeats organizations where they are named; 1.1 lists them once (parties) and refers to them.
  const organization = since11 ? 'OrganizationReference' : 'Organization';
  const organizations = many(organization, { unique: true, wholeList: !since11 });
  const wholeUnique = { unique: true, wholeList: true };
  const outdated = (field: Field): Field => (since11 ? old(field) : field);

  return {
    Release: structure(
      {
        ocid: key,
        id: key,
        date: { types: ['string'], format: 'date-time' },
        tag: {
          types: ['array'],
          itemType: 'string',
          list: 'releaseTag',
          closed: true,
          minItems: since11 ? 1 : undefined,
        },
        initiationType: { types: ['string'], list: 'initiationType', closed: true },
        parties: since11 && many('Organization', unique),
        buyer: one(organization),
        planning: one('Planning'),
        tender: one('Tender'),
        awards: many('Award', unique),
        contracts: many('Contract', unique),
        language: text,
        relatedProcesses: since11 && many('RelatedProcess', unique),
      },
      ['ocid', 'id', 'date', 'tag', 'initiationType'],
    ),
    Planning: structure(
      {
        rationale: text,
        budget: one('Budget'),
        documents: many('Document'),
        milestones: since11 && many('Milestone'),
      },
      [],
      ['rationale'],
    ),
    Tender: structure(
      {
        id,
        title: text,
        description: text,
        status: closed('tenderStatus'),
        procuringEntity: one(organization),
        items: many('Item', unique),
        value: one('Value'),
        minValue: one('Value'),
        procurementMethod: closed('method'),
        procurementMethodDetails: text,
        procurementMethodRationale: text,
        mainProcurementCategory: since11 && closed('procurementCategory'),
        additionalProcurementCategories: since11 && openMany('extendedProcurementCategory'),
        awardCriteria: open('awardCriteria'),
        awardCriteriaDetails: text,
        submissionMethod: openMany('submissionMethod'),
        submissionMethodDetails: text,
        tenderPeriod: one('Period'),
        enquiryPeriod: one('Period'),
        hasEnquiries: yesNo,
        eligibilityCriteria: text,
        awardPeriod: one('Period'),
        contractPeriod: since11 && one('Period'),
        numberOfTenderers: whole,
        tenderers: organizations,
        documents: many('Document'),
        milestones: many('Milestone'),
        amendments: since11 && many('Amendment'),
        amendment: outdated(one('Amendment')),
      },
      ['id'],
      [
        'title',
        'description',
        'procurementMethodRationale',
        'awardCriteriaDetails',
        'submissionMethodDetails',
        'eligibilityCriteria',
      ],
    ),
    Award: structure(
      {
        id,
        title: text,
        description: text,
        status: closed('awardStatus'),
        date,
        value: one('Value'),
        suppliers: organizations,
        items: many('Item', { unique: true, minItems: 1 }),
        contractPeriod: one('Period'),
        documents: many('Document', unique),
        amendments: since11 && many('Amendment'),
        amendment: outdated(one('Amendment')),
      },
      ['id'],
      ['title', 'description'],
    ),
    Contract: structure(
      {
        id,
        awardID: id,
        title: text,
        description: text,
        status: closed('contractStatus'),
        period: one('Period'),
        value: one('Value'),
        items: many('Item', { unique: true, minItems: 1 }),
        dateSigned: date,
        documents: many('Document', unique),
        implementation: one('Implementation'),
        relatedProcesses: since11 && many('RelatedProcess', unique),
        milestones: since11 && many('Milestone'),
        amendments: since11 && many('Amendment'),
        amendment: outdated(one('Amendment')),
      },
      ['id', 'awardID'],
      ['title', 'description'],
    ),
    Implementation: structure({
      transactions: many('Transaction', unique),
      milestones: many('Milestone', unique),
      documents: many('Document', unique),
    }),
    Milestone: structure(
      {
        id,
        title: text,
        type: since11 && open('milestoneType'),
        description: text,
        code: since11 && text,
        dueDate: date,
        dateMet: since11 && date,
        dateModified: date,
        status: closed('milestoneStatus'),
        documents: outdated(many('Document', unique)),
      },
      ['id'],
      ['title', 'description'],
    ),
    Document: structure(
      {
        id,
        documentType: open('documentType'),
        title: text,
        description: text,
        url: uri,
        datePublished: date,
        dateModified: date,
        format: text,
        language: text,
      },
      ['id'],
      ['title', 'description'],
    ),
    Budget: structure(
      {
        id: looseId,
        description: text,
        amount: one('Value'),
        project: text,
        projectID: looseId,
        uri,
        source: outdated(uri),
      },
      [],
      ['source', 'description', 'project'],
    ),
    Transaction: structure(
      {
        id,
        source: uri,
        date,
        value: since11 && one('Value'),
        payer: since11 && one(organization),
        payee: since11 && one(organization),
        uri,
        amount: outdated(one('Value')),
        providerOrganization: outdated(one('Identifier')),
        receiverOrganization: outdated(one('Identifier')),
      },
      ['id'],
    ),
    ...(since11 && {
      OrganizationReference: structure({
        name: { ...text, minLength: 1 },
        id: { types: ['string', 'integer'] },
        identifier: old(one('Identifier')),
        address: old(one('Address')),
        additionalIdentifiers: old(many('Identifier', wholeUnique)),
        contactPoint: old(one('ContactPoint')),
      }),
      RelatedProcess: structure({
        id: { types: ['string'] },
        relationship: openMany('relatedProcess'),
        title: text,
        scheme: open('relatedProcessScheme'),
        identifier: text,
        uri,
      }),
    }),
    Organization: structure(
      {
        name: text,
        id: since11 && { types: ['string'] },
        identifier: one('Identifier'),
        additionalIdentifiers: many('Identifier', wholeUnique),
        address: one('Address'),
        contactPoint: one('ContactPoint'),
        roles: since11 && openMany('partyRole'),
        details: since11 && { types: ['object', 'null'] },
      },
      [],
      ['name'],
    ),
    Item: structure(
      {
        id,
        description: text,
        classification: one('Classification'),
        additionalClassifications: many('Classification', wholeUnique),
        quantity: since11 ? { types: ['number', 'null'] } : { types: ['number', 'null'], minimum: 0 },
        unit: one('Unit'),
      },
      ['id'],
      ['description'],
    ),
    Unit: structure(
      {
        scheme: since11 && open('unitClassificationScheme'),
        id: since11 && text,
        name: text,
        value: one('Value'),
        uri: since11 && uri,
      },
      [],
      ['name'],
    ),
    Amendment: structure(
      {
        date,
        rationale: text,
        id: since11 && text,
        description: since11 && text,
        amendsReleaseID: since11 && text,
        releaseID: since11 && text,
        changes: outdated(many('Change', { wholeList: !since11 })),
      },
      [],
      ['rationale'],
    ),
    Change: structure({
      property: { types: ['string'] },
      former_value: { types: ['string', 'number', 'integer', 'array', 'object', 'null'] },
    }),
    Classification: structure(
      { scheme: open('itemClassificationScheme'), id: looseId, description: text, uri },
      [],
      ['description'],
    ),
    Identifier: structure({ scheme: text, id: looseId, legalName: text, uri }, [], ['legalName']),
    Address: structure(
      { streetAddress: text, locality: text, region: text, postalCode: text, countryName: text },
      [],
      ['countryName'],
    ),
    ContactPoint: structure(
      { name: text, email: text, telephone: text, faxNumber: text, url: uri },
      [],
      ['name'],
    ),
    Value: structure({
      amount: { types: ['number', 'null'] },
      currency: since11 ? closed('currency') : text,
    }),
    Period: structure({
      startDate: date,
      endDate: date,
      maxExtentDate: since11 && date,
      durationInDays: since11 && whole,
    }),
  };
}

/** Members of packages. */
export function packageStructure(version: Version, kind: 'releasePackage' | 'recordPackage'): Structure {
  const since11 = version === '1.1';
  const releases = kind === 'releasePackage';
  const link: Field = { types: ['string'], format: 'uri' };
  return structure(
    {
      uri: link,
      version: since11 && { types: ['string'] },
      extensions: since11 && { types: ['array'], itemType: 'string', format: 'uri' },
      publishedDate: { types: ['string'], format: 'date-time' },
      publisher: one('Publisher'),
      license: uri,
      publicationPolicy: uri,
      packages: !releases && {
        types: ['array'],
        itemType: 'string',
        format: 'uri',
        minItems: 1,
        unique: true,
      },
      releases: releases && { types: ['array'], minItems: 1 },
      records: !releases && { types: ['array'], minItems: 1 },
    },
    [
      'uri',
      'publisher',
      'publishedDate',
      ...(!releases && !since11 ? ['packages'] : []),
      releases ? 'releases' : 'records',
      ...(since11 ? ['version'] : []),
    ],
  );
}

export const publisherStructure: Structure = structure(
  { name: { types: ['string'] }, scheme: text, uid: text, uri },
  ['name'],
);
