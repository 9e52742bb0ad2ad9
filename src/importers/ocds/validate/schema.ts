import { codesOf, type Version } from './codelists.ts';
import {
  type Field,
  packageStructure,
  publisherStructure,
  type Structure,
  type Structures,
  structuresOf,
} from './structure.ts';

/** A JSON Schema (draft 4) as data. */
export type Schema = Record<string, unknown>;

const ref = (name: string): Schema => ({ $ref: `#/definitions/${name}` });

/** Structures whose `id` stays plain in a versioned release: lists of them are matched by it. */
const MATCHED_BY_ID: ReadonlySet<string> = new Set([
  'Award',
  'Contract',
  'Milestone',
  'Document',
  'Transaction',
  'Item',
  'Organization',
  'Amendment',
  'RelatedProcess',
  'OrganizationReference',
]);

/** Schema of one release. */
export function releaseSchema(version: Version): Schema {
  const structures = structuresOf(version);
  return { ...ref('Release'), definitions: definitionsOf(structures, version) };
}

/** Schema of what a record says about a release that it only links to. */
export function linkedSchema(version: Version): Schema {
  const tag = structuresOf(version).Release?.fields.tag as Field;
  return {
    type: 'object',
    required: ['url', 'date'],
    properties: {
      url: { type: ['string', 'null'] },
      date: { type: 'string' },
      tag: fieldSchema(tag, version),
    },
  };
}

/** Schema of a package's own members; its releases or records are checked one by one. */
export function packageSchema(version: Version, kind: 'releasePackage' | 'recordPackage'): Schema {
  const schema = structureSchema(packageStructure(version, kind), version);
  const properties = schema.properties as Record<string, Schema>;
  if (properties.version) properties.version = { type: 'string', pattern: '^[0-9]+\\.[0-9]+$' };
  return { ...schema, definitions: { Publisher: structureSchema(publisherStructure, version) } };
}

/**
 * Schema of a versionedRelease, derived from the release's: a field that changes over time is a list of
 * `{ releaseID, releaseDate, releaseTag, value }`; ids by which lists are matched stay as they are, and so do, in the
 * standard's own schema, variants in other languages.
 */
export function versionedSchema(version: Version): Schema {
  const structures = structuresOf(version);
  const definitions: Record<string, Schema> = {};
  for (const [name, structure] of Object.entries(structures)) {
    definitions[`${name}Plain`] = structureSchema(structure, version, (of) => `${of}Plain`);
    if (name === 'Change') continue;
    definitions[name] = versionedStructure(name, structure, version);
  }
  const reference = structures.OrganizationReference;
  if (reference) {
    // Where an organization is named once (buyer, payer) its id may change; in lists it is what matches.
    definitions.SingleReference = versionedStructure('SingleReference', reference, version);
  }
  const release = definitions.Release as { properties: Record<string, Schema>; required: string[] };
  for (const name of ['id', 'date', 'tag']) delete release.properties[name];
  release.properties.ocid = fieldSchema((structures.Release as Structure).fields.ocid as Field, version);
  release.required = ['ocid', 'initiationType'];
  return { ...ref('Release'), definitions };
}

function versionedStructure(name: string, structure: Structure, version: Version): Schema {
  const properties: Record<string, Schema> = {};
  for (const [fieldName, field] of Object.entries(structure.fields)) {
    if (fieldName === 'id' && MATCHED_BY_ID.has(name)) properties[fieldName] = fieldSchema(field, version);
    else if (field.of === 'Change' && !field.wholeList) {
      properties[fieldName] = fieldSchema(field, version, (of) => `${of}Plain`);
    } else if (field.of && !field.wholeList) {
      const single = field.of === 'OrganizationReference' && field.types.includes('object');
      properties[fieldName] = fieldSchema(field, version, (of) => (single ? 'SingleReference' : of));
    } else
      properties[fieldName] = history(
        fieldSchema(field, version, (of) => `${of}Plain`),
        version,
      );
  }
  return {
    type: 'object',
    properties,
    ...(structure.required.length > 0 && { required: structure.required }),
    ...(structure.languages.length > 0 && { languageVariants: structure.languages }),
  };
}

function history(value: Schema, version: Version): Schema {
  const properties = {
    releaseDate: { type: 'string' },
    releaseID: { type: 'string' },
    releaseTag: { type: 'array', items: { type: 'string' } },
    value,
  };
  // 1.0's schema does not say that an entry of a history is an object.
  return { type: 'array', items: version === '1.1' ? { type: 'object', properties } : { properties } };
}

function definitionsOf(structures: Structures, version: Version): Record<string, Schema> {
  const entries = Object.entries(structures).map(([name, structure]) => [
    name,
    structureSchema(structure, version),
  ]);
  return Object.fromEntries(entries) as Record<string, Schema>;
}

function structureSchema(structure: Structure, version: Version, rename = (of: string) => of): Schema {
  const properties: Record<string, Schema> = {};
  for (const [name, field] of Object.entries(structure.fields))
    properties[name] = fieldSchema(field, version, rename);
  return {
    type: 'object',
    properties,
    ...(structure.required.length > 0 && { required: structure.required }),
    ...(structure.languages.length > 0 && { languageVariants: structure.languages }),
  };
}

function fieldSchema(field: Field, version: Version, rename = (of: string) => of): Schema {
  const codes = field.list && field.closed ? codesOf(field.list, version) : null;
  const isList = field.types.includes('array');
  if (field.of && !isList) return ref(rename(field.of));
  const schema: Schema = { type: field.types.length === 1 ? field.types[0] : field.types };
  if (isList && field.of) schema.items = ref(rename(field.of));
  if (isList && field.itemType) schema.items = { type: field.itemType, ...(codes && { enum: codes }) };
  if (!isList && codes) schema.enum = field.types.includes('null') ? [...codes, null] : codes;
  if (field.minItems !== undefined) schema.minItems = field.minItems;
  if (field.minLength !== undefined) schema.minLength = field.minLength;
  if (field.minimum !== undefined) schema.minimum = field.minimum;
  if (field.unique) schema.distinctItems = true;
  return schema;
}
